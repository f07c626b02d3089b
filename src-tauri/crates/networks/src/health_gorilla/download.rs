//! The bytes of one document, as they arrive: bounded, unpacked, counted and hashed on the way.

use aws_lc_rs::digest::{Context, SHA1_FOR_LEGACY_USE_ONLY, SHA256};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use satchel_http::Incoming;

use super::attachment::Attachment;
use super::error::{DocumentFault, Error};
use super::gateway::HealthGorilla;
use super::unpack::{Bad, Unpack};
use crate::CorrelationId;

const FHIR_JSON: &str = "application/fhir+json";
/// A hash of this length is a SHA-1; the other kind is a SHA-256.
const SHA1_BYTES: usize = 20;

/// A document under way.
pub struct Download {
    from: From,
    /// What its bytes are compared with.
    size: Option<u64>,
    hash: Option<Vec<u8>>,
    largest: u64,
    seen: u64,
    /// Only where that is what was said of them.
    sha1: Option<Context>,
    sha256: Context,
}

enum From {
    Wire(Box<Incoming>, Option<Box<Unpack>>),
    Entry(Option<Vec<u8>>),
    Done,
}

/// What was said of the bytes, compared with them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    /// A hash was given, and it is theirs.
    pub hash: bool,
    /// A size was given, and it is another. The hash says that they are right all the same.
    pub size_differs: bool,
    /// SHA-256 of the bytes, whatever was said of them.
    pub sha256: [u8; 32],
}

impl HealthGorilla {
    /// Begins to fetch a document, or takes it out of its entry.
    pub async fn download(
        &self,
        attachment: &Attachment,
        correlation: &CorrelationId,
    ) -> Result<Download, DocumentFault> {
        let from = match (&attachment.data, &attachment.url) {
            (Some(data), _) => {
                let bytes = STANDARD.decode(data.trim()).map_err(|_| DocumentFault::Unreadable)?;
                From::Entry(Some(bytes))
            }
            (None, Some(url)) => self.open_document(attachment, url, correlation).await?,
            (None, None) => return Err(DocumentFault::NoContent),
        };
        let is_sha1 = attachment.hash.as_ref().is_some_and(|hash| hash.len() == SHA1_BYTES);
        Ok(Download {
            from,
            size: attachment.size,
            hash: attachment.hash.clone(),
            largest: self.gateway().largest_document,
            seen: 0,
            sha1: is_sha1.then(|| Context::new(&SHA1_FOR_LEGACY_USE_ONLY)),
            sha256: Context::new(&SHA256),
        })
    }

    async fn open_document(
        &self,
        attachment: &Attachment,
        url: &str,
        correlation: &CorrelationId,
    ) -> Result<From, DocumentFault> {
        let url = self.gateway().resolve(url).map_err(|error| match error {
            Error::ForeignHost => DocumentFault::ForeignHost,
            error => DocumentFault::Network(error),
        })?;
        if attachment.size.is_some_and(|size| size > self.gateway().largest_document) {
            return Err(DocumentFault::TooLarge);
        }
        let mut incoming = self.open(&url, "*/*", correlation).await?;
        // Some servers know a resource only as FHIR (section 11).
        if matches!(incoming.status, 404 | 406) {
            incoming = self.open(&url, FHIR_JSON, correlation).await?;
        }
        match incoming.status {
            200..=299 => {}
            404 => return Err(DocumentFault::NotThere),
            410 => return Err(DocumentFault::Gone),
            429 => {
                let wait = incoming.header("retry-after").and_then(|text| text.trim().parse().ok());
                let after = wait.map(std::time::Duration::from_secs);
                return Err(Error::Network(crate::Error::RateLimited { after }).into());
            }
            status @ 500.. => return Err(Error::Network(crate::Error::Server { status }).into()),
            _ => return Err(DocumentFault::Unreadable),
        }
        let is_json = |text: &str| text.to_ascii_lowercase().contains("json");
        let says_fhir = incoming.header("content-type").is_some_and(|text| text.contains("fhir+json"));
        let says_json = says_fhir && !attachment.content_type.as_deref().is_some_and(is_json);
        let unpack = Unpack::new(incoming.header("content-encoding"), says_json).map_err(fault)?;
        Ok(From::Wire(Box::new(incoming), Some(Box::new(unpack))))
    }
}

fn fault(bad: Bad) -> DocumentFault {
    match bad {
        Bad::Packed => DocumentFault::Unreadable,
        Bad::CutShort => DocumentFault::CutShort,
    }
}

impl Download {
    /// The next bytes, some kilobytes to a few megabytes; `None` after the last.
    pub async fn next(&mut self) -> Result<Option<Vec<u8>>, DocumentFault> {
        let mut bytes = Vec::new();
        while bytes.is_empty() {
            match &mut self.from {
                From::Done => return Ok(None),
                From::Entry(held) => {
                    bytes = held.take().unwrap_or_default();
                    self.from = From::Done;
                    if bytes.is_empty() {
                        return Ok(None);
                    }
                }
                From::Wire(incoming, unpack) => {
                    let chunk = incoming.chunk().await?;
                    match (chunk, unpack) {
                        (Some(chunk), Some(unpack)) => {
                            unpack
                                .push(chunk.as_ref(), &mut |piece| bytes.extend_from_slice(piece))
                                .map_err(fault)?;
                        }
                        (_, unpack) => {
                            let unpack = unpack.take();
                            self.from = From::Done;
                            if let Some(unpack) = unpack {
                                unpack.finish(&mut |piece| bytes.extend_from_slice(piece)).map_err(fault)?;
                            }
                            if bytes.is_empty() {
                                return Ok(None);
                            }
                        }
                    }
                }
            }
        }
        self.seen += u64::try_from(bytes.len()).unwrap_or(u64::MAX);
        if self.seen > self.largest {
            return Err(DocumentFault::TooLarge);
        }
        if let Some(sha1) = &mut self.sha1 {
            sha1.update(&bytes);
        }
        self.sha256.update(&bytes);
        Ok(Some(bytes))
    }

    /// Compares size and hash with what was said of them. A hash decides; where there is none, the size does.
    pub fn finish(self) -> Result<Checked, DocumentFault> {
        let size_differs = self.size.is_some_and(|size| size != self.seen);
        let mut sha256 = [0; 32];
        sha256.copy_from_slice(self.sha256.finish().as_ref());
        match &self.hash {
            Some(hash) => {
                let is_theirs = match self.sha1 {
                    Some(sha1) => sha1.finish().as_ref() == hash.as_slice(),
                    None => sha256 == hash.as_slice(),
                };
                if !is_theirs {
                    return Err(DocumentFault::WrongHash);
                }
                Ok(Checked { hash: true, size_differs, sha256 })
            }
            None if size_differs => Err(DocumentFault::CutShort),
            None => Ok(Checked { hash: false, size_differs: false, sha256 }),
        }
    }
}
