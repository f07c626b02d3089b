//! Where the lockers of one computer stand.

use std::cmp::Reverse;
use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use tokio::sync::Mutex;

use super::{Label, Lock, Locker, LockerError, card};
use crate::aside::elsewhere;
use crate::vault::passphrase::{COST, Cost};
use crate::vault::safe::Safe;
use crate::{Error, small};

/// Bytes of an id, before they are written as letters.
const ID: usize = 16;

/// Where the lockers of one computer stand. Clones are the same place.
#[derive(Clone)]
pub struct Lockers {
    inside: Arc<Inside>,
}

/// What lockers of one place share.
pub(super) struct Inside {
    pub(super) folder: PathBuf,
    pub(super) safe: Safe,
    /// For those that last as long as this process.
    pub(super) memory: Safe,
    /// Of a new file behind a PIN or a passphrase.
    pub(super) cost: Cost,
    /// Whose turn it is to change something.
    pub(super) turn: Mutex<()>,
}

/// One of a list of people, told without opening anything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LockerCard {
    /// For [`Lockers::by_id`].
    pub id: String,
    /// Whose it is; `None` behind a passphrase, and where the keychain does not say.
    pub label: Option<Label>,
    /// What stands before it.
    pub lock: Lock,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
}

impl Lockers {
    /// Files stay in the folder, which is made with the first of them; keys go to the system's keychain under this
    /// service, or behind a passphrase. `limit` is for each question to the keychain.
    #[must_use]
    pub fn lasting(folder: &Path, service: &str, limit: Duration) -> Self {
        Self::new(folder, Safe::Keychain { service: service.into(), limit }, COST)
    }

    /// Keys are in this process's memory alone: for a folder that is gone when the process ends.
    #[must_use]
    pub fn session(folder: &Path) -> Self {
        Self::new(folder, Safe::memory(), COST)
    }

    pub(crate) fn new(folder: &Path, safe: Safe, cost: Cost) -> Self {
        let (folder, memory) = (folder.to_owned(), Safe::memory());
        Self { inside: Arc::new(Inside { folder, safe, memory, cost, turn: Mutex::new(()) }) }
    }

    /// Where the files are.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.inside.folder
    }

    /// The locker of a person, whether there is one yet or not. Its id is the beginning of the SHA-256 of theirs: the
    /// name of a file tells nobody whose it is.
    #[must_use]
    pub fn of(&self, person_id: &str) -> Locker {
        let digest = digest(&SHA256, person_id.as_bytes());
        self.locker(&URL_SAFE_NO_PAD.encode(&digest.as_ref()[..ID]))
    }

    /// The locker of an id that [`Lockers::list`] told; `None` if it is no such id.
    #[must_use]
    pub fn by_id(&self, id: &str) -> Option<Locker> {
        is_id(id).then(|| self.locker(id))
    }

    fn locker(&self, id: &str) -> Locker {
        Locker { id: id.into(), inside: Arc::clone(&self.inside) }
    }

    /// Everyone who has one here, those first who used it last. Nothing is opened; what a kill left half-done is settled.
    /// A keychain that does not answer is not asked again for those who follow: their labels are absent.
    pub async fn list(&self) -> Result<Vec<LockerCard>, Error> {
        let folder = self.inside.folder.clone();
        let ids = elsewhere(move || ids(&folder)).await?;
        let mut cards = Vec::new();
        let mut answers = true;
        for id in ids {
            let locker = self.locker(&id);
            if locker.remove_if_noise().await? {
                continue;
            }
            let label = if answers { locker.label().await } else { Ok(None) };
            answers &= !matches!(label, Err(LockerError::Vault(_)));
            let used = locker.path("used");
            cards.push(LockerCard {
                id,
                label: label.ok().flatten(),
                lock: locker.lock().await?,
                last_used_at: elsewhere(move || Ok(small::read(&used)?.and_then(|bytes| instant(&bytes))))
                    .await?,
            });
        }
        cards.sort_by_key(|card| Reverse(card.last_used_at));
        Ok(cards)
    }
}

impl Locker {
    /// Whose it is.
    async fn label(&self) -> Result<Option<Label>, LockerError> {
        self.alone(async |this| {
            let Some(root) = this.settle().await?.root else { return Ok(None) };
            let path = this.path("card");
            Ok(elsewhere(move || card::read(&path, &root)).await?)
        })
        .await
    }
}

/// The ids of all lockers in a folder, in their order.
fn ids(folder: &Path) -> Result<BTreeSet<String>, Error> {
    let entries = match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        entries => entries?,
    };
    let mut ids = BTreeSet::new();
    for entry in entries {
        let name = entry?.file_name();
        let id = name.to_str().and_then(|name| name.split_once('.'));
        if let Some((id, "satchel" | "satchel-wal")) = id
            && is_id(id)
        {
            ids.insert(id.to_owned());
        }
    }
    Ok(ids)
}

/// Sixteen bytes in the letters of URL-safe base64: no dot, no slash.
fn is_id(id: &str) -> bool {
    URL_SAFE_NO_PAD.decode(id).is_ok_and(|bytes| bytes.len() == ID)
}

fn instant(bytes: &[u8]) -> Option<Timestamp> {
    std::str::from_utf8(bytes).ok()?.parse().ok()
}

impl fmt::Debug for Lockers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Lockers")
    }
}
