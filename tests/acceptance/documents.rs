//! Our documents and the sandbox's schema.

use graphql_parser::parse_query;
use networks::bwell::DOCUMENTS;
use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::world::World;

async fn post(world: &World, body: Value) -> (u16, Value) {
    let answer = reqwest::Client::builder()
        .no_proxy()
        .build()
        .unwrap()
        .post(format!("{}/v1/graphql", world.sandbox.base_url()))
        .json(&body)
        .send()
        .await
        .unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap_or(Value::Null))
}

/// Every document that the client can send passes the sandbox's validation: whatever it answers without variables
/// or a session, it is not a complaint about the document.
#[tokio::test]
async fn every_document_of_the_client_is_valid_against_the_schema() {
    let world = World::stepped(std::sync::Arc::new(PatientHost::default())).await.unwrap();
    let token = bearer(&world).await;
    for (name, document) in DOCUMENTS {
        parse_query::<String>(document).unwrap_or_else(|error| panic!("{name}: {error}"));
        let variables = variables(name);
        let answer = authorized(
            &world,
            &token,
            json!({"query": document, "operationName": name, "variables": variables}),
        )
        .await;
        let codes: Vec<&Value> =
            answer["errors"].as_array().into_iter().flatten().map(|e| &e["extensions"]["code"]).collect();
        assert!(!codes.contains(&&json!("GRAPHQL_VALIDATION_FAILED")), "{name}: {answer}");
    }
}

/// The schema is a judge: a document that asks for what does not exist is refused, so the test above can fail.
#[tokio::test]
async fn a_document_that_drifted_is_refused() {
    let world = World::stepped(std::sync::Arc::new(PatientHost::default())).await.unwrap();
    let token = bearer(&world).await;
    for drifted in [
        "query tasks { tasks { entry { resource { state } } } }",
        "query tasks($code: SearchWord) { tasks(code: $code) { id } }",
        "mutation m { activateDirectConnection { status } }",
        "query q { getOauthUrl(connectionId: \"x\") { url } }",
    ] {
        let answer = authorized(&world, &token, json!({ "query": drifted })).await;
        assert_eq!(
            answer["errors"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED",
            "{drifted}: {answer}"
        );
        assert!(answer["data"].is_null());
    }
}

#[tokio::test]
async fn nothing_is_answered_without_a_session() {
    let world = World::stepped(std::sync::Arc::new(PatientHost::default())).await.unwrap();
    let (status, _) = post(&world, json!({"query": "query { tasks { id } }"})).await;
    assert_eq!(status, 401);
}

/// What each operation needs to be executed at all.
fn variables(name: &str) -> Value {
    match name {
        "createConsent" => fixture("000/create_consent.permit.variables.json"),
        "CreateHealthLink" => fixture("002/create_health_link.variables.json"),
        "getOauthUrl" | "activateDirectConnection" => json!({"connectionId": "none"}),
        _ => json!({}),
    }
}

fn fixture(path: &str) -> Value {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/guides").join(path);
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

async fn bearer(world: &World) -> String {
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let id_token: Value = client
        .post(format!("{}/control/people/rosa/id-token", world.sandbox.base_url()))
        .bearer_auth(world.sandbox.control_token())
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let answer: Value = client
        .post(format!("{}/v1/graphql", world.sandbox.base_url()))
        .header("authorization", id_token["idToken"].as_str().unwrap())
        .header("clientkey", "eyJlbnYiOiJzYW5kYm94In0=")
        .json(&json!({"query": "query authenticate { getToken { accessToken { jwtToken } } }"}))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    answer["data"]["getToken"]["accessToken"]["jwtToken"].as_str().expect("a token").to_owned()
}

async fn authorized(world: &World, token: &str, body: Value) -> Value {
    reqwest::Client::builder()
        .no_proxy()
        .build()
        .unwrap()
        .post(format!("{}/v1/graphql", world.sandbox.base_url()))
        .bearer_auth(token)
        .json(&body)
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap()
}
