//! The groups: one row for each thing that has a code, however many places reported it. One document for each kind,
//! all with the same variables and, by their alias `groups`, the same answer. Source: `spec/bwell-wire.md`, section
//! 5.10.3.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::RecordKind;
use crate::bwell::client::Bwell;
use crate::bwell::operation::Operation;
use crate::bwell::wire::List;
use crate::{CorrelationId, Error};

/// Records that say the same thing.
#[derive(Clone, PartialEq, Eq)]
pub struct RecordGroup {
    /// The network's id; opaque.
    pub id: Option<String>,
    /// What it is called.
    pub name: Option<String>,
    /// The system of the code that its records have in common.
    pub system: Option<String>,
    /// That code.
    pub code: Option<String>,
    /// The records, as `Type/id`.
    pub references: Vec<String>,
    /// The places, by their connection ids.
    pub sources: Vec<String>,
    /// The places by name, in the same order.
    pub source_names: Vec<String>,
}

impl fmt::Debug for RecordGroup {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("RecordGroup(…)")
    }
}

/// One page of groups.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordGroupPage {
    /// In the order of the network.
    pub groups: Vec<RecordGroup>,
    /// How many there are on all pages, where the network counts.
    pub total: Option<u64>,
    /// The number of the next page; `None` on the last.
    pub next: Option<u32>,
}

const PAGE_SIZE: u32 = 50;

macro_rules! groups {
    ($($groups:ident = $name:literal in $file:literal),+ $(,)?) => {$(
        struct $groups;

        impl Operation for $groups {
            const NAME: &'static str = $name;
            const DOCUMENT: &'static str = include_str!($file);
            const REPEATABLE: bool = true;
            type Variables = Variables;
            type Data = Data;
        }
    )+};
}
groups! {
    Allergies = "allergyIntoleranceGroups" in "allergies_groups.graphql",
    CarePlans = "carePlanGroups" in "care_plans_groups.graphql",
    Conditions = "conditionGroups" in "conditions_groups.graphql",
    Encounters = "encounterGroups" in "encounters_groups.graphql",
    Immunizations = "immunizationGroups" in "immunizations_groups.graphql",
    Labs = "labGroups" in "labs_groups.graphql",
    Medications = "medicationGroups" in "medications_groups.graphql",
    Procedures = "procedureGroups" in "procedures_groups.graphql",
    Reports = "diagnosticReportLabGroups" in "reports_groups.graphql",
    VitalSigns = "vitalSignGroups" in "vital_signs_groups.graphql",
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Variables {
    page: u32,
    page_size: u32,
}

impl Bwell {
    /// One page of groups, from 0. Insurance and documents are not grouped: their page is empty.
    pub async fn record_groups(
        &self,
        kind: RecordKind,
        page: u32,
        correlation: &CorrelationId,
    ) -> Result<RecordGroupPage, Error> {
        let variables = Variables { page, page_size: PAGE_SIZE };
        let data = match kind {
            RecordKind::Allergies => self.call::<Allergies>(&variables, correlation).await,
            RecordKind::CarePlans => self.call::<CarePlans>(&variables, correlation).await,
            RecordKind::Conditions => self.call::<Conditions>(&variables, correlation).await,
            RecordKind::Encounters => self.call::<Encounters>(&variables, correlation).await,
            RecordKind::Immunizations => self.call::<Immunizations>(&variables, correlation).await,
            RecordKind::Labs => self.call::<Labs>(&variables, correlation).await,
            RecordKind::Medications => self.call::<Medications>(&variables, correlation).await,
            RecordKind::Procedures => self.call::<Procedures>(&variables, correlation).await,
            RecordKind::Reports => self.call::<Reports>(&variables, correlation).await,
            RecordKind::VitalSigns => self.call::<VitalSigns>(&variables, correlation).await,
            RecordKind::Coverages | RecordKind::Documents | RecordKind::Observations => {
                return Ok(RecordGroupPage::default());
            }
        };
        data?.page(page)
    }
}

#[derive(Deserialize)]
struct Data {
    groups: Option<Results>,
}

#[derive(Deserialize)]
struct Results {
    paging_info: Option<PagingInfo>,
    #[serde(default)]
    resources: List<WireGroup>,
}

#[derive(Deserialize)]
struct PagingInfo {
    total_items: Option<u64>,
    total_pages: Option<u32>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireGroup {
    id: Option<String>,
    name: Option<String>,
    coding: Option<WireCoding>,
    #[serde(default)]
    references: List<String>,
    #[serde(default)]
    source: List<String>,
    #[serde(default)]
    source_display: List<String>,
}

#[derive(Deserialize)]
struct WireCoding {
    system: Option<String>,
    code: Option<String>,
    display: Option<String>,
}

impl Data {
    /// The page with this number. Where the network does not count its pages, one without groups is the last.
    fn page(self, page: u32) -> Result<RecordGroupPage, Error> {
        let results = self.groups.ok_or(Error::Unreadable { what: "groups" })?;
        let paging = results.paging_info.as_ref();
        let next = page.saturating_add(1);
        let is_last = paging
            .and_then(|info| info.total_pages)
            .map_or(results.resources.is_empty(), |pages| next >= pages);
        Ok(RecordGroupPage {
            total: paging.and_then(|info| info.total_items),
            next: (!is_last).then_some(next),
            groups: results.resources.into_iter().map(RecordGroup::from).collect(),
        })
    }
}

impl From<WireGroup> for RecordGroup {
    fn from(wire: WireGroup) -> Self {
        let (system, code, display) =
            wire.coding.map_or((None, None, None), |it| (it.system, it.code, it.display));
        Self {
            id: wire.id,
            name: wire.name.or(display),
            system,
            code,
            references: wire.references.into_iter().collect(),
            sources: wire.source.into_iter().collect(),
            source_names: wire.source_display.into_iter().collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn page(number: u32, json: &serde_json::Value) -> Result<RecordGroupPage, Error> {
        serde_json::from_value::<Data>(json!({ "groups": json })).unwrap().page(number)
    }

    #[test]
    fn a_group_names_its_records_and_its_places() {
        let read = page(
            0,
            &json!({
                "paging_info": {"page_number": 0, "page_size": 50, "total_items": 51, "total_pages": 2},
                "resources": [{
                    "id": "g", "name": null,
                    "coding": {"system": "http://snomed.info/sct", "code": "38341003", "display": "Hypertension"},
                    "references": ["Condition/1", "Condition/2", null],
                    "source": ["cedar", "birch"], "sourceDisplay": ["Cedar Clinic", "Birch Health"],
                }],
            }),
        )
        .unwrap();
        assert_eq!((read.total, read.next), (Some(51), Some(1)));
        let [group] = read.groups.as_slice() else { panic!("one group") };
        assert_eq!(group.name.as_deref(), Some("Hypertension"));
        assert_eq!(group.references, ["Condition/1", "Condition/2"]);
        assert_eq!(group.source_names, ["Cedar Clinic", "Birch Health"]);
    }

    #[test]
    fn the_last_page_is_known_with_and_without_a_count() {
        let counted = json!({"paging_info": {"total_items": 51, "total_pages": 2}, "resources": [{}]});
        assert_eq!(page(1, &counted).unwrap().next, None);
        assert_eq!(page(4, &json!({"paging_info": null, "resources": [{}]})).unwrap().next, Some(5));
        assert_eq!(page(5, &json!({"paging_info": null, "resources": null})).unwrap().next, None);
        assert_eq!(page(0, &json!(null)), Err(Error::Unreadable { what: "groups" }));
    }
}
