//! What one side says about a person: an identity token, or the record that a network keeps. Values as they were
//! given; `demographics` normalises and compares them.

use std::fmt;

use jiff::civil::Date;
use serde_json::{Map, Value};

use crate::normal::{DateOrder, birth_date};

/// The identifier systems of social security numbers: FHIR's own, and the older OID.
const SSN_SYSTEMS: [&str; 2] = ["http://hl7.org/fhir/sid/us-ssn", "urn:oid:2.16.840.1.113883.4.1"];

/// A person as one side describes them. Never printed.
#[derive(Default)]
pub struct Person {
    /// The current name first.
    pub names: Vec<PersonName>,
    /// When they were born.
    pub birth_date: BirthDate,
    /// As written; compared by its first letter.
    pub sex: Option<String>,
    /// The current address first.
    pub addresses: Vec<PersonAddress>,
    /// Verified or current numbers, as written.
    pub phones: Vec<String>,
    /// Current addresses, as written.
    pub emails: Vec<String>,
    /// The last four digits of the social security number. Never shown, never kept.
    pub ssn_last4: Option<String>,
    /// Known to have died.
    pub deceased: bool,
}

/// A name. `given` may hold middle names, as FHIR does.
#[derive(Clone, Default)]
pub struct PersonName {
    /// Family name, with a suffix in it or not.
    pub family: String,
    /// Given names in order.
    pub given: Vec<String>,
    /// Where it is stated apart.
    pub middle: Option<String>,
    /// `Jr`, `III`.
    pub suffix: Option<String>,
    /// Current, or an earlier one.
    pub standing: Standing,
}

/// A postal address in the United States.
#[derive(Clone, Default)]
pub struct PersonAddress {
    /// House number, street, unit: all lines, in order.
    pub street: String,
    /// City.
    pub city: String,
    /// State, two letters or spelled out.
    pub state: String,
    /// ZIP code, five digits or more.
    pub postal_code: String,
    /// Current, or an earlier one.
    pub standing: Standing,
}

/// Does a name or an address still hold?
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    #[default]
    Current,
    /// An earlier one that was verified: it may match.
    FormerVerified,
    /// An earlier one that nobody verified: it may not.
    FormerUnverified,
}

/// A date of birth, as far as it can be used.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub enum BirthDate {
    /// Not given.
    #[default]
    Missing,
    /// Given, but impossible, in the future, incomplete, a placeholder, or in a form that the issuer does not use.
    Unreadable,
    /// A day.
    Known(Date),
}

impl BirthDate {
    pub(crate) fn read(text: Option<&str>, order: DateOrder, today: Date) -> Self {
        match text.map(str::trim) {
            None | Some("") => Self::Missing,
            Some(text) => birth_date(text, order, today).map_or(Self::Unreadable, Self::Known),
        }
    }
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Person").finish_non_exhaustive()
    }
}

impl Person {
    /// Reads a FHIR R4 `Patient`. Earlier names and addresses (`use` is `old` or `maiden`) count as unverified:
    /// FHIR does not say who checked them. `today` is where the reader is.
    #[must_use]
    pub fn from_fhir(patient: &Map<String, Value>, today: Date) -> Self {
        let mut names: Vec<PersonName> =
            objects(patient, "name").map(|name| fhir_name(name, today)).collect();
        let mut addresses: Vec<PersonAddress> =
            objects(patient, "address").map(|address| fhir_address(address, today)).collect();
        names.sort_by_key(|name| name.standing != Standing::Current);
        addresses.sort_by_key(|address| address.standing != Standing::Current);
        let telecom = |system: &str| {
            objects(patient, "telecom")
                .filter(|contact| {
                    text(contact, "system") == Some(system) && text(contact, "use") != Some("old")
                })
                .filter_map(|contact| text(contact, "value").map(str::to_owned))
                .collect()
        };
        let died = |value: &Value| !matches!(value, Value::Bool(false) | Value::Null);
        Self {
            names,
            birth_date: BirthDate::read(text(patient, "birthDate"), DateOrder::YearFirst, today),
            sex: text(patient, "gender").map(str::to_owned),
            addresses,
            phones: telecom("phone"),
            emails: telecom("email"),
            ssn_last4: objects(patient, "identifier")
                .find(|id| text(id, "system").is_some_and(|system| SSN_SYSTEMS.contains(&system)))
                .and_then(|id| last_four(text(id, "value")?)),
            deceased: ["deceasedBoolean", "deceasedDateTime"]
                .iter()
                .any(|name| patient.get(*name).is_some_and(died)),
        }
    }
}

/// The last four digits of a number that has at least four.
pub(crate) fn last_four(text: &str) -> Option<String> {
    let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
    digits.len().checked_sub(4).map(|start| digits[start..].iter().collect())
}

fn fhir_name(name: &Map<String, Value>, today: Date) -> PersonName {
    let suffix = strings(name, "suffix").join(" ");
    PersonName {
        family: text(name, "family").unwrap_or_default().to_owned(),
        given: strings(name, "given"),
        middle: None,
        suffix: (!suffix.is_empty()).then_some(suffix),
        standing: fhir_standing(name, today),
    }
}

fn fhir_address(address: &Map<String, Value>, today: Date) -> PersonAddress {
    let part = |name: &str| text(address, name).unwrap_or_default().to_owned();
    PersonAddress {
        street: strings(address, "line").join(" "),
        city: part("city"),
        state: part("state"),
        postal_code: part("postalCode"),
        standing: fhir_standing(address, today),
    }
}

fn fhir_standing(element: &Map<String, Value>, today: Date) -> Standing {
    let end = element.get("period").and_then(|period| period.get("end")?.as_str());
    // Dates of FHIR may stop at the month or the year; texts of that form compare like dates.
    let ended = end.is_some_and(|end| end < today.to_string().as_str());
    match text(element, "use") {
        // A nickname or a stand-in is no name that anyone verified either.
        Some("old" | "maiden" | "nickname" | "anonymous" | "temp") => Standing::FormerUnverified,
        _ if ended => Standing::FormerUnverified,
        _ => Standing::Current,
    }
}

fn text<'a>(object: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    object.get(name).and_then(Value::as_str)
}

fn objects<'a>(
    object: &'a Map<String, Value>,
    name: &str,
) -> impl Iterator<Item = &'a Map<String, Value>> + use<'a> {
    object.get(name).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_object)
}

fn strings(object: &Map<String, Value>, name: &str) -> Vec<String> {
    let items = object.get(name).and_then(Value::as_array).into_iter().flatten();
    items.filter_map(Value::as_str).map(str::to_owned).collect()
}
