//! Everything taken away, wiped, and brought back on another computer.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::r4;
use tests::world::World;

use crate::records::{lines, page, read, title};
use crate::{done, kept, refused};

pub(super) const PASSWORD: &str = "three small boats";
/// As the page cuts a backup.
const PIECE: usize = 256 * 1024;

/// Rosa's records, kept in a file of their own.
pub(super) async fn with_records(host: PatientHost) -> (World, Arc<PatientHost>) {
    let (world, host) = kept("rosa", host).await;
    done(&world, "set_consent", json!({ "provision": "permit" })).await;
    world.advance_until(30, "search", |search| search["status"] == "completed").await.unwrap();
    let coming = |place: &Value| place["state"] == "records-coming";
    world.advance_until(30, "places", |places| !crate::list(places).iter().any(coming)).await.unwrap();
    read(&world).await;
    (world, host)
}

/// The files that were saved since, by name.
pub(super) fn take(host: &PatientHost) -> Vec<(String, Vec<u8>)> {
    std::mem::take(&mut *host.saved.lock().unwrap())
}

pub(super) async fn backed_up(world: &World, host: &PatientHost) -> Vec<u8> {
    take(host);
    let made = done(world, "back_up", json!({ "password": PASSWORD })).await;
    assert_eq!(made["result"], "saved");
    take(host).remove(0).1
}

pub(super) async fn look(world: &World, backup: &[u8], password: &str) -> Value {
    let beginning = &backup[..backup.len().min(PIECE)];
    let request = json!({
        "password": password,
        "beginning": STANDARD.encode(beginning),
        "last": beginning.len() == backup.len(),
    });
    done(world, "look_at_backup", request).await
}

/// Hands a backup over as the page does.
pub(super) async fn restore(world: &World, backup: &[u8], replace: bool) -> Value {
    let looked = look(world, backup, PASSWORD).await;
    assert_eq!(looked["result"], "fits", "{looked}");
    hand_over(world, &looked["id"], &backup[backup.len().min(PIECE)..], replace).await
}

pub(super) async fn hand_over(world: &World, id: &Value, rest: &[u8], replace: bool) -> Value {
    let mut pieces: Vec<&[u8]> = rest.chunks(PIECE).collect();
    let last = pieces.pop().unwrap_or_default();
    let piece = |piece: &[u8], last| json!({ "id": id, "piece": STANDARD.encode(piece), "last": last, "replace": replace });
    for one in pieces {
        let step = done(world, "restore_backup", piece(one, false)).await;
        if step["result"] != "more" {
            return step;
        }
    }
    done(world, "restore_backup", piece(last, true)).await
}

/// Another computer, with nobody on it.
pub(super) async fn another_computer() -> (World, Arc<PatientHost>) {
    let host = Arc::new(PatientHost::default());
    (World::stepped_with_files(Arc::clone(&host) as _).await.unwrap(), host)
}

fn bundle(files: &[(String, Vec<u8>)]) -> Value {
    let (_, bytes) = files.iter().find(|(name, _)| name.ends_with("for other apps.json")).expect("a bundle");
    serde_json::from_slice(bytes).unwrap()
}

async fn activity(world: &World, host: &PatientHost) -> String {
    done(world, "save_activity", Value::Null).await;
    String::from_utf8(take(host).remove(0).1).unwrap()
}

#[tokio::test]
async fn everything_taken_away_wiped_and_brought_back_is_equal() {
    let (world, host) = with_records(PatientHost::default()).await;
    let receipts = done(&world, "receipts", Value::Null).await;
    let before = lines(&world, page(None)).await;
    take(&host);
    let saved = done(&world, "save_files", Value::Null).await;
    let files = take(&host);
    assert_eq!(saved["files"].as_u64().unwrap(), u64::try_from(files.len() - 1).unwrap());
    let trail = activity(&world, &host).await;
    let backup = backed_up(&world, &host).await;

    let removal = done(&world, "remove_everything", Value::Null).await;
    assert!(removal["checks"].as_array().unwrap().iter().all(|check| check["gone"] == true));
    assert_eq!(std::fs::read_dir(world.folder().unwrap()).unwrap().count(), 0, "no byte is left here");

    let (other, other_host) = another_computer().await;
    let came_back = restore(&other, &backup, false).await;
    assert_eq!((&came_back["result"], &came_back["records"]), (&json!("done"), &saved["records"]));
    let app = done(&other, "app", Value::Null).await;
    assert_eq!(
        (&app["copy"]["state"], &app["session"]),
        (&json!("open"), &Value::Null),
        "no sign-in came along"
    );
    assert_eq!(app["copy"]["holder"]["givenName"], "Rosa");

    // Records, documents byte for byte, provenance: the very same files.
    done(&other, "save_files", Value::Null).await;
    let again = take(&other_host);
    assert_eq!(
        again.iter().map(|(name, _)| name).collect::<Vec<_>>(),
        files.iter().map(|(name, _)| name).collect::<Vec<_>>()
    );
    for ((name, one), (_, two)) in files.iter().zip(&again) {
        assert!(one == two, "{name}");
    }
    assert_eq!(lines(&other, page(None)).await, before, "and the same lines, found by the same words");
    assert_eq!(lines(&other, page(Some("uneven"))).await.len(), 1);
    assert_eq!(done(&other, "receipts", Value::Null).await, receipts);
    // The trail is whole, and goes on where it was.
    assert_eq!(done(&other, "activity", Value::Null).await["whole"], true);
    let goes_on = activity(&other, &other_host).await;
    assert!(goes_on.starts_with(&trail));
    assert!(goes_on[trail.len()..].contains("backup-restored"));

    // She signs in there, and it is her copy.
    let app = done(&other, "sign_in", json!({ "personId": "rosa" })).await;
    assert_eq!((&app["copy"]["state"], &app["peopleHere"]), (&json!("open"), &json!(1)));
    assert_eq!(done(&other, "take_away", Value::Null).await["records"], saved["records"]);
}

#[tokio::test]
async fn the_bundle_keeps_the_published_rules_and_loses_nothing() {
    let (world, host) = with_records(PatientHost::default()).await;
    take(&host);
    let saved = done(&world, "save_files", Value::Null).await;
    let files = take(&host);
    let bundle = bundle(&files);
    assert_eq!(r4::broken_rules(&bundle), Vec::<String>::new());
    let entries = bundle["entry"].as_array().unwrap();
    let of = |kind: &str| entries.iter().filter(|entry| entry["resource"]["resourceType"] == kind).count();
    assert_eq!(of("Observation"), 14);
    assert_eq!(of("Condition"), 4);
    // A source each: three places.
    let sources: Vec<&Value> = entries
        .iter()
        .map(|entry| &entry["resource"])
        .filter(|one| one["resourceType"] == "Provenance")
        .collect();
    let names: Vec<&str> =
        sources.iter().map(|one| one["agent"][0]["who"]["display"].as_str().unwrap()).collect();
    for place in ["Juniper Street Family Practice", "Alder Bay Medical Center", "Tamarack Falls Hospital"] {
        assert_eq!(names.iter().filter(|name| **name == place).count(), 1, "{place}: {names:?}");
    }
    // Every record and every file has its source, and each record is named as its network names it.
    let targets: usize = sources.iter().map(|one| one["target"].as_array().unwrap().len()).sum();
    assert_eq!(targets, entries.len() - sources.len());
    let told: usize = sources.iter().map(|one| one["entity"].as_array().unwrap().len()).sum();
    assert_eq!(u64::try_from(told).unwrap(), saved["records"].as_u64().unwrap());
    // Each file stands beside it, byte for byte, and inside it too.
    let inside: Vec<Vec<u8>> = entries
        .iter()
        .filter_map(|entry| STANDARD.decode(entry["resource"]["data"].as_str()?).ok())
        .collect();
    let beside: Vec<&(String, Vec<u8>)> =
        files.iter().filter(|(name, _)| !name.ends_with("for other apps.json")).collect();
    assert!(beside.len() >= 3);
    let sent = include_bytes!("../../../src-tauri/crates/sandbox/scenarios/documents/rosa-visit-summary.xml");
    assert!(beside.iter().any(|(name, bytes)| name.ends_with("Visit summary.xml") && bytes == sent));
    for (name, bytes) in beside {
        assert!(inside.contains(bytes), "{name}");
        let name = name.strip_prefix("Satchel records/").unwrap();
        assert!(!name.contains(['/', '\\', ':']) && name.is_ascii(), "{name}");
    }
    // Again: the same bytes.
    done(&world, "save_files", Value::Null).await;
    assert!(take(&host) == files);
}

#[tokio::test]
async fn what_is_no_backup_of_hers_is_refused_and_says_why() {
    let (world, host) = with_records(PatientHost::default()).await;
    let backup = backed_up(&world, &host).await;
    let (other, _) = another_computer().await;
    let said = async |bytes: &[u8], password: &str| look(&other, bytes, password).await["result"].clone();
    assert_eq!(said(&backup, "three small boat").await, "wrong-password");
    assert_eq!(said(b"%PDF-1.4 not a backup", PASSWORD).await, "not-a-backup");
    assert_eq!(said(&[], PASSWORD).await, "not-a-backup");
    let people = done(&other, "people", Value::Null).await;
    assert_eq!(people, json!([]), "nothing is kept of a look");

    // Cut off, and with one bit changed at its end: found before anything is in place.
    let mut changed = backup.clone();
    *changed.last_mut().unwrap() ^= 1;
    for damaged in [&backup[..backup.len() - 1], &changed] {
        assert_eq!(restore(&other, damaged, false).await["result"], "damaged");
        assert_eq!(std::fs::read_dir(other.folder().unwrap()).unwrap().count(), 0);
    }
    // Somebody else's copy is open.
    done(&other, "sign_in", json!({ "personId": "mateo" })).await;
    assert_eq!(said(&backup, PASSWORD).await, "someone-elses");
    done(&other, "sign_out", json!({ "copy": "keep" })).await;
    // A piece without a look, and one of another look.
    let piece = json!({ "id": "x", "piece": "", "last": true, "replace": false });
    assert_eq!(refused(&other, "restore_backup", piece).await, "bad-request");
    assert_eq!(restore(&other, &backup, false).await["result"], "done");
    assert_eq!(done(&other, "people", Value::Null).await.as_array().unwrap().len(), 2, "his is still there");
}

#[tokio::test]
async fn a_copy_that_is_there_is_set_aside_only_when_she_says_so() {
    let (world, host) = with_records(PatientHost::default()).await;
    let backup = backed_up(&world, &host).await;
    let count = async || done(&world, "take_away", Value::Null).await["records"].as_u64().unwrap();
    let all = count().await;
    let found = lines(&world, page(Some("uneven"))).await;
    done(&world, "delete_record", json!({ "id": found[0]["id"] })).await;
    assert_eq!(count().await, all - 1);

    let looked = look(&world, &backup, PASSWORD).await;
    assert_eq!(
        (&looked["result"], &looked["replaces"], &looked["name"]),
        (&json!("fits"), &json!(true), &json!("Rosa Delgado"))
    );
    let piece = json!({ "id": looked["id"], "piece": "", "last": true, "replace": false });
    assert_eq!(refused(&world, "restore_backup", piece).await, "bad-request");
    assert_eq!(count().await, all - 1, "nothing happened");
    assert_eq!(restore(&world, &backup, true).await["result"], "done");
    assert_eq!(count().await, all);
    let names: Vec<String> = std::fs::read_dir(world.folder().unwrap())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    assert_eq!(
        names.iter().filter(|name| name.ends_with(".satchel")).count(),
        2,
        "the one before is still there"
    );
    // A lock is not gone around.
    done(&world, "change_lock", json!({ "secret": "481903", "current": null })).await;
    done(&world, "lock", Value::Null).await;
    assert_eq!(look(&world, &backup, PASSWORD).await["result"], "locked");
    done(&world, "unlock", json!({ "secret": "481903" })).await;
    assert_eq!(look(&world, &backup, PASSWORD).await["result"], "fits");
    done(&world, "stop_restore", Value::Null).await;
}

#[tokio::test]
async fn a_disk_without_room_leaves_nothing_behind_and_says_so() {
    let host = PatientHost { room: Some(20_000), ..PatientHost::default() };
    let (world, host) = with_records(host).await;
    take(&host);
    assert_eq!(refused(&world, "save_files", Value::Null).await, "disk-full");
    assert_eq!(refused(&world, "back_up", json!({ "password": PASSWORD })).await, "disk-full");
    assert!(take(&host).is_empty());
    assert_eq!(done(&world, "take_away", Value::Null).await["lastBackup"], Value::Null);
    let kinds = done(&world, "activity", Value::Null).await["entries"].clone();
    assert_eq!((&kinds[0]["kind"], &kinds[0]["failed"]), (&json!("backup-made"), &json!("disk-full")));
}

#[tokio::test]
async fn the_last_backup_is_remembered_and_a_short_password_makes_none() {
    let (world, host) = with_records(PatientHost::default()).await;
    take(&host);
    assert_eq!(done(&world, "back_up", json!({ "password": "boats" })).await["result"], "too-short");
    assert!(take(&host).is_empty());
    let backup = backed_up(&world, &host).await;
    assert!(backup.starts_with(b"age-encryption.org/v1\n-> scrypt "));
    let there = done(&world, "take_away", Value::Null).await;
    let last = &there["lastBackup"];
    assert_eq!((&last["name"], &last["newSince"]), (&json!("Satchel backup.age"), &json!(0)));
    assert_eq!(there["places"], 3);
    for word in ["Rosa", "Delgado", "Hemoglobin", "Juniper"] {
        assert!(!backup.windows(word.len()).any(|bytes| bytes == word.as_bytes()), "{word}");
    }
    let titles: Vec<String> =
        lines(&world, page(None)).await.iter().map(|line| title(line).to_owned()).collect();
    assert!(titles.iter().any(|title| title == "Hemoglobin A1c"), "the look itself finds what is there");
}
