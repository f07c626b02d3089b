//! Records: bytes with columns to find them by.

use std::collections::HashSet;

use aws_lc_rs::digest::{SHA256, digest};
use jiff::Timestamp;
use rusqlite::{Connection, Row, ToSql, params};
use uuid::Uuid;

use super::{at, id, text};
use crate::Error;
use crate::audit::micros;
use crate::rows::{RecordFilter, RecordSource, StoredRecord};

const COLUMNS: &str = "id, network, place_id, resource_type, resource_id, dated, retrieval, retrieved_at, provenance, \
                       body, body_sha256";

/// Writes a record, or replaces the one with the same id; what hangs on it stays.
pub(crate) fn put(on: &Connection, row: &StoredRecord) -> Result<(), Error> {
    let mut statement = on.prepare_cached(&format!(
        "INSERT INTO records ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)
         ON CONFLICT (id) DO UPDATE SET network = excluded.network, place_id = excluded.place_id,
             resource_type = excluded.resource_type, resource_id = excluded.resource_id, dated = excluded.dated,
             retrieval = excluded.retrieval, retrieved_at = excluded.retrieved_at, provenance = excluded.provenance,
             body = excluded.body, body_sha256 = excluded.body_sha256"
    ))?;
    statement.execute(params![
        text(row.id),
        row.network,
        row.place_id,
        row.resource_type,
        row.resource_id,
        row.dated,
        text(row.retrieval),
        micros(row.retrieved_at),
        row.provenance,
        row.body,
        digest(&SHA256, &row.body).as_ref(),
    ])?;
    Ok(())
}

/// One record.
pub(crate) fn one(on: &Connection, id: Uuid) -> Result<Option<StoredRecord>, Error> {
    let mut statement = on.prepare_cached(&format!("SELECT {COLUMNS} FROM records WHERE id = ?1"))?;
    let mut rows = statement.query([text(id)])?;
    rows.next()?.map(read).transpose()
}

/// Those that the filter lets through, in the order of their ids.
pub(crate) fn filtered(on: &Connection, filter: &RecordFilter) -> Result<Vec<StoredRecord>, Error> {
    let (conditions, values) = conditions(filter);
    let limit = filter.limit.map_or(-1, i64::from);
    let sql = format!("SELECT {COLUMNS} FROM records{conditions} ORDER BY id LIMIT {limit}");
    let mut statement = on.prepare_cached(&sql)?;
    let mut rows = statement.query(rusqlite::params_from_iter(values))?;
    let mut records = Vec::new();
    while let Some(row) = rows.next()? {
        records.push(read(row)?);
    }
    Ok(records)
}

/// Where each record came from, in the order of their ids, without their bodies.
pub(crate) fn sources(on: &Connection) -> Result<Vec<RecordSource>, Error> {
    let mut statement = on.prepare_cached(
        "SELECT id, network, resource_type, resource_id, retrieved_at, provenance, place_id \
         FROM records ORDER BY id",
    )?;
    let mut rows = statement.query([])?;
    let mut sources = Vec::new();
    while let Some(row) = rows.next()? {
        sources.push(RecordSource {
            id: id(row, 0)?,
            network: row.get(1)?,
            resource_type: row.get(2)?,
            resource_id: row.get(3)?,
            retrieved_at: at(row, 4)?,
            provenance: row.get(5)?,
            place_id: row.get(6)?,
        });
    }
    Ok(sources)
}

/// How many came or changed after an instant.
pub(crate) fn count_since(on: &Connection, instant: Timestamp) -> Result<u64, Error> {
    let mut statement = on.prepare_cached("SELECT count(*) FROM records WHERE retrieved_at > ?1")?;
    Ok(statement.query_row([micros(instant)], |row| row.get(0))?)
}

/// Did the person delete it here?
pub(crate) fn is_deleted(on: &Connection, id: Uuid) -> Result<bool, Error> {
    let mut statement = on.prepare_cached("SELECT 1 FROM deleted_records WHERE record_id = ?1")?;
    Ok(statement.exists([text(id)])?)
}

/// Everything that the person deleted here.
pub(crate) fn deleted(on: &Connection) -> Result<HashSet<Uuid>, Error> {
    let mut statement = on.prepare_cached("SELECT record_id FROM deleted_records")?;
    let mut rows = statement.query([])?;
    let mut ids = HashSet::new();
    while let Some(row) = rows.next()? {
        ids.insert(id(row, 0)?);
    }
    Ok(ids)
}

/// Those among a network's entries that are here, were deleted here, or were set aside: by our id of each and the
/// network's own.
pub(crate) fn known(
    on: &Connection,
    network: &str,
    entries: &[(Uuid, String)],
) -> Result<HashSet<Uuid>, Error> {
    let mut statement = on.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM records WHERE id = ?1)
             OR EXISTS (SELECT 1 FROM deleted_records WHERE record_id = ?1)
             OR EXISTS (SELECT 1 FROM set_aside WHERE network = ?2 AND resource_id = ?3)",
    )?;
    let mut known = HashSet::new();
    for (id, resource_id) in entries {
        if statement.query_row(params![text(*id), network, resource_id], |row| row.get(0))? {
            known.insert(*id);
        }
    }
    Ok(known)
}

/// How many the filter lets through, whatever its limit.
pub(crate) fn count(on: &Connection, filter: &RecordFilter) -> Result<u64, Error> {
    let (conditions, values) = conditions(filter);
    let mut statement = on.prepare_cached(&format!("SELECT count(*) FROM records{conditions}"))?;
    Ok(statement.query_row(rusqlite::params_from_iter(values), |row| row.get(0))?)
}

/// The `WHERE` of a filter. Values are bound, never written into the text.
fn conditions(filter: &RecordFilter) -> (String, Vec<Box<dyn ToSql>>) {
    let mut sql = String::new();
    let mut values: Vec<Box<dyn ToSql>> = Vec::new();
    let mut and = |condition: &str, value: Option<String>| {
        if let Some(value) = value {
            sql.push_str(if values.is_empty() { " WHERE " } else { " AND " });
            sql.push_str(condition);
            values.push(Box::new(value));
        }
    };
    and("network = ?", filter.network.clone());
    and("place_id = ?", filter.place_id.clone());
    and("resource_type = ?", filter.resource_type.clone());
    and("resource_id = ?", filter.resource_id.clone());
    and("retrieval = ?", filter.retrieval.map(text));
    and("id > ?", filter.after.map(text));
    (sql, values)
}

fn read(row: &Row<'_>) -> Result<StoredRecord, Error> {
    Ok(StoredRecord {
        id: id(row, 0)?,
        network: row.get(1)?,
        place_id: row.get(2)?,
        resource_type: row.get(3)?,
        resource_id: row.get(4)?,
        dated: row.get(5)?,
        retrieval: id(row, 6)?,
        retrieved_at: at(row, 7)?,
        provenance: row.get(8)?,
        body: row.get(9)?,
    })
}
