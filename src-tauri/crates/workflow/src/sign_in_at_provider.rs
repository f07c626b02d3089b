//! Signing in at the organisation's identity provider, in this computer's browser or on a phone, and from there at the
//! network. Sources: `spec/ias-wire.md`, section 6; `spec/bwell-wire.md`, section 2.3; RFC 8252, 8628.

use std::sync::Arc;

use health_link::qr::Qr;
use identity::{
    Ask, Check, DeviceAuthorization, IssuerProfile, Occasion, Provider, RelyingParty, SignedIn, Tokens,
};
use networks::CorrelationId;
use networks::bwell::Bwell;
use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use crate::authorize::{Authorization, authorize};
use crate::connect::Nudge;
use crate::errand::{Waiting, Wake};
use crate::providers::{IdentityProvider, ProviderSession};
use crate::sign_in::{come_in, now};
use crate::view::{Errand, InBrowser, QrView, SignInOn, SignInOutcome, SigningIn};
use crate::{Core, Error, app, still_here};

type Progress<'a> = &'a (dyn Fn(SigningIn) + Send + Sync);

/// What a person's part came to: an ID token and the rest, or none.
enum Came {
    In(Tokens, Option<SecretString>),
    Not(SignInOutcome),
}

/// Signs in. Where the provider still knows this person from earlier in this run, nobody is asked again.
pub async fn sign_in_at_provider(
    core: &Arc<Core>,
    on: SignInOn,
    progress: Progress<'_>,
    correlation: CorrelationId,
) -> Result<SignInOutcome, Error> {
    let ours = core.parts.sign_in.as_ref().ok_or(Error::BadRequest("no organisation is set up"))?;
    // No password is ever typed at a kiosk.
    if core.is_kiosk() && on == SignInOn::ThisComputer {
        return Err(Error::BadRequest("at a kiosk a person signs in on their phone"));
    }
    progress(SigningIn::Opening);
    if renewed(core, progress, correlation).await? {
        return Ok(SignInOutcome::SignedIn { app: Box::new(app(core).await?) });
    }
    let provider = Provider::discover(&ours.issuer, &core.parts.http, &correlation).await?;
    let party =
        RelyingParty { provider: &provider, client: &ours.client, http: &core.parts.http, correlation };
    let came = match on {
        SignInOn::ThisComputer => in_browser(core, &party, progress).await?,
        SignInOn::Phone => on_phone(core, ours, &party, progress).await?,
    };
    let (mut tokens, nonce) = match came {
        Came::In(tokens, nonce) => (tokens, nonce),
        Came::Not(outcome) => return Ok(outcome),
    };
    let occasion = match &nonce {
        Some(nonce) => Occasion::SignIn { nonce: nonce.expose_secret() },
        None => Occasion::Handed,
    };
    let (signed_in, id_token) = checked(core, ours, &provider, &mut tokens, occasion, correlation).await?;
    let bwell = at_network(core, &id_token, correlation).await?;
    let session = ProviderSession {
        provider,
        client: ours.client.clone(),
        subject: signed_in.subject,
        tokens: tokio::sync::Mutex::new(tokens),
    };
    come_in(core, bwell, None, correlation).await?;
    core.keep_provider_session(Arc::new(session), correlation);
    if let Ok(kiosk) = core.kiosk() {
        kiosk.attendant.began(true);
        still_here(core);
    }
    Ok(SignInOutcome::SignedIn { app: Box::new(app(core).await?) })
}

async fn in_browser(
    core: &Arc<Core>,
    party: &RelyingParty<'_>,
    progress: Progress<'_>,
) -> Result<Came, Error> {
    let tell = |step| match step {
        InBrowser::Opening => {}
        InBrowser::Waiting { host, until, .. } => progress(SigningIn::InBrowser { host, until }),
        InBrowser::Confirming => progress(SigningIn::Confirming),
    };
    let ask = Ask { nonce: true, max_age: None };
    let authorized = match authorize(core, party, ask, Errand::SignIn, &tell).await? {
        Authorization::Granted(authorized) => authorized,
        Authorization::Declined => return Ok(Came::Not(SignInOutcome::Declined)),
        Authorization::Stopped => return Ok(Came::Not(SignInOutcome::Stopped)),
        Authorization::TimeIsUp => return Ok(Came::Not(SignInOutcome::TimeIsUp)),
    };
    let nonce = authorized.nonce().cloned();
    Ok(Came::In(party.exchange(authorized, core.parts.clock.now()).await?, nonce))
}

async fn on_phone(
    core: &Arc<Core>,
    ours: &IdentityProvider,
    party: &RelyingParty<'_>,
    progress: Progress<'_>,
) -> Result<Came, Error> {
    if !ours.device_flow {
        return Err(identity::Error::NotOffered("sign-in on another device").into());
    }
    let clock = &core.parts.clock;
    let mut waiting = Waiting::begin(core, Errand::SignIn);
    loop {
        let device = party.begin_on_another_device(clock.now()).await?;
        progress(shown(&device));
        let answered = party.wait_for_other_device(&device, || clock.now(), |wait| clock.sleep(wait));
        tokio::pin!(answered);
        let came = loop {
            tokio::select! {
                biased;
                answer = &mut answered => break Some(answer),
                wake = waiting.wake(device.expires_at()) => match wake {
                    Wake::Nudge(Nudge::Stop) | Wake::Gone => return Ok(Came::Not(SignInOutcome::Stopped)),
                    // Another code, please.
                    Wake::Nudge(Nudge::Reopen) => break None,
                    Wake::Time => return Ok(Came::Not(SignInOutcome::TimeIsUp)),
                    Wake::Called(_) | Wake::Knock | Wake::Nudge(Nudge::Look) => {}
                },
            }
        };
        match came {
            Some(Ok(tokens)) => {
                progress(SigningIn::Confirming);
                return Ok(Came::In(tokens, None));
            }
            Some(Err(identity::Error::Declined)) => return Ok(Came::Not(SignInOutcome::Declined)),
            Some(Err(identity::Error::DeviceCodeExpired)) => {
                return Ok(Came::Not(SignInOutcome::TimeIsUp));
            }
            Some(Err(error)) => return Err(error.into()),
            None => {}
        }
    }
}

fn shown(device: &DeviceAuthorization) -> SigningIn {
    let qr = device.verification_with_code().and_then(|address| Qr::encode(address.as_str()).ok());
    SigningIn::ShowCode {
        code: device.user_code().to_owned(),
        address: typed(device.verification()),
        qr: qr.map(|qr| QrView { modules: qr.modules(), path: qr.svg_path() }),
        until: device.expires_at(),
    }
}

/// An address as a person types it: nobody types the scheme of a secure one.
fn typed(address: &Url) -> String {
    let text = address.as_str();
    text.strip_prefix("https://").unwrap_or(text).trim_end_matches('/').to_owned()
}

/// The ID token of the last answer, checked.
async fn checked(
    core: &Core,
    ours: &IdentityProvider,
    provider: &Provider,
    tokens: &mut Tokens,
    occasion: Occasion<'_>,
    correlation: CorrelationId,
) -> Result<(SignedIn, SecretString), Error> {
    let id_token = tokens.take_identity().ok_or(identity::Error::Unreadable)?;
    let profile = IssuerProfile::new(&ours.issuer, &ours.audience);
    let now = core.parts.clock.now();
    let access_token = Some(tokens.access());
    let check = |keys: &identity::KeySet| {
        SignedIn::check(&id_token, &Check { profile: &profile, keys, occasion, access_token, now })
    };
    let signed_in = core.issuers.with_keys(core, provider, &id_token, &profile, &correlation, check).await?;
    Ok((signed_in, id_token))
}

/// The network's own session for this ID token.
async fn at_network(
    core: &Core,
    id_token: &SecretString,
    correlation: CorrelationId,
) -> Result<Bwell, Error> {
    let parts = &core.parts;
    let session =
        Bwell::sign_in(parts.http.clone(), parts.bwell.clone(), now(core), id_token, &correlation).await;
    session.map_err(|error| match error {
        // The organisation let them in, the network did not: no other sign-in would help.
        networks::Error::Unauthorized | networks::Error::Refused { .. } => Error::SignInNotAccepted,
        error => error.into(),
    })
}

/// The network ended the session, and the provider still knows the person whose copy is open: then a fresh ID token does
/// it, without a browser. False where that did not work; the person signs in.
async fn renewed(
    core: &Arc<Core>,
    progress: Progress<'_>,
    correlation: CorrelationId,
) -> Result<bool, Error> {
    let (Some(ours), Some(session)) = (core.parts.sign_in.as_ref(), core.provider_session()) else {
        return Ok(false);
    };
    progress(SigningIn::Confirming);
    match fresh_id_token(core, ours, &session, correlation).await {
        Ok(id_token) => {
            let bwell = at_network(core, &id_token, correlation).await?;
            // Whoever changes the copy in use would give it back.
            core.take_provider_session();
            let came = come_in(core, bwell, None, correlation).await;
            core.keep_provider_session(session, correlation);
            came?;
            Ok(true)
        }
        // No internet is no reason to open a browser.
        Err(error @ Error::Identity(identity::Error::Http(_) | identity::Error::Server { .. })) => Err(error),
        Err(_) => {
            core.take_provider_session();
            Ok(false)
        }
    }
}

/// Renews the provider's tokens, and answers the ID token that came with them.
async fn fresh_id_token(
    core: &Core,
    ours: &IdentityProvider,
    session: &ProviderSession,
    correlation: CorrelationId,
) -> Result<SecretString, Error> {
    let mut tokens = session.tokens.lock().await;
    session.party(&core.parts.http, correlation).renew(&mut tokens, core.parts.clock.now()).await?;
    let occasion = Occasion::Refresh { subject: &session.subject };
    let (_, id_token) = checked(core, ours, &session.provider, &mut tokens, occasion, correlation).await?;
    Ok(id_token)
}

/// What the organisation's gateway to the second network exchanges (RFC 8693): an ID token of the signed-in person,
/// fresh. In the demo the sandbox plays the provider.
pub(crate) async fn id_token_for_gateway(
    core: &Core,
    demo_person: Option<&str>,
    correlation: CorrelationId,
) -> Result<SecretString, Error> {
    match (demo_person, core.parts.sign_in.as_ref(), core.provider_session()) {
        (Some(person), ..) => Ok(core.demo()?.id_token(person, &correlation).await?),
        (None, Some(ours), Some(session)) => fresh_id_token(core, ours, &session, correlation).await,
        _ => Err(Error::SignedOut),
    }
}
