//! What the page sees. Nothing leaves the core for the page but these types: no token, no address, no wire name.

use std::collections::BTreeMap;

use jiff::Timestamp;
use networks::bwell::ShareType;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ErrorCode;

mod copy;

pub use copy::{
    CopyAfter, CopyTrouble, CopyView, HolderView, KeepHow, KeyPlace, Language, LockKind, PersonHereView,
    PrivacyView, RemovalCheck, RemovalView, Removed, ReportView, SafeTrouble, SecretOutcome, System,
};

/// What is allowed here. The page never asks which mode it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_excessive_bools, reason = "each is one thing that is allowed or not")]
pub struct Capabilities {
    /// There are invented people to choose from.
    pub shows_demo_people: bool,
    /// The banner that says so stands on every screen.
    pub shows_demo_banner: bool,
    /// A picture of the QR code may be saved.
    pub can_save_picture: bool,
    /// A copy stays when the app is closed.
    pub keeps_copies: bool,
}

/// The app as it stands.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AppView {
    /// The version a person can read to a help line.
    pub version: String,
    /// What is allowed here.
    pub capabilities: Capabilities,
    /// Who is signed in at the network. Null while the copy is locked, whoever is.
    pub session: Option<SessionView>,
    /// The copy on this computer.
    pub copy: CopyView,
    /// People who have a copy on this computer.
    #[ts(type = "number")]
    pub people_here: u64,
    /// The question about a PIN is due: nobody answered it for this copy.
    pub offers_pin: bool,
}

/// Who is signed in.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SessionView {
    /// What to call the person.
    pub given_name: String,
    /// The whole name.
    pub full_name: String,
    /// Two letters.
    pub initials: String,
    /// `YYYY-MM-DD`, where the network has it.
    pub birth_date: Option<String>,
}

impl std::fmt::Debug for SessionView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SessionView(…)")
    }
}

/// The app's clock: the machine's, or the sandbox's.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ClockView {
    /// What time it is.
    #[ts(type = "Instant")]
    pub now: Timestamp,
    /// Seconds of this clock per real second.
    pub speed: f64,
}

/// Someone a demo can be played as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DemoPersonView {
    /// For `sign_in`.
    pub id: String,
    /// The whole name.
    pub name: String,
    /// Two letters.
    pub initials: String,
    /// `YYYY-MM-DD`.
    pub birth_date: String,
    /// One sentence per language code, from the scenario file.
    #[ts(type = "{ [language: string]: string }")]
    pub about: BTreeMap<String, String>,
}

/// The decision about record finding, as the network tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ConsentView {
    /// What was decided.
    pub provision: Provision,
    /// When, where the network says so.
    #[ts(type = "Instant | null")]
    pub decided_at: Option<Timestamp>,
}

/// Where the search stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each kind is one sentence of the page")]
pub enum DiaryKind {
    FindingTurnedOn,
    SearchBegan,
    PlaceConnected,
    PlaceNeedsSignIn,
    SearchEnded,
    SearchStopped,
}

/// One line of the diary: only what the network told us.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
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

/// Whose move it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
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

/// The nine kinds of records of seed 002.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the page names each in plain words")]
pub enum ShareKind {
    Patient,
    CarePlan,
    Condition,
    AllergyIntolerance,
    MedicationStatement,
    Immunization,
    Procedure,
    Observation,
    Coverage,
}

impl From<ShareKind> for ShareType {
    fn from(kind: ShareKind) -> Self {
        match kind {
            ShareKind::Patient => Self::Patient,
            ShareKind::CarePlan => Self::CarePlan,
            ShareKind::Condition => Self::Condition,
            ShareKind::AllergyIntolerance => Self::AllergyIntolerance,
            ShareKind::MedicationStatement => Self::MedicationStatement,
            ShareKind::Immunization => Self::Immunization,
            ShareKind::Procedure => Self::Procedure,
            ShareKind::Observation => Self::Observation,
            ShareKind::Coverage => Self::Coverage,
        }
    }
}

/// One SVG path over a square of `modules` × `modules`, without quiet zone (4 modules of white go around it).
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QrView {
    /// Modules a side.
    pub modules: u32,
    /// The dark modules.
    pub path: String,
}

/// A live share. The passcode is not in it.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShareView {
    /// For commands.
    pub id: String,
    /// What the clinic sees as the title.
    pub label: String,
    /// The chosen kinds; null is the whole summary.
    pub kinds: Option<Vec<ShareKind>>,
    /// When it began to work.
    #[ts(type = "Instant")]
    pub starts_at: Timestamp,
    /// When it stops working.
    #[ts(type = "Instant")]
    pub ends_at: Timestamp,
    /// Which server answers a scan.
    pub manifest_host: String,
    /// The code.
    pub qr: QrView,
}

impl std::fmt::Debug for ShareView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ShareView").field("ends_at", &self.ends_at).finish_non_exhaustive()
    }
}

/// Six digits, shown only when asked for.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PasscodeView {
    /// The digits, leading zeros included.
    pub digits: String,
}

impl std::fmt::Debug for PasscodeView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasscodeView(…)")
    }
}

/// Where a file went; never a full path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedView {
    /// Its name.
    pub name: String,
    /// The name of the folder.
    pub folder: String,
}

/// What was done, for the list of what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is one sentence of the page")]
pub enum ActivityKind {
    SignedIn,
    SignedOut,
    FindingTurnedOn,
    FindingTurnedOff,
    SearchEnded,
    SearchStopped,
    PlaceConnected,
    PlaceTurnedBackOn,
    SignInStopped,
    SignInRanOut,
    CodeMade,
    PasscodeShown,
    PictureSaved,
    CodeForgotten,
    CopyMade,
    CopyLocked,
    CopyUnlocked,
    WrongPin,
    PinSet,
    PinChanged,
    PinRemoved,
    SignedOutByNetwork,
    CopyPutAside,
    ActivitySaved,
    ReportSaved,
}

/// One line of what happened. No health data: a place by its name, a number, a reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActivityEntry {
    /// When.
    #[ts(type = "Instant")]
    pub at: Timestamp,
    /// What was done, or tried.
    pub kind: ActivityKind,
    /// The name on the door.
    pub place: Option<String>,
    /// Of a search that ended: how many places it found.
    pub count: Option<u32>,
    /// Why it did not work; null where it did.
    pub failed: Option<ErrorCode>,
    /// Short and readable aloud, such as `SH-4K7Q-29`.
    pub reference: String,
}

/// What happened, as this computer wrote it down.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ActivityView {
    /// Newest first.
    pub entries: Vec<ActivityEntry>,
    /// Does the chain of entries hold? False: somebody changed what was written.
    pub whole: bool,
}

/// What may have changed; the page asks again. Carries no data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each names the command to call again")]
pub enum Topic {
    Session,
    Consent,
    Search,
    Places,
    Share,
    Activity,
    Clock,
}

/// Two letters of a name for a tag: the first of the first word and of the next word that is not a small one.
#[must_use]
pub fn initials(name: &str) -> String {
    const SMALL: [&str; 8] = ["of", "the", "and", "de", "la", "del", "los", "y"];
    name.split_whitespace()
        .filter(|word| !SMALL.contains(&word.to_lowercase().as_str()))
        .filter_map(|word| word.chars().find(|c| c.is_alphanumeric()))
        .take(2)
        .flat_map(char::to_uppercase)
        .collect()
}
