//! Records that an import into the tenant has made of the documents: plain FHIR R4 reads (ias-wire 3.5, import).

use std::collections::HashMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, Query, State as Shared};
use axum::http::HeaderMap;
use serde_json::{Value, json};

use super::hex_id;
use super::listing::readable;
use super::outcome::Refusal;
use crate::records::concept;
use crate::rows::Rows;
use crate::server::Server;

/// What is made.
pub(super) const KINDS: [&str; 4] =
    ["AllergyIntolerance", "Condition", "Immunization", "MedicationStatement"];
const PAGE: usize = 20;

pub(super) async fn records(
    Shared(server): Shared<Arc<Server>>,
    Path(kind): Path<String>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refusal> {
    let Some(kind) = KINDS.into_iter().find(|known| *known == kind) else {
        return Err(Refusal::not_found(&kind));
    };
    server.world(|world, now| {
        let bearer = world.health_gorilla.bearer(&headers, now)?;
        let patient = query.get("patient").map(|patient| patient.trim_start_matches("Patient/").to_owned());
        let Some(patient) = patient else {
            return Err(Refusal::new(422, "required", "The 'patient' field is required."));
        };
        let runs = world.health_gorilla.runs.values();
        let imported = |run: &&super::run::Run| {
            run.imports && run.patient == patient && bearer.may_see(&run.person) && readable(run, now).is_ok()
        };
        let person = runs.filter(|run| !run.cancelled).find(imported).map(|run| run.person.clone());
        let scenario = person.and_then(|person| world.person(&person).cloned());
        let all = scenario.map_or_else(Vec::new, |scenario| made(kind, &scenario.records, &patient, &server));
        let cursor = query.get("_cursor").and_then(|cursor| cursor.parse::<usize>().ok()).unwrap_or(0);
        let page = all.iter().skip(cursor).take(PAGE);
        let entries: Vec<_> = page.map(|one| json!({ "resource": one, "search": { "mode": "match" } })).collect();
        let mut links = Vec::new();
        if cursor + PAGE < all.len() {
            let url = format!("{}/fhir/R4/{kind}?patient=Patient/{patient}&_cursor={}", server.base_url, cursor + PAGE);
            links.push(json!({ "relation": "next", "url": url }));
        }
        Ok(Json(json!({
            "resourceType": "Bundle", "type": "searchset", "total": all.len(), "link": links, "entry": entries,
        })))
    })
}

fn made(kind: &str, rows: &Rows, patient: &str, server: &Server) -> Vec<Value> {
    let subject = json!({ "reference": format!("Patient/{patient}") });
    let mut list: Vec<Value> = match kind {
        "AllergyIntolerance" => rows
            .allergies
            .iter()
            .map(|row| {
                json!({ "code": concept(&row.code), "patient": subject, "recordedDate": row.recorded.to_string() })
            })
            .collect(),
        "Condition" => rows
            .conditions
            .iter()
            .map(|row| {
                json!({ "code": concept(&row.code), "subject": subject, "onsetDateTime": row.onset.to_string() })
            })
            .collect(),
        "Immunization" => rows
            .immunizations
            .iter()
            .map(|row| {
                json!({
                    "status": "completed", "vaccineCode": concept(&row.code), "patient": subject,
                    "occurrenceDateTime": row.on.to_string(),
                })
            })
            .collect(),
        _ => rows
            .medications
            .iter()
            .map(|row| {
                json!({
                    "status": if row.end.is_some() { "completed" } else { "active" },
                    "medicationCodeableConcept": concept(&row.code), "subject": subject,
                    "effectivePeriod": { "start": row.start.to_string() }, "dosage": [{ "text": row.dose }],
                })
            })
            .collect(),
    };
    for (number, resource) in list.iter_mut().enumerate() {
        resource["resourceType"] = json!(kind);
        resource["id"] = json!(hex_id(server.ids.named(&format!("imported {patient}/{kind}/{number}"))));
        resource["meta"] = json!({ "versionId": "1" });
    }
    list
}
