//! The newest lines, for a report to support.

use std::fs::{self, File};
use std::io::{self, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use crate::subscriber::{PREFIX, SUFFIX};

/// What is read of one file, from its end, in bytes.
const MOST: u64 = 1024 * 1024;

/// The newest `lines` lines that were kept in `folder`, oldest first. What cannot be read is left out: a report is
/// wanted most when something is wrong.
#[must_use]
pub fn recent(folder: &Path, lines: usize) -> Vec<String> {
    let mut newest_first = Vec::new();
    for file in files(folder) {
        if newest_first.len() >= lines {
            break;
        }
        let text = end_of(&file).unwrap_or_default();
        let missing = lines - newest_first.len();
        newest_first.extend(text.lines().rev().take(missing).map(str::to_owned));
    }
    newest_first.reverse();
    newest_first
}

/// The files of the log, newest first: the day in their names sorts them.
fn files(folder: &Path) -> Vec<PathBuf> {
    let is_ours = |path: &PathBuf| {
        path.file_name()
            .and_then(|name| name.to_str()?.strip_prefix(PREFIX)?.strip_suffix(SUFFIX))
            .is_some_and(|day| day.starts_with('.') && day.ends_with('.'))
    };
    let Ok(entries) = fs::read_dir(folder) else { return Vec::new() };
    let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).filter(is_ours).collect();
    files.sort_by(|a, b| b.cmp(a));
    files
}

fn end_of(path: &Path) -> io::Result<String> {
    let mut file = File::open(path)?;
    let skipped = file.metadata()?.len().saturating_sub(MOST);
    file.seek(SeekFrom::Start(skipped))?;
    let mut bytes = Vec::new();
    file.take(MOST).read_to_end(&mut bytes)?;
    let text = String::from_utf8_lossy(&bytes);
    // The first line is whole only if the file was read from its start.
    Ok(match text.split_once('\n') {
        Some((_, whole)) if skipped > 0 => whole.to_owned(),
        _ => text.into_owned(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        folder
    }

    #[test]
    fn the_newest_lines_come_from_the_newest_files() {
        let folder = folder(&[
            ("satchel.2026-11-19.log", "one\n"),
            ("satchel.2026-11-20.log", "two\nthree\n"),
            ("satchel.2026-11-21.log", "four\nfive\n"),
        ]);
        assert_eq!(recent(folder.path(), 3), ["three", "four", "five"]);
        assert_eq!(recent(folder.path(), 1), ["five"]);
        assert_eq!(recent(folder.path(), 100), ["one", "two", "three", "four", "five"]);
        assert!(recent(folder.path(), 0).is_empty());
    }

    #[test]
    fn other_files_are_not_read() {
        let folder = folder(&[("satchel.db", "a\n"), ("notes.log", "b\n"), ("satchel.log.txt", "c\n")]);
        assert!(recent(folder.path(), 9).is_empty());
    }

    #[test]
    fn no_folder_is_no_line() {
        let folder = folder(&[]);
        assert!(recent(&folder.path().join("gone"), 9).is_empty());
    }

    #[test]
    fn of_a_huge_file_the_end_is_read_from_its_first_whole_line() {
        let line = "0123456789abcde\n";
        let folder = folder(&[("satchel.2026-11-21.log", &format!("{}last\n", line.repeat(200_000)))]);
        let lines = recent(folder.path(), usize::MAX);
        assert!(lines.len() < 70_000);
        assert!(lines[..lines.len() - 1].iter().all(|read| read == line.trim_end()));
        assert_eq!(lines.last().unwrap(), "last");
    }

    #[test]
    fn a_broken_byte_stays_visible_and_the_rest_is_read() {
        let folder = folder(&[]);
        fs::write(folder.path().join("satchel.2026-11-21.log"), b"a\xffb\nc\n").unwrap();
        assert_eq!(recent(folder.path(), 9), ["a\u{fffd}b", "c"]);
    }
}
