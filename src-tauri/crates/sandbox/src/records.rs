//! A person's rows as FHIR R4 resources. Lists, counts and the health link's file all come from here, so that they
//! agree. Every record carries the tags by which b.well says which place it came from (5.10.5).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
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
    /// What it refers to: people, the place, files.
    referred: Vec<Value>,
}

impl Record {
    /// The resource with what it refers to inside its references, as GraphQL gives it. What is referred to is never
    /// part of FHIR itself.
    pub(crate) fn resolved(&self) -> Value {
        let mut resource = self.resource.clone();
        resolve(&mut resource, &self.referred);
        resource
    }

    /// `Type/id`.
    pub(crate) fn reference(&self) -> String {
        reference_to(&self.resource)
    }

    /// The connection that brought it.
    pub(crate) fn place(&self) -> &str {
        let tags = self.resource["meta"]["security"].as_array().into_iter().flatten();
        let mut owner = tags.filter(|tag| tag["system"] == "https://www.icanbwell.com/owner");
        owner.next().and_then(|tag| tag["code"].as_str()).unwrap_or_default()
    }
}

fn reference_to(resource: &Value) -> String {
    let text = |member: &str| resource[member].as_str().unwrap_or_default();
    format!("{}/{}", text("resourceType"), text("id"))
}

/// Puts each referred resource beside the reference, or the address, that names it.
fn resolve(value: &mut Value, referred: &[Value]) {
    match value {
        Value::Object(members) => {
            let named = members.get("reference").or_else(|| members.get("url")).and_then(Value::as_str);
            let found =
                named.and_then(|named| referred.iter().find(|one| reference_to(one) == named)).cloned();
            for member in members.values_mut() {
                resolve(member, referred);
            }
            if let Some(found) = found {
                members.insert("resource".to_owned(), found);
            }
        }
        Value::Array(items) => items.iter_mut().for_each(|item| resolve(item, referred)),
        _ => {}
    }
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
    written(&mut maker);
    maker.records
}

/// Visits, reports and documents: what refers to people, to the place and to files.
fn written(maker: &mut Maker<'_>) {
    let (user, ids) = (maker.user, maker.ids);
    let rows = &user.scenario.records;
    for row in &rows.encounters {
        let practitioner = maker.practitioner(&row.practitioner);
        let organization = maker.organization(row.place.get_ref());
        let (class, display) = row.class.coding();
        maker.add_with("Encounter", row.place.get_ref(), [practitioner.clone(), organization.clone()], |subject| {
            json!({
                "status": "finished", "type": [concept(&row.code)], "subject": subject,
                "class": {
                    "system": "http://terminology.hl7.org/CodeSystem/v3-ActCode", "code": class, "display": display,
                },
                "period": { "start": row.on.to_string(), "end": row.until.unwrap_or(row.on).to_string() },
                "reasonCode": row.reason.as_ref().map(|reason| json!([{ "text": reason }])),
                "participant": [{ "individual": reference(&practitioner, &row.practitioner) }],
                "serviceProvider": reference(&organization, organization["name"].as_str().unwrap_or_default()),
            })
        });
    }
    for row in &rows.reports {
        let practitioner = maker.practitioner(&row.practitioner);
        maker.add_with("DiagnosticReport", row.place.get_ref(), [practitioner.clone()], |subject| {
            json!({
                "status": "final", "code": concept(&row.code), "subject": subject,
                "category": [{ "coding": [{
                    "system": "http://terminology.hl7.org/CodeSystem/v2-0074", "code": row.category,
                }] }],
                "effectiveDateTime": row.on.to_string(), "issued": format!("{}T17:00:00Z", row.on),
                "performer": [reference(&practitioner, &row.practitioner)],
                "presentedForm": [{
                    "contentType": "text/plain", "title": row.code.2, "data": STANDARD.encode(&row.text),
                }],
            })
        });
    }
    for row in &rows.documents {
        let practitioner = maker.practitioner(&row.practitioner);
        let organization = maker.organization(row.place.get_ref());
        let binary = json!({
            "resourceType": "Binary",
            "id": ids.named(&format!("{}/Binary/{}", user.subject, row.file.get_ref())),
            "contentType": row.media_type, "data": STANDARD.encode(&row.bytes),
        });
        let url = reference_to(&binary);
        let referred = [practitioner.clone(), organization.clone(), binary];
        maker.add_with("DocumentReference", row.place.get_ref(), referred, |subject| {
            json!({
                "status": "current", "docStatus": "final", "type": concept(&row.code), "subject": subject,
                "category": [{ "coding": [{
                    "system": "http://hl7.org/fhir/us/core/CodeSystem/us-core-documentreference-category",
                    "code": "clinical-note", "display": "Clinical Note",
                }] }],
                "date": format!("{}T16:30:00Z", row.on), "description": row.title,
                "author": [reference(&practitioner, &row.practitioner)],
                "custodian": reference(&organization, organization["name"].as_str().unwrap_or_default()),
                "context": { "period": { "start": row.on.to_string() } },
                "content": [{ "attachment": {
                    "contentType": row.media_type, "title": row.title, "url": url, "size": row.bytes.len(),
                } }],
            })
        });
    }
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
        self.add_in(kind, category, slug, Vec::new(), body);
    }

    /// The same for a record that refers to others.
    fn add_with<const N: usize>(
        &mut self,
        kind: &'static str,
        slug: &str,
        referred: [Value; N],
        body: impl FnOnce(Value) -> Value,
    ) {
        self.add_in(kind, "", slug, referred.into(), body);
    }

    fn practitioner(&self, name: &str) -> Value {
        let id = self.ids.named(&format!("Practitioner/{name}"));
        json!({ "resourceType": "Practitioner", "id": id, "name": [{ "text": name }] })
    }

    fn organization(&self, slug: &str) -> Value {
        let name = self.user.scenario.place(slug).map(|index| &self.user.scenario.places[index].name);
        json!({ "resourceType": "Organization", "id": self.ids.named(&format!("Organization/{slug}")), "name": name })
    }

    fn add_in(
        &mut self,
        kind: &'static str,
        category: &'static str,
        slug: &str,
        referred: Vec<Value>,
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
        self.records.push(Record { kind, category, resource: without_nulls(resource), referred });
    }
}

fn reference(to: &Value, display: &str) -> Value {
    json!({ "reference": reference_to(to), "display": display })
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
