//! The only error the page can receive.

use serde::Serialize;
use ts_rs::TS;
use workflow::{CorrelationId, Error, ErrorCode, LinkFault, RetryView};

/// A code to act on, when to try again, and a reference to read aloud. No sentence, no cause in technical words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct CommandError {
    /// What happened, as far as the page acts on it.
    pub code: ErrorCode,
    /// When another try makes sense.
    pub retry: RetryView,
    /// The name on the door of the place it is about.
    pub place: Option<String>,
    /// What is wrong with a link that was ordered; null for everything else.
    pub link_fault: Option<LinkFault>,
    /// Short and readable aloud, such as `SH-4K7Q-29`.
    pub reference: String,
    /// The whole id, for a support bundle.
    pub correlation_id: String,
}

impl CommandError {
    /// An error of a verb, with the id under which it was logged.
    #[must_use]
    pub fn new(error: &Error, correlation: CorrelationId) -> Self {
        // Logged once, here, where it is handled.
        satchel_log::info!("a command failed", correlation, code = error.code(), error);
        Self {
            code: error.code(),
            retry: error.retry(),
            place: error.place().map(str::to_owned),
            link_fault: error.link_fault(),
            reference: correlation.reference(),
            correlation_id: correlation.to_string(),
        }
    }

    pub(crate) fn bad_request(what: &'static str) -> Self {
        Self::new(&Error::BadRequest(what), CorrelationId::new())
    }
}
