//! `getMemberConnections`: what is connected, and how it is. Source: `spec/bwell-wire.md`, section 5.8; values: seeds 000 and 001.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::operation::{Concept, Operation};
use crate::lenient::{instant, lenient_enum};

lenient_enum! {
    /// Where a connection stands.
    ConnectionStatus {
        /// In force.
        Connected = "CONNECTED",
        /// The place's permission can no longer be renewed.
        Expired = "EXPIRED",
        /// The person turned it off.
        Disconnected = "DISCONNECTED",
        /// The person removed it.
        Deleted = "DELETED",
        /// Paused because record finding is off.
        AccessEnded = "ACCESS_ENDED",
        /// The last update did not work.
        Error = "ERROR",
    }
}

lenient_enum! {
    /// How a place is linked (seeds 000 and 001).
    IntegrationType {
        /// By the verified identity alone.
        DirectIas = "DIRECT_IAS",
        /// By a sign-in, after the search found it.
        IndirectIas = "INDIRECT_IAS",
        /// By a sign-in, through the Patient Right of Access; not touched by record finding.
        Proa = "PROA",
    }
}

lenient_enum! {
    /// How the records of a connection are coming in.
    SyncStatus {
        /// Not begun.
        Pending = "PENDING",
        /// Coming in.
        Retrieving = "RETRIEVING",
        /// Came in.
        Retrieved = "RETRIEVED",
        /// The last update met a problem.
        Error = "ERROR",
        /// The network is deleting its copy.
        Deleting = "DELETING",
        /// The network has deleted its copy.
        DataDeleted = "DATA_DELETED",
    }
}

lenient_enum! {
    /// What went wrong with an update.
    SyncError {
        /// The place could not match the person's details.
        PersonMatching = "PERSON_MATCHING_ERROR",
        /// The place did not give the records.
        PatientRetrieval = "PATIENT_RETRIEVAL_ERROR",
    }
}

/// One linked place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Connection {
    /// The network's id; what `activateDirectConnection` and, for a sign-in, `getOauthUrl` take.
    pub id: String,
    /// The name on the door.
    pub name: String,
    /// How it is linked.
    pub integration: IntegrationType,
    /// Where it stands.
    pub status: ConnectionStatus,
    /// How its records are coming in.
    pub sync: SyncStatus,
    /// What the last update complained of.
    pub sync_errors: Vec<SyncError>,
    /// When the status last changed.
    pub status_updated: Option<Timestamp>,
    /// When new data last came.
    pub last_synced: Option<Timestamp>,
    /// When it was first linked.
    pub created: Option<Timestamp>,
}

pub(super) struct GetMemberConnections;

impl Operation for GetMemberConnections {
    const NAME: &'static str = "getMemberConnections";
    const DOCUMENT: &'static str = include_str!("get_member_connections.graphql");
    const REPEATABLE: bool = true;
    type Variables = ();
    type Data = Data;
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    get_member_connections: Option<Vec<WireConnection>>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireConnection {
    id: String,
    name: Option<String>,
    category: Option<String>,
    integration_type: Option<String>,
    r#type: Option<String>,
    status: Option<String>,
    sync_status: Option<String>,
    sync_errors: Option<Vec<Concept>>,
    status_updated: Option<String>,
    last_synced: Option<String>,
    created: Option<String>,
}

impl Data {
    /// The connections, in the order of the wire.
    pub(super) fn connections(self) -> Vec<Connection> {
        self.get_member_connections.unwrap_or_default().into_iter().map(Connection::from).collect()
    }
}

impl From<WireConnection> for Connection {
    fn from(wire: WireConnection) -> Self {
        Self {
            id: wire.id,
            name: wire.name.unwrap_or_default(),
            integration: IntegrationType::parse_option(wire.integration_type.as_deref()),
            status: ConnectionStatus::parse_option(wire.status.as_deref()),
            sync: SyncStatus::parse_option(wire.sync_status.as_deref()),
            sync_errors: wire
                .sync_errors
                .unwrap_or_default()
                .iter()
                .filter_map(Concept::code)
                .map(SyncError::parse)
                .collect(),
            status_updated: instant(wire.status_updated.as_deref()),
            last_synced: instant(wire.last_synced.as_deref()),
            created: instant(wire.created.as_deref()),
        }
    }
}
