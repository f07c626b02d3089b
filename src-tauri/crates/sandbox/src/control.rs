//! The control API: how tests and the demo's director steer the world. JSON over HTTP with its own bearer token,
//! described in the crate's README.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::clock::{ClockView, Lapse};
use crate::connection::Status;
use crate::faults::{Fault, Shape};
use crate::graphql::bearer;
use crate::pages::is_redirect;
use crate::scenario::{Outcome, Text};
use crate::server::Server;

/// How long a question for the next change of the clock waits.
const LONG_POLL: Duration = Duration::from_secs(25);
/// Speeds the clock can run at.
pub(crate) const SPEEDS: std::ops::RangeInclusive<f64> = 0.1..=100_000.0;

pub(crate) fn routes(server: &Arc<Server>) -> Router<Arc<Server>> {
    Router::new()
        .route("/control/people", get(people))
        .route("/control/people/{id}/id-token", post(id_token))
        .route("/control/people/{id}/connections/{connection}", post(force_connection))
        .route("/control/people/{id}/search", post(force_search))
        .route("/control/people/{id}/links", get(links))
        .route("/control/clock", get(clock).post(set_clock))
        .route("/control/reset", post(reset))
        .route("/control/app-redirect", post(app_redirect))
        .route("/control/faults", get(list_faults).post(add_fault).delete(clear_faults))
        .route("/control/answers", get(answers).post(set_answers))
        .layer(from_fn_with_state(Arc::clone(server), guard))
}

/// Only who knows the control token may steer.
async fn guard(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let token = bearer(request.headers()).unwrap_or_default();
    let equal =
        aws_lc_rs::constant_time::verify_slices_are_equal(token.as_bytes(), server.control_token.as_bytes());
    match equal {
        Ok(()) => next.run(request).await,
        Err(_) => problem(StatusCode::UNAUTHORIZED, "the control token is needed"),
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Person {
    id: String,
    name: String,
    birth_date: String,
    about: Text,
}

async fn people(State(server): State<Arc<Server>>) -> Response {
    let people: Vec<_> = server.world(|world, _| {
        let one = |scenario: &Arc<crate::scenario::Scenario>| Person {
            id: scenario.id.get_ref().clone(),
            name: format!("{} {}", scenario.person.given.join(" "), scenario.person.family),
            birth_date: scenario.person.birth_date.to_string(),
            about: scenario.about.clone(),
        };
        world.scenarios.iter().map(one).collect()
    });
    Json(people).into_response()
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct IdTokenRequest {
    /// Another `sub`, for an independent user with the same story.
    subject: Option<String>,
}

async fn id_token(State(server): State<Arc<Server>>, Path(id): Path<String>, body: Bytes) -> Response {
    let request = match read::<IdTokenRequest>(&body) {
        Ok(request) => request,
        Err(problem) => return *problem,
    };
    let token = server.world(|world, now| {
        let scenario = world.person(&id)?;
        let subject = request.subject.as_deref().unwrap_or(&id);
        server.tokens.organisation_identity(scenario, subject, now).ok()
    });
    match token {
        Some(token) => Json(json!({ "idToken": token })).into_response(),
        None => problem(StatusCode::NOT_FOUND, "there is no such person"),
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ForcedConnection {
    status: Status,
}

async fn force_connection(
    State(server): State<Arc<Server>>,
    Path((id, connection)): Path<(String, String)>,
    body: Bytes,
) -> Response {
    let forced = match read::<ForcedConnection>(&body) {
        Ok(forced) => forced,
        Err(problem) => return *problem,
    };
    let done = server.world(|world, now| {
        world.users.get_mut(&id).is_some_and(|user| user.force(&connection, forced.status, now))
    });
    if done { ok() } else { problem(StatusCode::NOT_FOUND, "that user has no such connection") }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ForcedSearch {
    outcome: Outcome,
}

/// How the user's present search ends, or has ended.
async fn force_search(State(server): State<Arc<Server>>, Path(id): Path<String>, body: Bytes) -> Response {
    let forced = match read::<ForcedSearch>(&body) {
        Ok(forced) => forced,
        Err(problem) => return *problem,
    };
    let done = server.world(|world, _| {
        let search = world.users.get_mut(&id).and_then(|user| user.search.as_mut());
        search.map(|search| search.outcome = forced.outcome).is_some()
    });
    if done { ok() } else { problem(StatusCode::NOT_FOUND, "that user has no search") }
}

/// The user's health links and who asked for them, without any secret.
async fn links(State(server): State<Arc<Server>>, Path(id): Path<String>) -> Response {
    let links: Vec<Value> = server.world(|world, _| {
        let own = world.links.values().filter(|link| link.subject == id);
        let mut own: Vec<_> = own.collect();
        own.sort_by_key(|link| (link.created, link.id));
        own.iter()
            .map(|link| {
                json!({
                    "id": link.id, "created": link.created, "expires": link.expires,
                    "accesses": link.accesses(),
                })
            })
            .collect()
    });
    Json(links).into_response()
}

#[derive(Deserialize)]
struct After {
    after: Option<u64>,
}

async fn clock(State(server): State<Arc<Server>>, Query(After { after }): Query<After>) -> Response {
    // Looking at the world lets the clock know whether anybody waits.
    server.world(|_, _| ());
    let mut stopping = server.stopping.clone();
    let view = match after {
        None => server.clock.view(),
        Some(after) => tokio::select! {
            view = server.clock.changed_since(after, LONG_POLL) => view,
            _ = stopping.wait_for(|stopping| *stopping) => server.clock.view(),
        },
    };
    clock_answer(&view)
}

fn clock_answer(view: &ClockView) -> Response {
    Json(json!({
        "version": view.version,
        "now": format!("{:.3}", view.now),
        "speed": view.speed,
        "stepped": view.stepped,
    }))
    .into_response()
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct ClockRequest {
    speed: Option<f64>,
    lapse: Option<Lapse>,
    advance_seconds: Option<f64>,
}

async fn set_clock(State(server): State<Arc<Server>>, body: Bytes) -> Response {
    let request = match read::<ClockRequest>(&body) {
        Ok(request) => request,
        Err(problem) => return *problem,
    };
    if request.speed.is_some_and(|speed| !SPEEDS.contains(&speed)) {
        return problem(StatusCode::BAD_REQUEST, "speed goes from 0.1 to 100000");
    }
    let by = request.advance_seconds.map(Duration::try_from_secs_f64).transpose();
    let Ok(by) = by else {
        return problem(StatusCode::BAD_REQUEST, "advanceSeconds must not be negative");
    };
    server.clock.set(request.speed, request.lapse);
    if let Some(by) = by {
        server.clock.advance(by);
    }
    server.world(|_, _| ());
    clock_answer(&server.clock.view())
}

#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct ResetRequest {
    /// Only this person's users.
    person: Option<String>,
}

async fn reset(State(server): State<Arc<Server>>, body: Bytes) -> Response {
    match read::<ResetRequest>(&body) {
        Err(problem) => *problem,
        Ok(request) => {
            server.world(|world, _| world.reset(request.person.as_deref()));
            ok()
        }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AppRedirect {
    url: Option<String>,
}

async fn app_redirect(State(server): State<Arc<Server>>, body: Bytes) -> Response {
    match read::<AppRedirect>(&body) {
        Err(problem) => *problem,
        Ok(AppRedirect { url: Some(url) }) if !is_redirect(&url) => {
            problem(StatusCode::BAD_REQUEST, "url must be an absolute address")
        }
        Ok(AppRedirect { url }) => {
            server.world(|world, _| world.app_redirect = url);
            ok()
        }
    }
}

async fn list_faults(State(server): State<Arc<Server>>) -> Response {
    Json(server.faults.list()).into_response()
}

async fn add_fault(State(server): State<Arc<Server>>, body: Bytes) -> Response {
    match read::<Fault>(&body) {
        Err(problem) => *problem,
        Ok(fault) => {
            server.faults.add(fault);
            list_faults(State(server)).await
        }
    }
}

async fn clear_faults(State(server): State<Arc<Server>>) -> Response {
    server.faults.clear();
    ok()
}

async fn answers(State(server): State<Arc<Server>>) -> Response {
    Json(server.faults.shape()).into_response()
}

async fn set_answers(State(server): State<Arc<Server>>, body: Bytes) -> Response {
    match read::<Shape>(&body) {
        Err(problem) => *problem,
        Ok(shape) => {
            server.faults.set_shape(shape);
            answers(State(server)).await
        }
    }
}

/// Reads a JSON body; an empty one is `{}`.
fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Box<Response>> {
    let body = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice(body)
        .map_err(|error| Box::new(problem(StatusCode::BAD_REQUEST, &error.to_string())))
}

fn ok() -> Response {
    Json(json!({})).into_response()
}

fn problem(status: StatusCode, text: &str) -> Response {
    (status, Json(json!({ "error": text }))).into_response()
}
