//! What was done.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::ErrorCode;

/// What was done, for the list of what happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is one sentence of the page")]
pub enum ActivityKind {
    SignedIn,
    SignedOut,
    FindingTurnedOn,
    FindingTurnedOff,
    FindingOnElsewhere,
    FindingOffElsewhere,
    SearchEnded,
    SearchStopped,
    PlaceConnected,
    PlaceTurnedBackOn,
    PlaceTurnedOff,
    PlaceRemoved,
    NetworkDeletedCopy,
    PlaceHidden,
    PlaceShown,
    PlaceVouched,
    PlaceAskedFor,
    PermissionEndsSoon,
    SignInStopped,
    SignInRanOut,
    CodeMade,
    PasscodeShown,
    PictureSaved,
    PageSaved,
    LinkCopied,
    SummaryLookedAt,
    LinkOpened,
    LinkKept,
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
    RecordsCame,
    RecordSaved,
    RecordsTaken,
    SummarySaved,
    BackupMade,
    BackupRestored,
    RecordDeleted,
    FileDeleted,
    PlaceRecordsDeleted,
    AccountClosing,
    AccountKept,
    EverythingRemoved,
    ReportSaved,
    IdentityCheckBegan,
    IdentityProved,
    IdentityNotProved,
    IdentityDiffers,
    IdentityCheckStopped,
    TermsAccepted,
    DetailsSaved,
    DocumentsWanted,
    DocumentsAsked,
    DocumentsReady,
    DocumentsCame,
    SomeDocumentsCame,
    DocumentsFailed,
    DocumentsStopped,
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
    /// Of a search that ended: how many places it found. Of a place that was removed: how many of its records here.
    /// Of records that came: how many are new. Of records that were saved or deleted, and of copies of a
    /// file that was deleted: how many.
    pub count: Option<u32>,
    /// Why it did not work; null where it did.
    pub failed: Option<ErrorCode>,
    /// Short and readable aloud, such as `SH-4K7Q-29`.
    pub reference: String,
    /// The receipt of it, by its id in `receipts`; null where there is none.
    pub receipt: Option<String>,
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
