//! Ids and secrets. One generator for all of them, so that a fixed seed makes every answer repeat.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use aws_lc_rs::hmac;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

/// Makes ids: from a name (the same name gives the same id in every world) or fresh.
///
/// Both are HMAC-SHA-256. Fresh ones under the world's key: random without a seed, and then as hard to guess as the key;
/// made from the seed otherwise, and then for tests and pictures only. Those from a name are no secrets, and are the same
/// in every world, as a person's id at a network outlives whoever asks for it.
pub(crate) struct Ids {
    key: hmac::Key,
    names: hmac::Key,
    /// How many fresh ones were drawn for each purpose. Counted apart, so that with a seed the second health link
    /// is the same whether the app has polled three times before it or thirty.
    drawn: Mutex<HashMap<&'static str, u64>>,
}

impl Ids {
    /// A generator; `None` takes its key from the operating system.
    pub(crate) fn new(seed: Option<u64>) -> Result<Self, aws_lc_rs::error::Unspecified> {
        let mut key = [0_u8; 32];
        if let Some(seed) = seed {
            key[..8].copy_from_slice(&seed.to_be_bytes());
        } else {
            aws_lc_rs::rand::fill(&mut key)?;
        }
        let key = hmac::Key::new(hmac::HMAC_SHA256, &key);
        let names = hmac::Key::new(hmac::HMAC_SHA256, b"satchel sandbox names");
        Ok(Self { key, names, drawn: Mutex::default() })
    }

    /// The id that belongs to a name, such as a person's or a record's.
    pub(crate) fn named(&self, name: &str) -> Uuid {
        uuid_of(digest(&self.names, "name", name.as_bytes()))
    }

    /// An id that nobody has had before.
    pub(crate) fn fresh(&self, purpose: &'static str) -> Uuid {
        uuid_of(self.secret(purpose))
    }

    /// 32 bytes that nobody can guess.
    pub(crate) fn secret(&self, purpose: &'static str) -> [u8; 32] {
        let mut drawn = self.drawn.lock().unwrap_or_else(PoisonError::into_inner);
        let number = drawn.entry(purpose).or_default();
        *number += 1;
        let mut input = number.to_be_bytes().to_vec();
        input.extend_from_slice(purpose.as_bytes());
        digest(&self.key, "fresh", &input)
    }

    /// A 32-byte secret as 43 base64url characters, for addresses and opaque tokens.
    pub(crate) fn secret_text(&self, purpose: &'static str) -> String {
        URL_SAFE_NO_PAD.encode(self.secret(purpose))
    }
}

fn digest(key: &hmac::Key, purpose: &str, input: &[u8]) -> [u8; 32] {
    let mut context = hmac::Context::with_key(key);
    context.update(purpose.as_bytes());
    context.update(&[0]);
    context.update(input);
    let mut bytes = [0; 32];
    bytes.copy_from_slice(context.sign().as_ref());
    bytes
}

fn uuid_of(bytes: [u8; 32]) -> Uuid {
    let mut first = [0; 16];
    first.copy_from_slice(&bytes[..16]);
    uuid::Builder::from_random_bytes(first).into_uuid()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_makes_ids_repeat_and_no_seed_does_not() {
        let (one, two) = (Ids::new(Some(7)).unwrap(), Ids::new(Some(7)).unwrap());
        assert_eq!(one.named("rosa"), two.named("rosa"));
        assert_eq!(one.secret_text("link"), two.secret_text("link"));
        // What was drawn for another purpose meanwhile changes nothing.
        let other = two.secret_text("session");
        let (second, same) = (one.secret_text("link"), two.secret_text("link"));
        assert_eq!(second, same);
        assert_ne!(second, other);
        let (three, four) = (Ids::new(None).unwrap(), Ids::new(None).unwrap());
        assert_eq!(three.named("rosa"), four.named("rosa"), "who restarts the world meets the same people");
    }
}
