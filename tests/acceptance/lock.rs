//! The lock before a copy: what it keeps in, and what goes on behind it.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::patient::{Answer, PatientHost};
use tests::world::World;
use workflow::Notice;
use workflow::view::Language;

use crate::{done, id_of, kept, refused};

const PIN: &str = "482615";

async fn locked(world: &World) {
    let outcome = done(world, "change_lock", json!({"secret": PIN, "current": null})).await;
    assert_eq!(outcome["result"], "done");
    done(world, "lock", Value::Null).await;
    assert_eq!(done(world, "app", Value::Null).await["copy"]["state"], "locked");
}

async fn unlock(world: &World, pin: &str) -> Value {
    done(world, "unlock", json!({ "secret": pin })).await
}

async fn kinds(world: &World) -> Vec<String> {
    let activity = done(world, "activity", Value::Null).await;
    assert_eq!(activity["whole"], true);
    let entries = activity["entries"].as_array().unwrap();
    entries.iter().map(|entry| entry["kind"].as_str().unwrap().to_owned()).collect()
}

#[tokio::test]
async fn a_locked_copy_answers_nothing_and_opens_with_its_pin() {
    let (world, _) = kept("rosa", PatientHost::default()).await;
    done(&world, "set_consent", json!({"provision": "permit"})).await;
    let share = done(&world, "create_share", json!({"label": "Mine", "kinds": null})).await;
    locked(&world).await;

    let app = done(&world, "app", Value::Null).await;
    assert_eq!(app["session"], Value::Null);
    assert_eq!(app["copy"]["holder"], json!({"givenName": "Rosa", "initials": "RD"}));
    assert_eq!((&app["copy"]["by"], &app["copy"]["triesLeft"]), (&json!("pin"), &json!(5)));
    let place = json!({"placeId": "any"});
    let share_id = json!({"shareId": share["id"]});
    for (command, request) in [
        ("consent", Value::Null),
        ("search", Value::Null),
        ("places", Value::Null),
        ("activity", Value::Null),
        ("share", Value::Null),
        ("privacy", Value::Null),
        ("report", Value::Null),
        ("save_activity", Value::Null),
        ("decline_pin", Value::Null),
        ("set_consent", json!({"provision": "deny"})),
        ("connect", place.clone()),
        ("connect_look", place.clone()),
        ("connect_reopen", place.clone()),
        ("connect_stop", place.clone()),
        ("turn_back_on", place),
        ("create_share", json!({"label": "Mine", "kinds": null})),
        ("show_passcode", share_id.clone()),
        ("end_share", share_id.clone()),
        ("save_share_picture", share_id),
        ("change_lock", json!({"secret": "739150", "current": PIN})),
        ("remove_pin", json!({"secret": PIN})),
        ("set_lock_after", json!({"minutes": 15})),
        ("set_notifications", json!({"on": false})),
        ("save_report", json!({"id": "any"})),
    ] {
        assert_eq!(refused(&world, command, request).await, "locked", "{command}");
    }

    assert_eq!(unlock(&world, PIN).await, json!({"result": "done"}));
    let app = done(&world, "app", Value::Null).await;
    assert_eq!((&app["copy"]["state"], &app["session"]["givenName"]), (&json!("open"), &json!("Rosa")));
    assert_eq!(done(&world, "share", Value::Null).await["id"], share["id"], "the live code went on");
    assert_eq!(kinds(&world).await[..3], ["copy-unlocked", "copy-locked", "pin-set"]);
}

#[tokio::test]
async fn a_search_ends_behind_the_lock_with_one_word_to_the_system() {
    let (world, host) = kept("rosa", PatientHost::default()).await;
    done(&world, "set_language", json!({"language": "es"})).await;
    done(&world, "set_consent", json!({"provision": "permit"})).await;
    world.advance_until(30, "search", |search| search["status"] == "in-progress").await.unwrap();
    locked(&world).await;
    let told = || host.told.lock().unwrap().clone();
    for _ in 0..120 {
        if !told().is_empty() {
            break;
        }
        let mut news = world.changed.subscribe();
        world.advance(30).await.unwrap();
        let _ = tokio::time::timeout(std::time::Duration::from_millis(200), news.recv()).await;
    }
    assert_eq!(told(), [(Notice::SearchEnded, Language::Spanish)]);
    unlock(&world, PIN).await;
    let kinds = kinds(&world).await;
    assert_eq!(kinds.iter().filter(|kind| *kind == "search-ended").count(), 1, "{kinds:?}");
    assert_eq!(kinds[0], "copy-unlocked");
}

#[tokio::test]
async fn who_wants_no_word_gets_none() {
    let (world, host) = kept("rosa", PatientHost::default()).await;
    assert_eq!(done(&world, "set_notifications", json!({"on": false})).await["notifies"], false);
    done(&world, "set_consent", json!({"provision": "permit"})).await;
    world.advance_until(30, "search", |search| search["status"] == "completed").await.unwrap();
    assert!(host.told.lock().unwrap().is_empty());
}

#[tokio::test]
async fn wrong_pins_cost_a_growing_wait_that_a_restart_does_not_shorten() {
    let (world, _) = kept("rosa", PatientHost::default()).await;
    locked(&world).await;
    for left in (0..5).rev() {
        let outcome = unlock(&world, "000111").await;
        assert_eq!((&outcome["result"], &outcome["triesLeft"]), (&json!("wrong"), &json!(left)));
    }
    assert_eq!(unlock(&world, PIN).await, json!({"result": "wait", "waitSeconds": 60}));
    assert_eq!(done(&world, "app", Value::Null).await["copy"]["waitSeconds"], 60);
    world.pass(30);
    assert_eq!(unlock(&world, PIN).await, json!({"result": "wait", "waitSeconds": 30}));
    world.pass(30);
    assert_eq!(unlock(&world, "000111").await["waitSeconds"], 300, "the next wait is longer");
    world.pass(300);
    assert_eq!(unlock(&world, PIN).await["result"], "done");
    let kinds = kinds(&world).await;
    assert_eq!(kinds.iter().filter(|kind| *kind == "wrong-pin").count(), 6, "{kinds:?}");
}

#[tokio::test]
async fn a_pin_that_anyone_would_try_first_is_not_taken() {
    let (world, _) = kept("rosa", PatientHost::default()).await;
    let birth = done(&world, "app", Value::Null).await["session"]["birthDate"].as_str().unwrap().to_owned();
    let mut parts = birth.split('-');
    let (year, month, day) = (parts.next().unwrap(), parts.next().unwrap(), parts.next().unwrap());
    for (pin, result) in [
        ("12345", "wrong-length"),
        ("1234567890123", "wrong-length"),
        ("48261a", "wrong-length"),
        ("111111", "too-easy"),
        ("123456", "too-easy"),
        (&format!("{month}{day}{year}"), "too-easy"),
        (&format!("{day}{month}{}", &year[2..]), "too-easy"),
    ] {
        let outcome = done(&world, "change_lock", json!({"secret": pin, "current": null})).await;
        assert_eq!(outcome["result"], result, "{pin}");
    }
    assert_eq!(refused(&world, "lock", Value::Null).await, "bad-request", "there is no lock to lock");
}

#[tokio::test]
async fn a_pin_is_changed_and_taken_away_only_by_who_knows_it() {
    let (world, _) = kept("rosa", PatientHost::default()).await;
    let change = |new: &str, current: Value| json!({"secret": new, "current": current});
    done(&world, "change_lock", change(PIN, Value::Null)).await;
    let outcome = done(&world, "change_lock", change("739150", json!("000111"))).await;
    assert_eq!(outcome["result"], "wrong");
    assert_eq!(done(&world, "change_lock", change("739150", json!(PIN))).await["result"], "done");
    done(&world, "lock", Value::Null).await;
    assert_eq!(unlock(&world, PIN).await["result"], "wrong", "the old one is gone");
    assert_eq!(unlock(&world, "739150").await["result"], "done");
    assert_eq!(done(&world, "remove_pin", json!({"secret": "000111"})).await["result"], "wrong");
    assert_eq!(done(&world, "remove_pin", json!({"secret": "739150"})).await["result"], "done");
    assert_eq!(done(&world, "privacy", Value::Null).await["lock"], "none");
    assert_eq!(kinds(&world).await[0], "pin-removed");
}

#[tokio::test]
async fn nobody_at_the_screen_for_five_minutes_locks_it() {
    let (world, _) = kept("rosa", PatientHost::default()).await;
    tokio::spawn(workflow::watch_the_lock(Arc::clone(&world.core)));
    done(&world, "change_lock", json!({"secret": PIN, "current": null})).await;
    // Half a minute short of it somebody moves the pointer, and the five minutes begin anew.
    for step in 0..57 {
        if step == 27 {
            done(&world, "still_here", Value::Null).await;
        }
        assert!(world.core.is_unlocked(), "after {} seconds", step * 10);
        step_of_the_machine(&world).await;
    }
    let mut news = world.changed.subscribe();
    while world.core.is_unlocked() {
        tokio::time::timeout(std::time::Duration::from_secs(20), news.recv()).await.unwrap().unwrap();
    }
    assert_eq!(unlock(&world, PIN).await["result"], "done");
    assert_eq!(kinds(&world).await[..2], ["copy-unlocked", "copy-locked"]);
}

/// Ten seconds pass, and whoever waits for them has had its turn: this runtime has one thread.
async fn step_of_the_machine(world: &World) {
    world.pass(10);
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_machine_that_slept_has_locked() {
    let (world, _) = kept("rosa", PatientHost::default()).await;
    tokio::spawn(workflow::watch_the_lock(Arc::clone(&world.core)));
    done(&world, "change_lock", json!({"secret": PIN, "current": null})).await;
    for _ in 0..3 {
        step_of_the_machine(&world).await;
        done(&world, "still_here", Value::Null).await;
    }
    let mut news = world.changed.subscribe();
    world.pass(90);
    while world.core.is_unlocked() {
        tokio::time::timeout(std::time::Duration::from_secs(20), news.recv()).await.unwrap().unwrap();
    }
}

#[tokio::test]
async fn without_a_pin_sleep_and_absence_lock_nothing() {
    let (world, _) = kept("rosa", PatientHost::default()).await;
    tokio::spawn(workflow::watch_the_lock(Arc::clone(&world.core)));
    for _ in 0..3 {
        world.pass(3600);
        for _ in 0..20 {
            tokio::task::yield_now().await;
        }
    }
    workflow::lock_for_sleep(&world.core).await;
    assert!(world.core.is_unlocked());
}

/// A person signs in at a portal for longer than the lock is patient. The page hears nothing of how it ended; the
/// copy knows it when it opens.
#[tokio::test]
async fn a_sign_in_that_ends_behind_the_lock_is_told_to_nobody_before_it_opens() {
    let (world, _) =
        kept("rosa", PatientHost { answer: Some(Answer::Approve), ..PatientHost::default() }).await;
    done(&world, "set_consent", json!({"provision": "permit"})).await;
    world.advance_until(30, "search", |search| search["status"] == "completed").await.unwrap();
    let place = id_of(&done(&world, "places", Value::Null).await, "needs-sign-in");
    let (core, request) = (Arc::clone(&world.core), json!({ "placeId": place }));
    let (teller, mut hears) = tokio::sync::mpsc::unbounded_channel();
    let run = tokio::spawn(async move {
        commands::dispatch(&core, "connect", request, &|step| drop(teller.send(step))).await
    });
    while hears.recv().await.unwrap()["step"] != "waiting-for-sign-in" {}
    locked(&world).await;
    world.core.knock();
    let told = run.await.unwrap().unwrap_err();
    assert_eq!(serde_json::to_value(told.code).unwrap(), "locked");
    assert!(hears.recv().await.is_none(), "no step was told behind the lock");
    unlock(&world, PIN).await;
    let places = done(&world, "places", Value::Null).await;
    let state = &places["places"].as_array().unwrap().iter().find(|one| one["id"] == place.as_str()).unwrap()
        ["state"];
    assert!(state == "connected" || state == "records-coming", "{state}");
    assert!(kinds(&world).await.contains(&"place-connected".to_owned()));
}
