//! `createVerificationUrl`: where a person proves who they are. Source: `spec/bwell-wire.md`, section 5.3.

use serde::{Deserialize, Serialize};
use url::Url;

use super::client::Bwell;
use super::get_oauth_url::PortalAddress;
use super::operation::Operation;
use crate::{CorrelationId, Error};

pub(super) struct CreateVerificationUrl;

impl Operation for CreateVerificationUrl {
    const NAME: &'static str = "CreateVerificationUrl";
    const DOCUMENT: &'static str = include_str!("create_verification_url.graphql");
    // Each call begins a verification.
    const REPEATABLE: bool = false;
    type Variables = Variables;
    type Data = Data;
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Variables {
    #[serde(rename = "callbackURL")]
    callback_url: Option<String>,
    include_attribute_matching_check: bool,
}

fn variables(callback: Option<&Url>, matching: bool) -> Variables {
    Variables { callback_url: callback.map(Url::to_string), include_attribute_matching_check: matching }
}

impl Bwell {
    /// A fresh address where the person proves who they are, and which ends at `callback` where that is given.
    /// What the callback carries is a hint; [`Bwell::verification`] tells. `matching`: the proved details are compared
    /// with the profile, and a difference is a failure.
    pub async fn verification_address(
        &self,
        callback: Option<&Url>,
        matching: bool,
        correlation: &CorrelationId,
    ) -> Result<PortalAddress, Error> {
        self.call::<CreateVerificationUrl>(&variables(callback, matching), correlation).await?.address()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    create_verification_url: Option<String>,
}

impl Data {
    fn address(self) -> Result<PortalAddress, Error> {
        let text = self.create_verification_url;
        let address = text.as_deref().and_then(PortalAddress::parse);
        address.ok_or(Error::Unreadable { what: "createVerificationUrl" })
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn the_variables_have_the_networks_own_spelling() {
        let callback = "health.satchel.desktop:/verified".parse().unwrap();
        assert_eq!(
            serde_json::to_value(variables(Some(&callback), true)).unwrap(),
            json!({"callbackURL": "health.satchel.desktop:/verified", "includeAttributeMatchingCheck": true})
        );
        assert!(serde_json::to_value(variables(None, false)).unwrap()["callbackURL"].is_null());
    }

    #[test]
    fn what_is_no_address_is_refused() {
        let address = |text: serde_json::Value| {
            serde_json::from_value::<Data>(json!({"createVerificationUrl": text})).unwrap().address()
        };
        assert_eq!(address("https://id.test/begin?t=1".into()).unwrap().host(), "id.test");
        let unreadable = Some(Error::Unreadable { what: "createVerificationUrl" });
        assert_eq!(address("begin".into()).err(), unreadable);
        assert_eq!(address(serde_json::Value::Null).err(), unreadable);
    }
}
