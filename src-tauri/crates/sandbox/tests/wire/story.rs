//! The whole line once: sign in, consent, search, portal, records, health link, manifest.

use serde_json::{Value, json};

use crate::links::{open, shared};
use crate::support::{ALDER_BAY, CREATE_HEALTH_LINK, FERNHILL, JUNIPER, QUILLBACK, TAMARACK, World};

#[tokio::test]
async fn a_person_finds_connects_and_shares() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    assert!(rosa.connections().await.is_empty());

    rosa.consent("PERMIT").await;
    assert_eq!(rosa.task_status().await, "ready");
    world.advance(10).await;
    assert_eq!(rosa.task_status().await, "in-progress");

    // Places come one after another, each fetching as soon as it is there.
    world.advance(170).await;
    assert_eq!(rosa.state(JUNIPER).await, "CONNECTED/PENDING");
    world.advance(10).await;
    assert_eq!(rosa.state(JUNIPER).await, "CONNECTED/RETRIEVING");
    world.advance(40).await;
    assert_eq!(rosa.state(JUNIPER).await, "CONNECTED/RETRIEVED");
    assert!(rosa.recommended().await.is_empty());
    world.advance(130).await;
    assert_eq!(rosa.recommended().await, [QUILLBACK]);
    world.advance(360).await;
    assert_eq!(rosa.task_status().await, "completed");
    assert_eq!(rosa.recommended().await, [QUILLBACK, FERNHILL]);
    let ids: Vec<_> =
        rosa.connections().await.into_iter().map(|connection| connection["id"].clone()).collect();
    assert_eq!(ids, [JUNIPER, ALDER_BAY, TAMARACK]);

    // The portal; its end is only a hint, the connection is the answer.
    let address = rosa.oauth_url(QUILLBACK).await;
    assert_eq!(world.walk_portal(&address, "allow").await, "/oauth/complete?status_code=success");
    assert_eq!(rosa.state(QUILLBACK).await, "CONNECTED/PENDING");
    assert_eq!(rosa.recommended().await, [FERNHILL]);
    world.advance(60).await;
    assert_eq!(rosa.state(QUILLBACK).await, "CONNECTED/RETRIEVED");

    // Sharing two kinds: the file holds exactly those, from the places that have answered.
    let input = json!({
        "label": "For the cardiologist",
        "resources": [{ "resourceType": "Patient" }, { "resourceType": "Condition" }],
        "securityConfig": { "passcode": "012345" },
    });
    let link = rosa.get(CREATE_HEALTH_LINK, json!({ "input": input })).await;
    let shared = shared(&link);
    let manifest =
        world.http.post(&shared.url).json(&json!({ "recipient": "Front desk", "passcode": "012345" }));
    let manifest = manifest.send().await.unwrap();
    assert_eq!(manifest.status(), 200);
    let manifest: Value = manifest.json().await.unwrap();
    let bundle = open(&shared.key, manifest["files"][0]["embedded"].as_str().unwrap());
    let kinds: Vec<_> =
        bundle["entry"].as_array().unwrap().iter().map(|entry| &entry["resource"]["resourceType"]).collect();
    assert_eq!(kinds, ["Patient", "Condition", "Condition", "Condition", "Condition", "Condition"]);
    let summary = rosa.get("{ getHealthSummary { resources { category total } } }", json!({})).await;
    let conditions =
        summary["resources"].as_array().unwrap().iter().find(|one| one["category"] == "CONDITION");
    assert_eq!(conditions.unwrap()["total"], 5);
}
