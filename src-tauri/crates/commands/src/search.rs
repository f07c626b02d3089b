//! The search.

use std::sync::Arc;

use workflow::Core;
use workflow::view::SearchView;

use crate::CommandError;
use crate::dispatch::verb;

/// The search as it stands.
pub async fn search(core: &Arc<Core>) -> Result<SearchView, CommandError> {
    verb(core, |correlation| workflow::search(core, correlation)).await
}
