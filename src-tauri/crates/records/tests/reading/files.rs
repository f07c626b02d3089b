//! Files of every kind, rightly and wrongly labelled.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use insta::assert_snapshot;
use records::content::{FileKind, read, recognise};
use records::html;
use rstest::rstest;

use crate::render::render;

const CDA: &[u8] = include_bytes!("examples/visit-summary.xml");
const HTML: &[u8] = include_bytes!("examples/note.html");

#[test]
fn a_page_of_html_is_reduced_to_its_text() {
    assert_snapshot!(render(&html::outline(HTML, None)), @r#"
    # After your visit
    ## Next steps
    Walk *30 minutes* a day & come back in /three/ months. ⏎ Call ~us~ with questions.
    - Eat well
    - Sleep well
    - 1. 8 hours
    ### Results
    Blood:
    || =Test | 2x1 =Value |
    | A1C | 6.4 % | 10^3^ |
    [picture-not-shown] (A chart) [picture-not-shown]
    `Sodium     135
    Potassium  3.5`
    Last words
    ! ["media-not-shown"]
    "#);
}

fn utf_16(bytes: &[u8]) -> Vec<u8> {
    str::from_utf8(bytes).unwrap().encode_utf16().flat_map(u16::to_be_bytes).collect()
}

#[rstest]
#[case(CDA.to_vec(), FileKind::ClinicalDocument)]
#[case(utf_16(CDA), FileKind::ClinicalDocument)]
#[case([b"\xef\xbb\xbf<!-- a -->\n".as_slice(), b"<ClinicalDocument/>"].concat(), FileKind::ClinicalDocument)]
#[case(b"<x:ClinicalDocument xmlns:x='urn:hl7-org:v3'/>".to_vec(), FileKind::ClinicalDocument)]
#[case(b"<?xml version='1.0'?><Bundle xmlns='http://hl7.org/fhir'/>".to_vec(), FileKind::Xml)]
#[case(HTML.to_vec(), FileKind::Html)]
#[case(b"<P>Hello".to_vec(), FileKind::Html)]
#[case(b" {\"id\": \"1\", \"resourceType\": \"Patient\"}".to_vec(), FileKind::Fhir)]
#[case(b"[{\"a\": 1}]".to_vec(), FileKind::Json)]
#[case(b"{\\rtf1 Hello}".to_vec(), FileKind::Rtf)]
#[case(b"junk\n%PDF-1.7\n".to_vec(), FileKind::Pdf)]
#[case(b"\x89PNG\r\n\x1a\n....".to_vec(), FileKind::Picture)]
#[case(b"\xff\xd8\xff\xe0".to_vec(), FileKind::Picture)]
#[case(b"II*\0....".to_vec(), FileKind::OtherPicture)]
#[case([[0; 128].as_slice(), b"DICM"].concat(), FileKind::Dicom)]
#[case(b"PK\x03\x04".to_vec(), FileKind::Zip)]
#[case(b"\x1f\x8b\x08".to_vec(), FileKind::Gzip)]
#[case("No activity restriction, Zoë. <3 {soon} [later]".as_bytes().to_vec(), FileKind::Text)]
#[case(b"[Seen by Dr. A]".to_vec(), FileKind::Text)]
#[case(b"< 5 mg/dL".to_vec(), FileKind::Text)]
#[case(b"Zo\xeb is well and walks every day".to_vec(), FileKind::Text)]
#[case((0..=255).collect(), FileKind::Unknown)]
#[case(Vec::new(), FileKind::Unknown)]
fn a_file_is_known_by_what_is_in_it(#[case] bytes: Vec<u8>, #[case] kind: FileKind) {
    assert_eq!(recognise(&bytes), kind);
}

#[rstest]
#[case(CDA, Some("text/xml"), false)]
#[case(CDA, Some("application/octet-stream"), false)]
#[case(CDA, None, false)]
#[case(CDA, Some("application/pdf"), true)]
#[case(b"%PDF-1.7", Some("text/xml"), true)]
#[case(b"{\"resourceType\":\"Patient\"}", Some("application/json; charset=utf-8"), false)]
fn a_wrong_label_is_said_and_does_no_harm(
    #[case] bytes: &[u8],
    #[case] declared: Option<&str>,
    #[case] mislabelled: bool,
) {
    let reading = read(bytes, declared).unwrap();
    assert_eq!((reading.mislabelled, reading.kind), (mislabelled, recognise(bytes)));
}

#[rstest]
#[case(STANDARD.encode(CDA))]
#[case(format!(r#"{{"resourceType": "Binary", "contentType": "application/xml", "data": "{}"}}"#, STANDARD.encode(CDA)))]
#[case(format!(r#"{{"data": "{}", "resourceType":"Binary"}}"#, STANDARD.encode(CDA)))]
fn what_a_server_wrapped_is_unwrapped(#[case] wrapped: String) {
    let reading = read(wrapped.as_bytes(), Some("text/xml")).unwrap();
    assert_eq!(reading.outline, read(CDA, None).unwrap().outline);
}

#[rstest]
#[case("Hello")]
#[case("abcd")]
fn text_that_might_be_base64_stays_text(#[case] text: &str) {
    assert_eq!(read(text.as_bytes(), None).unwrap().kind, FileKind::Text);
}

#[test]
fn the_charset_of_the_label_is_heeded() {
    let reading = read(
        b"\xcf\xf0\xe8\xe2\xe5\xf2, \xea\xe0\xea \xe4\xe5\xeb\xe0",
        Some("text/plain; Charset=\"windows-1251\""),
    )
    .unwrap();
    assert_eq!(reading.outline.unwrap().plain_text(), "Привет, как дела\n");
}

#[test]
fn a_bundle_of_one_document_shows_where_its_file_is() {
    let json = br#"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"DocumentReference","content":[{"attachment":{"url":"Binary/1"}}]}}]}"#;
    let reading = read(json, None).unwrap();
    assert_eq!((reading.entries, reading.attachments.len()), (1, 1));
}
