//! The app is left and started again: what was under way goes on, and what was known is still known.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::world::World;
use workflow::Notice;

use crate::{done, kept, list, refused};

/// Leaves the app and starts it again; the copy is opened, and nobody is signed in.
async fn started_again(world: World, host: &Arc<PatientHost>) -> World {
    let world = world.restarted(Arc::clone(host) as _).await.unwrap();
    let people = done(&world, "people", Value::Null).await;
    let app = done(&world, "open_copy", json!({"id": people[0]["id"]})).await;
    assert_eq!((&app["copy"]["state"], &app["session"]), (&json!("open"), &Value::Null));
    world
}

#[tokio::test]
async fn a_search_that_was_left_half_way_goes_on_in_its_diary() {
    let (world, host) = kept("rosa", PatientHost::default()).await;
    done(&world, "set_consent", json!({"provision": "permit"})).await;
    let found = |search: &Value, kind: &str| {
        search["diary"].as_array().unwrap().iter().filter(|entry| entry["kind"] == kind).count()
    };
    let before =
        world.advance_until(10, "search", |search| found(search, "place-connected") == 2).await.unwrap();
    assert_eq!(before["status"], "in-progress");

    let world = started_again(world, &host).await;
    // Minutes go by while Satchel is closed: the network goes on by itself.
    world.advance(120).await.unwrap();
    done(&world, "sign_in_again", Value::Null).await;
    let after = world.advance_until(15, "search", |search| search["status"] == "completed").await.unwrap();
    let diary = after["diary"].as_array().unwrap();
    for entry in before["diary"].as_array().unwrap() {
        assert!(diary.contains(entry), "{entry} is gone or was rewritten");
    }
    for kind in ["finding-turned-on", "search-began", "search-ended"] {
        assert_eq!(found(&after, kind), 1, "{kind}");
    }
    assert_eq!((found(&after, "place-connected"), found(&after, "place-needs-sign-in")), (3, 2));
    assert_eq!(
        host.told.lock().unwrap().iter().map(|(notice, _)| *notice).collect::<Vec<_>>(),
        [Notice::SearchEnded]
    );
    let trail = done(&world, "activity", Value::Null).await;
    let entries = trail["entries"].as_array().unwrap();
    assert_eq!(entries.iter().filter(|entry| entry["kind"] == "search-ended").count(), 1);
}

#[tokio::test]
async fn who_was_away_when_it_ended_reads_so_and_is_not_called() {
    let (world, host) = kept("rosa", PatientHost::default()).await;
    done(&world, "set_consent", json!({"provision": "permit"})).await;
    world.advance_until(5, "search", |search| search["status"] == "in-progress").await.unwrap();
    let world = started_again(world, &host).await;
    world.advance(3600).await.unwrap();
    done(&world, "sign_in_again", Value::Null).await;
    let search = world.advance_until(5, "search", |search| search["status"] == "completed").await.unwrap();
    let began: jiff::Timestamp = search["startedAt"].as_str().unwrap().parse().unwrap();
    let ended: jiff::Timestamp = search["endedAt"].as_str().unwrap().parse().unwrap();
    assert!(ended.duration_since(began).as_secs() < 720, "the network's own times");
    assert!(
        host.told.lock().unwrap().is_empty(),
        "whoever looks at the screen needs no word from the system"
    );
}

#[tokio::test]
async fn the_last_known_state_is_there_before_anybody_signs_in_and_says_of_when_it_is() {
    let (world, host) = kept("rosa", PatientHost::default()).await;
    done(&world, "set_consent", json!({"provision": "permit"})).await;
    world.advance_until(30, "search", |search| search["status"] == "completed").await.unwrap();
    let live = done(&world, "places", Value::Null).await;
    let told_at = live["asOf"].clone();
    done(&world, "consent", Value::Null).await;

    let world = started_again(world, &host).await;
    world.advance(86_400).await.unwrap();
    assert_eq!(refused(&world, "places", Value::Null).await, "signed-out", "nothing old passes as an answer");
    let known = done(&world, "last_known", Value::Null).await;
    assert_eq!(known["places"]["asOf"], told_at);
    assert_eq!(list(&known["places"]), list(&live));
    assert_eq!(known["consent"]["provision"], "permit");
    assert_eq!(known["search"]["status"], "completed");
    assert!(known["asOf"].as_str().unwrap() <= told_at.as_str().unwrap());
    // Nothing that changes the network is kept for later: it is refused, and nothing is sent.
    for (command, request) in [("set_consent", json!({"provision": "deny"})), ("turning_off", Value::Null)] {
        assert_eq!(refused(&world, command, request).await, "signed-out", "{command}");
    }
    done(&world, "sign_in_again", Value::Null).await;
    assert_eq!(done(&world, "consent", Value::Null).await["provision"], "permit");
}

#[tokio::test]
async fn without_the_network_what_was_known_stays_and_nothing_is_promised_for_later() {
    let (mut world, _) = kept("rosa", PatientHost::default()).await;
    done(&world, "set_consent", json!({"provision": "permit"})).await;
    world.advance_until(30, "search", |search| search["status"] == "completed").await.unwrap();
    let live = done(&world, "places", Value::Null).await;
    done(&world, "consent", Value::Null).await;
    world.network_down().await.unwrap();
    for command in ["places", "consent", "turning_off"] {
        assert_eq!(refused(&world, command, Value::Null).await, "no-internet", "{command}");
    }
    assert_eq!(refused(&world, "set_consent", json!({"provision": "deny"})).await, "no-internet");
    let known = done(&world, "last_known", Value::Null).await;
    assert_eq!(list(&known["places"]), list(&live));
    assert_eq!(known["consent"]["provision"], "permit", "what was not sent did not happen");
    assert_eq!(done(&world, "receipts", Value::Null).await.as_array().unwrap().len(), 1);
}
