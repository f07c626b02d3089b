//! The whole pretend world: people, users, sessions, sign-in requests, health links. Pure state; no HTTP, and time
//! comes in as an argument. [`World::advance`] does what time alone does, before anybody looks.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::csp;
use crate::health_gorilla;
use crate::idp::{self, DeviceId};
use crate::ids::Ids;
use crate::links::Link;
use crate::oauth::authorize::Authorization;
use crate::profile::Profile;
use crate::scenario::Scenario;
use crate::user::{User, UserIds};

/// How long a sign-in address lives.
const REQUEST_MINUTES: i64 = 10;

/// How long a person is taken to be busy at a page after each look at it.
const BUSY_MINUTES: i64 = 2;

/// Everything that the sandbox knows.
pub(crate) struct World {
    pub(crate) scenarios: Vec<Arc<Scenario>>,
    /// What the organisation's terms are called in a consent.
    terms: String,
    /// By subject. Users never share anything that changes.
    pub(crate) users: BTreeMap<String, User>,
    sessions: HashMap<String, Session>,
    /// Open and finished pages for the browser, by their secret.
    requests: HashMap<String, PageRequest>,
    /// By manifest id.
    pub(crate) links: BTreeMap<String, Arc<Link>>,
    /// Where the browser goes after a portal.
    pub(crate) app_redirect: Option<String>,
    /// What the identity provider has given out.
    pub(crate) idp: idp::State,
    /// What the credential service provider has given out, and how it behaves.
    pub(crate) csp: csp::State,
    /// What the second network has given out and keeps, and how it behaves.
    pub(crate) health_gorilla: health_gorilla::State,
}

/// A person of the scenarios, as a page lists them.
pub(crate) struct Listed {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) email: String,
}

/// A signed-in user's session.
struct Session {
    subject: String,
    /// The refresh tokens that work: the one last used, and the one given for it. A client that keeps the old one,
    /// as the SDK does, goes on working; using the new one ends the old.
    refresh: Vec<String>,
}

/// An address made for one user's browser.
#[derive(Debug, Clone)]
pub(crate) struct PageRequest {
    /// Empty while nobody has signed in at the identity provider.
    pub(crate) subject: String,
    pub(crate) purpose: Purpose,
    pub(crate) expires: Timestamp,
    /// When the page was made or last looked at.
    touched: Timestamp,
    pub(crate) stage: Stage,
}

/// What the page is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Purpose {
    /// Sign-in at the place with this index.
    SignIn(usize),
    /// Identity verification, with the address to return to and whether the demographics must fit.
    Verify { callback: Option<String>, matching: bool },
    /// Sign-in at the identity provider, for an app that waits for a code.
    SignInForApp(Authorization),
    /// Sign-in at the identity provider, for a device that polls.
    Device(DeviceId),
    /// Proof of identity at the credential service provider, for an app that waits for a code.
    CheckForApp(Authorization),
}

/// How far the person at the browser has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stage {
    Open,
    SignedIn,
    /// Answered; the address is used up. `true`: a sign-in was allowed, an identity proven.
    Done(bool),
}

/// Why a page cannot be shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stale {
    Unknown,
    UsedOrExpired,
}

impl World {
    /// A world in which nobody has signed in yet.
    pub(crate) fn new(scenarios: Vec<Arc<Scenario>>, terms: String, app_redirect: Option<String>) -> Self {
        Self {
            terms,
            scenarios,
            users: BTreeMap::new(),
            sessions: HashMap::new(),
            requests: HashMap::new(),
            links: BTreeMap::new(),
            app_redirect,
            idp: idp::State::default(),
            csp: csp::State::default(),
            health_gorilla: health_gorilla::State::default(),
        }
    }

    /// Everybody, or one person, goes back to the beginning: their users, sessions, pages and links are forgotten.
    pub(crate) fn reset(&mut self, person: Option<&str>) {
        self.idp.forget(person);
        self.csp.forget(person);
        self.health_gorilla.forget(person);
        if person.is_none() {
            self.requests.clear();
        }
        let gone = |user: &User| person.is_none_or(|person| user.scenario.id.get_ref() == person);
        let subjects: Vec<_> =
            self.users.values().filter(|user| gone(user)).map(|user| user.subject.clone()).collect();
        for subject in subjects {
            self.forget(&subject);
        }
    }

    /// Forgets one user.
    pub(crate) fn forget(&mut self, subject: &str) {
        self.users.remove(subject);
        self.sessions.retain(|_, session| session.subject != subject);
        self.requests.retain(|_, request| request.subject != subject);
        self.links.retain(|_, link| link.subject != subject);
    }

    /// Brings every user to `now`.
    pub(crate) fn advance(&mut self, now: Timestamp) {
        for user in self.users.values_mut() {
            user.advance(now);
        }
    }

    /// The last instant at which anybody waits for a network.
    pub(crate) fn waiting_until(&self, now: Timestamp) -> Option<Timestamp> {
        let users = self.users.values().filter_map(|user| user.waiting_until(now));
        users.chain(self.health_gorilla.waiting_until(now)).max()
    }

    /// The last instant at which anybody is at work: signs in at a page, or shows a code that still works.
    pub(crate) fn at_work_until(&self, now: Timestamp) -> Option<Timestamp> {
        let open = self.requests.values().filter(|request| !matches!(request.stage, Stage::Done(_)));
        let busy = open.map(|page| page.expires.min(page.touched + SignedDuration::from_mins(BUSY_MINUTES)));
        let shown = self.links.values().map(|link| link.expires);
        let devices = self.idp.devices.shown_until();
        busy.chain(shown).chain(devices).filter(|until| *until > now).max()
    }

    /// The scenario of a person.
    pub(crate) fn person(&self, id: &str) -> Option<&Arc<Scenario>> {
        self.scenarios.iter().find(|scenario| scenario.id.get_ref() == id)
    }

    /// Everybody, in the order of the scenarios.
    pub(crate) fn people(&self) -> Vec<Listed> {
        let listed = |scenario: &Arc<Scenario>| Listed {
            id: scenario.id.get_ref().clone(),
            name: scenario.person.name(),
            email: scenario.person.email.clone(),
        };
        self.scenarios.iter().map(listed).collect()
    }

    /// The user named by an ID token's claims; an unseen one is created from them.
    pub(crate) fn sign_in(&mut self, claims: &Value, ids: &Ids, now: Timestamp) -> Option<String> {
        let subject = claims.get("sub")?.as_str().filter(|subject| !subject.is_empty())?;
        if !self.users.contains_key(subject) {
            // A stranger gets the first person's places and records under their own name, so that anybody can
            // walk the whole line.
            let person = claims.get("sandbox:person").and_then(Value::as_str).unwrap_or(subject);
            let scenario = self.person(person).or_else(|| self.scenarios.first())?;
            let scenario = Arc::clone(scenario);
            self.add(subject, Profile::from_claims(claims), scenario, false, ids, now);
        }
        Some(subject.to_owned())
    }

    /// A guest: a session without a person behind it.
    pub(crate) fn sign_in_guest(&mut self, ids: &Ids, now: Timestamp) -> Option<String> {
        let subject = format!("guest-{}", ids.fresh("guest"));
        let scenario = Arc::clone(self.scenarios.first()?);
        self.add(&subject, Profile::default(), scenario, true, ids, now);
        Some(subject)
    }

    fn add(
        &mut self,
        subject: &str,
        profile: Profile,
        scenario: Arc<Scenario>,
        guest: bool,
        ids: &Ids,
        now: Timestamp,
    ) {
        let id = |what: &str| ids.named(&format!("{subject}/{what}"));
        let ids = UserIds {
            person: id("person"),
            patient: id("patient"),
            verification: id("verification"),
            terms: id("terms"),
        };
        let user = User::new(subject.to_owned(), &ids, profile, scenario, &self.terms, guest, now);
        self.users.insert(subject.to_owned(), user);
    }

    /// Opens a session; answers with its id and its first refresh token.
    pub(crate) fn open_session(&mut self, subject: &str, ids: &Ids) -> (String, String) {
        let (id, refresh) = (ids.fresh("session").to_string(), ids.secret_text("refresh token"));
        let session = Session { subject: subject.to_owned(), refresh: vec![refresh.clone()] };
        self.sessions.insert(id.clone(), session);
        (id, refresh)
    }

    /// The user of a session.
    pub(crate) fn subject_of(&self, session: &str) -> Option<&str> {
        self.sessions.get(session).map(|session| session.subject.as_str())
    }

    /// Takes a refresh token; answers with the session and the next refresh token.
    pub(crate) fn refresh(&mut self, token: &str, ids: &Ids) -> Option<(String, String)> {
        let (id, session) = self
            .sessions
            .iter_mut()
            .find(|(_, session)| session.refresh.iter().any(|valid| valid == token))?;
        let next = ids.secret_text("refresh token");
        session.refresh = vec![token.to_owned(), next.clone()];
        Some((id.clone(), next))
    }

    /// Makes an address for a user's browser: its 43 secret characters.
    pub(crate) fn open_request(
        &mut self,
        subject: &str,
        purpose: Purpose,
        ids: &Ids,
        now: Timestamp,
    ) -> String {
        let secret = ids.secret_text("page");
        let expires = now + SignedDuration::from_mins(REQUEST_MINUTES);
        let (subject, stage) = (subject.to_owned(), Stage::Open);
        let request = PageRequest { subject, purpose, expires, touched: now, stage };
        self.requests.insert(secret.clone(), request);
        secret
    }

    /// The request behind an address, if it can still be used.
    pub(crate) fn request(&mut self, secret: &str, now: Timestamp) -> Result<&mut PageRequest, Stale> {
        let request = self.requests.get_mut(secret).ok_or(Stale::Unknown)?;
        if matches!(request.stage, Stage::Done(_)) || now >= request.expires {
            return Err(Stale::UsedOrExpired);
        }
        request.touched = now;
        Ok(request)
    }

    /// A request that was answered, with its answer.
    pub(crate) fn answered(&self, secret: &str) -> Option<(&PageRequest, bool)> {
        let request = self.requests.get(secret)?;
        match request.stage {
            Stage::Done(good) => Some((request, good)),
            Stage::Open | Stage::SignedIn => None,
        }
    }
}
