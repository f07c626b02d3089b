//! The key behind a passphrase or a PIN: a small file that only what is typed opens.
//!
//! # Formats 1 and 2, 96 bytes
//!
//! | bytes | what |
//! | --- | --- |
//! | 0–6 | `satchel` |
//! | 7 | the format's number |
//! | 8–11, 12–15, 16–19 | Argon2id: memory in KiB, passes, lanes; big-endian |
//! | 20–35 | salt |
//! | 36–47 | nonce |
//! | 48–95 | the key under AES-256-GCM, and its tag; bytes 0–47 are authenticated with it |
//!
//! The wrapping key is the 32 bytes that Argon2id (version 0x13) makes of what was typed, in UTF-8 after Unicode's NFKC:
//! the same words open the file whichever keyboard they come from. In format 2, for PINs, it takes a secret of 32 bytes
//! as well (Argon2's own parameter), which is kept elsewhere: neither the PIN nor that secret alone opens the file.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use argon2::{Algorithm, Argon2, Params, Version};
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};
use secrecy::{ExposeSecret as _, SecretString};
use unicode_normalization::UnicodeNormalization as _;
use zeroize::Zeroizing;

use super::VaultError;
use crate::aside::elsewhere;
use crate::{Error, Key, small};

/// The fewest characters of a passphrase.
pub const SHORTEST_PASSPHRASE: usize = 8;

const MAGIC: &[u8; 7] = b"satchel";
/// Of what was typed alone.
const TYPED: u8 = 1;
/// Of what was typed and a secret.
const TYPED_AND_SECRET: u8 = 2;
const SEALED: usize = 48;
const LENGTH: usize = 96;

/// RFC 9106's second choice (64 MiB, three passes) on one lane: about a fifth of a second on a small computer.
pub(crate) const COST: Cost = Cost { memory: 64 * 1024, passes: 3, lanes: 1 };

/// For tests of what surrounds a derivation: next to nothing.
#[cfg(any(test, feature = "failpoints"))]
pub(crate) const CHEAP: Cost = Cost { memory: 64, passes: 1, lanes: 1 };

/// A file that asks for more than this was not written by us, and shall not tie up the machine.
const DEAREST: Cost = Cost { memory: 1024 * 1024, passes: 16, lanes: 8 };

/// What one guess costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Cost {
    memory: u32,
    passes: u32,
    lanes: u32,
}

/// A file and what opens it.
#[derive(Clone)]
pub struct Passphrase {
    header: PathBuf,
    words: SecretString,
    secret: Option<Arc<Key>>,
    cost: Cost,
}

impl Passphrase {
    pub(crate) fn new(header: &Path, words: SecretString) -> Result<Self, VaultError> {
        if normal(&words).chars().count() < SHORTEST_PASSPHRASE {
            return Err(VaultError::TooShort);
        }
        Ok(Self::typed(header, words, None, COST))
    }

    /// As it was typed, however short. With a secret the file is of format 2. `cost` is for writing alone.
    pub(crate) fn typed(header: &Path, words: SecretString, secret: Option<Key>, cost: Cost) -> Self {
        Self { header: header.to_owned(), words, secret: secret.map(Arc::new), cost }
    }

    pub(crate) async fn get(&self) -> Result<Key, VaultError> {
        let Self { header, words, secret, .. } = self.clone();
        elsewhere(move || {
            let bytes = small::read(&header)?.ok_or(VaultError::Missing);
            Ok(bytes.and_then(|bytes| open(&bytes, &words, secret.as_deref())))
        })
        .await?
    }

    pub(crate) async fn set(&self, key: &Key) -> Result<(), VaultError> {
        let Self { header, words, secret, cost } = self.clone();
        let key = key.twin();
        elsewhere(move || {
            let mut random = [0; 28];
            SystemRandom::new().fill(&mut random).map_err(|_| Error::Unexpected("no random source"))?;
            Ok(seal(&key, &words, secret.as_deref(), cost, &random)
                .and_then(|bytes| Ok(small::write(&header, &bytes)?)))
        })
        .await?
    }

    pub(crate) async fn delete(&self) -> Result<(), VaultError> {
        let header = self.header.clone();
        Ok(elsewhere(move || small::remove(&header)).await?)
    }
}

/// What was typed, in the one form that all ways of typing it share.
pub(crate) fn normal(words: &SecretString) -> Zeroizing<String> {
    let words = words.expose_secret();
    // No character's form is longer than eleven times its bytes; a text that grows leaves copies behind.
    let mut text = Zeroizing::new(String::with_capacity(words.len().saturating_mul(11)));
    text.extend(words.nfkc());
    text
}

/// Is this the beginning and the length of a file that we can read? Nothing is derived.
pub(crate) fn check_shape(bytes: &[u8], format: u8) -> Result<(), VaultError> {
    match bytes.strip_prefix(MAGIC).and_then(|rest| rest.first()) {
        Some(&found) if found > TYPED_AND_SECRET => Err(VaultError::NewerFormat { found }),
        Some(&found) if found == format && bytes.len() == LENGTH => Ok(()),
        _ => Err(VaultError::Damaged),
    }
}

/// The format of a file that takes a secret, or none.
pub(crate) const fn format(with_secret: bool) -> u8 {
    if with_secret { TYPED_AND_SECRET } else { TYPED }
}

/// `random` is salt and nonce.
fn seal(
    key: &Key,
    words: &SecretString,
    secret: Option<&Key>,
    cost: Cost,
    random: &[u8; 28],
) -> Result<Vec<u8>, VaultError> {
    let mut bytes = Vec::with_capacity(LENGTH);
    bytes.extend_from_slice(MAGIC);
    bytes.push(format(secret.is_some()));
    for number in [cost.memory, cost.passes, cost.lanes] {
        bytes.extend_from_slice(&number.to_be_bytes());
    }
    bytes.extend_from_slice(random);
    let (sealing, nonce) = wrapping(&bytes, words, secret)?;
    let mut inside = Zeroizing::new(*key.bytes());
    let tag = sealing
        .seal_in_place_separate_tag(nonce, Aad::from(&bytes), &mut *inside)
        .map_err(|_| Error::Unexpected("sealing failed"))?;
    bytes.extend_from_slice(&*inside);
    bytes.extend_from_slice(tag.as_ref());
    Ok(bytes)
}

fn open(bytes: &[u8], words: &SecretString, secret: Option<&Key>) -> Result<Key, VaultError> {
    check_shape(bytes, format(secret.is_some()))?;
    let (head, sealed) = bytes.split_at(SEALED);
    let (opening, nonce) = wrapping(head, words, secret)?;
    let mut sealed = Zeroizing::new(sealed.to_vec());
    // A flipped bit reads like a wrong passphrase: whoever could tell them apart could guess faster.
    let key = opening
        .open_in_place(nonce, Aad::from(head), &mut sealed)
        .map_err(|_| VaultError::WrongPassphrase)?;
    <[u8; 32]>::try_from(&*key).map(Key::from_bytes).map_err(|_| VaultError::Damaged)
}

/// The key and the nonce that the first 48 bytes, what was typed and the secret make.
fn wrapping(
    head: &[u8],
    words: &SecretString,
    secret: Option<&Key>,
) -> Result<(LessSafeKey, Nonce), VaultError> {
    let number = |at: usize| {
        let four = head.get(at..at + 4).and_then(|four| four.try_into().ok());
        four.map(u32::from_be_bytes).ok_or(VaultError::Damaged)
    };
    let cost = Cost { memory: number(8)?, passes: number(12)?, lanes: number(16)? };
    if cost.memory > DEAREST.memory || cost.passes > DEAREST.passes || cost.lanes > DEAREST.lanes {
        return Err(VaultError::Damaged);
    }
    let params =
        Params::new(cost.memory, cost.passes, cost.lanes, Some(32)).map_err(|_| VaultError::Damaged)?;
    let (salt, nonce) = (head.get(20..36), head.get(36..48).and_then(|nonce| nonce.try_into().ok()));
    let (Some(salt), Some(nonce)) = (salt, nonce) else { return Err(VaultError::Damaged) };
    let mut bytes = Zeroizing::new([0; 32]);
    let secret = secret.map_or(&[] as &[u8], |secret| secret.bytes());
    Argon2::new_with_secret(secret, Algorithm::Argon2id, Version::V0x13, params)
        .and_then(|argon| argon.hash_password_into(normal(words).as_bytes(), salt, &mut *bytes))
        .map_err(|_| Error::Unexpected("key derivation failed"))?;
    let key =
        UnboundKey::new(&AES_256_GCM, &*bytes).map_err(|_| Error::Unexpected("a key of the wrong length"))?;
    Ok((LessSafeKey::new(key), Nonce::assume_unique_for_key(nonce)))
}

impl fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Passphrase")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words() -> SecretString {
        SecretString::from("correct horse battery")
    }

    fn sealed() -> Vec<u8> {
        sealed_with(&words(), None)
    }

    fn sealed_with(words: &SecretString, secret: Option<&Key>) -> Vec<u8> {
        let random: [u8; 28] = std::array::from_fn(|at| u8::try_from(at).unwrap());
        seal(&Key::from_bytes([9; 32]), words, secret, CHEAP, &random).unwrap()
    }

    fn hex(bytes: &[u8]) -> String {
        bytes.iter().fold(String::new(), |mut text, byte| {
            use std::fmt::Write as _;
            let _ = write!(text, "{byte:02x}");
            text
        })
    }

    /// If this changes, nobody's passphrase opens their file any more. Make another format beside it.
    /// (For text that is not ASCII, format 1 took NFKC on before anybody had used it.)
    #[test]
    fn the_format_never_changes() {
        insta::assert_snapshot!(hex(&sealed()), @"7361746368656c01000000400000000100000001000102030405060708090a0b0c0d0e0f101112131415161718191a1b29ef3839e883bf7cf3b1870b189ea85474c6001dc790e8f2ee132a99d60d6d90f82696a0e6daaf49785cad63375e5406");
        assert_eq!(COST, Cost { memory: 65536, passes: 3, lanes: 1 });
    }

    #[test]
    fn the_passphrase_opens_it_and_no_other_does() {
        assert_eq!(open(&sealed(), &words(), None).unwrap().bytes(), &[9; 32]);
        let other = SecretString::from("correct horse batterz");
        assert_eq!(open(&sealed(), &other, None).unwrap_err(), VaultError::WrongPassphrase);
    }

    fn pin() -> SecretString {
        SecretString::from("582931")
    }

    #[test]
    fn the_format_with_a_secret_never_changes() {
        let text = hex(&sealed_with(&pin(), Some(&Key::from_bytes([4; 32]))));
        insta::assert_snapshot!(text, @"7361746368656c02000000400000000100000001000102030405060708090a0b0c0d0e0f101112131415161718191a1b58aabe8b87a37dec46cdbd54bca4edc046ed29a43ae1b1de67eafd4d67e3ac7fd02f8e0dc2240cdfc165ade4640bbb8c");
    }

    #[test]
    fn neither_the_pin_nor_the_secret_alone_opens_it() {
        let secret = Key::from_bytes([4; 32]);
        let sealed = sealed_with(&pin(), Some(&secret));
        assert_eq!(open(&sealed, &pin(), Some(&secret)).unwrap().bytes(), &[9; 32]);
        let other = Key::from_bytes([5; 32]);
        assert_eq!(open(&sealed, &pin(), Some(&other)).unwrap_err(), VaultError::WrongPassphrase);
        assert_eq!(open(&sealed, &words(), Some(&secret)).unwrap_err(), VaultError::WrongPassphrase);
        assert_eq!(open(&sealed, &pin(), None).unwrap_err(), VaultError::Damaged);
        let mut claims_no_secret = sealed;
        claims_no_secret[7] = TYPED;
        assert_eq!(open(&claims_no_secret, &pin(), None).unwrap_err(), VaultError::WrongPassphrase);
    }

    #[test]
    fn a_file_without_a_secret_is_not_taken_for_one_with() {
        let secret = Key::from_bytes([4; 32]);
        assert_eq!(open(&sealed(), &words(), Some(&secret)).unwrap_err(), VaultError::Damaged);
    }

    #[rstest::rstest]
    #[case::composed_or_not("contraseña", "contrasen\u{303}a")]
    #[case::full_width("482913", "\u{ff14}\u{ff18}\u{ff12}\u{ff19}\u{ff11}\u{ff13}")]
    #[case::ligature("official", "o\u{fb03}cial")]
    fn the_same_words_open_it_whichever_keyboard_they_come_from(#[case] one: &str, #[case] other: &str) {
        let sealed = sealed_with(&SecretString::from(one), None);
        assert!(open(&sealed, &SecretString::from(other), None).is_ok());
    }

    #[test]
    fn the_longest_form_of_a_character_does_not_make_the_text_grow() {
        let longest = "\u{fdfa}".repeat(40);
        let text = normal(&SecretString::from(longest.as_str()));
        assert_eq!(text.capacity(), longest.len() * 11);
    }

    #[test]
    fn no_changed_byte_gives_a_key() {
        for at in 0..LENGTH {
            let mut bytes = sealed();
            bytes[at] ^= 1;
            assert!(open(&bytes, &words(), None).is_err(), "byte {at}");
        }
    }

    #[test]
    fn a_truncated_a_foreign_a_greedy_and_a_newer_file_are_told_apart() {
        for length in 0..LENGTH {
            assert_eq!(
                open(&sealed()[..length], &words(), None).unwrap_err(),
                VaultError::Damaged,
                "{length}"
            );
        }
        assert_eq!(open(&[b'x'; LENGTH], &words(), None).unwrap_err(), VaultError::Damaged);
        let mut greedy = sealed();
        greedy[8] = 0xff;
        assert_eq!(open(&greedy, &words(), None).unwrap_err(), VaultError::Damaged);
        let mut newer = sealed();
        newer[7] = 3;
        assert_eq!(open(&newer, &words(), None).unwrap_err(), VaultError::NewerFormat { found: 3 });
    }

    #[tokio::test]
    async fn it_is_kept_in_a_file_changed_and_forgotten() {
        let folder = tempfile::tempdir().unwrap();
        let header = folder.path().join("rosa.key");
        let vault = Passphrase { cost: CHEAP, ..Passphrase::new(&header, words()).unwrap() };
        assert_eq!(vault.get().await.unwrap_err(), VaultError::Missing);
        vault.set(&Key::from_bytes([3; 32])).await.unwrap();
        assert_eq!(vault.get().await.unwrap().bytes(), &[3; 32]);
        let other = Passphrase { words: SecretString::from("another passphrase"), ..vault.clone() };
        assert_eq!(other.get().await.unwrap_err(), VaultError::WrongPassphrase);
        other.set(&vault.get().await.unwrap()).await.unwrap();
        assert_eq!(vault.get().await.unwrap_err(), VaultError::WrongPassphrase);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
        other.delete().await.unwrap();
        other.delete().await.unwrap();
        assert_eq!(other.get().await.unwrap_err(), VaultError::Missing);
    }

    #[test]
    fn a_short_passphrase_is_refused() {
        let short = SecretString::from("ñandúes");
        assert_eq!(Passphrase::new(Path::new("h"), short).unwrap_err(), VaultError::TooShort);
    }
}
