//! "Remove everything": the key, then the file, then a look whether they are gone. What the networks keep stays there.
//!
//! An organisation's retention rule may demand that the trail of what happened stays. Then it goes on in a new file under
//! a new key, alone: what was beside it is gone with its own key. A copy that is locked cannot be read, and goes whole.

use networks::CorrelationId;
use store::AuditEvent;

use crate::activity::{Deed, note};
use crate::local_copy::LocalCopy;
use crate::view::{ActivityKind, RemovalCheck, RemovalView, Removed};
use crate::{Core, Error};

/// Removes the copy in use, open or locked, and ends its session. Other people's copies are not touched.
pub async fn remove_everything(core: &Core, correlation: CorrelationId) -> Result<RemovalView, Error> {
    let _door = core.door.lock().await;
    let copy = core.some_copy()?;
    let trail = trail_to_keep(core, &copy, correlation).await?;
    // Closes the file: nothing is removed that is open.
    core.take_copy(None).await;
    let mut trail_kept = false;
    let gone = match copy.locker() {
        Ok(locker) => {
            let gone = locker.remove().await?;
            if let Some(trail) = trail.filter(|_| gone.key && gone.file) {
                locker.keep_trail(trail, core.parts.machine.now()).await?;
                trail_kept = true;
            }
            gone
        }
        // It was in memory alone, and is dropped.
        Err(_) => store::Removal { key: true, file: true, put_aside: true },
    };
    let check = |what, gone| RemovalCheck { what, gone };
    Ok(RemovalView {
        at: core.parts.clock.now(),
        checks: vec![
            check(Removed::Key, gone.key),
            check(Removed::File, gone.file),
            check(Removed::PutAside, gone.put_aside),
        ],
        trail_kept,
    })
}

/// Must the trail stay when all else goes?
pub(crate) fn keeps_trail(core: &Core) -> bool {
    core.parts.organisation.as_ref().is_some_and(|organisation| organisation.keeps_trail)
}

/// Oldest first, the removal itself last.
async fn trail_to_keep(
    core: &Core,
    copy: &LocalCopy,
    correlation: CorrelationId,
) -> Result<Option<Vec<AuditEvent>>, Error> {
    if !keeps_trail(core) || !copy.is_open() {
        return Ok(None);
    }
    note(core, copy, correlation, Deed::by_person(ActivityKind::EverythingRemoved), None).await;
    let mut trail = copy.store()?.audit(usize::MAX).await?;
    trail.reverse();
    Ok(Some(trail))
}
