//! What this program is.

use std::sync::Arc;

use workflow::Core;
use workflow::view::AboutView;

use crate::CommandError;
use crate::dispatch::verb;

/// Version, organisation and every host that is contacted.
pub async fn about(core: &Arc<Core>) -> Result<AboutView, CommandError> {
    verb(core, |_| workflow::about(core)).await
}
