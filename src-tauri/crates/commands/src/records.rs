//! Health records.

use std::sync::Arc;

use serde::Deserialize;
use ts_rs::TS;
use workflow::view::{
    CompletenessView, FileContentView, HealthSummaryView, ListBy, ListKind, RecordListView, RecordPageView,
    RecordView, SavedView,
};
use workflow::{Core, ListOrder};

use crate::CommandError;
use crate::dispatch::verb;

/// Letters that are looked for at most.
const LONGEST_SEARCH: usize = 200;

/// A list of records.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordListRequest {
    /// How it is cut into parts.
    pub by: ListBy,
    /// Only of this kind.
    pub kind: Option<ListKind>,
    /// Only of this place; an empty text: of no stated place.
    pub place: Option<String>,
    /// Only with all these words; each may be the beginning of a longer one.
    pub words: Option<String>,
}

/// Some lines of a list.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordPageRequest {
    /// Only of this kind.
    pub kind: Option<ListKind>,
    /// Only of this place; an empty text: of no stated place.
    pub place: Option<String>,
    /// Only with all these words.
    pub words: Option<String>,
    /// Lines before the first one wanted.
    pub offset: u32,
    /// How many; at most 200 are given.
    pub limit: u32,
}

/// Which record.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordRequest {
    /// From `record_page`.
    pub id: String,
}

/// Which file.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RecordFileRequest {
    /// From `record`.
    pub file_id: String,
}

/// What to save.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SaveRecordRequest {
    /// From `record_page`.
    pub id: String,
    /// Which of its files; null: the record itself.
    pub file_id: Option<String>,
}

fn order(
    kind: Option<ListKind>,
    place: Option<String>,
    words: Option<String>,
) -> Result<ListOrder, CommandError> {
    if words.as_ref().is_some_and(|words| words.chars().count() > LONGEST_SEARCH) {
        return Err(CommandError::bad_request("too many letters to look for"));
    }
    Ok(ListOrder { kind, place, words })
}

/// How many records the network holds, by kind.
pub async fn health_summary(core: &Arc<Core>) -> Result<HealthSummaryView, CommandError> {
    verb(core, |correlation| workflow::health_summary(core, correlation)).await
}

/// The list in parts.
pub async fn record_list(
    core: &Arc<Core>,
    request: RecordListRequest,
) -> Result<RecordListView, CommandError> {
    let order = order(request.kind, request.place, request.words)?;
    verb(core, |_| workflow::record_list(core, request.by, &order)).await
}

/// Some of its lines.
pub async fn record_page(
    core: &Arc<Core>,
    request: RecordPageRequest,
) -> Result<RecordPageView, CommandError> {
    let order = order(request.kind, request.place, request.words)?;
    verb(core, |_| workflow::record_page(core, &order, request.offset, request.limit)).await
}

/// One record.
pub async fn record(core: &Arc<Core>, request: RecordRequest) -> Result<RecordView, CommandError> {
    verb(core, |_| workflow::record(core, &request.id)).await
}

/// One file of a record, opened.
pub async fn record_file(
    core: &Arc<Core>,
    request: RecordFileRequest,
) -> Result<FileContentView, CommandError> {
    verb(core, |_| workflow::record_file(core, &request.file_id)).await
}

/// Saves a file, or a record itself, as it came.
pub async fn save_record(core: &Arc<Core>, request: SaveRecordRequest) -> Result<SavedView, CommandError> {
    let file = request.file_id.as_deref();
    verb(core, |correlation| workflow::save_record(core, &request.id, file, correlation)).await
}

/// The person has looked at the list.
pub async fn records_looked_at(core: &Arc<Core>) -> Result<(), CommandError> {
    verb(core, |_| workflow::records_looked_at(core)).await
}

/// Reads the network in the background, if it was not read just now.
pub async fn read_records(core: &Arc<Core>) -> Result<(), CommandError> {
    verb(core, |_| workflow::read_records(core)).await
}

/// What came from where, and what did not.
pub async fn completeness(core: &Arc<Core>) -> Result<CompletenessView, CommandError> {
    verb(core, |_| workflow::completeness(core)).await
}
