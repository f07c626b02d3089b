//! What can go wrong at the second network, for a request and for one document.

use super::rejection::Rejection;
use crate::{HttpError, Retry};

/// A failed call. Safe to log: no address, no token, no text that a server wrote.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum Error {
    /// No usable answer.
    #[error(transparent)]
    Network(#[from] crate::Error),
    /// The exchange understood and refused.
    #[error("refused: {0}")]
    Rejected(Rejection),
    /// The answer leads to a host that the settings do not name. Nothing was sent there.
    #[error("the answer leads to a host that is not ours")]
    ForeignHost,
}

satchel_log::declare_loggable!(Error, "numbers and words of ours");

impl Error {
    pub(super) const fn unreadable(what: &'static str) -> Self {
        Self::Network(crate::Error::Unreadable { what })
    }

    /// When another try makes sense.
    #[must_use]
    pub fn retry(&self) -> Retry {
        match self {
            Self::Network(error) => error.retry(),
            Self::Rejected(_) | Self::ForeignHost => Retry::Never,
        }
    }

    /// The machine has no way out: nothing was sent, and waiting is no fault of the network's.
    #[must_use]
    pub fn is_offline(&self) -> bool {
        matches!(self, Self::Network(crate::Error::Http(HttpError::Offline)))
    }

    /// The gateway wants a new sign-in.
    #[must_use]
    pub fn is_signed_out(&self) -> bool {
        matches!(self, Self::Network(crate::Error::Unauthorized))
    }
}

impl From<HttpError> for Error {
    fn from(error: HttpError) -> Self {
        Self::Network(error.into())
    }
}

/// Why one document did not come, or is not kept.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum DocumentFault {
    /// The entry has neither an address nor bytes.
    #[error("there is nothing but the entry")]
    NoContent,
    /// The network does not have it (404).
    #[error("it is not there")]
    NotThere,
    /// The network had it and has it no more (410).
    #[error("it is there no more")]
    Gone,
    /// It is at a host that the settings do not name. Nothing was sent there.
    #[error("it is at a host that is not ours")]
    ForeignHost,
    /// It is larger than what is kept.
    #[error("it is too large")]
    TooLarge,
    /// It ended before its end, or not as it was said to.
    #[error("it did not come whole")]
    CutShort,
    /// Its bytes are not those that the network has.
    #[error("it is not what was sent")]
    WrongHash,
    /// It is packed in a way that nobody here can unpack.
    #[error("it cannot be unpacked")]
    Unreadable,
    /// No usable answer.
    #[error(transparent)]
    Network(#[from] Error),
}

satchel_log::declare_loggable!(DocumentFault, "words of ours");

impl DocumentFault {
    /// Another try may bring it.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::CutShort | Self::WrongHash => true,
            Self::Network(error) => matches!(error.retry(), Retry::Now | Retry::After(_)),
            _ => false,
        }
    }
}

impl From<HttpError> for DocumentFault {
    fn from(error: HttpError) -> Self {
        match error {
            HttpError::TooLarge { .. } => Self::TooLarge,
            HttpError::Broken => Self::CutShort,
            error => Self::Network(error.into()),
        }
    }
}
