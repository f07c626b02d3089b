//! A link that somebody gave: read first, opened when the person says so, kept only when it is theirs.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use rstest::rstest;
use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::world::World;

use crate::{done, refused, searched};

/// A link that `person` made in this world, and its passcode. They are signed in afterwards.
async fn given(world: &World, host: &PatientHost, person: &str) -> (String, String) {
    done(world, "sign_in", json!({"personId": person})).await;
    let share = done(world, "create_share", json!({"label": "Visit in May", "kinds": null})).await;
    let request = json!({"shareId": share["id"]});
    done(world, "copy_share_link", request.clone()).await;
    let link = host.clipboard.lock().unwrap().clone().unwrap();
    let digits = done(world, "show_passcode", request).await["digits"].as_str().unwrap().to_owned();
    (link, digits)
}

async fn look(world: &World, text: &str) -> Value {
    done(world, "look_at_link", json!({"text": text})).await
}

async fn open(world: &World, look: &Value, passcode: Option<&str>) -> Value {
    let request = json!({"linkId": look["link"]["id"], "passcode": passcode, "recipient": "Rosa Delgado"});
    done(world, "open_link", request).await
}

async fn accesses(world: &World, person: &str) -> usize {
    let links = world.look(&format!("people/{person}/links")).await.unwrap();
    links.as_array().unwrap().iter().map(|link| link["accesses"].as_array().unwrap().len()).sum()
}

#[tokio::test]
async fn reading_a_link_sends_nothing_and_says_what_it_needs() {
    let (world, host) = searched("rosa", PatientHost::default()).await;
    let (link, _) = given(&world, &host, "rosa").await;
    let seen = look(&world, &format!("Here you are: {link}  See you!")).await;
    assert_eq!(seen["result"], "ready");
    assert_eq!(seen["link"]["label"], "Visit in May");
    assert_eq!(seen["link"]["host"], "127.0.0.1");
    assert_eq!(seen["link"]["needsPasscode"], true);
    assert!(seen["link"]["endsAt"].is_string());
    assert_eq!(accesses(&world, "rosa").await, 0);
    // Nothing of its secrets is in what the page gets.
    assert!(!seen.to_string().contains("shlink"));
}

#[tokio::test]
async fn a_link_that_the_system_hands_over_waits_for_somebody_and_is_read_once() {
    let (world, host) = searched("rosa", PatientHost::default()).await;
    let (link, _) = given(&world, &host, "rosa").await;
    let (_, payload) = link.split_once('#').unwrap();
    assert!(payload.starts_with("shlink:/"));
    done(&world, "sign_out", json!({"copy": "keep"})).await;
    world.core.given(&"shlink:/older".parse().unwrap());
    world.core.given(&payload.parse().unwrap());
    assert_eq!(refused(&world, "look_at_given_link", json!(null)).await, "signed-out");
    done(&world, "sign_in", json!({"personId": "rosa"})).await;
    let seen = done(&world, "look_at_given_link", json!(null)).await;
    assert_eq!(
        (seen["result"].as_str(), seen["link"]["label"].as_str()),
        (Some("ready"), Some("Visit in May"))
    );
    assert_eq!(done(&world, "look_at_given_link", json!(null)).await, json!(null));
    assert_eq!(accesses(&world, "rosa").await, 0);
}

#[tokio::test]
async fn ones_own_records_are_opened_and_kept_once_with_where_they_came_from() {
    let (world, host) = searched("rosa", PatientHost::default()).await;
    let (link, digits) = given(&world, &host, "rosa").await;
    let seen = look(&world, &link).await;
    // People write six digits in two groups.
    let spaced = format!("{} {}", &digits[..3], &digits[3..]);
    let opened = open(&world, &seen, Some(&spaced)).await;
    assert_eq!(opened["result"], "opened");
    let received = &opened["received"];
    assert_eq!((&received["whose"], &received["kept"]), (&json!("mine"), &Value::Null));
    let count: u64 =
        received["groups"].as_array().unwrap().iter().map(|group| group["count"].as_u64().unwrap()).sum();
    let kept = done(&world, "keep_link", json!({"linkId": received["id"]})).await;
    assert_eq!(kept["kept"], count);
    let again = done(&world, "keep_link", json!({"linkId": received["id"]})).await;
    assert_eq!(again["kept"], count, "kept twice");
    let kinds: Vec<Value> = done(&world, "activity", Value::Null).await["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["kind"].clone())
        .collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "link-kept").count(), 1);
    assert!(kinds.contains(&json!("link-opened")));
    done(&world, "close_link", json!({"linkId": received["id"]})).await;
    assert_eq!(refused(&world, "keep_link", json!({"linkId": received["id"]})).await, "link-is-over");
}

#[tokio::test]
async fn somebody_elses_records_are_shown_and_never_kept_here() {
    let (world, host) = searched("mateo", PatientHost::default()).await;
    let (link, digits) = given(&world, &host, "mateo").await;
    done(&world, "sign_in", json!({"personId": "rosa"})).await;
    let opened = open(&world, &look(&world, &link).await, Some(&digits)).await;
    assert_eq!(opened["received"]["whose"], "somebody-else");
    let id = &opened["received"]["id"];
    assert_eq!(refused(&world, "keep_link", json!({"linkId": id})).await, "bad-request");
}

#[tokio::test]
async fn a_wrong_passcode_says_how_many_tries_are_left_until_it_is_locked() {
    let (world, host) = searched("rosa", PatientHost::default()).await;
    let (link, digits) = given(&world, &host, "rosa").await;
    let seen = look(&world, &link).await;
    assert_eq!(open(&world, &seen, None).await["refusal"]["why"], "passcode-required");
    assert_eq!(accesses(&world, "rosa").await, 0);
    let wrong = if digits == "271828" { "314159" } else { "271828" };
    for left in [4, 3, 2, 1] {
        let refusal = &open(&world, &seen, Some(wrong)).await["refusal"];
        assert_eq!((&refusal["why"], &refusal["triesLeft"]), (&json!("wrong-passcode"), &json!(left)));
    }
    let refusal = &open(&world, &seen, Some(wrong)).await["refusal"];
    assert_eq!((&refusal["why"], &refusal["triesLeft"]), (&json!("locked-out"), &json!(0)));
    assert_eq!(open(&world, &seen, Some(&digits)).await["refusal"]["why"], "not-active");
}

#[tokio::test]
async fn a_link_that_ended_is_told_before_anything_is_sent() {
    let (world, host) = searched("rosa", PatientHost::default()).await;
    let (link, digits) = given(&world, &host, "rosa").await;
    let seen = look(&world, &link).await;
    world.advance(300).await.unwrap();
    assert_eq!(open(&world, &seen, Some(&digits)).await["refusal"]["why"], "expired");
    let late = look(&world, &link).await;
    assert_eq!((&late["result"], &late["refusal"]["why"]), (&json!("refused"), &json!("expired")));
    assert_eq!(late["refusal"]["label"], "Visit in May");
    assert_eq!(accesses(&world, "rosa").await, 0);
}

#[rstest]
#[case("hello", "not-a-link")]
#[case("shc:/56762909", "health-card")]
#[case("shlink:/!!!", "damaged")]
#[case("shlink:/eyJ2IjoyLCJsYWJlbCI6IkxhdGVyIn0", "newer")]
#[tokio::test]
async fn what_is_no_link_is_told_in_its_own_words(#[case] text: &str, #[case] why: &str) {
    let (world, _) = crate::signed_in("mateo", PatientHost::default()).await;
    assert_eq!(look(&world, text).await["refusal"]["why"], why);
    assert_eq!(look(&world, &"x".repeat(9000)).await["refusal"]["why"], "too-long");
}

#[tokio::test]
async fn a_demo_goes_to_no_server_but_its_own() {
    let (world, _) = crate::signed_in("mateo", PatientHost::default()).await;
    for url in ["https://links.example.org/m", "http://127.0.0.1:9/m", "https://169.254.169.254/m"] {
        let json = json!({"url": url, "key": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}).to_string();
        let token = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(json);
        assert_eq!(look(&world, &format!("shlink:/{token}")).await["refusal"]["why"], "blocked", "{url}");
    }
}

#[tokio::test]
async fn a_link_is_read_out_of_a_picture() {
    let (world, host) = searched("rosa", PatientHost::default()).await;
    let share = done(&world, "create_share", json!({"label": "Visit in May", "kinds": null})).await;
    done(&world, "save_share_picture", json!({"shareId": share["id"]})).await;
    let (_, png) = host.saved.lock().unwrap().last().unwrap().clone();
    let seen = done(&world, "look_at_picture", json!({"picture": STANDARD.encode(&png)})).await;
    assert_eq!(seen["link"]["label"], "Visit in May");
    for (picture, why) in [("", "not-a-picture"), ("%%%", "not-a-picture"), ("aGVsbG8=", "not-a-picture")] {
        let seen = done(&world, "look_at_picture", json!({ "picture": picture })).await;
        assert_eq!(seen["refusal"]["why"], why, "{picture}");
    }
}

#[tokio::test]
async fn a_link_that_may_change_is_looked_at_again_and_not_too_soon() {
    let (world, host) = searched("rosa", PatientHost::default()).await;
    world.control("answers", json!({"linkFlag": "LP"})).await.unwrap();
    let (link, digits) = given(&world, &host, "rosa").await;
    let seen = look(&world, &link).await;
    assert_eq!(seen["link"]["longTerm"], true);
    let opened = open(&world, &seen, Some(&digits)).await;
    assert_eq!(opened["received"]["mayChange"], true);
    assert_eq!(open(&world, &seen, Some(&digits)).await["refusal"]["why"], "asked-too-often");
    assert_eq!(accesses(&world, "rosa").await, 1);
    world.advance(10).await.unwrap();
    assert_eq!(open(&world, &seen, Some(&digits)).await["result"], "opened");
}

#[tokio::test]
async fn the_national_profiles_direct_link_opens_too_with_its_card_and_its_credential_named() {
    let (world, host) = searched("rosa", PatientHost::default()).await;
    // The person's own code would be refused: it asks for no passcode. So the link is ordered at the network itself.
    world.control("answers", json!({"linkFlag": "U"})).await.unwrap();
    let error = world.ask("create_share", json!({"label": "x", "kinds": null})).await.unwrap_err();
    assert_eq!(serde_json::to_value(error.link_fault).unwrap(), "no-passcode");
    let direct = world.issued("rosa").await.unwrap().pop().unwrap();
    let opened = open(&world, &look(&world, &direct).await, None).await;
    assert_eq!(opened["result"], "opened", "{opened}");
    assert_eq!(opened["received"]["whose"], "mine");

    world
        .control("answers", json!({"healthCard": true, "apiAccess": true, "zip": true, "cty": false}))
        .await
        .unwrap();
    let (link, digits) = given(&world, &host, "rosa").await;
    let opened = open(&world, &look(&world, &link).await, Some(&digits)).await;
    assert_eq!(opened["received"]["healthCards"], 1);
    assert_eq!(opened["received"]["credentials"], json!(["https://fhir.nobody.example"]));
}

#[tokio::test]
async fn what_a_link_gave_does_not_wait_behind_the_lock() {
    let host = Arc::new(PatientHost::default());
    let world = World::stepped_with_files(Arc::clone(&host) as _).await.unwrap();
    let (link, digits) = given(&world, &host, "rosa").await;
    done(&world, "change_lock", json!({"current": null, "secret": "482915"})).await;
    let opened = open(&world, &look(&world, &link).await, Some(&digits)).await;
    done(&world, "copy_share_link", json!({"shareId": done(&world, "share", Value::Null).await["id"]})).await;
    done(&world, "lock", Value::Null).await;
    assert_eq!(*host.clipboard.lock().unwrap(), None);
    assert_eq!(
        refused(&world, "open_link", json!({"linkId": "x", "passcode": null, "recipient": "x"})).await,
        "locked"
    );
    done(&world, "unlock", json!({"secret": "482915"})).await;
    assert_eq!(
        refused(&world, "keep_link", json!({"linkId": opened["received"]["id"]})).await,
        "link-is-over"
    );
}
