//! Sign-in on another screen (RFC 8628): a kiosk shows a short code, the person types it on their phone and signs in
//! there, the kiosk polls. The state is in `devices.rs`.

use std::sync::Arc;

use axum::extract::rejection::FormRejection;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use serde::Deserialize;
use serde_json::{Value, json};

use super::NAME;
use super::devices::{INTERVAL_SECONDS, LIFE_SECONDS, shown};
use crate::oauth::{Problem, check_client, read};
use crate::pages::{Language, alert, escape, page};
use crate::server::Server;
use crate::world::Purpose;

/// The grant's name.
pub(super) const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";
pub(super) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/organisation/device_authorization", post(device_authorization))
        .route("/organisation/device", get(code_page).post(enter_code))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct DeviceForm {
    client_id: Option<String>,
    scope: String,
}

async fn device_authorization(
    State(server): State<Arc<Server>>,
    form: Result<Form<DeviceForm>, FormRejection>,
) -> Result<Json<Value>, Problem> {
    let form = read(form)?;
    check_client(form.client_id.as_deref())?;
    if !form.scope.split(' ').any(|one| one == "openid") {
        return Err(Problem::new("invalid_scope", "The scope must contain openid."));
    }
    let (id, code) = server.world(|world, now| world.idp.devices.open(form.scope, &server.ids, now));
    let (page, code) = (format!("{}/device", server.organisation.issuer()), shown(&code));
    Ok(Json(json!({
        "device_code": id,
        "user_code": code,
        "verification_uri": page,
        "verification_uri_complete": format!("{page}?user_code={code}"),
        "expires_in": LIFE_SECONDS,
        "interval": INTERVAL_SECONDS,
    })))
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct Typed {
    user_code: String,
}

async fn code_page(Query(typed): Query<Typed>, headers: HeaderMap) -> Response {
    code_form(Language::of(&headers), &typed.user_code, "")
}

async fn enter_code(
    State(server): State<Arc<Server>>,
    headers: HeaderMap,
    Form(typed): Form<Typed>,
) -> Response {
    let language = Language::of(&headers);
    let request = server.world(|world, now| {
        let device = world.idp.devices.showing(&typed.user_code, now)?.clone();
        Some(world.open_request("", Purpose::Device(device), &server.ids, now))
    });
    if let Some(request) = request {
        return Redirect::to(&format!("/organisation/sign-in?request={request}")).into_response();
    }
    let text = language.pick(
        "We don’t know this code. It works for ten minutes only.",
        "No conocemos este código. Solo sirve durante diez minutos.",
    );
    code_form(language, &typed.user_code, text)
}

fn code_form(language: Language, typed: &str, error: &str) -> Response {
    let title = language.pick("Sign in on the other screen", "Iniciar sesión en la otra pantalla");
    let label = language.pick("Code on the other screen", "Código de la otra pantalla");
    let go = language.pick("Go on", "Continuar");
    let body = format!(
        "<h1>{NAME}</h1><p>{title}</p>{}<form method=\"post\" action=\"/organisation/device\">\
         <label>{label}<input type=\"text\" name=\"user_code\" value=\"{}\" autocomplete=\"off\" \
         autocapitalize=\"characters\"></label><button class=\"p\" type=\"submit\">{go}</button></form>",
        alert(error),
        escape(typed),
    );
    page(language, StatusCode::OK, title, "", &body)
}
