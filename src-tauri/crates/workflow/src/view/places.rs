//! Places, and how connecting one goes.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::QrView;

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
    NeedsIdentityAgain,
    RecordsComing,
    Connected,
    SystemDown,
    NotMatched,
    Trouble,
    CannotRenewHere,
    WantsPassword,
    TurnedOff,
    Removing,
    Removed,
    Deleted,
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
    /// By a sign-in at its portal, after record finding found it.
    BySignIn,
    /// By a sign-in, apart from record finding, which neither found it nor pauses it.
    Apart,
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
    /// That was not long ago, as the settings have it: the place is up to date.
    #[serde(default)]
    pub up_to_date: bool,
    /// Its city, where the directory lists this very place.
    pub city: Option<String>,
    /// Whose portal it is, where the directory lists this very place.
    pub brand: Option<String>,
    /// Its own system is down, as the network tells.
    pub system_down: bool,
    /// When its permission ends; absent where there is none, or where nobody has asked the place yet.
    #[serde(default)]
    pub permission: Option<PermissionView>,
}

/// When the permission at a place ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum PermissionView {
    /// It is in force until then, about: the sign-in and a duration that the place tells.
    Ends {
        /// About then.
        #[ts(type = "Instant")]
        at: Timestamp,
        /// That is near.
        soon: bool,
    },
    /// It has ended: the place asks for a sign-in again.
    Ended,
    /// It is in force; the place does not tell how long, or nobody knows since when.
    NotTold,
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
    /// Places that the person hid here, and those whose copy the network has deleted.
    pub aside: Vec<PlaceView>,
}

/// How long a permission lasts, as the place tells it: a number of one unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LastsView {
    /// How many.
    pub count: u32,
    /// Of what.
    pub unit: LastsUnit,
}

/// What a permission is counted in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "they are what they say")]
pub enum LastsUnit {
    Days,
    Months,
    Years,
}

/// One place with all that is known of it, and what can be done about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PlaceDetailView {
    /// The place as the list shows it.
    pub place: PlaceView,
    /// When it was first connected, as the network tells it.
    #[ts(type = "Instant | null")]
    pub created: Option<Timestamp>,
    /// How long a permission lasts there, where the place tells.
    pub lasts: Option<LastsView>,
    /// How many records of it are in the copy on this computer.
    #[ts(type = "number")]
    pub records_here: u64,
    /// It can be turned off.
    pub can_turn_off: bool,
    /// The network can be asked to delete its copy.
    pub can_remove: bool,
    /// The person hid it on this computer.
    pub is_hidden: bool,
    /// Seconds between "Turn off" and the moment it is sent; 0 where turning it on again is one press.
    pub undo_seconds: u32,
}

/// How turning a place off goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "step", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum TurningOff {
    /// Nothing is sent yet.
    Waiting {
        /// Seconds until it is.
        seconds: u32,
    },
    /// The network is being told.
    Sending,
}

/// How turning a place off ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "result", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum TurnOffOutcome {
    /// The network was told; the place as it shows it now.
    Told {
        /// The place.
        place: PlaceView,
    },
    /// It was undone in time: nothing was sent.
    Kept,
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
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
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
        /// At a kiosk: the page for the person's phone.
        qr: Option<QrView>,
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

impl std::fmt::Debug for Connecting {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Connecting(…)")
    }
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
