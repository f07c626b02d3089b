//! What a decision about finding does to each place, before it is made and on the receipt of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::SearchStatus;

/// What a decision does to one place. Source: `spec/bwell-wire.md`, sections 6.4 and 6.6.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Consequence {
    /// Off: it pauses, and should come back with on.
    Pauses,
    /// On: it was paused by an off, and should come back.
    ShouldComeBack,
    /// It asks for a sign-in, which only counts while finding is on.
    WaitsForSignIn,
    /// The person turned it off, and it stays off.
    StaysOff,
    /// It was connected in another way, and the decision is not about it.
    Untouched,
    /// The network uses a word that we do not know.
    Unclear,
}

/// One place, and what a decision does to it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConsequenceView {
    /// The name on the door.
    pub place: String,
    /// What the decision does to it.
    pub consequence: Consequence,
    /// When its state last changed, where the network says so.
    #[ts(type = "Instant | null")]
    pub since: Option<Timestamp>,
}

/// What turning finding off would do, counted from the network's own list at this moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TurningOffView {
    /// When the network told us.
    #[ts(type = "Instant")]
    pub as_of: Timestamp,
    /// Each place that the decision is about, or that somebody could think it is about.
    pub places: Vec<ConsequenceView>,
    /// Records in this copy: they stay.
    #[ts(type = "number")]
    pub records_here: u64,
}

/// A dated receipt of a decision about finding. Kept in this copy alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReceiptView {
    /// For the page's links. Opaque.
    pub id: String,
    /// On or off.
    pub on: bool,
    /// When it was decided.
    #[ts(type = "Instant")]
    pub at: Timestamp,
    /// Short and readable aloud, the same as in what happened.
    pub reference: String,
    /// The network's own id of the decision.
    pub network_id: String,
    /// What it does to each place, counted just before. Null where the network did not answer then.
    pub places: Option<Vec<ConsequenceView>>,
    /// When the network's lists first showed it. Null: they have not yet.
    #[ts(type = "Instant | null")]
    pub shown_at: Option<Timestamp>,
    /// The search that it started, once that has ended.
    pub search: Option<ReceiptSearch>,
}

/// How the search ended that a permission started.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReceiptSearch {
    /// When, where the network says so; else when we saw it.
    #[ts(type = "Instant")]
    pub at: Timestamp,
    /// `completed`, `failed` or `rejected`.
    pub status: SearchStatus,
    /// Places on the network's lists then.
    pub found: u32,
}
