//! Search, connections and consent: the rules of bwell-wire 6.2–6.6.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{
    ACTIVATE, ALDER_BAY, CEDAR_LOOP, FERNHILL, JUNIPER, QUILLBACK, TAMARACK, User, World, claims,
};

async fn force(world: &World, connection: &str, status: &str) {
    let path = format!("/control/people/rosa/connections/{connection}");
    world.control(Method::POST, &path, Some(json!({ "status": status }))).await;
}

async fn connect(world: &World, user: &User, connection: &str) {
    let address = user.oauth_url(connection).await;
    assert!(world.walk_portal(&address, "allow").await.ends_with("=success"));
}

#[tokio::test]
async fn users_share_nothing() {
    let world = World::start().await;
    let (rosa, mateo) = (world.sign_in("rosa").await, world.sign_in("mateo").await);
    rosa.consent("PERMIT").await;
    world.advance(200).await;
    assert_eq!(rosa.connections().await.len(), 1);
    assert!(mateo.connections().await.is_empty());
    assert_eq!(mateo.task_status().await, Value::Null);
    mateo.consent("PERMIT").await;
    world.advance(180).await;
    assert_eq!(mateo.task_status().await, "completed");
    assert_eq!(rosa.task_status().await, "in-progress");
    rosa.consent("DENY").await;
    assert_eq!(mateo.task_status().await, "completed");
    assert_eq!(mateo.change("disconnectConnection", JUNIPER).await.refusal().1, "not-found");
    // Another subject with the same story is another user.
    let path = "/control/people/rosa/id-token";
    let twin = world.control(Method::POST, path, Some(json!({ "subject": "rosa-2" }))).await;
    let twin = world.sign_in_with(twin["idToken"].as_str().unwrap()).await;
    assert_ne!(claims(&twin.identity)["sub"], claims(&rosa.identity)["sub"]);
    twin.consent("PERMIT").await;
    world.advance(180).await;
    assert_eq!(twin.state(JUNIPER).await, "CONNECTED/PENDING");
}

#[tokio::test]
async fn a_second_permit_alone_starts_nothing() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    rosa.consent("PERMIT").await;
    assert_eq!(rosa.task_status().await, "completed");
}

#[tokio::test]
async fn denying_ends_access_and_permitting_again_restores_and_searches_again() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    connect(&world, &rosa, QUILLBACK).await;
    connect(&world, &rosa, CEDAR_LOOP).await;
    rosa.change("disconnectConnection", JUNIPER).await;
    rosa.change("deleteConnection", TAMARACK).await;
    force(&world, ALDER_BAY, "EXPIRED").await;

    rosa.consent("DENY").await;
    assert_eq!(rosa.task_status().await, "rejected");
    assert!(rosa.recommended().await.is_empty());
    let status = async |id: &str| rosa.connection(id).await["status"].as_str().unwrap().to_owned();
    assert_eq!(status(JUNIPER).await, "DISCONNECTED");
    assert_eq!(status(TAMARACK).await, "DELETED");
    assert_eq!(status(ALDER_BAY).await, "ACCESS_ENDED");
    assert_eq!(status(QUILLBACK).await, "ACCESS_ENDED");
    assert_eq!(status(CEDAR_LOOP).await, "CONNECTED", "PROA is not IAS");
    for refused in [QUILLBACK, FERNHILL] {
        let answer = rosa
            .ask(
                "query q($id: String!) { getOauthUrl(connectionId: $id) { redirectUrl } }",
                json!({ "id": refused }),
            )
            .await;
        assert_eq!(answer.rule(), "IAS_CONSENT_REQUIRED");
    }

    rosa.consent("PERMIT").await;
    assert_eq!(rosa.task_status().await, "ready");
    assert_eq!(status(JUNIPER).await, "DISCONNECTED");
    assert_eq!(status(TAMARACK).await, "DELETED");
    assert_eq!(status(ALDER_BAY).await, "CONNECTED");
    assert_eq!(status(QUILLBACK).await, "CONNECTED");
    assert_eq!(rosa.recommended().await, [FERNHILL]);
    world.advance(720).await;
    assert_eq!(rosa.task_status().await, "completed");
    assert_eq!(rosa.connections().await.len(), 5, "nothing is found twice");
}

#[tokio::test]
async fn denying_during_a_search_stops_it_and_a_halted_fetch_begins_again() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    rosa.consent("PERMIT").await;
    world.advance(195).await;
    assert_eq!(rosa.state(JUNIPER).await, "CONNECTED/RETRIEVING");
    rosa.consent("DENY").await;
    world.advance(1000).await;
    assert_eq!(rosa.state(JUNIPER).await, "ACCESS_ENDED/RETRIEVING");
    assert_eq!(rosa.connections().await.len(), 1);
    rosa.consent("PERMIT").await;
    assert_eq!(rosa.state(JUNIPER).await, "CONNECTED/PENDING");
    world.advance(50).await;
    assert_eq!(rosa.state(JUNIPER).await, "CONNECTED/RETRIEVED");
    // The others are found at their time of the new search.
    assert_eq!(rosa.connections().await.len(), 1);
    world.advance(250).await;
    assert_eq!(rosa.connections().await.len(), 2);
}

#[tokio::test]
async fn the_summary_counts_every_kind_at_places_that_have_answered() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let counts = async || -> Vec<(String, u64)> {
        let summary = rosa
            .get("query GetHealthSummary { getHealthSummary { resources { category total } } }", json!({}))
            .await;
        let one =
            |one: &Value| (one["category"].as_str().unwrap().to_owned(), one["total"].as_u64().unwrap());
        let mut counts: Vec<_> = summary["resources"].as_array().unwrap().iter().map(one).collect();
        counts.sort();
        counts
    };
    assert!(counts().await.iter().all(|(_, total)| *total == 0));
    rosa.consent("PERMIT").await;
    // Juniper Street is connected and still fetching: nothing counts yet.
    world.advance(220).await;
    assert!(counts().await.iter().all(|(_, total)| *total == 0));
    world.advance(680).await;
    let expected = [
        ("ALLERGY_INTOLERANCE", 2),
        ("CARE_PLAN", 1),
        ("CONDITION", 4),
        ("ENCOUNTER", 4),
        ("IMMUNIZATION", 4),
        ("LABS", 8),
        ("MEDICATIONS", 4),
        ("PROCEDURE", 2),
        ("VITAL_SIGNS", 5),
    ];
    assert_eq!(counts().await, expected.map(|(category, total)| (category.to_owned(), total)));
}

#[tokio::test]
async fn disconnecting_keeps_records_and_deleting_removes_them() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let conditions = async || {
        let summary = rosa.get("{ getHealthSummary { resources { category total } } }", json!({})).await;
        let all = summary["resources"].as_array().unwrap().clone();
        all.iter().find(|one| one["category"] == "CONDITION").unwrap()["total"].as_u64().unwrap()
    };
    assert_eq!(conditions().await, 4);
    let answer = rosa.change("disconnectConnection", JUNIPER).await;
    assert_eq!(
        answer.body["data"]["disconnectConnection"],
        json!({ "status": "DISCONNECTED", "statusUpdated": "2026-08-19T12:22:46.000000" })
    );
    assert_eq!(conditions().await, 4);
    assert_eq!(
        rosa.change("disconnectConnection", JUNIPER).await.refusal(),
        ("404".into(), "not-found".into())
    );

    let answer = rosa.change("deleteConnection", JUNIPER).await;
    assert_eq!(answer.body["data"]["deleteConnection"]["status"], "DELETED");
    assert_eq!(rosa.state(JUNIPER).await, "DELETED/DELETING");
    assert_eq!(rosa.ask(ACTIVATE, json!({ "connectionId": JUNIPER })).await.rule(), "DELETION_RUNNING");
    world.advance(30).await;
    assert_eq!(rosa.state(JUNIPER).await, "DELETED/DATA_DELETED");
    assert_eq!(rosa.connection(JUNIPER).await["lastSynced"], Value::Null);
    assert_eq!(conditions().await, 2);
    assert_eq!(rosa.change("deleteConnection", JUNIPER).await.refusal().1, "not-found");
    assert_eq!(rosa.change("deleteConnection", "nobody").await.refusal().1, "not-found");
}

#[tokio::test]
async fn a_direct_connection_comes_back_by_activation() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    for gone in ["disconnectConnection", "deleteConnection"] {
        rosa.change(gone, JUNIPER).await;
        world.advance(60).await;
        let answer = rosa.get(ACTIVATE, json!({ "connectionId": JUNIPER })).await;
        assert_eq!(answer["status"], "CONNECTED");
        assert_eq!(rosa.state(JUNIPER).await, "CONNECTED/PENDING");
        world.advance(50).await;
        assert_eq!(rosa.state(JUNIPER).await, "CONNECTED/RETRIEVED");
    }
    rosa.change("disconnectConnection", JUNIPER).await;
    rosa.consent("DENY").await;
    assert_eq!(rosa.ask(ACTIVATE, json!({ "connectionId": JUNIPER })).await.rule(), "IAS_CONSENT_REQUIRED");
    rosa.consent("PERMIT").await;
    assert_eq!(rosa.ask(ACTIVATE, json!({ "connectionId": "nobody" })).await.refusal().1, "not-found");
    connect(&world, &rosa, QUILLBACK).await;
    rosa.change("disconnectConnection", QUILLBACK).await;
    assert_eq!(rosa.ask(ACTIVATE, json!({ "connectionId": QUILLBACK })).await.rule(), "NOT_DIRECT");
    // Our guess for what the guides leave open: an expired one wants a fresh proof of identity.
    force(&world, ALDER_BAY, "EXPIRED").await;
    assert_eq!(rosa.ask(ACTIVATE, json!({ "connectionId": ALDER_BAY })).await.rule(), "IDENTITY_EXPIRED");
}

#[tokio::test]
async fn a_sign_in_place_comes_back_by_signing_in_again() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    connect(&world, &rosa, QUILLBACK).await;
    for status in ["EXPIRED", "DISCONNECTED", "DELETED"] {
        force(&world, QUILLBACK, status).await;
        world.advance(60).await;
        assert_eq!(rosa.connection(QUILLBACK).await["status"], status);
        connect(&world, &rosa, QUILLBACK).await;
        assert_eq!(rosa.state(QUILLBACK).await, "CONNECTED/PENDING");
        world.advance(60).await;
    }
    assert_eq!(rosa.recommended().await, [FERNHILL]);
}

#[tokio::test]
async fn a_permission_runs_out() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    connect(&world, &rosa, QUILLBACK).await;
    world.advance(90 * 24 * 3600).await;
    // The access token has long ended; the person signs in again and finds the same user.
    let rosa = world.sign_in("rosa").await;
    let connection = rosa.connection(QUILLBACK).await;
    assert_eq!((&connection["status"], &connection["syncStatus"]), (&json!("EXPIRED"), &json!("RETRIEVED")));
    assert_eq!(connection["statusUpdated"], "2026-11-17T12:22:46.000000");
    assert_eq!(rosa.connection(JUNIPER).await["status"], "CONNECTED");
}

#[tokio::test]
async fn a_search_can_fail() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    rosa.consent("PERMIT").await;
    world.control(Method::POST, "/control/people/rosa/search", Some(json!({ "outcome": "failed" }))).await;
    world.advance(720).await;
    assert_eq!(rosa.task_status().await, "failed");
    rosa.consent("DENY").await;
    rosa.consent("PERMIT").await;
    world.advance(720).await;
    assert_eq!(rosa.task_status().await, "completed");
}

#[tokio::test]
async fn the_directory_leads_to_a_proa_connection() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let search = "query s($searchInput: SearchHealthResourcesInput) { searchHealthResources(searchInput: $searchInput) { pagingInfo { totalItems totalPages } results { type content endpoint { name } } } }";
    let input = json!({ "search": "cedar", "searchContext": "DATA_CONNECTIONS", "paging": { "pageNumber": 0, "pageSize": 20 } });
    let found = rosa.get(search, json!({ "searchInput": input })).await;
    assert_eq!(found["pagingInfo"], json!({ "totalItems": 1, "totalPages": 1 }));
    let id = found["results"][0]["endpoint"][0]["name"].as_str().unwrap();
    assert_eq!(id, CEDAR_LOOP);
    let source = rosa.get("query d($id: String!) { getDataSource(connectionId: $id) { id name category type integrationType } }", json!({ "id": id })).await;
    assert_eq!(source["name"], "Cedar Loop Eye Care");
    connect(&world, &rosa, id).await;
    assert_eq!(rosa.connection(id).await["integrationType"], "PROA");
    // What the search has not found yet, and what takes no sign-in, has no address.
    let oauth = "query q($id: String!) { getOauthUrl(connectionId: $id) { redirectUrl } }";
    assert_eq!(rosa.ask(oauth, json!({ "id": QUILLBACK })).await.refusal().1, "not-found");
    assert_eq!(rosa.ask(oauth, json!({ "id": "nobody" })).await.refusal().1, "not-found");
    rosa.consent("PERMIT").await;
    world.advance(180).await;
    assert_eq!(rosa.ask(oauth, json!({ "id": JUNIPER })).await.rule(), "NO_SIGN_IN");
    let basic = "mutation b($id: String!) { createConnection(connectionId: $id, username: \"u\", password: \"p\") { id status } }";
    assert_eq!(rosa.ask(basic, json!({ "id": JUNIPER })).await.rule(), "NOT_BASIC");
    assert_eq!(rosa.ask(basic, json!({ "id": "nobody" })).await.refusal().1, "not-found");
}
