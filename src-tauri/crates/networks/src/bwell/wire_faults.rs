//! A hostile wire: every fault becomes its own error, is repeated only where that is harmless, and leaks nothing.

use std::sync::atomic::Ordering;
use std::time::Duration;

use axum::http::StatusCode;
use axum::response::IntoResponse;
use rstest::rstest;
use secrecy::SecretString;

use super::loopback::{NO_TASKS, limits, server, session};
use super::{
    AccountRequest, ConsentCategory, ConsentSubject, HealthLinkOrder, MissingPlace, RecordKind, RecordQuery,
};
use crate::{CorrelationId, Error, Http, HttpError, IssueCode, Origin, Policy, Retry};

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

/// Whatever changes something goes out once, for nobody knows whether it arrived; reading goes out again.
#[tokio::test]
async fn no_change_is_sent_twice() {
    let (base, count) = server(|_, _, _| StatusCode::BAD_GATEWAY.into_response()).await;
    let (bwell, id) = (session(&base).await, CorrelationId::new());
    macro_rules! goes_out {
        ($times:literal: $($call:expr),+ $(,)?) => {$(
            let before = count.load(Ordering::SeqCst);
            assert_eq!($call.await.err(), Some(Error::Server { status: 502 }));
            assert_eq!(count.load(Ordering::SeqCst) - before, $times, stringify!($call));
        )+};
    }
    let terms = ConsentSubject::Terms { policy: None };
    let link = HealthLinkOrder { label: "L".into(), types: None, passcode: SecretString::from("123456") };
    goes_out!(1:
        bwell.set_consent(false, &id),
        bwell.decide(&terms, true, &id),
        bwell.activate("c", &id),
        bwell.disconnect("c", &id),
        bwell.delete("c", &id),
        bwell.request_connection(&MissingPlace::default(), &id),
        bwell.verification_address(None, true, &id),
        bwell.create_health_link(&link, &id),
        bwell.update_account(AccountRequest::RequestDelete, &id),
    );
    goes_out!(3:
        bwell.person(&id),
        bwell.verification(&id),
        bwell.consents(&ConsentCategory::Terms, &id),
        bwell.connections(&id),
        bwell.recommended(&id),
        bwell.data_source("c", &id),
        bwell.portal_address("c", &id),
        bwell.search_directory("clinic", 0, &id),
        bwell.health_links(&[], &id),
        bwell.health_summary(&id),
        bwell.record_counts(None, &id),
        bwell.records(RecordKind::Labs, RecordQuery::default(), &id),
        bwell.record_groups(RecordKind::Labs, 0, &id),
        bwell.document_content("d", &id),
        bwell.report_content("d", &id),
    );
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
async fn nothing_that_prints_holds_a_secret() {
    let (base, _) = server(|_, _, _| {
        r#"{"data":{"getOauthUrl":{"redirectUrl":"https://portal.test/?state=SECRET"}}}"#.into_response()
    })
    .await;
    let address = session(&base).await.portal_address("c", &CorrelationId::new()).await.unwrap();
    assert!(!format!("{address:?}").contains("SECRET"));
    assert_eq!(address.host(), "portal.test");
}
