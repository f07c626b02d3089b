//! The network search, followed as a diary. It begins when the permission is given, takes minutes to an hour, and can
//! be walked away from: the network goes on by itself.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use networks::CorrelationId;
use networks::bwell::{ConnectionStatus, NetworkSearch, SyncStatus, TaskStatus};

use crate::activity::{Deed, noted_once};
use crate::connections::Found;
use crate::polling::{PLACES_EVERY, Pace};
use crate::session::Session;
use crate::view::{ActivityKind, DiaryEntry, DiaryKind, SearchStatus, SearchView, Topic};
use crate::{Core, Error, Notice};

/// Whoever looks again does not make us ask more often than this.
const SOONEST: Duration = Duration::from_secs(5);

/// What we know of the search so far.
#[derive(Debug, Default)]
pub(crate) struct SearchProgress {
    task: Option<NetworkSearch>,
    last_asked_at: Option<Timestamp>,
    next_ask_at: Option<Timestamp>,
    diary: Vec<DiaryEntry>,
    /// Places that stand in the diary already, by id and kind.
    noted: HashSet<(String, DiaryKind)>,
    followed: bool,
    /// Something new is to be followed: whoever follows begins anew, even when it saw nothing more coming.
    follow_anew: bool,
}

impl SearchProgress {
    /// A new permission begins a new diary.
    pub(crate) fn restart(&mut self, first: DiaryEntry) {
        let Self { followed, follow_anew, .. } = *self;
        *self = Self { diary: vec![first], followed, follow_anew, ..Self::default() };
    }

    fn view(&self) -> SearchView {
        let mut diary = self.diary.clone();
        diary.sort_by_key(|entry| std::cmp::Reverse(entry.at));
        SearchView {
            status: self.task.as_ref().map_or(SearchStatus::None, |task| status(&task.status)),
            started_at: self.task.as_ref().and_then(|task| task.started_at),
            ended_at: self.task.as_ref().and_then(|task| task.ended_at),
            last_asked_at: self.last_asked_at,
            next_ask_at: self.next_ask_at,
            diary,
        }
    }

    /// Takes in one look at the network, and answers what is new in it.
    fn note(&mut self, task: Option<NetworkSearch>, found: &Found, now: Timestamp) -> Vec<News> {
        self.last_asked_at = Some(now);
        let was_running = self.task.as_ref().is_some_and(|task| !task.status.is_terminal());
        self.task = task;
        let Some(task) = self.task.clone() else { return Vec::new() };
        let known = self.diary.len();
        let mut ids = Vec::new();
        let mut once = |id: &str, kind, at, place: Option<&str>| {
            if self.noted.insert((id.to_owned(), kind)) {
                self.diary.push(DiaryEntry { at, kind, place: place.map(str::to_owned) });
                ids.push(id.to_owned());
            }
        };
        if let Some(began) = task.started_at {
            once(&task.id, DiaryKind::SearchBegan, began, None);
        }
        for connection in found.connections.iter().filter(|c| c.status == ConnectionStatus::Connected) {
            // The network's own time where it gives one later than the beginning, else the time we saw it.
            let told = connection.created.or(connection.status_updated);
            let told = told.filter(|at| task.started_at.is_none_or(|began| *at >= began));
            once(&connection.id, DiaryKind::PlaceConnected, told.unwrap_or(now), Some(&connection.name));
        }
        for place in &found.recommended {
            once(&place.connection_id, DiaryKind::PlaceNeedsSignIn, now, Some(&place.name));
        }
        let ended = task.ended_at.unwrap_or(now);
        match task.status {
            TaskStatus::Completed => once(&task.id, DiaryKind::SearchEnded, ended, None),
            TaskStatus::Failed | TaskStatus::Rejected => {
                once(&task.id, DiaryKind::SearchStopped, ended, None);
            }
            TaskStatus::Ready | TaskStatus::InProgress | TaskStatus::Unknown(_) => {}
        }
        let new = self.diary[known..].iter().zip(ids);
        new.map(|(entry, id)| News { kind: entry.kind, id, at: entry.at, was_running }).collect()
    }
}

/// Something that the last look found out.
struct News {
    kind: DiaryKind,
    id: String,
    at: Timestamp,
    /// We saw the search run before: its end is a word to the person worth.
    was_running: bool,
}

/// Keeps what a look found out: the places as the network tells them, and what happened.
async fn keep(core: &Core, session: &Session, found: &Found, news: Vec<News>, correlation: CorrelationId) {
    found.keep(core, session).await;
    for News { kind, id, at, was_running } in news {
        let deed = match kind {
            DiaryKind::PlaceConnected => Deed::by_network(ActivityKind::PlaceConnected).at_place(&id),
            DiaryKind::SearchEnded => {
                Deed::by_network(ActivityKind::SearchEnded).under(&id).counting(found.places().len())
            }
            DiaryKind::SearchStopped => Deed::by_network(ActivityKind::SearchStopped).under(&id),
            DiaryKind::FindingTurnedOn | DiaryKind::SearchBegan | DiaryKind::PlaceNeedsSignIn => continue,
        };
        let is_news = noted_once(core, session, correlation, deed, at).await;
        if is_news && was_running {
            notify(core, session, kind);
        }
    }
}

/// One word to the system when the search has ended, without any content: others may see the screen.
fn notify(core: &Core, session: &Session, kind: DiaryKind) {
    let notice = match kind {
        DiaryKind::SearchEnded => Notice::SearchEnded,
        DiaryKind::SearchStopped => Notice::SearchStopped,
        _ => return,
    };
    if session.copy.notifies() {
        core.parts.host.notify(notice, core.language());
    }
}

/// The search as it stands. What is not followed in the background is looked at now.
pub async fn search(core: &Arc<Core>, correlation: CorrelationId) -> Result<SearchView, Error> {
    let session = core.session()?;
    let followed = session.state().search.followed;
    if !followed {
        core.noticing(correlation, look(core, &session, Ask::TaskAndPlaces, &correlation).await)?;
    }
    let view = session.state().search.view();
    Ok(view)
}

/// Follows the search in the background until nothing more is coming. A second call while one follows is no second
/// follower: the one there is begins anew.
pub(crate) fn follow(core: &Arc<Core>, session: &Arc<Session>) {
    {
        let search = &mut session.state().search;
        if std::mem::replace(&mut search.followed, true) {
            search.follow_anew = true;
            return;
        }
    }
    let (core, followed) = (Arc::clone(core), Arc::clone(session));
    session.spawn(async move {
        loop {
            until_settled(&core, &followed).await;
            let search = &mut followed.state().search;
            // A permission that was given while the last look was under way is not in what it saw.
            if !std::mem::take(&mut search.follow_anew) {
                search.followed = false;
                search.next_ask_at = None;
                break;
            }
        }
        core.changed(&[Topic::Search, Topic::Places]);
    });
}

async fn until_settled(core: &Arc<Core>, session: &Arc<Session>) {
    let mut pace = Pace::search();
    let correlation = Core::own_correlation();
    for polls in 0_u32.. {
        let (sight, draw) = (core.sight(), core.parts.draw);
        let what = if polls % PLACES_EVERY == 0 { Ask::TaskAndPlaces } else { Ask::Task };
        let mut topics = vec![Topic::Search];
        let pause = match look(core, session, what, &correlation).await {
            Ok(looked) => {
                if looked.at_places {
                    topics.push(Topic::Places);
                }
                if looked.settled {
                    return;
                }
                pace.pause(sight, draw)
            }
            Err(networks::Error::Unauthorized) => {
                core.signed_out_by_network(correlation);
                return;
            }
            // A failed poll is not news: the search goes on without us. The next look may work.
            Err(error) => pace.pause_after(&error, sight, draw),
        };
        wait(core, session, pause, &topics).await;
    }
}

/// Waits until it is time to ask again, or until somebody looks again who could not see the window: then at once, but
/// not more often than a search begins with.
async fn wait(core: &Arc<Core>, session: &Arc<Session>, pause: Duration, topics: &[Topic]) {
    let clock = &core.parts.clock;
    let after = |pause| clock.now().saturating_add(pause).unwrap_or(Timestamp::MAX);
    let (soonest, next) = (after(SOONEST), after(pause));
    session.state().search.next_ask_at = Some(next);
    core.changed(topics);
    tokio::select! {
        () = clock.sleep_until(next) => {}
        () = core.somebody_looks_again() => clock.sleep_until(soonest.min(next)).await,
    }
}

/// What a look asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ask {
    /// The task alone; the places too once it has ended.
    Task,
    TaskAndPlaces,
}

/// What a look came to.
struct Looked {
    /// Nothing more is coming.
    settled: bool,
    at_places: bool,
}

/// One look: the task first, so that an end we see has its places behind it.
async fn look(
    core: &Core,
    session: &Session,
    what: Ask,
    correlation: &CorrelationId,
) -> Result<Looked, networks::Error> {
    let task = session.bwell.network_search(correlation).await?;
    let searching = task.as_ref().is_some_and(|task| !task.status.is_terminal());
    if searching && what == Ask::Task {
        session.state().search.note(task, &Found::default(), core.parts.clock.now());
        return Ok(Looked { settled: false, at_places: false });
    }
    let found = Found::ask(&session.bwell, correlation).await?;
    let coming = found.connections.iter().any(|c| {
        c.status == ConnectionStatus::Connected
            && matches!(c.sync, SyncStatus::Pending | SyncStatus::Retrieving)
    });
    let news = session.state().search.note(task, &found, core.parts.clock.now());
    keep(core, session, &found, news, *correlation).await;
    Ok(Looked { settled: !searching && !coming, at_places: true })
}

fn status(task: &TaskStatus) -> SearchStatus {
    match task {
        TaskStatus::Ready => SearchStatus::Ready,
        TaskStatus::InProgress => SearchStatus::InProgress,
        TaskStatus::Completed => SearchStatus::Completed,
        TaskStatus::Failed => SearchStatus::Failed,
        TaskStatus::Rejected => SearchStatus::Rejected,
        TaskStatus::Unknown(_) => SearchStatus::Unknown,
    }
}
