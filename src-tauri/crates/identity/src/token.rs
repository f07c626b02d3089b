//! The check of an identity token, from the received text to a person who may be looked for.
//!
//! Every rule of `spec/ias-wire.md`, section 8, in an order in which nothing is believed before the signature holds.

use std::fmt;

use jiff::Timestamp;
use jiff::tz::TimeZone;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::Value;

use crate::compact::Compact;
use crate::replay::sha256;
use crate::{Algorithm, IssuerProfile, KeySet, Person, Refusal, claims, rules, strict_json};

/// How the token came to us.
#[derive(Clone, Copy)]
pub enum Occasion<'a> {
    /// As the answer to an authorization request of ours: it must repeat the nonce.
    SignIn {
        /// What we sent.
        nonce: &'a str,
    },
    /// By a refresh: it must be about the same person.
    Refresh {
        /// The `sub` of the first token.
        subject: &'a str,
    },
    /// In another way: nothing can be asked of it.
    Handed,
}

/// What a check is made with, beside the token.
pub struct Check<'a> {
    /// The issuer, as the settings know it.
    pub profile: &'a IssuerProfile,
    /// Its keys.
    pub keys: &'a KeySet,
    /// How the token came.
    pub occasion: Occasion<'a>,
    /// The access token that came with it.
    pub access_token: Option<&'a SecretString>,
    /// The instant of the check.
    pub now: Timestamp,
}

/// A token that was checked, and whom it is about. Lives in memory, for one retrieval.
pub struct IasToken {
    compact: SecretString,
    subject: String,
    jti: Option<String>,
    replay_key: [u8; 32],
    ends_at: Timestamp,
    authenticated_at: Option<Timestamp>,
    person: Person,
}

impl fmt::Debug for IasToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IasToken").field("ends_at", &self.ends_at).finish_non_exhaustive()
    }
}

impl IasToken {
    /// Checks a token by every rule but the replay of its id, which a [`ReplayCache`](crate::ReplayCache) knows.
    pub fn check(compact: SecretString, check: &Check<'_>) -> Result<Self, Refusal> {
        let profile = check.profile;
        let (algorithm, payload) = verify(compact.expose_secret(), check.keys, &profile.algorithms)?;
        let claims = strict_json::object(&payload).ok_or(Refusal::NotJsonObject)?;
        rules::issuer(&claims, profile)?;
        rules::audience(&claims, profile)?;
        let ends_at = rules::times(&claims, profile, check.now)?;
        rules::purpose(&claims, profile)?;
        rules::assurance(&claims, profile)?;
        let subject = rules::subject(&claims, &check.occasion)?.to_owned();
        rules::nonce(&claims, profile, &check.occasion)?;
        rules::access_token_hash(
            &claims,
            algorithm,
            check.access_token.map(secrecy::ExposeSecret::expose_secret),
        )?;
        let authenticated_at = rules::authentication_time(&claims, profile, check.now)?;

        // A birth date is a day; which day it is in UTC is near enough to tell the future from the past.
        let today = check.now.to_zoned(TimeZone::UTC).date();
        let person = claims::person(&claims, profile, today);
        let missing = claims::missing(&person, profile.allow_mononym);
        if !missing.is_empty() {
            return Err(Refusal::ClaimsMissing(missing));
        }
        let jti = claims.get("jti").and_then(Value::as_str).filter(|jti| !jti.is_empty()).map(str::to_owned);
        // Without an id, the token itself is what must not come twice.
        let id = jti.as_deref().unwrap_or(compact.expose_secret());
        let replay_key = sha256(&[&profile.issuer, id]);
        Ok(Self { compact, subject, jti, replay_key, ends_at, authenticated_at, person })
    }

    /// The token, for one request that is made now (rule V23): one that has expired meanwhile is not sent.
    pub fn for_use(&self, now: Timestamp) -> Result<&SecretString, Refusal> {
        if now >= self.ends_at { Err(Refusal::Expired) } else { Ok(&self.compact) }
    }

    /// Whom it is about.
    #[must_use]
    pub fn person(&self) -> &Person {
        &self.person
    }

    /// The issuer's id of the person. Kept as a keyed hash, if at all.
    #[must_use]
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// The id of the token, for the audit trail.
    #[must_use]
    pub fn jti(&self) -> Option<&str> {
        self.jti.as_deref()
    }

    /// The instant from which it is refused: its end, and the skew of clocks.
    #[must_use]
    pub fn ends_at(&self) -> Timestamp {
        self.ends_at
    }

    /// When the person was authenticated, where the issuer says so.
    #[must_use]
    pub fn authenticated_at(&self) -> Option<Timestamp> {
        self.authenticated_at
    }

    pub(crate) fn replay_key(&self) -> [u8; 32] {
        self.replay_key
    }
}

/// The key id that a token names, for [`KeyCache::keys_for`](crate::KeyCache::keys_for). Nothing is verified but the
/// form: a token whose header is refused causes no fetch.
pub fn key_id(compact: &str, allowed: &[Algorithm]) -> Result<Option<String>, Refusal> {
    Compact::parse(compact, allowed).map(|token| token.kid)
}

/// Form, header, key and signature alone (rules V1, V2, V4 to V10): the payload, which nobody has looked into.
pub fn check_signature(compact: &str, keys: &KeySet, allowed: &[Algorithm]) -> Result<Vec<u8>, Refusal> {
    verify(compact, keys, allowed).map(|(_, payload)| payload)
}

pub(crate) fn verify(
    compact: &str,
    keys: &KeySet,
    allowed: &[Algorithm],
) -> Result<(Algorithm, Vec<u8>), Refusal> {
    let token = Compact::parse(compact, allowed)?;
    let key = keys.choose(token.kid.as_deref(), token.algorithm)?;
    if !key.verifies(token.algorithm, token.signed, &token.signature) {
        return Err(Refusal::BadSignature);
    }
    Ok((token.algorithm, token.payload))
}
