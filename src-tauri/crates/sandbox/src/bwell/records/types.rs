//! The types of the records' selections (bwell-wire 5.10.4). They are read from the FHIR resources of `records.rs`; every
//! field may be null but the id of a resource.

use async_graphql::{ID, SimpleObject, Union};
use serde::Deserialize;

use crate::bwell::fhir::{
    CodeableConcept, Coding, Identifier, Location, Meta, Organization, Patient, Period, Practitioner,
    PractitionerRole, Reference, RelatedPerson,
};
use crate::bwell::scalars::{Code, DateTime, Instant, Uri, Url};

macro_rules! elements {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, SimpleObject, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub(crate) struct $name { $(pub(crate) $field: Option<$type>),* }
    )*};
}

macro_rules! resources {
    ($($(#[$doc:meta])* $name:ident { $($field:ident: $type:ty),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, SimpleObject, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub(crate) struct $name {
            pub(crate) id: ID,
            pub(crate) resource_type: Option<String>,
            pub(crate) meta: Option<Meta>,
            pub(crate) identifier: Option<Vec<Identifier>>,
            pub(crate) text: Option<Narrative>,
            $(pub(crate) $field: Option<$type>),*
        }
    )*};
}

/// Members of a union, told apart by `resourceType`. A kind that is none of them is left out.
macro_rules! unions {
    ($($(#[$doc:meta])* $name:ident { $($member:ident),* $(,)? })*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Union)]
        pub(crate) enum $name { $($member(Box<$member>)),* }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                use serde::de::Error as _;
                let value = serde_json::Value::deserialize(deserializer)?;
                match value["resourceType"].as_str() {
                    $(Some(stringify!($member)) => {
                        let member = serde_json::from_value(value).map_err(D::Error::custom)?;
                        Ok(Self::$member(Box::new(member)))
                    })*
                    _ => Err(D::Error::custom("no member of the union")),
                }
            }
        }
    )*};
}

macro_rules! references {
    ($($(#[$doc:meta])* $name:ident to $target:ty),* $(,)?) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, SimpleObject, Deserialize)]
        #[serde(rename_all = "camelCase")]
        pub(crate) struct $name {
            pub(crate) id: Option<String>,
            pub(crate) reference: Option<String>,
            pub(crate) r#type: Option<Uri>,
            pub(crate) display: Option<String>,
            pub(crate) identifier: Option<Identifier>,
            pub(crate) resource: Option<$target>,
        }
    )*};
}

unions! {
    /// Who wrote a record down, or vouches for it.
    Recorder { Patient, Practitioner, PractitionerRole, RelatedPerson }
    /// Who gave a vaccine.
    ImmunizationPerformer { Organization, Practitioner, PractitionerRole }
    /// Who did a procedure or gave a medicine out.
    Actor { Device, Organization, Patient, Practitioner, PractitionerRole, RelatedPerson }
    /// Who made an observation.
    ObservationPerformer { Organization, Patient, Practitioner, PractitionerRole, RelatedPerson }
    /// Whom most records are about.
    Subject { Group, Patient }
    /// Whom or what an observation is about.
    ObservationSubject {
        Device, Group, Location, Medication, Organization, Patient, Practitioner, Procedure, Substance,
    }
    /// What an observation was asked for by.
    Asked { CarePlan, MedicationRequest, ServiceRequest }
    /// What an observation consists of.
    Member { Observation }
}

references! {
    /// To a writer.
    RecorderReference to Recorder,
    /// To somebody who vaccinates.
    ImmunizationPerformerReference to ImmunizationPerformer,
    /// To somebody who acts.
    ActorReference to Actor,
    /// To somebody who observes.
    ObservationPerformerReference to ObservationPerformer,
    /// To a person or a group.
    SubjectReference to Subject,
    /// To what was observed.
    ObservationSubjectReference to ObservationSubject,
    /// To a request.
    RequestReference to Asked,
    /// To a part of a panel.
    MemberReference to Member,
    /// To a visit.
    EncounterReference to Box<Encounter>,
    /// To an illness.
    ConditionReference to Box<Condition>,
    /// To an observation.
    ObservationReference to Box<Observation>,
    /// To a specimen.
    SpecimenReference to Box<Specimen>,
    /// To a patient.
    RecordPatientReference to Patient,
    /// To a clinician.
    RecordPractitionerReference to Practitioner,
    /// To an organization.
    RecordOrganizationReference to Organization,
    /// To a location.
    RecordLocationReference to Location,
}

elements! {
    /// A number with its unit.
    Quantity { value: f64, comparator: Code, unit: String, system: Uri, code: Code }
    /// From here to there.
    Range { low: Quantity, high: Quantity }
    /// One to another.
    Ratio { numerator: Quantity, denominator: Quantity }
    /// A note.
    Annotation { id: String, author_string: String, time: DateTime, text: String }
    /// The text of a record.
    Narrative { status: Code, div: String }
    /// What FHIR itself does not have.
    Extension {
        id: String, url: Uri, value_codeable_concept: CodeableConcept, value_string: String, value_integer: i32,
        value_date_time: DateTime, value_url: Url,
    }
    /// How a body reacted.
    AllergyIntoleranceReaction {
        id: String, onset: DateTime, severity: Code, description: String, manifestation: Vec<CodeableConcept>,
        note: Vec<Annotation>,
    }
    /// What a plan asks for.
    CarePlanActivity { detail: CarePlanActivityDetail }
    /// The same in words.
    CarePlanActivityDetail {
        kind: Code, code: CodeableConcept, status: Code, scheduled_period: Period, scheduled_string: String,
        scheduled_timing: Timing,
    }
    /// When.
    Timing { id: String, code: CodeableConcept, event: Vec<DateTime>, repeat: TimingRepeat }
    /// How often.
    TimingRepeat {
        id: String, bounds_duration: Quantity, bounds_period: Period, bounds_range: Range, count: i32, count_max: i32,
        day_of_week: Vec<Code>, duration: f64, duration_max: f64, duration_unit: Code, frequency: i32,
        frequency_max: i32, offset: i32, period: f64, period_max: f64, period_unit: Code, time_of_day: Vec<String>,
        when: Vec<Code>,
    }
    /// How to take a medicine.
    Dosage {
        id: String, sequence: i32, text: String, additional_instruction: Vec<CodeableConcept>,
        patient_instruction: String, timing: Timing, as_needed_boolean: bool,
        as_needed_codeable_concept: CodeableConcept, site: CodeableConcept, route: CodeableConcept,
        method: CodeableConcept, dose_and_rate: Vec<DoseAndRate>, max_dose_per_period: Ratio,
        max_dose_per_administration: Quantity, max_dose_per_lifetime: Quantity,
    }
    /// How much, how fast.
    DoseAndRate {
        id: String, r#type: CodeableConcept, dose_range: Range, dose_quantity: Quantity, rate_ratio: Ratio,
        rate_range: Range, rate_quantity: Quantity,
    }
    /// How a visit ended.
    EncounterHospitalization { discharge_disposition: CodeableConcept }
    /// Where a visit was.
    EncounterLocation {
        location: RecordLocationReference, status: Code, physical_type: CodeableConcept, period: Period,
    }
    /// Who was there.
    EncounterParticipant { individual: RecordPractitionerReference, r#type: Vec<CodeableConcept>, period: Period }
    /// What came of a vaccine.
    ImmunizationReaction { date: DateTime, detail: ObservationReference, reported: bool }
    /// Which dose it was.
    ImmunizationProtocolApplied { dose_number_string: String, dose_number_positive_int: i32 }
    /// Who gave it.
    ImmunizationActor { actor: ImmunizationPerformerReference }
    /// Who did it.
    ProcedurePerformer { actor: ActorReference }
    /// A usual range.
    ReferenceRange { low: Quantity, high: Quantity, text: String }
    /// A part of an observation.
    ObservationComponent {
        code: CodeableConcept, value_quantity: Quantity, value_codeable_concept: CodeableConcept,
        value_string: String, value_boolean: bool, value_integer: i32, value_ratio: Ratio, value_range: Range,
        value_time: String, value_date_time: DateTime, value_period: Period, reference_range: Vec<ReferenceRange>,
        interpretation: Vec<CodeableConcept>, data_absent_reason: CodeableConcept,
    }
    /// Where a specimen was taken.
    SpecimenCollection { body_site: CodeableConcept }
    /// A class of insurance.
    CoverageClass { id: String, r#type: CodeableConcept, value: String, name: String }
    /// A file, or where it is.
    Attachment {
        content_type: Code, language: Code, data: String, url: Url, size: i32, hash: String, title: String,
        creation: DateTime, resource: Binary,
    }
    /// When and at which visit a document came about.
    DocumentReferenceContext { encounter: Vec<EncounterReference>, period: Period }
    /// One form of a document.
    DocumentReferenceContent { attachment: Attachment, format: Coding }
    /// How a medicine is given out.
    MedicationRequestDispenseRequest { number_of_repeats_allowed: i32, quantity: Quantity, validity_period: Period }
}

/// The bytes of a file, as base64.
#[derive(Debug, Clone, Default, SimpleObject, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Binary {
    pub(crate) id: ID,
    pub(crate) resource_type: Option<String>,
    pub(crate) content_type: Option<Code>,
    pub(crate) data: Option<String>,
}

resources! {
    /// What a person reacts to.
    AllergyIntolerance {
        category: Vec<Code>, code: CodeableConcept, criticality: Code, onset_date_time: DateTime,
        onset_period: Period, r#type: Code, patient: RecordPatientReference, recorder: RecorderReference,
        last_occurrence: DateTime, reaction: Vec<AllergyIntoleranceReaction>, recorded_date: DateTime,
        note: Vec<Annotation>, verification_status: CodeableConcept, clinical_status: CodeableConcept,
    }
    /// A plan of care.
    CarePlan {
        title: String, category: Vec<CodeableConcept>, description: String, period: Period, created: DateTime,
        note: Vec<Annotation>, status: Code, intent: Code, activity: Vec<CarePlanActivity>,
        addresses: Vec<ConditionReference>, subject: SubjectReference,
    }
    /// An illness or a problem.
    Condition {
        extension: Vec<Extension>, code: CodeableConcept, clinical_status: CodeableConcept,
        onset_date_time: DateTime, onset_period: Period, recorded_date: DateTime, recorder: RecorderReference,
        note: Vec<Annotation>, abatement_date_time: DateTime, abatement_period: Period, subject: SubjectReference,
        category: Vec<CodeableConcept>, severity: CodeableConcept, verification_status: CodeableConcept,
        body_site: Vec<CodeableConcept>, asserter: RecorderReference, encounter: EncounterReference,
    }
    /// A visit.
    Encounter {
        r#type: Vec<CodeableConcept>, status: Code, period: Period, reason_code: Vec<CodeableConcept>, class: Coding,
        hospitalization: EncounterHospitalization, location: Vec<EncounterLocation>,
        participant: Vec<EncounterParticipant>, service_provider: RecordOrganizationReference,
        subject: SubjectReference, reason_reference: Vec<ConditionReference>,
    }
    /// A vaccine.
    Immunization {
        status: Code, expiration_date: DateTime, report_origin: CodeableConcept, vaccine_code: CodeableConcept,
        status_reason: CodeableConcept, occurrence_date_time: DateTime, primary_source: bool,
        dose_quantity: Quantity, patient: RecordPatientReference, encounter: EncounterReference,
        reaction: Vec<ImmunizationReaction>, protocol_applied: Vec<ImmunizationProtocolApplied>,
        manufacturer: RecordOrganizationReference, lot_number: String, site: CodeableConcept, route: CodeableConcept,
        performer: Vec<ImmunizationActor>, location: RecordLocationReference, reason_code: Vec<CodeableConcept>,
    }
    /// A result, a measurement or an answer.
    Observation {
        subject: ObservationSubjectReference, issued: Instant, based_on: Vec<RequestReference>,
        value_quantity: Quantity, value_codeable_concept: CodeableConcept, value_string: String,
        value_boolean: bool, value_integer: i32, value_ratio: Ratio, value_range: Range, value_time: String,
        value_date_time: DateTime, value_period: Period, code: CodeableConcept, category: Vec<CodeableConcept>,
        reference_range: Vec<ReferenceRange>, interpretation: Vec<CodeableConcept>,
        component: Vec<ObservationComponent>, effective_date_time: DateTime, effective_period: Period,
        note: Vec<Annotation>, encounter: EncounterReference, performer: Vec<ObservationPerformerReference>,
        has_member: Vec<MemberReference>, specimen: SpecimenReference, status: Code,
        data_absent_reason: CodeableConcept,
    }
    /// A medicine, merged from what places sent.
    MedicationStatement {
        status: Code, category: CodeableConcept, medication_codeable_concept: CodeableConcept,
        reason_code: Vec<CodeableConcept>, effective_period: Period, dosage: Vec<Dosage>,
        subject: SubjectReference, derived_from: Vec<Reference>,
    }
    /// An operation or another procedure.
    Procedure {
        location: RecordLocationReference, status: Code, subject: SubjectReference, recorder: RecorderReference,
        asserter: RecorderReference, code: CodeableConcept, category: CodeableConcept,
        performed_date_time: DateTime, performed_period: Period, performed_string: String,
        performer: Vec<ProcedurePerformer>, encounter: EncounterReference, reason_code: Vec<CodeableConcept>,
        body_site: Vec<CodeableConcept>, outcome: CodeableConcept, follow_up: Vec<CodeableConcept>,
        complication: Vec<CodeableConcept>, note: Vec<Annotation>,
    }
    /// An insurance.
    Coverage {
        status: Code, r#type: CodeableConcept, subscriber_id: String, beneficiary: Reference,
        relationship: CodeableConcept, period: Period, payor: Vec<Reference>, class: Vec<CoverageClass>,
    }
    /// A report, such as of an X-ray.
    DiagnosticReport {
        based_on: Vec<Reference>, category: Vec<CodeableConcept>, code: CodeableConcept,
        effective_date_time: DateTime, effective_period: Period, encounter: Reference, issued: Instant,
        performer: Vec<Reference>, presented_form: Vec<Attachment>, result: Vec<Reference>, status: Code,
        subject: Reference, conclusion: String,
    }
    /// A document, and where its bytes are.
    DocumentReference {
        status: Code, doc_status: Code, r#type: CodeableConcept, category: Vec<CodeableConcept>, subject: Reference,
        date: Instant, description: String, custodian: Reference, author: Vec<Reference>,
        context: DocumentReferenceContext, content: Vec<DocumentReferenceContent>,
    }
    /// A prescription.
    MedicationRequest {
        status: Code, intent: Code, authored_on: DateTime, medication_codeable_concept: CodeableConcept,
        medication_reference: Reference, requester: Reference, dosage_instruction: Vec<Dosage>,
        dispense_request: MedicationRequestDispenseRequest,
    }
    /// A medicine given out.
    MedicationDispense {
        status: Code, medication_codeable_concept: CodeableConcept, when_handed_over: DateTime, quantity: Quantity,
        dosage_instruction: Vec<Dosage>,
    }
    /// A claim that was settled.
    ExplanationOfBenefit { status: Code, r#type: CodeableConcept, created: DateTime, billable_period: Period }
    /// What was taken for a test.
    Specimen {
        accession_identifier: Identifier, r#type: CodeableConcept, status: Code, subject: RecordPatientReference,
        received_time: DateTime, collection: SpecimenCollection, condition: Vec<CodeableConcept>,
    }
    /// What was asked for.
    ServiceRequest { reason_code: Vec<CodeableConcept> }
    /// A device.
    Device { status: Code }
    /// Several people.
    Group { name: String }
    /// A medicine.
    Medication { code: CodeableConcept }
    /// A substance.
    Substance { code: CodeableConcept }
}
