//! A backup: everything of the copy in use, behind a passphrase, as one file. Source of its format: `store::backup`.

use networks::CorrelationId;
use secrecy::SecretString;
use store::LockerError;
use store::backup::About;

use crate::activity::{Deed, note};
use crate::take_away::LastBackup;
use crate::view::{ActivityKind, BackupOutcome, SavedView};
use crate::{Core, Error, FileName};

/// Saves a backup. No sign-in and no key is in it.
pub async fn back_up(
    core: &Core,
    passphrase: SecretString,
    correlation: CorrelationId,
) -> Result<BackupOutcome, Error> {
    let copy = core.some_copy()?;
    let store = copy.store()?;
    let now = core.parts.clock.now();
    let about = About {
        made_at: now,
        app: core.parts.version.clone(),
        locker: copy.locker()?.id().to_owned(),
        label: copy.label_kept(),
    };
    let made = async {
        let file = core.parts.host.begin_file(&core.file_name(FileName::Backup, "age"))?;
        let (file, amount) = match store.back_up(about, passphrase, file).await {
            Err(LockerError::WrongLength) => return Ok(None),
            made => made?,
        };
        Ok::<_, Error>(Some((file.keep()?, amount)))
    };
    let made = made.await;
    if !matches!(made, Ok(None)) {
        let failed = made.as_ref().err().map(Error::code);
        note(core, &copy, correlation, Deed::by_person(ActivityKind::BackupMade), failed).await;
    }
    let Some((saved, amount)) = made? else { return Ok(BackupOutcome::TooShort) };
    LastBackup { at: now, name: saved.name.clone(), folder: saved.folder.clone() }.keep(&store).await?;
    Ok(BackupOutcome::Saved {
        saved: SavedView { name: saved.name, folder: saved.folder },
        records: amount.records,
        files: amount.documents,
    })
}
