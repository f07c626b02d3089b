//! How many records of each kind, of one place or of all, in one request. Source: `spec/bwell-wire.md`, sections 5.10.5
//! and 5.10.8.

use serde::{Deserialize, Serialize};

use super::RecordKind;
use crate::bwell::client::Bwell;
use crate::bwell::operation::Operation;
use crate::bwell::wire::SearchToken;
use crate::{CorrelationId, Error};

/// What the lists count. `None` is not counted, which is not none: count what the lists bring.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordCounts {
    counts: Data,
}

impl RecordCounts {
    /// How many of one kind.
    #[must_use]
    pub fn of(&self, kind: RecordKind) -> Option<u64> {
        let counts = &self.counts;
        counted(match kind {
            RecordKind::Allergies => counts.allergies,
            RecordKind::CarePlans => counts.care_plans,
            RecordKind::Conditions => counts.conditions,
            RecordKind::Encounters => counts.encounters,
            RecordKind::Immunizations => counts.immunizations,
            RecordKind::Coverages => counts.coverages,
            RecordKind::Labs => counts.labs,
            RecordKind::Medications => counts.medications,
            RecordKind::Procedures => counts.procedures,
            RecordKind::Reports => counts.reports,
            RecordKind::VitalSigns => counts.vital_signs,
            RecordKind::Documents => counts.documents,
            RecordKind::Observations => counts.observations,
        })
    }

    /// Observations of every category: what is shared as `Observation`. More than results and vital signs where
    /// there are others, such as answers about smoking.
    #[must_use]
    pub fn observations(&self) -> Option<u64> {
        counted(self.counts.observations)
    }
}

fn counted(total: Option<Total>) -> Option<u64> {
    total?.total?.try_into().ok()
}

pub(super) struct GetRecordCounts;

impl Operation for GetRecordCounts {
    const NAME: &'static str = "recordCounts";
    const DOCUMENT: &'static str = include_str!("record_counts.graphql");
    const REPEATABLE: bool = true;
    type Variables = Variables;
    type Data = Data;
}

#[derive(Serialize)]
pub(super) struct Variables {
    place: Option<SearchToken>,
}

fn variables(connection_id: Option<&str>) -> Variables {
    let place = |id| SearchToken::tag("https://www.icanbwell.com/owner", id);
    Variables { place: connection_id.map(place) }
}

impl Bwell {
    /// How many records of each kind: those that are tagged with this connection, or all. Whether the real network
    /// lets a person filter by tag is not known; it may refuse.
    pub async fn record_counts(
        &self,
        connection_id: Option<&str>,
        correlation: &CorrelationId,
    ) -> Result<RecordCounts, Error> {
        let counts = self.call::<GetRecordCounts>(&variables(connection_id), correlation).await?;
        Ok(RecordCounts { counts })
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    allergies: Option<Total>,
    care_plans: Option<Total>,
    conditions: Option<Total>,
    encounters: Option<Total>,
    immunizations: Option<Total>,
    coverages: Option<Total>,
    labs: Option<Total>,
    medications: Option<Total>,
    procedures: Option<Total>,
    reports: Option<Total>,
    vital_signs: Option<Total>,
    documents: Option<Total>,
    observations: Option<Total>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
struct Total {
    total: Option<i64>,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_kind_has_its_own_count_and_what_is_not_counted_is_not_none() {
        let counts: Data = serde_json::from_value(json!({
            "allergies": {"total": 0}, "carePlans": {"total": 1}, "conditions": {"total": 2},
            "encounters": {"total": 3}, "immunizations": {"total": 4}, "coverages": {"total": 5},
            "labs": {"total": 6}, "medications": {"total": 7}, "procedures": {"total": 8},
            "reports": {"total": 9}, "vitalSigns": {"total": 10}, "documents": null,
            "observations": {"total": null},
        }))
        .unwrap();
        let counts = RecordCounts { counts };
        let read: Vec<_> = RecordKind::ALL.iter().map(|kind| counts.of(*kind)).collect();
        assert_eq!(read[..11], (0..11).map(Some).collect::<Vec<_>>());
        assert_eq!((read[11], counts.observations()), (None, None));
    }

    #[test]
    fn a_place_is_asked_for_by_its_owner_tag() {
        assert_eq!(
            serde_json::to_value(variables(Some("cedar"))).unwrap(),
            json!({"place": {"value": {"system": "https://www.icanbwell.com/owner", "code": "cedar"}}})
        );
        assert_eq!(serde_json::to_value(variables(None)).unwrap(), json!({"place": null}));
    }
}
