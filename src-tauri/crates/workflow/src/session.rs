//! One person's session: the client with its tokens, and what goes on in the background.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use networks::bwell::{Bwell, Person};
use networks::health_gorilla::HealthGorilla;
use secrecy::SecretString;
use tokio::sync::{oneshot, watch};
use tokio::task::JoinSet;

use crate::add_place::Listed;
use crate::connect::Waiter;
use crate::facts::Facts;
use crate::finding_change::FindingChange;
use crate::link::OpenLink;
use crate::local_copy::LocalCopy;
use crate::read_records::Wanted;
use crate::retrieve::Retrieving;
use crate::search::SearchProgress;
use crate::share::LiveShare;

pub(crate) struct Session {
    pub(crate) bwell: Bwell,
    /// The second network, where there is one.
    pub(crate) second: Option<HealthGorilla>,
    pub(crate) person: Person,
    /// What stays on this computer about this person.
    pub(crate) copy: Arc<LocalCopy>,
    /// Wakes whoever follows the search: something new is to be followed.
    pub(crate) anew: tokio::sync::Notify,
    /// Held while a decision about finding is made and written down, and while one from elsewhere is looked for.
    pub(crate) deciding: tokio::sync::Mutex<()>,
    /// Held while what a look saw is taken in and written down. Whoever shows it waits, so that nothing is seen before
    /// it is kept.
    pub(crate) taking_in: tokio::sync::RwLock<()>,
    /// Held while somebody looks whether an event was written, and then writes it.
    pub(crate) writing: tokio::sync::Mutex<()>,
    /// Held while a link is ordered: one at a time.
    pub(crate) sharing: tokio::sync::Mutex<()>,
    /// Why records are to be read.
    pub(crate) wanted: watch::Sender<Wanted>,
    state: Mutex<State>,
}

/// What is going on. Locked for a moment at a time, never across an await.
#[derive(Default)]
pub(crate) struct State {
    pub(crate) search: SearchProgress,
    /// The last decision about finding that was made here.
    pub(crate) change: Option<FindingChange>,
    /// Places being connected, and how to reach whoever waits.
    pub(crate) connecting: HashMap<String, Waiter>,
    /// Places about to be turned off, and how to undo that.
    pub(crate) turning_off: HashMap<String, oneshot::Sender<()>>,
    /// What was asked about places beside the lists.
    pub(crate) facts: HashMap<String, Facts>,
    /// Places that the directory named in this session: what may be signed in to beside the network's own lists.
    pub(crate) listed: HashMap<String, Listed>,
    pub(crate) share: Option<LiveShare>,
    /// The link that is in the clipboard because of us.
    pub(crate) copied: Option<SecretString>,
    /// Somebody's link that is looked at, or was opened.
    pub(crate) link: Option<OpenLink>,
    /// How many of the reasons to read records have been answered.
    pub(crate) reasons_read: u64,
    pub(crate) retrieval: Retrieving,
    background: JoinSet<()>,
}

/// The store of the copy in use, for who looks from outside: tests and benchmarks.
#[doc(hidden)]
pub fn store_of(core: &crate::Core) -> Result<store::Store, crate::Error> {
    core.some_copy()?.store()
}

impl Session {
    pub(crate) fn new(
        bwell: Bwell,
        second: Option<HealthGorilla>,
        person: Person,
        copy: Arc<LocalCopy>,
    ) -> Self {
        Self {
            bwell,
            second,
            person,
            copy,
            anew: tokio::sync::Notify::new(),
            deciding: tokio::sync::Mutex::default(),
            taking_in: tokio::sync::RwLock::default(),
            writing: tokio::sync::Mutex::default(),
            sharing: tokio::sync::Mutex::default(),
            wanted: watch::Sender::default(),
            state: Mutex::default(),
        }
    }

    /// The state. A panic elsewhere has left it whole: every change is one assignment.
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Runs in the background until it is done or the session ends.
    pub(crate) fn spawn(&self, work: impl Future<Output = ()> + Send + 'static) {
        let mut state = self.state();
        while state.background.try_join_next().is_some() {}
        state.background.spawn(work);
    }

    /// Stops the background work and whoever waits, and drops the live code.
    pub(crate) fn end(&self) {
        let mut state = self.state();
        state.background.abort_all();
        state.connecting.clear();
        state.turning_off.clear();
        state.share = None;
        state.link = None;
        state.retrieval = Retrieving::default();
    }
}
