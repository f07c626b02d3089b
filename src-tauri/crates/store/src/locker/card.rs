//! Whose locker it is, in a small file that only the safe's key opens.
//!
//! # Format 1
//!
//! | bytes | what |
//! | --- | --- |
//! | 0–11 | `satchel card` |
//! | 12 | the format's number, 1 |
//! | 13–24 | nonce |
//! | 25– | the label under AES-256-GCM, and its tag; bytes 0–24 are authenticated with it |
//!
//! The sealing key is HMAC-SHA256 of the text `satchel card 1` under what the safe holds: the database key, or the
//! secret that belongs to a PIN. The label is a JSON list of three texts, filled up with spaces to a multiple of 256
//! bytes, so that the file's length does not tell the name's.

use std::fmt;
use std::path::Path;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use aws_lc_rs::rand::{SecureRandom as _, SystemRandom};
use zeroize::Zeroizing;

use crate::{Error, Key, small};

const BEGINNING: &[u8; 13] = b"satchel card\x01";
const HEAD: usize = 25;
const STEP: usize = 256;
const TAG: usize = 16;

/// Whose it is, as a list of people shows it.
#[derive(Clone, PartialEq, Eq)]
pub struct Label {
    /// The whole name.
    pub name: String,
    /// How to greet them.
    pub given_name: String,
    /// For a small round picture.
    pub initials: String,
}

/// Writes the card in place of what was there.
pub(super) fn write(path: &Path, label: &Label, root: &Key) -> Result<(), Error> {
    let mut nonce = [0; 12];
    SystemRandom::new().fill(&mut nonce).map_err(|_| Error::Unexpected("no random source"))?;
    small::write(path, &seal(label, root, nonce)?)
}

/// The label; `None` where there is no card that this key opens.
pub(super) fn read(path: &Path, root: &Key) -> Result<Option<Label>, Error> {
    Ok(small::read(path)?.and_then(|bytes| open(bytes, root)))
}

fn seal(label: &Label, root: &Key, nonce: [u8; 12]) -> Result<Vec<u8>, Error> {
    let mut bytes = BEGINNING.to_vec();
    bytes.extend_from_slice(&nonce);
    let text = serde_json::to_vec(&[&label.name, &label.given_name, &label.initials]);
    let mut text = Zeroizing::new(text.map_err(|_| Error::Unexpected("a label as JSON"))?);
    let length = text.len().next_multiple_of(STEP);
    if HEAD + length + TAG > small::LONGEST {
        return Err(Error::Refused("the label is too long"));
    }
    text.resize(length, b' ');
    let tag = cipher(root)?
        .seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), Aad::from(&bytes), &mut text)
        .map_err(|_| Error::Unexpected("sealing failed"))?;
    bytes.extend_from_slice(&text);
    bytes.extend_from_slice(tag.as_ref());
    Ok(bytes)
}

fn open(mut bytes: Vec<u8>, root: &Key) -> Option<Label> {
    let (head, sealed) = bytes.split_at_mut_checked(HEAD)?;
    let nonce = head.strip_prefix(BEGINNING)?.try_into().ok()?;
    let text = cipher(root)
        .ok()?
        .open_in_place(Nonce::assume_unique_for_key(nonce), Aad::from(&*head), sealed)
        .ok()?;
    let [name, given_name, initials] = serde_json::from_slice(text).ok()?;
    Some(Label { name, given_name, initials })
}

fn cipher(root: &Key) -> Result<LessSafeKey, Error> {
    let key = UnboundKey::new(&AES_256_GCM, &*root.derived(b"satchel card 1"));
    key.map(LessSafeKey::new).map_err(|_| Error::Unexpected("a key of the wrong length"))
}

impl fmt::Debug for Label {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Label(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn label() -> Label {
        Label {
            name: "Rosa Delgado-Ñíguez".to_owned(),
            given_name: "Rosa".to_owned(),
            initials: "RD".to_owned(),
        }
    }

    fn root() -> Key {
        Key::from_bytes([6; 32])
    }

    fn sealed() -> Vec<u8> {
        seal(&label(), &root(), [3; 12]).unwrap()
    }

    #[test]
    fn its_key_opens_it_and_no_other_does() {
        assert!(open(sealed(), &root()) == Some(label()));
        assert!(open(sealed(), &Key::from_bytes([7; 32])).is_none());
    }

    /// If this changes, cards that were written cannot be read any more.
    #[test]
    fn the_format_never_changes() {
        let bytes = sealed();
        assert_eq!(bytes.len(), 25 + 256 + 16);
        let hash = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &bytes);
        insta::assert_snapshot!(format!("{hash:?}"), @"SHA256:41c6ea0df469ca9dc046b99478e75976eae14107d35978b113379e016e82bc0d");
    }

    #[test]
    fn no_changed_and_no_missing_byte_gives_a_label() {
        for at in 0..sealed().len() {
            let mut bytes = sealed();
            bytes[at] ^= 1;
            assert!(open(bytes, &root()).is_none(), "byte {at}");
            assert!(open(sealed()[..at].to_vec(), &root()).is_none(), "length {at}");
        }
    }

    #[test]
    fn its_length_does_not_tell_the_length_of_a_name() {
        let short = Label { name: "Al".to_owned(), given_name: "Al".to_owned(), initials: "A".to_owned() };
        assert_eq!(seal(&short, &root(), [3; 12]).unwrap().len(), sealed().len());
    }

    #[test]
    fn a_name_of_no_sensible_length_is_refused() {
        let long = Label { name: "x".repeat(5000), ..label() };
        assert_eq!(seal(&long, &root(), [3; 12]).unwrap_err(), Error::Refused("the label is too long"));
    }

    #[test]
    fn a_label_prints_nothing() {
        assert_eq!(format!("{:?}", label()), "Label(…)");
    }
}
