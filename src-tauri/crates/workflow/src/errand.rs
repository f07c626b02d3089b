//! What a person does in the system's browser for us, and how they tell us meanwhile: open it again, stop, I finished.

use std::collections::HashMap;
use std::sync::Mutex;

use jiff::Timestamp;
use tokio::sync::{mpsc, watch};
use url::Url;

use crate::connect::Nudge;
use crate::core::held;
use crate::polling::SIGN_IN_PATIENCE;
use crate::returns::Inbox;
use crate::view::{Errand, QrView};
use crate::{Core, Error};

/// The errands under way: one of a kind.
#[derive(Default)]
pub(crate) struct Errands {
    under_way: Mutex<UnderWay>,
}

#[derive(Default)]
struct UnderWay {
    next: u64,
    nudges: HashMap<Errand, (u64, mpsc::UnboundedSender<Nudge>)>,
}

impl Errands {
    /// Is anything under way?
    pub(crate) fn any(&self) -> bool {
        !held(&self.under_way).nudges.is_empty()
    }

    /// The session has ended: what belonged to it ends.
    pub(crate) fn end_those_of_a_session(&self) {
        held(&self.under_way).nudges.retain(|errand, _| *errand == Errand::SignIn);
    }
}

/// Opens the browser again, with a fresh address.
pub fn reopen_errand(core: &Core, errand: Errand) {
    nudge(core, errand, Nudge::Reopen);
}

/// "I finished": whoever waits looks at once.
pub fn look_at_errand(core: &Core, errand: Errand) {
    nudge(core, errand, Nudge::Look);
}

/// Stops waiting.
pub fn stop_errand(core: &Core, errand: Errand) {
    nudge(core, errand, Nudge::Stop);
}

fn nudge(core: &Core, errand: Errand, nudge: Nudge) {
    // Nobody waits (any more): then there is nothing to hurry or to stop, and that is no error.
    if let Some((_, waiter)) = held(&core.errands.under_way).nudges.get(&errand) {
        let _ = waiter.send(nudge);
    }
}

/// What ends one wait.
pub(crate) enum Wake {
    /// The time has come that was asked for.
    Time,
    /// An address of ours was called; it may be anything.
    Called(Url),
    /// Somebody knocked otherwise.
    Knock,
    /// The person said so.
    Nudge(Nudge),
    /// Another errand of this kind began, or the session has ended.
    Gone,
}

/// An errand under way. However it ends, also when the page goes away, nobody waits any more.
pub(crate) struct Waiting<'a> {
    core: &'a Core,
    errand: Errand,
    id: u64,
    nudges: mpsc::UnboundedReceiver<Nudge>,
    inbox: Inbox,
    knocks: watch::Receiver<u64>,
    /// Longer than this nobody waits.
    pub(crate) until: Timestamp,
}

impl<'a> Waiting<'a> {
    /// Begins one; one of the same kind that is under way ends.
    pub(crate) fn begin(core: &'a Core, errand: Errand) -> Self {
        let (sender, nudges) = mpsc::unbounded_channel();
        let id = {
            let mut under_way = held(&core.errands.under_way);
            under_way.next = under_way.next.wrapping_add(1);
            let id = under_way.next;
            under_way.nudges.insert(errand, (id, sender));
            id
        };
        let until = core.parts.clock.now().saturating_add(SIGN_IN_PATIENCE).unwrap_or(Timestamp::MAX);
        Self { core, errand, id, nudges, inbox: core.returns.wait(), knocks: core.knocks(), until }
    }

    /// Waits for the first thing that happens, until `at` by the app's clock.
    pub(crate) async fn wake(&mut self, at: Timestamp) -> Wake {
        tokio::select! {
            biased;
            nudge = self.nudges.recv() => nudge.map_or(Wake::Gone, Wake::Nudge),
            Some(called) = self.inbox.next() => Wake::Called(called),
            Ok(()) = self.knocks.changed() => Wake::Knock,
            () = self.core.parts.clock.sleep_until(at) => Wake::Time,
        }
    }

    /// Is the patience at its end?
    pub(crate) fn is_over(&self) -> bool {
        self.core.parts.clock.now() >= self.until
    }

    /// Shows an address in the system's browser, or to a phone at a kiosk, where the policy lets it go.
    pub(crate) async fn open(&self, address: &Url) -> Result<Option<QrView>, Error> {
        if !self.core.parts.http.policy().may_open(address) {
            return Err(Error::Network(networks::Error::Unreadable { what: "sign-in address" }));
        }
        self.core.hand_over(address).await
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let mut under_way = held(&self.core.errands.under_way);
        if under_way.nudges.get(&self.errand).is_some_and(|(id, _)| *id == self.id) {
            under_way.nudges.remove(&self.errand);
        }
    }
}
