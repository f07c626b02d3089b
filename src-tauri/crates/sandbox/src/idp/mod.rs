//! The pretend organisation's identity provider: OIDC discovery, the code flow with PKCE, the device flow
//! (RFC 8628), refresh with rotation, revocation (RFC 7009). Everybody signs in anew: there are no cookies.
//!
//! It knows people and their claims. It must know nothing of b.well, which only reads the ID tokens made here.

mod device;
mod devices;
pub(crate) mod id_token;
mod sign_in;
mod token;
mod words;

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::middleware::from_fn_with_state;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde_json::json;

use crate::faults::At;
use crate::oauth::grants::Grants;
use crate::respond::faulty;
use crate::server::Server;

pub(crate) use self::devices::DeviceId;
use self::devices::Devices;

pub(crate) use self::words::terms;

/// What the pages call the organisation.
const NAME: &str = "Lakeshore Health";

/// Who has allowed what. A grant belongs to a person of the scenarios, by id.
#[derive(Debug, Default)]
pub(crate) struct State {
    grants: Grants<String>,
    pub(crate) devices: Devices,
}

impl State {
    /// Forgets one person, or everybody.
    pub(crate) fn forget(&mut self, person: Option<&str>) {
        match person {
            None => *self = Self::default(),
            Some(person) => {
                self.grants.forget(|id| id == person);
                self.devices.forget(person);
            }
        }
    }
}

pub(crate) fn routes(server: &Arc<Server>) -> Router<Arc<Server>> {
    Router::new()
        .route("/organisation/.well-known/openid-configuration", get(discovery))
        .route("/organisation/jwks.json", get(jwks))
        .merge(sign_in::routes())
        .merge(device::routes())
        .merge(words::routes())
        .route("/organisation/token", post(token::token))
        .route("/organisation/revoke", post(token::revoke))
        .route("/organisation/userinfo", get(token::userinfo).post(token::userinfo))
        .layer(from_fn_with_state((Arc::clone(server), At::Idp), faulty))
}

async fn discovery(Shared(server): Shared<Arc<Server>>) -> Response {
    let issuer = server.organisation.issuer();
    let at = |path: &str| format!("{issuer}/{path}");
    Json(json!({
        "issuer": issuer,
        "authorization_endpoint": at("authorize"),
        "token_endpoint": at("token"),
        "device_authorization_endpoint": at("device_authorization"),
        "revocation_endpoint": at("revoke"),
        "userinfo_endpoint": at("userinfo"),
        "jwks_uri": at("jwks.json"),
        "scopes_supported": ["openid", "profile", "email", "phone", "address", "offline_access"],
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": ["authorization_code", "refresh_token", device::GRANT],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "token_endpoint_auth_methods_supported": ["none"],
        "revocation_endpoint_auth_methods_supported": ["none"],
        "code_challenge_methods_supported": ["S256"],
        "authorization_response_iss_parameter_supported": true,
        "claims_supported": [
            "sub", "auth_time", "given_name", "family_name", "birthdate", "gender", "locale", "email",
            "phone_number", "address",
        ],
    }))
    .into_response()
}

async fn jwks(Shared(server): Shared<Arc<Server>>) -> Response {
    Json(json!({ "keys": [server.organisation.jwk()] })).into_response()
}
