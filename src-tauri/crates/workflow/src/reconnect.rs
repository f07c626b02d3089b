//! Bringing a place back. The plan is the table of the guides (seed 000, methods A and B; seed 001;
//! `spec/bwell-wire.md`, section 6.3).

use std::sync::Arc;

use networks::CorrelationId;
use networks::bwell::{Connection, ConnectionCategory, ConnectionStatus, IntegrationType, SyncStatus};

use crate::activity::{Deed, noted};
use crate::connections::Found;
use crate::view::{ActivityKind, PlaceView, Topic};
use crate::{Assumed, Core, Error, search};

/// What brings a place back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReconnectPlan {
    /// The person signs in at its portal (method A).
    SignInAgain,
    /// The network activates it (method B).
    Activate,
    /// The same after a fresh proof of who the person is. No guide says it of an expired direct connection:
    /// **Assumption** `expired_direct_activates`.
    ProveThenActivate,
    /// Record finding must be turned on again.
    RestoreConsent,
    /// It takes a user name and a password, which Satchel never asks for.
    GivePassword,
    /// No written way: people must help.
    AskSupport,
    /// Only time and another look help.
    LookAgain,
    /// It is connected.
    NothingToDo,
}

impl ReconnectPlan {
    /// The whole decision, from the words of the network and what is assumed of it.
    #[must_use]
    pub fn choose(connection: &Connection, assumed: &Assumed) -> Self {
        use ConnectionStatus as Status;
        use IntegrationType as Kind;
        let by_password = connection.category == ConnectionCategory::Basic;
        match (&connection.status, &connection.integration) {
            (Status::Connected, _) => Self::NothingToDo,
            (Status::AccessEnded, _) => Self::RestoreConsent,
            (Status::Error | Status::Unknown(_), _) => Self::LookAgain,
            // The network refuses while it deletes (section 9).
            (Status::Deleted, _) if connection.sync == SyncStatus::Deleting => Self::LookAgain,
            (Status::Disconnected | Status::Deleted, Kind::DirectIas) => Self::Activate,
            (Status::Expired, Kind::DirectIas) if assumed.expired_direct_activates => Self::ProveThenActivate,
            (Status::Expired, Kind::DirectIas) => Self::AskSupport,
            (Status::Expired | Status::Disconnected | Status::Deleted, _) if by_password => {
                Self::GivePassword
            }
            (Status::Expired | Status::Disconnected | Status::Deleted, Kind::IndirectIas | Kind::Proa) => {
                Self::SignInAgain
            }
            (Status::Expired | Status::Disconnected | Status::Deleted, Kind::Unknown(_)) => Self::AskSupport,
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
    let plan = ReconnectPlan::choose(connection, &core.parts.assumed);
    match plan {
        ReconnectPlan::Activate | ReconnectPlan::ProveThenActivate => {}
        ReconnectPlan::RestoreConsent => {
            return Err(Error::FindingIsOff { place: connection.name.clone() });
        }
        _ => return Err(Error::BadRequest("this place is not turned back on this way")),
    }
    let deed = Deed::by_person(ActivityKind::PlaceTurnedBackOn).at_place(place_id);
    let activated = core.noticing(correlation, session.bwell.activate(place_id, &correlation).await);
    let activated = match activated {
        Err(refused) if refused.is_refusal() => {
            Err(why_not(core, &session.bwell, plan, &connection.name, refused, correlation).await)
        }
        other => other,
    };
    noted(core, &session, correlation, deed, activated).await?;
    // The answer to the mutation is not believed: the list is (invariant 1).
    let found = core.noticing(correlation, Found::ask(&session.bwell, &correlation).await)?;
    search::follow(core, &session);
    core.changed(&[Topic::Places]);
    found.place(core, place_id).ok_or(Error::PlaceNotKnown)
}

/// Why the network said no, as far as it can be found out.
async fn why_not(
    core: &Core,
    bwell: &networks::bwell::Bwell,
    plan: ReconnectPlan,
    place: &str,
    refused: Error,
    correlation: CorrelationId,
) -> Error {
    // It refuses while the permission is off (section 6.3), and the list need not have shown that yet.
    if finding_is_off(core, bwell, correlation).await {
        return Error::FindingIsOff { place: place.to_owned() };
    }
    match plan {
        ReconnectPlan::ProveThenActivate => Error::IdentityNeeded { place: place.to_owned() },
        _ => refused,
    }
}

/// Does the network say that record finding is off? What cannot be asked is not said.
pub(crate) async fn finding_is_off(
    core: &Core,
    bwell: &networks::bwell::Bwell,
    correlation: CorrelationId,
) -> bool {
    let consent = core.noticing(correlation, bwell.consent(&correlation).await);
    matches!(consent, Ok(consent) if consent.as_ref().is_none_or(|it| it.provision == networks::bwell::Provision::Deny))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::status::tests::connection;
    use rstest::rstest;

    #[rstest]
    #[case("INDIRECT_IAS", "EXPIRED", ReconnectPlan::SignInAgain)]
    #[case("INDIRECT_IAS", "DISCONNECTED", ReconnectPlan::SignInAgain)]
    #[case("INDIRECT_IAS", "DELETED", ReconnectPlan::SignInAgain)]
    #[case("INDIRECT_IAS", "ACCESS_ENDED", ReconnectPlan::RestoreConsent)]
    #[case("PROA", "EXPIRED", ReconnectPlan::SignInAgain)]
    #[case("proa", "DISCONNECTED", ReconnectPlan::SignInAgain)]
    #[case("PROA", "DELETED", ReconnectPlan::SignInAgain)]
    #[case("PROA", "ACCESS_ENDED", ReconnectPlan::RestoreConsent)]
    #[case("direct_ias", "EXPIRED", ReconnectPlan::ProveThenActivate)]
    #[case("direct_ias", "DISCONNECTED", ReconnectPlan::Activate)]
    #[case("Direct-IAS", "DELETED", ReconnectPlan::Activate)]
    #[case("direct_ias", "ACCESS_ENDED", ReconnectPlan::RestoreConsent)]
    #[case("IAL2", "EXPIRED", ReconnectPlan::AskSupport)]
    #[case("IAL2", "DISCONNECTED", ReconnectPlan::AskSupport)]
    #[case("IAL2", "DELETED", ReconnectPlan::AskSupport)]
    #[case("IAL2", "ACCESS_ENDED", ReconnectPlan::RestoreConsent)]
    #[case("DIRECT_IAS", "CONNECTED", ReconnectPlan::NothingToDo)]
    #[case("DIRECT_IAS", "ERROR", ReconnectPlan::LookAgain)]
    #[case("DIRECT_IAS", "SUSPENDED", ReconnectPlan::LookAgain)]
    fn the_plan_is_the_guides_table(
        #[case] integration: &str,
        #[case] status: &str,
        #[case] plan: ReconnectPlan,
    ) {
        let connection = connection(integration, status, "RETRIEVED");
        assert_eq!(ReconnectPlan::choose(&connection, &Assumed::default()), plan);
    }

    #[rstest]
    #[case("PROA", "EXPIRED", ReconnectPlan::GivePassword)]
    #[case("something", "DISCONNECTED", ReconnectPlan::GivePassword)]
    #[case("PROA", "ACCESS_ENDED", ReconnectPlan::RestoreConsent)]
    #[case("DIRECT_IAS", "DISCONNECTED", ReconnectPlan::Activate)]
    fn a_place_that_wants_a_password_has_its_own_way(
        #[case] integration: &str,
        #[case] status: &str,
        #[case] plan: ReconnectPlan,
    ) {
        let basic = Connection {
            category: ConnectionCategory::Basic,
            ..connection(integration, status, "RETRIEVED")
        };
        assert_eq!(ReconnectPlan::choose(&basic, &Assumed::default()), plan);
    }

    #[test]
    fn nothing_is_brought_back_while_the_network_deletes() {
        for integration in ["DIRECT_IAS", "INDIRECT_IAS", "PROA", "something"] {
            let deleting = connection(integration, "DELETED", "DELETING");
            assert_eq!(ReconnectPlan::choose(&deleting, &Assumed::default()), ReconnectPlan::LookAgain);
        }
    }

    #[test]
    fn where_a_fresh_proof_brings_no_expired_place_back_people_must_help() {
        let assumed = Assumed { expired_direct_activates: false, ..Assumed::default() };
        let expired = connection("DIRECT_IAS", "EXPIRED", "RETRIEVED");
        assert_eq!(ReconnectPlan::choose(&expired, &assumed), ReconnectPlan::AskSupport);
        let off = connection("DIRECT_IAS", "DISCONNECTED", "RETRIEVED");
        assert_eq!(ReconnectPlan::choose(&off, &assumed), ReconnectPlan::Activate);
    }
}
