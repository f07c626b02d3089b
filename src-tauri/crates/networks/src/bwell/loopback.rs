//! A server on loopback, and a session with it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use secrecy::SecretString;
use serde_json::json;

use super::{Bwell, Endpoint};
use crate::{CorrelationId, Http, Limits, Origin, Policy};

/// An answer without tasks: the shortest that an operation takes.
pub(super) const NO_TASKS: &str = r#"{"data":{"tasks":{"entry":null}}}"#;

/// Serves on a free port.
pub(super) async fn serve(app: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    base
}

/// Answers each request by a function of its number (from 0), its headers and its body.
pub(super) async fn server(
    answer: impl Fn(usize, &HeaderMap, &str) -> Response + Clone + Send + Sync + 'static,
) -> (String, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let app = Router::new().fallback(move |request: Request| {
        let (counted, answer) = (Arc::clone(&counted), answer.clone());
        async move {
            let headers = request.headers().clone();
            let body = text(request).await;
            // Signing in is not counted: the faults are about what comes after.
            if body.contains("getToken") {
                return tokens(100).into_response();
            }
            answer(counted.fetch_add(1, Ordering::SeqCst), &headers, &body)
        }
    });
    (serve(app).await, count)
}

/// The body of a request.
pub(super) async fn text(request: Request) -> String {
    let body = axum::body::to_bytes(request.into_body(), 1 << 20).await.unwrap();
    String::from_utf8(body.to_vec()).unwrap()
}

pub(super) fn jwt(exp: i64) -> String {
    format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(json!({ "exp": exp }).to_string()))
}

pub(super) fn tokens(exp: i64) -> String {
    json!({"data": {"getToken": {"accessToken": {"jwtToken": jwt(exp)}, "idToken": null, "refreshToken": {"token": "refresh-0"}}}})
        .to_string()
}

pub(super) fn limits() -> Limits {
    Limits {
        connect: Duration::from_secs(2),
        total: Duration::from_millis(400),
        body: 64 * 1024,
        first_pause: Duration::from_millis(1),
    }
}

/// Signed in at `base`, at second 0 with a token that lasts until second 100.
pub(super) async fn session(base: &str) -> Bwell {
    session_at(base, Arc::default()).await
}

/// The same, with a clock that the test moves.
pub(super) async fn session_at(base: &str, seconds: Arc<AtomicI64>) -> Bwell {
    session_with(base, endpoint(base), seconds).await
}

/// The same, where recommended connections go by these names.
pub(super) async fn session_naming(base: &str, names: &[&str]) -> Bwell {
    let recommendations = names.iter().map(|name| (*name).to_owned()).collect();
    session_with(base, Endpoint { recommendations, ..endpoint(base) }, Arc::default()).await
}

fn endpoint(base: &str) -> Endpoint {
    Endpoint::new(format!("{base}/v1/graphql").parse().unwrap(), "e30=".into())
}

async fn session_with(base: &str, endpoint: Endpoint, seconds: Arc<AtomicI64>) -> Bwell {
    let http = Http::new(Policy::default().with_loopback(Origin::parse(base).unwrap()), limits()).unwrap();
    let now = Arc::new(move || Timestamp::from_second(seconds.load(Ordering::SeqCst)).unwrap());
    Bwell::sign_in(http, endpoint, now, &SecretString::from("id"), &CorrelationId::new()).await.unwrap()
}
