//! The gateway: one person's token by RFC 8693 exchange, and how a request goes out and comes back.

use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use satchel_http::{Answer, Incoming, Limits, Outgoing, Verb};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;
use tokio::sync::Mutex;
use url::Url;

use super::error::Error;
use super::rejection::Rejection;
use crate::bwell::Now;
use crate::{CorrelationId, Http, Origin};

/// Gives the token of the sign-in, fresh enough to be exchanged.
pub type SignInToken = Arc<
    dyn Fn(CorrelationId) -> Pin<Box<dyn Future<Output = Result<SecretString, crate::Error>> + Send>>
        + Send
        + Sync,
>;

const EXCHANGE: &str = "urn:ietf:params:oauth:grant-type:token-exchange";
const ID_TOKEN: &str = "urn:ietf:params:oauth:token-type:id_token";
const ACCESS_TOKEN: &str = "urn:ietf:params:oauth:token-type:access_token";

/// A token this close to its end is renewed before it is used (section 2).
const MARGIN: SignedDuration = SignedDuration::from_secs(60);
/// The life of a token that does not tell its own.
const SHORT_LIFE: SignedDuration = SignedDuration::from_mins(5);
/// A page of entries, each of which may hold a small file itself.
const LARGEST_PAGE: usize = 64 << 20;
/// Time for one document.
const DOCUMENT_TIME: Duration = Duration::from_mins(10);
/// What surrounds a document at most: base64 is a third longer, and JSON has a frame.
const FRAME: u64 = 1 << 20;

/// Where the second network is reached, and what is assumed of it. Each member is one setting.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is one setting of an organisation")]
pub struct Gateway {
    /// The FHIR R4 base (`second_network.fhir`).
    pub fhir: Url,
    /// Where the sign-in's token is exchanged (`second_network.token`).
    pub token: Url,
    /// The tenant, the exchange's `audience` (`second_network.tenant`).
    pub tenant: Option<String>,
    /// What the exchange asks for (`second_network.scopes`).
    pub scopes: Vec<String>,
    /// Origins beside the gateway's that the patient's token may go to (`second_network.document_hosts`).
    pub document_hosts: Vec<Origin>,
    /// Documents are imported into the tenant as well (`second_network.document_import`).
    pub imports: bool,
    /// The largest document that is kept, in bytes (`second_network.largest_document`).
    pub largest_document: u64,
    /// **Assumption** `retrieval_operation`: what starts a retrieval, below the base.
    pub operation: String,
    /// **Assumption** `retrieval_token_parameter`: what carries the identity token.
    pub token_parameter: String,
    /// **Assumption** `retrieval_purpose_parameter`: what carries the purpose of use.
    pub purpose_parameter: String,
    /// **Assumption** `retrieval_can_be_cancelled`: `DELETE` at the status ends it.
    pub can_cancel: bool,
    /// **Assumption** `status_counts_places`: the status tells how many places answered.
    pub counts_places: bool,
    /// **Assumption** `retrieval_minutes`: how long a retrieval is waited for.
    pub patience: Duration,
    /// **Assumption** `retrieval_audit`: `$audit` below the status tells who was asked.
    pub tells_who_was_asked: bool,
    /// **Assumption** `tenant_patient_updates`: the tenant's patient can be corrected with `PUT`.
    pub updates_patients: bool,
}

impl Gateway {
    /// An address below the base.
    pub(super) fn below(&self, path: &str) -> Result<Url, Error> {
        let mut base = self.fhir.clone();
        if !base.path().ends_with('/') {
            let path = format!("{}/", base.path());
            base.set_path(&path);
        }
        self.leads_to(base.join(path.trim_start_matches('/')).map_err(|_| ADDRESS)?)
    }

    /// An address that the network gave, whole or in part; only origins that may have the patient's token.
    pub(super) fn resolve(&self, address: &str) -> Result<Url, Error> {
        if address.starts_with('/') {
            return self.leads_to(self.fhir.join(address).map_err(|_| ADDRESS)?);
        }
        match Url::parse(address) {
            Ok(url) => self.leads_to(url),
            Err(url::ParseError::RelativeUrlWithoutBase) => self.below(address),
            Err(_) => Err(ADDRESS),
        }
    }

    pub(super) fn leads_to(&self, url: Url) -> Result<Url, Error> {
        let origin = Origin::of(&url).map_err(|_| Error::ForeignHost)?;
        let own = Origin::of(&self.fhir).is_ok_and(|own| own == origin);
        if own || self.document_hosts.contains(&origin) { Ok(url) } else { Err(Error::ForeignHost) }
    }
}

const ADDRESS: Error = Error::unreadable("an address");

/// One person at the second network. Cheap to clone; the clones share their token.
#[derive(Clone)]
pub struct HealthGorilla {
    inner: Arc<Inner>,
}

struct Inner {
    http: Http,
    gateway: Gateway,
    now: Now,
    sign_in: SignInToken,
    bearer: Mutex<Option<Bearer>>,
}

/// The patient's token. No `Debug`, no `Clone`.
struct Bearer {
    token: SecretString,
    ends_at: Timestamp,
    /// Grows with each renewal, so that two who met the same 401 renew once.
    generation: u64,
}

#[derive(Deserialize)]
struct Exchanged {
    access_token: String,
    token_type: Option<String>,
    expires_in: Option<i64>,
}

impl HealthGorilla {
    /// For one signed-in person. Nothing is asked yet.
    #[must_use]
    pub fn new(http: Http, gateway: Gateway, now: Now, sign_in: SignInToken) -> Self {
        Self { inner: Arc::new(Inner { http, gateway, now, sign_in, bearer: Mutex::default() }) }
    }

    /// Where it is, and what is assumed.
    #[must_use]
    pub fn gateway(&self) -> &Gateway {
        &self.inner.gateway
    }

    /// The token to send, exchanged anew where it is time or where it was just refused.
    async fn bearer(
        &self,
        refused: Option<u64>,
        correlation: &CorrelationId,
    ) -> Result<(String, u64), Error> {
        let mut held = self.inner.bearer.lock().await;
        let now = (self.inner.now)();
        if let Some(bearer) = held.as_ref().filter(|bearer| {
            refused != Some(bearer.generation) && bearer.ends_at.duration_since(now) >= MARGIN
        }) {
            return Ok((bearer.header(), bearer.generation));
        }
        let generation = held.as_ref().map_or(0, |bearer| bearer.generation + 1);
        let fresh = self.exchange(generation, now, correlation).await?;
        let header = fresh.header();
        *held = Some(fresh);
        Ok((header, generation))
    }

    async fn exchange(
        &self,
        generation: u64,
        now: Timestamp,
        correlation: &CorrelationId,
    ) -> Result<Bearer, Error> {
        let Inner { http, gateway, sign_in, .. } = &*self.inner;
        let subject = sign_in(*correlation).await?;
        let scope = gateway.scopes.join(" ");
        let mut form = vec![
            ("grant_type", EXCHANGE),
            ("subject_token", subject.expose_secret()),
            ("subject_token_type", ID_TOKEN),
            ("requested_token_type", ACCESS_TOKEN),
        ];
        form.extend(gateway.tenant.as_deref().map(|tenant| ("audience", tenant)));
        form.extend((!scope.is_empty()).then_some(("scope", scope.as_str())));
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let out = Outgoing {
            url: gateway.token.clone(),
            headers: vec![("accept", "application/json".to_owned())],
            body: Some(("application/x-www-form-urlencoded", body.into_bytes())),
            repeatable: true,
        };
        let answer = http.send(&out, correlation).await?;
        match answer.status {
            200..=299 => {}
            // The sign-in's token is not taken: only a new sign-in helps.
            400 | 401 => return Err(crate::Error::Unauthorized.into()),
            _ => return Err(failed(&answer)),
        }
        let read = serde_json::from_slice::<Exchanged>(&answer.body)
            .ok()
            .filter(|read| read.token_type.as_deref().is_none_or(|kind| kind.eq_ignore_ascii_case("bearer")));
        let Exchanged { access_token, expires_in, .. } = read.ok_or(Error::unreadable("token exchange"))?;
        let life =
            expires_in.map_or(SHORT_LIFE, |seconds| SignedDuration::from_secs(seconds.clamp(0, 86_400)));
        let ends_at = now.checked_add(life).unwrap_or(Timestamp::MAX);
        Ok(Bearer { token: SecretString::from(access_token), ends_at, generation })
    }

    /// One request with the patient's token; after a 401 the token is renewed once, and the request repeated once.
    /// A status is an answer.
    pub(super) async fn ask(
        &self,
        verb: Verb,
        mut out: Outgoing,
        correlation: &CorrelationId,
    ) -> Result<Answer, Error> {
        let Inner { http, gateway, .. } = &*self.inner;
        out.url = gateway.leads_to(out.url)?;
        let http = http.within(Limits { body: LARGEST_PAGE, ..Limits::default() });
        let (bearer, generation) = self.bearer(None, correlation).await?;
        out.headers.push(("authorization", bearer));
        let answer = http.send_as(verb, &out, correlation).await?;
        if answer.status != 401 || !is_about_the_bearer(&answer) {
            return Ok(answer);
        }
        let (bearer, _) = self.bearer(Some(generation), correlation).await?;
        out.headers.pop();
        out.headers.push(("authorization", bearer));
        let answer = http.send_as(verb, &out, correlation).await?;
        if answer.status == 401 && is_about_the_bearer(&answer) {
            return Err(crate::Error::Unauthorized.into());
        }
        Ok(answer)
    }

    /// Reads a FHIR resource.
    pub(super) async fn read(&self, url: Url, correlation: &CorrelationId) -> Result<Answer, Error> {
        let headers = vec![("accept", "application/fhir+json".to_owned())];
        let out = Outgoing { url, headers, body: None, repeatable: true };
        let answer = self.ask(Verb::Get, out, correlation).await?;
        if (200..300).contains(&answer.status) { Ok(answer) } else { Err(failed(&answer)) }
    }

    /// The bytes at an address, as they arrive.
    pub(super) async fn open(
        &self,
        url: &Url,
        accept: &str,
        correlation: &CorrelationId,
    ) -> Result<Incoming, Error> {
        let Inner { http, gateway, .. } = &*self.inner;
        let url = gateway.leads_to(url.clone())?;
        let body = gateway.largest_document.saturating_mul(2).saturating_add(FRAME);
        let body = usize::try_from(body).unwrap_or(usize::MAX);
        let http = http.within(Limits { body, total: DOCUMENT_TIME, ..Limits::default() });
        let mut refused = None;
        loop {
            let (bearer, generation) = self.bearer(refused, correlation).await?;
            let headers = vec![("accept", accept.to_owned()), ("authorization", bearer)];
            let out = Outgoing { url: url.clone(), headers, body: None, repeatable: true };
            let incoming = http.stream(&out, correlation).await?;
            match incoming.status {
                401 if refused.is_none() => refused = Some(generation),
                401 => return Err(crate::Error::Unauthorized.into()),
                _ => return Ok(incoming),
            }
        }
    }
}

impl Bearer {
    fn header(&self) -> String {
        format!("Bearer {}", self.token.expose_secret())
    }
}

/// A 401 may also be about the identity token; then a new bearer is no help.
fn is_about_the_bearer(answer: &Answer) -> bool {
    answer.header("www-authenticate").is_some()
        || Rejection::read(answer.status, &answer.body, None).detail.known().is_none()
}

/// What an answer that is no answer means.
pub(super) fn failed(answer: &Answer) -> Error {
    match answer.status {
        429 => crate::Error::RateLimited { after: answer.retry_after }.into(),
        503 if answer.retry_after.is_some() => crate::Error::RateLimited { after: answer.retry_after }.into(),
        status @ 500..=599 => crate::Error::Server { status }.into(),
        status @ 400..=499 => {
            Error::Rejected(Rejection::read(status, &answer.body, answer.header("x-hg-request-id")))
        }
        _ => Error::unreadable("HTTP status"),
    }
}
