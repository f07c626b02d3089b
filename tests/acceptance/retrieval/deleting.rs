//! What the person deletes here does not come with the next retrieval: not under its own id, and not under another.

use rstest::rstest;
use serde_json::{Value, json};
use tests::world::World;

use super::{ALL, ENTRIES, asked, number, retrieved, rosa, words_read};
use crate::{done, records, refused};

/// The discharge papers, and their file.
async fn papers(world: &World) -> (Value, Value) {
    let found = records::lines(world, asked(None, None, Some("apixaban discharge"))).await;
    let papers = records::named(&found, "Discharge summary").clone();
    let record = done(world, "record", json!({ "id": papers["id"] })).await;
    (papers, record["files"][0].clone())
}

#[rstest]
#[case::the_same_ids(true)]
#[case::other_ids_each_time(false)]
#[tokio::test]
async fn a_deleted_file_does_not_come_back_and_what_is_said_about_it_stays(#[case] stable: bool) {
    let world = rosa().await;
    let run = retrieved(&world, json!({ "stableIds": stable })).await;
    assert_eq!(number(&run, "came"), ALL);
    words_read(&world).await;
    let (papers, file) = papers(&world).await;
    assert_eq!(file["apart"], true);
    let found = async || records::lines(&world, asked(None, None, Some("apixaban discharge"))).await.len();
    let before = found().await;

    let deleted = done(&world, "delete_file", json!({ "fileId": file["id"] })).await;
    assert_eq!(deleted, json!({ "records": 0, "files": 1, "kept": 0, "allGone": true }));
    let gone = async || {
        let record = done(&world, "record", json!({ "id": papers["id"] })).await;
        assert_eq!((&record["files"], &record["fileDeleted"]), (&json!([]), &json!(true)));
        assert_eq!(refused(&world, "record_file", json!({ "fileId": file["id"] })).await, "record-not-known");
        assert_eq!(found().await, before - 1, "nothing of it is found");
        assert_eq!(records::lines(&world, asked(Some("document"), None, None)).await.len(), ENTRIES);
    };
    gone().await;
    assert_eq!(refused(&world, "delete_file", json!({ "fileId": file["id"] })).await, "record-not-known");

    let again = retrieved(&world, json!({ "stableIds": stable })).await;
    assert_eq!((&again["outcome"], number(&again, "came")), (&json!("completed"), 0), "{again}");
    words_read(&world).await;
    gone().await;
    let activity = done(&world, "activity", Value::Null).await;
    let entries = activity["entries"].as_array().unwrap();
    let entry = entries.iter().find(|entry| entry["kind"] == "file-deleted").unwrap();
    assert_eq!((&entry["count"], &entry["failed"]), (&json!(1), &Value::Null));
}

#[tokio::test]
async fn a_file_that_two_places_sent_goes_from_both_at_once() {
    let world = rosa().await;
    let play = json!({ "play": "same-document-twice" });
    retrieved(&world, play.clone()).await;
    words_read(&world).await;
    let lines = records::lines(&world, asked(Some("document"), None, None)).await;
    let folded = lines.iter().find(|line| line["copies"] == 2).unwrap();
    let record = done(&world, "record", json!({ "id": folded["id"] })).await;
    let deleted = done(&world, "delete_file", json!({ "fileId": record["files"][0]["id"] })).await;
    assert_eq!((&deleted["files"], &deleted["allGone"]), (&json!(1), &json!(true)));
    for copy in record["copies"].as_array().unwrap() {
        let copy = done(&world, "record", json!({ "id": copy["id"] })).await;
        assert_eq!((&copy["files"], &copy["fileDeleted"]), (&json!([]), &json!(true)));
    }
    let again = retrieved(&world, play).await;
    assert_eq!(number(&again, "came"), 0, "{again}");
    assert_eq!(done(&world, "record", json!({ "id": folded["id"] })).await["files"], json!([]));
}

/// The network names its documents anew each time: what was deleted is known by its bytes.
#[tokio::test]
async fn a_deleted_document_does_not_come_back_under_another_id() {
    let world = rosa().await;
    let play = json!({ "stableIds": false });
    retrieved(&world, play.clone()).await;
    words_read(&world).await;
    let (papers, _) = papers(&world).await;
    let deleted = done(&world, "delete_record", json!({ "id": papers["id"] })).await;
    assert_eq!((&deleted["files"], &deleted["allGone"]), (&json!(1), &json!(true)));
    let again = retrieved(&world, play).await;
    assert_eq!(number(&again, "came"), 0, "{again}");
    let lines = records::lines(&world, asked(Some("document"), None, None)).await;
    assert_eq!(lines.len(), ENTRIES - 1);
}
