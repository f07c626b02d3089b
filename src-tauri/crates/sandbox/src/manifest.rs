//! The host of health links: manifest, files, viewer page (shl-wire 12). The order of checks is the contract's.

use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse as _, Response};
use axum::routing::get;
use serde_json::{Value, json};

use crate::faults::At;
use crate::links::{Answer, Link};
use crate::pages::{Language, page};
use crate::respond::{self, Struck};
use crate::server::Server;

/// Seconds before a receiver of a link that may change should look again.
const LOOK_AFTER: &str = "10";
/// Largest request body.
const BODY_BYTES: usize = 64 * 1024;

pub(crate) fn routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/v1/health-link/manifests/{id}", axum::routing::post(manifest).options(preflight))
        .route("/v1/health-link/files/{ticket}", get(file).options(preflight))
        .route("/v1/health-link/u/{id}", get(direct).options(preflight))
        .layer(DefaultBodyLimit::max(BODY_BYTES))
        .layer(from_fn(share_across_origins))
        .route("/v1/health-link/viewer.html", get(viewer))
}

/// What is in the links is encrypted, so any origin may ask; errors carry the headers too.
async fn share_across_origins(request: axum::extract::Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, HeaderValue::from_static("retry-after"));
    response
}

async fn preflight() -> Response {
    let allow = [
        (header::ACCESS_CONTROL_ALLOW_METHODS, "POST, GET, OPTIONS"),
        (header::ACCESS_CONTROL_ALLOW_HEADERS, "content-type"),
        (header::ACCESS_CONTROL_MAX_AGE, "600"),
    ];
    (StatusCode::NO_CONTENT, allow).into_response()
}

async fn manifest(State(server): State<Arc<Server>>, Path(id): Path<String>, body: Bytes) -> Response {
    if let Some(fault) = server.faults.strike(At::Manifest, &[])
        && let Struck::Answer(answer) = respond::struck(&server, &fault).await
    {
        return answer;
    }
    let (link, now) = server.world(|world, now| (world.links.get(&id).map(Arc::clone), now));
    // 1. Unknown, ended and locked links look alike.
    let Some(link) = link.filter(|link| link.active(now) && !link.flag.has('U')) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // 2. A request that is no request costs no attempt.
    let body: Option<Value> = serde_json::from_slice(&body).ok();
    let recipient = body.as_ref().and_then(|body| body.get("recipient")).and_then(Value::as_str);
    let (Some(body), Some(recipient)) = (&body, recipient.filter(|recipient| !recipient.trim().is_empty()))
    else {
        let error = json!({ "error": "a JSON object with a recipient is needed" });
        return (StatusCode::BAD_REQUEST, axum::Json(error)).into_response();
    };
    // 3. and 4.
    let passcode = body.get("passcode").and_then(Value::as_str);
    match link.try_passcode(passcode, recipient, now) {
        Answer::Dead => StatusCode::NOT_FOUND.into_response(),
        Answer::Wrong(left) => {
            (StatusCode::UNAUTHORIZED, axum::Json(json!({ "remainingAttempts": left }))).into_response()
        }
        Answer::Open => {
            let longest = body.get("embeddedLengthMax").and_then(Value::as_u64);
            let mut answer = axum::Json(contents(&server, &link, longest, now)).into_response();
            if link.flag.has('L') {
                answer.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static(LOOK_AFTER));
            }
            answer
        }
    }
}

/// The manifest of an opened link. A file longer than the receiver takes is given as an address.
fn contents(server: &Server, link: &Link, longest: Option<u64>, now: jiff::Timestamp) -> Value {
    let fits =
        |file: &str| longest.is_none_or(|longest| u64::try_from(file.len()).is_ok_and(|len| len <= longest));
    let files = link.files().iter().enumerate().map(|(index, sealed)| {
        let mut file = json!({
            "contentType": sealed.kind,
            "lastUpdated": format!("{:.3}", link.created),
        });
        if fits(&sealed.jwe) {
            file["embedded"] = json!(sealed.jwe);
        } else {
            let ticket = link.ticket(index, &server.ids, now);
            file["location"] = json!(format!("{}/v1/health-link/files/{ticket}", server.base_url));
        }
        file
    });
    let status = if link.flag.has('L') { "can-change" } else { "finalized" };
    json!({ "status": status, "files": files.collect::<Vec<_>>() })
}

/// A file behind a location: once, within five minutes.
async fn file(State(server): State<Arc<Server>>, Path(ticket): Path<String>) -> Response {
    if let Some(fault) = server.faults.strike(At::Files, &[])
        && let Struck::Answer(answer) = respond::struck(&server, &fault).await
    {
        return answer;
    }
    let (links, now) =
        server.world(|world, now| (world.links.values().map(Arc::clone).collect::<Vec<_>>(), now));
    match links.iter().find_map(|link| link.redeem(&ticket, now)) {
        Some(file) => ([(header::CONTENT_TYPE, "application/jose")], file.to_owned()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

#[derive(serde::Deserialize)]
struct Visitor {
    recipient: Option<String>,
}

/// The file of a direct link (shl-wire 4.5): no manifest, no passcode, but a name for the log.
async fn direct(
    State(server): State<Arc<Server>>,
    Path(id): Path<String>,
    Query(Visitor { recipient }): Query<Visitor>,
) -> Response {
    if let Some(fault) = server.faults.strike(At::Files, &[])
        && let Struck::Answer(answer) = respond::struck(&server, &fault).await
    {
        return answer;
    }
    let (link, now) = server.world(|world, now| (world.links.get(&id).map(Arc::clone), now));
    let Some(link) = link.filter(|link| link.active(now) && link.flag.has('U')) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let Some(recipient) = recipient.filter(|recipient| !recipient.trim().is_empty()) else {
        let error = json!({ "error": "a recipient is needed" });
        return (StatusCode::BAD_REQUEST, axum::Json(error)).into_response();
    };
    match link.direct(&recipient, now) {
        Some(file) => ([(header::CONTENT_TYPE, "application/jose")], file.to_owned()).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Where a phone's camera lands. The part after `#` never reaches the sandbox, so the page can only explain.
async fn viewer(headers: HeaderMap) -> Response {
    let language = Language::of(&headers);
    let title = language.pick("A shared health record", "Un expediente médico compartido");
    let text = language.pick(
        "<p>You opened a SMART Health Link. It holds an address and a key to a made-up health record.</p>\
         <p>To read it, open the link in an app that reads SMART Health Links and type the six-digit passcode. \
         The passcode is told to you apart from this link.</p>\
         <p>The link works for five minutes. After five wrong passcodes it stops.</p>\
         <p>This page has no scripts, so it cannot open the record by itself.</p>",
        "<p>Abrió un enlace SMART Health Link. Contiene una dirección y una clave de un expediente inventado.</p>\
         <p>Para leerlo, abra el enlace en una aplicación que lea SMART Health Links y escriba el código de seis \
         dígitos. El código se le da por separado.</p>\
         <p>El enlace sirve cinco minutos. Después de cinco códigos equivocados deja de servir.</p>\
         <p>Esta página no tiene programas, así que no puede abrir el expediente por sí sola.</p>",
    );
    page(language, StatusCode::OK, title, "", &format!("<h1>{title}</h1>{text}"))
}
