//! A PIN as an Argon2id hash in a text of the PHC string format: what a clinic's settings hold of the staff's PIN.

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use crate::Error;

/// What the `argon2` library takes unasked.
const MEMORY: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Does the PIN belong to the hash? A text that is no such hash belongs to none.
#[must_use]
pub fn is_pin_of(hash: &str, pin: &SecretString) -> bool {
    matches(hash, pin).unwrap_or(false)
}

fn matches(hash: &str, pin: &SecretString) -> Option<bool> {
    let parts: Vec<&str> = hash.split('$').collect();
    let ["", "argon2id", "v=19", costs, salt, wanted] = parts[..] else { return None };
    let mut costs = costs.split(',');
    let mut cost = |name: &str| costs.next()?.strip_prefix(name)?.parse::<u32>().ok();
    let (memory, passes, lanes) = (cost("m=")?, cost("t=")?, cost("p=")?);
    let (salt, wanted) = (STANDARD_NO_PAD.decode(salt).ok()?, STANDARD_NO_PAD.decode(wanted).ok()?);
    let made =
        derive(pin, &salt, Params::new(memory, passes, lanes, Some(wanted.len())).ok()?, wanted.len())?;
    Some(aws_lc_rs::constant_time::verify_slices_are_equal(&made, &wanted).is_ok())
}

/// The hash of a PIN, with a salt of its own, for a settings file.
pub fn hash_of_pin(pin: &SecretString) -> Result<String, Error> {
    let mut salt = [0; 16];
    aws_lc_rs::rand::fill(&mut salt).map_err(|_| Error::Unexpected("no random numbers"))?;
    let params = Params::new(MEMORY, PASSES, LANES, Some(32))
        .map_err(|_| Error::Unexpected("key derivation failed"))?;
    let made = derive(pin, &salt, params, 32).ok_or(Error::Unexpected("key derivation failed"))?;
    let (salt, made) = (STANDARD_NO_PAD.encode(salt), STANDARD_NO_PAD.encode(made.as_slice()));
    Ok(format!("$argon2id$v=19$m={MEMORY},t={PASSES},p={LANES}${salt}${made}"))
}

fn derive(pin: &SecretString, salt: &[u8], params: Params, length: usize) -> Option<Zeroizing<Vec<u8>>> {
    let mut bytes = Zeroizing::new(vec![0; length]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(pin.expose_secret().as_bytes(), salt, &mut bytes)
        .ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_belongs_to_its_own_hash_alone() {
        let (ours, other) = (SecretString::from("2468"), SecretString::from("2469"));
        let hash = hash_of_pin(&ours).unwrap();
        assert!(is_pin_of(&hash, &ours));
        assert!(!is_pin_of(&hash, &other));
        assert_ne!(hash, hash_of_pin(&ours).unwrap());
        for broken in ["", "2468", "$argon2id$v=19$m=19456,t=2,p=1$c2FsdA$", &hash[..hash.len() - 2]] {
            assert!(!is_pin_of(broken, &ours), "{broken}");
        }
    }
}
