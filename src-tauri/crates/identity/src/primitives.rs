//! Wycheproof's raw signatures, through our keys and our one verify call: what lies beneath every token.
//! From a reference folder (`SATCHEL_REFERENCE_DIR`, else `../shared`); without one the tests skip and say so.

use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rstest::rstest;
use serde_json::{Value, json};

use crate::{Algorithm, KeySet};

fn bytes(hex: &Value) -> Vec<u8> {
    let hex = hex.as_str().unwrap();
    (0..hex.len()).step_by(2).map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap()).collect()
}

/// The key of a group; some groups give only the point of the curve.
fn jwk(group: &Value, member: &str) -> Value {
    let mut jwk = group[member].clone();
    if let Some(members) = jwk.as_object_mut() {
        members.remove("kid"); // all are called "none"
        return jwk;
    }
    let point = bytes(&group["publicKey"]["uncompressed"]);
    let part = |range| URL_SAFE_NO_PAD.encode(&point[range]);
    json!({"kty": "EC", "crv": "P-256", "x": part(1..33), "y": part(33..65)})
}

#[rstest]
#[case("ecdsa_secp256r1_sha256_p1363_test.json", "publicKeyJwk", Algorithm::Es256, 262)]
#[case("ed25519_test.json", "publicKeyJwk", Algorithm::EdDsa, 151)]
#[case("rsa_pss_2048_sha256_mgf1_32_test.json", "publicKeyJwk", Algorithm::Ps256, 108)]
#[case("rsa_signature_2048_sha256_test.json", "keyJwk", Algorithm::Rs256, 259)]
fn wycheproof_primitives_come_out_as_published(
    #[case] name: &str,
    #[case] member: &str,
    #[case] algorithm: Algorithm,
    #[case] expected: usize,
) {
    let reference = std::env::var_os("SATCHEL_REFERENCE_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared"), PathBuf::from);
    let Ok(file) = std::fs::read(reference.join("vectors/wycheproof").join(name)) else {
        println!("skipped: no {name} in {}", reference.display());
        return;
    };
    let file: Value = serde_json::from_slice(&file).unwrap();
    let mut tests = 0;
    for group in file["testGroups"].as_array().unwrap() {
        let keys = json!({"keys": [jwk(group, member)]});
        let keys = KeySet::parse(keys.to_string().as_bytes()).unwrap();
        for test in group["tests"].as_array().unwrap() {
            tests += 1;
            let key = keys.choose(None, algorithm).unwrap();
            let found = key.verifies(algorithm, &bytes(&test["msg"]), &bytes(&test["sig"]));
            match test["result"].as_str().unwrap() {
                "acceptable" => {}
                published => assert_eq!(found, published == "valid", "{}", test["tcId"]),
            }
        }
    }
    assert_eq!(tests, expected);
}
