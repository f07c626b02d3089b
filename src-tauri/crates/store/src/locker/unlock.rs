//! Getting past the lock, and changing it.
//!
//! Each step of a change is done before the next begins, and a kill between two of them leaves a locker that opens: with
//! the old lock as long as the file `ID.pin` is as before, with the new one afterwards. The last steps are those of
//! [`Locker::settle`], which carries them out after a kill too.

use jiff::Timestamp;
use secrecy::SecretString;

use super::settle::Settled;
use super::{Lock, Locker, LockerError, pin, tries};
use crate::aside::elsewhere;
use crate::vault::Passphrase;
use crate::{Key, VaultError, fail, small};

/// The database key, and how it was had.
pub(super) struct Unlocked {
    pub(super) key: Key,
    settled: Settled,
}

impl Locker {
    /// Sets a PIN where there is no lock, changes the PIN or the passphrase where there is one. `current` is what opens
    /// it now. A new PIN may contain none of `easy`, such as the writings of a birth date.
    ///
    /// The secret in the safe stays the same when a PIN is changed. An error of the keychain after the PIN is in force
    /// ([`Locker::lock`] says so) means that the plain key could not be deleted yet: the next opening or listing does it.
    pub async fn change_lock(
        &self,
        current: Option<&SecretString>,
        new: &SecretString,
        easy: &[&str],
        now: Timestamp,
    ) -> Result<(), LockerError> {
        let (current, new) = (current.cloned(), new.clone());
        let easy: Vec<String> = easy.iter().map(|&easy| easy.to_owned()).collect();
        self.alone(async move |this| {
            match this.lock().await? {
                Lock::Passphrase => pin::check_passphrase(&new)?,
                Lock::None | Lock::Pin => pin::check_pin(&new, &easy)?,
            }
            let Unlocked { key, settled } = this.unlock(current.as_ref(), now).await?;
            if settled.lock == Lock::None {
                return this.set_pin(&key, new).await;
            }
            fail::at("lock-changing");
            this.sealed(&settled, new).set(&key).await?;
            fail::at("lock-changed");
            Ok(())
        })
        .await
    }

    async fn set_pin(&self, key: &Key, new: SecretString) -> Result<(), LockerError> {
        let safe = self.safe().await?;
        let secret = Key::random()?;
        fail::at("pin-began");
        safe.keep(&self.pin_account(), &secret).await?;
        fail::at("pin-secret-kept");
        Passphrase::typed(&self.path("pin"), new, Some(secret), self.inside.cost).set(key).await?;
        fail::at("pin-sealed");
        self.settle().await?;
        fail::at("pin-set");
        Ok(())
    }

    /// Takes the PIN away: the key lies in the safe again, and the sign-in to this computer is the lock.
    pub async fn remove_pin(&self, pin: &SecretString, now: Timestamp) -> Result<(), LockerError> {
        let pin = pin.clone();
        self.alone(async move |this| {
            if this.lock().await? != Lock::Pin {
                return Err(crate::Error::Refused("there is no PIN").into());
            }
            let key = this.unlock(Some(&pin), now).await?.key;
            let safe = this.safe().await?;
            fail::at("unpin-began");
            safe.keep(&this.id, &key).await?;
            fail::at("unpin-key-kept");
            let path = this.path("pin");
            elsewhere(move || small::remove(&path)).await?;
            fail::at("unpin-file-gone");
            this.settle().await?;
            fail::at("unpin-done");
            Ok(())
        })
        .await
    }

    /// The database key, if what is given opens the lock.
    pub(super) async fn unlock(
        &self,
        given: Option<&SecretString>,
        now: Timestamp,
    ) -> Result<Unlocked, LockerError> {
        let settled = self.settle().await?;
        if settled.lock == Lock::None {
            let key = settled.root.as_ref().map(Key::twin).ok_or(VaultError::Missing)?;
            return Ok(Unlocked { key, settled });
        }
        if settled.lock == Lock::Pin && settled.root.is_none() {
            return Err(VaultError::Missing.into());
        }
        let given = given.ok_or(LockerError::SecretNeeded)?;
        let path = self.path("tries");
        let before = elsewhere({
            let path = path.clone();
            move || tries::begin(&path, now)
        });
        let before = before.await?.map_err(LockerError::Wait)?;
        fail::at("try-counted");
        match self.sealed(&settled, given.clone()).get().await {
            Ok(key) => {
                elsewhere(move || tries::clear(&path)).await?;
                Ok(Unlocked { key, settled })
            }
            Err(VaultError::WrongPassphrase) => Err(LockerError::Wrong(self.tries_alone(now).await?)),
            Err(error) => {
                elsewhere(move || tries::take_back(&path, before)).await?;
                Err(error.into())
            }
        }
    }

    /// The file that only what is typed opens.
    fn sealed(&self, settled: &Settled, typed: SecretString) -> Passphrase {
        let ending = if settled.lock == Lock::Pin { "pin" } else { "key" };
        let secret = settled.root.as_ref().map(Key::twin);
        Passphrase::typed(&self.path(ending), typed, secret, self.inside.cost)
    }
}
