//! A folder on a disk as the place where files are saved: for hosts that have one.
//!
//! What is being written has a name that says so, and gets its own when it is whole. A kill leaves what nobody takes for
//! a whole file.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::{HostError, NewFile, NewFolder, Saved};

/// Names that are tried before giving up.
const MOST_NAMES: u32 = 1000;

/// Begins a file in a folder. It gets the first free of `name.age`, `name (2).age`, …
pub fn begin_file(folder: &Path, name: &str) -> Result<Box<dyn NewFile>, HostError> {
    fs::create_dir_all(folder).map_err(|_| HostError::NotSaved)?;
    let begin = |path: &Path| OpenOptions::new().write(true).create_new(true).open(path);
    let (path, file) = first_free(folder, &format!("{name}.part"), begin)?;
    Ok(Box::new(Begun { file, path, folder: folder.to_owned(), name: name.to_owned(), kept: false }))
}

/// Begins a folder in a folder, likewise.
pub fn begin_folder(folder: &Path, name: &str) -> Result<Box<dyn NewFolder>, HostError> {
    fs::create_dir_all(folder).map_err(|_| HostError::NotSaved)?;
    let (path, ()) = first_free(folder, &format!("{name}.part"), |path| fs::create_dir(path))?;
    Ok(Box::new(BegunFolder { path, folder: folder.to_owned(), name: name.to_owned(), kept: false }))
}

/// Makes something under the first name that nothing has.
fn first_free<T>(
    folder: &Path,
    name: &str,
    begin: impl Fn(&Path) -> io::Result<T>,
) -> Result<(PathBuf, T), HostError> {
    let dot = name.find('.').unwrap_or(name.len());
    let (stem, ending) = name.split_at(dot);
    for number in 1..=MOST_NAMES {
        let name = if number == 1 { name.to_owned() } else { format!("{stem} ({number}){ending}") };
        let path = folder.join(name);
        match begin(&path) {
            Ok(made) => return Ok((path, made)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(_) => return Err(HostError::NotSaved),
        }
    }
    Err(HostError::NotSaved)
}

fn said(path: &Path, folder: &Path) -> Saved {
    let last =
        |path: &Path| path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    Saved { name: last(path), folder: last(folder) }
}

struct Begun {
    file: File,
    path: PathBuf,
    folder: PathBuf,
    name: String,
    kept: bool,
}

impl Write for Begun {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

impl NewFile for Begun {
    fn keep(mut self: Box<Self>) -> Result<Saved, HostError> {
        self.file.sync_all().map_err(|_| HostError::NotSaved)?;
        // The name is taken first, by an empty file of ours: nothing that is there is written over.
        let take = |path: &Path| OpenOptions::new().write(true).create_new(true).open(path).map(drop);
        let (to, ()) = first_free(&self.folder, &self.name, take)?;
        if fs::rename(&self.path, &to).is_err() {
            let _ = fs::remove_file(&to);
            return Err(HostError::NotSaved);
        }
        self.kept = true;
        Ok(said(&to, &self.folder))
    }
}

impl Drop for Begun {
    fn drop(&mut self) {
        if !self.kept {
            let _ = fs::remove_file(&self.path);
        }
    }
}

struct BegunFolder {
    path: PathBuf,
    folder: PathBuf,
    name: String,
    kept: bool,
}

impl NewFolder for BegunFolder {
    fn file(&mut self, name: &str) -> Result<Box<dyn Write + Send>, HostError> {
        let file = OpenOptions::new().write(true).create_new(true).open(self.path.join(name));
        Ok(Box::new(file.map_err(|_| HostError::NotSaved)?))
    }

    fn keep(mut self: Box<Self>) -> Result<Saved, HostError> {
        // Likewise; an empty folder is replaced by a full one only where the system does that at once.
        for number in 1..=MOST_NAMES {
            let name = if number == 1 { self.name.clone() } else { format!("{} ({number})", self.name) };
            let to = self.folder.join(name);
            if fs::symlink_metadata(&to).is_ok() {
                continue;
            }
            fs::rename(&self.path, &to).map_err(|_| HostError::NotSaved)?;
            self.kept = true;
            return Ok(said(&to, &self.folder));
        }
        Err(HostError::NotSaved)
    }
}

impl Drop for BegunFolder {
    fn drop(&mut self) {
        if !self.kept {
            let _ = fs::remove_dir_all(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn a_file_has_its_name_when_it_is_whole_and_never_anothers() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.age"), b"mine").unwrap();
        let mut file = begin_file(folder.path(), "a.age").unwrap();
        file.write_all(b"new").unwrap();
        assert_eq!(names(folder.path()), ["a.age", "a.age.part"]);
        let saved = file.keep().unwrap();
        assert_eq!(saved.name, "a (2).age");
        assert_eq!(names(folder.path()), ["a (2).age", "a.age"]);
        assert_eq!(fs::read(folder.path().join("a.age")).unwrap(), b"mine");
        assert_eq!(fs::read(folder.path().join("a (2).age")).unwrap(), b"new");
        drop(begin_file(folder.path(), "b.age").unwrap());
        assert_eq!(names(folder.path()).len(), 2, "what is given up is gone");
    }

    #[test]
    fn so_has_a_folder() {
        let folder = tempfile::tempdir().unwrap();
        for expected in ["Satchel records", "Satchel records (2)"] {
            let mut begun = begin_folder(folder.path(), "Satchel records").unwrap();
            begun.file("one.txt").unwrap().write_all(b"1").unwrap();
            assert!(begun.file("one.txt").is_err(), "a name is given once");
            assert_eq!(begun.keep().unwrap().name, expected);
        }
        let mut given_up = begin_folder(folder.path(), "Satchel records").unwrap();
        given_up.file("one.txt").unwrap().write_all(b"1").unwrap();
        drop(given_up);
        assert_eq!(names(folder.path()), ["Satchel records", "Satchel records (2)"]);
        assert_eq!(fs::read(folder.path().join("Satchel records/one.txt")).unwrap(), b"1");
    }
}
