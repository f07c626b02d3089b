//! What goes wrong when a QR code is made: nothing stale is shown, no second link is made in silence, and each failure
//! says what it was.

use std::sync::Arc;

use rstest::rstest;
use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::world::World;

use crate::{done, searched, signed_in};

const ORDER: &str = r#"{"label": "Health Records", "kinds": null}"#;

fn order() -> Value {
    serde_json::from_str(ORDER).unwrap()
}

/// Code and fault of a share that must fail; nothing is live afterwards.
async fn not_made(world: &World) -> (String, Option<String>) {
    let error = serde_json::to_value(world.ask("create_share", order()).await.unwrap_err()).unwrap();
    assert_eq!(done(world, "share", Value::Null).await, Value::Null, "something is shown after {error}");
    (error["code"].as_str().unwrap().to_owned(), error["linkFault"].as_str().map(str::to_owned))
}

async fn links(world: &World) -> usize {
    world.look("people/mateo/links").await.unwrap().as_array().unwrap().len()
}

#[tokio::test]
async fn a_server_that_fails_after_it_was_sent_is_not_asked_twice_and_a_link_may_be_there() {
    let host = Arc::new(PatientHost::default());
    let world = World::tapped(host as _).await.unwrap();
    done(&world, "sign_in", json!({"personId": "mateo"})).await;
    done(&world, "create_share", order()).await;
    assert_eq!(links(&world).await, 1);
    world.swallow_answer("createHealthLink");
    assert_eq!(not_made(&world).await, ("network-trouble".to_owned(), Some("maybe-made".to_owned())));
    // One more, and not two: nothing was sent again.
    assert_eq!(links(&world).await, 2);
    // A person who decides to may make another.
    done(&world, "create_share", order()).await;
    assert_eq!(links(&world).await, 3);
}

#[tokio::test]
async fn a_server_that_fails_at_once_made_none_but_that_is_not_known_here() {
    let (world, _) = signed_in("mateo", PatientHost::default()).await;
    done(&world, "create_share", order()).await;
    world.control("faults", json!({"field": "createHealthLink", "status": 500})).await.unwrap();
    assert_eq!(not_made(&world).await, ("network-trouble".to_owned(), Some("maybe-made".to_owned())));
    assert_eq!(links(&world).await, 1);
}

#[tokio::test]
async fn a_refused_token_is_renewed_and_makes_one_link() {
    let (world, _) = signed_in("mateo", PatientHost::default()).await;
    world.control("faults", json!({"field": "createHealthLink", "status": 401})).await.unwrap();
    done(&world, "create_share", order()).await;
    assert_eq!(links(&world).await, 1);
}

#[tokio::test]
async fn a_session_that_has_ended_makes_none() {
    let (world, _) = signed_in("mateo", PatientHost::default()).await;
    world.control("faults", json!({"field": "createHealthLink", "status": 401, "times": 0})).await.unwrap();
    let error = world.ask("create_share", order()).await.unwrap_err();
    assert_eq!(serde_json::to_value(error.code).unwrap(), "signed-out");
    assert_eq!(error.link_fault, None);
    assert_eq!(links(&world).await, 0);
}

#[tokio::test]
async fn a_network_that_wants_a_pause_is_given_one_and_made_none() {
    let (world, _) = signed_in("mateo", PatientHost::default()).await;
    let fault = json!({"field": "createHealthLink", "status": 429, "retryAfterSeconds": 20});
    world.control("faults", fault).await.unwrap();
    assert_eq!(not_made(&world).await, ("asked-too-often".to_owned(), None));
    assert_eq!(links(&world).await, 0);
}

#[tokio::test]
async fn two_requests_at_once_make_one_link() {
    let (world, _) = signed_in("mateo", PatientHost::default()).await;
    let (one, other) = tokio::join!(world.ask("create_share", order()), world.ask("create_share", order()));
    assert!(one.is_ok() != other.is_ok(), "{one:?} {other:?}");
    assert_eq!(links(&world).await, 1);
}

/// A link as a network could send it, with these parts.
fn link(base: &str, viewer: &str, payload: &Value) -> String {
    use base64::Engine as _;
    let mut json = json!({
        "url": format!("{base}/v1/health-link/manifests/{}", "A".repeat(43)),
        "key": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8",
        "exp": 1_787_155_500,
        "flag": "P",
        "label": "Health Records",
    });
    json.as_object_mut().unwrap().extend(payload.as_object().unwrap().clone());
    let token = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(json.to_string());
    format!("{viewer}shlink:/{token}")
}

#[rstest]
#[case::good(json!({}), None)]
#[case::damaged(json!({"key": "AAEC"}), Some("damaged"))]
#[case::no_passcode(json!({"flag": ""}), Some("no-passcode"))]
#[case::direct(json!({"flag": "U"}), Some("no-passcode"))]
#[case::another_end(json!({"exp": 1_787_155_900}), Some("end"))]
#[case::another_title(json!({"label": "Other"}), Some("label"))]
#[case::another_server(json!({"url": "https://links.example.org/m"}), Some("host"))]
#[case::a_newer_version(json!({"v": 2}), Some("damaged"))]
#[case::too_long(json!({"_more": "x".repeat(700)}), Some("too-long"))]
#[tokio::test]
async fn a_link_that_is_not_what_was_asked_for_is_never_shown(
    #[case] payload: Value,
    #[case] fault: Option<&str>,
) {
    let (world, _) = signed_in("mateo", PatientHost::default()).await;
    let base = world.sandbox.base_url().to_owned();
    let url = link(&base, &format!("{base}/viewer#"), &payload);
    let overwrite = json!({"url": url, "start": "2026-08-19T16:00:00Z", "end": "2026-08-19T16:05:00Z"});
    world.control("faults", json!({"field": "createHealthLink", "overwrite": overwrite})).await.unwrap();
    match fault {
        None => drop(done(&world, "create_share", order()).await),
        Some(fault) => {
            assert_eq!(not_made(&world).await, ("link-check-failed".to_owned(), Some(fault.to_owned())));
        }
    }
}

#[rstest]
#[case::none("", "viewer")]
#[case::of_somebody_else("https://viewer.example.org/#", "host")]
#[tokio::test]
async fn a_link_whose_viewer_is_not_ours_is_never_shown(#[case] viewer: &str, #[case] fault: &str) {
    let (world, _) = signed_in("mateo", PatientHost::default()).await;
    let url = link(world.sandbox.base_url(), viewer, &json!({}));
    let overwrite = json!({"url": url, "start": "2026-08-19T16:00:00Z", "end": "2026-08-19T16:05:00Z"});
    world.control("faults", json!({"field": "createHealthLink", "overwrite": overwrite})).await.unwrap();
    assert_eq!(not_made(&world).await, ("link-check-failed".to_owned(), Some(fault.to_owned())));
}

#[tokio::test]
async fn on_a_computer_whose_clock_is_off_the_networks_clock_counts() {
    let (world, _) = searched("mateo", PatientHost::default()).await;
    // This computer is ten minutes ahead: by its own clock the code would be over before it is shown.
    world.set_clock_off(600);
    let share = done(&world, "create_share", order()).await;
    assert_eq!(share["clockOffSeconds"], -600);
    assert_eq!(done(&world, "share", Value::Null).await, share);
    world.pass_for_core(299);
    assert_eq!(done(&world, "share", Value::Null).await, share);
    world.pass_for_core(2);
    assert_eq!(done(&world, "share", Value::Null).await, Value::Null);
}

#[tokio::test]
async fn a_clock_that_is_right_within_half_a_minute_is_right() {
    let (world, _) = signed_in("mateo", PatientHost::default()).await;
    world.set_clock_off(-20);
    assert_eq!(done(&world, "create_share", order()).await["clockOffSeconds"], 0);
}
