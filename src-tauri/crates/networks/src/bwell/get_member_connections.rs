//! `getMemberConnections`: what is connected, and how it is. Source: `spec/bwell-wire.md`, section 5.8;
//! values: seeds 000 and 001.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::client::Bwell;
use super::operation::Operation;
use super::wire::{Concept, List};
use crate::lenient::{instant, lenient_enum};
use crate::{CorrelationId, Error};

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

impl IntegrationType {
    /// Is it of individual access services, and so what a decision about record finding is about? One of the Patient
    /// Right of Access is not, nor is a kind that we do not know.
    #[must_use]
    pub const fn is_ias(&self) -> bool {
        matches!(self, Self::DirectIas | Self::IndirectIas)
    }
}

lenient_enum! {
    /// How a person proves who they are at a place.
    ConnectionCategory {
        /// By the place's user name and password, given to the network.
        Basic = "BASIC",
        /// By signing in at the place's portal.
        Oauth = "OAUTH",
        /// By the verified identity.
        Identity = "IDENTITY",
    }
}

lenient_enum! {
    /// What kind of place it is.
    DataConnectionType {
        /// A clinic or a hospital.
        Clinical = "CLINICAL",
        /// An insurer.
        Insurance = "INSURANCE",
        /// A laboratory.
        Lab = "LAB",
        /// A pharmacy.
        Pharmacy = "PHARMACY",
        /// One person who treats.
        Practitioner = "PRACTITIONER",
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
    /// How a person proves who they are there.
    pub category: ConnectionCategory,
    /// What kind of place it is.
    pub kind: DataConnectionType,
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

impl Bwell {
    /// What is connected, gone connections included.
    pub async fn connections(&self, correlation: &CorrelationId) -> Result<Vec<Connection>, Error> {
        self.call::<GetMemberConnections>(&(), correlation).await?.connections()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    get_member_connections: Option<List<WireConnection>>,
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
    #[serde(default)]
    sync_errors: List<Concept>,
    status_updated: Option<String>,
    last_synced: Option<String>,
    created: Option<String>,
}

impl Data {
    /// The connections, in the order of the wire.
    fn connections(self) -> Result<Vec<Connection>, Error> {
        // No list is not an empty list: nothing may read as "nothing is connected" but that.
        let list = self.get_member_connections.ok_or(Error::Unreadable { what: "getMemberConnections" })?;
        Ok(list.into_iter().map(Connection::from).collect())
    }
}

impl From<WireConnection> for Connection {
    fn from(wire: WireConnection) -> Self {
        Self {
            id: wire.id,
            name: wire.name.unwrap_or_default(),
            category: ConnectionCategory::parse_option(wire.category.as_deref()),
            kind: DataConnectionType::parse_option(wire.r#type.as_deref()),
            integration: IntegrationType::parse_option(wire.integration_type.as_deref()),
            status: ConnectionStatus::parse_option(wire.status.as_deref()),
            sync: SyncStatus::parse_option(wire.sync_status.as_deref()),
            sync_errors: wire
                .sync_errors
                .iter()
                // One without a code is a complaint too.
                .map(|error| SyncError::parse_option(error.code()))
                .collect(),
            status_updated: instant(wire.status_updated.as_deref()),
            last_synced: instant(wire.last_synced.as_deref()),
            created: instant(wire.created.as_deref()),
        }
    }
}

/// What the mutations about one connection answer.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct StatusUpdate {
    status: Option<String>,
    status_updated: Option<String>,
}

impl StatusUpdate {
    /// The status that the network says it has now.
    pub(super) fn status(&self) -> ConnectionStatus {
        ConnectionStatus::parse_option(self.status.as_deref())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use rstest::rstest;
    use serde_json::{Value, json};

    use super::*;

    /// A place that answers, by its id and name.
    pub(in super::super) fn connection(id: &str, name: &str) -> Connection {
        read(&json!([{"id": id, "name": name, "status": "CONNECTED", "syncStatus": "RETRIEVED"}])).remove(0)
    }

    fn read(list: &Value) -> Vec<Connection> {
        serde_json::from_value::<Data>(json!({ "getMemberConnections": list }))
            .unwrap()
            .connections()
            .unwrap()
    }

    #[test]
    fn every_field_of_a_connection_is_read() {
        let read = read(&json!([{
            "id": "cedar", "name": "Cedar Clinic", "category": "OAUTH", "integrationType": "INDIRECT_IAS",
            "type": "CLINICAL", "status": "CONNECTED", "syncStatus": "ERROR",
            "syncErrors": [
                {"coding": [{"code": "PERSON_MATCHING_ERROR", "display": "No match"}]},
                {"coding": [{"code": "MAPPING_ERROR", "display": null}]},
                {"coding": null},
            ],
            "statusUpdated": "2025-11-22T10:30:15.123000", "lastSynced": null, "created": "2025-11-20T08:00:00Z",
        }]));
        let [cedar] = read.as_slice() else { panic!("one connection") };
        assert_eq!((cedar.id.as_str(), cedar.name.as_str()), ("cedar", "Cedar Clinic"));
        assert_eq!(cedar.category, ConnectionCategory::Oauth);
        assert_eq!(cedar.kind, DataConnectionType::Clinical);
        assert_eq!(cedar.integration, IntegrationType::IndirectIas);
        assert_eq!((&cedar.status, &cedar.sync), (&ConnectionStatus::Connected, &SyncStatus::Error));
        // A complaint that is new, or has no code, is still one.
        let unknown = |word: &str| SyncError::Unknown(word.to_owned());
        assert_eq!(cedar.sync_errors, [SyncError::PersonMatching, unknown("MAPPING_ERROR"), unknown("")]);
        assert_eq!(cedar.status_updated, Some("2025-11-22T10:30:15.123Z".parse().unwrap()));
        assert_eq!(cedar.last_synced, None);
        assert_eq!(cedar.created, Some("2025-11-20T08:00:00Z".parse().unwrap()));
    }

    #[rstest]
    #[case("DIRECT_IAS", IntegrationType::DirectIas)]
    #[case("direct_ias", IntegrationType::DirectIas)]
    #[case("Indirect-IAS", IntegrationType::IndirectIas)]
    #[case("proa", IntegrationType::Proa)]
    #[case("IAL2", IntegrationType::Unknown("IAL2".into()))]
    #[case("direct", IntegrationType::Unknown("direct".into()))]
    fn an_integration_type_is_known_in_any_casing_and_else_unknown(
        #[case] text: &str,
        #[case] expected: IntegrationType,
    ) {
        assert_eq!(read(&json!([{"id": "c", "integrationType": text}]))[0].integration, expected);
    }

    #[test]
    fn the_documented_words_are_all_known() {
        for word in ["CONNECTED", "EXPIRED", "DISCONNECTED", "DELETED", "ACCESS_ENDED", "ERROR"] {
            assert!(ConnectionStatus::parse(word).known().is_some(), "{word}");
        }
        for word in ["PENDING", "RETRIEVING", "RETRIEVED", "ERROR", "DELETING", "DATA_DELETED"] {
            assert!(SyncStatus::parse(word).known().is_some(), "{word}");
        }
        for word in ["BASIC", "OAUTH", "IDENTITY"] {
            assert!(ConnectionCategory::parse(word).known().is_some(), "{word}");
        }
        for word in ["CLINICAL", "INSURANCE", "LAB", "PHARMACY", "PRACTITIONER"] {
            assert!(DataConnectionType::parse(word).known().is_some(), "{word}");
        }
    }

    #[test]
    fn no_list_is_not_an_empty_list() {
        assert!(read(&json!([])).is_empty());
        let data: Data = serde_json::from_value(json!({"getMemberConnections": null})).unwrap();
        assert_eq!(data.connections(), Err(Error::Unreadable { what: "getMemberConnections" }));
    }

    /// The three mutations answer alike, and what they answer is the network's word.
    #[rstest]
    #[case(json!({"status": "DISCONNECTED", "statusUpdated": "2025-11-22T10:30:15.123000"}), ConnectionStatus::Disconnected)]
    #[case(json!({"status": "deleted", "statusUpdated": null}), ConnectionStatus::Deleted)]
    #[case(json!({"status": "PARKED"}), ConnectionStatus::Unknown("PARKED".into()))]
    #[case(json!({"status": null}), ConnectionStatus::Unknown(String::new()))]
    fn a_changed_connection_has_the_status_that_was_answered(
        #[case] update: Value,
        #[case] expected: ConnectionStatus,
    ) {
        assert_eq!(serde_json::from_value::<StatusUpdate>(update).unwrap().status(), expected);
    }
}
