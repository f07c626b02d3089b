//! The 32 bytes that open a person's file.

use std::fmt;

use aws_lc_rs::hmac;
use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};
use zeroize::{Zeroize as _, Zeroizing};

use crate::Error;

/// How many bytes a key has.
pub(crate) const LENGTH: usize = 32;

/// A raw key of 256 bits. It is wiped when it is dropped, prints nothing, and cannot be copied or serialized.
pub struct Key(Zeroizing<[u8; LENGTH]>);

impl Key {
    /// A fresh one from the operating system's random source.
    pub fn random() -> Result<Self, Error> {
        let mut bytes = Zeroizing::new([0_u8; LENGTH]);
        SystemRandom::new().fill(&mut *bytes).map_err(|_| Error::Unexpected("no random source"))?;
        Ok(Self(bytes))
    }

    /// From its bytes; the caller's copy is the caller's to wipe.
    #[must_use]
    pub fn from_bytes(bytes: [u8; LENGTH]) -> Self {
        Self(Zeroizing::new(bytes))
    }

    /// From bytes that came out of a keychain: `None` unless there are exactly 32. The given bytes are wiped.
    pub(crate) fn from_vec(mut bytes: Vec<u8>) -> Option<Self> {
        let key = <[u8; LENGTH]>::try_from(bytes.as_slice()).ok().map(Self::from_bytes);
        bytes.zeroize();
        key
    }

    pub(crate) fn bytes(&self) -> &[u8; LENGTH] {
        &self.0
    }

    /// A second handle on the same key, for a thread of ours. Not `Clone`: nobody outside may multiply a key.
    pub(crate) fn twin(&self) -> Self {
        Self(self.0.clone())
    }

    /// The first 16 bytes of a file made with this key.
    ///
    /// `SQLCipher` keeps a salt there. It would be random, and of no use with a raw key; made from the key, it tells a
    /// wrong key from a damaged file. Nothing can be learned from it: the key has 256 random bits.
    pub(crate) fn salt(&self) -> [u8; 16] {
        let mut salt = [0; 16];
        salt.copy_from_slice(&self.derived(b"satchel store salt 1")[..16]);
        salt
    }

    /// Another key for another purpose: HMAC-SHA256 of a label of its own. It tells nothing about this one.
    pub(crate) fn derived(&self, label: &[u8]) -> Zeroizing<[u8; LENGTH]> {
        let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, self.bytes()), label);
        let mut bytes = Zeroizing::new([0; LENGTH]);
        bytes.copy_from_slice(tag.as_ref());
        bytes
    }

    /// What `PRAGMA key` takes: key and salt in hexadecimal.
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        // All of its length from the start: a text that grows leaves copies behind.
        let mut text = Zeroizing::new(String::with_capacity(128));
        text.push_str("PRAGMA key = \"x'");
        for byte in self.bytes().iter().chain(&self.salt()) {
            text.push(char::from(DIGITS[usize::from(byte >> 4)]));
            text.push(char::from(DIGITS[usize::from(byte & 15)]));
        }
        text.push_str("'\"");
        text
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Key(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_prints_nothing() {
        assert_eq!(format!("{:?}", Key::from_bytes([7; 32])), "Key(…)");
    }

    #[test]
    fn two_random_keys_differ() {
        assert_ne!(Key::random().unwrap().bytes(), Key::random().unwrap().bytes());
    }

    #[test]
    fn only_thirty_two_bytes_are_a_key() {
        assert!(Key::from_vec(vec![1; 32]).is_some());
        assert!(Key::from_vec(vec![1; 31]).is_none());
        assert!(Key::from_vec(Vec::new()).is_none());
    }

    #[test]
    fn the_pragma_holds_key_and_salt_and_never_grew() {
        let text = Key::from_bytes([0xab; 32]).pragma();
        assert!(text.starts_with("PRAGMA key = \"x'abab"));
        assert_eq!(text.len(), "PRAGMA key = \"x''\"".len() + 96);
        assert_eq!(text.capacity(), 128);
    }
}
