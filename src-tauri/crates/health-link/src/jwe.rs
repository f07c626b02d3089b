//! The files of a link: compact JWE, `alg` `dir`, `enc` `A256GCM`. Rules: `spec/shl-wire.md`, section 5.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::{Decompress, FlushDecompress, Status};
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

/// How much more memory unpacking takes at a time, in bytes.
const STEP: usize = 256 * 1024;

/// What a file holds.
#[derive(PartialEq, Eq)]
pub struct Opened {
    /// The content type inside the header, where it is given.
    pub content_type: Option<String>,
    /// The content.
    pub plaintext: Vec<u8>,
}

impl std::fmt::Debug for Opened {
    /// The content is health data.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Opened({} bytes)", self.plaintext.len())
    }
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
    // A text of dots alone must not become a list of millions.
    let parts: Vec<&str> = compact.trim().splitn(6, '.').collect();
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
    let length = LessSafeKey::new(key)
        .open_in_place(Nonce::assume_unique_for_key(iv), Aad::from(protected.as_bytes()), &mut sealed)
        .map_err(|_| JweError::Authentication)?
        .len();
    sealed.truncate(length);
    let largest = usize::try_from(largest).unwrap_or(usize::MAX);
    let plaintext = if packed { inflate(&sealed, largest)? } else { sealed };
    if plaintext.len() > largest {
        return Err(JweError::TooLarge);
    }
    Ok(Opened { content_type: header.cty, plaintext })
}

fn decode(text: &str) -> Result<Vec<u8>, JweError> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| JweError::Format("encoding"))
}

/// Raw DEFLATE, after the tag is verified, hardly past the cap. A stream that is cut short has no end of its own, and
/// is refused: half a record must not look like a whole one.
fn inflate(packed: &[u8], largest: usize) -> Result<Vec<u8>, JweError> {
    let mut unpacking = Decompress::new(false);
    let mut plaintext = Vec::new();
    loop {
        plaintext.reserve(STEP);
        let read = usize::try_from(unpacking.total_in()).map_err(|_| JweError::TooLarge)?;
        let before = plaintext.len();
        let status = unpacking
            .decompress_vec(packed.get(read..).unwrap_or_default(), &mut plaintext, FlushDecompress::None)
            .map_err(|_| JweError::Format("zip"))?;
        if plaintext.len() > largest {
            return Err(JweError::TooLarge);
        }
        let stuck = plaintext.len() == before && unpacking.total_in() == read as u64;
        match status {
            Status::StreamEnd => return Ok(plaintext),
            Status::Ok | Status::BufError if stuck => return Err(JweError::Format("zip")),
            Status::Ok | Status::BufError => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write as _;

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

    /// Seals as a sender would, whatever the header says.
    fn sealed(header: &str, plaintext: &[u8], iv: &[u8]) -> String {
        let protected = URL_SAFE_NO_PAD.encode(header);
        let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &key()).unwrap());
        let mut bytes = plaintext.to_vec();
        let nonce = Nonce::try_assume_unique_for_key(&iv[..12]).unwrap();
        let tag = key.seal_in_place_separate_tag(nonce, Aad::from(protected.as_bytes()), &mut bytes).unwrap();
        let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        format!("{protected}..{}.{}.{}", part(iv), part(&bytes), part(tag.as_ref()))
    }

    fn deflated(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    const PLAIN_HEADER: &str = r#"{"alg":"dir","enc":"A256GCM"}"#;
    const ZIP_HEADER: &str = r#"{"alg":"dir","enc":"A256GCM","zip":"DEF"}"#;

    #[test]
    fn what_a_sender_packed_comes_back_whole() {
        let long: Vec<u8> = (0..3_000_000_u32).map(|i| u8::try_from(i % 251).unwrap()).collect();
        let opened = open(&sealed(ZIP_HEADER, &deflated(&long), &[7; 12]), &key(), LARGEST_FILE).unwrap();
        assert_eq!(opened.plaintext, long);
        let empty = open(&sealed(PLAIN_HEADER, b"", &[7; 12]), &key(), LARGEST_FILE).unwrap();
        assert_eq!(empty.plaintext, b"");
    }

    #[test]
    fn a_stream_that_is_not_what_it_claims_is_refused() {
        let packed = deflated(&PLAIN.repeat(50));
        let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
        zlib.write_all(PLAIN).unwrap();
        for bytes in [PLAIN.to_vec(), zlib.finish().unwrap(), packed[..packed.len() / 2].to_vec(), Vec::new()]
        {
            let jwe = sealed(ZIP_HEADER, &bytes, &[7; 12]);
            assert_eq!(open(&jwe, &key(), LARGEST_FILE).unwrap_err(), JweError::Format("zip"));
        }
    }

    #[test]
    fn what_grows_without_end_out_of_a_small_file_is_refused_at_the_limit() {
        // Twice the limit; `cargo xtask hold --only links` measures the memory of half a gigabyte.
        let mut bomb = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
        let zeros = vec![0; 1024 * 1024];
        for _ in 0..64 {
            bomb.write_all(&zeros).unwrap();
        }
        let jwe = sealed(ZIP_HEADER, &bomb.finish().unwrap(), &[7; 12]);
        assert!(jwe.len() < 1024 * 1024);
        assert_eq!(open(&jwe, &key(), LARGEST_FILE).unwrap_err(), JweError::TooLarge);
    }

    #[rstest]
    #[case::four_parts(&A.rsplit_once('.').unwrap().0.to_owned(), "parts")]
    #[case::six_parts(&format!("{A}.AAAA"), "parts")]
    #[case::dots(&".".repeat(2_000_000), "parts")]
    #[case::empty("", "parts")]
    #[case::padded(&format!("{A}="), "encoding")]
    #[case::plain_alphabet(&A.replace('-', "+"), "encoding")]
    #[case::short_tag(&A.replace("8K-sTFDJ2CYj12d9UQm9RA", "8K-sTFDJ2CYj12d9"), "tag")]
    fn what_is_not_five_good_parts_is_refused(#[case] jwe: &str, #[case] part: &'static str) {
        assert_eq!(open(jwe, &key(), LARGEST_FILE).unwrap_err(), JweError::Format(part));
    }

    #[test]
    fn a_header_changed_after_sealing_is_refused() {
        let jwe = sealed(PLAIN_HEADER, PLAIN, &[7; 12]);
        let rest = jwe.split_once('.').unwrap().1;
        let other = URL_SAFE_NO_PAD.encode(r#"{"alg":"dir","enc":"A256GCM","cty":"text/html"}"#);
        let changed = open(&format!("{other}.{rest}"), &key(), LARGEST_FILE);
        assert_eq!(changed.unwrap_err(), JweError::Authentication);
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
