//! What the place we run in can do for us.

use std::io::Write;

use futures::future::BoxFuture;
use url::Url;

use crate::view::Language;

/// The machine around us. Desktop: the system browser and the downloads folder. Kiosk: a QR code for the patient's
/// phone. Tests and the demo that walks by itself: a patient who signs in at the sandbox's portal.
pub trait Host: Send + Sync {
    /// Shows a sign-in page. The address is secret and bound to the person: it is not logged.
    fn open_portal<'a>(&'a self, address: &'a Url) -> BoxFuture<'a, Result<(), HostError>>;

    /// Keeps a file where the person finds it; never overwrites another.
    fn save<'a>(&'a self, name: &'a str, bytes: &'a [u8]) -> BoxFuture<'a, Result<Saved, HostError>>;

    /// Begins a file where the person finds it, for bytes that come one after the other; never overwrites another.
    /// Nothing stays of one that is not kept.
    fn begin_file(&self, name: &str) -> Result<Box<dyn NewFile>, HostError> {
        let _ = name;
        Err(HostError::NotSaved)
    }

    /// Begins a folder where the person finds it; never into one that is there. Nothing stays of one that is not kept.
    fn begin_folder(&self, name: &str) -> Result<Box<dyn NewFolder>, HostError> {
        let _ = name;
        Err(HostError::NotSaved)
    }

    /// What a file is called that the person gets, without its ending: in their language, with no letter that a system
    /// minds.
    fn file_name(&self, what: FileName, language: Language) -> String {
        let _ = language;
        what.in_english().to_owned()
    }

    /// Puts a text into the clipboard, marked as one that no history should keep, where the system knows such a mark.
    fn copy<'a>(&'a self, text: &'a str) -> BoxFuture<'a, Result<(), HostError>> {
        let _ = text;
        Box::pin(std::future::ready(Err(HostError::NotCopied)))
    }

    /// Empties the clipboard if it still holds this text. Must not block; no other text is touched.
    fn forget_copy(&self, text: &str) {
        let _ = text;
    }

    /// Tells the person by the system's own means, where it has any. Without content: others may see the screen. Must
    /// not block; a word that does not reach anybody is no error.
    fn notify(&self, notice: Notice, language: Language);

    /// What the browser shows when somebody comes back to this machine.
    fn landing(&self, language: Language) -> Landing;

    /// Somebody came back from the browser: the window comes forward, where there is one.
    fn come_forward(&self) {}

    /// The demo's notes for a presenter come forward, in a window of their own, where there are windows.
    fn show_notes(&self) {}
}

/// A file that is being written.
pub trait NewFile: Write + Send {
    /// It is whole: it stays.
    fn keep(self: Box<Self>) -> Result<Saved, HostError>;
}

/// A folder that is being filled.
pub trait NewFolder: Send {
    /// The next file in it, under a name that no other in it has.
    fn file(&mut self, name: &str) -> Result<Box<dyn Write + Send>, HostError>;

    /// It is whole: it stays.
    fn keep(self: Box<Self>) -> Result<Saved, HostError>;
}

/// A file or a folder that a person gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileName {
    /// The QR code, as a picture or a page.
    QrCode,
    /// The folder of all records and files.
    Records,
    /// The records in it, for another app.
    Bundle,
    /// A record or a file without a title of its own.
    Record,
    /// The paper to carry to a visit.
    Summary,
    /// A backup.
    Backup,
    /// What happened.
    Activity,
    /// What somebody who helps wants to see.
    Report,
}

impl FileName {
    /// Every one.
    pub const ALL: [Self; 8] = [
        Self::QrCode,
        Self::Records,
        Self::Bundle,
        Self::Record,
        Self::Summary,
        Self::Backup,
        Self::Activity,
        Self::Report,
    ];

    /// For a host without a catalogue of words.
    #[must_use]
    pub fn in_english(self) -> &'static str {
        match self {
            Self::QrCode => "Satchel QR code",
            Self::Records => "Satchel records",
            Self::Bundle => "All records for other apps",
            Self::Record => "Record",
            Self::Summary => "Satchel summary",
            Self::Backup => "Satchel backup",
            Self::Activity => "Satchel activity",
            Self::Report => "Satchel report",
        }
    }
}

/// What the system is asked to tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The search for places has ended.
    SearchEnded,
    /// The search for places stopped before its end.
    SearchStopped,
    /// A place will need the person again before long.
    PermissionEndsSoon,
}

/// The last words in the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Landing {
    /// One sentence.
    pub title: String,
    /// What to do now.
    pub body: String,
}

/// Where a file went, in words for a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The name it got.
    pub name: String,
    /// The name of the folder, without its path.
    pub folder: String,
}

/// The host could not do it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HostError {
    /// No browser opened.
    #[error("no browser opened")]
    NoBrowser,
    /// No way back from the browser could be opened.
    #[error("there is no way back from the browser")]
    NoWayBack,
    /// The file could not be written.
    #[error("the file could not be written")]
    NotSaved,
    /// There is no clipboard, or it did not take the text.
    #[error("the clipboard did not take it")]
    NotCopied,
}
