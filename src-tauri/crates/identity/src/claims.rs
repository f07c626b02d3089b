//! The claims of an identity token as a person: one dictionary for the names in circulation
//! (`spec/ias-wire.md`, section 7).

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::normal::{DateOrder, Name, state, street, zip5};
use crate::person::{BirthDate, Person, PersonAddress, PersonName, Standing, last_four};
use crate::{Field, IssuerProfile, TokenShape};

const GIVEN: &[&str] = &["name_first", "given_name"];
const MIDDLE: &[&str] = &["name_middle", "middle_name"];
const FAMILY: &[&str] = &["name_last", "last_name", "family_name"];
const FORMER_NAMES: &[&str] = &["name_historical", "historical_names", "birth_family_name"];
const BIRTH_DATE: &[&str] = &["birth_date", "date_birth", "birthdate"];
const SEX: &[&str] = &["sex_legal", "gender"];
const CITY: &[&str] = &["city", "locality"];
const STATE: &[&str] = &["state", "region", "regionality"];
const POSTAL_CODE: &[&str] = &["postal_code", "code_postal"];
const FORMER_ADDRESSES: &[&str] = &["address_historical", "historical_address", "historical_addresses"];
const SSN: &[&str] = &[
    "ssn_itin",
    "ssn",
    "SSN",
    "ssn9",
    "ssn_itin_short",
    "ssn_last_four_digits",
    "SSN_Last_four_digits",
    "ssn4",
];

type Claims = Map<String, Value>;

/// The shape of a payload. What is beside `verified_claims` is only the person's own word.
pub(crate) fn shape(claims: &Claims) -> TokenShape {
    if claims.contains_key("verified_claims") {
        TokenShape::VerifiedClaims
    } else if ["name_first", "name_last", "address_line1"].iter().any(|name| claims.contains_key(*name)) {
        TokenShape::CmsFlat
    } else {
        TokenShape::Oidc
    }
}

/// The person whom the token describes; in a shape that the issuer does not use, nobody.
pub(crate) fn person(claims: &Claims, profile: &IssuerProfile, today: Date) -> Person {
    let shape = shape(claims);
    let verified = match shape {
        _ if !profile.shapes.contains(&shape) => None,
        TokenShape::VerifiedClaims => {
            claims.get("verified_claims").and_then(|verified| verified.get("claims")?.as_object())
        }
        TokenShape::CmsFlat | TokenShape::Oidc => Some(claims),
    };
    let order = if profile.month_first_dates { DateOrder::MonthFirstToo } else { DateOrder::YearFirst };
    verified.map(|claims| read(claims, order, today)).unwrap_or_default()
}

/// A flat claim set by itself, as the examples and tests take it.
#[must_use]
pub fn person_from_claims(claims: &Claims, month_first_dates: bool, today: Date) -> Person {
    let order = if month_first_dates { DateOrder::MonthFirstToo } else { DateOrder::YearFirst };
    read(claims, order, today)
}

fn read(claims: &Claims, order: DateOrder, today: Date) -> Person {
    let verified_unless_denied = |name: &str, flag: &str| {
        first(claims, &[name]).filter(|_| claims.get(flag) != Some(&Value::Bool(false)))
    };
    Person {
        names: names(claims),
        birth_date: BirthDate::read(first(claims, BIRTH_DATE).as_deref(), order, today),
        sex: first(claims, SEX),
        addresses: addresses(claims),
        phones: verified_unless_denied("phone_number", "phone_number_verified").into_iter().collect(),
        emails: verified_unless_denied("email", "email_verified").into_iter().collect(),
        ssn_last4: first(claims, SSN).as_deref().and_then(last_four),
        deceased: false,
    }
}

/// Rule V24: the demographic claims that the procedure requires and the token lacks, or that cannot be read.
pub(crate) fn missing(person: &Person, allow_mononym: bool) -> Vec<Field> {
    let name = person.names.first().map(Name::read);
    let address = person.addresses.first();
    let part = |read: fn(&PersonAddress) -> bool| address.is_some_and(read);
    let present = [
        (Field::Family, name.as_ref().is_some_and(|name| !name.family.is_empty())),
        (Field::Given, allow_mononym || name.as_ref().is_some_and(Name::has_given)),
        (Field::BirthDate, matches!(person.birth_date, BirthDate::Known(_))),
        (Field::Street, part(|address| !street(&address.street).is_empty())),
        (Field::City, part(|address| !address.city.trim().is_empty())),
        (Field::State, part(|address| state(&address.state).is_some())),
        (Field::PostalCode, part(|address| zip5(&address.postal_code).is_some())),
    ];
    present.into_iter().filter(|(_, present)| !present).map(|(field, _)| field).collect()
}

fn names(claims: &Claims) -> Vec<PersonName> {
    let suffix = first(claims, &["suffix"]);
    let current = PersonName {
        family: first(claims, FAMILY).unwrap_or_default(),
        given: first(claims, GIVEN).into_iter().collect(),
        middle: first(claims, MIDDLE),
        suffix,
        standing: Standing::Current,
    };
    let former = FORMER_NAMES.iter().filter_map(|name| claims.get(*name)).flat_map(items);
    std::iter::once(current.clone()).chain(former.filter_map(|name| former_name(name, &current))).collect()
}

/// An object of name claims; a text that is a whole name; or the family name alone.
fn former_name(value: &Value, current: &PersonName) -> Option<PersonName> {
    let standing = Standing::FormerVerified;
    if let Some(claims) = value.as_object() {
        let given: Vec<String> = first(claims, GIVEN).into_iter().collect();
        return Some(PersonName {
            family: first(claims, FAMILY)?,
            given: if given.is_empty() { current.given.clone() } else { given },
            middle: first(claims, MIDDLE),
            suffix: first(claims, &["suffix"]),
            standing,
        });
    }
    let text = value.as_str()?.trim();
    let (given, family) = text.rsplit_once(' ').map_or((None, text), |(given, family)| (Some(given), family));
    let given = given.map_or_else(|| current.given.clone(), |given| vec![given.to_owned()]);
    Some(PersonName { family: family.to_owned(), given, standing, ..PersonName::default() })
}

fn addresses(claims: &Claims) -> Vec<PersonAddress> {
    let nested = claims.get("address").into_iter().flat_map(items).filter_map(Value::as_object);
    let nested: Vec<PersonAddress> = nested.filter_map(|claims| address(claims, Standing::Current)).collect();
    let current =
        if nested.is_empty() { address(claims, Standing::Current).into_iter().collect() } else { nested };
    let former = FORMER_ADDRESSES.iter().filter_map(|name| claims.get(*name)).flat_map(items);
    let former = former.filter_map(|value| address(value.as_object()?, Standing::FormerVerified));
    current.into_iter().chain(former).collect()
}

fn address(claims: &Claims, standing: Standing) -> Option<PersonAddress> {
    let lines = [first(claims, &["address_line1"]), first(claims, &["address_line2"])];
    let lines: Vec<String> = lines.into_iter().flatten().collect();
    let street = if lines.is_empty() { first(claims, &["street_address"]) } else { Some(lines.join(" ")) };
    let (city, state) = (first(claims, CITY), first(claims, STATE));
    let postal_code = first(claims, POSTAL_CODE);
    if [&street, &city, &state, &postal_code].iter().all(|part| part.is_none()) {
        return None;
    }
    let part = Option::unwrap_or_default;
    Some(PersonAddress {
        street: part(street),
        city: part(city),
        state: part(state),
        postal_code: part(postal_code),
        standing,
    })
}

/// The first of these claims that is a text. A number stands where a careless issuer wrote a ZIP code or SSN so.
fn first(claims: &Claims, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| match claims.get(*name)? {
        Value::String(text) if !text.trim().is_empty() => Some(text.clone()),
        Value::Number(number) if number.is_u64() => Some(number.to_string()),
        _ => None,
    })
}

/// One value, or each of several.
fn items(value: &Value) -> std::slice::Iter<'_, Value> {
    match value {
        Value::Array(values) => values.iter(),
        one => std::slice::from_ref(one).iter(),
    }
}
