//! Ways in which a token can be wrong on purpose, by the names of ias-wire 12.1. Its two further names are shapes, not
//! defects: see `claims.rs`.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use jiff::civil::Date;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::claims::Facts;
use crate::ids::Ids;
use crate::keys::{KeyError, SigningKey};

/// Nobody's home community.
const FOREIGN_AUDIENCE: &str = "urn:oid:1.2.3.4.5";
/// How far off times are, in seconds.
const HOUR: i64 = 3600;

/// One defect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Defect {
    Expired,
    FutureIat,
    WrongIss,
    WrongAud,
    /// A further audience beside the right one.
    AudArray,
    AlgNone,
    /// Signed with HS256 under the text of the public key.
    #[serde(rename = "hs256-confusion")]
    Hs256Confusion,
    BadSignature,
    /// Signed with a key that is not published.
    UnknownKid,
    /// The same, and the token brings the key along.
    EmbeddedJwk,
    /// The head demands something that nobody understands.
    Crit,
    NoPurpose,
    WrongPurpose,
    #[serde(rename = "ial1")]
    Ial1,
    MissingBirthdate,
    /// `MM/DD/YYYY`; right for issuers that are configured so.
    MdyBirthdate,
    /// `address.regionality` in place of `address.region`; right as well.
    Regionality,
    /// The `jti` of the token made before.
    ReplayedJti,
    NonceMismatch,
    AtHashMismatch,
}

impl Defect {
    /// Changes what is said about the person.
    pub(super) fn distort(self, facts: &mut Facts<'_>, birth_date: Date) {
        match self {
            Self::Ial1 => facts.level = 1,
            Self::MissingBirthdate => facts.birth_date = None,
            Self::MdyBirthdate => facts.birth_date = Some(birth_date.strftime("%m/%d/%Y").to_string()),
            Self::Regionality => facts.region = "regionality",
            _ => {}
        }
    }

    /// Changes what is said about the token itself.
    pub(super) fn spoil(self, claims: &mut Value, last_jti: Option<&str>, now: Timestamp) {
        let life = claims["exp"].as_i64().unwrap_or_default() - now.as_second();
        let mut issued_at = |at: i64| {
            claims["iat"] = json!(at);
            claims["exp"] = json!(at + life);
        };
        match self {
            Self::Expired => issued_at(now.as_second() - life - HOUR),
            Self::FutureIat => issued_at(now.as_second() + HOUR),
            Self::WrongIss => claims["iss"] = json!("https://elsewhere.invalid/csp"),
            Self::WrongAud => claims["aud"] = json!(FOREIGN_AUDIENCE),
            Self::AudArray => claims["aud"] = json!([claims["aud"], FOREIGN_AUDIENCE]),
            Self::NoPurpose => {
                claims.as_object_mut().map(|claims| claims.remove("purpose_of_use"));
            }
            Self::WrongPurpose => claims["purpose_of_use"] = json!("T-TREAT"),
            Self::ReplayedJti => {
                if let Some(jti) = last_jti {
                    claims["jti"] = json!(jti);
                }
            }
            Self::NonceMismatch => claims["nonce"] = json!("another-nonce"),
            Self::AtHashMismatch => claims["at_hash"] = json!("AAAAAAAAAAAAAAAAAAAAAA"),
            _ => {}
        }
    }

    /// Signs, or does not sign, as the defect wants it.
    pub(super) fn sign(self, key: &SigningKey, claims: &Value, ids: &Ids) -> Result<String, KeyError> {
        let rogue = || SigningKey::generate(ids.fresh("csp key").to_string(), key.algorithm);
        match self {
            Self::AlgNone => {
                let header = URL_SAFE_NO_PAD.encode(r#"{"typ":"JWT","alg":"none"}"#);
                Ok(format!("{header}.{}.", URL_SAFE_NO_PAD.encode(claims.to_string())))
            }
            Self::Hs256Confusion => {
                let header = Header { kid: key.header().kid, ..Header::new(Algorithm::HS256) };
                let secret = EncodingKey::from_secret(key.public_pem().as_bytes());
                Ok(jsonwebtoken::encode(&header, claims, &secret)?)
            }
            Self::BadSignature => Ok(with_another_signature(&key.sign(claims)?)),
            Self::UnknownKid => rogue()?.sign(claims),
            Self::EmbeddedJwk => {
                let rogue = rogue()?;
                let header = Header { jwk: Some(rogue.jwk().clone()), ..rogue.header() };
                rogue.sign_under(&header, claims)
            }
            Self::Crit => {
                let name = "https://sandbox.invalid/must-understand";
                let mut header = Header { crit: Some(vec![name.to_owned()]), ..key.header() };
                header.extras.insert(name.to_owned(), json!(true));
                key.sign_under(&header, claims)
            }
            _ => key.sign(claims),
        }
    }
}

/// The token with one bit of its signature turned.
fn with_another_signature(token: &str) -> String {
    let Some((signed, signature)) = token.rsplit_once('.') else { return token.to_owned() };
    let mut signature = URL_SAFE_NO_PAD.decode(signature).unwrap_or_default();
    if let Some(first) = signature.first_mut() {
        *first ^= 1;
    }
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
}
