//! Signing in and out.

use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::world::World;

use crate::signed_in;

#[tokio::test]
async fn a_demo_person_is_chosen_and_signed_in() {
    let world = World::stepped(std::sync::Arc::new(PatientHost::default())).await.unwrap();
    let people = world.ask("demo_people", Value::Null).await.unwrap();
    let rosa = people.as_array().unwrap().iter().find(|person| person["id"] == "rosa").unwrap();
    assert_eq!(rosa["initials"], "RD");
    assert!(rosa["about"]["en"].is_string() && rosa["about"]["es"].is_string());
    assert!(people.as_array().unwrap().len() >= 2);

    let signed_in = world.ask("sign_in", json!({"personId": "rosa"})).await.unwrap();
    assert_eq!(signed_in["session"]["fullName"], "Rosa Delgado");
    assert_eq!(signed_in["copy"]["state"], "open");
    assert_eq!(world.ask("app", Value::Null).await.unwrap(), signed_in);
}

#[tokio::test]
async fn nothing_is_told_before_sign_in_and_after_sign_out() {
    let world = World::stepped(std::sync::Arc::new(PatientHost::default())).await.unwrap();
    for command in ["consent", "search", "places", "share"] {
        let answer = world.ask(command, Value::Null).await;
        match answer {
            Err(error) => assert_eq!(serde_json::to_value(error.code).unwrap(), "signed-out", "{command}"),
            Ok(value) => assert!(value.is_null(), "{command}: {value}"),
        }
    }
    world.ask("sign_in", json!({"personId": "rosa"})).await.unwrap();
    world.ask("consent", Value::Null).await.unwrap();
    world.ask("sign_out", json!({"copy": "keep"})).await.unwrap();
    assert!(world.ask("consent", Value::Null).await.is_err());
}

#[tokio::test]
async fn one_person_never_sees_what_is_another_persons() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    world.ask("set_consent", json!({"provision": "permit"})).await.unwrap();
    world.advance(720).await.unwrap();
    let hers = world.ask("places", Value::Null).await.unwrap();
    world.ask("sign_in", json!({"personId": "mateo"})).await.unwrap();
    let his = world.ask("places", Value::Null).await.unwrap();
    assert!(!hers["places"].as_array().unwrap().is_empty());
    assert!(his["places"].as_array().unwrap().is_empty());
    assert_eq!(world.ask("consent", Value::Null).await.unwrap()["provision"], "none");
}

/// An hour is the life of a token; the session outlives it.
#[tokio::test]
async fn a_session_lives_longer_than_its_token() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    for _ in 0..3 {
        world.advance(2 * 3600).await.unwrap();
        world.ask("consent", Value::Null).await.unwrap();
    }
}

#[tokio::test]
async fn an_unknown_command_and_an_unfit_request_are_refused_with_a_reference() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    for (command, request) in [
        ("nothing", Value::Null),
        ("sign_in", json!({"person": "rosa"})),
        ("create_share", json!({"label": 3})),
    ] {
        let error = world.ask(command, request).await.unwrap_err();
        assert_eq!(serde_json::to_value(error.code).unwrap(), "bad-request");
        assert!(error.reference.starts_with("SH-"));
    }
}
