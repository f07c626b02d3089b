//! Putting a locker aside for a fresh start.

use std::path::Path;

use jiff::Timestamp;

use super::{Lock, Locker, LockerError};
use crate::aside::{self, elsewhere};
use crate::file::lock;
use crate::{Error, fail, small};

impl Locker {
    /// Renames the file, and copies of what its key needs, and keeps its key under the new name: nothing is lost. There
    /// is no locker here afterwards. Refused where there is none.
    pub async fn set_aside(&self, now: Timestamp) -> Result<(), LockerError> {
        self.alone(async move |this| {
            if !this.exists().await? {
                return Err(Error::Refused("there is nothing to set aside").into());
            }
            let path = this.store_path();
            let to = elsewhere(move || {
                // Nothing is begun while somebody has it open.
                drop(lock(&path)?);
                aside::free_name(&path, now)
            })
            .await?;
            let stem = to.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
            let mut accounts =
                vec![(this.id.to_string(), stem.clone()), (this.pin_account(), format!("{stem}.pin"))];
            if this.lock().await? == Lock::Passphrase {
                // The safe was never asked for anything; there may be none.
                accounts.clear();
            }
            let safe = this.safe().await?;
            for (from, to) in &accounts {
                if let Some(key) = safe.find(from).await? {
                    safe.keep(to, &key).await?;
                }
            }
            fail::at("aside-keys-kept");
            elsewhere({
                let this = this.clone();
                move || this.move_files(&to)
            })
            .await?;
            fail::at("aside-moved");
            for (from, _) in &accounts {
                safe.forget(from).await?;
            }
            Ok(())
        })
        .await
    }

    /// Copies first, then the store, then the originals: a kill leaves either of the two names whole.
    fn move_files(&self, to: &Path) -> Result<(), Error> {
        const BESIDE: [&str; 4] = ["pin", "key", "card", "session"];
        for ending in BESIDE {
            if let Some(bytes) = small::read(&self.path(ending))? {
                small::write(&to.with_extension(ending), &bytes)?;
            }
        }
        fail::at("aside-copied");
        aside::move_aside(&self.store_path(), to)?;
        for ending in BESIDE.into_iter().chain(["tries", "used"]) {
            small::remove(&self.path(ending))?;
        }
        Ok(())
    }
}
