//! Keys that sign identity tokens, with their public halves as JWKs (RFC 7517). Always fresh: a seed does not make
//! them repeat.

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der, PublicKeyX509Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RsaKeyPair,
};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::{Jwk, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header};
use serde::Serialize;
use serde_json::Value;

/// What stands before the RSA key itself in PKCS#8: a fixed head for a key of 2048 bits.
const PKCS8_HEAD: usize = 26;

/// A key could not be made, or a token not be signed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum KeyError {
    #[error("signing a token: {0}")]
    Unsigned(#[from] jsonwebtoken::errors::Error),
    #[error("making a key")]
    Unmade(#[from] aws_lc_rs::error::Unspecified),
    #[error("reading a key: {0}")]
    Unread(#[from] aws_lc_rs::error::KeyRejected),
}

/// One signing key, for one algorithm.
pub(crate) struct SigningKey {
    pub(crate) algorithm: Algorithm,
    encoding: EncodingKey,
    jwk: Jwk,
    /// Its public half as X.509 has it.
    public: Vec<u8>,
}

impl SigningKey {
    /// Makes a key: RSA of 2048 bits for `RS256` and `PS256`, Ed25519 for `EdDSA`, P-256 otherwise.
    pub(crate) fn generate(kid: String, algorithm: Algorithm) -> Result<Self, KeyError> {
        let random = SystemRandom::new();
        let (encoding, public): (_, PublicKeyX509Der<'_>) = match algorithm {
            Algorithm::RS256 | Algorithm::PS256 => {
                let pair = RsaKeyPair::generate(KeySize::Rsa2048)?;
                let pkcs8: Pkcs8V1Der<'_> = pair.as_der()?;
                // jsonwebtoken wants the bare key of PKCS#1.
                (EncodingKey::from_rsa_der(&pkcs8.as_ref()[PKCS8_HEAD..]), pair.public_key().as_der()?)
            }
            Algorithm::EdDSA => {
                let pkcs8 = Ed25519KeyPair::generate_pkcs8v1(&random)?;
                let pair = Ed25519KeyPair::from_pkcs8(pkcs8.as_ref())?;
                (EncodingKey::from_ed_der(pkcs8.as_ref()), pair.public_key().as_der()?)
            }
            _ => {
                let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random)?;
                let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref())?;
                (EncodingKey::from_ec_der(pkcs8.as_ref()), pair.public_key().as_der()?)
            }
        };
        let public = public.as_ref().to_vec();
        let mut jwk = Jwk::from_encoding_key(&encoding, algorithm)?;
        jwk.common.key_id = Some(kid);
        jwk.common.public_key_use = Some(PublicKeyUse::Signature);
        Ok(Self { algorithm, encoding, jwk, public })
    }

    /// Its public half.
    pub(crate) fn jwk(&self) -> &Jwk {
        &self.jwk
    }

    /// Its public half as a PEM file.
    pub(crate) fn public_pem(&self) -> String {
        let text = STANDARD.encode(&self.public);
        let lines: Vec<_> = text.as_bytes().chunks(64).map(String::from_utf8_lossy).collect();
        format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", lines.join("\n"))
    }

    /// The head of a token that this key signs.
    pub(crate) fn header(&self) -> Header {
        Header { kid: self.jwk.common.key_id.clone(), ..Header::new(self.algorithm) }
    }

    /// A signed token with that head.
    pub(crate) fn sign_under<T: Serialize>(&self, header: &Header, claims: &T) -> Result<String, KeyError> {
        Ok(jsonwebtoken::encode(header, claims, &self.encoding)?)
    }

    /// A signed token.
    pub(crate) fn sign<T: Serialize>(&self, claims: &T) -> Result<String, KeyError> {
        self.sign_under(&self.header(), claims)
    }

    /// The claims of a token that this key signed. Times are not looked at: the library knows only the machine's.
    pub(crate) fn claims(&self, token: &str) -> Option<Value> {
        let key = DecodingKey::from_jwk(&self.jwk).ok()?;
        let data = jsonwebtoken::decode(token, &key, &timeless(self.algorithm)).ok()?;
        Some(data.claims)
    }
}

/// Checks of a signature alone. Ends are compared with the world's clock by the callers.
pub(crate) fn timeless(algorithm: Algorithm) -> jsonwebtoken::Validation {
    let mut validation = jsonwebtoken::Validation::new(algorithm);
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation.required_spec_claims.clear();
    validation
}

/// jsonwebtoken wants exactly one provider per process; every sandbox asks before its first key.
pub(crate) fn install_provider() {
    // An error means that the same one is there already.
    let _ = jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER.install_default();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_key_signs_what_its_public_half_verifies() {
        install_provider();
        for algorithm in [Algorithm::RS256, Algorithm::PS256, Algorithm::ES256, Algorithm::EdDSA] {
            let key = SigningKey::generate("one".into(), algorithm).unwrap();
            let token = key.sign(&serde_json::json!({ "sub": "rosa" })).unwrap();
            assert_eq!(key.claims(&token).unwrap()["sub"], "rosa", "{algorithm:?}");
            let other = SigningKey::generate("one".into(), algorithm).unwrap();
            assert!(other.claims(&token).is_none(), "{algorithm:?}");
            assert_eq!(jsonwebtoken::decode_header(&token).unwrap().kid.as_deref(), Some("one"));
        }
    }
}
