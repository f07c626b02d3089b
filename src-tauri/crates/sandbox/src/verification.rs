//! Where a person's proof of identity stands (bwell-wire 5.3). The page that moves it on is `identity.rs`.

use jiff::Timestamp;
use serde::Deserialize;
use uuid::Uuid;

/// Identity verification at IAL2 (5.3).
#[derive(Debug, Clone)]
pub(crate) struct Verification {
    pub(crate) id: Uuid,
    pub(crate) status: Proof,
    pub(crate) at: Timestamp,
    pub(crate) error: Option<ProofError>,
}

impl Verification {
    /// Moves on to another status.
    pub(crate) fn set(&mut self, status: Proof, error: Option<ProofError>, now: Timestamp) {
        (self.status, self.error, self.at) = (status, error, now);
    }
}

/// Where a proof of identity stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Proof {
    Attested,
    Validated,
    InProcess,
    ReqRevalid,
    ValFail,
    RevalFail,
}

impl Proof {
    /// The code on the wire.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Attested => "attested",
            Self::Validated => "validated",
            Self::InProcess => "in-process",
            Self::ReqRevalid => "req-revalid",
            Self::ValFail => "val-fail",
            Self::RevalFail => "reval-fail",
        }
    }
}

/// Why a proof of identity failed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub(crate) enum ProofError {
    PersonMatchError,
    ServerError,
}

impl ProofError {
    /// The code on the wire.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::PersonMatchError => "PERSON_MATCH_ERROR",
            Self::ServerError => "SERVER_ERROR",
        }
    }
}
