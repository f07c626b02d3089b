//! A file that came inside a document or record, or that one points to.

use std::io::Read as _;

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use flate2::read::{DeflateDecoder, GzDecoder, ZlibDecoder};

use crate::budget::LONGEST_FILE;

/// Senders disagree about padding, so it is not asked for.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// A file, or where it is.
#[derive(Clone, PartialEq, Eq)]
pub struct Attachment {
    /// What the sender calls it.
    pub title: Option<String>,
    /// What the sender says it is: `application/pdf`. Often wrong: see [`crate::content::recognise`].
    pub content_type: Option<String>,
    /// Its content.
    pub content: Content,
}

/// Where the content of a file is.
#[derive(Clone, PartialEq, Eq)]
pub enum Content {
    /// Here.
    Bytes(Vec<u8>),
    /// At an address, absolute or relative to the server that sent the record. Untrusted.
    Address(String),
    /// Nowhere: only its description came.
    Missing,
    /// It came, but it is damaged, or longer than [`LONGEST_FILE`] when unpacked.
    Unreadable,
}

impl std::fmt::Debug for Attachment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let content = match &self.content {
            Content::Bytes(bytes) => format!("{} bytes", bytes.len()),
            Content::Address(_) => "address".to_owned(),
            Content::Missing => "missing".to_owned(),
            Content::Unreadable => "unreadable".to_owned(),
        };
        f.debug_struct("Attachment").field("content", &content).finish_non_exhaustive()
    }
}

impl Content {
    /// Reads base64, with white space anywhere.
    pub(crate) fn base64(text: &str) -> Self {
        decode_base64(text.as_bytes()).map_or(Self::Unreadable, Self::Bytes)
    }

    /// Unpacks what HL7 version 3 calls `DF`, `GZ` or `ZL`; nothing else is used.
    pub(crate) fn unpacked(self, compression: Option<&str>) -> Self {
        let (Self::Bytes(bytes), Some(compression)) = (&self, compression) else { return self };
        let limit = LONGEST_FILE as u64 + 1;
        let mut unpacked = Vec::new();
        let read = match compression {
            "DF" => DeflateDecoder::new(bytes.as_slice()).take(limit).read_to_end(&mut unpacked),
            "GZ" => GzDecoder::new(bytes.as_slice()).take(limit).read_to_end(&mut unpacked),
            "ZL" => ZlibDecoder::new(bytes.as_slice()).take(limit).read_to_end(&mut unpacked),
            _ => return Self::Unreadable,
        };
        match read {
            Ok(_) if unpacked.len() <= LONGEST_FILE => Self::Bytes(unpacked),
            _ => Self::Unreadable,
        }
    }
}

/// The bytes of a base64 text, with white space anywhere.
pub(crate) fn decode_base64(text: &[u8]) -> Option<Vec<u8>> {
    let bare: Vec<u8> = text.iter().copied().filter(|b| !b.is_ascii_whitespace()).collect();
    if bare.is_empty() { None } else { LENIENT.decode(bare).ok() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use flate2::Compression;
    use flate2::read::{DeflateEncoder, GzEncoder, ZlibEncoder};
    use rstest::rstest;

    fn bytes(content: Content) -> Option<Vec<u8>> {
        match content {
            Content::Bytes(bytes) => Some(bytes),
            _ => None,
        }
    }

    #[rstest]
    #[case("aGVs\n  bG8=")]
    #[case("aGVsbG8")]
    fn base64_is_read_as_senders_write_it(#[case] text: &str) {
        assert_eq!(bytes(Content::base64(text)).unwrap(), b"hello");
    }

    #[rstest]
    #[case("")]
    #[case("not base64!")]
    fn what_is_not_base64_is_unreadable(#[case] text: &str) {
        assert!(Content::base64(text) == Content::Unreadable);
    }

    fn packed(how: &str, bytes: &[u8]) -> Vec<u8> {
        let mut packed = Vec::new();
        let level = Compression::best();
        match how {
            "DF" => DeflateEncoder::new(bytes, level).read_to_end(&mut packed),
            "GZ" => GzEncoder::new(bytes, level).read_to_end(&mut packed),
            _ => ZlibEncoder::new(bytes, level).read_to_end(&mut packed),
        }
        .unwrap();
        packed
    }

    #[rstest]
    #[case("DF")]
    #[case("GZ")]
    #[case("ZL")]
    fn every_compression_of_the_standard_is_unpacked(#[case] how: &str) {
        let content = Content::Bytes(packed(how, b"%PDF-1.7")).unpacked(Some(how));
        assert_eq!(bytes(content).unwrap(), b"%PDF-1.7");
    }

    #[test]
    fn a_bomb_ends_at_the_longest_file() {
        let bomb = packed("DF", &vec![0; LONGEST_FILE + 10]);
        assert!(bomb.len() < 1_000_000);
        assert!(Content::Bytes(bomb).unpacked(Some("DF")) == Content::Unreadable);
    }

    #[test]
    fn an_unknown_compression_is_unreadable() {
        assert!(Content::Bytes(vec![1]).unpacked(Some("Z7")) == Content::Unreadable);
    }
}
