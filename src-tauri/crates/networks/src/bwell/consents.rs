//! `consents`: the decisions so far. Source: `spec/bwell-wire.md`, section 5.4.

use jiff::Timestamp;
use serde::Deserialize;

use super::client::Bwell;
use super::operation::Operation;
use super::wire::{Bundle, Concept, List, SearchToken};
use crate::lenient::{instant, lenient_enum};
use crate::{CorrelationId, Error};

lenient_enum! {
    /// What a person decided.
    Provision {
        /// Yes.
        Permit = "permit",
        /// No.
        Deny = "deny",
    }
}

lenient_enum! {
    /// Whether a decision counts.
    ConsentStatus {
        /// It does, until a later one.
        Active = "active",
        /// It no longer does.
        Inactive = "inactive",
        /// It was never made.
        EnteredInError = "entered-in-error",
        /// It is being written.
        Draft = "draft",
        /// It is offered.
        Proposed = "proposed",
        /// It was declined.
        Rejected = "rejected",
    }
}

lenient_enum! {
    /// What a decision is about, as requests name it.
    ConsentCategory {
        /// Finding records across the networks, and reading them.
        RecordFinding = "IAS_IMPORT_RECORDS",
        /// The organisation's terms.
        Terms = "TOS",
        /// That a person asks one place for their own records (Patient Right of Access).
        ProaAttestation = "PROA_ATTESTATION",
    }
}

/// One decision.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// The network's id of the decision.
    pub id: Option<String>,
    /// Whether it counts.
    pub status: ConsentStatus,
    /// Permit, deny, or a word we do not know.
    pub provision: Provision,
    /// When it was given, where the network says so.
    pub decided_at: Option<Timestamp>,
    /// The ids of the organisations it is about; a [`ConsentCategory::ProaAttestation`] names one.
    pub organization_ids: Vec<String>,
    /// The texts that were agreed to, by address; one may name a version of the terms.
    pub policies: Vec<String>,
}

impl Consent {
    /// The decision in force, of decisions oldest first: the last that counts.
    #[must_use]
    pub fn in_force(history: &[Self]) -> Option<&Self> {
        history.iter().rfind(|consent| consent.counts())
    }

    /// A decision without a status counts: the answers of the guides' sample have none.
    fn counts(&self) -> bool {
        match &self.status {
            ConsentStatus::Active => true,
            ConsentStatus::Unknown(word) => word.is_empty(),
            _ => false,
        }
    }
}

pub(super) struct SearchConsent;

impl Operation for SearchConsent {
    const NAME: &'static str = "searchConsent";
    const DOCUMENT: &'static str = include_str!("consents.graphql");
    const REPEATABLE: bool = true;
    type Variables = Variables;
    type Data = Data;
}

#[derive(serde::Serialize)]
pub(super) struct Variables {
    category: SearchToken,
}

impl Bwell {
    /// The decision in force about record finding; `None` where none was ever made.
    pub async fn consent(&self, correlation: &CorrelationId) -> Result<Option<Consent>, Error> {
        let history = self.consents(&ConsentCategory::RecordFinding, correlation).await?;
        Ok(Consent::in_force(&history).cloned())
    }

    /// Every decision about one thing, oldest first.
    pub async fn consents(
        &self,
        category: &ConsentCategory,
        correlation: &CorrelationId,
    ) -> Result<Vec<Consent>, Error> {
        let variables = Variables { category: SearchToken::value(category.as_str()) };
        Ok(self.call::<SearchConsent>(&variables, correlation).await?.about(category))
    }
}

#[derive(Deserialize)]
pub(super) struct Data {
    consents: Option<Bundle<WireConsent>>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireConsent {
    id: Option<String>,
    status: Option<String>,
    date_time: Option<String>,
    #[serde(default)]
    category: List<Concept>,
    #[serde(default)]
    organization: List<WireReference>,
    #[serde(default)]
    policy: List<WirePolicy>,
    provision: Option<WireProvision>,
}

#[derive(Deserialize)]
struct WireReference {
    reference: Option<String>,
}

#[derive(Deserialize)]
struct WirePolicy {
    uri: Option<String>,
}

#[derive(Deserialize)]
struct WireProvision {
    r#type: Option<String>,
}

impl Data {
    /// In the order of the wire, which is the order of the decisions (section 5.4). Entries of another category are
    /// passed over, in case a server does not honour the filter.
    fn about(self, category: &ConsentCategory) -> Vec<Consent> {
        let resources = self.consents.into_iter().flat_map(Bundle::into_resources);
        resources.filter(|consent| consent.is_about(category)).map(Consent::from).collect()
    }
}

impl WireConsent {
    fn is_about(&self, category: &ConsentCategory) -> bool {
        let mut codes = self.category.iter().filter_map(Concept::code);
        codes.any(|code| ConsentCategory::parse(code) == *category)
    }
}

impl From<WireConsent> for Consent {
    fn from(wire: WireConsent) -> Self {
        Self {
            id: wire.id,
            status: ConsentStatus::parse_option(wire.status.as_deref()),
            provision: Provision::parse_option(wire.provision.and_then(|p| p.r#type).as_deref()),
            decided_at: instant(wire.date_time.as_deref()),
            organization_ids: wire
                .organization
                .into_iter()
                .filter_map(|to| organization_id(&to.reference?))
                .collect(),
            policies: wire.policy.into_iter().filter_map(|policy| policy.uri).collect(),
        }
    }
}

/// The id in `Organization/<id>`.
fn organization_id(reference: &str) -> Option<String> {
    reference.strip_prefix("Organization/").filter(|id| !id.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::{Value, json};

    use super::*;

    fn consent(category: &str, status: &Value, provision: &str) -> Value {
        json!({"resource": {"id": "1", "status": status, "dateTime": "2026-08-19T12:07:00Z",
            "category": [{"coding": [{"code": category}]}], "provision": {"type": provision}}})
    }

    fn history(entries: &Value, category: &ConsentCategory) -> Vec<Consent> {
        let json = json!({"consents": {"entry": entries}});
        serde_json::from_value::<Data>(json).unwrap().about(category)
    }

    fn in_force(entries: &Value) -> Option<Provision> {
        let history = history(entries, &ConsentCategory::RecordFinding);
        Consent::in_force(&history).map(|consent| consent.provision.clone())
    }

    #[test]
    fn the_last_decision_counts() {
        let finding = |provision| consent("ias:import:records", &json!("active"), provision);
        assert_eq!(in_force(&json!([finding("permit"), finding("DENY")])), Some(Provision::Deny));
        assert_eq!(in_force(&json!([finding("DENY"), finding("permit")])), Some(Provision::Permit));
    }

    #[rstest]
    #[case(json!("inactive"))]
    #[case(json!("ENTERED_IN_ERROR"))]
    #[case(json!("withheld"))]
    fn a_decision_that_does_not_count_leaves_the_one_before_in_force(#[case] status: Value) {
        let finding = |status: &Value, provision| consent("IAS_IMPORT_RECORDS", status, provision);
        let entries = json!([finding(&Value::Null, "permit"), finding(&status, "deny")]);
        assert_eq!(in_force(&entries), Some(Provision::Permit));
    }

    #[test]
    fn no_decision_is_none() {
        assert_eq!(in_force(&Value::Null), None);
        assert!(serde_json::from_value::<Data>(json!({"consents": null})).is_ok());
    }

    #[rstest]
    #[case("IAS_IMPORT_RECORDS", ConsentCategory::RecordFinding)]
    #[case("ias:import:records", ConsentCategory::RecordFinding)]
    #[case("tos", ConsentCategory::Terms)]
    #[case("proa:attestation", ConsentCategory::ProaAttestation)]
    fn each_category_is_told_apart_in_either_spelling(#[case] code: &str, #[case] category: ConsentCategory) {
        use ConsentCategory::{ProaAttestation, RecordFinding, Terms};
        let entries = json!([consent(code, &json!("active"), "permit")]);
        for one in [RecordFinding, Terms, ProaAttestation] {
            assert_eq!(history(&entries, &one).len(), usize::from(one == category), "{one:?}");
        }
    }

    #[test]
    fn an_attestation_names_its_place_and_the_terms_their_text() {
        let entries = json!([{"resource": {
            "category": [{"coding": [{"code": "PROA_ATTESTATION"}]}],
            "organization": [{"reference": "Organization/cedar"}, {"reference": "Patient/p"}, null],
            "policy": [{"uri": "https://clinic.test/terms/3"}],
            "provision": {"type": "permit"},
        }}]);
        let decisions = history(&entries, &ConsentCategory::ProaAttestation);
        assert_eq!(decisions[0].organization_ids, ["cedar"]);
        assert_eq!(decisions[0].policies, ["https://clinic.test/terms/3"]);
    }
}
