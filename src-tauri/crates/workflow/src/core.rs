//! What every verb stands on: the parts that the profile chose, and who is signed in.

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use base64::Engine as _;
use networks::bwell::Endpoint;
use networks::demo::DemoControl;
use networks::{CorrelationId, Http};
use store::{Key, Store};
use tokio::sync::watch;

use crate::session::Session;
use crate::view::{AppView, Capabilities, ClockView, Topic};
use crate::{Clock, Error, Host, sign_in};

/// Tells the page that something may have changed.
pub type Changed = Arc<dyn Fn(&[Topic]) + Send + Sync>;

/// The concrete parts, chosen once (ARCHITECTURE, section 8).
pub struct Parts {
    /// The version a person can read to a help line.
    pub version: String,
    /// What is allowed here.
    pub capabilities: Capabilities,
    /// The one way out.
    pub http: Http,
    /// Where b.well is.
    pub bwell: Endpoint,
    /// The sandbox's control API, in a demo.
    pub demo: Option<DemoControl>,
    /// What time it is.
    pub clock: Clock,
    /// The machine around us.
    pub host: Arc<dyn Host>,
    /// Where what stays on this computer is kept.
    pub keeping: Keeping,
    /// Called from any thread; must not block.
    pub changed: Changed,
}

/// Where what stays on this computer is kept: an encrypted file a person, or memory alone.
pub enum Keeping {
    /// In a folder that is gone when the app is left (demo). Keys are made here and kept nowhere: a file that was
    /// opened once stays open, and nobody can open it again.
    Session {
        /// The folder; it is there.
        folder: PathBuf,
        /// By file name.
        open: tokio::sync::Mutex<HashMap<String, Store>>,
    },
    /// Nothing is written to disk (kiosk, tests).
    Memory,
}

impl Keeping {
    /// Opens one person's store. The file's name is a digest of the person's id: a folder listing names nobody.
    pub(crate) async fn open(&self, person_id: &str) -> Result<Store, Error> {
        let Self::Session { folder, open } = self else { return Ok(Store::in_memory().await?) };
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, person_id.as_bytes());
        let name = base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(&digest.as_ref()[..16]);
        let mut open = open.lock().await;
        if let Some(store) = open.get(&name) {
            return Ok(store.clone());
        }
        let store = Store::open(&folder.join(format!("{name}.satchel")), &Key::random()?).await?;
        open.insert(name, store.clone());
        Ok(store)
    }
}

/// The core of one running app.
pub struct Core {
    pub(crate) parts: Parts,
    session: watch::Sender<Option<Arc<Session>>>,
    /// Counts the knocks: a portal's return, whatever it carried.
    knocks: watch::Sender<u64>,
}

impl Core {
    /// A core with nobody signed in.
    #[must_use]
    pub fn new(parts: Parts) -> Arc<Self> {
        Arc::new(Self { parts, session: watch::Sender::new(None), knocks: watch::Sender::new(0) })
    }

    /// The app as it stands.
    #[must_use]
    pub fn app(&self) -> AppView {
        AppView {
            version: self.parts.version.clone(),
            capabilities: self.parts.capabilities,
            session: sign_in::session(self),
        }
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

    pub(crate) fn knocks(&self) -> watch::Receiver<u64> {
        self.knocks.subscribe()
    }

    /// Tells the page.
    pub fn changed(&self, topics: &[Topic]) {
        (self.parts.changed)(topics);
    }

    /// Who is signed in.
    pub(crate) fn session(&self) -> Result<Arc<Session>, Error> {
        self.session.borrow().clone().ok_or(Error::SignedOut)
    }

    /// Starts a session; the one before ends.
    pub(crate) fn begin_session(&self, session: Arc<Session>) {
        if let Some(before) = self.session.send_replace(Some(session)) {
            before.end();
        }
        self.changed(&[
            Topic::Session,
            Topic::Consent,
            Topic::Search,
            Topic::Places,
            Topic::Share,
            Topic::Activity,
        ]);
    }

    /// Ends the session: its background work stops, its tokens and its live code are dropped.
    pub fn end_session(&self) {
        if let Some(before) = self.session.send_replace(None) {
            before.end();
            self.changed(&[Topic::Session]);
        }
    }

    /// Leaving: the session ends, and what was kept open is closed, whoever still holds it.
    pub async fn leave(&self) {
        self.end_session();
        if let Keeping::Session { open, .. } = &self.parts.keeping {
            for (_, store) in open.lock().await.drain() {
                // A store that somebody closed before is closed.
                let _ = store.close().await;
            }
        }
    }

    /// Passes a result through, and ends the session where the network says that it has ended.
    pub(crate) fn noticing<T>(&self, result: Result<T, networks::Error>) -> Result<T, Error> {
        if matches!(result, Err(networks::Error::Unauthorized)) {
            self.end_session();
        }
        Ok(result?)
    }

    pub(crate) fn demo(&self) -> Result<&DemoControl, Error> {
        self.parts.demo.as_ref().ok_or(Error::BadRequest("not in a demo"))
    }

    /// A fresh id for work that no command asked for.
    pub(crate) fn own_correlation() -> CorrelationId {
        CorrelationId::new()
    }
}
