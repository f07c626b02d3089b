//! Small files beside a store: read whole, written whole or not at all.

use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::Path;

use crate::file::{beside, private, sync_folder};
use crate::{Error, fail};

/// No small file of ours is longer, in bytes. Of a longer one this much and one byte more is read.
pub(crate) const LONGEST: usize = 4096;

/// The bytes; `None` when there is no such file.
pub(crate) fn read(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    let file = match fs::File::open(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        file => file?,
    };
    let mut bytes = Vec::new();
    file.take(LONGEST as u64 + 1).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// Under another name first, so that a full disk or a power cut leaves the old one.
pub(crate) fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let new = beside(path, ".new");
    let written = private().create(true).truncate(true).open(&new).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        fail::at("small-file-written");
        fs::rename(&new, path)
    });
    if let Err(error) = written {
        let _ = fs::remove_file(&new);
        return Err(error.into());
    }
    sync_folder(path)
}

/// Gone for good, through a power cut too; well when there is none.
pub(crate) fn remove(path: &Path) -> Result<(), Error> {
    match fs::remove_file(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error.into()),
        Ok(()) => sync_folder(path),
    }
}
