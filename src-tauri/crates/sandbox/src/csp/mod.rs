//! The credential service provider (CSP) of ias-wire 6, 7 and 12.1: it checks who somebody is and says so in a signed
//! ID token, by OIDC's code flow with PKCE. On request its keys change and its tokens are wrong in a chosen
//! way.
//!
//! It knows people as the scenarios have them. It must know nothing of b.well: the second network has its own checker.

mod check;
mod claims;
mod defects;
mod id_token;
mod keys;
mod settings;
mod token;

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::http::header;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::json;

use self::claims::Verdict;
use self::keys::KeyRing;
use self::settings::Settings;
pub(crate) use self::settings::control_routes;
use crate::faults::At;
use crate::keys::{KeyError, SigningKey};
use crate::oauth::Problem;
use crate::oauth::grants::Grants;
use crate::respond::faulty;
use crate::server::Server;

/// The assurance level that IAS wants, as `acr` says it (ias-wire 6).
const IAL2: &str = "http://udap.org/code/id/ial2";

/// The CSP as an issuer.
pub(crate) struct Csp {
    issuer: String,
    keys: KeyRing,
}

impl Csp {
    pub(crate) fn new(base_url: &str) -> Self {
        Self { issuer: format!("{base_url}/csp"), keys: KeyRing::default() }
    }

    pub(crate) fn issuer(&self) -> &str {
        &self.issuer
    }

    /// The keys that are published at present: whoever is shown a token looks here.
    pub(crate) fn published(&self, server: &Server) -> Result<Vec<&SigningKey>, KeyError> {
        let settings = server.world(|world, _| world.csp.settings.clone());
        let slots = settings.publishes.into_iter();
        slots.map(|slot| self.keys.get(slot, settings.algorithm, &server.ids)).collect()
    }
}

/// Whom a check was about, and what it said.
#[derive(Debug, Clone)]
pub(crate) struct Checked {
    /// Id of a person of the scenarios.
    person: String,
    verdict: Verdict,
}

/// What the CSP has given out, and how it behaves.
#[derive(Debug, Default)]
pub(crate) struct State {
    grants: Grants<Checked>,
    settings: Settings,
    /// `jti` of the token made last, for the next one to repeat.
    last_jti: Option<String>,
}

impl State {
    /// For whom tokens are made.
    pub(crate) fn audience(&self) -> &str {
        &self.settings.audience
    }

    /// Forgets one person, or everybody. Settings stay.
    pub(crate) fn forget(&mut self, person: Option<&str>) {
        self.grants.forget(|checked| person.is_none_or(|person| person == checked.person));
    }
}

pub(crate) fn routes(server: &Arc<Server>) -> Router<Arc<Server>> {
    Router::new()
        .route("/csp/.well-known/openid-configuration", get(discovery))
        .route("/csp/.well-known/jwks.json", get(jwks))
        .merge(check::routes())
        .route("/csp/oauth2/token", post(token::token))
        .route("/csp/userinfo", get(token::userinfo).post(token::userinfo))
        .layer(from_fn_with_state((Arc::clone(server), At::Csp), faulty))
}

async fn discovery(Shared(server): Shared<Arc<Server>>) -> Response {
    let issuer = &server.csp.issuer;
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": format!("{issuer}/oauth2/auth"),
        "token_endpoint": format!("{issuer}/oauth2/token"),
        "jwks_uri": format!("{issuer}/.well-known/jwks.json"),
        "userinfo_endpoint": format!("{issuer}/userinfo"),
        "response_types_supported": ["code"],
        "grant_types_supported": ["authorization_code", "refresh_token"],
        "subject_types_supported": ["pairwise"],
        "id_token_signing_alg_values_supported": ["RS256", "ES256", "PS256", "EdDSA"],
        "token_endpoint_auth_methods_supported": ["none"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
        "scopes_supported": ["openid", "offline_access"],
        "claims_supported": [
            "sub", "auth_time", "acr", "jti", "verification_id", "identity_assurance_level", "purpose_of_use",
            "given_name", "middle_name", "family_name", "birthdate", "gender", "email", "email_verified",
            "phone_number", "phone_number_verified", "address",
        ],
        "acr_values_supported": [IAL2],
    }))
    .into_response()
}

/// The keys that are published at present (ias-wire 8, J6). Caches may keep them for five minutes.
async fn jwks(Shared(server): Shared<Arc<Server>>) -> Result<Response, Problem> {
    let keys = server.csp.published(&server)?;
    let keys: Vec<_> = keys.into_iter().map(SigningKey::jwk).collect();
    Ok(([(header::CACHE_CONTROL, "max-age=300")], Json(json!({ "keys": keys }))).into_response())
}
