//! Bringing a place back. The plan is the table of the guides (seed 000, methods A and B; seed 001).

use std::sync::Arc;

use networks::CorrelationId;
use networks::bwell::{ConnectionStatus, IntegrationType};

use crate::activity::{Deed, noted};
use crate::connections::Found;
use crate::view::{ActivityKind, PlaceAction, PlaceView, Topic};
use crate::{Core, Error, search, status};

/// What brings a place back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReconnectPlan {
    /// The person signs in at its portal (method A).
    SignInAgain,
    /// The network activates it (method B).
    Activate,
    /// Record finding must be turned on again.
    RestoreConsent,
    /// No written way: people must help.
    AskSupport,
    /// It is connected.
    NothingToDo,
}

impl ReconnectPlan {
    /// The whole decision, from two words of the network.
    #[must_use]
    pub fn choose(integration: &IntegrationType, status: &ConnectionStatus) -> Self {
        use ConnectionStatus as Status;
        use IntegrationType as Kind;
        match (status, integration) {
            (Status::Connected, _) => Self::NothingToDo,
            (Status::AccessEnded, _) => Self::RestoreConsent,
            (Status::Disconnected | Status::Deleted, Kind::DirectIas) => Self::Activate,
            (Status::Expired | Status::Disconnected | Status::Deleted, Kind::IndirectIas | Kind::Proa) => {
                Self::SignInAgain
            }
            // An expired direct connection has no written way back; unknown words have none either.
            (
                Status::Expired | Status::Disconnected | Status::Deleted | Status::Error | Status::Unknown(_),
                _,
            ) => Self::AskSupport,
        }
    }
}

/// Activates a direct connection, and answers the place as the network shows it afterwards.
pub async fn turn_back_on(
    core: &Arc<Core>,
    place_id: &str,
    correlation: CorrelationId,
) -> Result<PlaceView, Error> {
    let session = core.session()?;
    let found = core.noticing(correlation, Found::ask(&session.bwell, &correlation).await)?;
    let connection = found.connections.iter().find(|c| c.id == place_id).ok_or(Error::PlaceNotKnown)?;
    match status::linked(connection).action {
        PlaceAction::TurnBackOn => {}
        PlaceAction::TurnOnFinding => return Err(Error::FindingIsOff { place: connection.name.clone() }),
        _ => return Err(Error::BadRequest("this place is not turned back on this way")),
    }
    let deed = Deed::by_person(ActivityKind::PlaceTurnedBackOn).at_place(place_id);
    let activated = core.noticing(correlation, session.bwell.activate(place_id, &correlation).await);
    noted(core, &session, correlation, deed, activated).await?;
    // The answer to the mutation is not believed: the list is (invariant 1).
    let found = core.noticing(correlation, Found::ask(&session.bwell, &correlation).await)?;
    search::follow(core, &session);
    core.changed(&[Topic::Places]);
    found.place(place_id).ok_or(Error::PlaceNotKnown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("INDIRECT_IAS", "EXPIRED", ReconnectPlan::SignInAgain)]
    #[case("INDIRECT_IAS", "DISCONNECTED", ReconnectPlan::SignInAgain)]
    #[case("INDIRECT_IAS", "DELETED", ReconnectPlan::SignInAgain)]
    #[case("INDIRECT_IAS", "ACCESS_ENDED", ReconnectPlan::RestoreConsent)]
    #[case("PROA", "EXPIRED", ReconnectPlan::SignInAgain)]
    #[case("PROA", "DISCONNECTED", ReconnectPlan::SignInAgain)]
    #[case("PROA", "DELETED", ReconnectPlan::SignInAgain)]
    #[case("PROA", "ACCESS_ENDED", ReconnectPlan::RestoreConsent)]
    #[case("direct_ias", "EXPIRED", ReconnectPlan::AskSupport)]
    #[case("direct_ias", "DISCONNECTED", ReconnectPlan::Activate)]
    #[case("direct_ias", "DELETED", ReconnectPlan::Activate)]
    #[case("direct_ias", "ACCESS_ENDED", ReconnectPlan::RestoreConsent)]
    #[case("IAL2", "EXPIRED", ReconnectPlan::AskSupport)]
    #[case("IAL2", "DISCONNECTED", ReconnectPlan::AskSupport)]
    #[case("IAL2", "DELETED", ReconnectPlan::AskSupport)]
    #[case("IAL2", "ACCESS_ENDED", ReconnectPlan::RestoreConsent)]
    #[case("DIRECT_IAS", "CONNECTED", ReconnectPlan::NothingToDo)]
    #[case("DIRECT_IAS", "SUSPENDED", ReconnectPlan::AskSupport)]
    fn the_plan_is_the_guides_table(
        #[case] integration: &str,
        #[case] status: &str,
        #[case] plan: ReconnectPlan,
    ) {
        let chosen =
            ReconnectPlan::choose(&IntegrationType::parse(integration), &ConnectionStatus::parse(status));
        assert_eq!(chosen, plan);
    }
}
