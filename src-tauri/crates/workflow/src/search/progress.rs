//! What we know of a search so far: the diary. Every line once, with the network's own time where it gives one.

use std::collections::HashSet;

use jiff::Timestamp;
use networks::bwell::{ConnectionStatus, Consent, NetworkSearch, Provision, TaskStatus};
use serde::{Deserialize, Serialize};

use crate::connections::Found;
use crate::finding_change::is_of_before;
use crate::view::{DiaryEntry, DiaryKind, SearchStatus, SearchView};

/// What we know of the search so far.
#[derive(Debug, Default)]
pub(crate) struct SearchProgress {
    task: Option<NetworkSearch>,
    last_asked_at: Option<Timestamp>,
    pub(super) next_ask_at: Option<Timestamp>,
    diary: Vec<DiaryEntry>,
    /// What stands in the diary already, by id and kind.
    noted: HashSet<(String, DiaryKind)>,
    /// When the permission was given here that this diary begins with.
    since: Option<Timestamp>,
    /// Counts the diaries: a look that began under an older one is not written into this one.
    pub(super) diaries: u64,
    /// We saw this search run, in this session: its end is worth a word.
    seen_running: bool,
    pub(super) following: Following,
    /// What the copy had of it was taken in.
    pub(super) recalled: bool,
}

/// Who follows it in the background.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Following {
    /// Nobody: whoever looks asks.
    #[default]
    Nobody,
    /// Somebody, until nothing more is coming.
    Follows,
    /// Somebody, who begins anew even when nothing more seemed to come: something new is to be followed.
    BeginsAnew,
}

/// One look at the network. Where only the task was asked for, the rest is absent.
#[derive(Clone, Copy)]
pub(super) struct Seen<'a> {
    pub(super) found: Option<&'a Found>,
    /// The decision in force.
    pub(super) consent: Option<&'a Consent>,
    /// It was made here.
    pub(super) decided_here: bool,
    pub(super) now: Timestamp,
}

/// Something that the last look found out.
pub(super) struct News {
    pub(super) kind: DiaryKind,
    pub(super) id: String,
    pub(super) at: Timestamp,
    /// We saw the search run before: its end is a word to the person worth.
    pub(super) was_running: bool,
}

/// As the copy keeps it.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    task: Option<KeptTask>,
    last_asked_at: Option<Timestamp>,
    since: Option<Timestamp>,
    diary: Vec<DiaryEntry>,
    noted: Vec<(String, DiaryKind)>,
}

#[derive(Serialize, Deserialize)]
struct KeptTask {
    id: String,
    status: String,
    started_at: Option<Timestamp>,
    ended_at: Option<Timestamp>,
}

impl SearchProgress {
    /// A new permission begins a new diary; whoever reads what an older search left waits for a newer one.
    pub(super) fn restart(&mut self, first: DiaryEntry) {
        let Self { following, diaries, .. } = *self;
        let (since, diaries) = (Some(first.at), diaries + 1);
        *self = Self { diary: vec![first], since, diaries, following, recalled: true, ..Self::default() };
    }

    /// The permission was taken back here: the diary goes on with that.
    pub(super) fn turned_off(&mut self, at: Timestamp) {
        self.diaries += 1;
        self.diary.push(DiaryEntry { at, kind: DiaryKind::FindingTurnedOff, place: None });
    }

    pub(crate) fn view(&self) -> SearchView {
        let mut diary = self.diary.clone();
        diary.sort_by_key(|entry| std::cmp::Reverse(entry.at));
        SearchView {
            status: self.status(),
            started_at: self.task.as_ref().and_then(|task| task.started_at),
            ended_at: self.task.as_ref().and_then(|task| task.ended_at),
            last_asked_at: self.last_asked_at,
            next_ask_at: self.next_ask_at,
            diary,
        }
    }

    pub(super) fn status(&self) -> SearchStatus {
        self.task.as_ref().map_or(SearchStatus::None, |task| status(&task.status))
    }

    /// As the copy keeps it.
    pub(super) fn kept(&self) -> Kept {
        Kept {
            task: self.task.as_ref().map(|task| KeptTask {
                id: task.id.clone(),
                status: task.status.as_str().to_owned(),
                started_at: task.started_at,
                ended_at: task.ended_at,
            }),
            last_asked_at: self.last_asked_at,
            since: self.since,
            diary: self.diary.clone(),
            noted: self.noted.iter().cloned().collect(),
        }
    }

    /// Takes in what the copy had, beneath what was seen since: a diary goes on after a restart.
    pub(super) fn recall(&mut self, kept: Kept) {
        self.recalled = true;
        let unseen = kept.noted.into_iter().filter(|noted| !self.noted.contains(noted)).collect::<Vec<_>>();
        if self.diary.is_empty() {
            self.diary = kept.diary;
            self.noted.extend(unseen);
        }
        self.since = self.since.or(kept.since);
        self.last_asked_at = self.last_asked_at.or(kept.last_asked_at);
        if self.task.is_none() {
            self.task = kept.task.map(|task| NetworkSearch {
                id: task.id,
                status: TaskStatus::parse(&task.status),
                started_at: task.started_at,
                ended_at: task.ended_at,
            });
        }
    }

    /// Takes in one look at the network, and answers what is new in it.
    pub(super) fn note(&mut self, task: Option<NetworkSearch>, seen: Seen<'_>) -> Vec<News> {
        self.last_asked_at = Some(seen.now);
        if let (Some(since), Some(told)) = (self.since, seen.consent.and_then(|consent| consent.decided_at)) {
            // The network's own time of it, where the two clocks differ.
            self.since = Some(since.min(told));
        }
        // What an earlier search left is not this one's answer.
        let is_denied = seen.consent.is_some_and(|consent| consent.provision == Provision::Deny);
        let over =
            |task: &NetworkSearch| !is_denied && self.since.is_some_and(|since| is_of_before(task, since));
        let task = task.filter(|task| !over(task));
        if let (Some(old), Some(new)) = (&self.task, &task)
            && is_another_run(old, new)
        {
            self.begin_elsewhere(seen);
        }
        self.task = task;
        let Some(task) = self.task.clone() else { return Vec::new() };
        let was_running = self.seen_running;
        self.seen_running = !task.status.is_terminal();
        let known = self.diary.len();
        let ids = self.lines(&task, seen);
        let new = self.diary[known..].iter().zip(ids);
        new.map(|(entry, id)| News { kind: entry.kind, id, at: entry.at, was_running }).collect()
    }

    /// A search that no permission of ours started.
    fn begin_elsewhere(&mut self, seen: Seen<'_>) {
        let at = seen.consent.and_then(|consent| consent.decided_at).unwrap_or(seen.now);
        self.restart(DiaryEntry { at, kind: DiaryKind::FindingOnElsewhere, place: None });
        self.last_asked_at = Some(seen.now);
    }

    /// Writes what is new into the diary, and answers what it is about, line by line.
    fn lines(&mut self, task: &NetworkSearch, seen: Seen<'_>) -> Vec<String> {
        let now = seen.now;
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
        let connections = seen.found.map(|found| found.connections.as_slice()).unwrap_or_default();
        for connection in connections.iter().filter(|c| c.status == ConnectionStatus::Connected) {
            // The network's own time where it gives one later than the beginning, else the time we saw it.
            let told = connection.created.or(connection.status_updated);
            let told = told.filter(|at| task.started_at.is_none_or(|began| *at >= began));
            once(&connection.id, DiaryKind::PlaceConnected, told.unwrap_or(now), Some(&connection.name));
        }
        for place in seen.found.map(|found| found.recommended.as_slice()).unwrap_or_default() {
            once(&place.connection_id, DiaryKind::PlaceNeedsSignIn, now, Some(&place.name));
        }
        let ended = task.ended_at.unwrap_or(now);
        let denied = seen.consent.filter(|consent| consent.provision == Provision::Deny);
        match (&task.status, denied) {
            (TaskStatus::Completed, _) => once(&task.id, DiaryKind::SearchEnded, ended, None),
            // Called off because the permission was taken back: that is the line, not that it stopped.
            (TaskStatus::Rejected, Some(_)) if seen.decided_here => {}
            (TaskStatus::Rejected, Some(denied)) => {
                let id = denied.id.as_deref().unwrap_or(&task.id);
                once(id, DiaryKind::FindingOffElsewhere, denied.decided_at.unwrap_or(ended), None);
            }
            (TaskStatus::Failed | TaskStatus::Rejected, _) => {
                once(&task.id, DiaryKind::SearchStopped, ended, None);
            }
            (TaskStatus::Ready | TaskStatus::InProgress | TaskStatus::Unknown(_), _) => {}
        }
        ids
    }
}

/// Is this a later run than the one we know? The network keeps one id for all of a person's.
fn is_another_run(old: &NetworkSearch, new: &NetworkSearch) -> bool {
    let began_again = matches!((old.started_at, new.started_at), (Some(old), Some(new)) if new > old);
    began_again || (old.status.is_terminal() && !new.status.is_terminal())
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
