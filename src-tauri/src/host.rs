//! The desktop as a [`Host`]: the system's browser, its clipboard, and the person's downloads folder.

use std::fs::OpenOptions;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use arboard::Clipboard;
use tauri::{AppHandle, Manager as _};
use url::Url;
use workflow::view::Language;
use workflow::{FileName, Host, HostError, Landing, NewFile, NewFolder, Notice, Saved, on_disk};

use crate::{window, words};

/// A future as [`Host`] wants it.
type Promise<'a, T> = std::pin::Pin<Box<dyn Future<Output = Result<T, HostError>> + Send + 'a>>;

pub(crate) struct Desktop {
    app: AppHandle,
    clipboard: Shelf,
}

/// On Linux whoever copied serves the text as long as this lives; it is made when it is first needed.
type Shelf = Arc<Mutex<Option<Clipboard>>>;

impl Desktop {
    pub(crate) fn new(app: AppHandle) -> Self {
        Self { app, clipboard: Shelf::default() }
    }

    /// Where a person looks for what was saved.
    fn downloads(&self) -> Result<PathBuf, HostError> {
        let paths = self.app.path();
        paths.download_dir().or_else(|_| paths.home_dir()).map_err(|_| HostError::NotSaved)
    }
}

/// Does something with the clipboard. The system may take a moment: not on a thread that others wait for.
fn with_clipboard<T>(
    shelf: &Shelf,
    act: impl FnOnce(&mut Clipboard) -> Result<T, arboard::Error>,
) -> Result<T, arboard::Error> {
    let mut shelf = shelf.lock().unwrap_or_else(PoisonError::into_inner);
    let clipboard = match shelf.take() {
        Some(clipboard) => clipboard,
        None => Clipboard::new()?,
    };
    act(shelf.insert(clipboard))
}

fn put(clipboard: &mut Clipboard, text: String) -> Result<(), arboard::Error> {
    let set = clipboard.set();
    #[cfg(target_os = "linux")]
    let set = arboard::SetExtLinux::exclude_from_history(set);
    #[cfg(windows)]
    let set = {
        use arboard::SetExtWindows as _;
        set.exclude_from_cloud().exclude_from_history()
    };
    #[cfg(target_os = "macos")]
    let set = arboard::SetExtApple::exclude_from_history(set);
    set.text(text)
}

impl Host for Desktop {
    /// Who calls has checked the address against the policy (https, or the sandbox itself).
    fn open_portal<'a>(&'a self, address: &'a Url) -> Promise<'a, ()> {
        let address = address.to_string();
        Box::pin(async move {
            // Starting a program blocks for a moment.
            let opened = tauri::async_runtime::spawn_blocking(move || {
                tauri_plugin_opener::open_url(&address, None::<&str>)
            });
            match opened.await {
                Ok(Ok(())) => Ok(()),
                _ => Err(HostError::NoBrowser),
            }
        })
    }

    fn save<'a>(&'a self, name: &'a str, bytes: &'a [u8]) -> Promise<'a, Saved> {
        Box::pin(async move { write_new(&self.downloads()?, name, bytes) })
    }

    fn begin_file(&self, name: &str) -> Result<Box<dyn NewFile>, HostError> {
        on_disk::begin_file(&self.downloads()?, name)
    }

    fn begin_folder(&self, name: &str) -> Result<Box<dyn NewFolder>, HostError> {
        on_disk::begin_folder(&self.downloads()?, name)
    }

    fn file_name(&self, what: FileName, language: Language) -> String {
        words::file_name(what, language)
    }

    fn landing(&self, language: Language) -> Landing {
        let words = words::landing(language);
        Landing { title: words.title, body: words.body }
    }

    fn show_notes(&self) {
        if window::show_notes(&self.app).is_err() {
            satchel_log::warn!("the notes have no window");
        }
    }

    fn come_forward(&self) {
        window::bring_forward(&self.app);
    }

    fn copy<'a>(&'a self, text: &'a str) -> Promise<'a, ()> {
        let (held, text) = (Arc::clone(&self.clipboard), text.to_owned());
        Box::pin(async move {
            let copied = tauri::async_runtime::spawn_blocking(move || {
                with_clipboard(&held, |clipboard| put(clipboard, text))
            });
            match copied.await {
                Ok(Ok(())) => Ok(()),
                _ => Err(HostError::NotCopied),
            }
        })
    }

    fn forget_copy(&self, text: &str) {
        let (held, text) = (Arc::clone(&self.clipboard), text.to_owned());
        tauri::async_runtime::spawn_blocking(move || {
            let forgotten = with_clipboard(&held, |clipboard| {
                // Something else that was copied meanwhile is not ours to take away.
                if clipboard.get_text().is_ok_and(|now| now == text) { clipboard.clear() } else { Ok(()) }
            });
            if forgotten.is_err() {
                satchel_log::warn!("the clipboard could not be emptied");
            }
        });
    }

    fn notify(&self, notice: Notice, language: Language) {
        let words = words::notice(notice, language);
        let identifier = self.app.config().identifier.clone();
        // Asking the system blocks for a moment.
        tauri::async_runtime::spawn_blocking(move || {
            let mut notification = notify_rust::Notification::new();
            notification.appname("Satchel").summary(&words.title).body(&words.body);
            #[cfg(windows)]
            notification.app_id(&identifier);
            let _ = identifier;
            if notification.show().is_err() {
                satchel_log::info!("the system shows no notifications");
            }
        });
    }
}

/// Writes under the first free name: `name.png`, `name (2).png`, … Never over another file.
fn write_new(folder: &Path, name: &str, bytes: &[u8]) -> Result<Saved, HostError> {
    std::fs::create_dir_all(folder).map_err(|_| HostError::NotSaved)?;
    let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
    for number in 1..1000 {
        let name = if number == 1 { name.to_owned() } else { format!("{stem} ({number}).{ending}") };
        match OpenOptions::new().write(true).create_new(true).open(folder.join(&name)) {
            Ok(mut file) => {
                file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|_| HostError::NotSaved)?;
                let folder = folder.file_name().map(|f| f.to_string_lossy().into_owned()).unwrap_or_default();
                return Ok(Saved { name, folder });
            }
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(_) => return Err(HostError::NotSaved),
        }
    }
    Err(HostError::NotSaved)
}
