//! Documents that seem to be about somebody else: apart from the records.

use rusqlite::{Connection, Row, params};

use super::{at, id, text};
use crate::Error;
use crate::audit::micros;
use crate::rows::StoredAside;

/// Sets a document aside.
pub(crate) fn put(on: &Connection, row: &StoredAside) -> Result<(), Error> {
    let mut statement = on.prepare_cached(
        "INSERT INTO set_aside (document_id, network, place_id, resource_id, retrieval, set_aside_at, reasons, body)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?;
    statement.execute(params![
        text(row.document_id),
        row.network,
        row.place_id,
        row.resource_id,
        text(row.retrieval),
        micros(row.set_aside_at),
        row.reasons,
        row.body,
    ])?;
    Ok(())
}

/// Those that are whole, in the order of their ids.
pub(crate) fn all(on: &Connection) -> Result<Vec<StoredAside>, Error> {
    super::all(
        on,
        "SELECT document_id, network, set_aside.place_id, resource_id, retrieval, set_aside_at, reasons, body
         FROM set_aside JOIN documents ON documents.id = document_id WHERE length IS NOT NULL ORDER BY document_id",
        [],
        read,
    )
}

/// Was what a network calls by this id set aside?
pub(crate) fn has(on: &Connection, network: &str, resource_id: &str) -> Result<bool, Error> {
    let mut statement =
        on.prepare_cached("SELECT 1 FROM set_aside WHERE network = ?1 AND resource_id = ?2")?;
    Ok(statement.exists([network, resource_id])?)
}

fn read(row: &Row<'_>) -> Result<StoredAside, Error> {
    Ok(StoredAside {
        document_id: id(row, 0)?,
        network: row.get(1)?,
        place_id: row.get(2)?,
        resource_id: row.get(3)?,
        retrieval: id(row, 4)?,
        set_aside_at: at(row, 5)?,
        reasons: row.get(6)?,
        body: row.get(7)?,
    })
}
