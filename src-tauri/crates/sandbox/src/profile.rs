//! A user's demographics: made from an ID token's claims, changed by `updateUserProfile`.

use serde_json::Value;

use crate::scenario::Person;

/// What b.well knows about a person (5.2). Everything may be missing for somebody who has just signed in.
#[derive(Debug, Clone, Default)]
pub(crate) struct Profile {
    pub(crate) given: Vec<String>,
    pub(crate) family: Option<String>,
    pub(crate) birth_date: Option<String>,
    pub(crate) gender: Option<String>,
    pub(crate) language: Option<String>,
    pub(crate) address: Vec<Address>,
    pub(crate) telecom: Vec<Telecom>,
}

/// A postal address.
#[derive(Debug, Clone, Default)]
pub(crate) struct Address {
    pub(crate) line: Vec<String>,
    pub(crate) city: Option<String>,
    pub(crate) state: Option<String>,
    pub(crate) postal_code: Option<String>,
}

/// A phone number or an e-mail address.
#[derive(Debug, Clone, Default)]
pub(crate) struct Telecom {
    pub(crate) system: Option<String>,
    pub(crate) usage: Option<String>,
    pub(crate) value: Option<String>,
}

impl Profile {
    /// From the claims of an ID token (2.3).
    pub(crate) fn from_claims(claims: &Value) -> Self {
        let text = |name: &str| claims.get(name).and_then(Value::as_str).map(str::to_owned);
        let address = claims.get("address").filter(|address| address.is_object()).map(|address| {
            let part = |name: &str| address.get(name).and_then(Value::as_str).map(str::to_owned);
            let street = part("street_address").unwrap_or_default();
            Address {
                line: street.lines().map(str::to_owned).collect(),
                city: part("locality"),
                state: part("region"),
                postal_code: part("postal_code"),
            }
        });
        let email = text("email").map(|value| telecom("email", None, value));
        let phone = text("phone_number").map(|value| telecom("phone", Some("mobile"), value));
        let given = text("given_name").unwrap_or_default();
        Self {
            given: given.split_whitespace().map(str::to_owned).collect(),
            family: text("family_name"),
            birth_date: text("birthdate"),
            gender: text("gender"),
            language: text("locale"),
            address: address.into_iter().collect(),
            telecom: email.into_iter().chain(phone).collect(),
        }
    }
}

/// The claims that the organisation's identity provider gives for an invented person.
pub(crate) fn claims_of(person: &Person) -> Value {
    serde_json::json!({
        "given_name": person.given.join(" "),
        "family_name": person.family,
        "birthdate": person.birth_date.to_string(),
        "gender": person.gender,
        "locale": person.language,
        "email": person.email,
        "phone_number": person.phone,
        "address": {
            "street_address": person.line.join("\n"),
            "locality": person.city,
            "region": person.state,
            "postal_code": person.postal_code,
        },
    })
}

fn telecom(system: &str, usage: Option<&str>, value: String) -> Telecom {
    Telecom { system: Some(system.into()), usage: usage.map(str::to_owned), value: Some(value) }
}
