//! C-CDA: a clinical document in XML, with its header, its narrative and, where a section has no narrative, its coded
//! entries (HL7 CDA R2 with the templates of C-CDA 1.1 to 2.1).
//!
//! Templates and namespaces are not checked: documents of all vendors and years are read by what their elements are
//! called. What is hostile is refused before a tree is built.

mod body;
mod bounds;
mod element;
mod entries;
mod header;
mod narrative;
mod statement;
mod subject;
mod values;

use roxmltree::{Document, ParsingOptions};

use crate::attachment::{Attachment, Content};
use crate::budget::LONGEST_FILE;
use crate::composer::Composer;
use crate::decode::decode_xml;
use crate::outline::{Notice, Outline};

use element::{child, children, path};

pub(crate) use subject::whose;

/// Nodes of the largest tree that is built: some 200 MB.
const MOST_NODES: u32 = 3_000_000;

/// Why a document cannot be read. Holds nothing of it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// Longer than [`LONGEST_FILE`].
    #[error("the document is too long")]
    TooLong,
    /// Elements inside each other, attributes or parts beyond all that documents need.
    #[error("the document has too many {0}")]
    TooMany(&'static str),
    /// A document type definition: it could make entities, and no clinical document has one.
    #[error("the document has a type definition")]
    TypeDefinition,
    /// Not well-formed XML.
    #[error("the document is damaged in line {line}, column {column}: {cause}")]
    Malformed {
        /// What is wrong.
        cause: &'static str,
        /// Counted from 1.
        line: u32,
        /// Counted from 1.
        column: u32,
    },
    /// XML of another kind.
    #[error("not a clinical document")]
    NotAClinicalDocument,
}

/// A clinical document, read.
#[derive(Clone, Debug)]
pub struct ClinicalDocument {
    /// What a reader shows.
    pub outline: Outline,
    /// What kind of document it says it is.
    pub kind: Option<DocumentKind>,
    /// The file inside, for a document that is nothing but an envelope.
    pub body: Option<Attachment>,
    /// How many coded entries its sections have.
    pub entries: usize,
}

/// A kind of document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentKind {
    /// A code, mostly LOINC: `34133-9`.
    pub code: String,
    /// What the document calls it.
    pub name: Option<String>,
}

/// Reads a clinical document.
pub fn read(bytes: &[u8]) -> Result<ClinicalDocument, Error> {
    if bytes.len() > LONGEST_FILE {
        return Err(Error::TooLong);
    }
    let decoded = decode_xml(bytes);
    let xml = decoded.text.trim_start();
    bounds::check(xml)?;
    let options = ParsingOptions { allow_dtd: false, nodes_limit: MOST_NODES, ..ParsingOptions::default() };
    let document = Document::parse_with_options(xml, options).map_err(|error| bounds::error(&error))?;
    let root = document.root_element();
    if root.tag_name().name() != "ClinicalDocument" {
        return Err(Error::NotAClinicalDocument);
    }
    let mut outline = header::outline(root);
    let mut composer = Composer::new();
    let mut entries = 0;
    for component in children(root, "component") {
        let Some(structured) = child(component, "structuredBody") else { continue };
        for section in children(structured, "component").filter_map(|component| child(component, "section")) {
            entries += narrative::section(section, 1, &mut composer, &mut outline);
        }
    }
    composer.finish(&mut outline);
    let body = path(root, &["component", "nonXMLBody", "text"]).map(body::attachment);
    match body.as_ref().map(|body| &body.content) {
        // An address in a document is the name of a file beside it, and a document comes alone.
        Some(Content::Address(_) | Content::Missing) => outline.notice(Notice::ContentMissing),
        Some(Content::Unreadable) => outline.notice(Notice::ContentUnreadable),
        Some(Content::Bytes(_)) | None => {}
    }
    if decoded.unclear {
        outline.notice(Notice::LettersUnclear);
    }
    Ok(ClinicalDocument { kind: header::kind(root), outline: outline.tidy(), body, entries })
}
