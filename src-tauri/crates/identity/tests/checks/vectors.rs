//! Vectors that no one here wrote: Wycheproof and the JOSE cookbook, from a reference folder
//! (`SATCHEL_REFERENCE_DIR`, else `../shared`). Without one these tests skip and say so.

use std::path::{Path, PathBuf};

use identity::{Algorithm, KeySet, Refusal, check_signature};
use serde_json::{Value, json};

/// Published as valid and refused here: symmetric keys; keys whose label is not the header's algorithm; a foreign
/// character inside base64url.
const SYMMETRIC: [u64; 8] = [1, 348, 352, 357, 358, 359, 376, 377];
const OTHER_LABEL: [u64; 4] = [346, 347, 350, 351];
const FOREIGN_CHARACTER: [u64; 2] = [372, 373];

fn vectors() -> Option<PathBuf> {
    let reference = std::env::var_os("SATCHEL_REFERENCE_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../../shared"), PathBuf::from);
    let vectors = reference.join("vectors");
    if vectors.is_dir() {
        return Some(vectors);
    }
    println!("skipped: no published vectors in {}", vectors.display());
    None
}

fn read(path: &Path) -> Value {
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

/// What the path of a real token says: nothing for a good one, else the refusal.
fn outcome(set: &Value, jws: &str) -> Option<Refusal> {
    KeySet::parse(set.to_string().as_bytes())
        .and_then(|keys| check_signature(jws, &keys, &Algorithm::ALL))
        .err()
}

#[test]
fn wycheproof_signatures_come_out_as_published() {
    let Some(folder) = vectors() else { return };
    let file = read(&folder.join("wycheproof/json_web_signature_test.json"));
    let (mut tests, mut accepted) = (0, 0);
    for group in file["testGroups"].as_array().unwrap() {
        let key = group.get("public").or(group.get("private")).unwrap();
        for test in group["tests"].as_array().unwrap() {
            let id = test["tcId"].as_u64().unwrap();
            // JSON serialisation is an object there, not a text.
            let jws = test["jws"].as_str().map_or_else(|| test["jws"].to_string(), str::to_owned);
            let found = outcome(&json!({"keys": [key]}), &jws);
            tests += 1;
            accepted += usize::from(found.is_none());
            if SYMMETRIC.contains(&id) || FOREIGN_CHARACTER.contains(&id) {
                let expected = [Some(Refusal::AlgorithmNotAllowed), Some(Refusal::NotBase64Url)];
                assert!(expected.contains(&found), "{id}: {found:?}");
            } else if OTHER_LABEL.contains(&id) {
                assert_eq!(found, Some(Refusal::KeyDoesNotFit), "{id}");
            } else {
                assert_eq!(found.is_none(), test["result"] == "valid", "{id}: {found:?}");
            }
        }
    }
    assert_eq!(tests, 401);
    assert!(accepted >= 25, "only {accepted} were accepted: the path refuses everything");
}

#[test]
fn wycheproof_key_sets_come_out_as_published() {
    let Some(folder) = vectors() else { return };
    let file = read(&folder.join("wycheproof/json_web_key_test.json"));
    let (mut tests, mut accepted) = (0, 0);
    for group in file["testGroups"].as_array().unwrap() {
        let set = group.get("public").or(group.get("private")).unwrap();
        let symmetric = set["keys"].as_array().unwrap().iter().any(|key| key["kty"] == "oct");
        for test in group["tests"].as_array().unwrap() {
            let found = outcome(set, test["jws"].as_str().unwrap());
            let valid = test["result"] == "valid" && !symmetric;
            assert_eq!(found.is_none(), valid, "{}: {found:?}", test["tcId"]);
            tests += 1;
            accepted += usize::from(found.is_none());
        }
    }
    assert_eq!((tests, accepted), (26, 1));
}

#[test]
fn wycheproof_tokens_beside_encrypted_ones_come_out_as_published() {
    let Some(folder) = vectors() else { return };
    let file = read(&folder.join("wycheproof/json_web_crypto_test.json"));
    let (mut signed, mut encrypted) = (0, 0);
    for group in file["testGroups"].as_array().unwrap() {
        let key = group.get("public").or(group.get("private")).unwrap();
        let set = if key.get("keys").is_some() { key.clone() } else { json!({"keys": [key]}) };
        let symmetric = set["keys"].as_array().unwrap().iter().any(|key| key["kty"] == "oct");
        for test in group["tests"].as_array().unwrap() {
            let found = |name: &str| {
                let text = test[name].as_str().map_or_else(|| test[name].to_string(), str::to_owned);
                outcome(&set, &text)
            };
            if test.get("jws").is_some() {
                signed += 1;
                let valid = test["result"] == "valid" && !symmetric;
                assert_eq!(found("jws").is_none(), valid, "{}", test["tcId"]);
            } else {
                encrypted += 1;
                assert!(found("jwe").is_some(), "{}: an encrypted token is no signed one", test["tcId"]);
            }
        }
    }
    assert_eq!((signed, encrypted), (49, 34));
}

#[test]
fn the_jose_cookbook_verifies_where_it_signs_asymmetrically() {
    let Some(folder) = vectors() else { return };
    let figures = [
        ("jws/4_1.rsa_v15_signature.json", None),
        ("jws/4_2.rsa-pss_signature.json", None),
        ("jws/4_3.ecdsa_signature.json", None),
        ("curve25519/jws.json", None),
        ("jws/4_4.hmac-sha2_integrity_protection.json", Some(Refusal::AlgorithmNotAllowed)),
        ("jws/4_5.signature_with_detached_content.json", Some(Refusal::AlgorithmNotAllowed)),
        ("rfc7797/hmac-sha2_b64_false.json", Some(Refusal::DemandsExtension)),
    ];
    for (name, expected) in figures {
        let figure = read(&folder.join("jose-cookbook").join(name));
        let jws = figure["output"]["compact"].as_str().unwrap();
        assert_eq!(outcome(&json!({"keys": [figure["input"]["key"]]}), jws), expected, "{name}");
    }
}
