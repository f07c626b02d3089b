//! `updateUserProfile`: the person corrects who they are. Source: `spec/bwell-wire.md`, section 5.2.

use serde::{Deserialize, Serialize};

use super::client::Bwell;
use super::operation::Operation;
use super::person::{Person, WireDetails, WirePerson};
use crate::{CorrelationId, Error};

pub(super) struct UpdateUserProfile;

impl Operation for UpdateUserProfile {
    const NAME: &'static str = "updateUserProfile";
    const DOCUMENT: &'static str = include_str!("update_user_profile.graphql");
    // The same profile twice is the same profile.
    const REPEATABLE: bool = true;
    type Variables = Variables;
    type Data = Data;
}

#[derive(Serialize)]
pub(super) struct Variables {
    person: PersonInput,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PersonInput {
    resource_type: &'static str,
    #[serde(flatten)]
    details: WireDetails,
}

fn variables(person: &Person) -> Variables {
    Variables { person: PersonInput { resource_type: "Person", details: WireDetails::from(person) } }
}

impl Bwell {
    /// Saves the whole profile, and answers it as the network keeps it now. An account needs a given name, a family
    /// name and a birth date; the network refuses a profile without.
    pub async fn update_person(&self, person: &Person, correlation: &CorrelationId) -> Result<Person, Error> {
        let saved =
            self.call::<UpdateUserProfile>(&variables(person), correlation).await?.update_user_profile;
        saved.map(Person::from).ok_or(Error::Unreadable { what: "updateUserProfile" })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    update_user_profile: Option<WirePerson>,
}

#[cfg(test)]
mod tests {
    use super::super::person::tests::complete;
    use super::*;

    #[test]
    fn the_network_learns_that_it_is_a_person_and_not_which() {
        let person = Person::from(serde_json::from_value::<WirePerson>(complete()).unwrap());
        let sent = serde_json::to_value(variables(&person)).unwrap();
        assert_eq!(sent["person"]["resourceType"], "Person");
        assert!(sent["person"].get("id").is_none());
        assert_eq!(sent["person"]["birthDate"], "1980-02-29");
    }

    #[test]
    fn the_answer_is_read_like_the_profile() {
        let data: Data =
            serde_json::from_value(serde_json::json!({"updateUserProfile": complete()})).unwrap();
        assert_eq!(Person::from(data.update_user_profile.unwrap()).family, "Cruz");
    }
}
