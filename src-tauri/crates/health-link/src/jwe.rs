//! The files of a link: compact JWE, `alg` `dir`, `enc` `A256GCM`. Rules: `spec/shl-wire.md`, section 5.

use std::io::Read as _;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;

/// Largest plaintext of one file, in bytes.
pub const LARGEST_FILE: u64 = 32 * 1024 * 1024;

/// Why a file does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum JweError {
    /// Not five parts of base64url with a readable header.
    #[error("not an encrypted file: {0}")]
    Format(&'static str),
    /// Encrypted in a way that links do not use.
    #[error("encrypted in a way we do not open: {0}")]
    Unsupported(&'static str),
    /// Another key, or something was changed on the way.
    #[error("the key does not open the file")]
    Authentication,
    /// The content is larger than the cap once unpacked.
    #[error("larger than allowed")]
    TooLarge,
}

/// What a file holds.
#[derive(Debug, PartialEq, Eq)]
pub struct Opened {
    /// The content type inside the header, where it is given.
    pub content_type: Option<String>,
    /// The content.
    pub plaintext: Vec<u8>,
}

#[derive(Deserialize)]
struct Header {
    alg: String,
    enc: String,
    zip: Option<String>,
    cty: Option<String>,
    crit: Option<serde_json::Value>,
}

/// Opens a file with the link's key; `largest` bounds the plaintext, in bytes.
pub fn open(compact: &str, key: &[u8; 32], largest: u64) -> Result<Opened, JweError> {
    let parts: Vec<&str> = compact.trim().split('.').collect();
    let [protected, encrypted_key, iv, ciphertext, tag] = parts[..] else {
        return Err(JweError::Format("parts"));
    };
    let header: Header =
        serde_json::from_slice(&decode(protected)?).map_err(|_| JweError::Format("header"))?;
    if header.crit.is_some() {
        return Err(JweError::Unsupported("crit"));
    }
    if header.alg != "dir" {
        return Err(JweError::Unsupported("alg"));
    }
    if header.enc != "A256GCM" {
        return Err(JweError::Unsupported("enc"));
    }
    let packed = match header.zip.as_deref() {
        None => false,
        Some("DEF") => true,
        Some(_) => return Err(JweError::Unsupported("zip")),
    };
    if !encrypted_key.is_empty() {
        return Err(JweError::Format("encrypted key"));
    }
    let iv: [u8; 12] = decode(iv)?.try_into().map_err(|_| JweError::Format("iv"))?;
    let tag = decode(tag)?;
    if tag.len() != AES_256_GCM.tag_len() {
        return Err(JweError::Format("tag"));
    }
    let mut sealed = decode(ciphertext)?;
    sealed.extend_from_slice(&tag);

    let key = UnboundKey::new(&AES_256_GCM, key).map_err(|_| JweError::Format("key"))?;
    // The additional data is the header as received, never written again.
    let plaintext = LessSafeKey::new(key)
        .open_in_place(Nonce::assume_unique_for_key(iv), Aad::from(protected.as_bytes()), &mut sealed)
        .map_err(|_| JweError::Authentication)?;
    let plaintext = if packed { inflate(plaintext, largest)? } else { bounded(plaintext, largest)? };
    Ok(Opened { content_type: header.cty, plaintext })
}

fn decode(text: &str) -> Result<Vec<u8>, JweError> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| JweError::Format("encoding"))
}

fn bounded(plaintext: &[u8], largest: u64) -> Result<Vec<u8>, JweError> {
    if u64::try_from(plaintext.len()).unwrap_or(u64::MAX) > largest {
        return Err(JweError::TooLarge);
    }
    Ok(plaintext.to_vec())
}

/// Raw DEFLATE, after the tag is verified, never past the cap.
fn inflate(packed: &[u8], largest: u64) -> Result<Vec<u8>, JweError> {
    let mut plaintext = Vec::new();
    flate2::read::DeflateDecoder::new(packed)
        .take(largest + 1)
        .read_to_end(&mut plaintext)
        .map_err(|_| JweError::Format("zip"))?;
    if u64::try_from(plaintext.len()).unwrap_or(u64::MAX) > largest {
        return Err(JweError::TooLarge);
    }
    Ok(plaintext)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use rstest::rstest;

    /// Vectors A and B of `spec/shl-wire.md`, section 14: key bytes 00 to 1f.
    const A: &str = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwiY3R5IjoiYXBwbGljYXRpb24vZmhpcitqc29uIn0..AAECAwQFBgcICQoL.PCCkfraKt2nuJMPywYxaV6GG5kCZHjEIGkvH63wEZZA7S9Xe26Rq7FaeXb_n5UFWzg0F_i61wqlatVdEZQ.8K-sTFDJ2CYj12d9UQm9RA";
    const B: &str = "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwiY3R5IjoiYXBwbGljYXRpb24vZmhpcitqc29uIiwiemlwIjoiREVGIn0..DA0ODxAREhMUFRYX.M6hDklK40359ZEV8vcNzVQcJpcI_MfaBynCrKq9sja-efcRzy4yLSU5BXFgk49AW317y_Ie9Wp8AqtDRF-hK.wTw1xuuu3RTWoqUyLC9suA";
    const PLAIN: &[u8] = br#"{"resourceType":"Patient","name":[{"text":"Robin Testcase"}]}"#;

    fn key() -> [u8; 32] {
        std::array::from_fn(|i| u8::try_from(i).unwrap())
    }

    #[rstest]
    #[case(A)]
    #[case(B)]
    fn the_vectors_open(#[case] jwe: &str) {
        let opened = open(jwe, &key(), LARGEST_FILE).unwrap();
        assert_eq!(opened.plaintext, PLAIN);
        assert_eq!(opened.content_type.as_deref(), Some("application/fhir+json"));
    }

    #[rstest]
    #[case(r#"{"alg":"none","enc":"A256GCM"}"#, JweError::Unsupported("alg"))]
    #[case(r#"{"alg":"A256KW","enc":"A256GCM"}"#, JweError::Unsupported("alg"))]
    #[case(r#"{"alg":"dir","enc":"A128GCM"}"#, JweError::Unsupported("enc"))]
    #[case(r#"{"alg":"dir","enc":"A256CBC-HS512"}"#, JweError::Unsupported("enc"))]
    #[case(r#"{"alg":"dir","enc":"A256GCM","zip":"GZ"}"#, JweError::Unsupported("zip"))]
    #[case(r#"{"alg":"dir","enc":"A256GCM","crit":["exp"]}"#, JweError::Unsupported("crit"))]
    #[case("not json", JweError::Format("header"))]
    fn foreign_encryption_is_refused(#[case] header: &str, #[case] error: JweError) {
        let rest = A.split_once('.').unwrap().1;
        assert_eq!(
            open(&format!("{}.{rest}", URL_SAFE_NO_PAD.encode(header)), &key(), LARGEST_FILE),
            Err(error)
        );
    }

    #[test]
    fn a_wrong_key_a_changed_bit_and_an_encrypted_key_are_refused() {
        assert_eq!(open(A, &[0; 32], LARGEST_FILE), Err(JweError::Authentication));
        assert_eq!(open(&A.replace("PCCk", "PCCl"), &key(), LARGEST_FILE), Err(JweError::Authentication));
        assert_eq!(
            open(&A.replace("..", ".AAAA."), &key(), LARGEST_FILE),
            Err(JweError::Format("encrypted key"))
        );
        assert_eq!(
            open(&A.replace("AAECAwQFBgcICQoL", "AAECAwQFBgcICQoLDA0ODw"), &key(), LARGEST_FILE),
            Err(JweError::Format("iv"))
        );
    }

    #[test]
    fn what_grows_past_the_cap_is_refused() {
        let size = u64::try_from(PLAIN.len()).unwrap();
        assert_eq!(open(B, &key(), size - 1), Err(JweError::TooLarge));
        assert_eq!(open(A, &key(), size - 1), Err(JweError::TooLarge));
        assert!(open(B, &key(), size).is_ok());
    }

    proptest! {
        #[test]
        fn no_text_makes_it_panic(text in "[A-Za-z0-9_.=-]{0,300}") {
            let _ = open(&text, &key(), LARGEST_FILE);
        }
    }
}
