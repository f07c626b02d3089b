//! Connecting a place by signing in at its portal. Source: seed 000, steps 4 and 5.
//!
//! `getOauthUrl` takes neither a state nor a return address of ours, so a portal's return is only a knock on the
//! door: whatever it carries, it makes us look again, never believe. The network's own list decides.

use std::sync::Arc;

use jiff::Timestamp;
use networks::CorrelationId;
use networks::bwell::{Connection, ConnectionStatus};
use tokio::sync::mpsc;

use crate::activity::{Deed, noted, noted_once};
use crate::connections::Found;
use crate::polling::{Pace, SIGN_IN_PATIENCE};
use crate::session::Session;
use crate::view::{ActivityKind, ConnectOutcome, Connecting, LookReason, PlaceView, Topic};
use crate::{Core, Error, search};

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

/// Opens a place's portal and waits, ten minutes at most, until the network says that the place is connected.
pub async fn connect(
    core: &Arc<Core>,
    place_id: &str,
    progress: &(dyn Fn(Connecting) + Send + Sync),
    correlation: CorrelationId,
) -> Result<ConnectOutcome, Error> {
    let session = core.session()?;
    let before = core.noticing(correlation, Found::ask(&session.bwell, &correlation).await)?;
    let place = before.place(place_id).ok_or(Error::PlaceNotKnown)?;
    let began = core.parts.clock.now();
    let mut waiting = Waiting::begin(core, &session, place, before, correlation)?;
    progress(Connecting::OpeningPortal);
    let outcome = match waiting.open_portal(progress).await {
        Ok(()) => waiting.until_connected(progress).await,
        Err(error) => Err(error),
    };
    let deed = |kind| Deed::by_person(kind).at_place(place_id);
    match &outcome {
        Ok(ConnectOutcome::Connected { place }) => {
            // The search may have seen it first, and under this id.
            let connected = Deed::by_network(ActivityKind::PlaceConnected).at_place(&place.id);
            noted_once(core, &session, correlation, connected, began).await;
            search::follow(core, &session);
        }
        Ok(ConnectOutcome::Stopped) => {
            noted(core, &session, correlation, deed(ActivityKind::SignInStopped), Ok(())).await?;
        }
        Ok(ConnectOutcome::TimeIsUp) => {
            noted(core, &session, correlation, deed(ActivityKind::SignInRanOut), Ok(())).await?;
        }
        Err(error) => {
            let failed: Result<(), Error> = Err(error.clone());
            // The error itself is handed on below.
            let _ = noted(core, &session, correlation, deed(ActivityKind::PlaceConnected), failed).await;
        }
    }
    core.changed(&[Topic::Places, Topic::Search]);
    outcome
}

/// "I finished signing in": whoever waits for this place looks at once.
pub fn look(core: &Core, place_id: &str) -> Result<(), Error> {
    nudge(core, place_id, Nudge::Look)
}

/// Opens the portal again, with a fresh address.
pub fn reopen(core: &Core, place_id: &str) -> Result<(), Error> {
    nudge(core, place_id, Nudge::Reopen)
}

/// Stops waiting. A sign-in that is finished later still counts: the network knows it.
pub fn stop(core: &Core, place_id: &str) -> Result<(), Error> {
    nudge(core, place_id, Nudge::Stop)
}

fn nudge(core: &Core, place_id: &str, nudge: Nudge) -> Result<(), Error> {
    let session = core.session()?;
    // Nobody waits (any more): then there is nothing to hurry or to stop, and that is no error.
    if let Some(waiter) = session.state().connecting.get(place_id) {
        let _ = waiter.send(nudge);
    }
    Ok(())
}

/// What ends one wait.
enum Wake {
    Time,
    Knock,
    Nudge(Nudge),
    /// The session has ended: nobody can nudge any more.
    Gone,
}

struct Waiting<'a> {
    core: &'a Arc<Core>,
    session: &'a Arc<Session>,
    place: PlaceView,
    before: Found,
    nudges: mpsc::UnboundedReceiver<Nudge>,
    knocks: tokio::sync::watch::Receiver<u64>,
    correlation: CorrelationId,
    until: Timestamp,
}

/// However the wait ends, also when the page goes away, the place is free again.
impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.session.state().connecting.remove(&self.place.id);
    }
}

impl<'a> Waiting<'a> {
    fn begin(
        core: &'a Arc<Core>,
        session: &'a Arc<Session>,
        place: PlaceView,
        before: Found,
        correlation: CorrelationId,
    ) -> Result<Self, Error> {
        let (sender, nudges) = mpsc::unbounded_channel();
        {
            let mut state = session.state();
            if state.connecting.contains_key(&place.id) {
                return Err(Error::PlaceBusy { place: place.name });
            }
            state.connecting.insert(place.id.clone(), sender);
        }
        let until = core.parts.clock.now().saturating_add(SIGN_IN_PATIENCE).unwrap_or(Timestamp::MAX);
        Ok(Self { core, session, place, before, nudges, knocks: core.knocks(), correlation, until })
    }

    /// A fresh address each time: portals refuse a stale one.
    async fn open_portal(&self, progress: &(dyn Fn(Connecting) + Send + Sync)) -> Result<(), Error> {
        let address = self.session.bwell.portal_address(&self.place.id, &self.correlation).await;
        let address = self.core.noticing(self.correlation, address)?;
        if !self.core.parts.http.policy().may_open(address.url()) {
            return Err(Error::Network(networks::Error::Unreadable { what: "portal address" }));
        }
        self.core.parts.host.open_portal(address.url()).await?;
        progress(Connecting::WaitingForSignIn { portal_host: address.host(), until: self.until });
        Ok(())
    }

    async fn until_connected(
        &mut self,
        progress: &(dyn Fn(Connecting) + Send + Sync),
    ) -> Result<ConnectOutcome, Error> {
        let clock = self.core.parts.clock.clone();
        let mut pauses = Pace::sign_in();
        let pause = pauses.pause(self.core.sight(), self.core.parts.draw);
        let mut next = clock.now().saturating_add(pause).unwrap_or(self.until);
        loop {
            let because = match self.wake(next.min(self.until)).await {
                Wake::Time => LookReason::WeAsked,
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
        same_id.or_else(same_name).map(crate::status::linked)
    }
}
