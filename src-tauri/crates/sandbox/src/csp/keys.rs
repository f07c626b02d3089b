//! The CSP's keys: one for each slot and algorithm, made when it is first wanted, because an RSA key takes its time.

use std::sync::OnceLock;

use jsonwebtoken::Algorithm;
use serde::{Deserialize, Serialize};

use crate::ids::Ids;
use crate::keys::{KeyError, SigningKey};

/// One of two keys that take turns (ias-wire 8, J6).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Slot {
    A,
    B,
}

/// Algorithms that the CSP signs with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Signing {
    #[serde(rename = "RS256")]
    Rs256,
    #[serde(rename = "PS256")]
    Ps256,
    #[serde(rename = "ES256")]
    Es256,
    #[serde(rename = "EdDSA")]
    EdDsa,
}

impl From<Signing> for Algorithm {
    fn from(signing: Signing) -> Self {
        match signing {
            Signing::Rs256 => Self::RS256,
            Signing::Ps256 => Self::PS256,
            Signing::Es256 => Self::ES256,
            Signing::EdDsa => Self::EdDSA,
        }
    }
}

/// All keys.
#[derive(Default)]
pub(super) struct KeyRing {
    /// By slot, then by algorithm.
    keys: [[OnceLock<SigningKey>; 4]; 2],
}

impl KeyRing {
    /// The key of a slot for an algorithm.
    pub(super) fn get(&self, slot: Slot, signing: Signing, ids: &Ids) -> Result<&SigningKey, KeyError> {
        let place = &self.keys[slot as usize][signing as usize];
        if let Some(key) = place.get() {
            return Ok(key);
        }
        let key = SigningKey::generate(ids.fresh("csp key").to_string(), signing.into())?;
        Ok(place.get_or_init(|| key))
    }
}
