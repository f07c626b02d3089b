//! Record finding on and off. The network's answer is the switch; nothing is kept here.

use std::sync::Arc;

use networks::CorrelationId;
use networks::bwell::Provision as Wire;

use crate::activity::{Deed, noted};
use crate::view::{ActivityKind, ConsentView, DiaryEntry, DiaryKind, Provision, Topic};
use crate::{Core, Error, search};

/// The decision in force, asked from the network.
pub async fn consent(core: &Core, correlation: CorrelationId) -> Result<ConsentView, Error> {
    let session = core.session()?;
    let consent = core.noticing(correlation, session.bwell.consent(&correlation).await)?;
    Ok(consent.map_or(ConsentView { provision: Provision::None, decided_at: None }, |consent| ConsentView {
        provision: view(&consent.provision),
        decided_at: consent.decided_at,
    }))
}

/// Gives or takes back the permission. Giving it starts a search, which is followed in the background.
pub async fn set_consent(
    core: &Arc<Core>,
    permit: bool,
    correlation: CorrelationId,
) -> Result<ConsentView, Error> {
    let session = core.session()?;
    let kind = if permit { ActivityKind::FindingTurnedOn } else { ActivityKind::FindingTurnedOff };
    let decided = core.noticing(correlation, session.bwell.set_consent(permit, &correlation).await);
    let provision = noted(core, &session, correlation, Deed::by_person(kind), decided).await?;
    let now = core.parts.clock.now();
    if view(&provision) == Provision::Permit {
        session.state().search.restart(DiaryEntry { at: now, kind: DiaryKind::FindingTurnedOn, place: None });
    }
    search::follow(core, &session);
    core.changed(&[Topic::Consent, Topic::Search, Topic::Places]);
    Ok(ConsentView { provision: view(&provision), decided_at: Some(now) })
}

fn view(provision: &Wire) -> Provision {
    match provision {
        Wire::Permit => Provision::Permit,
        Wire::Deny => Provision::Deny,
        Wire::Unknown(_) => Provision::Unknown,
    }
}
