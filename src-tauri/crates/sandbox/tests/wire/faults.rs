//! Switches for faults (checklist 13).

use std::time::{Duration, Instant};

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::World;

async fn add(world: &World, fault: Value) {
    world.control(Method::POST, "/control/faults", Some(fault)).await;
}

#[tokio::test]
async fn statuses_strike_as_often_as_told() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let ask = async |document: &str| {
        let request = world.http.post(world.url("/v1/graphql")).bearer_auth(&rosa.access);
        request.json(&json!({ "query": document })).send().await.unwrap()
    };
    let profile = "{ userProfile { id } }";
    add(&world, json!({ "status": 401 })).await;
    assert_eq!(ask(profile).await.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(ask(profile).await.status(), StatusCode::OK);

    add(&world, json!({ "status": 429, "retryAfterSeconds": 7, "field": "tasks", "times": 2 })).await;
    assert_eq!(ask(profile).await.status(), StatusCode::OK);
    for _ in 0..2 {
        let limited = ask("{ tasks { id } }").await;
        assert_eq!(
            (limited.status(), &limited.headers()["retry-after"]),
            (StatusCode::TOO_MANY_REQUESTS, &"7".parse().unwrap())
        );
    }
    assert_eq!(ask("{ tasks { id } }").await.status(), StatusCode::OK);

    add(&world, json!({ "status": 503, "times": 0 })).await;
    for _ in 0..3 {
        assert_eq!(ask(profile).await.status(), StatusCode::SERVICE_UNAVAILABLE);
    }
    assert_eq!(world.control(Method::GET, "/control/faults", None).await[0]["status"], 503);
    world.control(Method::DELETE, "/control/faults", None).await;
    assert_eq!(ask(profile).await.status(), StatusCode::OK);
}

#[tokio::test]
async fn answers_can_be_late_partial_or_missing() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let profile = "{ userProfile { gender } }";
    add(&world, json!({ "delayMilliseconds": 120 })).await;
    let begun = Instant::now();
    assert_eq!(rosa.get(profile, json!({})).await["gender"], "female");
    assert!(begun.elapsed() >= Duration::from_millis(120));

    for (kind, code) in [("bare", Value::Null), ("complete", json!("500"))] {
        add(&world, json!({ "partial": kind })).await;
        let answer = rosa.ask(profile, json!({})).await;
        assert_eq!(answer.body["data"]["userProfile"]["gender"], "female");
        assert_eq!(answer.body["errors"][0]["extensions"]["code"], code);
    }

    add(&world, json!({ "noAnswer": true })).await;
    let request = world
        .http
        .post(world.url("/v1/graphql"))
        .bearer_auth(&rosa.access)
        .timeout(Duration::from_millis(150));
    assert!(request.json(&json!({ "query": profile })).send().await.unwrap_err().is_timeout());
    let refused = world.steer(Method::POST, "/control/faults", Some(json!({ "sttus": 500 }))).await;
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn the_link_host_has_faults_of_its_own() {
    let world = World::start().await;
    add(&world, json!({ "at": "manifest", "status": 429, "retryAfterSeconds": 3 })).await;
    let url = world.url("/v1/health-link/manifests/x");
    let limited = world.http.post(&url).send().await.unwrap();
    assert_eq!(
        (limited.status(), &limited.headers()["retry-after"]),
        (StatusCode::TOO_MANY_REQUESTS, &"3".parse().unwrap())
    );
    assert_eq!(world.http.post(&url).send().await.unwrap().status(), StatusCode::NOT_FOUND);
    add(&world, json!({ "at": "files", "status": 500 })).await;
    let file = world.http.get(world.url("/v1/health-link/files/x")).send().await.unwrap();
    assert_eq!(file.status(), StatusCode::INTERNAL_SERVER_ERROR);
}
