//! Signing in at the organisation's identity provider.

use url::Url;

use crate::rule::{choice, flag, issuer, token};
use crate::section::Section;

/// The identity provider, and us as it knows us: a public client (RFC 8252), so there is no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// Compared exactly; its endpoints are found by discovery.
    pub issuer: String,
    /// Ours at the provider.
    pub client_id: String,
    /// What is asked for.
    pub scopes: Vec<String>,
    /// The ways back from the browser that are registered at the provider.
    pub redirects: Vec<RedirectKind>,
    /// What `aud` of the ID token must hold.
    pub audience: String,
    /// Signing in on another device (RFC 8628), where the provider's description offers it.
    pub device_flow: bool,
}

/// A way back from the system's browser.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedirectKind {
    /// `health.satchel.desktop:/oauth/callback`.
    DeepLink,
    /// `http://127.0.0.1:{any port}/oauth/callback`.
    Loopback,
}

const REDIRECTS: [(&str, RedirectKind); 2] =
    [("deep-link", RedirectKind::DeepLink), ("loopback", RedirectKind::Loopback)];
/// b.well makes the account from these claims of the ID token (`spec/bwell-wire.md`, section 2.3).
const SCOPES: [&str; 6] = ["openid", "profile", "email", "phone", "address", "offline_access"];

impl SignIn {
    pub(crate) fn read(section: &mut Section<'_, '_>, loopback: Option<&Url>) -> Option<Self> {
        let issuer = section.required("issuer", &issuer(loopback));
        let client_id =
            section.required("client_id", &token().meaning("Satchel's client id at the provider"));
        let scopes = section.list_or("scopes", SCOPES.map(str::to_owned).to_vec(), 1..=20, &token());
        if !scopes.iter().any(|scope| scope == "openid") {
            section.refuse("scopes", "openid is missing, so there would be no ID token", "openid and others");
        }
        let both = REDIRECTS.map(|(_, kind)| kind).to_vec();
        let redirects = section.list_or("redirects", both, 0..=2, &choice(&REDIRECTS));
        let audience = section.optional("audience", &token());
        let device_flow = section.or("device_flow", true, &flag());
        if redirects.is_empty() && !device_flow {
            section.refuse(
                "redirects",
                "there is no way back",
                "one of: deep-link, loopback; or device_flow",
            );
        }
        let (issuer, client_id) = (issuer?, client_id?);
        let audience = audience.unwrap_or_else(|| client_id.clone());
        Some(Self { issuer, client_id, scopes, redirects, audience, device_flow })
    }
}

impl RedirectKind {
    /// The name in the file.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::DeepLink => "deep-link",
            Self::Loopback => "loopback",
        }
    }
}
