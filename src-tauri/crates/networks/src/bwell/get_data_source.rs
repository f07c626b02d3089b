//! `getDataSource`: what is known of a place, connected or not. Source: `spec/bwell-wire.md`, section 5.8.

use jiff::Span;
use serde::Deserialize;
use url::Url;

use super::client::Bwell;
use super::get_member_connections::{ConnectionCategory, DataConnectionType, IntegrationType};
use super::operation::Operation;
use super::wire::ByConnection;
use crate::lenient::lenient_enum;
use crate::{CorrelationId, Error, IssueCode};

lenient_enum! {
    /// Whether a place's system is up. The guides print no values; these are FHIR's `endpoint-status`.
    EndpointStatus {
        /// It answers.
        Active = "active",
        /// Stopped for a time.
        Suspended = "suspended",
        /// It is in trouble.
        Error = "error",
        /// It is no longer used.
        Off = "off",
    }
}

/// A place, before or after it is connected.
#[derive(Clone, Debug)]
pub struct DataSource {
    /// The network's id.
    pub id: String,
    /// The name on the door.
    pub name: String,
    /// How a person proves who they are there.
    pub category: ConnectionCategory,
    /// What kind of place it is.
    pub kind: DataConnectionType,
    /// How it would be linked.
    pub integration: IntegrationType,
    /// Where the place says what a permission means.
    pub consent_policy: Option<Url>,
    /// How long a permission lasts there, such as one year.
    pub consent_validity: Option<Span>,
    /// Whether its system is up; unknown without a text where the network does not say.
    pub endpoint: EndpointStatus,
}

pub(super) struct GetDataSource;

impl Operation for GetDataSource {
    const NAME: &'static str = "getDataSource";
    const DOCUMENT: &'static str = include_str!("get_data_source.graphql");
    const REPEATABLE: bool = true;
    type Variables = ByConnection;
    type Data = Data;
}

/// For a server whose schema has not grown yet: it refuses a document with fields that it does not know.
struct GetDataSourcePlain;

impl Operation for GetDataSourcePlain {
    const NAME: &'static str = "getDataSourcePlain";
    const DOCUMENT: &'static str = include_str!("get_data_source_plain.graphql");
    const REPEATABLE: bool = true;
    type Variables = ByConnection;
    type Data = Data;
}

impl Bwell {
    /// What the network knows of a place, by its connection id.
    pub async fn data_source(
        &self,
        connection_id: &str,
        correlation: &CorrelationId,
    ) -> Result<DataSource, Error> {
        let variables = ByConnection::new(connection_id);
        match self.call::<GetDataSource>(&variables, correlation).await {
            // A complaint about the document has no issue code; a place that does not exist has.
            Err(Error::Refused { issue: IssueCode::Unknown(_) }) => {
                self.call::<GetDataSourcePlain>(&variables, correlation).await?.source()
            }
            answer => answer?.source(),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    get_data_source: Option<WireDataSource>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireDataSource {
    id: String,
    name: Option<String>,
    category: Option<String>,
    r#type: Option<String>,
    integration_type: Option<String>,
    consent_policy_url: Option<String>,
    consent_validity_duration: Option<String>,
    endpoint_status: Option<String>,
}

impl Data {
    /// The place. A duration or an address that is none is absent: the place can still be connected.
    fn source(self) -> Result<DataSource, Error> {
        let wire = self.get_data_source.ok_or(Error::Unreadable { what: "getDataSource" })?;
        Ok(DataSource {
            id: wire.id,
            name: wire.name.unwrap_or_default(),
            category: ConnectionCategory::parse_option(wire.category.as_deref()),
            kind: DataConnectionType::parse_option(wire.r#type.as_deref()),
            integration: IntegrationType::parse_option(wire.integration_type.as_deref()),
            consent_policy: wire.consent_policy_url.and_then(|url| url.parse().ok()),
            consent_validity: wire.consent_validity_duration.and_then(|span| span.parse().ok()),
            endpoint: EndpointStatus::parse_option(wire.endpoint_status.as_deref()),
        })
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::Ordering;

    use axum::http::StatusCode;
    use axum::response::IntoResponse;
    use rstest::rstest;
    use serde_json::json;

    use super::*;
    use crate::bwell::loopback::{server, session};

    fn source(json: serde_json::Value) -> Result<DataSource, Error> {
        serde_json::from_value::<Data>(json).unwrap().source()
    }

    #[test]
    fn a_place_tells_how_long_a_permission_lasts_and_whether_it_is_up() {
        let place = source(json!({"getDataSource": {
            "id": "cedar", "name": "Cedar Clinic", "category": "OAUTH", "type": "CLINICAL",
            "integrationType": "PROA", "consentPolicyUrl": "https://cedar.test/policy",
            "consentValidityDuration": "P1Y", "endpointStatus": "ACTIVE",
        }}))
        .unwrap();
        assert_eq!(place.category, ConnectionCategory::Oauth);
        assert_eq!(place.kind, DataConnectionType::Clinical);
        assert_eq!(place.integration, IntegrationType::Proa);
        assert_eq!(place.consent_validity.unwrap().fieldwise(), Span::new().years(1).fieldwise());
        assert_eq!(place.endpoint, EndpointStatus::Active);
    }

    /// What an older server answers, and what a strange one might.
    #[rstest]
    #[case(json!(null), json!(null))]
    #[case(json!("soon"), json!("not an address"))]
    fn what_is_not_told_is_absent(#[case] duration: serde_json::Value, #[case] policy: serde_json::Value) {
        let place = source(json!({"getDataSource": {
            "id": "cedar", "name": "Cedar Clinic",
            "consentValidityDuration": duration, "consentPolicyUrl": policy,
        }}))
        .unwrap();
        assert!(place.consent_validity.is_none() && place.consent_policy.is_none());
        assert_eq!(place.endpoint, EndpointStatus::Unknown(String::new()));
    }

    #[tokio::test]
    async fn a_server_that_does_not_know_the_later_fields_is_asked_without_them() {
        let (base, count) = server(|_, _, body| {
            if body.contains("endpointStatus") {
                let unknown = r#"{"errors":[{"message":"Cannot query field","extensions":{"code":"GRAPHQL_VALIDATION_FAILED"}}]}"#;
                return (StatusCode::BAD_REQUEST, unknown).into_response();
            }
            json!({"data": {"getDataSource": {"id": "cedar", "name": "Cedar", "category": "BASIC", "type": "LAB"}}})
                .to_string()
                .into_response()
        })
        .await;
        let place = session(&base).await.data_source("cedar", &CorrelationId::new()).await.unwrap();
        assert_eq!(place.category, ConnectionCategory::Basic);
        assert_eq!(place.endpoint, EndpointStatus::Unknown(String::new()));
        assert_eq!(count.load(Ordering::SeqCst), 2);
    }

    #[tokio::test]
    async fn a_place_that_does_not_exist_is_asked_for_once() {
        let (base, count) = server(|_, _, _| {
            r#"{"errors":[{"message":"x","extensions":{"code":"404","resource":{"issue":[{"code":"not-found"}]}}}]}"#
                .into_response()
        })
        .await;
        let error = session(&base).await.data_source("none", &CorrelationId::new()).await.unwrap_err();
        assert_eq!(error, Error::Refused { issue: IssueCode::NotFound });
        assert_eq!(count.load(Ordering::SeqCst), 1);
    }

    #[test]
    fn no_place_is_unreadable() {
        let error = source(json!({"getDataSource": null})).unwrap_err();
        assert_eq!(error, Error::Unreadable { what: "getDataSource" });
    }
}
