//! Taking a restored file in.

use std::fs;

use jiff::Timestamp;

use super::{Locker, LockerError};
use crate::aside::elsewhere;
use crate::backup::Restored;
use crate::file::{fill_new, make_folder, sync_folder};
use crate::{AuditEvent, Error, Store, schema, small, tables};

impl Locker {
    /// Where a backup is unpacked: beside the locker's files, and under its name, so that removing it removes this too.
    pub(crate) fn restoring_path(&self) -> Result<std::path::PathBuf, Error> {
        make_folder(&self.inside.folder)?;
        Ok(self.path("restoring"))
    }

    /// Puts a restored file in its place, with its key in the safe. Refused where there is one already: who wants that
    /// replaced sets it aside first.
    pub async fn take_in(&self, restored: Restored, now: Timestamp) -> Result<Store, LockerError> {
        let label = restored.about().label.clone();
        let store = self.alone(async move |this| this.take_in_alone(&restored, now).await).await?;
        if let Some(label) = label {
            // A list without its name is no reason to give the copy up.
            let _ = self.put_label(&label, now).await;
        }
        Ok(store)
    }

    /// A new file, under a new key, with nothing in it but a trail. For who must keep that when all else is removed.
    pub async fn keep_trail(&self, trail: Vec<AuditEvent>, now: Timestamp) -> Result<(), LockerError> {
        let this = self.clone();
        let kept = elsewhere(move || {
            let restored = Restored::empty(this.restoring_path()?, this.id(), now)?;
            fill_new(&restored.path, &restored.key, schema::NEWEST, |connection| {
                tables::within(connection, |transaction| {
                    trail.iter().try_for_each(|event| tables::audit::put(transaction, event))
                })
            })?;
            Ok(restored)
        })
        .await?;
        Ok(self.take_in(kept, now).await?.close().await?)
    }

    async fn take_in_alone(&self, restored: &Restored, now: Timestamp) -> Result<Store, LockerError> {
        if self.exists().await? {
            return Err(Error::Refused("there is a file already").into());
        }
        self.inside.safe.probe(&self.id).await?;
        self.inside.safe.keep(&self.id, &restored.key).await?;
        let (this, from) = (self.clone(), restored.path.clone());
        elsewhere(move || {
            // What a kill left of an earlier beginning or removal: without its file it is of no use.
            for ending in ["pin", "key", "card", "tries", "used", "session"] {
                small::remove(&this.path(ending))?;
            }
            let to = this.store_path();
            fs::rename(from, &to)?;
            sync_folder(&to)
        })
        .await?;
        let store = Store::open(&self.store_path(), &restored.key).await?;
        self.touch(now).await?;
        Ok(store)
    }
}
