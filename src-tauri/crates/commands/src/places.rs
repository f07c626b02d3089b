//! One place: what is known of it, turning it off, removing and hiding it; and adding one by name.

use std::sync::Arc;

use serde::Deserialize;
use ts_rs::TS;
use workflow::Core;
use workflow::view::{DirectoryView, PlaceDetailView, PlaceView, PlacesView, TurnOffOutcome, TurningOff};

use crate::dispatch::{at_once, verb};
use crate::{CommandError, PlaceRequest};

/// Which place, and what goes with it.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RemovePlaceRequest {
    /// From `places`.
    pub place_id: String,
    /// Its records go from this computer too.
    pub also_here: bool,
}

/// Which place, and whether it is shown.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct HidePlaceRequest {
    /// From `places`.
    pub place_id: String,
    /// Hide it, or show it again.
    pub hidden: bool,
}

/// What to look for in the directory.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FindPlacesRequest {
    /// A name, a city or a portal.
    pub words: String,
    /// From 0.
    pub page: u32,
}

/// A place that the network should add.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct AskForPlaceRequest {
    /// The name on its door.
    pub name: String,
    /// Its city, where it is known.
    pub city: Option<String>,
    /// Two letters, where they are known.
    pub state: Option<String>,
}

/// All places, with what they tell of themselves.
pub async fn look_closer(core: &Arc<Core>) -> Result<PlacesView, CommandError> {
    verb(core, |correlation| workflow::look_closer(core, correlation)).await
}

/// One place, with all that is known of it.
pub async fn place(core: &Arc<Core>, request: PlaceRequest) -> Result<PlaceDetailView, CommandError> {
    verb(core, |correlation| workflow::place(core, &request.place_id, correlation)).await
}

/// Turns a place off; one that takes a sign-in to come back only after ten seconds in which it can be undone.
pub async fn turn_off(
    core: &Arc<Core>,
    request: PlaceRequest,
    progress: &(dyn Fn(TurningOff) + Send + Sync),
) -> Result<TurnOffOutcome, CommandError> {
    verb(core, |correlation| workflow::turn_off(core, &request.place_id, progress, correlation)).await
}

/// "Undo".
pub async fn keep_on(core: &Arc<Core>, request: PlaceRequest) -> Result<(), CommandError> {
    at_once(core, workflow::keep_on(core, &request.place_id))
}

/// The network deletes what it got from there.
pub async fn remove_place(core: &Arc<Core>, request: RemovePlaceRequest) -> Result<PlaceView, CommandError> {
    let RemovePlaceRequest { place_id, also_here } = request;
    verb(core, |correlation| workflow::remove_place(core, &place_id, also_here, correlation)).await
}

/// Hides a place on this computer, or shows it again.
pub async fn hide_place(core: &Arc<Core>, request: HidePlaceRequest) -> Result<(), CommandError> {
    let HidePlaceRequest { place_id, hidden } = request;
    verb(core, |correlation| workflow::hide_place(core, &place_id, hidden, correlation)).await
}

/// Places of the directory.
pub async fn find_places(
    core: &Arc<Core>,
    request: FindPlacesRequest,
) -> Result<DirectoryView, CommandError> {
    verb(core, |correlation| workflow::find_places(core, &request.words, request.page, correlation)).await
}

/// "This place is mine."
pub async fn vouch(core: &Arc<Core>, request: PlaceRequest) -> Result<(), CommandError> {
    verb(core, |correlation| workflow::vouch(core, &request.place_id, correlation)).await
}

/// Asks the network to add a place.
pub async fn ask_for_place(core: &Arc<Core>, request: AskForPlaceRequest) -> Result<(), CommandError> {
    let AskForPlaceRequest { name, city, state } = request;
    verb(core, |correlation| workflow::ask_for_place(core, &name, city, state, correlation)).await
}
