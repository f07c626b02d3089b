//! The receiver: opens a SMART Health Link as a clinic would. Rules: `spec/shl-wire.md`, sections 3 to 6 and 13.
//!
//! Used by the app for "What the clinic will see" and "Open a link", and by `examples/open_link.rs`. Nothing is written
//! anywhere here, nothing inside the files is fetched, and a wrong passcode is never tried twice.

mod fetch;
mod refusal;

use std::time::Duration;

use health_link::content::{self, Content};
use health_link::manifest::{Manifest, Status};
use health_link::{Payload, jwe};
use jiff::Timestamp;
use satchel_http::{CorrelationId, Http, Limits};
use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

pub use refusal::Refusal;

use fetch::{Fetcher, Served};

/// Largest manifest and largest file on the wire, in bytes.
const LARGEST_BODY: usize = 24 * 1024 * 1024;
/// Largest plaintext of a whole link, in bytes.
const LARGEST_LINK: u64 = 64 * 1024 * 1024;
/// The longest that all requests of one opening may take together.
const PATIENCE: Duration = Duration::from_mins(2);
/// The longest name of who opens, in characters.
const LONGEST_RECIPIENT: usize = 80;

/// The limits of each request (`spec/shl-wire.md`, section 6).
pub const RECEIVER_LIMITS: Limits = Limits {
    connect: Duration::from_secs(10),
    total: Duration::from_secs(30),
    body: LARGEST_BODY,
    first_pause: Duration::from_millis(250),
};

/// Who opens a link, and with what.
#[derive(Clone, Debug)]
pub struct Visitor {
    /// Fit for display in the log of whoever shared.
    pub recipient: String,
    /// What the person typed.
    pub passcode: Option<SecretString>,
}

/// What a link gave.
#[derive(Debug)]
pub struct Received {
    /// The files that could be read, in the order of the manifest.
    pub files: Vec<ReceivedFile>,
    /// Files whose content is no health record that we know.
    pub unread: usize,
    /// The content may change, and the link says that one may look again.
    pub may_change: bool,
    /// The least wait before the next look, where the server said one.
    pub look_after: Option<Duration>,
}

/// One opened file.
pub struct ReceivedFile {
    /// What is in it.
    pub content: Content,
    /// The file, byte for byte. Health data: wiped when it is dropped.
    pub plaintext: Zeroizing<Vec<u8>>,
}

impl std::fmt::Debug for ReceivedFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "ReceivedFile({} bytes)", self.plaintext.len())
    }
}

/// Opens a link. One call is one access in the log of whoever shared, and may use up a limited link.
pub async fn receive(
    http: &Http,
    payload: &Payload,
    visitor: &Visitor,
    now: Timestamp,
    correlation: &CorrelationId,
) -> Result<Received, Refusal> {
    if payload.is_stale(seconds(now)) {
        return Err(Refusal::Expired);
    }
    let passcode = match (&visitor.passcode, payload.flags.passcode) {
        (None, true) => return Err(Refusal::PasscodeRequired),
        (given, true) => given.as_ref(),
        // What is not asked for is not sent.
        (_, false) => None,
    };
    let recipient = recipient(&visitor.recipient).ok_or(Refusal::Format("recipient"))?;
    let fetcher = Fetcher { http, correlation };
    if !fetcher.may_go(&payload.url) {
        return Err(Refusal::Blocked);
    }
    let opening = async {
        if payload.flags.direct {
            let sealed = fetcher.direct(&payload.url, &recipient).await?;
            let mut opened = Opened::default();
            opened.add(&sealed, payload)?;
            return opened.finish(payload, Status::Unsaid, None);
        }
        let mut retried = false;
        loop {
            let served = fetcher.manifest(&payload.url, &recipient, passcode).await?;
            match open_all(&fetcher, &served, payload).await {
                Ok(received) => return Ok(received),
                // Addresses of files are short-lived and may work once: one fresh manifest, then no more.
                Err(Trouble::Location(_)) if !retried => retried = true,
                Err(Trouble::Location(refusal) | Trouble::Final(refusal)) => return Err(refusal),
            }
        }
    };
    match tokio::time::timeout(PATIENCE, opening).await.unwrap_or(Err(Refusal::Timeout)) {
        Err(Refusal::Network) if http.goes_past_a_proxy(&payload.url) => Err(Refusal::PastProxy),
        opened => opened,
    }
}

/// Why a manifest's files did not all come.
enum Trouble {
    /// A file could not be fetched from its address.
    Location(Refusal),
    /// Anything that a fresh manifest would not change.
    Final(Refusal),
}

impl From<Refusal> for Trouble {
    fn from(refusal: Refusal) -> Self {
        Self::Final(refusal)
    }
}

async fn open_all(fetcher: &Fetcher<'_>, served: &Served, payload: &Payload) -> Result<Received, Trouble> {
    let manifest = Manifest::parse(&served.body).map_err(Refusal::from)?;
    if manifest.status == Status::NoLongerValid {
        return Err(Refusal::NotFound.into());
    }
    // Every address is checked before the first is asked.
    let locations = manifest
        .files
        .iter()
        .map(|file| match (&file.embedded, &file.location) {
            (None, Some(location)) => fetcher.location(location).map(Some),
            _ => Ok(None),
        })
        .collect::<Result<Vec<_>, _>>()?;
    let mut opened = Opened::default();
    for (file, location) in manifest.files.iter().zip(locations) {
        match (&file.embedded, location) {
            (_, Some(location)) => {
                let sealed = fetcher.file(&location).await.map_err(|refusal| match refusal {
                    Refusal::Blocked | Refusal::TooLarge => Trouble::Final(refusal),
                    refusal => Trouble::Location(refusal),
                })?;
                opened.add(&sealed, payload)?;
            }
            (Some(embedded), None) => opened.add(embedded, payload)?,
            (None, None) => return Err(Refusal::Format("file").into()),
        }
    }
    Ok(opened.finish(payload, manifest.status, served.retry_after)?)
}

/// The files so far, and how much they took.
#[derive(Default)]
struct Opened {
    files: Vec<ReceivedFile>,
    bytes: u64,
    unread: usize,
    /// Why the first unread file was not read.
    first: Option<Refusal>,
}

impl Opened {
    /// A file that does not decrypt is a fault of the whole link; one whose content is unknown is named and left out.
    fn add(&mut self, sealed: &str, payload: &Payload) -> Result<(), Refusal> {
        let largest = jwe::LARGEST_FILE.min(LARGEST_LINK.saturating_sub(self.bytes));
        let plaintext = Zeroizing::new(jwe::open(sealed, payload.key.expose_secret(), largest)?.plaintext);
        self.bytes = self.bytes.saturating_add(plaintext.len() as u64);
        match content::look(&plaintext) {
            Ok(content) => self.files.push(ReceivedFile { content, plaintext }),
            Err(error) => {
                self.unread += 1;
                self.first.get_or_insert(error.into());
            }
        }
        Ok(())
    }

    fn finish(
        self,
        payload: &Payload,
        status: Status,
        look_after: Option<Duration>,
    ) -> Result<Received, Refusal> {
        if let (true, Some(refusal)) = (self.files.is_empty(), self.first) {
            return Err(refusal);
        }
        let may_change = payload.flags.long_term && status != Status::Finalized;
        Ok(Received { files: self.files, unread: self.unread, may_change, look_after })
    }
}

/// A name that can be shown: one line, not empty, not too long.
fn recipient(name: &str) -> Option<String> {
    let name: String = name.chars().filter(|c| !c.is_control()).take(LONGEST_RECIPIENT).collect();
    let name = name.trim().to_owned();
    (!name.is_empty()).then_some(name)
}

#[expect(clippy::cast_precision_loss, reason = "seconds since 1970 fit a double exactly for a long time")]
pub(crate) fn seconds(at: Timestamp) -> f64 {
    at.as_millisecond() as f64 / 1000.0
}
