//! The organisation's ID tokens, signed with ES256. `getToken` reads them (bwell-wire 2.3).

use jiff::Timestamp;
use jsonwebtoken::Algorithm;
use jsonwebtoken::jwk::Jwk;
use serde_json::{Value, json};

use crate::ids::Ids;
use crate::keys::{KeyError, SigningKey};
use crate::oauth::grants::Issued;
use crate::oauth::{CLIENT, at_hash};
use crate::scenario::Scenario;

/// How long an ID token lives, in seconds.
const LIFE_SECONDS: i64 = 600;

/// The organisation as an issuer.
pub(crate) struct Organisation {
    issuer: String,
    key: SigningKey,
}

impl Organisation {
    /// With a fresh key.
    pub(crate) fn new(base_url: &str, ids: &Ids) -> Result<Self, KeyError> {
        let key = SigningKey::generate(ids.fresh("organisation key").to_string(), Algorithm::ES256)?;
        Ok(Self { issuer: format!("{base_url}/organisation"), key })
    }

    pub(crate) fn issuer(&self) -> &str {
        &self.issuer
    }

    pub(crate) fn jwk(&self) -> &Jwk {
        self.key.jwk()
    }

    /// A token for a person of the scenarios without any sign-in: what the control API gives.
    pub(crate) fn id_token(
        &self,
        scenario: &Scenario,
        subject: &str,
        now: Timestamp,
    ) -> Result<String, KeyError> {
        self.key.sign(&self.claims(scenario, subject, now))
    }

    /// The token beside an access token.
    pub(crate) fn id_token_for(
        &self,
        issued: &Issued<String>,
        scenario: &Scenario,
        now: Timestamp,
    ) -> Result<String, KeyError> {
        let mut claims = self.claims(scenario, &issued.grant.who, now);
        claims["auth_time"] = json!(issued.grant.since.as_second());
        claims["at_hash"] = json!(at_hash(&issued.access, Algorithm::ES256));
        if let Some(nonce) = &issued.grant.nonce {
            claims["nonce"] = json!(nonce);
        }
        self.key.sign(&claims)
    }

    /// The claims of a token that this organisation has signed.
    pub(crate) fn verify(&self, token: &str) -> Option<Value> {
        self.key.claims(token)
    }

    fn claims(&self, scenario: &Scenario, subject: &str, now: Timestamp) -> Value {
        let mut claims = crate::profile::claims_of(&scenario.person);
        claims["iss"] = json!(self.issuer);
        claims["aud"] = json!(CLIENT);
        claims["sub"] = json!(subject);
        claims["iat"] = json!(now.as_second());
        claims["exp"] = json!(now.as_second() + LIFE_SECONDS);
        // Names the person whose places and records the user gets, whatever their subject is.
        claims["sandbox:person"] = json!(scenario.id.get_ref());
        claims
    }
}
