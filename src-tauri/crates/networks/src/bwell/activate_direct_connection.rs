//! `activateDirectConnection`: brings a direct connection back without a sign-in. Source: seed 000, method B.

use serde::{Deserialize, Serialize};

use super::get_member_connections::ConnectionStatus;
use super::operation::Operation;
use crate::Error;

pub(super) struct ActivateDirectConnection;

impl Operation for ActivateDirectConnection {
    const NAME: &'static str = "activateDirectConnection";
    const DOCUMENT: &'static str = include_str!("activate_direct_connection.graphql");
    // Activating what is active changes nothing, but a lost answer must not hide a refusal.
    const REPEATABLE: bool = false;
    type Variables = Variables;
    type Data = Data;
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Variables {
    pub(super) connection_id: String,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    activate_direct_connection: Option<Update>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Update {
    status: Option<String>,
    status_updated: Option<String>,
}

impl Data {
    /// The status that the network says it has now.
    pub(super) fn status(self) -> Result<ConnectionStatus, Error> {
        let update =
            self.activate_direct_connection.ok_or(Error::Unreadable { what: "activateDirectConnection" })?;
        Ok(ConnectionStatus::parse_option(update.status.as_deref()))
    }
}
