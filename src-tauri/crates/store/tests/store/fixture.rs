//! Files of earlier schemas open, for ever. `SATCHEL_WRITE_FIXTURE=1` makes the larger one where it is not there yet,
//! which only a build that knows no later schema may do; one that is there is never written again.

use std::fs;
use std::path::{Path, PathBuf};

use store::{AuditCheck, Changes, Counts, Error, NewDocument, Store, StoredReceipt, StoredTask};
use uuid::Uuid;

use crate::{at, connection, event, folder, key, record};

/// Two files of the first schema: one with a row or two, one with something in every table.
const SMALL: &str = "schema-1.satchel";
const FULL: &str = "first-schema.satchel";

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// A copy, opened: the fixture itself is never written.
async fn opened(name: &str) -> (tempfile::TempDir, Store) {
    let (folder, path) = folder();
    fs::copy(fixture(name), &path).unwrap();
    (folder, Store::open(&path, &key()).await.unwrap())
}

fn receipt(number: u128) -> StoredReceipt {
    StoredReceipt {
        id: Uuid::from_u128(number),
        kind: "consent".to_owned(),
        place_id: None,
        correlation: Uuid::from_u128(5),
        created_at: at(4),
        body: r#"{"provision":"permit"}"#.to_owned(),
    }
}

fn task() -> StoredTask {
    StoredTask {
        id: Uuid::from_u128(30),
        kind: "search".to_owned(),
        state: "running".to_owned(),
        place_id: Some("quillback".to_owned()),
        correlation: Uuid::from_u128(5),
        created_at: at(3),
        updated_at: at(6),
        body: r#"{"step":2}"#.to_owned(),
    }
}

fn connections() -> [store::StoredConnection; 3] {
    [connection("c-1", "EXPIRED"), connection("c-2", "CONNECTED"), connection("c-3", "A_STATE_OF_TOMORROW")]
}

/// A scan of two and a half pieces.
fn scan() -> Vec<u8> {
    (0..store::CHUNK * 5 / 2).map(|at| u8::try_from(at * 31 % 251).unwrap()).collect()
}

async fn make(path: &Path) {
    let store = Store::open(path, &key()).await.unwrap();
    let mut changes = Changes::new().put_task(task()).put_receipt(receipt(40)).put_receipt(receipt(41));
    for row in connections() {
        changes = changes.put_connection(row);
    }
    changes = changes.put_record(record(1, "quillback", "Condition"));
    changes = changes.put_record(record(2, "fernhill", "DocumentReference"));
    store.commit(changes, Some(event(1))).await.unwrap();
    let new = NewDocument {
        id: Uuid::from_u128(20),
        record_id: Some(Uuid::from_u128(2)),
        place_id: "fernhill".to_owned(),
        media_type: "application/pdf".to_owned(),
        retrieved_at: at(2),
        provenance: "{}".to_owned(),
    };
    let mut writer = store.write_document(new).await.unwrap();
    writer.write(&scan()).await.unwrap();
    writer.finish(Changes::new(), Some(event(2))).await.unwrap();
    for second in 3..=6 {
        store.commit(Changes::new(), Some(event(second))).await.unwrap();
    }
    store.close().await.unwrap();
}

#[tokio::test]
async fn a_full_file_of_the_first_schema_opens_and_nothing_of_it_is_lost() {
    if std::env::var_os("SATCHEL_WRITE_FIXTURE").is_some() && !fixture(FULL).exists() {
        make(&fixture(FULL)).await;
        fs::remove_file(fixture(FULL).with_extension("satchel.lock")).unwrap();
    }
    let (_folder, store) = opened(FULL).await;
    assert_eq!(store.connections().await.unwrap(), connections());
    assert_eq!(store.tasks().await.unwrap(), [task()]);
    assert_eq!(store.receipts().await.unwrap(), [receipt(40), receipt(41)]);
    let records = store.records(store::RecordFilter::default()).await.unwrap();
    assert!(records == [record(1, "quillback", "Condition"), record(2, "fernhill", "DocumentReference")]);
    let mut reader = store.document(Uuid::from_u128(20)).await.unwrap().unwrap();
    let mut bytes = Vec::new();
    while let Some(chunk) = reader.next_chunk().await.unwrap() {
        bytes.extend(chunk);
    }
    assert!(bytes == scan());
    let trail = store.audit(10).await.unwrap();
    assert_eq!(
        trail.iter().rev().map(|found| &found.event).collect::<Vec<_>>(),
        [1, 2, 3, 4, 5, 6].map(event).each_ref()
    );
    assert_eq!(store.verify_audit().await.unwrap(), AuditCheck::Whole { events: 6 });
    store.verify_file().await.unwrap();
    // What came with later schemas is there too.
    assert_eq!(store.counts().await.unwrap(), Counts { records: 2, documents: 1, places: 3, events: 6 });
    assert_eq!(store.setting("language").await.unwrap(), None);
    store.commit(Changes::new().put_setting("language", "es"), Some(event(7))).await.unwrap();
    assert_eq!(store.setting("language").await.unwrap().as_deref(), Some("es"));
    assert_eq!(store.verify_audit().await.unwrap(), AuditCheck::Whole { events: 7 });
}

#[tokio::test]
async fn a_file_of_the_first_schema_opens_with_everything_in_it() {
    let (_folder, store) = opened(SMALL).await;
    assert_eq!(store.connections().await.unwrap(), [connection("c-1", "EXPIRED")]);
    assert!(store.record(Uuid::from_u128(1)).await.unwrap().unwrap() == record(1, "quillback", "Condition"));
    let mut letter = store.document(Uuid::from_u128(2)).await.unwrap().unwrap();
    assert_eq!(letter.next_chunk().await.unwrap().unwrap(), b"A letter.");
    assert_eq!(letter.next_chunk().await.unwrap(), None);
    assert_eq!(store.verify_audit().await.unwrap(), AuditCheck::Whole { events: 2 });
    store.commit(Changes::new(), Some(event(3))).await.unwrap();
    assert_eq!(store.verify_audit().await.unwrap(), AuditCheck::Whole { events: 3 });
}

#[tokio::test]
async fn the_fixture_and_another_key_do_not_go_together() {
    let (_folder, path) = folder();
    fs::copy(fixture(FULL), &path).unwrap();
    let other = store::Key::from_bytes([0; 32]);
    assert_eq!(Store::open(&path, &other).await.unwrap_err(), Error::WrongKey);
}
