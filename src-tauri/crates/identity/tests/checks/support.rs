//! An issuer with keys of its own, and a good token to spoil.

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use identity::{Check, IasToken, IssuerProfile, KeySet, Occasion, Refusal};
use jiff::Timestamp;
use secrecy::SecretString;
use serde_json::{Value, json};

pub(crate) const ISSUER: &str = "https://csp.example.org";
pub(crate) const AUDIENCE: &str = "urn:oid:1.2.3.4";

/// 2026-11-22T12:00:00Z, in the middle of the good token's life.
pub(crate) const NOW: i64 = 1_795_348_800;

pub(crate) fn now() -> Timestamp {
    Timestamp::from_second(NOW).unwrap()
}

/// Signs with Ed25519, so that the same claims always make the same token.
pub(crate) struct Issuer {
    pair: Ed25519KeyPair,
    pub(crate) kid: &'static str,
}

impl Issuer {
    pub(crate) fn new(kid: &'static str, seed: u8) -> Self {
        Self { pair: Ed25519KeyPair::from_seed_unchecked(&[seed; 32]).unwrap(), kid }
    }

    pub(crate) fn jwk(&self) -> Value {
        let x = URL_SAFE_NO_PAD.encode(self.pair.public_key().as_ref());
        json!({"kty": "OKP", "crv": "Ed25519", "use": "sig", "alg": "EdDSA", "kid": self.kid, "x": x})
    }

    pub(crate) fn keys(&self) -> KeySet {
        KeySet::parse(json!({"keys": [self.jwk()]}).to_string().as_bytes()).unwrap()
    }

    pub(crate) fn header(&self) -> Value {
        json!({"alg": "EdDSA", "typ": "JWT", "kid": self.kid})
    }

    pub(crate) fn token(&self, claims: &Value) -> String {
        self.sign(&self.header().to_string(), &claims.to_string())
    }

    /// Signs whatever stands in these texts.
    pub(crate) fn sign(&self, header: &str, payload: &str) -> String {
        let signed = format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload));
        let signature = self.pair.sign(signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.as_ref()))
    }
}

pub(crate) fn issuer() -> Issuer {
    Issuer::new("key-a", 7)
}

pub(crate) fn profile() -> IssuerProfile {
    IssuerProfile::new(ISSUER, AUDIENCE)
}

/// The claims of the procedure, complete.
pub(crate) fn good_claims() -> Value {
    json!({
        "iss": ISSUER, "aud": AUDIENCE, "sub": "3744809ddad94a93", "jti": "9f7613b6",
        "iat": NOW - 60, "exp": NOW + 840, "auth_time": NOW - 70, "nonce": "n-0S6",
        "identity_assurance_level": 2, "purpose_of_use": "T-IAS",
        "given_name": "Allison", "family_name": "Hackett", "birthdate": "1987-01-15", "gender": "female",
        "phone_number": "+16085551243", "email": "allison@example.com",
        "address": {
            "street_address": "6647 Wildflower Dr S", "locality": "Cottage Grove", "region": "MN",
            "postal_code": "55016", "country": "US"
        }
    })
}

/// The good claims with some of them changed; `null` takes one away.
pub(crate) fn claims_with(changes: &Value) -> Value {
    let mut claims = good_claims();
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            claims.as_object_mut().unwrap().remove(name);
        } else {
            claims[name] = value.clone();
        }
    }
    claims
}

pub(crate) fn check_at(
    token: &str,
    keys: &KeySet,
    profile: &IssuerProfile,
    now: Timestamp,
) -> Result<IasToken, Refusal> {
    let check =
        Check { profile, keys, occasion: Occasion::SignIn { nonce: "n-0S6" }, access_token: None, now };
    IasToken::check(SecretString::from(token), &check)
}

pub(crate) fn check(token: &str, profile: &IssuerProfile) -> Result<IasToken, Refusal> {
    check_at(token, &issuer().keys(), profile, now())
}

/// What a token with these changes is refused for.
pub(crate) fn refusal(changes: &Value, profile: &IssuerProfile) -> Option<Refusal> {
    check(&issuer().token(&claims_with(changes)), profile).err()
}
