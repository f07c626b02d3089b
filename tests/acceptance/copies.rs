//! Copies on this computer: several people, signing out, removing, and files in trouble.

use std::fs;
use std::path::PathBuf;

use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::world::World;

use crate::{done, kept, refused};

const PIN: &str = "482615";

/// The files of this world's folder whose names end so.
fn files(world: &World, ending: &str) -> Vec<PathBuf> {
    let folder = world.folder().unwrap();
    let all = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    all.filter(|path| path.to_string_lossy().ends_with(ending)).collect()
}

async fn state(world: &World) -> String {
    done(world, "app", Value::Null).await["copy"]["state"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn two_people_have_two_files_and_opening_one_locks_the_other() {
    let (world, _) = kept("rosa", PatientHost::default()).await;
    done(&world, "change_lock", json!({"secret": PIN, "current": null})).await;
    done(&world, "sign_in", json!({"personId": "mateo"})).await;
    assert_eq!(files(&world, ".satchel").len(), 2);

    let people = done(&world, "people", Value::Null).await;
    let people = people.as_array().unwrap();
    let find = |name: &str| people.iter().find(|person| person["name"] == name).unwrap();
    let (rosa, mateo) = (find("Rosa Delgado"), find("Mateo Andrés Quispe Robles"));
    assert_eq!((&rosa["open"], &rosa["lock"]), (&json!(false), &json!("pin")));
    assert_eq!((&mateo["open"], &mateo["lock"]), (&json!(true), &json!("none")));

    let app = done(&world, "open_copy", json!({"id": rosa["id"]})).await;
    assert_eq!((&app["copy"]["state"], &app["session"]), (&json!("locked"), &Value::Null));
    assert_eq!(app["copy"]["holder"]["givenName"], "Rosa");
    assert_eq!(refused(&world, "activity", Value::Null).await, "locked", "his trail is not shown either");
    done(&world, "unlock", json!({"secret": PIN})).await;
    let trail = done(&world, "activity", Value::Null).await;
    assert!(trail["entries"].as_array().unwrap().iter().any(|entry| entry["kind"] == "pin-set"));
    // Her copy is open, and nobody is signed in.
    assert_eq!(refused(&world, "places", Value::Null).await, "signed-out");
    let app = done(&world, "sign_in_again", Value::Null).await;
    assert_eq!(app["session"]["givenName"], "Rosa");
}

#[tokio::test]
async fn nobody_elses_id_opens_a_copy() {
    let (world, _) = kept("rosa", PatientHost::default()).await;
    for id in ["", "../../etc/passwd", "AAAAAAAAAAAAAAAAAAAAAA"] {
        assert_eq!(refused(&world, "open_copy", json!({ "id": id })).await, "bad-request", "{id}");
    }
    assert_eq!(state(&world).await, "open");
}

#[tokio::test]
async fn who_is_signed_out_by_the_network_keeps_the_copy_open_and_comes_back() {
    let (world, _) = kept("rosa", PatientHost::default()).await;
    world.control("faults", json!({"status": 401, "times": 0})).await.unwrap();
    assert_eq!(refused(&world, "places", Value::Null).await, "signed-out");
    let app = done(&world, "app", Value::Null).await;
    assert_eq!((&app["session"], &app["copy"]["state"]), (&Value::Null, &json!("open")));
    let trail = done(&world, "activity", Value::Null).await;
    assert_eq!(trail["entries"][0]["kind"], "signed-out-by-network");
    world.without_faults().await.unwrap();
    let app = done(&world, "sign_in_again", Value::Null).await;
    assert_eq!(app["session"]["givenName"], "Rosa");
    assert_eq!(files(&world, ".satchel").len(), 1);
}

#[tokio::test]
async fn signing_out_keeps_the_copy_behind_its_lock_or_removes_it() {
    let (world, _) = kept("rosa", PatientHost::default()).await;
    done(&world, "change_lock", json!({"secret": PIN, "current": null})).await;
    assert_eq!(done(&world, "sign_out", json!({"copy": "keep"})).await, Value::Null);
    let app = done(&world, "app", Value::Null).await;
    assert_eq!((&app["copy"]["state"], &app["peopleHere"]), (&json!("none"), &json!(1)));

    // Signing in at the network does not open the lock.
    let app = done(&world, "sign_in", json!({"personId": "rosa"})).await;
    assert_eq!(app["copy"]["state"], "locked");
    assert_eq!(refused(&world, "consent", Value::Null).await, "locked");
    done(&world, "unlock", json!({"secret": PIN})).await;
    let trail = done(&world, "activity", Value::Null).await;
    let kinds: Vec<&str> =
        trail["entries"].as_array().unwrap().iter().map(|entry| entry["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["copy-unlocked", "signed-in", "signed-out", "pin-set", "signed-in"]);

    let removal = done(&world, "sign_out", json!({"copy": "remove"})).await;
    assert!(removal["checks"].as_array().unwrap().iter().all(|check| check["gone"] == true), "{removal}");
    let app = done(&world, "app", Value::Null).await;
    assert_eq!((&app["copy"]["state"], &app["peopleHere"]), (&json!("none"), &json!(0)));
}

#[tokio::test]
async fn remove_everything_leaves_no_byte_of_this_person_and_every_byte_of_others() {
    let (world, _) = kept("mateo", PatientHost::default()).await;
    done(&world, "sign_in", json!({"personId": "rosa"})).await;
    done(&world, "change_lock", json!({"secret": PIN, "current": null})).await;
    done(&world, "lock", Value::Null).await;
    // Who forgot the PIN removes the copy from before its lock.
    let removal = done(&world, "remove_everything", Value::Null).await;
    let checks: Vec<(&str, bool)> = removal["checks"]
        .as_array()
        .unwrap()
        .iter()
        .map(|check| (check["what"].as_str().unwrap(), check["gone"].as_bool().unwrap()))
        .collect();
    assert_eq!(checks, [("key", true), ("file", true), ("put-aside", true)]);
    let people = done(&world, "people", Value::Null).await;
    assert_eq!(people.as_array().unwrap().len(), 1);
    assert_eq!(people[0]["initials"], "MQ");
    let his = people[0]["id"].as_str().unwrap();
    for left in fs::read_dir(world.folder().unwrap()).unwrap() {
        let name = left.unwrap().file_name().into_string().unwrap();
        assert!(name.starts_with(his), "{name} is left");
    }
    // She can begin again, from nothing.
    let app = done(&world, "sign_in", json!({"personId": "rosa"})).await;
    assert_eq!(app["copy"]["state"], "open");
}

#[tokio::test]
async fn a_damaged_file_is_put_aside_and_a_new_one_begun_and_nothing_is_lost() {
    let (world, _) = kept("rosa", PatientHost::default()).await;
    done(&world, "sign_out", json!({"copy": "keep"})).await;
    let file = files(&world, ".satchel").remove(0);
    let bytes = damage(&file, 100..200);

    let app = done(&world, "sign_in", json!({"personId": "rosa"})).await;
    assert_eq!(app["copy"], json!({"state": "trouble", "why": "damaged"}));
    assert_eq!(refused(&world, "places", Value::Null).await, "locked");
    assert_eq!(fs::read(&file).unwrap(), bytes, "it is left as it is");
    done(&world, "start_fresh", Value::Null).await;
    assert_eq!(state(&world).await, "open");
    assert_eq!(done(&world, "activity", Value::Null).await["entries"][0]["kind"], "copy-put-aside");
    let aside: Vec<_> = files(&world, ".satchel").into_iter().filter(|path| *path != file).collect();
    assert_eq!(fs::read(&aside[0]).unwrap(), bytes, "kept aside, byte for byte");
    assert_eq!(refused(&world, "start_fresh", Value::Null).await, "bad-request", "once is enough");
}

/// A file whose beginning is whole opens; what is wrong shows when somebody reads there.
#[tokio::test]
async fn damage_that_is_found_later_offers_the_same_fresh_start() {
    let (world, _) = kept("rosa", PatientHost::default()).await;
    done(&world, "sign_out", json!({"copy": "keep"})).await;
    let file = files(&world, ".satchel").remove(0);
    let bytes = damage(&file, 4096..fs::metadata(&file).unwrap().len().try_into().unwrap());
    done(&world, "sign_in", json!({"personId": "rosa"})).await;
    // Whoever reads first finds it.
    let _ = world.ask("activity", Value::Null).await;
    let app = done(&world, "app", Value::Null).await;
    assert_eq!(app["copy"], json!({"state": "trouble", "why": "damaged"}));
    done(&world, "start_fresh", Value::Null).await;
    assert_eq!(state(&world).await, "open");
    let aside: Vec<_> = files(&world, ".satchel").into_iter().filter(|path| *path != file).collect();
    assert_eq!(fs::read(&aside[0]).unwrap(), bytes);
}

/// Turns over every bit of some bytes of a file, and answers what it is now.
fn damage(file: &std::path::Path, range: std::ops::Range<usize>) -> Vec<u8> {
    let mut bytes = fs::read(file).unwrap();
    bytes[range].iter_mut().for_each(|byte| *byte ^= 0xff);
    fs::write(file, &bytes).unwrap();
    bytes
}

/// Another Satchel has the file open: this one says so, and can go on for this session or try again.
#[tokio::test]
async fn a_file_in_use_is_waited_for_or_left_alone() {
    let (world, _) = kept("rosa", PatientHost::default()).await;
    done(&world, "sign_out", json!({"copy": "keep"})).await;
    let file = files(&world, ".satchel").remove(0);
    let lock =
        fs::File::options().create(true).append(true).open(format!("{}.lock", file.display())).unwrap();
    lock.lock().unwrap();
    let app = done(&world, "sign_in", json!({"personId": "rosa"})).await;
    assert_eq!(app["copy"], json!({"state": "trouble", "why": "in-use"}));
    let again = json!({"how": "try-again", "passphrase": null});
    done(&world, "keep_here", again.clone()).await;
    assert_eq!(state(&world).await, "trouble");
    drop(lock);
    assert_eq!(done(&world, "keep_here", again).await["result"], "done");
    assert_eq!(state(&world).await, "open");
    assert_eq!(done(&world, "places", Value::Null).await["places"], json!([]));
}
