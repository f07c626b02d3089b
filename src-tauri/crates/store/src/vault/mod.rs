//! Where the key is kept: the system's keychain, else behind a passphrase, else in this session only. Never in a
//! plain file.

mod keychain;
pub(crate) mod passphrase;
pub(crate) mod safe;

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use secrecy::SecretString;

pub use keychain::Keychain;
pub use passphrase::{Passphrase, SHORTEST_PASSPHRASE};

use crate::{Error, Key};

/// One place for one key.
#[derive(Clone, Debug)]
pub enum Vault {
    /// The operating system's: Keychain, Credential Manager, Secret Service.
    OsKeychain(Keychain),
    /// A small file that only a passphrase opens.
    Passphrase(Passphrase),
    /// This process alone. A kiosk always takes this.
    Memory(Memory),
}

/// Which rung of the ladder a vault stands on; for the settings screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rung {
    /// The system's keychain keeps the key: nothing to remember, as safe as the sign-in to this computer.
    Keychain,
    /// A passphrase is asked for at each start; who forgets it cannot open the file.
    Passphrase,
    /// The key is gone when the app closes, and the file with it.
    SessionOnly,
}

/// The key could not be kept or had. Holds no data.
#[derive(Clone, Copy, Debug, thiserror::Error, PartialEq, Eq)]
pub enum VaultError {
    /// There is no keychain: no session bus, or nobody there who keeps secrets.
    #[error("there is no keychain")]
    NoKeychain,
    /// The keychain is there and has no collection to write to.
    #[error("the keychain has no collection")]
    NoCollection,
    /// The keychain is locked and was not unlocked: the question was dismissed, or could not be asked.
    #[error("the keychain is locked")]
    Locked,
    /// No answer in time. A question of the system's may still stand on the screen; an answer to it is not waited for.
    #[error("the keychain did not answer in time")]
    TimedOut,
    /// The vault is in order and holds no key: never set, or wiped by somebody.
    #[error("there is no key")]
    Missing,
    /// There is an entry, or more than one, and it is no key of ours.
    #[error("the entry is not a key")]
    NotAKey,
    /// The keychain failed in another way.
    #[error("the keychain failed")]
    Failed,
    /// The passphrase does not open the file.
    #[error("the passphrase does not fit")]
    WrongPassphrase,
    /// Fewer than [`SHORTEST_PASSPHRASE`] characters.
    #[error("the passphrase is too short")]
    TooShort,
    /// The file behind the passphrase is not as it was written.
    #[error("the passphrase file is damaged")]
    Damaged,
    /// A newer version of the app wrote it.
    #[error("the passphrase file has format {found}, newer than this app knows")]
    NewerFormat {
        /// Its number.
        found: u8,
    },
    /// The file could not be read or written.
    #[error("passphrase file: {0}")]
    File(Error),
}

impl From<Error> for VaultError {
    fn from(error: Error) -> Self {
        Self::File(error)
    }
}

/// A key in this process's memory, shared by clones and wiped with the last.
#[derive(Clone, Default)]
pub struct Memory(Arc<Mutex<Option<Key>>>);

impl fmt::Debug for Memory {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Memory")
    }
}

impl Vault {
    /// The system's keychain, after a trial: an entry beside `account` is written, read and deleted, because one that
    /// opens may still refuse to be written. `limit` is for this and for each later call; a locked keychain may ask
    /// the person for a password meanwhile, so a minute is right at a start and seconds where nobody is.
    pub async fn probe(service: &str, account: &str, limit: Duration) -> Result<Self, VaultError> {
        Ok(Self::OsKeychain(Keychain::probe(service, account, limit).await?))
    }

    /// Behind a passphrase, in a small file at `header`. Nothing is read or written yet.
    pub fn passphrase(header: &Path, passphrase: SecretString) -> Result<Self, VaultError> {
        Ok(Self::Passphrase(Passphrase::new(header, passphrase)?))
    }

    /// This session only.
    #[must_use]
    pub fn memory() -> Self {
        Self::Memory(Memory::default())
    }

    /// Where it stands.
    #[must_use]
    pub const fn rung(&self) -> Rung {
        match self {
            Self::OsKeychain(_) => Rung::Keychain,
            Self::Passphrase(_) => Rung::Passphrase,
            Self::Memory(_) => Rung::SessionOnly,
        }
    }

    /// The key. [`VaultError::Missing`] when there is none: only then may a new one be made, and only where no file
    /// is that needs the old one.
    pub async fn get(&self) -> Result<Key, VaultError> {
        match self {
            Self::OsKeychain(keychain) => keychain.get().await,
            Self::Passphrase(passphrase) => passphrase.get().await,
            Self::Memory(Memory(slot)) => {
                let slot = slot.lock().unwrap_or_else(PoisonError::into_inner);
                slot.as_ref().map(Key::twin).ok_or(VaultError::Missing)
            }
        }
    }

    /// Keeps the key, in place of what was there.
    pub async fn set(&self, key: &Key) -> Result<(), VaultError> {
        match self {
            Self::OsKeychain(keychain) => keychain.set(key).await,
            Self::Passphrase(passphrase) => passphrase.set(key).await,
            Self::Memory(Memory(slot)) => {
                *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(key.twin());
                Ok(())
            }
        }
    }

    /// Forgets the key; well when there is none.
    pub async fn delete(&self) -> Result<(), VaultError> {
        match self {
            Self::OsKeychain(keychain) => keychain.delete().await,
            Self::Passphrase(passphrase) => passphrase.delete().await,
            Self::Memory(Memory(slot)) => {
                slot.lock().unwrap_or_else(PoisonError::into_inner).take();
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn memory_keeps_a_key_for_its_clones_and_forgets_it_when_told() {
        let vault = Vault::memory();
        assert_eq!(vault.rung(), Rung::SessionOnly);
        assert_eq!(vault.get().await.unwrap_err(), VaultError::Missing);
        vault.set(&Key::from_bytes([5; 32])).await.unwrap();
        assert_eq!(vault.clone().get().await.unwrap().bytes(), &[5; 32]);
        vault.delete().await.unwrap();
        assert_eq!(vault.get().await.unwrap_err(), VaultError::Missing);
        vault.delete().await.unwrap();
    }

    #[test]
    fn no_vault_prints_what_it_holds() {
        let words = Vault::passphrase(Path::new("h"), SecretString::from("correct horse")).unwrap();
        assert!(!format!("{words:?} {:?}", Vault::memory()).contains("horse"));
    }
}
