//! The clock, who there is to play, and the demo's director.

use std::sync::Arc;

use serde::Deserialize;
use ts_rs::TS;
use workflow::view::{
    ClockView, DemoFault, DemoPersonView, DirectorView, NotesView, StoryStepView, WireView,
};
use workflow::{Core, Direction};

use crate::CommandError;
use crate::dispatch::at_the_door;

/// The app's clock.
pub async fn clock(core: &Arc<Core>) -> Result<ClockView, CommandError> {
    Ok(core.clock())
}

/// Who there is to play.
pub async fn demo_people(core: &Arc<Core>) -> Result<Vec<DemoPersonView>, CommandError> {
    at_the_door(core, |correlation| workflow::demo_people(core, correlation)).await
}

/// Which story.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StoryRequest {
    /// From `director`.
    pub story_id: String,
}

/// What the director does.
#[derive(Debug, Deserialize, TS)]
#[serde(tag = "does", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum DirectionRequest {
    /// A step of a story; steps count from 0.
    Step {
        /// From `director`.
        story_id: String,
        /// Which step.
        step: usize,
    },
    /// How fast the clock runs while a network is waited for.
    Speed {
        /// Seconds for one.
        times: f64,
    },
    /// So many days at once.
    Later {
        /// How many.
        days: u16,
    },
    /// A switch that makes the pretend networks misbehave.
    Fault {
        /// Which.
        fault: DemoFault,
        /// On or off.
        on: bool,
    },
    /// Everybody back to the beginning.
    Reset,
}

/// What came after.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WireRequest {
    /// The last number that is known; 0 for all.
    #[ts(type = "number")]
    pub after: u64,
}

/// What a presenter reads; nothing where no story is told.
pub async fn notes(core: &Arc<Core>) -> Result<Option<NotesView>, CommandError> {
    at_the_door(core, |correlation| workflow::notes(core, correlation)).await
}

/// Opens the window in which they read it.
pub async fn open_notes(core: &Arc<Core>) -> Result<(), CommandError> {
    at_the_door(core, async |_| workflow::open_notes(core)).await
}

/// All that the notes' window may ask.
pub const IN_NOTES: &[&str] = &["notes"];

/// What the demo's director has.
pub async fn director(core: &Arc<Core>) -> Result<DirectorView, CommandError> {
    at_the_door(core, |correlation| workflow::director(core, correlation)).await
}

/// The steps of a story.
pub async fn story_steps(
    core: &Arc<Core>,
    request: StoryRequest,
) -> Result<Vec<StoryStepView>, CommandError> {
    at_the_door(core, |correlation| workflow::story_steps(core, &request.story_id, correlation)).await
}

/// Directs the pretend networks.
pub async fn direct(core: &Arc<Core>, request: DirectionRequest) -> Result<DirectorView, CommandError> {
    let direction = match request {
        DirectionRequest::Step { story_id, step } => Direction::Step { story: story_id, step },
        DirectionRequest::Speed { times } => Direction::Speed(times),
        DirectionRequest::Later { days } => Direction::Later(days),
        DirectionRequest::Fault { fault, on } => Direction::Fault { fault, on },
        DirectionRequest::Reset => Direction::Reset,
    };
    at_the_door(core, |correlation| workflow::direct(core, &direction, correlation)).await
}

/// What went over the wire.
pub async fn wire_log(core: &Arc<Core>, request: WireRequest) -> Result<Vec<WireView>, CommandError> {
    at_the_door(core, |correlation| workflow::wire_log(core, request.after, correlation)).await
}
