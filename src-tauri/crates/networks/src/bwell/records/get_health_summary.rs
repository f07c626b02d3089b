//! `getHealthSummary`: how many records there are of each kind. Source: `spec/bwell-wire.md`, section 5.10.1.

use serde::Deserialize;

use super::RecordKind;
use crate::bwell::client::Bwell;
use crate::bwell::operation::Operation;
use crate::bwell::wire::List;
use crate::lenient::lenient_enum;
use crate::{CorrelationId, Error};

lenient_enum! {
    /// What is counted together.
    HealthSummaryCategory {
        /// Allergies.
        AllergyIntolerance = "ALLERGY_INTOLERANCE",
        /// Plans of care.
        CarePlan = "CARE_PLAN",
        /// Illnesses and problems.
        Condition = "CONDITION",
        /// Visits.
        Encounter = "ENCOUNTER",
        /// Vaccines.
        Immunization = "IMMUNIZATION",
        /// Results of a laboratory.
        Labs = "LABS",
        /// Medicines.
        Medications = "MEDICATIONS",
        /// Operations and other procedures.
        Procedure = "PROCEDURE",
        /// Blood pressure, weight and the like.
        VitalSigns = "VITAL_SIGNS",
    }
}

impl HealthSummaryCategory {
    /// The list with the records behind the count.
    #[must_use]
    pub fn kind(&self) -> Option<RecordKind> {
        match self {
            Self::AllergyIntolerance => Some(RecordKind::Allergies),
            Self::CarePlan => Some(RecordKind::CarePlans),
            Self::Condition => Some(RecordKind::Conditions),
            Self::Encounter => Some(RecordKind::Encounters),
            Self::Immunization => Some(RecordKind::Immunizations),
            Self::Labs => Some(RecordKind::Labs),
            Self::Medications => Some(RecordKind::Medications),
            Self::Procedure => Some(RecordKind::Procedures),
            Self::VitalSigns => Some(RecordKind::VitalSigns),
            Self::Unknown(_) => None,
        }
    }
}

/// How many there are of one kind. Records, not illnesses: two places may report the same one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordCount {
    /// What was counted.
    pub category: HealthSummaryCategory,
    /// How many; `None` where the network did not count.
    pub total: Option<u64>,
}

pub(super) struct GetHealthSummary;

impl Operation for GetHealthSummary {
    const NAME: &'static str = "GetHealthSummary";
    const DOCUMENT: &'static str = include_str!("get_health_summary.graphql");
    const REPEATABLE: bool = true;
    type Variables = ();
    type Data = Data;
}

impl Bwell {
    /// How many records there are of each kind. Insurance, documents and reports are not among them.
    pub async fn health_summary(&self, correlation: &CorrelationId) -> Result<Vec<RecordCount>, Error> {
        self.call::<GetHealthSummary>(&(), correlation).await?.counts()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    get_health_summary: Option<Summary>,
}

#[derive(Deserialize)]
struct Summary {
    resources: List<Count>,
}

#[derive(Deserialize)]
struct Count {
    category: Option<String>,
    total: Option<i64>,
}

impl Data {
    fn counts(self) -> Result<Vec<RecordCount>, Error> {
        let summary = self.get_health_summary.ok_or(Error::Unreadable { what: "getHealthSummary" })?;
        let count = |count: Count| RecordCount {
            category: HealthSummaryCategory::parse_option(count.category.as_deref()),
            total: count.total.and_then(|total| total.try_into().ok()),
        };
        Ok(summary.resources.into_iter().map(count).collect())
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    fn counts(json: &serde_json::Value) -> Result<Vec<RecordCount>, Error> {
        serde_json::from_value::<Data>(json!({ "getHealthSummary": json })).unwrap().counts()
    }

    #[test]
    fn every_category_of_the_network_leads_to_a_list() {
        let words = [
            "ALLERGY_INTOLERANCE",
            "CARE_PLAN",
            "CONDITION",
            "ENCOUNTER",
            "IMMUNIZATION",
            "LABS",
            "MEDICATIONS",
            "PROCEDURE",
            "VITAL_SIGNS",
        ];
        let resources: Vec<_> = words.iter().map(|word| json!({"category": word, "total": 7})).collect();
        let counts = counts(&json!({ "resources": resources })).unwrap();
        let kinds: std::collections::BTreeSet<_> = counts.iter().filter_map(|c| c.category.kind()).collect();
        assert_eq!(kinds.len(), words.len());
        assert!(counts.iter().all(|count| count.total == Some(7)));
    }

    #[rstest]
    #[case(json!({"category": "GENOMES", "total": 3}), "GENOMES", Some(3))]
    #[case(json!({"category": null, "total": null}), "", None)]
    #[case(json!({"category": "GENOMES", "total": -1}), "GENOMES", None)]
    fn what_is_new_or_not_counted_stays_visible(
        #[case] count: serde_json::Value,
        #[case] word: &str,
        #[case] total: Option<u64>,
    ) {
        let read = counts(&json!({ "resources": [count] })).unwrap().remove(0);
        assert_eq!(read, RecordCount { category: HealthSummaryCategory::Unknown(word.into()), total });
        assert_eq!(read.category.kind(), None);
    }

    #[test]
    fn no_summary_is_not_a_summary_of_nothing() {
        assert_eq!(counts(&json!(null)), Err(Error::Unreadable { what: "getHealthSummary" }));
    }
}
