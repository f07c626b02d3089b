//! Connecting a place by signing in at its portal. Source: seed 000, steps 4 and 5.
//!
//! `getOauthUrl` takes neither a state nor a return address of ours, so a portal's return is only a knock on the
//! door: whatever it carries, it makes us look again, never believe. The network's own list decides.

mod unfinished;
mod waiting;

use std::sync::Arc;

use networks::bwell::IntegrationType;
use networks::{CorrelationId, IssueCode};

use crate::activity::{Deed, noted, noted_once};
use crate::connections::Found;
use crate::reconnect::finding_is_off;
use crate::session::Session;
use crate::view::{ActivityKind, ConnectOutcome, ConnectedHow, Connecting, PlaceView, Topic};
use crate::{Core, Error, facts, search};

pub(crate) use unfinished::take_up;
use waiting::{Begin, Waiting};
pub(crate) use waiting::{Nudge, Waiter};

/// Opens a place's portal and waits, ten minutes at most, until the network says that the place is connected.
pub async fn connect(
    core: &Arc<Core>,
    place_id: &str,
    progress: &(dyn Fn(Connecting) + Send + Sync),
    correlation: CorrelationId,
) -> Result<ConnectOutcome, Error> {
    let session = core.session()?;
    let before = core.noticing(correlation, Found::ask(&session.bwell, &correlation).await)?;
    let place = place_to_sign_in(core, &session, &before, place_id).ok_or(Error::PlaceNotKnown)?;
    let began = core.parts.clock.now();
    let wanted = Begin { place, before, correlation, began, is_quiet: false };
    let mut waiting = Waiting::begin(core, &session, wanted)?;
    progress(Connecting::OpeningPortal);
    let unfinished = unfinished::keep(core, &session, waiting.place(), correlation).await;
    let outcome = match waiting.open_portal(progress).await {
        Ok(()) => waiting.until_connected(progress).await,
        Err(refused) if is_rule(&refused) => {
            Err(why_not(core, &session, waiting.place(), refused, correlation).await)
        }
        Err(error) => Err(error),
    };
    unfinished::drop(&session, unfinished).await;
    note(core, &session, waiting.place(), began, &outcome, correlation).await;
    if let Ok(ConnectOutcome::Connected { .. }) = &outcome {
        search::follow(core, &session);
        // Whoever signed in on their phone looks back at the screen.
        core.somebody_is_here();
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
        waiter.nudge(nudge);
    }
    Ok(())
}

/// A place of the network's lists, or one that the directory named in this session.
fn place_to_sign_in(core: &Core, session: &Session, before: &Found, id: &str) -> Option<PlaceView> {
    before.place(core, id).or_else(|| session.state().listed.get(id).map(|listed| listed.place(id)))
}

/// Writes down what came of it.
async fn note(
    core: &Core,
    session: &Session,
    place: &PlaceView,
    began: jiff::Timestamp,
    outcome: &Result<ConnectOutcome, Error>,
    correlation: CorrelationId,
) {
    let deed = |kind| Deed::by_person(kind).at_place(&place.id);
    let kind = match outcome {
        Ok(ConnectOutcome::Connected { place }) => {
            facts::keep_sign_in(core, session, &place.id, correlation).await;
            // The search may have seen it first, and under this id.
            let connected = Deed::by_network(ActivityKind::PlaceConnected).at_place(&place.id);
            noted_once(core, session, correlation, connected, began).await;
            return;
        }
        Ok(ConnectOutcome::Stopped) => ActivityKind::SignInStopped,
        Ok(ConnectOutcome::TimeIsUp) => ActivityKind::SignInRanOut,
        Err(_) => ActivityKind::PlaceConnected,
    };
    let failed = outcome.as_ref().map(|_| ()).map_err(Clone::clone);
    // The error itself is handed on by whoever called.
    let _ = noted(core, session, correlation, deed(kind), failed).await;
}

/// The network knows the place and lets nobody sign in there as things are.
fn is_rule(error: &Error) -> bool {
    matches!(error, Error::Network(networks::Error::Refused { issue: IssueCode::BusinessRule }))
}

/// Why the network gives no address. It says so only in words of its own, so we ask what could be the reason.
async fn why_not(
    core: &Core,
    session: &Session,
    place: &PlaceView,
    refused: Error,
    correlation: CorrelationId,
) -> Error {
    let name = || place.name.clone();
    let source = core.noticing(correlation, session.bwell.data_source(&place.id, &correlation).await);
    match source.map(|source| source.integration) {
        Ok(IntegrationType::Proa) if place.how == ConnectedHow::Apart => Error::VouchNeeded { place: name() },
        Ok(IntegrationType::Proa) => refused,
        // What belongs to record finding is not given while that is off.
        Ok(_) if finding_is_off(core, &session.bwell, correlation).await => {
            Error::FindingIsOff { place: name() }
        }
        Ok(_) => refused,
        Err(error) => error,
    }
}
