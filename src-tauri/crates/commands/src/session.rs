//! Who is signed in.

use std::sync::Arc;

use serde::Deserialize;
use ts_rs::TS;
use workflow::Core;
use workflow::view::{AppView, CopyAfter, RemovalView};

use crate::CommandError;
use crate::dispatch::at_the_door;

/// Whom to play.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignInRequest {
    /// From `demo_people`.
    pub person_id: String,
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
    at_the_door(|_| workflow::app(core)).await
}

/// Signs in. The copy may be locked, or not to be opened, all the same: the answer says so.
pub async fn sign_in(core: &Arc<Core>, request: SignInRequest) -> Result<AppView, CommandError> {
    at_the_door(|correlation| workflow::sign_in(core, &request.person_id, correlation)).await
}

/// Signs the person in whose copy is open.
pub async fn sign_in_again(core: &Arc<Core>) -> Result<AppView, CommandError> {
    at_the_door(|correlation| workflow::sign_in_again(core, correlation)).await
}

/// Signs out, and keeps or removes the copy on this computer.
pub async fn sign_out(
    core: &Arc<Core>,
    request: SignOutRequest,
) -> Result<Option<RemovalView>, CommandError> {
    at_the_door(|correlation| workflow::sign_out(core, request.copy, correlation)).await
}
