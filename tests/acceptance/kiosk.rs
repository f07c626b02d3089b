//! A clinic's kiosk: one visit, by command name and JSON. What ends it, what it refuses, and that nothing of it is left.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::{Value, json};
use tests::attendant::{Recorded, STAFF_PIN, Said, kiosk};
use tests::clinic::{self, Opened};
use tests::patient::{Answer, visit};
use tests::world::World;
use tokio::task::JoinHandle;
use url::Url;
use workflow::Kiosk;
use workflow::view::{Language, VisitEnd, VisitKind};

use crate::{done, refused};

async fn idle(change: impl FnOnce(&mut Kiosk)) -> (Arc<World>, Arc<Recorded>) {
    let attendant = Arc::new(Recorded::default());
    let mut kiosk = kiosk(&attendant);
    change(&mut kiosk);
    (Arc::new(World::kiosk(kiosk).await.unwrap()), attendant)
}

async fn begun() -> (Arc<World>, Arc<Recorded>) {
    let (world, attendant) = idle(|_| ()).await;
    done(&world, "begin_visit", json!({"kind": "show-my-records"})).await;
    (world, attendant)
}

type Steps = Arc<Mutex<Vec<Value>>>;
type Work = JoinHandle<Result<Value, commands::CommandError>>;

/// A command that tells its steps.
fn working(world: &Arc<World>, name: &'static str, request: Value) -> (Work, Steps) {
    let (core, steps) = (Arc::clone(&world.core), Steps::default());
    let told = Arc::clone(&steps);
    let work = tokio::spawn(async move {
        let report = move |step: Value| told.lock().unwrap().push(step);
        commands::dispatch(&core, name, request, &report).await
    });
    (work, steps)
}

/// The step of this name, as soon as it is told.
async fn step(steps: &Steps, name: &str) -> Value {
    until(async || steps.lock().unwrap().iter().rfind(|step| step["step"] == name).cloned()).await
}

async fn until<T>(found: impl AsyncFn() -> Option<T>) -> T {
    for _ in 0..12_000 {
        if let Some(found) = found().await {
            return found;
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    panic!("it never came");
}

/// Signs in by phone, as a person who points a camera at the screen.
async fn signed_in(world: &Arc<World>, person: &str) {
    let (work, steps) = working(world, "sign_in_at_provider", json!({"on": "phone"}));
    let shown = step(&steps, "show-code").await;
    let (address, code) = (shown["address"].as_str().unwrap(), shown["code"].as_str().unwrap());
    let page = Url::parse(&format!("{address}?user_code={code}")).unwrap();
    visit(&page, Answer::Approve, &[("person", person)]).await.unwrap();
    while !work.is_finished() {
        world.advance(5).await.unwrap();
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(work.await.unwrap().unwrap()["result"], "signed-in");
}

async fn stage(world: &World) -> Value {
    done(world, "visit", Value::Null).await["at"].clone()
}

async fn over(attendant: &Recorded) -> (VisitEnd, bool) {
    until(async || attendant.over()).await
}

/// Everything that a person's page asks, in the words of the list.
#[tokio::test]
async fn what_a_kiosk_does_not_offer_is_refused_by_the_core() {
    let (world, _) = idle(|_| ()).await;
    for name in commands::NAMES {
        let error = world.ask(name, Value::Null).await.err();
        let text = error.map(|error| format!("{error:?}")).unwrap_or_default();
        let offered = commands::offered(&world.core, name).is_ok();
        assert_eq!(offered, commands::AT_KIOSK.contains(name), "{name}: {text}");
        if !offered {
            assert_eq!(refused(&world, name, Value::Null).await, "bad-request", "{name}");
        }
    }
    for hands_out in [
        "sign_in",
        "save_share_picture",
        "save_share_page",
        "copy_share_link",
        "save_files",
        "save_summary",
        "back_up",
        "get_documents",
        "read_records",
        "record",
        "record_file",
        "people",
        "open_copy",
        "keep_here",
        "change_lock",
        "report",
        "save_report",
        "activity",
        "look_at_link",
        "close_account",
    ] {
        assert!(commands::offered(&world.core, hands_out).is_err(), "{hands_out}");
    }
}

#[tokio::test]
async fn what_only_a_kiosk_has_is_refused_everywhere_else() {
    let (world, _) = crate::signed_in("rosa", tests::patient::PatientHost::default()).await;
    for name in commands::OF_KIOSK {
        assert_eq!(refused(&world, name, Value::Null).await, "bad-request", "{name}");
    }
}

#[tokio::test]
async fn no_password_is_typed_at_a_kiosk() {
    let (world, _) = begun().await;
    assert_eq!(refused(&world, "sign_in_at_provider", json!({"on": "this-computer"})).await, "bad-request");
}

#[tokio::test]
async fn a_visit_shows_the_records_at_the_desk_and_its_end_leaves_nobody_signed_in() {
    let (world, attendant) = begun().await;
    assert_eq!(stage(&world).await["stage"], "going");
    signed_in(&world, "rosa").await;
    done(&world, "set_consent", json!({"provision": "permit"})).await;
    let share = done(&world, "create_share", json!({"label": "Health records", "kinds": null})).await;
    let passcode = done(&world, "show_passcode", json!({"shareId": share["id"]})).await;
    let link = tests::picture::read_drawing(&share["qr"]).unwrap();
    let opened = clinic::open(&link, passcode["digits"].as_str().unwrap()).await.unwrap();
    assert!(matches!(opened, Opened::Records(_)), "{opened:?}");
    done(&world, "set_language", json!({"language": "es"})).await;
    done(&world, "end_visit", Value::Null).await;
    let said = attendant.said();
    assert_eq!(said[..2], [Said::Began { signed_in: false }, Said::Began { signed_in: true }]);
    assert_eq!(
        said.last().unwrap(),
        &Said::Over { end: VisitEnd::Done, signed_out: true, language: Language::Spanish }
    );
    assert!(done(&world, "app", Value::Null).await["session"].is_null());
    for after in ["consent", "places", "search"] {
        assert_eq!(refused(&world, after, Value::Null).await, "signed-out", "{after}");
    }
    assert!(done(&world, "share", Value::Null).await.is_null());
}

#[tokio::test]
async fn nobody_there_blurs_asks_and_ends_and_an_answer_goes_on() {
    let (world, attendant) = begun().await;
    world.pass(29);
    assert_eq!(stage(&world).await["stage"], "going");
    world.pass(1);
    assert_eq!(stage(&world).await["stage"], "blurred");
    world.pass(30);
    assert_eq!(stage(&world).await, json!({"stage": "still-there", "secondsLeft": 30, "seconds": 30}));
    world.pass(12);
    assert_eq!(stage(&world).await["secondsLeft"], 18);
    done(&world, "still_here", Value::Null).await;
    assert_eq!(stage(&world).await["stage"], "going");
    world.pass(90);
    assert_eq!(over(&attendant).await, (VisitEnd::NobodyThere, true));
    assert_eq!(stage(&world).await["stage"], "over");
}

#[tokio::test]
async fn a_screen_that_invites_waits_as_long_as_it_likes() {
    let (world, attendant) = idle(|_| ()).await;
    world.pass(100_000);
    assert_eq!(stage(&world).await["stage"], "attract");
    assert_eq!(attendant.said(), []);
}

#[tokio::test]
async fn the_longest_time_of_a_visit_ends_it_and_staff_can_give_more() {
    let (world, attendant) = begun().await;
    assert_eq!(done(&world, "visit", Value::Null).await["minutesLeft"], 15);
    for _ in 0..17 {
        world.pass(50);
        done(&world, "still_here", Value::Null).await;
    }
    assert_eq!(done(&world, "visit", Value::Null).await["minutesLeft"], 1);
    assert_eq!(refused(&world, "staff", json!({"act": "extend"})).await, "bad-request");
    done(&world, "staff_pin", json!({"pin": STAFF_PIN})).await;
    done(&world, "staff", json!({"act": "extend"})).await;
    assert_eq!(done(&world, "visit", Value::Null).await["minutesLeft"], 15);
    for _ in 0..18 {
        world.pass(50);
        done(&world, "still_here", Value::Null).await;
    }
    assert_eq!(over(&attendant).await.0, VisitEnd::TimeIsUp);
}

#[tokio::test]
async fn the_timer_waits_for_a_phone_up_to_a_cap_that_is_shown() {
    let (world, attendant) = begun().await;
    let (work, steps) = working(&world, "sign_in_at_provider", json!({"on": "phone"}));
    step(&steps, "show-code").await;
    world.pass(300);
    let view = done(&world, "visit", Value::Null).await;
    assert_eq!(view["at"]["stage"], "going");
    // Five of its ten minutes are over for who sits there, and none on the demo's clock, which the screen shows.
    assert_eq!(view["waitsUntil"], "2026-08-19T16:05:00Z");
    world.pass(300 + 90);
    assert_eq!(over(&attendant).await.0, VisitEnd::NobodyThere);
    work.abort();
}

#[tokio::test]
async fn a_place_is_signed_in_to_on_the_persons_phone() {
    let (world, _) = begun().await;
    signed_in(&world, "rosa").await;
    done(&world, "set_consent", json!({"provision": "permit"})).await;
    world.advance_until(30, "search", |search| search["status"] == "completed").await.unwrap();
    let places = done(&world, "places", Value::Null).await;
    let id = crate::id_of(&places, "needs-sign-in");
    let (work, steps) = working(&world, "connect", json!({"placeId": id}));
    let waiting = step(&steps, "waiting-for-sign-in").await;
    let address = tests::picture::read_drawing(&waiting["qr"]).unwrap();
    visit(&Url::parse(&address).unwrap(), Answer::Approve, &[]).await.unwrap();
    while !work.is_finished() {
        world.advance(5).await.unwrap();
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    assert_eq!(work.await.unwrap().unwrap()["result"], "connected");
}

#[tokio::test]
async fn a_network_that_hangs_does_not_hold_up_the_end_of_a_visit() {
    let (world, attendant) = begun().await;
    signed_in(&world, "rosa").await;
    world
        .control("faults", json!({"at": "idp", "field": "revoke", "times": 9, "noAnswer": true}))
        .await
        .unwrap();
    world.control("faults", json!({"at": "graphql", "times": 0, "noAnswer": true})).await.unwrap();
    let (places, _) = working(&world, "places", Value::Null);
    let begun = std::time::Instant::now();
    done(&world, "end_visit", Value::Null).await;
    assert!(begun.elapsed() < Duration::from_secs(5), "{:?}", begun.elapsed());
    assert_eq!(over(&attendant).await, (VisitEnd::Done, true));
    places.abort();
}

#[tokio::test]
async fn staff_show_who_they_are_before_anything_of_theirs_is_done() {
    let (world, attendant) = begun().await;
    for act in ["extend", "open-for-patients", "close", "leave"] {
        assert_eq!(refused(&world, "staff", json!({"act": act})).await, "bad-request", "{act}");
    }
    assert_eq!(refused(&world, "self_test", Value::Null).await, "bad-request");
    let wrong = done(&world, "staff_pin", json!({"pin": "0000"})).await;
    assert_eq!(wrong["result"], "wrong");
    assert_eq!(refused(&world, "self_test", Value::Null).await, "bad-request");
    assert_eq!(done(&world, "staff_pin", json!({"pin": STAFF_PIN})).await["result"], "in");
    assert_eq!(done(&world, "self_test", Value::Null).await["version"], "0.0.0-test");
    done(&world, "staff", json!({"act": "leave"})).await;
    assert_eq!(refused(&world, "self_test", Value::Null).await, "bad-request");
    done(&world, "staff_pin", json!({"pin": STAFF_PIN})).await;
    done(&world, "staff", json!({"act": "close"})).await;
    assert!(attendant.said().contains(&Said::Close));
    assert_eq!(over(&attendant).await.0, VisitEnd::Staff);
}

#[tokio::test]
async fn a_locked_kiosk_begins_no_visit_and_one_that_is_not_offered_is_not_begun() {
    let (world, _) = idle(|kiosk| kiosk.locked = true).await;
    assert_eq!(refused(&world, "begin_visit", json!({"kind": "show-my-records"})).await, "bad-request");
    let (world, _) = idle(|kiosk| kiosk.offered = vec![VisitKind::ShowMyRecords]).await;
    assert_eq!(refused(&world, "begin_visit", json!({"kind": "finish-at-home"})).await, "bad-request");
    done(&world, "begin_visit", json!({"kind": "show-my-records"})).await;
}

#[tokio::test]
async fn the_next_person_meets_nobody() {
    let (world, attendant) = begun().await;
    signed_in(&world, "rosa").await;
    done(&world, "end_visit", Value::Null).await;
    assert!(attendant.over().is_some());
    let next = Arc::new(Recorded::default());
    let world = Arc::into_inner(world).unwrap().next_visit(kiosk(&next)).await.unwrap();
    assert!(done(&world, "app", Value::Null).await["session"].is_null());
    assert_eq!(stage(&world).await["stage"], "attract");
    assert_eq!(refused(&world, "places", Value::Null).await, "signed-out");
}

/// The short form of `cargo xtask hold --only kiosk`; with folders of its own, so that nothing of another test is found.
fn visits(more: &[&str]) -> (bool, String) {
    let folder = tempfile::tempdir().unwrap();
    let hold = std::process::Command::new(env!("CARGO_BIN_EXE_kiosk-hold"))
        .args(more)
        .env("TMPDIR", folder.path())
        .output()
        .unwrap();
    (hold.status.success(), String::from_utf8_lossy(&[hold.stdout, hold.stderr].concat()).into_owned())
}

#[test]
fn twelve_visits_in_a_row_leave_nothing() {
    let (held, said) = visits(&["--visits", "12"]);
    assert!(held && said.contains("12 visits, 0 findings"), "{said}");
}

#[test]
fn what_a_visit_leaves_is_found() {
    let (held, said) = visits(&["--visits", "1", "--leave"]);
    assert!(
        !held && said.contains("1 visits, 1 findings") && said.contains("satchel-left-on-purpose"),
        "{said}"
    );
}
