//! Rules V5 and V9: which key sets are taken, and which key decides.

use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{self as sig, EcdsaKeyPair, KeyPair as _, RsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use identity::{Algorithm, KeySet, Refusal, check_signature};
use rstest::rstest;
use serde_json::{Value, json};

use crate::support::{Issuer, good_claims, issuer};

fn set(keys: &Value) -> Result<KeySet, Refusal> {
    KeySet::parse(json!({ "keys": keys }).to_string().as_bytes())
}

/// Checks a token of `issuer()` against a set of changed copies of its key.
fn refusal(header: &Value, keys: &Value) -> Option<Refusal> {
    let token = issuer().sign(&header.to_string(), &good_claims().to_string());
    set(keys).and_then(|keys| check_signature(&token, &keys, &Algorithm::ALL)).err()
}

fn key_with(changes: &Value) -> Value {
    let mut key = issuer().jwk();
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            key.as_object_mut().unwrap().remove(name);
        } else {
            key[name] = value.clone();
        }
    }
    key
}

#[rstest]
#[case(b"" as &[u8])]
#[case(b"[]")]
#[case(b"{}")]
#[case(br#"{"keys":{}}"#)]
#[case(br#"{"keys":["a"]}"#)]
#[case(br#"{"keys":[{"kid":"a"}]}"#)]
#[case(br#"{"keys":[],"keys":[]}"#)]
#[case(br#"{"keys":[{"kty":"RSA","kid":7}]}"#)]
#[case(br#"{"keys":[{"kty":"EC","kid":"a"},{"kty":"EC","kid":"a"}]}"#)]
#[case(br#"{"keys":[{"kty":"EC","kid":"a"},{"kty":"oct","kid":"b","k":"AAAA"}]}"#)]
fn v9_a_bad_set_is_refused_whole(#[case] json: &[u8]) {
    assert_eq!(KeySet::parse(json).unwrap_err(), Refusal::BadKeySet);
    assert_eq!(Refusal::BadKeySet.code(), "bad-jwks");
}

#[test]
fn v9_a_key_of_an_unknown_kind_is_skipped() {
    let keys = json!([{"kty": "AKP", "kid": "new", "alg": "ML-DSA-44", "pub": "AAAA"}, issuer().jwk()]);
    assert_eq!(refusal(&issuer().header(), &keys), None);
    assert_eq!(refusal(&json!({"alg": "EdDSA", "kid": "new"}), &keys), Some(Refusal::UnknownKey));
}

#[rstest]
#[case(json!({}), None)]
#[case(json!({"kid": "key-A"}), Some(Refusal::UnknownKey))]
#[case(json!({"kid": null}), Some(Refusal::UnknownKey))]
#[case(json!({"use": "enc"}), Some(Refusal::UnknownKey))]
#[case(json!({"use": null}), None)]
#[case(json!({"key_ops": ["verify"]}), None)]
#[case(json!({"key_ops": ["sign"]}), Some(Refusal::UnknownKey))]
#[case(json!({"key_ops": "verify"}), Some(Refusal::UnknownKey))]
#[case(json!({"alg": null}), None)]
#[case(json!({"alg": "ES256"}), Some(Refusal::KeyDoesNotFit))]
#[case(json!({"crv": "Ed448"}), Some(Refusal::KeyDoesNotFit))]
#[case(json!({"x": "AAAA"}), Some(Refusal::KeyDoesNotFit))]
#[case(json!({"x": "not base64url"}), Some(Refusal::KeyDoesNotFit))]
fn v9_the_key_that_a_token_names_must_be_usable(#[case] changes: Value, #[case] refused: Option<Refusal>) {
    assert_eq!(refusal(&issuer().header(), &json!([key_with(&changes)])), refused, "{changes}");
}

#[test]
fn v9_without_an_id_there_must_be_one_key_that_fits() {
    let header = json!({"alg": "EdDSA"});
    let (mine, other) = (issuer().jwk(), Issuer::new("key-b", 8).jwk());
    assert_eq!(refusal(&header, &json!([mine])), None);
    assert_eq!(refusal(&header, &json!([mine, other])), Some(Refusal::UnknownKey));
    assert_eq!(refusal(&header, &json!([])), Some(Refusal::UnknownKey));
    assert_eq!(Refusal::UnknownKey.code(), "unknown-key");
}

fn encoded(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

#[rstest]
#[case(&sig::ECDSA_P256_SHA256_FIXED_SIGNING, "P-256", "ES256")]
#[case(&sig::ECDSA_P384_SHA384_FIXED_SIGNING, "P-384", "ES384")]
#[case(&sig::ECDSA_P521_SHA512_FIXED_SIGNING, "P-521", "ES512")]
fn v5_each_curve_has_its_algorithm(
    #[case] signing: &'static sig::EcdsaSigningAlgorithm,
    #[case] curve: &str,
    #[case] alg: &str,
) {
    let pair = EcdsaKeyPair::generate(signing).unwrap();
    let point = &pair.public_key().as_ref()[1..];
    let (x, y) = point.split_at(point.len() / 2);
    let keys = set(&json!([{"kty": "EC", "crv": curve, "x": encoded(x), "y": encoded(y)}])).unwrap();
    for claimed in ["ES256", "ES384", "ES512", "RS256", "EdDSA"] {
        let signed = format!("{}.e30", encoded(json!({"alg": claimed}).to_string().as_bytes()));
        let signature = pair.sign(&aws_lc_rs::rand::SystemRandom::new(), signed.as_bytes()).unwrap();
        let token = format!("{signed}.{}", encoded(signature.as_ref()));
        let expected = (claimed != alg).then_some(Refusal::KeyDoesNotFit);
        assert_eq!(check_signature(&token, &keys, &Algorithm::ALL).err(), expected, "{curve} {claimed}");
    }
    assert_eq!(Refusal::KeyDoesNotFit.code(), "key-mismatch");
}

#[test]
fn v5_every_rsa_algorithm_verifies_with_its_own_padding_and_hash_alone() {
    let pair = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
    let public = sig::RsaPublicKeyComponents::<Vec<u8>>::from(pair.public_key());
    let key = json!([{"kty": "RSA", "n": encoded(&public.n), "e": encoded(&public.e)}]);
    let keys = set(&key).unwrap();
    let algorithms: [(&str, &'static dyn sig::RsaEncoding); 6] = [
        ("RS256", &sig::RSA_PKCS1_SHA256),
        ("RS384", &sig::RSA_PKCS1_SHA384),
        ("RS512", &sig::RSA_PKCS1_SHA512),
        ("PS256", &sig::RSA_PSS_SHA256),
        ("PS384", &sig::RSA_PSS_SHA384),
        ("PS512", &sig::RSA_PSS_SHA512),
    ];
    for (claimed, _) in algorithms {
        let signed = format!("{}.e30", encoded(json!({"alg": claimed}).to_string().as_bytes()));
        for (used, encoding) in algorithms {
            let mut signature = vec![0; pair.public_modulus_len()];
            let random = aws_lc_rs::rand::SystemRandom::new();
            pair.sign(encoding, &random, signed.as_bytes(), &mut signature).unwrap();
            let token = format!("{signed}.{}", encoded(&signature));
            let expected = (claimed != used).then_some(Refusal::BadSignature);
            assert_eq!(check_signature(&token, &keys, &Algorithm::ALL).err(), expected, "{claimed} {used}");
        }
    }
}

/// A modulus of this many bytes that starts with `first` and is odd.
fn rsa_key(bytes: usize, first: u8, exponent: &[u8]) -> Value {
    let mut modulus = vec![0xa5; bytes];
    modulus[0] = first;
    json!([{"kty": "RSA", "n": encoded(&modulus), "e": encoded(exponent)}])
}

#[rstest]
#[case(256, 0x80, &[1, 0, 1], Refusal::BadSignature)] // 2048 bits: taken, and then the signature is wrong
#[case(256, 0x7f, &[1, 0, 1], Refusal::KeyDoesNotFit)] // 2047 bits
#[case(128, 0x80, &[1, 0, 1], Refusal::KeyDoesNotFit)]
#[case(1025, 0x80, &[1, 0, 1], Refusal::KeyDoesNotFit)] // more than 8192 bits
#[case(256, 0x80, &[1], Refusal::KeyDoesNotFit)]
#[case(256, 0x80, &[2], Refusal::KeyDoesNotFit)]
#[case(256, 0x80, &[], Refusal::KeyDoesNotFit)]
fn v5_a_weak_rsa_key_is_no_key(
    #[case] bytes: usize,
    #[case] first: u8,
    #[case] exponent: &[u8],
    #[case] refused: Refusal,
) {
    assert_eq!(refusal(&json!({"alg": "RS256"}), &rsa_key(bytes, first, exponent)), Some(refused));
}

#[test]
fn a_set_prints_nothing_of_its_keys() {
    assert_eq!(format!("{:?}", issuer().keys()), "KeySet { keys: 1 }");
}
