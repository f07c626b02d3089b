//! Who signs people in, and who checks who they are: what the profile says about them, and what we remember of them.

use std::collections::HashMap;
use std::sync::Mutex;

use identity::{Client, IssuerProfile, KeyCache, KeySet, Provider, RelyingParty, ReplayCache, Tokens};
use networks::{CorrelationId, Http};
use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use crate::core::held;
use crate::{Core, Error};

/// Tokens of one visit; a run of months with a sign-in a day stays far below it.
const REMEMBERED_TOKENS: usize = 10_000;

/// The organisation's identity provider, and us as it knows us.
#[derive(Clone, Debug)]
pub struct IdentityProvider {
    /// Compared exactly; the endpoints are found by discovery.
    pub issuer: String,
    /// A public client.
    pub client: Client,
    /// What `aud` of its ID tokens must hold.
    pub audience: String,
    /// Signing in on another device, wherever the provider's description offers it.
    pub device_flow: bool,
}

/// The credential service provider (CSP) of the second network, and what is believed of its tokens.
#[derive(Clone, Debug)]
pub struct CredentialProvider {
    /// A public client.
    pub client: Client,
    /// Its issuer, and the rules for what it issues.
    pub profile: IssuerProfile,
}

/// A way back from the system's browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReturnWay {
    /// An address of the app's own scheme, such as `health.satchel.desktop:/oauth/callback`.
    DeepLink(Url),
    /// `http://127.0.0.1:{a port of the system's choice}/oauth/callback`.
    Loopback,
}

/// What is remembered about issuers as long as the app runs. In memory alone.
pub(crate) struct Issuers {
    /// By the address of the set. Held while somebody fetches: two tokens never cause two fetches.
    keys: tokio::sync::Mutex<HashMap<Url, KeyCache>>,
    pub(crate) replay: Mutex<ReplayCache>,
}

impl Default for Issuers {
    fn default() -> Self {
        Self { keys: tokio::sync::Mutex::default(), replay: Mutex::new(ReplayCache::new(REMEMBERED_TOKENS)) }
    }
}

impl Issuers {
    /// Checks a token with the issuer's keys, fetched where that is due.
    pub(crate) async fn with_keys<T>(
        &self,
        core: &Core,
        provider: &Provider,
        token: &SecretString,
        profile: &IssuerProfile,
        correlation: &CorrelationId,
        check: impl FnOnce(&KeySet) -> Result<T, identity::Refusal>,
    ) -> Result<T, Error> {
        let at = provider.jwks_uri.clone().ok_or(identity::Error::NotOffered("keys"))?;
        let kid = identity::key_id(token.expose_secret(), &profile.algorithms)?;
        let mut caches = self.keys.lock().await;
        let cache = caches.entry(at.clone()).or_insert_with(|| KeyCache::new(at));
        let (http, now) = (&core.parts.http, core.parts.clock.now());
        let keys = cache.keys_for(kid.as_deref(), http, correlation, now).await?;
        Ok(check(keys)?)
    }
}

/// What the organisation's identity provider gave at a sign-in: in memory alone, given back at the sign-out.
pub(crate) struct ProviderSession {
    pub(crate) provider: Provider,
    pub(crate) client: Client,
    /// The provider's id of the person.
    pub(crate) subject: String,
    pub(crate) tokens: tokio::sync::Mutex<Tokens>,
}

impl ProviderSession {
    pub(crate) fn party<'a>(&'a self, http: &'a Http, correlation: CorrelationId) -> RelyingParty<'a> {
        RelyingParty { provider: &self.provider, client: &self.client, http, correlation }
    }

    /// Gives the tokens back (RFC 7009). Whether the provider heard it changes nothing here: we have them no more.
    pub(crate) async fn revoke(&self, http: &Http, correlation: CorrelationId) {
        let tokens = self.tokens.lock().await;
        if let Err(error) = self.party(http, correlation).revoke(&tokens).await {
            satchel_log::info!("the sign-in could not be given back", correlation, error);
        }
    }
}

impl Core {
    /// Remembers a token that an authorization response brought; one that came before is refused (rule V21).
    pub(crate) fn first_seen(&self, token: &identity::IasToken) -> Result<(), identity::Refusal> {
        held(&self.issuers.replay).receive(token, self.parts.clock.now())
    }

    /// Is this token good for this patient of the network? Again for the same one is a retry; for another it is refused.
    pub(crate) fn present(&self, token: &identity::IasToken, patient: &str) -> Result<(), identity::Refusal> {
        held(&self.issuers.replay).present(token, patient, self.parts.clock.now())
    }
}
