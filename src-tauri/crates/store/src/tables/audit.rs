//! The trail's rows. Triggers in the schema refuse whatever is not an append.

use rusqlite::{Connection, Row, params};

use super::{at, hash, id, text};
use crate::Error;
use crate::audit::{Actor, AuditCheck, AuditEvent, HASH, Hash, NewEvent, Outcome, micros};

const COLUMNS: &str =
    "sequence, at, correlation, action, actor, outcome, error_code, place_id, network_ids, count, hash";

/// Adds a checked event at the end of the chain; inside the transaction of what it tells of.
pub(crate) fn append(on: &Connection, event: &NewEvent) -> Result<(), Error> {
    let (last, previous) = head(on)?;
    let sequence = last.checked_add(1).ok_or(Error::Damaged)?;
    let ids =
        serde_json::to_string(&event.network_ids).map_err(|_| Error::Unexpected("identifiers as JSON"))?;
    let mut statement = on.prepare_cached(&format!(
        "INSERT INTO audit ({COLUMNS}) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)"
    ))?;
    statement.execute(params![
        sequence,
        micros(event.at),
        text(event.correlation),
        event.action,
        event.actor.word(),
        event.outcome.word(),
        event.error_code,
        event.place_id,
        ids,
        event.count,
        event.hash(sequence, &previous),
    ])?;
    Ok(())
}

/// Adds an event as it stood in another file, with its place in the chain and its hash.
pub(crate) fn put(on: &Connection, found: &AuditEvent) -> Result<(), Error> {
    let (last, previous) = head(on)?;
    if found.sequence != last.saturating_add(1) || found.event.hash(found.sequence, &previous) != found.hash {
        return Err(Error::Damaged);
    }
    append(on, &found.event)
}

/// The newest sequence and hash.
fn head(on: &Connection) -> Result<(u64, Hash), Error> {
    let mut statement = on.prepare_cached("SELECT sequence, hash FROM audit_head")?;
    let mut rows = statement.query([])?;
    let row = rows.next()?.ok_or(Error::Damaged)?;
    Ok((row.get(0)?, hash(row, 1)?))
}

/// The newest events, newest first.
pub(crate) fn newest(on: &Connection, newest: usize) -> Result<Vec<AuditEvent>, Error> {
    let sql = format!("SELECT {COLUMNS} FROM audit ORDER BY sequence DESC LIMIT ?1");
    let mut statement = on.prepare_cached(&sql)?;
    let mut rows = statement.query([i64::try_from(newest).unwrap_or(i64::MAX)])?;
    let mut events = Vec::new();
    while let Some(row) = rows.next()? {
        events.push(read(row)?);
    }
    Ok(events)
}

/// Walks the chain from its beginning and compares its end with the head.
pub(crate) fn verify(on: &Connection) -> Result<AuditCheck, Error> {
    let mut statement = on.prepare_cached(&format!("SELECT {COLUMNS} FROM audit ORDER BY sequence"))?;
    let mut rows = statement.query([])?;
    let mut previous: Hash = [0; HASH];
    let mut last = 0_u64;
    while let Some(row) = rows.next()? {
        let expected = last.saturating_add(1);
        match read(row) {
            Ok(found)
                if found.sequence == expected && found.event.hash(expected, &previous) == found.hash =>
            {
                previous = found.hash;
                last = expected;
            }
            // A row of another shape was tampered with; what the disk did is an error.
            Ok(_) | Err(Error::Damaged) => return Ok(AuditCheck::BrokenAt { sequence: expected }),
            Err(error) => return Err(error),
        }
    }
    Ok(match head(on) {
        Ok(head) if head == (last, previous) => AuditCheck::Whole { events: last },
        Ok((sequence, _)) if sequence <= last => AuditCheck::BrokenAt { sequence },
        Ok(_) | Err(Error::Damaged) => AuditCheck::BrokenAt { sequence: last.saturating_add(1) },
        Err(error) => return Err(error),
    })
}

fn read(row: &Row<'_>) -> Result<AuditEvent, Error> {
    let ids: String = row.get(8)?;
    Ok(AuditEvent {
        sequence: row.get(0)?,
        event: NewEvent {
            at: at(row, 1)?,
            correlation: id(row, 2)?,
            action: row.get(3)?,
            actor: Actor::from_word(&row.get::<_, String>(4)?).ok_or(Error::Damaged)?,
            outcome: Outcome::from_word(&row.get::<_, String>(5)?).ok_or(Error::Damaged)?,
            error_code: row.get(6)?,
            place_id: row.get(7)?,
            network_ids: serde_json::from_str(&ids).map_err(|_| Error::Damaged)?,
            count: row.get(9)?,
        },
        hash: hash(row, 10)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::tests::event;
    use crate::file;
    use rstest::rstest;

    fn three() -> Connection {
        let connection = file::in_memory().unwrap().connection;
        for _ in 0..3 {
            append(&connection, &event().checked().unwrap()).unwrap();
        }
        connection
    }

    #[test]
    fn what_was_written_is_read_back_newest_first() {
        let connection = three();
        let events = newest(&connection, 2).unwrap();
        assert_eq!(events.iter().map(|event| event.sequence).collect::<Vec<_>>(), [3, 2]);
        assert_eq!(events[0].event, event().checked().unwrap());
        assert_eq!(verify(&connection).unwrap(), AuditCheck::Whole { events: 3 });
    }

    #[test]
    fn an_empty_trail_is_whole() {
        let connection = file::in_memory().unwrap().connection;
        assert_eq!(verify(&connection).unwrap(), AuditCheck::Whole { events: 0 });
    }

    #[rstest]
    #[case("UPDATE audit SET outcome = 'failed' WHERE sequence = 2")]
    #[case("DELETE FROM audit WHERE sequence = 3")]
    #[case(
        "INSERT INTO audit SELECT 9, at, correlation, action, actor, outcome, error_code, place_id, network_ids, count, hash FROM audit LIMIT 1"
    )]
    #[case("REPLACE INTO audit SELECT * FROM audit WHERE sequence = 1")]
    #[case("DELETE FROM audit_head")]
    fn the_schema_refuses_whatever_is_not_an_append(#[case] sql: &str) {
        let connection = three();
        let refused = Error::from(connection.execute_batch(sql).unwrap_err());
        assert_eq!(refused, Error::Refused("a row breaks a rule of its table"));
        assert_eq!(verify(&connection).unwrap(), AuditCheck::Whole { events: 3 });
    }

    #[rstest]
    #[case("UPDATE audit SET outcome = 'failed' WHERE sequence = 2", 2)]
    #[case("UPDATE audit SET actor = 'nobody' WHERE sequence = 1", 1)]
    #[case("UPDATE audit SET hash = zeroblob(32) WHERE sequence = 3", 3)]
    #[case("DELETE FROM audit WHERE sequence = 1", 1)]
    #[case("DELETE FROM audit WHERE sequence = 2", 2)]
    #[case("DELETE FROM audit WHERE sequence = 3", 3)]
    #[case("DELETE FROM audit", 1)]
    #[case("UPDATE audit_head SET sequence = 2", 2)]
    #[case("DELETE FROM audit_head", 4)]
    fn who_gets_around_the_schema_breaks_the_chain(#[case] sql: &str, #[case] sequence: u64) {
        let connection = three();
        for trigger in [
            "audit_is_not_changed",
            "audit_is_not_deleted",
            "audit_head_follows",
            "audit_head_is_not_deleted",
        ] {
            connection.execute_batch(&format!("DROP TRIGGER {trigger}")).unwrap();
        }
        connection.execute_batch(sql).unwrap();
        assert_eq!(verify(&connection).unwrap(), AuditCheck::BrokenAt { sequence });
    }
}
