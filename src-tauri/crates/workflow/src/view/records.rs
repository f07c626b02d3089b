//! Health records, as a person looks at them. What stands in one is the outline of the `records` crate: text and its
//! structure, never markup.

use jiff::Timestamp;
use records::outline::Outline;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use ts_rs::TS;

use super::ShareKind;
use crate::ErrorCode;

pub use records::outline;
pub use records::resource::Row;
pub use records::when::{Date as PartialDate, When};
pub use records::word::Word;

/// How many records the network holds, by the kinds that can be shared. Records, not illnesses: two places may report
/// the same one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HealthSummaryView {
    /// When the network told us.
    #[ts(type = "Instant")]
    pub as_of: Timestamp,
    /// The nine kinds, in the order of the share list.
    pub kinds: Vec<KindCountView>,
    /// Records of every kind that lists know, those that cannot be shared too (visits, reports, documents); without
    /// the person's own details. Null: the network did not count.
    #[ts(type = "number | null")]
    pub total: Option<u64>,
    /// Some kind was not counted: the total is a least.
    pub at_least: bool,
}

/// How many of one kind.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KindCountView {
    /// Which.
    pub kind: ShareKind,
    /// 0: none came, which does not mean that there are none. Null: the network did not count.
    #[ts(type = "number | null")]
    pub count: Option<u64>,
}

/// What lists are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the page names each in plain words")]
pub enum ListKind {
    Visit,
    Document,
    Report,
    Lab,
    VitalSign,
    Medicine,
    Condition,
    Allergy,
    Vaccine,
    Procedure,
    CarePlan,
    Insurance,
    Other,
}

impl ListKind {
    /// Every kind, in the order in which they are shown.
    pub const ALL: [Self; 13] = [
        Self::Visit,
        Self::Document,
        Self::Report,
        Self::Lab,
        Self::VitalSign,
        Self::Medicine,
        Self::Condition,
        Self::Allergy,
        Self::Vaccine,
        Self::Procedure,
        Self::CarePlan,
        Self::Insurance,
        Self::Other,
    ];

    /// As the store keeps it.
    pub(crate) fn word(self) -> String {
        serde_json::to_value(self)
            .ok()
            .and_then(|value| value.as_str().map(str::to_owned))
            .unwrap_or_default()
    }

    /// What was kept; a word of a newer version is another kind.
    pub(crate) fn from_word(word: &str) -> Self {
        serde_json::from_value(serde_json::Value::from(word)).unwrap_or(Self::Other)
    }
}

/// How a list is cut into parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ListBy {
    /// By the place that they came from.
    Place,
    /// By the year that they are about.
    Date,
    /// By kind.
    Kind,
}

/// A list before its lines: its parts, and what it can be narrowed to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecordListView {
    /// The parts, in order; the lines of a part are asked for by its place or kind, those of all years together.
    pub parts: Vec<RecordPartView>,
    /// Lines in the list. While words are looked for, no more than 1000 are counted.
    #[ts(type = "number")]
    pub total: u64,
    /// More were found than are counted.
    pub more: bool,
    /// Every place that records came from.
    pub places: Vec<RecordPlaceView>,
    /// Every kind there is.
    pub kinds: Vec<ListKind>,
    /// What first came after that is new; null when nobody has looked before.
    #[ts(type = "Instant | null")]
    pub new_since: Option<Timestamp>,
    /// The network is being read right now.
    pub reading: bool,
    /// When it was last read; null: never.
    #[ts(type = "Instant | null")]
    pub read_at: Option<Timestamp>,
    /// Records that their source marked as entered in error: kept, and not shown.
    #[ts(type = "number")]
    pub left_out: u64,
}

/// A part of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecordPartView {
    /// Of this place; an empty text: no place is stated. Null where parts are not places.
    pub place: Option<String>,
    /// Of this kind.
    pub kind: Option<ListKind>,
    /// Of this year; 0: no date. Null where parts are not years.
    pub year: Option<u16>,
    /// Its lines.
    #[ts(type = "number")]
    pub count: u64,
}

/// A place that records came from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecordPlaceView {
    /// For commands; an empty text: no place is stated.
    pub id: String,
    /// The name on the door; null where it is not known.
    pub name: Option<String>,
    /// Records that came from there.
    #[ts(type = "number")]
    pub count: u64,
}

/// Lines of a list.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecordPageView {
    /// In order.
    pub lines: Vec<RecordLineView>,
}

/// One line of a list.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecordLineView {
    /// For commands.
    pub id: String,
    /// What it is listed under.
    pub kind: ListKind,
    /// What it says.
    #[ts(type = "Row")]
    pub row: Box<RawValue>,
    /// The places that it, and all that tell of the same thing, came from. None: no place is stated.
    pub places: Vec<PlaceNameView>,
    /// How many records tell of the same thing, this one too.
    pub copies: u32,
    /// When it first came.
    #[ts(type = "Instant")]
    pub came_at: Timestamp,
    /// The network no longer lists it; what came stays here.
    pub gone: bool,
    /// The title with what was found in it, where words were looked for and stand there.
    pub title_hit: Option<Vec<HitView>>,
    /// A piece of its other words with what was found.
    pub text_hit: Option<Vec<HitView>>,
}

impl std::fmt::Debug for RecordLineView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("RecordLineView(…)")
    }
}

/// A place by its name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlaceNameView {
    /// Opaque.
    pub id: String,
    /// The name on the door; null where it is not known.
    pub name: Option<String>,
}

/// A piece of a line.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HitView {
    /// The words.
    pub text: String,
    /// They are what was looked for.
    pub hit: bool,
}

impl std::fmt::Debug for HitView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HitView(…)")
    }
}

/// One record, to be read.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecordView {
    /// Its line.
    pub line: RecordLineView,
    /// What it says.
    pub outline: Outline,
    /// Files that belong to it.
    pub files: Vec<RecordFileView>,
    /// The person deleted a file of it here.
    pub file_deleted: bool,
    /// All records that tell of the same thing, this one first. At least this one.
    pub copies: Vec<RecordCopyView>,
    /// The same test over time; empty where there is one number or none.
    pub charts: Vec<ChartView>,
}

/// A file that belongs to a record.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecordFileView {
    /// For commands.
    pub id: String,
    /// What its source calls it.
    pub title: Option<String>,
    /// Bytes.
    #[ts(type = "number")]
    pub length: u64,
    /// It lies beside the record, not inside it: it can be deleted by itself.
    pub apart: bool,
}

/// One of the records that tell of the same thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RecordCopyView {
    /// For commands.
    pub id: String,
    /// The places that it came from. None: no place is stated.
    pub places: Vec<PlaceNameView>,
    /// When it came.
    #[ts(type = "Instant")]
    pub came_at: Timestamp,
}

/// What a file is shown as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum FileShown {
    /// Its text, as an outline.
    Text,
    /// Its pages.
    Pdf,
    /// A picture.
    Picture,
    /// Nothing: it can be saved.
    Nothing,
}

/// Why a file is not shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum FileProblem {
    /// Longer than what is looked into.
    TooLong,
    /// It says what it is, and cannot be read.
    Damaged,
    /// A kind of file that this version cannot show.
    NotShown,
}

/// A file, opened.
#[derive(Clone, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct FileContentView {
    /// How.
    pub shown: FileShown,
    /// Its media type by what is in it, for a picture.
    pub media_type: Option<String>,
    /// Its text.
    pub outline: Option<Outline>,
    /// Its bytes as base64, for pages and pictures.
    pub data: Option<String>,
    /// Why it is not shown.
    pub problem: Option<FileProblem>,
    /// It is another kind of file than its source says.
    pub mislabelled: bool,
    /// Files inside it, as far as they came with it.
    pub inside: Vec<FileContentView>,
}

impl std::fmt::Debug for FileContentView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("FileContentView").field("shown", &self.shown).finish_non_exhaustive()
    }
}

/// The same test over time.
#[derive(Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChartView {
    /// What the source calls it.
    pub name: Option<String>,
    /// The unit of every number.
    pub unit: Option<String>,
    /// Oldest first; at least two.
    pub points: Vec<PointView>,
}

impl std::fmt::Debug for ChartView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ChartView(…)")
    }
}

/// One number of a chart.
#[derive(Clone, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PointView {
    /// The record it is from.
    pub id: String,
    /// Its date, as precise as it was given.
    pub date: PartialDate,
    /// The number.
    pub value: f64,
    /// The lower end of the range on its report.
    pub low: Option<f64>,
    /// The upper end.
    pub high: Option<f64>,
    /// The places it came from. None: no place is stated.
    pub places: Vec<PlaceNameView>,
}

/// What came from where, and what did not.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CompletenessView {
    /// Every place with records or a connection.
    pub places: Vec<PlaceCompletenessView>,
    /// When the network was last read; null: never.
    #[ts(type = "Instant | null")]
    pub read_at: Option<Timestamp>,
    /// Kinds that could not be read to their end, and why.
    pub failed: Vec<KindFailureView>,
    /// Records that their source marked as entered in error: kept, and not counted.
    #[ts(type = "number")]
    pub left_out: u64,
    /// What came and is no record: it has no id.
    #[ts(type = "number")]
    pub unreadable: u64,
    /// Files that records name and that did not come.
    #[ts(type = "number")]
    pub files_missing: u64,
}

/// A kind that could not be read to its end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct KindFailureView {
    /// Which.
    pub kind: ListKind,
    /// Why.
    pub code: ErrorCode,
}

/// What came from one place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlaceCompletenessView {
    /// An empty text: no place is stated.
    pub id: String,
    /// The name on the door; null where it is not known.
    pub name: Option<String>,
    /// By kind; a kind that is not there: none came.
    pub kinds: Vec<ListCountView>,
    /// All together.
    #[ts(type = "number")]
    pub total: u64,
    /// When new data last came, as the network says.
    #[ts(type = "Instant | null")]
    pub last_synced: Option<Timestamp>,
}

/// How many of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ListCountView {
    /// Which.
    pub kind: ListKind,
    /// How many.
    #[ts(type = "number")]
    pub count: u64,
}
