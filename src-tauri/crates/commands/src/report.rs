//! The report for support.

use std::sync::Arc;

use serde::Deserialize;
use ts_rs::TS;
use workflow::Core;
use workflow::view::{ReportView, SavedView};

use crate::CommandError;
use crate::dispatch::verb;

/// A report that was shown.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ReportRequest {
    /// From `report`.
    pub id: String,
}

/// The report, as it would be saved.
pub async fn report(core: &Arc<Core>) -> Result<ReportView, CommandError> {
    verb(core, |correlation| workflow::report(core, correlation)).await
}

/// Saves the report that was shown, line for line.
pub async fn save_report(core: &Arc<Core>, request: ReportRequest) -> Result<SavedView, CommandError> {
    verb(core, |correlation| workflow::save_report(core, &request.id, correlation)).await
}
