//! A person as the profile's two operations read and write one. Source: `spec/bwell-wire.md`, section 5.2.

use std::{fmt, iter};

use serde::{Deserialize, Serialize};

use super::wire::List;
use crate::lenient::lenient_enum;

lenient_enum! {
    /// FHIR's administrative gender.
    Gender {
        /// Female.
        Female = "female",
        /// Male.
        Male = "male",
        /// Other.
        Other = "other",
        /// Not known, or not told.
        NotKnown = "unknown",
    }
}

lenient_enum! {
    /// What a contact point is.
    ContactSystem {
        /// A telephone number.
        Phone = "phone",
        /// An e-mail address.
        Email = "email",
    }
}

lenient_enum! {
    /// Where a contact point reaches a person.
    ContactUse {
        /// At home.
        Home = "home",
        /// On the way.
        Mobile = "mobile",
        /// At work.
        Work = "work",
    }
}

/// The person behind the session. To change it: read it, change what the person changed, and send all of it back.
#[derive(Clone, PartialEq, Eq)]
pub struct Person {
    /// The network's id of the person.
    pub id: String,
    /// First and middle names.
    pub given: Vec<String>,
    /// Family name.
    pub family: String,
    /// `YYYY-MM-DD`, as the network gave it.
    pub birth_date: Option<String>,
    /// Where the network knows it.
    pub gender: Option<Gender>,
    /// The first is the one that counts.
    pub addresses: Vec<Address>,
    /// Telephone numbers and e-mail addresses.
    pub contacts: Vec<ContactPoint>,
    /// A language code.
    pub language: Option<String>,
    /// All that the network keeps of the names, so that a change loses none of it.
    names: List<WireName>,
}

/// A postal address.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// `home`, `work` or the like.
    pub usage: Option<String>,
    /// Street, then unit.
    pub line: Vec<String>,
    /// City.
    pub city: Option<String>,
    /// Two letters.
    pub state: Option<String>,
    /// ZIP code.
    pub postal_code: Option<String>,
    /// Country, where it is told.
    pub country: Option<String>,
}

/// A way to reach a person.
#[derive(Clone, PartialEq, Eq)]
pub struct ContactPoint {
    /// What it is.
    pub system: ContactSystem,
    /// Where it reaches them.
    pub usage: Option<ContactUse>,
    /// The number, or the address.
    pub value: String,
}

macro_rules! prints_nothing {
    ($($name:ident),+) => {$(
        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    )+};
}
prints_nothing!(Person, Address, ContactPoint);

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WirePerson {
    id: String,
    #[serde(flatten)]
    details: WireDetails,
}

/// What is read of a person, and sent of one: an absent member is not sent, an empty list is, for somebody may take
/// away their last telephone number.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct WireDetails {
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    name: List<WireName>,
    #[serde(skip_serializing_if = "Option::is_none")]
    birth_date: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    gender: Option<String>,
    #[serde(default)]
    address: List<WireAddress>,
    #[serde(default)]
    telecom: List<WireContact>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<String>,
}

#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
struct WireName {
    #[serde(skip_serializing_if = "Option::is_none")]
    r#use: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    family: Option<String>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    given: List<String>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    prefix: List<String>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    suffix: List<String>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireAddress {
    #[serde(skip_serializing_if = "Option::is_none")]
    r#use: Option<String>,
    #[serde(default, skip_serializing_if = "<[_]>::is_empty")]
    line: List<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    city: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    state: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    postal_code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct WireContact {
    #[serde(skip_serializing_if = "Option::is_none")]
    system: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    r#use: Option<String>,
}

impl From<WirePerson> for Person {
    /// The first name is the one that counts.
    fn from(wire: WirePerson) -> Self {
        let WirePerson { id, details } = wire;
        let names = details.name;
        let name = names.first().cloned().unwrap_or_default();
        Self {
            id,
            given: name.given.into_iter().collect(),
            family: name.family.unwrap_or_default(),
            birth_date: details.birth_date,
            gender: details.gender.as_deref().map(Gender::parse),
            addresses: details.address.into_iter().map(Address::from).collect(),
            contacts: details.telecom.into_iter().filter_map(WireContact::read).collect(),
            language: details.language,
            names,
        }
    }
}

impl From<&Person> for WireDetails {
    fn from(person: &Person) -> Self {
        let mut names = person.names.clone().into_iter();
        let first = WireName {
            // The whole name in one text would contradict a changed part.
            text: None,
            family: Some(person.family.clone()),
            given: person.given.iter().cloned().collect(),
            ..names.next().unwrap_or_default()
        };
        Self {
            name: iter::once(first).chain(names).collect(),
            birth_date: person.birth_date.clone(),
            // A word that we do not know is not one of those that may be sent.
            gender: person.gender.as_ref().and_then(Gender::known).map(str::to_owned),
            address: person.addresses.iter().map(WireAddress::from).collect(),
            telecom: person.contacts.iter().map(WireContact::from).collect(),
            language: person.language.clone(),
        }
    }
}

impl From<WireAddress> for Address {
    fn from(wire: WireAddress) -> Self {
        let WireAddress { r#use, line, city, state, postal_code, country } = wire;
        let line = line.into_iter().collect();
        Self { usage: r#use, line, city, state, postal_code, country }
    }
}

impl From<&Address> for WireAddress {
    fn from(address: &Address) -> Self {
        let Address { usage, line, city, state, postal_code, country } = address.clone();
        let line = line.into_iter().collect();
        Self { r#use: usage, line, city, state, postal_code, country }
    }
}

impl WireContact {
    /// Without a value it reaches nobody.
    fn read(self) -> Option<ContactPoint> {
        Some(ContactPoint {
            system: ContactSystem::parse_option(self.system.as_deref()),
            usage: self.r#use.as_deref().map(ContactUse::parse),
            value: self.value?,
        })
    }
}

impl From<&ContactPoint> for WireContact {
    fn from(contact: &ContactPoint) -> Self {
        let system = Some(contact.system.as_str()).filter(|system| !system.is_empty());
        Self {
            system: system.map(str::to_owned),
            value: Some(contact.value.clone()),
            r#use: contact.usage.as_ref().map(|usage| usage.as_str().to_owned()),
        }
    }
}

#[cfg(test)]
pub(super) mod tests {
    use serde_json::{Value, json};

    use super::*;

    /// Every member that the document selects.
    pub(in super::super) fn complete() -> Value {
        json!({
            "id": "p-1",
            "name": [
                {"use": "official", "text": "Ana B. Cruz Jr.", "family": "Cruz", "given": ["Ana", "B."], "suffix": ["Jr."]},
                {"use": "maiden", "family": "Vega"},
            ],
            "birthDate": "1980-02-29",
            "gender": "female",
            "address": [{"use": "home", "line": ["4 Elm Street", "Unit 2"], "city": "Austin", "state": "TX", "postalCode": "73301"}],
            "telecom": [
                {"system": "phone", "value": "512-555-0100", "use": "mobile"},
                {"system": "email", "value": "ana@example.com"},
            ],
            "language": "es",
        })
    }

    fn person(json: Value) -> Person {
        serde_json::from_value::<WirePerson>(json).unwrap().into()
    }

    #[test]
    fn the_whole_profile_is_read() {
        let ana = person(complete());
        assert_eq!((ana.given.join(" ").as_str(), ana.family.as_str()), ("Ana B.", "Cruz"));
        assert_eq!(ana.birth_date.as_deref(), Some("1980-02-29"));
        assert_eq!(ana.gender, Some(Gender::Female));
        assert_eq!(ana.addresses[0].line, ["4 Elm Street", "Unit 2"]);
        assert_eq!(ana.contacts[0].system, ContactSystem::Phone);
        assert_eq!(ana.contacts[0].usage, Some(ContactUse::Mobile));
        assert_eq!(ana.contacts[1].value, "ana@example.com");
    }

    #[test]
    fn a_profile_may_hold_nothing_but_an_id() {
        let nobody = person(
            json!({"id": "p", "name": null, "address": [{"line": null}], "telecom": [{"use": "home"}]}),
        );
        assert!(nobody.given.is_empty() && nobody.family.is_empty() && nobody.contacts.is_empty());
        assert_eq!(nobody.gender, None);
        assert_eq!(nobody.addresses, [Address::default()]);
    }

    #[test]
    fn what_goes_back_is_what_came_but_for_what_changed() {
        let mut ana = person(complete());
        ana.family = "Cruz Vega".into();
        let mut expected = complete();
        expected.as_object_mut().unwrap().remove("id");
        expected["name"][0]["family"] = "Cruz Vega".into();
        expected["name"][0].as_object_mut().unwrap().remove("text");
        assert_eq!(serde_json::to_value(WireDetails::from(&ana)).unwrap(), expected);
    }

    #[test]
    fn a_person_without_a_name_is_sent_with_one() {
        let mut nobody = person(json!({"id": "p", "gender": "x-new"}));
        nobody.given = vec!["Ana".into()];
        nobody.family = "Cruz".into();
        let sent = serde_json::to_value(WireDetails::from(&nobody)).unwrap();
        assert_eq!(sent["name"], json!([{"family": "Cruz", "given": ["Ana"]}]));
        assert!(sent.get("gender").is_none() && sent.get("birthDate").is_none());
    }

    #[test]
    fn the_last_telephone_number_can_be_taken_away() {
        let mut ana = person(complete());
        ana.contacts.clear();
        assert_eq!(serde_json::to_value(WireDetails::from(&ana)).unwrap()["telecom"], json!([]));
    }

    #[test]
    fn a_person_prints_nothing() {
        let ana = person(complete());
        let printed = format!("{ana:?} {:?} {:?}", ana.addresses, ana.contacts);
        for private in ["Ana", "Cruz", "1980", "Elm", "555"] {
            assert!(!printed.contains(private), "{private}");
        }
    }
}
