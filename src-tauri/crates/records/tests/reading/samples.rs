//! Published samples that no one here wrote, from a reference folder (`SATCHEL_REFERENCE_DIR`, else `../shared` beside
//! the repository). Without one these tests skip and say so. What stands here is their shape, not their text.

use std::path::{Path, PathBuf};

use insta::assert_snapshot;
use records::attachment::Content;
use records::content::{FileKind, Reading, read, recognise};
use records::outline::{Block, Label, Section};
use serde_json::json;

fn samples() -> Option<PathBuf> {
    let reference = std::env::var_os("SATCHEL_REFERENCE_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared"), PathBuf::from);
    let samples = reference.join("samples");
    if samples.is_dir() {
        return Some(samples);
    }
    println!("skipped: no published samples in {}", samples.display());
    None
}

fn sample(name: &str) -> Option<Reading> {
    let bytes = std::fs::read(samples()?.join(name)).unwrap();
    Some(read(&bytes, Some("application/octet-stream")).unwrap())
}

/// Title, person, date, then a line for each section.
fn shape(reading: &Reading) -> String {
    let outline = reading.outline.as_ref().unwrap();
    let label = |label: &Label| match label {
        Label::Text(text) => text.clone(),
        Label::Unknown(code) => format!("?{code}?"),
        Label::Word(word) => format!("[{}]", json!(word).as_str().unwrap()),
    };
    let mut lines = vec![
        label(&outline.title),
        // Straight from the types: the order of a `Value`'s members hangs on who else is built along.
        serde_json::to_string(&(&outline.person, &outline.date, &outline.authors, &outline.custodian))
            .unwrap(),
        format!(
            "{} facts, {} entries, notices {}",
            outline.facts.len(),
            reading.entries,
            json!(outline.notices)
        ),
    ];
    lines.extend(outline.sections.iter().map(|section| {
        let blocks: Vec<String> = section.blocks.iter().map(block).collect();
        let title = section.title.as_ref().map(label).unwrap_or_default();
        format!("{title}: {}; {} letters", blocks.join(", "), letters(section))
    }));
    lines.join("\n")
}

fn block(block: &Block) -> String {
    match block {
        Block::Paragraph(_) => "paragraph".to_owned(),
        Block::Footnote(_) => "footnote".to_owned(),
        Block::Preformatted(_) => "preformatted".to_owned(),
        Block::List { items, .. } => format!("list of {}", items.len()),
        Block::Table(table) => {
            let columns = table.head.iter().chain(&table.body).map(Vec::len).max().unwrap_or_default();
            format!("table {}+{} by {columns}", table.head.len(), table.body.len())
        }
    }
}

fn letters(section: &Section) -> usize {
    section.plain_text().chars().filter(|c| !c.is_whitespace()).count()
}

#[test]
fn the_continuity_of_care_document_of_hl7() {
    let Some(reading) = sample("CCD_1.XML") else { return };
    assert_snapshot!(shape(&reading), @r#"
    Patient Chart Summary
    [{"name":"Eve Betterhalf","birthDate":"1975-05-01"},{"at":"2013-08-15T10:30-08:00"},["Patricia Primary M.D."],"Good Health HIE"]
    2 facts, 31 entries, notices []
    ADVANCE DIRECTIVES: table 1+1 by 4; 133 letters
    ALLERGIES AND ADVERSE REACTIONS: table 1+2 by 2; 48 letters
    ENCOUNTERS: table 1+1 by 4; 110 letters
    FAMILY HISTORY: paragraph, table 1+2 by 2; 81 letters
    FUNCTIONAL STATUS: table 1+2 by 3; 140 letters
    IMMUNIZATIONS: table 1+5 by 4; 239 letters
    MEDICAL EQUIPMENT: paragraph, list of 3, paragraph; 148 letters
    MEDICATIONS: table 1+2 by 6; 246 letters
    INSURANCE PROVIDERS: table 1+1 by 5; 146 letters
    TREATMENT PLAN: paragraph, table 1+2 by 6; 318 letters
    PROBLEMS: paragraph, list of 2, paragraph, list of 1; 294 letters
    PROCEDURES: table 1+1 by 2; 35 letters
    RESULTS: table 1+6 by 5; 533 letters
    SOCIAL HISTORY: table 1+3 by 3; 207 letters
    VITAL SIGNS: table 1+3 by 3; 86 letters
    "#);
}

#[test]
fn the_referral_summary_of_a_vendor() {
    let Some(reading) = sample("Cerner_Transition_of_Care_Referral_Summary.xml") else { return };
    assert_snapshot!(shape(&reading), @r#"
    Transition of Care/Referral Summary
    [{"name":"Steve Williamson","birthDate":"1947-04-07"},{"at":"2013-07-17T11:44:46-05:00"},["Millennium Clinical Document Generator"],"Local Community Hospital Organization"]
    4 facts, 19 entries, notices []
    Encounter: table 1+1 by 4; 193 letters
    Vital Signs: table 1+7 by 2; 503 letters
    Problem List: table 1+3 by 5, table 1+2 by 6; 334 letters
    Allergies, Adverse Reactions, Alerts: table 1+2 by 4; 98 letters
    Medications: table 1+4 by 5; 329 letters
    Results: paragraph, table 1+8 by 2; 576 letters
    Immunizations: table 1+1 by 3; 67 letters
    Procedures: table 1+2 by 4; 170 letters
    Social History: table 1+1 by 2; 49 letters
    Functional Status: paragraph, paragraph, paragraph, paragraph; 112 letters
    Assessment and Plan: paragraph, table 0+1 by 3, table 0+1 by 1; 160 letters
    Hospital Discharge Instructions: paragraph, paragraph, paragraph; 900 letters
    "#);
}

#[test]
fn an_envelope_around_a_pdf() {
    let Some(reading) = sample("Unstructured_Document_embed.xml") else { return };
    assert_snapshot!(shape(&reading), @r#"
    Community Health and Hospitals: Discharge Summary
    [{"name":"Henry L Levin","birthDate":"1953-03-02"},{"at":"2009-03-29T22:44:11-07:00"},["Henry Seven"],"Community Health and Hospitals"]
    1 facts, 0 entries, notices []
    "#);
    let [file] = reading.attachments.as_slice() else { panic!("{:?}", reading.attachments) };
    let Content::Bytes(bytes) = &file.content else { panic!("{file:?}") };
    assert_eq!(recognise(bytes), FileKind::Pdf);
}

#[test]
fn the_records_of_a_synthetic_person() {
    let Some(reading) = sample("Buster_Hoeger_ad2e3fc5.json") else { return };
    assert_snapshot!(shape(&reading), @r#"
    [bundle]
    [{"name":"Mr. Buster Hoeger","birthDate":"1988-03-16"},null,[],null]
    0 facts, 66 entries, notices []
    [patient]: list of 1; 16 letters
    [organization]: list of 1; 30 letters
    [practitioner]: list of 1; 15 letters
    [encounter]: list of 6; 339 letters
    [condition]: list of 3; 80 letters
    [other-record]: list of 13; 190 letters
    [observation]: list of 33; 1367 letters
    [immunization]: list of 4; 171 letters
    [procedure]: list of 1; 35 letters
    [diagnostic-report]: list of 2; 69 letters
    [medication-request]: list of 1; 45 letters
    "#);
}

#[test]
fn the_international_patient_summary() {
    let Some(reading) = sample("IPS_IG-bundle-01.json") else { return };
    assert_snapshot!(shape(&reading), @r#"
    Patient Summary as of December 11, 2017 14:30
    [{"name":"Martha DeLarosa","birthDate":"1972-05-01"},{"at":"2017-12-11T14:30:00+01:00"},["Beetje van Hulp"],"Anorg Aniza Tion BV / The best custodian ever"]
    1 facts, 20 entries, notices []
    Active Problems: paragraph; 10 letters
    Medication: table 1+2 by 5; 125 letters
    Allergies and Intolerances: paragraph; 62 letters
    History of Past Illness: paragraph; 63 letters
    Plan of Treatment: paragraph; 100 letters
    Results: table 1+4 by 3, table 1+1 by 3, table 1+2 by 1; 279 letters
    "#);
}

#[test]
fn the_documents_of_us_core() {
    let Some(reading) = sample("bundle-docref-example1.json") else { return };
    assert_snapshot!(shape(&reading), @"
    [bundle]
    [null,null,[],null]
    0 facts, 1 entries, notices []
    [document-reference]: list of 1; 40 letters
    ");
    let Some(reading) = sample("documentreference-discharge-summary.json") else { return };
    assert_snapshot!(shape(&reading), @"
    Discharge Summary
    [null,null,[],null]
    3 facts, 1 entries, notices []
    ");
    let Content::Bytes(bytes) = &reading.attachments[0].content else { panic!("{reading:?}") };
    let inner = read(bytes, reading.attachments[0].content_type.as_deref()).unwrap();
    assert_eq!((inner.kind, letters(&inner.outline.unwrap().sections[0])), (FileKind::Text, 83));
}

#[test]
fn every_sample_is_read_and_none_says_it_is_something_else() {
    let Some(samples) = samples() else { return };
    for file in std::fs::read_dir(samples).unwrap() {
        let path = file.unwrap().path();
        let reading = read(&std::fs::read(&path).unwrap(), None).unwrap();
        assert!(reading.outline.is_some(), "{}", path.display());
    }
}
