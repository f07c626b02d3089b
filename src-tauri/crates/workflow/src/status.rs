//! One vocabulary of states: from the network's words to one sentence, one voice, one next step.
//!
//! Source of each row: `spec/bwell-wire.md`, sections 5.8, 6.3 and 6.6. What we do not know stays unknown and never
//! reads as success.

use networks::bwell::{
    Connection, ConnectionStatus, IntegrationType, RecommendedConnection, SyncError, SyncStatus,
};

use crate::Assumed;
use crate::facts::Beside;
use crate::reconnect::ReconnectPlan;
use crate::view::{ConnectedHow, PlaceAction, PlaceState, PlaceView, Voice, initials};

/// A linked place, as a person reads it; `beside`: what is known of it beside the list.
pub(crate) fn linked(connection: &Connection, beside: &Beside, assumed: &Assumed) -> PlaceView {
    let plan = ReconnectPlan::choose(connection, assumed);
    let (state, voice) = state(connection, plan, beside.system_down, assumed);
    PlaceView {
        id: connection.id.clone(),
        name: connection.name.clone(),
        initials: initials(&connection.name),
        voice,
        state,
        action: action(state, plan),
        how: match connection.integration {
            IntegrationType::DirectIas => ConnectedHow::ForYou,
            IntegrationType::IndirectIas => ConnectedHow::BySignIn,
            IntegrationType::Proa => ConnectedHow::Apart,
            IntegrationType::Unknown(_) => ConnectedHow::Unknown,
        },
        since: connection.status_updated,
        last_synced: connection.last_synced,
        up_to_date: beside.up_to_date,
        city: beside.city.clone(),
        brand: beside.brand.clone(),
        system_down: beside.system_down,
        permission: beside.permission,
    }
}

/// A place that the search found and that asks for a sign-in.
pub(crate) fn recommended(place: &RecommendedConnection, beside: &Beside) -> PlaceView {
    unlinked(&place.connection_id, &place.name, ConnectedHow::BySignIn, beside)
}

/// A place that is not linked, and that a sign-in would link.
pub(crate) fn unlinked(id: &str, name: &str, how: ConnectedHow, beside: &Beside) -> PlaceView {
    PlaceView {
        id: id.to_owned(),
        name: name.to_owned(),
        initials: initials(name),
        voice: Voice::Need,
        state: PlaceState::NeedsSignIn,
        action: PlaceAction::SignIn,
        how,
        since: None,
        last_synced: None,
        up_to_date: false,
        city: beside.city.clone(),
        brand: beside.brand.clone(),
        system_down: beside.system_down,
        permission: None,
    }
}

/// A place whose copy the network has deleted is gone from the list (section 9: the client hides it).
pub(crate) fn is_gone(connection: &Connection) -> bool {
    connection.status == ConnectionStatus::Deleted && connection.sync == SyncStatus::DataDeleted
}

/// Something at the network is still under way for it: records come in, or its copy is being deleted.
pub(crate) fn is_moving(connection: &Connection) -> bool {
    match connection.status {
        ConnectionStatus::Connected => {
            matches!(connection.sync, SyncStatus::Pending | SyncStatus::Retrieving)
        }
        ConnectionStatus::Deleted => connection.sync == SyncStatus::Deleting,
        _ => false,
    }
}

/// The last update did not work, whoever is to blame: it is worth asking whether its own system is up.
pub(crate) fn is_troubled(connection: &Connection) -> bool {
    connection.status == ConnectionStatus::Error || failed(connection)
}

/// The network says that an update failed.
fn failed(connection: &Connection) -> bool {
    connection.sync == SyncStatus::Error || !connection.sync_errors.is_empty()
}

fn state(
    connection: &Connection,
    plan: ReconnectPlan,
    system_down: bool,
    assumed: &Assumed,
) -> (PlaceState, Voice) {
    match (&connection.status, plan) {
        (ConnectionStatus::Connected, _) => connected(connection, system_down),
        (ConnectionStatus::Error, _) if system_down => (PlaceState::SystemDown, Voice::Work),
        // Something else told of a failed update, or it is assumed that this is what the word means.
        (ConnectionStatus::Error, _) if assumed.error_means_failed_update || failed(connection) => {
            (PlaceState::Trouble, Voice::Work)
        }
        (ConnectionStatus::Expired, ReconnectPlan::SignInAgain) => {
            (PlaceState::NeedsSignInAgain, Voice::Need)
        }
        (ConnectionStatus::Expired, ReconnectPlan::ProveThenActivate) => {
            (PlaceState::NeedsIdentityAgain, Voice::Need)
        }
        (ConnectionStatus::Expired, ReconnectPlan::GivePassword) => (PlaceState::WantsPassword, Voice::Need),
        (ConnectionStatus::Expired, _) => (PlaceState::CannotRenewHere, Voice::Need),
        (ConnectionStatus::Disconnected, _) => (PlaceState::TurnedOff, Voice::Off),
        (ConnectionStatus::Deleted, _) => match connection.sync {
            SyncStatus::Deleting => (PlaceState::Removing, Voice::Work),
            SyncStatus::DataDeleted => (PlaceState::Deleted, Voice::Off),
            _ => (PlaceState::Removed, Voice::Off),
        },
        (ConnectionStatus::AccessEnded, _) => (PlaceState::Paused, Voice::Off),
        (ConnectionStatus::Error | ConnectionStatus::Unknown(_), _) => (PlaceState::Unknown, Voice::Work),
    }
}

fn connected(connection: &Connection, system_down: bool) -> (PlaceState, Voice) {
    match &connection.sync {
        _ if connection.sync_errors.contains(&SyncError::PersonMatching) => {
            (PlaceState::NotMatched, Voice::Need)
        }
        _ if system_down => (PlaceState::SystemDown, Voice::Work),
        _ if !connection.sync_errors.is_empty() => (PlaceState::Trouble, Voice::Work),
        SyncStatus::Pending | SyncStatus::Retrieving => (PlaceState::RecordsComing, Voice::Work),
        SyncStatus::Retrieved => (PlaceState::Connected, Voice::Rest),
        SyncStatus::Error => (PlaceState::Trouble, Voice::Work),
        SyncStatus::Deleting | SyncStatus::DataDeleted | SyncStatus::Unknown(_) => {
            (PlaceState::Unknown, Voice::Work)
        }
    }
}

fn action(state: PlaceState, plan: ReconnectPlan) -> PlaceAction {
    match (state, plan) {
        (PlaceState::NotMatched, _) => PlaceAction::GetHelp,
        (PlaceState::SystemDown | PlaceState::Trouble | PlaceState::Unknown, _)
        | (_, ReconnectPlan::LookAgain) => PlaceAction::LookAgain,
        (_, ReconnectPlan::SignInAgain) => PlaceAction::SignIn,
        (_, ReconnectPlan::Activate | ReconnectPlan::ProveThenActivate) => PlaceAction::TurnBackOn,
        (_, ReconnectPlan::RestoreConsent) => PlaceAction::TurnOnFinding,
        (_, ReconnectPlan::GivePassword | ReconnectPlan::AskSupport) => PlaceAction::GetHelp,
        (_, ReconnectPlan::NothingToDo) => PlaceAction::None,
    }
}

#[cfg(test)]
pub(crate) mod tests;
