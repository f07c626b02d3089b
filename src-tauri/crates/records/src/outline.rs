//! What a reader shows of one document or record: text and its structure, never markup.
//!
//! Words of the source stand here as they came. Words of ours are keys ([`Word`]), times are values ([`When`]): the
//! page knows the language and writes both.

mod cell;
mod plain;
pub(crate) mod tidy;

use serde::Serialize;
use ts_rs::TS;

use crate::when::{Date, When};
use crate::word::Word;

pub use cell::{Cell, Table};

/// One document or record, to be read from top to bottom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Outline {
    /// What to call it.
    pub title: Label,
    /// When it was written, or when what it tells of happened.
    pub date: Option<When>,
    /// The person it is about, where it says so. It need not be the person who asked for it.
    pub person: Option<Person>,
    /// Who wrote it: people, organisations, devices.
    pub authors: Vec<String>,
    /// The organisation that keeps the original.
    pub custodian: Option<String>,
    /// What it says at a glance, above the sections.
    pub facts: Vec<Fact>,
    /// The text, in the order of the source.
    pub sections: Vec<Section>,
    /// What a reader must know about how complete this is.
    pub notices: Vec<Notice>,
}

/// A name that is ours to translate, or the source's own.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Label {
    /// A word of ours.
    Word(Word),
    /// The source's own words.
    Text(String),
    /// A code that the source gave no words for. It is shown as unknown.
    Unknown(String),
}

/// Whom a document is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct Person {
    /// The whole name as one line.
    pub name: Option<String>,
    /// The birth date, as precise as it was given.
    pub birth_date: Option<Date>,
}

/// One answer to one question: "Status: active".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Fact {
    /// The question.
    pub label: Label,
    /// The answer; never empty.
    pub value: Vec<Inline>,
}

/// A part of a document under a heading.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
pub struct Section {
    /// The heading; a part without one has none.
    pub title: Option<Label>,
    /// What the part is, by a code such as LOINC `10160-0`, where the source says it.
    pub code: Option<String>,
    /// 1 for the outermost, at most [`Section::DEEPEST`].
    pub level: u8,
    /// What it says.
    pub blocks: Vec<Block>,
}

/// A piece that stands on its own lines.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Block {
    /// Running text.
    Paragraph(Vec<Inline>),
    /// A note that the text points to.
    Footnote(Vec<Block>),
    /// Lines in which the spaces mean something: a report typed in columns.
    Preformatted(String),
    /// Items, with numbers or without.
    List {
        /// What it is about.
        caption: Vec<Inline>,
        /// The items have an order.
        ordered: bool,
        /// What each item holds.
        items: Vec<Vec<Block>>,
    },
    /// Rows and columns.
    Table(Table),
}

/// A piece of a line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub enum Inline {
    /// The source's own words.
    Text(Run),
    /// A word of ours.
    Word(Word),
    /// A code of a closed set that this version has no word for, as the source wrote it. It is shown as unknown.
    Unknown(String),
    /// A time.
    When(When),
    /// A new line.
    Break,
}

/// Words in one style.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, TS)]
pub struct Run {
    /// The words.
    pub text: String,
    /// How they look.
    #[serde(flatten)]
    pub style: Style,
}

/// How words look. Only what is true is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, TS)]
#[expect(clippy::struct_excessive_bools, reason = "each is one independent property of type")]
pub struct Style {
    /// Heavy.
    #[serde(default, skip_serializing_if = "is_false")]
    #[ts(optional, as = "Option<bool>")]
    pub bold: bool,
    /// Slanted.
    #[serde(default, skip_serializing_if = "is_false")]
    #[ts(optional, as = "Option<bool>")]
    pub italic: bool,
    /// Above the line, small.
    #[serde(default, skip_serializing_if = "is_false")]
    #[ts(optional, as = "Option<bool>")]
    pub superscript: bool,
    /// Below the line, small.
    #[serde(default, skip_serializing_if = "is_false")]
    #[ts(optional, as = "Option<bool>")]
    pub subscript: bool,
    /// It was a link in the source. Where to is not kept: nothing here leads outside.
    #[serde(default, skip_serializing_if = "is_false")]
    #[ts(optional, as = "Option<bool>")]
    pub link: bool,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature is serde's")]
fn is_false(value: &bool) -> bool {
    !value
}

/// What a reader must know about how complete an outline is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Notice {
    /// The source was longer than what is shown. The original can be saved.
    Shortened,
    /// A picture or another medium in the text is not shown.
    MediaNotShown,
    /// Some letters could not be read; they stand as `�`, or their encoding was guessed.
    LettersUnclear,
    /// A section had no text; what is shown comes from its coded entries.
    FromCodedEntries,
    /// The document says that its content is in a file that did not come.
    ContentMissing,
    /// The content could not be taken out of the document. The original can be saved.
    ContentUnreadable,
    /// Records marked by their source as entered in error are left out.
    EnteredInErrorLeftOut,
    /// The record says that its meaning is changed in a way that this version does not know.
    MeaningChanged,
    /// A kind of record that this version does not know; what could be read of it is shown.
    UnknownKind,
}

impl Outline {
    /// An outline with nothing but its name.
    #[must_use]
    pub fn titled(title: Label) -> Self {
        Self {
            title,
            date: None,
            person: None,
            authors: Vec::new(),
            custodian: None,
            facts: Vec::new(),
            sections: Vec::new(),
            notices: Vec::new(),
        }
    }

    /// Adds a notice once.
    pub fn notice(&mut self, notice: Notice) {
        if !self.notices.contains(&notice) {
            self.notices.push(notice);
        }
    }
}

impl Section {
    /// Deeper headings are shown at this level.
    pub const DEEPEST: u8 = 6;
}

impl Label {
    /// The source's own words, or our word for it where it has none.
    #[must_use]
    pub fn text_or(text: Option<String>, word: Word) -> Self {
        text.filter(|text| !text.is_empty()).map_or(Self::Word(word), Self::Text)
    }
}

impl From<Label> for Inline {
    fn from(label: Label) -> Self {
        match label {
            Label::Word(word) => Self::Word(word),
            Label::Text(text) => Self::text(text),
            Label::Unknown(code) => Self::Unknown(code),
        }
    }
}

impl Inline {
    /// Words without any style.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(Run { text: text.into(), style: Style::default() })
    }
}
