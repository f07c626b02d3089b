//! Every way in which a retrieval can go, by name (ias-wire 12.4). One is in force at a time; the control API chooses.

use serde::{Deserialize, Serialize};

/// How it goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Play {
    /// Every source answers; one page.
    #[default]
    Completed,
    /// The same, in three pages.
    ThreePages,
    /// Completed, and there is nothing.
    NoDocuments,
    /// The sources that the scenario marks do not answer.
    PartialTimeouts,
    /// Failed with the first look.
    FailedAtOnce,
    /// Failed after some had answered.
    FailedLater,
    NeverFinishes,
    /// Two 503 and a 429 at the status, then as always.
    StatusFlaps,
    /// The status answers 454.
    #[serde(rename = "status-454")]
    Status454,
    /// A status that nobody has heard of.
    UnknownStatus,
    /// `Location` is a path, and there is no `Content-Location`.
    RelativeLocation,
    /// Only `Content-Location`.
    ContentLocationOnly,
    /// `next` of the last page leads to the first.
    PageLoop,
    /// The first entry of each page is the last of the one before.
    DuplicateEntries,
    /// One more page, with nothing on it.
    EmptyLastPage,
    /// The first page has no `next`, and `total` says that there is more.
    MissingNext,
    /// An entry of the mode `outcome` among the others.
    OutcomeEntry,
    /// `next` leads to another host.
    ForeignNext,
    /// The first document's address is at another host.
    ForeignAttachment,
    /// `Binary` is FHIR JSON whatever was asked for.
    BinaryJson,
    /// `Binary` is the bytes whatever was asked for.
    BinaryRaw,
    /// `Binary` is base64 text.
    BinaryBase64Text,
    /// `Binary` comes with `Content-Encoding: gzip`.
    BinaryGzip,
    /// The first document is in a ZIP archive.
    BinaryZip,
    /// The first document is a PDF that is called XML.
    PdfLabelledXml,
    /// Every document is called `application/octet-stream`.
    XmlLabelledOctetStream,
    /// The first document ends before its end.
    TruncatedBody,
    WrongSha1,
    WrongSize,
    #[serde(rename = "binary-404")]
    Binary404,
    #[serde(rename = "binary-410")]
    Binary410,
    /// The first document is a C-CDA of 12 MB.
    LargeCcda,
    /// The first document is XML in UTF-16.
    Utf16Xml,
    /// The first document defines entities that grow.
    EntityBomb,
    /// The first document is about somebody else.
    AnotherPerson,
    /// Two sources have the first document, under ids of their own.
    SameDocumentTwice,
    /// The IAS token has ended when it arrives.
    TokenExpiresOnTheWay,
    /// The results are gone when they are asked for.
    ResultExpired,
    /// Slow enough to be cancelled.
    Cancel,
    /// Two 429 at the kick-off.
    Throttled,
    /// Two 503 at the kick-off.
    Maintenance,
    /// The tenant's patient has died.
    PatientDeceased,
    /// The gateway's tokens may not retrieve.
    ScopeMissing,
}

impl Play {
    /// How many documents a page holds where the client asks for more.
    pub(super) fn page_size(self, documents: usize) -> Option<usize> {
        matches!(
            self,
            Self::ThreePages
                | Self::PageLoop
                | Self::DuplicateEntries
                | Self::EmptyLastPage
                | Self::MissingNext
                | Self::ForeignNext
        )
        .then(|| documents.div_ceil(3).max(1))
    }
}
