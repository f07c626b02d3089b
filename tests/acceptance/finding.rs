//! Permission and search.

use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::world::World;
use workflow::view::Topic;

use crate::{list, searched, signed_in, states};

#[tokio::test]
async fn permission_starts_a_search_that_is_followed_as_a_diary() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    assert_eq!(world.ask("consent", Value::Null).await.unwrap()["provision"], "none");
    assert_eq!(world.ask("search", Value::Null).await.unwrap()["status"], "none");

    let consent = world.ask("set_consent", json!({"provision": "permit"})).await.unwrap();
    assert_eq!(consent["provision"], "permit");
    assert_eq!(world.ask("consent", Value::Null).await.unwrap()["provision"], "permit");
    // The network has the permission, and has not begun.
    let mut news = world.changed.subscribe();
    let ready = loop {
        let search = world.ask("search", Value::Null).await.unwrap();
        if search["status"] == "ready" {
            break search;
        }
        news.recv().await.unwrap();
    };
    assert!(ready["startedAt"].is_null(), "a search that waits has no beginning");
    world.advance_until(2, "search", |search| search["status"] == "in-progress").await.unwrap();
    let search = world.advance_until(30, "search", |search| search["status"] == "completed").await.unwrap();

    let began: jiff::Timestamp = search["startedAt"].as_str().unwrap().parse().unwrap();
    let ended: jiff::Timestamp = search["endedAt"].as_str().unwrap().parse().unwrap();
    assert!(ended > began);
    let diary = search["diary"].as_array().unwrap();
    let times: Vec<&str> = diary.iter().map(|entry| entry["at"].as_str().unwrap()).collect();
    assert!(times.is_sorted_by(|a, b| a >= b), "newest first: {times:?}");
    let count = |kind: &str| diary.iter().filter(|entry| entry["kind"] == kind).count();
    assert_eq!((count("finding-turned-on"), count("search-began"), count("search-ended")), (1, 1, 1));
    assert_eq!((count("place-connected"), count("place-needs-sign-in")), (3, 2));
}

#[tokio::test]
async fn some_places_connect_by_themselves_and_some_ask_for_a_sign_in() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    let places = world.ask("places", Value::Null).await.unwrap();
    assert_eq!(
        states(&places),
        [
            ("Fernhill Women’s Health", "needs-sign-in"),
            ("Quillback Heart Clinic", "needs-sign-in"),
            ("Alder Bay Medical Center", "connected"),
            ("Juniper Street Family Practice", "connected"),
            ("Tamarack Falls Hospital", "connected"),
        ]
    );
    for place in list(&places).iter().filter(|place| place["state"] == "connected") {
        assert_eq!((&place["voice"], &place["how"]), (&json!("rest"), &json!("for-you")));
        assert!(place["lastSynced"].is_string());
    }
}

#[tokio::test]
async fn turning_finding_off_pauses_the_places_and_turning_it_on_brings_them_back() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    world.ask("set_consent", json!({"provision": "deny"})).await.unwrap();
    let places = world
        .advance_until(5, "places", |places| list(places).iter().all(|p| p["state"] == "paused"))
        .await
        .unwrap();
    assert!(!list(&places).is_empty());
    assert!(list(&places).iter().all(|place| place["action"] == "turn-on-finding"));
    assert_eq!(world.ask("consent", Value::Null).await.unwrap()["provision"], "deny");

    world.ask("set_consent", json!({"provision": "permit"})).await.unwrap();
    world
        .advance_until(30, "places", |places| {
            list(places).iter().filter(|p| p["state"] == "connected").count() == 3
        })
        .await
        .unwrap();
}

/// The page is told by topics alone, and asks again.
#[tokio::test]
async fn a_search_announces_what_changed_and_nothing_else() {
    let (world, _) = searched("mateo", PatientHost::default()).await;
    let announced = world.announced.lock().unwrap().clone();
    let told: Vec<String> = announced
        .iter()
        .map(|topic| serde_json::to_value(topic).unwrap().as_str().unwrap().to_owned())
        .collect();
    for topic in ["session", "consent", "search", "places"] {
        assert!(told.iter().any(|t| t == topic), "{topic}");
    }
}

#[tokio::test]
async fn a_search_that_fails_says_so() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    world.ask("set_consent", json!({"provision": "permit"})).await.unwrap();
    world.control("people/rosa/search", json!({"outcome": "failed"})).await.unwrap();
    let search = world.advance_until(30, "search", |search| search["status"] == "failed").await.unwrap();
    let kinds: Vec<&Value> = search["diary"].as_array().unwrap().iter().map(|entry| &entry["kind"]).collect();
    assert!(kinds.contains(&&json!("search-stopped")) && !kinds.contains(&&json!("search-ended")));
}

/// Politeness: nobody sees the answer, so it is asked for half as often; whoever looks again does not wait for it.
#[tokio::test]
async fn a_hidden_window_asks_half_as_often_and_soon_when_it_is_seen_again() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    world.ask("set_visible", json!({"visible": false})).await.unwrap();
    world.ask("set_consent", json!({"provision": "permit"})).await.unwrap();
    // Each step is as long as the longest pause: the follower asks once in each.
    for _ in 0..8 {
        world.advance(60).await.unwrap();
        asked_now(&world).await;
    }
    let (last, next) = asked(&world).await;
    assert_eq!(next.unwrap().duration_since(last).as_secs(), 60);

    world.ask("set_visible", json!({"visible": true})).await.unwrap();
    world.advance(5).await.unwrap();
    asked_now(&world).await;
    let (again, next) = asked(&world).await;
    assert_eq!(again.duration_since(last).as_secs(), 5);
    assert_eq!(next.unwrap().duration_since(again).as_secs(), 30);
}

/// A look between two at the places asks for the task alone; after a sleep it asks for both, however many looks are left.
#[tokio::test]
async fn a_computer_that_slept_sees_at_once_what_came_meanwhile() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    world.ask("set_consent", json!({"provision": "permit"})).await.unwrap();
    let looks_at_places = || {
        let announced = world.announced.lock().unwrap();
        announced.iter().filter(|topic| **topic == Topic::Places).count()
    };
    // The first look is at the places too, the next ones are not.
    asked_now(&world).await;
    let first = looks_at_places();
    world.advance(8).await.unwrap();
    asked_now(&world).await;
    assert_eq!(looks_at_places(), first);
    world.advance(190).await.unwrap();
    asked_now(&world).await;
    assert_eq!(looks_at_places(), first + 1);
}

/// When the follower last asked, and when it asks again.
async fn asked(world: &World) -> (jiff::Timestamp, Option<jiff::Timestamp>) {
    let search = world.ask("search", Value::Null).await.unwrap();
    let instant = |name: &str| search[name].as_str().map(|at| at.parse::<jiff::Timestamp>().unwrap());
    (instant("lastAskedAt").unwrap_or_default(), instant("nextAskAt"))
}

/// Waits until the follower has asked at the time that the clock shows, and has made its next plan. Its news are not
/// counted: one may be of a look before.
async fn asked_now(world: &World) {
    let now = world.core.clock().now;
    let mut news = world.changed.subscribe();
    loop {
        let (last, next) = asked(world).await;
        if last == now && next.is_some_and(|next| next > now) {
            return;
        }
        news.recv().await.unwrap();
    }
}
