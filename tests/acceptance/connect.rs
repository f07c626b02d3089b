//! Connecting a place that asks for a sign-in.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tests::patient::{Answer, PatientHost, sign_in_at_portal};
use tests::world::World;

use crate::{id_of, list, searched};

/// A command that runs in the background.
type Work = tokio::task::JoinHandle<Result<Value, commands::CommandError>>;
/// What it has reported so far.
type Steps = Arc<Mutex<Vec<Value>>>;

/// Starts connecting in the background; the steps it reports are kept.
fn connecting(world: &World, place: &str) -> (Work, Steps) {
    let steps = Arc::new(Mutex::new(Vec::new()));
    let (kept, core, request) = (Arc::clone(&steps), Arc::clone(&world.core), json!({ "placeId": place }));
    let work = tokio::spawn(async move {
        let report = move |step: Value| kept.lock().unwrap().push(step);
        commands::dispatch(&core, "connect", request, &report).await
    });
    (work, steps)
}

async fn until(what: &str, holds: impl Fn() -> bool) {
    for _ in 0..400 {
        if holds() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("{what} did not come");
}

fn has_step(steps: &Mutex<Vec<Value>>, step: &str) -> bool {
    steps.lock().unwrap().iter().any(|s| s["step"] == step)
}

async fn waiting(person: &str) -> (World, Arc<PatientHost>, String) {
    let (world, host) = searched(person, PatientHost::default()).await;
    let place = id_of(&world.ask("places", Value::Null).await.unwrap(), "needs-sign-in");
    (world, host, place)
}

#[tokio::test]
async fn after_the_sign_in_i_finished_makes_it_look_and_the_network_decides() {
    let (world, host, place) = waiting("rosa").await;
    let (work, steps) = connecting(&world, &place);
    until("the portal", || has_step(&steps, "waiting-for-sign-in")).await;
    let address = host.opened.lock().unwrap()[0].clone();

    // Before the sign-in, "I finished" is not believed.
    world.ask("connect_look", json!({"placeId": place})).await.unwrap();
    until("a look", || has_step(&steps, "asked")).await;
    assert!(!work.is_finished());

    sign_in_at_portal(&address, Answer::Approve).await.unwrap();
    world.ask("connect_look", json!({"placeId": place})).await.unwrap();
    let outcome = work.await.unwrap().unwrap();
    assert_eq!(outcome["result"], "connected");
    assert_eq!(outcome["place"]["how"], "by-sign-in");
    let steps = steps.lock().unwrap();
    assert!(steps.iter().all(|step| step.get("place").is_none()), "progress never carries the outcome");
}

#[tokio::test]
async fn a_knock_makes_it_look_and_is_never_believed() {
    let (world, host, place) = waiting("rosa").await;
    let (work, steps) = connecting(&world, &place);
    until("the portal", || has_step(&steps, "waiting-for-sign-in")).await;
    // Forged and doubled knocks: nothing was signed in.
    for _ in 0..3 {
        world.core.knock();
    }
    until("a look", || has_step(&steps, "asked")).await;
    assert!(!work.is_finished());
    let address = host.opened.lock().unwrap()[0].clone();
    sign_in_at_portal(&address, Answer::Approve).await.unwrap();
    world.core.knock();
    assert_eq!(work.await.unwrap().unwrap()["result"], "connected");
    // A late one finds nobody waiting, and that is fine.
    world.core.knock();
}

/// No deep link, no button: asking the network is enough.
#[tokio::test]
async fn a_lost_return_is_not_a_lost_connection() {
    let (world, host, place) = waiting("mateo").await;
    let (work, steps) = connecting(&world, &place);
    until("the portal", || has_step(&steps, "waiting-for-sign-in")).await;
    let address = host.opened.lock().unwrap()[0].clone();
    sign_in_at_portal(&address, Answer::Approve).await.unwrap();
    world.advance(15).await.unwrap();
    assert_eq!(work.await.unwrap().unwrap()["result"], "connected");
}

#[tokio::test]
async fn a_refusal_at_the_portal_connects_nothing_and_ten_minutes_are_the_end() {
    let (world, host, place) = waiting("rosa").await;
    let (work, steps) = connecting(&world, &place);
    until("the portal", || has_step(&steps, "waiting-for-sign-in")).await;
    let address = host.opened.lock().unwrap()[0].clone();
    let end = sign_in_at_portal(&address, Answer::Deny).await.unwrap();
    assert!(
        end.query().unwrap_or_default().contains("status_code=") && !end.query().unwrap().contains("success")
    );
    world.core.knock();
    until("a look", || has_step(&steps, "asked")).await;
    world.advance(601).await.unwrap();
    assert_eq!(work.await.unwrap().unwrap()["result"], "time-is-up");
    let places = world.ask("places", Value::Null).await.unwrap();
    assert!(list(&places).iter().any(|p| p["id"] == place.as_str() && p["state"] == "needs-sign-in"));
}

#[tokio::test]
async fn it_can_be_stopped_and_begun_again_with_a_fresh_address() {
    let (world, host, place) = waiting("rosa").await;
    let (work, steps) = connecting(&world, &place);
    until("the portal", || has_step(&steps, "waiting-for-sign-in")).await;
    let busy = world.ask("connect", json!({"placeId": place})).await.unwrap_err();
    assert_eq!(serde_json::to_value(busy.code).unwrap(), "place-busy");
    assert!(busy.place.is_some());

    world.ask("connect_reopen", json!({"placeId": place})).await.unwrap();
    until("a second address", || host.opened.lock().unwrap().len() == 2).await;
    let opened = host.opened.lock().unwrap().clone();
    assert_ne!(opened[0], opened[1]);

    world.ask("connect_stop", json!({"placeId": place})).await.unwrap();
    assert_eq!(work.await.unwrap().unwrap()["result"], "stopped");
    let (work, steps) = connecting(&world, &place);
    until("the portal", || has_step(&steps, "waiting-for-sign-in")).await;
    world.ask("sign_out", json!({"copy": "keep"})).await.unwrap();
    let error = work.await.unwrap().unwrap_err();
    assert_eq!(serde_json::to_value(error.code).unwrap(), "signed-out");
}

#[tokio::test]
async fn a_place_that_nobody_found_cannot_be_connected() {
    let (world, _) = searched("mateo", PatientHost::default()).await;
    let error = world.ask("connect", json!({"placeId": "https://evil.test/"})).await.unwrap_err();
    assert_eq!(serde_json::to_value(error.code).unwrap(), "place-not-known");
}

/// The portal was signed in to after the person had stopped waiting: the network knows it, and that counts.
#[tokio::test]
async fn a_sign_in_that_ends_late_still_counts() {
    let (world, host, place) = waiting("mateo").await;
    let (work, steps) = connecting(&world, &place);
    until("the portal", || has_step(&steps, "waiting-for-sign-in")).await;
    world.ask("connect_stop", json!({"placeId": place})).await.unwrap();
    assert_eq!(work.await.unwrap().unwrap()["result"], "stopped");
    let address = host.opened.lock().unwrap()[0].clone();
    sign_in_at_portal(&address, Answer::Approve).await.unwrap();
    world.core.knock();
    world.core.knock();
    let places = world.ask("places", Value::Null).await.unwrap();
    let place = list(&places).iter().find(|p| p["id"] == place.as_str()).unwrap();
    assert_eq!((&place["state"], &place["how"]), (&json!("records-coming"), &json!("by-sign-in")));
}

#[tokio::test]
async fn a_permission_taken_back_while_a_portal_is_open_ends_the_wait_and_says_why() {
    let (world, host, place) = waiting("rosa").await;
    let (work, steps) = connecting(&world, &place);
    until("the portal", || has_step(&steps, "waiting-for-sign-in")).await;
    world.ask("set_consent", json!({"provision": "deny"})).await.unwrap();
    // The portal lets them sign in all the same, and the network takes nothing from it.
    let address = host.opened.lock().unwrap()[0].clone();
    let end = sign_in_at_portal(&address, Answer::Approve).await.unwrap();
    assert!(end.query().unwrap_or_default().contains("access_ended"));
    world.core.knock();
    let error = work.await.unwrap().unwrap_err();
    assert_eq!(serde_json::to_value(error.code).unwrap(), "finding-is-off");
    // With the permission it can be begun again.
    world.ask("set_consent", json!({"provision": "permit"})).await.unwrap();
    let (work, steps) = connecting(&world, &place);
    until("the portal", || has_step(&steps, "waiting-for-sign-in")).await;
    let address = host.opened.lock().unwrap()[1].clone();
    sign_in_at_portal(&address, Answer::Approve).await.unwrap();
    world.core.knock();
    assert_eq!(work.await.unwrap().unwrap()["result"], "connected");
}

/// The person comes back to the window: that is worth a look, without a knock and before it is time.
#[tokio::test]
async fn whoever_comes_back_to_the_window_is_looked_for_at_once() {
    let (world, host, place) = waiting("rosa").await;
    let (work, steps) = connecting(&world, &place);
    until("the portal", || has_step(&steps, "waiting-for-sign-in")).await;
    world.ask("set_visible", json!({"visible": false})).await.unwrap();
    let address = host.opened.lock().unwrap()[0].clone();
    sign_in_at_portal(&address, Answer::Approve).await.unwrap();
    world.ask("set_visible", json!({"visible": true})).await.unwrap();
    assert_eq!(work.await.unwrap().unwrap()["result"], "connected");
}

/// The app is closed while the browser is at the portal. Started again, it waits for what is left of the ten minutes,
/// opens no second page, and writes down what came of it.
#[tokio::test]
async fn a_sign_in_goes_on_over_a_restart_of_the_app() {
    let (world, host) = crate::kept("mateo", PatientHost::default()).await;
    world.ask("set_consent", json!({"provision": "permit"})).await.unwrap();
    world.advance_until(10, "search", |search| search["status"] == "completed").await.unwrap();
    let place = id_of(&world.ask("places", Value::Null).await.unwrap(), "needs-sign-in");
    let (work, steps) = connecting(&world, &place);
    until("the portal", || has_step(&steps, "waiting-for-sign-in")).await;
    let address = host.opened.lock().unwrap()[0].clone();

    let world = world.restarted(Arc::clone(&host) as _).await.unwrap();
    let _ = work.await.unwrap();
    let people = world.ask("people", Value::Null).await.unwrap();
    world.ask("open_copy", json!({"id": people[0]["id"]})).await.unwrap();
    world.ask("sign_in_again", Value::Null).await.unwrap();
    sign_in_at_portal(&address, Answer::Approve).await.unwrap();
    let is_connected = |places: &Value| {
        list(places).iter().any(|p| p["id"] == place.as_str() && p["state"] != "needs-sign-in")
    };
    world.advance_until(3, "places", is_connected).await.unwrap();
    let connected_in = |trail: &Value| {
        let entries = trail["entries"].as_array().unwrap().clone();
        entries
            .iter()
            .filter(|e| e["kind"] == "place-connected" && e["place"] == "Saltgrass Regional Hospital")
            .count()
    };
    world.advance_until(3, "activity", |trail| connected_in(trail) == 1).await.unwrap();
    assert_eq!(host.opened.lock().unwrap().len(), 1, "no second page is opened");
}

/// While the quiet wait goes on, the person may begin anew: they are not told that somebody waits.
#[tokio::test]
async fn after_a_restart_the_sign_in_can_be_begun_anew() {
    let (world, host) = crate::kept("mateo", PatientHost::default()).await;
    world.ask("set_consent", json!({"provision": "permit"})).await.unwrap();
    world.advance_until(10, "search", |search| search["status"] == "completed").await.unwrap();
    let place = id_of(&world.ask("places", Value::Null).await.unwrap(), "needs-sign-in");
    let (work, steps) = connecting(&world, &place);
    until("the portal", || has_step(&steps, "waiting-for-sign-in")).await;
    let world = world.restarted(Arc::clone(&host) as _).await.unwrap();
    let _ = work.await.unwrap();
    let people = world.ask("people", Value::Null).await.unwrap();
    world.ask("open_copy", json!({"id": people[0]["id"]})).await.unwrap();
    world.ask("sign_in_again", Value::Null).await.unwrap();
    let (work, steps) = connecting(&world, &place);
    until("the portal", || has_step(&steps, "waiting-for-sign-in")).await;
    let address = host.opened.lock().unwrap().last().unwrap().clone();
    sign_in_at_portal(&address, Answer::Approve).await.unwrap();
    world.ask("connect_look", json!({"placeId": place})).await.unwrap();
    assert_eq!(work.await.unwrap().unwrap()["result"], "connected");
}

#[tokio::test]
async fn a_permission_taken_back_on_another_device_ends_the_wait_here() {
    let (world, _, place) = waiting("rosa").await;
    let (work, steps) = connecting(&world, &place);
    until("the portal", || has_step(&steps, "waiting-for-sign-in")).await;
    let elsewhere = world.other_device("rosa").await.unwrap();
    elsewhere.set_consent(false, &workflow::CorrelationId::new()).await.unwrap();
    world.advance(15).await.unwrap();
    let error = work.await.unwrap().unwrap_err();
    assert_eq!(serde_json::to_value(error.code).unwrap(), "finding-is-off");
}
