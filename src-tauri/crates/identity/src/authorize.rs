//! The authorization code flow of a native app: PKCE, a state that is good for one answer, and the answer itself
//! (RFC 6749, 7636, 8252, 9207; OIDC Core).

use std::fmt;

use aws_lc_rs::constant_time::verify_slices_are_equal;
use jiff::Timestamp;
use oauth2::{AuthorizationCode, CsrfToken, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl, Scope};
use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use crate::oauth::{RefusedBecause, TokenAnswer};
use crate::{Error, RelyingParty, Tokens};

/// What is asked beside the scopes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Ask {
    /// Bind the ID token to this request.
    pub nonce: bool,
    /// The person must have been authenticated within this many seconds.
    pub max_age: Option<u32>,
}

/// A sign-in that has begun: what is needed to tell its answer from any other. Good for one answer.
pub struct PendingSignIn {
    redirect: Url,
    state: SecretString,
    nonce: Option<SecretString>,
    verifier: PkceCodeVerifier,
    issuer: String,
    issuer_expected: bool,
}

/// An address that came back, looked at.
#[derive(Debug)]
pub enum Received {
    /// Not the answer to this request: another address, or another state. It waits on.
    NotOurs(PendingSignIn),
    /// The answer. The state is used up, whatever it says.
    Answer(Result<Authorized, Error>),
}

/// A code, and what proves that it was ours to ask for.
pub struct Authorized {
    code: AuthorizationCode,
    verifier: PkceCodeVerifier,
    redirect: Url,
    nonce: Option<SecretString>,
}

impl Authorized {
    /// The nonce that the ID token must repeat (rule V19).
    #[must_use]
    pub fn nonce(&self) -> Option<&SecretString> {
        self.nonce.as_ref()
    }
}

impl fmt::Debug for PendingSignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PendingSignIn").finish_non_exhaustive()
    }
}

impl fmt::Debug for Authorized {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authorized").finish_non_exhaustive()
    }
}

impl RelyingParty<'_> {
    /// Begins a sign-in: the address for the system browser, and what waits for the answer. `redirect` is ours: the
    /// loopback listener's, port and all, or the app's own scheme.
    #[must_use]
    pub fn begin(&self, redirect: &Url, ask: Ask) -> (Url, PendingSignIn) {
        let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
        let library = self.library().set_redirect_uri(RedirectUrl::from_url(redirect.clone()));
        let mut request = library
            .authorize_url(CsrfToken::new_random)
            .set_pkce_challenge(challenge)
            .add_scopes(self.client.scopes.iter().cloned().map(Scope::new));
        // A refresh token for later is given only where the person is asked (OIDC Core, section 11).
        if self.client.scopes.iter().any(|scope| scope == "offline_access") {
            request = request.add_extra_param("prompt", "consent");
        }
        if let Some(max_age) = ask.max_age {
            request = request.add_extra_param("max_age", max_age.to_string());
        }
        let nonce = ask.nonce.then(CsrfToken::new_random);
        if let Some(nonce) = &nonce {
            request = request.add_extra_param("nonce", nonce.secret().clone());
        }
        let (url, state) = request.url();
        let pending = PendingSignIn {
            redirect: redirect.clone(),
            state: SecretString::from(state.into_secret()),
            nonce: nonce.map(|nonce| SecretString::from(nonce.into_secret())),
            verifier,
            issuer: self.provider.issuer.clone(),
            issuer_expected: self.provider.answers_with_issuer,
        };
        (url, pending)
    }

    /// Exchanges the code, once: a second time would be refused, and revoke what the first one gave.
    pub async fn exchange(&self, authorized: Authorized, now: Timestamp) -> Result<Tokens, Error> {
        let library = self.library().set_redirect_uri(RedirectUrl::from_url(authorized.redirect));
        let answer: TokenAnswer = library
            .exchange_code(authorized.code)
            .set_pkce_verifier(authorized.verifier)
            .request_async(&self.wire())
            .await?;
        Tokens::read(&answer, now)
    }
}

impl PendingSignIn {
    /// Looks at an address that somebody called. Anybody can call one: only the exact redirect address with our
    /// state is an answer, and anything else leaves the sign-in waiting.
    #[must_use]
    pub fn receive(self, called: &Url) -> Received {
        let mut address = called.clone();
        address.set_query(None);
        // `Url` takes the fragment into account; an answer by query has none.
        if address != self.redirect || !self.has_our_state(called) {
            return Received::NotOurs(self);
        }
        Received::Answer(self.answer(called))
    }

    fn has_our_state(&self, called: &Url) -> bool {
        let mut states = called.query_pairs().filter(|(name, _)| name == "state").map(|(_, state)| state);
        let (Some(state), None) = (states.next(), states.next()) else { return false };
        verify_slices_are_equal(state.as_bytes(), self.state.expose_secret().as_bytes()).is_ok()
    }

    fn answer(self, called: &Url) -> Result<Authorized, Error> {
        let only = |wanted: &'static str| {
            let mut values = called.query_pairs().filter(|(name, _)| name == wanted).map(|(_, value)| value);
            match (values.next(), values.next()) {
                (value, None) => Ok(value.map(std::borrow::Cow::into_owned)),
                _ => Err(Error::Callback(wanted)),
            }
        };
        // Before anything else is believed, the error too: who says this?
        match only("iss")? {
            Some(issuer) if issuer != self.issuer => return Err(Error::MixedUp),
            None if self.issuer_expected => return Err(Error::MixedUp),
            _ => {}
        }
        match (only("code")?.filter(|code| !code.is_empty()), only("error")?.as_deref()) {
            (Some(code), None) => Ok(Authorized {
                code: AuthorizationCode::new(code),
                verifier: self.verifier,
                redirect: self.redirect,
                nonce: self.nonce,
            }),
            (None, Some("access_denied")) => Err(Error::Declined),
            (None, Some("unmet_authentication_requirements")) => Err(Error::NotVerified),
            (None, Some("temporarily_unavailable" | "server_error")) => {
                Err(Error::Server { status: 503, retry: satchel_http::Retry::Now })
            }
            (None, Some(code)) => Err(Error::Refused(RefusedBecause::parse(code))),
            (Some(_), Some(_)) => Err(Error::Callback("code and error")),
            (None, None) => Err(Error::Callback("code")),
        }
    }
}
