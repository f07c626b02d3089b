//! `updateUserAccountStatus`: asks the network to delete the account, or to keep it after all.
//! Source: `spec/bwell-wire.md`, section 5.12.

use serde::{Deserialize, Serialize};

use super::client::Bwell;
use super::operation::Operation;
use super::wire::OperationOutcome;
use crate::{CorrelationId, Error};

/// What a person may ask for. The network's other words are for its own staff, or delete at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AccountRequest {
    /// Delete the account and all that the network keeps in it.
    RequestDelete,
    /// Keep it after all.
    CancelDelete,
}

pub(super) struct UpdateUserAccountStatus;

impl Operation for UpdateUserAccountStatus {
    const NAME: &'static str = "delete";
    const DOCUMENT: &'static str = include_str!("update_user_account_status.graphql");
    const REPEATABLE: bool = false;
    type Variables = Variables;
    type Data = Data;
}

#[derive(Serialize)]
pub(super) struct Variables {
    operation: AccountRequest,
}

impl Bwell {
    /// Asks to delete the account, or to keep it. `Ok` means that the request was taken, not that it is done.
    pub async fn update_account(
        &self,
        request: AccountRequest,
        correlation: &CorrelationId,
    ) -> Result<(), Error> {
        let variables = Variables { operation: request };
        self.call::<UpdateUserAccountStatus>(&variables, correlation).await?.taken()
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    update_user_account_status: Option<OperationOutcome>,
}

impl Data {
    fn taken(self) -> Result<(), Error> {
        let outcome = self.update_user_account_status;
        outcome.ok_or(Error::Unreadable { what: "updateUserAccountStatus" })?.accepted()
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;
    use crate::IssueCode;

    #[rstest]
    #[case(json!([{"severity": "information", "code": "informational"}]), Ok(()))]
    #[case(json!([]), Ok(()))]
    #[case(json!(null), Ok(()))]
    #[case(json!([{"severity": "warning", "code": "value"}, {"severity": "error", "code": "business-rule"}]),
        Err(Error::Refused { issue: IssueCode::BusinessRule }))]
    #[case(json!([{"severity": "FATAL", "code": "exception"}]), Err(Error::Refused { issue: IssueCode::Exception }))]
    fn an_outcome_that_names_an_error_is_a_refusal(
        #[case] issue: serde_json::Value,
        #[case] taken: Result<(), Error>,
    ) {
        let json = json!({"updateUserAccountStatus": {"resourceType": "OperationOutcome", "issue": issue}});
        assert_eq!(serde_json::from_value::<Data>(json).unwrap().taken(), taken);
    }

    #[test]
    fn no_outcome_is_not_a_success() {
        let data: Data = serde_json::from_value(json!({"updateUserAccountStatus": null})).unwrap();
        assert_eq!(data.taken(), Err(Error::Unreadable { what: "updateUserAccountStatus" }));
    }

    #[test]
    fn the_words_are_the_networks() {
        let word = |request| serde_json::to_value(Variables { operation: request }).unwrap();
        assert_eq!(word(AccountRequest::RequestDelete), json!({"operation": "REQUEST_DELETE"}));
        assert_eq!(word(AccountRequest::CancelDelete), json!({"operation": "CANCEL_DELETE"}));
    }
}
