//! "Get my documents": a retrieval at the second network (seed 003), from the proof of identity to documents in the copy.
//!
//! It runs in the background and is kept in the `tasks` table. Nothing is read before the network says `completed` or
//! `partial`; what nobody knows is no success; the proof is dropped as soon as the network has taken it.

mod arrive;
mod ask;
mod belongs;
mod entry;
mod fetch;
mod follow;
mod import;
mod keep;
mod reasons;
mod run;
mod show;
mod words;

use std::sync::Arc;

use networks::CorrelationId;
use networks::health_gorilla::HealthGorilla;
use tokio::sync::watch;
use uuid::Uuid;

pub use ask::get_documents;
pub use follow::Proof;
pub use show::documents;

use run::Run;

use crate::activity::Deed;
use crate::session::Session;
use crate::view::{ActivityKind, DocumentsView, RetrievalOutcome, RetrievalPause, RetrievalStage, Topic};
use crate::{Core, Error};

/// What is known of a retrieval beside what is kept of it.
#[derive(Default)]
pub(crate) struct Retrieving {
    /// What keeps it waiting.
    pub(crate) pause: Option<RetrievalPause>,
    /// Somebody works on it; whoever wants it to stop says so.
    works: Option<watch::Sender<bool>>,
    /// For whoever works on it.
    proof: Option<Proof>,
    /// Something new came while somebody worked.
    again: bool,
}

/// Asks for documents, with a proof of identity that was just checked. One at a time; one before that did not bring
/// everything stays linked to this one.
pub async fn begin_retrieval(
    core: &Arc<Core>,
    proof: Proof,
    correlation: CorrelationId,
) -> Result<DocumentsView, Error> {
    let (session, follows) = ready(core).await?;
    let store = session.copy.store()?;
    let now = core.parts.clock.now();
    let run = Run::new(correlation, follows, now);
    let mut deed = Deed::by_person(ActivityKind::DocumentsWanted);
    if let Some(before) = follows {
        deed = deed.under(&before.hyphenated().to_string());
    }
    run.keep(&store, now, Some(deed.event(core, correlation, None))).await?;
    work(core, &session, Some(proof));
    core.changed(&[Topic::Documents, Topic::Activity]);
    documents(core).await
}

/// Who may ask now, and the correlation of the retrieval that a new one is to make good.
async fn ready(core: &Core) -> Result<(Arc<Session>, Option<Uuid>), Error> {
    let session = core.session()?;
    if session.second.is_none() || !core.parts.capabilities.gets_documents {
        return Err(Error::BadRequest("no second network"));
    }
    let before = Run::newest(&session.copy.store()?).await?;
    if before.as_ref().is_some_and(|run| !run.is_over()) {
        return Err(Error::BadRequest("a retrieval is under way"));
    }
    let to_be_made_good = before.filter(|run| run.outcome != Some(RetrievalOutcome::Completed));
    Ok((session, to_be_made_good.map(|run| run.correlation)))
}

/// Goes on with what is under way. Called when somebody has signed in.
pub(crate) fn resume(core: &Arc<Core>, session: &Arc<Session>) {
    if session.second.is_some() {
        work(core, session, None);
    }
}

/// Works in the background until it is over, or somebody says stop. One at a time.
fn work(core: &Arc<Core>, session: &Arc<Session>, proof: Option<Proof>) {
    let mut stopped = {
        let retrieving = &mut session.state().retrieval;
        retrieving.pause = None;
        retrieving.proof = proof;
        if retrieving.works.is_some() {
            retrieving.again = true;
            return;
        }
        let (stop, stopped) = watch::channel(false);
        retrieving.works = Some(stop);
        stopped
    };
    let (core, worker) = (Arc::clone(core), Arc::clone(session));
    session.spawn(async move {
        let work = async {
            loop {
                let proof = worker.state().retrieval.proof.take();
                follow::follow(&core, &worker, proof).await;
                let retrieving = &mut worker.state().retrieval;
                if !std::mem::take(&mut retrieving.again) {
                    retrieving.works = None;
                    break;
                }
            }
        };
        tokio::select! {
            biased;
            _ = stopped.wait_for(|stop| *stop) => {}
            () = work => {}
        }
        // With the receiver goes the sign that somebody works.
        drop(stopped);
    });
}

/// Stops asking. What has come stays.
pub async fn stop_documents(core: &Arc<Core>, correlation: CorrelationId) -> Result<DocumentsView, Error> {
    let session = core.session()?;
    let network = session.second.clone().ok_or(Error::BadRequest("no second network"))?;
    let works = {
        let retrieving = &mut session.state().retrieval;
        (retrieving.proof, retrieving.again) = (None, false);
        retrieving.works.take()
    };
    if let Some(works) = works {
        works.send_replace(true);
        works.closed().await;
    }
    let store = session.copy.store()?;
    if let Some(mut run) = Run::newest(&store).await?.filter(|run| !run.is_over()) {
        if run.stage == RetrievalStage::Waiting {
            cancel(&network, &run).await;
        }
        let now = core.parts.clock.now();
        run.end(now, RetrievalOutcome::Stopped, None);
        let mut deed = Deed::by_person(ActivityKind::DocumentsStopped);
        if let Some(request) = &run.request {
            deed = deed.under(request);
        }
        run.keep(&store, now, Some(deed.event(core, correlation, None))).await?;
    }
    core.changed(&[Topic::Documents, Topic::Activity]);
    documents(core).await
}

/// Tells the network that nobody waits any more. Whether it listens changes nothing here.
async fn cancel(network: &HealthGorilla, run: &Run) {
    let correlation = run.correlation();
    if let (Some(status), true) = (&run.status, network.gateway().can_cancel)
        && let Err(error) = network.cancel(status, &correlation).await
    {
        satchel_log::info!("a retrieval could not be cancelled", correlation, error);
    }
}

/// A word of a closed set.
fn word(value: impl serde::Serialize) -> Option<String> {
    serde_json::to_value(value).ok()?.as_str().map(str::to_owned)
}

/// What an audit takes for an identifier.
fn is_identifier(id: &str) -> bool {
    (1..=256).contains(&id.len())
        && !id.contains(|letter: char| letter.is_whitespace() || letter.is_control())
}
