//! The published rules of FHIR R4 (4.0.1) for a Bundle that leaves the app: elements, cardinalities, types and required
//! bindings of what we write ourselves, and the rules of JSON for every resource, whoever wrote it.
//!
//! Typed in from <https://hl7.org/fhir/R4/bundle.html>, `provenance.html`, `binary.html`, `json.html` and
//! `references.html`, and not from what we write: one is held against the other.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

/// How often an element may be there.
#[derive(Clone, Copy)]
enum Card {
    ZeroOrOne,
    One,
    Any,
    OneOrMore,
}
use Card::{Any, One, OneOrMore, ZeroOrOne};

type Element = (&'static str, Card, &'static str);

/// What every resource has.
const RESOURCE: &[Element] = &[
    ("resourceType", One, "resource-type"),
    ("id", ZeroOrOne, "id"),
    ("meta", ZeroOrOne, "any"),
    ("implicitRules", ZeroOrOne, "uri"),
    ("language", ZeroOrOne, "code"),
];

/// What every `DomainResource` has besides.
const DOMAIN: &[Element] = &[
    ("text", ZeroOrOne, "any"),
    ("contained", Any, "any"),
    ("extension", Any, "any"),
    ("modifierExtension", Any, "any"),
];

const BUNDLE: &[Element] = &[
    ("identifier", ZeroOrOne, "Identifier"),
    ("type", One, "bundle-type"),
    ("timestamp", ZeroOrOne, "instant"),
    ("total", ZeroOrOne, "unsignedInt"),
    ("link", Any, "any"),
    ("entry", Any, "Bundle.entry"),
    ("signature", ZeroOrOne, "any"),
];

const ENTRY: &[Element] = &[
    ("id", ZeroOrOne, "string"),
    ("extension", Any, "any"),
    ("modifierExtension", Any, "any"),
    ("link", Any, "any"),
    ("fullUrl", ZeroOrOne, "uri"),
    ("resource", ZeroOrOne, "any"),
    ("search", ZeroOrOne, "any"),
    ("request", ZeroOrOne, "any"),
    ("response", ZeroOrOne, "any"),
];

const PROVENANCE: &[Element] = &[
    ("target", OneOrMore, "Reference"),
    ("occurredPeriod", ZeroOrOne, "any"),
    ("occurredDateTime", ZeroOrOne, "string"),
    ("recorded", One, "instant"),
    ("policy", Any, "uri"),
    ("location", ZeroOrOne, "Reference"),
    ("reason", Any, "CodeableConcept"),
    ("activity", ZeroOrOne, "CodeableConcept"),
    ("agent", OneOrMore, "Provenance.agent"),
    ("entity", Any, "Provenance.entity"),
    ("signature", Any, "any"),
];

const AGENT: &[Element] = &[
    ("id", ZeroOrOne, "string"),
    ("extension", Any, "any"),
    ("type", ZeroOrOne, "CodeableConcept"),
    ("role", Any, "CodeableConcept"),
    ("who", One, "Reference"),
    ("onBehalfOf", ZeroOrOne, "Reference"),
];

const ENTITY: &[Element] = &[
    ("id", ZeroOrOne, "string"),
    ("extension", Any, "any"),
    ("role", One, "provenance-entity-role"),
    ("what", One, "Reference"),
    ("agent", Any, "Provenance.agent"),
];

const BINARY: &[Element] = &[
    ("contentType", One, "mime"),
    ("securityContext", ZeroOrOne, "Reference"),
    ("data", ZeroOrOne, "base64Binary"),
];

const REFERENCE: &[Element] = &[
    ("id", ZeroOrOne, "string"),
    ("extension", Any, "any"),
    ("reference", ZeroOrOne, "string"),
    ("type", ZeroOrOne, "uri"),
    ("identifier", ZeroOrOne, "Identifier"),
    ("display", ZeroOrOne, "string"),
];

const IDENTIFIER: &[Element] = &[
    ("id", ZeroOrOne, "string"),
    ("extension", Any, "any"),
    ("use", ZeroOrOne, "identifier-use"),
    ("type", ZeroOrOne, "CodeableConcept"),
    ("system", ZeroOrOne, "uri"),
    ("value", ZeroOrOne, "string"),
    ("period", ZeroOrOne, "any"),
    ("assigner", ZeroOrOne, "Reference"),
];

const CONCEPT: &[Element] = &[
    ("id", ZeroOrOne, "string"),
    ("extension", Any, "any"),
    ("coding", Any, "Coding"),
    ("text", ZeroOrOne, "string"),
];

const CODING: &[Element] = &[
    ("id", ZeroOrOne, "string"),
    ("extension", Any, "any"),
    ("system", ZeroOrOne, "uri"),
    ("version", ZeroOrOne, "string"),
    ("code", ZeroOrOne, "code"),
    ("display", ZeroOrOne, "string"),
    ("userSelected", ZeroOrOne, "boolean"),
];

/// Every kind of resource of R4.
const KINDS: &str = "Account ActivityDefinition AdverseEvent AllergyIntolerance Appointment AppointmentResponse \
    AuditEvent Basic Binary BiologicallyDerivedProduct BodyStructure Bundle CapabilityStatement CarePlan CareTeam \
    CatalogEntry ChargeItem ChargeItemDefinition Claim ClaimResponse ClinicalImpression CodeSystem Communication \
    CommunicationRequest CompartmentDefinition Composition ConceptMap Condition Consent Contract Coverage \
    CoverageEligibilityRequest CoverageEligibilityResponse DetectedIssue Device DeviceDefinition DeviceMetric \
    DeviceRequest DeviceUseStatement DiagnosticReport DocumentManifest DocumentReference EffectEvidenceSynthesis \
    Encounter Endpoint EnrollmentRequest EnrollmentResponse EpisodeOfCare EventDefinition Evidence EvidenceVariable \
    ExampleScenario ExplanationOfBenefit FamilyMemberHistory Flag Goal GraphDefinition Group GuidanceResponse \
    HealthcareService ImagingStudy Immunization ImmunizationEvaluation ImmunizationRecommendation \
    ImplementationGuide InsurancePlan Invoice Library Linkage List Location Measure MeasureReport Media Medication \
    MedicationAdministration MedicationDispense MedicationKnowledge MedicationRequest MedicationStatement \
    MedicinalProduct MedicinalProductAuthorization MedicinalProductContraindication MedicinalProductIndication \
    MedicinalProductIngredient MedicinalProductInteraction MedicinalProductManufactured MedicinalProductPackaged \
    MedicinalProductPharmaceutical MedicinalProductUndesirableEffect MessageDefinition MessageHeader \
    MolecularSequence NamingSystem NutritionOrder Observation ObservationDefinition OperationDefinition \
    OperationOutcome Organization OrganizationAffiliation Parameters Patient PaymentNotice PaymentReconciliation \
    Person PlanDefinition Practitioner PractitionerRole Procedure Provenance Questionnaire QuestionnaireResponse \
    RelatedPerson RequestGroup ResearchDefinition ResearchElementDefinition ResearchStudy ResearchSubject \
    RiskAssessment RiskEvidenceSynthesis Schedule SearchParameter ServiceRequest Slot Specimen SpecimenDefinition \
    StructureDefinition StructureMap Subscription Substance SubstanceNucleicAcid SubstancePolymer SubstanceProtein \
    SubstanceReferenceInformation SubstanceSourceMaterial SubstanceSpecification SupplyDelivery SupplyRequest Task \
    TerminologyCapabilities TestReport TestScript ValueSet VerificationResult VisionPrescription";

/// Every rule that the Bundle breaks, by where.
#[must_use]
pub fn broken_rules(bundle: &Value) -> Vec<String> {
    let mut broken = Vec::new();
    elements(bundle, "Bundle", &[RESOURCE, BUNDLE], &mut broken);
    if bundle["resourceType"] != "Bundle" {
        broken.push("Bundle: says that it is something else".to_owned());
    }
    let of_kind = |kinds: &[&str]| kinds.iter().any(|kind| bundle["type"] == *kind);
    if bundle.get("total").is_some() && !of_kind(&["searchset", "history"]) {
        broken.push("bdl-1: a total outside of a search".to_owned());
    }
    let entries = bundle["entry"].as_array().map(Vec::as_slice).unwrap_or_default();
    let mut urls: HashMap<&str, usize> = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        let path = format!("entry[{at}]");
        if entry.get("search").is_some() && !of_kind(&["searchset"]) {
            broken.push(format!("bdl-2: {path}.search"));
        }
        if (entry.get("request").is_some() || entry.get("response").is_some()) && of_kind(&["collection"]) {
            broken.push(format!("bdl-3, bdl-4: {path}"));
        }
        if entry.get("resource").is_none() {
            broken.push(format!("bdl-5: {path} has no resource"));
        }
        if let Some(url) = entry["fullUrl"].as_str() {
            *urls.entry(url).or_default() += 1;
            if url.contains("/_history/") {
                broken.push(format!("bdl-8: {path}"));
            }
        }
        resource(&entry["resource"], &format!("{path}.resource"), &mut broken);
    }
    broken.extend(urls.iter().filter(|(_, count)| **count > 1).map(|(url, _)| format!("bdl-7: {url} twice")));
    // A reference by `urn:uuid:` has no other meaning than an entry of this Bundle.
    let known: HashSet<&str> = urls.into_keys().collect();
    let mut references = Vec::new();
    texts_of("reference", bundle, &mut references);
    broken.extend(
        references
            .into_iter()
            .filter(|text| text.starts_with("urn:uuid:") && !known.contains(text))
            .map(|text| format!("{text} leads nowhere")),
    );
    broken
}

fn resource(value: &Value, path: &str, broken: &mut Vec<String>) {
    json_rules(value, path, broken);
    match value["resourceType"].as_str() {
        Some("Provenance") => elements(value, path, &[RESOURCE, DOMAIN, PROVENANCE], broken),
        Some("Binary") => elements(value, path, &[RESOURCE, BINARY], broken),
        Some(kind) if KINDS.split_whitespace().any(|known| known == kind) => {
            if value.get("id").is_some() && !is("id", &value["id"]) {
                broken.push(format!("{path}.id: no id"));
            }
        }
        _ => broken.push(format!("{path}: no kind of R4")),
    }
}

/// R4's rules for JSON: nothing is empty, and `null` holds a place in a list that is paired with another, nothing else.
fn json_rules(value: &Value, path: &str, broken: &mut Vec<String>) {
    match value {
        Value::Null => broken.push(format!("{path}: null")),
        Value::String(text) if text.is_empty() => broken.push(format!("{path}: an empty text")),
        Value::Array(parts) if parts.is_empty() => broken.push(format!("{path}: an empty list")),
        Value::Object(members) if members.is_empty() => broken.push(format!("{path}: an empty object")),
        Value::Array(parts) => {
            for (at, part) in parts.iter().enumerate() {
                json_rules(part, &format!("{path}[{at}]"), broken);
            }
        }
        Value::Object(members) => {
            for (name, value) in members {
                let pair = name.strip_prefix('_').map_or_else(|| format!("_{name}"), str::to_owned);
                if !members.contains_key(&pair) {
                    json_rules(value, &format!("{path}.{name}"), broken);
                }
            }
        }
        _ => {}
    }
}

fn texts_of<'a>(name: &str, value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Array(parts) => parts.iter().for_each(|part| texts_of(name, part, found)),
        Value::Object(members) => {
            found.extend(members.get(name).and_then(Value::as_str));
            members.values().for_each(|value| texts_of(name, value, found));
        }
        _ => {}
    }
}

fn elements(value: &Value, path: &str, tables: &[&[Element]], broken: &mut Vec<String>) {
    let Some(object) = value.as_object() else { return broken.push(format!("{path}: no object")) };
    let known = || tables.iter().copied().flatten();
    for name in object.keys() {
        if !known().any(|(known, ..)| known == name) {
            broken.push(format!("{path}.{name}: not in R4"));
        }
    }
    for (name, card, kind) in known() {
        let path = format!("{path}.{name}");
        match (object.get(*name), card) {
            (None, One | OneOrMore) => broken.push(format!("{path}: required")),
            (None, ZeroOrOne | Any) => {}
            (Some(value), One | ZeroOrOne) => element(kind, value, &path, broken),
            (Some(Value::Array(parts)), Any | OneOrMore) if !parts.is_empty() => {
                for (at, part) in parts.iter().enumerate() {
                    element(kind, part, &format!("{path}[{at}]"), broken);
                }
            }
            (Some(_), Any | OneOrMore) => broken.push(format!("{path}: no list, or an empty one")),
        }
    }
}

fn element(kind: &str, value: &Value, path: &str, broken: &mut Vec<String>) {
    let table = match kind {
        "any" => return,
        "Bundle.entry" => ENTRY,
        "Provenance.agent" => AGENT,
        "Provenance.entity" => ENTITY,
        "Reference" => REFERENCE,
        "Identifier" => IDENTIFIER,
        "CodeableConcept" => CONCEPT,
        "Coding" => CODING,
        primitive => {
            if !is(primitive, value) {
                broken.push(format!("{path}: no {primitive}"));
            }
            return;
        }
    };
    elements(value, path, &[table], broken);
    if value.as_object().is_some_and(Map::is_empty) {
        broken.push(format!("{path}: empty"));
    }
}

/// Is it a value of this primitive, or a code of this required binding?
fn is(kind: &str, value: &Value) -> bool {
    match kind {
        "boolean" => return value.is_boolean(),
        "unsignedInt" => return value.as_u64().is_some_and(|number| number <= 2_147_483_647),
        _ => {}
    }
    let Some(text) = value.as_str().filter(|text| !text.is_empty()) else { return false };
    let one_of = |codes: &str| codes.split(' ').any(|code| code == text);
    match kind {
        "resource-type" => KINDS.split_whitespace().any(|known| known == text),
        "id" => {
            text.len() <= 64
                && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'.')
        }
        "uri" => !text.contains(char::is_whitespace),
        "string" => !text.trim().is_empty(),
        "code" => text.trim() == text && !text.contains("  "),
        "mime" => text.split_once('/').is_some_and(|(kind, rest)| !kind.is_empty() && !rest.is_empty()),
        // Down to the second at least, with a zone.
        "instant" => text.len() >= 20 && text.parse::<jiff::Timestamp>().is_ok(),
        "base64Binary" => {
            use base64::Engine as _;
            base64::engine::general_purpose::STANDARD.decode(text).is_ok()
        }
        "bundle-type" => one_of(
            "document message transaction transaction-response batch batch-response history searchset collection",
        ),
        "provenance-entity-role" => one_of("derivation revision quotation source removal"),
        "identifier-use" => one_of("usual official temp secondary old"),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn good() -> Value {
        json!({
            "resourceType": "Bundle", "type": "collection", "timestamp": "2026-08-19T16:00:00Z",
            "entry": [
                { "fullUrl": "urn:uuid:1", "resource": { "resourceType": "Condition", "id": "1", "given": [null, "x"], "_given": [{ "id": "a" }, null] } },
                { "fullUrl": "urn:uuid:2", "resource": {
                    "resourceType": "Provenance", "target": [{ "reference": "urn:uuid:1" }],
                    "recorded": "2026-08-19T16:00:00Z", "agent": [{ "who": { "display": "A clinic" } }],
                    "entity": [{ "role": "source", "what": { "identifier": { "value": "x" } } }],
                } },
                { "fullUrl": "urn:uuid:3", "resource": { "resourceType": "Binary", "contentType": "text/plain", "data": "aGk=" } },
            ],
        })
    }

    #[test]
    fn a_good_bundle_breaks_no_rule_and_each_change_breaks_one() {
        assert_eq!(broken_rules(&good()), Vec::<String>::new());
        let changes: &[(&str, Value)] = &[
            ("/type", json!("heap")),
            ("/timestamp", json!("2026-08-19")),
            ("/total", json!(3)),
            ("/entry/0/fullUrl", json!("urn:uuid:2")),
            ("/entry/0/search", json!({ "mode": "match" })),
            ("/entry/0/request", json!({ "method": "GET" })),
            ("/entry/0/note", json!("x")),
            ("/entry/0/resource/resourceType", json!("Illness")),
            ("/entry/0/resource/id", json!("no id")),
            ("/entry/0/resource/code", Value::Null),
            ("/entry/0/resource/code", json!("")),
            ("/entry/0/resource/code", json!([])),
            ("/entry/0/resource/code", json!({ "text": {} })),
            ("/entry/1/resource/target", json!([])),
            ("/entry/1/resource/target", json!([{ "reference": "urn:uuid:9" }])),
            ("/entry/1/resource/recorded", json!("2026")),
            ("/entry/1/resource/agent", json!([{ "type": { "text": "x" } }])),
            ("/entry/1/resource/entity", json!([{ "role": "cause", "what": { "display": "x" } }])),
            ("/entry/1/resource/note", json!("x")),
            ("/entry/2/resource/data", json!("!")),
            ("/entry/2/resource/contentType", json!("pdf")),
        ];
        for (pointer, value) in changes {
            let mut odd = good();
            let (parent, name) = pointer.rsplit_once('/').unwrap();
            odd.pointer_mut(parent).unwrap()[name] = value.clone();
            assert!(!broken_rules(&odd).is_empty(), "{pointer} {value}");
        }
        for (pointer, name) in [
            ("/entry/1/resource", "recorded"),
            ("/entry/1/resource", "agent"),
            ("/entry/1/resource", "target"),
            ("/entry/2/resource", "contentType"),
            ("/entry/0", "resource"),
            ("", "type"),
        ] {
            let mut odd = good();
            odd.pointer_mut(pointer).unwrap().as_object_mut().unwrap().remove(name);
            assert!(!broken_rules(&odd).is_empty(), "without {pointer}/{name}");
        }
    }
}
