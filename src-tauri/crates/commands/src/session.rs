//! Who is signed in.

use std::sync::Arc;

use serde::Deserialize;
use ts_rs::TS;
use workflow::Core;
use workflow::view::{AppView, CopyAfter, Errand, RemovalView, SignInOn, SignInOutcome, SigningIn};

use crate::CommandError;
use crate::dispatch::at_the_door;

/// Whom to play.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignInRequest {
    /// From `demo_people`.
    pub person_id: String,
}

/// Where a person signs in at the organisation.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProviderSignInRequest {
    /// Where.
    pub on: SignInOn,
}

/// What a person does in the browser.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ErrandRequest {
    /// Which.
    pub errand: Errand,
}

/// Who leaves, and what stays.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignOutRequest {
    /// What happens to the copy on this computer.
    pub copy: CopyAfter,
}

/// The app as it stands.
pub async fn app(core: &Arc<Core>) -> Result<AppView, CommandError> {
    at_the_door(core, |_| workflow::app(core)).await
}

/// Signs in. The copy may be locked, or not to be opened, all the same: the answer says so.
pub async fn sign_in(core: &Arc<Core>, request: SignInRequest) -> Result<AppView, CommandError> {
    at_the_door(core, |correlation| workflow::sign_in(core, &request.person_id, correlation)).await
}

/// Signs in at the organisation. What comes of it is told at the door: the copy may be locked.
pub async fn sign_in_at_provider(
    core: &Arc<Core>,
    request: ProviderSignInRequest,
    progress: &(dyn Fn(SigningIn) + Send + Sync),
) -> Result<SignInOutcome, CommandError> {
    at_the_door(core, |correlation| workflow::sign_in_at_provider(core, request.on, progress, correlation))
        .await
}

/// "Open it again": the browser opens with a fresh address, or another code is shown.
pub async fn errand_reopen(core: &Arc<Core>, request: ErrandRequest) -> Result<(), CommandError> {
    workflow::reopen_errand(core, request.errand);
    Ok(())
}

/// "I finished": whoever waits looks at once.
pub async fn errand_look(core: &Arc<Core>, request: ErrandRequest) -> Result<(), CommandError> {
    workflow::look_at_errand(core, request.errand);
    Ok(())
}

/// "Stop for now."
pub async fn errand_stop(core: &Arc<Core>, request: ErrandRequest) -> Result<(), CommandError> {
    workflow::stop_errand(core, request.errand);
    Ok(())
}

/// Signs the person in whose copy is open.
pub async fn sign_in_again(core: &Arc<Core>) -> Result<AppView, CommandError> {
    at_the_door(core, |correlation| workflow::sign_in_again(core, correlation)).await
}

/// Signs out, and keeps or removes the copy on this computer.
pub async fn sign_out(
    core: &Arc<Core>,
    request: SignOutRequest,
) -> Result<Option<RemovalView>, CommandError> {
    at_the_door(core, |correlation| workflow::sign_out(core, request.copy, correlation)).await
}
