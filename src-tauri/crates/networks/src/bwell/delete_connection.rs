//! `deleteConnection`: ends a connection and has the network delete its copy.
//! Source: `spec/bwell-wire.md`, sections 5.8 and 6.6.

use serde::Deserialize;

use super::client::Bwell;
use super::get_member_connections::{ConnectionStatus, StatusUpdate};
use super::operation::Operation;
use super::wire::ByConnection;
use crate::{CorrelationId, Error};

pub(super) struct DeleteConnection;

impl Operation for DeleteConnection {
    const NAME: &'static str = "deleteConnection";
    const DOCUMENT: &'static str = include_str!("delete_connection.graphql");
    // What the network deletes cannot be undone: it is asked once.
    const REPEATABLE: bool = false;
    type Variables = ByConnection;
    type Data = Data;
}

impl Bwell {
    /// Ends a connection and has the network delete what came through it; [`SyncStatus`] tells when that is done.
    ///
    /// [`SyncStatus`]: super::SyncStatus
    pub async fn delete(
        &self,
        connection_id: &str,
        correlation: &CorrelationId,
    ) -> Result<ConnectionStatus, Error> {
        self.call::<DeleteConnection>(&ByConnection::new(connection_id), correlation).await?.status()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    delete_connection: Option<StatusUpdate>,
}

impl Data {
    fn status(self) -> Result<ConnectionStatus, Error> {
        Ok(self.delete_connection.ok_or(Error::Unreadable { what: "deleteConnection" })?.status())
    }
}
