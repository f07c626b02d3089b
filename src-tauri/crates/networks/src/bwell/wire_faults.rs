//! A hostile wire: every fault becomes its own error, is repeated only where that is harmless, and leaks nothing.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use rstest::rstest;
use secrecy::SecretString;
use serde_json::json;

use super::{Bwell, Endpoint};
use crate::{CorrelationId, Error, Http, HttpError, IssueCode, Limits, Origin, Policy, Retry};

/// A server on loopback that answers each request by a function of its number (from 0) and its headers.
async fn server(
    answer: impl Fn(usize, &HeaderMap, &str) -> Response + Clone + Send + Sync + 'static,
) -> (String, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&count);
    let app = Router::new().fallback(move |request: Request| {
        let (counted, answer) = (Arc::clone(&counted), answer.clone());
        async move {
            let headers = request.headers().clone();
            let body = axum::body::to_bytes(request.into_body(), 1 << 20).await.unwrap();
            let body = String::from_utf8(body.to_vec()).unwrap();
            // Signing in is not counted: the faults are about what comes after.
            if body.contains("getToken") {
                return tokens(100).into_response();
            }
            answer(counted.fetch_add(1, Ordering::SeqCst), &headers, &body)
        }
    });
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    (base, count)
}

fn jwt(exp: i64) -> String {
    format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(json!({ "exp": exp }).to_string()))
}

fn tokens(exp: i64) -> String {
    json!({"data": {"getToken": {"accessToken": {"jwtToken": jwt(exp)}, "idToken": null, "refreshToken": {"token": "refresh-0"}}}})
        .to_string()
}

fn limits() -> Limits {
    Limits {
        connect: Duration::from_secs(2),
        total: Duration::from_millis(400),
        body: 64 * 1024,
        first_pause: Duration::from_millis(1),
    }
}

/// Signed in at `base`, at second 0 with a token that lasts until second 100.
async fn session(base: &str) -> Bwell {
    let http = Http::new(Policy::default().with_loopback(Origin::parse(base).unwrap()), limits()).unwrap();
    let endpoint =
        Endpoint { graphql: format!("{base}/v1/graphql").parse().unwrap(), client_key: "e30=".into() };
    let now = Arc::new(|| Timestamp::from_second(0).unwrap());
    Bwell::sign_in(http, endpoint, now, &SecretString::from("id"), &CorrelationId::new()).await.unwrap()
}

const NO_TASKS: &str = r#"{"data":{"tasks":{"entry":null}}}"#;

#[rstest]
#[case::html(200, "<html>", Error::Unreadable { what: "GraphQL envelope" })]
#[case::cut_short(200, r#"{"data":{"tasks":"#, Error::Unreadable { what: "GraphQL envelope" })]
#[case::no_data(200, r#"{"data":null}"#, Error::Unreadable { what: "data" })]
#[case::other_shape(200, r#"{"data":{"tasks":[1]}}"#, Error::Unreadable { what: "tasks" })]
#[case::refused(200, r#"{"data":{"tasks":null},"errors":[{"message":"x","extensions":{"code":"404","resource":{"issue":[{"code":"not-found"}]}}}]}"#, Error::Refused { issue: IssueCode::NotFound })]
#[case::partial_data_is_a_failure(200, r#"{"data":{"tasks":{"entry":[]}},"errors":[{"message":"x"}]}"#, Error::Refused { issue: IssueCode::Unknown(String::new()) })]
#[case::exception(200, r#"{"errors":[{"extensions":{"resource":{"issue":[{"code":"exception"}]}}}]}"#, Error::Server { status: 200 })]
#[case::code_500(200, r#"{"errors":[{"extensions":{"code":"500"}}]}"#, Error::Server { status: 500 })]
#[case::server(500, "", Error::Server { status: 500 })]
#[case::redirect(307, "", Error::Unreadable { what: "HTTP status" })]
#[tokio::test]
async fn every_fault_has_its_own_error(
    #[case] status: u16,
    #[case] body: &'static str,
    #[case] error: Error,
) {
    let status = StatusCode::from_u16(status).unwrap();
    let (base, _) =
        server(move |_, _, _| (status, [("location", "http://127.0.0.1:1/")], body).into_response()).await;
    assert_eq!(session(&base).await.network_search(&CorrelationId::new()).await, Err(error));
}

#[tokio::test]
async fn a_wait_that_the_server_asks_for_is_handed_on_and_not_sat_out() {
    let (base, count) =
        server(|_, _, _| (StatusCode::TOO_MANY_REQUESTS, [("retry-after", "90")], "").into_response()).await;
    let error = session(&base).await.network_search(&CorrelationId::new()).await.unwrap_err();
    assert_eq!(error, Error::RateLimited { after: Some(Duration::from_secs(90)) });
    assert_eq!(error.retry(), Retry::After(Duration::from_secs(90)));
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_reading_request_is_repeated_over_a_gateways_hiccup_and_a_changing_one_is_not() {
    let (base, count) =
        server(
            |n, _, _| {
                if n == 0 { StatusCode::BAD_GATEWAY.into_response() } else { NO_TASKS.into_response() }
            },
        )
        .await;
    let bwell = session(&base).await;
    assert_eq!(bwell.network_search(&CorrelationId::new()).await, Ok(None));
    assert_eq!(count.load(Ordering::SeqCst), 2);

    let (base, count) = server(|_, _, _| StatusCode::BAD_GATEWAY.into_response()).await;
    let bwell = session(&base).await;
    assert_eq!(bwell.set_consent(true, &CorrelationId::new()).await, Err(Error::Server { status: 502 }));
    assert_eq!(count.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn an_answer_over_the_cap_is_refused() {
    let (base, _) = server(|_, _, _| "x".repeat(65 * 1024).into_response()).await;
    let error = session(&base).await.network_search(&CorrelationId::new()).await.unwrap_err();
    assert_eq!(error, Error::Http(HttpError::TooLarge { limit: 64 * 1024 }));
}

#[tokio::test]
async fn a_server_that_is_gone_is_offline_and_nothing_was_sent() {
    let (base, _) = server(|_, _, _| NO_TASKS.into_response()).await;
    let bwell = session(&base).await;
    // Another origin than the one allowed is stopped before anything leaves.
    let http = Http::new(Policy::default(), limits()).unwrap();
    let out =
        satchel_http::Outgoing { url: base.parse().unwrap(), headers: vec![], body: None, repeatable: true };
    assert_eq!(http.send(&out, &CorrelationId::new()).await.unwrap_err(), HttpError::NotAllowed);
    assert_eq!(bwell.network_search(&CorrelationId::new()).await, Ok(None));

    let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let gone = format!("http://{free}");
    let http = Http::new(Policy::default().with_loopback(Origin::parse(&gone).unwrap()), limits()).unwrap();
    let out =
        satchel_http::Outgoing { url: gone.parse().unwrap(), headers: vec![], body: None, repeatable: false };
    let error = http.send(&out, &CorrelationId::new()).await.unwrap_err();
    assert_eq!(error, HttpError::Offline);
    assert!(error.nothing_was_sent());
}

#[tokio::test]
async fn ten_calls_that_meet_a_401_renew_once_and_repeat_once() {
    let refreshed = Arc::new(AtomicUsize::new(0));
    let seen = Arc::clone(&refreshed);
    let (base, _) = server(move |_, headers, body| {
        if body.contains("refreshTokens") {
            assert_eq!(headers["refresh_token"], "refresh-0");
            assert!(!headers.contains_key("authorization"));
            seen.fetch_add(1, Ordering::SeqCst);
            return json!({"data": {"refresh": {"accessToken": jwt(200), "idToken": null, "refreshToken": "refresh-1"}}}).to_string().into_response();
        }
        if headers["authorization"] == format!("Bearer {}", jwt(100)) {
            return StatusCode::UNAUTHORIZED.into_response();
        }
        assert!(headers.contains_key("x-correlation-id"));
        NO_TASKS.into_response()
    })
    .await;
    let bwell = session(&base).await;
    let calls = (0..10).map(|_| {
        let bwell = bwell.clone();
        tokio::spawn(async move { bwell.network_search(&CorrelationId::new()).await })
    });
    for call in calls.collect::<Vec<_>>() {
        assert_eq!(call.await.unwrap(), Ok(None));
    }
    assert_eq!(refreshed.load(Ordering::SeqCst), 1);
}

#[tokio::test]
async fn a_refused_renewal_ends_the_session() {
    let (base, count) = server(|_, _, _| StatusCode::UNAUTHORIZED.into_response()).await;
    let error = session(&base).await.network_search(&CorrelationId::new()).await.unwrap_err();
    assert_eq!(error, Error::Unauthorized);
    assert_eq!(error.retry(), Retry::AfterSignIn);
    assert_eq!(count.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn nothing_that_prints_holds_a_secret() {
    let (base, _) = server(|_, _, _| {
        r#"{"data":{"getOauthUrl":{"redirectUrl":"https://portal.test/?state=SECRET"}}}"#.into_response()
    })
    .await;
    let address = session(&base).await.portal_address("c", &CorrelationId::new()).await.unwrap();
    assert!(!format!("{address:?}").contains("SECRET"));
    assert_eq!(address.host(), "portal.test");
}
