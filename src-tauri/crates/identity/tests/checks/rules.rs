//! Rules V10 to V24 on whole tokens, one test or more each.

use identity::{
    Check, Field, IasToken, IssuerProfile, Occasion, PurposeCarrier, Refusal, ReplayCache, Skew, TokenShape,
};
use jiff::{SignedDuration, Timestamp};
use rstest::rstest;
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Value, json};

use crate::support::{
    AUDIENCE, ISSUER, Issuer, NOW, check, check_at, claims_with, good_claims, issuer, now, profile, refusal,
};

fn expect(changes: &Value, profile: &IssuerProfile, refused: impl Into<Option<Refusal>>, code: &str) {
    let found = refusal(changes, profile);
    assert_eq!(found, refused.into(), "{changes}");
    assert_eq!(found.map_or("", |refusal| refusal.code()), code, "{changes}");
}

#[test]
fn a_good_token_is_accepted() {
    let token = check(&issuer().token(&good_claims()), &profile()).unwrap();
    assert_eq!(token.subject(), "3744809ddad94a93");
    assert_eq!(token.jti(), Some("9f7613b6"));
    assert_eq!(token.authenticated_at(), Timestamp::from_second(NOW - 70).ok());
    assert_eq!(token.ends_at(), Timestamp::from_second(NOW + 900).unwrap());
    assert_eq!(format!("{token:?}"), "IasToken { ends_at: 2026-11-22T12:15:00Z, .. }");
}

#[rstest]
#[case("[]")]
#[case("{\"iss\":\"a\",\"iss\":\"a\"}")]
#[case("{\"a\":\"\\ud800\"}")]
#[case("foo")]
#[case("")]
fn v3_the_payload_is_one_object(#[case] payload: &str) {
    let token = issuer().sign(&issuer().header().to_string(), payload);
    assert_eq!(check(&token, &profile()).unwrap_err(), Refusal::NotJsonObject);
    assert_eq!(Refusal::NotJsonObject.code(), "malformed");
}

#[test]
fn v10_a_signature_by_another_key_is_refused() {
    let token = Issuer::new("key-a", 8).token(&good_claims());
    assert_eq!(check(&token, &profile()).unwrap_err(), Refusal::BadSignature);
    assert_eq!(Refusal::BadSignature.code(), "bad-signature");
}

#[rstest]
#[case(json!(null))]
#[case(json!("https://csp.example.org/"))]
#[case(json!("https://CSP.example.org"))]
#[case(json!(" https://csp.example.org"))]
#[case(json!("https://sandbox.csp.example.org"))]
#[case(json!(["https://csp.example.org"]))]
fn v11_the_issuer_is_exactly_the_one_we_know(#[case] iss: Value) {
    expect(&json!({"iss": iss}), &profile(), Some(Refusal::WrongIssuer), "wrong-issuer");
}

#[rstest]
#[case(json!(AUDIENCE), true)]
#[case(json!([AUDIENCE]), true)]
#[case(json!([AUDIENCE, "partner"]), true)]
#[case(json!(["partner"]), false)]
#[case(json!([AUDIENCE, "stranger"]), false)]
#[case(json!("urn:oid:1.2.3.45"), false)]
#[case(json!(""), false)]
#[case(json!([]), false)]
#[case(json!([AUDIENCE, 7]), false)]
#[case(json!(null), false)]
fn v12_the_audience_is_ours(#[case] aud: Value, #[case] good: bool) {
    let profile = IssuerProfile { other_audiences: vec!["partner".to_owned()], ..profile() };
    let refused = (!good).then_some(Refusal::WrongAudience);
    expect(&json!({"aud": aud}), &profile, refused, if good { "" } else { "wrong-audience" });
}

#[rstest]
#[case(json!("client-1"), true)]
#[case(json!("client-2"), false)]
#[case(json!(null), false)]
fn v12_an_authorized_party_is_us_where_it_is_used(#[case] azp: Value, #[case] good: bool) {
    let profile = IssuerProfile { authorized_party: Some("client-1".to_owned()), ..profile() };
    assert_eq!(refusal(&json!({"azp": azp}), &profile), (!good).then_some(Refusal::WrongAudience));
}

#[rstest]
#[case(json!(NOW - 59), None)] // within the skew
#[case(json!(NOW - 60), Some(Refusal::Expired))]
#[case(json!(null), Some(Refusal::Expired))]
#[case(json!(true), Some(Refusal::MalformedTime))]
#[case(json!("1795349700"), Some(Refusal::MalformedTime))]
#[case(json!(1e300), Some(Refusal::MalformedTime))]
fn v13_an_end_is_a_number_in_the_future(#[case] exp: Value, #[case] refused: Option<Refusal>) {
    assert_eq!(refusal(&json!({"exp": exp, "iat": NOW - 900}), &profile()), refused, "{exp}");
}

#[rstest]
#[case(json!({"iat": NOW + 60}), None, "")]
#[case(json!({"iat": NOW + 61}), Some(Refusal::NotYetValid), "not-yet-valid")]
#[case(json!({"iat": null}), Some(Refusal::MalformedTime), "malformed")]
#[case(json!({"iat": false}), Some(Refusal::MalformedTime), "malformed")]
#[case(json!({"iat": "1795348740"}), Some(Refusal::MalformedTime), "malformed")]
#[case(json!({"iat": NOW + 840}), Some(Refusal::MalformedTime), "malformed")] // not before its end
#[case(json!({"nbf": NOW + 60}), None, "")]
#[case(json!({"nbf": NOW + 61}), Some(Refusal::NotYetValid), "not-yet-valid")]
#[case(json!({"nbf": "now"}), Some(Refusal::MalformedTime), "malformed")]
#[case(json!({"iat": 1_795_348_740.5}), None, "")]
#[case(json!({"iat": NOW - 360}), None, "")]
#[case(json!({"iat": NOW - 361}), Some(Refusal::TooOld), "too-old")]
fn v14_a_token_was_issued_lately(
    #[case] changes: Value,
    #[case] refused: Option<Refusal>,
    #[case] code: &str,
) {
    let profile = IssuerProfile { max_age: Some(300), ..profile() };
    expect(&changes, &profile, refused, code);
}

#[test]
fn v14_a_time_may_be_written_with_an_exponent() {
    let payload = claims_with(&json!({"exp": 0})).to_string().replace("\"exp\":0", "\"exp\":1.8e9");
    let token = issuer().sign(&issuer().header().to_string(), &payload);
    assert!(check(&token, &profile()).is_ok());
}

#[test]
fn v15_the_skew_is_the_profiles() {
    let profile = IssuerProfile { skew: Skew::new(0).unwrap(), ..profile() };
    assert_eq!(refusal(&json!({"exp": NOW}), &profile), Some(Refusal::Expired));
    assert_eq!(refusal(&json!({"exp": NOW + 1}), &profile), None);
}

#[rstest]
#[case(json!({"purpose_of_use": "T-IAS"}), true)]
#[case(json!({"purpose_of_use": ["T-IAS"]}), true)]
#[case(json!({"purpose_of_use": "urn:oid:2.16.840.1.113883.3.7204.1.5.2.1#T-IAS"}), true)]
#[case(json!({"purpose_of_use": null, "extensions": {"tefca_ias": {"purpose_of_use": "T-IAS"}}}), true)]
#[case(json!({"purpose_of_use": null, "extensions": {"tefca-ias": {"purpose_of_use": ["T-IAS"]}}}), true)]
#[case(json!({"purpose_of_use": null}), false)]
#[case(json!({"purpose_of_use": null, "pou": "T-IAS"}), false)] // not a name that this issuer uses
#[case(json!({"purpose_of_use": "T-TREAT"}), false)]
#[case(json!({"purpose_of_use": "REQUEST"}), false)]
#[case(json!({"purpose_of_use": "PATRQT"}), false)]
#[case(json!({"purpose_of_use": "t-ias"}), false)]
#[case(json!({"purpose_of_use": "T-IAS "}), false)]
#[case(json!({"purpose_of_use": ["T-IAS", "T-TREAT"]}), false)]
#[case(json!({"purpose_of_use": ["T-IAS", "T-IAS"]}), false)]
#[case(json!({"purpose_of_use": []}), false)]
#[case(json!({"purpose_of_use": [["T-IAS"]]}), false)]
#[case(json!({"purpose_of_use": {"code": "T-IAS"}}), false)]
#[case(json!({"extensions": {"tefca_ias": {"purpose_of_use": "T-TREAT"}}}), false)] // two carriers that differ
fn v16_the_purpose_is_individual_access(#[case] changes: Value, #[case] good: bool) {
    let refused = (!good).then_some(Refusal::WrongPurpose);
    expect(&changes, &profile(), refused, if good { "" } else { "wrong-purpose" });
}

#[test]
fn v16_the_carrier_is_the_profiles() {
    let other = json!({"purpose_of_use": null, "pou": "T-IAS"});
    let also = IssuerProfile { purpose: PurposeCarrier::TokenAlso(vec!["pou".to_owned()]), ..profile() };
    assert_eq!(refusal(&other, &also), None);

    let alone = IssuerProfile { purpose: PurposeCarrier::RequestAlone, ..profile() };
    assert_eq!(refusal(&json!({"purpose_of_use": null}), &alone), None);
    assert_eq!(refusal(&json!({"purpose_of_use": "T-TREAT"}), &alone), Some(Refusal::WrongPurpose));
}

#[rstest]
#[case(json!({"identity_assurance_level": "2"}), true)]
#[case(json!({"identity_assurance_level": "ial2"}), true)]
#[case(json!({"identity_assurance_level": "IAL2"}), true)]
#[case(json!({"identity_assurance_level": 3}), true)]
#[case(json!({"identity_assurance_level": null, "acr": "http://udap.org/code/id/ial2"}), true)]
#[case(json!({"acr": "urn:mace:incommon:iap:silver"}), true)] // speaks of something else
#[case(json!({"identity_assurance_level": null}), false)]
#[case(json!({"identity_assurance_level": 1}), false)]
#[case(json!({"identity_assurance_level": true}), false)]
#[case(json!({"identity_assurance_level": "high"}), false)]
#[case(json!({"identity_assurance_level": 20}), false)]
#[case(json!({"identity_assurance_level": [2]}), false)]
#[case(json!({"acr": "http://udap.org/code/id/ial1"}), false)] // two statements that differ
fn v17_the_identity_was_proofed_at_level_two(#[case] changes: Value, #[case] good: bool) {
    let refused = (!good).then_some(Refusal::AssuranceTooLow);
    expect(&changes, &profile(), refused, if good { "" } else { "assurance-too-low" });
}

#[test]
fn v17_silence_means_level_two_only_by_contract() {
    let implied = IssuerProfile { implied_ial2: true, ..profile() };
    assert_eq!(refusal(&json!({"identity_assurance_level": null}), &implied), None);
    let stated = json!({"identity_assurance_level": 1});
    assert_eq!(refusal(&stated, &implied), Some(Refusal::AssuranceTooLow));
}

#[rstest]
#[case(json!(null))]
#[case(json!(""))]
#[case(json!(7))]
#[case(json!("é"))]
#[case(json!("x".repeat(256)))]
fn v18_the_subject_is_short_ascii(#[case] sub: Value) {
    expect(&json!({"sub": sub}), &profile(), Some(Refusal::MalformedSubject), "malformed");
}

#[test]
fn v18_a_refreshed_token_is_about_the_same_person() {
    let token = issuer().token(&claims_with(&json!({"nonce": null})));
    let refreshed = |subject| {
        let occasion = Occasion::Refresh { subject };
        let (keys, profile) = (issuer().keys(), profile());
        let check = Check { profile: &profile, keys: &keys, occasion, access_token: None, now: now() };
        IasToken::check(SecretString::from(token.as_str()), &check).err()
    };
    assert_eq!(refreshed("3744809ddad94a93"), None);
    assert_eq!(refreshed("somebody else"), Some(Refusal::SubjectChanged));
    assert_eq!(Refusal::SubjectChanged.code(), "subject-changed");
}

#[rstest]
#[case(json!("n-0S6"), false, None)]
#[case(json!("n-0S7"), false, Some(Refusal::NonceMismatch))]
#[case(json!(null), false, Some(Refusal::NonceMismatch))]
#[case(json!(["n-0S6"]), false, Some(Refusal::NonceMismatch))]
#[case(json!(null), true, None)]
#[case(json!("n-0S7"), true, Some(Refusal::NonceMismatch))]
fn v19_the_nonce_comes_back(
    #[case] nonce: Value,
    #[case] omits_nonce: bool,
    #[case] refused: Option<Refusal>,
) {
    let profile = IssuerProfile { omits_nonce, ..profile() };
    let code = if refused.is_some() { "nonce-mismatch" } else { "" };
    expect(&json!({"nonce": nonce}), &profile, refused, code);
}

#[rstest]
// SHA-512 for Ed25519: the left half of the hash of `access`.
#[case(json!(null), true)]
#[case(json!("kyd4-h3ZoV2sH212kLKbcOnCBajStKQ38Ae_bfT-PFI"), true)]
#[case(json!("kyd4-h3ZoV2sH212kLKbcOnCBajStKQ38Ae_bfT-PFJ"), false)]
#[case(json!(7), false)]
fn v20_a_hash_binds_the_access_token(#[case] at_hash: Value, #[case] good: bool) {
    let token = issuer().token(&claims_with(&json!({"at_hash": at_hash})));
    let access = SecretString::from("access");
    let (keys, profile) = (issuer().keys(), profile());
    let check = Check {
        profile: &profile,
        keys: &keys,
        occasion: Occasion::Handed,
        access_token: Some(&access),
        now: now(),
    };
    let found = IasToken::check(SecretString::from(token), &check).err();
    assert_eq!(found, (!good).then_some(Refusal::HashMismatch));
    assert_eq!(Refusal::HashMismatch.code(), "hash-mismatch");
}

#[test]
fn v21_a_token_comes_once_and_serves_one_patient() {
    let mut cache = ReplayCache::new(8);
    let token = check(&issuer().token(&good_claims()), &profile()).unwrap();
    assert_eq!(cache.receive(&token, now()), Ok(()));
    assert_eq!(cache.receive(&token, now()), Err(Refusal::Replayed));
    assert_eq!(cache.present(&token, "patient-1", now()), Ok(()));
    assert_eq!(cache.present(&token, "patient-1", now()), Ok(())); // a retry
    assert_eq!(cache.present(&token, "patient-2", now()), Err(Refusal::Replayed));
    assert_eq!(Refusal::Replayed.code(), "replayed");

    // The same id in a token that was signed anew is the same id.
    let again = check(&issuer().token(&claims_with(&json!({"iat": NOW - 30}))), &profile()).unwrap();
    assert_eq!(cache.receive(&again, now()), Err(Refusal::Replayed));
}

#[test]
fn v21_a_token_without_an_id_is_its_own_id() {
    let mut cache = ReplayCache::new(8);
    let token = check(&issuer().token(&claims_with(&json!({"jti": null}))), &profile()).unwrap();
    assert_eq!(cache.receive(&token, now()), Ok(()));
    assert_eq!(cache.receive(&token, now()), Err(Refusal::Replayed));
}

#[test]
fn v21_what_expired_is_forgotten_and_what_is_full_lets_nothing_in() {
    let mut cache = ReplayCache::new(1);
    let one = check(&issuer().token(&good_claims()), &profile()).unwrap();
    let two = check(&issuer().token(&claims_with(&json!({"jti": "two"}))), &profile()).unwrap();
    assert_eq!(cache.receive(&one, now()), Ok(()));
    assert_eq!(cache.receive(&two, now()), Err(Refusal::ReplayCacheFull));
    assert_eq!(cache.receive(&two, one.ends_at()), Ok(()));
}

#[rstest]
#[case(json!(NOW - 70), None)]
#[case(json!(NOW - 361), Some(Refusal::AuthenticationTooOld))]
#[case(json!(NOW + 61), Some(Refusal::AuthenticationTooOld))]
#[case(json!(null), Some(Refusal::AuthenticationTooOld))]
#[case(json!("just now"), Some(Refusal::MalformedTime))]
fn v22_the_person_was_there_lately(#[case] auth_time: Value, #[case] refused: Option<Refusal>) {
    let profile = IssuerProfile { authenticated_within: Some(300), ..profile() };
    assert_eq!(refusal(&json!({"auth_time": auth_time}), &profile), refused);
    assert_eq!(Refusal::AuthenticationTooOld.code(), "too-old");
}

#[test]
fn v22_without_a_limit_the_time_is_only_noted() {
    assert_eq!(refusal(&json!({"auth_time": null}), &profile()), None);
    assert_eq!(refusal(&json!({"auth_time": NOW - 9000}), &profile()), None);
}

#[test]
fn v23_a_token_that_expired_meanwhile_is_not_sent() {
    let compact = issuer().token(&good_claims());
    let token = check(&compact, &profile()).unwrap();
    let moment_before = token.ends_at() - SignedDuration::from_millis(1);
    assert_eq!(token.for_use(moment_before).unwrap().expose_secret(), compact);
    assert_eq!(token.for_use(token.ends_at()).unwrap_err(), Refusal::Expired);
}

#[rstest]
#[case(json!({"given_name": null}), &[Field::Given])]
#[case(json!({"given_name": "N/A"}), &[Field::Given])]
#[case(json!({"family_name": ""}), &[Field::Family])]
#[case(json!({"birthdate": null}), &[Field::BirthDate])]
#[case(json!({"birthdate": "01/15/1987"}), &[Field::BirthDate])]
#[case(json!({"birthdate": "1900-01-01"}), &[Field::BirthDate])]
#[case(json!({"birthdate": "2026-11-23"}), &[Field::BirthDate])]
#[case(json!({"address": null}), &[Field::Street, Field::City, Field::State, Field::PostalCode])]
#[case(json!({"address": {"street_address": "1 A St", "region": "ZZ", "postal_code": "1"}}),
    &[Field::City, Field::State, Field::PostalCode])]
fn v24_the_required_claims_are_there(#[case] changes: Value, #[case] missing: &[Field]) {
    let refused = Some(Refusal::ClaimsMissing(missing.to_vec()));
    expect(&changes, &profile(), refused, "claims-missing");
}

#[test]
fn v24_a_refusal_names_claims_and_no_values() {
    let refused = refusal(&json!({"birthdate": "15.01.1987", "given_name": "null"}), &profile()).unwrap();
    assert_eq!(refused.to_string(), "required claims are missing: given, birth-date");
}

/// The sample that an identity service publishes: month first, no level, no nonce, no purpose.
#[test]
fn a_published_sample_passes_with_its_profile_and_not_without() {
    let claims = json!({
        "iss": ISSUER, "sub": "3744809ddad94a9386832af4fb538592", "aud": AUDIENCE,
        "exp": 1_773_734_507, "iat": 1_773_716_507, "birthdate": "01/15/1987", "given_name": "Allison",
        "SSN": "000001234", "gender": "Female", "family_name": "Hackett",
        "address": {"formatted": "…", "street_address": "6647 WILDFLOWER DR S", "locality": "COTTAGE GROVE",
            "region": "MN", "postal_code": "55016", "country": "US"},
        "jti": "9f7613b6-2730-443e-85fa-d7a811b2ef49"
    });
    let at = Timestamp::from_second(1_773_716_600).unwrap();
    let lenient = IssuerProfile {
        month_first_dates: true,
        implied_ial2: true,
        omits_nonce: true,
        purpose: PurposeCarrier::RequestAlone,
        ..profile()
    };
    let token = issuer().token(&claims);
    let token_of_theirs = check_at(&token, &issuer().keys(), &lenient, at).unwrap();
    assert_eq!(token_of_theirs.person().ssn_last4.as_deref(), Some("1234"));
    assert_eq!(check_at(&token, &issuer().keys(), &profile(), at).unwrap_err(), Refusal::WrongPurpose);
}

#[test]
fn each_shape_is_read_where_the_issuer_uses_it() {
    let cms = json!({
        "given_name": null, "family_name": null, "address": null, "birthdate": null,
        "name_first": "Allison", "name_last": "Hackett", "birth_date": "1987-01-15",
        "address_line1": "6647 Wildflower Dr S", "city": "Cottage Grove", "regionality": "MN",
        "code_postal": "55016-1234"
    });
    let verified = json!({
        "identity_assurance_level": null,
        "verified_claims": {
            "verification": {"trust_framework": "nist_800_63A", "assurance_level": "ial2"},
            "claims": {"given_name": "Allison", "family_name": "Hackett", "birthdate": "1987-01-15",
                "address": {"street_address": "6647 Wildflower Dr S", "locality": "Cottage Grove",
                    "region": "MN", "postal_code": "55016"}}
        }
    });
    let all = Field::Family; // the first of the missing ones
    for (changes, shape) in [(cms, TokenShape::CmsFlat), (verified, TokenShape::VerifiedClaims)] {
        let using = IssuerProfile { shapes: vec![shape], ..profile() };
        assert_eq!(refusal(&changes, &using), None, "{shape:?}");
        let Some(Refusal::ClaimsMissing(missing)) = refusal(&changes, &profile()) else {
            panic!("{shape:?} was read though the issuer does not use it")
        };
        assert_eq!(missing.first(), Some(&all));
    }
}

#[test]
fn what_stands_beside_verified_claims_is_only_the_persons_word() {
    let using = IssuerProfile { shapes: vec![TokenShape::VerifiedClaims], ..profile() };
    // All the flat claims are there, and none of them counts.
    let inner = |level: &str, claims: Value| json!({"verified_claims": {"verification": {"assurance_level": level}, "claims": claims}});
    assert_eq!(refusal(&inner("ial1", json!({})), &using), Some(Refusal::AssuranceTooLow));
    let empty = refusal(&inner("ial2", json!({})), &using);
    assert!(matches!(empty, Some(Refusal::ClaimsMissing(fields)) if fields.len() == 7));
    let no_level = json!({"verified_claims": {"verification": {}, "claims": {}}});
    assert_eq!(refusal(&no_level, &using), Some(Refusal::AssuranceTooLow));
}
