//! Sharing at the desk.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::{Value, json};
use tests::clinic::{self, Opened};
use tests::patient::PatientHost;
use tests::picture::read_qr;
use tests::world::World;

use crate::searched;

async fn share(world: &World, request: Value) -> Value {
    world.ask("create_share", request).await.unwrap()
}

async fn passcode(world: &World, share: &Value) -> String {
    let answer = world.ask("show_passcode", json!({"shareId": share["id"]})).await.unwrap();
    answer["digits"].as_str().unwrap().to_owned()
}

/// The text of the code, out of the picture that a person can save.
async fn scanned(world: &World, host: &PatientHost, share: &Value) -> String {
    world.ask("save_share_picture", json!({"shareId": share["id"]})).await.unwrap();
    let (name, png) = host.saved.lock().unwrap().last().unwrap().clone();
    assert_eq!(name, "Satchel QR code.png");
    read_qr(&png).unwrap()
}

fn types(kinds: &[&str]) -> Vec<String> {
    kinds.iter().map(|kind| (*kind).to_owned()).collect()
}

fn names(records: &BTreeMap<String, usize>) -> Vec<String> {
    records.keys().cloned().collect()
}

#[tokio::test]
async fn the_chosen_kinds_and_no_others_reach_the_clinic() {
    let (world, host) = searched("rosa", PatientHost::default()).await;
    let share =
        share(&world, json!({"label": "Health Records", "kinds": ["patient", "immunization", "coverage"]}))
            .await;
    let (link, code) = (scanned(&world, &host, &share).await, passcode(&world, &share).await);
    assert!(link.starts_with(world.sandbox.base_url()) && link.contains("#shlink:/"));
    let Opened::Records(records) = clinic::open(&link, &code).await.unwrap() else { panic!("not opened") };
    assert_eq!(names(&records), types(&["Coverage", "Immunization", "Patient"]));
}

#[tokio::test]
async fn everything_sends_no_list_and_brings_the_whole_summary() {
    let (world, host) = searched("rosa", PatientHost::default()).await;
    let share = share(&world, json!({"label": "Health Records", "kinds": null})).await;
    let (link, code) = (scanned(&world, &host, &share).await, passcode(&world, &share).await);
    let Opened::Records(records) = clinic::open(&link, &code).await.unwrap() else { panic!("not opened") };
    for kind in
        ["Patient", "Condition", "AllergyIntolerance", "MedicationStatement", "Immunization", "Observation"]
    {
        assert!(records.contains_key(kind), "{kind}: {records:?}");
    }
}

#[tokio::test]
async fn a_wrong_passcode_is_counted_and_five_are_the_end() {
    let (world, host) = searched("mateo", PatientHost::default()).await;
    let share = share(&world, json!({"label": "Health Records", "kinds": null})).await;
    let (link, code) = (scanned(&world, &host, &share).await, passcode(&world, &share).await);
    let wrong = if code == "271828" { "314159" } else { "271828" };
    for left in [4, 3, 2, 1, 0] {
        assert_eq!(clinic::open(&link, wrong).await.unwrap(), Opened::WrongPasscode(left));
    }
    assert_eq!(clinic::open(&link, &code).await.unwrap(), Opened::NotActive);
}

#[tokio::test]
async fn after_its_time_the_code_is_dead_here_and_there() {
    let (world, host) = searched("mateo", PatientHost::default()).await;
    let share = share(&world, json!({"label": "Health Records", "kinds": null})).await;
    let begins: jiff::Timestamp = share["startsAt"].as_str().unwrap().parse().unwrap();
    let ends: jiff::Timestamp = share["endsAt"].as_str().unwrap().parse().unwrap();
    assert_eq!(ends.duration_since(begins).as_secs(), 300);
    let (link, code) = (scanned(&world, &host, &share).await, passcode(&world, &share).await);
    assert_eq!(world.ask("share", Value::Null).await.unwrap(), share);

    world.advance(301).await.unwrap();
    assert_eq!(world.ask("share", Value::Null).await.unwrap(), Value::Null);
    for command in ["show_passcode", "save_share_picture"] {
        let error = world.ask(command, json!({"shareId": share["id"]})).await.unwrap_err();
        assert_eq!(serde_json::to_value(error.code).unwrap(), "link-is-over");
    }
    assert_eq!(clinic::open(&link, &code).await.unwrap(), Opened::NotActive);
}

#[tokio::test]
async fn a_new_code_replaces_the_one_before() {
    let (world, _) = searched("mateo", PatientHost::default()).await;
    let first = share(&world, json!({"label": "Health Records", "kinds": null})).await;
    let second = share(&world, json!({"label": "Health Records", "kinds": null})).await;
    assert_ne!(first["id"], second["id"]);
    assert_ne!(first["qr"], second["qr"]);
    assert!(world.ask("show_passcode", json!({"shareId": first["id"]})).await.is_err());
    world.ask("end_share", json!({"shareId": second["id"]})).await.unwrap();
    assert_eq!(world.ask("share", Value::Null).await.unwrap(), Value::Null);
}

#[tokio::test]
async fn what_a_person_cannot_mean_is_refused_before_anything_is_sent() {
    let (world, _) = searched("mateo", PatientHost::default()).await;
    for request in [
        json!({"label": "  ", "kinds": null}),
        json!({"label": "x".repeat(81), "kinds": null}),
        json!({"label": "Health Records", "kinds": []}),
        json!({"label": "Health Records", "kinds": ["diary"]}),
    ] {
        let error = world.ask("create_share", request).await.unwrap_err();
        assert_eq!(serde_json::to_value(error.code).unwrap(), "bad-request");
    }
    assert_eq!(world.ask("share", Value::Null).await.unwrap(), Value::Null);
}

/// The passcode and the reference of a code that was just made.
async fn drawn(world: &World) -> (String, String) {
    world.ask("sign_in", json!({ "personId": "rosa" })).await.unwrap();
    world.ask("set_consent", json!({ "provision": "permit" })).await.unwrap();
    let share = share(world, json!({"label": "Health Records", "kinds": ["patient"]})).await;
    let activity = world.ask("activity", Value::Null).await.unwrap();
    let entries = activity["entries"].as_array().unwrap();
    let made = entries.iter().find(|entry| entry["kind"] == "code-made").unwrap();
    (passcode(world, &share).await, made["reference"].as_str().unwrap().to_owned())
}

#[tokio::test]
async fn a_demo_with_a_seed_gives_the_same_passcode_and_reference_each_time_and_no_other_world_does() {
    let host = || Arc::new(PatientHost::default());
    let one = drawn(&World::alike(host(), 0).await.unwrap()).await;
    let two = drawn(&World::alike(host(), 0).await.unwrap()).await;
    assert_eq!(one, two);
    // Its sandbox has the same seed; the app has none.
    let free = drawn(&World::stepped(host()).await.unwrap()).await;
    let other = drawn(&World::stepped(host()).await.unwrap()).await;
    assert!(free.0 != other.0 || free.1 != other.1, "{free:?}");
    assert_ne!(free.1, one.1);
}
