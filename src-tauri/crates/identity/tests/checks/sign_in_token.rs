//! The ID token of a sign-in: whoever is not the provider, or answers another request, signs nobody in.

use identity::{Check, IssuerProfile, Occasion, Refusal, SignedIn};
use rstest::rstest;
use secrecy::SecretString;
use serde_json::{Value, json};

use crate::support::{AUDIENCE, ISSUER, NOW, issuer, now};

fn claims(changes: &Value) -> Value {
    let mut claims = json!({
        "iss": ISSUER, "aud": AUDIENCE, "sub": "248289761001", "iat": NOW - 10, "exp": NOW + 300, "nonce": "n-0S6",
    });
    for (name, value) in changes.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims
}

fn check(compact: &str, occasion: Occasion<'_>) -> Result<SignedIn, Refusal> {
    let (profile, keys) = (IssuerProfile::new(ISSUER, AUDIENCE), issuer().keys());
    let check = Check { profile: &profile, keys: &keys, occasion, access_token: None, now: now() };
    SignedIn::check(&SecretString::from(compact), &check)
}

#[test]
fn a_good_token_says_who_and_needs_neither_level_nor_purpose() {
    let token = issuer().token(&claims(&json!({})));
    let signed_in = check(&token, Occasion::SignIn { nonce: "n-0S6" }).unwrap();
    assert_eq!(signed_in.subject, "248289761001");
    assert!(!format!("{signed_in:?}").contains("248289761001"));
    assert!(check(&token, Occasion::Refresh { subject: "248289761001" }).is_ok());
}

#[rstest]
#[case(json!({"iss": "https://evil.example.org"}), Refusal::WrongIssuer)]
#[case(json!({"aud": "somebody-else"}), Refusal::WrongAudience)]
#[case(json!({"aud": [AUDIENCE, "somebody-else"]}), Refusal::WrongAudience)]
#[case(json!({"iat": NOW - 400, "exp": NOW - 61}), Refusal::Expired)]
#[case(json!({"iat": NOW + 61}), Refusal::NotYetValid)]
#[case(json!({"sub": ""}), Refusal::MalformedSubject)]
#[case(json!({"nonce": "another"}), Refusal::NonceMismatch)]
#[case(json!({"nonce": null}), Refusal::NonceMismatch)]
fn a_token_that_says_something_else_signs_nobody_in(#[case] changes: Value, #[case] refusal: Refusal) {
    let token = issuer().token(&claims(&changes));
    assert_eq!(check(&token, Occasion::SignIn { nonce: "n-0S6" }), Err(refusal));
}

#[test]
fn another_key_and_another_person_are_refused() {
    let token = issuer().token(&claims(&json!({})));
    let (start, signature) = token.rsplit_once('.').unwrap();
    let spoilt = if signature.starts_with('A') { "B" } else { "A" };
    let spoilt = format!("{start}.{spoilt}{}", &signature[1..]);
    assert_eq!(check(&spoilt, Occasion::Handed), Err(Refusal::BadSignature));
    assert_eq!(check(&token, Occasion::Refresh { subject: "1" }), Err(Refusal::SubjectChanged));
}
