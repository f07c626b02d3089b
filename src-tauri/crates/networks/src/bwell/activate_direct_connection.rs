//! `activateDirectConnection`: brings a direct connection back without a sign-in. Source: seed 000, method B.

use serde::{Deserialize, Serialize};

use super::client::Bwell;
use super::get_member_connections::{ConnectionStatus, StatusUpdate};
use super::operation::Operation;
use super::wire::ByConnection;
use crate::{CorrelationId, Error};

pub(super) struct ActivateDirectConnection;

impl Operation for ActivateDirectConnection {
    const NAME: &'static str = "activateDirectConnection";
    const DOCUMENT: &'static str = include_str!("activate_direct_connection.graphql");
    // Activating what is active changes nothing, but a lost answer must not hide a refusal.
    const REPEATABLE: bool = false;
    type Variables = ByConnection;
    type Data = Data;
}

impl Bwell {
    /// Brings a direct connection back without a sign-in.
    pub async fn activate(
        &self,
        connection_id: &str,
        correlation: &CorrelationId,
    ) -> Result<ConnectionStatus, Error> {
        self.call::<ActivateDirectConnection>(&ByConnection::new(connection_id), correlation).await?.status()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    activate_direct_connection: Option<StatusUpdate>,
}

impl Data {
    /// The status that the network says it has now.
    pub(super) fn status(self) -> Result<ConnectionStatus, Error> {
        let update = self.activate_direct_connection;
        Ok(update.ok_or(Error::Unreadable { what: "activateDirectConnection" })?.status())
    }
}
