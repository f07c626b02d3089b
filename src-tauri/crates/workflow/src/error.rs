//! What can go wrong for a person, and the one place where it gets its code.

use health_link::qr::QrError;
use networks::Retry;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::host::HostError;

/// A verb that did not reach its end. `Display` is for the log and free of data.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The network did not do it.
    #[error("network: {0}")]
    Network(#[from] networks::Error),
    /// Nobody is signed in (any more).
    #[error("nobody is signed in")]
    SignedOut,
    /// The place is in no list of the network.
    #[error("the place is not known")]
    PlaceNotKnown,
    /// The record, or the file, is not kept here (any more).
    #[error("the record is not known")]
    RecordNotKnown,
    /// The place is already being connected.
    #[error("the place is already being connected")]
    PlaceBusy {
        /// The name on its door.
        place: String,
    },
    /// Only turning record finding on again helps.
    #[error("record finding is off")]
    FindingIsOff {
        /// The name on its door.
        place: String,
    },
    /// The place wants a fresh proof of who the person is.
    #[error("a fresh proof of identity is needed")]
    IdentityNeeded {
        /// The name on its door.
        place: String,
    },
    /// The person must first say that the place is theirs.
    #[error("the person must vouch for the place")]
    VouchNeeded {
        /// The name on its door.
        place: String,
    },
    /// The network may have made a link, but no usable answer came. It is not asked again by itself: that could make two.
    #[error("a link may have been made: {0}")]
    MaybeMade(networks::Error),
    /// The network issued a link that is not what was asked for; it is not shown.
    #[error("the link failed its check: {0}")]
    LinkCheckFailed(#[from] health_link::CheckFailure),
    /// The link, or the viewer before it, is at a host that the settings do not name.
    #[error("the link leads to a host that is not ours")]
    LinkHost,
    /// The link has ended, or was never there.
    #[error("the link is over")]
    LinkIsOver,
    /// The machine around us could not help.
    #[error("host: {0}")]
    Host(#[from] HostError),
    /// The page asked for something that makes no sense.
    #[error("bad request: {0}")]
    BadRequest(&'static str),
    /// What is kept on this computer could not be opened or read.
    #[error("store: {0}")]
    Store(#[from] store::Error),
    /// The copy on this computer is not open.
    #[error("the copy is not open")]
    Locked,
    /// The place where its key is kept could not be used.
    #[error("the computer's safe: {0}")]
    Safe(#[from] store::VaultError),
    /// The sign-in at a provider did not come to its end.
    #[error("identity: {0}")]
    Identity(#[from] identity::Error),
    /// A token of a provider does not hold.
    #[error("token: {0}")]
    Token(#[from] identity::Refusal),
    /// The organisation let the person in, and the network did not.
    #[error("the network does not accept the organisation's sign-in")]
    SignInNotAccepted,
    /// Finding is not enabled for the organisation: nobody at this screen can change that.
    #[error("the network is not enabled for the organisation")]
    NetworkNotEnabled,
    /// A fault of ours.
    #[error("unexpected: {0}")]
    Unexpected(&'static str),
}

satchel_log::declare_loggable!(Error, "a place's name is not in its words");

/// A code exists only where the page does something different for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the page's error table says what each means")]
pub enum ErrorCode {
    NoInternet,
    NetworkSlow,
    NetworkTrouble,
    AskedTooOften,
    SignedOut,
    NetworkRefused,
    AnswerNotUnderstood,
    PlaceNotKnown,
    RecordNotKnown,
    PlaceBusy,
    FindingIsOff,
    IdentityNeeded,
    VouchNeeded,
    LinkCheckFailed,
    LinkIsOver,
    BrowserDidNotOpen,
    SignInNotUsable,
    SignInRefused,
    NetworkNotEnabled,
    CouldNotSave,
    CouldNotCopy,
    StoreTrouble,
    DiskFull,
    CannotWrite,
    SafeTrouble,
    Locked,
    BadRequest,
    Unexpected,
}

impl satchel_log::Loggable for ErrorCode {
    /// Its name: one of a closed list of ours.
    fn write(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "{self:?}")
    }
}

/// Why a link that was ordered is not shown: each has a sentence of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum LinkFault {
    /// The network may have made one, but did not say so.
    MaybeMade,
    /// It does not decode, or its key is not 32 bytes.
    Damaged,
    /// It would open without the passcode.
    NoPasscode,
    /// It ends at another time than the network said.
    End,
    /// It has another title.
    Label,
    /// A phone's camera could not open it.
    Viewer,
    /// It leads to a server that the settings do not name.
    Host,
    /// It is too long for a code that a camera reads.
    TooLong,
    /// The code does not read back.
    Unreadable,
}

/// When another try makes sense, as the page reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "when", rename_all = "kebab-case")]
#[ts(rename = "Retry")]
pub enum RetryView {
    /// The same would fail the same way.
    Never,
    /// At once.
    Now,
    /// The network said when.
    After {
        /// Seconds from now.
        #[ts(type = "number")]
        seconds: u64,
    },
    /// After signing in again.
    AfterSignIn,
}

impl From<Retry> for RetryView {
    fn from(retry: Retry) -> Self {
        match retry {
            Retry::Never => Self::Never,
            Retry::Now => Self::Now,
            Retry::After(wait) => Self::After { seconds: wait.as_secs() },
            Retry::AfterSignIn => Self::AfterSignIn,
        }
    }
}

impl Error {
    /// The one mapping from what happened to what the page shows.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Network(error) | Self::MaybeMade(error) => network_code(error),
            Self::SignedOut => ErrorCode::SignedOut,
            Self::Token(identity::Refusal::KeysUnavailable) => ErrorCode::NetworkTrouble,
            Self::PlaceNotKnown => ErrorCode::PlaceNotKnown,
            Self::RecordNotKnown => ErrorCode::RecordNotKnown,
            Self::PlaceBusy { .. } => ErrorCode::PlaceBusy,
            Self::FindingIsOff { .. } => ErrorCode::FindingIsOff,
            Self::IdentityNeeded { .. } => ErrorCode::IdentityNeeded,
            Self::VouchNeeded { .. } => ErrorCode::VouchNeeded,
            Self::LinkCheckFailed(_) | Self::LinkHost => ErrorCode::LinkCheckFailed,
            Self::LinkIsOver => ErrorCode::LinkIsOver,
            Self::Host(HostError::NoBrowser | HostError::NoWayBack) => ErrorCode::BrowserDidNotOpen,
            Self::Identity(error) => identity_code(error),
            Self::Token(_) => ErrorCode::SignInNotUsable,
            Self::SignInNotAccepted => ErrorCode::SignInRefused,
            Self::NetworkNotEnabled => ErrorCode::NetworkNotEnabled,
            Self::Host(HostError::NotSaved) => ErrorCode::CouldNotSave,
            Self::Host(HostError::NotCopied) => ErrorCode::CouldNotCopy,
            Self::Store(store::Error::DiskFull) => ErrorCode::DiskFull,
            Self::Store(store::Error::ReadOnly) => ErrorCode::CannotWrite,
            // Closed under a command that was under way: it was locked.
            Self::Locked | Self::Store(store::Error::Closed) => ErrorCode::Locked,
            Self::Store(_) => ErrorCode::StoreTrouble,
            Self::Safe(_) => ErrorCode::SafeTrouble,
            Self::BadRequest(_) => ErrorCode::BadRequest,
            Self::Unexpected(_) => ErrorCode::Unexpected,
        }
    }

    /// When another try makes sense.
    #[must_use]
    pub fn retry(&self) -> RetryView {
        match self {
            Self::Network(error) => error.retry().into(),
            Self::SignedOut => RetryView::AfterSignIn,
            Self::Identity(error) => match (self.code(), error.retry()) {
                // Whoever signs in anew does it here.
                (ErrorCode::SignInNotUsable, _) => RetryView::Now,
                (_, retry) => retry.into(),
            },
            // After `MaybeMade` a person may decide to make another, whatever became of the first.
            Self::MaybeMade(_)
            | Self::LinkCheckFailed(_)
            | Self::LinkHost
            | Self::LinkIsOver
            | Self::Host(_)
            | Self::Token(_)
            | Self::Store(_)
            | Self::Safe(_) => RetryView::Now,
            Self::PlaceNotKnown
            | Self::RecordNotKnown
            | Self::PlaceBusy { .. }
            | Self::FindingIsOff { .. }
            | Self::IdentityNeeded { .. }
            | Self::VouchNeeded { .. }
            | Self::SignInNotAccepted
            | Self::NetworkNotEnabled
            | Self::BadRequest(_)
            | Self::Locked
            | Self::Unexpected(_) => RetryView::Never,
        }
    }

    /// What is wrong with a link that was ordered, where a sentence needs it.
    #[must_use]
    pub fn link_fault(&self) -> Option<LinkFault> {
        use health_link::CheckFailure as Check;
        match self {
            Self::MaybeMade(_) => Some(LinkFault::MaybeMade),
            Self::LinkHost => Some(LinkFault::Host),
            Self::LinkCheckFailed(failure) => Some(match failure {
                Check::Payload(_) => LinkFault::Damaged,
                Check::NoPasscode => LinkFault::NoPasscode,
                Check::End => LinkFault::End,
                Check::Label => LinkFault::Label,
                Check::Viewer => LinkFault::Viewer,
                Check::Qr(QrError::TooLong) => LinkFault::TooLong,
                Check::Qr(_) => LinkFault::Unreadable,
            }),
            _ => None,
        }
    }

    /// The name on the door, where a sentence needs it.
    #[must_use]
    pub fn place(&self) -> Option<&str> {
        match self {
            Self::PlaceBusy { place }
            | Self::FindingIsOff { place }
            | Self::IdentityNeeded { place }
            | Self::VouchNeeded { place } => Some(place),
            _ => None,
        }
    }

    /// Did the network understand, and say no? Not where it failed itself.
    pub(crate) fn is_refusal(&self) -> bool {
        matches!(self, Self::Network(error @ networks::Error::Refused { .. }) if error.retry() == Retry::Never)
    }
}

impl From<store::LockerError> for Error {
    /// For what is not about an answer to a lock; that is no error.
    fn from(error: store::LockerError) -> Self {
        use store::LockerError as Locker;
        match error {
            Locker::Store(error) => error.into(),
            Locker::Vault(error) => error.into(),
            Locker::SecretNeeded
            | Locker::Wrong(_)
            | Locker::Wait(_)
            | Locker::WrongLength
            | Locker::TooEasy => Self::Locked,
        }
    }
}

impl From<networks::health_gorilla::Error> for Error {
    fn from(error: networks::health_gorilla::Error) -> Self {
        use networks::health_gorilla::Error as Exchange;
        Self::Network(match error {
            Exchange::Network(error) => error,
            Exchange::Rejected(told) => {
                let issue = networks::IssueCode::parse_option(told.issue.as_deref());
                networks::Error::Refused { issue }
            }
            Exchange::ForeignHost => networks::Error::Unreadable { what: "an address" },
        })
    }
}

fn network_code(error: &networks::Error) -> ErrorCode {
    use networks::Error as Network;
    match error {
        Network::Http(error) => http_code(error),
        Network::RateLimited { .. } => ErrorCode::AskedTooOften,
        Network::Unauthorized => ErrorCode::SignedOut,
        Network::Server { .. } => ErrorCode::NetworkTrouble,
        Network::Refused { .. } => ErrorCode::NetworkRefused,
        Network::Unreadable { .. } => ErrorCode::AnswerNotUnderstood,
    }
}

fn http_code(error: &networks::HttpError) -> ErrorCode {
    use networks::HttpError;
    match error {
        HttpError::Offline => ErrorCode::NoInternet,
        HttpError::TimedOut | HttpError::Broken => ErrorCode::NetworkSlow,
        HttpError::TooLarge { .. } => ErrorCode::AnswerNotUnderstood,
        HttpError::NotAllowed | HttpError::Setup => ErrorCode::Unexpected,
    }
}

fn identity_code(error: &identity::Error) -> ErrorCode {
    use identity::Error as Identity;
    match error {
        Identity::Http(error) => http_code(error),
        Identity::Server { status: 429, .. } => ErrorCode::AskedTooOften,
        Identity::Server { .. } => ErrorCode::NetworkTrouble,
        // A fault of the set-up, at the organisation or in its settings.
        Identity::Discovery(_) | Identity::NotOffered(_) | Identity::Refused(_) => ErrorCode::SignInRefused,
        Identity::Callback(_)
        | Identity::MixedUp
        | Identity::Declined
        | Identity::NotVerified
        | Identity::InvalidGrant
        | Identity::DeviceCodeExpired
        | Identity::Unreadable => ErrorCode::SignInNotUsable,
    }
}
