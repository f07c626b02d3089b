//! Looking through every trail on this computer, without a window: `satchel --verify-audit`.

use jiff::Timestamp;
use secrecy::SecretString;
use store::{AuditCheck, Lock, Locker, LockerError, Lockers};

use crate::Error;

/// What came of one person's trail.
#[derive(Debug)]
pub struct Trail {
    /// The file's id; it names nobody.
    pub id: String,
    /// When the copy was last used.
    pub last_used_at: Option<Timestamp>,
    /// Whole, or where it is broken; or why nobody could look.
    pub check: Result<AuditCheck, LockerError>,
}

/// Opens each copy, with `ask` for the PIN or passphrase where a lock stands before it (given the copy's id; `None`
/// leaves it out), and walks its chain from the first event to the last. Changes nothing.
pub async fn verify_trails(
    lockers: &Lockers,
    now: Timestamp,
    ask: &(dyn Fn(&str, Lock) -> Option<SecretString> + Sync),
) -> Result<Vec<Trail>, Error> {
    let mut trails = Vec::new();
    for card in lockers.list().await? {
        let Some(locker) = lockers.by_id(&card.id) else { continue };
        let secret = if card.lock == Lock::None { None } else { ask(&card.id, card.lock) };
        let check = one(&locker, secret.as_ref(), now).await;
        trails.push(Trail { id: card.id, last_used_at: card.last_used_at, check });
    }
    Ok(trails)
}

async fn one(
    locker: &Locker,
    secret: Option<&SecretString>,
    now: Timestamp,
) -> Result<AuditCheck, LockerError> {
    let store = locker.open(secret, now).await?;
    let check = store.verify_audit().await;
    store.close().await?;
    Ok(check?)
}
