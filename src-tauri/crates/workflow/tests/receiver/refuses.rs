//! What must not open, each with its own reason, and with no more requests than that takes.

use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;
use health_link::content::ContentError;
use rstest::rstest;
use serde_json::{Value, json};
use workflow::Refusal;

use crate::host::{Host, NOW, PATIENT, embedded, seal, sealed};

#[rstest]
#[case::a_file("file:///etc/passwd")]
#[case::a_script("javascript:alert(1)")]
#[case::data("data:text/html,x")]
#[case::plain_http("http://links.example.org/m")]
#[case::metadata("http://169.254.169.254/latest/meta-data/")]
#[case::metadata_by_name("https://metadata.google.internal/m")]
#[case::loopback_6("https://[::1]/m")]
#[case::loopback_as_a_number("https://2130706433/m")]
#[case::another_loopback_port("http://127.0.0.1:1/m")]
#[case::private("https://10.0.0.1/m")]
#[case::a_name_before_the_host("https://good@bad.example.org/m")]
#[case::a_part_behind_the_hash("https://links.example.org/m#x")]
#[tokio::test]
async fn a_link_that_leads_elsewhere_is_blocked_before_any_request(#[case] url: &str) {
    let host = Host::manifest(embedded(&sealed(PATIENT))).await;
    assert_eq!(host.open(json!({"url": url}), None).await.unwrap_err(), Refusal::Blocked);
    assert_eq!(host.open(json!({"url": url, "flag": "U"}), None).await.unwrap_err(), Refusal::Blocked);
    assert!(host.asked().is_empty());
}

#[rstest]
#[case("file:///etc/passwd")]
#[case("http://127.0.0.1:1/f")]
#[case("http://169.254.169.254/f")]
#[case("//x")]
#[case("/f")]
#[case("javascript:alert(1)")]
#[tokio::test]
async fn a_file_that_lies_elsewhere_is_blocked_and_none_is_fetched(#[case] location: &str) {
    let base = Host::giving(200, sealed(PATIENT)).await;
    let host =
        Host::manifest(json!([{"location": format!("{}/f", base.base)}, {"location": location}])).await;
    assert_eq!(host.open(json!({}), None).await.unwrap_err(), Refusal::Blocked);
    assert_eq!(host.asked().len(), 1);
    assert!(base.asked().is_empty());
}

#[rstest]
#[case(302)]
#[case(303)]
#[case(307)]
#[case(308)]
#[tokio::test]
async fn a_redirect_is_not_followed_and_the_passcode_stays(#[case] status: u16) {
    let other = Host::manifest(embedded(&sealed(PATIENT))).await;
    let to = format!("{}/m", other.base);
    let host = Host::with(move |_, _| {
        (StatusCode::from_u16(status).unwrap(), [(header::LOCATION, to.clone())]).into_response()
    })
    .await;
    assert_eq!(host.open(json!({"flag": "P"}), Some("743730")).await.unwrap_err(), Refusal::Blocked);
    assert_eq!(host.open(json!({"flag": "U"}), None).await.unwrap_err(), Refusal::Blocked);
    assert_eq!(host.asked().len(), 2);
    assert!(other.asked().is_empty());
}

#[tokio::test]
async fn an_ended_link_and_a_missing_passcode_send_nothing() {
    let host = Host::manifest(embedded(&sealed(PATIENT))).await;
    assert_eq!(host.open(json!({"exp": NOW}), None).await.unwrap_err(), Refusal::Expired);
    assert_eq!(host.open(json!({"exp": -1}), None).await.unwrap_err(), Refusal::Expired);
    assert_eq!(host.open(json!({"flag": "P"}), None).await.unwrap_err(), Refusal::PasscodeRequired);
    assert!(host.asked().is_empty());
}

#[rstest]
#[case::counted(r#"{"remainingAttempts":4}"#, Refusal::Passcode { left: Some(4) })]
#[case::the_last_one(r#"{"remainingAttempts":0}"#, Refusal::Locked)]
#[case::empty("", Refusal::Passcode { left: None })]
#[case::html("<html><b>4</b> attempts</html>", Refusal::Passcode { left: None })]
#[tokio::test]
async fn a_wrong_passcode_is_tried_once_and_never_again_by_itself(
    #[case] body: &str,
    #[case] refusal: Refusal,
) {
    let host = Host::giving(401, body).await;
    assert_eq!(host.open(json!({"flag": "P"}), Some("000001")).await.unwrap_err(), refusal);
    assert_eq!(host.asked().len(), 1);
}

#[tokio::test]
async fn a_link_that_forgot_to_say_that_it_needs_a_passcode_says_it_now() {
    let host = Host::giving(401, "").await;
    assert_eq!(host.open(json!({}), None).await.unwrap_err(), Refusal::PasscodeRequired);
}

#[rstest]
#[case(404, Refusal::NotFound)]
#[case(410, Refusal::NotFound)]
#[case(400, Refusal::Server)]
#[case(500, Refusal::Server)]
#[case(502, Refusal::Server)]
#[case(503, Refusal::Server)]
#[case(204, Refusal::Server)]
#[tokio::test]
async fn every_other_answer_is_told_apart_and_not_repeated(#[case] status: u16, #[case] refusal: Refusal) {
    let host = Host::giving(status, "").await;
    assert_eq!(host.open(json!({"flag": "P"}), Some("743730")).await.unwrap_err(), refusal);
    assert_eq!(host.open(json!({"flag": "U"}), None).await.unwrap_err(), refusal);
    assert_eq!(host.asked().len(), 2);
}

#[tokio::test]
async fn a_host_that_is_asked_too_often_says_how_long_to_wait() {
    let host =
        Host::with(|_, _| (StatusCode::TOO_MANY_REQUESTS, [(header::RETRY_AFTER, "17")], "").into_response())
            .await;
    let wait = Some(std::time::Duration::from_secs(17));
    assert_eq!(host.open(json!({}), None).await.unwrap_err(), Refusal::RateLimited { wait });
    assert_eq!(host.asked().len(), 1);
}

#[rstest]
#[case::html("<html></html>".to_owned())]
#[case::empty(String::new())]
#[case::files_as_an_object(r#"{"files":{}}"#.to_owned())]
#[case::no_files(r#"{"status":"finalized"}"#.to_owned())]
#[case::an_entry_with_neither(r#"{"files":[{"contentType":"application/fhir+json"}]}"#.to_owned())]
#[case::nested_without_end(format!(r#"{{"files":{}"#, "[".repeat(200_000)))]
#[tokio::test]
async fn what_is_no_manifest_is_a_format_error(#[case] body: String) {
    let host = Host::giving(200, body).await;
    assert_eq!(host.open(json!({}), None).await.unwrap_err(), Refusal::Format("manifest"));
}

#[tokio::test]
async fn a_manifest_that_takes_itself_back_is_not_active() {
    let host = Host::giving(200, r#"{"status":"no-longer-valid","files":[]}"#).await;
    assert_eq!(host.open(json!({}), None).await.unwrap_err(), Refusal::NotFound);
}

#[rstest]
#[case(r#"{"alg":"none","enc":"A256GCM"}"#, "alg")]
#[case(r#"{"alg":"A256KW","enc":"A256GCM"}"#, "alg")]
#[case(r#"{"alg":"dir","enc":"A128GCM"}"#, "enc")]
#[case(r#"{"alg":"dir","enc":"A256CBC-HS512"}"#, "enc")]
#[case(r#"{"alg":"dir","enc":"A256GCM","zip":"GZ"}"#, "zip")]
#[case(r#"{"alg":"dir","enc":"A256GCM","crit":["exp"],"exp":1}"#, "crit")]
#[tokio::test]
async fn foreign_encryption_is_unsupported(#[case] header: &str, #[case] what: &'static str) {
    let host = Host::manifest(embedded(&seal(header, PATIENT.as_bytes(), &[7; 12]))).await;
    assert_eq!(host.open(json!({}), None).await.unwrap_err(), Refusal::Unsupported(what));
}

/// Files that are not what RFC 7516 calls one.
fn malformed() -> Vec<(&'static str, String)> {
    let good = sealed(PATIENT);
    let parts: Vec<&str> = good.split('.').collect();
    let with = |at: usize, part: &str| {
        let mut parts = parts.clone();
        parts[at] = part;
        parts.join(".")
    };
    vec![
        ("an encrypted key", with(1, "AAAA")),
        ("four parts", parts[..4].join(".")),
        ("six parts", format!("{good}.AAAA")),
        ("an IV of 16 bytes", seal(r#"{"alg":"dir","enc":"A256GCM"}"#, PATIENT.as_bytes(), &[7; 16])),
        ("a tag of 12 bytes", with(4, &parts[4][..16])),
        ("padding", format!("{good}==")),
        ("a header that is no JSON", with(0, "bm90IEpTT04")),
    ]
}

#[tokio::test]
async fn a_file_that_is_no_jwe_is_a_format_error() {
    for (what, jwe) in malformed() {
        let host = Host::manifest(embedded(&jwe)).await;
        let refusal = host.open(json!({}), None).await.unwrap_err();
        assert_eq!(refusal.reason(), "format", "{what}: {refusal:?}");
    }
    let host = Host::giving(200, "").await;
    assert_eq!(host.open(json!({"flag": "U"}), None).await.unwrap_err(), Refusal::Format("parts"));
}

#[tokio::test]
async fn what_was_changed_on_the_way_shows_nothing() {
    let good = sealed(PATIENT);
    let header = seal(r#"{"alg":"dir","enc":"A256GCM"}"#, PATIENT.as_bytes(), &[7; 12]);
    let other_header = format!("{}.{}", header.split_once('.').unwrap().0, good.split_once('.').unwrap().1);
    let flip = |at: usize| {
        let mut jwe = good.clone().into_bytes();
        jwe[at] = if jwe[at] == b'A' { b'B' } else { b'A' };
        String::from_utf8(jwe).unwrap()
    };
    let tag = good.rfind('.').unwrap() + 3;
    let ciphertext = good.match_indices('.').nth(2).unwrap().0 + 3;
    for jwe in [other_header, flip(tag), flip(ciphertext)] {
        let host = Host::manifest(embedded(&jwe)).await;
        assert_eq!(host.open(json!({}), None).await.unwrap_err(), Refusal::Decrypt);
    }
    let host = Host::manifest(embedded(&good)).await;
    let other_key = json!({"key": "________________________________________--8"});
    assert_eq!(host.open(other_key, None).await.unwrap_err(), Refusal::Decrypt);
}

#[rstest]
#[case::html("<html></html>".as_bytes().to_vec(), ContentError::NotARecord)]
#[case::no_type(b"{}".to_vec(), ContentError::NotARecord)]
#[case::not_utf_8(b"{\"resourceType\":\"\xff\"}".to_vec(), ContentError::NotARecord)]
#[case::nested_without_end(format!(r#"{{"resourceType":"Bundle","entry":{}"#, "[".repeat(200_000)).into_bytes(), ContentError::TooDeep)]
#[tokio::test]
async fn what_opens_and_is_no_record_is_a_content_error(#[case] bytes: Vec<u8>, #[case] error: ContentError) {
    let host = Host::manifest(embedded(&seal(r#"{"alg":"dir","enc":"A256GCM"}"#, &bytes, &[7; 12]))).await;
    assert_eq!(host.open(json!({}), None).await.unwrap_err(), Refusal::Content(error));
}

#[rstest]
#[case(json!({"recipient": ""}))]
#[case(json!({"recipient": "\n"}))]
#[tokio::test]
async fn nobody_opens_a_link_without_a_name(#[case] visitor: Value) {
    let host = Host::manifest(embedded(&sealed(PATIENT))).await;
    let visitor =
        workflow::Visitor { recipient: visitor["recipient"].as_str().unwrap().to_owned(), passcode: None };
    let http = crate::host::http(&host.base, workflow::RECEIVER_LIMITS);
    let now = jiff::Timestamp::from_second(NOW).unwrap();
    let (link, correlation) = (host.link(&json!({})), satchel_http::CorrelationId::new());
    let opened = workflow::receive(&http, &link, &visitor, now, &correlation);
    assert_eq!(opened.await.unwrap_err(), Refusal::Format("recipient"));
    assert!(host.asked().is_empty());
}
