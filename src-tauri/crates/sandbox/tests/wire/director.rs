//! What a demo's director needs: stories, and what went over the wire.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::World;

#[tokio::test]
async fn stories_are_listed_and_given_out_whole() {
    let world = World::start().await;
    let list = world.control(Method::GET, "/control/stories", None).await;
    let ids: Vec<&str> = list.as_array().unwrap().iter().map(|story| story["id"].as_str().unwrap()).collect();
    assert_eq!(ids.first(), Some(&"happy-path"));
    for id in &ids {
        let story = world.control(Method::GET, &format!("/control/stories/{id}"), None).await;
        assert_eq!(story["id"], **id);
        for step in story["steps"].as_array().unwrap() {
            assert!(step["caption"]["es"].is_string(), "{id}: {step}");
        }
    }
    let nowhere = world.steer(Method::GET, "/control/stories/nothing", None).await;
    assert_eq!(nowhere.status(), 404);
}

/// Every call of the control API that a story asks for is there, and takes the body.
#[tokio::test]
async fn what_stories_ask_of_the_world_can_be_done() {
    let world = World::start().await;
    let list = world.control(Method::GET, "/control/stories", None).await;
    for listed in list.as_array().unwrap() {
        let rosa = world.sign_in(listed["person"].as_str().unwrap()).await;
        rosa.consent("PERMIT").await;
        world.advance(1000).await;
        let path = format!("/control/stories/{}", listed["id"].as_str().unwrap());
        let story = world.control(Method::GET, &path, None).await;
        for turn in
            story["steps"].as_array().unwrap().iter().flat_map(|step| step["world"].as_array().unwrap())
        {
            let (method, turn, body) = match turn.get("post") {
                Some(post) => (Method::POST, post, Some(post["with"].clone())),
                None => (Method::DELETE, &turn["delete"], None),
            };
            let answer =
                world.steer(method, &format!("/control/{}", turn["to"].as_str().unwrap()), body).await;
            // A connection may not be there without the person's part of the story.
            let status = answer.status().as_u16();
            assert!(
                status == 200 || status == 404 && turn["to"].as_str().unwrap().contains("connections"),
                "{path}: {turn}"
            );
        }
        world.steer(Method::POST, "/control/faults/clear", Some(json!({}))).await;
    }
}

#[tokio::test]
async fn what_went_over_the_wire_is_shown_without_secrets() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    rosa.consent("PERMIT").await;
    world.steer(Method::POST, "/control/faults", Some(json!({ "status": 503 }))).await;
    let lines = world.control(Method::GET, "/control/wire", None).await;
    let lines = lines.as_array().unwrap();
    let text = Value::Array(lines.clone()).to_string();
    assert!(text.contains("createConsent") && text.contains("/control/faults"), "{text}");
    assert!(!text.contains(world.sandbox.control_token()), "the control token is on the wire log");
    for token in text.split(|letter: char| !(letter.is_ascii_alphanumeric() || "-_.".contains(letter))) {
        assert!(token.matches('.').count() != 2 || token.len() < 60, "a token is shown: {token}");
    }
    let last = lines.last().unwrap()["number"].as_u64().unwrap();
    let after = world.control(Method::GET, &format!("/control/wire?after={last}"), None).await;
    assert_eq!(after, json!([]));
}
