//! The control calls that give out stories. A player sends what a step asks of the world to the other calls.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use super::problem;
use crate::server::Server;

pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new().route("/control/stories", get(stories)).route("/control/stories/{id}", get(story))
}

/// What there is to tell, without the steps.
async fn stories(State(server): State<Arc<Server>>) -> Response {
    let one = |story: &Arc<crate::story::Story>| {
        json!({
            "id": story.id, "title": story.title, "about": story.about, "person": story.person,
            "kiosk": story.kiosk, "steps": story.steps.len(),
        })
    };
    Json(server.stories.iter().map(one).collect::<Vec<Value>>()).into_response()
}

/// One story, whole.
async fn story(State(server): State<Arc<Server>>, Path(id): Path<String>) -> Response {
    match server.stories.iter().find(|story| story.id == id) {
        Some(story) => Json(story.as_ref()).into_response(),
        None => problem(StatusCode::NOT_FOUND, "there is no such story"),
    }
}
