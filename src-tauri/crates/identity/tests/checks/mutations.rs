//! A good token with any one thing changed: nothing invalid passes, and each refusal has the code of its rule.

use identity::Refusal;
use proptest::prelude::*;
use serde_json::{Value, json};

use crate::support::{AUDIENCE, ISSUER, NOW, check, claims_with, good_claims, issuer, profile};

const ALPHABET: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// `NOW`, as JSON numbers compare.
const NOW_AS_FLOAT: f64 = 1_795_348_800.0;

fn code(token: &str) -> &'static str {
    check(token, &profile()).err().map_or("accepted", |refusal| refusal.code())
}

/// Any JSON, with more of what almost fits than chance would give.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        (NOW - 2000..NOW + 2000).prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        prop::sample::select(vec![ISSUER, AUDIENCE, "T-IAS", "n-0S6", "ial2", "1987-01-15"])
            .prop_map(Value::from),
    ];
    leaf.prop_recursive(2, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Value::from),
            prop::collection::hash_map("[a-z_]{1,8}", inner, 0..3)
                .prop_map(|members| members.into_iter().collect::<serde_json::Map<_, _>>().into()),
        ]
    })
}

/// What the rules say about one claim that has this value, all else being good: the codes it may have.
fn verdict(name: &str, value: &Value) -> Vec<&'static str> {
    let either = |good: bool, code: &'static str| if good { vec!["accepted"] } else { vec![code] };
    let number = value.as_f64();
    match name {
        "iss" => either(value == ISSUER, "wrong-issuer"),
        "aud" => either(*value == json!(AUDIENCE) || *value == json!([AUDIENCE]), "wrong-audience"),
        "exp" => match number {
            None => vec!["malformed"],
            Some(exp) if exp <= NOW_AS_FLOAT - 60.0 => vec!["malformed"],
            Some(exp) if exp > 2.5e11 => vec!["malformed"],
            Some(_) => vec!["accepted"],
        },
        "iat" => match number {
            None => vec!["malformed"],
            Some(iat) if iat >= NOW_AS_FLOAT + 840.0 => vec!["malformed"],
            Some(iat) if iat > NOW_AS_FLOAT + 60.0 => vec!["not-yet-valid"],
            Some(iat) if iat < -3e11 => vec!["malformed"],
            Some(_) => vec!["accepted"],
        },
        "sub" => {
            let good = value.as_str().is_some_and(|sub| !sub.is_empty() && sub.is_ascii());
            either(good, "malformed")
        }
        "nonce" => either(value == "n-0S6", "nonce-mismatch"),
        "purpose_of_use" => either(*value == json!("T-IAS") || *value == json!(["T-IAS"]), "wrong-purpose"),
        "identity_assurance_level" => {
            let good = ["2", "3", "\"2\"", "\"3\"", "\"ial2\""].contains(&value.to_string().as_str());
            either(good, "assurance-too-low")
        }
        "birthdate" => {
            let day = value.as_str().map(str::trim).filter(|text| *text == "1987-01-15");
            // Some other texts and numbers are dates too.
            if day.is_some() { vec!["accepted"] } else { vec!["claims-missing", "accepted"] }
        }
        "given_name" | "family_name" => vec!["claims-missing", "accepted"],
        "address" => vec!["claims-missing"],
        _ => unreachable!("no such claim"),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn one_changed_character_is_noticed(at in any::<prop::sample::Index>(), with in prop::sample::select(ALPHABET)) {
        let good = issuer().token(&good_claims());
        let mut bytes = good.clone().into_bytes();
        let at = at.index(bytes.len());
        prop_assume!(bytes[at] != with);
        bytes[at] = with;
        let [header, payload, _] = good.split('.').map(str::len).collect::<Vec<_>>()[..] else { unreachable!() };
        let found = code(&String::from_utf8(bytes).unwrap());
        let allowed: &[&str] = if good.as_bytes()[at] == b'.' {
            &["malformed"]
        } else if at < header {
            &["malformed", "alg-not-allowed", "header-not-allowed", "wrong-type", "unknown-key", "key-mismatch",
                "bad-signature"]
        } else if at + 1 == good.len() || at == header + payload {
            &["malformed", "bad-signature"] // stray bits
        } else {
            &["bad-signature"]
        };
        prop_assert!(allowed.contains(&found), "{found} at {at}");
    }

    #[test]
    fn one_character_more_or_less_is_noticed(at in any::<prop::sample::Index>(), with in any::<char>(), drop in any::<bool>()) {
        let good = issuer().token(&good_claims());
        let mut text: Vec<char> = good.chars().collect();
        let at = at.index(text.len());
        if drop { text.remove(at); } else { text.insert(at, with); }
        let changed: String = text.into_iter().collect();
        prop_assume!(changed != good);
        prop_assert_ne!(code(&changed), "accepted");
    }

    #[test]
    fn parts_of_two_tokens_do_not_mix(header in any::<bool>(), payload in any::<bool>()) {
        let one = issuer().token(&good_claims());
        let two = issuer().sign(r#"{"kid":"key-a","alg":"EdDSA"}"#, &claims_with(&json!({"jti": "2"})).to_string());
        let parts = |token: &str| token.split('.').map(str::to_owned).collect::<Vec<_>>();
        let (one, two) = (parts(&one), parts(&two));
        let pick = |second: bool, at: usize| if second { &two[at] } else { &one[at] };
        let mixed = format!("{}.{}.{}", pick(header, 0), pick(payload, 1), one[2]);
        prop_assert_eq!(code(&mixed), if header || payload { "bad-signature" } else { "accepted" });
    }

    #[test]
    fn a_claim_with_any_value_has_the_verdict_of_its_rule(
        name in prop::sample::select(vec!["iss", "aud", "exp", "iat", "sub", "nonce", "purpose_of_use",
            "identity_assurance_level", "birthdate", "given_name", "family_name", "address"]),
        value in any_value(),
    ) {
        let mut claims = good_claims();
        claims[name] = value.clone();
        let found = code(&issuer().token(&claims));
        let allowed = verdict(name, &value);
        prop_assert!(allowed.contains(&found), "{name} = {value}: {found}, not {allowed:?}");
    }

    #[test]
    fn any_text_is_refused_without_a_panic(text in "\\PC{0,200}", dots in "[A-Za-z0-9_-]{0,40}\\.[A-Za-z0-9_-]{0,40}\\.[A-Za-z0-9_-]{0,40}") {
        prop_assert_ne!(code(&text), "accepted");
        prop_assert_ne!(code(&dots), "accepted");
    }
}

#[test]
fn each_required_claim_is_missed() {
    let expected = [
        ("iss", "wrong-issuer"),
        ("aud", "wrong-audience"),
        ("sub", "malformed"),
        ("iat", "malformed"),
        ("exp", "expired"),
        ("nonce", "nonce-mismatch"),
        ("purpose_of_use", "wrong-purpose"),
        ("identity_assurance_level", "assurance-too-low"),
        ("given_name", "claims-missing"),
        ("family_name", "claims-missing"),
        ("birthdate", "claims-missing"),
        ("address", "claims-missing"),
    ];
    for (name, code_of_rule) in expected {
        assert_eq!(code(&issuer().token(&claims_with(&json!({name: null})))), code_of_rule, "{name}");
    }
}

#[test]
fn no_refusal_says_a_value() {
    let secret = "Zzyzx";
    for name in good_claims().as_object().unwrap().keys() {
        let token = issuer().token(&claims_with(&json!({name: [secret]})));
        if let Err(refusal) = check(&token, &profile()) {
            assert!(!format!("{refusal} {refusal:?}").contains(secret), "{name}");
            assert_ne!(refusal, Refusal::BadSignature);
        }
    }
}
