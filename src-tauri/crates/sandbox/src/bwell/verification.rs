//! Identity verification at IAL2 (bwell-wire 5.3). The page is in `identity.rs`.

use async_graphql::{Context, ID, Object, Result, SimpleObject};

use super::fhir::CodeableConcept;
use super::scalars::{Code, DateTime};
use super::{micros, server, user};
use crate::refusal::Refusal;
use crate::server::Caller;
use crate::world::Purpose;

#[derive(SimpleObject)]
struct VerificationResult {
    id: ID,
    resource_type: Option<String>,
    status: Option<Code>,
    status_date: Option<DateTime>,
    last_performed: Option<DateTime>,
    next_scheduled: Option<DateTime>,
    /// `PERSON_MATCH_ERROR` or `SERVER_ERROR`.
    error_code: Option<String>,
    validation_process: Option<Vec<CodeableConcept>>,
    failure_action: Option<CodeableConcept>,
}

#[derive(Default)]
pub(crate) struct VerificationQuery;

#[Object]
impl VerificationQuery {
    /// Where the proof of identity stands; `validated` is the value needed for IAS.
    async fn verification_status(&self, ctx: &Context<'_>) -> Result<Option<VerificationResult>> {
        let verification = user(ctx, |user, _| user.verification.clone())?;
        let at = || Some(DateTime(micros(verification.at)));
        Ok(Some(VerificationResult {
            id: verification.id.into(),
            resource_type: Some("VerificationResult".into()),
            status: Some(verification.status.code().into()),
            status_date: at(),
            last_performed: at(),
            next_scheduled: None,
            error_code: verification.error.map(|error| error.code().to_owned()),
            validation_process: None,
            failure_action: None,
        }))
    }
}

#[derive(Default)]
pub(crate) struct VerificationMutation;

#[Object]
impl VerificationMutation {
    /// An address for the system browser at which this user proves who they are. At the end the browser goes to
    /// `callbackURL` with `status`.
    async fn create_verification_url(
        &self,
        ctx: &Context<'_>,
        #[graphql(name = "callbackURL")] callback_url: Option<String>,
        include_attribute_matching_check: Option<bool>,
    ) -> Result<String> {
        if callback_url.as_deref().is_some_and(|url| !crate::pages::is_redirect(url)) {
            return Err(Refusal::value("callbackURL must be an absolute address.").into());
        }
        let caller = ctx.data::<Caller>()?;
        let matching = include_attribute_matching_check.unwrap_or(false);
        let server = server(ctx);
        let request = server.world(|world, now| {
            let purpose = Purpose::Verify { callback: callback_url, matching };
            world.open_request(&caller.subject, purpose, &server.ids, now)
        });
        Ok(format!("{}/identity/check?request={request}", server.base_url))
    }
}
