//! Why a link did not open: each its own word, and nothing of the link in any of them.

use std::time::Duration;

use health_link::PayloadError;
use health_link::content::ContentError;
use health_link::jwe::JweError;
use health_link::manifest::ManifestError;

/// A link that did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It says itself that it has ended. Nothing was sent.
    #[error("the link has expired")]
    Expired,
    /// The passcode is wrong. So many tries are left for the whole life of the link, where the server said it.
    #[error("the passcode is wrong")]
    Passcode {
        /// At least 1.
        left: Option<u32>,
    },
    /// It needs a passcode, and none was given. Nothing was sent, unless the link forgot to say so.
    #[error("a passcode is needed")]
    PasscodeRequired,
    /// The passcode was wrong, and that was the last try.
    #[error("the link is locked")]
    Locked,
    /// Not active: expired, taken back, used up, locked or never there. The server does not say which.
    #[error("the link is not active")]
    NotFound,
    /// Too many requests.
    #[error("the server was asked too often")]
    RateLimited {
        /// The least wait, where the server said one.
        wait: Option<Duration>,
    },
    /// The server answered that it could not.
    #[error("the server could not answer")]
    Server,
    /// No connection, or it broke.
    #[error("no connection to the server")]
    Network,
    /// No connection without the system's proxy, which a receiver never takes.
    #[error("no connection without a proxy")]
    PastProxy,
    /// No whole answer in time.
    #[error("no answer in time")]
    Timeout,
    /// The link, or a file of it, leads where we do not go, or the server wanted to send us elsewhere.
    #[error("the link leads where it may not")]
    Blocked,
    /// Longer, larger or more than any link may be.
    #[error("more than a link may hold")]
    TooLarge,
    /// Made by newer software, or encrypted in a way that links do not use.
    #[error("made in a way that is not known: {0}")]
    Unsupported(&'static str),
    /// Another key, or something was changed on the way.
    #[error("the key does not open it")]
    Decrypt,
    /// It opened, and what came is no health record.
    #[error("no health record in it: {0}")]
    Content(#[from] ContentError),
    /// Not a link, a damaged one, or an answer that is no manifest.
    #[error("damaged: {0}")]
    Format(&'static str),
    /// A SMART Health Card: signed records themselves, not a link to them.
    #[error("a SMART Health Card, not a link")]
    HealthCard,
}

satchel_log::declare_loggable!(Refusal, "no variant holds more than a number or a word of ours");

impl Refusal {
    /// One word for a script; the list is that of `examples/open_link.rs`.
    #[must_use]
    pub fn reason(&self) -> &'static str {
        match self {
            Self::Expired => "expired",
            Self::Passcode { .. } => "passcode",
            Self::PasscodeRequired => "passcode-required",
            Self::Locked => "locked",
            Self::NotFound => "not-found",
            Self::RateLimited { .. } => "rate-limited",
            Self::Server => "server",
            Self::Network | Self::PastProxy => "network",
            Self::Timeout => "timeout",
            Self::Blocked => "blocked",
            Self::TooLarge => "too-large",
            Self::Unsupported(_) => "unsupported",
            Self::Decrypt => "decrypt",
            Self::Content(_) => "content",
            Self::Format(_) | Self::HealthCard => "format",
        }
    }

    /// The tries left, where the server said how many.
    #[must_use]
    pub fn remaining_attempts(&self) -> Option<u32> {
        match self {
            Self::Passcode { left } => *left,
            Self::Locked => Some(0),
            _ => None,
        }
    }

    /// A 401: `left` as its body says.
    pub(super) fn wrong_passcode(left: Option<u32>, sent: bool) -> Self {
        match (sent, left) {
            (_, Some(0)) => Self::Locked,
            (true, left) => Self::Passcode { left },
            (false, _) => Self::PasscodeRequired,
        }
    }
}

impl From<PayloadError> for Refusal {
    fn from(error: PayloadError) -> Self {
        match error {
            PayloadError::TooLong => Self::TooLarge,
            PayloadError::Newer => Self::Unsupported("version"),
            PayloadError::NotALink => Self::Format("not a link"),
            PayloadError::HealthCard => Self::HealthCard,
            PayloadError::Format(what) => Self::Format(what),
        }
    }
}

impl From<ManifestError> for Refusal {
    fn from(error: ManifestError) -> Self {
        match error {
            ManifestError::Format => Self::Format("manifest"),
            ManifestError::TooManyFiles => Self::TooLarge,
        }
    }
}

impl From<JweError> for Refusal {
    fn from(error: JweError) -> Self {
        match error {
            JweError::Format(what) => Self::Format(what),
            JweError::Unsupported(what) => Self::Unsupported(what),
            JweError::Authentication => Self::Decrypt,
            JweError::TooLarge => Self::TooLarge,
        }
    }
}

impl From<satchel_http::Error> for Refusal {
    fn from(error: satchel_http::Error) -> Self {
        use satchel_http::Error;
        match error {
            Error::NotAllowed => Self::Blocked,
            Error::Offline | Error::Broken | Error::Setup => Self::Network,
            Error::TimedOut => Self::Timeout,
            Error::TooLarge { .. } => Self::TooLarge,
        }
    }
}
