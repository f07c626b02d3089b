//! How far a retrieval is (ias-wire 12.2), cancelling it, and the audit of who was asked.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;
use serde_json::{Value, json};

use super::outcome::Refusal;
use super::play::Play;
use super::run::{Run, Silence, Stage};
use super::{REQUEST_TAG, State};
use crate::server::Server;

/// A retrieval of the caller's own that was not cancelled.
pub(super) fn own<'a>(
    state: &'a mut State,
    id: &str,
    headers: &HeaderMap,
    now: Timestamp,
) -> Result<&'a mut Run, Refusal> {
    let bearer = state.bearer(headers, now)?;
    let run = state.runs.get_mut(id).filter(|run| bearer.may_see(&run.person) && !run.cancelled);
    run.ok_or_else(|| Refusal::not_found(&format!("RequestResult/{id}")))
}

fn gone() -> Refusal {
    Refusal::new(410, "not-found", "The result is not kept any more.")
}

pub(super) async fn status(
    Shared(server): Shared<Arc<Server>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    server.world(|world, now| {
        let run = own(&mut world.health_gorilla, &id, &headers, now)?;
        run.looks += 1;
        match (run.play, run.looks) {
            (Play::StatusFlaps, 1 | 2) => {
                return Err(Refusal::new(503, "transient", "Come back soon.").retry_after(1));
            }
            (Play::StatusFlaps, 3) => {
                return Err(Refusal::new(429, "throttled", "Too many requests.").retry_after(3));
            }
            (Play::Status454, looks) if looks > 1 => {
                let status = StatusCode::from_u16(454).unwrap_or(StatusCode::BAD_REQUEST);
                return Ok((status, "error getting results").into_response());
            }
            // It was told once that it is done; who looks later finds nothing.
            (Play::ResultExpired, _) => {}
            _ if run.is_expired(now) => return Err(gone()),
            _ => {}
        }
        Ok(answer(&id, run, now))
    })
}

fn answer(id: &str, run: &Run, now: Timestamp) -> Response {
    let (stage, total) = (run.stage(now), run.sources.len());
    if stage.is_terminal() {
        let expires = run.expires().unwrap_or(now).strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        return ([(header::EXPIRES, expires)], Json(finished(id, run, stage, now))).into_response();
    }
    let responded = run.responded(now);
    let progress = format!("{responded} of {total} organizations");
    let body = json!({ "resourceType": "Parameters", "parameter": [
        { "name": "status", "valueCode": stage.word() },
        { "name": "organizationsTotal", "valueInteger": total },
        { "name": "organizationsResponded", "valueInteger": responded },
    ] });
    let headers = [(HeaderName::from_static("x-progress"), progress), (header::RETRY_AFTER, "2".to_owned())];
    (StatusCode::ACCEPTED, headers, Json(body)).into_response()
}

fn finished(id: &str, run: &Run, stage: Stage, now: Timestamp) -> Value {
    let word = if run.play == Play::UnknownStatus { "archived" } else { stage.word() };
    let found = if stage == Stage::Failed { 0 } else { run.items.len() };
    let result = format!("DocumentReference?patient=Patient/{}&_tag={REQUEST_TAG}|{id}", run.patient);
    let finished = run.ends_at().unwrap_or(now);
    let mut parameters = vec![
        json!({ "name": "status", "valueCode": word }),
        json!({ "name": "requestResultId", "valueString": id }),
        json!({ "name": "started", "valueInstant": format!("{:.3}", run.started) }),
        json!({ "name": "finished", "valueInstant": format!("{finished:.3}") }),
        json!({ "name": "organizationsTotal", "valueInteger": run.sources.len() }),
        json!({ "name": "documentsFound", "valueInteger": found }),
        json!({ "name": "documentsImported", "valueInteger": if run.imports { found } else { 0 } }),
        json!({ "name": "documentsSkipped", "valueInteger": 0 }),
        json!({ "name": "documentsFailed", "valueInteger": 0 }),
        json!({ "name": "result", "valueUri": result }),
    ];
    let issues = issues(run, stage);
    if !issues.is_empty() {
        let outcome = json!({ "resourceType": "OperationOutcome", "issue": issues });
        parameters.push(json!({ "name": "outcome", "resource": outcome }));
    }
    json!({ "resourceType": "Parameters", "parameter": parameters })
}

fn issues(run: &Run, stage: Stage) -> Vec<Value> {
    if stage == Stage::Failed {
        return vec![json!({
            "severity": "error", "code": "transient", "details": { "text": "The exchange is not available." },
        })];
    }
    let issue = |oid: &str, silence: Silence| {
        let (code, text, diagnostics) = match silence {
            Silence::Timeout => {
                ("timeout", "No response", format!("urn:oid:{oid} did not answer within 30 s"))
            }
            Silence::Down => ("transient", "System unavailable", format!("urn:oid:{oid} answered 503")),
        };
        json!({ "severity": "warning", "code": code, "details": { "text": text }, "diagnostics": diagnostics })
    };
    run.silent().map(|(source, silence)| issue(&source.oid, silence)).collect()
}

pub(super) async fn cancel(
    Shared(server): Shared<Arc<Server>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Refusal> {
    server.world(|world, now| {
        let run = own(&mut world.health_gorilla, &id, &headers, now)?;
        if run.stage(now).is_terminal() {
            return Err(Refusal::new(409, "conflict", "It has ended already."));
        }
        run.cancelled = true;
        Ok(StatusCode::ACCEPTED)
    })
}

/// Who was asked, when, and what came of it; of the token only what names it.
pub(super) async fn audit(
    Shared(server): Shared<Arc<Server>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refusal> {
    server.world(|world, now| {
        let run = own(&mut world.health_gorilla, &id, &headers, now)?;
        if !run.stage(now).is_terminal() {
            return Err(Refusal::new(409, "conflict", "The retrieval has not ended."));
        }
        let mut parameters = vec![json!({ "name": "issuer", "valueUri": run.issuer })];
        parameters.extend(run.jti.as_ref().map(|jti| json!({ "name": "jti", "valueString": jti })));
        parameters.extend(run.sources.iter().map(|source| {
            let seconds = jiff::SignedDuration::from_secs(source.answers_after.into());
            let answered = run.started.checked_add(seconds).unwrap_or(run.started);
            let (outcome, documents) = match source.silent {
                None => ("completed", source.documents),
                Some(Silence::Timeout) => ("timeout", 0),
                Some(Silence::Down) => ("transient", 0),
            };
            let mut parts = vec![
                json!({ "name": "id", "valueUri": format!("urn:oid:{}", source.oid) }),
                json!({ "name": "name", "valueString": source.name }),
                json!({ "name": "queried", "valueInstant": format!("{:.3}", run.started) }),
                json!({ "name": "outcome", "valueCode": outcome }),
                json!({ "name": "documents", "valueInteger": documents }),
            ];
            if source.silent.is_none() {
                parts.push(json!({ "name": "responded", "valueInstant": format!("{answered:.3}") }));
            }
            json!({ "name": "organization", "part": parts })
        }));
        Ok(Json(json!({ "resourceType": "Parameters", "parameter": parameters })))
    })
}
