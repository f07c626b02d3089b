//! The token endpoint. To patients' apps it is the organisation's gateway: RFC 8693 exchange of the sign-in's token for
//! one that reaches this patient alone. To the tenant's own server it is the exchange's JWT-bearer grant (ias-wire 2).

use std::sync::Arc;

use axum::extract::State as Shared;
use axum::extract::rejection::FormRejection;
use axum::{Form, Json};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use serde_json::{Value, json};

use super::bearer::{Bearer, RETRIEVE};
use super::play::Play;
use crate::keys::timeless;
use crate::oauth::{Problem, read};
use crate::server::Server;

const EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
const JWT_BEARER: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";
/// What the sign-in's ID token may be called.
const SUBJECT_TYPES: [&str; 2] =
    ["urn:ietf:params:oauth:token-type:id_token", "urn:ietf:params:oauth:token-type:jwt"];

/// The tenant's client at the exchange, and its secret. The gateway knows it; no app does.
pub(super) const TENANT_CLIENT: &str = "lakeshore-tenant";
pub(super) const TENANT_SECRET: &str = "a secret of the tenant that never leaves its gateway";
/// What the gateway calls the tenant: the `audience` of an exchange, where one is named.
const TENANT: &str = "lakeshore-health";
/// The longest life of an assertion.
const ASSERTION: i64 = 300;

#[derive(Deserialize)]
pub(super) struct TokenForm {
    grant_type: String,
    #[serde(default)]
    subject_token: String,
    #[serde(default)]
    subject_token_type: String,
    requested_token_type: Option<String>,
    audience: Option<String>,
    scope: Option<String>,
    #[serde(default)]
    client_id: String,
    #[serde(default)]
    assertion: String,
}

pub(super) async fn token(
    Shared(server): Shared<Arc<Server>>,
    form: Result<Form<TokenForm>, FormRejection>,
) -> Result<Json<Value>, Problem> {
    let form = read(form)?;
    match form.grant_type.as_str() {
        EXCHANGE => exchange(&server, &form),
        JWT_BEARER => jwt_bearer(&server, &form),
        _ => Err(Problem::new("unsupported_grant_type", "This grant is not offered.")),
    }
}

fn exchange(server: &Server, form: &TokenForm) -> Result<Json<Value>, Problem> {
    let wanted = form.requested_token_type.as_deref().unwrap_or(ACCESS_TOKEN);
    if wanted != ACCESS_TOKEN || !SUBJECT_TYPES.contains(&form.subject_token_type.as_str()) {
        return Err(Problem::new("invalid_request", "An ID token is exchanged for an access token."));
    }
    if form.audience.as_deref().is_some_and(|audience| audience != TENANT) {
        return Err(Problem::new("invalid_target", "The tenant is not ours."));
    }
    let refused = Problem::new("invalid_grant", "The token is not of our sign-in, or has ended.");
    let claims = server.organisation.verify(&form.subject_token).ok_or(refused)?;
    let now = server.clock.now();
    let lives = claims.get("exp").and_then(Value::as_i64).is_some_and(|exp| exp > now.as_second());
    let person = claims.get("sandbox:person").and_then(Value::as_str).filter(|_| lives).ok_or(refused)?;
    let scope = form.scope.clone().unwrap_or_else(|| format!("patient/*.* {RETRIEVE}"));
    let answer = issue(server, Some(person.to_owned()), &scope, now);
    Ok(Json(answer))
}

fn jwt_bearer(server: &Server, form: &TokenForm) -> Result<Json<Value>, Problem> {
    if form.client_id != TENANT_CLIENT {
        return Err(Problem::new("invalid_client", "This client is not known."));
    }
    let refused = Problem::new("invalid_grant", "The assertion does not fit.");
    let key = DecodingKey::from_secret(TENANT_SECRET.as_bytes());
    let decoded = jsonwebtoken::decode::<Value>(&form.assertion, &key, &timeless(Algorithm::HS256));
    let claims = decoded.map_err(|_| refused)?.claims;
    let text = |name: &str| claims.get(name).and_then(Value::as_str).unwrap_or_default();
    let second = |name: &str| claims.get(name).and_then(Value::as_i64).unwrap_or_default();
    if text("sub") != TENANT_CLIENT || text("iss") != TENANT_CLIENT {
        return Err(Problem::new("invalid_grant", "Subject validation failed"));
    }
    let now = server.clock.now();
    let lives = second("iat") <= now.as_second()
        && (now.as_second()..=now.as_second() + ASSERTION).contains(&(second("exp") - 1));
    if text("aud") != format!("{}/oauth/token", server.base_url) || !lives {
        return Err(refused);
    }
    let scope = form.scope.clone().unwrap_or_else(|| format!("user/*.* {RETRIEVE}"));
    Ok(Json(issue(server, None, &scope, now)))
}

fn issue(server: &Server, person: Option<String>, scope: &str, now: Timestamp) -> Value {
    let token = server.ids.secret_text("exchange access token");
    server.world(|world, _| {
        let state = &mut world.health_gorilla;
        let seconds = i64::from(state.settings.bearer_seconds);
        let mut scopes: Vec<String> = scope.split_whitespace().map(str::to_owned).collect();
        if state.settings.play == Play::ScopeMissing {
            scopes.retain(|scope| scope != RETRIEVE);
        }
        let scope = scopes.join(" ");
        let expires = now.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX);
        state.bearers.insert(token.clone(), Bearer { person, scopes, expires });
        json!({
            "access_token": token,
            "issued_token_type": ACCESS_TOKEN,
            "token_type": "Bearer",
            "expires_in": seconds,
            "scope": scope,
        })
    })
}
