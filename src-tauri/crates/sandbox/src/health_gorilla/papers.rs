//! What the second network's sources hold about a person, as the scenario's file `NAME.documents.toml` writes it.

use jiff::civil::Date;
use serde::Deserialize;

use super::run::Silence;

/// All sources of one person, in the order of the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Sources {
    pub(super) sources: Vec<Source>,
}

/// One organisation of the exchange.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Source {
    pub(super) oid: String,
    pub(super) name: String,
    /// Seconds after the kick-off until it answers.
    pub(super) answers_after_seconds: u32,
    /// How it fails to answer where the play wants that.
    pub(super) silent: Option<Silence>,
    #[serde(default)]
    pub(super) papers: Vec<Paper>,
}

/// One document.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Paper {
    pub(super) title: String,
    /// LOINC code and its words.
    pub(super) kind: (String, String),
    pub(super) on: Date,
    #[serde(default)]
    pub(super) form: Form,
    /// Paragraphs.
    pub(super) text: Vec<String>,
}

/// What a document is made as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Form {
    /// A C-CDA document.
    #[default]
    Ccda,
    Pdf,
    Rtf,
    /// Plain text, inside the entry itself.
    Inline,
    /// Plain text.
    Text,
    /// An entry without any content.
    Listed,
}

impl Form {
    /// Its bytes are read by an address of their own.
    pub(super) fn has_address(self) -> bool {
        !matches!(self, Self::Inline | Self::Listed)
    }

    pub(super) fn content_type(self) -> &'static str {
        match self {
            Self::Ccda => "text/xml",
            Self::Pdf => "application/pdf",
            Self::Rtf => "application/rtf",
            Self::Inline | Self::Text | Self::Listed => "text/plain",
        }
    }
}
