//! An authorization at a provider in the system's browser (RFC 8252): the code flow with PKCE, a one-time state, a nonce
//! where asked, and the answer by whichever way back it comes. Used by the sign-in and by the check of the identity.

use std::sync::Arc;

use identity::{Ask, Authorized, LandingPage, Loopback, PendingSignIn, Received, RelyingParty};
use url::Url;

use crate::connect::Nudge;
use crate::errand::{Waiting, Wake};
use crate::view::{Errand, InBrowser, Language};
use crate::{Core, Error, HostError, ReturnWay};

/// Attempts whose answer still counts: who opened the page again may finish in the tab before.
const MOST_ATTEMPTS: usize = 4;

/// How an authorization ended.
pub(crate) enum Authorization {
    /// With a code, to be exchanged once.
    Granted(Authorized),
    /// The person said no, at the provider.
    Declined,
    /// The person stopped waiting.
    Stopped,
    /// Nobody came back in time.
    TimeIsUp,
}

/// Opens the browser and waits, ten minutes at most, for the one answer to one of our requests.
pub(crate) async fn authorize(
    core: &Arc<Core>,
    party: &RelyingParty<'_>,
    ask: Ask,
    errand: Errand,
    progress: &(dyn Fn(InBrowser) + Send + Sync),
) -> Result<Authorization, Error> {
    let mut waiting = Waiting::begin(core, errand);
    let mut attempts = Attempts { core, party, ask, pending: Vec::new(), listener: None, begun: 0 };
    progress(InBrowser::Opening);
    attempts.open(&waiting, progress).await?;
    loop {
        match waiting.wake(waiting.until).await {
            Wake::Called(called) => match attempts.receive(&called) {
                Some(Ok(authorized)) => {
                    progress(InBrowser::Confirming);
                    return Ok(Authorization::Granted(authorized));
                }
                Some(Err(identity::Error::Declined)) => return Ok(Authorization::Declined),
                Some(Err(error)) => return Err(error.into()),
                None => {}
            },
            Wake::Nudge(Nudge::Reopen) => attempts.open(&waiting, progress).await?,
            Wake::Nudge(Nudge::Stop) | Wake::Gone => return Ok(Authorization::Stopped),
            Wake::Time if waiting.is_over() => return Ok(Authorization::TimeIsUp),
            Wake::Nudge(Nudge::Look) | Wake::Knock | Wake::Time => {}
        }
    }
}

struct Attempts<'a> {
    core: &'a Arc<Core>,
    party: &'a RelyingParty<'a>,
    ask: Ask,
    pending: Vec<PendingSignIn>,
    listener: Option<Loopback>,
    begun: usize,
}

impl Attempts<'_> {
    /// A fresh request each time, and each time by another way back, where there are two: one of them may be the
    /// reason why nothing came.
    async fn open(
        &mut self,
        waiting: &Waiting<'_>,
        progress: &(dyn Fn(InBrowser) + Send + Sync),
    ) -> Result<(), Error> {
        let redirect = self.way_back().await?;
        let (address, pending) = self.party.begin(&redirect, self.ask);
        if self.pending.len() == MOST_ATTEMPTS {
            self.pending.remove(0);
        }
        self.pending.push(pending);
        let qr = waiting.open(&address).await?;
        let host = address.host_str().unwrap_or_default().to_owned();
        progress(InBrowser::Waiting { host, until: waiting.until, qr });
        Ok(())
    }

    async fn way_back(&mut self) -> Result<Url, Error> {
        let ways = &self.core.parts.returns;
        for _ in 0..ways.len() {
            let way = &ways[self.begun % ways.len()];
            self.begun += 1;
            match way {
                ReturnWay::DeepLink(address) => return Ok(address.clone()),
                ReturnWay::Loopback => {
                    if self.listener.is_none() {
                        self.listener = self.listen().await;
                    }
                    if let Some(listener) = &self.listener {
                        return Ok(listener.redirect().clone());
                    }
                }
            }
        }
        Err(HostError::NoWayBack.into())
    }

    async fn listen(&self) -> Option<Loopback> {
        let returns = Arc::clone(&self.core.returns);
        let language = self.core.language();
        let words = self.core.parts.host.landing(language);
        let page = LandingPage {
            language: match language {
                Language::English => "en",
                Language::Spanish => "es",
            },
            title: words.title,
            body: words.body,
        };
        let listener = Loopback::listen(&page, move |address| returns.put(&address)).await;
        if listener.is_err() {
            satchel_log::warn!("no port of this machine could be listened on");
        }
        listener.ok()
    }

    /// The answer, if the address is one to a request of ours. It is used up, whatever it says.
    fn receive(&mut self, called: &Url) -> Option<Result<Authorized, identity::Error>> {
        let mut answer = None;
        for pending in std::mem::take(&mut self.pending) {
            match pending.receive(called) {
                Received::NotOurs(pending) => self.pending.push(pending),
                Received::Answer(result) => answer = Some(result),
            }
        }
        if answer.is_some() {
            self.core.parts.host.come_forward();
        }
        answer
    }
}
