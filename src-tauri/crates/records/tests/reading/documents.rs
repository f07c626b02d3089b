//! C-CDA documents, typed in.

use insta::assert_snapshot;
use records::attachment::Content;
use records::ccda::{Error, read};
use records::outline::{Cell, Inline, Label, Notice, Run};
use records::when::{Date, When};
use records::word::Word;
use rstest::rstest;
use ts_rs::{Config, TS};

use crate::render::render;

const VISIT: &str = include_str!("examples/visit-summary.xml");
const CODED: &str = include_str!("examples/coded-only.xml");

#[test]
fn a_visit_summary_is_read_as_it_was_written() {
    let document = read(VISIT.as_bytes()).unwrap();
    assert_snapshot!(render(&document.outline), @r#"
    # Visit summary
    date: 2026-11-12T09:30:00-08:00
    person: Some("Rosa Delgado"), born 1968-04-06
    by: Amara Lindqvist MD
    kept by: Juniper Street Family Practice
    [kind]: Summarization of episode note
    [visit]: 2026-11-12T09:00-08:00..
    [place]: Room 4
    [seen-by]: Amara Lindqvist
    [covers]: 1968..2026-11-12
    ## Why you came (10154-3)
    Check-up for blood sugar. ⏎ You walk most days.
    ## Medicines (10160-0)
    As of /today/:
    || =Name | 2x1 =How to take it |
    | =Metformin | 1 tablet ⏎ 2 times a day | *with food* |
    | Both: ¶ 1. 10^3^ ¶ 1. H_2_O |  |  |
    ^ Sent to ~your pharmacy~.
    [picture-not-shown] (A photo of the box)
    ### Stopped
    *Since June*
    Lisinopril
    ## Allergies (48765-2)
    [not-stated]
    ! ["media-not-shown"]
    "#);
}

#[test]
fn a_section_without_text_shows_its_coded_entries() {
    let document = read(CODED.as_bytes()).unwrap();
    assert_eq!(document.entries, 4);
    assert_snapshot!(render(&document.outline), @r#"
    # Progress note
    date: «soon»
    ## Allergies
    || =[what] | =[result] | =[when] | =[status] |
    | Penicillin | Allergy to drug | 1998.. | [active] |
    | Food allergy |  |  | [stated-as-not] |
    ## Results
    || =[what] | =[result] | =[when] | =[status] |
    | A1C | 6.4 %, [high], [reference-range] 4.0 – 5.6 % | 2026-11-12 | ?frozen? |
    | ?2951-2? | [unknown] |  |  |
    | Metformin 500 mg tablet | 1, Oral | 2024-06.. |  |
    ! ["from-coded-entries"]
    "#);
}

#[test]
fn the_wire_form_of_an_outline_is_fixed() {
    let outline = read(envelope("<structuredBody><component><section><title>A</title><text><list><item>b<sub>2</sub><br/>c</item></list></text></section></component></structuredBody>").as_bytes()).unwrap().outline;
    insta::assert_json_snapshot!(outline, @r#"
    {
      "title": {
        "text": "T"
      },
      "date": null,
      "person": null,
      "authors": [],
      "custodian": null,
      "facts": [],
      "sections": [
        {
          "title": {
            "text": "A"
          },
          "code": null,
          "level": 1,
          "blocks": [
            {
              "list": {
                "caption": [],
                "ordered": false,
                "items": [
                  [
                    {
                      "paragraph": [
                        {
                          "text": {
                            "text": "b"
                          }
                        },
                        {
                          "text": {
                            "text": "2",
                            "subscript": true
                          }
                        },
                        "break",
                        {
                          "text": {
                            "text": "c"
                          }
                        }
                      ]
                    }
                  ]
                ]
              }
            }
          ]
        }
      ],
      "notices": []
    }
    "#);
}

#[test]
fn the_page_knows_the_types_of_an_outline() {
    let config = Config::default();
    let types = [
        Run::decl(&config),
        Inline::decl(&config),
        Label::decl(&config),
        When::decl(&config),
        Date::decl(&config),
        Cell::decl(&config),
    ];
    assert_snapshot!(types.join("\n"), @r#"
    type Run = { 
    /**
     * The words.
     */
    text: string, 
    /**
     * Heavy.
     */
    bold?: boolean, 
    /**
     * Slanted.
     */
    italic?: boolean, 
    /**
     * Above the line, small.
     */
    superscript?: boolean, 
    /**
     * Below the line, small.
     */
    subscript?: boolean, 
    /**
     * It was a link in the source. Where to is not kept: nothing here leads outside.
     */
    link?: boolean, };
    type Inline = { "text": Run } | { "word": Word } | { "unknown": string } | { "when": When } | "break";
    type Label = { "word": Word } | { "text": string } | { "unknown": string };
    type When = { "at": PartialDate } | { "period": { 
    /**
     * The first moment.
     */
    start: PartialDate | null, 
    /**
     * The last moment.
     */
    end: PartialDate | null, } } | { "text": string };
    type PartialDate = string;
    type Cell = { 
    /**
     * It names its row or column.
     */
    heading: boolean, 
    /**
     * Columns it takes, 1 to [`Cell::WIDEST`].
     */
    columns: number, 
    /**
     * Rows it takes, 1 to [`Cell::WIDEST`].
     */
    rows: number, 
    /**
     * What stands in it.
     */
    blocks: Array<Block>, };
    "#);
    assert!(Word::decl(&config).contains("\"stated-as-not\""));
}

fn envelope(body: &str) -> String {
    format!(
        "<ClinicalDocument xmlns='urn:hl7-org:v3'><title>T</title><component>{body}</component></ClinicalDocument>"
    )
}

#[rstest]
#[case("<text mediaType='text/plain' representation='B64'>aGVs\n bG8=</text>", Some("hello"), &[])]
#[case("<text mediaType='text/plain'>hello</text>", Some("hello"), &[])]
#[case("<text representation='B64'>%%%</text>", None, &[Notice::ContentUnreadable])]
#[case("<text mediaType='application/pdf'><reference value='scan.pdf'/></text>", None, &[Notice::ContentMissing])]
#[case("<text/>", None, &[Notice::ContentMissing])]
fn the_file_inside_an_envelope_is_taken_out(
    #[case] text: &str,
    #[case] content: Option<&str>,
    #[case] notices: &[Notice],
) {
    let document = read(envelope(&format!("<nonXMLBody>{text}</nonXMLBody>")).as_bytes()).unwrap();
    let bytes = match document.body.unwrap().content {
        Content::Bytes(bytes) => Some(bytes),
        _ => None,
    };
    assert_eq!(bytes.as_deref(), content.map(str::as_bytes));
    assert_eq!(document.outline.notices, notices);
}

#[rstest]
#[case("<ClinicalDocument><title>T", "it stops before its end")]
#[case("<ClinicalDocument></Clinical>", "an element ends that was not begun last")]
#[case("<ClinicalDocument>&bomb;</ClinicalDocument>", "an entity is used that is not defined")]
#[case("<ClinicalDocument><a:b/></ClinicalDocument>", "a name space is used that is not declared")]
fn damage_is_said_with_its_place(#[case] xml: &str, #[case] expected: &str) {
    match read(xml.as_bytes()).unwrap_err() {
        Error::Malformed { cause, line, .. } => assert_eq!((cause, line), (expected, 1)),
        error => panic!("{error}"),
    }
}

#[test]
fn other_xml_is_not_a_clinical_document() {
    assert_eq!(read(b"<feed/>").unwrap_err(), Error::NotAClinicalDocument);
}

#[test]
fn an_error_holds_nothing_of_the_document() {
    let error = read(b"<ClinicalDocument><Rosa></Delgado></ClinicalDocument>").unwrap_err();
    assert!(!error.to_string().contains("Rosa") && !error.to_string().contains("Delgado"), "{error}");
}

#[test]
fn every_encoding_reads_the_same() {
    let xml = VISIT.replace("Rosa", "Rosá");
    let utf_8 = read(xml.as_bytes()).unwrap();
    let utf_16: Vec<u8> = [0xfeff].into_iter().chain(xml.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    let latin: Vec<u8> =
        xml.replace("UTF-8", "ISO-8859-1").chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    assert_eq!(read(&utf_16).unwrap().outline, utf_8.outline);
    assert_eq!(read(&latin).unwrap().outline, utf_8.outline);
}
