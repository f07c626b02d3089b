//! The document itself, out of what a server put around it, piece by piece: gzip as a transfer encoding, a FHIR `Binary`
//! in JSON, base64 as text (`spec/ias-wire.md`, section 3.5). What is none of these passes through as it is.

use std::io::Write as _;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use flate2::write::GzDecoder;

/// Padding is not always sent.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &alphabet::STANDARD,
    GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
);

/// Bytes that are looked at before it is decided what they are.
const HEAD: usize = 512;
/// What stands before the data of a `Binary` at most.
const FRAME: usize = 64 * 1024;
/// Packed bytes that are unpacked at once: gzip grows a thousandfold at most.
const SLICE: usize = 4096;

/// It cannot be unpacked, or it ended too early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bad {
    Packed,
    CutShort,
}

/// Unpacks as bytes arrive.
pub(super) struct Unpack {
    gzip: Option<GzDecoder<Vec<u8>>>,
    form: Form,
    /// The answer is said to be a FHIR resource, and the document is not.
    says_json: bool,
}

enum Form {
    /// Not decided yet: what has come so far.
    Head(Vec<u8>),
    Plain,
    Base64(Vec<u8>),
    /// Before the data of a `Binary`: what has come so far.
    Frame(Vec<u8>),
    /// Inside it.
    Data(Vec<u8>),
    /// Behind it.
    Tail,
}

impl Unpack {
    /// `encoding`: the transfer's `Content-Encoding`.
    pub(super) fn new(encoding: Option<&str>, says_json: bool) -> Result<Self, Bad> {
        let gzip = match encoding.map(|encoding| encoding.trim().to_ascii_lowercase()).as_deref() {
            None | Some("" | "identity") => None,
            Some("gzip" | "x-gzip") => Some(GzDecoder::new(Vec::new())),
            Some(_) => return Err(Bad::Packed),
        };
        Ok(Self { gzip, form: Form::Head(Vec::new()), says_json })
    }

    /// Takes bytes, and hands on what they are: to `out`, at most some megabytes a call.
    pub(super) fn push(&mut self, bytes: &[u8], out: &mut dyn FnMut(&[u8])) -> Result<(), Bad> {
        let Some(gzip) = &mut self.gzip else { return self.form.push(bytes, self.says_json, out) };
        for slice in bytes.chunks(SLICE) {
            gzip.write_all(slice).map_err(|_| Bad::Packed)?;
            let unpacked = std::mem::take(gzip.get_mut());
            self.form.push(&unpacked, self.says_json, out)?;
        }
        Ok(())
    }

    /// The last bytes have come.
    pub(super) fn finish(mut self, out: &mut dyn FnMut(&[u8])) -> Result<(), Bad> {
        if let Some(gzip) = self.gzip.take() {
            let rest = gzip.finish().map_err(|_| Bad::CutShort)?;
            self.form.push(&rest, self.says_json, out)?;
        }
        if let Form::Head(head) = &mut self.form {
            let head = std::mem::take(head);
            self.form = Form::of(&head, self.says_json);
            self.form.push(&head, self.says_json, out)?;
        }
        match self.form {
            Form::Base64(rest) => decode(&rest, out),
            Form::Frame(_) | Form::Data(_) => Err(Bad::CutShort),
            Form::Head(_) | Form::Plain | Form::Tail => Ok(()),
        }
    }
}

impl Form {
    fn of(head: &[u8], says_json: bool) -> Self {
        if is_binary(head, says_json) {
            Self::Frame(Vec::new())
        } else if is_base64_of_something(head) {
            Self::Base64(Vec::new())
        } else {
            Self::Plain
        }
    }

    fn push(&mut self, bytes: &[u8], says_json: bool, out: &mut dyn FnMut(&[u8])) -> Result<(), Bad> {
        match self {
            Self::Head(head) => {
                head.extend_from_slice(bytes);
                if head.len() < HEAD {
                    return Ok(());
                }
                let head = std::mem::take(head);
                *self = Self::of(&head, says_json);
                self.push(&head, says_json, out)
            }
            Self::Plain => {
                if !bytes.is_empty() {
                    out(bytes);
                }
                Ok(())
            }
            Self::Base64(rest) => {
                rest.extend(bytes.iter().filter(|byte| !byte.is_ascii_whitespace()));
                whole(rest, out)
            }
            Self::Frame(frame) => {
                frame.extend_from_slice(bytes);
                let Some(at) = data_begins(frame) else {
                    return if frame.len() > FRAME { Err(Bad::Packed) } else { Ok(()) };
                };
                let rest = frame.split_off(at);
                *self = Self::Data(Vec::new());
                self.push(&rest, says_json, out)
            }
            Self::Data(rest) => {
                let end = bytes.iter().position(|byte| *byte == b'"');
                // JSON may write a slash as `\/`.
                let data = &bytes[..end.unwrap_or(bytes.len())];
                rest.extend(data.iter().filter(|byte| **byte != b'\\'));
                if end.is_some() {
                    decode(rest, out)?;
                    *self = Self::Tail;
                    return Ok(());
                }
                whole(rest, out)
            }
            Self::Tail => Ok(()),
        }
    }
}

/// Decodes whole groups of four letters and keeps the rest.
fn whole(rest: &mut Vec<u8>, out: &mut dyn FnMut(&[u8])) -> Result<(), Bad> {
    // The last group may be padded: it waits for the end.
    let ready = rest.len().saturating_sub(4) / 4 * 4;
    let kept = rest.split_off(ready);
    let decoded = BASE64.decode(&*rest).map_err(|_| Bad::Packed)?;
    *rest = kept;
    if !decoded.is_empty() {
        out(&decoded);
    }
    Ok(())
}

fn decode(rest: &[u8], out: &mut dyn FnMut(&[u8])) -> Result<(), Bad> {
    let decoded = BASE64.decode(rest).map_err(|_| Bad::CutShort)?;
    if !decoded.is_empty() {
        out(&decoded);
    }
    Ok(())
}

/// A `Binary`, and not a document that happens to be JSON.
fn is_binary(head: &[u8], says_json: bool) -> bool {
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches('\u{feff}').trim_start();
    let squeezed: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    squeezed.starts_with('{') && (says_json || squeezed.starts_with("{\"resourceType\":\"Binary\""))
}

/// Base64 counts only when what comes out is plausible.
fn is_base64_of_something(head: &[u8]) -> bool {
    let letters: Vec<u8> = head.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let is_letter = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'=');
    if letters.len() < 8 || !letters.iter().all(is_letter) {
        return false;
    }
    let begin = &letters[..letters.len().min(64) / 4 * 4];
    BASE64.decode(begin).is_ok_and(|decoded| is_known(&decoded) || letters.len() >= 16 && is_prose(&decoded))
}

/// Words with spaces between them. No text without a single space in it becomes such by chance.
fn is_prose(bytes: &[u8]) -> bool {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        // A letter may be cut at the end.
        Err(cut) if cut.error_len().is_none() => {
            std::str::from_utf8(&bytes[..cut.valid_up_to()]).unwrap_or_default()
        }
        Err(_) => return false,
    };
    let printable = |letter: char| !letter.is_control() || matches!(letter, '\n' | '\r' | '\t');
    text.contains(' ') && text.chars().all(printable)
}

/// The first bytes of the files that come.
fn is_known(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let marks: [&[u8]; 12] = [
        b"%PDF",
        b"<?xml",
        b"<ClinicalDocument",
        b"<html",
        b"<HTML",
        b"<!DOCTYPE",
        b"PK\x03\x04",
        b"{\\rtf",
        b"\xff\xd8\xff",
        b"\x89PNG",
        b"II*\0",
        b"MM\0*",
    ];
    let utf16: [&[u8]; 2] = [b"\xff\xfe<\0", b"\xfe\xff\0<"];
    marks.into_iter().chain(utf16).any(|mark| bytes.starts_with(mark))
}

/// Where the value of the member `data` begins.
fn data_begins(frame: &[u8]) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = find(&frame[from..], b"\"data\"") {
        let mut here = from + at + b"\"data\"".len();
        let mut expected = [b':', b'"'].into_iter().peekable();
        while let (Some(byte), Some(next)) = (frame.get(here), expected.peek()) {
            if byte == next {
                expected.next();
            } else if !byte.is_ascii_whitespace() {
                break;
            }
            here += 1;
        }
        if expected.peek().is_none() {
            return Some(here);
        }
        from += at + 1;
    }
    None
}

fn find(hay: &[u8], needle: &[u8]) -> Option<usize> {
    hay.windows(needle.len()).position(|window| window == needle)
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::STANDARD;
    use proptest::prelude::*;
    use rstest::rstest;

    use super::*;

    fn unpacked(bytes: &[u8], encoding: Option<&str>, says_json: bool, step: usize) -> Result<Vec<u8>, Bad> {
        let mut unpack = Unpack::new(encoding, says_json)?;
        let mut all = Vec::new();
        for piece in bytes.chunks(step) {
            unpack.push(piece, &mut |bytes| all.extend_from_slice(bytes))?;
        }
        unpack.finish(&mut |bytes| all.extend_from_slice(bytes))?;
        Ok(all)
    }

    fn binary(data: &str) -> String {
        format!(r#"{{ "resourceType" : "Binary", "contentType": "a/data", "data" : "{data}", "id":"x" }}"#)
    }

    proptest! {
        #[test]
        fn every_form_gives_the_same_bytes_in_pieces_of_any_size(body: Vec<u8>, step in 1_usize..700) {
            let pdf = [b"%PDF-1.7 ", &body[..]].concat();
            prop_assert_eq!(unpacked(&pdf, None, false, step).unwrap(), pdf.clone());
            let text = STANDARD.encode(&pdf);
            prop_assert_eq!(unpacked(text.as_bytes(), None, false, step).unwrap(), pdf.clone());
            let json = binary(&text);
            prop_assert_eq!(unpacked(json.as_bytes(), None, false, step).unwrap(), pdf.clone());
            let escaped = binary(&text.replace('/', "\\/"));
            prop_assert_eq!(unpacked(escaped.as_bytes(), None, true, step).unwrap(), pdf.clone());
            let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            gzip.write_all(&pdf).unwrap();
            prop_assert_eq!(unpacked(&gzip.finish().unwrap(), Some("gzip"), false, step).unwrap(), pdf);
        }

        #[test]
        fn any_bytes_come_to_an_end(body: Vec<u8>, says_json: bool, packed: bool, step in 1_usize..99) {
            let _ = unpacked(&body, packed.then_some("gzip"), says_json, step);
        }
    }

    #[rstest]
    #[case::plain("Weigh yourself each morning. Call us when you gain more than two kilos in a week.")]
    #[case::short("Seen, and well")]
    #[case::letters("Pésese cada mañana y llámenos si aumenta más de dos kilos en una semana, por favor.")]
    fn a_letter_comes_out_of_its_base64(#[case] letter: &str) {
        for step in [1, 7, 700] {
            let packed = STANDARD.encode(letter);
            assert_eq!(unpacked(packed.as_bytes(), None, false, step).unwrap(), letter.as_bytes());
            assert_eq!(unpacked(letter.as_bytes(), None, false, step).unwrap(), letter.as_bytes());
        }
    }

    #[rstest]
    #[case::a_bundle(
        r#"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Binary","data":"JVBERi0="}}]}"#
    )]
    #[case::a_word("Takeoneeachmorningwithwater")]
    #[case::short("abcd")]
    #[case::nothing("")]
    #[case::base64_of_nobody_knows("AAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    fn a_document_that_only_looks_packed_stays_as_it_is(#[case] document: &str) {
        assert_eq!(unpacked(document.as_bytes(), None, false, 7).unwrap(), document.as_bytes());
    }

    #[rstest]
    #[case(&binary("JVBERi0xLjcg")[..60], None, Bad::CutShort)]
    #[case(r#"{"resourceType":"Binary","contentType":"text/plain"}"#, None, Bad::CutShort)]
    #[case("not gzip at all", Some("gzip"), Bad::Packed)]
    #[case("x", Some("br"), Bad::Packed)]
    fn what_does_not_come_whole_is_no_document(
        #[case] body: &str,
        #[case] encoding: Option<&str>,
        #[case] bad: Bad,
    ) {
        assert_eq!(unpacked(body.as_bytes(), encoding, false, 9), Err(bad));
    }
}
