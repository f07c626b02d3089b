//! What every verb stands on: the parts that the profile chose, and who is signed in.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use networks::bwell::Endpoint;
use networks::demo::DemoControl;
use networks::health_gorilla::Gateway;
use networks::{CorrelationId, Http};
use secrecy::SecretString;
use tokio::sync::watch;
use tokio::task::JoinHandle;
use url::Url;

use crate::activity::Deed;
use crate::chance::Chance;
use crate::director::Telling;
use crate::errand::Errands;
use crate::kiosk::{Kiosk, Visit};
use crate::local_copy::LocalCopy;
use crate::organisation::Organisation;
use crate::polling::{Draw, Sight};
use crate::providers::{CredentialProvider, IdentityProvider, Issuers, ProviderSession, ReturnWay};
use crate::restore::Restoring;
use crate::returns::Returns;
use crate::session::Session;
use crate::share::forget_copied;
use crate::view::{AboutView, ActivityKind, Capabilities, ClockView, Language, System, Topic};
use crate::{Assumed, Clock, Error, FileName, Host, Keeping};

/// Tells the page that something may have changed.
pub type Changed = Arc<dyn Fn(&[Topic]) + Send + Sync>;

/// The concrete parts, chosen once (ARCHITECTURE, section 8).
pub struct Parts {
    /// The version a person can read to a help line.
    pub version: String,
    /// What this program says about itself.
    pub about: AboutView,
    /// What is allowed here.
    pub capabilities: Capabilities,
    /// The one way out.
    pub http: Http,
    /// Where b.well is.
    pub bwell: Endpoint,
    /// Who offers the app, in its own words; `None` where nobody is set up.
    pub organisation: Option<Organisation>,
    /// What is assumed of the first network.
    pub assumed: Assumed,
    /// Where people sign in; `None` where there is no organisation, as in a demo.
    pub sign_in: Option<IdentityProvider>,
    /// Who checks identities for the second network.
    pub csp: Option<CredentialProvider>,
    /// The ways back from the browser, the one to try first first.
    pub returns: Vec<ReturnWay>,
    /// Where the second network is, if there is one.
    pub second_network: Option<Gateway>,
    /// The sandbox's control API, in a demo.
    pub demo: Option<DemoControl>,
    /// What time it is for the networks: in a demo, the sandbox's clock.
    pub clock: Clock,
    /// What time it is for who sits at the screen: the machine's clock, for locks and waits.
    pub machine: Clock,
    /// Where in the spread of a pause we ask; from the system's random source but in tests.
    pub draw: Draw,
    /// Which system's safe a sentence names.
    pub system: System,
    /// Where log lines go, for the report; `None` where no file is written.
    pub log_folder: Option<PathBuf>,
    /// The machine around us.
    pub host: Arc<dyn Host>,
    /// Where what stays on this computer is kept.
    pub keeping: Keeping,
    /// What makes this a clinic's kiosk; `None` on a person's own computer.
    pub kiosk: Option<Kiosk>,
    /// Called from any thread; must not block.
    pub changed: Changed,
}

/// The core of one running app.
pub struct Core {
    pub(crate) parts: Parts,
    session: watch::Sender<Option<Arc<Session>>>,
    /// The copy in use; it may stay open when the session ends.
    copy: Mutex<Option<Arc<LocalCopy>>>,
    /// Held while a copy is opened, locked, changed or left: one at a time.
    pub(crate) door: tokio::sync::Mutex<()>,
    /// Counts what happened at the door: whoever watches the lock looks again.
    door_moved: watch::Sender<u64>,
    /// When somebody last was at the screen, by the machine's clock.
    last_seen: Mutex<Timestamp>,
    language: Mutex<Language>,
    sight: watch::Sender<Sight>,
    /// The restore that has begun.
    pub(crate) restoring: tokio::sync::Mutex<Option<Restoring>>,
    /// A link that the system handed over, until the page asks for it.
    pub(crate) given: Mutex<Option<SecretString>>,
    /// The report that was shown, with its id.
    pub(crate) report: Mutex<Option<(String, Vec<String>)>>,
    /// Counts the knocks: a portal's return, whatever it carried.
    knocks: watch::Sender<u64>,
    pub(crate) returns: Arc<Returns>,
    pub(crate) errands: Errands,
    pub(crate) issuers: Issuers,
    /// What the organisation's provider gave to whoever is signed in.
    provider: Mutex<Option<Arc<ProviderSession>>>,
    pub(crate) visit: Visit,
    pub(crate) chance: Chance,
    /// The demo's story that is told.
    pub(crate) telling: Mutex<Option<Telling>>,
}

impl Core {
    /// A core with nobody signed in.
    #[must_use]
    pub fn new(parts: Parts) -> Arc<Self> {
        let last_seen = Mutex::new(parts.machine.now());
        let chance = Chance::of(parts.demo.as_ref());
        Arc::new(Self {
            parts,
            session: watch::Sender::new(None),
            copy: Mutex::default(),
            door: tokio::sync::Mutex::default(),
            door_moved: watch::Sender::new(0),
            last_seen,
            language: Mutex::new(Language::English),
            sight: watch::Sender::new(Sight::Visible),
            restoring: tokio::sync::Mutex::default(),
            given: Mutex::default(),
            report: Mutex::default(),
            knocks: watch::Sender::new(0),
            returns: Arc::default(),
            errands: Errands::default(),
            issuers: Issuers::default(),
            provider: Mutex::default(),
            visit: Visit::default(),
            chance,
            telling: Mutex::default(),
        })
    }

    /// The clock as it stands.
    #[must_use]
    pub fn clock(&self) -> ClockView {
        ClockView { now: self.parts.clock.now(), speed: self.parts.clock.speed() }
    }

    /// Somebody knocked: a deep link or a second start of the app. It carries nothing that we believe; whoever waits
    /// for a sign-in looks again (invariant 1).
    pub fn knock(&self) {
        self.knocks.send_modify(|knocks| *knocks = knocks.wrapping_add(1));
    }

    /// An address of ours was called, by a browser that comes back or by anybody else. It is a knock for who waits for
    /// a place, and goes to who waits for an answer; they look whether it is one.
    pub fn called(&self, address: &Url) {
        self.returns.put(address);
        self.knock();
    }

    pub(crate) fn knocks(&self) -> watch::Receiver<u64> {
        self.knocks.subscribe()
    }

    /// Tells the page.
    pub fn changed(&self, topics: &[Topic]) {
        (self.parts.changed)(topics);
    }

    /// Somebody is at the screen: a key was pressed, or the pointer moved.
    pub fn somebody_is_here(&self) {
        *held(&self.last_seen) = self.parts.machine.now();
    }

    pub(crate) fn last_seen(&self) -> Timestamp {
        *held(&self.last_seen)
    }

    /// Can somebody see the window? Whoever polls asks less often while not.
    pub fn set_sight(&self, sight: Sight) {
        self.sight.send_replace(sight);
    }

    pub(crate) fn sight(&self) -> Sight {
        *self.sight.borrow()
    }

    /// Waits until somebody can see the window again.
    pub(crate) async fn somebody_looks_again(&self) {
        let mut sight = self.sight.subscribe();
        // The sender lives as long as the core.
        let _ = sight.wait_for(|sight| *sight == Sight::Hidden).await;
        let _ = sight.wait_for(|sight| *sight == Sight::Visible).await;
    }

    /// The language of the few sentences outside the page.
    pub(crate) fn language(&self) -> Language {
        *held(&self.language)
    }

    /// What a file is called that the person gets; `ending` without its dot.
    pub(crate) fn file_name(&self, what: FileName, ending: &str) -> String {
        format!("{}.{ending}", self.parts.host.file_name(what, self.language()))
    }

    pub(crate) fn speak(&self, language: Language) {
        *held(&self.language) = language;
    }

    /// Who is signed in. Nobody, for all who ask, while the copy is not open.
    pub(crate) fn session(&self) -> Result<Arc<Session>, Error> {
        match self.copy() {
            Some(copy) if !copy.is_open() => Err(Error::Locked),
            _ => self.session_behind_the_lock().ok_or(Error::SignedOut),
        }
    }

    /// Who is signed in, whether the copy is open or not.
    pub(crate) fn session_behind_the_lock(&self) -> Option<Arc<Session>> {
        self.session.borrow().clone()
    }

    /// The copy in use.
    pub(crate) fn copy(&self) -> Option<Arc<LocalCopy>> {
        held(&self.copy).clone()
    }

    /// The copy in use, whatever keeps it shut.
    pub(crate) fn some_copy(&self) -> Result<Arc<LocalCopy>, Error> {
        self.copy().ok_or(Error::SignedOut)
    }

    /// May data go to the page? Not while a copy is locked.
    #[must_use]
    pub fn is_unlocked(&self) -> bool {
        self.copy().is_none_or(|copy| copy.is_open())
    }

    /// A verb failed: if the file turned out to be damaged, the copy is in trouble from now on, and says so.
    pub fn heed(&self, error: &Error) {
        if let (Error::Store(store::Error::Damaged), Some(copy)) = (error, self.copy()) {
            copy.is_damaged();
            self.door_moved();
        }
    }

    /// Takes another copy into use; the one before is closed, and its session ends.
    pub(crate) async fn take_copy(&self, copy: Option<Arc<LocalCopy>>) {
        let before = std::mem::replace(&mut *held(&self.copy), copy.clone());
        if let Some(before) = before.filter(|before| !copy.is_some_and(|copy| Arc::ptr_eq(before, &copy))) {
            self.drop_session();
            self.end_provider_session(self.correlation("take_copy"));
            before.close().await;
        }
        *held(&self.report) = None;
        self.door_moved();
    }

    /// Something happened at the door: the page asks again, and whoever watches the lock looks.
    pub(crate) fn door_moved(&self) {
        self.somebody_is_here();
        self.door_moved.send_modify(|moves| *moves = moves.wrapping_add(1));
        self.changed(&[Topic::Session, Topic::Activity]);
    }

    pub(crate) fn doors(&self) -> watch::Receiver<u64> {
        self.door_moved.subscribe()
    }

    /// Starts a session; the one before ends.
    pub(crate) fn begin_session(&self, session: Arc<Session>) {
        if let Some(before) = self.session.send_replace(Some(session)) {
            forget_copied(self, &before);
            before.end();
        }
        self.changed(&[
            Topic::Session,
            Topic::Consent,
            Topic::Search,
            Topic::Places,
            Topic::Records,
            Topic::Share,
            Topic::Documents,
            Topic::Activity,
            Topic::SetUp,
        ]);
    }

    fn drop_session(&self) -> bool {
        let before = self.session.send_replace(None);
        if let Some(before) = &before {
            forget_copied(self, before);
            before.end();
        }
        self.errands.end_those_of_a_session();
        before.is_some()
    }

    /// Ends the session: its background work stops, its tokens and its live code are dropped. The copy stays as it is.
    pub fn end_session(&self) {
        if self.drop_session() {
            self.changed(&[Topic::Session]);
        }
    }

    /// The network ended the session: tokens go, the copy stays, and the person signs in again where they were.
    pub(crate) fn signed_out_by_network(&self, correlation: CorrelationId) {
        let Some(session) = self.session_behind_the_lock() else { return };
        let deed = Deed::by_network(ActivityKind::SignedOutByNetwork);
        let event = deed.event(self, correlation, None);
        self.end_session();
        // Whoever found it out may be the session's own work, which has just been told to stop.
        let changed = Arc::clone(&self.parts.changed);
        tokio::spawn(async move {
            if let Err(error) = session.copy.write(event).await {
                satchel_log::warn!("a sign-out could not be written down", error);
            }
            changed(&[Topic::Activity]);
        });
    }

    /// What the organisation's provider gave to whoever is signed in.
    pub(crate) fn provider_session(&self) -> Option<Arc<ProviderSession>> {
        held(&self.provider).clone()
    }

    /// Keeps what the provider gave, in memory; what it gave before is given back.
    pub(crate) fn keep_provider_session(&self, session: Arc<ProviderSession>, correlation: CorrelationId) {
        if let Some(before) = held(&self.provider).replace(session) {
            self.give_back(before, correlation);
        }
    }

    /// Takes it away, without a word to the provider.
    pub(crate) fn take_provider_session(&self) -> Option<Arc<ProviderSession>> {
        held(&self.provider).take()
    }

    /// Gives it back in the background; who wants to know when waits for it.
    pub(crate) fn end_provider_session(&self, correlation: CorrelationId) -> Option<JoinHandle<()>> {
        self.take_provider_session().map(|session| self.give_back(session, correlation))
    }

    fn give_back(&self, session: Arc<ProviderSession>, correlation: CorrelationId) -> JoinHandle<()> {
        let http = self.parts.http.clone();
        tokio::spawn(async move { session.revoke(&http, correlation).await })
    }

    /// Leaving: the session ends, and the copy is closed, whoever still holds it.
    pub async fn leave(&self) {
        self.end_session();
        if let Some(copy) = self.copy() {
            copy.close().await;
        }
    }

    /// Passes a result through, and ends the session where the network says that it has ended.
    pub(crate) fn noticing<T>(
        &self,
        correlation: CorrelationId,
        result: Result<T, networks::Error>,
    ) -> Result<T, Error> {
        if matches!(result, Err(networks::Error::Unauthorized)) {
            self.signed_out_by_network(correlation);
        }
        Ok(result?)
    }

    pub(crate) fn demo(&self) -> Result<&DemoControl, Error> {
        self.parts.demo.as_ref().ok_or(Error::BadRequest("not in a demo"))
    }

    /// A fresh id for one action. `purpose` names what was asked for, or what the core does by itself; the id says
    /// nothing of it.
    #[must_use]
    pub fn correlation(&self, purpose: &'static str) -> CorrelationId {
        self.chance.correlation(purpose)
    }
}

/// A panic elsewhere has left it whole: every change is one assignment.
pub(crate) fn held<T>(slot: &Mutex<T>) -> MutexGuard<'_, T> {
    slot.lock().unwrap_or_else(PoisonError::into_inner)
}
