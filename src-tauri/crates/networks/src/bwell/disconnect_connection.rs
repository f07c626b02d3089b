//! `disconnectConnection`: ends a connection and keeps what came through it.
//! Source: `spec/bwell-wire.md`, sections 5.8 and 6.6.

use serde::Deserialize;

use super::client::Bwell;
use super::get_member_connections::{ConnectionStatus, StatusUpdate};
use super::operation::Operation;
use super::wire::ByConnection;
use crate::{CorrelationId, Error};

pub(super) struct DisconnectConnection;

impl Operation for DisconnectConnection {
    const NAME: &'static str = "disconnectConnection";
    const DOCUMENT: &'static str = include_str!("disconnect_connection.graphql");
    // Ending what has ended is refused (section 3.1), and a lost answer must not look like one.
    const REPEATABLE: bool = false;
    type Variables = ByConnection;
    type Data = Data;
}

impl Bwell {
    /// Ends a connection. What came through it stays at the network.
    pub async fn disconnect(
        &self,
        connection_id: &str,
        correlation: &CorrelationId,
    ) -> Result<ConnectionStatus, Error> {
        self.call::<DisconnectConnection>(&ByConnection::new(connection_id), correlation).await?.status()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    disconnect_connection: Option<StatusUpdate>,
}

impl Data {
    fn status(self) -> Result<ConnectionStatus, Error> {
        Ok(self.disconnect_connection.ok_or(Error::Unreadable { what: "disconnectConnection" })?.status())
    }
}
