//! The tenant's patients (ias-wire 3.2). A patient's token finds, makes and changes its own alone.

use std::collections::HashMap;
use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, Query, State as Shared};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use serde_json::{Value, json};

use super::hex_id;
use super::outcome::Refusal;
use crate::server::Server;

/// One patient of the tenant.
pub(super) struct TenantPatient {
    /// Of the scenarios.
    pub(super) person: String,
    pub(super) resource: Value,
}

/// What a patient must have for a retrieval (ias-wire 3.2): pointer and name.
const REQUIRED: [(&str, &str); 6] = [
    ("/name/0/family", "Patient.name.family"),
    ("/name/0/given/0", "Patient.name.given"),
    ("/birthDate", "Patient.birthDate"),
    ("/gender", "Patient.gender"),
    ("/address/0/line/0", "Patient.address.line"),
    ("/address/0/postalCode", "Patient.address.postalCode"),
];

fn read_patient(body: &[u8]) -> Result<Value, Refusal> {
    let resource: Value = serde_json::from_slice(body)
        .map_err(|_| Refusal::new(400, "invalid", "The body is not a resource."))?;
    if resource["resourceType"] != "Patient" {
        return Err(Refusal::new(400, "invalid", "The body is not a Patient."));
    }
    let missing: Vec<_> = REQUIRED
        .iter()
        .filter(|(pointer, _)| {
            resource.pointer(pointer).and_then(Value::as_str).is_none_or(|text| text.trim().is_empty())
        })
        .map(|(_, name)| *name)
        .collect();
    if missing.is_empty() {
        return Ok(resource);
    }
    Err(Refusal::new(422, "required", "The patient is not complete.").expression(missing))
}

pub(super) async fn create(
    Shared(server): Shared<Arc<Server>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    server.world(|world, now| {
        let bearer = world.health_gorilla.bearer(&headers, now)?;
        let mut resource = read_patient(&body)?;
        let Some(person) = bearer.person else {
            return Err(Refusal::new(403, "forbidden", "Patients are made with their own token here."));
        };
        let patients = &mut world.health_gorilla.patients;
        // Conditional create: whom this person has already is not made twice.
        if headers.contains_key("if-none-exist")
            && let Some((id, patient)) = patients.iter().find(|(_, patient)| patient.person == person)
        {
            return Ok(
                (StatusCode::OK, [(header::LOCATION, location(id))], Json(&patient.resource)).into_response()
            );
        }
        let id = hex_id(server.ids.fresh("tenant patient"));
        resource["id"] = json!(id);
        resource["meta"] = json!({ "versionId": "1", "lastUpdated": format!("{now:.3}") });
        let answer =
            (StatusCode::CREATED, [(header::LOCATION, location(&id))], Json(&resource)).into_response();
        patients.insert(id, TenantPatient { person, resource });
        Ok(answer)
    })
}

fn location(id: &str) -> String {
    format!("/fhir/R4/Patient/{id}")
}

pub(super) async fn read(
    Shared(server): Shared<Arc<Server>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refusal> {
    server.world(|world, now| {
        let bearer = world.health_gorilla.bearer(&headers, now)?;
        let found = world.health_gorilla.patients.get(&id).filter(|patient| bearer.may_see(&patient.person));
        found
            .map(|patient| Json(patient.resource.clone()))
            .ok_or_else(|| Refusal::not_found(&format!("Patient/{id}")))
    })
}

pub(super) async fn update(
    Shared(server): Shared<Arc<Server>>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Json<Value>, Refusal> {
    server.world(|world, now| {
        let bearer = world.health_gorilla.bearer(&headers, now)?;
        let mut resource = read_patient(&body)?;
        let found =
            world.health_gorilla.patients.get_mut(&id).filter(|patient| bearer.may_see(&patient.person));
        let patient = found.ok_or_else(|| Refusal::not_found(&format!("Patient/{id}")))?;
        resource["id"] = json!(id);
        resource["meta"] = json!({ "versionId": "2", "lastUpdated": format!("{now:.3}") });
        patient.resource = resource;
        Ok(Json(patient.resource.clone()))
    })
}

/// Search by `family`, `given`, `birthdate`; what is not named does not restrict.
pub(super) async fn search(
    Shared(server): Shared<Arc<Server>>,
    Query(wanted): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refusal> {
    server.world(|world, now| {
        let bearer = world.health_gorilla.bearer(&headers, now)?;
        if let Some(odd) = wanted.keys().find(|key| !["family", "given", "birthdate"].contains(&key.as_str()))
        {
            let text = format!(
                "Invalid request: The FHIR endpoint on this server does not know how to handle GET \
                 operation[Patient] with parameters [[{odd}]]"
            );
            return Err(Refusal::new(400, "processing", text));
        }
        let starts = |value: Option<&Value>, key: &str| {
            wanted.get(key).is_none_or(|wanted| {
                let value = value.and_then(Value::as_str).unwrap_or_default().to_lowercase();
                value.starts_with(&wanted.to_lowercase())
            })
        };
        let fits = |resource: &Value| {
            starts(resource.pointer("/name/0/family"), "family")
                && starts(resource.pointer("/name/0/given/0"), "given")
                && starts(resource.get("birthDate"), "birthdate")
        };
        let entries: Vec<Value> = world
            .health_gorilla
            .patients
            .values()
            .filter(|patient| bearer.may_see(&patient.person) && fits(&patient.resource))
            .map(|patient| json!({ "resource": patient.resource, "search": { "mode": "match" } }))
            .collect();
        Ok(Json(json!({
            "resourceType": "Bundle", "type": "searchset", "total": entries.len(), "entry": entries,
        })))
    })
}
