//! Every rejection of ias-wire 12.3 by name, so that a test sees each without bringing it about.

use serde::{Deserialize, Serialize};

use super::outcome::Refusal;

/// One rejection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Rejection {
    AsyncOnly,
    IasTokenMissing,
    IasTokenMalformed,
    IasTokenSignature,
    IasTokenKey,
    IasTokenAlg,
    IasTokenIssuer,
    IasTokenAudience,
    IasTokenExpired,
    IasTokenNotYetValid,
    WrongPurposeOfUse,
    AssuranceTooLow,
    DemographicMismatch,
    PatientUnknown,
    NotEligible,
    RetrievalInProgress,
    /// An idempotency key that came with something else: no body at all.
    KeyWithOtherPayload,
    IasTokenReplayed,
    InsufficientScope,
}

impl Rejection {
    pub(super) fn refusal(self) -> Refusal {
        let (status, issue, detail) = match self {
            Self::AsyncOnly => (400, "processing", "async-only"),
            Self::IasTokenMissing => (400, "required", "ias-token-missing"),
            Self::IasTokenMalformed => (400, "invalid", "ias-token-malformed"),
            Self::IasTokenSignature => (401, "security", "ias-token-signature"),
            Self::IasTokenKey => (401, "security", "ias-token-key"),
            Self::IasTokenAlg => (401, "security", "ias-token-alg"),
            Self::IasTokenIssuer => (401, "security", "ias-token-issuer"),
            Self::IasTokenAudience => (401, "security", "ias-token-audience"),
            Self::IasTokenExpired => (401, "expired", "ias-token-expired"),
            Self::IasTokenNotYetValid => (401, "security", "ias-token-not-yet-valid"),
            Self::WrongPurposeOfUse => (403, "forbidden", "wrong-purpose-of-use"),
            Self::AssuranceTooLow => (403, "forbidden", "assurance-too-low"),
            Self::DemographicMismatch => (422, "business-rule", "demographic-mismatch"),
            Self::NotEligible => (422, "business-rule", "not-eligible"),
            Self::RetrievalInProgress => (409, "conflict", "retrieval-in-progress"),
            Self::IasTokenReplayed => (409, "duplicate", "ias-token-replayed"),
            Self::InsufficientScope => (403, "forbidden", "insufficient_scope"),
            Self::PatientUnknown => {
                return Refusal::new(422, "not-found", "Patient/1234 could not be resolved.");
            }
            Self::KeyWithOtherPayload => return Refusal::empty(409),
        };
        let refusal = Refusal::new(status, issue, "Refused on request.").detail(detail);
        if self == Self::DemographicMismatch {
            return refusal.expression(vec!["Patient.name.family", "Patient.address.line"]);
        }
        refusal
    }
}
