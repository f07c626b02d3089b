//! Making room for a fresh start, and forgetting. Both only when nobody has the file open.

use std::fs;
use std::path::{Path, PathBuf};
use std::thread;

use jiff::Timestamp;
use tokio::sync::oneshot;

use crate::file::{beside, lock, sync_folder};
use crate::{Error, Store};

/// What may lie beside a file and belongs to it.
const NEIGHBOURS: [&str; 3] = ["-wal", "-shm", "-journal"];

/// What tells a name that was given to a file put aside.
pub(crate) const MARK: &str = ".damaged-";

impl Store {
    /// Renames a file that cannot be read, and what belongs to it, within its folder, and says the new name. Nothing
    /// is deleted and nothing is overwritten. For a fresh start, `open` the old name afterwards.
    pub async fn set_aside(path: &Path, now: Timestamp) -> Result<PathBuf, Error> {
        let path = path.to_owned();
        elsewhere(move || set_aside(&path, now)).await
    }

    /// Removes the file and everything that belongs to it; well when there is none. Delete the key first: without it
    /// the bytes that a disk may keep are noise. Refused for what is not a plain file.
    pub async fn remove_file(path: &Path) -> Result<(), Error> {
        let path = path.to_owned();
        elsewhere(move || remove(&path)).await
    }
}

/// On a thread of its own: disks and key derivations are slow.
pub(crate) async fn elsewhere<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Error> + Send + 'static,
) -> Result<T, Error> {
    let (tell, told) = oneshot::channel();
    thread::Builder::new().name("store-files".to_owned()).spawn(move || {
        let _ = tell.send(work());
    })?;
    told.await.map_err(|_| Error::Unexpected("a thread ended"))?
}

fn set_aside(path: &Path, now: Timestamp) -> Result<PathBuf, Error> {
    let to = free_name(path, now)?;
    move_aside(path, &to)?;
    Ok(to)
}

/// Renames a file, and what belongs to it, to a name that is free.
pub(crate) fn move_aside(path: &Path, to: &Path) -> Result<(), Error> {
    let _lock = lock(path)?;
    let found: Vec<&str> = std::iter::once("")
        .chain(NEIGHBOURS)
        .filter(|ending| fs::symlink_metadata(beside(path, ending)).is_ok())
        .collect();
    if found.is_empty() {
        return Err(Error::Refused("there is nothing to set aside"));
    }
    // The file itself goes first: a log that is left alone is refused by `open`, a file without its log is not.
    for ending in found {
        fs::rename(beside(path, ending), beside(to, ending))?;
    }
    sync_folder(path)
}

/// `rosa.satchel` becomes `rosa.damaged-20261121T100000Z.satchel`, or `…Z-2.satchel` when that is taken.
pub(crate) fn free_name(path: &Path, now: Timestamp) -> Result<PathBuf, Error> {
    let stem = path.file_stem().ok_or(Error::Refused("the path has no file name"))?;
    for number in 1..=100_u32 {
        let mut name = stem.to_owned();
        name.push(format!("{MARK}{}", now.strftime("%Y%m%dT%H%M%SZ")));
        if number > 1 {
            name.push(format!("-{number}"));
        }
        if let Some(extension) = path.extension() {
            name.push(".");
            name.push(extension);
        }
        let to = path.with_file_name(name);
        let taken = std::iter::once("")
            .chain(NEIGHBOURS)
            .any(|ending| fs::symlink_metadata(beside(&to, ending)).is_ok());
        if !taken {
            return Ok(to);
        }
    }
    Err(Error::Refused("a hundred files were set aside in this second"))
}

fn remove(path: &Path) -> Result<(), Error> {
    match fs::symlink_metadata(path) {
        Ok(found) if !found.is_file() => return Err(Error::Refused("not a plain file")),
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
        _ => {}
    }
    let lock = lock(path)?;
    // The log goes before its file: a file without its log still opens, and can be removed again.
    for ending in ["-wal", "-shm", "-journal", ".new-journal", ".new", ""] {
        match fs::remove_file(beside(path, ending)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    drop(lock);
    let _ = fs::remove_file(beside(path, ".lock"));
    sync_folder(path)
}
