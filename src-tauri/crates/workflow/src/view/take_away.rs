//! Taking records away, bringing them back, and deleting them.

use jiff::Timestamp;
use serde::Serialize;
use ts_rs::TS;

use super::SavedView;

/// What there is to take away.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct TakeAwayView {
    /// Records on this computer.
    #[ts(type = "number")]
    pub records: u64,
    /// Files that came with them.
    #[ts(type = "number")]
    pub files: u64,
    /// Places that they came from.
    #[ts(type = "number")]
    pub places: u64,
    /// Is the copy one that a backup can bring back?
    pub can_back_up: bool,
    /// The last backup that was made here.
    pub last_backup: Option<LastBackupView>,
}

/// The last backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct LastBackupView {
    /// When.
    #[ts(type = "Instant")]
    pub at: Timestamp,
    /// Its name then.
    pub name: String,
    /// Where it was saved then.
    pub folder: String,
    /// Records that came or changed since.
    #[ts(type = "number")]
    pub new_since: u64,
}

/// What came of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "result", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum BackupOutcome {
    /// It is saved.
    Saved {
        /// Where.
        saved: SavedView,
        /// Records in it.
        #[ts(type = "number")]
        records: u64,
        /// Files in it.
        #[ts(type = "number")]
        files: u64,
    },
    /// The backup password has fewer than eight characters.
    TooShort,
}

/// All records and files, saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedFilesView {
    /// The folder, and where it is.
    pub saved: SavedView,
    /// Records in it.
    #[ts(type = "number")]
    pub records: u64,
    /// Files beside them.
    #[ts(type = "number")]
    pub files: u64,
}

/// A paper, saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct SavedSummaryView {
    /// Where.
    pub saved: SavedView,
    /// Its pages.
    #[ts(type = "number")]
    pub pages: u64,
    /// Some letters could not be printed; each is a question mark there.
    pub letters_missing: bool,
}

/// What the beginning of a backup says.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "result", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum BackupLook {
    /// It can be restored here.
    Fits {
        /// For `restore_backup`.
        id: String,
        /// Whose it is, where it says so.
        name: Option<String>,
        /// When it was made.
        #[ts(type = "Instant")]
        made_at: Timestamp,
        /// A copy of theirs is on this computer: it would be set aside.
        replaces: bool,
    },
    /// The password does not open it.
    WrongPassword,
    /// It is another kind of file.
    NotABackup,
    /// It is cut off, or was changed.
    Damaged,
    /// A newer version made it.
    Newer,
    /// Somebody else's copy is open.
    SomeoneElses,
    /// Their copy on this computer is locked.
    Locked,
}

impl std::fmt::Debug for BackupLook {
    /// It may name a person.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("BackupLook(…)")
    }
}

/// How far a restore is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "result", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum RestoreStep {
    /// The next piece, please.
    More,
    /// The copy is in its place, and open.
    Done {
        /// Records that came back.
        #[ts(type = "number")]
        records: u64,
        /// Files that came back.
        #[ts(type = "number")]
        files: u64,
    },
    /// Something in it is not what was written. Nothing was changed here.
    Damaged,
    /// A newer version made it. Nothing was changed here.
    Newer,
}

/// What was deleted here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct DeletedView {
    /// Records.
    #[ts(type = "number")]
    pub records: u64,
    /// Files that came with them.
    #[ts(type = "number")]
    pub files: u64,
    /// Records that stay, because another place reports them as well.
    #[ts(type = "number")]
    pub kept: u64,
    /// We looked, and all of them are gone.
    pub all_gone: bool,
}

/// The account at the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AccountView {
    /// When the person asked to close it; null: they did not, or took it back.
    #[ts(type = "Instant | null")]
    pub closing_asked_at: Option<Timestamp>,
}
