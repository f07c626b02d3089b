//! The search.

use std::sync::Arc;

use serde::Deserialize;
use ts_rs::TS;
use workflow::view::SearchView;
use workflow::{Core, Sight};

use crate::CommandError;
use crate::dispatch::verb;

/// Can somebody see the window?
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VisibleRequest {
    /// Not while it is minimised or behind others, as far as the page knows.
    pub visible: bool,
}

/// Polling is slower while nobody can see the window.
pub async fn set_visible(core: &Arc<Core>, request: VisibleRequest) -> Result<(), CommandError> {
    core.set_sight(if request.visible { Sight::Visible } else { Sight::Hidden });
    Ok(())
}

/// The search as it stands.
pub async fn search(core: &Arc<Core>) -> Result<SearchView, CommandError> {
    verb(core, |correlation| workflow::search(core, correlation)).await
}
