//! The kinds of resources: what names one, what dates one, what its second line says.

use crate::outline::Inline;
use crate::word::{Word, status};

use super::element::Element;
use super::{clinical, medication, observation, people, types};

/// A kind of resource.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each is the FHIR R4 resource type of that name")]
pub enum Kind {
    Patient,
    CarePlan,
    Condition,
    AllergyIntolerance,
    MedicationStatement,
    MedicationRequest,
    Medication,
    Immunization,
    Procedure,
    Observation,
    Coverage,
    DocumentReference,
    DiagnosticReport,
    Encounter,
    Practitioner,
    Organization,
    Provenance,
    Composition,
    Bundle,
    Binary,
    /// A type that this version does not know, as its source wrote it.
    Other(String),
}

impl Kind {
    /// Reads a `resourceType`.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        match text {
            "Patient" => Self::Patient,
            "CarePlan" => Self::CarePlan,
            "Condition" => Self::Condition,
            "AllergyIntolerance" => Self::AllergyIntolerance,
            "MedicationStatement" => Self::MedicationStatement,
            "MedicationRequest" => Self::MedicationRequest,
            "Medication" => Self::Medication,
            "Immunization" => Self::Immunization,
            "Procedure" => Self::Procedure,
            "Observation" => Self::Observation,
            "Coverage" => Self::Coverage,
            "DocumentReference" => Self::DocumentReference,
            "DiagnosticReport" => Self::DiagnosticReport,
            "Encounter" => Self::Encounter,
            "Practitioner" => Self::Practitioner,
            "Organization" => Self::Organization,
            "Provenance" => Self::Provenance,
            "Composition" => Self::Composition,
            "Bundle" => Self::Bundle,
            "Binary" => Self::Binary,
            other => Self::Other(other.to_owned()),
        }
    }

    /// The word for it.
    #[must_use]
    pub fn word(&self) -> Word {
        match self {
            Self::Patient => Word::Patient,
            Self::CarePlan => Word::CarePlan,
            Self::Condition => Word::Condition,
            Self::AllergyIntolerance => Word::AllergyIntolerance,
            Self::MedicationStatement => Word::MedicationStatement,
            Self::MedicationRequest => Word::MedicationRequest,
            Self::Medication => Word::Medication,
            Self::Immunization => Word::Immunization,
            Self::Procedure => Word::Procedure,
            Self::Observation => Word::Observation,
            Self::Coverage => Word::Coverage,
            Self::DocumentReference => Word::DocumentReference,
            Self::DiagnosticReport => Word::DiagnosticReport,
            Self::Encounter => Word::Encounter,
            Self::Practitioner => Word::Practitioner,
            Self::Organization => Word::Organization,
            Self::Provenance => Word::Provenance,
            Self::Bundle => Word::Bundle,
            Self::Composition | Self::Binary => Word::Document,
            Self::Other(_) => Word::OtherRecord,
        }
    }
}

/// The name of a resource. `steps` counts references followed: one may lead in a circle.
pub(super) fn name(element: Element<'_>, steps: u8) -> Option<String> {
    let concept = |name: &str| element.list(name).find_map(types::concept_text);
    let text = |name: &str| element.text(name).map(str::to_owned);
    match Kind::parse(element.text("resourceType").unwrap_or_default()) {
        Kind::Patient | Kind::Practitioner => people::name(element),
        Kind::Organization => text("name").or_else(|| text("organizationName")),
        Kind::CarePlan => text("title").or_else(|| concept("category")).or_else(|| text("description")),
        Kind::MedicationStatement | Kind::MedicationRequest => medication::name(element, steps),
        Kind::Immunization => concept("vaccineCode"),
        Kind::Encounter => {
            concept("type").or_else(|| element.get("class")?.text("display").map(str::to_owned))
        }
        Kind::Coverage => people::plan(element, steps),
        Kind::DocumentReference => {
            concept("type").or_else(|| text("description")).or_else(|| concept("category"))
        }
        Kind::Composition => text("title").or_else(|| concept("type")),
        // A server may answer a reference without saying what it is.
        _ => concept("code")
            .or_else(|| people::name(element))
            .or_else(|| text("name"))
            .or_else(|| text("title"))
            .or_else(|| {
                ["practitioner", "organization"]
                    .iter()
                    .find_map(|name| types::reference_at(element.get(name)?, steps))
            }),
    }
}

/// What stands for a name where there is none: a bare code, or a type that we do not know. Both are shown as unknown.
pub(super) fn code(element: Element<'_>) -> Option<&str> {
    let members = ["code", "vaccineCode", "medicationCodeableConcept", "type", "category"];
    let own = || members.iter().find_map(|name| element.list(name).find_map(types::first_code));
    let medicine = || element.get("medicationReference")?.resolve()?.get("code").and_then(types::first_code);
    let unknown = || element.text("resourceType").filter(|text| matches!(Kind::parse(text), Kind::Other(_)));
    own().or_else(medicine).or_else(unknown)
}

/// The members that date a resource; the first that is there counts.
pub(super) fn dates(kind: &Kind) -> &'static [&'static str] {
    match kind {
        Kind::Condition => &["onset", "recordedDate"],
        Kind::AllergyIntolerance => &["onset", "recordedDate", "lastOccurrence"],
        Kind::CarePlan => &["period", "created"],
        Kind::Immunization => &["occurrence", "recorded"],
        Kind::Observation | Kind::DiagnosticReport => &["effective", "issued"],
        Kind::MedicationStatement => &["effective", "dateAsserted"],
        Kind::MedicationRequest => &["authoredOn"],
        Kind::Procedure => &["performed"],
        Kind::Encounter | Kind::Coverage => &["period"],
        // STU3 wrote `created` and `indexed` (`spec/ias-wire.md`, 3.5).
        Kind::DocumentReference => &["date", "created", "indexed"],
        Kind::Composition => &["date"],
        Kind::Provenance => &["occurred", "recorded"],
        Kind::Bundle => &["timestamp"],
        _ => &[
            "date",
            "effective",
            "occurrence",
            "performed",
            "period",
            "authoredOn",
            "created",
            "recorded",
            "issued",
        ],
    }
}

/// The second line of a row.
pub(super) fn detail(kind: &Kind, element: Element<'_>) -> Vec<Inline> {
    let of_status = || element.text("status").map(status).into_iter().collect();
    match kind {
        Kind::Observation => observation::result(element),
        Kind::MedicationStatement | Kind::MedicationRequest => medication::detail(element),
        Kind::Condition | Kind::AllergyIntolerance => clinical::detail(element),
        Kind::Encounter => clinical::place(element).map_or_else(of_status, |place| vec![Inline::text(place)]),
        Kind::DocumentReference => {
            element.text("description").map_or_else(of_status, |text| vec![Inline::text(text)])
        }
        Kind::Patient => element
            .text("birthDate")
            .map(|date| Inline::When(crate::when::When::fhir(date)))
            .into_iter()
            .collect(),
        Kind::Practitioner | Kind::Organization => Vec::new(),
        _ => of_status(),
    }
}
