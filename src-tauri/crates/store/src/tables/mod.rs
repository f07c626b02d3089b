//! Rows in and out. The only place with SQL besides the migrations.

pub(crate) mod aside;
pub(crate) mod audit;
pub(crate) mod documents;
pub(crate) mod listings;
pub(crate) mod records;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, Transaction, TransactionBehavior, params};
use uuid::Uuid;

use crate::audit::{NewEvent, instant, micros};
use crate::changes::{Change, Changes};
use crate::rows::{Counts, LastKnown, StoredConnection, StoredReceipt, StoredTask};
use crate::{Error, fail};

/// Every change and the event, in one transaction.
pub(crate) fn commit(
    connection: &mut Connection,
    changes: &Changes,
    event: Option<&NewEvent>,
) -> Result<(), Error> {
    within(connection, |transaction| apply(transaction, changes, event))?;
    fail::at("commit-committed");
    Ok(())
}

/// One transaction around it. Whatever goes wrong on the way, nothing of it stays.
pub(crate) fn within<T>(
    connection: &mut Connection,
    work: impl FnOnce(&Transaction<'_>) -> Result<T, Error>,
) -> Result<T, Error> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let value = work(&transaction)?;
    transaction.commit()?;
    Ok(value)
}

/// Changes and event inside a transaction that is already open.
pub(crate) fn apply(
    transaction: &Transaction<'_>,
    changes: &Changes,
    event: Option<&NewEvent>,
) -> Result<(), Error> {
    fail::at("commit-began");
    for change in &changes.0 {
        one(transaction, change)?;
        fail::at("commit-changed");
    }
    if let Some(event) = event {
        audit::append(transaction, event)?;
        fail::at("commit-audited");
    }
    Ok(())
}

fn one(on: &Connection, change: &Change) -> Result<(), Error> {
    match change {
        Change::PutConnection(row) => put_connection(on, row),
        Change::RemoveConnection { network, id } => {
            execute(on, "DELETE FROM connections WHERE network = ?1 AND id = ?2", params![network, id])
        }
        Change::PutTask(row) => put_task(on, row),
        Change::RemoveTask(id) => execute(on, "DELETE FROM tasks WHERE id = ?1", [text(*id)]),
        Change::PutReceipt(row) => put_receipt(on, row),
        Change::PutRecord(row) => records::put(on, row),
        Change::PutListing(listing) => listings::put(on, listing),
        Change::GoneUnless { network, kind, retrieval } => {
            listings::gone_unless(on, network, kind, *retrieval)
        }
        Change::RemoveRecord(id) => execute(on, "DELETE FROM records WHERE id = ?1", [text(*id)]),
        Change::DeleteRecord { id, at } => {
            execute(on, "DELETE FROM records WHERE id = ?1", [text(*id)])?;
            keep_deleted(on, *id, *at)
        }
        Change::KeepDeleted { id, at } => keep_deleted(on, *id, *at),
        Change::PutWords { record, text } => listings::put_words(on, *record, text),
        Change::RemovePlace { network, place_id } => execute(
            on,
            "DELETE FROM records WHERE network = ?1 AND place_id = ?2",
            params![network, place_id],
        ),
        Change::PutDocument { about, bytes, sha256 } => documents::put(on, about, bytes, sha256),
        Change::LinkDocument { document, record } => documents::link(on, *document, *record),
        Change::PutAside(row) => aside::put(on, row),
        Change::WantWords(id) => {
            execute(on, "INSERT OR IGNORE INTO words_wanted (document_id) VALUES (?1)", [text(*id)])
        }
        Change::HaveWords(id) => execute(on, "DELETE FROM words_wanted WHERE document_id = ?1", [text(*id)]),
        Change::NamePlace { place_id, name } => execute(
            on,
            "INSERT INTO place_names (place_id, name) VALUES (?1, ?2)
             ON CONFLICT (place_id) DO UPDATE SET name = excluded.name",
            [place_id, name],
        ),
        Change::RemoveDocument(id) => execute(on, "DELETE FROM documents WHERE id = ?1", [text(*id)]),
        Change::PutSetting { key, value } => execute(
            on,
            "INSERT INTO settings (key, value) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            [key, value],
        ),
        Change::PutLastKnown { topic, row } => execute(
            on,
            "INSERT INTO last_known (topic, told_at, body) VALUES (?1, ?2, ?3)
             ON CONFLICT (topic) DO UPDATE SET told_at = excluded.told_at, body = excluded.body",
            params![topic, micros(row.told_at), row.body],
        ),
        Change::RemoveSetting(key) => execute(on, "DELETE FROM settings WHERE key = ?1", [key]),
    }
}

fn execute(on: &Connection, sql: &str, values: impl rusqlite::Params) -> Result<(), Error> {
    on.prepare_cached(sql)?.execute(values)?;
    Ok(())
}

fn keep_deleted(on: &Connection, id: Uuid, at: Timestamp) -> Result<(), Error> {
    execute(
        on,
        "INSERT OR REPLACE INTO deleted_records (record_id, deleted_at) VALUES (?1, ?2)",
        params![text(id), micros(at)],
    )
}

fn put_connection(on: &Connection, row: &StoredConnection) -> Result<(), Error> {
    execute(
        on,
        "INSERT INTO connections (network, id, place_id, state, updated_at, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (network, id) DO UPDATE SET place_id = excluded.place_id, state = excluded.state,
             updated_at = excluded.updated_at, body = excluded.body",
        params![row.network, row.id, row.place_id, row.state, micros(row.updated_at), row.body],
    )
}

/// Every connection, by network and id.
pub(crate) fn connections(on: &Connection) -> Result<Vec<StoredConnection>, Error> {
    all(
        on,
        "SELECT network, id, place_id, state, updated_at, body FROM connections ORDER BY network, id",
        [],
        |row| {
            Ok(StoredConnection {
                network: row.get(0)?,
                id: row.get(1)?,
                place_id: row.get(2)?,
                state: row.get(3)?,
                updated_at: at(row, 4)?,
                body: row.get(5)?,
            })
        },
    )
}

/// What places are called that are no connections, by id.
pub(crate) fn place_names(on: &Connection) -> Result<Vec<(String, String)>, Error> {
    all(on, "SELECT place_id, name FROM place_names ORDER BY place_id", [], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

fn put_task(on: &Connection, row: &StoredTask) -> Result<(), Error> {
    execute(
        on,
        "INSERT INTO tasks (id, kind, state, place_id, correlation, created_at, updated_at, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
         ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, state = excluded.state, place_id = excluded.place_id,
             correlation = excluded.correlation, created_at = excluded.created_at, updated_at = excluded.updated_at,
             body = excluded.body",
        params![
            text(row.id),
            row.kind,
            row.state,
            row.place_id,
            text(row.correlation),
            micros(row.created_at),
            micros(row.updated_at),
            row.body
        ],
    )
}

/// Every task, oldest first.
pub(crate) fn tasks(on: &Connection) -> Result<Vec<StoredTask>, Error> {
    let sql = "SELECT id, kind, state, place_id, correlation, created_at, updated_at, body
               FROM tasks ORDER BY created_at, id";
    all(on, sql, [], |row| {
        Ok(StoredTask {
            id: id(row, 0)?,
            kind: row.get(1)?,
            state: row.get(2)?,
            place_id: row.get(3)?,
            correlation: id(row, 4)?,
            created_at: at(row, 5)?,
            updated_at: at(row, 6)?,
            body: row.get(7)?,
        })
    })
}

fn put_receipt(on: &Connection, row: &StoredReceipt) -> Result<(), Error> {
    execute(
        on,
        "INSERT INTO receipts (id, kind, place_id, correlation, created_at, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
         ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, place_id = excluded.place_id,
             correlation = excluded.correlation, created_at = excluded.created_at, body = excluded.body",
        params![text(row.id), row.kind, row.place_id, text(row.correlation), micros(row.created_at), row.body],
    )
}

/// Every receipt, oldest first.
pub(crate) fn receipts(on: &Connection) -> Result<Vec<StoredReceipt>, Error> {
    let sql =
        "SELECT id, kind, place_id, correlation, created_at, body FROM receipts ORDER BY created_at, id";
    all(on, sql, [], |row| {
        Ok(StoredReceipt {
            id: id(row, 0)?,
            kind: row.get(1)?,
            place_id: row.get(2)?,
            correlation: id(row, 3)?,
            created_at: at(row, 4)?,
            body: row.get(5)?,
        })
    })
}

/// What a person chose under this name.
pub(crate) fn setting(on: &Connection, key: &str) -> Result<Option<String>, Error> {
    let mut statement = on.prepare_cached("SELECT value FROM settings WHERE key = ?1")?;
    Ok(statement.query_row([key], |row| row.get(0)).optional()?)
}

/// What a network last told about a topic.
pub(crate) fn last_known(on: &Connection, topic: &str) -> Result<Option<LastKnown>, Error> {
    let row = all(on, "SELECT told_at, body FROM last_known WHERE topic = ?1", [topic], |row| {
        Ok(LastKnown { told_at: at(row, 0)?, body: row.get(1)? })
    })?;
    Ok(row.into_iter().next())
}

/// How much there is.
pub(crate) fn counts(on: &Connection) -> Result<Counts, Error> {
    let mut statement = on.prepare_cached(
        "SELECT (SELECT count(*) FROM records), (SELECT count(*) FROM documents WHERE length IS NOT NULL),
                (SELECT count(*) FROM connections), (SELECT count(*) FROM audit)",
    )?;
    Ok(statement.query_row([], |row| {
        Ok(Counts { records: row.get(0)?, documents: row.get(1)?, places: row.get(2)?, events: row.get(3)? })
    })?)
}

fn all<T>(
    on: &Connection,
    sql: &str,
    values: impl rusqlite::Params,
    read: impl Fn(&Row<'_>) -> Result<T, Error>,
) -> Result<Vec<T>, Error> {
    let mut statement = on.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut list = Vec::new();
    while let Some(row) = rows.next()? {
        list.push(read(row)?);
    }
    Ok(list)
}

/// An id as the tables spell it.
pub(crate) fn text(id: Uuid) -> String {
    id.hyphenated().to_string()
}

/// An id in a column; text of another shape was never written by us.
pub(crate) fn id(row: &Row<'_>, column: usize) -> Result<Uuid, Error> {
    Uuid::try_parse(row.get_ref(column)?.as_str().map_err(|_| Error::Damaged)?).map_err(|_| Error::Damaged)
}

/// An instant in a column.
pub(crate) fn at(row: &Row<'_>, column: usize) -> Result<Timestamp, Error> {
    instant(row.get(column)?).ok_or(Error::Damaged)
}

/// A hash in a column.
pub(crate) fn hash(row: &Row<'_>, column: usize) -> Result<[u8; 32], Error> {
    Ok(row.get::<_, [u8; 32]>(column)?)
}
