//! The two example programs, as a person at a terminal runs them.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::support::{AUDIENCE, ISSUER, claims_with, good_claims, issuer};

/// Cargo builds examples beside the tests.
fn program(name: &str) -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    tests
        .ancestors()
        .nth(2)
        .unwrap()
        .join("examples")
        .join(name)
        .with_extension(std::env::consts::EXE_EXTENSION)
}

fn run(name: &str, arguments: &[&str], input: &str) -> (Value, Option<i32>) {
    let program = program(name);
    assert!(program.is_file(), "a plain `cargo test -p identity` builds the examples too");
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    // A program that refuses its arguments does not read.
    let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
    let output = child.wait_with_output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    assert!(text.lines().count() <= 1, "more than one line: {text}");
    (serde_json::from_str(&text).unwrap_or_default(), output.status.code())
}

fn file(folder: &Path, name: &str, content: &Value) -> String {
    let path = folder.join(name);
    std::fs::write(&path, content.to_string()).unwrap();
    path.to_str().unwrap().to_owned()
}

#[test]
fn a_token_is_checked_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let jwks = file(folder.path(), "jwks.json", &json!({"keys": [issuer().jwk()]}));
    let arguments = |now| ["--jwks", &jwks, "--issuer", ISSUER, "--audience", AUDIENCE, "--now", now];
    let good = claims_with(&json!({"SSN": "000001234"}));
    let token = issuer().token(&good) + "\n";

    let (line, code) = run("check_token", &arguments("2026-11-22T12:00:00Z"), &token);
    assert_eq!(code, Some(0));
    assert_eq!((&line["valid"], &line["code"]), (&json!(true), &json!("valid")));
    assert_eq!(line["claims"], good_claims(), "all claims but the number");

    let (line, code) = run("check_token", &arguments("2026-11-22T13:00:00Z"), &token);
    assert_eq!((line, code), (json!({"valid": false, "code": "expired", "claims": {}}), Some(1)));

    let none = issuer().token(&claims_with(&json!({"purpose_of_use": null})));
    let mut asked = arguments("2026-11-22T12:00:00Z").to_vec();
    assert_eq!(run("check_token", &asked, &none).0["code"], "wrong-purpose");
    asked.extend(["--purpose", "none"]);
    assert_eq!(run("check_token", &asked, &none).0["code"], "valid");

    let signature_only = ["--jwks", &jwks, "--signature-only"];
    let (line, code) = run("check_token", &signature_only, &issuer().sign(r#"{"alg":"EdDSA"}"#, "foo"));
    assert_eq!((line, code), (json!({"valid": true, "code": "valid", "claims": {}}), Some(0)));

    assert_eq!(run("check_token", &["--jwks", &jwks], &token).1, Some(2));
    assert_eq!(run("check_token", &["--skew", "301"], &token).1, Some(2));
}

#[test]
fn two_people_are_compared_from_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let claims = file(folder.path(), "a.json", &good_claims());
    let patient = |family: &str| {
        json!({
            "resourceType": "Patient", "birthDate": "1987-01-15", "gender": "male",
            "name": [{"family": family, "given": ["Allison"]}],
            "address": [{"line": ["6647 Wildflower Drive South"], "city": "Cottage Grove", "state": "MN",
                "postalCode": "55016"}]
        })
    };
    let same = file(folder.path(), "b.json", &patient("HACKETT"));
    let other = file(folder.path(), "c.json", &patient("Hacket"));
    let compared = |a: &str, b: &str| run("match_person", &[a, b, "--today", "2026-11-22"], "");
    let matched = (json!({"match": true, "differs": ["sex"]}), Some(0));
    assert_eq!(compared(&claims, &same), matched);
    assert_eq!(compared(&same, &claims), matched, "the patient is the record on either side");
    assert_eq!(compared(&claims, &other), (json!({"match": false, "differs": ["family", "sex"]}), Some(1)));
    assert_eq!(compared(&claims, "absent.json").1, Some(2));
}
