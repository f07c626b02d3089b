//! `createHealthLink`: a SMART Health Link over chosen records. Source: seed 002, step 3.

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::client::Bwell;
use super::operation::Operation;
use super::wire::{Concept, List, Period};
use crate::lenient::instant;
use crate::{CorrelationId, Error};

/// The nine FHIR resource types that seed 002 offers for sharing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[expect(missing_docs, reason = "the names are FHIR's own")]
pub enum ShareType {
    Patient,
    CarePlan,
    Condition,
    AllergyIntolerance,
    MedicationStatement,
    Immunization,
    Procedure,
    Observation,
    Coverage,
}

/// What to share.
#[derive(Debug)]
pub struct HealthLinkOrder {
    /// What the clinic will see as the title; at most 80 characters.
    pub label: String,
    /// The chosen types; `None` sends no list, which the guide defines as the whole summary.
    pub types: Option<Vec<ShareType>>,
    /// Six digits that the clinic must be told.
    pub passcode: SecretString,
}

/// The link as the network issued it.
#[derive(Debug)]
pub struct IssuedHealthLink {
    /// The network's id of the share.
    pub id: String,
    /// The text for the QR code, unchanged. It holds the key: a secret.
    pub url: SecretString,
    /// Start of its validity.
    pub starts_at: Option<Timestamp>,
    /// End of its validity.
    pub ends_at: Option<Timestamp>,
}

pub(super) struct CreateHealthLink;

impl Operation for CreateHealthLink {
    const NAME: &'static str = "CreateHealthLink";
    const DOCUMENT: &'static str = include_str!("create_health_link.graphql");
    // A second call makes a second link.
    const REPEATABLE: bool = false;
    type Variables = Variables;
    type Data = Data;
}

#[derive(Serialize)]
pub(super) struct Variables {
    input: Input,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Input {
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    resources: Option<Vec<ResourceInput>>,
    security_config: SecurityConfig,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ResourceInput {
    resource_type: ShareType,
}

#[derive(Serialize)]
struct SecurityConfig {
    passcode: String,
}

pub(super) fn variables(order: &HealthLinkOrder) -> Variables {
    let resources = order.types.as_ref().map(|types| {
        types.iter().map(|resource_type| ResourceInput { resource_type: *resource_type }).collect()
    });
    let security_config = SecurityConfig { passcode: order.passcode.expose_secret().to_owned() };
    Variables { input: Input { label: order.label.clone(), resources, security_config } }
}

impl Bwell {
    /// Orders a SMART Health Link.
    pub async fn create_health_link(
        &self,
        order: &HealthLinkOrder,
        correlation: &CorrelationId,
    ) -> Result<IssuedHealthLink, Error> {
        self.call::<CreateHealthLink>(&variables(order), correlation).await?.issued()
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    create_health_link: Option<WireDocumentReference>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireDocumentReference {
    id: String,
    #[serde(default)]
    identifier: List<WireIdentifier>,
    description: Option<String>,
    resource_type: Option<String>,
    date: Option<String>,
    status: Option<String>,
    subject: Option<WireReference>,
    context: Option<WireContext>,
    #[serde(default)]
    content: List<WireContent>,
    #[serde(default)]
    category: List<Concept>,
}

#[derive(Serialize, Deserialize)]
struct WireIdentifier {
    system: Option<String>,
    value: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct WireReference {
    reference: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct WireContext {
    period: Option<Period>,
}

#[derive(Serialize, Deserialize)]
struct WireContent {
    attachment: Option<WireAttachment>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireAttachment {
    content_type: Option<String>,
    url: Option<String>,
    title: Option<String>,
}

impl Data {
    /// The link, if there is one: the first attachment with an address.
    pub(super) fn issued(self) -> Result<IssuedHealthLink, Error> {
        let document = self.create_health_link.ok_or(Error::Unreadable { what: "createHealthLink" })?;
        let url = document
            .content
            .into_iter()
            .find_map(|content| content.attachment?.url)
            .ok_or(Error::Unreadable { what: "content.attachment.url" })?;
        let period = document.context.and_then(|context| context.period);
        Ok(IssuedHealthLink {
            id: document.id,
            url: SecretString::from(url),
            starts_at: instant(period.as_ref().and_then(|p| p.start.as_deref())),
            ends_at: instant(period.as_ref().and_then(|p| p.end.as_deref())),
        })
    }
}
