//! The store from outside: what goes in comes out, and what a disk can do to it.

#![expect(clippy::unwrap_used, clippy::print_stdout, reason = "helpers of tests")]

#[cfg(target_os = "linux")]
mod disk;
mod documents;
mod faults;
mod fixture;
mod listings;
mod rows;

use std::path::PathBuf;

use jiff::Timestamp;
use store::{Actor, Changes, Key, NewEvent, Outcome, Store, StoredConnection, StoredRecord};
use uuid::Uuid;

/// A folder of its own and a store's path in it.
pub(crate) fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("rosa.satchel");
    (folder, path)
}

pub(crate) fn key() -> Key {
    Key::from_bytes([7; 32])
}

pub(crate) fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_795_000_000 + second).unwrap()
}

pub(crate) fn event(second: i64) -> NewEvent {
    NewEvent {
        at: at(second),
        correlation: Uuid::from_u128(1),
        action: "place-connected".to_owned(),
        actor: Actor::Person,
        outcome: Outcome::Done,
        error_code: None,
        place_id: Some("2.16.840.1.113883.3.9504.1.1".to_owned()),
        network_ids: vec!["conn-1".to_owned()],
        count: Some(1),
    }
}

pub(crate) fn connection(id: &str, state: &str) -> StoredConnection {
    StoredConnection {
        network: "bwell".to_owned(),
        id: id.to_owned(),
        place_id: None,
        state: state.to_owned(),
        updated_at: at(1),
        body: r#"{"name":"Quillback"}"#.to_owned(),
    }
}

pub(crate) fn record(number: u128, place: &str, kind: &str) -> StoredRecord {
    StoredRecord {
        id: Uuid::from_u128(number),
        network: "bwell".to_owned(),
        place_id: place.to_owned(),
        resource_type: kind.to_owned(),
        resource_id: format!("r-{number}"),
        dated: Some("2019-03".to_owned()),
        retrieval: Uuid::from_u128(99),
        retrieved_at: at(2),
        provenance: r#"{"who":"Quillback"}"#.to_owned(),
        // Odd spacing, a repeated name, a number with a trailing zero: what a parser would tidy up.
        body: b"{ \"resourceType\":\"Condition\",\r\n \"a\":1.50, \"a\":1.50 }\n\xc3\xa9".to_vec(),
    }
}

/// A store with a little of everything, closed.
pub(crate) async fn filled(path: &std::path::Path) {
    let store = Store::open(path, &key()).await.unwrap();
    for number in 1..=20_u32 {
        let changes = Changes::new()
            .put_connection(connection(&format!("c-{number}"), "CONNECTED"))
            .put_record(record(u128::from(number), "quillback", "Condition"));
        store.commit(changes, Some(event(i64::from(number)))).await.unwrap();
    }
    store.close().await.unwrap();
}
