//! Sealing a file of a SMART Health Link: compact JWE, `alg` `dir`, `enc` `A256GCM` (shl-wire 5).

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// How a file is sealed. The default is the form that every known receiver opens.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Sealing {
    /// Deflate the plaintext first (`zip` `DEF`).
    pub(crate) zip: bool,
    /// The `cty` of the header, if it has one.
    pub(crate) cty: Option<&'static str>,
}

/// Seals `plaintext` under the link's 32-byte `key` with a nonce that must never come twice for it.
pub(crate) fn seal(
    key: &[u8; 32],
    nonce: [u8; 12],
    plaintext: &[u8],
    sealing: Sealing,
) -> Result<String, aws_lc_rs::error::Unspecified> {
    let mut header = String::from(r#"{"alg":"dir","enc":"A256GCM""#);
    if let Some(cty) = sealing.cty {
        header.extend([r#","cty":""#, cty, r#"""#]);
    }
    if sealing.zip {
        header.push_str(r#","zip":"DEF""#);
    }
    header.push('}');
    let header = URL_SAFE_NO_PAD.encode(header);

    let mut sealed = if sealing.zip { deflate(plaintext) } else { plaintext.to_vec() };
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, key)?);
    let aad = Aad::from(header.as_bytes());
    let tag = key.seal_in_place_separate_tag(Nonce::assume_unique_for_key(nonce), aad, &mut sealed)?;

    let (iv, ciphertext, tag) =
        (URL_SAFE_NO_PAD.encode(nonce), URL_SAFE_NO_PAD.encode(sealed), URL_SAFE_NO_PAD.encode(tag.as_ref()));
    Ok(format!("{header}..{iv}.{ciphertext}.{tag}"))
}

/// Raw DEFLATE (RFC 1951), without the zlib header that many libraries add.
pub(crate) fn deflate(plaintext: &[u8]) -> Vec<u8> {
    use std::io::Read as _;
    let mut out = Vec::new();
    // Reading from a slice into memory cannot fail.
    let _ =
        flate2::read::DeflateEncoder::new(plaintext, flate2::Compression::default()).read_to_end(&mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Vector A of shl-wire 14.
    #[test]
    fn the_published_vector_comes_out_byte_for_byte() {
        let key: [u8; 32] = std::array::from_fn(|index| u8::try_from(index).unwrap());
        let nonce: [u8; 12] = std::array::from_fn(|index| u8::try_from(index).unwrap());
        let plaintext = br#"{"resourceType":"Patient","name":[{"text":"Robin Testcase"}]}"#;
        let sealed =
            seal(&key, nonce, plaintext, Sealing { zip: false, cty: Some("application/fhir+json") }).unwrap();
        assert_eq!(
            sealed,
            "eyJhbGciOiJkaXIiLCJlbmMiOiJBMjU2R0NNIiwiY3R5IjoiYXBwbGljYXRpb24vZmhpcitqc29uIn0..AAECAwQFBgcICQoL.\
             PCCkfraKt2nuJMPywYxaV6GG5kCZHjEIGkvH63wEZZA7S9Xe26Rq7FaeXb_n5UFWzg0F_i61wqlatVdEZQ.\
             8K-sTFDJ2CYj12d9UQm9RA"
        );
    }
}
