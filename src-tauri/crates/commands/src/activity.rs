//! What happened.

use std::sync::Arc;

use workflow::Core;
use workflow::view::ActivityView;

use crate::CommandError;
use crate::dispatch::verb;

/// Everything that happened, newest first.
pub async fn activity(core: &Arc<Core>) -> Result<ActivityView, CommandError> {
    verb(core, |_| workflow::activity(core)).await
}
