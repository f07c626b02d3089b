//! Turning one place off: no new records come from it, and what came stays. Source: `spec/bwell-wire.md`, section 6.6.
//!
//! Turning a sign-in place on again takes a sign-in. So the network is told only after ten seconds, in which it can be
//! undone. Nothing is kept of a wait: whoever quits the app or signs out meanwhile has not turned it off.

use std::sync::Arc;
use std::time::Duration;

use networks::CorrelationId;
use networks::bwell::{Connection, ConnectionStatus};
use tokio::sync::oneshot;

use crate::activity::{Deed, noted};
use crate::connections::Found;
use crate::reconnect::ReconnectPlan;
use crate::session::Session;
use crate::view::{ActivityKind, Topic, TurnOffOutcome, TurningOff};
use crate::{Assumed, Core, Error};

const UNDO_SECONDS: u32 = 10;

/// How long turning this place off can be undone before it is sent.
pub(crate) fn undo_seconds(connection: &Connection, assumed: &Assumed) -> u32 {
    let off = Connection { status: ConnectionStatus::Disconnected, ..connection.clone() };
    match ReconnectPlan::choose(&off, assumed) {
        ReconnectPlan::Activate => 0,
        _ => UNDO_SECONDS,
    }
}

/// Turns a connected place off, unless that is undone in time.
pub async fn turn_off(
    core: &Arc<Core>,
    place_id: &str,
    progress: &(dyn Fn(TurningOff) + Send + Sync),
    correlation: CorrelationId,
) -> Result<TurnOffOutcome, Error> {
    let session = core.session()?;
    let found = core.noticing(correlation, Found::ask(&session.bwell, &correlation).await)?;
    let connection = found.connection(place_id)?;
    if connection.status != ConnectionStatus::Connected {
        return Err(Error::BadRequest("this place is not connected"));
    }
    let seconds = undo_seconds(connection, &core.parts.assumed);
    if seconds > 0 {
        let waiting = Waiting::begin(&session, place_id, &connection.name)?;
        progress(TurningOff::Waiting { seconds });
        if !waiting.run_out(core, seconds).await {
            return Ok(TurnOffOutcome::Kept);
        }
    }
    progress(TurningOff::Sending);
    let deed = Deed::by_person(ActivityKind::PlaceTurnedOff).at_place(place_id);
    let told = core.noticing(correlation, session.bwell.disconnect(place_id, &correlation).await);
    noted(core, &session, correlation, deed, told).await?;
    core.changed(&[Topic::Places]);
    // The answer to the mutation is not believed: the list is (invariant 1).
    let found = core.noticing(correlation, Found::ask(&session.bwell, &correlation).await)?;
    let place = found.place(core, place_id).ok_or(Error::PlaceNotKnown)?;
    Ok(TurnOffOutcome::Told { place })
}

/// "Undo": what has not been sent is not sent.
pub fn keep_on(core: &Core, place_id: &str) -> Result<(), Error> {
    // Nobody waits (any more): then there is nothing to undo, and the outcome has said so.
    if let Some(undo) = core.session()?.state().turning_off.remove(place_id) {
        let _ = undo.send(());
    }
    Ok(())
}

struct Waiting<'a> {
    session: &'a Session,
    place_id: &'a str,
    undone: oneshot::Receiver<()>,
}

impl<'a> Waiting<'a> {
    fn begin(session: &'a Session, place_id: &'a str, name: &str) -> Result<Self, Error> {
        let (undo, undone) = oneshot::channel();
        let turning_off = &mut session.state().turning_off;
        if turning_off.contains_key(place_id) {
            return Err(Error::PlaceBusy { place: name.to_owned() });
        }
        turning_off.insert(place_id.to_owned(), undo);
        Ok(Self { session, place_id, undone })
    }

    /// True when the time is over; false when it was undone, or the session ended.
    async fn run_out(mut self, core: &Core, seconds: u32) -> bool {
        // Ten seconds of who sits at the screen, however fast a demo's networks go.
        let clock = &core.parts.machine;
        let wait = Duration::from_secs(seconds.into());
        let until = clock.now().saturating_add(wait).unwrap_or(jiff::Timestamp::MAX);
        tokio::select! {
            biased;
            _ = &mut self.undone => false,
            () = clock.sleep_until(until) => true,
        }
    }
}

/// However the wait ends, also when the page goes away, the place is free again.
impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.session.state().turning_off.remove(self.place_id);
    }
}
