//! A person's rows as FHIR R4 resources. Lists, counts and the health link's file all come from here, so that they
//! agree. Every record carries the tags by which b.well says which place it came from (5.10.5).

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::ids::Ids;
use crate::rows::{Code, CodeSystem, Observation, ObservationCategory};
use crate::user::User;

/// The nine types that can be shared (5.10.8), in the order of seed 002.
pub(crate) const SHARE_TYPES: [&str; 9] = [
    "Patient",
    "CarePlan",
    "Condition",
    "AllergyIntolerance",
    "MedicationStatement",
    "Immunization",
    "Procedure",
    "Observation",
    "Coverage",
];

/// One resource of a user.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    /// FHIR resource type.
    pub(crate) kind: &'static str,
    /// The code of an observation's category; empty for every other type.
    pub(crate) category: &'static str,
    pub(crate) resource: Value,
}

/// All records that came from the places a user has connected, in the order of the scenario's file. The user's own
/// Patient resource is not among them: see [`patient`].
pub(crate) fn records(user: &User, ids: &Ids) -> Vec<Record> {
    let rows = &user.scenario.records;
    let mut maker = Maker { user, ids, made: 0, records: Vec::new() };
    for row in &rows.allergies {
        maker.add("AllergyIntolerance", "", row.place.get_ref(), |subject| {
            json!({
                "type": "allergy", "category": [row.category], "criticality": row.criticality,
                "clinicalStatus": status("allergyintolerance-clinical", "active"),
                "verificationStatus": status("allergyintolerance-verification", "confirmed"),
                "code": concept(&row.code), "patient": subject, "recordedDate": row.recorded.to_string(),
                "reaction": row.reaction.as_ref().map(|code| json!([{ "manifestation": [concept(code)] }])),
            })
        });
    }
    for row in &rows.care_plans {
        maker.add("CarePlan", "", row.place.get_ref(), |subject| {
            json!({
                "status": "active", "intent": "plan", "title": row.title, "description": row.description,
                "category": [concept(&row.category)], "subject": subject,
                "period": { "start": row.start.to_string() }, "created": row.start.to_string(),
            })
        });
    }
    for row in &rows.conditions {
        let clinical = if row.abated.is_some() { "resolved" } else { "active" };
        maker.add("Condition", "", row.place.get_ref(), |subject| {
            json!({
                "clinicalStatus": status("condition-clinical", clinical),
                "verificationStatus": status("condition-ver-status", "confirmed"),
                "category": [{ "coding": [{
                    "system": "http://terminology.hl7.org/CodeSystem/condition-category",
                    "code": "problem-list-item", "display": "Problem List Item",
                }] }],
                "code": concept(&row.code), "subject": subject, "onsetDateTime": row.onset.to_string(),
                "abatementDateTime": row.abated.map(|day| day.to_string()),
                "recordedDate": row.onset.to_string(),
            })
        });
    }
    for row in &rows.coverages {
        maker.add("Coverage", "", row.place.get_ref(), |subject| {
            json!({
                "status": "active", "subscriberId": row.subscriber_id, "beneficiary": subject,
                "period": { "start": row.start.to_string() }, "payor": [{ "display": row.payor }],
                "class": [{
                    "type": { "coding": [{
                        "system": "http://terminology.hl7.org/CodeSystem/coverage-class", "code": "plan",
                    }] },
                    "value": row.plan, "name": row.plan,
                }],
            })
        });
    }
    for row in &rows.immunizations {
        maker.add("Immunization", "", row.place.get_ref(), |subject| {
            json!({
                "status": "completed", "vaccineCode": concept(&row.code), "patient": subject,
                "occurrenceDateTime": row.on.to_string(), "primarySource": true,
            })
        });
    }
    for row in &rows.medications {
        maker.add("MedicationStatement", "", row.place.get_ref(), |subject| {
            json!({
                "status": if row.end.is_some() { "completed" } else { "active" },
                // b.well's own mark of a statement merged from others (5.10.2).
                "category": { "coding": [{
                    "system": "https://fhir.icanbwell.com/4_0_0/CodeSystem/medicationstatement/category",
                    "code": "derived_medication_statement",
                }] },
                "medicationCodeableConcept": concept(&row.code), "subject": subject,
                "effectivePeriod": {
                    "start": row.start.to_string(), "end": row.end.map(|day| day.to_string()),
                },
                "dosage": [{ "text": row.dose }],
            })
        });
    }
    for row in &rows.observations {
        maker.add("Observation", category(row.category), row.place.get_ref(), |subject| {
            observation(row, &subject)
        });
    }
    for row in &rows.procedures {
        maker.add("Procedure", "", row.place.get_ref(), |subject| {
            json!({
                "status": "completed", "code": concept(&row.code), "subject": subject,
                "performedDateTime": row.on.to_string(),
            })
        });
    }
    maker.records
}

/// The user's own Patient resource, made from the profile.
pub(crate) fn patient(user: &User, now: Timestamp) -> Value {
    let profile = &user.profile;
    let telecom = |contact: &crate::profile::Telecom| {
        without_nulls(json!({ "system": contact.system, "use": contact.usage, "value": contact.value }))
    };
    let address = |place: &crate::profile::Address| {
        without_nulls(json!({
            "line": place.line, "city": place.city, "state": place.state, "postalCode": place.postal_code,
        }))
    };
    without_nulls(json!({
        "resourceType": "Patient",
        "id": user.patient_id,
        "meta": { "versionId": "1", "lastUpdated": format!("{now:.3}") },
        "active": true,
        "name": [without_nulls(json!({ "use": "official", "family": profile.family, "given": profile.given }))],
        "gender": profile.gender,
        "birthDate": profile.birth_date,
        "telecom": profile.telecom.iter().map(telecom).collect::<Vec<_>>(),
        "address": profile.address.iter().map(address).collect::<Vec<_>>(),
    }))
}

/// The kinds that `getHealthSummary` counts (5.10.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Allergies,
    CarePlans,
    Conditions,
    Encounters,
    Immunizations,
    Labs,
    Medications,
    Procedures,
    VitalSigns,
}

/// How many records of each kind there are. Medications are statements, as b.well counts them.
pub(crate) fn summary(user: &User, ids: &Ids) -> Vec<(Kind, usize)> {
    let records = records(user, ids);
    let count = |kind: &str, category: &str| {
        records.iter().filter(|record| record.kind == kind && record.category == category).count()
    };
    vec![
        (Kind::Allergies, count("AllergyIntolerance", "")),
        (Kind::CarePlans, count("CarePlan", "")),
        (Kind::Conditions, count("Condition", "")),
        (Kind::Encounters, count("Encounter", "")),
        (Kind::Immunizations, count("Immunization", "")),
        (Kind::Labs, count("Observation", category(ObservationCategory::Laboratory))),
        (Kind::Medications, count("MedicationStatement", "")),
        (Kind::Procedures, count("Procedure", "")),
        (Kind::VitalSigns, count("Observation", category(ObservationCategory::VitalSigns))),
    ]
}

struct Maker<'a> {
    user: &'a User,
    ids: &'a Ids,
    made: usize,
    records: Vec<Record>,
}

impl Maker<'_> {
    /// Adds a record if its place is connected and has answered. Ids count every row, so that they stay the same
    /// whichever places are connected.
    fn add(
        &mut self,
        kind: &'static str,
        category: &'static str,
        slug: &str,
        body: impl FnOnce(Value) -> Value,
    ) {
        let number = self.made;
        self.made += 1;
        let came_from = self.user.scenario.place(slug).and_then(|index| {
            let connection = self.user.connections.iter().find(|connection| connection.place == index)?;
            Some((self.user.scenario.places[index].id.get_ref(), connection.last_synced?))
        });
        let Some((connection_id, updated)) = came_from else { return };
        let subject = json!({ "reference": format!("Patient/{}", self.user.patient_id) });
        let mut resource = body(subject);
        let tag = |system: &str, code: &str| json!({ "system": format!("https://www.icanbwell.com/{system}"), "code": code });
        resource["resourceType"] = json!(kind);
        resource["id"] = json!(self.ids.named(&format!("{}/{kind}/{number}", self.user.subject)));
        resource["meta"] = json!({
            "versionId": "1",
            "lastUpdated": format!("{updated:.3}"),
            "source": format!("https://sandbox.invalid/{connection_id}"),
            "security": [
                tag("access", "sandbox"), tag("owner", connection_id),
                tag("vendor", connection_id), tag("sourceAssigningAuthority", connection_id),
            ],
        });
        self.records.push(Record { kind, category, resource: without_nulls(resource) });
    }
}

fn observation(row: &Observation, subject: &Value) -> Value {
    let quantity = |value: f64, unit: Option<&str>| json!({ "value": value, "unit": unit, "code": unit, "system": "http://unitsofmeasure.org" });
    let limit = |value: Option<f64>| value.map(|value| json!({ "value": value, "unit": row.unit }));
    let range = (row.low.is_some() || row.high.is_some())
        .then(|| json!([{ "low": limit(row.low), "high": limit(row.high) }]));
    let outside = row.value.and_then(|value| {
        let high = row.high.is_some_and(|high| value > high).then_some(("H", "High"));
        high.or_else(|| row.low.is_some_and(|low| value < low).then_some(("L", "Low")))
    });
    let system = "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation";
    let components = row.components.iter().map(|part| {
        json!({ "code": concept(&part.code), "valueQuantity": quantity(part.value, Some(&part.unit)) })
    });
    let components: Vec<_> = components.collect();
    json!({
        "status": "final",
        "category": [{ "coding": [{
            "system": "http://terminology.hl7.org/CodeSystem/observation-category",
            "code": category(row.category),
        }] }],
        "code": concept(&row.code), "subject": subject, "effectiveDateTime": row.on.to_string(),
        "valueQuantity": row.value.map(|value| quantity(value, row.unit.as_deref())),
        "valueString": row.text,
        "referenceRange": range,
        "interpretation": outside.map(|(code, display)| {
            json!([{ "coding": [{ "system": system, "code": code, "display": display }] }])
        }),
        "component": (!components.is_empty()).then_some(components),
    })
}

fn category(category: ObservationCategory) -> &'static str {
    match category {
        ObservationCategory::Laboratory => "laboratory",
        ObservationCategory::VitalSigns => "vital-signs",
        ObservationCategory::SocialHistory => "social-history",
    }
}

pub(crate) fn concept(Code(system, code, display): &Code) -> Value {
    let system = match system {
        CodeSystem::Snomed => "http://snomed.info/sct",
        CodeSystem::Loinc => "http://loinc.org",
        CodeSystem::Rxnorm => "http://www.nlm.nih.gov/research/umls/rxnorm",
        CodeSystem::Cvx => "http://hl7.org/fhir/sid/cvx",
    };
    json!({ "coding": [{ "system": system, "code": code, "display": display }], "text": display })
}

fn status(system: &str, code: &str) -> Value {
    json!({ "coding": [{
        "system": format!("http://terminology.hl7.org/CodeSystem/{system}"), "code": code,
    }] })
}

/// FHIR knows no `null`: what is not there is left out.
fn without_nulls(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.into_iter().filter(|(_, member)| !member.is_null());
            Value::Object(kept.map(|(name, member)| (name, without_nulls(member))).collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(without_nulls).collect()),
        other => other,
    }
}
