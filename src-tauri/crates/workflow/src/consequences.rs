//! What a decision about finding does to each place, counted from the network's own lists.
//! Source: `spec/bwell-wire.md`, sections 6.4 and 6.6.

use networks::CorrelationId;
use networks::bwell::{Connection, ConnectionStatus, IntegrationType};

use crate::connections::Found;
use crate::view::{Consequence, ConsequenceView, TurningOffView};
use crate::{Assumed, Core, Error, status};

/// What turning finding off would do now: asked anew, because a dialog may stand open over an old list.
pub async fn turning_off(core: &Core, correlation: CorrelationId) -> Result<TurningOffView, Error> {
    let session = core.session()?;
    let found = core.noticing(correlation, Found::ask(&session.bwell, &correlation).await)?;
    found.keep(core, &session).await;
    let records_here = session.copy.store()?.counts().await?.records;
    Ok(TurningOffView {
        as_of: core.parts.clock.now(),
        places: of(&found, false, &core.parts.assumed),
        records_here,
    })
}

/// What a decision does to every place that it is about, by name.
pub(crate) fn of(found: &Found, on: bool, assumed: &Assumed) -> Vec<ConsequenceView> {
    let linked = found.connections.iter().filter(|c| !status::is_gone(c)).filter_map(|connection| {
        let consequence = if on { turned_on(connection, assumed) } else { turned_off(connection, assumed) }?;
        Some(ConsequenceView {
            place: connection.name.clone(),
            consequence,
            since: connection.status_updated,
        })
    });
    let is_linked = |id: &str| found.connections.iter().any(|c| c.id == id && !status::is_gone(c));
    let unlinked = found.recommended.iter().filter(|place| !on && !is_linked(&place.connection_id));
    let waiting = unlinked.map(|place| ConsequenceView {
        place: place.name.clone(),
        consequence: Consequence::WaitsForSignIn,
        since: None,
    });
    let mut all: Vec<ConsequenceView> = linked.chain(waiting).collect();
    all.sort_by(|a, b| a.place.cmp(&b.place));
    all
}

fn turned_off(connection: &Connection, assumed: &Assumed) -> Option<Consequence> {
    use ConnectionStatus as Status;
    use IntegrationType as Kind;
    match (&connection.integration, &connection.status) {
        (_, Status::Deleted) => None,
        (_, Status::Disconnected) => Some(Consequence::StaysOff),
        (Kind::Proa, _) => Some(Consequence::Untouched),
        (Kind::DirectIas | Kind::IndirectIas, Status::Connected | Status::Error) => Some(Consequence::Pauses),
        (Kind::DirectIas | Kind::IndirectIas, Status::Expired) if assumed.permit_restores_expired => {
            Some(Consequence::Pauses)
        }
        // It pauses too; but what comes back with a permission is an access that had ended.
        (Kind::IndirectIas, Status::Expired) => Some(Consequence::WaitsForSignIn),
        _ => Some(Consequence::Unclear),
    }
}

fn turned_on(connection: &Connection, assumed: &Assumed) -> Option<Consequence> {
    match &connection.status {
        ConnectionStatus::Expired if assumed.permit_restores_expired && connection.integration.is_ias() => {
            Some(Consequence::ShouldComeBack)
        }
        ConnectionStatus::AccessEnded => Some(Consequence::ShouldComeBack),
        ConnectionStatus::Disconnected => Some(Consequence::StaysOff),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use networks::bwell::{ConnectionCategory, DataConnectionType, RecommendedConnection, SyncStatus};
    use rstest::rstest;

    use super::*;

    fn connection(integration: &str, status: &str) -> Connection {
        Connection {
            id: "a".into(),
            name: "Alder".into(),
            integration: IntegrationType::parse(integration),
            status: ConnectionStatus::parse(status),
            sync: SyncStatus::Retrieved,
            sync_errors: Vec::new(),
            category: ConnectionCategory::Oauth,
            kind: DataConnectionType::Clinical,
            status_updated: None,
            last_synced: None,
            created: None,
        }
    }

    #[rstest]
    #[case("DIRECT_IAS", "CONNECTED", Some(Consequence::Pauses))]
    #[case("indirect_ias", "CONNECTED", Some(Consequence::Pauses))]
    #[case("DIRECT_IAS", "ERROR", Some(Consequence::Pauses))]
    #[case("INDIRECT_IAS", "EXPIRED", Some(Consequence::WaitsForSignIn))]
    #[case("DIRECT_IAS", "EXPIRED", Some(Consequence::Unclear))]
    #[case("DIRECT_IAS", "DISCONNECTED", Some(Consequence::StaysOff))]
    #[case("PROA", "DISCONNECTED", Some(Consequence::StaysOff))]
    #[case("PROA", "CONNECTED", Some(Consequence::Untouched))]
    #[case("PROA", "EXPIRED", Some(Consequence::Untouched))]
    #[case("SOMETHING", "CONNECTED", Some(Consequence::Unclear))]
    #[case("DIRECT_IAS", "SOMETHING", Some(Consequence::Unclear))]
    #[case("DIRECT_IAS", "DELETED", None)]
    fn off_does_what_the_guide_says(
        #[case] integration: &str,
        #[case] status: &str,
        #[case] consequence: Option<Consequence>,
    ) {
        assert_eq!(turned_off(&connection(integration, status), &Assumed::default()), consequence);
    }

    #[rstest]
    #[case("ACCESS_ENDED", Some(Consequence::ShouldComeBack))]
    #[case("DISCONNECTED", Some(Consequence::StaysOff))]
    #[case("DELETED", None)]
    #[case("CONNECTED", None)]
    fn on_brings_back_what_an_off_ended_and_nothing_else(
        #[case] status: &str,
        #[case] consequence: Option<Consequence>,
    ) {
        assert_eq!(turned_on(&connection("DIRECT_IAS", status), &Assumed::default()), consequence);
    }

    #[rstest]
    #[case("DIRECT_IAS", Some(Consequence::Pauses), Some(Consequence::ShouldComeBack))]
    #[case("INDIRECT_IAS", Some(Consequence::Pauses), Some(Consequence::ShouldComeBack))]
    #[case("PROA", Some(Consequence::Untouched), None)]
    fn where_a_permission_brings_expired_places_back_that_is_said_of_them(
        #[case] integration: &str,
        #[case] off: Option<Consequence>,
        #[case] on: Option<Consequence>,
    ) {
        let assumed = Assumed { permit_restores_expired: true, ..Assumed::default() };
        let expired = connection(integration, "EXPIRED");
        assert_eq!((turned_off(&expired, &assumed), turned_on(&expired, &assumed)), (off, on));
    }

    #[test]
    fn a_place_that_only_waits_for_a_sign_in_is_counted_once_and_not_as_coming_back() {
        let recommended =
            |id: &str| RecommendedConnection { connection_id: id.into(), name: id.to_uppercase() };
        let found = Found {
            connections: vec![connection("DIRECT_IAS", "CONNECTED")],
            recommended: vec![recommended("a"), recommended("b")],
        };
        let off: Vec<_> = of(&found, false, &Assumed::default())
            .into_iter()
            .map(|view| (view.place, view.consequence))
            .collect();
        let expected = [("Alder", Consequence::Pauses), ("B", Consequence::WaitsForSignIn)];
        assert_eq!(off, expected.map(|(name, consequence)| (name.to_owned(), consequence)));
        assert_eq!(of(&found, true, &Assumed::default()), []);
    }
}
