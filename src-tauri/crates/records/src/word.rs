//! Our own words beside those of the source. Each is a key; the page has the text in its language.

mod code;

use serde::Serialize;
use ts_rs::TS;

pub use code::status;
pub(crate) use code::{absent, category, criticality, interpretation, known_status};

/// A word of ours: a label, a state, or why there is nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Word {
    // Kinds of records
    /// A person's own details.
    Patient,
    /// A care plan.
    CarePlan,
    /// A health problem.
    Condition,
    /// An allergy or intolerance.
    AllergyIntolerance,
    /// A medicine that is taken.
    MedicationStatement,
    /// A prescription.
    MedicationRequest,
    /// A medicine.
    Medication,
    /// A vaccination.
    Immunization,
    /// A procedure.
    Procedure,
    /// A test result or a measurement.
    Observation,
    /// An insurance.
    Coverage,
    /// A document.
    DocumentReference,
    /// A report.
    DiagnosticReport,
    /// A visit.
    Encounter,
    /// A clinician.
    Practitioner,
    /// A place or organisation.
    Organization,
    /// Where records came from.
    Provenance,
    /// A collection of records.
    Bundle,
    /// A record of another kind.
    OtherRecord,
    // Labels
    /// A document without a name.
    Document,
    /// Kind.
    Kind,
    /// Visit.
    Visit,
    /// Place.
    Place,
    /// Seen by.
    SeenBy,
    /// The time that it covers.
    Covers,
    /// What.
    What,
    /// Result.
    Result,
    /// When.
    When,
    /// Status.
    Status,
    /// How sure it is.
    Confirmed,
    /// Severity.
    Severity,
    /// How dangerous it may get.
    Risk,
    /// Began.
    Began,
    /// Ended.
    Ended,
    /// Recorded.
    Recorded,
    /// Recorded by.
    RecordedBy,
    /// Stated by.
    StatedBy,
    /// Note.
    Note,
    /// Category.
    Category,
    /// Where on the body.
    BodySite,
    /// Reaction.
    Reaction,
    /// The last time.
    LastTime,
    /// How to take it.
    HowToTake,
    /// Reason.
    Reason,
    /// When it is taken.
    Taken,
    /// Ordered.
    Ordered,
    /// Ordered by.
    OrderedBy,
    /// Put together from.
    DerivedFrom,
    /// Given.
    Given,
    /// Given by.
    GivenBy,
    /// Dose.
    Dose,
    /// Number of the dose.
    DoseNumber,
    /// Lot number.
    Lot,
    /// Maker.
    Maker,
    /// Expires.
    Expires,
    /// Done.
    Done,
    /// Done by.
    DoneBy,
    /// Outcome.
    Outcome,
    /// Complication.
    Complication,
    /// Follow-up.
    FollowUp,
    /// Description.
    Description,
    /// Planned.
    Activity,
    /// What it is for.
    Addresses,
    /// From when to when.
    Period,
    /// Range on the report.
    ReferenceRange,
    /// What the lab says of it.
    Interpretation,
    /// Reported.
    Issued,
    /// How it was measured.
    Method,
    /// Sample.
    Specimen,
    /// Conclusion.
    Conclusion,
    /// Includes.
    Includes,
    /// Who pays.
    Payer,
    /// Subscriber number.
    Subscriber,
    /// Relationship to the subscriber.
    Relationship,
    /// Name.
    Name,
    /// Born.
    Born,
    /// Died.
    Died,
    /// Gender.
    Gender,
    /// Address.
    Address,
    /// Phone and e-mail.
    Contact,
    /// Language.
    Language,
    /// Qualification.
    Qualification,
    /// Author.
    Author,
    /// Who keeps the original.
    Custodian,
    /// Date.
    Date,
    /// Type of file.
    FileType,
    /// Sent on by.
    Transmitter,
    /// Put together by.
    Assembler,
    /// Took part.
    Agent,
    /// What it is about.
    About,
    /// Where the person went after.
    Discharge,
    /// A picture is not shown.
    PictureNotShown,
    // Why there is nothing
    /// Not known.
    Unknown,
    /// Not stated.
    NotStated,
    /// Does not apply.
    NotApplicable,
    /// Was not asked.
    NotAsked,
    /// Held back.
    Withheld,
    /// The person did not want to say.
    Declined,
    /// Was not done.
    NotPerformed,
    /// The measurement went wrong.
    ResultError,
    /// Stated as not so.
    StatedAsNot,
    /// Is not to be done or taken.
    NotToBeDone,
    // States
    /// Active.
    Active,
    /// Not active.
    Inactive,
    /// Completed.
    Completed,
    /// Entered in error.
    EnteredInError,
    /// Intended.
    Intended,
    /// Stopped.
    Stopped,
    /// On hold.
    OnHold,
    /// Not taken.
    NotTaken,
    /// Cancelled.
    Cancelled,
    /// Draft.
    Draft,
    /// Final.
    Final,
    /// Preliminary.
    Preliminary,
    /// Amended.
    Amended,
    /// Corrected.
    Corrected,
    /// Registered.
    Registered,
    /// Partial.
    Partial,
    /// Current.
    Current,
    /// Replaced by a newer one.
    Superseded,
    /// In progress.
    InProgress,
    /// Not done.
    NotDone,
    /// Planned.
    Planned,
    /// Arrived.
    Arrived,
    /// On leave.
    OnLeave,
    /// Finished.
    Finished,
    /// Revoked.
    Revoked,
    /// Broken off.
    Aborted,
    /// New.
    New,
    /// Came back.
    Recurrence,
    /// Relapse.
    Relapse,
    /// In remission.
    Remission,
    /// Resolved.
    Resolved,
    /// Not confirmed.
    Unconfirmed,
    /// Provisional.
    Provisional,
    /// One of several possibilities.
    Differential,
    /// Confirmed.
    Affirmed,
    /// Ruled out.
    Refuted,
    /// Scheduled.
    Scheduled,
    // Properties
    /// Low risk.
    LowRisk,
    /// High risk.
    HighRisk,
    /// The risk cannot be judged.
    RiskNotKnown,
    /// Mild.
    Mild,
    /// Moderate.
    Moderate,
    /// Severe.
    Severe,
    /// Food.
    Food,
    /// Medicine.
    MedicineCategory,
    /// Environment.
    Environment,
    /// Biologic.
    Biologic,
    /// Category laboratory.
    LabGroup,
    /// Category vital-signs.
    VitalSignGroup,
    /// Category social-history.
    SocialGroup,
    /// Category imaging.
    ImagingGroup,
    /// Category procedure.
    ProcedureGroup,
    /// Category survey.
    SurveyGroup,
    /// Category exam.
    ExamGroup,
    /// Category therapy.
    TherapyGroup,
    /// Category activity.
    ActivityGroup,
    /// Category problem-list-item.
    ProblemListGroup,
    /// Category encounter-diagnosis.
    VisitGroup,
    /// Category health-concern.
    ConcernGroup,
    /// Allergy.
    Allergy,
    /// Intolerance.
    Intolerance,
    /// Male.
    Male,
    /// Female.
    Female,
    /// Other.
    OtherGender,
    /// Yes.
    Yes,
    /// No.
    No,
    /// As needed.
    AsNeeded,
    // What a lab says of a result
    /// Normal.
    Normal,
    /// Abnormal.
    Abnormal,
    /// Very abnormal.
    VeryAbnormal,
    /// Low.
    Low,
    /// High.
    High,
    /// Very low.
    VeryLow,
    /// Very high.
    VeryHigh,
    /// Positive.
    Positive,
    /// Negative.
    Negative,
    /// Detected.
    Detected,
    /// Not detected.
    NotDetected,
    /// Could not be decided.
    Indeterminate,
    /// The medicine works against it.
    Susceptible,
    /// The medicine does not work against it.
    Resistant,
    /// In between.
    Intermediate,
    /// Better.
    Better,
    /// Worse.
    Worse,
    /// Above what can be measured.
    OffScaleHigh,
    /// Below what can be measured.
    OffScaleLow,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_a_key() {
        assert_eq!(serde_json::to_value(Word::AllergyIntolerance).unwrap(), "allergy-intolerance");
    }
}
