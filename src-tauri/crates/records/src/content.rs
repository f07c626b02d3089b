//! Any file: what it is, by what is in it, and what a reader shows of it.
//!
//! What a sender says of a file is often missing or wrong (`spec/ias-wire.md`, sections 3.5 and 11), so it only breaks
//! a tie.

mod sniff;

use std::borrow::Cow;

use serde_json::Value;

use crate::attachment::{Attachment, Content, decode_base64};
use crate::budget::LONGEST_FILE;
use crate::bundle::Bundle;
use crate::outline::Outline;
use crate::resource::{Kind, Resource};
use crate::{ccda, html, json, plain, rtf};

pub use sniff::{FileKind, recognise};

/// Why a file cannot be shown. It can still be saved. Holds nothing of the file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Longer than [`LONGEST_FILE`].
    #[error("the file is too long")]
    TooLong,
    /// A clinical document that cannot be read.
    #[error(transparent)]
    ClinicalDocument(#[from] ccda::Error),
    /// Records that cannot be read.
    #[error(transparent)]
    Json(#[from] json::Error),
}

/// A file, read.
#[derive(Clone, Debug)]
pub struct Reading {
    /// What it is.
    pub kind: FileKind,
    /// What it was said to be is something else.
    pub mislabelled: bool,
    /// Its text. Nothing for a file that is looked at (PDF, a picture) or only saved.
    pub outline: Option<Outline>,
    /// Files inside it.
    pub attachments: Vec<Attachment>,
    /// Coded entries of a clinical document, or records of a bundle.
    pub entries: usize,
}

/// Reads a file that was said to be of a type (`text/xml; charset=utf-8`).
pub fn read(bytes: &[u8], declared: Option<&str>) -> Result<Reading, Error> {
    if bytes.len() > LONGEST_FILE {
        return Err(Error::TooLong);
    }
    let bytes = &*unwrap(bytes);
    let kind = recognise(bytes);
    let said = declared.and_then(FileKind::declared);
    let charset = declared.and_then(charset);
    let mut reading = Reading {
        kind,
        mislabelled: said.is_some_and(|said| !kind.may_be_called(said)),
        outline: None,
        attachments: Vec::new(),
        entries: 0,
    };
    match kind {
        FileKind::ClinicalDocument => {
            let document = ccda::read(bytes)?;
            reading.attachments = document.body.into_iter().collect();
            reading.entries = document.entries;
            reading.outline = Some(document.outline);
        }
        FileKind::Fhir => records(&json::parse(bytes)?, &mut reading),
        FileKind::Html => reading.outline = Some(html::outline(bytes, charset)),
        FileKind::Rtf => reading.outline = Some(rtf::outline(bytes)),
        FileKind::Text => reading.outline = Some(plain::outline(bytes, charset)),
        _ => {}
    }
    Ok(reading)
}

fn records(json: &Value, reading: &mut Reading) {
    if let Some(bundle) = Bundle::new(json) {
        reading.outline = Some(bundle.outline());
        reading.attachments = bundle.records().flat_map(|record| record.attachments()).collect();
        reading.entries = bundle.records().count();
    } else if let Some(record) = Resource::new(json) {
        reading.outline = Some(record.outline());
        reading.attachments = record.attachments();
        reading.entries = 1;
    }
}

/// The file itself, out of what a server put around it: a FHIR `Binary`, base64 (`spec/ias-wire.md`, 3.5). Base64 is
/// taken for it only when something comes out that is known.
#[must_use]
pub fn unwrap(bytes: &[u8]) -> Cow<'_, [u8]> {
    let inner = match recognise(bytes) {
        // Most records are not a `Binary`, and some are long: worth a look before they are parsed.
        FileKind::Fhir if str::from_utf8(bytes).is_ok_and(|text| text.contains("\"Binary\"")) => {
            binary(bytes)
        }
        FileKind::Text => decode_base64(bytes).filter(|inner| recognise(inner).is_certain()),
        _ => None,
    };
    inner.map_or(Cow::Borrowed(bytes), Cow::Owned)
}

/// The content of a `Binary`.
fn binary(bytes: &[u8]) -> Option<Vec<u8>> {
    let json = json::parse(bytes).ok()?;
    let binary = Resource::new(&json).filter(|resource| resource.kind() == Kind::Binary)?;
    match binary.attachments().pop()?.content {
        Content::Bytes(bytes) => Some(bytes),
        Content::Address(_) | Content::Missing | Content::Unreadable => None,
    }
}

/// The `charset` of a content type.
fn charset(content_type: &str) -> Option<&str> {
    let lower = content_type.to_ascii_lowercase();
    let at = lower.find("charset=")? + "charset=".len();
    content_type.get(at..)?.split(';').next().map(|label| label.trim().trim_matches('"'))
}
