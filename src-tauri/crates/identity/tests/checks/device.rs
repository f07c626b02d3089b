//! Sign-in on another device: the clock is stepped by the waits themselves.

use std::sync::Mutex;
use std::time::Duration;

use axum::http::StatusCode;
use identity::{Error, Tokens};
use jiff::{SignedDuration, Timestamp};
use rstest::rstest;
use satchel_http::Retry;
use secrecy::ExposeSecret as _;
use serde_json::{Value, json};

use crate::provider::TestProvider;
use crate::support::now;

/// A clock that only a wait moves, and the waits that moved it.
struct Stepped(Mutex<(Timestamp, Vec<u64>)>);

impl Stepped {
    fn new() -> Self {
        Self(Mutex::new((now(), Vec::new())))
    }

    fn now(&self) -> Timestamp {
        self.0.lock().unwrap().0
    }

    fn sleep(&self, wait: Duration) -> std::future::Ready<()> {
        let mut clock = self.0.lock().unwrap();
        clock.0 += SignedDuration::try_from(wait).unwrap();
        clock.1.push(wait.as_secs());
        std::future::ready(())
    }

    fn waits(&self) -> Vec<u64> {
        self.0.lock().unwrap().1.clone()
    }
}

fn pending() -> (StatusCode, Value) {
    (StatusCode::BAD_REQUEST, json!({"error": "authorization_pending"}))
}

fn slow_down() -> (StatusCode, Value) {
    (StatusCode::BAD_REQUEST, json!({"error": "slow_down"}))
}

fn refused(code: &str) -> (StatusCode, Value) {
    (StatusCode::BAD_REQUEST, json!({"error": code, "error_description": "Zzyzx"}))
}

/// Begins, gives the answers before the good one, and waits.
async fn wait(answers: Vec<(StatusCode, Value)>) -> (Result<Tokens, Error>, Vec<u64>, usize) {
    let test = TestProvider::start().await;
    let provider = test.discover().await.unwrap();
    let party = test.party(&provider);
    let device = party.begin_on_another_device(now()).await.unwrap();
    test.book().instead = answers;
    let clock = Stepped::new();
    let tokens = party.wait_for_other_device(&device, || clock.now(), |wait| clock.sleep(wait)).await;
    let asked = test.book().forms.iter().filter(|(path, _)| *path == "/token").count();
    (tokens, clock.waits(), asked)
}

#[tokio::test]
async fn a_code_is_shown_with_the_address_to_go_to() {
    let test = TestProvider::start().await;
    let provider = test.discover().await.unwrap();
    let device = test.party(&provider).begin_on_another_device(now()).await.unwrap();
    let origin = test.book().origin.clone();
    assert_eq!(device.user_code(), "WDJB-MJHT");
    assert_eq!(device.verification().as_str(), format!("{origin}/go"));
    let with_code = device.verification_with_code().unwrap().as_str();
    assert_eq!(with_code, format!("{origin}/go?user_code=WDJB-MJHT"));
    assert_eq!(device.expires_at(), now() + SignedDuration::from_secs(600));
    assert_eq!(format!("{device:?}"), "DeviceAuthorization { expires_at: 2026-11-22T12:10:00Z, .. }");
    let book = test.book();
    assert_eq!(book.forms[0].1["scope"], "openid offline_access");
    assert_eq!(book.forms[0].1["client_id"], "satchel-test");
}

#[rstest]
#[case(json!({"verification_uri": "http://evil.example.org/go"}))]
#[case(json!({"verification_uri": "javascript:alert(1)"}))]
#[case(json!({"verification_uri_complete": "file:///etc/passwd"}))]
#[case(json!({"device_code": null}))]
#[tokio::test]
async fn an_address_that_no_browser_may_open_is_not_shown(#[case] answer: Value) {
    let test = TestProvider::start().await;
    let provider = test.discover().await.unwrap();
    test.book().answer = answer;
    let found = test.party(&provider).begin_on_another_device(now()).await;
    assert_eq!(found.unwrap_err(), Error::Unreadable);
}

#[tokio::test]
async fn the_wait_goes_on_while_the_person_signs_in() {
    let (tokens, waits, asked) = wait(vec![pending(), pending(), pending()]).await;
    assert_eq!(tokens.unwrap().access().expose_secret(), "access-1");
    assert_eq!((waits, asked), (vec![5, 5, 5], 4));
}

#[tokio::test]
async fn each_slow_down_adds_five_seconds_for_good() {
    let (tokens, waits, _) = wait(vec![pending(), slow_down(), pending(), slow_down(), pending()]).await;
    assert!(tokens.is_ok());
    assert_eq!(waits, [5, 10, 10, 15, 15]);
}

#[tokio::test]
async fn a_provider_that_stumbles_is_given_more_time() {
    let stumble = |status| (status, json!({}));
    let answers = vec![
        stumble(StatusCode::SERVICE_UNAVAILABLE),
        stumble(StatusCode::TOO_MANY_REQUESTS),
        stumble(StatusCode::BAD_GATEWAY),
        stumble(StatusCode::BAD_GATEWAY),
        pending(),
    ];
    let (tokens, waits, _) = wait(answers).await;
    assert!(tokens.is_ok());
    assert_eq!(waits, [10, 20, 40, 60, 60]);
}

#[rstest]
#[case("access_denied", Error::Declined)]
#[case("expired_token", Error::DeviceCodeExpired)]
#[case("invalid_grant", Error::InvalidGrant)]
#[tokio::test]
async fn a_final_answer_ends_the_wait(#[case] code: &str, #[case] expected: Error) {
    let (tokens, waits, asked) = wait(vec![pending(), refused(code)]).await;
    let error = tokens.unwrap_err();
    assert!(!format!("{error} {error:?}").contains("Zzyzx"));
    assert_eq!(error.retry(), Retry::AfterSignIn);
    assert_eq!((error, waits, asked), (expected, vec![5], 2));
}

#[tokio::test]
async fn the_wait_ends_with_the_code() {
    let (tokens, waits, asked) = wait(vec![pending(); 1000]).await;
    assert_eq!(tokens.unwrap_err(), Error::DeviceCodeExpired);
    assert_eq!((waits.iter().sum::<u64>(), asked), (605, 121));
}

#[tokio::test]
async fn an_answer_that_nobody_can_read_ends_the_wait() {
    let (tokens, _, asked) = wait(vec![(StatusCode::BAD_REQUEST, json!("Zzyzx"))]).await;
    assert_eq!((tokens.unwrap_err(), asked), (Error::Unreadable, 1));
}
