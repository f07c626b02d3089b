//! FHIR resources, typed in: each as its row and its outline. Everybody in them is invented.

use insta::assert_snapshot;
use records::bundle::Bundle;
use records::resource::{Code, Kind, Measurement, Resource};
use rstest::rstest;
use serde_json::{Value, json};

use crate::render::{inlines, render, when, word};

/// The row, then the whole.
fn shown(json: &Value) -> String {
    let resource = Resource::new(json).unwrap();
    let row = resource.row();
    let date = row.date.as_ref().map(when).unwrap_or_default();
    format!("{} | {} | {date}\n{}", word(row.kind), inlines(&row.detail), render(&resource.outline()))
}

fn concept(text: &str) -> Value {
    json!({ "text": text })
}

fn coded(code: &str) -> Value {
    json!({ "coding": [{ "code": code }] })
}

#[test]
fn a_condition() {
    assert_snapshot!(shown(&json!({
        "resourceType": "Condition", "code": { "coding": [{ "code": "44054006", "display": "Type 2 diabetes" }] },
        "clinicalStatus": coded("active"), "verificationStatus": coded("confirmed"), "severity": concept("Mild"),
        "onsetDateTime": "2019-05", "recordedDate": "2019-06-01T10:00:00Z", "recorder": { "reference": "Practitioner/9", "display": "Dr. A" },
        "subject": { "display": "Rosa Delgado" }, "note": [{ "text": "Diet first." }],
    })), @r#"
    [condition] | [active] | 2019-05
    # Type 2 diabetes
    date: 2019-05
    person: Some("Rosa Delgado"), born ?
    [status]: [active]
    [confirmed]: [affirmed]
    [severity]: Mild
    [began]: 2019-05
    [recorded]: 2019-06-01T10:00:00Z
    [recorded-by]: Dr. A
    [note]: Diet first.
    "#);
}

#[test]
fn an_allergy() {
    assert_snapshot!(shown(&json!({
        "resourceType": "AllergyIntolerance", "code": concept("Penicillin"), "criticality": "high", "type": "allergy",
        "category": ["medication", "plants"], "clinicalStatus": coded("active"), "verificationStatus": coded("unconfirmed"),
        "reaction": [{ "manifestation": [concept("Hives"), coded("422587007")], "severity": "moderate" }],
        "onsetAge": { "value": 12, "unit": "years" }, "patient": { "reference": "#p" },
        "contained": [{ "resourceType": "Patient", "id": "p", "name": [{ "given": ["Rosa"], "family": "Delgado" }], "birthDate": "1968-04-06" }],
    })), @r#"
    [allergy-intolerance] | [high-risk], Hives, ?422587007?, [moderate], [active], [unconfirmed] | «12 years»
    # Penicillin
    date: «12 years»
    person: Some("Rosa Delgado"), born 1968-04-06
    [status]: [active]
    [confirmed]: [unconfirmed]
    [risk]: [high-risk]
    [kind]: [allergy]
    [category]: [medicine-category] ⏎ ?plants?
    [reaction]: Hives, ?422587007?, [moderate]
    [began]: «12 years»
    "#);
}

#[test]
fn a_medicine_that_is_taken() {
    assert_snapshot!(shown(&json!({
        "resourceType": "MedicationStatement", "status": "active", "medicationReference": { "reference": "#m" },
        "contained": [{ "resourceType": "Medication", "id": "m", "code": concept("Metformin 500 mg") }],
        "effectivePeriod": { "start": "2024-06" },
        "dosage": [
            { "text": "1 tablet with food" },
            { "doseAndRate": [{ "doseQuantity": { "value": 1, "unit": "tablet" } }], "route": concept("Oral"), "asNeededBoolean": true,
              "timing": { "repeat": { "frequency": 1, "frequencyMax": 2, "period": 6.0, "periodUnit": "h" } } },
        ],
    })), @"
    [medication-statement] | 1 tablet with food | 2024-06..
    # Metformin 500 mg
    date: 2024-06..
    [status]: [active]
    [how-to-take]: 1 tablet with food ⏎ 1 tablet, 1 – 2 × / 6 h, Oral, [as-needed]
    [taken]: 2024-06..
    ");
}

#[test]
fn a_prescription() {
    assert_snapshot!(shown(&json!({
        "resourceType": "MedicationRequest", "status": "stopped", "medicationCodeableConcept": coded("562251"),
        "authoredOn": "2017-11-01T13:55:57+00:00", "requester": { "resource": { "name": [{ "prefix": ["Dr."], "family": "Stark" }] } },
        "dosageInstruction": [{ "timing": { "code": concept("BID") } }],
    })), @"
    [medication-request] | [stopped], BID | 2017-11-01T13:55:57+00:00
    # ?562251?
    date: 2017-11-01T13:55:57+00:00
    [status]: [stopped]
    [how-to-take]: BID
    [ordered]: 2017-11-01T13:55:57+00:00
    [ordered-by]: Dr. Stark
    ");
}

#[test]
fn a_vaccination() {
    assert_snapshot!(shown(&json!({
        "resourceType": "Immunization", "status": "not-done", "statusReason": concept("Patient objection"), "vaccineCode": concept("Flu vaccine"),
        "occurrenceString": "last autumn", "lotNumber": "L7", "expirationDate": "2027-01-31", "manufacturer": { "display": "Made Up Labs" },
        "performer": [{ "actor": { "resource": { "organizationName": "x" , "resourceType": "Organization"} } }],
        "doseQuantity": { "value": 0.5, "code": "mL" }, "protocolApplied": [{ "doseNumberPositiveInt": 2 }],
    })), @"
    [immunization] | [not-done] | «last autumn»
    # Flu vaccine
    date: «last autumn»
    [status]: [not-done]
    [reason]: Patient objection
    [given]: «last autumn»
    [given-by]: x
    [dose]: 0.5 mL
    [dose-number]: 2
    [lot]: L7
    [maker]: Made Up Labs
    [expires]: 2027-01-31
    ");
}

#[test]
fn a_procedure() {
    assert_snapshot!(shown(&json!({
        "resourceType": "Procedure", "status": "completed", "code": concept("Colonoscopy"),
        "performedPeriod": { "start": "2016-12-14T13:55:57+00:00", "end": "2016-12-14T14:10:57+00:00" },
        "performer": [{ "actor": { "display": "Dr. A" } }], "outcome": concept("Nothing found"), "bodySite": [concept("Colon")],
    })), @"
    [procedure] | [completed] | 2016-12-14T13:55:57+00:00..2016-12-14T14:10:57+00:00
    # Colonoscopy
    date: 2016-12-14T13:55:57+00:00..2016-12-14T14:10:57+00:00
    [status]: [completed]
    [done]: 2016-12-14T13:55:57+00:00..2016-12-14T14:10:57+00:00
    [done-by]: Dr. A
    [body-site]: Colon
    [outcome]: Nothing found
    ");
}

#[test]
fn a_care_plan() {
    assert_snapshot!(shown(&json!({
        "resourceType": "CarePlan", "status": "active", "title": "Blood sugar plan", "period": { "start": "2026-01", "end": "about June" },
        "activity": [{ "detail": { "code": concept("Walk"), "status": "in-progress", "scheduledString": "daily" } }, { "reference": { "display": "A1C test" } }],
        "addresses": [{ "resource": { "code": concept("Diabetes") } }],
    })), @"
    [care-plan] | [active] | «2026-01 – about June»
    # Blood sugar plan
    date: «2026-01 – about June»
    [status]: [active]
    [period]: «2026-01 – about June»
    [addresses]: Diabetes
    [activity]: Walk, [in-progress], «daily» ⏎ A1C test
    ");
}

#[test]
fn insurance() {
    assert_snapshot!(shown(&json!({
        "resourceType": "Coverage", "status": "active", "type": concept("HMO"), "payor": [{ "display": "Good Health" }], "subscriberId": "S-1",
        "relationship": concept("Self"), "period": { "start": "2026" }, "beneficiary": { "display": "Rosa Delgado" },
        "class": [{ "type": concept("Group"), "value": "G-2", "name": "Staff" }, { "type": concept("Plan") }],
    })), @r#"
    [coverage] | [active] | 2026..
    # Good Health
    date: 2026..
    person: Some("Rosa Delgado"), born ?
    [status]: [active]
    [kind]: HMO
    [payer]: Good Health
    [subscriber]: S-1
    [relationship]: Self
    [period]: 2026..
    Group: Staff, G-2
    [includes]: Plan
    "#);
}

#[test]
fn a_person() {
    assert_snapshot!(shown(&json!({
        "resourceType": "Patient", "birthDate": "1968-04-06", "gender": "female", "deceasedBoolean": false,
        "name": [{ "use": "old", "family": "Ruiz" }, { "use": "official", "given": ["Rosa", "M."], "family": "Delgado" }],
        "address": [{ "line": ["30 Locust Street"], "city": "Northampton", "state": "MA", "postalCode": "01060" }],
        "telecom": [{ "system": "phone", "value": "555-0100" }], "communication": [{ "language": concept("Spanish") }],
    })), @r#"
    [patient] | 1968-04-06 | 
    # Rosa M. Delgado
    person: Some("Rosa M. Delgado"), born 1968-04-06
    [name]: Rosa M. Delgado
    [born]: 1968-04-06
    [gender]: [female]
    [address]: 30 Locust Street, Northampton, MA 01060
    [contact]: 555-0100
    [language]: Spanish
    "#);
}

fn a1c() -> Value {
    json!({
        "resourceType": "Observation", "status": "final", "effectiveDateTime": "2026-11-12", "issued": "2026-11-13T08:00:00Z",
        "code": { "text": "A1C", "coding": [{ "system": "http://loinc.org/", "code": "4548-4" }] },
        "valueQuantity": { "value": 6.4, "unit": "%" }, "interpretation": [coded("H"), coded("XYZ")],
        "referenceRange": [{ "low": { "value": 4.0, "unit": "%" }, "high": { "value": 5.6, "unit": "%" } }],
        "performer": [{ "display": "Amara Lindqvist, MD" }],
    })
}

fn blood_pressure() -> Value {
    let part = |code: &str, name: &str, value: u8| json!({ "code": { "text": name, "coding": [{ "system": "http://loinc.org", "code": code }] }, "valueQuantity": { "value": value, "unit": "mm[Hg]" } });
    json!({
        "resourceType": "Observation", "code": concept("Blood pressure"), "status": "final",
        "component": [part("8480-6", "Systolic", 132), part("8462-4", "Diastolic", 88)],
    })
}

#[test]
fn a_result() {
    assert_snapshot!(shown(&a1c()), @"
    [observation] | 6.4 %, [high], ?XYZ? | 2026-11-12
    # A1C
    date: 2026-11-12
    [result]: 6.4 %
    [reference-range]: 4.0 – 5.6 %
    [interpretation]: [high] ⏎ ?XYZ?
    [status]: [final]
    [date]: 2026-11-12
    [done-by]: Amara Lindqvist, MD
    [issued]: 2026-11-13T08:00:00Z
    ");
}

#[test]
fn blood_pressure_is_written_as_everybody_writes_it() {
    assert_snapshot!(shown(&blood_pressure()), @"
    [observation] | 132/88 mmHg | 
    # Blood pressure
    Systolic: 132 mmHg
    Diastolic: 88 mmHg
    [status]: [final]
    ");
}

#[rstest]
#[case(json!({ "valueString": "AB positive" }), "AB positive")]
#[case(json!({ "valueBoolean": false }), "[no]")]
#[case(json!({ "valueInteger": 3 }), "3")]
#[case(json!({ "valueCodeableConcept": coded("260385009") }), "?260385009?")]
#[case(json!({ "valueQuantity": { "value": 5, "comparator": "<", "unit": "mg/dL" } }), "< 5 mg/dL")]
#[case(json!({ "valueQuantity": { "value": 185.828_954_567_052_1, "unit": "cm" } }), "185.83 cm")]
#[case(json!({ "valueRange": { "low": { "value": 1 }, "high": { "value": 4, "unit": "/HPF" } } }), "1 – 4 /HPF")]
#[case(json!({ "valueRatio": { "numerator": { "value": 1 }, "denominator": { "value": 128 } } }), "1 / 128")]
#[case(json!({ "valueTime": "10:30" }), "10:30")]
#[case(json!({ "valuePeriod": { "start": "2026-01" } }), "2026-01..")]
#[case(json!({ "valueSampledData": { "data": "1 2 3" } }), "[picture-not-shown]")]
#[case(json!({ "dataAbsentReason": coded("not-performed") }), "[not-performed]")]
#[case(json!({ "dataAbsentReason": coded("eaten") }), "?eaten?")]
#[case(json!({ "status": "registered" }), "[registered]")]
#[case(json!({ "valueQuantity": { "value": null } }), "")]
fn every_type_of_value_is_read(#[case] mut observation: Value, #[case] expected: &str) {
    observation["resourceType"] = json!("Observation");
    assert_eq!(inlines(&Resource::new(&observation).unwrap().row().detail), expected);
}

#[test]
fn a_result_gives_its_number_for_a_line_over_time() {
    let code = Code { system: Some("http://loinc.org".to_owned()), code: "4548-4".to_owned() };
    let expected = Measurement {
        codes: vec![code],
        name: Some("A1C".to_owned()),
        value: 6.4,
        unit: Some("%".to_owned()),
        low: Some(4.0),
        high: Some(5.6),
    };
    assert_eq!(Resource::new(&a1c()).unwrap().measurements(), [expected]);
    let pressure = blood_pressure();
    let values: Vec<f64> =
        Resource::new(&pressure).unwrap().measurements().iter().map(|part| part.value).collect();
    assert_eq!(values, [132.0, 88.0]);
}

#[test]
fn less_than_five_is_not_five_and_a_range_in_another_unit_is_no_range() {
    let mut observation = a1c();
    observation["referenceRange"][0]["high"]["unit"] = json!("mmol/mol");
    assert_eq!(Resource::new(&observation).unwrap().measurements()[0].high, None);
    observation["valueQuantity"]["comparator"] = json!("<");
    assert_eq!(Resource::new(&observation).unwrap().measurements(), []);
}

#[test]
fn a_report_shows_the_results_that_came_with_it() {
    let report = json!({
        "resourceType": "DiagnosticReport", "status": "final", "code": concept("Blood panel"), "conclusion": "Better.",
        "result": [{ "reference": "urn:uuid:1" }, { "reference": "Observation/none", "display": "Sodium" }],
    });
    let bundle = json!({ "resourceType": "Bundle", "type": "collection", "entry": [{ "resource": report }, { "fullUrl": "urn:uuid:1", "resource": a1c() }] });
    let bundle = Bundle::new(&bundle).unwrap();
    assert_snapshot!(render(&bundle.records().next().unwrap().outline()), @"
    # Blood panel
    [conclusion]: Better.
    A1C: 6.4 %, [high], ?XYZ? ([reference-range] 4.0 – 5.6 %)
    [includes]: Sodium
    [status]: [final]
    ");
}

#[test]
fn a_visit() {
    assert_snapshot!(shown(&json!({
        "resourceType": "Encounter", "status": "finished", "class": { "code": "AMB" }, "type": [concept("Office visit")],
        "period": { "start": "2026-11-12T09:00:00-08:00" }, "participant": [{ "individual": { "display": "Dr. A" } }],
        "serviceProvider": { "display": "Juniper Street" }, "hospitalization": { "dischargeDisposition": concept("Home") },
    })), @"
    [encounter] | Juniper Street | 2026-11-12T09:00:00-08:00..
    # Office visit
    date: 2026-11-12T09:00:00-08:00..
    [status]: [finished]
    [kind]: ?AMB?
    [period]: 2026-11-12T09:00:00-08:00..
    [seen-by]: Dr. A
    [place]: Juniper Street
    [discharge]: Home
    ");
}

#[test]
fn where_records_came_from() {
    assert_snapshot!(shown(&json!({
        "resourceType": "Provenance", "recorded": "2026-11-20T14:12:00Z", "target": [{ "reference": "Condition/1/_history/2", "display": "Diabetes" }],
        "agent": [
            { "type": coded("author"), "who": { "display": "Dr. A" }, "onBehalfOf": { "display": "Juniper Street" } },
            { "type": coded("transmitter"), "who": { "display": "An exchange" } },
            { "type": coded("juggler"), "who": { "display": "Somebody" } },
        ],
    })), @"
    [provenance] |  | 2026-11-20T14:12:00Z
    # [provenance]
    date: 2026-11-20T14:12:00Z
    [recorded]: 2026-11-20T14:12:00Z
    [author]: Dr. A ⏎ Juniper Street
    [transmitter]: An exchange
    [agent]: Somebody
    [about]: Diabetes
    ");
}

#[test]
fn a_document_reference_of_either_version() {
    assert_snapshot!(shown(&json!({
        "resourceType": "DocumentReference", "status": "current", "type": { "coding": [{ "system": "http://loinc.org/", "code": "34133-9" }] },
        "description": "Clinic visit", "indexed": "2016-03-09T15:29:46Z", "author": [{ "display": "Dr. A" }], "custodian": { "display": "Juniper Street" },
        "content": [{ "attachment": { "contentType": "text/xml", "resource": { "resourceType": "Binary", "data": "aGVsbG8=" } } }, { "attachment": {} }],
    })), @r#"
    [document-reference] | Clinic visit | 2016-03-09T15:29:46Z
    # Clinic visit
    date: 2016-03-09T15:29:46Z
    by: Dr. A
    kept by: Juniper Street
    [status]: [current]
    [description]: Clinic visit
    [file-type]: text/xml
    ! ["content-missing"]
    "#);
}

#[test]
fn what_is_entered_in_error_is_left_out_and_that_is_said() {
    let wrong = json!({ "resourceType": "Condition", "code": concept("Plague"), "verificationStatus": coded("entered-in-error") });
    let right = json!({ "resourceType": "Condition", "code": concept("Cold") });
    let bundle = json!({ "entry": [{ "resource": wrong }, { "resource": right }, { "resource": { "resourceType": "OperationOutcome" }, "search": { "mode": "outcome" } }] });
    assert_snapshot!(render(&Bundle::new(&bundle).unwrap().outline()), @r#"
    # [bundle]
    ## [condition]
    - Cold
    ! ["entered-in-error-left-out"]
    "#);
}

#[test]
fn a_kind_that_is_not_known_shows_its_own_text() {
    assert_snapshot!(shown(&json!({
        "resourceType": "NutritionOrder", "status": "active", "text": { "div": "<div><p>No <b>salt</b></p></div>" },
    })), @r#"
    [other-record] | [active] | 
    # ?NutritionOrder?
    [status]: [active]
    ## 
    No *salt*
    ! ["unknown-kind"]
    "#);
}

#[test]
fn what_forbids_or_changes_the_meaning_is_never_lost() {
    assert_snapshot!(shown(&json!({
        "resourceType": "MedicationRequest", "status": "active", "doNotPerform": true, "medicationCodeableConcept": concept("Aspirin"),
        "dosageInstruction": [{ "text": "daily" }], "modifierExtension": [{ "url": "https://example.com/only-if", "valueString": "x" }],
    })), @r#"
    [medication-request] | [not-to-be-done], daily | 
    # Aspirin
    [status]: [active]
    [how-to-take]: [not-to-be-done]
    [how-to-take]: daily
    ! ["meaning-changed"]
    "#);
}

#[test]
fn references_in_a_circle_end() {
    let role = |id: &str, to: &str| json!({ "resource": { "resourceType": "PractitionerRole", "id": id, "practitioner": { "reference": format!("PractitionerRole/{to}") } } });
    let json = json!({ "resourceType": "Bundle", "entry": [role("a", "b"), role("b", "a")] });
    let bundle = Bundle::new(&json).unwrap();
    assert_eq!(bundle.records().next().unwrap().name(), None);
}

#[rstest]
#[case("Patient")]
#[case("CarePlan")]
#[case("Condition")]
#[case("AllergyIntolerance")]
#[case("MedicationStatement")]
#[case("Immunization")]
#[case("Procedure")]
#[case("Observation")]
#[case("Coverage")]
fn a_record_with_nothing_in_it_is_called_by_its_kind(#[case] kind: &str) {
    let json = json!({ "resourceType": kind });
    let resource = Resource::new(&json).unwrap();
    assert!(!matches!(resource.kind(), Kind::Other(_)));
    assert_eq!(resource.row().title, records::outline::Label::Word(resource.kind().word()));
    assert_eq!(resource.outline().facts, []);
}
