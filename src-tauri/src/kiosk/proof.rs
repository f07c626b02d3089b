//! What is looked at when a visit is over, from outside of it. Each check can fail; what this computer cannot show is left
//! out, and never counted as passed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::mpsc;
use std::time::{Duration, SystemTime};

use workflow::view::WipeCheck;

/// How long a system service may take to answer.
const PATIENCE: Duration = Duration::from_secs(2);
/// Beyond this, a folder is taken as it is: a kiosk's account has no such.
const MOST_FILES: usize = 20_000;

/// Files where this program could leave any outside of its visit's folder: path, when it changed, how long it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Files(BTreeMap<PathBuf, (Option<SystemTime>, u64)>);

/// Where this program could leave a file.
#[derive(Clone, Debug)]
pub(super) struct Watched {
    /// Looked through as a whole.
    pub(super) folders: Vec<PathBuf>,
    /// Of these folders alone what begins with one of these words.
    pub(super) beginning: Vec<(PathBuf, &'static str)>,
    /// The kiosk's own numbers.
    pub(super) but: Option<PathBuf>,
}

impl Watched {
    /// By the environment of the supervisor: a visit has other folders.
    pub(super) fn of(identifier: &str, but: Option<PathBuf>) -> Self {
        let ours = |folder: Option<PathBuf>| folder.map(|folder| folder.join(identifier));
        let folders =
            [ours(dirs::data_dir()), ours(dirs::cache_dir()), ours(dirs::config_dir()), dirs::download_dir()];
        let here = std::env::current_dir().ok().map(|folder| (folder, "core"));
        let temporary = (std::env::temp_dir(), "satchel-");
        Self {
            folders: folders.into_iter().flatten().collect(),
            beginning: here.into_iter().chain([temporary]).collect(),
            but,
        }
    }

    pub(super) fn look(&self) -> Files {
        let mut files = BTreeMap::new();
        for folder in &self.folders {
            walk(folder, &mut files);
        }
        for (folder, word) in &self.beginning {
            for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
                if entry.file_name().to_string_lossy().starts_with(word) {
                    walk(&entry.path(), &mut files);
                }
            }
        }
        if let Some(but) = &self.but {
            files.retain(|path, _| path.parent() != Some(but));
        }
        Files(files)
    }
}

fn walk(path: &Path, files: &mut BTreeMap<PathBuf, (Option<SystemTime>, u64)>) {
    if files.len() >= MOST_FILES {
        return;
    }
    // A link is itself, not where it leads.
    let Ok(about) = path.symlink_metadata() else { return };
    if about.is_dir() {
        for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
            walk(&entry.path(), files);
        }
    } else {
        files.insert(path.to_owned(), (about.modified().ok(), about.len()));
    }
}

impl Files {
    /// No file is there, or changed, that was not so before.
    pub(super) fn adds_nothing_to(&self, before: &Self) -> bool {
        self.0.iter().all(|(path, about)| before.0.get(path) == Some(about))
    }
}

/// What was found: passed, failed, or not to be seen on this computer.
pub(super) type Found = Option<bool>;

/// Everything that is looked at after one visit.
pub(super) struct Looked {
    pub(super) signed_out: Found,
    pub(super) page_closed: Found,
    pub(super) folder_gone: Found,
    pub(super) no_file: Found,
    pub(super) clipboard_empty: Found,
    pub(super) safe_unused: Found,
}

impl Looked {
    pub(super) fn sorted(&self) -> (Vec<WipeCheck>, Vec<WipeCheck>) {
        let all = [
            (WipeCheck::SignedOut, self.signed_out),
            (WipeCheck::PageClosed, self.page_closed),
            (WipeCheck::FolderGone, self.folder_gone),
            (WipeCheck::NoFile, self.no_file),
            (WipeCheck::ClipboardEmpty, self.clipboard_empty),
            (WipeCheck::SafeUnused, self.safe_unused),
        ];
        let of = |wanted: bool| {
            let those = all.iter().filter(move |(_, found)| *found == Some(wanted));
            those.map(|(check, _)| *check).collect()
        };
        (of(true), of(false))
    }
}

/// Empties the clipboard, and looks whether it is empty.
pub(super) fn empty_clipboard() -> Found {
    // A display that does not answer must not hold the next visit up.
    let (told, hears) = mpsc::channel();
    std::thread::spawn(move || {
        let found = arboard::Clipboard::new().ok().map(|mut clipboard| {
            let _ = clipboard.clear();
            match clipboard.get_text() {
                Ok(text) => text.is_empty(),
                Err(arboard::Error::ContentNotAvailable) => true,
                Err(_) => false,
            }
        });
        let _ = told.send(found);
    });
    hears.recv_timeout(PATIENCE).unwrap_or(Some(false))
}

/// Does the computer's safe hold anything of this program? Only looked at where it runs: nobody starts it for that.
pub(super) fn safe_unused(identifier: &str) -> Found {
    #[cfg(target_os = "linux")]
    {
        let (told, hears) = mpsc::channel();
        let identifier = identifier.to_owned();
        std::thread::spawn(move || {
            // Whoever asked may have stopped waiting.
            let _ = told.send(search_safe(&identifier));
        });
        hears.recv_timeout(PATIENCE).unwrap_or(Some(false))
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = identifier;
        None
    }
}

/// By the Secret Service's `SearchItems`, which opens nothing.
#[cfg(target_os = "linux")]
fn search_safe(identifier: &str) -> Found {
    use std::collections::HashMap;
    use zbus::zvariant::OwnedObjectPath;

    const NAME: &str = "org.freedesktop.secrets";
    let Ok(bus) = zbus::blocking::Connection::session() else { return Some(true) };
    let names = zbus::blocking::fdo::DBusProxy::new(&bus).ok()?.list_names().ok()?;
    if !names.iter().any(|name| name.as_str() == NAME) {
        return Some(true);
    }
    let wanted = HashMap::from([("service", identifier)]);
    let answer = bus
        .call_method(
            Some(NAME),
            "/org/freedesktop/secrets",
            Some("org.freedesktop.Secret.Service"),
            "SearchItems",
            &wanted,
        )
        .ok()?;
    let (open, locked): (Vec<OwnedObjectPath>, Vec<OwnedObjectPath>) = answer.body().deserialize().ok()?;
    Some(open.is_empty() && locked.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_came_or_changed_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let at = |name: &str| folder.path().join(name);
        std::fs::create_dir(at("own")).unwrap();
        std::fs::write(at("before"), "1").unwrap();
        let watched = Watched {
            folders: vec![folder.path().to_owned(), at("not there")],
            beginning: Vec::new(),
            but: Some(at("own")),
        };
        let before = watched.look();
        std::fs::write(at("own").join("visits.log"), "1").unwrap();
        assert!(watched.look().adds_nothing_to(&before));
        std::fs::create_dir(at("deep")).unwrap();
        std::fs::write(at("deep").join("new"), "1").unwrap();
        assert!(!watched.look().adds_nothing_to(&before));
        std::fs::remove_file(at("deep").join("new")).unwrap();
        assert!(watched.look().adds_nothing_to(&before));
        std::fs::write(at("before"), "12").unwrap();
        assert!(!watched.look().adds_nothing_to(&before));
    }

    #[test]
    fn a_word_is_looked_for_in_its_folder_alone() {
        let folder = tempfile::tempdir().unwrap();
        let watched =
            Watched { folders: Vec::new(), beginning: vec![(folder.path().to_owned(), "core")], but: None };
        let before = watched.look();
        std::fs::write(folder.path().join("other"), "1").unwrap();
        assert!(watched.look().adds_nothing_to(&before));
        std::fs::write(folder.path().join("core.12"), "1").unwrap();
        assert!(!watched.look().adds_nothing_to(&before));
    }

    #[test]
    fn what_cannot_be_seen_is_neither_passed_nor_failed() {
        let looked = Looked {
            signed_out: Some(true),
            page_closed: Some(false),
            folder_gone: Some(true),
            no_file: None,
            clipboard_empty: None,
            safe_unused: Some(true),
        };
        let (passed, failed) = looked.sorted();
        assert_eq!(passed, [WipeCheck::SignedOut, WipeCheck::FolderGone, WipeCheck::SafeUnused]);
        assert_eq!(failed, [WipeCheck::PageClosed]);
    }
}
