//! The CSP's back channel: tokens for codes and refresh tokens, claims for a bearer.

use std::sync::Arc;

use axum::extract::State;
use axum::extract::rejection::FormRejection;
use axum::http::HeaderMap;
use axum::{Form, Json};
use serde_json::{Value, json};

use super::id_token::{Occasion, about, subject};
use crate::graphql::bearer;
use crate::oauth::grants::TokenForm;
use crate::oauth::{Problem, check_client, read};
use crate::server::Server;

const UNKNOWN: Problem = Problem::new("invalid_grant", "The person is unknown.");

pub(super) async fn token(
    State(server): State<Arc<Server>>,
    form: Result<Form<TokenForm>, FormRejection>,
) -> Result<Json<Value>, Problem> {
    let form = read(form)?;
    check_client(form.client_id.as_deref())?;
    let settings = server.world(|world, _| world.csp.settings.clone());
    let key = server.csp.keys.get(settings.signs_with, settings.algorithm, &server.ids)?;
    server.world(|world, now| {
        let ids = &server.ids;
        let issued = match form.grant_type.as_str() {
            "authorization_code" => world.csp.grants.redeem(&form, ids, now)?,
            "refresh_token" => world.csp.grants.refresh(&form, ids, now)?,
            _ => return Err(Problem::new("unsupported_grant_type", "This grant is not offered.")),
        };
        let grant = &issued.grant;
        let scenario = Arc::clone(world.person(&grant.who.person).ok_or(UNKNOWN)?);
        let occasion = Occasion {
            checked: &grant.who,
            person: &scenario.person,
            since: grant.since,
            nonce: grant.nonce.as_deref(),
            access: Some(&issued.access),
            defect: world.csp.settings.defect,
            now,
        };
        let id_token = world.csp.id_token(&occasion, &server.csp.issuer, key, ids)?;
        Ok(Json(issued.answer(&id_token)))
    })
}

pub(super) async fn userinfo(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
) -> Result<Json<Value>, Problem> {
    let token = bearer(&headers).unwrap_or_default();
    server.world(|world, now| {
        let grant = world.csp.grants.bearer(token, now)?;
        let scenario = world.person(&grant.who.person).ok_or(UNKNOWN)?;
        let (checked, person) = (&grant.who, &scenario.person);
        let (since, defect, shape) = (grant.since, world.csp.settings.defect, world.csp.settings.shape);
        let occasion = Occasion { checked, person, since, nonce: None, access: None, defect, now };
        let mut claims = about(&occasion, shape);
        claims["sub"] = json!(subject(checked, &server.ids));
        Ok(Json(claims))
    })
}
