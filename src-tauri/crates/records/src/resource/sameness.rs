//! Whether two places tell of the same thing. Said only when nothing in them differs that a reader would see: a key too
//! narrow shows a thing twice, a key too wide hides one.

use super::element::Element;
use super::{Kind, Resource, observation, types};

/// Code systems that places share, best first.
const SHARED: [&str; 6] = [
    "http://loinc.org",
    "http://snomed.info/sct",
    "http://www.nlm.nih.gov/research/umls/rxnorm",
    "http://hl7.org/fhir/sid/cvx",
    "http://hl7.org/fhir/sid/icd-10-cm",
    "http://www.ama-assn.org/go/cpt",
];

/// The key; records with the same one tell of the same thing. Nothing where a record says too little.
pub(super) fn key(resource: &Resource<'_>) -> Option<String> {
    let element = resource.element;
    let state = |name: &str| element.get(name).and_then(types::first_code).unwrap_or_default();
    let (code, rest) = match resource.kind() {
        // What lasts is the same whenever it was written down, but not when one place says that it is over.
        Kind::Condition | Kind::AllergyIntolerance => {
            ("code", format!("{}|{}", state("clinicalStatus"), state("verificationStatus")))
        }
        Kind::Immunization => ("vaccineCode", format!("{}|{}", day(resource)?, element.text("status")?)),
        Kind::Procedure | Kind::DiagnosticReport => {
            ("code", format!("{}|{}", day(resource)?, element.text("status")?))
        }
        Kind::Observation => {
            let value = observation::own_value(element);
            let parts: Vec<_> = element.list("component").map(observation::own_value).collect();
            if value.is_empty() && parts.is_empty() {
                return None;
            }
            ("code", format!("{}|{value:?}|{parts:?}", day(resource)?))
        }
        _ => return None,
    };
    Some(format!("{:?}|{}|{rest}", resource.kind(), thing(element.get(code)?)?))
}

/// A shared code, else the words without what spelling differs in.
fn thing(concept: Element<'_>) -> Option<String> {
    let shared = SHARED.iter().find_map(|system| {
        let is_of = |coding: &Element<'_>| {
            coding.text("system").is_some_and(|own| own.trim_end_matches('/') == *system)
        };
        let code = concept.list("coding").find(is_of)?.text("code")?;
        Some(format!("{system}|{code}"))
    });
    let words = || {
        let text = types::concept_text(concept)?;
        Some(text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>())
    };
    shared.or_else(words).filter(|thing| !thing.is_empty())
}

/// The day; a year or a month is too little to say that two things were one.
fn day(resource: &Resource<'_>) -> Option<String> {
    let when = resource.date()?;
    Some(when.date()?.day().to_owned()).filter(|day| day.len() == 10)
}

#[cfg(test)]
mod tests {
    use crate::resource::Resource;
    use rstest::rstest;
    use serde_json::{Value, json};

    fn key(record: &Value) -> Option<String> {
        Resource::new(record).unwrap().sameness()
    }

    fn a1c(day: &str, value: f64) -> Value {
        json!({
            "resourceType": "Observation", "effectiveDateTime": day, "valueQuantity": { "value": value, "unit": "%" },
            "code": { "text": "A1C", "coding": [{ "system": "http://loinc.org", "code": "4548-4" }] },
        })
    }

    #[test]
    fn the_same_result_from_two_places_is_one() {
        let mut other = a1c("2026-11-12T09:00:00Z", 6.4);
        other["code"] = json!({ "text": "Hemoglobin A1c", "coding": [{ "system": "http://loinc.org/", "code": "4548-4" }] });
        other["id"] = json!("elsewhere");
        assert!(key(&other).is_some());
        assert_eq!(key(&a1c("2026-11-12", 6.4)), key(&other));
    }

    #[rstest]
    #[case::another_value(a1c("2026-11-12", 6.5))]
    #[case::another_day(a1c("2026-11-13", 6.4))]
    #[case::no_day(a1c("2026-11", 6.4))]
    fn what_differs_for_a_reader_is_not_one(#[case] other: Value) {
        assert_ne!(key(&a1c("2026-11-12", 6.4)), key(&other));
    }

    #[test]
    fn a_problem_that_one_place_calls_resolved_stays_two() {
        let problem = |text: &str, status: &str| json!({ "resourceType": "Condition", "code": { "text": text }, "clinicalStatus": { "coding": [{ "code": status }] } });
        assert_eq!(
            key(&problem("Chronic sinusitis", "active")),
            key(&problem("chronic  Sinusitis.", "active"))
        );
        assert_ne!(
            key(&problem("Chronic sinusitis", "active")),
            key(&problem("Chronic sinusitis", "resolved"))
        );
    }

    #[rstest]
    #[case(json!({ "resourceType": "Patient" }))]
    #[case(json!({ "resourceType": "Condition" }))]
    #[case(json!({ "resourceType": "Condition", "code": { "text": "…" } }))]
    #[case(json!({ "resourceType": "Observation", "code": { "text": "A1C" }, "effectiveDateTime": "2026-11-12" }))]
    fn a_record_that_says_too_little_is_only_itself(#[case] record: Value) {
        assert_eq!(key(&record), None);
    }
}
