//! Files of earlier schemas open, for ever. `SATCHEL_WRITE_FIXTURE=1` makes the newest one where it is not there yet;
//! one that is there is never written again.

use std::fs;
use std::path::{Path, PathBuf};

use store::{AuditCheck, Changes, Error, NewDocument, Store};
use uuid::Uuid;

use crate::{at, connection, event, folder, key, record};

fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/schema-1.satchel")
}

async fn make(path: &Path) {
    let store = Store::open(path, &key()).await.unwrap();
    let changes = Changes::new().put_connection(connection("c-1", "EXPIRED")).put_record(record(
        1,
        "quillback",
        "Condition",
    ));
    store.commit(changes, Some(event(1))).await.unwrap();
    let new = NewDocument {
        id: Uuid::from_u128(2),
        record_id: Some(Uuid::from_u128(1)),
        place_id: "quillback".to_owned(),
        media_type: "text/plain".to_owned(),
        retrieved_at: at(2),
        provenance: "{}".to_owned(),
    };
    let mut writer = store.write_document(new).await.unwrap();
    writer.write(b"A letter.").await.unwrap();
    writer.finish(Changes::new(), Some(event(2))).await.unwrap();
    store.close().await.unwrap();
}

#[tokio::test]
async fn a_file_of_the_first_schema_opens_with_everything_in_it() {
    if std::env::var_os("SATCHEL_WRITE_FIXTURE").is_some() && !fixture().exists() {
        make(&fixture()).await;
        fs::remove_file(fixture().with_extension("satchel.lock")).unwrap();
    }
    let (_folder, path) = folder();
    fs::copy(fixture(), &path).unwrap();
    let store = Store::open(&path, &key()).await.unwrap();
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
    fs::copy(fixture(), &path).unwrap();
    let other = store::Key::from_bytes([0; 32]);
    assert_eq!(Store::open(&path, &other).await.unwrap_err(), Error::WrongKey);
}
