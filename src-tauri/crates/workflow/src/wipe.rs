//! "Remove everything": the key, then the file, then a look whether they are gone. What the networks keep stays there.

use crate::view::{RemovalCheck, RemovalView, Removed};
use crate::{Core, Error};

/// Removes the copy in use, open or locked, and ends its session. Other people's copies are not touched.
pub async fn remove_everything(core: &Core) -> Result<RemovalView, Error> {
    let _door = core.door.lock().await;
    let copy = core.some_copy()?;
    // Closes the file: nothing is removed that is open.
    core.take_copy(None).await;
    let gone = match copy.locker() {
        Ok(locker) => locker.remove().await?,
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
    })
}
