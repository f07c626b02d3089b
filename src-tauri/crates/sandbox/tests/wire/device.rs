//! Sign-in on another screen (RFC 8628): the kiosk polls, the person's phone walks through the pages.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::app::{ORGANISATION, refused};
use crate::support::{World, claims, location};

async fn begin(world: &World) -> Value {
    let fields = [("client_id", "satchel-desktop"), ("scope", "openid offline_access")];
    let url = world.url("/organisation/device_authorization");
    let answer = world.http.post(url).form(&fields).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    answer.json().await.unwrap()
}

async fn poll(world: &World, device: &Value) -> (StatusCode, Value) {
    let fields = [
        ("grant_type", "urn:ietf:params:oauth:grant-type:device_code"),
        ("client_id", "satchel-desktop"),
        ("device_code", device["device_code"].as_str().unwrap()),
    ];
    world.token(ORGANISATION, &fields).await
}

/// Types the code on a phone; answers with the sign-in page's address.
async fn type_code(world: &World, code: &str) -> String {
    let page = world.page("/organisation/device").await;
    location(&world.submit(&page, &[("user_code", code)]).await)
}

#[tokio::test]
async fn a_person_signs_in_on_their_phone_for_the_kiosk() {
    let world = World::start().await;
    let device = begin(&world).await;
    let code = device["user_code"].as_str().unwrap();
    assert_eq!((code.len(), &code[4..5]), (9, "-"));
    assert_eq!(device["verification_uri"], world.url("/organisation/device"));
    assert_eq!(
        device["verification_uri_complete"],
        world.url(&format!("/organisation/device?user_code={code}"))
    );
    assert_eq!((&device["expires_in"], &device["interval"]), (&json!(600), &json!(5)));
    assert_eq!(refused(&poll(&world, &device).await), "authorization_pending");

    let first = type_code(&world, &code.to_lowercase().replace('-', " ")).await;
    let signed_in = world.submit(&world.page(&first).await, &[("person", "mateo")]).await;
    let allow = world.page(&location(&signed_in)).await;
    assert!(allow.contains(&format!("<b>{code}</b>")), "the person compares the codes");
    world.advance(5).await;
    assert_eq!(refused(&poll(&world, &device).await), "authorization_pending");
    let end = world.submit(&allow, &[("decision", "allow")]).await;
    assert_eq!(end.status(), StatusCode::OK);
    assert!(end.text().await.unwrap().contains("You can close this page."));

    world.advance(5).await;
    let (status, tokens) = poll(&world, &device).await;
    assert_eq!(status, StatusCode::OK);
    let token = claims(tokens["id_token"].as_str().unwrap());
    assert_eq!((&token["sub"], &token["nonce"]), (&json!("mateo"), &Value::Null));
    assert_eq!(world.renew(ORGANISATION, &tokens["refresh_token"]).await.0, StatusCode::OK);
    assert_eq!(refused(&poll(&world, &device).await), "invalid_grant", "tokens are given once");
}

#[tokio::test]
async fn who_polls_too_fast_must_slow_down() {
    let world = World::start().await;
    let device = begin(&world).await;
    assert_eq!(refused(&poll(&world, &device).await), "authorization_pending");
    world.advance(4).await;
    assert_eq!(refused(&poll(&world, &device).await), "slow_down");
    // Five seconds are too few from now on (RFC 8628 3.5).
    world.advance(5).await;
    assert_eq!(refused(&poll(&world, &device).await), "slow_down");
    world.advance(15).await;
    assert_eq!(refused(&poll(&world, &device).await), "authorization_pending");
}

#[tokio::test]
async fn a_no_and_the_end_of_the_code_are_told() {
    let world = World::start().await;
    let device = begin(&world).await;
    let first = type_code(&world, device["user_code"].as_str().unwrap()).await;
    let end = world.walk_sign_in(&first, "rosa", "deny").await;
    assert!(end.text().await.unwrap().contains("You are not signed in"));
    assert_eq!(refused(&poll(&world, &device).await), "access_denied");

    let device = begin(&world).await;
    let code = device["user_code"].as_str().unwrap();
    let first = type_code(&world, code).await;
    world.advance(600).await;
    assert_eq!(refused(&poll(&world, &device).await), "expired_token");
    let late = world.http.get(world.url(&first)).send().await.unwrap();
    assert_eq!(late.status(), StatusCode::GONE);
    // An old code, a wrong one, none at all.
    let page = world.page("/organisation/device").await;
    for typed in [code, "BBBB-BBBB", ""] {
        let again = world.submit(&page, &[("user_code", typed)]).await;
        assert!(again.text().await.unwrap().contains("role=\"alert\""), "{typed}");
    }
    assert_eq!(refused(&poll(&world, &json!({ "device_code": "nothing" })).await), "invalid_grant");
}

#[tokio::test]
async fn the_complete_address_fills_the_code_in() {
    let world = World::start().await;
    let device = begin(&world).await;
    let page = world.http.get(device["verification_uri_complete"].as_str().unwrap()).send().await.unwrap();
    let page = page.text().await.unwrap();
    assert!(page.contains("Do not type a real password") && !page.contains("<script"));
    let first = location(&world.submit(&page, &[]).await);
    assert!(first.starts_with("/organisation/sign-in?request="));
    // What stands in the address gets into the page as text only.
    let foreign = world.page("/organisation/device?user_code=%22%3E%3Cb%3Ex").await;
    assert!(!foreign.contains("<b>x"));
}

#[tokio::test]
async fn clients_and_scopes_are_checked() {
    let world = World::start().await;
    for (fields, error) in [
        ([("client_id", "somebody-else"), ("scope", "openid")], "invalid_client"),
        ([("client_id", "satchel-desktop"), ("scope", "profile")], "invalid_scope"),
    ] {
        let url = world.url("/organisation/device_authorization");
        let answer = world.http.post(url).form(&fields).send().await.unwrap();
        let answer = (answer.status(), answer.json().await.unwrap());
        assert_eq!(refused(&answer), error);
    }
}
