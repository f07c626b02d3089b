//! One vocabulary of states: from the network's words to one sentence, one voice, one next step.
//!
//! Source of each row: `spec/bwell-wire.md`, sections 5.8, 6.3 and 6.6. What we do not know stays unknown and never
//! reads as success.

use networks::bwell::{Connection, ConnectionStatus, IntegrationType, RecommendedConnection, SyncStatus};

use crate::reconnect::ReconnectPlan;
use crate::view::{ConnectedHow, PlaceAction, PlaceState, PlaceView, Voice, initials};

/// A linked place, as a person reads it.
pub(crate) fn linked(connection: &Connection) -> PlaceView {
    let (state, voice) = state(connection);
    PlaceView {
        id: connection.id.clone(),
        name: connection.name.clone(),
        initials: initials(&connection.name),
        voice,
        state,
        action: action(connection, state),
        how: match connection.integration {
            IntegrationType::DirectIas => ConnectedHow::ForYou,
            IntegrationType::IndirectIas | IntegrationType::Proa => ConnectedHow::BySignIn,
            IntegrationType::Unknown(_) => ConnectedHow::Unknown,
        },
        since: connection.status_updated,
        last_synced: connection.last_synced,
    }
}

/// A place that the search found and that asks for a sign-in.
pub(crate) fn recommended(place: &RecommendedConnection) -> PlaceView {
    PlaceView {
        id: place.connection_id.clone(),
        name: place.name.clone(),
        initials: initials(&place.name),
        voice: Voice::Need,
        state: PlaceState::NeedsSignIn,
        action: PlaceAction::SignIn,
        how: ConnectedHow::BySignIn,
        since: None,
        last_synced: None,
    }
}

/// A place whose copy the network has deleted is gone from the list (section 9: the client hides it).
pub(crate) fn is_gone(connection: &Connection) -> bool {
    connection.status == ConnectionStatus::Deleted && connection.sync == SyncStatus::DataDeleted
}

fn state(connection: &Connection) -> (PlaceState, Voice) {
    let signs_in = matches!(connection.integration, IntegrationType::IndirectIas | IntegrationType::Proa);
    match &connection.status {
        ConnectionStatus::Connected => match &connection.sync {
            _ if !connection.sync_errors.is_empty() => (PlaceState::Trouble, Voice::Work),
            SyncStatus::Pending | SyncStatus::Retrieving => (PlaceState::RecordsComing, Voice::Work),
            SyncStatus::Retrieved => (PlaceState::Connected, Voice::Rest),
            SyncStatus::Error => (PlaceState::Trouble, Voice::Work),
            SyncStatus::Deleting | SyncStatus::DataDeleted | SyncStatus::Unknown(_) => {
                (PlaceState::Unknown, Voice::Work)
            }
        },
        ConnectionStatus::Expired if signs_in => (PlaceState::NeedsSignInAgain, Voice::Need),
        ConnectionStatus::Expired => (PlaceState::CannotRenewHere, Voice::Need),
        ConnectionStatus::Disconnected => (PlaceState::TurnedOff, Voice::Off),
        ConnectionStatus::Deleted => (PlaceState::Removed, Voice::Off),
        ConnectionStatus::AccessEnded => (PlaceState::Paused, Voice::Off),
        ConnectionStatus::Error => (PlaceState::Trouble, Voice::Work),
        ConnectionStatus::Unknown(_) => (PlaceState::Unknown, Voice::Work),
    }
}

fn action(connection: &Connection, state: PlaceState) -> PlaceAction {
    match state {
        PlaceState::Connected | PlaceState::RecordsComing => PlaceAction::None,
        PlaceState::Trouble | PlaceState::Unknown => PlaceAction::LookAgain,
        PlaceState::Removed if connection.sync == SyncStatus::Deleting => PlaceAction::LookAgain,
        _ => match ReconnectPlan::choose(&connection.integration, &connection.status) {
            ReconnectPlan::SignInAgain => PlaceAction::SignIn,
            ReconnectPlan::Activate => PlaceAction::TurnBackOn,
            ReconnectPlan::RestoreConsent => PlaceAction::TurnOnFinding,
            ReconnectPlan::AskSupport => PlaceAction::GetHelp,
            ReconnectPlan::NothingToDo => PlaceAction::None,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use networks::bwell::{ConnectionCategory, DataConnectionType};
    use rstest::rstest;

    fn connection(integration: &str, status: &str, sync: &str) -> Connection {
        Connection {
            id: "c".into(),
            name: "Juniper Street Family Practice".into(),
            integration: IntegrationType::parse(integration),
            status: ConnectionStatus::parse(status),
            sync: SyncStatus::parse(sync),
            sync_errors: Vec::new(),
            category: ConnectionCategory::Oauth,
            kind: DataConnectionType::Clinical,
            status_updated: None,
            last_synced: None,
            created: None,
        }
    }

    #[rstest]
    #[case("DIRECT_IAS", "CONNECTED", "PENDING", PlaceState::RecordsComing, Voice::Work, PlaceAction::None)]
    #[case("DIRECT_IAS", "CONNECTED", "RETRIEVED", PlaceState::Connected, Voice::Rest, PlaceAction::None)]
    #[case("DIRECT_IAS", "CONNECTED", "ERROR", PlaceState::Trouble, Voice::Work, PlaceAction::LookAgain)]
    #[case("DIRECT_IAS", "CONNECTED", "SOMETHING", PlaceState::Unknown, Voice::Work, PlaceAction::LookAgain)]
    #[case(
        "INDIRECT_IAS",
        "EXPIRED",
        "RETRIEVED",
        PlaceState::NeedsSignInAgain,
        Voice::Need,
        PlaceAction::SignIn
    )]
    #[case("PROA", "EXPIRED", "RETRIEVED", PlaceState::NeedsSignInAgain, Voice::Need, PlaceAction::SignIn)]
    #[case(
        "DIRECT_IAS",
        "EXPIRED",
        "RETRIEVED",
        PlaceState::CannotRenewHere,
        Voice::Need,
        PlaceAction::GetHelp
    )]
    #[case(
        "direct_ias",
        "DISCONNECTED",
        "RETRIEVED",
        PlaceState::TurnedOff,
        Voice::Off,
        PlaceAction::TurnBackOn
    )]
    #[case(
        "INDIRECT_IAS",
        "DISCONNECTED",
        "RETRIEVED",
        PlaceState::TurnedOff,
        Voice::Off,
        PlaceAction::SignIn
    )]
    #[case("DIRECT_IAS", "DELETED", "DELETING", PlaceState::Removed, Voice::Off, PlaceAction::LookAgain)]
    #[case(
        "INDIRECT_IAS",
        "ACCESS_ENDED",
        "RETRIEVED",
        PlaceState::Paused,
        Voice::Off,
        PlaceAction::TurnOnFinding
    )]
    #[case(
        "SOMETHING",
        "EXPIRED",
        "RETRIEVED",
        PlaceState::CannotRenewHere,
        Voice::Need,
        PlaceAction::GetHelp
    )]
    #[case("DIRECT_IAS", "SOMETHING", "RETRIEVED", PlaceState::Unknown, Voice::Work, PlaceAction::LookAgain)]
    fn each_state_has_one_sentence_one_voice_one_step(
        #[case] integration: &str,
        #[case] status: &str,
        #[case] sync: &str,
        #[case] state: PlaceState,
        #[case] voice: Voice,
        #[case] action: PlaceAction,
    ) {
        let place = linked(&connection(integration, status, sync));
        assert_eq!((place.state, place.voice, place.action), (state, voice, action));
    }

    /// Every combination of known and unknown words: unknown never rests, and whatever needs a person offers a step.
    #[test]
    fn no_combination_reads_as_success_unless_the_network_said_so() {
        const INTEGRATIONS: [&str; 4] = ["DIRECT_IAS", "INDIRECT_IAS", "PROA", "new"];
        const STATUSES: [&str; 7] =
            ["CONNECTED", "EXPIRED", "DISCONNECTED", "DELETED", "ACCESS_ENDED", "ERROR", "new"];
        const SYNCS: [&str; 7] =
            ["PENDING", "RETRIEVING", "RETRIEVED", "ERROR", "DELETING", "DATA_DELETED", "new"];
        for integration in INTEGRATIONS {
            for status in STATUSES {
                for sync in SYNCS {
                    let place = linked(&connection(integration, status, sync));
                    let rests = place.voice == Voice::Rest;
                    assert_eq!(
                        rests,
                        status == "CONNECTED" && sync == "RETRIEVED",
                        "{integration} {status} {sync}"
                    );
                    assert!(place.voice != Voice::Need || place.action != PlaceAction::None);
                }
            }
        }
    }
}
