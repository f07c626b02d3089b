//! `requestConnection`: asks the network to add a place that nobody could find.
//! Source: `spec/bwell-wire.md`, section 5.1.

use serde::{Deserialize, Serialize};

use super::client::Bwell;
use super::operation::Operation;
use super::wire::OperationOutcome;
use crate::{CorrelationId, Error};

/// What a person knows of the place they miss. What they do not know is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct MissingPlace {
    /// The clinic or hospital.
    pub institution: Option<String>,
    /// Who treats them there.
    pub provider: Option<String>,
    /// The city.
    pub city: Option<String>,
    /// Two letters.
    pub state: Option<String>,
}

pub(super) struct RequestConnection;

impl Operation for RequestConnection {
    const NAME: &'static str = "requestConnection";
    const DOCUMENT: &'static str = include_str!("request_connection.graphql");
    // Each call is a request that people read.
    const REPEATABLE: bool = false;
    type Variables = MissingPlace;
    type Data = Data;
}

impl Bwell {
    /// Asks the network to add a place. `Ok` means that the request was taken.
    pub async fn request_connection(
        &self,
        place: &MissingPlace,
        correlation: &CorrelationId,
    ) -> Result<(), Error> {
        self.call::<RequestConnection>(place, correlation).await?.taken()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    request_connection: Option<OperationOutcome>,
}

impl Data {
    fn taken(self) -> Result<(), Error> {
        let outcome = self.request_connection;
        outcome.ok_or(Error::Unreadable { what: "requestConnection" })?.accepted()
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::IssueCode;

    #[test]
    fn what_a_person_does_not_know_is_sent_as_null() {
        let place = MissingPlace { institution: Some("Cedar Clinic".into()), ..MissingPlace::default() };
        assert_eq!(
            serde_json::to_value(&place).unwrap(),
            json!({"institution": "Cedar Clinic", "provider": null, "city": null, "state": null})
        );
    }

    #[test]
    fn only_an_outcome_without_an_error_was_taken() {
        let taken = |outcome: serde_json::Value| {
            serde_json::from_value::<Data>(json!({"requestConnection": outcome})).unwrap().taken()
        };
        assert_eq!(taken(json!({"issue": [{"severity": "information", "code": "informational"}]})), Ok(()));
        assert_eq!(
            taken(json!({"issue": [{"severity": "error", "code": "required"}]})),
            Err(Error::Refused { issue: IssueCode::Required })
        );
        assert_eq!(taken(json!(null)), Err(Error::Unreadable { what: "requestConnection" }));
    }
}
