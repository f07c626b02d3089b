//! The check of the ID token that a sign-in brought (OIDC Core, section 3.1.3.7): by whom, for whom, when, and as the
//! answer to whose request. What it says about the person is the network's to read.

use jiff::Timestamp;
use secrecy::{ExposeSecret as _, SecretString};

use crate::token::verify;
use crate::{Check, Refusal, rules, strict_json};

/// A sign-in whose token holds. Of the token nothing is kept.
#[derive(Clone, PartialEq, Eq)]
pub struct SignedIn {
    /// The provider's id of the person.
    pub subject: String,
    /// The instant from which the token is refused.
    pub ends_at: Timestamp,
    /// When the person was authenticated, where the provider says so.
    pub authenticated_at: Option<Timestamp>,
}

impl std::fmt::Debug for SignedIn {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SignedIn").field("ends_at", &self.ends_at).finish_non_exhaustive()
    }
}

impl SignedIn {
    /// Checks form, key, signature, issuer, audience, times, subject, nonce and the hash of the access token. Of the
    /// profile, what is about purpose, assurance and demographics does not count here.
    pub fn check(compact: &SecretString, check: &Check<'_>) -> Result<Self, Refusal> {
        let profile = check.profile;
        let (algorithm, payload) = verify(compact.expose_secret(), check.keys, &profile.algorithms)?;
        let claims = strict_json::object(&payload).ok_or(Refusal::NotJsonObject)?;
        rules::issuer(&claims, profile)?;
        rules::audience(&claims, profile)?;
        let ends_at = rules::times(&claims, profile, check.now)?;
        let subject = rules::subject(&claims, &check.occasion)?.to_owned();
        rules::nonce(&claims, profile, &check.occasion)?;
        let access_token = check.access_token.map(secrecy::ExposeSecret::expose_secret);
        rules::access_token_hash(&claims, algorithm, access_token)?;
        let authenticated_at = rules::authentication_time(&claims, profile, check.now)?;
        Ok(Self { subject, ends_at, authenticated_at })
    }
}
