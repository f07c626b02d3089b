//! The documents that a person's sources have: the scenario's, or those that a test has put there.

use std::sync::Arc;

use jiff::civil::Date;

use super::cda;
use super::papers::{Form, Paper, Source, Sources};
use super::run::Silence;
use crate::scenario::Person;

/// All documents of one person.
pub(super) struct Shelf {
    pub(super) person: Person,
    pub(super) sources: Vec<Holder>,
    pub(super) books: Vec<Book>,
}

/// One source, without its documents.
pub(super) struct Holder {
    pub(super) oid: String,
    pub(super) name: String,
    pub(super) answers_after: u32,
    pub(super) silent: Option<Silence>,
}

/// One document.
pub(super) struct Book {
    /// The same in every world.
    pub(super) key: String,
    /// Index of its source.
    pub(super) source: usize,
    pub(super) title: String,
    pub(super) kind: (String, String),
    pub(super) on: Date,
    pub(super) content_type: String,
    pub(super) content: Content,
}

/// Where its bytes come from.
pub(super) enum Content {
    Written(Form, Vec<String>),
    Given(Arc<[u8]>),
    /// So many bytes, other ones for each number.
    Bulk {
        number: usize,
        bytes: usize,
    },
}

impl Shelf {
    /// The scenario's.
    pub(super) fn of(person: &Person, sources: &Sources) -> Self {
        let mut shelf = Self { person: person.clone(), sources: Vec::new(), books: Vec::new() };
        for source in &sources.sources {
            let index = shelf.add_source(source);
            for (number, paper) in source.papers.iter().enumerate() {
                shelf.books.push(book(format!("{}/{number}", source.oid), index, paper));
            }
        }
        shelf
    }

    fn add_source(&mut self, source: &Source) -> usize {
        self.sources.push(Holder {
            oid: source.oid.clone(),
            name: source.name.clone(),
            answers_after: source.answers_after_seconds,
            silent: source.silent,
        });
        self.sources.len() - 1
    }

    /// The bytes of a document as its source has them.
    pub(super) fn bytes(&self, book: &Book) -> Vec<u8> {
        match &book.content {
            Content::Given(bytes) => bytes.to_vec(),
            Content::Bulk { number, bytes } => bulk(*number, *bytes),
            Content::Written(form, text) => {
                let holder = self.sources.get(book.source).map_or("", |holder| &holder.name);
                match form {
                    Form::Ccda => cda::document(&self.person, holder, book, text).into_bytes(),
                    Form::Pdf => cda::pdf(&book.title, text),
                    Form::Rtf => cda::rtf(&book.title, text).into_bytes(),
                    Form::Inline | Form::Text => text.join("\n\n").into_bytes(),
                    Form::Listed => Vec::new(),
                }
            }
        }
    }
}

fn book(key: String, source: usize, paper: &Paper) -> Book {
    Book {
        key,
        source,
        title: paper.title.clone(),
        kind: paper.kind.clone(),
        on: paper.on,
        content_type: paper.form.content_type().to_owned(),
        content: Content::Written(paper.form, paper.text.clone()),
    }
}

/// A PDF's mark and then bytes that no packer makes smaller: `SplitMix64` from the number.
fn bulk(number: usize, length: usize) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(length + 8);
    bytes.extend_from_slice(b"%PDF-1.7 ");
    let mut state = number as u64;
    while bytes.len() < length {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = state;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        bytes.extend_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes());
    }
    bytes.truncate(length);
    bytes
}
