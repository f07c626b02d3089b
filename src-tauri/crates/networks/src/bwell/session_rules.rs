//! The rules of a session (`spec/bwell-wire.md`, sections 2.4 and 10), over a real wire: one renewal for all, ahead of
//! the end; one renewal and one repeat after a 401; no refresh token is lost.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicUsize, Ordering};

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tokio::sync::Notify;

use super::loopback::{NO_TASKS, jwt, serve, server, session, session_at, text, tokens};
use crate::{CorrelationId, Error, Retry};

/// Tokens that last until this second; `null` where the server gives no new refresh token.
fn refreshed(exp: i64, refresh: Option<&str>) -> Response {
    json!({"data": {"refresh": {"accessToken": jwt(exp), "idToken": null, "refreshToken": refresh}}})
        .to_string()
        .into_response()
}

#[tokio::test]
async fn two_calls_shortly_before_the_end_renew_once_and_the_new_refresh_token_is_kept() {
    let clock = Arc::new(AtomicI64::new(0));
    let renewals = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&renewals);
    let (base, _) = server(move |_, headers, body| {
        if !body.contains("refreshTokens") {
            let token = ["", &jwt(200), &jwt(300), &jwt(400)][counted.load(Ordering::SeqCst)].to_owned();
            assert_eq!(headers["authorization"], format!("Bearer {token}"));
            return NO_TASKS.into_response();
        }
        match counted.fetch_add(1, Ordering::SeqCst) {
            0 => {
                assert_eq!(headers["refresh_token"], "refresh-0");
                refreshed(200, Some("refresh-1"))
            }
            // The new one is used, and stays where the server gives no newer one.
            n => {
                assert_eq!(headers["refresh_token"], "refresh-1");
                refreshed(if n == 1 { 300 } else { 400 }, None)
            }
        }
    })
    .await;
    let bwell = session_at(&base, Arc::clone(&clock)).await;
    let (one, two) = (CorrelationId::new(), CorrelationId::new());
    for (second, renewed) in [(50, 1), (150, 2), (250, 3)] {
        clock.store(second, Ordering::SeqCst);
        let answers = tokio::join!(bwell.network_search(&one), bwell.network_search(&two));
        assert_eq!(answers, (Ok(None), Ok(None)));
        assert_eq!(renewals.load(Ordering::SeqCst), renewed);
    }
}

#[tokio::test]
async fn a_renewal_that_fails_ahead_of_the_end_costs_nothing_until_the_end() {
    let (base, _) = server(|_, _, body| {
        if body.contains("refreshTokens") {
            StatusCode::BAD_GATEWAY.into_response()
        } else {
            NO_TASKS.into_response()
        }
    })
    .await;
    let clock = Arc::new(AtomicI64::new(0));
    let bwell = session_at(&base, Arc::clone(&clock)).await;
    for (second, answer) in [(50, Ok(None)), (99, Ok(None)), (100, Err(Error::Server { status: 502 }))] {
        clock.store(second, Ordering::SeqCst);
        assert_eq!(bwell.network_search(&CorrelationId::new()).await, answer, "{second}");
    }
}

/// A refresh token that is rotated works once: losing the answer to it would end the session.
#[tokio::test]
async fn a_caller_who_leaves_while_the_session_is_renewed_does_not_lose_the_new_tokens() {
    let (arrived, release) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let renewals = Arc::new(AtomicUsize::new(0));
    let (at, gate, counted) = (Arc::clone(&arrived), Arc::clone(&release), Arc::clone(&renewals));
    let app = Router::new().fallback(move |request: Request| {
        let (at, gate, counted) = (Arc::clone(&at), Arc::clone(&gate), Arc::clone(&counted));
        async move {
            let token = request.headers().get("authorization").cloned();
            let body = text(request).await;
            if body.contains("getToken") {
                return tokens(100).into_response();
            }
            if !body.contains("refreshTokens") {
                assert_eq!(token.unwrap(), format!("Bearer {}", jwt(200)));
                return NO_TASKS.into_response();
            }
            counted.fetch_add(1, Ordering::SeqCst);
            at.notify_one();
            gate.notified().await;
            refreshed(200, Some("refresh-1"))
        }
    });
    let clock = Arc::new(AtomicI64::new(0));
    let bwell = session_at(&serve(app).await, Arc::clone(&clock)).await;
    clock.store(50, Ordering::SeqCst);
    let leaving = bwell.clone();
    let caller = tokio::spawn(async move { leaving.network_search(&CorrelationId::new()).await });
    arrived.notified().await;
    caller.abort();
    assert!(caller.await.unwrap_err().is_cancelled());
    release.notify_one();
    assert_eq!(bwell.network_search(&CorrelationId::new()).await, Ok(None));
    assert_eq!(renewals.load(Ordering::SeqCst), 1);
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
