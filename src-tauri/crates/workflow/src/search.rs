//! The network search, followed as a diary. It begins when the permission is given, takes minutes to an hour, and can
//! be walked away from: the network goes on by itself, and a diary that was begun goes on after a restart.

mod progress;
mod stored;

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use networks::CorrelationId;
use networks::bwell::{Consent, NetworkSearch};

use crate::activity::{Deed, noted_once};
use crate::connections::Found;
use crate::consent::heed;
use crate::finding_change::{FindingChange, Sight};
use crate::polling::{PLACES_EVERY, Pace};
use crate::session::Session;
use crate::status::is_moving;
use crate::view::{
    ActivityKind, DiaryEntry, DiaryKind, Effect, ReceiptSearch, SearchStatus, SearchView, Topic,
};
use crate::{Core, Error, Notice, receipts};
use progress::{Following, News, Seen};

pub(crate) use progress::SearchProgress;
pub(crate) use stored::last_known;

/// Whoever looks again does not make us ask more often than this.
const SOONEST: Duration = Duration::from_secs(5);

/// A pause that ends this much too late, in real seconds, was slept through.
const OVERSLEPT: Duration = Duration::from_secs(15);

/// The search as it stands. What is not followed in the background is looked at now.
pub async fn search(core: &Arc<Core>, correlation: CorrelationId) -> Result<SearchView, Error> {
    let session = core.session()?;
    let followed = session.state().search.following != Following::Nobody;
    if !followed {
        core.noticing(correlation, look(core, &session, Ask::TaskAndPlaces, &correlation).await)?;
    }
    let _kept = session.taking_in.read().await;
    let view = session.state().search.view();
    Ok(view)
}

/// A decision was made here: its diary begins or ends, and the network is asked until it shows what follows from it.
pub(crate) async fn decided(
    core: &Arc<Core>,
    session: &Arc<Session>,
    change: FindingChange,
    correlation: CorrelationId,
) {
    {
        let state = &mut *session.state();
        if change.on {
            let first = DiaryEntry { at: change.at, kind: DiaryKind::FindingTurnedOn, place: None };
            state.search.restart(first);
        } else {
            state.search.turned_off(change.at);
        }
        state.change = Some(change);
    }
    stored::keep(session, core.parts.clock.now(), correlation).await;
    follow(core, session);
}

/// Follows the search in the background until nothing more is coming. A second call while one follows is no second
/// follower: the one there is begins anew.
pub(crate) fn follow(core: &Arc<Core>, session: &Arc<Session>) {
    {
        let search = &mut session.state().search;
        if search.following != Following::Nobody {
            search.following = Following::BeginsAnew;
            session.anew.notify_one();
            return;
        }
        search.following = Following::Follows;
    }
    let (core, followed) = (Arc::clone(core), Arc::clone(session));
    session.spawn(async move {
        loop {
            until_settled(&core, &followed).await;
            let search = &mut followed.state().search;
            // A permission that was given while the last look was under way is not in what it saw.
            if search.following == Following::BeginsAnew {
                search.following = Following::Follows;
                continue;
            }
            search.following = Following::Nobody;
            search.next_ask_at = None;
            break;
        }
        core.changed(&[Topic::Search, Topic::Places]);
    });
}

async fn until_settled(core: &Arc<Core>, session: &Arc<Session>) {
    let mut pace = Pace::search();
    let correlation = core.correlation("follow the search");
    let mut polls = 0_u32;
    loop {
        let what = if polls.is_multiple_of(PLACES_EVERY) { Ask::TaskAndPlaces } else { Ask::Task };
        polls = polls.wrapping_add(1);
        let mut topics = vec![Topic::Search];
        let looked = look(core, session, what, &correlation).await;
        // Whether somebody can see it counts for the pause that comes, not for the look that was.
        let (sight, draw) = (core.sight(), core.parts.draw);
        let pause = match looked {
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
        let overslept = wait(core, session, pause, &topics).await;
        if session.state().search.following == Following::BeginsAnew {
            return;
        }
        if overslept {
            polls = 0;
        }
    }
}

/// Waits until it is time to ask again, until something new is to be followed, or until somebody looks again who could
/// not see the window: then at once, but not more often than a search begins with. Answers whether this computer slept
/// through the end of the pause: then much may have happened, and the places are asked for at once.
async fn wait(core: &Arc<Core>, session: &Arc<Session>, pause: Duration, topics: &[Topic]) -> bool {
    let clock = &core.parts.clock;
    let after = |pause| clock.now().saturating_add(pause).unwrap_or(Timestamp::MAX);
    let (soonest, next) = (after(SOONEST), after(pause));
    session.state().search.next_ask_at = Some(next);
    core.changed(topics);
    tokio::select! {
        () = clock.sleep_until(next) => {}
        () = session.anew.notified() => {}
        () = core.somebody_looks_again() => clock.sleep_until(soonest.min(next)).await,
    }
    // While we ask, no other time is planned.
    session.state().search.next_ask_at = None;
    clock.now() > next.saturating_add(OVERSLEPT.mul_f64(clock.speed().max(1.0))).unwrap_or(Timestamp::MAX)
}

/// What a look asks for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Ask {
    /// The task alone; the rest too once it has ended.
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
    core: &Arc<Core>,
    session: &Arc<Session>,
    what: Ask,
    correlation: &CorrelationId,
) -> Result<Looked, networks::Error> {
    stored::recall(session).await;
    let diary = session.state().search.diaries;
    let task = session.bwell.network_search(correlation).await?;
    let searching = task.as_ref().is_some_and(|task| !task.status.is_terminal());
    let now = core.parts.clock.now();
    if searching && what == Ask::Task {
        let moved = {
            let search = &mut session.state().search;
            let before = search.status();
            // A decision that was made meanwhile is not in what we saw.
            if search.diaries == diary {
                let seen = Seen { found: None, consent: None, decided_here: false, now };
                search.note(task, seen);
            }
            search.status() != before
        };
        if moved {
            stored::keep(session, now, *correlation).await;
        }
        return Ok(Looked { settled: false, at_places: false });
    }
    let consent = session.bwell.consent(correlation);
    let (found, consent) =
        futures::future::try_join(Found::ask(&session.bwell, correlation), consent).await?;
    heed(core, session, consent.as_ref(), *correlation).await;
    if session.state().search.diaries != diary {
        // Whoever decided begins anew.
        return Ok(Looked { settled: true, at_places: true });
    }
    let coming = found.connections.iter().any(is_moving);
    let waiting = take_in(core, session, task, &found, consent.as_ref(), *correlation).await;
    Ok(Looked { settled: !searching && !coming && !waiting, at_places: true })
}

/// Takes in a whole look: what it says of the search and of a decision. Answers whether the network still has to show
/// something of the latter.
async fn take_in(
    core: &Arc<Core>,
    session: &Arc<Session>,
    task: Option<NetworkSearch>,
    found: &Found,
    consent: Option<&Consent>,
    correlation: CorrelationId,
) -> bool {
    let _taking_in = session.taking_in.write().await;
    let now = core.parts.clock.now();
    let is_ours = match (session.copy.store(), consent.and_then(|consent| consent.id.as_deref())) {
        (Ok(store), Some(id)) => receipts::has(&store, id).await,
        _ => false,
    };
    let (news, moved) = {
        let state = &mut *session.state();
        let sight = Sight {
            consent,
            task: task.as_ref(),
            connections: &found.connections,
            assumed: &core.parts.assumed,
        };
        let moved = state.change.as_mut().and_then(|change| change.look(sight, now).then(|| change.clone()));
        let decided_here = is_ours || state.change.is_some();
        let seen = Seen { found: Some(found), consent, decided_here, now };
        (state.search.note(task, seen), moved)
    };
    keep(core, session, found, news, correlation).await;
    if let Some(change) = &moved {
        if change.effect == Effect::Shown {
            receipts::shown(&session.copy, change.receipt, now).await;
        }
        core.changed(&[Topic::Consent, Topic::Activity]);
    }
    stored::keep(session, now, correlation).await;
    session.state().change.as_ref().is_some_and(FindingChange::is_waiting)
}

/// Keeps what a look found out: the places as the network tells them, and what happened.
async fn keep(core: &Core, session: &Session, found: &Found, news: Vec<News>, correlation: CorrelationId) {
    found.keep(core, session).await;
    found.note_deletions(core, session, correlation).await;
    for News { kind, id, at, was_running } in news {
        let count = found.places(core).len();
        let ended = |status| ReceiptSearch { at, status, found: u32::try_from(count).unwrap_or(u32::MAX) };
        let deed = match kind {
            DiaryKind::PlaceConnected => Deed::by_network(ActivityKind::PlaceConnected).at_place(&id),
            DiaryKind::SearchEnded => {
                receipts::searched(&session.copy, ended(SearchStatus::Completed)).await;
                Deed::by_network(ActivityKind::SearchEnded).under(&id).counting(count)
            }
            DiaryKind::SearchStopped => {
                let status = session.state().search.status();
                receipts::searched(&session.copy, ended(status)).await;
                Deed::by_network(ActivityKind::SearchStopped).under(&id)
            }
            // Written down by whoever decided, or when it was heard of.
            DiaryKind::FindingTurnedOn
            | DiaryKind::FindingTurnedOff
            | DiaryKind::FindingOnElsewhere
            | DiaryKind::FindingOffElsewhere
            | DiaryKind::SearchBegan
            | DiaryKind::PlaceNeedsSignIn => continue,
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
