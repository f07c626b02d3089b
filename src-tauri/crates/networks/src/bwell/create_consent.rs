//! `createConsent`: a person's decision, `PERMIT` or `DENY`. About record finding: seed 000, step 1 and the part on
//! revoking; about the rest: `spec/bwell-wire.md`, section 5.4.

use serde::{Deserialize, Serialize};

use super::client::Bwell;
use super::consents::{ConsentCategory, Provision};
use super::operation::Operation;
use super::wire::{Concept, List};
use crate::{CorrelationId, Error};

pub(super) struct CreateConsent;

impl Operation for CreateConsent {
    const NAME: &'static str = "createConsent";
    const DOCUMENT: &'static str = include_str!("create_consent.graphql");
    // Each call adds a decision to the history, and a PERMIT after a DENY starts a search.
    const REPEATABLE: bool = false;
    type Variables = Variables;
    type Data = Data;
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Variables {
    consent_input: ConsentInput,
}

#[derive(Serialize)]
struct ConsentInput {
    category: [CategoryInput; 1],
    provision: ProvisionInput,
    status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    organization: Option<[ReferenceInput; 1]>,
    #[serde(skip_serializing_if = "Option::is_none")]
    policy: Option<[PolicyInput; 1]>,
}

#[derive(Serialize)]
struct CategoryInput {
    coding: [CodingInput; 1],
}

#[derive(Serialize)]
struct CodingInput {
    system: &'static str,
    code: String,
}

#[derive(Serialize)]
struct ProvisionInput {
    r#type: &'static str,
}

#[derive(Serialize)]
struct ReferenceInput {
    r#type: &'static str,
    reference: String,
}

#[derive(Serialize)]
struct PolicyInput {
    uri: String,
}

/// What a person decides about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConsentSubject {
    /// Finding records across the networks.
    RecordFinding,
    /// The organisation's terms.
    Terms {
        /// The address of the text that was shown, with its version; sent as the decision's policy.
        policy: Option<String>,
    },
    /// That they ask this place for their own records.
    ProaAttestation {
        /// The id of the place's organisation.
        organization_id: String,
    },
}

impl ConsentSubject {
    /// Where such a decision is found again.
    #[must_use]
    pub fn category(&self) -> ConsentCategory {
        match self {
            Self::RecordFinding => ConsentCategory::RecordFinding,
            Self::Terms { .. } => ConsentCategory::Terms,
            Self::ProaAttestation { .. } => ConsentCategory::ProaAttestation,
        }
    }
}

/// Variables for a decision. The wire is upper case on requests (`spec/bwell-wire.md`, section 9).
pub(super) fn variables(subject: &ConsentSubject, permit: bool) -> Variables {
    let code = subject.category().as_str().to_owned();
    let coding = CodingInput { system: "http://www.icanbwell.com/consent-category", code };
    let (organization, policy) = match subject {
        ConsentSubject::RecordFinding => (None, None),
        ConsentSubject::Terms { policy } => (None, policy.clone().map(|uri| [PolicyInput { uri }])),
        ConsentSubject::ProaAttestation { organization_id } => {
            let reference = format!("Organization/{organization_id}");
            (Some([ReferenceInput { r#type: "Organization", reference }]), None)
        }
    };
    Variables {
        consent_input: ConsentInput {
            category: [CategoryInput { coding: [coding] }],
            provision: ProvisionInput { r#type: if permit { "PERMIT" } else { "DENY" } },
            status: "ACTIVE",
            organization,
            policy,
        },
    }
}

/// A decision as the network recorded it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordedConsent {
    /// The network's id of it.
    pub id: String,
    /// What it recorded.
    pub provision: Provision,
}

impl Bwell {
    /// Turns record finding on or off, and answers the decision that the network recorded.
    pub async fn set_consent(
        &self,
        permit: bool,
        correlation: &CorrelationId,
    ) -> Result<RecordedConsent, Error> {
        let variables = variables(&ConsentSubject::RecordFinding, permit);
        self.call::<CreateConsent>(&variables, correlation).await?.recorded()
    }

    /// Records a decision, and answers the one that the network recorded.
    pub async fn decide(
        &self,
        subject: &ConsentSubject,
        permit: bool,
        correlation: &CorrelationId,
    ) -> Result<Provision, Error> {
        Ok(self.call::<CreateConsent>(&variables(subject, permit), correlation).await?.recorded()?.provision)
    }
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    create_consent: Option<Created>,
}

#[derive(Serialize, Deserialize)]
struct Created {
    id: String,
    provision: Option<WireProvision>,
    #[serde(default)]
    category: List<Concept>,
    status: Option<String>,
    patient: Option<WirePatient>,
}

#[derive(Serialize, Deserialize)]
struct WireProvision {
    r#type: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct WirePatient {
    resource: Option<WireId>,
}

#[derive(Serialize, Deserialize)]
struct WireId {
    id: Option<String>,
}

impl Data {
    /// The decision that the network says it recorded.
    pub(super) fn recorded(self) -> Result<RecordedConsent, Error> {
        let created = self.create_consent.ok_or(Error::Unreadable { what: "createConsent" })?;
        let provision = Provision::parse_option(created.provision.and_then(|p| p.r#type).as_deref());
        Ok(RecordedConsent { id: created.id, provision })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn sent(subject: &ConsentSubject) -> serde_json::Value {
        serde_json::to_value(variables(subject, true)).unwrap()
    }

    #[test]
    fn an_attestation_names_the_organisation_and_nothing_else_does() {
        let attestation = sent(&ConsentSubject::ProaAttestation { organization_id: "cedar".into() });
        assert_eq!(
            attestation,
            json!({"consentInput": {
                "status": "ACTIVE",
                "provision": {"type": "PERMIT"},
                "category": [{"coding": [{
                    "system": "http://www.icanbwell.com/consent-category", "code": "PROA_ATTESTATION",
                }]}],
                "organization": [{"type": "Organization", "reference": "Organization/cedar"}],
            }})
        );
        assert!(sent(&ConsentSubject::RecordFinding)["consentInput"].get("organization").is_none());
    }

    #[test]
    fn the_terms_may_name_their_text() {
        let with = sent(&ConsentSubject::Terms { policy: Some("https://clinic.test/terms/3".into()) });
        assert_eq!(with["consentInput"]["category"][0]["coding"][0]["code"], "TOS");
        assert_eq!(with["consentInput"]["policy"], json!([{"uri": "https://clinic.test/terms/3"}]));
        let without = sent(&ConsentSubject::Terms { policy: None });
        assert!(without["consentInput"].get("policy").is_none());
    }
}
