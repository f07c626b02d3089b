//! The kinds of records, and where each keeps what a list shows.

/// A kind of record that can be listed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordKind {
    /// What a person reacts to.
    Allergies,
    /// Plans of care.
    CarePlans,
    /// Illnesses and problems.
    Conditions,
    /// Visits.
    Encounters,
    /// Vaccines.
    Immunizations,
    /// Insurance.
    Coverages,
    /// Results of a laboratory.
    Labs,
    /// Medicines, merged by the network from what the places sent.
    Medications,
    /// Operations and other procedures.
    Procedures,
    /// Reports, such as of an X-ray.
    Reports,
    /// Blood pressure, weight and the like.
    VitalSigns,
    /// Letters, summaries and other documents.
    Documents,
    /// Observations of every category: results, vital signs, and others such as answers about smoking, which no other
    /// list has. Not among [`RecordKind::ALL`], as it holds two of those.
    Observations,
}

impl RecordKind {
    /// Every kind, in no order that means something.
    pub const ALL: [Self; 12] = [
        Self::Allergies,
        Self::CarePlans,
        Self::Conditions,
        Self::Encounters,
        Self::Immunizations,
        Self::Coverages,
        Self::Labs,
        Self::Medications,
        Self::Procedures,
        Self::Reports,
        Self::VitalSigns,
        Self::Documents,
    ];

    /// FHIR's name of such a resource.
    #[must_use]
    pub fn resource_type(self) -> &'static str {
        match self {
            Self::Allergies => "AllergyIntolerance",
            Self::CarePlans => "CarePlan",
            Self::Conditions => "Condition",
            Self::Encounters => "Encounter",
            Self::Immunizations => "Immunization",
            Self::Coverages => "Coverage",
            Self::Labs | Self::VitalSigns | Self::Observations => "Observation",
            Self::Medications => "MedicationStatement",
            Self::Procedures => "Procedure",
            Self::Reports => "DiagnosticReport",
            Self::Documents => "DocumentReference",
        }
    }

    /// Where the line that a list shows may stand, best first: JSON pointers to a text, a concept or a coding.
    pub(super) fn texts(self) -> &'static [&'static str] {
        match self {
            Self::Allergies
            | Self::Conditions
            | Self::Labs
            | Self::Procedures
            | Self::VitalSigns
            | Self::Observations => &["/code"],
            Self::CarePlans => &["/title", "/category/0", "/description"],
            Self::Encounters => &["/type/0", "/class", "/reasonCode/0"],
            Self::Immunizations => &["/vaccineCode"],
            Self::Coverages => &["/type", "/payor/0/display"],
            Self::Medications => &["/medicationCodeableConcept"],
            Self::Reports => &["/code", "/category/0"],
            Self::Documents => &["/description", "/type", "/content/0/attachment/title"],
        }
    }

    /// Where its clinical date may stand, best first.
    pub(super) fn dates(self) -> &'static [&'static str] {
        match self {
            Self::Allergies => &["/onsetDateTime", "/recordedDate"],
            Self::CarePlans => &["/period/start", "/created"],
            Self::Conditions => &["/onsetDateTime", "/onsetPeriod/start", "/recordedDate"],
            Self::Encounters | Self::Coverages => &["/period/start"],
            Self::Immunizations => &["/occurrenceDateTime"],
            Self::Labs | Self::VitalSigns | Self::Observations => {
                &["/effectiveDateTime", "/effectivePeriod/start", "/issued"]
            }
            Self::Medications => &["/effectivePeriod/start"],
            Self::Procedures => &["/performedDateTime", "/performedPeriod/start", "/performedString"],
            Self::Reports => &["/effectiveDateTime", "/issued"],
            Self::Documents => &["/date", "/context/period/start"],
        }
    }
}
