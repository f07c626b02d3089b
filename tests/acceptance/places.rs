//! One place: what is known of it, turning it off with an undo, removing, hiding, and adding one by name.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::world::World;

use crate::{done, list, refused, searched};

pub(crate) const DIRECT: &str = "2.16.840.1.113883.3.9504.1.1";
pub(crate) const INDIRECT: &str = "6f0d2f6e-52a5-5c0b-9a53-0d5a1c3b7e21";
const PROA: &str = "cedar_loop_eye_care";

/// A command that runs in the background.
type Work = tokio::task::JoinHandle<Result<Value, commands::CommandError>>;

fn begun(
    world: &World,
    command: &'static str,
    id: &str,
) -> (Work, tokio::sync::mpsc::UnboundedReceiver<Value>) {
    let (sender, steps) = tokio::sync::mpsc::unbounded_channel();
    let (core, request) = (Arc::clone(&world.core), json!({ "placeId": id }));
    let work = tokio::spawn(async move {
        commands::dispatch(&core, command, request, &move |step| drop(sender.send(step))).await
    });
    (work, steps)
}

pub(crate) async fn connected(world: &World, id: &str) {
    let (mut work, _steps) = begun(world, "connect", id);
    let outcome = loop {
        done(world, "connect_look", json!({ "placeId": id })).await;
        tokio::select! {
            outcome = &mut work => break outcome,
            () = tokio::time::sleep(std::time::Duration::from_millis(10)) => {}
        }
    };
    assert_eq!(outcome.unwrap().unwrap()["result"], "connected");
    let settled = |places: &Value| list(places).iter().all(|place| place["state"] != "records-coming");
    world.advance_until(10, "places", settled).await.unwrap();
}

async fn state(world: &World, id: &str) -> String {
    let places = done(world, "places", Value::Null).await;
    let aside = places["aside"].as_array().unwrap();
    let place = list(&places).iter().chain(aside).find(|place| place["id"] == id).expect("the place");
    place["state"].as_str().unwrap().to_owned()
}

async fn written(world: &World, kind: &str) -> usize {
    let trail = done(world, "activity", Value::Null).await;
    trail["entries"].as_array().unwrap().iter().filter(|entry| entry["kind"] == kind).count()
}

#[tokio::test]
async fn turning_off_a_sign_in_place_is_sent_after_ten_seconds_and_not_before() {
    let (world, _) = searched("rosa", PatientHost::who_signs_in()).await;
    connected(&world, INDIRECT).await;
    let (work, mut steps) = begun(&world, "turn_off", INDIRECT);
    assert_eq!(steps.recv().await.unwrap(), json!({"step": "waiting", "seconds": 10}));
    assert_eq!(refused(&world, "turn_off", json!({ "placeId": INDIRECT })).await, "place-busy");
    world.pass(9);
    assert_eq!(state(&world, INDIRECT).await, "connected", "nothing was sent");
    assert!(!work.is_finished());
    world.pass(1);
    let outcome = work.await.unwrap().unwrap();
    assert_eq!((&outcome["result"], &outcome["place"]["state"]), (&json!("told"), &json!("turned-off")));
    assert_eq!(state(&world, INDIRECT).await, "turned-off");
    assert_eq!(written(&world, "place-turned-off").await, 1);
}

#[tokio::test]
async fn undone_in_time_nothing_is_sent() {
    let (world, _) = searched("rosa", PatientHost::who_signs_in()).await;
    connected(&world, INDIRECT).await;
    let (work, mut steps) = begun(&world, "turn_off", INDIRECT);
    steps.recv().await.unwrap();
    done(&world, "keep_on", json!({ "placeId": INDIRECT })).await;
    assert_eq!(work.await.unwrap().unwrap(), json!({"result": "kept"}));
    world.pass(60);
    assert_eq!(state(&world, INDIRECT).await, "connected");
    assert_eq!(written(&world, "place-turned-off").await, 0);
    // A late undo finds nobody, and that is fine.
    done(&world, "keep_on", json!({ "placeId": INDIRECT })).await;
}

#[tokio::test]
async fn who_leaves_before_the_ten_seconds_are_over_has_not_turned_it_off() {
    let (world, _) = searched("rosa", PatientHost::who_signs_in()).await;
    connected(&world, INDIRECT).await;
    let (work, mut steps) = begun(&world, "turn_off", INDIRECT);
    steps.recv().await.unwrap();
    world.core.leave().await;
    world.pass(60);
    // What it answers is heard by nobody; what counts is the network.
    let _ = work.await.unwrap();
    done(&world, "sign_in", json!({"personId": "rosa"})).await;
    assert_eq!(state(&world, INDIRECT).await, "connected");
}

#[tokio::test]
async fn a_direct_place_is_turned_off_at_once_because_one_press_brings_it_back() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    let detail = done(&world, "place", json!({ "placeId": DIRECT })).await;
    assert_eq!((&detail["canTurnOff"], &detail["undoSeconds"]), (&json!(true), &json!(0)));
    let outcome = done(&world, "turn_off", json!({ "placeId": DIRECT })).await;
    assert_eq!(outcome["place"]["state"], "turned-off");
    let detail = done(&world, "place", json!({ "placeId": DIRECT })).await;
    assert_eq!((&detail["canTurnOff"], &detail["canRemove"]), (&json!(false), &json!(true)));
    assert_eq!(refused(&world, "turn_off", json!({ "placeId": DIRECT })).await, "bad-request");
}

#[tokio::test]
async fn removing_says_deleted_only_when_the_network_does() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    let removed = done(&world, "remove_place", json!({"placeId": DIRECT, "alsoHere": true})).await;
    assert_eq!(removed["state"], "removing");
    assert_eq!(
        refused(&world, "remove_place", json!({"placeId": DIRECT, "alsoHere": false})).await,
        "bad-request"
    );
    assert_eq!(written(&world, "network-deleted-copy").await, 0);
    world.advance(29).await.unwrap();
    assert_eq!(state(&world, DIRECT).await, "removing");
    world.advance(2).await.unwrap();
    assert_eq!(state(&world, DIRECT).await, "deleted");
    // It stands aside now, and the trail says it once.
    let places = done(&world, "places", Value::Null).await;
    assert!(!list(&places).iter().any(|place| place["id"] == DIRECT));
    assert_eq!(
        (written(&world, "place-removed").await, written(&world, "network-deleted-copy").await),
        (1, 1)
    );
}

#[tokio::test]
async fn a_hidden_place_is_hidden_here_alone_and_can_be_shown_again() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    done(&world, "hide_place", json!({"placeId": DIRECT, "hidden": true})).await;
    let places = done(&world, "places", Value::Null).await;
    assert!(!list(&places).iter().any(|place| place["id"] == DIRECT));
    assert_eq!(places["aside"][0]["id"], DIRECT);
    // The network was told nothing: to it the place is as it was.
    assert_eq!(state(&world, DIRECT).await, "connected");
    assert_eq!(done(&world, "place", json!({ "placeId": DIRECT })).await["isHidden"], true);
    done(&world, "hide_place", json!({"placeId": DIRECT, "hidden": false})).await;
    let places = done(&world, "places", Value::Null).await;
    assert!(list(&places).iter().any(|place| place["id"] == DIRECT));
    assert_eq!((written(&world, "place-hidden").await, written(&world, "place-shown").await), (1, 1));
}

#[tokio::test]
async fn city_and_portal_are_told_where_the_directory_lists_that_very_place() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    let places = done(&world, "places", Value::Null).await;
    assert!(list(&places).iter().all(|place| place["city"].is_null() && place["brand"].is_null()));
    let places = done(&world, "look_closer", Value::Null).await;
    let quillback = list(&places).iter().find(|place| place["id"] == INDIRECT).unwrap();
    // Not the one in Portage Hill, which has the same name.
    assert_eq!((&quillback["city"], &quillback["brand"]), (&json!("Tamarack Falls"), &json!("MyQuill")));
    let juniper = list(&places).iter().find(|place| place["id"] == DIRECT).unwrap();
    assert_eq!((&juniper["city"], &juniper["brand"]), (&json!("Alder Bay"), &Value::Null));
    // From then on the list knows it without asking.
    let places = done(&world, "places", Value::Null).await;
    assert!(list(&places).iter().all(|place| place["city"].is_string()));
}

#[tokio::test]
async fn a_permission_is_forecast_where_start_and_duration_are_known_and_warned_of_once() {
    let (world, host) = searched("rosa", PatientHost::who_signs_in()).await;
    connected(&world, INDIRECT).await;
    let detail = done(&world, "place", json!({ "placeId": INDIRECT })).await;
    assert_eq!(detail["lasts"], json!({"count": 90, "unit": "days"}));
    let ends: jiff::Timestamp = detail["place"]["permission"]["at"].as_str().unwrap().parse().unwrap();
    let created: jiff::Timestamp = detail["created"].as_str().unwrap().parse().unwrap();
    let days = ends.duration_since(created).as_hours() / 24;
    assert!((89..=90).contains(&days), "{days}");
    // A place that tells no duration promises nothing.
    let tamarack = json!({"placeId": "2.16.840.1.113883.3.9504.1.3"});
    let detail = done(&world, "place", tamarack).await;
    assert_eq!(
        (&detail["lasts"], &detail["place"]["permission"]),
        (&Value::Null, &json!({"is": "not-told"}))
    );

    let permission = |places: &Value| {
        list(places).iter().find(|place| place["id"] == INDIRECT).unwrap()["permission"].clone()
    };
    let soon = |places: &Value| permission(places)["soon"] == json!(true);
    world.advance(60 * 86_400).await.unwrap();
    assert!(!soon(&done(&world, "look_closer", Value::Null).await), "a month ahead is not soon");
    world.advance(15 * 86_400).await.unwrap();
    for _ in 0..3 {
        assert!(soon(&done(&world, "look_closer", Value::Null).await));
    }
    assert_eq!(written(&world, "permission-ends-soon").await, 1, "one word, once");
    let told =
        host.told.lock().unwrap().iter().filter(|(n, _)| *n == workflow::Notice::PermissionEndsSoon).count();
    assert_eq!(told, 1);
    // When it has ended, it does not end soon any more.
    world.advance(20 * 86_400).await.unwrap();
    let places = done(&world, "look_closer", Value::Null).await;
    assert_eq!(permission(&places), json!({"is": "ended"}));
    assert_eq!(state(&world, INDIRECT).await, "needs-sign-in-again");
}

#[tokio::test]
async fn the_directory_shows_what_tells_namesakes_apart_and_what_can_be_done() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    let found = done(&world, "find_places", json!({"words": " quillback ", "page": 0})).await;
    let listings = found["listings"].as_array().unwrap();
    let line = |id: &str| listings.iter().find(|one| one["id"] == id).unwrap_or_else(|| panic!("{id}"));
    let mine = line(INDIRECT);
    assert_eq!((&mine["step"], &mine["place"]["state"]), (&json!("have"), &json!("needs-sign-in")));
    let other = line("quillback_portage_hill");
    assert_eq!((&other["step"], &other["hasNamesake"]), (&json!("sign-in"), &json!(true)));
    assert_eq!(
        (&other["street"], &other["city"], &other["state"], &other["brand"]),
        (&json!("12 Canal Street"), &json!("Portage Hill"), &json!("OH"), &json!("MyQuill"))
    );
    let eye = line("quillback_eye_care");
    assert_eq!((&eye["hasNamesake"], &eye["brand"]), (&json!(false), &json!("SeeWell")));
    assert_eq!(line("quillback-dental")["step"], "no-sign-in");
    done(
        &world,
        "ask_for_place",
        json!({"name": "Quillback Family Dental", "city": "Alder Bay", "state": "WA"}),
    )
    .await;
    assert_eq!(written(&world, "place-asked-for").await, 1);

    let nothing = done(&world, "find_places", json!({"words": "no such place", "page": 0})).await;
    assert_eq!((&nothing["listings"], &nothing["next"]), (&json!([]), &Value::Null));
    for words in ["", "   ", &"x".repeat(101)] {
        assert_eq!(refused(&world, "find_places", json!({"words": words, "page": 0})).await, "bad-request");
    }
}

#[tokio::test]
async fn a_place_added_by_name_is_told_apart_and_stays_when_finding_is_off() {
    let (world, _) = searched("rosa", PatientHost::who_signs_in()).await;
    assert_eq!(refused(&world, "connect", json!({ "placeId": PROA })).await, "place-not-known");
    done(&world, "find_places", json!({"words": "Cedar Loop", "page": 0})).await;
    connected(&world, PROA).await;
    let places = done(&world, "places", Value::Null).await;
    let cedar = list(&places).iter().find(|place| place["id"] == PROA).unwrap();
    assert_eq!((&cedar["how"], &cedar["state"]), (&json!("apart"), &json!("connected")));
    done(&world, "set_consent", json!({"provision": "deny"})).await;
    assert_eq!(state(&world, PROA).await, "connected");
    assert_eq!(state(&world, DIRECT).await, "paused");
}

#[tokio::test]
async fn a_place_that_wants_to_hear_that_it_is_theirs_hears_it_first() {
    let (world, _) = searched("mateo", PatientHost::who_signs_in()).await;
    let place = json!({"placeId": "estrella_vision_center"});
    assert_eq!(refused(&world, "vouch", place.clone()).await, "place-not-known");
    done(&world, "find_places", json!({"words": "Estrella", "page": 0})).await;
    let error = world.ask("connect", place.clone()).await.unwrap_err();
    assert_eq!(serde_json::to_value(error.code).unwrap(), "vouch-needed");
    assert_eq!(error.place.as_deref(), Some("Estrella Vision Center"));
    done(&world, "vouch", place).await;
    connected(&world, "estrella_vision_center").await;
    assert_eq!(written(&world, "place-vouched").await, 1);
}

#[tokio::test]
async fn a_place_of_the_network_that_the_directory_names_too_needs_finding_on() {
    let (world, _) = searched("rosa", PatientHost::who_signs_in()).await;
    done(&world, "set_consent", json!({"provision": "deny"})).await;
    let found = done(&world, "find_places", json!({"words": "Fernhill", "page": 0})).await;
    let id = found["listings"][0]["id"].clone();
    assert_eq!(found["listings"][0]["step"], "sign-in");
    assert_eq!(refused(&world, "connect", json!({ "placeId": id })).await, "finding-is-off");
}
