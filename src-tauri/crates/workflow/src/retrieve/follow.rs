//! The retrieval in the background: sent, waited for, fetched. It stops at the lock and goes on behind it, and after a
//! restart it goes on with the next sign-in, without the proof of identity.

use std::sync::Arc;

use identity::demographics::compare;
use identity::{IasToken, Person};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use networks::Retry;
use networks::health_gorilla::{
    Details, Error as ExchangeError, HealthGorilla, KickOff, KickedOff, Order, Progress, TerminalStatus,
};
use store::Store;

use super::belongs::Owner;
use super::import::{Halt, Import};
use super::reasons::{fhir_field, field, of_error, of_verdict, once};
use super::run::{Place, Run};
use super::words::read_words;
use crate::activity::Deed;
use crate::polling::Pace;
use crate::session::Session;
use crate::view::{
    ActivityKind, PlacesAnswered, RetrievalFailure, RetrievalNoteKind, RetrievalOutcome, RetrievalPause,
    RetrievalStage, Topic,
};
use crate::{Core, Error};

/// How often what passes is tried (`spec/ias-wire.md`, 12.4).
const BUDGET: u32 = 5;

/// The proof of identity, for one retrieval: in memory, and gone as soon as the network has taken it.
pub struct Proof {
    /// What was checked.
    pub token: IasToken,
    /// People with one name only are accepted.
    pub allow_mononym: bool,
}

/// Why the background work ends or pauses.
enum Pause {
    /// The copy was locked.
    Locked,
    /// The person must sign in again.
    SignedOut,
    /// A fault of ours, or of the disk.
    Broken(Error),
}

impl From<Error> for Pause {
    fn from(error: Error) -> Self {
        match error {
            Error::Locked | Error::Store(store::Error::Closed) => Self::Locked,
            error => Self::Broken(error),
        }
    }
}

impl From<store::Error> for Pause {
    fn from(error: store::Error) -> Self {
        Error::Store(error).into()
    }
}

/// How often what passes is still tried. A machine without a way out costs nothing of it.
struct Patience {
    pace: Pace,
    left: u32,
}

impl Patience {
    fn new() -> Self {
        Self { pace: Pace::retrieval(), left: BUDGET }
    }

    fn lasts(&mut self, error: &ExchangeError) -> bool {
        if error.is_offline() {
            return true;
        }
        let lasts = self.left > 0 && passes(error);
        self.left = self.left.saturating_sub(1);
        lasts
    }
}

/// What a retrieval works with.
struct Work<'a> {
    core: &'a Arc<Core>,
    session: &'a Session,
    network: &'a HealthGorilla,
    store: Store,
}

/// Goes on with the retrieval that is under way, if there is one, until it is over, stopped, or must wait for a sign-in.
pub(super) async fn follow(core: &Arc<Core>, session: &Arc<Session>, mut proof: Option<Proof>) {
    let Some(network) = &session.second else { return };
    loop {
        let mut doors = core.doors();
        let Ok(store) = session.copy.store() else {
            // Locked: whoever opens it moves at the door.
            if doors.changed().await.is_err() {
                return;
            }
            continue;
        };
        let work = Work { core, session, network, store };
        match work.go_on(&mut proof).await {
            Ok(()) => break,
            Err(Pause::Locked) => {}
            Err(Pause::SignedOut) => {
                work.pause(Some(RetrievalPause::SignedOut));
                break;
            }
            Err(Pause::Broken(error)) => {
                core.heed(&error);
                satchel_log::warn!("a retrieval stopped for a fault of ours", error);
                break;
            }
        }
    }
    core.changed(&[Topic::Documents, Topic::Activity]);
}

impl Work<'_> {
    fn now(&self) -> Timestamp {
        self.core.parts.clock.now()
    }

    fn pause(&self, why: Option<RetrievalPause>) {
        self.session.state().retrieval.pause = why;
    }

    async fn go_on(&self, proof: &mut Option<Proof>) -> Result<(), Pause> {
        while let Some(mut run) = Run::newest(&self.store).await?.filter(|run| !run.is_over()) {
            match run.stage {
                RetrievalStage::Asking => match proof.take() {
                    Some(held) => {
                        let sent = self.send(&mut run, &held).await;
                        if matches!(sent, Err(Pause::Locked)) {
                            *proof = Some(held);
                        }
                        sent?;
                    }
                    // Nobody knows whether the network took it, and the proof is gone.
                    None => self.fail(&mut run, RetrievalFailure::Interrupted).await?,
                },
                RetrievalStage::Waiting => self.wait(&mut run).await?,
                RetrievalStage::Fetching => self.fetch(&mut run).await?,
                RetrievalStage::Over => {}
            }
            self.core.changed(&[Topic::Documents, Topic::Activity, Topic::Records]);
        }
        Ok(read_words(self.core, &self.store).await?)
    }

    /// Keeps where it stands, and what happened.
    async fn keep(&self, run: &Run, deed: Option<Deed>) -> Result<(), Pause> {
        let event = deed.map(|deed| deed.event(self.core, run.correlation(), None));
        run.keep(&self.store, self.now(), event).await?;
        Ok(())
    }

    async fn fail(&self, run: &mut Run, why: RetrievalFailure) -> Result<(), Pause> {
        run.end(self.now(), RetrievalOutcome::Failed, Some(why));
        let mut event =
            Deed::by_network(ActivityKind::DocumentsFailed).event(self.core, run.correlation(), None);
        event.outcome = store::Outcome::Failed;
        event.error_code = super::word(why);
        event.network_ids.extend(run.request.clone());
        run.keep(&self.store, self.now(), Some(event)).await?;
        Ok(())
    }

    /// A failed request: over, or only to be tried again after a sign-in.
    async fn give_up(&self, run: &mut Run, error: &ExchangeError) -> Result<(), Pause> {
        let correlation = run.correlation();
        satchel_log::info!("a retrieval came to nothing", correlation, error);
        if error.is_signed_out() {
            return Err(Pause::SignedOut);
        }
        if let ExchangeError::Rejected(told) = error {
            run.differs = once(told.fields.iter().map(|name| fhir_field(name)));
        }
        self.fail(run, of_error(error)).await
    }

    /// Finds the tenant's patient, compares it with the proof, and starts.
    async fn send(&self, run: &mut Run, proof: &Proof) -> Result<(), Pause> {
        let correlation = run.correlation();
        let details = Details::from(&self.session.person);
        if !details.missing().is_empty() {
            run.differs = once(details.missing().into_iter().map(fhir_field));
            return self.fail(run, RetrievalFailure::DetailsMissing).await;
        }
        let mut patience = Patience::new();
        let patient = loop {
            match self.network.tenant_patient(&details, &correlation).await {
                Err(error) if patience.lasts(&error) => self.rest(&mut patience, &error).await,
                answer => break answer,
            }
        };
        let patient = match patient {
            Ok(patient) => patient,
            Err(error) => return self.give_up(run, &error).await,
        };
        run.patient = Some(patient.id.clone());
        let today = self.now().to_zoned(TimeZone::UTC).date();
        let record = Person::from_fhir(&patient.resource, today);
        let verdict = compare(proof.token.person(), &record, today, proof.allow_mononym);
        if !verdict.is_match() {
            run.differs = once(verdict.refused.iter().map(|(at, _)| field(*at)));
            return self.fail(run, of_verdict(&verdict)).await;
        }
        let mut patience = Patience::new();
        let kicked = loop {
            // Checked anew before every use: one that has ended meanwhile is not sent.
            let answer = match proof.token.for_use(self.now()) {
                Ok(token) => {
                    let order = Order { patient: &patient.id, token, key: run.key };
                    self.network.kick_off(&order, &correlation).await
                }
                Err(_) => Err(expired()),
            };
            match answer {
                Err(error) if patience.lasts(&error) => self.rest(&mut patience, &error).await,
                answer => break answer,
            }
        };
        let (KickOff::Begun(kicked) | KickOff::Running(kicked)) = match kicked {
            Ok(kicked) => kicked,
            Err(error) => return self.give_up(run, &error).await,
        };
        self.sent(run, kicked, proof).await
    }

    async fn sent(&self, run: &mut Run, kicked: KickedOff, proof: &Proof) -> Result<(), Pause> {
        let now = self.now();
        run.stage = RetrievalStage::Waiting;
        run.note(now, RetrievalNoteKind::RequestSent, None);
        run.told_when = kicked.wait.is_some();
        run.next_ask_at = Some(now.saturating_add(kicked.wait.unwrap_or(Pace::FIRST_LOOK)).unwrap_or(now));
        run.request = Some(kicked.id.clone());
        run.status = Some(kicked.status);
        let mut deed = Deed::by_app(ActivityKind::DocumentsAsked).under(&kicked.id);
        for id in kicked.request_id.as_deref().into_iter().chain(proof.token.jti()) {
            if super::is_identifier(id) {
                deed = deed.under(id);
            }
        }
        self.keep(run, Some(deed)).await
    }

    /// Waits before the next try, at least as long as the network asks for.
    async fn rest(&self, patience: &mut Patience, error: &ExchangeError) {
        self.pause(error.is_offline().then_some(RetrievalPause::Offline));
        let pause = patience.pace.pause_for(error.retry(), self.core.sight(), self.core.parts.draw);
        self.core.parts.clock.sleep(pause).await;
    }

    /// Looks how far it is, by the reference's rule, until the network says that it has ended.
    async fn wait(&self, run: &mut Run) -> Result<(), Pause> {
        let Some(status) = run.status.clone() else {
            return self.fail(run, RetrievalFailure::UnknownAnswer).await;
        };
        let mut pace = Pace::retrieval();
        loop {
            if let Some(next) = run.next_ask_at {
                self.core.parts.clock.sleep_until(next).await;
            }
            if !self.session.copy.is_open() {
                return Err(Pause::Locked);
            }
            let looked = self.network.progress(&status, &run.correlation()).await;
            let now = self.now();
            let retry = match looked {
                Ok(Progress::Ended(ended)) => {
                    self.pause(None);
                    run.last_asked_at = Some(now);
                    run.next_ask_at = None;
                    run.note(ended.finished.unwrap_or(now), RetrievalNoteKind::NetworkFinished, None);
                    run.finish(&ended);
                    return self.ended(run, &ended.status).await;
                }
                Ok(Progress::Running { answered, total, wait }) => {
                    self.pause(None);
                    run.failed_looks = 0;
                    run.last_asked_at = Some(now);
                    progressed(run, answered, total, now);
                    let patience = self.network.gateway().patience;
                    if run.asked_at.saturating_add(patience).is_ok_and(|until| now >= until) {
                        self.cancel(run).await;
                        return self.fail(run, RetrievalFailure::TookTooLong).await;
                    }
                    wait.map_or(Retry::Now, Retry::After)
                }
                Err(error) if error.is_offline() => {
                    self.pause(Some(RetrievalPause::Offline));
                    Retry::Now
                }
                Err(error) if error.is_signed_out() => return Err(Pause::SignedOut),
                Err(ExchangeError::Rejected(told)) if matches!(told.status, 404 | 410) => {
                    return self.fail(run, RetrievalFailure::ResultsGone).await;
                }
                Err(error) => {
                    self.pause(None);
                    run.failed_looks += 1;
                    if run.failed_looks > BUDGET || !passes(&error) {
                        return self.give_up(run, &error).await;
                    }
                    error.retry()
                }
            };
            run.told_when = matches!(retry, Retry::After(_));
            let pause = pace.pause_for(retry, self.core.sight(), self.core.parts.draw);
            run.next_ask_at = Some(now.saturating_add(pause).unwrap_or(Timestamp::MAX));
            self.keep(run, None).await?;
            self.core.changed(&[Topic::Documents]);
        }
    }

    /// The network says that it has ended. Only the three states of the seed are an end that is understood.
    async fn ended(&self, run: &mut Run, status: &TerminalStatus) -> Result<(), Pause> {
        match status {
            TerminalStatus::Completed | TerminalStatus::Partial => {}
            TerminalStatus::Failed => return self.fail(run, RetrievalFailure::NetworkStopped).await,
            TerminalStatus::Unknown(_) => return self.fail(run, RetrievalFailure::UnknownAnswer).await,
        }
        if let Some(status) = &run.status {
            // Who was asked is a help; the documents come without it.
            match self.network.asked(status, &run.correlation()).await {
                Ok(places) => {
                    run.places = places
                        .into_iter()
                        .map(|place| Place {
                            outcome: (&place.outcome).into(),
                            id: place.id,
                            name: place.name,
                            came: 0,
                            had: 0,
                        })
                        .collect();
                }
                Err(error) if error.is_signed_out() => return Err(Pause::SignedOut),
                Err(error) => {
                    let correlation = run.correlation();
                    satchel_log::info!("who was asked could not be read", correlation, error);
                }
            }
        }
        run.stage = RetrievalStage::Fetching;
        let mut deed = Deed::by_network(ActivityKind::DocumentsReady);
        if let Some(found) = run.finished.as_ref().and_then(|finished| finished.found) {
            deed = deed.counting(usize::try_from(found).unwrap_or(usize::MAX));
        }
        if let Some(request) = &run.request {
            deed = deed.under(request);
        }
        self.keep(run, Some(deed)).await
    }

    /// Fetches what there is. What came stays, however it ends.
    async fn fetch(&self, run: &mut Run) -> Result<(), Pause> {
        let import = Import {
            network: self.network,
            store: &self.store,
            clock: &self.core.parts.clock,
            owner: Owner::of(&self.session.person),
            app_version: &self.core.parts.version,
        };
        let mut patience = Patience::new();
        loop {
            let error = match import.walk(run).await {
                Ok(()) => break,
                Err(Halt::Stop(error)) => return Err(error.into()),
                Err(Halt::Network(error)) => error,
            };
            if error.is_signed_out() {
                return Err(Pause::SignedOut);
            }
            if patience.lasts(&error) {
                self.rest(&mut patience, &error).await;
                continue;
            }
            if run.tally.came + run.tally.had > 0 {
                run.tally.list_incomplete = true;
                break;
            }
            if matches!(&error, ExchangeError::Rejected(told) if matches!(told.status, 404 | 410)) {
                return self.fail(run, RetrievalFailure::ResultsGone).await;
            }
            return self.give_up(run, &error).await;
        }
        self.pause(None);
        let said = run.finished.as_ref().map(|finished| TerminalStatus::parse(&finished.status));
        let whole = said == Some(TerminalStatus::Completed) && run.tally.is_whole();
        let outcome = if whole { RetrievalOutcome::Completed } else { RetrievalOutcome::Partial };
        run.end(self.now(), outcome, None);
        let count = usize::try_from(run.tally.came).unwrap_or(usize::MAX);
        let kind = if whole { ActivityKind::DocumentsCame } else { ActivityKind::SomeDocumentsCame };
        let mut deed = Deed::by_network(kind).counting(count);
        if let Some(request) = &run.request {
            deed = deed.under(request);
        }
        self.keep(run, Some(deed)).await
    }

    async fn cancel(&self, run: &Run) {
        super::cancel(self.network, run).await;
    }
}

/// What the network says of how far it is; a new number is a line of the diary.
fn progressed(run: &mut Run, answered: Option<u32>, total: Option<u32>, now: Timestamp) {
    let (Some(answered), Some(total)) = (answered, total) else { return };
    let told = PlacesAnswered { answered, total };
    if run.answered != Some(told) {
        run.answered = Some(told);
        if answered > 0 {
            run.note(now, RetrievalNoteKind::PlacesAnswered, Some(told));
        }
    }
}

/// A try later may work.
fn passes(error: &ExchangeError) -> bool {
    matches!(error.retry(), Retry::Now | Retry::After(_))
}

/// The proof ended before it could be used: what the exchange would say of it.
fn expired() -> ExchangeError {
    ExchangeError::Rejected(networks::health_gorilla::Rejection {
        status: 401,
        issue: None,
        detail: networks::health_gorilla::Detail::TokenExpired,
        fields: Vec::new(),
        request_id: None,
    })
}
