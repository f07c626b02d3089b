//! Lines of records: in order of their dates, grouped, and found by their words.

use rusqlite::{Connection, OptionalExtension as _, Row, ToSql, params, params_from_iter};
use uuid::Uuid;

use super::{at, id, text};
use crate::Error;
use crate::audit::micros;
use crate::listing::{CountBy, HIT_BEGINS, HIT_ENDS, ListFilter, Listed, Listing, PlaceCount};

/// Bits of a number that count the lines of one minute.
const COUNT_BITS: i64 = 22;
/// Numbers of one year.
const YEAR: i64 = (13 * 32 * 1440) << COUNT_BITS;
/// Words that are looked for at most.
const MOST_WORDS: usize = 12;

/// Writes a line, or replaces the record's own.
pub(crate) fn put(on: &Connection, new: &Listing) -> Result<(), Error> {
    let record = text(new.record);
    let before: Option<(i64, i64)> = on
        .prepare_cached("SELECT number, first_seen_at FROM listings WHERE record_id = ?1")?
        .query_row([&record], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if before.is_some() {
        on.prepare_cached("DELETE FROM listings WHERE record_id = ?1")?.execute([&record])?;
    }
    let number = free_number(on, new.dated.as_deref(), before.map(|(number, _)| number))?;
    let shown = !new.hidden
        && !on
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM listings WHERE same = ?1 AND shown = 1)")?
            .query_row([&new.same], |row| row.get::<_, bool>(0))?;
    on.prepare_cached(
        "INSERT INTO listings (number, record_id, kind, same, shown, hidden, gone, first_seen_at, row)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, 0, ?7, ?8)",
    )?
    .execute(params![
        number,
        record,
        new.kind,
        new.same,
        shown,
        new.hidden,
        before.map_or_else(|| micros(new.first_seen_at), |(_, first)| first),
        new.row,
    ])?;
    if !new.hidden {
        let mut place = on.prepare_cached(
            "INSERT OR IGNORE INTO listing_places (place_id, kind, number) VALUES (?1, ?2, ?3)",
        )?;
        if new.places.is_empty() {
            place.execute(params!["", new.kind, number])?;
        }
        for id in &new.places {
            place.execute(params![id, new.kind, number])?;
        }
        let mut series =
            on.prepare_cached("INSERT OR IGNORE INTO listing_series (series, number) VALUES (?1, ?2)")?;
        for key in &new.series {
            series.execute(params![key, number])?;
        }
        on.prepare_cached("INSERT INTO listing_words (rowid, title, text) VALUES (?1, ?2, ?3)")?
            .execute(params![number, new.title, new.text])?;
    }
    Ok(())
}

/// Other words for a line that is there; a hidden one has none.
pub(crate) fn put_words(on: &Connection, record: Uuid, words: &str) -> Result<(), Error> {
    on.prepare_cached(
        "UPDATE listing_words SET text = ?2 WHERE rowid = (SELECT number FROM listings WHERE record_id = ?1)",
    )?
    .execute([&text(record), words])?;
    Ok(())
}

/// What the network brought earlier under this kind, and did not bring in this retrieval, is no longer listed there.
pub(crate) fn gone_unless(on: &Connection, network: &str, kind: &str, retrieval: Uuid) -> Result<(), Error> {
    on.prepare_cached(
        "UPDATE listings SET gone = 1 WHERE kind = ?2 AND gone = 0
         AND record_id IN (SELECT id FROM records WHERE network = ?1 AND retrieval <> ?3)",
    )?
    .execute(params![network, kind, text(retrieval)])?;
    Ok(())
}

/// The number that a date begins with, or one behind those that are taken.
fn free_number(on: &Connection, dated: Option<&str>, before: Option<i64>) -> Result<i64, Error> {
    let first = minute(dated) << COUNT_BITS;
    let end = first + (1 << COUNT_BITS);
    if let Some(before) = before.filter(|before| (first..end).contains(before)) {
        return Ok(before);
    }
    let last: Option<i64> = on
        .prepare_cached("SELECT max(number) FROM listings WHERE number >= ?1 AND number < ?2")?
        .query_row([first, end], |row| row.get(0))?;
    match last.map_or(first, |last| last + 1) {
        number if number < end => Ok(number),
        _ => Err(Error::Refused("too many records of one minute")),
    }
}

/// Minutes of a calendar in which every month has room for all its days: only their order counts. `2019` and `2019-00`
/// come before every day of that year. 0 for no date.
fn minute(dated: Option<&str>) -> i64 {
    let part = |from: usize, to: usize| -> Option<i64> { dated?.get(from..to)?.parse().ok() };
    let Some(year) = part(0, 4).filter(|year| (1..=9999).contains(year)) else { return 0 };
    let bounded =
        |value: Option<i64>, most: i64| value.filter(|value| (0..=most).contains(value)).unwrap_or(0);
    let (month, day) = (bounded(part(5, 7), 12), bounded(part(8, 10), 31));
    let (hour, minute) = (bounded(part(11, 13), 23), bounded(part(14, 16), 59));
    ((year * 13 + month) * 32 + day) * 1440 + hour * 60 + minute
}

const BY_KIND: &str = "listings l INDEXED BY listings_shown_by_kind";

/// Where lines come from, what they must be, and the values of that.
struct Selection {
    from: &'static str,
    number: &'static str,
    conditions: Vec<&'static str>,
    values: Vec<Box<dyn ToSql>>,
    looks_for_words: bool,
}

impl Selection {
    fn of(filter: &ListFilter) -> Self {
        let words = filter.words.as_deref().map(query);
        let mut selection = match (&words, &filter.place) {
            // `CROSS JOIN` keeps this order: the words are looked for once. The planner would go through the lines of a
            // kind, and look for the words again at each.
            (Some(_), _) => Self {
                from: "listing_words w CROSS JOIN listings l ON l.number = w.rowid",
                number: "w.rowid",
                conditions: vec!["listing_words MATCH ?"],
                values: Vec::new(),
                looks_for_words: true,
            },
            (None, Some(_)) => Self {
                from: "listing_places p",
                number: "p.number",
                conditions: Vec::new(),
                values: Vec::new(),
                looks_for_words: false,
            },
            // Named, as the planner would read the wide rows in their own order instead.
            (None, None) => Self {
                from: if filter.kind.is_some() { BY_KIND } else { "listings l INDEXED BY listings_shown" },
                number: "l.number",
                conditions: vec!["l.shown = 1"],
                values: Vec::new(),
                looks_for_words: false,
            },
        };
        if let Some(words) = words {
            selection.values.push(Box::new(words));
        }
        match (&filter.place, selection.looks_for_words) {
            (Some(place), true) => {
                let at_place =
                    "EXISTS (SELECT 1 FROM listing_places p WHERE p.number = l.number AND p.place_id = ?)";
                selection.and(at_place, place);
            }
            (Some(place), false) => selection.and("p.place_id = ?", place),
            (None, true) => selection.conditions.push("l.shown = 1"),
            (None, false) => {}
        }
        if let Some(kind) = &filter.kind {
            selection
                .and(if selection.from == "listing_places p" { "p.kind = ?" } else { "l.kind = ?" }, kind);
        }
        selection
    }

    fn and(&mut self, condition: &'static str, value: &str) {
        self.conditions.push(condition);
        self.values.push(Box::new(value.to_owned()));
    }

    fn condition(&self) -> String {
        if self.conditions.is_empty() {
            String::new()
        } else {
            format!(" WHERE {}", self.conditions.join(" AND "))
        }
    }
}

/// What somebody typed as a query: every word must be there, each may be the beginning of a longer one. Nothing in it
/// is an instruction.
fn query(words: &str) -> String {
    let words = words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).take(MOST_WORDS);
    let terms: Vec<String> = words.map(|word| format!("\"{word}\"*")).collect();
    // A query that finds nothing; an empty one would be an error.
    if terms.is_empty() { "\"\"".to_owned() } else { terms.join(" ") }
}

/// One page of lines.
pub(crate) fn page(
    on: &Connection,
    filter: &ListFilter,
    offset: u32,
    limit: u32,
) -> Result<Vec<Listed>, Error> {
    let mut selection = Selection::of(filter);
    let hits = if selection.looks_for_words {
        selection.values.insert(0, Box::new(HIT_ENDS.to_string()));
        selection.values.insert(0, Box::new(HIT_BEGINS.to_string()));
        ", highlight(listing_words, 0, ?1, ?2), snippet(listing_words, 1, ?1, ?2, '…', 16)"
    } else {
        ", NULL, NULL"
    };
    let sql = format!(
        "SELECT {number}{hits} FROM {from}{condition} ORDER BY {number} DESC LIMIT {limit} OFFSET {offset}",
        number = selection.number,
        from = selection.from,
        condition = selection.condition(),
    );
    let mut statement = on.prepare_cached(&sql)?;
    let mut rows = statement.query(params_from_iter(&selection.values))?;
    let mut lines = Vec::new();
    while let Some(row) = rows.next()? {
        let (number, title, words): (i64, Option<String>, Option<String>) =
            (row.get(0)?, row.get(1)?, row.get(2)?);
        let mut line = by_number(on, number)?.ok_or(Error::Damaged)?;
        let marked = |hit: Option<String>| hit.filter(|hit| hit.contains(HIT_BEGINS));
        (line.title_hit, line.text_hit) = (marked(title), marked(words));
        lines.push(line);
    }
    Ok(lines)
}

/// How many, counted no further than `most`.
pub(crate) fn count(on: &Connection, filter: &ListFilter, most: u32) -> Result<u64, Error> {
    let selection = Selection::of(filter);
    let sql = format!(
        "SELECT count(*) FROM (SELECT 1 FROM {}{} LIMIT {most})",
        selection.from,
        selection.condition()
    );
    Ok(on.prepare_cached(&sql)?.query_row(params_from_iter(&selection.values), |row| row.get(0))?)
}

/// How many by place, kind or year.
pub(crate) fn counts(on: &Connection, by: CountBy, filter: &ListFilter) -> Result<Vec<(String, u64)>, Error> {
    let filter = ListFilter { words: None, ..filter.clone() };
    let mut selection = Selection::of(&filter);
    let of_place = filter.place.is_some();
    let key = match by {
        CountBy::Place if of_place => "p.place_id",
        CountBy::Place => {
            selection.from = "listing_places p JOIN listings l ON l.number = p.number";
            // A line counts at each of its places, whichever stands for all.
            selection.conditions.retain(|condition| *condition != "l.shown = 1");
            "p.place_id"
        }
        CountBy::Kind if of_place => "p.kind",
        CountBy::Kind => {
            selection.from = BY_KIND;
            "l.kind"
        }
        CountBy::Year if of_place => return years(on, &selection, "p.number"),
        CountBy::Year => return years(on, &selection, "l.number"),
    };
    let sql = format!(
        "SELECT {key}, count(*) FROM {}{} GROUP BY {key} ORDER BY {key}",
        selection.from,
        selection.condition()
    );
    pairs(on, &sql, &selection)
}

fn years(on: &Connection, selection: &Selection, number: &str) -> Result<Vec<(String, u64)>, Error> {
    let sql = format!(
        "SELECT CAST({number} / {YEAR} AS TEXT), count(*) FROM {}{} GROUP BY {number} / {YEAR} ORDER BY {number} / {YEAR} DESC",
        selection.from,
        selection.condition()
    );
    pairs(on, &sql, selection)
}

fn pairs(on: &Connection, sql: &str, selection: &Selection) -> Result<Vec<(String, u64)>, Error> {
    let mut statement = on.prepare_cached(sql)?;
    let rows =
        statement.query_map(params_from_iter(&selection.values), |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many of each kind at each place.
pub(crate) fn by_place_and_kind(on: &Connection) -> Result<Vec<PlaceCount>, Error> {
    let mut statement = on.prepare_cached(
        "SELECT place_id, kind, count(*) FROM listing_places GROUP BY place_id, kind ORDER BY place_id, kind",
    )?;
    let rows = statement
        .query_map([], |row| Ok(PlaceCount { place: row.get(0)?, kind: row.get(1)?, count: row.get(2)? }))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// How many their sources took back.
pub(crate) fn hidden(on: &Connection) -> Result<u64, Error> {
    Ok(on
        .prepare_cached("SELECT count(*) FROM listings WHERE hidden = 1")?
        .query_row([], |row| row.get(0))?)
}

const LINE: &str = "SELECT l.record_id, l.kind, l.first_seen_at, l.gone, l.row,
    CASE WHEN l.same IS NULL THEN 1
         ELSE (SELECT count(*) FROM listings o WHERE o.same = l.same AND o.hidden = 0) END,
    (SELECT group_concat(place_id, char(31)) FROM (
        SELECT DISTINCT p.place_id AS place_id FROM listing_places p
        WHERE p.number = l.number
           OR p.number IN (SELECT o.number FROM listings o WHERE o.same = l.same)
        ORDER BY p.place_id))
    FROM listings l";

fn by_number(on: &Connection, number: i64) -> Result<Option<Listed>, Error> {
    let mut statement = on.prepare_cached(&format!("{LINE} WHERE l.number = ?1"))?;
    let mut rows = statement.query([number])?;
    rows.next()?.map(read).transpose()
}

/// The line of a record.
pub(crate) fn one(on: &Connection, record: Uuid) -> Result<Option<Listed>, Error> {
    let mut statement = on.prepare_cached(&format!("{LINE} WHERE l.record_id = ?1"))?;
    let mut rows = statement.query([text(record)])?;
    rows.next()?.map(read).transpose()
}

fn read(row: &Row<'_>) -> Result<Listed, Error> {
    let places: Option<String> = row.get(6)?;
    let places = places.unwrap_or_default();
    Ok(Listed {
        record: id(row, 0)?,
        kind: row.get(1)?,
        first_seen_at: at(row, 2)?,
        gone: row.get(3)?,
        row: row.get(4)?,
        copies: row.get(5)?,
        places: places.split('\u{1f}').filter(|place| !place.is_empty()).map(str::to_owned).collect(),
        title_hit: None,
        text_hit: None,
    })
}

/// The records that tell of the same thing, this one first.
pub(crate) fn same_as(on: &Connection, record: Uuid) -> Result<Vec<Uuid>, Error> {
    let sql = "SELECT o.record_id FROM listings l
               JOIN listings o ON o.number = l.number OR (o.same = l.same AND o.hidden = 0)
               WHERE l.record_id = ?1 ORDER BY o.number <> l.number, o.number DESC";
    ids(on, sql, &[&text(record)])
}

/// The records that measured the same, newest first.
pub(crate) fn series(on: &Connection, series: &str, most: u32) -> Result<Vec<Uuid>, Error> {
    let sql = "SELECT l.record_id FROM listing_series s JOIN listings l ON l.number = s.number
               WHERE s.series = ?1 AND l.shown = 1 ORDER BY s.number DESC LIMIT ?2";
    ids(on, sql, &[&series, &most])
}

/// The series that a record belongs to.
pub(crate) fn series_of(on: &Connection, record: Uuid) -> Result<Vec<String>, Error> {
    let sql =
        "SELECT s.series FROM listing_series s JOIN listings l ON l.number = s.number WHERE l.record_id = ?1";
    let mut statement = on.prepare_cached(sql)?;
    let rows = statement.query_map([text(record)], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn ids(on: &Connection, sql: &str, values: &[&dyn ToSql]) -> Result<Vec<Uuid>, Error> {
    let mut statement = on.prepare_cached(sql)?;
    let mut rows = statement.query(values)?;
    let mut ids = Vec::new();
    while let Some(row) = rows.next()? {
        ids.push(id(row, 0)?);
    }
    Ok(ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_any_precision_come_in_order_and_none_comes_last() {
        let dates = [
            None,
            Some("when I was a child"),
            Some("1998"),
            Some("2019"),
            Some("2019-03"),
            Some("2019-03-04"),
            Some("2019-03-04T08:00:00Z"),
            Some("2019-03-04T21:30"),
            Some("2020-01-01"),
        ];
        let minutes: Vec<i64> = dates.iter().map(|date| minute(*date)).collect();
        assert!(minutes.is_sorted(), "{minutes:?}");
        assert_eq!((minutes[0], minutes[1]), (0, 0));
        assert_eq!((minute(Some("2019")) << COUNT_BITS) / YEAR, 2019);
        assert_eq!((minute(Some("2019-12-31T23:59")) << COUNT_BITS) / YEAR, 2019);
        assert!(minute(Some("9999-12-31T23:59")) < i64::MAX >> COUNT_BITS);
    }

    /// Words and a kind together took a minute and more in a large copy.
    #[test]
    fn words_are_looked_for_once_whatever_else_is_asked() {
        let connection = crate::file::in_memory().unwrap().connection;
        let some = |text: &str| Some(text.to_owned());
        for (kind, place) in [(None, None), (some("lab"), None), (None, some("a")), (some("lab"), some("a"))]
        {
            let filter = ListFilter { words: some("blood"), kind, place };
            let selection = Selection::of(&filter);
            for order in [" ORDER BY w.rowid DESC LIMIT 100", " LIMIT 1001"] {
                let sql = format!(
                    "EXPLAIN QUERY PLAN SELECT w.rowid FROM {}{}{order}",
                    selection.from,
                    selection.condition()
                );
                let mut statement = connection.prepare(&sql).unwrap();
                let steps = statement
                    .query_map(params_from_iter(&selection.values), |row| row.get::<_, String>(3))
                    .unwrap()
                    .collect::<Result<Vec<_>, _>>()
                    .unwrap();
                assert!(steps[0].starts_with("SCAN w VIRTUAL TABLE"), "{filter:?}: {steps:?}");
                assert!(!steps.iter().any(|step| step.contains("ORDER BY")), "{filter:?}: {steps:?}");
            }
        }
    }

    #[test]
    fn what_is_typed_is_words_and_never_an_instruction() {
        assert_eq!(query("a1c"), "\"a1c\"*");
        assert_eq!(query("  High \"blood\" NOT pressure* "), "\"High\"* \"blood\"* \"NOT\"* \"pressure\"*");
        assert_eq!(query("title:(x) - ^"), "\"title\"* \"x\"*");
        assert_eq!(query(" -\"* "), "\"\"");
    }
}
