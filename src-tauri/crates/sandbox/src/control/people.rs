//! The control calls about one person: their token, their connections, search, proof of identity and links.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{ok, problem, read};
use crate::connection::Status;
use crate::scenario::{Outcome, Text};
use crate::server::Server;
use crate::verification::{Proof, ProofError};

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/control/people", get(people))
        .route("/control/people/{id}/id-token", post(id_token))
        .route("/control/people/{id}/connections/{connection}", post(force_connection))
        .route("/control/people/{id}/places/{place}", post(force_place))
        .route("/control/people/{id}/search", post(force_search))
        .route("/control/people/{id}/verification", post(force_verification))
        .route("/control/people/{id}/links", get(links))
        .route("/control/people/{id}/account", get(account))
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
            name: scenario.person.name(),
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
        server.organisation.id_token(scenario, subject, now).ok()
    });
    match token {
        Some(token) => Json(json!({ "idToken": token })).into_response(),
        None => problem(StatusCode::NOT_FOUND, "there is no such person"),
    }
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct ForcedConnection {
    status: Option<Status>,
    /// Fetching has ended in `ERROR` with this code.
    sync_error: Option<String>,
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
        world
            .users
            .get_mut(&id)
            .is_some_and(|user| user.force(&connection, forced.status, forced.sync_error, now))
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

/// Did the user ask for the account to be deleted?
async fn account(State(server): State<Arc<Server>>, Path(id): Path<String>) -> Response {
    match server.world(|world, _| world.users.get(&id).map(|user| user.closing)) {
        Some(closing) => Json(json!({ "closing": closing })).into_response(),
        None => problem(StatusCode::NOT_FOUND, "there is no such user"),
    }
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
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ForcedPlace {
    endpoint_status: String,
}

/// What `getDataSource` tells this user about a place's own system.
async fn force_place(
    State(server): State<Arc<Server>>,
    Path((id, place)): Path<(String, String)>,
    body: Bytes,
) -> Response {
    let forced = match read::<ForcedPlace>(&body) {
        Ok(forced) => forced,
        Err(problem) => return *problem,
    };
    let done = server.world(|world, _| {
        let user = world.users.get_mut(&id)?;
        let place = user.scenario.place_by_id(&place)?;
        user.endpoint_statuses.insert(place, forced.endpoint_status);
        Some(())
    });
    if done.is_some() { ok() } else { problem(StatusCode::NOT_FOUND, "that user has no such place") }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ForcedVerification {
    status: Proof,
    error_code: Option<ProofError>,
}

/// Where the user's proof of identity stands, from now on.
async fn force_verification(
    State(server): State<Arc<Server>>,
    Path(id): Path<String>,
    body: Bytes,
) -> Response {
    let forced = match read::<ForcedVerification>(&body) {
        Ok(forced) => forced,
        Err(problem) => return *problem,
    };
    let done = server.world(|world, now| {
        let user = world.users.get_mut(&id)?;
        user.verification.set(forced.status, forced.error_code, now);
        Some(())
    });
    if done.is_some() { ok() } else { problem(StatusCode::NOT_FOUND, "there is no such user") }
}
