//! The signature algorithms that an issuer may be allowed, and the one call that checks a signature.

use aws_lc_rs::digest;
use aws_lc_rs::signature::{ECDSA_P521_SHA512_FIXED, UnparsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::DecodingKey;
use serde::Deserialize;

/// Asymmetric algorithms alone: `none` and the `HS` family have no variant, so nothing can allow them (rule V4).
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Hash)]
#[serde(rename_all = "UPPERCASE")]
#[expect(missing_docs, reason = "each variant is the `alg` of RFC 7518, section 3.1, or RFC 8037")]
pub enum Algorithm {
    Rs256,
    Rs384,
    Rs512,
    Ps256,
    Ps384,
    Ps512,
    Es256,
    Es384,
    Es512,
    #[serde(rename = "EdDSA")]
    EdDsa,
}

impl Algorithm {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Rs256,
        Self::Rs384,
        Self::Rs512,
        Self::Ps256,
        Self::Ps384,
        Self::Ps512,
        Self::Es256,
        Self::Es384,
        Self::Es512,
        Self::EdDsa,
    ];

    /// The name in a header, compared exactly.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Rs384 => "RS384",
            Self::Rs512 => "RS512",
            Self::Ps256 => "PS256",
            Self::Ps384 => "PS384",
            Self::Ps512 => "PS512",
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
            Self::Es512 => "ES512",
            Self::EdDsa => "EdDSA",
        }
    }

    /// Reads a name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|algorithm| algorithm.as_str() == name)
    }

    /// `at_hash`: the left half of the hash that belongs to the algorithm, in base64url (OIDC Core 3.1.3.6).
    pub(crate) fn half_hash(self, text: &str) -> String {
        let hash = match self {
            Self::Rs256 | Self::Ps256 | Self::Es256 => &digest::SHA256,
            Self::Rs384 | Self::Ps384 | Self::Es384 => &digest::SHA384,
            Self::Rs512 | Self::Ps512 | Self::Es512 | Self::EdDsa => &digest::SHA512,
        };
        let hash = digest::digest(hash, text.as_bytes());
        URL_SAFE_NO_PAD.encode(&hash.as_ref()[..hash.as_ref().len() / 2])
    }
}

/// A public key with everything its kind needs, decoded.
#[derive(Clone, PartialEq, Eq)]
pub(crate) enum PublicKey {
    Rsa {
        n: Vec<u8>,
        e: Vec<u8>,
    },
    /// Both coordinates have the length of the curve's field.
    Ec {
        curve: Curve,
        x: Vec<u8>,
        y: Vec<u8>,
    },
    Ed25519 {
        x: Vec<u8>,
    },
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Curve {
    P256,
    P384,
    P521,
}

impl PublicKey {
    /// Is this a key for that algorithm (rule V5)?
    pub(crate) fn fits(&self, algorithm: Algorithm) -> bool {
        use Algorithm as A;
        match self {
            Self::Rsa { .. } => {
                matches!(algorithm, A::Rs256 | A::Rs384 | A::Rs512 | A::Ps256 | A::Ps384 | A::Ps512)
            }
            Self::Ec { curve: Curve::P256, .. } => algorithm == A::Es256,
            Self::Ec { curve: Curve::P384, .. } => algorithm == A::Es384,
            Self::Ec { curve: Curve::P521, .. } => algorithm == A::Es512,
            Self::Ed25519 { .. } => algorithm == A::EdDsa,
        }
    }

    /// Does the signature belong to these bytes (rule V10)? A key that does not fit the algorithm verifies nothing. The
    /// library takes only the one length that a signature by this key has.
    pub(crate) fn verifies(&self, algorithm: Algorithm, signed: &[u8], signature: &[u8]) -> bool {
        if !self.fits(algorithm) {
            return false;
        }
        let Some(library) = library(algorithm) else { return self.verifies_es512(signed, signature) };
        // Fails where another part of the process installed it first, which is as good.
        let _ = jsonwebtoken::crypto::aws_lc::DEFAULT_PROVIDER.install_default();
        let encoded = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let key = match self {
            Self::Rsa { n, e } => Ok(DecodingKey::from_rsa_raw_components(n, e)),
            Self::Ec { x, y, .. } => DecodingKey::from_ec_components(&encoded(x), &encoded(y)),
            Self::Ed25519 { x } => DecodingKey::from_ed_components(&encoded(x)),
        };
        key.and_then(|key| jsonwebtoken::crypto::verify(&encoded(signature), signed, &key, library))
            .unwrap_or(false)
    }

    /// `jsonwebtoken` knows no ES512; the library beneath it does.
    fn verifies_es512(&self, signed: &[u8], signature: &[u8]) -> bool {
        let Self::Ec { x, y, .. } = self else { return false };
        let point = [&[0x04][..], x, y].concat();
        UnparsedPublicKey::new(&ECDSA_P521_SHA512_FIXED, point).verify(signed, signature).is_ok()
    }
}

fn library(algorithm: Algorithm) -> Option<jsonwebtoken::Algorithm> {
    use jsonwebtoken::Algorithm as Library;
    Some(match algorithm {
        Algorithm::Rs256 => Library::RS256,
        Algorithm::Rs384 => Library::RS384,
        Algorithm::Rs512 => Library::RS512,
        Algorithm::Ps256 => Library::PS256,
        Algorithm::Ps384 => Library::PS384,
        Algorithm::Ps512 => Library::PS512,
        Algorithm::Es256 => Library::ES256,
        Algorithm::Es384 => Library::ES384,
        Algorithm::EdDsa => Library::EdDSA,
        Algorithm::Es512 => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_of_the_published_example_comes_out() {
        // OIDC Core, appendix A.3 and A.4.
        assert_eq!(
            Algorithm::Rs256.half_hash("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y"),
            "77QmUPtjPfzWtF2AnpK9RQ"
        );
        assert_eq!(
            Algorithm::Rs256.half_hash("Qcb0Orv1zh30vL1MPRsbm-diHiMwcLyZvn1arpZv-Jxf_11jnpEX3Tgfvk"),
            "LDktKdoQak3Pk0cnXxCltA"
        );
    }

    #[test]
    fn every_name_reads_back() {
        for algorithm in Algorithm::ALL {
            assert_eq!(Algorithm::parse(algorithm.as_str()), Some(algorithm));
        }
    }
}
