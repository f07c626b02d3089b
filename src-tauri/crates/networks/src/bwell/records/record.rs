//! One record: its JSON as it came, and an index read out of it.

use std::fmt;

use jiff::Timestamp;
use serde_json::Value;
use serde_json::value::RawValue;

use super::{Attribution, RecordKind};
use crate::lenient::{instant, normal};

/// One record, as far as it can be listed and searched without understanding it.
#[derive(Clone)]
pub struct Record {
    /// The list it came from.
    pub kind: RecordKind,
    /// FHIR's name of the resource.
    pub resource_type: String,
    /// The network's id, unique within the resource type.
    pub id: String,
    /// The line that a list shows: a concept's text, else its first display, else its code.
    pub text: Option<String>,
    /// The clinical date as it came: FHIR's date or date with time, a year alone, or words.
    pub date: Option<String>,
    /// When the network last worked on it; not a clinical date.
    pub last_updated: Option<Timestamp>,
    /// Somebody took it back: not shown, and not counted as shown.
    pub entered_in_error: bool,
    /// Where it came from.
    pub attribution: Attribution,
    /// The resource, byte for byte as the network wrote it.
    pub json: Box<RawValue>,
}

impl fmt::Debug for Record {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Record(…)")
    }
}

impl Record {
    /// Reads the index. What is missing or odd is absent; without an id it is no record.
    pub(super) fn read(kind: RecordKind, json: Box<RawValue>) -> Option<Self> {
        let value: Value = serde_json::from_str(json.get()).ok()?;
        let first = |pointers: &[&str]| pointers.iter().find_map(|at| said(value.pointer(at)?));
        Some(Self {
            kind,
            resource_type: value["resourceType"].as_str().unwrap_or(kind.resource_type()).to_owned(),
            id: value["id"].as_str().filter(|id| !id.is_empty())?.to_owned(),
            text: first(kind.texts()),
            date: first(kind.dates()),
            last_updated: instant(value.pointer("/meta/lastUpdated").and_then(Value::as_str)),
            entered_in_error: [&value["status"], &value["verificationStatus"]].into_iter().any(is_taken_back),
            attribution: Attribution::read(&value),
            json,
        })
    }
}

/// A text; of a concept its text, else its first display, else its first code; of a coding the same.
fn said(value: &Value) -> Option<String> {
    let text = |value: &Value| value.as_str().filter(|text| !text.trim().is_empty()).map(str::to_owned);
    let codings = || value["coding"].as_array().into_iter().flatten().chain([value]);
    text(value)
        .or_else(|| text(&value["text"]))
        .or_else(|| codings().find_map(|coding| text(&coding["display"])))
        .or_else(|| codings().find_map(|coding| text(&coding["code"])))
}

/// A code, or a concept with the code.
fn is_taken_back(status: &Value) -> bool {
    let codes = status["coding"].as_array().into_iter().flatten().map(|coding| &coding["code"]);
    codes.chain([status]).filter_map(Value::as_str).any(|code| normal(code) == "enteredinerror")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    fn read(kind: RecordKind, json: &str) -> Option<Record> {
        Record::read(kind, RawValue::from_string(json.to_owned()).unwrap())
    }

    /// One example of each kind, as its document selects it: the line a list shows, and its date.
    #[rstest]
    #[case(
        RecordKind::Allergies,
        r#"{"code":{"text":"Peanut"},"onsetDateTime":"2010","recordedDate":"2012-03-04"}"#,
        "Peanut",
        Some("2010")
    )]
    #[case(RecordKind::CarePlans, r#"{"title":null,"category":[{"coding":[{"code":"assess-plan","display":"Assessment and Plan"}]}],"created":"2024-01-02"}"#, "Assessment and Plan", Some("2024-01-02"))]
    #[case(
        RecordKind::Conditions,
        r#"{"code":{"text":"","coding":[{"code":"38341003"}]},"onsetPeriod":{"start":"2019-05"}}"#,
        "38341003",
        Some("2019-05")
    )]
    #[case(RecordKind::Encounters, r#"{"type":[],"class":{"code":"AMB","display":"ambulatory"},"period":{"start":"2024-06-01T09:00:00Z"}}"#, "ambulatory", Some("2024-06-01T09:00:00Z"))]
    #[case(RecordKind::Immunizations, r#"{"vaccineCode":{"coding":[{"code":"140"},{"code":"141","display":"Influenza"}]},"occurrenceDateTime":"2023-10-01"}"#, "Influenza", Some("2023-10-01"))]
    #[case(
        RecordKind::Labs,
        r#"{"code":{"text":"A1C"},"effectiveDateTime":null,"issued":"2024-02-03T04:05:06.000Z"}"#,
        "A1C",
        Some("2024-02-03T04:05:06.000Z")
    )]
    #[case(
        RecordKind::VitalSigns,
        r#"{"code":{"text":"Blood pressure"},"effectivePeriod":{"start":"2024-02-03"}}"#,
        "Blood pressure",
        Some("2024-02-03")
    )]
    #[case(
        RecordKind::Medications,
        r#"{"medicationCodeableConcept":{"text":"Metformin 500 mg"},"effectivePeriod":null}"#,
        "Metformin 500 mg",
        None
    )]
    #[case(
        RecordKind::Procedures,
        r#"{"code":{"text":"Appendectomy"},"performedString":"when I was a child"}"#,
        "Appendectomy",
        Some("when I was a child")
    )]
    #[case(
        RecordKind::Reports,
        r#"{"code":null,"category":[{"text":"Radiology"}],"effectiveDateTime":"2022"}"#,
        "Radiology",
        Some("2022")
    )]
    #[case(
        RecordKind::Coverages,
        r#"{"type":null,"payor":[{"display":"Blue Plan"}],"period":{"start":"2024-01-01"}}"#,
        "Blue Plan",
        Some("2024-01-01")
    )]
    #[case(
        RecordKind::Documents,
        r#"{"description":null,"type":{"text":"Discharge summary"},"date":"2024-05-06T07:08:09Z"}"#,
        "Discharge summary",
        Some("2024-05-06T07:08:09Z")
    )]
    fn each_kind_shows_its_line_and_its_date(
        #[case] kind: RecordKind,
        #[case] json: &str,
        #[case] text: &str,
        #[case] date: Option<&str>,
    ) {
        let record = read(kind, &json.replacen('{', r#"{"id":"1","#, 1)).unwrap();
        assert_eq!(record.text.as_deref(), Some(text));
        assert_eq!(record.date.as_deref(), date);
        assert_eq!(record.resource_type, kind.resource_type());
    }

    #[rstest]
    #[case(r#"{"id":"1","status":"entered-in-error"}"#, true)]
    #[case(r#"{"id":"1","verificationStatus":{"coding":[{"code":"entered-in-error"}]}}"#, true)]
    #[case(r#"{"id":"1","status":"final","verificationStatus":{"coding":[{"code":"confirmed"}]}}"#, false)]
    #[case(r#"{"id":"1"}"#, false)]
    fn what_was_taken_back_is_known(#[case] json: &str, #[case] taken_back: bool) {
        assert_eq!(read(RecordKind::Conditions, json).unwrap().entered_in_error, taken_back);
    }

    #[test]
    fn odd_members_are_absent_and_only_an_id_is_needed() {
        let odd = json!({"id": "1", "resourceType": 7, "code": [1], "onsetDateTime": {}, "meta": "x", "status": []});
        let record = read(RecordKind::Conditions, &odd.to_string()).unwrap();
        assert_eq!((record.text, record.date, record.last_updated), (None, None, None));
        assert_eq!(record.attribution, Attribution::default());
        for nothing in ["{}", r#"{"id":""}"#, r#"{"id":3}"#, "[]", "3", "null"] {
            assert!(read(RecordKind::Conditions, nothing).is_none(), "{nothing}");
        }
    }

    #[test]
    fn a_record_prints_nothing() {
        let record = read(RecordKind::Conditions, r#"{"id":"1","code":{"text":"Asthma"}}"#);
        assert_eq!(format!("{record:?}"), "Some(Record(…))");
    }

    proptest! {
        /// Whatever JSON a network sends, reading it ends, and what is kept is what came.
        #[test]
        fn any_json_is_read_or_refused(id in "\\PC{0,8}", member in "[a-z/]{0,12}", text in "\\PC*", kind in 0..12usize) {
            let json = json!({"id": id, "code": {member.clone(): text.clone()}, member: [text]}).to_string();
            if let Some(record) = read(RecordKind::ALL[kind], &json) {
                prop_assert_eq!(record.json.get(), &json);
            }
        }
    }
}
