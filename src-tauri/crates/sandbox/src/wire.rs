//! What went over the wire lately, as the control API shows it: each request with its answer, secrets masked. Requests to
//! the control API stand there too where they changed something: that is when a fault began.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, Bytes, HttpBody as _, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use serde::Serialize;
use serde_json::Value;

use crate::server::Server;

/// How many are kept.
const KEPT: usize = 400;
/// Larger bodies are not looked into.
const LARGEST: u64 = 64 << 10;
/// How many letters of a body are shown.
const SHOWN: usize = 480;
/// What stands in place of a secret.
const MASK: &str = "••••••••";

/// Members whose value opens something, wherever they stand.
const SECRET: [&str; 22] = [
    "accessToken",
    "access_token",
    "assertion",
    "client_assertion",
    "code",
    "code_challenge",
    "code_verifier",
    "device_code",
    "iasToken",
    "idToken",
    "id_token",
    "jwtToken",
    "location",
    "nonce",
    "passcode",
    "redirectUrl",
    "refreshToken",
    "refresh_token",
    "state",
    "subject_token",
    "url",
    "user_code",
];

/// One request and its answer.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Exchange {
    /// Grows by one.
    number: u64,
    /// The world's time, as RFC 3339.
    pub(crate) at: String,
    pub(crate) method: String,
    /// Without what follows a question mark; long parts are masked.
    pub(crate) path: String,
    /// It came with a token or a key, which is not shown.
    pub(crate) authorized: bool,
    /// The body, or what is known of it.
    pub(crate) request: String,
    pub(crate) status: u16,
    /// Likewise.
    pub(crate) answer: String,
}

/// The last exchanges.
#[derive(Debug, Default)]
pub(crate) struct Wire {
    kept: Mutex<(u64, VecDeque<Exchange>)>,
}

impl Wire {
    fn keep(&self, mut exchange: Exchange) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.0 += 1;
        exchange.number = kept.0;
        if kept.1.len() == KEPT {
            kept.1.pop_front();
        }
        kept.1.push_back(exchange);
    }

    /// Those with a number above this one, oldest first.
    pub(crate) fn since(&self, number: u64) -> Vec<Exchange> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.1.iter().filter(|exchange| exchange.number > number).cloned().collect()
    }
}

/// Listens to everything but questions to the control API and looks at the overview.
pub(crate) async fn listen(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let control = request.uri().path().starts_with("/control/");
    if (control || request.uri().path() == "/") && request.method() == Method::GET {
        return next.run(request).await;
    }
    let at = server.clock.now().to_string();
    let method = request.method().to_string();
    let path = masked_path(request.uri().path());
    let headers = request.headers();
    let authorized =
        !control && (headers.contains_key(header::AUTHORIZATION) || headers.contains_key("clientkey"));
    let (parts, body) = request.into_parts();
    let (asked, body) = looked_into(&parts.headers, body).await;
    let response = next.run(Request::from_parts(parts, body)).await;
    let status = response.status().as_u16();
    let (parts, body) = response.into_parts();
    let (answered, body) = looked_into(&parts.headers, body).await;
    server.wire.keep(Exchange {
        number: 0,
        at,
        method,
        path,
        authorized,
        request: asked,
        status,
        answer: answered,
    });
    Response::from_parts(parts, body)
}

/// What a body shows, and the body as it was.
async fn looked_into(headers: &HeaderMap, body: Body) -> (String, Body) {
    let length = body.size_hint().exact();
    let kind =
        headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default().to_owned();
    match length {
        Some(0) => (String::new(), body),
        Some(length) if length <= LARGEST => {
            match to_bytes(body, usize::try_from(LARGEST).unwrap_or(usize::MAX)).await {
                Ok(bytes) => (shown(&kind, &bytes), Body::from(bytes)),
                Err(_) => (String::new(), Body::empty()),
            }
        }
        Some(length) => (format!("{} {length} bytes", plain_kind(&kind)), body),
        None => (plain_kind(&kind).to_owned(), body),
    }
}

fn plain_kind(kind: &str) -> &str {
    kind.split(';').next().unwrap_or_default()
}

fn shown(kind: &str, bytes: &Bytes) -> String {
    // GraphQL's body is JSON whatever the content type says.
    if let Ok(mut value) = serde_json::from_slice::<Value>(bytes) {
        mask(&mut value);
        return cut(&value.to_string());
    }
    if plain_kind(kind) == "application/x-www-form-urlencoded" {
        let pairs = url::form_urlencoded::parse(bytes).map(|(name, value)| {
            let value = if is_secret(&name) || is_long(&value) { MASK } else { &*value };
            format!("{name}={value}")
        });
        return cut(&pairs.collect::<Vec<_>>().join(" "));
    }
    format!("{} {} bytes", plain_kind(kind), bytes.len())
}

fn mask(value: &mut Value) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                match value {
                    // A FHIR code is no secret: it has a system or a display beside it. A lone one may be.
                    Value::String(text) if is_secret(name) && !text.is_empty() && !is_word(name, text) => {
                        MASK.clone_into(text);
                    }
                    other => mask(other),
                }
            }
        }
        Value::Array(values) => values.iter_mut().for_each(mask),
        Value::String(text) if is_long(text) => MASK.clone_into(text),
        _ => {}
    }
}

/// A `code` of FHIR or a `url` that names a structure: short, and not made to be guessed.
fn is_word(name: &str, text: &str) -> bool {
    match name {
        "code" | "state" => text.len() < 24,
        "url" => text.starts_with("http://hl7.org/"),
        _ => false,
    }
}

fn is_secret(name: &str) -> bool {
    SECRET.contains(&name)
}

/// Tokens and keys are long and have no spaces; so have a few harmless texts, which are masked as well.
fn is_long(text: &str) -> bool {
    text.len() >= 40 && !text.contains(char::is_whitespace)
}

fn masked_path(path: &str) -> String {
    let parts = path.split('/').map(|part| if part.len() >= 40 { MASK } else { part });
    parts.collect::<Vec<_>>().join("/")
}

fn cut(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn what_opens_something_is_masked_and_the_rest_is_shown() {
        let body = json!({
            "data": { "getToken": { "accessToken": { "jwtToken": "a.b.c" } } },
            "passcode": "743730",
            "coding": [{ "system": "http://loinc.org", "code": "4548-4" }],
            "attachment": { "url": "shlink:/abc" },
            "status": "CONNECTED",
            "key": "0123456789012345678901234567890123456789abc",
        });
        let said = shown("application/json", &body.to_string().into());
        for secret in ["a.b.c", "743730", "shlink", "0123456789"] {
            assert!(!said.contains(secret), "{said}");
        }
        for word in ["getToken", "4548-4", "CONNECTED"] {
            assert!(said.contains(word), "{said}");
        }
    }

    #[test]
    fn forms_are_masked_by_their_names() {
        let form = "grant_type=authorization_code&code=short&client_id=satchel-desktop";
        let said = shown("application/x-www-form-urlencoded", &form.into());
        assert_eq!(said, format!("grant_type=authorization_code code={MASK} client_id=satchel-desktop"));
    }

    #[test]
    fn other_bodies_are_only_counted_and_long_paths_masked() {
        assert_eq!(shown("text/html; charset=utf-8", &"<p>".into()), "text/html 3 bytes");
        let path = format!("/links/{}/file", "x".repeat(43));
        assert_eq!(masked_path(&path), format!("/links/{MASK}/file"));
    }

    #[test]
    fn the_oldest_go_first() {
        let wire = Wire::default();
        let exchange = |path: &str| Exchange {
            number: 0,
            at: String::new(),
            method: "POST".into(),
            path: path.into(),
            authorized: false,
            request: String::new(),
            status: 200,
            answer: String::new(),
        };
        for _ in 0..KEPT + 2 {
            wire.keep(exchange("/v1/graphql"));
        }
        let kept = wire.since(0);
        assert_eq!((kept.len(), kept[0].number), (KEPT, 3));
        assert_eq!(wire.since(u64::try_from(KEPT).unwrap()).len(), 2);
    }
}
