//! The keys of an issuer as data, and the choice of the one key for a token (rules V5 and V9).

use serde_json::{Map, Value};

use crate::algorithm::{Curve, PublicKey};
use crate::compact::decode;
use crate::{Algorithm, Refusal, roca, strict_json};

/// Shortest and longest RSA modulus, in bits (RFC 7518, section 3.3; longer keys only cost time).
const RSA_BITS: std::ops::RangeInclusive<usize> = 2048..=8192;

/// A JSON Web Key Set (RFC 7517). Keys that we could never use are kept only by their id.
#[derive(Clone)]
pub struct KeySet {
    keys: Vec<Key>,
}

#[derive(Clone)]
struct Key {
    kid: Option<String>,
    algorithm: Option<String>,
    /// `use` and `key_ops` allow checking signatures, and the kind of key is one we know.
    usable: bool,
    /// Absent where the key is malformed or too weak: then only a token that names it is refused.
    material: Option<PublicKey>,
}

impl std::fmt::Debug for KeySet {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("KeySet").field("keys", &self.keys.len()).finish()
    }
}

impl KeySet {
    /// Reads the JSON of a set. Refused as a whole: what is not a set, two keys with one id, and symmetric keys
    /// beside asymmetric ones (whoever published them does not know which of them are secret).
    pub fn parse(json: &[u8]) -> Result<Self, Refusal> {
        let set = strict_json::object(json).ok_or(Refusal::BadKeySet)?;
        let keys = set.get("keys").and_then(Value::as_array).ok_or(Refusal::BadKeySet)?;
        let keys: Vec<&Map<String, Value>> =
            keys.iter().map(|key| key.as_object().ok_or(Refusal::BadKeySet)).collect::<Result<_, _>>()?;
        let symmetric = keys.iter().filter(|key| text(key, "kty") == Some("oct")).count();
        if symmetric != 0 && symmetric != keys.len() {
            return Err(Refusal::BadKeySet);
        }
        let keys = keys.into_iter().map(Key::read).collect::<Result<Vec<_>, _>>()?;
        let ids: Vec<&String> = keys.iter().filter_map(|key| key.kid.as_ref()).collect();
        if ids.iter().enumerate().any(|(at, kid)| ids[..at].contains(kid)) {
            return Err(Refusal::BadKeySet);
        }
        Ok(Self { keys })
    }

    /// Is there a key with this id?
    #[must_use]
    pub fn contains(&self, kid: &str) -> bool {
        self.keys.iter().any(|key| key.kid.as_deref() == Some(kid))
    }

    /// The key for a token. Without an id there must be exactly one that could have signed it.
    pub(crate) fn choose(&self, kid: Option<&str>, algorithm: Algorithm) -> Result<&PublicKey, Refusal> {
        let mut usable = self.keys.iter().filter(|key| key.usable);
        if let Some(kid) = kid {
            let named = usable.find(|key| key.kid.as_deref() == Some(kid)).ok_or(Refusal::UnknownKey)?;
            return named.material_for(algorithm).ok_or(Refusal::KeyDoesNotFit);
        }
        let usable: Vec<&Key> = usable.collect();
        let mut fitting = usable.iter().filter_map(|key| key.material_for(algorithm));
        match (fitting.next(), fitting.next(), usable.len()) {
            (Some(only), None, _) => Ok(only),
            (None, _, 1) => Err(Refusal::KeyDoesNotFit),
            _ => Err(Refusal::UnknownKey),
        }
    }
}

impl Key {
    fn read(key: &Map<String, Value>) -> Result<Self, Refusal> {
        // A member of the wrong kind is not the same as an absent one.
        let optional = |name: &str| match key.get(name) {
            None => Ok(None),
            Some(Value::String(text)) => Ok(Some(text.clone())),
            Some(_) => Err(Refusal::BadKeySet),
        };
        let kty = optional("kty")?.ok_or(Refusal::BadKeySet)?;
        let may_verify = match key.get("key_ops") {
            None => true,
            Some(Value::Array(operations)) => operations.iter().any(|operation| operation == "verify"),
            Some(_) => false,
        };
        let for_signatures = optional("use")?.is_none_or(|purpose| purpose == "sig");
        let known = matches!(kty.as_str(), "RSA" | "EC" | "OKP");
        Ok(Self {
            kid: optional("kid")?,
            algorithm: optional("alg")?,
            usable: known && may_verify && for_signatures,
            material: material(&kty, key),
        })
    }

    fn material_for(&self, algorithm: Algorithm) -> Option<&PublicKey> {
        let labelled = self.algorithm.as_deref().is_none_or(|label| label == algorithm.as_str());
        self.material.as_ref().filter(|material| labelled && material.fits(algorithm))
    }
}

fn text<'a>(key: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    key.get(name).and_then(Value::as_str)
}

fn material(kty: &str, key: &Map<String, Value>) -> Option<PublicKey> {
    let bytes = |name: &str| decode(text(key, name)?).ok();
    match kty {
        "RSA" => rsa(bytes("n")?, bytes("e")?),
        "EC" => {
            let (curve, length) = match text(key, "crv")? {
                "P-256" => (Curve::P256, 32),
                "P-384" => (Curve::P384, 48),
                "P-521" => (Curve::P521, 66),
                _ => return None,
            };
            let (x, y) = (bytes("x")?, bytes("y")?);
            (x.len() == length && y.len() == length).then_some(PublicKey::Ec { curve, x, y })
        }
        "OKP" if text(key, "crv")? == "Ed25519" => {
            let x = bytes("x")?;
            (x.len() == 32).then_some(PublicKey::Ed25519 { x })
        }
        _ => None,
    }
}

/// Rule V5: at least 2048 bits, an odd exponent of 3 or more, and not of the weak kind of 2017.
fn rsa(mut n: Vec<u8>, mut e: Vec<u8>) -> Option<PublicKey> {
    strip_leading_zeros(&mut n);
    strip_leading_zeros(&mut e);
    let bits = n.len() * 8 - usize::try_from(n.first()?.leading_zeros()).ok()?;
    let odd = e.last()? & 1 == 1 && e != [1];
    (RSA_BITS.contains(&bits) && odd && !roca::is_suspect(&n)).then_some(PublicKey::Rsa { n, e })
}

/// Some issuers write a leading zero byte, which RFC 7518 forbids and which changes nothing.
fn strip_leading_zeros(number: &mut Vec<u8>) {
    let zeros = number.iter().take_while(|byte| **byte == 0).count();
    number.drain(..zeros);
}
