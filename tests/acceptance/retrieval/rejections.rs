//! Every end without documents, and every rejection of the request: told apart, and another try works.

use rstest::rstest;
use serde_json::{Value, json};

use super::{ALL, ENTRIES, kept, number, retrieved, rosa};
use crate::done;

/// Every end without documents has its own reason, and another try afterwards works.
#[rstest]
#[case::at_once(json!({"play": "failed-at-once"}), "network-stopped")]
#[case::later(json!({"play": "failed-later"}), "network-stopped")]
#[case::code_454(json!({"play": "status-454"}), "network-stopped")]
#[case::unknown(json!({"play": "unknown-status"}), "unknown-answer")]
#[case::never(json!({"play": "never-finishes"}), "took-too-long")]
#[case::expired(json!({"play": "result-expired"}), "results-gone")]
#[case::on_the_way(json!({"play": "token-expires-on-the-way"}), "proof-expired")]
#[case::deceased(json!({"play": "patient-deceased"}), "not-eligible")]
#[case::scope(json!({"play": "scope-missing"}), "not-allowed")]
#[tokio::test]
async fn every_end_without_documents_has_its_reason(#[case] settings: Value, #[case] why: &str) {
    let world = rosa().await;
    let run = retrieved(&world, settings.clone()).await;
    assert_eq!((&run["outcome"], &run["failure"]), (&json!("failed"), &json!(why)), "{run}");
    assert_eq!((number(&run, "came"), kept(&world).await.len()), (0, 0));
    let activity = done(&world, "activity", Value::Null).await;
    assert_eq!(
        (&activity["entries"][0]["kind"], &activity["entries"][0]["failed"]),
        (&json!("documents-failed"), &Value::Null)
    );
    if why == "not-allowed" {
        // The gateway's token stays what it is for an hour.
        world.advance(3700).await.unwrap();
    }
    let again = retrieved(&world, json!({})).await;
    assert_eq!((&again["outcome"], &again["follows"]), (&json!("completed"), &run["reference"]), "{again}");
    assert_eq!(kept(&world).await.len(), ENTRIES);
}

/// Every rejection of the kick-off.
#[rstest]
#[case("async-only", "refused")]
#[case("ias-token-missing", "proof-refused")]
#[case("ias-token-malformed", "proof-refused")]
#[case("ias-token-signature", "proof-refused")]
#[case("ias-token-key", "proof-refused")]
#[case("ias-token-alg", "proof-refused")]
#[case("ias-token-issuer", "proof-refused")]
#[case("ias-token-audience", "proof-refused")]
#[case("ias-token-expired", "proof-expired")]
#[case("ias-token-not-yet-valid", "proof-refused")]
#[case("wrong-purpose-of-use", "proof-refused")]
#[case("assurance-too-low", "proof-too-weak")]
#[case("demographic-mismatch", "details-differ")]
#[case("patient-unknown", "refused")]
#[case("not-eligible", "not-eligible")]
#[case("retrieval-in-progress", "already-running")]
#[case("key-with-other-payload", "refused")]
#[case("ias-token-replayed", "proof-refused")]
#[case("insufficient-scope", "not-allowed")]
#[tokio::test]
async fn every_rejection_is_told_apart_and_nothing_is_begun(#[case] reject: &str, #[case] why: &str) {
    let world = rosa().await;
    let run = retrieved(&world, json!({ "reject": reject })).await;
    assert_eq!((&run["outcome"], &run["failure"]), (&json!("failed"), &json!(why)), "{run}");
    assert_eq!(kept(&world).await.len(), 0);
    if reject == "demographic-mismatch" {
        assert_eq!(run["differs"], json!(["last-name", "street"]));
    }
    let activity = done(&world, "activity", Value::Null).await;
    assert_eq!(activity["entries"][0]["kind"], "documents-failed");
}

#[tokio::test]
async fn a_proof_of_somebody_else_starts_nothing() {
    let world = rosa().await;
    let proof = world.proof("mateo", &json!({})).await.unwrap();
    workflow::begin_retrieval(&world.core, proof, workflow::CorrelationId::new()).await.unwrap();
    let run = world.documents_over().await.unwrap();
    assert_eq!((&run["outcome"], &run["failure"]), (&json!("failed"), &json!("details-differ")));
    let differs = run["differs"].as_array().unwrap();
    assert!(differs.contains(&json!("last-name")) && differs.contains(&json!("birth-date")), "{differs:?}");
}

#[tokio::test]
async fn a_token_that_ends_before_it_is_sent_is_not_sent() {
    let world = rosa().await;
    world.plays(json!({ "play": "throttled" })).await.unwrap();
    // It lives for five seconds; the network asks to wait for three, twice.
    let csp = json!({ "lifetimeSeconds": 5, "publishes": ["a", "b"] });
    world.control("csp", csp).await.unwrap();
    let proof = world.proof("rosa", &json!({})).await.unwrap();
    workflow::begin_retrieval(&world.core, proof, workflow::CorrelationId::new()).await.unwrap();
    let run = world.documents_over().await.unwrap();
    assert_eq!(run["failure"], "proof-expired");
}

#[tokio::test]
async fn a_token_of_the_gateway_that_ends_meanwhile_is_exchanged_anew() {
    let world = rosa().await;
    let run = retrieved(&world, json!({ "bearerSeconds": 70 })).await;
    assert_eq!((&run["outcome"], number(&run, "came")), (&json!("completed"), ALL));
}
