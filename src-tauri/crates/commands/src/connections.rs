//! The places.

use std::sync::Arc;

use serde::Deserialize;
use ts_rs::TS;
use workflow::Core;
use workflow::view::{ConnectOutcome, Connecting, PlaceView, PlacesView};

use crate::CommandError;
use crate::dispatch::{at_once, verb};

/// Which place.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PlaceRequest {
    /// From `places`.
    pub place_id: String,
}

/// All places.
pub async fn places(core: &Arc<Core>) -> Result<PlacesView, CommandError> {
    verb(core, |correlation| workflow::places(core, correlation)).await
}

/// Opens a place's portal and waits until the network says that it is connected.
pub async fn connect(
    core: &Arc<Core>,
    request: PlaceRequest,
    progress: &(dyn Fn(Connecting) + Send + Sync),
) -> Result<ConnectOutcome, CommandError> {
    // A step names a portal's host: nothing of it is told behind a lock.
    let while_open = |step: Connecting| {
        if core.is_unlocked() {
            progress(step);
        }
    };
    verb(core, |correlation| workflow::connect(core, &request.place_id, &while_open, correlation)).await
}

/// "I finished signing in."
pub async fn connect_look(core: &Arc<Core>, request: PlaceRequest) -> Result<(), CommandError> {
    at_once(core, workflow::look(core, &request.place_id))
}

/// "Open the sign-in page again."
pub async fn connect_reopen(core: &Arc<Core>, request: PlaceRequest) -> Result<(), CommandError> {
    at_once(core, workflow::reopen(core, &request.place_id))
}

/// "Stop for now."
pub async fn connect_stop(core: &Arc<Core>, request: PlaceRequest) -> Result<(), CommandError> {
    at_once(core, workflow::stop(core, &request.place_id))
}

/// Brings a directly connected place back.
pub async fn turn_back_on(core: &Arc<Core>, request: PlaceRequest) -> Result<PlaceView, CommandError> {
    verb(core, |correlation| workflow::turn_back_on(core, &request.place_id, correlation)).await
}
