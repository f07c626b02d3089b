//! Codes of closed sets, of FHIR R4 and HL7 version 3, and our words for them.

use super::Word;
use crate::outline::Inline;

/// A state, or another code of a closed set, of FHIR R4 or HL7 version 3. One that we do not know stays visible as
/// unknown.
#[must_use]
pub fn status(code: &str) -> Inline {
    known_status(code).map_or_else(|| Inline::Unknown(code.to_owned()), Inline::Word)
}

/// The word for a state, if there is one.
pub(crate) fn known_status(code: &str) -> Option<Word> {
    Some(match code {
        "active" => Word::Active,
        "inactive" | "obsolete" => Word::Inactive,
        "completed" => Word::Completed,
        "entered-in-error" | "nullified" => Word::EnteredInError,
        "intended" => Word::Intended,
        "stopped" => Word::Stopped,
        "on-hold" | "held" | "suspended" => Word::OnHold,
        "not-taken" => Word::NotTaken,
        "cancelled" => Word::Cancelled,
        "draft" => Word::Draft,
        "final" => Word::Final,
        "preliminary" => Word::Preliminary,
        "amended" | "appended" => Word::Amended,
        "corrected" => Word::Corrected,
        "registered" => Word::Registered,
        "partial" => Word::Partial,
        "current" => Word::Current,
        "superseded" => Word::Superseded,
        "in-progress" => Word::InProgress,
        "not-done" => Word::NotDone,
        "planned" | "preparation" | "not-started" => Word::Planned,
        "scheduled" => Word::Scheduled,
        "arrived" | "triaged" => Word::Arrived,
        "onleave" => Word::OnLeave,
        "finished" => Word::Finished,
        "revoked" => Word::Revoked,
        "aborted" => Word::Aborted,
        "new" => Word::New,
        "recurrence" => Word::Recurrence,
        "relapse" => Word::Relapse,
        "remission" => Word::Remission,
        "resolved" => Word::Resolved,
        "unconfirmed" => Word::Unconfirmed,
        "provisional" => Word::Provisional,
        "differential" => Word::Differential,
        "confirmed" => Word::Affirmed,
        "refuted" => Word::Refuted,
        "unknown" => Word::Unknown,
        "mild" => Word::Mild,
        "moderate" => Word::Moderate,
        "severe" => Word::Severe,
        "food" => Word::Food,
        "medication" => Word::MedicineCategory,
        "environment" => Word::Environment,
        "biologic" => Word::Biologic,
        "allergy" => Word::Allergy,
        "intolerance" => Word::Intolerance,
        "male" => Word::Male,
        "female" => Word::Female,
        "other" => Word::OtherGender,
        _ => return None,
    })
}

/// A category of observations (`observation-category`) or of health problems (`condition-category`).
pub(crate) fn category(code: &str) -> Option<Word> {
    Some(match code {
        "laboratory" => Word::LabGroup,
        "vital-signs" => Word::VitalSignGroup,
        "social-history" => Word::SocialGroup,
        "imaging" => Word::ImagingGroup,
        "procedure" => Word::ProcedureGroup,
        "survey" => Word::SurveyGroup,
        "exam" => Word::ExamGroup,
        "therapy" => Word::TherapyGroup,
        "activity" => Word::ActivityGroup,
        "problem-list-item" => Word::ProblemListGroup,
        "encounter-diagnosis" => Word::VisitGroup,
        "health-concern" => Word::ConcernGroup,
        _ => return None,
    })
}

/// How dangerous an allergy may get (FHIR `criticality`).
pub(crate) fn criticality(code: &str) -> Inline {
    match code {
        "low" => Inline::Word(Word::LowRisk),
        "high" => Inline::Word(Word::HighRisk),
        "unable-to-assess" => Inline::Word(Word::RiskNotKnown),
        code => Inline::Unknown(code.to_owned()),
    }
}

/// What a lab says of a result (HL7 `ObservationInterpretation`, the same in both standards).
pub(crate) fn interpretation(code: &str) -> Option<Word> {
    Some(match code {
        "N" => Word::Normal,
        "A" => Word::Abnormal,
        "AA" => Word::VeryAbnormal,
        "L" => Word::Low,
        "H" => Word::High,
        "LL" => Word::VeryLow,
        "HH" => Word::VeryHigh,
        "<" => Word::OffScaleLow,
        ">" => Word::OffScaleHigh,
        "POS" => Word::Positive,
        "NEG" => Word::Negative,
        "DET" => Word::Detected,
        "ND" => Word::NotDetected,
        "IND" => Word::Indeterminate,
        "S" => Word::Susceptible,
        "R" => Word::Resistant,
        "I" => Word::Intermediate,
        "B" => Word::Better,
        "W" => Word::Worse,
        _ => return None,
    })
}

/// Why a value is not there (FHIR `data-absent-reason`).
pub(crate) fn absent(code: &str) -> Inline {
    Inline::Word(match code {
        "unknown" | "asked-unknown" | "temp-unknown" => Word::Unknown,
        "not-asked" => Word::NotAsked,
        "asked-declined" => Word::Declined,
        "masked" | "not-permitted" => Word::Withheld,
        "not-applicable" => Word::NotApplicable,
        "not-performed" => Word::NotPerformed,
        "error" | "not-a-number" => Word::ResultError,
        code => return Inline::Unknown(code.to_owned()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_without_a_word_stays_visible_as_unknown() {
        assert_eq!(status("active"), Inline::Word(Word::Active));
        assert_eq!(status("quiescent"), Inline::Unknown("quiescent".to_owned()));
        assert_eq!(criticality("extreme"), Inline::Unknown("extreme".to_owned()));
        assert_eq!(absent("eaten"), Inline::Unknown("eaten".to_owned()));
    }
}
