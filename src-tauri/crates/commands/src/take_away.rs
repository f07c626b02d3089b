//! Taking records away, bringing them back, deleting them, and the account at the network.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use paper::{Entry, Section, Sheet};
use secrecy::SecretString;
use serde::Deserialize;
use ts_rs::TS;
use workflow::Core;
use workflow::view::{
    AccountView, BackupLook, BackupOutcome, DeletedView, RestoreStep, SavedFilesView, SavedSummaryView,
    TakeAwayView,
};

use crate::CommandError;
use crate::connections::PlaceRequest;
use crate::dispatch::{at_the_door, verb};
use crate::records::{RecordFileRequest, RecordRequest};

/// The new backup's password. It prints nothing.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct BackupRequest {
    /// At least eight characters.
    #[ts(type = "string")]
    pub password: SecretString,
}

/// The beginning of a backup, and what opens it.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LookAtBackupRequest {
    /// What was typed.
    #[ts(type = "string")]
    pub password: SecretString,
    /// Its first bytes in base64: 128 KiB at least, 4 MiB at most.
    pub beginning: String,
    /// There is no more of it.
    pub last: bool,
}

/// The next piece of a backup.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RestoreRequest {
    /// From `look_at_backup`.
    pub id: String,
    /// Bytes in base64, 4 MiB at most; may be empty.
    pub piece: String,
    /// There is no more of it.
    pub last: bool,
    /// The person wants the copy that is here set aside.
    pub replace: bool,
}

/// A paper to carry to a visit, in the person's language.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SummaryRequest {
    /// `en` or `es`.
    pub language: String,
    /// The largest line.
    pub title: String,
    /// Sentences below it.
    pub notes: Vec<String>,
    /// What follows.
    pub sections: Vec<SummarySection>,
    /// At the foot of each page; `{page}` and `{pages}` are numbers.
    pub foot: String,
}

/// Lines under a heading.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SummarySection {
    /// Its heading.
    pub heading: String,
    /// A sentence below it.
    pub note: Option<String>,
    /// Its lines.
    pub lines: Vec<SummaryLine>,
}

/// One line.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SummaryLine {
    /// What it says.
    pub text: String,
    /// Where that comes from, and when.
    pub detail: String,
}

impl From<SummaryRequest> for Sheet {
    fn from(request: SummaryRequest) -> Self {
        let section = |section: SummarySection| Section {
            heading: section.heading,
            note: section.note,
            lines: section
                .lines
                .into_iter()
                .map(|line| Entry { text: line.text, detail: line.detail })
                .collect(),
        };
        Self {
            language: request.language,
            title: request.title,
            notes: request.notes,
            sections: request.sections.into_iter().map(section).collect(),
            foot: request.foot,
        }
    }
}

fn bytes(base64: &str) -> Result<Vec<u8>, CommandError> {
    STANDARD.decode(base64).map_err(|_| CommandError::bad_request("not base64"))
}

/// What there is to take away.
pub async fn take_away(core: &Arc<Core>) -> Result<TakeAwayView, CommandError> {
    verb(core, |_| workflow::take_away(core)).await
}

/// All records as a FHIR Bundle, and all files as they came, in one folder.
pub async fn save_files(core: &Arc<Core>) -> Result<SavedFilesView, CommandError> {
    verb(core, |correlation| workflow::save_files(core, correlation)).await
}

/// A paper to carry to a visit.
pub async fn save_summary(
    core: &Arc<Core>,
    request: SummaryRequest,
) -> Result<SavedSummaryView, CommandError> {
    if !matches!(request.language.as_str(), "en" | "es") {
        return Err(CommandError::bad_request("no such language"));
    }
    verb(core, |correlation| workflow::save_summary(core, request.into(), correlation)).await
}

/// Everything in one sealed file.
pub async fn back_up(core: &Arc<Core>, request: BackupRequest) -> Result<BackupOutcome, CommandError> {
    verb(core, |correlation| workflow::back_up(core, request.password, correlation)).await
}

/// Whose backup it is, and whether it may be restored here. A locked copy may be in use: nothing of it is told.
pub async fn look_at_backup(
    core: &Arc<Core>,
    request: LookAtBackupRequest,
) -> Result<BackupLook, CommandError> {
    let beginning = bytes(&request.beginning)?;
    at_the_door(core, |_| workflow::look_at_backup(core, request.password, beginning, request.last)).await
}

/// Takes the next piece, and after the last one puts the copy in its place.
pub async fn restore_backup(core: &Arc<Core>, request: RestoreRequest) -> Result<RestoreStep, CommandError> {
    let piece = bytes(&request.piece)?;
    let RestoreRequest { id, last, replace, .. } = request;
    at_the_door(core, |correlation| workflow::restore_backup(core, &id, piece, last, replace, correlation))
        .await
}

/// Stops a restore that has begun.
pub async fn stop_restore(core: &Arc<Core>) -> Result<(), CommandError> {
    workflow::stop_restore(core).await;
    Ok(())
}

/// Deletes one file here; its record stays.
pub async fn delete_file(core: &Arc<Core>, request: RecordFileRequest) -> Result<DeletedView, CommandError> {
    verb(core, |correlation| workflow::delete_file(core, &request.file_id, correlation)).await
}

/// Deletes a record here, with its files and its copies.
pub async fn delete_record(core: &Arc<Core>, request: RecordRequest) -> Result<DeletedView, CommandError> {
    verb(core, |correlation| workflow::delete_record(core, &request.id, correlation)).await
}

/// Deletes here what came from one place alone; an empty id: from no stated place.
pub async fn delete_place_records(
    core: &Arc<Core>,
    request: PlaceRequest,
) -> Result<DeletedView, CommandError> {
    verb(core, |correlation| workflow::delete_place_records(core, &request.place_id, correlation)).await
}

/// Did the person ask to close the account at the network?
pub async fn account(core: &Arc<Core>) -> Result<AccountView, CommandError> {
    verb(core, |_| workflow::account(core)).await
}

/// Asks the network to delete the account.
pub async fn close_account(core: &Arc<Core>) -> Result<AccountView, CommandError> {
    verb(core, |correlation| workflow::close_account(core, correlation)).await
}

/// Takes that back.
pub async fn keep_account(core: &Arc<Core>) -> Result<AccountView, CommandError> {
    verb(core, |correlation| workflow::keep_account(core, correlation)).await
}
