//! What must open.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use axum::http::{StatusCode, header};
use axum::response::IntoResponse as _;
use health_link::content::Content;
use rstest::rstest;
use serde_json::{Value, json};
use workflow::Received;

use crate::host::{Host, PATIENT, embedded, seal, sealed};

fn types(received: &Received) -> Vec<Content> {
    received.files.iter().map(|file| file.content.clone()).collect()
}

fn one(kind: &str) -> Content {
    Content::Records(BTreeMap::from([(kind.to_owned(), 1)]))
}

#[rstest]
#[case::without_a_passcode(json!({}), None)]
#[case::with_one(json!({"flag": "P"}), Some("743730"))]
#[case::long_term(json!({"flag": "LP"}), Some("743730"))]
#[case::letters_in_another_order(json!({"flag": "PL"}), Some("743730"))]
#[case::an_unknown_letter_and_member(json!({"flag": "PX", "_theirs": {"a": 1}, "extension": 3}), Some("743730"))]
#[case::still_valid(json!({"exp": 1_766_173_622}), None)]
#[case::an_end_with_a_fraction(json!({"exp": 1_766_173_622.5}), None)]
#[tokio::test]
async fn an_embedded_file_opens_with_one_request(#[case] more: Value, #[case] passcode: Option<&str>) {
    let host = Host::manifest(embedded(&sealed(PATIENT))).await;
    let received = host.open(more, passcode).await.unwrap();
    assert_eq!(types(&received), [one("Patient")]);
    assert_eq!(&**received.files[0].plaintext, PATIENT.as_bytes());
    let asked = host.asked();
    assert_eq!(asked.len(), 1);
    assert_eq!((asked[0].method.as_str(), asked[0].path.as_str()), ("POST", "/m"));
    assert_eq!(asked[0].body["recipient"], "Valley Clinic front desk");
    assert_eq!(asked[0].body.get("passcode").and_then(Value::as_str), passcode);
}

#[tokio::test]
async fn a_passcode_is_sent_only_where_it_is_asked_for() {
    let host = Host::manifest(embedded(&sealed(PATIENT))).await;
    host.open(json!({}), Some("743730")).await.unwrap();
    assert_eq!(host.asked()[0].body.get("passcode"), None);
}

#[rstest]
#[case::compressed(r#"{"alg":"dir","enc":"A256GCM","zip":"DEF"}"#)]
#[case::without_a_type(r#"{"alg":"dir","enc":"A256GCM","kid":"x"}"#)]
#[case::of_another_type(r#"{"alg":"dir","enc":"A256GCM","cty":"text/plain"}"#)]
#[tokio::test]
async fn headers_of_every_legal_kind_open(#[case] header: &str) {
    let packed = header.contains("zip");
    let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
    std::io::Write::write_all(&mut packer, PATIENT.as_bytes()).unwrap();
    let plaintext = if packed { packer.finish().unwrap() } else { PATIENT.as_bytes().to_vec() };
    let host = Host::manifest(embedded(&seal(header, &plaintext, &[9; 12]))).await;
    assert_eq!(types(&host.open(json!({}), None).await.unwrap()), [one("Patient")]);
}

#[rstest]
#[case(json!({"contentType": "application/fhir+json;fhirVersion=4.0.1"}))]
#[case(json!({"contentType": "application/fhir+json", "fhirVersion": "4.0.1", "status": "finalized"}))]
#[case(json!({}))]
#[case(json!({"contentType": "application/fhir+json", "location": "http://127.0.0.1:1/nowhere"}))]
#[tokio::test]
async fn entries_of_every_edition_open_and_what_is_embedded_is_not_fetched(#[case] mut entry: Value) {
    entry["embedded"] = json!(sealed(PATIENT));
    let host = Host::manifest(json!([entry])).await;
    assert_eq!(types(&host.open(json!({}), None).await.unwrap()), [one("Patient")]);
    assert_eq!(host.asked().len(), 1);
}

/// A host whose file is behind an address that fails so many times.
async fn behind_an_address(failing: usize) -> Host {
    let failed = AtomicUsize::new(0);
    Host::with(move |asked, before| {
        if asked.path == "/m" {
            // Each manifest has a fresh address of its own.
            let location = format!("{}/f{before}", asked.base);
            let files = json!([{"contentType": "application/fhir+json", "location": location}]);
            return json!({ "files": files }).to_string().into_response();
        }
        if failed.fetch_add(1, Ordering::SeqCst) < failing {
            return StatusCode::NOT_FOUND.into_response();
        }
        ([(header::CONTENT_TYPE, "text/plain")], sealed(PATIENT)).into_response()
    })
    .await
}

#[tokio::test]
async fn a_file_behind_an_address_is_fetched_once_and_a_fresh_manifest_is_asked_for_once() {
    for (failing, opens, requests) in [(0, true, 2), (1, true, 4), (2, false, 4)] {
        let host = behind_an_address(failing).await;
        let opened = host.open(json!({"flag": "P"}), Some("743730")).await;
        assert_eq!(opened.is_ok(), opens, "{failing}");
        let asked = host.asked();
        assert_eq!(asked.len(), requests, "{asked:?}");
        // The passcode goes to the manifest alone.
        assert!(asked.iter().filter(|one| one.method == "GET").all(|one| one.body.is_null()));
        let mut paths: Vec<_> = asked.iter().map(|one| &one.path).filter(|path| *path != "/m").collect();
        paths.dedup();
        assert_eq!(paths.len(), requests / 2, "an address was asked twice");
    }
}

#[tokio::test]
async fn a_direct_link_is_asked_by_get_with_a_name_and_nothing_else() {
    let host = Host::giving(200, sealed(PATIENT)).await;
    let url = format!("{}/m?tenant=7", host.base);
    let received = host.open(json!({"flag": "U", "url": url}), Some("743730")).await.unwrap();
    assert_eq!(types(&received), [one("Patient")]);
    let asked = host.asked();
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].method, "GET");
    assert_eq!(asked[0].path, "/m?tenant=7&recipient=Valley+Clinic+front+desk");
    assert!(asked[0].body.is_null());
}

#[tokio::test]
async fn a_link_that_may_change_says_so_and_when_to_look_again() {
    let answer = json!({"status": "can-change", "files": embedded(&sealed(PATIENT))}).to_string();
    let host = Host::with(move |_, _| ([(header::RETRY_AFTER, "30")], answer.clone()).into_response()).await;
    let received = host.open(json!({"flag": "L"}), None).await.unwrap();
    assert!(received.may_change);
    assert_eq!(received.look_after, Some(std::time::Duration::from_secs(30)));
    // Nobody asks again by himself, and a link that is not for long never may change.
    assert_eq!(host.asked().len(), 1);
    assert!(!host.open(json!({}), None).await.unwrap().may_change);
}

#[tokio::test]
async fn cards_and_credentials_are_named_and_nobody_is_contacted() {
    let host = Host::manifest(json!([
        {"contentType": "application/fhir+json", "embedded": sealed(PATIENT)},
        {"contentType": "application/smart-health-card", "embedded": sealed(r#"{"verifiableCredential":["eyJ"]}"#)},
        {"contentType": "application/smart-api-access",
         "embedded": sealed(r#"{"access_token":"x","aud":"https://fhir.nobody.example"}"#)},
        {"contentType": "text/html", "embedded": sealed("<script>alert(1)</script>")},
    ]))
    .await;
    let received = host.open(json!({}), None).await.unwrap();
    let audience = Some("https://fhir.nobody.example".to_owned());
    assert_eq!(types(&received), [one("Patient"), Content::HealthCards(1), Content::ApiAccess { audience }]);
    assert_eq!(received.unread, 1);
    assert_eq!(host.asked().len(), 1);
}

#[tokio::test]
async fn what_a_record_points_to_is_not_fetched() {
    let host = Host::manifest(embedded(&sealed("{}"))).await;
    let record = json!({
        "resourceType": "DocumentReference",
        "text": {"div": format!("<div><img src='{0}/pixel'/><script src='{0}/x'></script></div>", host.base)},
        "content": [{"attachment": {"url": format!("{}/file", host.base), "title": "../../etc/passwd"}}],
    });
    let with_it = Host::manifest(embedded(&sealed(&record.to_string()))).await;
    assert_eq!(types(&with_it.open(json!({}), None).await.unwrap()), [one("DocumentReference")]);
    assert_eq!(with_it.asked().len(), 1);
    assert!(host.asked().is_empty());
}
