//! Asking: who is looked for, the check of the person's ID in the browser, and then the retrieval.

use std::sync::Arc;

use identity::Person;
use identity::demographics::Verdict;
use jiff::tz::TimeZone;
use networks::CorrelationId;
use networks::health_gorilla::Details;

use super::follow::Proof;
use super::reasons::{fhir_field, field, of_verdict, once};
use super::run::Run;
use super::{begin_retrieval, documents, ready};
use crate::activity::Deed;
use crate::session::Session;
use crate::verify_identity::{IdentityChecked, verify_identity};
use crate::view::{
    ActivityKind, GetDocumentsOutcome, InBrowser, PersonField, RetrievalFailure, RetrievalOutcome, Topic,
};
use crate::{Core, Error};

/// The check of the person's ID, and then the retrieval, in the background. A proof that does not fit ends as a retrieval
/// that failed: its screen says why.
pub async fn get_documents(
    core: &Arc<Core>,
    progress: &(dyn Fn(InBrowser) + Send + Sync),
    correlation: CorrelationId,
) -> Result<GetDocumentsOutcome, Error> {
    let (session, follows) = ready(core).await?;
    let network = session.second.clone().ok_or(Error::BadRequest("no second network"))?;
    let details = Details::from(&session.person);
    let missing = details.missing();
    if !missing.is_empty() {
        let fields = once(missing.into_iter().map(fhir_field));
        let why = RetrievalFailure::DetailsMissing;
        return refused(core, &session, follows, why, fields, correlation).await;
    }
    let patient = network.tenant_patient(&details, &correlation).await.map_err(Error::from)?;
    let today = core.parts.clock.now().to_zoned(TimeZone::UTC).date();
    let record = Person::from_fhir(&patient.resource, today);
    match verify_identity(core, &record, progress, correlation).await? {
        IdentityChecked::Proved(proof) => {
            let allow_mononym = core.parts.csp.as_ref().is_some_and(|csp| csp.profile.allow_mononym);
            if core.present(&proof.token, &patient.id).is_err() {
                let why = RetrievalFailure::ProofRefused;
                return refused(core, &session, follows, why, Vec::new(), correlation).await;
            }
            let proof = Proof { token: proof.token, allow_mononym };
            let documents = begin_retrieval(core, proof, correlation).await?;
            Ok(GetDocumentsOutcome::Asked { documents: Box::new(documents) })
        }
        IdentityChecked::Differs(verdict) => {
            let why = of_verdict(&verdict);
            refused(core, &session, follows, why, differs(&verdict), correlation).await
        }
        IdentityChecked::NotValid(refusal) => {
            let expired = matches!(refusal, identity::Refusal::Expired);
            let why = if expired { RetrievalFailure::ProofExpired } else { RetrievalFailure::ProofRefused };
            refused(core, &session, follows, why, Vec::new(), correlation).await
        }
        IdentityChecked::NotProved => Ok(GetDocumentsOutcome::NotProved),
        IdentityChecked::Declined | IdentityChecked::Stopped => Ok(GetDocumentsOutcome::Stopped),
        IdentityChecked::TimeIsUp => Ok(GetDocumentsOutcome::TimeIsUp),
    }
}

fn differs(verdict: &Verdict) -> Vec<PersonField> {
    once(verdict.refused.iter().map(|(at, _)| field(*at)))
}

/// It did not come to a request: written down as a retrieval that failed before it began.
async fn refused(
    core: &Core,
    session: &Session,
    follows: Option<uuid::Uuid>,
    why: RetrievalFailure,
    fields: Vec<PersonField>,
    correlation: CorrelationId,
) -> Result<GetDocumentsOutcome, Error> {
    let now = core.parts.clock.now();
    let mut run = Run::new(correlation, follows, now);
    run.diary.clear();
    run.differs = fields;
    run.end(now, RetrievalOutcome::Failed, Some(why));
    let mut event = Deed::by_app(ActivityKind::DocumentsFailed).event(core, correlation, None);
    event.outcome = store::Outcome::Failed;
    event.error_code = super::word(why);
    run.keep(&session.copy.store()?, now, Some(event)).await?;
    core.changed(&[Topic::Documents, Topic::Activity]);
    Ok(GetDocumentsOutcome::Asked { documents: Box::new(documents(core).await?) })
}
