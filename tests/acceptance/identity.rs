//! Proving who one is for the second network: a check at the CSP in the browser, and the token that says so.

use std::sync::Arc;

use identity::demographics::Reason;
use identity::{Field, Person, Refusal};
use networks::CorrelationId;
use rstest::rstest;
use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::world::World;
use workflow::{Error, IdentityChecked, verify_identity};

use crate::{done, signed_in};

/// Rosa as the second network keeps her, but for `changes`.
pub(crate) fn record(changes: &Value) -> Person {
    let mut patient = json!({
        "resourceType": "Patient",
        "name": [{"family": "Delgado", "given": ["Rosa"]}],
        "birthDate": "1968-04-06",
        "gender": "female",
        "address": [{"line": ["12 Juniper Street"], "city": "Alder Bay", "state": "WA", "postalCode": "98201"}],
    });
    for (name, value) in changes.as_object().unwrap() {
        patient[name] = value.clone();
    }
    Person::from_fhir(patient.as_object().unwrap(), "2026-08-19".parse().unwrap())
}

async fn checked(world: &World, changes: &Value) -> Result<IdentityChecked, Error> {
    verify_identity(&world.core, &record(changes), &|_| {}, CorrelationId::new()).await
}

/// What the trail says about checks, newest first.
async fn trail(world: &World) -> Vec<String> {
    let activity = done(world, "activity", Value::Null).await;
    let entries = activity["entries"].as_array().unwrap().iter();
    entries
        .map(|entry| entry["kind"].as_str().unwrap().to_owned())
        .filter(|kind| kind.contains("identity"))
        .collect()
}

#[tokio::test]
async fn a_proof_is_for_this_person_for_a_while_and_for_one_patient() {
    let (world, host) = signed_in("rosa", PatientHost::who_signs_in_as("rosa")).await;
    let correlation = CorrelationId::new();
    let checked = verify_identity(&world.core, &record(&json!({})), &|_| {}, correlation).await.unwrap();
    let IdentityChecked::Proved(proof) = checked else { panic!("{checked:?}") };
    assert_eq!(format!("{proof:?}"), "IdentityProof(…)");
    assert!(proof.reference.is_some() && proof.correlation == correlation);
    let asked = host.opened.lock().unwrap()[0].clone();
    assert!(asked.path().ends_with("/csp/oauth2/auth") && asked.as_str().contains("nonce="), "{asked}");
    assert!(proof.token.for_use(world.core.clock().now).is_ok());
    world.advance(1000).await.unwrap();
    assert_eq!(proof.token.for_use(world.core.clock().now).err(), Some(Refusal::Expired));
    assert_eq!(trail(&world).await, ["identity-proved", "identity-check-began"]);
}

#[rstest]
#[case("differ", json!({}), "differs", "identity-differs")]
#[case("weak", json!({}), "not-valid", "identity-not-proved")]
#[case("fail", json!({}), "not-proved", "identity-not-proved")]
#[case("match", json!({"birthDate": "1968-04-07"}), "differs", "identity-differs")]
#[case("match", json!({"deceasedBoolean": true}), "differs", "identity-differs")]
#[case("match", json!({"address": []}), "differs", "identity-differs")]
#[tokio::test]
async fn a_check_that_proves_nothing_says_what_it_came_to(
    #[case] result: &'static str,
    #[case] changes: Value,
    #[case] expected: &str,
    #[case] written: &str,
) {
    let host = PatientHost::who_signs_in_as("rosa");
    host.choices.lock().unwrap().push(("result", result));
    let (world, _) = signed_in("rosa", host).await;
    let checked = checked(&world, &changes).await.unwrap();
    assert_eq!(format!("{checked:?}"), expected);
    assert_eq!(trail(&world).await, [written, "identity-check-began"]);
    match checked {
        IdentityChecked::NotValid(refusal) => assert_eq!(refusal, Refusal::AssuranceTooLow),
        IdentityChecked::Differs(verdict) if result == "differ" => {
            assert_eq!(verdict.differs(), [Field::Family, Field::Street]);
        }
        IdentityChecked::Differs(verdict) if changes["birthDate"].is_string() => {
            assert_eq!(verdict.reason(), Some(Reason::BirthDateMismatch));
        }
        _ => {}
    }
}

/// The defective tokens of `spec/ias-wire.md`, section 12.1, each by the code that its rule has.
#[rstest]
#[case("expired", "expired")]
#[case("future-iat", "not-yet-valid")]
#[case("wrong-iss", "wrong-issuer")]
#[case("wrong-aud", "wrong-audience")]
#[case("aud-array", "wrong-audience")]
#[case("alg-none", "alg-not-allowed")]
#[case("hs256-confusion", "alg-not-allowed")]
#[case("bad-signature", "bad-signature")]
#[case("unknown-kid", "unknown-key")]
#[case("embedded-jwk", "header-not-allowed")]
#[case("crit", "header-not-allowed")]
#[case("no-purpose", "wrong-purpose")]
#[case("wrong-purpose", "wrong-purpose")]
#[case("ial1", "assurance-too-low")]
#[case("missing-birthdate", "claims-missing")]
#[case("nonce-mismatch", "nonce-mismatch")]
#[case("at-hash-mismatch", "hash-mismatch")]
#[tokio::test]
async fn a_defective_token_is_refused_by_its_rule(#[case] defect: &str, #[case] code: &str) {
    let (world, _) = signed_in("rosa", PatientHost::who_signs_in_as("rosa")).await;
    world.control("csp", json!({ "defect": defect })).await.unwrap();
    let checked = checked(&world, &json!({})).await;
    let refusal = match checked {
        Ok(IdentityChecked::NotValid(refusal)) | Err(Error::Token(refusal)) => refusal,
        other => panic!("{defect}: {other:?}"),
    };
    assert_eq!(refusal.code(), code, "{defect}");
}

#[tokio::test]
async fn a_token_that_came_before_is_refused() {
    let (world, _) = signed_in("rosa", PatientHost::who_signs_in_as("rosa")).await;
    assert!(matches!(checked(&world, &json!({})).await, Ok(IdentityChecked::Proved(_))));
    world.control("csp", json!({"defect": "replayed-jti"})).await.unwrap();
    let again = checked(&world, &json!({})).await.unwrap();
    assert!(matches!(again, IdentityChecked::NotValid(Refusal::Replayed)), "{again:?}");
}

#[tokio::test]
async fn rotated_keys_are_fetched_and_a_checker_in_trouble_is_no_no() {
    let (world, _) = signed_in("rosa", PatientHost::who_signs_in_as("rosa")).await;
    world.control("csp", json!({"publishes": ["a"]})).await.unwrap();
    assert!(matches!(checked(&world, &json!({})).await, Ok(IdentityChecked::Proved(_))));
    world.control("csp", json!({"publishes": ["a", "b"], "signsWith": "b"})).await.unwrap();
    assert!(matches!(checked(&world, &json!({})).await, Ok(IdentityChecked::Proved(_))));
    let trouble = json!({"at": "csp", "field": "token", "times": 1, "status": 503});
    world.control("faults", trouble).await.unwrap();
    let error = checked(&world, &json!({})).await.unwrap_err();
    assert_eq!(serde_json::to_value(error.code()).unwrap(), "network-trouble");
}

#[tokio::test]
async fn a_sign_out_ends_a_check_that_is_under_way() {
    let (world, host) = signed_in("rosa", PatientHost::default()).await;
    let core = Arc::clone(&world.core);
    let work = tokio::spawn(async move {
        verify_identity(&core, &record(&json!({})), &|_| {}, CorrelationId::new()).await
    });
    while host.opened.lock().unwrap().is_empty() {
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    done(&world, "sign_out", json!({"copy": "keep"})).await;
    assert!(matches!(work.await.unwrap(), Ok(IdentityChecked::Stopped)));
}
