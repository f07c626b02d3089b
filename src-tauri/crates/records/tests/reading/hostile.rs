//! Files that want to do harm: nothing panics, nothing runs, nothing grows beyond its bounds.

use proptest::prelude::*;
use records::LONGEST_FILE;
use records::ccda;
use records::content::{Error, read, recognise};
use records::outline::{Block, Notice, Outline};
use rstest::rstest;
use serde_json::json;

const CDA: &str = include_str!("examples/visit-summary.xml");
const HTML: &str = include_str!("examples/note.html");
const RTF: &str = r"{\rtf1\ansi{\fonttbl{\f0 A;}}\b Hi\b0 \u233? {\*\x y}\trowd\intbl a\cell b\cell\row\pard{\pict 00}\par}";

/// Turns the direction of what follows.
const STEERING: [char; 2] = ['\u{202e}', '\u{2066}'];

/// How deep blocks stand in each other.
fn depth(blocks: &[Block]) -> usize {
    let inner = |block: &Block| match block {
        Block::List { items, .. } => items.iter().map(|item| depth(item)).max().unwrap_or_default(),
        Block::Table(table) => table
            .head
            .iter()
            .chain(&table.body)
            .flatten()
            .map(|cell| depth(&cell.blocks))
            .max()
            .unwrap_or_default(),
        Block::Footnote(blocks) => depth(blocks),
        Block::Paragraph(_) | Block::Preformatted(_) => 0,
    };
    blocks.iter().map(inner).max().map_or(0, |inner| inner + 1)
}

/// What holds for every outline, whatever it was made from.
fn within_bounds(outline: &Outline) {
    assert!(outline.plain_text().len() <= 9 * 1024 * 1024);
    assert!(
        outline
            .sections
            .iter()
            .all(|section| depth(&section.blocks) <= 20 && (1..=6).contains(&section.level))
    );
    let wire = json!(outline).to_string();
    assert!(!wire.contains(STEERING));
}

/// A text so many times, each with its number.
fn numbered(count: usize, text: &str) -> String {
    (0..count).map(|number| text.replace('#', &number.to_string())).collect()
}

fn document(text: &str) -> String {
    format!(
        "<ClinicalDocument><component><structuredBody><component><section><text>{text}</text></section></component></structuredBody></component></ClinicalDocument>"
    )
}

#[rstest]
#[case::entities(
    "<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><ClinicalDocument>&b;</ClinicalDocument>",
    ccda::Error::TypeDefinition
)]
#[case::a_file_of_ours(
    "<!DOCTYPE x SYSTEM 'file:///etc/passwd'><ClinicalDocument/>",
    ccda::Error::TypeDefinition
)]
fn a_type_definition_is_refused(#[case] xml: &str, #[case] expected: ccda::Error) {
    assert_eq!(ccda::read(xml.as_bytes()).unwrap_err(), expected);
}

#[rstest]
#[case::deep(document(&("<list><item>".repeat(50_000) + "x")))]
#[case::name_spaces(format!("<ClinicalDocument {}/>", numbered(50, "xmlns:a#='b' ")))]
#[case::attributes(document(&format!("<br {}/>", numbered(1_000_000, "a#='' "))))]
fn a_document_that_would_exhaust_its_reader_is_refused(#[case] xml: String) {
    assert!(matches!(ccda::read(xml.as_bytes()).unwrap_err(), ccda::Error::TooMany(_)));
}

#[test]
fn a_file_beyond_the_longest_is_refused() {
    assert_eq!(read(&vec![b'a'; LONGEST_FILE + 1], None).unwrap_err(), Error::TooLong);
}

#[test]
fn text_beyond_the_bound_is_cut_and_said() {
    let outline = ccda::read(document(&"<paragraph>abcdefghij</paragraph>".repeat(900_000)).as_bytes())
        .unwrap()
        .outline;
    assert_eq!(outline.notices, [Notice::Shortened]);
    within_bounds(&outline);
}

#[test]
fn a_script_is_never_text_and_an_address_never_leaves() {
    let page = b"<p onclick='evil()'>a<script>evil()</script><a href='https://evil.example'>b</a><style>evil</style><img src='https://evil.example/x'>";
    let outline = read(page, Some("text/html")).unwrap().outline.unwrap();
    assert!(!json!(outline).to_string().contains("evil"), "{outline:?}");
}

#[rstest]
#[case::tags("<div>".repeat(1_000_000))]
#[case::lists("<ul><li>".repeat(500_000))]
#[case::tables("<table><tr><td>x".repeat(200_000))]
#[case::attributes(format!("<p {}", numbered(1_000_000, "a# ")))]
#[case::bold("<b>x".repeat(500_000))]
fn a_page_of_nothing_but_tags_is_read_in_one_pass(#[case] page: String) {
    within_bounds(&records::html::outline(page.as_bytes(), None));
}

#[test]
fn groups_without_an_end_are_read_in_one_pass() {
    within_bounds(&records::rtf::outline(("{\\rtf1 ".to_owned() + &"{\\b x".repeat(500_000)).as_bytes()));
}

#[test]
fn a_record_with_a_list_without_end_is_cut_and_said() {
    let note = json!({ "text": "again" });
    let record = json!({ "resourceType": "Condition", "note": vec![note; 100_000] });
    let outline = read(record.to_string().as_bytes(), None).unwrap().outline.unwrap();
    assert_eq!(outline.notices, [Notice::Shortened]);
    within_bounds(&outline);
}

fn any_json() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(json!(null)),
        any::<bool>().prop_map(|v| json!(v)),
        any::<f64>().prop_map(|v| json!(v)),
        ".{0,12}".prop_map(|v| json!(v)),
    ];
    let name = prop::sample::select(vec![
        "code",
        "text",
        "coding",
        "display",
        "value",
        "unit",
        "valueQuantity",
        "component",
        "status",
        "name",
        "given",
        "reaction",
        "dosage",
        "timing",
        "repeat",
        "period",
        "start",
        "reference",
        "resource",
        "contained",
        "subject",
        "referenceRange",
        "low",
        "high",
        "section",
        "entry",
        "div",
        "content",
        "attachment",
        "data",
        "url",
        "performer",
        "actor",
        "extension",
        "x",
    ]);
    leaf.prop_recursive(6, 64, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(|v| json!(v)),
            prop::collection::hash_map(name.clone(), inner, 0..8).prop_map(|v| json!(v)),
        ]
    })
}

const KINDS: [&str; 19] = [
    "Patient",
    "CarePlan",
    "Condition",
    "AllergyIntolerance",
    "MedicationStatement",
    "MedicationRequest",
    "Immunization",
    "Procedure",
    "Observation",
    "Coverage",
    "DocumentReference",
    "DiagnosticReport",
    "Encounter",
    "Practitioner",
    "Organization",
    "Provenance",
    "Composition",
    "Bundle",
    "Odd",
];

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..2000), declared in ".{0,20}") {
        if let Some(outline) = read(&bytes, Some(&declared)).ok().and_then(|reading| reading.outline) {
            within_bounds(&outline);
        }
        let _ = recognise(&bytes);
        within_bounds(&records::html::outline(&bytes, Some(&declared)));
        within_bounds(&records::rtf::outline(&bytes));
        within_bounds(&records::plain::outline(&bytes, Some(&declared)));
    }

    #[test]
    fn a_damaged_file_is_read_or_refused(which in 0..3_usize, cut in 0.0..1.0_f64, at in 0.0..1.0_f64, noise in prop::collection::vec(any::<u8>(), 0..8)) {
        let mut bytes = [CDA, HTML, RTF][which].as_bytes().to_vec();
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss, reason = "a place in a small file")]
        let place = |share: f64, of: usize| (share * of as f64) as usize;
        let from = place(at, bytes.len());
        let to = (from + noise.len() / 2).min(bytes.len());
        bytes.splice(from..to, noise);
        bytes.truncate(place(cut, bytes.len() * 2));
        if let Some(outline) = read(&bytes, None).ok().and_then(|reading| reading.outline) {
            within_bounds(&outline);
        }
    }

    #[test]
    fn markup_in_any_order_is_composed(tags in prop::collection::vec("</?(table|thead|tr|td|th|ul|ol|li|p|h1|b|a|caption|pre|br|div|title|sup)( colspan=9999999| href=x)?>|[a-z ]{1,5}", 0..80)) {
        within_bounds(&records::html::outline(tags.concat().as_bytes(), None));
    }

    #[test]
    fn any_json_is_read(kind in prop::sample::select(KINDS.to_vec()), body in any_json()) {
        let mut record = body;
        if let Some(members) = record.as_object_mut() {
            members.insert("resourceType".to_owned(), json!(kind));
        }
        if let Some(outline) = read(record.to_string().as_bytes(), None).ok().and_then(|reading| reading.outline) {
            within_bounds(&outline);
        }
        if let Some(resource) = records::resource::Resource::new(&record) {
            let row = json!(resource.row()).to_string();
            prop_assert!(row.len() < 20_000 && !row.contains(STEERING), "{row}");
            let _ = (resource.sameness(), resource.measurements(), resource.origin(), resource.attachments(), resource.person());
        }
    }
}
