//! What happened, written down as it happens.

use serde_json::{Value, json};
use tests::patient::{Answer, PatientHost};
use tests::world::World;

use crate::{id_of, searched, signed_in};

/// Kind and place of every entry, newest first.
async fn entries(world: &World) -> Vec<(String, Option<String>)> {
    let activity = world.ask("activity", Value::Null).await.unwrap();
    assert_eq!(activity["whole"], true, "{activity}");
    let entries = activity["entries"].as_array().unwrap();
    entries
        .iter()
        .map(|entry| {
            assert!(entry["reference"].as_str().unwrap().starts_with("SH-"));
            (entry["kind"].as_str().unwrap().to_owned(), entry["place"].as_str().map(str::to_owned))
        })
        .collect()
}

fn count(entries: &[(String, Option<String>)], kind: &str) -> usize {
    entries.iter().filter(|(k, _)| k == kind).count()
}

#[tokio::test]
async fn the_whole_line_leaves_its_trail_and_each_thing_once() {
    let (world, _) =
        searched("rosa", PatientHost { answer: Some(Answer::Approve), ..PatientHost::default() }).await;
    let place = id_of(&world.ask("places", Value::Null).await.unwrap(), "needs-sign-in");
    let connecting = {
        let (core, place) = (std::sync::Arc::clone(&world.core), place.clone());
        tokio::spawn(async move {
            commands::dispatch(&core, "connect", json!({ "placeId": place }), &|_| {}).await
        })
    };
    // The patient has signed in by the time the portal is open; "I finished signing in" makes it look.
    while !connecting.is_finished() {
        world.ask("connect_look", json!({ "placeId": place })).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    assert_eq!(connecting.await.unwrap().unwrap()["result"], "connected");
    let share = world.ask("create_share", json!({"label": "Health Records", "kinds": null})).await.unwrap();
    world.ask("show_passcode", json!({"shareId": share["id"]})).await.unwrap();
    world.ask("save_share_picture", json!({"shareId": share["id"]})).await.unwrap();
    world.ask("end_share", json!({"shareId": share["id"]})).await.unwrap();

    let all = entries(&world).await;
    for (kind, times) in [
        ("signed-in", 1),
        ("finding-turned-on", 1),
        ("search-ended", 1),
        ("place-connected", 4),
        ("code-made", 1),
        ("passcode-shown", 1),
        ("picture-saved", 1),
        ("code-forgotten", 1),
    ] {
        assert_eq!(count(&all, kind), times, "{kind}: {all:?}");
    }
    assert_eq!(all[0].0, "code-forgotten", "newest first");
    assert!(all.iter().filter(|(kind, _)| kind == "place-connected").all(|(_, place)| place.is_some()));
    let activity = world.ask("activity", Value::Null).await.unwrap();
    let ended =
        activity["entries"].as_array().unwrap().iter().find(|e| e["kind"] == "search-ended").unwrap().clone();
    assert_eq!(ended["count"], 5);
}

#[tokio::test]
async fn what_did_not_work_is_written_down_with_its_code() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    let error = world.ask("show_passcode", json!({"shareId": "none"})).await.unwrap_err();
    let activity = world.ask("activity", Value::Null).await.unwrap();
    let newest = &activity["entries"][0];
    assert_eq!((&newest["kind"], &newest["failed"]), (&json!("passcode-shown"), &json!("link-is-over")));
    assert_eq!(
        newest["reference"],
        json!(error.reference),
        "the reference of the error is the reference of the trail"
    );
}

#[tokio::test]
async fn one_persons_trail_is_not_anothers() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    world.ask("set_consent", json!({"provision": "permit"})).await.unwrap();
    world.ask("sign_in", json!({"personId": "mateo"})).await.unwrap();
    let his = entries(&world).await;
    assert_eq!(his, [("signed-in".to_owned(), None)]);
}
