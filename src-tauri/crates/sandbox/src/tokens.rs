//! Tokens of the pretend b.well and of the pretend organisation's identity provider: JWTs signed with HS256 under
//! a key made at start. Times are the world's.

use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::ids::Ids;
use crate::scenario::Scenario;
use crate::user::User;

/// How long an access token lives, in seconds: typically one hour (2.3).
pub(crate) const ACCESS_SECONDS: i32 = 3600;
/// How long an ID token of the organisation lives.
const IDENTITY_SECONDS: i64 = 600;

/// The signing key with what goes into every token.
pub(crate) struct Tokens {
    encoding: EncodingKey,
    decoding: DecodingKey,
    issuer: String,
}

/// What an access token says.
#[derive(Debug, Serialize, Deserialize)]
struct AccessClaims {
    iss: String,
    sub: String,
    /// The session; it must still exist when the token is used.
    sid: String,
    iat: i64,
    exp: i64,
    token_use: String,
}

impl Tokens {
    /// A fresh key; `base_url` becomes the issuer.
    pub(crate) fn new(ids: &Ids, base_url: &str) -> Self {
        // jsonwebtoken wants exactly one provider per process. An error means that the same one is there already.
        let _ = jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER.install_default();
        let secret = ids.secret("signing key");
        Self {
            encoding: EncodingKey::from_secret(&secret),
            decoding: DecodingKey::from_secret(&secret),
            issuer: base_url.to_owned(),
        }
    }

    /// The access token of a session.
    pub(crate) fn access(&self, user: &User, session: &str, now: Timestamp) -> Result<String, Unsigned> {
        self.sign(&AccessClaims {
            iss: self.issuer.clone(),
            sub: user.person_id.to_string(),
            sid: session.to_owned(),
            iat: now.as_second(),
            exp: now.as_second() + i64::from(ACCESS_SECONDS),
            token_use: "access".into(),
        })
    }

    /// b.well's ID token: the two `custom:` claims give the user's ids; a guest has neither (2.3).
    pub(crate) fn identity(&self, user: &User, now: Timestamp) -> Result<String, Unsigned> {
        let mut claims = json!({
            "iss": self.issuer,
            "sub": user.person_id,
            "iat": now.as_second(),
            "exp": now.as_second() + i64::from(ACCESS_SECONDS),
            "token_use": "id",
        });
        if !user.guest {
            claims["custom:clientFhirPersonId"] = json!(user.person_id);
            claims["custom:bwellFhirPatientId"] = json!(user.patient_id);
        }
        self.sign(&claims)
    }

    /// What the organisation's identity provider would give for a person of the scenarios.
    pub(crate) fn organisation_identity(
        &self,
        scenario: &Scenario,
        subject: &str,
        now: Timestamp,
    ) -> Result<String, Unsigned> {
        let mut claims = crate::profile::claims_of(&scenario.person);
        claims["iss"] = json!(self.organisation());
        claims["aud"] = json!("satchel-sandbox");
        claims["sub"] = json!(subject);
        claims["iat"] = json!(now.as_second());
        claims["exp"] = json!(now.as_second() + IDENTITY_SECONDS);
        // Names the person whose places and records the user gets, whatever their subject is.
        claims["sandbox:person"] = json!(scenario.id.get_ref());
        self.sign(&claims)
    }

    /// The session of a valid access token.
    pub(crate) fn session(&self, token: &str, now: Timestamp) -> Option<String> {
        let claims = self.verify::<AccessClaims>(token)?;
        (claims.token_use == "access" && now.as_second() < claims.exp).then_some(claims.sid)
    }

    /// Reads a client's ID token (checklist 3). Any JWT will do, but one that claims to come from the pretend
    /// organisation must be signed by it, and none may have ended. Anything else names the user by itself.
    pub(crate) fn client_identity(&self, token: &str, now: Timestamp) -> Result<Value, &'static str> {
        let Ok(decoded) = jsonwebtoken::dangerous::insecure_decode::<Value>(token) else {
            return Ok(json!({ "sub": token }));
        };
        let claims = decoded.claims;
        if claims.get("iss").and_then(Value::as_str) == Some(self.organisation().as_str())
            && self.verify::<Value>(token).is_none()
        {
            return Err("The signature of the ID token does not fit.");
        }
        match claims.get("exp").and_then(Value::as_i64) {
            Some(exp) if exp <= now.as_second() => Err("The ID token has ended."),
            _ => Ok(claims),
        }
    }

    fn organisation(&self) -> String {
        format!("{}/organisation", self.issuer)
    }

    fn verify<T: serde::de::DeserializeOwned>(&self, token: &str) -> Option<T> {
        // Ends are compared with the world's clock by the callers; the library knows only the machine's.
        let mut validation = Validation::new(Algorithm::HS256);
        validation.validate_exp = false;
        validation.validate_aud = false;
        validation.required_spec_claims.clear();
        jsonwebtoken::decode(token, &self.decoding, &validation).ok().map(|data| data.claims)
    }

    fn sign<T: Serialize>(&self, claims: &T) -> Result<String, Unsigned> {
        jsonwebtoken::encode(&Header::new(Algorithm::HS256), claims, &self.encoding).map_err(Unsigned)
    }
}

/// A token could not be signed.
#[derive(Debug, thiserror::Error)]
#[error("signing a token: {0}")]
pub(crate) struct Unsigned(jsonwebtoken::errors::Error);
