//! What a kill in the middle of a change left behind, and what the safe holds when that is settled.

use super::{Lock, Locker, LockerError, card};
use crate::aside::elsewhere;
use crate::{Key, Rung, fail, small};

/// How a locker stands when nothing is half-done any more.
pub(super) struct Settled {
    pub(super) lock: Lock,
    /// What the safe keeps for this lock: the database key, or the secret that belongs to a PIN. Nothing behind a
    /// passphrase.
    pub(super) root: Option<Key>,
    pub(super) rung: Rung,
}

impl Locker {
    /// Ends an interrupted change. The file `ID.pin` has decided: the key of the other state goes, but only where the
    /// one that this state needs is there.
    pub(super) async fn settle(&self) -> Result<Settled, LockerError> {
        let safe = self.safe().await?;
        let rung = safe.rung();
        let lock = self.lock().await?;
        if lock == Lock::Passphrase {
            return Ok(Settled { lock, root: None, rung });
        }
        let pin_account = self.pin_account();
        let (plain, secret) = (safe.find(&self.id).await?, safe.find(&pin_account).await?);
        let (lock, root) = match (lock, plain, secret) {
            (Lock::Pin, Some(plain), Some(secret)) => {
                self.move_card(plain, secret.twin()).await?;
                fail::at("settle-card-moved");
                safe.forget(&self.id).await?;
                (Lock::Pin, Some(secret))
            }
            // A file from elsewhere, such as an old copy of the folder: without its secret it opens nothing, and it must
            // not promise a lock that is not there.
            (Lock::Pin, Some(plain), None) => {
                let pin = self.path("pin");
                elsewhere(move || small::remove(&pin)).await?;
                (Lock::None, Some(plain))
            }
            (Lock::Pin, None, secret) => (Lock::Pin, secret),
            (_, Some(plain), Some(secret)) => {
                self.move_card(secret, plain.twin()).await?;
                fail::at("settle-card-moved");
                safe.forget(&pin_account).await?;
                (Lock::None, Some(plain))
            }
            (_, plain, _) => (Lock::None, plain),
        };
        Ok(Settled { lock, root, rung })
    }

    /// Seals the card anew, if the old key is the one that opens it.
    async fn move_card(&self, from: Key, to: Key) -> Result<(), LockerError> {
        let path = self.path("card");
        let moved = elsewhere(move || match card::read(&path, &from)? {
            Some(label) => card::write(&path, &label, &to),
            None => Ok(()),
        });
        Ok(moved.await?)
    }
}
