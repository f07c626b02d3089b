//! What can go wrong with a locker. No variant holds data.

use std::time::Duration;

use super::Tries;
use crate::{Error, VaultError};

/// The locker could not do it. Nothing is lost, whatever it is.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum LockerError {
    /// The file could not be read or written.
    #[error(transparent)]
    Store(#[from] Error),
    /// The key could not be kept or had.
    #[error(transparent)]
    Vault(VaultError),
    /// There is a lock before it, and nothing was given.
    #[error("a PIN or a passphrase is needed")]
    SecretNeeded,
    /// That was not the PIN or the passphrase.
    #[error("a wrong PIN or passphrase")]
    Wrong(Tries),
    /// Too many wrong ones: nothing is looked at before this time is over.
    #[error("no PIN or passphrase is looked at yet")]
    Wait(Duration),
    /// A new PIN has six to twelve digits, a new passphrase at least eight characters.
    #[error("the new PIN or passphrase has a wrong length")]
    WrongLength,
    /// A new PIN that many would try first.
    #[error("the new PIN is too easy to guess")]
    TooEasy,
}

satchel_log::declare_loggable!(LockerError, "no variant holds data");

impl From<VaultError> for LockerError {
    fn from(error: VaultError) -> Self {
        match error {
            // A disk is a disk, whichever file it was.
            VaultError::File(error) => Self::Store(error),
            error => Self::Vault(error),
        }
    }
}
