//! The life that is ended: numbered steps, each of them one event and everything that belongs to it.

use std::io::{self, Write as _};
use std::path::Path;

use jiff::Timestamp;
use uuid::Uuid;

use crate::audit::{Actor, NewEvent, Outcome};
use crate::rows::{NewDocument, StoredConnection, StoredRecord, StoredTask};
use crate::{CHUNK, Changes, Error, Key, Store, fail};

/// The key of every file here.
pub(super) fn key() -> Key {
    Key::from_bytes([42; 32])
}

/// Opens the file and goes on with the step after the last event, saying `done N` after each, until it is killed.
pub(super) fn lead(path: &Path) -> Result<(), Error> {
    let runtime = runtime()?;
    runtime.block_on(async {
        let store = Store::open(path, &key()).await?;
        let last = store.audit(1).await?.first().and_then(|event| event.event.count).unwrap_or(0);
        for number in last + 1.. {
            step(&store, number).await?;
            done(number)?;
        }
        Ok(())
    })
}

/// Says that a step is done.
pub(super) fn done(number: u32) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    Ok(writeln!(out, "done {number}").and_then(|()| out.flush())?)
}

pub(super) fn runtime() -> Result<tokio::runtime::Runtime, Error> {
    Ok(tokio::runtime::Builder::new_current_thread().build()?)
}

/// Every fifth step has a document, every third takes the task of the one before away.
async fn step(store: &Store, number: u32) -> Result<(), Error> {
    let mut changes =
        Changes::new().put_connection(connection(number)).put_record(record(number)).put_task(task(number));
    if removes_task(number) {
        changes = changes.remove_task(task(number - 1).id);
    }
    if has_document(number) {
        let mut writer = store.write_document(document(number)).await?;
        for part in bytes(number).chunks(10_000) {
            writer.write(part).await?;
        }
        writer.finish(changes, Some(event(number))).await?;
    } else {
        store.commit(changes, Some(event(number))).await?;
    }
    if number.is_multiple_of(4) {
        fail::at("checkpoint-began");
        store.run(|connection| Ok(connection.execute_batch("PRAGMA wal_checkpoint(PASSIVE);")?)).await?;
        fail::at("checkpoint-done");
    }
    Ok(())
}

pub(super) fn has_document(number: u32) -> bool {
    number.is_multiple_of(5)
}

pub(super) fn removes_task(number: u32) -> bool {
    number.is_multiple_of(3)
}

pub(super) fn event(number: u32) -> NewEvent {
    NewEvent {
        at: at(number),
        correlation: id(1, number),
        action: "step-done".to_owned(),
        actor: Actor::App,
        outcome: Outcome::Done,
        error_code: None,
        place_id: None,
        network_ids: vec![format!("c-{number}")],
        count: Some(number),
    }
}

pub(super) fn connection(number: u32) -> StoredConnection {
    StoredConnection {
        network: "bwell".to_owned(),
        id: format!("c-{number:08}"),
        place_id: Some(format!("p-{number}")),
        state: "CONNECTED".to_owned(),
        updated_at: at(number),
        body: format!("{{\"step\":{number}}}"),
    }
}

pub(super) fn task(number: u32) -> StoredTask {
    StoredTask {
        id: id(2, number),
        kind: "search".to_owned(),
        state: "running".to_owned(),
        place_id: None,
        correlation: id(1, number),
        created_at: at(number),
        updated_at: at(number),
        body: "{}".to_owned(),
    }
}

pub(super) fn record(number: u32) -> StoredRecord {
    StoredRecord {
        id: id(3, number),
        network: "bwell".to_owned(),
        place_id: format!("p-{number}"),
        resource_type: "Observation".to_owned(),
        resource_id: number.to_string(),
        dated: None,
        retrieval: id(1, number),
        retrieved_at: at(number),
        provenance: "{}".to_owned(),
        body: bytes(number)[..2000].to_vec(),
    }
}

pub(super) fn document(number: u32) -> NewDocument {
    NewDocument {
        id: id(4, number),
        record_id: None,
        place_id: format!("p-{number}"),
        media_type: "application/pdf".to_owned(),
        retrieved_at: at(number),
        provenance: "{}".to_owned(),
    }
}

/// Three to four pieces, other bytes for each step.
pub(super) fn bytes(number: u32) -> Vec<u8> {
    let length = 3 * CHUNK + usize::try_from(number).unwrap_or(0) % CHUNK;
    (0..length).map(|at| u8::try_from((at + at / 256 + length) % 256).unwrap_or(0)).collect()
}

fn at(number: u32) -> Timestamp {
    Timestamp::from_second(1_795_000_000 + i64::from(number)).unwrap_or(Timestamp::UNIX_EPOCH)
}

fn id(kind: u128, number: u32) -> Uuid {
    Uuid::from_u128(kind << 64 | u128::from(number))
}
