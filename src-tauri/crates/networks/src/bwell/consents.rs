//! `consents`: the decisions so far. Source: `spec/bwell-wire.md`, section 5.4.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::operation::{Bundle, Concept, Operation, SearchToken};
use crate::lenient::{instant, lenient_enum, normal};

lenient_enum! {
    /// What a person decided.
    Provision {
        /// Record finding is on.
        Permit = "permit",
        /// Record finding is off.
        Deny = "deny",
    }
}

/// The decision in force about record finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Consent {
    /// Permit, deny, or a word we do not know.
    pub provision: Provision,
    /// When it was given, where the network says so.
    pub decided_at: Option<Timestamp>,
}

pub(super) struct SearchConsent;

impl Operation for SearchConsent {
    const NAME: &'static str = "searchConsent";
    const DOCUMENT: &'static str = include_str!("consents.graphql");
    const REPEATABLE: bool = true;
    type Variables = Variables;
    type Data = Data;
}

#[derive(Serialize)]
pub(super) struct Variables {
    category: SearchToken,
}

pub(super) const fn variables() -> Variables {
    Variables { category: SearchToken::value("IAS_IMPORT_RECORDS") }
}

#[derive(Serialize, Deserialize)]
pub(super) struct Data {
    consents: Option<Bundle<WireConsent>>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireConsent {
    id: Option<String>,
    status: Option<String>,
    date_time: Option<String>,
    category: Option<Vec<Concept>>,
    provision: Option<WireProvision>,
}

#[derive(Serialize, Deserialize)]
struct WireProvision {
    r#type: Option<String>,
}

impl Data {
    /// The last entry is the decision in force (section 5.4); entries of another category are passed over, in case
    /// a server does not honour the filter.
    pub(super) fn current(self) -> Option<Consent> {
        let consents: Vec<WireConsent> =
            self.consents.map(|b| b.into_resources().collect()).unwrap_or_default();
        consents.into_iter().rfind(|consent| consent.is_about_finding() && consent.is_active()).map(
            |consent| Consent {
                provision: Provision::parse_option(consent.provision.and_then(|p| p.r#type).as_deref()),
                decided_at: instant(consent.date_time.as_deref()),
            },
        )
    }
}

impl WireConsent {
    fn is_about_finding(&self) -> bool {
        self.category
            .as_deref()
            .unwrap_or_default()
            .iter()
            .filter_map(Concept::code)
            .any(|code| normal(code) == "iasimportrecords")
    }

    fn is_active(&self) -> bool {
        self.status.as_deref().is_none_or(|status| normal(status) == "active")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn current(json: serde_json::Value) -> Option<Consent> {
        serde_json::from_value::<Data>(json).unwrap().current()
    }

    #[test]
    fn the_last_decision_counts() {
        let consent = |provision: &str| {
            serde_json::json!({"resource": {"id": "1", "status": "active", "dateTime": "2026-08-19T12:07:00Z",
                "category": [{"coding": [{"code": "ias:import:records"}]}], "provision": {"type": provision}}})
        };
        let json = serde_json::json!({"consents": {"entry": [consent("permit"), consent("DENY")]}});
        assert_eq!(current(json).unwrap().provision, Provision::Deny);
    }

    #[test]
    fn no_decision_is_none() {
        assert_eq!(current(serde_json::json!({"consents": {"entry": null}})), None);
        assert_eq!(current(serde_json::json!({"consents": null})), None);
    }

    #[test]
    fn another_category_is_not_about_finding() {
        let json = serde_json::json!({"consents": {"entry": [{"resource": {"id": "1", "status": "active",
            "category": [{"coding": [{"code": "TOS"}]}], "provision": {"type": "permit"}}}]}});
        assert_eq!(current(json), None);
    }
}
