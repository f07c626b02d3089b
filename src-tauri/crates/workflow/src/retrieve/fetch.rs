//! One document off the wire: small ones in memory, large ones piece by piece into the store, where nobody sees them
//! before they are judged.

use std::time::Duration;

use networks::CorrelationId;
use networks::health_gorilla::{Attachment, Checked, DocumentFault, HealthGorilla};
use records::content::{FileKind, recognise};
use records::whose::BEGINNING;
use store::{DocumentWriter, NewDocument, Store};

use crate::{Clock, Error};

/// What is held in memory of one document: larger ones go to the store as they come.
const SPOOL: usize = 1 << 20;
/// How often a document is asked for.
const TRIES: u32 = 3;
/// The pause before another try, where the network gave none.
const PAUSE: Duration = Duration::from_secs(2);
/// No network is waited for longer within one document.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// A document that came whole.
pub(super) struct Fetched {
    pub(super) bytes: Bytes,
    pub(super) seen: Seen,
}

/// What was seen of its bytes.
#[derive(Clone, Copy)]
pub(super) struct Seen {
    pub(super) kind: FileKind,
    pub(super) checked: Checked,
}

/// Where its bytes are.
pub(super) enum Bytes {
    Small(Vec<u8>),
    Large { writer: Box<DocumentWriter>, beginning: Vec<u8> },
}

impl Bytes {
    /// The first bytes, at most [`BEGINNING`].
    fn beginning(&self) -> &[u8] {
        let beginning = match self {
            Self::Small(bytes) => bytes,
            Self::Large { beginning, .. } => beginning,
        };
        &beginning[..beginning.len().min(BEGINNING)]
    }
}

impl Fetched {
    /// The first bytes, at most [`BEGINNING`].
    pub(super) fn beginning(&self) -> &[u8] {
        self.bytes.beginning()
    }

    /// The beginning is all that there is.
    pub(super) fn is_short(&self) -> bool {
        matches!(&self.bytes, Bytes::Small(bytes) if bytes.len() <= BEGINNING)
    }
}

/// Why it did not come.
pub(super) enum Lost {
    /// It is missing; the others are not.
    Fault(DocumentFault),
    /// Nothing goes on here.
    Stop(Error),
}

impl<E: Into<Error>> From<E> for Lost {
    fn from(error: E) -> Self {
        Self::Stop(error.into())
    }
}

/// Where documents come from and go to.
pub(super) struct Fetching<'a> {
    pub(super) network: &'a HealthGorilla,
    pub(super) store: &'a Store,
    pub(super) clock: &'a Clock,
    pub(super) correlation: CorrelationId,
}

impl Fetching<'_> {
    /// Fetches a document; what passes is tried again.
    pub(super) async fn fetch(&self, attachment: &Attachment, about: &NewDocument) -> Result<Fetched, Lost> {
        let mut tries = 0;
        loop {
            tries += 1;
            let fault = match self.once(attachment, about).await {
                Err(Lost::Fault(fault)) if tries < TRIES && fault.is_passing() => fault,
                outcome => return outcome,
            };
            // A document that came damaged may come whole at once; a network that is busy wants a pause.
            if let DocumentFault::Network(error) = fault {
                if error.is_signed_out() {
                    return Err(Lost::Fault(error.into()));
                }
                let pause = match error.retry() {
                    networks::Retry::After(wait) => wait.min(LONGEST_PAUSE),
                    _ => PAUSE * tries,
                };
                self.clock.sleep(pause).await;
            }
        }
    }

    async fn once(&self, attachment: &Attachment, about: &NewDocument) -> Result<Fetched, Lost> {
        let mut download = self.network.download(attachment, &self.correlation).await.map_err(Lost::Fault)?;
        let said = attachment.size.and_then(|size| usize::try_from(size).ok()).unwrap_or_default();
        let mut small: Vec<u8> = Vec::with_capacity(said.min(SPOOL));
        let mut large: Option<(Box<DocumentWriter>, Vec<u8>)> = None;
        while let Some(bytes) = download.next().await.map_err(Lost::Fault)? {
            match &mut large {
                Some((writer, _)) => writer.write(&bytes).await?,
                None if small.len() + bytes.len() <= SPOOL => small.extend_from_slice(&bytes),
                None => {
                    let mut writer = Box::new(self.store.write_document(about.clone()).await?);
                    writer.write(&small).await?;
                    writer.write(&bytes).await?;
                    let mut beginning = std::mem::take(&mut small);
                    let room = BEGINNING.saturating_sub(beginning.len()).min(bytes.len());
                    beginning.extend_from_slice(&bytes[..room]);
                    beginning.truncate(BEGINNING);
                    beginning.shrink_to_fit();
                    large = Some((writer, beginning));
                }
            }
        }
        // A writer that is dropped on the way leaves nothing.
        let checked = download.finish().map_err(Lost::Fault)?;
        let bytes = match large {
            Some((writer, beginning)) => Bytes::Large { writer, beginning },
            None => Bytes::Small(small),
        };
        let kind = recognise(bytes.beginning());
        Ok(Fetched { bytes, seen: Seen { kind, checked } })
    }
}
