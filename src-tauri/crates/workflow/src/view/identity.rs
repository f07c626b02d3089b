//! Signing in, and proving who one is: what the page sees of it.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

use super::{AppView, QrView};

/// What a person does in the system's browser for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Errand {
    /// Signing in at the organisation.
    SignIn,
    /// Proving who they are, for the first network.
    IdentityCheck,
    /// Proving who they are, for the second network.
    DocumentCheck,
}

/// How far an errand in the browser is.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "step", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum InBrowser {
    /// The browser is being opened.
    Opening,
    /// The person is in the browser.
    Waiting {
        /// Whose page it is.
        host: String,
        /// When we stop waiting.
        #[ts(type = "Instant")]
        until: Timestamp,
        /// At a kiosk: the page for the person's phone.
        qr: Option<QrView>,
    },
    /// Somebody came back; it is being looked at.
    Confirming,
}

impl std::fmt::Debug for InBrowser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("InBrowser(…)")
    }
}

/// Where a person signs in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum SignInOn {
    /// In this computer's browser.
    ThisComputer,
    /// On a phone, by a code.
    Phone,
}

/// How far a sign-in is.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(tag = "step", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum SigningIn {
    /// The organisation's provider is being asked.
    Opening,
    /// The person is in this computer's browser.
    InBrowser {
        /// Whose page it is.
        host: String,
        /// When we stop waiting.
        #[ts(type = "Instant")]
        until: Timestamp,
    },
    /// A code is shown, to be typed on a phone.
    ShowCode {
        /// The code.
        code: String,
        /// Where it is typed, without `https://`.
        address: String,
        /// The same with the code in it, to be scanned.
        qr: Option<QrView>,
        /// When the code ends.
        #[ts(type = "Instant")]
        until: Timestamp,
    },
    /// The provider has answered; the network is being asked.
    Confirming,
}

impl std::fmt::Debug for SigningIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SigningIn(…)")
    }
}

/// How a sign-in ended.
#[derive(Clone, Debug, Serialize, TS)]
#[serde(tag = "result", rename_all = "kebab-case", rename_all_fields = "camelCase")]
pub enum SignInOutcome {
    /// Somebody is signed in.
    SignedIn {
        /// The app as it stands.
        app: Box<AppView>,
    },
    /// The person said no, at the organisation.
    Declined,
    /// The person stopped waiting.
    Stopped,
    /// Nobody came back in time.
    TimeIsUp,
}
