//! What a file is, by its first bytes.

use crate::decode::decode_xml;

/// Bytes that are looked at: a document may open with a long comment.
const HEAD: usize = 64 * 1024;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FileKind {
    /// A C-CDA document.
    ClinicalDocument,
    /// Other XML.
    Xml,
    /// FHIR in JSON.
    Fhir,
    /// Other JSON.
    Json,
    /// PDF.
    Pdf,
    /// RTF.
    Rtf,
    /// HTML.
    Html,
    /// Plain text.
    Text,
    /// A picture that a page can show: PNG, JPEG, GIF, WebP or BMP.
    Picture,
    /// A picture that a page cannot show: TIFF or HEIF.
    OtherPicture,
    /// A DICOM image.
    Dicom,
    /// A ZIP archive, also an XDM package or an office document.
    Zip,
    /// Gzip.
    Gzip,
    /// None of these.
    Unknown,
}

/// Says what a file is.
#[must_use]
pub fn recognise(bytes: &[u8]) -> FileKind {
    magic(bytes).unwrap_or_else(|| text(bytes))
}

impl FileKind {
    /// What a content type stands for; nothing where it says nothing, such as `application/octet-stream`.
    #[must_use]
    pub fn declared(content_type: &str) -> Option<Self> {
        let essence = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
        Some(match essence.as_str() {
            "application/hl7-sdwg-xml" | "application/cda+xml" | "text/xml+cda" => Self::ClinicalDocument,
            "text/xml" | "application/xml" | "application/fhir+xml" => Self::Xml,
            "application/fhir+json" | "application/json+fhir" => Self::Fhir,
            "application/json" | "text/json" => Self::Json,
            "application/pdf" => Self::Pdf,
            "text/rtf" | "application/rtf" => Self::Rtf,
            "text/html" | "application/xhtml+xml" => Self::Html,
            "text/plain" => Self::Text,
            "image/png" | "image/jpeg" | "image/jpg" | "image/gif" | "image/webp" | "image/bmp" => {
                Self::Picture
            }
            "image/tiff" | "image/heic" | "image/heif" => Self::OtherPicture,
            "application/dicom" => Self::Dicom,
            "application/zip" => Self::Zip,
            "application/gzip" => Self::Gzip,
            _ => return None,
        })
    }

    /// A file of this kind is rightly called that.
    #[must_use]
    pub fn may_be_called(self, said: Self) -> bool {
        self == said
            || matches!(
                (self, said),
                (Self::ClinicalDocument | Self::Html, Self::Xml) | (Self::Fhir, Self::Json)
            )
    }

    /// Its first bytes leave no doubt.
    pub(crate) fn is_certain(self) -> bool {
        !matches!(self, Self::Text | Self::Unknown | Self::Json)
    }
}

fn magic(bytes: &[u8]) -> Option<FileKind> {
    let at = |from: usize, mark: &[u8]| bytes.get(from..).is_some_and(|rest| rest.starts_with(mark));
    let starts: [(&[u8], FileKind); 9] = [
        (b"\x89PNG\r\n\x1a\n", FileKind::Picture),
        (b"\xff\xd8\xff", FileKind::Picture),
        (b"GIF87a", FileKind::Picture),
        (b"GIF89a", FileKind::Picture),
        (b"II*\0", FileKind::OtherPicture),
        (b"MM\0*", FileKind::OtherPicture),
        (b"PK\x03\x04", FileKind::Zip),
        (b"\x1f\x8b\x08", FileKind::Gzip),
        (b"{\\rtf", FileKind::Rtf),
    ];
    if let Some((_, kind)) = starts.into_iter().find(|(mark, _)| at(0, mark)) {
        return Some(kind);
    }
    if at(0, b"RIFF") && at(8, b"WEBP") || at(0, b"BM") && at(6, &[0; 4]) {
        return Some(FileKind::Picture);
    }
    if at(4, b"ftyphei") || at(4, b"ftypmif1") {
        return Some(FileKind::OtherPicture);
    }
    if at(128, b"DICM") {
        return Some(FileKind::Dicom);
    }
    // Readers of PDF allow some bytes before the mark, and scanners write them.
    let head = bytes.get(..bytes.len().min(1024))?;
    head.windows(5).any(|window| window == b"%PDF-").then_some(FileKind::Pdf)
}

fn text(bytes: &[u8]) -> FileKind {
    let Some(head) = bytes.get(..bytes.len().min(HEAD)).filter(|head| !head.is_empty()) else {
        return FileKind::Unknown;
    };
    let text = decode_xml(head).text;
    let text = text.trim_start();
    match text.chars().next() {
        Some('<') => markup(text),
        Some('{') if names_a_resource(text) || str::from_utf8(bytes).is_ok_and(names_a_resource) => {
            FileKind::Fhir
        }
        Some('{' | '[') if text[1..].trim_start().starts_with(['"', '{', '[', ']', '}']) => FileKind::Json,
        _ if is_text(text) => FileKind::Text,
        _ => FileKind::Unknown,
    }
}

/// Some servers write the type of a resource after all that is in it.
fn names_a_resource(json: &str) -> bool {
    json.contains("\"resourceType\"")
}

/// By the first element.
fn markup(text: &str) -> FileKind {
    let mut rest = text;
    while let Some(markup) = rest.find('<').and_then(|at| rest.get(at + 1..)) {
        let end = if let Some(comment) = markup.strip_prefix("!--") {
            comment.find("-->").map(|at| &comment[at..])
        } else if markup.starts_with('?') {
            markup.find("?>").map(|at| &markup[at..])
        } else if markup.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("!doctype")) {
            if markup[8..].trim_start().get(..4).is_some_and(|name| name.eq_ignore_ascii_case("html")) {
                return FileKind::Html;
            }
            after_type_definition(markup)
        } else {
            return element(markup);
        };
        match end {
            Some(end) => rest = end,
            None => return FileKind::Xml,
        }
    }
    FileKind::Xml
}

/// A type definition may hold definitions of its own in brackets.
fn after_type_definition(markup: &str) -> Option<&str> {
    let end = markup.find(['[', '>'])?;
    let inner = markup[end..].starts_with('[');
    let end = if inner { end + markup[end..].find(']')? } else { end };
    let rest = &markup[end..];
    rest.find('>').map(|at| &rest[at..])
}

fn element(markup: &str) -> FileKind {
    let end = markup
        .find(|c: char| !c.is_alphanumeric() && !matches!(c, ':' | '_' | '-' | '.'))
        .unwrap_or(markup.len());
    let name = markup[..end].rsplit(':').next().unwrap_or_default();
    match name.to_ascii_lowercase().as_str() {
        "" => FileKind::Text,
        _ if name == "ClinicalDocument" => FileKind::ClinicalDocument,
        "html" | "head" | "body" | "div" | "p" | "table" | "span" | "meta" | "title" | "h1" | "h2" | "h3"
        | "pre" | "br" | "b" | "ul" | "ol" | "font" | "center" | "style" | "script" => FileKind::Html,
        _ => FileKind::Xml,
    }
}

/// Hardly any control characters, and letters that could be read.
fn is_text(text: &str) -> bool {
    let odd = text.chars().filter(|c| *c == '\u{fffd}' || (c.is_control() && !c.is_whitespace())).count();
    odd * 50 <= text.chars().count()
}
