//! The copy on this computer: its lock, its people, and how it goes.

use std::sync::Arc;

use secrecy::SecretString;
use serde::Deserialize;
use ts_rs::TS;
use workflow::Core;
use workflow::view::{
    AppView, KeepHow, Language, PersonHereView, PrivacyView, RemovalView, SavedView, SecretOutcome,
};

use crate::CommandError;
use crate::dispatch::{at_the_door, verb};

/// What somebody typed to open a lock. It prints nothing.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SecretRequest {
    /// A PIN or a passphrase.
    #[ts(type = "string")]
    pub secret: SecretString,
}

/// A new PIN or passphrase.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LockRequest {
    /// The new one.
    #[ts(type = "string")]
    pub secret: SecretString,
    /// The one before, where there is one.
    #[ts(type = "string | null")]
    pub current: Option<SecretString>,
}

/// How to go on without the computer's safe.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct KeepRequest {
    /// How.
    pub how: KeepHow,
    /// The new passphrase, where that is how.
    #[ts(type = "string | null")]
    pub passphrase: Option<SecretString>,
}

/// One of the people who have a copy here.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PersonRequest {
    /// From `people`.
    pub id: String,
}

/// When the copy locks by itself.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LockAfterRequest {
    /// 1, 5 or 15.
    pub minutes: u8,
}

/// The language of the few sentences outside the page.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LanguageRequest {
    /// Which.
    pub language: Language,
}

/// Whether the system is told when a search ends.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct NotificationsRequest {
    /// Told.
    pub on: bool,
}

/// Locks now.
pub async fn lock(core: &Arc<Core>) -> Result<(), CommandError> {
    at_the_door(core, |correlation| workflow::lock(core, correlation)).await
}

/// Somebody is at the screen.
pub async fn still_here(core: &Arc<Core>) -> Result<(), CommandError> {
    workflow::still_here(core);
    Ok(())
}

/// Opens the lock, if the answer is right.
pub async fn unlock(core: &Arc<Core>, request: SecretRequest) -> Result<SecretOutcome, CommandError> {
    at_the_door(core, |correlation| workflow::unlock(core, request.secret, correlation)).await
}

/// Sets a PIN, or changes the PIN or the passphrase.
pub async fn change_lock(core: &Arc<Core>, request: LockRequest) -> Result<SecretOutcome, CommandError> {
    verb(core, |correlation| workflow::change_lock(core, request.current, request.secret, correlation)).await
}

/// Takes the PIN away.
pub async fn remove_pin(core: &Arc<Core>, request: SecretRequest) -> Result<SecretOutcome, CommandError> {
    verb(core, |correlation| workflow::remove_pin(core, request.secret, correlation)).await
}

/// No PIN: the question is answered.
pub async fn decline_pin(core: &Arc<Core>) -> Result<(), CommandError> {
    verb(core, |_| workflow::decline_pin(core)).await
}

/// When the copy locks by itself.
pub async fn set_lock_after(
    core: &Arc<Core>,
    request: LockAfterRequest,
) -> Result<PrivacyView, CommandError> {
    verb(core, |_| workflow::set_lock_after(core, request.minutes)).await
}

/// How to go on without the computer's safe.
pub async fn keep_here(core: &Arc<Core>, request: KeepRequest) -> Result<SecretOutcome, CommandError> {
    at_the_door(core, |correlation| workflow::keep_here(core, request.how, request.passphrase, correlation))
        .await
}

/// Puts a file that cannot be opened aside, and begins anew.
pub async fn start_fresh(core: &Arc<Core>) -> Result<(), CommandError> {
    at_the_door(core, |correlation| workflow::start_fresh(core, correlation)).await
}

/// Who has a copy here.
pub async fn people(core: &Arc<Core>) -> Result<Vec<PersonHereView>, CommandError> {
    at_the_door(core, |_| workflow::people(core)).await
}

/// Opens another person's copy; the one before closes, and its session ends.
pub async fn open_copy(core: &Arc<Core>, request: PersonRequest) -> Result<AppView, CommandError> {
    at_the_door(core, |correlation| workflow::open_copy(core, &request.id, correlation)).await
}

/// What protects the copy.
pub async fn privacy(core: &Arc<Core>) -> Result<PrivacyView, CommandError> {
    verb(core, |_| workflow::privacy(core)).await
}

/// Removes the copy in use, open or locked: key first, then file. Then looks whether they are gone.
pub async fn remove_everything(core: &Arc<Core>) -> Result<RemovalView, CommandError> {
    at_the_door(core, |correlation| workflow::remove_everything(core, correlation)).await
}

/// The language of the few sentences outside the page.
pub async fn set_language(core: &Arc<Core>, request: LanguageRequest) -> Result<(), CommandError> {
    workflow::set_language(core, request.language);
    Ok(())
}

/// Whether the system is told when a search ends.
pub async fn set_notifications(
    core: &Arc<Core>,
    request: NotificationsRequest,
) -> Result<PrivacyView, CommandError> {
    verb(core, |_| workflow::set_notifications(core, request.on)).await
}

/// Saves what happened as FHIR `AuditEvent`, one a line.
pub async fn save_activity(core: &Arc<Core>) -> Result<SavedView, CommandError> {
    verb(core, |correlation| workflow::save_activity(core, correlation)).await
}
