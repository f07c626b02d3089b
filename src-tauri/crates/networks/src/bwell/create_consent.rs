//! `createConsent`: turns record finding on (`PERMIT`) and off (`DENY`). Source: seed 000, step 1 and the part on revoking.

use serde::{Deserialize, Serialize};

use super::consents::Provision;
use super::operation::{Concept, Operation};
use crate::Error;

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
}

#[derive(Serialize)]
struct CategoryInput {
    coding: [CodingInput; 1],
}

#[derive(Serialize)]
struct CodingInput {
    system: &'static str,
    code: &'static str,
}

#[derive(Serialize)]
struct ProvisionInput {
    r#type: &'static str,
}

/// Variables for the record-finding consent. The wire is upper case on requests (`spec/bwell-wire.md`, section 9).
pub(super) fn variables(permit: bool) -> Variables {
    Variables {
        consent_input: ConsentInput {
            category: [CategoryInput {
                coding: [CodingInput {
                    system: "http://www.icanbwell.com/consent-category",
                    code: "IAS_IMPORT_RECORDS",
                }],
            }],
            provision: ProvisionInput { r#type: if permit { "PERMIT" } else { "DENY" } },
            status: "ACTIVE",
        },
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
    category: Option<Vec<Concept>>,
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
    pub(super) fn provision(self) -> Result<Provision, Error> {
        let created = self.create_consent.ok_or(Error::Unreadable { what: "createConsent" })?;
        Ok(Provision::parse_option(created.provision.and_then(|p| p.r#type).as_deref()))
    }
}
