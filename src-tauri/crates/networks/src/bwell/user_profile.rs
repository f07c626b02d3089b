//! `userProfile`: whose account this is. Source: `spec/bwell-wire.md`, section 5.2.

use serde::{Deserialize, Serialize};

use super::operation::Operation;
use crate::Error;

/// The person behind the session.
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
}

impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Person(…)")
    }
}

pub(super) struct GetProfile;

impl Operation for GetProfile {
    const NAME: &'static str = "getProfile";
    const DOCUMENT: &'static str = include_str!("user_profile.graphql");
    const REPEATABLE: bool = true;
    type Variables = ();
    type Data = Data;
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    user_profile: Option<WirePerson>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct WirePerson {
    id: String,
    name: Option<Vec<WireName>>,
    birth_date: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct WireName {
    family: Option<String>,
    given: Option<Vec<String>>,
}

impl Data {
    /// The person, by the first name that is given.
    pub(super) fn person(self) -> Result<Person, Error> {
        let person = self.user_profile.ok_or(Error::Unreadable { what: "userProfile" })?;
        let name = person.name.unwrap_or_default().into_iter().next();
        let (given, family) = name
            .map_or_else(Default::default, |n| (n.given.unwrap_or_default(), n.family.unwrap_or_default()));
        Ok(Person { id: person.id, given, family, birth_date: person.birth_date })
    }
}
