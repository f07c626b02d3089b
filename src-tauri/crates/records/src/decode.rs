//! Bytes to text, in whatever encoding they came.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A text, and whether some of its letters are in doubt.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Decoded {
    /// The text, without its byte order mark.
    pub text: String,
    /// Some bytes were not of the encoding: they stand as `�`, or the encoding was guessed.
    pub unclear: bool,
}

/// The byte order mark decides, else the shape of UTF-16, else `label`, else UTF-8, else Windows-1252: the encodings
/// that are found in health records (`spec/ias-wire.md`, sections 11 and 12.4).
pub(crate) fn decode(bytes: &[u8], label: Option<&str>) -> Decoded {
    let encoding = Encoding::for_bom(bytes)
        .map(|(encoding, _)| encoding)
        .or_else(|| utf_16_shape(bytes))
        .or_else(|| label.and_then(|label| Encoding::for_label(label.as_bytes())).map(ascii_compatible))
        .unwrap_or(UTF_8);
    let (text, _, broken) = encoding.decode(bytes);
    if broken && encoding == UTF_8 && text.chars().all(|c| c.is_ascii() || c == '\u{fffd}') {
        // Not one letter beyond ASCII is UTF-8, so none is: the writer used the old Western encoding.
        let (text, _, _) = WINDOWS_1252.decode(bytes);
        return Decoded { text: text.into_owned(), unclear: true };
    }
    Decoded { text: text.into_owned(), unclear: broken }
}

/// The text of a file that begins with an XML declaration, which may name the encoding.
pub(crate) fn decode_xml(bytes: &[u8]) -> Decoded {
    decode(bytes, xml_encoding(bytes).as_deref())
}

/// An ASCII letter or bracket in the first unit and a zero byte beside it: UTF-16 without a mark.
fn utf_16_shape(bytes: &[u8]) -> Option<&'static Encoding> {
    match bytes {
        [0, b, 0, c, ..] if b.is_ascii_graphic() && c.is_ascii() => Some(UTF_16BE),
        [b, 0, c, 0, ..] if b.is_ascii_graphic() && c.is_ascii() => Some(UTF_16LE),
        _ => None,
    }
}

/// A label that could be read as ASCII cannot be true when it says UTF-16; such files are UTF-8 by all experience.
fn ascii_compatible(encoding: &'static Encoding) -> &'static Encoding {
    if encoding == UTF_16BE || encoding == UTF_16LE { UTF_8 } else { encoding }
}

/// The `encoding` of an XML declaration.
fn xml_encoding(bytes: &[u8]) -> Option<String> {
    let start = bytes.iter().position(|b| !b.is_ascii_whitespace())?;
    let head = bytes.get(start..)?.strip_prefix(b"<?xml")?;
    let head = head.get(..head.iter().take(200).position(|b| *b == b'>')?)?;
    let head = str::from_utf8(head).ok()?;
    let value = head.split_once("encoding")?.1.trim_start().strip_prefix('=')?.trim_start();
    let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    value.get(1..)?.split_once(quote).map(|(label, _)| label.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    fn utf_16(text: &str, mark: bool, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        let mark = mark.then_some(0xfeff);
        mark.into_iter().chain(text.encode_utf16()).flat_map(unit).collect()
    }

    const XML: &str = "<?xml version='1.0' encoding='UTF-16'?><a>Zoë, 37 °C</a>";

    #[rstest]
    #[case(utf_16(XML, true, u16::to_le_bytes))]
    #[case(utf_16(XML, true, u16::to_be_bytes))]
    #[case(utf_16(XML, false, u16::to_le_bytes))]
    #[case(utf_16(XML, false, u16::to_be_bytes))]
    #[case(XML.as_bytes().to_vec())]
    #[case([b"\xef\xbb\xbf".as_slice(), XML.as_bytes()].concat())]
    fn a_text_is_read_from_every_unicode_encoding(#[case] bytes: Vec<u8>) {
        assert_eq!(decode_xml(&bytes), Decoded { text: XML.to_owned(), unclear: false });
    }

    #[rstest]
    #[case(b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>Zo\xeb</a>", "<a>Zo\u{eb}</a>", false)]
    #[case(b"<?xml version=\"1.0\" encoding = 'windows-1251' ?><a>\xc0</a>", "<a>\u{410}</a>", false)]
    #[case(b"<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>Zo\xeb</a>", "<a>Zo\u{eb}</a>", true)]
    #[case(b"<a>\x93quoted\x94</a>", "<a>\u{201c}quoted\u{201d}</a>", true)]
    #[case(b"<a>Zo\xc3\xab \xff</a>", "<a>Zo\u{eb} \u{fffd}</a>", true)]
    #[case(b"<?xml version=\"1.0\" encoding=\"no-such\"?><a>b</a>", "<a>b</a>", false)]
    fn what_the_declaration_says_is_weighed(#[case] bytes: &[u8], #[case] end: &str, #[case] unclear: bool) {
        let decoded = decode_xml(bytes);
        assert!(decoded.text.ends_with(end), "{}", decoded.text);
        assert_eq!(decoded.unclear, unclear);
    }

    proptest! {
        #[test]
        fn any_bytes_decode(bytes in any::<Vec<u8>>(), label in ".{0,12}") {
            decode(&bytes, Some(&label));
            decode_xml(&bytes);
        }
    }
}
