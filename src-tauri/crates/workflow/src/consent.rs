//! Record finding on and off. The network's answer is the switch, never our memory of it; a decision counts as done only
//! when the network's own lists show what follows from it.

use std::sync::Arc;

use networks::CorrelationId;
use networks::bwell::{Consent, Provision as Wire, RecordedConsent};

use crate::activity::{Deed, noted, noted_once};
use crate::connections::Found;
use crate::finding_change::FindingChange;
use crate::last_known::{self, KnownConsent};
use crate::receipts::{self, Decision};
use crate::session::Session;
use crate::view::{ActivityKind, ConsentView, Provision, Topic};
use crate::{Core, Error, consequences, search};

/// The decision in force, asked from the network.
pub async fn consent(core: &Arc<Core>, correlation: CorrelationId) -> Result<ConsentView, Error> {
    let session = core.session()?;
    let told = core.noticing(correlation, session.bwell.consent(&correlation).await)?;
    heed(core, &session, told.as_ref(), correlation).await;
    let decided_here = match told.as_ref().and_then(|told| told.id.as_deref()) {
        Some(id) => Some(receipts::has(&session.copy.store()?, id).await),
        None => None,
    };
    let _kept = session.taking_in.read().await;
    let change = session.state().change.as_ref().map(FindingChange::view);
    Ok(ConsentView {
        provision: told.as_ref().map_or(Provision::None, |told| provision(&told.provision)),
        decided_at: told.and_then(|told| told.decided_at),
        decided_here,
        change,
    })
}

/// Gives or takes back the permission. Giving it starts a search, which is followed in the background; either is looked
/// after until the network shows what follows from it.
pub async fn set_consent(
    core: &Arc<Core>,
    permit: bool,
    correlation: CorrelationId,
) -> Result<ConsentView, Error> {
    let session = core.session()?;
    // Whoever reads the decision in force meanwhile waits, so that ours is not taken for one from elsewhere.
    let deciding = session.deciding.lock().await;
    let places = match core.noticing(correlation, Found::ask(&session.bwell, &correlation).await) {
        Ok(found) => Some(consequences::of(&found, permit, &core.parts.assumed)),
        // What cannot be reached cannot be told a decision either.
        Err(
            error @ (Error::SignedOut
            | Error::Network(networks::Error::Http(_) | networks::Error::Unauthorized)),
        ) => return Err(error),
        // A right does not wait for a list: the receipt then says that nothing was counted.
        Err(_) => None,
    };
    let kind = if permit { ActivityKind::FindingTurnedOn } else { ActivityKind::FindingTurnedOff };
    let decided = core.noticing(correlation, decide(core, &session, permit, &correlation).await);
    let decided = decided.map_err(|error| closed(error, &core.parts.assumed.closed_network_issue));
    let recorded = noted(core, &session, correlation, Deed::by_person(kind), decided).await?;
    let now = core.parts.clock.now();
    let known = KnownConsent {
        id: Some(recorded.id.clone()),
        provision: provision(&recorded.provision),
        decided_at: Some(now),
    };
    last_known::keep_consent(core, &session.copy, &known).await;
    let decision = Decision { on: permit, at: now, network_id: recorded.id, places };
    if let Err(error) = receipts::keep(&session.copy, decision, correlation).await {
        satchel_log::warn!("a receipt could not be kept", correlation, error);
    }
    let change = FindingChange::new(correlation.uuid(), permit, now);
    let view = ConsentView {
        provision: known.provision,
        decided_at: known.decided_at,
        decided_here: Some(true),
        change: Some(change.view()),
    };
    search::decided(core, &session, change, correlation).await;
    drop(deciding);
    core.changed(&[Topic::Consent, Topic::Search, Topic::Places]);
    Ok(view)
}

/// The first prerequisite of seed 000: health.network must be enabled for the organisation. How the network refuses
/// otherwise is not published; which of its issue types means it is a named assumption.
fn closed(error: Error, issue: &str) -> Error {
    match &error {
        Error::Network(networks::Error::Refused { issue: refused }) if refused.as_str() == issue => {
            Error::NetworkNotEnabled
        }
        _ => error,
    }
}

/// Sends the decision. Where the answer was lost on its way, the network's own list says whether it was recorded.
async fn decide(
    core: &Core,
    session: &Session,
    permit: bool,
    correlation: &CorrelationId,
) -> Result<RecordedConsent, networks::Error> {
    use networks::{Error, HttpError};
    let before = match session.copy.store() {
        Ok(store) => last_known::consent(&store).await,
        Err(_) => None,
    };
    let error = match session.bwell.set_consent(permit, correlation).await {
        Err(
            error @ (Error::Http(HttpError::TimedOut | HttpError::Broken | HttpError::TooLarge { .. })
            | Error::Server { .. }
            | Error::Unreadable { .. }),
        ) => error,
        decided => return decided,
    };
    let wanted = if permit { Wire::Permit } else { Wire::Deny };
    let told = session.bwell.consent(correlation).await.ok().flatten();
    let is_new = |id: &String| before.is_some_and(|before| before.id.as_ref() != Some(id));
    match told.filter(|told| told.provision == wanted).and_then(|told| told.id).filter(is_new) {
        Some(id) => {
            core.changed(&[Topic::Consent]);
            Ok(RecordedConsent { id, provision: wanted })
        }
        None => Err(error),
    }
}

/// Takes in the decision in force as the network tells it: one that was made elsewhere is written down, and a search that
/// it started is followed.
pub(crate) async fn heed(
    core: &Arc<Core>,
    session: &Arc<Session>,
    told: Option<&Consent>,
    correlation: CorrelationId,
) {
    let Ok(store) = session.copy.store() else { return };
    let _one_at_a_time = session.deciding.lock().await;
    let now = KnownConsent::of(told);
    let before = last_known::consent(&store).await;
    if before.as_ref() == Some(&now) {
        return;
    }
    let is_ours = match &now.id {
        Some(id) => receipts::has(&store, id).await,
        None => true,
    };
    last_known::keep_consent(core, &session.copy, &now).await;
    // The first look of a copy is not news: the decision may be older than the copy.
    if is_ours || before.is_none_or(|before| before.id == now.id) {
        return;
    }
    let kind = match now.provision {
        Provision::Permit => ActivityKind::FindingOnElsewhere,
        Provision::Deny => ActivityKind::FindingOffElsewhere,
        Provision::None | Provision::Unknown => return,
    };
    let deed = Deed::by_network(kind).under(now.id.as_deref().unwrap_or_default());
    let told_at = now.decided_at.unwrap_or_else(|| core.parts.clock.now());
    noted_once(core, session, correlation, deed, told_at).await;
    // What was decided here before is not in force any more.
    session.state().change = None;
    if now.provision == Provision::Permit {
        search::follow(core, session);
    }
    core.changed(&[Topic::Consent, Topic::Search, Topic::Places]);
}

pub(crate) fn provision(provision: &Wire) -> Provision {
    match provision {
        Wire::Permit => Provision::Permit,
        Wire::Deny => Provision::Deny,
        Wire::Unknown(_) => Provision::Unknown,
    }
}
