//! One person's locker: the file, where its key is kept, and the lock before it.
//!
//! # Files
//!
//! Everything of a locker has a name that begins with its id and a dot, in one folder:
//!
//! | name | what |
//! | --- | --- |
//! | `ID.satchel`, `-wal`, … | the store |
//! | `ID.pin` | the key behind a PIN and a secret that the safe keeps (format 2 of [`crate::vault`]) |
//! | `ID.key` | the key behind a passphrase (format 1) |
//! | `ID.card` | whose it is, sealed |
//! | `ID.tries` | wrong answers in a row |
//! | `ID.used` | when it was last used |
//! | `ID.session` | its key is in the memory of one process and nowhere else |
//! | `ID.restoring` | a backup that is being unpacked; left behind it is noise |
//! | `ID.damaged-…` | what was put aside |
//!
//! # Which lock
//!
//! The safe is the system's keychain, or the memory of this process. It keeps the database key under the account `ID`
//! as long as there is no lock, and under `ID.pin` the secret that belongs to a PIN. The file `ID.pin` alone decides
//! which of the two holds: it is written after its secret is kept, and before the plain key goes. What a kill leaves
//! of the other state goes at the next opening or listing ([`settle`]).

mod card;
mod error;
mod lockers;
mod pin;
mod put_aside;
mod removal;
mod settle;
mod take_in;
#[cfg(test)]
mod tests;
mod tries;
mod unlock;

use std::fmt;
use std::future::Future;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::Timestamp;
use secrecy::SecretString;

pub use card::Label;
pub use error::LockerError;
pub use lockers::{LockerCard, Lockers};
pub(crate) use pin::check_passphrase;
pub use removal::Removal;
pub use tries::Tries;

use crate::aside::elsewhere;
use crate::file::{beside, make_folder};
use crate::vault::safe::Safe;
use crate::vault::{Passphrase, passphrase};
use crate::{Error, Key, Rung, Store, VaultError, fail, small};
use lockers::Inside;

/// What stands before the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lock {
    /// Nothing but the sign-in to this computer.
    None,
    /// A PIN, together with a secret that the safe keeps.
    Pin,
    /// A passphrase alone.
    Passphrase,
}

/// Where the key of a new locker is kept.
#[derive(Clone, Debug)]
pub enum Keep {
    /// In the system's keychain; for [`Lockers::session`] in memory.
    Safe,
    /// Behind a passphrase.
    Passphrase(SecretString),
    /// In the memory of this process. The file is noise when it ends, and goes at the next listing.
    Session,
}

/// One person's locker. Clones are the same one. Changes of all lockers of a folder wait for each other, and are carried
/// out to their end even when nobody waits for them any more.
#[derive(Clone)]
pub struct Locker {
    id: Arc<str>,
    inside: Arc<Inside>,
}

impl Locker {
    /// Its id: letters, digits, `-` and `_`. It tells nothing about the person.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Is there a file, or a log that is left of one?
    pub async fn exists(&self) -> Result<bool, Error> {
        let this = self.clone();
        elsewhere(move || this.is_there()).await
    }

    fn is_there(&self) -> Result<bool, Error> {
        let path = self.store_path();
        Ok(path.try_exists()? || beside(&path, "-wal").try_exists()?)
    }

    /// What stands before the key, by the files alone.
    pub async fn lock(&self) -> Result<Lock, Error> {
        let (key, pin) = (self.path("key"), self.path("pin"));
        elsewhere(move || {
            Ok(match (key.try_exists()?, pin.try_exists()?) {
                (true, _) => Lock::Passphrase,
                (_, true) => Lock::Pin,
                _ => Lock::None,
            })
        })
        .await
    }

    /// A new key, kept so, and a new file. Refused where there is one already; then nothing is touched.
    ///
    /// The keychain is tried with a write first: its [`VaultError`] says why the next rung is to be offered.
    pub async fn create(&self, keep: Keep, now: Timestamp) -> Result<Store, LockerError> {
        self.alone(async move |this| this.create_alone(keep, now).await).await
    }

    async fn create_alone(&self, keep: Keep, now: Timestamp) -> Result<Store, LockerError> {
        if self.exists().await? {
            return Err(Error::Refused("there is a file already").into());
        }
        if let Keep::Passphrase(words) = &keep {
            pin::check_passphrase(words)?;
        }
        if let Keep::Safe = keep {
            self.inside.safe.probe(&self.id).await?;
        }
        let this = self.clone();
        let for_session = matches!(keep, Keep::Session);
        elsewhere(move || {
            make_folder(&this.inside.folder)?;
            // What a kill left of an earlier beginning or removal: without its file it is of no use.
            for ending in ["pin", "key", "card", "tries", "used", "session"] {
                small::remove(&this.path(ending))?;
            }
            if for_session { small::write(&this.path("session"), b"") } else { Ok(()) }
        })
        .await?;

        let key = Key::random()?;
        match keep {
            Keep::Passphrase(words) => {
                Passphrase::typed(&self.path("key"), words, None, self.inside.cost).set(&key).await?;
            }
            Keep::Safe => self.inside.safe.keep(&self.id, &key).await?,
            Keep::Session => self.inside.memory.keep(&self.id, &key).await?,
        }
        fail::at("locker-key-kept");
        let store = Store::open(&self.store_path(), &key).await?;
        self.touch(now).await?;
        Ok(store)
    }

    /// Opens it. `secret` is the PIN or the passphrase where [`Locker::lock`] says so. A wrong one is counted before it
    /// is looked at; while there is a wait nothing is looked at.
    pub async fn open(&self, secret: Option<&SecretString>, now: Timestamp) -> Result<Store, LockerError> {
        let secret = secret.cloned();
        self.alone(async move |this| {
            // The store would make one; here that would be an empty file in place of a lost one.
            if !this.exists().await? {
                return Err(Error::Refused("there is no file").into());
            }
            let key = this.unlock(secret.as_ref(), now).await?.key;
            Ok(Store::open(&this.store_path(), &key).await?)
        })
        .await
    }

    /// How many answers may be given now, and how long there is a wait. Five without a lock.
    pub async fn tries(&self, now: Timestamp) -> Result<Tries, Error> {
        self.alone(async move |this| this.tries_alone(now).await).await
    }

    async fn tries_alone(&self, now: Timestamp) -> Result<Tries, Error> {
        let path = self.path("tries");
        elsewhere(move || Ok(tries::look(&path, now)?.tries(now))).await
    }

    /// Is there still a key, and can it be read? Nothing is derived: a PIN or a passphrase is not asked for.
    pub async fn check(&self) -> Result<Rung, LockerError> {
        self.alone(async |this| {
            let settled = this.settle().await?;
            let (ending, format, rung) = match settled.lock {
                Lock::None => return settled.root.map(|_| settled.rung).ok_or(VaultError::Missing.into()),
                Lock::Pin if settled.root.is_none() => return Err(VaultError::Missing.into()),
                Lock::Pin => ("pin", passphrase::format(true), settled.rung),
                Lock::Passphrase => ("key", passphrase::format(false), Rung::Passphrase),
            };
            let path = this.path(ending);
            let bytes = elsewhere(move || small::read(&path)).await?.ok_or(VaultError::Missing)?;
            passphrase::check_shape(&bytes, format)?;
            Ok(rung)
        })
        .await
    }

    /// Writes down whose it is, for [`Lockers::list`]. Nothing is written behind a passphrase: nothing could read it
    /// without asking.
    pub async fn put_label(&self, label: &Label, now: Timestamp) -> Result<(), LockerError> {
        let label = label.clone();
        self.alone(async move |this| {
            if let Some(root) = this.settle().await?.root {
                let path = this.path("card");
                elsewhere(move || card::write(&path, &label, &root)).await?;
                fail::at("label-written");
            }
            Ok(this.touch(now).await?)
        })
        .await
    }

    /// It was used just now.
    pub async fn touch(&self, now: Timestamp) -> Result<(), Error> {
        let path = self.path("used");
        elsewhere(move || small::write(&path, now.to_string().as_bytes())).await
    }

    /// `ID.ending`.
    fn path(&self, ending: &str) -> PathBuf {
        self.inside.folder.join(format!("{}.{ending}", self.id))
    }

    fn store_path(&self) -> PathBuf {
        self.path("satchel")
    }

    /// The account of the secret that belongs to a PIN.
    fn pin_account(&self) -> String {
        format!("{}.pin", self.id)
    }

    /// Where its keys are kept.
    async fn safe(&self) -> Result<Safe, Error> {
        let session = self.path("session");
        let for_session = elsewhere(move || Ok(session.try_exists()?)).await?;
        Ok(if for_session { self.inside.memory.clone() } else { self.inside.safe.clone() })
    }

    /// One at a time, and to its end: a change that stopped half-way because its caller went away could meet the next.
    async fn alone<T, E, F>(&self, work: impl FnOnce(Self) -> F + Send + 'static) -> Result<T, E>
    where
        T: Send + 'static,
        E: From<Error> + Send + 'static,
        F: Future<Output = Result<T, E>> + Send,
    {
        let this = self.clone();
        let turn = Arc::clone(&self.inside);
        let done = tokio::spawn(async move {
            let _turn = turn.turn.lock().await;
            work(this).await
        });
        done.await.unwrap_or_else(|_| Err(Error::Unexpected("a change ended early").into()))
    }
}

impl fmt::Debug for Locker {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Locker").field(&self.id).finish()
    }
}
