//! What every edge shares: the world behind its lock, the clock, the keys, the switches.

use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use serde_json::{Value, json};
use tokio::sync::watch;

use crate::clock::Clock;
use crate::csp::Csp;
use crate::faults::Faults;
use crate::idp::id_token::Organisation;
use crate::ids::Ids;
use crate::keys::{self, KeyError};
use crate::story::Story;
use crate::tokens::Tokens;
use crate::user::User;
use crate::wire::Wire;
use crate::world::World;

/// One running sandbox.
pub(crate) struct Server {
    /// `http://127.0.0.1:PORT`.
    pub(crate) base_url: String,
    pub(crate) control_token: String,
    pub(crate) clock: Clock,
    pub(crate) ids: Ids,
    pub(crate) tokens: Tokens,
    /// The identity provider as an issuer.
    pub(crate) organisation: Organisation,
    /// The credential service provider as an issuer.
    pub(crate) csp: Csp,
    pub(crate) faults: Faults,
    /// What is told to an audience.
    pub(crate) stories: Vec<Arc<Story>>,
    /// What went over the wire lately.
    pub(crate) wire: Wire,
    /// Turns true when the sandbox stops, so that whoever waits lets go.
    pub(crate) stopping: watch::Receiver<bool>,
    world: Mutex<World>,
}

/// The user behind a valid bearer token.
#[derive(Debug, Clone)]
pub(crate) struct Caller {
    pub(crate) subject: String,
}

impl Server {
    pub(crate) fn new(
        base_url: String,
        control_token: String,
        clock: Clock,
        ids: Ids,
        (world, stories): (World, Vec<Arc<Story>>),
        stopping: watch::Receiver<bool>,
    ) -> Result<Self, KeyError> {
        keys::install_provider();
        let tokens = Tokens::new(&ids, &base_url);
        let organisation = Organisation::new(&base_url, &ids)?;
        let csp = Csp::new(&base_url);
        let (faults, world) = (Faults::default(), Mutex::new(world));
        Ok(Self {
            base_url,
            control_token,
            clock,
            ids,
            tokens,
            organisation,
            csp,
            faults,
            stories,
            wire: Wire::default(),
            stopping,
            world,
        })
    }

    /// Looks at the world, or changes it, as it is now. Never waits for anything while the lock is held.
    pub(crate) fn world<T>(&self, look: impl FnOnce(&mut World, Timestamp) -> T) -> T {
        let mut world = self.world.lock().unwrap_or_else(PoisonError::into_inner);
        let now = self.clock.now();
        world.advance(now);
        let answer = look(&mut world, now);
        self.clock.wait_until(world.waiting_until(now), world.at_work_until(now));
        answer
    }

    /// Looks at one user. `None` when the user has been forgotten since the token was checked.
    pub(crate) fn user<T>(&self, caller: &Caller, look: impl FnOnce(&mut User, Timestamp) -> T) -> Option<T> {
        self.world(|world, now| world.users.get_mut(&caller.subject).map(|user| look(user, now)))
    }

    /// The caller of a bearer token, if the token is good.
    pub(crate) fn caller(&self, token: &str) -> Option<Caller> {
        let session = self.tokens.session(token, self.clock.now())?;
        self.world(|world, _| {
            world.subject_of(&session).map(|subject| Caller { subject: subject.to_owned() })
        })
    }
}

impl Server {
    /// Reads a client's ID token (checklist 3). Any JWT will do, but one that claims to come from the pretend
    /// organisation must be signed by it, and none may have ended. Anything else names the user by itself.
    pub(crate) fn client_identity(&self, token: &str) -> Result<Value, &'static str> {
        let Ok(decoded) = jsonwebtoken::dangerous::insecure_decode::<Value>(token) else {
            return Ok(json!({ "sub": token }));
        };
        let claims = decoded.claims;
        let issuer = claims.get("iss").and_then(Value::as_str);
        if issuer == Some(self.organisation.issuer()) && self.organisation.verify(token).is_none() {
            return Err("The signature of the ID token does not fit.");
        }
        match claims.get("exp").and_then(Value::as_i64) {
            Some(exp) if exp <= self.clock.now().as_second() => Err("The ID token has ended."),
            _ => Ok(claims),
        }
    }
}

/// What signing in gives.
pub(crate) struct SessionTokens {
    pub(crate) access: String,
    pub(crate) identity: String,
    pub(crate) refresh: String,
}

impl Server {
    /// Opens a session for a user who has just signed in.
    pub(crate) fn open_session(&self, subject: &str) -> Option<SessionTokens> {
        self.world(|world, now| {
            let (session, refresh) = world.open_session(subject, &self.ids);
            let user = world.users.get(subject)?;
            Some(SessionTokens {
                access: self.tokens.access(user, &session, now).ok()?,
                identity: self.tokens.identity(user, now).ok()?,
                refresh,
            })
        })
    }
}
