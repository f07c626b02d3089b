//! Forgetting a locker.

use std::collections::BTreeSet;
use std::fs;
use std::io;

use super::{Locker, LockerError};
use crate::aside::{self, elsewhere};
use crate::file::lock;
use crate::vault::safe::Safe;
use crate::{Error, fail, small};

/// The ending of an empty file: a key under this name could not be deleted yet.
const KEY_LEFT: &str = "key-left";

/// What is gone: each was looked for afterwards.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Removal {
    /// No key of it is in the safe, and none behind a PIN or a passphrase.
    pub key: bool,
    /// No file of it is there.
    pub file: bool,
    /// Nothing that was put aside is there, nor its keys.
    pub put_aside: bool,
}

impl Locker {
    /// Removes keys first, then every file, those put aside too; then looks. Well when there is nothing. What cannot be
    /// removed does not keep the rest: the answer says what is left, and it can be done again. Refused, before anything
    /// is touched, while somebody has the file open.
    pub async fn remove(&self) -> Result<Removal, LockerError> {
        self.alone(async |this| this.remove_alone().await).await
    }

    async fn remove_alone(&self) -> Result<Removal, LockerError> {
        let this = self.clone();
        let found = elsewhere(move || {
            let found = this.files()?;
            // A folder that cannot be written is no reason to keep the key.
            if !found.is_empty() && matches!(lock(&this.store_path()), Err(Error::InUse)) {
                return Err(Error::InUse);
            }
            Ok(found)
        })
        .await?;
        let safe = self.safe().await?;
        let aside = asides(&self.id, &found);
        fail::at("remove-began");
        // Behind a passphrase the safe was never asked for anything; there may be none.
        let behind_words = |stem: &str| found.iter().any(|name| *name == format!("{stem}.key"));
        let mut key = behind_words(&self.id) || forget(&safe, &self.id).await;
        let mut keys_left = BTreeSet::new();
        for stem in aside {
            if !behind_words(&stem) && !forget(&safe, &stem).await {
                keys_left.insert(stem);
            }
        }
        fail::at("remove-keys-gone");

        let this = self.clone();
        let left = elsewhere(move || {
            // Sealed keys go before what they open, and what says where keys are goes last.
            let rank = |name: &String| match ending(name) {
                "pin" | "key" => 0,
                "session" => 2,
                _ => 1,
            };
            let mut found = this.files()?;
            found.sort_by_key(rank);
            // A name is all that tells of a key that was put aside: it stays until the key is gone.
            for stem in keys_left {
                let marker = format!("{stem}.{KEY_LEFT}");
                let _ = small::write(&this.inside.folder.join(&marker), b"");
                found.retain(|name| *name != marker);
            }
            for name in found {
                // What stays is seen below.
                let _ = small::remove(&this.inside.folder.join(name));
                fail::at("remove-file");
            }
            this.files()
        })
        .await?;
        let (left_aside, left): (Vec<_>, Vec<_>) =
            left.into_iter().partition(|name| is_aside(&self.id, name));
        key &= !left.iter().any(|name| matches!(ending(name), "pin" | "key"));
        fail::at("remove-done");
        Ok(Removal { key, file: left.is_empty(), put_aside: left_aside.is_empty() })
    }

    /// Removes a locker whose key was in the memory of a process that is gone; says whether it was one.
    pub(super) async fn remove_if_noise(&self) -> Result<bool, Error> {
        let session = self.path("session");
        if !elsewhere(move || Ok(session.try_exists()?)).await? {
            return Ok(false);
        }
        // Nobody else can have the key, unless another process of ours has it open: then it is in use.
        match self.inside.memory.find(&self.id).await {
            Ok(None) => {}
            _ => return Ok(false),
        }
        Ok(self.remove().await.is_ok_and(|removal| removal.file))
    }

    /// The names of all its files.
    fn files(&self) -> Result<Vec<String>, Error> {
        let entries = match fs::read_dir(&self.inside.folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let beginning = format!("{}.", self.id);
        let mut names = Vec::new();
        for entry in entries {
            if let Ok(name) = entry?.file_name().into_string()
                && name.starts_with(&beginning)
            {
                names.push(name);
            }
        }
        Ok(names)
    }
}

/// Deletes both keys that an account may have, and looks.
async fn forget(safe: &Safe, account: &str) -> bool {
    let mut gone = true;
    for account in [account.to_owned(), format!("{account}.pin")] {
        gone &= safe.forget(&account).await.is_ok() && matches!(safe.find(&account).await, Ok(None));
    }
    gone
}

/// The last part of a name.
fn ending(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

fn is_aside(id: &str, name: &str) -> bool {
    name.strip_prefix(id).is_some_and(|rest| rest.starts_with(aside::MARK))
}

/// The names that were given to what was put aside, without their endings.
fn asides(id: &str, names: &[String]) -> BTreeSet<String> {
    let stem = |name: &String| {
        let (stem, _) = name.split_at_checked(id.len() + 1 + name.get(id.len() + 1..)?.find('.')?)?;
        Some(stem.to_owned())
    };
    names.iter().filter(|name| is_aside(id, name)).filter_map(stem).collect()
}
