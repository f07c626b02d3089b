//! Documents in pieces. One without a length is still being written, and no reader sees it.

use std::collections::HashSet;

use rusqlite::{Connection, OptionalExtension as _, Row, params};
use uuid::Uuid;

use super::{at, hash, id, text};
use crate::Error;
use crate::audit::micros;
use crate::document::CHUNK;
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

/// One that is here as a whole.
pub(crate) fn put(on: &Connection, new: &NewDocument, bytes: &[u8], sha256: &[u8; 32]) -> Result<(), Error> {
    begin(on, new)?;
    for (sequence, chunk) in (0..).zip(bytes.chunks(CHUNK)) {
        add(on, new.id, sequence, chunk)?;
    }
    let length = u64::try_from(bytes.len()).map_err(|_| Error::Refused("the document is too large"))?;
    finish(on, new.id, length, sha256)
}

/// A record points to it too.
pub(crate) fn link(on: &Connection, document: Uuid, record: Uuid) -> Result<(), Error> {
    on.prepare_cached("INSERT OR IGNORE INTO document_sources (document_id, record_id) VALUES (?1, ?2)")?
        .execute([text(document), text(record)])?;
    Ok(())
}

/// A whole one with these bytes: among those that were set aside, or among the others.
pub(crate) fn with_hash(
    on: &Connection,
    sha256: &[u8; 32],
    aside: bool,
) -> Result<Option<StoredDocument>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM documents
         WHERE sha256 = ?1 AND record_id IS NULL AND ?2 = EXISTS (SELECT 1 FROM set_aside WHERE document_id = id) ORDER BY id LIMIT 1"
    );
    let mut statement = on.prepare_cached(&sql)?;
    let mut rows = statement.query(params![sha256, aside])?;
    rows.next()?.map(read).transpose()
}

/// All whole ones with these bytes, whatever they belong to; none that was set aside.
pub(crate) fn all_with_hash(on: &Connection, sha256: &[u8; 32]) -> Result<Vec<StoredDocument>, Error> {
    let sql = format!(
        "SELECT {COLUMNS} FROM documents
         WHERE sha256 = ?1 AND NOT EXISTS (SELECT 1 FROM set_aside WHERE document_id = id) ORDER BY id"
    );
    let mut statement = on.prepare_cached(&sql)?;
    let mut rows = statement.query(params![sha256])?;
    let mut list = Vec::new();
    while let Some(row) = rows.next()? {
        list.push(read(row)?);
    }
    Ok(list)
}

/// The hashes of all that are whole.
pub(crate) fn hashes(on: &Connection) -> Result<HashSet<[u8; 32]>, Error> {
    let mut statement = on.prepare_cached("SELECT sha256 FROM documents WHERE sha256 IS NOT NULL")?;
    let mut rows = statement.query([])?;
    let mut hashes = HashSet::new();
    while let Some(row) = rows.next()? {
        hashes.insert(hash(row, 0)?);
    }
    Ok(hashes)
}

/// How many belong to nothing, or are not whole.
pub(crate) fn strays(on: &Connection) -> Result<u64, Error> {
    let sql = "SELECT count(*) FROM documents WHERE length IS NULL
                   OR (record_id IS NULL AND id NOT IN (SELECT document_id FROM document_sources)
                       AND id NOT IN (SELECT document_id FROM set_aside))";
    Ok(on.prepare_cached(sql)?.query_row([], |row| row.get(0))?)
}

/// Those whose words are wanted, in the order of their ids.
pub(crate) fn words_wanted(on: &Connection, most: u32) -> Result<Vec<Uuid>, Error> {
    let mut statement =
        on.prepare_cached("SELECT document_id FROM words_wanted ORDER BY document_id LIMIT ?1")?;
    let mut rows = statement.query([most])?;
    let mut list = Vec::new();
    while let Some(row) = rows.next()? {
        list.push(id(row, 0)?);
    }
    Ok(list)
}

/// The records that point to it, in the order of their ids.
pub(crate) fn sources(on: &Connection, document: Uuid) -> Result<Vec<Uuid>, Error> {
    let mut statement = on.prepare_cached(
        "SELECT record_id FROM document_sources WHERE document_id = ?1
         UNION SELECT record_id FROM documents WHERE id = ?1 AND record_id IS NOT NULL ORDER BY 1",
    )?;
    let mut rows = statement.query([text(document)])?;
    let mut list = Vec::new();
    while let Some(row) = rows.next()? {
        list.push(id(row, 0)?);
    }
    Ok(list)
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
    let sql = format!(
        "SELECT {COLUMNS} FROM documents WHERE length IS NOT NULL AND (record_id = ?1
             OR id IN (SELECT document_id FROM document_sources WHERE record_id = ?1)) ORDER BY id"
    );
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
