//! How to go on where a copy cannot be kept or opened: nothing is overwritten, nothing is promised.

use std::sync::Arc;

use networks::CorrelationId;
use secrecy::SecretString;

use crate::activity::{Deed, note};
use crate::lock::outcome;
use crate::view::{ActivityKind, KeepHow, SecretOutcome};
use crate::{Core, Error};

/// Goes on without the computer's safe, or asks it once more.
pub async fn keep_here(
    core: &Arc<Core>,
    how: KeepHow,
    passphrase: Option<SecretString>,
    correlation: CorrelationId,
) -> Result<SecretOutcome, Error> {
    let _door = core.door.lock().await;
    let copy = core.some_copy()?;
    let now = core.parts.machine.now();
    match how {
        KeepHow::TryAgain => copy.try_again(now).await,
        KeepHow::Passphrase => {
            if !copy.wants_a_key_place() {
                return Err(Error::BadRequest("there is a copy already, or a safe"));
            }
            let words = passphrase.ok_or(Error::BadRequest("no passphrase"))?;
            let made = outcome(copy.create_behind(words, now).await)?;
            if made != SecretOutcome::Done {
                return Ok(made);
            }
            note(core, &copy, correlation, Deed::by_person(ActivityKind::CopyMade), None).await;
        }
        KeepHow::Session => {
            let lockers =
                core.parts.keeping.for_session().ok_or(Error::BadRequest("nothing is kept here"))?;
            let locker = lockers.by_id(copy.locker()?.id()).ok_or(Error::BadRequest("nobody of that id"))?;
            copy.go_on_with(locker, now).await;
        }
    }
    core.door_moved();
    Ok(SecretOutcome::Done)
}

/// Puts a file that cannot be opened aside, and begins a new one. Nothing is deleted.
pub async fn start_fresh(core: &Arc<Core>, correlation: CorrelationId) -> Result<(), Error> {
    let _door = core.door.lock().await;
    let copy = core.some_copy()?;
    if !copy.wants_a_fresh_start() {
        return Err(Error::BadRequest("the file is not in trouble"));
    }
    let now = core.parts.machine.now();
    copy.locker()?.set_aside(now).await?;
    copy.try_again(now).await;
    note(core, &copy, correlation, Deed::by_person(ActivityKind::CopyPutAside), None).await;
    core.door_moved();
    Ok(())
}
