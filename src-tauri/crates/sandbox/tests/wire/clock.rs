//! The clock over the control API.

use reqwest::Method;
use sandbox::{Lapse, Options};
use serde_json::json;

use crate::support::{START, World};

#[tokio::test]
async fn a_stepped_clock_moves_only_when_told() {
    let world = World::start().await;
    let before = world.control(Method::GET, "/control/clock", None).await;
    assert_eq!(before["now"], "2026-08-19T12:07:46.000Z");
    assert_eq!((&before["stepped"], &before["speed"]), (&json!(true), &json!(0.0)));
    world.advance(60).await;
    let after = world.control(Method::GET, "/control/clock", None).await;
    assert_eq!(after["now"], "2026-08-19T12:08:46.000Z");
    assert!(after["version"].as_u64() > before["version"].as_u64());
}

#[tokio::test]
async fn waiting_for_a_change_ends_with_the_change() {
    let world = World::start().await;
    let version = world.control(Method::GET, "/control/clock", None).await["version"].as_u64().unwrap();
    let path = format!("/control/clock?after={version}");
    let ((), view) = tokio::join!(
        async {
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            world.advance(5).await;
        },
        world.control(Method::GET, &path, None),
    );
    assert_eq!(view["version"], version + 1);
}

#[tokio::test]
async fn time_is_lapsed_only_while_somebody_waits() {
    let options = Options { speed: 2000.0, start: Some(START.parse().unwrap()), ..Options::default() };
    let world = World::with(options).await;
    let view = async || world.control(Method::GET, "/control/clock", None).await;
    let rosa = world.sign_in("rosa").await;
    let before = view().await;
    assert_eq!(before["speed"], 1.0);
    rosa.consent("PERMIT").await;
    let during = view().await;
    assert_eq!(
        (&during["speed"], during["version"].as_u64()),
        (&json!(2000.0), before["version"].as_u64().map(|v| v + 1))
    );
    // The long poll ends with the lapse, about 0.4 real seconds later, and everything has happened.
    let path = format!("/control/clock?after={}", during["version"]);
    let after = world.control(Method::GET, &path, None).await;
    assert_eq!(after["speed"], 1.0);
    assert_eq!(rosa.task_status().await, "completed");
    let now: jiff::Timestamp = after["now"].as_str().unwrap().parse().unwrap();
    let start: jiff::Timestamp = START.parse().unwrap();
    let passed = now.duration_since(start).as_secs();
    assert!((720..780).contains(&passed), "{passed}");
}

#[tokio::test]
async fn speed_and_rule_can_be_changed() {
    let world = World::with(Options { start: Some(START.parse().unwrap()), ..Options::default() }).await;
    let set = async |body| world.steer(Method::POST, "/control/clock", Some(body)).await;
    let view: serde_json::Value = set(json!({ "speed": 10, "lapse": "always" })).await.json().await.unwrap();
    assert_eq!(view["speed"], 10.0);
    for bad in [
        json!({ "speed": 0 }),
        json!({ "lapse": "never" }),
        json!({ "advanceSeconds": -1 }),
        json!({ "sped": 1 }),
    ] {
        assert_eq!(set(bad).await.status(), 400);
    }
    assert_eq!(Options::default().lapse, Lapse::Waiting);
}

#[tokio::test]
async fn a_sandbox_stops_while_somebody_waits_for_the_clock() {
    let world = World::start().await;
    let version = world.control(Method::GET, "/control/clock", None).await["version"].clone();
    let waiting = world.http.get(world.url(&format!("/control/clock?after={version}")));
    let waiting = waiting.bearer_auth(world.sandbox.control_token()).send();
    let waiting = tokio::spawn(waiting);
    tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    let begun = std::time::Instant::now();
    world.sandbox.stop().await;
    assert!(begun.elapsed() < std::time::Duration::from_millis(1900));
    assert_eq!(waiting.await.unwrap().unwrap().status(), 200);
}

/// A kiosk's code lives ten real minutes, even while somebody else's search is under way.
#[tokio::test]
async fn while_a_device_shows_its_code_a_second_is_a_second() {
    let options = Options { speed: 2000.0, start: Some(START.parse().unwrap()), ..Options::default() };
    let world = World::with(options).await;
    let speed = async || world.control(Method::GET, "/control/clock", None).await["speed"].as_f64().unwrap();
    let fields = [("client_id", "satchel-desktop"), ("scope", "openid")];
    let url = world.url("/organisation/device_authorization");
    assert!(world.http.post(url).form(&fields).send().await.unwrap().status().is_success());
    world.sign_in("mateo").await.consent("PERMIT").await;
    assert!((speed().await - 1.0).abs() < f64::EPSILON);
    world.advance(600).await;
    world.sign_in("rosa").await.consent("PERMIT").await;
    assert!((speed().await - 2000.0).abs() < f64::EPSILON);
}
