//! `userProfile`: whose account this is. Source: `spec/bwell-wire.md`, section 5.2.

use serde::Deserialize;

use super::client::Bwell;
use super::operation::Operation;
use super::person::{Person, WirePerson};
use crate::{CorrelationId, Error};

pub(super) struct GetProfile;

impl Operation for GetProfile {
    const NAME: &'static str = "getProfile";
    const DOCUMENT: &'static str = include_str!("user_profile.graphql");
    const REPEATABLE: bool = true;
    type Variables = ();
    type Data = Data;
}

impl Bwell {
    /// Whose account this is.
    pub async fn person(&self, correlation: &CorrelationId) -> Result<Person, Error> {
        let profile = self.call::<GetProfile>(&(), correlation).await?.user_profile;
        profile.map(Person::from).ok_or(Error::Unreadable { what: "userProfile" })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    user_profile: Option<WirePerson>,
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::person::tests::complete;
    use super::*;

    #[test]
    fn the_profile_is_a_person_or_nothing() {
        let read = |json| serde_json::from_value::<Data>(json).unwrap().user_profile.map(Person::from);
        assert_eq!(read(json!({"userProfile": complete()})).unwrap().family, "Cruz");
        assert!(read(json!({"userProfile": null})).is_none());
    }
}
