//! What all answers have in common: headers, faults, and the check that the request was meant for this machine.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use jiff::Timestamp;

use crate::faults::{At, Fault};
use crate::server::Server;

/// What a fault did.
pub(crate) enum Struck {
    /// It answers in place of the sandbox.
    Answer(Response),
    /// It only took time; the sandbox answers.
    GoOn,
}

/// Lets a fault act on a request.
pub(crate) async fn struck(server: &Server, fault: &Fault) -> Struck {
    if fault.delay_milliseconds > 0 {
        tokio::time::sleep(Duration::from_millis(fault.delay_milliseconds)).await;
    }
    if fault.no_answer {
        let mut stopping = server.stopping.clone();
        // Ends with the sandbox, one way or the other.
        let _ = stopping.wait_for(|stopping| *stopping).await;
        return Struck::Answer(StatusCode::SERVICE_UNAVAILABLE.into_response());
    }
    let Some(status) = fault.status else { return Struck::GoOn };
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let mut response = (status, status.canonical_reason().unwrap_or("fault")).into_response();
    if let Some(seconds) = fault.retry_after_seconds {
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
    }
    Struck::Answer(response)
}

/// Lets faults strike a whole family of addresses; their `field` is the last part of the path.
pub(crate) async fn faulty(
    State((server, at)): State<(Arc<Server>, At)>,
    request: Request,
    next: Next,
) -> Response {
    let name = request.uri().path().rsplit('/').next().unwrap_or_default().to_owned();
    if let Some(fault) = server.faults.strike(at, &[name])
        && let Struck::Answer(answer) = struck(&server, &fault).await
    {
        return answer;
    }
    next.run(request).await
}

/// Headers of every answer: the world's `Date`, a request id, nothing stored unless the answer says otherwise. Refuses requests that name another
/// host: a web page elsewhere could otherwise reach a loopback port under its own name.
pub(crate) async fn frame(State(server): State<Arc<Server>>, request: Request, next: Next) -> Response {
    let authority = server.base_url.trim_start_matches("http://");
    let port = authority.rsplit_once(':').map_or("", |(_, port)| port);
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
    let meant = host.is_some_and(|host| host == authority || host.strip_prefix("localhost:") == Some(port));
    let mut response = if meant {
        next.run(request).await
    } else {
        (StatusCode::MISDIRECTED_REQUEST, "This is a sandbox on the loopback address.").into_response()
    };
    let headers = response.headers_mut();
    if let Ok(date) = HeaderValue::from_str(&http_date(server.clock.now())) {
        headers.insert(header::DATE, date);
    }
    if let Ok(id) = HeaderValue::from_str(&server.ids.fresh("request").to_string()) {
        headers.insert(HeaderName::from_static("x-request-id"), id);
    }
    headers.entry(header::CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("no-referrer"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// The form of RFC 9110.
fn http_date(at: Timestamp) -> String {
    at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}
