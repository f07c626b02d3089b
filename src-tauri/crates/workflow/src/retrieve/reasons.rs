//! What stands in the way, in one of few words: each of the exchange's refusals and each difference between two people.

use identity::Field;
use identity::demographics::{Reason, Verdict};
use networks::health_gorilla::{Detail, DocumentFault, Error, Rejection};

use crate::view::{MissingWhy, PersonField, RetrievalFailure};

/// Why the exchange did not start it.
pub(super) fn of_rejection(told: &Rejection) -> RetrievalFailure {
    use RetrievalFailure as Failure;
    match &told.detail {
        Detail::TokenExpired => Failure::ProofExpired,
        Detail::TokenMissing
        | Detail::TokenMalformed
        | Detail::TokenSignature
        | Detail::TokenKey
        | Detail::TokenAlgorithm
        | Detail::TokenIssuer
        | Detail::TokenAudience
        | Detail::TokenNotYetValid
        | Detail::TokenReplayed
        | Detail::WrongPurpose => Failure::ProofRefused,
        Detail::AssuranceTooLow => Failure::ProofTooWeak,
        Detail::DemographicMismatch => Failure::DetailsDiffer,
        Detail::NotEligible => Failure::NotEligible,
        Detail::InProgress => Failure::AlreadyRunning,
        Detail::InsufficientScope => Failure::NotAllowed,
        Detail::AsyncOnly => Failure::Refused,
        Detail::Unknown(_) => match (told.status, told.issue.as_deref()) {
            (401, Some("expired")) => Failure::ProofExpired,
            (403, _) => Failure::NotAllowed,
            (422, Some("required")) => Failure::DetailsMissing,
            _ => Failure::Refused,
        },
    }
}

/// Why a request came to nothing.
pub(super) fn of_error(error: &Error) -> RetrievalFailure {
    match error {
        Error::Rejected(told) => of_rejection(told),
        Error::ForeignHost | Error::Network(networks::Error::Unreadable { .. }) => {
            RetrievalFailure::UnknownAnswer
        }
        Error::Network(networks::Error::Refused { .. }) => RetrievalFailure::Refused,
        Error::Network(_) => RetrievalFailure::NetworkBusy,
    }
}

/// Why the gate does not let a proof and a patient through together.
pub(super) fn of_verdict(verdict: &Verdict) -> RetrievalFailure {
    match verdict.reason() {
        Some(Reason::NotEligible | Reason::Minor) => RetrievalFailure::NotEligible,
        Some(Reason::ClaimsMissing | Reason::Malformed) => RetrievalFailure::ProofRefused,
        Some(Reason::PatientIncomplete) => RetrievalFailure::DetailsMissing,
        _ => RetrievalFailure::DetailsDiffer,
    }
}

/// Why a document did not come.
pub(super) fn of_fault(fault: &DocumentFault) -> MissingWhy {
    match fault {
        DocumentFault::NotThere | DocumentFault::Gone | DocumentFault::NoContent => MissingWhy::NotThere,
        DocumentFault::TooLarge => MissingWhy::TooLarge,
        DocumentFault::CutShort | DocumentFault::WrongHash => MissingWhy::Damaged,
        DocumentFault::ForeignHost => MissingWhy::Elsewhere,
        DocumentFault::Unreadable => MissingWhy::Unreadable,
        DocumentFault::Network(_) => MissingWhy::NoAnswer,
    }
}

/// A part of a person, as the page calls it.
pub(super) fn field(field: Field) -> PersonField {
    match field {
        Field::Family | Field::Suffix => PersonField::LastName,
        Field::Given | Field::Middle => PersonField::FirstName,
        Field::BirthDate => PersonField::BirthDate,
        Field::Sex => PersonField::Gender,
        Field::Street => PersonField::Street,
        Field::City => PersonField::City,
        Field::State => PersonField::State,
        Field::PostalCode => PersonField::Zip,
        Field::Phone => PersonField::Phone,
        Field::Email => PersonField::Email,
        Field::Deceased | Field::Ssn => PersonField::Other,
    }
}

/// A part of a person by FHIR's name, such as `Patient.name.family`.
pub(super) fn fhir_field(name: &str) -> PersonField {
    let last = name.rsplit('.').next().unwrap_or_default();
    match last {
        "family" | "suffix" => PersonField::LastName,
        "given" => PersonField::FirstName,
        "birthDate" => PersonField::BirthDate,
        "gender" => PersonField::Gender,
        "line" => PersonField::Street,
        "city" => PersonField::City,
        "state" => PersonField::State,
        "postalCode" => PersonField::Zip,
        _ => PersonField::Other,
    }
}

/// Each once, in the order in which they came.
pub(super) fn once(fields: impl IntoIterator<Item = PersonField>) -> Vec<PersonField> {
    let mut list = Vec::new();
    for field in fields {
        if !list.contains(&field) {
            list.push(field);
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn told(status: u16, issue: Option<&str>, detail: &str) -> Rejection {
        Rejection {
            status,
            issue: issue.map(str::to_owned),
            detail: Detail::parse(detail),
            fields: Vec::new(),
            request_id: None,
        }
    }

    #[rstest]
    #[case("ias-token-expired", RetrievalFailure::ProofExpired)]
    #[case("ias-token-signature", RetrievalFailure::ProofRefused)]
    #[case("ias-token-replayed", RetrievalFailure::ProofRefused)]
    #[case("wrong-purpose-of-use", RetrievalFailure::ProofRefused)]
    #[case("assurance-too-low", RetrievalFailure::ProofTooWeak)]
    #[case("demographic-mismatch", RetrievalFailure::DetailsDiffer)]
    #[case("not-eligible", RetrievalFailure::NotEligible)]
    #[case("retrieval-in-progress", RetrievalFailure::AlreadyRunning)]
    #[case("insufficient_scope", RetrievalFailure::NotAllowed)]
    #[case("async-only", RetrievalFailure::Refused)]
    #[case("a-code-of-tomorrow", RetrievalFailure::Refused)]
    fn every_code_has_its_reason(#[case] detail: &str, #[case] expected: RetrievalFailure) {
        assert_eq!(of_rejection(&told(400, None, detail)), expected);
    }

    #[rstest]
    #[case(401, Some("expired"), RetrievalFailure::ProofExpired)]
    #[case(403, Some("forbidden"), RetrievalFailure::NotAllowed)]
    #[case(422, Some("required"), RetrievalFailure::DetailsMissing)]
    #[case(422, Some("not-found"), RetrievalFailure::Refused)]
    #[case(409, None, RetrievalFailure::Refused)]
    fn without_a_code_the_status_says_it(
        #[case] status: u16,
        #[case] issue: Option<&str>,
        #[case] expected: RetrievalFailure,
    ) {
        assert_eq!(of_rejection(&told(status, issue, "")), expected);
    }

    #[test]
    fn a_field_is_named_once() {
        let fields = ["Patient.name.family", "Patient.address.line", "Patient.name.suffix"].map(fhir_field);
        assert_eq!(once(fields), [PersonField::LastName, PersonField::Street]);
    }
}
