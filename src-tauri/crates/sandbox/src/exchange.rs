//! The REST way in (bwell-wire 1 and 2.3): RFC 8693 token exchange of a client's ID token.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::post;
use axum::{Form, Json, Router};
use serde::Deserialize;
use serde_json::json;

use crate::server::Server;
use crate::tokens::ACCESS_SECONDS;

const GRANT: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
const JWT: &str = "urn:ietf:params:oauth:token-type:jwt";
const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";

pub(crate) fn routes() -> Router<Arc<Server>> {
    // The docs name the first, the public catalogue the second.
    Router::new()
        .route("/identity/oauth/token", post(exchange))
        .route("/v1/identity/oauth/token", post(exchange))
}

#[derive(Deserialize)]
struct Exchange {
    grant_type: String,
    #[serde(default)]
    subject_token: String,
    #[serde(default)]
    subject_token_type: String,
    requested_token_type: Option<String>,
}

async fn exchange(State(server): State<Arc<Server>>, Form(form): Form<Exchange>) -> Response {
    if form.grant_type != GRANT {
        return problem("unsupported_grant_type");
    }
    let wanted = form.requested_token_type.as_deref().unwrap_or(ACCESS_TOKEN);
    if form.subject_token.is_empty() || form.subject_token_type != JWT || wanted != ACCESS_TOKEN {
        return problem("invalid_request");
    }
    let Ok(claims) = server.client_identity(&form.subject_token) else {
        return problem("invalid_grant");
    };
    let subject = server.world(|world, now| world.sign_in(&claims, &server.ids, now));
    match subject.and_then(|subject| server.open_session(&subject)) {
        Some(tokens) => Json(json!({
            "access_token": tokens.access,
            "issued_token_type": ACCESS_TOKEN,
            "token_type": "Bearer",
            "expires_in": ACCESS_SECONDS,
            "id_token": tokens.identity,
            "refresh_token": tokens.refresh,
        }))
        .into_response(),
        None => problem("invalid_grant"),
    }
}

fn problem(error: &str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({ "error": error }))).into_response()
}
