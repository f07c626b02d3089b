//! `verificationStatus`: whether the person has proved who they are. Source: `spec/bwell-wire.md`, section 5.3.

use jiff::Timestamp;
use serde::Deserialize;

use super::client::Bwell;
use super::operation::Operation;
use crate::lenient::{instant, lenient_enum};
use crate::{CorrelationId, Error};

lenient_enum! {
    /// How far a proof of identity has come.
    VerificationStatus {
        /// Somebody vouched for it; not enough for the networks.
        Attested = "attested",
        /// Proved at IAL2, which the networks ask for.
        Validated = "validated",
        /// Under way.
        InProcess = "in-process",
        /// Must be done again.
        ReqRevalid = "req-revalid",
        /// It failed.
        ValFail = "val-fail",
        /// Doing it again failed.
        RevalFail = "reval-fail",
    }
}

lenient_enum! {
    /// Why it failed.
    VerificationError {
        /// The proved details are not those of the profile.
        PersonMatch = "PERSON_MATCH_ERROR",
        /// The checker failed.
        Server = "SERVER_ERROR",
    }
}

/// Where the proof of identity stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verification {
    /// How far it has come.
    pub status: VerificationStatus,
    /// Why it failed, where the network says so.
    pub error: Option<VerificationError>,
    /// When the status last changed.
    pub status_date: Option<Timestamp>,
    /// When the person last did it.
    pub last_performed: Option<Timestamp>,
}

pub(super) struct GetVerificationStatus;

impl Operation for GetVerificationStatus {
    const NAME: &'static str = "VerificationStatus";
    const DOCUMENT: &'static str = include_str!("verification_status.graphql");
    const REPEATABLE: bool = true;
    type Variables = ();
    type Data = Data;
}

impl Bwell {
    /// Where the proof of identity stands; `None` where none was ever begun.
    pub async fn verification(&self, correlation: &CorrelationId) -> Result<Option<Verification>, Error> {
        Ok(self.call::<GetVerificationStatus>(&(), correlation).await?.verification())
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Data {
    verification_status: Option<WireResult>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireResult {
    status: Option<String>,
    status_date: Option<String>,
    last_performed: Option<String>,
    error_code: Option<String>,
}

impl Data {
    fn verification(self) -> Option<Verification> {
        let wire = self.verification_status?;
        Some(Verification {
            status: VerificationStatus::parse_option(wire.status.as_deref()),
            error: wire.error_code.as_deref().map(VerificationError::parse),
            status_date: instant(wire.status_date.as_deref()),
            last_performed: instant(wire.last_performed.as_deref()),
        })
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::json;

    use super::*;

    #[rstest]
    #[case("attested", VerificationStatus::Attested)]
    #[case("validated", VerificationStatus::Validated)]
    #[case("IN_PROCESS", VerificationStatus::InProcess)]
    #[case("req-revalid", VerificationStatus::ReqRevalid)]
    #[case("val-fail", VerificationStatus::ValFail)]
    #[case("reval-fail", VerificationStatus::RevalFail)]
    #[case("revalidated", VerificationStatus::Unknown("revalidated".into()))]
    fn every_status_is_known_and_a_longer_word_is_not_validated(
        #[case] text: &str,
        #[case] status: VerificationStatus,
    ) {
        let json = json!({"verificationStatus": {"id": "1", "status": text, "statusDate": "2026-01-02T03:04:05.678"}});
        let verification = serde_json::from_value::<Data>(json).unwrap().verification().unwrap();
        assert_eq!(verification.status, status);
        assert_eq!(verification.status_date, Some("2026-01-02T03:04:05.678Z".parse().unwrap()));
        assert_eq!(verification.error, None);
    }

    #[rstest]
    #[case("PERSON_MATCH_ERROR", VerificationError::PersonMatch)]
    #[case("SERVER_ERROR", VerificationError::Server)]
    #[case("CAMERA_ERROR", VerificationError::Unknown("CAMERA_ERROR".into()))]
    fn a_failure_says_why(#[case] text: &str, #[case] error: VerificationError) {
        let json = json!({"verificationStatus": {"status": "val-fail", "errorCode": text}});
        let verification = serde_json::from_value::<Data>(json).unwrap().verification().unwrap();
        assert_eq!(verification.error, Some(error));
    }

    #[test]
    fn nothing_begun_is_none() {
        let data: Data = serde_json::from_value(json!({"verificationStatus": null})).unwrap();
        assert_eq!(data.verification(), None);
    }
}
