//! Finding on and off: what it does to every place, when it counts as done, and what is kept of it.

use networks::CorrelationId;
use serde_json::{Value, json};
use tests::patient::{Answer, PatientHost, sign_in_at_portal};
use tests::world::World;

use crate::{done, kept, list, searched, signed_in, states};

const JUNIPER: &str = "2.16.840.1.113883.3.9504.1.1";
const ALDER: &str = "2.16.840.1.113883.3.9504.1.2";
const TAMARACK: &str = "2.16.840.1.113883.3.9504.1.3";
const QUILLBACK: &str = "6f0d2f6e-52a5-5c0b-9a53-0d5a1c3b7e21";
const CEDAR: &str = "cedar_loop_eye_care";

async fn force(world: &World, place: &str, status: &str) {
    world.control(&format!("people/rosa/connections/{place}"), json!({ "status": status })).await.unwrap();
}

/// Signs in at a place on another device; it is connected here too.
async fn signed_in_elsewhere(world: &World, place: &str) {
    let device = world.other_device("rosa").await.unwrap();
    let address = device.portal_address(place, &CorrelationId::new()).await.unwrap();
    sign_in_at_portal(address.url(), Answer::Approve).await.unwrap();
}

/// A connection in each state there is: connected, in trouble, expired by sign-in, turned off by hand, not of this
/// permission, and one that only waits for a sign-in.
async fn in_each_state() -> World {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    for place in [QUILLBACK, CEDAR] {
        signed_in_elsewhere(&world, place).await;
    }
    world
        .advance_until(30, "places", |p| list(p).iter().all(|one| one["state"] != "records-coming"))
        .await
        .unwrap();
    force(&world, ALDER, "ERROR").await;
    force(&world, TAMARACK, "DISCONNECTED").await;
    force(&world, QUILLBACK, "EXPIRED").await;
    world
}

fn consequences(places: &Value) -> Vec<(&str, &str)> {
    let places = places.as_array().unwrap().iter();
    places.map(|one| (one["place"].as_str().unwrap(), one["consequence"].as_str().unwrap())).collect()
}

async fn until_shown(world: &World) -> Value {
    world.advance_until(15, "consent", |consent| consent["change"]["effect"] == "shown").await.unwrap()
}

async fn states_now(world: &World) -> Vec<(String, String)> {
    let places = done(world, "places", Value::Null).await;
    states(&places).into_iter().map(|(name, state)| (name.to_owned(), state.to_owned())).collect()
}

#[tokio::test]
async fn before_finding_is_turned_off_each_place_is_counted_by_what_becomes_of_it() {
    let world = in_each_state().await;
    let told = done(&world, "turning_off", Value::Null).await;
    assert_eq!(
        consequences(&told["places"]),
        [
            ("Alder Bay Medical Center", "pauses"),
            ("Cedar Loop Eye Care", "untouched"),
            ("Fernhill Women’s Health", "waits-for-sign-in"),
            ("Juniper Street Family Practice", "pauses"),
            ("Quillback Heart Clinic", "waits-for-sign-in"),
            ("Tamarack Falls Hospital", "stays-off"),
        ]
    );
    // From the network's list at this moment: what changed since the page's own list was read counts.
    force(&world, ALDER, "DISCONNECTED").await;
    let told = done(&world, "turning_off", Value::Null).await;
    assert!(consequences(&told["places"]).contains(&("Alder Bay Medical Center", "stays-off")));
}

#[tokio::test]
async fn off_and_on_again_does_to_each_place_what_was_said_before() {
    let world = in_each_state().await;
    let told = done(&world, "set_consent", json!({"provision": "deny"})).await;
    assert_eq!((&told["provision"], &told["decidedHere"]), (&json!("deny"), &json!(true)));
    assert_eq!(told["change"]["on"], false);
    until_shown(&world).await;
    let expected = [
        ("Cedar Loop Eye Care", "connected"),
        ("Alder Bay Medical Center", "paused"),
        ("Juniper Street Family Practice", "paused"),
        ("Quillback Heart Clinic", "paused"),
        ("Tamarack Falls Hospital", "turned-off"),
    ];
    assert_eq!(states_now(&world).await, expected.map(|(name, state)| (name.to_owned(), state.to_owned())));

    done(&world, "set_consent", json!({"provision": "permit"})).await;
    let consent = until_shown(&world).await;
    assert_eq!((&consent["provision"], &consent["change"]["on"]), (&json!("permit"), &json!(true)));
    let states = states_now(&world).await;
    let state = |name: &str| &states.iter().find(|(known, _)| known == name).unwrap().1;
    assert_eq!(state("Juniper Street Family Practice"), "connected");
    assert_eq!(state("Cedar Loop Eye Care"), "connected");
    assert_eq!(
        state("Tamarack Falls Hospital"),
        "turned-off",
        "who turned it off by hand turns it on by hand"
    );
    // A new search runs: the permission started it.
    let search = world.advance_until(5, "search", |search| search["status"] == "in-progress").await.unwrap();
    let kinds: Vec<&Value> = search["diary"].as_array().unwrap().iter().map(|entry| &entry["kind"]).collect();
    assert!(kinds.contains(&&json!("finding-turned-on")) && !kinds.contains(&&json!("finding-turned-off")));
}

/// The network may take its time; and whether an expired place comes back is its own affair.
#[tokio::test]
async fn a_place_that_does_not_come_back_is_named_and_in_the_end_told_as_late() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    done(&world, "set_consent", json!({"provision": "deny"})).await;
    until_shown(&world).await;
    done(&world, "set_consent", json!({"provision": "permit"})).await;
    // Juniper stays away.
    force(&world, JUNIPER, "ACCESS_ENDED").await;
    let consent = world
        .advance_until(2, "consent", |consent| consent["change"]["notYet"][0].is_string())
        .await
        .unwrap();
    assert_eq!(consent["change"]["notYet"], json!(["Juniper Street Family Practice"]));
    assert_eq!(consent["change"]["effect"], "waiting");
    let consent =
        world.advance_until(20, "consent", |consent| consent["change"]["effect"] == "late").await.unwrap();
    assert_eq!(consent["provision"], "permit", "finding is on all the same");
    // Late is not never: whoever looks again may see it.
    force(&world, JUNIPER, "CONNECTED").await;
    let looked = async || {
        done(&world, "search", Value::Null).await;
        done(&world, "consent", Value::Null).await["change"]["effect"] == "shown"
    };
    while !looked().await {
        world.advance(30).await.unwrap();
    }
}

#[tokio::test]
async fn every_decision_leaves_a_dated_receipt_that_says_what_it_did() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    done(&world, "set_consent", json!({"provision": "deny"})).await;
    until_shown(&world).await;
    let receipts = done(&world, "receipts", Value::Null).await;
    let [off, on] = &receipts.as_array().unwrap()[..] else { panic!("two receipts: {receipts}") };
    assert_eq!((&off["on"], &on["on"]), (&json!(false), &json!(true)));
    assert!(off["at"].as_str() > on["at"].as_str(), "newest first");
    assert!(off["shownAt"].is_string() && on["shownAt"].is_string());
    assert!(off["networkId"].is_string() && off["networkId"] != on["networkId"]);
    assert_eq!(on["search"]["status"], "completed");
    assert_eq!((&on["search"]["found"], &off["search"]), (&json!(5), &Value::Null));
    assert_eq!(consequences(&off["places"]).iter().filter(|(_, what)| *what == "pauses").count(), 3);
    // The line of what happened leads to it, under the same reference.
    let trail = done(&world, "activity", Value::Null).await;
    let entries = trail["entries"].as_array().unwrap();
    let line = entries.iter().find(|entry| entry["kind"] == "finding-turned-off").unwrap();
    assert_eq!((&line["receipt"], &line["reference"]), (&off["id"], &off["reference"]));
    assert!(entries.iter().filter(|entry| entry["kind"] == "search-ended").all(|e| e["receipt"].is_null()));
}

#[tokio::test]
async fn a_decision_that_the_network_refused_leaves_no_receipt_and_changes_nothing() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    world.control("faults", json!({"field": "createConsent", "status": 500})).await.unwrap();
    world.ask("set_consent", json!({"provision": "permit"})).await.unwrap_err();
    assert_eq!(done(&world, "receipts", Value::Null).await, json!([]));
    let consent = done(&world, "consent", Value::Null).await;
    assert_eq!((&consent["provision"], &consent["change"]), (&json!("none"), &Value::Null));
}

#[tokio::test]
async fn a_permission_that_was_taken_back_on_another_device_is_noticed_and_not_called_a_stop() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    done(&world, "set_consent", json!({"provision": "permit"})).await;
    world.advance_until(5, "search", |search| search["status"] == "in-progress").await.unwrap();
    let device = world.other_device("rosa").await.unwrap();
    device.set_consent(false, &CorrelationId::new()).await.unwrap();
    let search = world.advance_until(5, "search", |search| search["status"] == "rejected").await.unwrap();
    let kinds: Vec<&Value> = search["diary"].as_array().unwrap().iter().map(|entry| &entry["kind"]).collect();
    assert!(kinds.contains(&&json!("finding-off-elsewhere")) && !kinds.contains(&&json!("search-stopped")));
    let consent = done(&world, "consent", Value::Null).await;
    assert_eq!((&consent["provision"], &consent["decidedHere"]), (&json!("deny"), &json!(false)));
    let trail = done(&world, "activity", Value::Null).await;
    assert_eq!(trail["entries"][0]["kind"], "finding-off-elsewhere");

    // And given again there: the search that this starts is followed here.
    device.set_consent(true, &CorrelationId::new()).await.unwrap();
    assert_eq!(done(&world, "consent", Value::Null).await["provision"], "permit");
    let search = world.advance_until(30, "search", |search| search["status"] == "completed").await.unwrap();
    let diary = search["diary"].as_array().unwrap();
    assert_eq!(diary.last().unwrap()["kind"], "finding-on-elsewhere");
}

#[tokio::test]
async fn an_answer_that_was_lost_on_its_way_is_asked_for_and_not_sent_twice() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    done(&world, "consent", Value::Null).await;
    // The network records the decision, and then says that something went wrong.
    world.control("faults", json!({"field": "createConsent", "partial": "complete"})).await.unwrap();
    let consent = done(&world, "set_consent", json!({"provision": "permit"})).await;
    assert_eq!((&consent["provision"], &consent["decidedHere"]), (&json!("permit"), &json!(true)));
    let device = world.other_device("rosa").await.unwrap();
    let category = networks::bwell::ConsentCategory::RecordFinding;
    let recorded = device.consents(&category, &CorrelationId::new()).await.unwrap();
    assert_eq!(recorded.len(), 1);
}

#[tokio::test]
async fn receipts_and_an_open_decision_outlive_a_restart() {
    let (world, host) = kept("rosa", PatientHost::default()).await;
    done(&world, "set_consent", json!({"provision": "permit"})).await;
    world.advance_until(30, "search", |search| search["status"] == "completed").await.unwrap();
    done(&world, "set_consent", json!({"provision": "deny"})).await;
    force(&world, JUNIPER, "CONNECTED").await;
    world.advance_until(2, "consent", |consent| consent["change"]["notYet"][0].is_string()).await.unwrap();
    let world = world.restarted(host as _).await.unwrap();
    done(&world, "sign_in", json!({"personId": "rosa"})).await;
    assert_eq!(done(&world, "receipts", Value::Null).await.as_array().unwrap().len(), 2);
    force(&world, JUNIPER, "ACCESS_ENDED").await;
    let consent = until_shown(&world).await;
    assert_eq!((&consent["change"]["on"], &consent["decidedHere"]), (&json!(false), &json!(true)));
    assert!(done(&world, "receipts", Value::Null).await[0]["shownAt"].is_string());
}
