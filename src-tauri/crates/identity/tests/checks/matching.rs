//! The gate between a token and a record: cases M1 to M50 of `spec/ias-wire.md`, section 9.4.

use identity::demographics::{Reason, Verdict, compare};
use identity::{Field, Person, PersonAddress, PersonName, Standing, person_from_claims};
use jiff::civil::{Date, date};
use proptest::prelude::*;
use rstest::rstest;
use serde_json::{Map, Value, json};

const TODAY: Date = date(2026, 11, 22);

/// Puts the changes over the base, member by member, down to the last object.
fn merged(mut base: Value, changes: &Value) -> Map<String, Value> {
    fn merge(base: &mut Value, changes: &Value) {
        match (base, changes) {
            (Value::Object(base), Value::Object(changes)) => {
                for (name, value) in changes {
                    merge(base.entry(name.clone()).or_insert(Value::Null), value);
                }
            }
            (base, changes) => *base = changes.clone(),
        }
    }
    merge(&mut base, changes);
    base.as_object().unwrap().clone()
}

fn claims(changes: &Value) -> Map<String, Value> {
    let base = json!({
        "given_name": "Robert", "family_name": "Doe", "birthdate": "1987-01-15",
        "address": {"street_address": "123 Main St", "locality": "Madison", "region": "MN", "postal_code": "55016"}
    });
    merged(base, changes)
}

fn patient(changes: &Value) -> Map<String, Value> {
    let base = json!({
        "resourceType": "Patient", "birthDate": "1987-01-15",
        "name": [{"family": "Doe", "given": ["Robert"]}],
        "address": [{"line": ["123 Main St"], "city": "Madison", "state": "MN", "postalCode": "55016"}]
    });
    merged(base, changes)
}

fn verdict(token: &Value, record: &Value) -> Verdict {
    verdict_by(token, record, false)
}

fn verdict_by(token: &Value, record: &Value, month_first: bool) -> Verdict {
    let token = person_from_claims(&claims(token), month_first, TODAY);
    compare(&token, &Person::from_fhir(&patient(record), TODAY), TODAY, false)
}

/// What the gate is expected to say.
#[derive(Debug)]
enum Expect {
    Match,
    Warn(Field),
    Refuse(Field, Reason),
}

fn assert_verdict(found: &Verdict, expected: &Expect, case: &str) {
    let wanted = match expected {
        Expect::Match => Verdict::default(),
        Expect::Warn(field) => Verdict { warnings: vec![*field], ..Verdict::default() },
        Expect::Refuse(field, reason) => Verdict { refused: vec![(*field, *reason)], warnings: Vec::new() },
    };
    assert_eq!(*found, wanted, "{case}");
    assert_eq!(found.is_match(), !matches!(expected, Expect::Refuse(..)), "{case}");
}

fn family(name: &str) -> Value {
    json!({"family_name": name})
}

fn given(name: &str) -> Value {
    json!({"given_name": name})
}

fn named(family: &str, given: &[&str]) -> Value {
    json!({"name": [{"family": family, "given": given}]})
}

fn born(day: &str) -> Value {
    json!({"birthdate": day})
}

fn at(street: &str) -> Value {
    json!({"address": {"street_address": street}})
}

fn lives_at(street: &str) -> Value {
    lives(street, "MN", "55016")
}

fn lives(street: &str, state: &str, zip: &str) -> Value {
    json!({"address": [{"line": [street], "city": "Madison", "state": state, "postalCode": zip}]})
}

fn same() -> Value {
    json!({})
}

#[rstest]
#[case::m1("M1", json!({"given_name": "José", "family_name": "Núñez"}), named("NUNEZ", &["JOSE"]), Expect::Match)]
#[case::m2("M2", family("O'Brien"), named("OBRIEN", &["Robert"]), Expect::Match)]
#[case::m2_curly("M2", family("O’Brien"), named("O BRIEN", &["Robert"]), Expect::Match)]
#[case::m3("M3", family("Smith-Jones"), named("Smith Jones", &["Robert"]), Expect::Match)]
#[case::m3_joined("M3", family("Smith-Jones"), named("SMITHJONES", &["Robert"]), Expect::Match)]
#[case::m4("M4", family("Smith-Jones"), named("Smith", &["Robert"]), Expect::Refuse(Field::Family, Reason::NameMismatch))]
#[case::m5("M5", given("Mary Ann"), named("Doe", &["Mary", "Ann"]), Expect::Match)]
#[case::m6("M6", given("Kate"), named("Doe", &["Katherine"]), Expect::Refuse(Field::Given, Reason::NameMismatch))]
#[case::m7("M7", given("Jonathon"), named("Doe", &["Jonathan"]), Expect::Refuse(Field::Given, Reason::NameNearMatch))]
#[case::m8("M8", json!({"suffix": "Jr"}), same(), Expect::Warn(Field::Suffix))]
#[case::m9("M9", json!({"suffix": "Jr"}), json!({"name": [{"family": "Doe", "given": ["Robert"], "suffix": ["Sr."]}]}), Expect::Refuse(Field::Suffix, Reason::SuffixMismatch))]
#[case::m10("M10", family("Doe Jr"), json!({"name": [{"family": "Doe", "given": ["Robert"], "suffix": ["Jr"]}]}), Expect::Match)]
#[case::m11("M11", json!({"family_name": "Miller", "name_historical": ["Robert Schmidt"]}), named("Schmidt", &["Robert"]), Expect::Match)]
#[case::m11_object("M11", json!({"family_name": "Miller", "historical_names": [{"family_name": "Schmidt"}]}), named("Schmidt", &["Robert"]), Expect::Match)]
#[case::m12("M12", family("Miller"), json!({"name": [{"family": "Schmidt", "given": ["Robert"], "use": "old"}, {"family": "Miller", "given": ["Robert"]}]}), Expect::Match)]
#[case::m13("M13", json!({"given_name": null, "family_name": "Suharto"}), named("Suharto", &["Robert"]), Expect::Refuse(Field::Given, Reason::ClaimsMissing))]
#[case::m14("M14", born("1987-01-15"), same(), Expect::Match)]
#[case::m16("M16", born("01/15/1987"), same(), Expect::Refuse(Field::BirthDate, Reason::Malformed))]
#[case::m17_day("M17", same(), json!({"birthDate": "1987-01-16"}), Expect::Refuse(Field::BirthDate, Reason::BirthDateMismatch))]
#[case::m17_year("M17", same(), json!({"birthDate": "1986-01-15"}), Expect::Refuse(Field::BirthDate, Reason::BirthDateMismatch))]
#[case::m17_impossible("M17", same(), json!({"birthDate": "1987-15-01"}), Expect::Refuse(Field::BirthDate, Reason::PatientIncomplete))]
#[case::m20("M20", json!({"gender": "Female"}), json!({"gender": "female"}), Expect::Match)]
#[case::m20_letter("M20", json!({"gender": "F"}), json!({"gender": "female"}), Expect::Match)]
#[case::m21("M21", json!({"gender": "male"}), json!({"gender": "unknown"}), Expect::Match)]
#[case::m21_absent("M21", json!({"gender": "male"}), same(), Expect::Match)]
#[case::m22("M22", json!({"gender": "male"}), json!({"gender": "female"}), Expect::Warn(Field::Sex))]
#[case::m23("M23", at("6647 WILDFLOWER DR S"), lives_at("6647 Wildflower Drive South"), Expect::Match)]
#[case::m24("M24", at("123 Main St Apt #4B"), lives_at("123 MAIN STREET APARTMENT 4B"), Expect::Match)]
#[case::m25(
    "M25",
    at("123 Main St #4B"),
    lives_at("123 Main St Apt 4B"),
    Expect::Refuse(Field::Street, Reason::StreetNearMatch)
)]
#[case::m26(
    "M26",
    at("123 Main St"),
    lives_at("123 Main St Apt 4B"),
    Expect::Refuse(Field::Street, Reason::StreetNearMatch)
)]
#[case::m27(
    "M27",
    at("123 N Main St"),
    lives_at("123 Main St N"),
    Expect::Refuse(Field::Street, Reason::StreetNearMatch)
)]
#[case::m28("M28", at("PO Box 00123"), lives_at("P.O. Box 123"), Expect::Match)]
#[case::m29("M29", at("Star Route 68 Box 23A"), lives_at("HC 68 Box 23A"), Expect::Match)]
#[case::m30("M30", at("100 South Boulevard"), lives_at("100 SOUTH BLVD"), Expect::Match)]
#[case::m31(
    "M31",
    at("500 St. Charles Ave"),
    lives_at("500 Saint Charles Avenue"),
    Expect::Refuse(Field::Street, Reason::StreetNearMatch)
)]
#[case::m32(
    "M32",
    at("350 5th Ave"),
    lives_at("350 Fifth Avenue"),
    Expect::Refuse(Field::Street, Reason::StreetNearMatch)
)]
#[case::m33("M33", json!({"address": {"postal_code": "55016-1234"}}), same(), Expect::Match)]
#[case::m34("M34", json!({"address": {"postal_code": "97005-"}}), lives("123 Main St", "MN", "97005"), Expect::Match)]
#[case::m35("M35", json!({"address": {"postal_code": 2138}}), lives("123 Main St", "MN", "02138"), Expect::Match)]
#[case::m36("M36", json!({"address": {"region": "Minnesota"}}), same(), Expect::Match)]
#[case::m37("M37", json!({"address": {"region": null, "regionality": "MN"}}), same(), Expect::Match)]
#[case::m38("M38", json!({"historical_address": {"street_address": "9 Elm St", "locality": "Salem", "region": "OR", "postal_code": "97301"}}), json!({"address": [{"line": ["9 Elm Street"], "city": "Salem", "state": "OR", "postalCode": "97301"}]}), Expect::Match)]
#[case::m39("M39", json!({"address": [{"street_address": "123 Main St", "locality": "Madison", "region": "MN", "postal_code": "55016"}]}), same(), Expect::Match)]
#[case::m40("M40", json!({"phone_number": "+1 (608) 555-1243"}), json!({"telecom": [{"system": "phone", "value": "6085551243"}]}), Expect::Match)]
#[case::m41("M41", json!({"phone_number": "+16085551243"}), json!({"telecom": [{"system": "phone", "value": "6085550000"}]}), Expect::Warn(Field::Phone))]
#[case::m42("M42", given("Anna"), named("Doe", &["Maria"]), Expect::Refuse(Field::Given, Reason::NameMismatch))]
#[case::m43("M43", born("1960-01-15"), same(), Expect::Refuse(Field::BirthDate, Reason::BirthDateMismatch))]
#[case::m44("M44", json!({"ssn4": "1234"}), json!({"identifier": [{"system": "http://hl7.org/fhir/sid/us-ssn", "value": "000-00-9999"}]}), Expect::Refuse(Field::Ssn, Reason::SsnMismatch))]
#[case::m45("M45", json!({"given_name": null}), same(), Expect::Refuse(Field::Given, Reason::ClaimsMissing))]
#[case::m46_null("M46", given("null"), same(), Expect::Refuse(Field::Given, Reason::ClaimsMissing))]
#[case::m47("M47", family("Müller"), named("Mueller", &["Robert"]), Expect::Refuse(Field::Family, Reason::NameNearMatch))]
#[case::m49("M49", same(), json!({"deceasedBoolean": true}), Expect::Refuse(Field::Deceased, Reason::NotEligible))]
#[case::m49_time("M49", same(), json!({"deceasedDateTime": "2020"}), Expect::Refuse(Field::Deceased, Reason::NotEligible))]
#[case::m49_alive("M49", same(), json!({"deceasedBoolean": false}), Expect::Match)]
#[case::m50("M50", born("2008-11-23"), json!({"birthDate": "2008-11-23"}), Expect::Refuse(Field::BirthDate, Reason::Minor))]
#[case::m50_of_age("M50", born("2008-11-22"), json!({"birthDate": "2008-11-22"}), Expect::Match)]
fn the_table_holds(
    #[case] name: &str,
    #[case] token: Value,
    #[case] record: Value,
    #[case] expected: Expect,
) {
    assert_verdict(&verdict(&token, &record), &expected, name);
}

#[test]
fn m13_one_name_is_enough_where_the_issuer_allows_it_and_both_sides_have_one() {
    let token =
        person_from_claims(&claims(&json!({"given_name": null, "family_name": "Suharto"})), false, TODAY);
    let record = |given: &[&str]| Person::from_fhir(&patient(&named("Suharto", given)), TODAY);
    assert!(compare(&token, &record(&[]), TODAY, true).is_match());
    let by_default = compare(&token, &record(&[]), TODAY, false);
    assert_eq!(by_default.reason(), Some(Reason::ClaimsMissing));
    assert!(!compare(&token, &record(&["Haji"]), TODAY, true).is_match());
}

#[rstest]
#[case("01/15/1987", "1987-01-15", None)] // M15
#[case("03/04/1980", "1980-04-03", Some(Reason::BirthDateMismatch))] // M18: this is the fourth of March
#[case("03/04/1980", "1980-03-04", None)]
fn m15_and_m18_the_month_comes_first_for_issuers_that_write_so(
    #[case] token: &str,
    #[case] record: &str,
    #[case] reason: Option<Reason>,
) {
    assert_eq!(verdict_by(&born(token), &json!({"birthDate": record}), true).reason(), reason);
}

#[test]
fn m19_a_placeholder_is_no_birth_date_though_both_sides_have_it() {
    let found = verdict(&born("1900-01-01"), &json!({"birthDate": "1900-01-01"}));
    assert_eq!(found.reason(), Some(Reason::PatientIncomplete));
    assert_eq!(found.differs(), [Field::BirthDate]);
}

#[rstest]
#[case("UNKNOWN")]
#[case("N/A")]
#[case("")]
#[case(" null ")]
fn m46_a_placeholder_is_no_name(#[case] name: &str) {
    let found = verdict(&given(name), &same());
    assert_eq!(found.reason(), Some(Reason::ClaimsMissing), "{name}");
    assert!(found.differs().contains(&Field::Given));
}

#[rstest]
#[case("Dое")] // Cyrillic о and е
#[case("Dοe")] // Greek omicron
fn m48_a_look_alike_letter_is_no_letter(#[case] look_alike: &str) {
    assert_eq!(verdict(&family(look_alike), &same()).reason(), Some(Reason::Malformed));
    // Even where the record has it too.
    assert!(!verdict(&family(look_alike), &named(look_alike, &["Robert"])).is_match());
}

#[test]
fn a_former_name_or_address_of_the_record_counts_only_once_it_was_verified() {
    let token = person_from_claims(&claims(&json!({})), false, TODAY);
    let mut record = Person::from_fhir(&patient(&named("Miller", &["Robert"])), TODAY);
    let former = |standing| PersonName {
        family: "Doe".to_owned(),
        given: vec!["Robert".to_owned()],
        standing,
        ..PersonName::default()
    };
    record.names.push(former(Standing::FormerUnverified));
    assert_eq!(compare(&token, &record, TODAY, false).reason(), Some(Reason::NameMismatch));
    record.names.push(former(Standing::FormerVerified));
    assert!(compare(&token, &record, TODAY, false).is_match());

    let home = std::mem::take(&mut record.addresses[0]);
    record.addresses = vec![
        PersonAddress { street: "9 Elm St".to_owned(), ..home.clone() },
        PersonAddress { standing: Standing::FormerUnverified, ..home.clone() },
    ];
    assert_eq!(compare(&token, &record, TODAY, false).reason(), Some(Reason::StreetMismatch));
    record.addresses[1].standing = Standing::FormerVerified;
    assert!(compare(&token, &record, TODAY, false).is_match());
}

#[rstest]
#[case(json!({"use": "nickname"}))]
#[case(json!({"use": "maiden"}))]
#[case(json!({"period": {"end": "2020-05-01"}}))]
#[case(json!({"period": {"end": "2020"}}))]
fn a_name_of_the_record_that_is_not_in_use_is_not_compared(#[case] standing: Value) {
    let mut name = json!({"family": "Doe", "given": ["Robert"]});
    name.as_object_mut().unwrap().extend(standing.as_object().unwrap().clone());
    let record = json!({"name": [name, {"family": "Roe", "given": ["Robert"], "period": {"end": "2030"}}]});
    assert_eq!(verdict(&same(), &record).reason(), Some(Reason::NameMismatch));
}

#[test]
fn two_names_without_a_family_are_no_match() {
    let token = json!({"family_name": "Roe", "name_historical": [""]});
    let record = json!({"name": [{"family": "Doe", "given": ["Robert"]}, {"given": ["Robert"]}]});
    assert_eq!(verdict(&token, &record).reason(), Some(Reason::NameMismatch));
}

#[test]
fn names_of_two_people_do_not_make_one() {
    let record =
        json!({"name": [{"family": "Doe", "given": ["Maria"]}, {"family": "Roe", "given": ["Robert"]}]});
    assert_eq!(verdict(&same(), &record).reason(), Some(Reason::NameMismatch));
}

#[rstest]
#[case(json!({"name": []}), &[Field::Family])]
#[case(json!({"birthDate": null}), &[Field::BirthDate])]
#[case(json!({"birthDate": "1987"}), &[Field::BirthDate])]
#[case(json!({"address": []}), &[Field::Street, Field::State, Field::PostalCode])]
#[case(lives("123 Main St", "", "55016"), &[Field::State])]
fn an_incomplete_record_never_passes_silently(#[case] record: Value, #[case] fields: &[Field]) {
    let found = verdict(&same(), &record);
    assert_eq!(found.reason(), Some(Reason::PatientIncomplete));
    assert_eq!(found.differs(), fields);
}

#[test]
fn an_address_elsewhere_is_told_part_by_part() {
    let found = verdict(&same(), &lives("9 Elm St", "WI", "53703"));
    assert_eq!(found.reason(), Some(Reason::AddressMismatch));
    assert_eq!(found.differs(), [Field::PostalCode, Field::State, Field::Street]);
}

#[test]
fn what_does_not_decide_is_a_warning() {
    let token =
        json!({"middle_name": "Quincy", "email": "a@example.com", "address": {"locality": "Sun Prairie"}});
    let record = json!({
        "name": [{"family": "Doe", "given": ["Robert", "Paul"]}],
        "telecom": [{"system": "email", "value": "b@example.com"}]
    });
    let found = verdict(&token, &record);
    assert!(found.is_match());
    assert_eq!(found.warnings, [Field::Middle, Field::City, Field::Email]);
}

#[test]
fn an_unverified_number_is_not_compared() {
    let token = json!({"phone_number": "+16085551243", "phone_number_verified": false});
    let record = json!({"telecom": [{"system": "phone", "value": "6085550000"}]});
    assert_verdict(&verdict(&token, &record), &Expect::Match, "unverified");
}

proptest! {
    #[test]
    fn no_name_or_address_makes_it_panic_and_a_person_matches_themselves(
        family in "[A-Za-zÀ-ſ' -]{0,20}", given in "[A-Za-zÀ-ſ' -]{0,20}", street in "\\PC{0,40}",
    ) {
        let token = json!({"family_name": family, "given_name": given, "address": {"street_address": street}});
        let record = json!({"name": [{"family": family, "given": [given]}],
            "address": [{"line": [street], "city": "Madison", "state": "MN", "postalCode": "55016"}]});
        let found = verdict(&token, &record);
        let incomplete = [Some(Reason::ClaimsMissing), Some(Reason::PatientIncomplete)];
        prop_assert!(found.is_match() || incomplete.contains(&found.reason()), "{found:?}");
    }
}
