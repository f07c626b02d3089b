//! Records that an import into the tenant has made: plain FHIR R4 reads (`spec/ias-wire.md`, section 3.5).

use std::collections::HashSet;

use serde_json::Value;

use super::error::Error;
use super::gateway::HealthGorilla;
use super::page::Page;
use crate::CorrelationId;

/// The kinds that are read.
pub const IMPORTED: [&str; 10] = [
    "AllergyIntolerance",
    "CarePlan",
    "Condition",
    "DiagnosticReport",
    "Encounter",
    "Immunization",
    "MedicationRequest",
    "MedicationStatement",
    "Observation",
    "Procedure",
];

/// More pages than anybody has.
const MOST_PAGES: usize = 1000;

/// One record.
pub struct ImportedRecord {
    /// The network's id.
    pub id: String,
    /// The date it is about, where it says so.
    pub date: Option<String>,
    /// Its text, byte for byte.
    pub text: String,
}

impl HealthGorilla {
    /// Every record of a kind; none where the tenant does not offer the kind.
    pub async fn imported(
        &self,
        kind: &str,
        patient: &str,
        correlation: &CorrelationId,
    ) -> Result<Vec<ImportedRecord>, Error> {
        let mut next = Some(self.gateway().below(&format!("{kind}?patient=Patient/{patient}&_count=50"))?);
        let (mut asked, mut ids, mut records) = (HashSet::new(), HashSet::new(), Vec::new());
        while let Some(url) = next.take() {
            if asked.len() >= MOST_PAGES || !asked.insert(url.clone()) {
                break;
            }
            let answer = match self.read(url, correlation).await {
                Err(Error::Rejected(told)) if told.status == 404 => break,
                answer => answer?,
            };
            let page = Page::read(&answer.body)?;
            next = page.next().map(|next| self.gateway().resolve(next)).transpose()?;
            for resource in page.resources() {
                let json = &resource.json;
                if json["resourceType"] == kind
                    && let Some(id) = json["id"].as_str().filter(|id| id.len() <= 128)
                    && ids.insert(id.to_owned())
                {
                    records.push(ImportedRecord { id: id.to_owned(), date: date(json), text: resource.text });
                }
            }
        }
        Ok(records)
    }
}

/// When it was, by whichever member the kind has for that.
fn date(record: &Value) -> Option<String> {
    let members = [
        "/effectiveDateTime",
        "/effectivePeriod/start",
        "/occurrenceDateTime",
        "/performedDateTime",
        "/onsetDateTime",
        "/period/start",
        "/authoredOn",
        "/recordedDate",
    ];
    let found = members.into_iter().find_map(|member| record.pointer(member)?.as_str());
    found.filter(|date| date.len() <= 40).map(str::to_owned)
}
