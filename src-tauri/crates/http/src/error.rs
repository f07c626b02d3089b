//! What can go wrong on the way, without a word of what was asked.

use std::time::Duration;

/// When another try makes sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// The same request would fail the same way.
    Never,
    /// A passing fault: try again when you like.
    Now,
    /// The server said how long to wait.
    After(Duration),
    /// Only with a new session.
    AfterSignIn,
}

/// A request that got no usable answer. Holds no address, no header and no body.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum Error {
    /// The address is not on the allow-list, not https, or leads to a private network. Nothing was sent.
    #[error("the address is not allowed")]
    NotAllowed,
    /// No connection could be made. Nothing was sent.
    #[error("no connection")]
    Offline,
    /// No complete answer in time; the request may have arrived.
    #[error("no answer in time")]
    TimedOut,
    /// The connection broke; the request may have arrived.
    #[error("the connection broke")]
    Broken,
    /// The answer is larger than the caller allows.
    #[error("the answer is larger than {limit} bytes")]
    TooLarge {
        /// The cap, in bytes.
        limit: usize,
    },
    /// The client could not be set up (no certificate store, for instance).
    #[error("the client could not be set up")]
    Setup,
}

satchel_log::declare_loggable!(Error, "no variant holds more than a number");

impl Error {
    /// Is it certain that the server saw nothing? Then even a request that changes something may be repeated.
    #[must_use]
    pub fn nothing_was_sent(&self) -> bool {
        matches!(self, Self::NotAllowed | Self::Offline | Self::Setup)
    }

    /// When another try makes sense.
    #[must_use]
    pub fn retry(&self) -> Retry {
        match self {
            Self::NotAllowed | Self::TooLarge { .. } | Self::Setup => Retry::Never,
            Self::Offline | Self::TimedOut | Self::Broken => Retry::Now,
        }
    }
}
