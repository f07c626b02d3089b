//! What a network answered when it did not answer what we asked.

use std::time::Duration;

use satchel_http::Retry;

use crate::lenient::lenient_enum;

lenient_enum! {
    /// The issue type of a refusal (`spec/bwell-wire.md`, section 3.1; FHIR `OperationOutcome.issue.code`).
    IssueCode {
        /// Something that must be given is missing.
        Required = "required",
        /// A value is not acceptable.
        Value = "value",
        /// The request is malformed.
        Invalid = "invalid",
        /// The caller may not do this.
        Security = "security",
        /// The thing named does not exist.
        NotFound = "not-found",
        /// A service behind the network did not answer.
        Timeout = "timeout",
        /// The network failed.
        Exception = "exception",
        /// The network does not offer this.
        NotSupported = "not-supported",
        /// A rule of the network forbids it.
        BusinessRule = "business-rule",
    }
}

/// A failed call. Safe to log: no address, no token, no text that a server wrote.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum Error {
    /// No usable answer came back.
    #[error("no answer: {0}")]
    Http(#[from] satchel_http::Error),
    /// HTTP 429, or 503 with a wait.
    #[error("asked too often")]
    RateLimited {
        /// How long the server asks us to wait, where it says so.
        after: Option<Duration>,
    },
    /// HTTP 401, and a fresh token did not help.
    #[error("the session has ended")]
    Unauthorized,
    /// The server failed (HTTP 5xx, or an `exception` inside a GraphQL answer).
    #[error("the server failed with status {status}")]
    Server {
        /// HTTP status, or 200 where the failure came inside an answer.
        status: u16,
    },
    /// The network understood and refused.
    #[error("refused: {}", .issue.known().unwrap_or("unknown"))]
    Refused {
        /// The issue type it gave.
        issue: IssueCode,
    },
    /// The answer was not what the operation promises.
    #[error("the answer could not be read: {what}")]
    Unreadable {
        /// The part that was missing or malformed.
        what: &'static str,
    },
}

satchel_log::declare_loggable!(Error, "numbers and words of ours; a word that a server made up is left out");

impl Error {
    /// When another try makes sense.
    #[must_use]
    pub fn retry(&self) -> Retry {
        match self {
            Self::Http(error) => error.retry(),
            Self::RateLimited { after } => after.map_or(Retry::Now, Retry::After),
            Self::Unauthorized => Retry::AfterSignIn,
            Self::Server { .. } | Self::Refused { issue: IssueCode::Timeout | IssueCode::Exception } => {
                Retry::Now
            }
            Self::Refused { .. } | Self::Unreadable { .. } => Retry::Never,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_that_a_server_made_up_is_not_repeated() {
        let refused = |issue: &str| Error::Refused { issue: IssueCode::parse(issue) }.to_string();
        assert_eq!(refused("NOT_FOUND"), "refused: not-found");
        assert_eq!(refused("no such member: Rosa Delgado"), "refused: unknown");
    }
}
