//! The control API: how tests and the demo's director steer the world. JSON over HTTP with its own bearer token,
//! described in the crate's README.

mod people;
mod stories;

use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::{Query, Request, State};
use axum::http::StatusCode;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;

use crate::clock::{ClockView, Lapse};
use crate::faults::{Fault, Shape};
use crate::graphql::bearer;
use crate::pages::is_redirect;
use crate::server::Server;

/// How long a question for the next change of the clock waits.
const LONG_POLL: Duration = Duration::from_secs(25);
/// Speeds the clock can run at.
pub(crate) const SPEEDS: std::ops::RangeInclusive<f64> = 0.1..=100_000.0;

pub(crate) fn routes(server: &Arc<Server>) -> Router<Arc<Server>> {
    Router::new()
        .merge(people::routes())
        .merge(stories::routes())
        .route("/control/clock", get(clock).post(set_clock))
        .route("/control/reset", post(reset))
        .route("/control/wire", get(wire))
        .route("/control/app-redirect", post(app_redirect))
        .route("/control/faults", get(list_faults).post(add_fault).delete(clear_faults))
        .route("/control/faults/clear", post(clear_faults))
        .route("/control/answers", get(answers).post(set_answers))
        .merge(crate::csp::control_routes())
        .merge(crate::health_gorilla::control_routes())
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

/// What went over the wire since a number.
async fn wire(State(server): State<Arc<Server>>, Query(After { after }): Query<After>) -> Response {
    Json(server.wire.since(after.unwrap_or_default())).into_response()
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
pub(crate) fn read<T: DeserializeOwned>(body: &[u8]) -> Result<T, Box<Response>> {
    let body = if body.is_empty() { b"{}" } else { body };
    serde_json::from_slice(body)
        .map_err(|error| Box::new(problem(StatusCode::BAD_REQUEST, &error.to_string())))
}

pub(crate) fn ok() -> Response {
    Json(json!({})).into_response()
}

pub(crate) fn problem(status: StatusCode, text: &str) -> Response {
    (status, Json(json!({ "error": text }))).into_response()
}
