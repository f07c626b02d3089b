//! Whom a document is about, by its beginning alone: for whoever must decide whether it belongs to a person before it is
//! kept, and cannot wait for the whole of a long one.

use serde_json::Value;

use crate::bundle::Bundle;
use crate::content::{FileKind, recognise};
use crate::{ccda, json};

/// Bytes of a beginning that are enough: the header of a clinical document stands before all that is long in it.
pub const BEGINNING: usize = 256 * 1024;

/// The person that a document names.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Whose {
    /// Given and family names, one pair for each name that it has; a part that is not there is empty.
    pub names: Vec<(String, String)>,
    /// `YYYY-MM-DD`, or less where it says less.
    pub birth_date: Option<String>,
}

impl std::fmt::Debug for Whose {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Whose(…)")
    }
}

/// Reads it off the beginning of a file. `whole`: the beginning is all there is. Nothing where the file is of a kind that
/// does not say (PDF, a picture, text), or cannot be read.
#[must_use]
pub fn whose(beginning: &[u8], whole: bool) -> Option<Whose> {
    match recognise(beginning) {
        FileKind::ClinicalDocument => ccda::whose(beginning),
        FileKind::Fhir if whole => of_records(&json::parse(beginning).ok()?),
        _ => None,
    }
}

/// The one patient among records. Of several nobody knows which is meant.
fn of_records(json: &Value) -> Option<Whose> {
    if json["resourceType"] == "Patient" {
        return Some(of_patient(json));
    }
    Bundle::new(json)?;
    let entries = json["entry"].as_array()?.iter().map(|entry| &entry["resource"]);
    let mut patients = entries.filter(|resource| resource["resourceType"] == "Patient");
    let first = patients.next()?;
    patients.next().is_none().then(|| of_patient(first))
}

fn of_patient(patient: &Value) -> Whose {
    let names = patient["name"].as_array();
    let pair = |name: &Value| {
        let given = name.pointer("/given/0").and_then(Value::as_str).unwrap_or_default();
        (given.to_owned(), name["family"].as_str().unwrap_or_default().to_owned())
    };
    Whose {
        names: names.into_iter().flatten().map(pair).collect(),
        birth_date: patient["birthDate"].as_str().map(str::to_owned),
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn document(prefix: &str, header: &str, rest: &str) -> String {
        let p = prefix;
        format!(
            "\u{feff}<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- made up -->\n\
             <{p}ClinicalDocument xmlns:hl7=\"urn:hl7-org:v3\" xmlns=\"urn:hl7-org:v3\"><{p}title>A</{p}title>\
             <{p}recordTarget><{p}patientRole><{p}patient>{header}</{p}patient></{p}patientRole></{p}recordTarget>{rest}"
        )
    }

    #[rstest]
    #[case::plain("")]
    #[case::prefixed("hl7:")]
    fn a_clinical_document_that_is_cut_off_still_says_whose_it_is(#[case] p: &str) {
        let header = format!(
            "<{p}name use=\"L\"><{p}given>Rosa</{p}given><{p}given>M.</{p}given><{p}family>Delgado</{p}family></{p}name>\
             <{p}name use=\"A\"><{p}family>Ruiz</{p}family></{p}name><{p}birthTime value=\"19680406\"/>"
        );
        let text = document(p, &header, "<component><text>cut off in the mid");
        let found = whose(text.as_bytes(), false).unwrap();
        let names = [("Rosa", "Delgado"), ("", "Ruiz")].map(|(a, b)| (a.to_owned(), b.to_owned()));
        assert_eq!((found.names.as_slice(), found.birth_date.as_deref()), (&names[..], Some("1968-04-06")));
    }

    #[test]
    fn what_is_hostile_or_says_nothing_names_nobody() {
        let bomb = "<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY b \"c\">]><ClinicalDocument><recordTarget>&b;</recordTarget>";
        assert_eq!(whose(bomb.as_bytes(), true), None);
        assert_eq!(whose(b"%PDF-1.7 x", true), None);
        assert_eq!(whose(&document("", "", "").as_bytes()[..40], true), None);
    }

    #[test]
    fn records_name_the_one_patient_among_them() {
        let patient = |family: &str| {
            format!(
                r#"{{"resource":{{"resourceType":"Patient","birthDate":"1968-04-06","name":[{{"family":"{family}","given":["Rosa"]}}]}}}}"#
            )
        };
        let bundle = |entries: &str| format!(r#"{{"resourceType":"Bundle","entry":[{entries}]}}"#);
        let one = whose(bundle(&patient("Delgado")).as_bytes(), true).unwrap();
        assert_eq!(one.names, [("Rosa".to_owned(), "Delgado".to_owned())]);
        let two = bundle(&format!("{},{}", patient("Delgado"), patient("Ashgrove")));
        assert_eq!(whose(two.as_bytes(), true), None);
        assert_eq!(whose(bundle(&patient("Delgado")).as_bytes(), false), None, "not before it is whole");
    }
}
