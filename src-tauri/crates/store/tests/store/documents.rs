//! Files in pieces.

use store::{AuditCheck, CHUNK, Changes, Error, NewDocument, Store};
use uuid::Uuid;

use crate::{at, event, folder, key, record};

fn document(number: u128, record: Option<u128>) -> NewDocument {
    NewDocument {
        id: Uuid::from_u128(number),
        record_id: record.map(Uuid::from_u128),
        place_id: "quillback".to_owned(),
        media_type: "application/pdf".to_owned(),
        retrieved_at: at(5),
        provenance: "{}".to_owned(),
    }
}

fn bytes(length: usize) -> Vec<u8> {
    (0..length).map(|at| u8::try_from(at * 31 % 251).unwrap()).collect()
}

async fn read(store: &Store, number: u128) -> Option<Vec<u8>> {
    let mut reader = store.document(Uuid::from_u128(number)).await.unwrap()?;
    let mut all = Vec::new();
    while let Some(chunk) = reader.next_chunk().await.unwrap() {
        assert!(!chunk.is_empty() && chunk.len() <= CHUNK);
        all.extend(chunk);
    }
    assert_eq!(reader.next_chunk().await.unwrap(), None);
    Some(all)
}

#[rstest::rstest]
#[case(0, 1)]
#[case(1, 1)]
#[case(CHUNK, CHUNK)]
#[case(CHUNK + 1, 1000)]
#[case(3 * CHUNK, 5 * CHUNK)]
#[case(200_000, 333)]
#[tokio::test]
async fn a_document_of_any_length_comes_back_as_it_was(#[case] length: usize, #[case] at_a_time: usize) {
    let store = Store::in_memory().await.unwrap();
    let mut writer = store.write_document(document(1, None)).await.unwrap();
    let bytes = bytes(length);
    for part in bytes.chunks(at_a_time) {
        writer.write(part).await.unwrap();
    }
    let stored = writer.finish(Changes::new(), Some(event(1))).await.unwrap();
    assert_eq!(stored.length, length as u64);
    assert_eq!(read(&store, 1).await.unwrap(), bytes);
    assert_eq!(store.verify_audit().await.unwrap(), AuditCheck::Whole { events: 1 });
}

#[tokio::test]
async fn nobody_sees_a_document_before_it_is_whole() {
    let store = Store::in_memory().await.unwrap();
    let mut writer = store.write_document(document(1, None)).await.unwrap();
    writer.write(&bytes(3 * CHUNK)).await.unwrap();
    assert!(store.document(Uuid::from_u128(1)).await.unwrap().is_none());
    writer.finish(Changes::new(), None).await.unwrap();
    assert!(store.document(Uuid::from_u128(1)).await.unwrap().is_some());
}

#[tokio::test]
async fn a_writer_that_is_dropped_leaves_nothing_and_its_id_is_free() {
    let store = Store::in_memory().await.unwrap();
    let mut writer = store.write_document(document(1, None)).await.unwrap();
    writer.write(&bytes(2 * CHUNK)).await.unwrap();
    drop(writer);
    let writer = store.write_document(document(1, None)).await.unwrap();
    writer.finish(Changes::new(), None).await.unwrap();
    assert!(read(&store, 1).await.unwrap().is_empty());
}

#[tokio::test]
async fn a_document_goes_with_its_record_and_stays_when_that_is_replaced() {
    let store = Store::in_memory().await.unwrap();
    store.commit(Changes::new().put_record(record(7, "quillback", "DocumentReference")), None).await.unwrap();
    for number in [1, 2] {
        let mut writer = store.write_document(document(number, Some(7))).await.unwrap();
        writer.write(b"text").await.unwrap();
        writer.finish(Changes::new(), None).await.unwrap();
    }
    store.commit(Changes::new().put_record(record(7, "fernhill", "DocumentReference")), None).await.unwrap();
    assert_eq!(store.documents_of(Uuid::from_u128(7)).await.unwrap().len(), 2);
    store.commit(Changes::new().remove_document(Uuid::from_u128(2)), None).await.unwrap();
    assert_eq!(store.documents_of(Uuid::from_u128(7)).await.unwrap().len(), 1);
    let mut reader = store.document(Uuid::from_u128(1)).await.unwrap().unwrap();
    store.commit(Changes::new().remove_record(Uuid::from_u128(7)), None).await.unwrap();
    assert_eq!(reader.next_chunk().await.unwrap_err(), Error::Damaged, "it went while it was read");
    assert!(store.document(Uuid::from_u128(1)).await.unwrap().is_none());
}

#[tokio::test]
async fn an_id_that_is_taken_and_a_record_that_is_not_there_are_refused() {
    let store = Store::in_memory().await.unwrap();
    let first = store.write_document(document(1, None)).await.unwrap();
    assert!(matches!(store.write_document(document(1, None)).await, Err(Error::Refused(_))));
    assert!(matches!(store.write_document(document(2, Some(404))).await, Err(Error::Refused(_))));
    first.finish(Changes::new(), None).await.unwrap();
}

#[tokio::test]
async fn what_a_killed_run_left_half_written_is_swept_at_the_next_opening() {
    let (_folder, path) = folder();
    let store = Store::open(&path, &key()).await.unwrap();
    let mut writer = store.write_document(document(1, None)).await.unwrap();
    writer.write(&bytes(2 * CHUNK)).await.unwrap();
    // Closed beneath the writer: its own tidying comes too late, as after a kill.
    store.close().await.unwrap();
    drop(writer);
    let store = Store::open(&path, &key()).await.unwrap();
    assert!(store.document(Uuid::from_u128(1)).await.unwrap().is_none());
    store.write_document(document(1, None)).await.unwrap();
}
