//! Bringing a backup back. The page hands the file over in pieces, so that nobody ever holds all of it; a thread of its
//! own unseals them, and fills a new file that is looked through before it is put in its place.
//!
//! Never over a copy that is there: that one is set aside first, and only if the person said so.

use std::io::{self, Read};

use networks::CorrelationId;
use secrecy::SecretString;
use store::backup::{self, About, RestoreError, Restored};
use store::{Changes, Lock, Locker};
use tokio::sync::{mpsc, oneshot};
use uuid::Uuid;

use crate::activity::{Deed, note};
use crate::local_copy::{LocalCopy, wish};
use crate::view::{ActivityKind, BackupLook, RestoreStep};
use crate::{Core, Error};

/// The least that is looked at: the beginning of a backup is sealed in parts of this size. Less, and it is all there is.
const LEAST: usize = 128 * 1024;
/// The most at a time.
const MOST: usize = 4 * 1024 * 1024;

/// A restore that has begun.
pub(crate) struct Restoring {
    id: String,
    locker: Locker,
    about: About,
    /// `None` when the last piece was handed over.
    pieces: Option<mpsc::Sender<Vec<u8>>>,
    /// Tells the thread that the person wants it.
    go: Option<oneshot::Sender<()>>,
    done: oneshot::Receiver<Result<Restored, RestoreError>>,
    replace: bool,
}

/// Looks at the beginning of a backup: whose it is and whether it may be restored here. `last`: there is no more of it.
pub async fn look_at_backup(
    core: &Core,
    passphrase: SecretString,
    beginning: Vec<u8>,
    last: bool,
) -> Result<BackupLook, Error> {
    let lockers =
        core.parts.keeping.lockers().ok_or(Error::BadRequest("nothing is kept on this computer"))?.clone();
    if beginning.len() > MOST || (!last && beginning.len() < LEAST) {
        return Err(Error::BadRequest("the pieces of a backup have a size"));
    }
    // Whatever was begun before is over.
    *core.restoring.lock().await = None;
    let (pieces, inbox) = mpsc::channel(2);
    pieces.try_send(beginning).map_err(|_| Error::Unexpected("a piece was not taken"))?;
    let pieces = (!last).then_some(pieces);
    let (tell, looked) = oneshot::channel();
    let (go, wanted) = oneshot::channel();
    let (finish, done) = oneshot::channel();
    let thread = std::thread::Builder::new().name("restore".to_owned());
    let begun = thread.spawn(move || {
        let opened = match backup::open(Box::new(Pieces { inbox, piece: io::Cursor::default() }), &passphrase)
        {
            Ok(opened) => opened,
            Err(error) => return drop(tell.send(Err(error))),
        };
        let locker = opened.locker(&lockers).ok_or(RestoreError::Damaged);
        let about = opened.about().clone();
        let Ok(locker) = locker.clone() else { return drop(tell.send(Err(RestoreError::Damaged))) };
        if tell.send(Ok((about, locker.clone()))).is_ok() && wanted.blocking_recv().is_ok() {
            let _ = finish.send(opened.unpack(&locker));
        }
    });
    begun.map_err(|_| Error::Unexpected("no thread for a restore"))?;
    let (about, locker) = match looked.await.map_err(|_| Error::Unexpected("the restore ended"))? {
        Ok(looked) => looked,
        Err(error) => return refused(error),
    };
    let replaces = locker.exists().await?;
    if let Some(refusal) = not_here(core, &locker, replaces).await? {
        return Ok(refusal);
    }
    let id = Uuid::new_v4().to_string();
    let look = BackupLook::Fits {
        id: id.clone(),
        name: about.label.as_ref().map(|label| label.name.clone()),
        made_at: about.made_at,
        replaces,
    };
    *core.restoring.lock().await =
        Some(Restoring { id, locker, about, pieces, go: Some(go), done, replace: replaces });
    Ok(look)
}

/// Why it may not be restored here, though it opened.
async fn not_here(core: &Core, locker: &Locker, is_there: bool) -> Result<Option<BackupLook>, Error> {
    let in_use = core.copy();
    if in_use.as_ref().is_some_and(|copy| copy.locker().is_ok() && !copy.is(locker.id())) {
        return Ok(Some(BackupLook::SomeoneElses));
    }
    // A lock is not gone around: what is behind it is replaced by who can open it.
    let is_open = in_use.is_some_and(|copy| copy.is(locker.id()) && copy.is_open());
    let is_locked = is_there && !is_open && locker.lock().await? != Lock::None;
    Ok(is_locked.then_some(BackupLook::Locked))
}

fn refused(error: RestoreError) -> Result<BackupLook, Error> {
    Ok(match error {
        RestoreError::WrongPassphrase => BackupLook::WrongPassword,
        RestoreError::NotABackup => BackupLook::NotABackup,
        RestoreError::Damaged => BackupLook::Damaged,
        RestoreError::Newer => BackupLook::Newer,
        RestoreError::Store(error) => return Err(error.into()),
    })
}

/// Takes the next piece, and after the last one puts the copy in its place. `replace`: the person wants the copy that
/// is there set aside.
pub async fn restore_backup(
    core: &Core,
    id: &str,
    piece: Vec<u8>,
    last: bool,
    replace: bool,
    correlation: CorrelationId,
) -> Result<RestoreStep, Error> {
    if piece.len() > MOST {
        return Err(Error::BadRequest("the pieces of a backup have a size"));
    }
    let mut slot = core.restoring.lock().await;
    let restoring = slot.as_mut().filter(|restoring| restoring.id == id);
    let restoring = restoring.ok_or(Error::BadRequest("no such restore"))?;
    if restoring.replace && !replace {
        return Err(Error::BadRequest("a copy that is there is replaced by who says so"));
    }
    if let Some(go) = restoring.go.take() {
        // A thread that ended tells why below.
        let _ = go.send(());
    }
    if let (Some(pieces), false) = (&restoring.pieces, piece.is_empty()) {
        let taken = pieces.send(piece).await;
        // Who does not take any more has found something: the rest is not needed to say what.
        if taken.is_ok() && !last {
            return Ok(RestoreStep::More);
        }
    } else if !last {
        return Ok(RestoreStep::More);
    }
    let Some(mut restoring) = slot.take() else { return Err(Error::Unexpected("a restore went away")) };
    drop(slot);
    restoring.pieces = None;
    let unpacked = restoring.done.await.map_err(|_| Error::Unexpected("the restore ended"))?;
    let restored = match unpacked {
        Ok(restored) => restored,
        Err(RestoreError::Newer) => return Ok(RestoreStep::Newer),
        Err(RestoreError::Store(error)) => return Err(error.into()),
        Err(_) => return Ok(RestoreStep::Damaged),
    };
    let (records, files) = (restored.amount().records, restored.amount().documents);
    put_in_place(core, &restoring.locker, restored, &restoring.about, restoring.replace, correlation).await?;
    Ok(RestoreStep::Done { records, files })
}

async fn put_in_place(
    core: &Core,
    locker: &Locker,
    restored: Restored,
    about: &About,
    replace: bool,
    correlation: CorrelationId,
) -> Result<(), Error> {
    let _door = core.door.lock().await;
    let now = core.parts.machine.now();
    let is_there = locker.exists().await?;
    if is_there && !replace {
        return Err(Error::BadRequest("there is a copy by now"));
    }
    // Looked at again: meanwhile somebody may have locked it, or come in.
    if not_here(core, locker, is_there).await?.is_some() {
        return Err(Error::Locked);
    }
    core.take_copy(None).await;
    if is_there {
        locker.set_aside(now).await?;
    }
    locker.take_in(restored, now).await?.close().await?;
    let copy = LocalCopy::enter(locker.clone(), about.label.clone(), now).await;
    if let Ok(store) = copy.store() {
        // This computer has not asked about a PIN yet.
        store.commit(Changes::new().remove_setting(wish::PIN_ANSWERED), None).await?;
    }
    note(core, &copy, correlation, Deed::by_person(ActivityKind::BackupRestored), None).await;
    core.take_copy(Some(copy)).await;
    Ok(())
}

/// Stops it; what was unpacked is gone.
pub async fn stop_restore(core: &Core) {
    *core.restoring.lock().await = None;
}

/// The pieces as one file. It ends where nobody hands over any more.
struct Pieces {
    inbox: mpsc::Receiver<Vec<u8>>,
    piece: io::Cursor<Vec<u8>>,
}

impl Read for Pieces {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        loop {
            let read = self.piece.read(to)?;
            if read > 0 || to.is_empty() {
                return Ok(read);
            }
            match self.inbox.blocking_recv() {
                Some(piece) => self.piece = io::Cursor::new(piece),
                None => return Ok(0),
            }
        }
    }
}
