//! The key behind a passphrase: a small file that only the passphrase opens.
//!
//! # Format 1, 96 bytes
//!
//! | bytes | what |
//! | --- | --- |
//! | 0–6 | `satchel` |
//! | 7 | the format's number, 1 |
//! | 8–11, 12–15, 16–19 | Argon2id: memory in KiB, passes, lanes; big-endian |
//! | 20–35 | salt |
//! | 36–47 | nonce |
//! | 48–95 | the key under AES-256-GCM, and its tag; bytes 0–47 are authenticated with it |
//!
//! The wrapping key is the 32 bytes that Argon2id (version 0x13) makes of the passphrase in UTF-8 as it was typed.

use std::fmt;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use argon2::{Algorithm, Argon2, Params, Version};
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};
use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

use super::VaultError;
use crate::aside::elsewhere;
use crate::file::{beside, private, sync_folder};
use crate::{Error, Key};

/// The fewest characters of a passphrase.
pub const SHORTEST_PASSPHRASE: usize = 8;

const MAGIC: &[u8; 7] = b"satchel";
const FORMAT: u8 = 1;
const SEALED: usize = 48;
const LENGTH: usize = 96;

/// RFC 9106's second choice (64 MiB, three passes) on one lane: about a fifth of a second on a small computer.
const COST: Cost = Cost { memory: 64 * 1024, passes: 3, lanes: 1 };

/// A file that asks for more than this was not written by us, and shall not tie up the machine.
const DEAREST: Cost = Cost { memory: 1024 * 1024, passes: 16, lanes: 8 };

/// What one guess costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Cost {
    memory: u32,
    passes: u32,
    lanes: u32,
}

/// A file and the passphrase that opens it.
#[derive(Clone)]
pub struct Passphrase {
    header: PathBuf,
    words: SecretString,
    cost: Cost,
}

impl Passphrase {
    pub(crate) fn new(header: &Path, words: SecretString) -> Result<Self, VaultError> {
        if words.expose_secret().chars().count() < SHORTEST_PASSPHRASE {
            return Err(VaultError::TooShort);
        }
        Ok(Self { header: header.to_owned(), words, cost: COST })
    }

    pub(crate) async fn get(&self) -> Result<Key, VaultError> {
        let Self { header, words, .. } = self.clone();
        elsewhere(move || Ok(read(&header).and_then(|bytes| open(&bytes, &words)))).await?
    }

    pub(crate) async fn set(&self, key: &Key) -> Result<(), VaultError> {
        let Self { header, words, cost } = self.clone();
        let key = key.twin();
        elsewhere(move || {
            let mut random = [0; 28];
            SystemRandom::new().fill(&mut random).map_err(|_| Error::Unexpected("no random source"))?;
            Ok(seal(&key, &words, cost, &random).and_then(|bytes| Ok(write(&header, &bytes)?)))
        })
        .await?
    }

    pub(crate) async fn delete(&self) -> Result<(), VaultError> {
        let header = self.header.clone();
        let gone = elsewhere(move || match fs::remove_file(&header) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error.into()),
            _ => sync_folder(&header),
        });
        Ok(gone.await?)
    }
}

fn read(header: &Path) -> Result<Vec<u8>, VaultError> {
    let file = match fs::File::open(header) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Err(VaultError::Missing),
        file => file.map_err(Error::from)?,
    };
    let mut bytes = Vec::with_capacity(LENGTH + 1);
    file.take(LENGTH as u64 + 1).read_to_end(&mut bytes).map_err(Error::from)?;
    Ok(bytes)
}

/// Under another name first, so that a full disk or a power cut leaves the old one.
fn write(header: &Path, bytes: &[u8]) -> Result<(), Error> {
    let new = beside(header, ".new");
    let written = private().create(true).truncate(true).open(&new).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&new, header)
    });
    if let Err(error) = written {
        let _ = fs::remove_file(&new);
        return Err(error.into());
    }
    sync_folder(header)
}

/// `random` is salt and nonce.
fn seal(key: &Key, passphrase: &SecretString, cost: Cost, random: &[u8; 28]) -> Result<Vec<u8>, VaultError> {
    let mut bytes = Vec::with_capacity(LENGTH);
    bytes.extend_from_slice(MAGIC);
    bytes.push(FORMAT);
    for number in [cost.memory, cost.passes, cost.lanes] {
        bytes.extend_from_slice(&number.to_be_bytes());
    }
    bytes.extend_from_slice(random);
    let (sealing, nonce) = wrapping(&bytes, passphrase)?;
    let mut inside = Zeroizing::new(*key.bytes());
    let tag = sealing
        .seal_in_place_separate_tag(nonce, Aad::from(&bytes), &mut *inside)
        .map_err(|_| Error::Unexpected("sealing failed"))?;
    bytes.extend_from_slice(&*inside);
    bytes.extend_from_slice(tag.as_ref());
    Ok(bytes)
}

fn open(bytes: &[u8], passphrase: &SecretString) -> Result<Key, VaultError> {
    match bytes.strip_prefix(MAGIC).and_then(|rest| rest.first()) {
        Some(&FORMAT) => {}
        Some(&found) if found > FORMAT => return Err(VaultError::NewerFormat { found }),
        _ => return Err(VaultError::Damaged),
    }
    if bytes.len() != LENGTH {
        return Err(VaultError::Damaged);
    }
    let (head, sealed) = bytes.split_at(SEALED);
    let (opening, nonce) = wrapping(head, passphrase)?;
    let mut sealed = Zeroizing::new(sealed.to_vec());
    // A flipped bit reads like a wrong passphrase: whoever could tell them apart could guess faster.
    let key = opening
        .open_in_place(nonce, Aad::from(head), &mut sealed)
        .map_err(|_| VaultError::WrongPassphrase)?;
    <[u8; 32]>::try_from(&*key).map(Key::from_bytes).map_err(|_| VaultError::Damaged)
}

/// The key and the nonce that the first 48 bytes and the passphrase make.
fn wrapping(head: &[u8], passphrase: &SecretString) -> Result<(LessSafeKey, Nonce), VaultError> {
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
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(passphrase.expose_secret().as_bytes(), salt, &mut *bytes)
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

    const CHEAP: Cost = Cost { memory: 64, passes: 1, lanes: 1 };

    fn words() -> SecretString {
        SecretString::from("correct horse battery")
    }

    fn sealed() -> Vec<u8> {
        let random: [u8; 28] = std::array::from_fn(|at| u8::try_from(at).unwrap());
        seal(&Key::from_bytes([9; 32]), &words(), CHEAP, &random).unwrap()
    }

    /// If this changes, nobody's passphrase opens their file any more. Make a format 2 beside it.
    #[test]
    fn the_format_never_changes() {
        let text = sealed().iter().fold(String::new(), |mut text, byte| {
            use std::fmt::Write as _;
            let _ = write!(text, "{byte:02x}");
            text
        });
        insta::assert_snapshot!(text, @"7361746368656c01000000400000000100000001000102030405060708090a0b0c0d0e0f101112131415161718191a1b29ef3839e883bf7cf3b1870b189ea85474c6001dc790e8f2ee132a99d60d6d90f82696a0e6daaf49785cad63375e5406");
        assert_eq!(COST, Cost { memory: 65536, passes: 3, lanes: 1 });
    }

    #[test]
    fn the_passphrase_opens_it_and_no_other_does() {
        assert_eq!(open(&sealed(), &words()).unwrap().bytes(), &[9; 32]);
        let other = SecretString::from("correct horse batterz");
        assert_eq!(open(&sealed(), &other).unwrap_err(), VaultError::WrongPassphrase);
    }

    #[test]
    fn no_changed_byte_gives_a_key() {
        for at in 0..LENGTH {
            let mut bytes = sealed();
            bytes[at] ^= 1;
            assert!(open(&bytes, &words()).is_err(), "byte {at}");
        }
    }

    #[test]
    fn a_truncated_a_foreign_a_greedy_and_a_newer_file_are_told_apart() {
        for length in 0..LENGTH {
            assert_eq!(open(&sealed()[..length], &words()).unwrap_err(), VaultError::Damaged, "{length}");
        }
        assert_eq!(open(&[b'x'; LENGTH], &words()).unwrap_err(), VaultError::Damaged);
        let mut greedy = sealed();
        greedy[8] = 0xff;
        assert_eq!(open(&greedy, &words()).unwrap_err(), VaultError::Damaged);
        let mut newer = sealed();
        newer[7] = 2;
        assert_eq!(open(&newer, &words()).unwrap_err(), VaultError::NewerFormat { found: 2 });
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
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
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
