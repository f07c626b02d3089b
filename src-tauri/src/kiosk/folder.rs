//! The folder of one visit: everything that a web view, a toolkit or a library would keep in a home goes there. In memory
//! where the system has such a place, and gone when the visit is over.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

const PREFIX: &str = "satchel-visit-";
/// Names the processes of a visit: each inherits it.
pub(super) const MARK: &str = "SATCHEL_KIOSK_VISIT";

pub(super) struct Folder {
    dir: Option<TempDir>,
    path: PathBuf,
}

impl Folder {
    pub(super) fn new() -> std::io::Result<Self> {
        let dir =
            tempfile::Builder::new().prefix(&format!("{PREFIX}{}-", std::process::id())).tempdir_in(root())?;
        for name in ["data", "cache", "config", "state", "tmp", "web"] {
            std::fs::create_dir(dir.path().join(name))?;
        }
        let path = dir.path().to_owned();
        Ok(Self { dir: Some(dir), path })
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// A word for this visit alone.
    pub(super) fn mark(&self) -> String {
        self.path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
    }

    /// Where the processes of the visit find a home.
    pub(super) fn environment(&self) -> Vec<(&'static str, OsString)> {
        let at = |name: &str| self.path.join(name).into_os_string();
        vec![
            (MARK, self.mark().into()),
            ("HOME", self.path.clone().into_os_string()),
            ("XDG_DATA_HOME", at("data")),
            ("XDG_CACHE_HOME", at("cache")),
            ("XDG_CONFIG_HOME", at("config")),
            ("XDG_STATE_HOME", at("state")),
            ("TMPDIR", at("tmp")),
            // Windows: what a web view or a library keeps for a user.
            ("LOCALAPPDATA", at("data")),
            ("APPDATA", at("config")),
            ("TEMP", at("tmp")),
            ("TMP", at("tmp")),
            // Linux: settings of the toolkit stay in memory.
            ("GSETTINGS_BACKEND", "memory".into()),
        ]
    }

    /// Removes it; what is left is looked at by who proves it.
    pub(super) fn remove(&mut self) {
        if let Some(dir) = self.dir.take() {
            // A process that is just ending may still write: once more then.
            let kept = dir.keep();
            for _ in 0..20 {
                match std::fs::remove_dir_all(&kept) {
                    Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                        std::thread::sleep(std::time::Duration::from_millis(50));
                    }
                    _ => return,
                }
            }
        }
    }
}

/// The web view's data in the folder of a visit.
pub(super) fn web_data(visit: &Path) -> PathBuf {
    visit.join("web")
}

/// Where folders of visits stand: in memory, if this system has such a place for this user.
fn root() -> PathBuf {
    let runtime = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from);
    let shared = cfg!(target_os = "linux").then(|| PathBuf::from("/dev/shm"));
    let usable = |folder: &PathBuf| {
        folder.is_dir() && tempfile::Builder::new().prefix("satchel-").tempfile_in(folder).is_ok()
    };
    runtime.into_iter().chain(shared).find(usable).unwrap_or_else(std::env::temp_dir)
}

/// Removes the folders of kiosks that were killed, or whose machine lost its power.
pub(super) fn sweep() {
    let Ok(entries) = std::fs::read_dir(root()) else { return };
    for entry in entries.flatten() {
        if owner(&entry.file_name().to_string_lossy()).is_some_and(|pid| !runs(pid)) {
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// Folders of visits that nobody owns any more.
pub(super) fn left() -> usize {
    let Ok(entries) = std::fs::read_dir(root()) else { return 0 };
    let names = entries.flatten().map(|entry| entry.file_name());
    names.filter(|name| owner(&name.to_string_lossy()).is_some_and(|pid| !runs(pid))).count()
}

fn owner(name: &str) -> Option<u32> {
    name.strip_prefix(PREFIX)?.split_once('-')?.0.parse().ok()
}

fn runs(pid: u32) -> bool {
    !cfg!(target_os = "linux") || Path::new("/proc").join(pid.to_string()).exists()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visits_folder_is_its_home_and_goes_with_all_that_is_in_it() {
        let mut folder = Folder::new().unwrap();
        for (name, value) in folder.environment() {
            if !matches!(name, MARK | "GSETTINGS_BACKEND") {
                assert!(Path::new(&value).starts_with(folder.path()), "{name}");
                assert!(Path::new(&value).is_dir(), "{name}");
            }
        }
        std::fs::write(web_data(folder.path()).join("cookies"), "a").unwrap();
        folder.remove();
        assert!(!folder.path().exists());
    }

    #[test]
    fn only_a_visits_folder_has_an_owner() {
        assert_eq!(owner("satchel-visit-12-abc"), Some(12));
        for other in ["satchel-visit-", "satchel-demo-1-abc", "satchel-visit-x-y"] {
            assert_eq!(owner(other), None, "{other}");
        }
    }
}
