//! `healthLinks`: the links made so far. Source: `spec/bwell-wire.md`, section 5.9.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::client::Bwell;
use super::operation::Operation;
use super::wire::{List, Period};
use crate::lenient::{instant, lenient_enum};
use crate::{CorrelationId, Error};

lenient_enum! {
    /// FHIR's status of the document behind a link. That it is current does not mean that the link still opens.
    HealthLinkStatus {
        /// It stands.
        Current = "current",
        /// Another took its place.
        Superseded = "superseded",
        /// It was a mistake.
        EnteredInError = "entered-in-error",
    }
}

/// A link that exists at the network, without what opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HealthLink {
    /// The network's id of the share.
    pub id: String,
    /// Whether its document stands.
    pub status: HealthLinkStatus,
    /// What the network calls it.
    pub description: Option<String>,
    /// When it was made.
    pub created: Option<Timestamp>,
    /// Start of its validity.
    pub starts_at: Option<Timestamp>,
    /// End of its validity.
    pub ends_at: Option<Timestamp>,
}

pub(super) struct HealthLinks;

impl Operation for HealthLinks {
    const NAME: &'static str = "healthLinks";
    const DOCUMENT: &'static str = include_str!("health_links.graphql");
    const REPEATABLE: bool = true;
    type Variables = Variables;
    type Data = Data;
}

#[derive(Serialize)]
pub(super) struct Variables {
    input: Option<Filter>,
}

#[derive(Serialize)]
struct Filter {
    id: Vec<String>,
}

/// Nothing to look for asks for all.
fn variables(ids: &[String]) -> Variables {
    Variables { input: (!ids.is_empty()).then(|| Filter { id: ids.to_vec() }) }
}

impl Bwell {
    /// The links with these ids; with no ids all of them, ended ones included.
    pub async fn health_links(
        &self,
        ids: &[String],
        correlation: &CorrelationId,
    ) -> Result<Vec<HealthLink>, Error> {
        Ok(self.call::<HealthLinks>(&variables(ids), correlation).await?.links())
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    health_links: List<WireLink>,
}

#[derive(Deserialize)]
struct WireLink {
    id: String,
    status: Option<String>,
    description: Option<String>,
    date: Option<String>,
    context: Option<Context>,
}

#[derive(Deserialize)]
struct Context {
    period: Option<Period>,
}

impl Data {
    fn links(self) -> Vec<HealthLink> {
        self.health_links.into_iter().map(HealthLink::from).collect()
    }
}

impl From<WireLink> for HealthLink {
    fn from(wire: WireLink) -> Self {
        let period = wire.context.and_then(|context| context.period);
        Self {
            id: wire.id,
            status: HealthLinkStatus::parse_option(wire.status.as_deref()),
            description: wire.description,
            created: instant(wire.date.as_deref()),
            starts_at: instant(period.as_ref().and_then(|p| p.start.as_deref())),
            ends_at: instant(period.as_ref().and_then(|p| p.end.as_deref())),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_link_is_told_without_what_opens_it() {
        assert!(!HealthLinks::DOCUMENT.contains("url"));
        let data: Data = serde_json::from_value(json!({"healthLinks": [
            {"id": "a", "status": "current", "description": "Patient Summary", "date": "2025-12-19T19:42:02.887Z",
             "context": {"period": {"start": "2025-12-19T19:42:02.887Z", "end": "2025-12-19T19:47:02.887Z"}}},
            {"id": "b", "status": "revoked", "context": null},
        ]}))
        .unwrap();
        let links = data.links();
        assert_eq!(links[0].ends_at, Some("2025-12-19T19:47:02.887Z".parse().unwrap()));
        assert_eq!(links[1].status, HealthLinkStatus::Unknown("revoked".into()));
        assert_eq!(links[1].ends_at, None);
    }

    #[test]
    fn no_ids_ask_for_all() {
        assert_eq!(serde_json::to_value(variables(&[])).unwrap(), json!({"input": null}));
        let one = serde_json::to_value(variables(&["a".to_owned()])).unwrap();
        assert_eq!(one, json!({"input": {"id": ["a"]}}));
    }
}
