//! What there is to take away, and when it last was.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use store::Store;

use crate::view::{LastBackupView, TakeAwayView};
use crate::{Core, Error};

/// Where the store keeps when the last backup was made.
const LAST: &str = "last-backup";

/// The last backup, kept in the copy.
#[derive(Deserialize, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct LastBackup {
    pub(crate) at: Timestamp,
    pub(crate) name: String,
    pub(crate) folder: String,
}

impl LastBackup {
    async fn of(store: &Store) -> Result<Option<Self>, Error> {
        Ok(store.setting(LAST).await?.and_then(|text| serde_json::from_str(&text).ok()))
    }

    pub(crate) async fn keep(&self, store: &Store) -> Result<(), Error> {
        let text = serde_json::to_string(self).map_err(|_| Error::Unexpected("the last backup as JSON"))?;
        Ok(store.commit(store::Changes::new().put_setting(LAST, &text), None).await?)
    }
}

/// How much is on this computer, and when the last backup was made.
pub async fn take_away(core: &Core) -> Result<TakeAwayView, Error> {
    let copy = core.some_copy()?;
    let store = copy.store()?;
    let counts = store.counts().await?;
    let last_backup = match LastBackup::of(&store).await? {
        None => None,
        Some(last) => Some(LastBackupView {
            new_since: store.count_records_since(last.at).await?,
            at: last.at,
            name: last.name,
            folder: last.folder,
        }),
    };
    Ok(TakeAwayView {
        records: counts.records,
        files: counts.documents,
        places: u64::try_from(
            store
                .count_places_by_kind()
                .await?
                .iter()
                .map(|one| &one.place)
                .collect::<std::collections::BTreeSet<_>>()
                .len(),
        )
        .unwrap_or(u64::MAX),
        can_back_up: copy.locker().is_ok(),
        last_backup,
    })
}
