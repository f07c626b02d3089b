//! Why the exchange does not do it: `OperationOutcome`, by status, issue code and the code in `details.coding`
//! (`spec/ias-wire.md`, sections 4 and 12.3).

use std::fmt;

use serde_json::Value;

use crate::lenient::lenient_enum;

lenient_enum! {
    /// The code in `details.coding`. **Assumption** (section 12.3): the vendor's own are not published.
    Detail {
        /// Only asynchronously.
        AsyncOnly = "async-only",
        /// No identity token came.
        TokenMissing = "ias-token-missing",
        /// It is no token.
        TokenMalformed = "ias-token-malformed",
        /// Its signature does not hold.
        TokenSignature = "ias-token-signature",
        /// Nobody knows its key.
        TokenKey = "ias-token-key",
        /// Its algorithm is not allowed.
        TokenAlgorithm = "ias-token-alg",
        /// Another issuer.
        TokenIssuer = "ias-token-issuer",
        /// It is for somebody else.
        TokenAudience = "ias-token-audience",
        /// It has ended.
        TokenExpired = "ias-token-expired",
        /// It is from the future.
        TokenNotYetValid = "ias-token-not-yet-valid",
        /// It was used for another patient.
        TokenReplayed = "ias-token-replayed",
        /// Not `T-IAS`.
        WrongPurpose = "wrong-purpose-of-use",
        /// The identity was not proven well enough.
        AssuranceTooLow = "assurance-too-low",
        /// Token and patient differ.
        DemographicMismatch = "demographic-mismatch",
        /// The patient cannot have a retrieval.
        NotEligible = "not-eligible",
        /// One runs already.
        InProgress = "retrieval-in-progress",
        /// The scope does not allow it.
        InsufficientScope = "insufficient_scope",
    }
}

/// A refusal.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rejection {
    /// HTTP status.
    pub status: u16,
    /// `issue.code`, where it is one of FHIR's.
    pub issue: Option<String>,
    /// The own code, if there is one.
    pub detail: Detail,
    /// The fields that differ, as FHIR names them (`Patient.name.family`); names, never values.
    pub fields: Vec<String>,
    /// The server's id of the request.
    pub request_id: Option<String>,
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "status {}, {}", self.status, self.detail.known().unwrap_or("no code that we know"))
    }
}

impl Rejection {
    pub(super) fn read(status: u16, body: &[u8], request_id: Option<&str>) -> Self {
        let outcome: Value = serde_json::from_slice(body).unwrap_or_default();
        let issue = outcome.pointer("/issue/0").cloned().unwrap_or_default();
        let coding = issue.pointer("/details/coding").and_then(Value::as_array);
        let detail = coding.into_iter().flatten().find_map(|coding| coding["code"].as_str());
        let fields = issue["expression"].as_array();
        Self {
            status,
            issue: issue["code"].as_str().map(|code| code.chars().take(64).collect()),
            detail: Detail::parse_option(detail),
            fields: fields
                .into_iter()
                .flatten()
                .filter_map(Value::as_str)
                .take(20)
                .map(str::to_owned)
                .collect(),
            request_id: request_id.map(str::to_owned),
        }
    }
}
