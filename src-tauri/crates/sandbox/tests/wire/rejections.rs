//! Every rejection of ias-wire 12.3.

use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::exchange::App;
use crate::support::World;

/// Status, issue code, own code.
async fn told(answer: Response) -> (u16, String, String) {
    let status = answer.status().as_u16();
    let body: Value = answer.json().await.unwrap();
    assert_eq!(body["resourceType"], "OperationOutcome");
    let text = |pointer: &str| body.pointer(pointer).and_then(Value::as_str).unwrap_or_default().to_owned();
    (status, text("/issue/0/code"), text("/issue/0/details/coding/0/code"))
}

fn refusal(status: u16, issue: &str, detail: &str) -> (u16, String, String) {
    (status, issue.to_owned(), detail.to_owned())
}

#[tokio::test]
async fn every_defect_of_a_token_has_its_code() {
    let world = World::start().await;
    let app = world.exchange_app("rosa").await;
    for (number, (defect, expected)) in [
        ("expired", refusal(401, "expired", "ias-token-expired")),
        ("future-iat", refusal(401, "security", "ias-token-not-yet-valid")),
        ("wrong-iss", refusal(401, "security", "ias-token-issuer")),
        ("wrong-aud", refusal(401, "security", "ias-token-audience")),
        ("alg-none", refusal(401, "security", "ias-token-alg")),
        ("hs256-confusion", refusal(401, "security", "ias-token-alg")),
        ("bad-signature", refusal(401, "security", "ias-token-signature")),
        ("unknown-kid", refusal(401, "security", "ias-token-key")),
        ("embedded-jwk", refusal(401, "security", "ias-token-key")),
        ("crit", refusal(400, "invalid", "ias-token-malformed")),
        ("no-purpose", refusal(403, "forbidden", "wrong-purpose-of-use")),
        ("wrong-purpose", refusal(403, "forbidden", "wrong-purpose-of-use")),
        ("ial1", refusal(403, "forbidden", "assurance-too-low")),
        ("missing-birthdate", refusal(422, "business-rule", "demographic-mismatch")),
    ]
    .into_iter()
    .enumerate()
    {
        let token = world.ias_token("rosa", json!({ "defect": defect })).await;
        let answer = app.kick_off(app.order(&token), &format!("key-{number}")).await;
        assert_eq!(told(answer).await, expected, "{defect}");
    }
    assert_eq!(
        told(app.kick_off(app.order("nonsense"), "k").await).await,
        refusal(400, "invalid", "ias-token-malformed")
    );
    assert_eq!(
        told(app.kick_off(app.order(""), "k").await).await,
        refusal(400, "required", "ias-token-missing")
    );
}

#[tokio::test]
async fn every_other_reason_has_its_code() {
    let world = World::start().await;
    let app = world.exchange_app("rosa").await;
    let token = world.ias_token("rosa", json!({})).await;
    let path = "/DocumentReference/$p360-retrieve";

    let synchronous = app.post(path, &app.order(&token)).send().await.unwrap();
    assert_eq!(told(synchronous).await, refusal(400, "processing", "async-only"));
    let by_get = app.get(&format!("{path}?patient={}", app.patient)).header("prefer", "respond-async");
    assert_eq!(told(by_get.send().await.unwrap()).await, refusal(400, "required", "ias-token-missing"));

    let mut order = app.order(&token);
    order["parameter"][1]["valueCoding"]["code"] = json!("T-TREAT");
    assert_eq!(told(app.kick_off(order, "a").await).await, refusal(403, "forbidden", "wrong-purpose-of-use"));
    let unknown = App { world: &world, bearer: app.bearer.clone(), patient: "1234".to_owned() };
    assert_eq!(told(unknown.kick_off(unknown.order(&token), "b").await).await, refusal(422, "not-found", ""));
    let nobody = App { world: &world, bearer: "nobody".to_owned(), patient: app.patient.clone() };
    assert_eq!(told(nobody.kick_off(app.order(&token), "c").await).await, refusal(401, "login", ""));

    world.play(json!({ "play": "patient-deceased" })).await;
    assert_eq!(
        told(app.kick_off(app.order(&token), "d").await).await,
        refusal(422, "business-rule", "not-eligible")
    );
    world.play(json!({ "play": "scope-missing" })).await;
    let less = App { world: &world, bearer: world.bearer("rosa").await, patient: app.patient.clone() };
    assert_eq!(
        told(less.kick_off(app.order(&token), "e").await).await,
        refusal(403, "forbidden", "insufficient_scope")
    );
    for (play, status, issue, wait) in
        [("throttled", 429, "throttled", "3"), ("maintenance", 503, "transient", "5")]
    {
        world.play(json!({ "play": play })).await;
        for _ in 0..2 {
            let answer = app.kick_off(app.order(&token), play).await;
            assert_eq!(answer.headers()["retry-after"], wait);
            assert_eq!(told(answer).await, refusal(status, issue, ""));
        }
        let id = app.kick_off(app.order(&token), play).await;
        assert_eq!(id.status(), StatusCode::ACCEPTED);
        world.advance(300).await;
    }
    world.play(json!({ "play": "token-expires-on-the-way" })).await;
    let fresh = world.ias_token("rosa", json!({})).await;
    assert_eq!(
        told(app.kick_off(app.order(&fresh), "f").await).await,
        refusal(401, "expired", "ias-token-expired")
    );
}

#[tokio::test]
async fn who_differs_is_told_in_which_fields_and_in_nothing_more() {
    let world = World::start().await;
    let app = world.exchange_app("rosa").await;
    let mut patient = crate::exchange::patient();
    patient["name"][0]["family"] = json!("Delgado-Ruiz");
    patient["address"][0]["line"] = json!(["214 Alder Court"]);
    let url = world.url(&format!("/fhir/R4/Patient/{}", app.patient));
    let changed =
        world.http.put(url).bearer_auth(&app.bearer).body(patient.to_string()).send().await.unwrap();
    assert_eq!(changed.status(), StatusCode::OK);
    let token = world.ias_token("rosa", json!({})).await;
    let answer: Value = app.kick_off(app.order(&token), "a").await.json().await.unwrap();
    let issue = &answer["issue"][0];
    assert_eq!(issue["details"]["coding"][0]["code"], "demographic-mismatch");
    assert_eq!(issue["expression"], json!(["Patient.name.family", "Patient.address.line"]));
    assert!(!answer.to_string().contains("Delgado"));
}

#[tokio::test]
async fn one_runs_at_a_time_and_a_token_is_for_one_patient() {
    let world = World::start().await;
    let app = world.exchange_app("rosa").await;
    let token = world.ias_token("rosa", json!({})).await;
    assert_eq!(app.kick_off(app.order(&token), "a").await.status(), StatusCode::ACCEPTED);
    let second = app.kick_off(app.order(&token), "b").await;
    assert!(second.headers()["content-location"].to_str().unwrap().contains("/fhir/R4/RequestResult/"));
    assert_eq!(told(second).await, refusal(409, "conflict", "retrieval-in-progress"));
    world.advance(300).await;

    // Another tenant patient of the same person, and the same token.
    let again = world.exchange_app("rosa").await;
    assert_eq!(
        told(again.kick_off(again.order(&token), "c").await).await,
        refusal(409, "duplicate", "ias-token-replayed")
    );
    // For the same patient a retry inside the token's life is fine (ias-wire 8, V21).
    assert_eq!(app.kick_off(app.order(&token), "d").await.status(), StatusCode::ACCEPTED);
    assert_eq!(world.steer(Method::GET, "/control/exchange", None).await.status(), StatusCode::OK);
}
