//! Documents in pieces. One without a length is still being written, and no reader sees it.

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use uuid::Uuid;

use super::{at, hash, id, text};
use crate::Error;
use crate::audit::micros;
use crate::rows::{NewDocument, StoredDocument};

const COLUMNS: &str = "id, record_id, place_id, media_type, retrieved_at, provenance, length, sha256";

/// Begins one; an id that is taken is refused.
pub(crate) fn begin(on: &Connection, new: &NewDocument) -> Result<(), Error> {
    let mut statement = on.prepare_cached(
        "INSERT INTO documents (id, record_id, place_id, media_type, retrieved_at, provenance)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    statement.execute(params![
        text(new.id),
        new.record_id.map(text),
        new.place_id,
        new.media_type,
        micros(new.retrieved_at),
        new.provenance,
    ])?;
    Ok(())
}

/// Adds a piece.
pub(crate) fn add(on: &Connection, document: Uuid, sequence: u32, bytes: &[u8]) -> Result<(), Error> {
    on.prepare_cached("INSERT INTO document_chunks (document_id, sequence, bytes) VALUES (?1, ?2, ?3)")?
        .execute(params![text(document), sequence, bytes])?;
    Ok(())
}

/// Makes it whole: from here on readers see it.
pub(crate) fn finish(on: &Connection, document: Uuid, length: u64, sha256: &[u8; 32]) -> Result<(), Error> {
    let changed = on
        .prepare_cached("UPDATE documents SET length = ?2, sha256 = ?3 WHERE id = ?1 AND length IS NULL")?
        .execute(params![text(document), length, sha256])?;
    // Its record went meanwhile, and it went with that.
    if changed == 1 { Ok(()) } else { Err(Error::Refused("the document is gone")) }
}

/// Drops one that is not whole.
pub(crate) fn give_up(on: &Connection, document: Uuid) -> Result<(), Error> {
    on.execute("DELETE FROM documents WHERE id = ?1 AND length IS NULL", [text(document)])?;
    Ok(())
}

/// Drops all that are not whole: what a run that was killed left behind.
pub(crate) fn sweep(on: &Connection) -> Result<(), Error> {
    on.execute("DELETE FROM documents WHERE length IS NULL", [])?;
    Ok(())
}

/// A whole one.
pub(crate) fn one(on: &Connection, document: Uuid) -> Result<Option<StoredDocument>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM documents WHERE id = ?1 AND length IS NOT NULL");
    let mut statement = on.prepare_cached(&sql)?;
    let mut rows = statement.query([text(document)])?;
    rows.next()?.map(read).transpose()
}

/// The whole ones that belong to a record.
pub(crate) fn of_record(on: &Connection, record: Uuid) -> Result<Vec<StoredDocument>, Error> {
    let sql =
        format!("SELECT {COLUMNS} FROM documents WHERE record_id = ?1 AND length IS NOT NULL ORDER BY id");
    let mut statement = on.prepare_cached(&sql)?;
    let mut rows = statement.query([text(record)])?;
    let mut list = Vec::new();
    while let Some(row) = rows.next()? {
        list.push(read(row)?);
    }
    Ok(list)
}

/// Every whole one, in the order of their ids.
pub(crate) fn all(on: &Connection) -> Result<Vec<StoredDocument>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM documents WHERE length IS NOT NULL ORDER BY id");
    let mut statement = on.prepare_cached(&sql)?;
    let mut rows = statement.query([])?;
    let mut list = Vec::new();
    while let Some(row) = rows.next()? {
        list.push(read(row)?);
    }
    Ok(list)
}

/// One piece; `None` after the last.
pub(crate) fn chunk(on: &Connection, document: Uuid, sequence: u32) -> Result<Option<Vec<u8>>, Error> {
    Ok(on
        .prepare_cached("SELECT bytes FROM document_chunks WHERE document_id = ?1 AND sequence = ?2")?
        .query_row(params![text(document), sequence], |row| row.get(0))
        .optional()?)
}

fn read(row: &Row<'_>) -> Result<StoredDocument, Error> {
    let record_id = if row.get_ref(1)? == rusqlite::types::ValueRef::Null { None } else { Some(id(row, 1)?) };
    Ok(StoredDocument {
        about: NewDocument {
            id: id(row, 0)?,
            record_id,
            place_id: row.get(2)?,
            media_type: row.get(3)?,
            retrieved_at: at(row, 4)?,
            provenance: row.get(5)?,
        },
        length: row.get(6)?,
        sha256: hash(row, 7)?,
    })
}
