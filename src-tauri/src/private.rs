//! The demo's own folder: only this user can open it, and it is gone when the demo is left. A demo that was killed could
//! not tidy up, so the next one does.

use std::path::Path;

use tempfile::TempDir;

const PREFIX: &str = "satchel-demo-";

/// A fresh one, named after this process.
pub(crate) fn folder() -> std::io::Result<TempDir> {
    tempfile::Builder::new().prefix(&format!("{PREFIX}{}-", std::process::id())).tempdir()
}

/// Removes the folders of demos that are gone. Their keys are gone with them.
pub(crate) fn sweep() {
    let Ok(entries) = std::fs::read_dir(std::env::temp_dir()) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name();
        if owner(&name.to_string_lossy()).is_some_and(|pid| !runs(pid)) {
            // Another user's folder stays: it cannot be opened, and it is not ours.
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// The process that made a folder of this name.
fn owner(name: &str) -> Option<u32> {
    name.strip_prefix(PREFIX)?.split_once('-')?.0.parse().ok()
}

/// Does the process run? Where the system does not tell by `/proc`, it is taken to run, and its folder stays.
fn runs(pid: u32) -> bool {
    !cfg!(target_os = "linux") || Path::new("/proc").join(pid.to_string()).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_demos_folder_has_an_owner() {
        assert_eq!(owner("satchel-demo-123-abc"), Some(123));
        for other in ["satchel-demo-", "satchel-demo-x-y", "satchel-123-abc", "satchel-demo-123"] {
            assert_eq!(owner(other), None, "{other}");
        }
    }

    #[test]
    fn a_sweep_leaves_the_folders_of_who_runs() {
        let ours = folder().unwrap();
        sweep();
        assert!(ours.path().exists());
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn a_sweep_takes_the_folders_of_who_is_gone() {
        let mut gone = std::process::Command::new("true").spawn().unwrap();
        let left = std::env::temp_dir().join(format!("{PREFIX}{}-left", gone.id()));
        gone.wait().unwrap();
        std::fs::create_dir(&left).unwrap();
        sweep();
        assert!(!left.exists());
    }
}
