//! Keys by the name of an account: in the system's keychain, or in this process's memory.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use super::{Keychain, Rung, VaultError};
use crate::Key;

/// One place for many keys. Clones share it.
#[derive(Clone)]
pub(crate) enum Safe {
    /// The operating system's.
    Keychain { service: Arc<str>, limit: Duration },
    /// This process alone.
    Memory(Arc<Mutex<HashMap<String, Key>>>),
    /// Stands for a keychain that outlives a process which is killed: a folder with a file for each key.
    #[cfg(any(test, feature = "failpoints"))]
    Folder(std::path::PathBuf),
}

impl Safe {
    pub(crate) fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    pub(crate) const fn rung(&self) -> Rung {
        if matches!(self, Self::Memory(_)) { Rung::SessionOnly } else { Rung::Keychain }
    }

    /// One that opens may still refuse to be written: tries it, where that can be so.
    pub(crate) async fn probe(&self, account: &str) -> Result<(), VaultError> {
        let Self::Keychain { service, limit } = self else { return Ok(()) };
        Keychain::probe(service, account, *limit).await.map(drop)
    }

    /// The key; `None` where there is none.
    pub(crate) async fn find(&self, account: &str) -> Result<Option<Key>, VaultError> {
        match self {
            Self::Keychain { service, limit } => match Keychain::new(service, account, *limit).get().await {
                Ok(key) => Ok(Some(key)),
                Err(VaultError::Missing) => Ok(None),
                Err(error) => Err(error),
            },
            Self::Memory(keys) => Ok(inside(keys).get(account).map(Key::twin)),
            #[cfg(any(test, feature = "failpoints"))]
            Self::Folder(folder) => Ok(crate::small::read(&folder.join(account))?.and_then(Key::from_vec)),
        }
    }

    /// Keeps the key, in place of what was there, and looks whether it is there. Refused as long as an earlier call may
    /// still write or delete though nobody waits for it: it could take away what was just written.
    pub(crate) async fn keep(&self, account: &str, key: &Key) -> Result<(), VaultError> {
        match self {
            Self::Keychain { .. } if Keychain::has_left_behind() => return Err(VaultError::TimedOut),
            Self::Keychain { service, limit } => Keychain::new(service, account, *limit).set(key).await?,
            Self::Memory(keys) => drop(inside(keys).insert(account.to_owned(), key.twin())),
            #[cfg(any(test, feature = "failpoints"))]
            Self::Folder(folder) => crate::small::write(&folder.join(account), key.bytes())?,
        }
        let kept = self.find(account).await?.ok_or(VaultError::Missing)?;
        if kept.bytes() == key.bytes() { Ok(()) } else { Err(VaultError::Failed) }
    }

    /// Forgets the key; well when there is none.
    pub(crate) async fn forget(&self, account: &str) -> Result<(), VaultError> {
        match self {
            Self::Keychain { service, limit } => Keychain::new(service, account, *limit).delete().await,
            Self::Memory(keys) => {
                inside(keys).remove(account);
                Ok(())
            }
            #[cfg(any(test, feature = "failpoints"))]
            Self::Folder(folder) => Ok(crate::small::remove(&folder.join(account))?),
        }
    }
}

fn inside(keys: &Mutex<HashMap<String, Key>>) -> std::sync::MutexGuard<'_, HashMap<String, Key>> {
    keys.lock().unwrap_or_else(PoisonError::into_inner)
}
