//! A hostile exchange: the patient's token goes nowhere else, is renewed once, and nothing that prints holds a secret.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::Router;
use axum::extract::Request;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use rstest::rstest;
use secrecy::SecretString;
use url::Url;
use uuid::Uuid;

use super::{
    Attachment, Detail, DocumentFault, End, Error, Gateway, HealthGorilla, KickOff, Order, Pages, Progress,
    TerminalStatus,
};
use crate::{CorrelationId, Http, Limits, Origin, Policy};

async fn serve(app: Router) -> String {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, app).await });
    base
}

/// A gateway and an exchange that answers by a function of path and number of requests with a token.
async fn exchange(
    answer: impl Fn(&str, usize) -> Response + Clone + Send + Sync + 'static,
) -> (HealthGorilla, String, Arc<AtomicUsize>) {
    let exchanged = Arc::new(AtomicUsize::new(0));
    let (counted, asked) = (Arc::clone(&exchanged), Arc::new(AtomicUsize::new(0)));
    let app = Router::new().fallback(move |request: Request| {
        let (counted, asked, answer) = (Arc::clone(&counted), Arc::clone(&asked), answer.clone());
        async move {
            if request.uri().path() == "/oauth/token" {
                let number = counted.fetch_add(1, Ordering::SeqCst);
                let body = format!(
                    r#"{{"access_token":"bearer-{number}","token_type":"Bearer","expires_in":3600}}"#
                );
                return body.into_response();
            }
            let path = request.uri().path_and_query().map_or("", |path| path.as_str()).to_owned();
            answer(&path, asked.fetch_add(1, Ordering::SeqCst))
        }
    });
    let base = serve(app).await;
    let gateway: Gateway = crate::demo::gateway(&Url::parse(&base).unwrap()).unwrap();
    let policy = Policy::default().with_loopback(Origin::parse(&base).unwrap());
    let http = Http::new(policy, Limits::default()).unwrap();
    let network = HealthGorilla::new(
        http,
        gateway,
        Arc::new(|| Timestamp::UNIX_EPOCH),
        Arc::new(|_| Box::pin(async { Ok(SecretString::from("id token")) })),
    );
    (network, base, exchanged)
}

fn id() -> CorrelationId {
    CorrelationId::new()
}

#[tokio::test]
async fn a_token_that_is_refused_is_renewed_once_and_no_more() {
    let refused = || (StatusCode::UNAUTHORIZED, [("www-authenticate", "Bearer error=\"invalid_token\"")]);
    let (network, base, exchanged) = exchange(move |_, number| match number {
        0 => refused().into_response(),
        _ => (StatusCode::ACCEPTED, "{}").into_response(),
    })
    .await;
    let status = Url::parse(&format!("{base}/fhir/R4/RequestResult/1")).unwrap();
    assert!(matches!(network.progress(&status, &id()).await, Ok(Progress::Running { .. })));
    assert_eq!(exchanged.load(Ordering::SeqCst), 2);

    let (network, base, exchanged) = exchange(move |_, _| refused().into_response()).await;
    let status = Url::parse(&format!("{base}/fhir/R4/RequestResult/1")).unwrap();
    assert!(network.progress(&status, &id()).await.unwrap_err().is_signed_out());
    assert_eq!(exchanged.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn a_401_about_the_proof_is_no_reason_for_another_bearer() {
    let body = r#"{"issue":[{"code":"security","details":{"coding":[{"code":"ias-token-key"}]}}]}"#;
    let (network, _, exchanged) =
        exchange(move |_, _| (StatusCode::UNAUTHORIZED, body).into_response()).await;
    let order = Order { patient: "p", token: &SecretString::from("proof"), key: Uuid::nil() };
    match network.kick_off(&order, &id()).await.unwrap_err() {
        Error::Rejected(told) => assert_eq!((told.status, told.detail), (401, Detail::TokenKey)),
        error => panic!("{error}"),
    }
    assert_eq!(exchanged.load(Ordering::SeqCst), 1);
}

#[rstest]
#[case::elsewhere("https://documents.elsewhere.test/fhir/R4/RequestResult/1", None)]
#[case::path("/fhir/R4/RequestResult/1", Some("/fhir/R4/RequestResult/1"))]
#[case::below_the_base("RequestResult/1", Some("/fhir/R4/RequestResult/1"))]
#[case::nothing("", None)]
#[tokio::test]
async fn the_status_address_is_resolved_and_stays_at_home(
    #[case] location: &'static str,
    #[case] path: Option<&str>,
) {
    let (network, _, _) =
        exchange(move |_, _| (StatusCode::ACCEPTED, [("location", location)]).into_response()).await;
    let order = Order { patient: "p", token: &SecretString::from("proof"), key: Uuid::nil() };
    let kicked = network.kick_off(&order, &id()).await;
    let found = kicked.ok().map(|kicked| match kicked {
        KickOff::Begun(begun) | KickOff::Running(begun) => begun.status.path().to_owned(),
    });
    assert_eq!(found.as_deref(), path);
}

/// Another server listens: it must hear nothing.
#[tokio::test]
async fn no_page_and_no_document_takes_the_token_to_another_host() {
    let heard = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&heard);
    let foreign = serve(Router::new().fallback(move || {
        counted.fetch_add(1, Ordering::SeqCst);
        async { "mine now" }
    }))
    .await;
    let next = foreign.clone();
    let (network, _, _) = exchange(move |_, _| {
        let page = format!(
            r#"{{"resourceType":"Bundle","total":9,"link":[{{"relation":"next","url":"{next}/x"}}]}}"#
        );
        page.into_response()
    })
    .await;
    let mut pages = Pages::of(&network, None, "p").unwrap();
    assert!(pages.next(&network, &id()).await.unwrap().is_some());
    assert!(pages.next(&network, &id()).await.unwrap().is_none());
    assert_eq!(pages.end(), Some(End::ForeignHost));
    let attachment = Attachment { url: Some(format!("{foreign}/Binary/1")), ..Attachment::default() };
    let fault = network.download(&attachment, &id()).await.err();
    assert_eq!(fault, Some(DocumentFault::ForeignHost));
    assert!(Pages::of(&network, Some(&format!("{foreign}/fhir/R4/DocumentReference")), "p").is_err());
    assert_eq!(heard.load(Ordering::SeqCst), 0);
}

#[rstest]
#[case::completed(
    200,
    r#"{"parameter":[{"name":"status","valueCode":"completed"}]}"#,
    TerminalStatus::Completed
)]
#[case::other_spelling(
    200,
    r#"{"parameter":[{"name":"status","valueString":"Partial"}]}"#,
    TerminalStatus::Partial
)]
#[case::of_tomorrow(200, r#"{"parameter":[{"name":"status","valueCode":"archived"}]}"#, TerminalStatus::Unknown("archived".into()))]
#[case::a_bundle(200, r#"{"resourceType":"Bundle"}"#, TerminalStatus::Unknown(String::new()))]
#[case::no_json(200, "<html>", TerminalStatus::Unknown(String::new()))]
#[case::error_getting_results(454, "", TerminalStatus::Failed)]
#[tokio::test]
async fn only_the_three_states_are_an_end_that_is_known(
    #[case] status: u16,
    #[case] body: &'static str,
    #[case] expected: TerminalStatus,
) {
    let status = StatusCode::from_u16(status).unwrap();
    let (network, base, _) = exchange(move |_, _| (status, body).into_response()).await;
    let url = Url::parse(&format!("{base}/fhir/R4/RequestResult/1")).unwrap();
    match network.progress(&url, &id()).await.unwrap() {
        Progress::Ended(ended) => assert_eq!(ended.status, expected),
        Progress::Running { .. } => panic!("it has ended"),
    }
}

#[tokio::test]
async fn a_server_that_wants_another_accept_is_asked_once_more() {
    let (network, base, _) = exchange(|_, number| match number {
        0 => StatusCode::NOT_FOUND.into_response(),
        _ => (
            [("content-type", "application/fhir+json")],
            r#"{"resourceType":"Binary","data":"QSBsZXR0ZXIu"}"#,
        )
            .into_response(),
    })
    .await;
    let attachment = Attachment { url: Some(format!("{base}/fhir/R4/Binary/1")), ..Attachment::default() };
    let mut download = network.download(&attachment, &id()).await.unwrap();
    assert_eq!(download.next().await.unwrap().as_deref(), Some(&b"A letter."[..]));
    assert_eq!(download.next().await.unwrap(), None);
}

#[test]
fn nothing_that_prints_holds_a_secret() {
    let attachment = Attachment {
        url: Some("https://x.test/SECRET".into()),
        title: Some("SECRET".into()),
        ..Attachment::default()
    };
    let told = super::rejection::Rejection::read(
        422,
        br#"{"issue":[{"code":"business-rule","details":{"text":"Rosa Delgado","coding":[{"code":"SECRET"}]}}]}"#,
        None,
    );
    let printed = format!("{attachment:?} {told} {}", Error::Rejected(told.clone()));
    assert!(!printed.contains("SECRET") && !printed.contains("Delgado"), "{printed}");
}
