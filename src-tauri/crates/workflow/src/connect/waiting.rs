//! Waiting for one sign-in, until the network says that the place is connected.

use std::sync::Arc;

use jiff::Timestamp;
use networks::CorrelationId;
use networks::bwell::{Connection, ConnectionStatus};
use tokio::sync::{mpsc, watch};

use crate::connections::Found;
use crate::facts::Known;
use crate::polling::{Pace, SIGN_IN_PATIENCE};
use crate::reconnect::finding_is_off;
use crate::session::Session;
use crate::view::{ConnectOutcome, ConnectedHow, Connecting, LookReason, PlaceView};
use crate::{Core, Error};

/// What a person can say to whoever waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Nudge {
    /// "I finished signing in."
    Look,
    /// "Open the sign-in page again."
    Reopen,
    /// "Stop for now."
    Stop,
}

/// How to reach whoever waits for a place.
pub(crate) struct Waiter {
    nudges: mpsc::UnboundedSender<Nudge>,
    /// Nobody sees it wait: who begins a sign-in there takes its place.
    is_quiet: bool,
    number: u64,
}

impl Waiter {
    /// Somebody sees it wait.
    pub(crate) fn is_seen(&self) -> bool {
        !self.is_quiet
    }

    pub(super) fn nudge(&self, nudge: Nudge) {
        // Whoever has just stopped waiting needs no nudge.
        let _ = self.nudges.send(nudge);
    }
}

/// What ends one wait.
enum Wake {
    Time,
    Knock,
    /// The person can see the window again: they may come from the portal.
    Back,
    Nudge(Nudge),
    /// The session has ended, or somebody else waits for the same place now.
    Gone,
}

/// What is waited for.
pub(super) struct Begin {
    pub(super) place: PlaceView,
    pub(super) before: Found,
    pub(super) correlation: CorrelationId,
    pub(super) began: Timestamp,
    pub(super) is_quiet: bool,
}

pub(super) struct Waiting<'a> {
    core: &'a Arc<Core>,
    session: &'a Arc<Session>,
    place: PlaceView,
    before: Found,
    nudges: mpsc::UnboundedReceiver<Nudge>,
    knocks: watch::Receiver<u64>,
    correlation: CorrelationId,
    until: Timestamp,
    number: u64,
}

/// However the wait ends, also when the page goes away, the place is free again.
impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        let connecting = &mut self.session.state().connecting;
        if connecting.get(&self.place.id).is_some_and(|waiter| waiter.number == self.number) {
            connecting.remove(&self.place.id);
        }
    }
}

impl<'a> Waiting<'a> {
    pub(super) fn begin(core: &'a Arc<Core>, session: &'a Arc<Session>, begin: Begin) -> Result<Self, Error> {
        let Begin { place, before, correlation, began, is_quiet } = begin;
        let (sender, nudges) = mpsc::unbounded_channel();
        let mut state = session.state();
        let now_waiting = state.connecting.get(&place.id);
        if now_waiting.is_some_and(|waiter| is_quiet || !waiter.is_quiet) {
            return Err(Error::PlaceBusy { place: place.name });
        }
        let number = now_waiting.map_or(0, |waiter| waiter.number.wrapping_add(1));
        state.connecting.insert(place.id.clone(), Waiter { nudges: sender, is_quiet, number });
        drop(state);
        let until = began.saturating_add(SIGN_IN_PATIENCE).unwrap_or(Timestamp::MAX);
        Ok(Self { core, session, place, before, nudges, knocks: core.knocks(), correlation, until, number })
    }

    pub(super) fn place(&self) -> &PlaceView {
        &self.place
    }

    /// A fresh address each time: portals refuse a stale one.
    pub(super) async fn open_portal(
        &self,
        progress: &(dyn Fn(Connecting) + Send + Sync),
    ) -> Result<(), Error> {
        let address = self.session.bwell.portal_address(&self.place.id, &self.correlation).await;
        let address = self.core.noticing(self.correlation, address)?;
        if !self.core.parts.http.policy().may_open(address.url()) {
            return Err(Error::Network(networks::Error::Unreadable { what: "portal address" }));
        }
        let qr = self.core.hand_over(address.url()).await?;
        progress(Connecting::WaitingForSignIn { portal_host: address.host(), until: self.until, qr });
        Ok(())
    }

    pub(super) async fn until_connected(
        &mut self,
        progress: &(dyn Fn(Connecting) + Send + Sync),
    ) -> Result<ConnectOutcome, Error> {
        let clock = self.core.parts.clock.clone();
        let mut pauses = Pace::sign_in();
        let pause = pauses.pause(self.core.sight(), self.core.parts.draw);
        let mut next = clock.now().saturating_add(pause).unwrap_or(self.until);
        loop {
            let because = match self.wake(next.min(self.until)).await {
                Wake::Time | Wake::Back => LookReason::WeAsked,
                Wake::Knock => LookReason::TheBrowserCameBack,
                Wake::Nudge(Nudge::Look) => LookReason::YouSaidSo,
                Wake::Nudge(Nudge::Reopen) => {
                    self.open_portal(progress).await?;
                    continue;
                }
                Wake::Nudge(Nudge::Stop) => return Ok(ConnectOutcome::Stopped),
                Wake::Gone => return Err(Error::SignedOut),
            };
            if because != LookReason::WeAsked {
                progress(Connecting::Confirming);
                // After a knock the network may need a moment: ask often again.
                pauses = Pace::sign_in();
            }
            let pause = match Found::ask(&self.session.bwell, &self.correlation).await {
                Ok(found) => match self.connected_in(&found) {
                    Some(place) => return Ok(ConnectOutcome::Connected { place }),
                    None if self.is_paused_in(&found).await => {
                        return Err(Error::FindingIsOff { place: self.place.name.clone() });
                    }
                    None => pauses.pause(self.core.sight(), self.core.parts.draw),
                },
                Err(networks::Error::Unauthorized) => {
                    self.core.signed_out_by_network(self.correlation);
                    return Err(Error::SignedOut);
                }
                // One failed poll is not news; the next may work.
                Err(error) => pauses.pause_after(&error, self.core.sight(), self.core.parts.draw),
            };
            let now = clock.now();
            if now >= self.until {
                return Ok(ConnectOutcome::TimeIsUp);
            }
            next = now.saturating_add(pause).unwrap_or(self.until);
            progress(Connecting::Asked { at: now, next_at: next.min(self.until), because });
        }
    }

    async fn wake(&mut self, at: Timestamp) -> Wake {
        tokio::select! {
            biased;
            nudge = self.nudges.recv() => nudge.map_or(Wake::Gone, Wake::Nudge),
            Ok(()) = self.knocks.changed() => Wake::Knock,
            () = self.core.somebody_looks_again() => Wake::Back,
            () = self.core.parts.clock.sleep_until(at) => Wake::Time,
        }
    }

    /// The place, if the network says that it is connected. Whether the connection's id is the alias that was found is
    /// not documented, so a place that left the recommended list and stands, newly and under the same name, among the
    /// connections counts too.
    fn connected_in(&self, found: &Found) -> Option<PlaceView> {
        let connected = |c: &&Connection| c.status == ConnectionStatus::Connected;
        let was_connected =
            |c: &Connection| self.before.connections.iter().any(|b| b.id == c.id && connected(&b));
        let same_id = found.connections.iter().filter(connected).find(|c| c.id == self.place.id);
        let left_the_list = !found.recommended.iter().any(|place| place.connection_id == self.place.id);
        let same_name = || {
            found
                .connections
                .iter()
                .filter(connected)
                .find(|c| left_the_list && c.name == self.place.name && !was_connected(c))
        };
        same_id.or_else(same_name).map(|c| Known::by_lists(self.core).linked(c))
    }

    /// The permission was taken back meanwhile, here or elsewhere: what is signed in to now connects nothing.
    async fn is_paused_in(&self, found: &Found) -> bool {
        match found.connection(&self.place.id) {
            Ok(connection) => connection.status == ConnectionStatus::AccessEnded,
            // A place that finding found leaves the list with the permission.
            Err(_) => {
                self.place.how == ConnectedHow::BySignIn
                    && !found.recommended.iter().any(|place| place.connection_id == self.place.id)
                    && finding_is_off(self.core, &self.session.bwell, self.correlation).await
            }
        }
    }
}
