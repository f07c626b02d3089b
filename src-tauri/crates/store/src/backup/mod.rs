//! A person's file as one that any computer can open with the passphrase, and the way back.
//!
//! # Format 1
//!
//! An age file (`age-encryption.org/v1`) with one scrypt recipient, whose passphrase is what was typed, in UTF-8 after
//! Unicode's NFKC. Whoever forgets us can open it with any program that knows age. Inside stands:
//!
//! 1. the 14 bytes `satchel backup` and the format's number, one byte
//! 2. what it is ([`About`]) as JSON, after its length in four bytes, big-endian
//! 3. table by table: `T`, the table's name and its columns' (each a length of one byte and the name; before the columns
//!    how many, one byte), then its rows: `R` and a value for each column, where a value is `n`, `i` and eight bytes,
//!    or `t` or `b`, a length of four bytes, and a text or bytes
//! 4. `E` and how many rows there were, eight bytes
//!
//! Every number is big-endian. Tables are written row by row, so neither side ever holds more than one row. The key of
//! the file and what keeps it are not part of it: a restored copy has a key of its own.
//!
//! The schema's number stands in it. An older one is filled as it was and then brought up to date like any older file;
//! a newer one is refused.

mod frames;
mod restore;
mod tables;
#[cfg(test)]
mod tests;
mod write;

use std::io;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::locker::Label;

pub use restore::{OpenBackup, Restored, open};
pub use write::Amount;

/// The format's number.
const FORMAT: u8 = 1;
const BEGINNING: &[u8; 14] = b"satchel backup";

/// scrypt with N = 2^17 and age's r = 8: 128 MiB, and about half a second of a small computer for one guess.
const WORK: u8 = 17;
/// A file that asks for more was not written by us, and shall not tie up the machine: 512 MiB.
const MOST_WORK: u8 = 19;
/// What says what it is, in bytes.
const LONGEST_ABOUT: u32 = 64 * 1024;

/// What a backup says of itself. Only who knows the passphrase reads it.
#[derive(Clone, PartialEq, Eq)]
pub struct About {
    /// When it was made.
    pub made_at: Timestamp,
    /// The version of the app that made it.
    pub app: String,
    /// The id of the locker.
    pub locker: String,
    /// Whose it is, where that is known.
    pub label: Option<Label>,
}

impl About {
    fn json(&self, schema: u32) -> Vec<u8> {
        let label = self.label.as_ref().map(|label| [&label.name, &label.given_name, &label.initials]);
        let text = json!({
            "schema": schema,
            "madeAt": self.made_at,
            "app": self.app,
            "locker": self.locker,
            "label": label,
        });
        text.to_string().into_bytes()
    }

    /// With the schema's number.
    fn read(bytes: &[u8]) -> Option<(Self, u32)> {
        let json: Value = serde_json::from_slice(bytes).ok()?;
        let label = json["label"].as_array().and_then(|texts| {
            let text = |at: usize| Some(texts.get(at)?.as_str()?.to_owned());
            Some(Label { name: text(0)?, given_name: text(1)?, initials: text(2)? })
        });
        let about = Self {
            made_at: json["madeAt"].as_str()?.parse().ok()?,
            app: json["app"].as_str()?.to_owned(),
            locker: json["locker"].as_str()?.to_owned(),
            label,
        };
        Some((about, u32::try_from(json["schema"].as_u64()?).ok()?))
    }
}

impl std::fmt::Debug for About {
    /// It may name a person: only when it was made is printed.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("About").field("made_at", &self.made_at).finish_non_exhaustive()
    }
}

/// Why a backup cannot be restored. Whatever it is, no copy on this computer was touched. No variant holds data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum RestoreError {
    /// Not a file that a passphrase opens, or nothing of ours in it.
    #[error("the file is no backup")]
    NotABackup,
    /// The passphrase does not open it.
    #[error("the passphrase does not open the backup")]
    WrongPassphrase,
    /// It is cut off, or something in it is not what was written.
    #[error("the backup is damaged")]
    Damaged,
    /// A newer version of the app wrote it.
    #[error("the backup is newer than this app")]
    Newer,
    /// There was no room, or the folder could not be written.
    #[error(transparent)]
    Store(crate::Error),
}

satchel_log::declare_loggable!(RestoreError, "no variant holds data");

impl From<crate::Error> for RestoreError {
    fn from(error: crate::Error) -> Self {
        match error {
            // A row that breaks a rule of its table was not written by us.
            crate::Error::Damaged | crate::Error::Refused(_) => Self::Damaged,
            crate::Error::NewerSchema { .. } => Self::Newer,
            error => Self::Store(error),
        }
    }
}

impl From<rusqlite::Error> for RestoreError {
    fn from(error: rusqlite::Error) -> Self {
        crate::Error::from(error).into()
    }
}

/// Whatever goes wrong while the backup itself is read: it ended early, or its seal does not fit.
impl From<io::Error> for RestoreError {
    fn from(_: io::Error) -> Self {
        Self::Damaged
    }
}
