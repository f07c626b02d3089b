//! The network on a bad day: slow, busy, failing, half an answer, a word that nobody knows. Over the real wire.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::world::World;

use crate::{done, kept, list, refused, searched, signed_in};

async fn fault(world: &World, fault: Value) {
    world.control("faults", fault).await.unwrap();
}

#[tokio::test]
async fn a_network_that_does_not_answer_is_told_as_slow_and_the_next_try_works() {
    let world =
        World::impatient(Arc::new(PatientHost::default()), Duration::from_millis(1500)).await.unwrap();
    done(&world, "sign_in", json!({"personId": "rosa"})).await;
    fault(&world, json!({"field": "consents", "noAnswer": true, "times": 0})).await;
    let error = world.ask("consent", Value::Null).await.unwrap_err();
    assert_eq!(serde_json::to_value(error.code).unwrap(), "network-slow");
    assert_eq!(serde_json::to_value(error.retry).unwrap(), json!({"when": "now"}));
    world.without_faults().await.unwrap();
    done(&world, "consent", Value::Null).await;
}

#[tokio::test]
async fn one_401_is_cured_by_a_renewal_and_nobody_notices() {
    let (world, _) = kept("rosa", PatientHost::default()).await;
    fault(&world, json!({"field": "getMemberConnections", "status": 401})).await;
    done(&world, "places", Value::Null).await;
    assert!(done(&world, "app", Value::Null).await["session"].is_object());
    // A change is sent once more too: a 401 means that nothing was done.
    fault(&world, json!({"field": "createConsent", "status": 401})).await;
    done(&world, "set_consent", json!({"provision": "permit"})).await;
    let trail = done(&world, "activity", Value::Null).await;
    let kinds: Vec<&Value> =
        trail["entries"].as_array().unwrap().iter().map(|entry| &entry["kind"]).collect();
    assert!(!kinds.contains(&&json!("signed-out-by-network")), "{kinds:?}");
}

#[tokio::test]
async fn a_401_that_a_renewal_does_not_cure_ends_the_session_and_a_sign_in_goes_on_with_the_search() {
    let (world, _) = kept("rosa", PatientHost::default()).await;
    done(&world, "set_consent", json!({"provision": "permit"})).await;
    world.advance_until(5, "search", |search| search["status"] == "in-progress").await.unwrap();
    fault(&world, json!({"status": 401, "times": 0})).await;
    // The follower finds it out by itself.
    let mut news = world.changed.subscribe();
    world.advance(60).await.unwrap();
    while done(&world, "app", Value::Null).await["session"].is_object() {
        news.recv().await.unwrap();
    }
    assert_eq!(refused(&world, "search", Value::Null).await, "signed-out");
    assert_eq!(done(&world, "last_known", Value::Null).await["search"]["status"], "in-progress");
    world.without_faults().await.unwrap();
    done(&world, "sign_in_again", Value::Null).await;
    world.advance_until(30, "search", |search| search["status"] == "completed").await.unwrap();
}

#[tokio::test]
async fn a_wait_that_the_network_asks_for_is_told_and_kept() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    let busy = json!({"field": "getMemberConnections", "status": 429, "retryAfterSeconds": 90, "times": 0});
    fault(&world, busy).await;
    let error = world.ask("places", Value::Null).await.unwrap_err();
    assert_eq!(serde_json::to_value(error.code).unwrap(), "asked-too-often");
    assert_eq!(serde_json::to_value(error.retry).unwrap(), json!({"when": "after", "seconds": 90}));

    world.without_faults().await.unwrap();

    // Whoever follows a search keeps it too, however short its own pause would be.
    done(&world, "set_consent", json!({"provision": "permit"})).await;
    world.advance_until(5, "search", |search| search["status"] == "in-progress").await.unwrap();
    fault(&world, json!({"field": "tasks", "status": 429, "retryAfterSeconds": 90})).await;
    world.advance(30).await.unwrap();
    let now = world.core.clock().now;
    let search = until_planned(&world, |next| next.duration_since(now).as_secs() >= 90).await;
    assert_eq!(search["status"], "in-progress", "a poll that failed is no news");
    world.advance_until(30, "search", |search| search["status"] == "completed").await.unwrap();
}

/// Waits until the follower's next poll is planned so.
async fn until_planned(world: &World, holds: impl Fn(jiff::Timestamp) -> bool) -> Value {
    let mut news = world.changed.subscribe();
    loop {
        let search = done(world, "search", Value::Null).await;
        if search["nextAskAt"].as_str().is_some_and(|next| holds(next.parse().unwrap())) {
            return search;
        }
        news.recv().await.unwrap();
    }
}

#[tokio::test]
async fn a_network_in_trouble_hides_nothing_and_a_search_outlives_it() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    done(&world, "set_consent", json!({"provision": "permit"})).await;
    world.advance_until(5, "search", |search| search["status"] == "in-progress").await.unwrap();
    fault(&world, json!({"status": 500, "times": 0})).await;
    for command in ["places", "consent", "turning_off"] {
        assert_eq!(refused(&world, command, Value::Null).await, "network-trouble", "{command}");
    }
    for _ in 0..4 {
        world.advance(60).await.unwrap();
        assert_eq!(done(&world, "search", Value::Null).await["status"], "in-progress");
    }
    world.without_faults().await.unwrap();
    world.advance_until(30, "search", |search| search["status"] == "completed").await.unwrap();
}

#[tokio::test]
async fn half_an_answer_is_an_error_and_never_a_shorter_list() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    let before = done(&world, "places", Value::Null).await;
    for partial in ["complete", "bare"] {
        fault(&world, json!({"field": "getMemberConnections", "partial": partial})).await;
        let code = refused(&world, "places", Value::Null).await;
        assert!(["network-trouble", "network-refused", "answer-not-understood"].contains(&&*code), "{code}");
    }
    let known = done(&world, "last_known", Value::Null).await;
    assert_eq!(list(&known["places"]), list(&before));
    assert_eq!(list(&done(&world, "places", Value::Null).await), list(&before));
}

#[tokio::test]
async fn a_word_that_nobody_knows_is_shown_as_unknown_and_never_as_an_end() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    done(&world, "set_consent", json!({"provision": "permit"})).await;
    world.advance_until(5, "search", |search| search["status"] == "in-progress").await.unwrap();
    fault(&world, json!({"field": "tasks", "overwrite": {"status": "halted"}, "times": 0})).await;
    let search = world.advance_until(3, "search", |search| search["status"] == "unknown").await.unwrap();
    assert!(search["nextAskAt"].is_string(), "what we do not understand may still end");
    fault(&world, json!({"field": "consents", "overwrite": {"type": "maybe"}, "times": 0})).await;
    assert_eq!(done(&world, "consent", Value::Null).await["provision"], "unknown");
    world.without_faults().await.unwrap();
    world.advance_until(30, "search", |search| search["status"] == "completed").await.unwrap();
}
