//! Who is signed in.

use std::sync::Arc;

use serde::Deserialize;
use ts_rs::TS;
use workflow::Core;
use workflow::view::{AppView, SessionView};

use crate::CommandError;
use crate::dispatch::verb;

/// Whom to play.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SignInRequest {
    /// From `demo_people`.
    pub person_id: String,
}

/// The app as it stands.
pub async fn app(core: &Arc<Core>) -> Result<AppView, CommandError> {
    Ok(core.app())
}

/// Signs in.
pub async fn sign_in(core: &Arc<Core>, request: SignInRequest) -> Result<SessionView, CommandError> {
    verb(|correlation| workflow::sign_in(core, &request.person_id, correlation)).await
}

/// Signs out.
pub async fn sign_out(core: &Arc<Core>) -> Result<(), CommandError> {
    verb(|correlation| workflow::sign_out(core, correlation)).await
}
