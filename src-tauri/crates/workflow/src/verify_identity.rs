//! Proving who one is for the second network: a check at the credential service provider (CSP) in the browser, and the
//! token that says so. Sources: seed 003, steps 1 and 2; `spec/ias-wire.md`, sections 6 to 9.
//!
//! The token lives in memory, for one retrieval (invariant 2): whoever gets it drops it at any end.

use std::sync::Arc;

use identity::demographics::{Verdict, compare};
use identity::{Ask, Check, IasToken, Occasion, Provider, Refusal, RelyingParty};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use networks::CorrelationId;
use secrecy::ExposeSecret as _;

use crate::activity::{Deed, note};
use crate::authorize::{Authorization, authorize};
use crate::view::{ActivityKind, Errand, InBrowser};
use crate::{Core, Error};

/// What a check came to. It may hold a token: it has no `Serialize`, and a `Debug` that prints nothing.
pub enum IdentityChecked {
    /// The person proved who they are, and the network's record is theirs.
    Proved(Box<IdentityProof>),
    /// Token and record are not of one person: which fields differ, never the values.
    Differs(Verdict),
    /// The checker could not verify the person.
    NotProved,
    /// A token came that does not hold, by this rule. It is dropped.
    NotValid(Refusal),
    /// The person said no, at the checker.
    Declined,
    /// The person stopped waiting, or signed out.
    Stopped,
    /// Nobody came back in time.
    TimeIsUp,
}

/// A proof of identity for one retrieval. Dropping it ends the token's life here.
pub struct IdentityProof {
    /// [`IasToken::for_use`] gives the text, for one request at a time.
    pub token: IasToken,
    /// The transaction that it was asked for in (seed 003, step 1).
    pub correlation: CorrelationId,
    /// The checker's own reference: the id of the token.
    pub reference: Option<String>,
    /// When it was checked here.
    pub checked_at: Timestamp,
}

impl std::fmt::Debug for IdentityProof {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("IdentityProof(…)")
    }
}

impl std::fmt::Debug for IdentityChecked {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.word())
    }
}

impl IdentityChecked {
    const fn word(&self) -> &'static str {
        match self {
            Self::Proved(_) => "proved",
            Self::Differs(_) => "differs",
            Self::NotProved => "not-proved",
            Self::NotValid(_) => "not-valid",
            Self::Declined => "declined",
            Self::Stopped => "stopped",
            Self::TimeIsUp => "time-is-up",
        }
    }
}

/// Opens the checker in the browser, waits for the answer, checks the token by every rule, and compares it with
/// `record`: the tenant's `Patient` as the network keeps it. Launch, outcome and reference go into the trail under
/// `correlation`.
pub async fn verify_identity(
    core: &Arc<Core>,
    record: &identity::Person,
    progress: &(dyn Fn(InBrowser) + Send + Sync),
    correlation: CorrelationId,
) -> Result<IdentityChecked, Error> {
    // A retrieval goes on behind a lock.
    let session = core.session_behind_the_lock().ok_or(Error::SignedOut)?;
    let began = Deed::by_person(ActivityKind::IdentityCheckBegan);
    note(core, &session.copy, correlation, began, None).await;
    let checked = check(core, record, progress, correlation).await;
    let (kind, reference) = match &checked {
        Ok(IdentityChecked::Proved(proof)) => (ActivityKind::IdentityProved, proof.reference.clone()),
        Ok(IdentityChecked::Differs(_)) => (ActivityKind::IdentityDiffers, None),
        Ok(IdentityChecked::NotProved | IdentityChecked::NotValid(_)) => {
            (ActivityKind::IdentityNotProved, None)
        }
        Ok(IdentityChecked::Declined | IdentityChecked::Stopped | IdentityChecked::TimeIsUp) => {
            (ActivityKind::IdentityCheckStopped, None)
        }
        Err(_) => (ActivityKind::IdentityProved, None),
    };
    let deed = Deed::by_network(kind);
    let deed = reference.iter().fold(deed, |deed, reference| deed.under(reference));
    note(core, &session.copy, correlation, deed, checked.as_ref().err().map(Error::code)).await;
    checked
}

async fn check(
    core: &Arc<Core>,
    record: &identity::Person,
    progress: &(dyn Fn(InBrowser) + Send + Sync),
    correlation: CorrelationId,
) -> Result<IdentityChecked, Error> {
    let csp = core.parts.csp.as_ref().ok_or(Error::BadRequest("nobody checks identities here"))?;
    let (http, profile) = (&core.parts.http, &csp.profile);
    let provider = Provider::discover(&profile.issuer, http, &correlation).await?;
    let party = RelyingParty { provider: &provider, client: &csp.client, http, correlation };
    let ask = Ask { nonce: true, max_age: profile.authenticated_within };
    let authorized = match authorize(core, &party, ask, Errand::DocumentCheck, progress).await {
        Ok(Authorization::Granted(authorized)) => authorized,
        Ok(Authorization::Declined) => return Ok(IdentityChecked::Declined),
        Ok(Authorization::Stopped) => return Ok(IdentityChecked::Stopped),
        Ok(Authorization::TimeIsUp) => return Ok(IdentityChecked::TimeIsUp),
        Err(Error::Identity(identity::Error::NotVerified)) => return Ok(IdentityChecked::NotProved),
        Err(error) => return Err(error),
    };
    let nonce = authorized.nonce().cloned();
    let mut tokens = party.exchange(authorized, core.parts.clock.now()).await?;
    let compact = tokens.take_identity().ok_or(identity::Error::Unreadable)?;
    let now = core.parts.clock.now();
    let check = |keys: &identity::KeySet| {
        let occasion = match &nonce {
            Some(nonce) => Occasion::SignIn { nonce: nonce.expose_secret() },
            None => Occasion::Handed,
        };
        let access_token = Some(tokens.access());
        IasToken::check(compact.clone(), &Check { profile, keys, occasion, access_token, now })
    };
    let token = match core.issuers.with_keys(core, &provider, &compact, profile, &correlation, check).await {
        Ok(token) => token,
        Err(Error::Token(Refusal::KeysUnavailable)) => return Err(Refusal::KeysUnavailable.into()),
        Err(Error::Token(refusal)) => return Ok(IdentityChecked::NotValid(refusal)),
        Err(error) => return Err(error),
    };
    if let Err(refusal) = core.first_seen(&token) {
        return Ok(IdentityChecked::NotValid(refusal));
    }
    let today = now.to_zoned(TimeZone::UTC).date();
    let verdict = compare(token.person(), record, today, profile.allow_mononym);
    if !verdict.is_match() {
        return Ok(IdentityChecked::Differs(verdict));
    }
    let reference = token.jti().map(str::to_owned);
    Ok(IdentityChecked::Proved(Box::new(IdentityProof { token, correlation, reference, checked_at: now })))
}
