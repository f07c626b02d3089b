//! How the CSP behaves, and the control calls that say so.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::Checked;
use super::claims::{Shape, Verdict};
use super::defects::Defect;
use super::id_token::Occasion;
use super::keys::{Signing, Slot};
use crate::control::{problem, read};
use crate::server::Server;

/// The CSP's switches.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(super) struct Settings {
    /// The keys in the JWKS; rotation goes `a`, `a` and `b`, `b`.
    pub(super) publishes: Vec<Slot>,
    pub(super) signs_with: Slot,
    pub(super) algorithm: Signing,
    pub(super) shape: Shape,
    /// The home community that tokens are for.
    pub(super) audience: String,
    pub(super) lifetime_seconds: u32,
    /// What is wrong with every token.
    pub(super) defect: Option<Defect>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            publishes: vec![Slot::A, Slot::B],
            signs_with: Slot::A,
            algorithm: Signing::Rs256,
            shape: Shape::Sop,
            audience: "urn:oid:2.16.840.1.113883.3.9504.9".into(),
            lifetime_seconds: 900,
            defect: None,
        }
    }
}

pub(crate) fn control_routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/control/csp", get(settings).post(set_settings))
        .route("/control/people/{id}/csp-token", post(mint))
}

async fn settings(State(server): State<Arc<Server>>) -> Response {
    Json(server.world(|world, _| world.csp.settings.clone())).into_response()
}

async fn set_settings(State(server): State<Arc<Server>>, body: Bytes) -> Response {
    match read::<Settings>(&body) {
        Err(problem) => *problem,
        Ok(new) => {
            server.world(|world, _| world.csp.settings = new);
            settings(State(server)).await
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Mint {
    nonce: Option<String>,
    /// In place of the one in the settings, for this token alone.
    defect: Option<Defect>,
}

/// A token for a person who was checked this moment, without any page.
async fn mint(State(server): State<Arc<Server>>, Path(id): Path<String>, body: Bytes) -> Response {
    let Mint { nonce, defect } = match read(&body) {
        Ok(wanted) => wanted,
        Err(problem) => return *problem,
    };
    let settings = server.world(|world, _| world.csp.settings.clone());
    let key = server.csp.keys.get(settings.signs_with, settings.algorithm, &server.ids);
    let Ok(key) = key else { return problem(StatusCode::INTERNAL_SERVER_ERROR, "the key could not be made") };
    let token = server.world(|world, now| {
        let scenario = Arc::clone(world.person(&id)?);
        let checked = Checked { person: id, verdict: Verdict::Match };
        let (person, nonce) = (&scenario.person, nonce.as_deref());
        let defect = defect.or(world.csp.settings.defect);
        let occasion = Occasion { checked: &checked, person, since: now, nonce, access: None, defect, now };
        world.csp.id_token(&occasion, &server.csp.issuer, key, &server.ids).ok()
    });
    match token {
        Some(token) => Json(json!({ "idToken": token })).into_response(),
        None => problem(StatusCode::NOT_FOUND, "there is no such person"),
    }
}
