//! Deleting here: one record, one place's, and what the network does about the account.

use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::world::World;

use super::there_and_back::with_records;
use crate::records::{lines, named, page};
use crate::{done, refused, signed_in};

#[tokio::test]
async fn a_deleted_record_is_gone_everywhere_and_stays_gone_after_the_next_look() {
    let (world, _) = with_records(PatientHost::default()).await;
    let all = lines(&world, page(None)).await;
    let visit = named(&all, "Visit summary");
    let record = done(&world, "record", json!({ "id": visit["id"] })).await;
    let file = record["files"][0]["id"].clone();
    let deleted = done(&world, "delete_record", json!({ "id": visit["id"] })).await;
    assert_eq!(deleted, json!({ "records": 1, "files": 1, "kept": 0, "allGone": true }));
    assert_eq!(refused(&world, "record", json!({ "id": visit["id"] })).await, "record-not-known");
    assert_eq!(refused(&world, "record_file", json!({ "fileId": file })).await, "record-not-known");
    assert_eq!(refused(&world, "delete_record", json!({ "id": visit["id"] })).await, "record-not-known");
    // What two places report alike goes with its copy.
    let diabetes = named(&all, "Type 2 diabetes mellitus");
    assert_eq!(done(&world, "delete_record", json!({ "id": diabetes["id"] })).await["records"], 2);
    let left = lines(&world, page(None)).await;
    assert_eq!(left.len(), all.len() - 2);
    assert!(
        lines(&world, page(Some("diabetes mellitus"))).await.iter().all(|line| line["id"] != diabetes["id"])
    );

    // The network still has them, and sends them again: they do not come back here.
    read_again(&world).await;
    assert_eq!(lines(&world, page(None)).await, left);
    let entries = done(&world, "activity", Value::Null).await["entries"].clone();
    let kinds: Vec<&str> =
        entries.as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds.iter().filter(|kind| **kind == "record-deleted").count(), 2);
}

/// The network is read once more, to its end.
async fn read_again(world: &World) {
    world.advance(120).await.unwrap();
    let by_kind = json!({ "by": "kind", "kind": null, "place": null, "words": null });
    let before = done(world, "record_list", by_kind.clone()).await["readAt"].clone();
    done(world, "read_records", Value::Null).await;
    let again = |list: &Value| list["readAt"] != before && list["reading"] == false;
    world.heard_until("record_list", by_kind, again).await.unwrap();
}

#[tokio::test]
async fn one_file_goes_by_itself_and_stays_gone_after_the_next_look() {
    let (world, _) = with_records(PatientHost::default()).await;
    let all = lines(&world, page(None)).await;
    let visit = named(&all, "Visit summary");
    let record = done(&world, "record", json!({ "id": visit["id"] })).await;
    let file = &record["files"][0];
    assert_eq!((&file["apart"], &record["fileDeleted"]), (&json!(true), &json!(false)));
    // A word that stands in the file alone.
    let of_visit =
        async |word: &str| lines(&world, page(Some(word))).await.iter().any(|line| line["id"] == visit["id"]);
    assert!(of_visit("feet").await, "the file is found by its words");

    let deleted = done(&world, "delete_file", json!({ "fileId": file["id"] })).await;
    assert_eq!(deleted, json!({ "records": 0, "files": 1, "kept": 0, "allGone": true }));
    for command in ["record_file", "delete_file"] {
        assert_eq!(refused(&world, command, json!({ "fileId": file["id"] })).await, "record-not-known");
    }
    let gone = async || {
        let record = done(&world, "record", json!({ "id": visit["id"] })).await;
        assert_eq!((&record["files"], &record["fileDeleted"]), (&json!([]), &json!(true)));
        assert_eq!(record["line"]["row"], visit["row"], "what is said about it stays");
        assert!(!of_visit("feet").await, "nothing of the file is found");
        assert_eq!(lines(&world, page(None)).await.len(), all.len());
    };
    gone().await;
    read_again(&world).await;
    gone().await;
    // Also where everything is read anew, and the record is another than before: its files are fetched once more.
    let store = workflow::store_of(&world.core).unwrap();
    let stored = store.record(visit["id"].as_str().unwrap().parse().unwrap()).await.unwrap().unwrap();
    let other = store::StoredRecord { provenance: "{}".to_owned(), ..stored };
    let changes = store::Changes::new().put_record(other).remove_setting("records-read");
    store.commit(changes, None).await.unwrap();
    read_again(&world).await;
    gone().await;
    assert_eq!(done(&world, "completeness", Value::Null).await["filesMissing"], 0, "deleted is not missing");
    let entries = done(&world, "activity", Value::Null).await["entries"].clone();
    let entry = entries.as_array().unwrap().iter().find(|one| one["kind"] == "file-deleted").unwrap();
    assert_eq!((&entry["count"], &entry["failed"]), (&json!(1), &Value::Null));
}

#[tokio::test]
async fn a_places_records_go_and_those_of_other_places_stay() {
    let (world, _) = with_records(PatientHost::default()).await;
    let by_place = json!({ "by": "place", "kind": null, "place": null, "words": null });
    let list = done(&world, "record_list", by_place.clone()).await;
    let place =
        list["places"].as_array().unwrap().iter().find(|one| one["name"] == "Juniper Street Family Practice");
    let id = place.unwrap()["id"].clone();
    let before = done(&world, "take_away", Value::Null).await["records"].as_u64().unwrap();
    let deleted = done(&world, "delete_place_records", json!({ "placeId": id })).await;
    assert_eq!(deleted["allGone"], true);
    let gone = deleted["records"].as_u64().unwrap();
    assert!(gone > 0 && gone < before, "{deleted}");
    assert_eq!(done(&world, "take_away", Value::Null).await["records"].as_u64().unwrap(), before - gone);
    let mut of_place = page(None);
    of_place["place"] = id.clone();
    assert_eq!(
        lines(&world, of_place).await.len(),
        usize::try_from(deleted["kept"].as_u64().unwrap()).unwrap()
    );
    let entries = done(&world, "activity", Value::Null).await["entries"].clone();
    let entry =
        entries.as_array().unwrap().iter().find(|one| one["kind"] == "place-records-deleted").unwrap();
    assert_eq!((&entry["place"], &entry["count"]), (&json!("Juniper Street Family Practice"), &json!(gone)));
}

#[tokio::test]
async fn closing_the_account_is_asked_once_shown_and_taken_back() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    let asked = async || done(&world, "account", Value::Null).await["closingAskedAt"].clone();
    assert_eq!(asked().await, Value::Null);
    let closing = done(&world, "close_account", Value::Null).await;
    assert!(closing["closingAskedAt"].is_string());
    assert_eq!(asked().await, closing["closingAskedAt"]);
    assert_eq!(world.look("people/rosa/account").await.unwrap()["closing"], true, "the network knows");
    // Nothing here was touched, and the sign-in holds.
    assert_eq!(done(&world, "places", Value::Null).await["places"], json!([]));
    done(&world, "keep_account", Value::Null).await;
    assert_eq!(asked().await, Value::Null);
    assert_eq!(world.look("people/rosa/account").await.unwrap()["closing"], false);
    let entries = done(&world, "activity", Value::Null).await["entries"].clone();
    assert_eq!(
        (&entries[0]["kind"], &entries[1]["kind"]),
        (&json!("account-kept"), &json!("account-closing"))
    );
}

#[tokio::test]
async fn a_network_that_does_not_take_it_is_said_and_nothing_reads_as_asked() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    let fault = json!({ "field": "updateUserAccountStatus", "status": 500, "times": 0 });
    world.control("faults", fault).await.unwrap();
    assert_eq!(refused(&world, "close_account", Value::Null).await, "network-trouble");
    assert_eq!(done(&world, "account", Value::Null).await["closingAskedAt"], Value::Null);
    world.without_faults().await.unwrap();
    done(&world, "sign_out", json!({ "copy": "keep" })).await;
    assert_eq!(refused(&world, "close_account", Value::Null).await, "signed-out");
}

#[tokio::test]
async fn where_the_organisation_must_keep_it_the_trail_stays_alone() {
    let host = std::sync::Arc::new(PatientHost::default());
    let world = World::stepped_where_trails_stay(host as _).await.unwrap();
    done(&world, "sign_in", json!({ "personId": "rosa" })).await;
    done(&world, "set_notifications", json!({ "on": false })).await;
    assert_eq!(done(&world, "privacy", Value::Null).await["keepsTrail"], true);
    let before = done(&world, "activity", Value::Null).await["entries"].as_array().unwrap().len();
    let removal = done(&world, "remove_everything", Value::Null).await;
    assert_eq!(removal["trailKept"], true);
    assert!(removal["checks"].as_array().unwrap().iter().all(|check| check["gone"] == true));
    let people = done(&world, "people", Value::Null).await;
    assert_eq!((people.as_array().unwrap().len(), &people[0]["name"]), (1, &Value::Null), "it names nobody");
    // She comes again: an empty copy, and a trail that goes on.
    done(&world, "sign_in", json!({ "personId": "rosa" })).await;
    let privacy = done(&world, "privacy", Value::Null).await;
    assert_eq!((&privacy["records"], &privacy["notifies"]), (&json!(0), &json!(true)));
    let trail = done(&world, "activity", Value::Null).await;
    assert_eq!(trail["whole"], true);
    let kinds: Vec<&str> =
        trail["entries"].as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!((kinds.len(), kinds[0], kinds[1]), (before + 2, "signed-in", "everything-removed"));
    // What is locked cannot be read: it goes whole.
    done(&world, "change_lock", json!({ "secret": "481903", "current": null })).await;
    done(&world, "lock", Value::Null).await;
    assert_eq!(done(&world, "remove_everything", Value::Null).await["trailKept"], false);
    assert_eq!(std::fs::read_dir(world.folder().unwrap()).unwrap().count(), 0);
}
