//! Places, and how connecting one goes.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Whose move it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Voice {
    /// A person must act.
    Need,
    /// The app or a place must act.
    Work,
    /// Nothing to do.
    Rest,
    /// Turned off.
    Off,
}

/// A place's state: one sentence each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the table in status.rs says where each comes from")]
pub enum PlaceState {
    NeedsSignIn,
    NeedsSignInAgain,
    RecordsComing,
    Connected,
    Trouble,
    CannotRenewHere,
    TurnedOff,
    Removed,
    Paused,
    Unknown,
}

/// The one next step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is one button of the page")]
pub enum PlaceAction {
    SignIn,
    TurnBackOn,
    TurnOnFinding,
    LookAgain,
    GetHelp,
    None,
}

/// How a place came to be connected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum ConnectedHow {
    /// By the verified identity.
    ForYou,
    /// By a sign-in at its portal.
    BySignIn,
    /// The network used a word we do not know.
    Unknown,
}

/// One place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlaceView {
    /// For commands. Opaque.
    pub id: String,
    /// The name on the door.
    pub name: String,
    /// Two letters for its tag.
    pub initials: String,
    /// Whose move it is.
    pub voice: Voice,
    /// Its state.
    pub state: PlaceState,
    /// The one next step.
    pub action: PlaceAction,
    /// How it is, or would be, connected.
    pub how: ConnectedHow,
    /// When the state last changed.
    #[ts(type = "Instant | null")]
    pub since: Option<Timestamp>,
    /// When new data last came.
    #[ts(type = "Instant | null")]
    pub last_synced: Option<Timestamp>,
}

/// All places: need first, then work, rest, off; by name inside each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlacesView {
    /// When the network told us.
    #[ts(type = "Instant")]
    pub as_of: Timestamp,
    /// The places.
    pub places: Vec<PlaceView>,
}

/// Why we looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum LookReason {
    /// It was time.
    WeAsked,
    /// A portal's return knocked.
    TheBrowserCameBack,
    /// "I finished signing in".
    YouSaidSo,
}

/// How connecting goes. Never carries the outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "step", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum Connecting {
    /// Asking for the address and opening it.
    OpeningPortal,
    /// The person signs in over there.
    WaitingForSignIn {
        /// The host a person may compare.
        portal_host: String,
        /// How long we keep asking.
        #[ts(type = "Instant")]
        until: Timestamp,
    },
    /// We asked the network, and it is not connected yet.
    Asked {
        /// When.
        #[ts(type = "Instant")]
        at: Timestamp,
        /// When we ask again.
        #[ts(type = "Instant")]
        next_at: Timestamp,
        /// Why we asked.
        because: LookReason,
    },
    /// Something knocked: we are asking the network.
    Confirming,
}

/// How connecting ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "result", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum ConnectOutcome {
    /// The network says so.
    Connected {
        /// The place as it is now.
        place: PlaceView,
    },
    /// The person stopped.
    Stopped,
    /// Ten minutes went by.
    TimeIsUp,
}
