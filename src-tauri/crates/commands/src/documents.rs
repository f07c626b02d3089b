//! Documents of the second network.

use std::sync::Arc;

use serde::Deserialize;
use ts_rs::TS;
use workflow::Core;
use workflow::view::{DocumentsView, GetDocumentsOutcome, InBrowser};

use crate::CommandError;
use crate::dispatch::verb;

/// Where asking begins.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct GetDocumentsRequest {}

/// The check of the person's ID in the browser, and then the request, in the background.
pub async fn get_documents(
    core: &Arc<Core>,
    _request: GetDocumentsRequest,
    progress: &(dyn Fn(InBrowser) + Send + Sync),
) -> Result<GetDocumentsOutcome, CommandError> {
    verb(core, |correlation| workflow::get_documents(core, progress, correlation)).await
}

/// How the last asking went, and what is kept.
pub async fn documents(core: &Arc<Core>) -> Result<DocumentsView, CommandError> {
    verb(core, |_| workflow::documents(core)).await
}

/// Stops asking. What has come stays.
pub async fn stop_documents(core: &Arc<Core>) -> Result<DocumentsView, CommandError> {
    verb(core, |correlation| workflow::stop_documents(core, correlation)).await
}
