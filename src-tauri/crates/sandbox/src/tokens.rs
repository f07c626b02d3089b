//! Tokens of the pretend b.well: JWTs signed with HS256 under a key made at start. Times are the world's.

use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header};
use serde::{Deserialize, Serialize};
use serde_json::json;

use crate::ids::Ids;
use crate::keys::{self, KeyError};
use crate::user::User;

/// How long an access token lives, in seconds: typically one hour (2.3).
pub(crate) const ACCESS_SECONDS: i32 = 3600;

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
        let secret = ids.secret("signing key");
        Self {
            encoding: EncodingKey::from_secret(&secret),
            decoding: DecodingKey::from_secret(&secret),
            issuer: base_url.to_owned(),
        }
    }

    /// The access token of a session.
    pub(crate) fn access(&self, user: &User, session: &str, now: Timestamp) -> Result<String, KeyError> {
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
    pub(crate) fn identity(&self, user: &User, now: Timestamp) -> Result<String, KeyError> {
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

    /// The session of a valid access token.
    pub(crate) fn session(&self, token: &str, now: Timestamp) -> Option<String> {
        let claims = self.verify::<AccessClaims>(token)?;
        (claims.token_use == "access" && now.as_second() < claims.exp).then_some(claims.sid)
    }

    fn verify<T: serde::de::DeserializeOwned>(&self, token: &str) -> Option<T> {
        let validation = keys::timeless(Algorithm::HS256);
        jsonwebtoken::decode(token, &self.decoding, &validation).ok().map(|data| data.claims)
    }

    fn sign<T: Serialize>(&self, claims: &T) -> Result<String, KeyError> {
        Ok(jsonwebtoken::encode(&Header::new(Algorithm::HS256), claims, &self.encoding)?)
    }
}
