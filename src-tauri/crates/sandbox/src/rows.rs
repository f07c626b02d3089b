//! A person's records as the scenario's files write them: one short row each. `records.rs` makes FHIR of them.

use jiff::civil::Date;
use serde::Deserialize;
use toml::Spanned;

/// All rows of one person, in the order of the file.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct Rows {
    pub(crate) allergies: Vec<Allergy>,
    pub(crate) care_plans: Vec<CarePlan>,
    pub(crate) conditions: Vec<Condition>,
    pub(crate) coverages: Vec<Coverage>,
    pub(crate) immunizations: Vec<Immunization>,
    pub(crate) medications: Vec<Medication>,
    pub(crate) observations: Vec<Observation>,
    pub(crate) procedures: Vec<Procedure>,
    pub(crate) encounters: Vec<Encounter>,
    pub(crate) reports: Vec<Report>,
    pub(crate) documents: Vec<Document>,
}

/// A code: `["snomed", "44054006", "Type 2 diabetes"]`.
#[derive(Debug, Deserialize)]
pub(crate) struct Code(pub(crate) CodeSystem, pub(crate) String, pub(crate) String);

/// The code systems that rows may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum CodeSystem {
    Snomed,
    Loinc,
    Rxnorm,
    Cvx,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Allergy {
    pub(crate) place: Spanned<String>,
    pub(crate) code: Code,
    /// `food`, `medication`, `environment`, `biologic`.
    pub(crate) category: String,
    /// `low`, `high`, `unable-to-assess`.
    pub(crate) criticality: Option<String>,
    pub(crate) reaction: Option<Code>,
    pub(crate) recorded: Date,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct CarePlan {
    pub(crate) place: Spanned<String>,
    pub(crate) title: String,
    pub(crate) description: String,
    pub(crate) category: Code,
    pub(crate) start: Date,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Condition {
    pub(crate) place: Spanned<String>,
    pub(crate) code: Code,
    pub(crate) onset: Date,
    /// Given for a condition that is over.
    pub(crate) abated: Option<Date>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Coverage {
    pub(crate) place: Spanned<String>,
    pub(crate) payor: String,
    pub(crate) plan: String,
    pub(crate) subscriber_id: String,
    pub(crate) start: Date,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Immunization {
    pub(crate) place: Spanned<String>,
    pub(crate) code: Code,
    pub(crate) on: Date,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Medication {
    pub(crate) place: Spanned<String>,
    pub(crate) code: Code,
    /// As the label says it.
    pub(crate) dose: String,
    pub(crate) start: Date,
    /// Given for a medicine that is no longer taken.
    pub(crate) end: Option<Date>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Observation {
    pub(crate) place: Spanned<String>,
    /// Code of HL7's observation categories.
    pub(crate) category: ObservationCategory,
    pub(crate) code: Code,
    pub(crate) value: Option<f64>,
    /// A result in words, where there is no number.
    pub(crate) text: Option<String>,
    /// UCUM.
    pub(crate) unit: Option<String>,
    pub(crate) low: Option<f64>,
    pub(crate) high: Option<f64>,
    #[serde(default)]
    pub(crate) components: Vec<Component>,
    pub(crate) on: Date,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ObservationCategory {
    Laboratory,
    VitalSigns,
    SocialHistory,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Component {
    pub(crate) code: Code,
    pub(crate) value: f64,
    pub(crate) unit: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Procedure {
    pub(crate) place: Spanned<String>,
    pub(crate) code: Code,
    pub(crate) on: Date,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Encounter {
    pub(crate) place: Spanned<String>,
    pub(crate) class: EncounterClass,
    pub(crate) code: Code,
    /// Why the person came, in words.
    pub(crate) reason: Option<String>,
    /// Name and title of whom they saw.
    pub(crate) practitioner: String,
    pub(crate) on: Date,
    /// The last day of a stay.
    pub(crate) until: Option<Date>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum EncounterClass {
    Ambulatory,
    Emergency,
    Inpatient,
}

impl EncounterClass {
    /// Code and text of HL7's act codes.
    pub(crate) fn coding(self) -> (&'static str, &'static str) {
        match self {
            Self::Ambulatory => ("AMB", "ambulatory"),
            Self::Emergency => ("EMER", "emergency"),
            Self::Inpatient => ("IMP", "inpatient encounter"),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Report {
    pub(crate) place: Spanned<String>,
    /// Code of HL7 table 0074, such as `RAD`.
    pub(crate) category: String,
    pub(crate) code: Code,
    pub(crate) practitioner: String,
    /// The report itself.
    pub(crate) text: String,
    pub(crate) on: Date,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Document {
    pub(crate) place: Spanned<String>,
    pub(crate) code: Code,
    pub(crate) title: String,
    pub(crate) practitioner: String,
    /// A file of the folder `documents` beside the scenario.
    pub(crate) file: Spanned<String>,
    /// What the place says it is.
    pub(crate) media_type: String,
    pub(crate) on: Date,
    /// What the file holds; filled when the scenario is read.
    #[serde(skip)]
    pub(crate) bytes: Vec<u8>,
}

impl Rows {
    /// The place that every row names.
    pub(crate) fn places(&self) -> impl Iterator<Item = &Spanned<String>> {
        let allergies = self.allergies.iter().map(|row| &row.place);
        allergies
            .chain(self.care_plans.iter().map(|row| &row.place))
            .chain(self.conditions.iter().map(|row| &row.place))
            .chain(self.coverages.iter().map(|row| &row.place))
            .chain(self.immunizations.iter().map(|row| &row.place))
            .chain(self.medications.iter().map(|row| &row.place))
            .chain(self.observations.iter().map(|row| &row.place))
            .chain(self.procedures.iter().map(|row| &row.place))
            .chain(self.encounters.iter().map(|row| &row.place))
            .chain(self.reports.iter().map(|row| &row.place))
            .chain(self.documents.iter().map(|row| &row.place))
    }
}
