//! The permission, and the search as a diary.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The decision about record finding, as the network tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Provision {
    /// Finding is on.
    Permit,
    /// Finding is off.
    Deny,
    /// Nothing was ever decided.
    None,
    /// The network used a word we do not know.
    Unknown,
}

/// The decision and its date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConsentView {
    /// What was decided.
    pub provision: Provision,
    /// When, where the network says so.
    #[ts(type = "Instant | null")]
    pub decided_at: Option<Timestamp>,
    /// This copy holds the receipt of it; it was made here. Null where the network names nothing to compare.
    pub decided_here: Option<bool>,
    /// What became of the decision that was made here last, in this session or one that ended before it was shown.
    pub change: Option<ChangeView>,
}

/// A decision made here, and how far the network shows what follows from it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ChangeView {
    /// On or off.
    pub on: bool,
    /// When it was sent.
    #[ts(type = "Instant")]
    pub at: Timestamp,
    /// How far the network shows it.
    pub effect: Effect,
    /// Places that do not show it yet, by name.
    pub not_yet: Vec<String>,
}

/// How far the network shows what follows from a decision.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Effect {
    /// We ask until it does.
    Waiting,
    /// It does: its own lists say so.
    Shown,
    /// It still does not, and we ask only when somebody looks.
    Late,
}

/// Where the search stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the five words of seed 000, `none` before the first search, and `unknown`")]
pub enum SearchStatus {
    None,
    Ready,
    InProgress,
    Completed,
    Failed,
    Rejected,
    Unknown,
}

/// What happened, for the diary.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each kind is one sentence of the page")]
pub enum DiaryKind {
    FindingTurnedOn,
    FindingTurnedOff,
    FindingOnElsewhere,
    FindingOffElsewhere,
    SearchBegan,
    PlaceConnected,
    PlaceNeedsSignIn,
    SearchEnded,
    SearchStopped,
}

/// One line of the diary: only what the network told us.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DiaryEntry {
    /// When it happened, where the network says so; else when we saw it.
    #[ts(type = "Instant")]
    pub at: Timestamp,
    /// What happened.
    pub kind: DiaryKind,
    /// The name on the door.
    pub place: Option<String>,
}

/// The search, as a diary.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SearchView {
    /// Where it stands.
    pub status: SearchStatus,
    /// When the network began.
    #[ts(type = "Instant | null")]
    pub started_at: Option<Timestamp>,
    /// When the network ended.
    #[ts(type = "Instant | null")]
    pub ended_at: Option<Timestamp>,
    /// When we last asked.
    #[ts(type = "Instant | null")]
    pub last_asked_at: Option<Timestamp>,
    /// When we ask again; null when no poll is planned.
    #[ts(type = "Instant | null")]
    pub next_ask_at: Option<Timestamp>,
    /// Newest first.
    pub diary: Vec<DiaryEntry>,
}
