//! A visit at a clinic's kiosk: what the page sees of it. Nothing here is about a person.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::Language;

/// A visit that is offered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum VisitKind {
    /// "Show my records": somebody who has an account.
    ShowMyRecords,
    /// "Start here, finish at home": somebody who is new.
    FinishAtHome,
}

/// How a visit ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum VisitEnd {
    /// The person said so.
    Done,
    /// Nobody answered "Still there?".
    NobodyThere,
    /// The longest time of a visit was over.
    TimeIsUp,
    /// Staff ended it.
    Staff,
    /// Its process was gone, or did not answer any more.
    Crashed,
}

/// Where a visit stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "stage", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum VisitStage {
    /// Nobody has begun: the screen that invites.
    Attract,
    /// Somebody is at the screen.
    Going,
    /// Nobody has touched the screen for a while: it is not to be read.
    Blurred,
    /// "Still there?"
    StillThere {
        /// Seconds until the visit ends.
        seconds_left: u32,
        /// Seconds that there were to answer.
        seconds: u32,
    },
    /// It is over; the process ends.
    Over,
}

/// One check after a visit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum WipeCheck {
    /// The visit said that nobody is signed in any more, before it ended.
    SignedOut,
    /// No process of the visit runs any more, and with it went its memory.
    PageClosed,
    /// The folder of the visit, with the web view's data, is gone.
    FolderGone,
    /// No file came or changed where this program could have left one.
    NoFile,
    /// The clipboard is empty.
    ClipboardEmpty,
    /// The computer's safe holds nothing of this program.
    SafeUnused,
}

/// What was looked at after a visit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct WipeView {
    /// When.
    #[ts(type = "Instant")]
    pub at: Timestamp,
    /// How the visit had ended.
    pub end: VisitEnd,
    /// Whether somebody had signed in.
    pub signed_in: bool,
    /// The language of the visit.
    #[ts(type = "Language | null")]
    pub language: Option<Language>,
    /// The checks that passed. What cannot be looked at on this computer is in neither list.
    pub passed: Vec<WipeCheck>,
    /// The checks that failed: the kiosk is locked.
    pub failed: Vec<WipeCheck>,
}

/// The visit as it stands.
#[expect(clippy::struct_excessive_bools, reason = "each is one independent fact of the screen")]
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct VisitView {
    /// Where it stands.
    pub at: VisitStage,
    /// Which visits are offered.
    pub offered: Vec<VisitKind>,
    /// Which one was begun.
    pub kind: Option<VisitKind>,
    /// The name on the screen: whose kiosk this is.
    pub clinic: String,
    /// "About 2 minutes" for a returning person, where that is known.
    pub about_minutes: Option<u32>,
    /// Minutes until the longest time of a visit is over, rounded up.
    pub minutes_left: Option<u32>,
    /// Somebody signs in on a phone: until then the screen waits.
    #[ts(type = "Instant | null")]
    pub waits_until: Option<Timestamp>,
    /// The visit before this one.
    pub proof: Option<WipeView>,
    /// A check failed: only staff can go on.
    pub locked: bool,
    /// Staff have shown who they are, on this screen.
    pub staff: bool,
    /// Something can be read aloud here.
    pub can_listen: bool,
    /// The organisation's sign-in cannot be reached: nobody should begin.
    pub offline: bool,
}

/// What came of a PIN of the staff's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "result", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum StaffOutcome {
    /// It is right.
    In,
    /// It is not.
    Wrong {
        /// Seconds until another can be tried.
        wait_seconds: u32,
    },
    /// It is not the time for one: nothing was looked at.
    Wait {
        /// Seconds until one can be tried.
        wait_seconds: u32,
    },
}

/// What staff do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum StaffAct {
    /// The visit may last as long again.
    Extend,
    /// The visit ends, and the next one begins; a locked kiosk is open again.
    OpenForPatients,
    /// The kiosk ends.
    Close,
    /// Away from the staff's page; the visit goes on.
    Leave,
}

/// One check of the self-test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the page names each in plain words")]
pub enum SelfCheck {
    ScreenLock,
    Network,
    Clock,
    Safe,
    Disk,
    Clipboard,
    StaffPin,
    Restart,
    LastWipe,
}

/// What a check of the self-test found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SelfCheckState {
    /// As it should be.
    Good,
    /// Somebody has to do something.
    NeedsYou,
    /// This computer cannot tell.
    Unknown,
}

/// One line of the self-test.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SelfCheckView {
    /// What was looked at.
    pub check: SelfCheck,
    /// What was found.
    pub state: SelfCheckState,
    /// Milliseconds (network), seconds off (clock), checks that passed (last wipe).
    #[ts(type = "number | null")]
    pub value: Option<i64>,
}

/// Numbers about visits. No names, no places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CountersView {
    /// Since when they are counted.
    #[ts(type = "Instant")]
    pub since: Timestamp,
    /// Visits that somebody began.
    pub visits: u32,
    /// Of these: ended by the person.
    pub by_person: u32,
    /// Ended by a timer.
    pub by_timer: u32,
    /// Ended by staff.
    pub by_staff: u32,
    /// Processes that ended by themselves.
    pub crashed: u32,
    /// Proofs in which a check failed.
    pub failed_wipes: u32,
}

/// The self-test for staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SelfTestView {
    /// When.
    #[ts(type = "Instant")]
    pub at: Timestamp,
    /// This program's version.
    pub version: String,
    /// Every check.
    pub checks: Vec<SelfCheckView>,
    /// Visits so far.
    pub counters: CountersView,
}
