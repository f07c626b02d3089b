//! The clock, and who there is to play.

use std::sync::Arc;

use workflow::Core;
use workflow::view::{ClockView, DemoPersonView};

use crate::CommandError;
use crate::dispatch::at_the_door;

/// The app's clock.
pub async fn clock(core: &Arc<Core>) -> Result<ClockView, CommandError> {
    Ok(core.clock())
}

/// Who there is to play.
pub async fn demo_people(core: &Arc<Core>) -> Result<Vec<DemoPersonView>, CommandError> {
    at_the_door(|correlation| workflow::demo_people(core, correlation)).await
}
