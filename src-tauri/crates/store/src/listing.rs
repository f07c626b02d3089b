//! Records as a person looks through them. A listing is made by whoever writes the record; the store keeps it, puts it
//! in order and finds it by its words, without knowing what it says.

use jiff::Timestamp;
use uuid::Uuid;

use crate::tables::listings;
use crate::{Error, Store};

/// One line of a list. Written with its record; writing it again replaces it.
#[derive(Clone, PartialEq, Eq)]
pub struct Listing {
    /// The record it is about; it goes when that goes.
    pub record: Uuid,
    /// The places that the record came from, by id; none where no place is stated.
    pub places: Vec<String>,
    /// What lists are grouped by, such as `lab`.
    pub kind: String,
    /// The date it is about, as FHIR writes it, with the precision it has.
    pub dated: Option<String>,
    /// Records that tell of the same thing have the same.
    pub same: Option<String>,
    /// What it measured: results of the same test have the same.
    pub series: Vec<String>,
    /// Its source took it back: it is kept, and not shown.
    pub hidden: bool,
    /// When it first came. Kept from the first writing on.
    pub first_seen_at: Timestamp,
    /// JSON text of what a list shows; opaque.
    pub row: String,
    /// The words of its title.
    pub title: String,
    /// All other words it can be found by.
    pub text: String,
}

/// Which lines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ListFilter {
    /// Of this kind.
    pub kind: Option<String>,
    /// Of this place; an empty text: of no stated place.
    pub place: Option<String>,
    /// With all these words: each may be the beginning of a longer one.
    pub words: Option<String>,
}

/// A line as it is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct Listed {
    /// The record.
    pub record: Uuid,
    /// Its kind.
    pub kind: String,
    /// When it first came.
    pub first_seen_at: Timestamp,
    /// The network no longer lists it.
    pub gone: bool,
    /// The places of it, and of all that tell of the same thing.
    pub places: Vec<String>,
    /// How many records tell of the same thing, this one too.
    pub copies: u32,
    /// What a list shows.
    pub row: String,
    /// The title with marks around what was found, where words were looked for and stand there.
    pub title_hit: Option<String>,
    /// A piece of the other words with such marks.
    pub text_hit: Option<String>,
}

/// Stands before a word that was found, in a hit.
pub const HIT_BEGINS: char = '\u{2}';
/// Stands behind it.
pub const HIT_ENDS: char = '\u{3}';

/// What lines are counted by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CountBy {
    /// The place; a line of several places counts for each.
    Place,
    /// The kind.
    Kind,
    /// The year of its date; `0` for none.
    Year,
}

/// How many lines there are of one kind at one place, hidden ones left out, and the newest that came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceCount {
    /// The place; an empty text: not stated.
    pub place: String,
    /// The kind.
    pub kind: String,
    /// How many.
    pub count: u64,
}

impl Store {
    /// Lines in order, newest date first, undated ones last. Where several records tell of the same thing one line
    /// stands for all, but for those of one place.
    pub async fn list(&self, filter: ListFilter, offset: u32, limit: u32) -> Result<Vec<Listed>, Error> {
        self.run(move |connection| listings::page(connection, &filter, offset, limit)).await
    }

    /// How many lines there are, counted no further than `most`.
    pub async fn count_list(&self, filter: ListFilter, most: u32) -> Result<u64, Error> {
        self.run(move |connection| listings::count(connection, &filter, most)).await
    }

    /// How many lines there are by place, kind or year. Words are not looked at.
    pub async fn count_list_by(&self, by: CountBy, filter: ListFilter) -> Result<Vec<(String, u64)>, Error> {
        self.run(move |connection| listings::counts(connection, by, &filter)).await
    }

    /// How many records there are of each kind at each place; what tells of the same thing counts at each place.
    pub async fn count_places_by_kind(&self) -> Result<Vec<PlaceCount>, Error> {
        self.run(|connection| listings::by_place_and_kind(connection)).await
    }

    /// How many lines are hidden because their source took them back.
    pub async fn count_hidden(&self) -> Result<u64, Error> {
        self.run(|connection| listings::hidden(connection)).await
    }

    /// The line of a record.
    pub async fn listed(&self, record: Uuid) -> Result<Option<Listed>, Error> {
        self.run(move |connection| listings::one(connection, record)).await
    }

    /// The records that tell of the same thing, this one first.
    pub async fn same_as(&self, record: Uuid) -> Result<Vec<Uuid>, Error> {
        self.run(move |connection| listings::same_as(connection, record)).await
    }

    /// The records that measured the same, newest first, one for each thing that several tell of.
    pub async fn series(&self, series: String, most: u32) -> Result<Vec<Uuid>, Error> {
        self.run(move |connection| listings::series(connection, &series, most)).await
    }

    /// The series that a record belongs to.
    pub async fn series_of(&self, record: Uuid) -> Result<Vec<String>, Error> {
        self.run(move |connection| listings::series_of(connection, record)).await
    }
}

impl std::fmt::Debug for Listing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Listing").field("record", &self.record).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for Listed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Listed").field("record", &self.record).finish_non_exhaustive()
    }
}
