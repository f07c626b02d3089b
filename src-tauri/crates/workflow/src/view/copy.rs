//! What the page sees of the copy on this computer: whose it is, what locks it, and what stands in the way.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The copy in use, as far as the page may know it. Only `Open` lets data through.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "state", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum CopyView {
    /// Nobody's.
    None,
    /// Open. Somebody may still have to sign in at the network.
    Open {
        /// Whose; null where nobody told yet.
        holder: Option<HolderView>,
        /// What locks it; "Lock now" is offered only where something does.
        lock: LockKind,
    },
    /// Locked: the key is not in memory.
    Locked {
        /// Whose, where the computer's safe tells.
        holder: Option<HolderView>,
        /// What opens it.
        by: LockKind,
        /// Wrong answers that are left before a wait.
        tries_left: u8,
        /// Seconds until another answer is looked at; 0 for at once.
        wait_seconds: u32,
    },
    /// The computer's safe cannot be used.
    NoSafe {
        /// Why.
        why: SafeTrouble,
        /// A copy is here already, and its key is in that safe: a passphrase cannot open it.
        has_copy: bool,
    },
    /// The file cannot be opened. It is left as it is.
    Trouble {
        /// Why.
        why: CopyTrouble,
    },
}

/// Whose copy it is: enough for a greeting.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct HolderView {
    /// What to call the person.
    pub given_name: String,
    /// Two letters.
    pub initials: String,
}

impl std::fmt::Debug for HolderView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("HolderView(…)")
    }
}

/// What a person must know to open the copy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum LockKind {
    /// Nothing: the computer's own sign-in is the lock.
    None,
    /// A PIN of six to twelve digits, beside the computer's safe.
    Pin,
    /// A passphrase; there is no safe.
    Passphrase,
}

/// Where the key is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum KeyPlace {
    /// The operating system's keychain.
    Safe,
    /// Behind a passphrase.
    Passphrase,
    /// In this session alone: the copy is gone when the app is closed.
    Session,
}

/// Why the computer's safe cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SafeTrouble {
    /// There is none, or nobody answers for it.
    NotThere,
    /// It is there, and was never set up.
    NotSetUp,
    /// It is locked, and was not unlocked.
    Locked,
    /// It did not answer in time.
    Silent,
    /// The key that should be in it is not.
    KeyGone,
    /// It failed in another way.
    Failed,
}

/// Why the file cannot be opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum CopyTrouble {
    /// Its bytes are not what was written.
    Damaged,
    /// It belongs to another key.
    WrongKey,
    /// A newer Satchel wrote it.
    Newer,
    /// Another Satchel has it open.
    InUse,
    /// Its folder cannot be written.
    ReadOnly,
    /// The disk is full.
    DiskFull,
    /// The disk did not answer.
    Disk,
}

/// What came of an answer to a lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "result", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum SecretOutcome {
    /// It was right, and what was asked is done.
    Done,
    /// It was wrong.
    Wrong {
        /// Wrong answers that are left before a wait.
        tries_left: u8,
        /// Seconds until another answer is looked at; 0 for at once.
        wait_seconds: u32,
    },
    /// It was not looked at: too many were wrong.
    Wait {
        /// Seconds left.
        wait_seconds: u32,
    },
    /// A new PIN is not six to twelve digits, or a new passphrase has fewer than eight characters.
    WrongLength,
    /// A new PIN is easy to guess.
    TooEasy,
}

/// A person who has a copy on this computer.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PersonHereView {
    /// For commands. Opaque.
    pub id: String,
    /// The whole name, where the computer's safe tells.
    pub name: Option<String>,
    /// Two letters, likewise.
    pub initials: Option<String>,
    /// It is the one in use, and open.
    pub open: bool,
    /// What opens it.
    pub lock: LockKind,
    /// When it was last opened or locked.
    #[ts(type = "Instant | null")]
    pub last_used_at: Option<Timestamp>,
}

impl std::fmt::Debug for PersonHereView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PersonHereView").field("open", &self.open).finish_non_exhaustive()
    }
}

/// What protects the copy in use, for the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PrivacyView {
    /// Where its key is kept.
    pub key_place: KeyPlace,
    /// Which system's safe that would be.
    pub system: System,
    /// When the key was last had from there.
    #[ts(type = "Instant")]
    pub checked_at: Timestamp,
    /// What a person must know to open it.
    pub lock: LockKind,
    /// Minutes without a key or a pointer after which it locks.
    pub lock_after_minutes: u8,
    /// Records in it.
    #[ts(type = "number")]
    pub records: u64,
    /// Places that it knows.
    #[ts(type = "number")]
    pub places: u64,
    /// People who have a copy on this computer, this one among them.
    #[ts(type = "number")]
    pub people: u64,
    /// A word to the system when a search ends.
    pub notifies: bool,
    /// Removing everything leaves the trail of what happened: the organisation must keep it.
    pub keeps_trail: bool,
}

/// The operating system, where a sentence names its safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "names of systems")]
pub enum System {
    Linux,
    Macos,
    Windows,
    Other,
}

/// What was removed, looked at afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemovalView {
    /// When.
    #[ts(type = "Instant")]
    pub at: Timestamp,
    /// What we looked for afterwards.
    pub checks: Vec<RemovalCheck>,
    /// The trail of what happened stays in a file of its own: the organisation must keep it.
    pub trail_kept: bool,
}

/// One thing that should be gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct RemovalCheck {
    /// What.
    pub what: Removed,
    /// We looked, and it is gone.
    pub gone: bool,
}

/// What goes when a copy is removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Removed {
    /// The key in the safe, or behind the PIN or passphrase.
    Key,
    /// The encrypted file and what lay beside it.
    File,
    /// Files that were put aside because they could not be opened.
    PutAside,
}

/// A report for support, line by line as it would be saved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ReportView {
    /// For `save_report`: exactly these lines are saved.
    pub id: String,
    /// The lines.
    pub lines: Vec<String>,
}

/// What happens to the copy when somebody signs out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum CopyAfter {
    /// It stays, closed.
    Keep,
    /// It is removed.
    Remove,
}

/// How to go on where the computer's safe cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum KeepHow {
    /// Ask the safe once more.
    TryAgain,
    /// Behind a passphrase. Only where there is no copy yet.
    Passphrase,
    /// In this session alone; a copy that is here stays untouched.
    Session,
}

/// A language that Satchel speaks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub enum Language {
    /// American English.
    #[serde(rename = "en")]
    English,
    /// Neutral Latin American Spanish.
    #[serde(rename = "es")]
    Spanish,
}
