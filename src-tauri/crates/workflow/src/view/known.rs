//! What the network last told, out of this copy: for a start without the internet, or before a sign-in.

use jiff::Timestamp;
use serde::Serialize;
use ts_rs::TS;

use super::{ConsentView, PlacesView, SearchView};

/// The last known state. Nothing of it is asked for now, and nothing of it can be acted on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LastKnownView {
    /// When the oldest part of it was told. Null where nothing is known.
    #[ts(type = "Instant | null")]
    pub as_of: Option<Timestamp>,
    /// The decision then in force.
    pub consent: Option<ConsentView>,
    /// The search as it stood.
    pub search: Option<SearchView>,
    /// The places as they stood.
    pub places: Option<PlacesView>,
}
