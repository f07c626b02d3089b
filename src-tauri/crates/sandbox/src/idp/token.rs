//! The back channel: tokens for codes, refresh tokens and devices; revocation; claims for a bearer.

use std::sync::Arc;

use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::{HeaderMap, StatusCode};
use axum::{Form, Json};
use serde::Deserialize;
use serde_json::{Value, json};

use super::device::GRANT as DEVICE_GRANT;
use crate::graphql::bearer;
use crate::oauth::grants::TokenForm;
use crate::oauth::{Problem, check_client, read};
use crate::server::Server;

pub(super) async fn token(
    State(server): State<Arc<Server>>,
    form: Result<Form<TokenForm>, FormRejection>,
) -> Result<Json<Value>, Problem> {
    let form = read(form)?;
    check_client(form.client_id.as_deref())?;
    server.world(|world, now| {
        let (idp, ids) = (&mut world.idp, &server.ids);
        let issued = match form.grant_type.as_str() {
            "authorization_code" => idp.grants.redeem(&form, ids, now)?,
            "refresh_token" => idp.grants.refresh(&form, ids, now)?,
            DEVICE_GRANT => {
                let grant = idp.devices.poll(&form.device_code, now)?;
                idp.grants.open(grant, ids, now)
            }
            _ => return Err(Problem::new("unsupported_grant_type", "This grant is not offered.")),
        };
        let scenario = world.person(&issued.grant.who);
        let scenario = scenario.ok_or(Problem::new("invalid_grant", "The person is unknown."))?;
        Ok(Json(issued.answer(&server.organisation.id_token_for(&issued, scenario, now)?)))
    })
}

#[derive(Default, Deserialize)]
#[serde(default)]
pub(super) struct Revocation {
    client_id: Option<String>,
    token: Option<String>,
}

/// Nothing tells whether the token was known (RFC 7009 2.2).
pub(super) async fn revoke(
    State(server): State<Arc<Server>>,
    form: Result<Form<Revocation>, FormRejection>,
) -> Result<StatusCode, Problem> {
    let form = read(form)?;
    check_client(form.client_id.as_deref())?;
    let token = form.token.ok_or(Problem::new("invalid_request", "token is missing."))?;
    server.world(|world, _| world.idp.grants.revoke(&token));
    Ok(StatusCode::OK)
}

pub(super) async fn userinfo(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
) -> Result<Json<Value>, Problem> {
    let token = bearer(&headers).unwrap_or_default();
    server.world(|world, now| {
        let person = &world.idp.grants.bearer(token, now)?.who;
        let scenario = world.person(person).ok_or(Problem::new("invalid_token", "The person is unknown."))?;
        let mut claims = crate::profile::claims_of(&scenario.person);
        claims["sub"] = json!(person);
        Ok(Json(claims))
    })
}
