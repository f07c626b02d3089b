//! One person's session with b.well: how a call goes out and comes back. What can be called stands with its
//! operation.

use std::sync::Arc;

use jiff::Timestamp;
use satchel_log::word;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;
use url::Url;

use super::care_teams::CATEGORIES;
use super::operation::{self, Operation};
use super::session::{GetToken, NoVariables, Refresh, Tokens};
use crate::{CorrelationId, Error, Http, Retry};

/// Tells what time it is; made where the profile is chosen.
pub type Now = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Where b.well is reached, and as whose app.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// The GraphQL address (`spec/bwell-wire.md`, section 1).
    pub graphql: Url,
    /// The client key: base64 of a JSON object (section 2.1). Not a secret; it ships with the app.
    pub client_key: String,
    /// **Assumption** `recommendation_categories`: the codes of recommended connections, in the order in which they are
    /// tried.
    pub recommendations: Vec<String>,
}

impl Endpoint {
    /// One that names recommended connections as the guides do.
    #[must_use]
    pub fn new(graphql: Url, client_key: String) -> Self {
        Self { graphql, client_key, recommendations: CATEGORIES.map(str::to_owned).to_vec() }
    }
}

/// A signed-in session. Cheap to clone; the clones share their tokens.
#[derive(Clone)]
pub struct Bwell {
    inner: Arc<Inner>,
}

struct Inner {
    http: Http,
    endpoint: Endpoint,
    now: Now,
    tokens: Mutex<Tokens>,
}

impl Bwell {
    /// Signs in with the ID token of the organisation's identity provider.
    pub async fn sign_in(
        http: Http,
        endpoint: Endpoint,
        now: Now,
        id_token: &SecretString,
        correlation: &CorrelationId,
    ) -> Result<Self, Error> {
        // Without `Bearer`: section 2.3.
        let headers = vec![
            ("authorization", id_token.expose_secret().to_owned()),
            ("clientkey", endpoint.client_key.clone()),
        ];
        let data = exchange::<GetToken>(&http, &endpoint, headers, &NoVariables {}, correlation).await?;
        let tokens = Mutex::new(data.tokens()?);
        Ok(Self { inner: Arc::new(Inner { http, endpoint, now, tokens }) })
    }

    pub(super) fn recommendations(&self) -> &[String] {
        &self.inner.endpoint.recommendations
    }

    /// One operation in the session: renews ahead of expiry, and after a 401 renews once and repeats once.
    pub(super) async fn call<O: Operation>(
        &self,
        variables: &O::Variables,
        correlation: &CorrelationId,
    ) -> Result<O::Data, Error> {
        let (bearer, generation) = self.bearer(None, correlation).await?;
        match self.exchange::<O>(bearer, variables, correlation).await {
            Err(Error::Unauthorized) => {
                let (bearer, _) = self.bearer(Some(generation), correlation).await?;
                self.exchange::<O>(bearer, variables, correlation).await
            }
            answer => answer,
        }
    }

    async fn exchange<O: Operation>(
        &self,
        bearer: String,
        variables: &O::Variables,
        correlation: &CorrelationId,
    ) -> Result<O::Data, Error> {
        let Inner { http, endpoint, .. } = &*self.inner;
        exchange::<O>(http, endpoint, vec![("authorization", bearer)], variables, correlation).await
    }

    /// The header to send, renewed where it is time or where it was just refused.
    async fn bearer(
        &self,
        refused: Option<u64>,
        correlation: &CorrelationId,
    ) -> Result<(String, u64), Error> {
        // A task of its own: a caller who leaves meanwhile must not take a rotated refresh token along.
        let (session, correlation) = (self.clone(), *correlation);
        tokio::spawn(async move { session.bearer_in_one_flight(refused, &correlation).await })
            .await
            .map_err(|_| Error::Unreadable { what: "renewal" })?
    }

    /// Whoever holds the lock renews; the others wait for it and find the new token: one flight.
    async fn bearer_in_one_flight(
        &self,
        refused: Option<u64>,
        correlation: &CorrelationId,
    ) -> Result<(String, u64), Error> {
        let mut tokens = self.inner.tokens.lock().await;
        let now = (self.inner.now)();
        let is_refused = refused == Some(tokens.generation);
        if tokens.is_stale(now) || is_refused {
            match self.renewed(&tokens, correlation).await {
                Ok(renewed) => *tokens = renewed,
                // The old token is good for a moment still; the next call tries again.
                Err(error) if error.retry() != Retry::AfterSignIn && !is_refused && !tokens.is_over(now) => {}
                Err(error) => return Err(error),
            }
        }
        Ok((tokens.bearer(), tokens.generation))
    }

    async fn renewed(&self, tokens: &Tokens, correlation: &CorrelationId) -> Result<Tokens, Error> {
        let Inner { http, endpoint, .. } = &*self.inner;
        let refresh = tokens.refresh.as_ref().ok_or(Error::Unauthorized)?;
        let headers = vec![
            ("refresh_token", refresh.expose_secret().to_owned()),
            ("clientkey", endpoint.client_key.clone()),
        ];
        match exchange::<Refresh>(http, endpoint, headers, &NoVariables {}, correlation).await {
            Ok(data) => data.tokens(tokens),
            // A refused refresh token ends the session, in whatever words.
            Err(Error::Refused { .. }) => Err(Error::Unauthorized),
            Err(error) => Err(error),
        }
    }
}

async fn exchange<O: Operation>(
    http: &Http,
    endpoint: &Endpoint,
    mut headers: Vec<(&'static str, String)>,
    variables: &O::Variables,
    correlation: &CorrelationId,
) -> Result<O::Data, Error> {
    headers.push(("accept", "application/json".to_owned()));
    let out = satchel_http::Outgoing {
        url: endpoint.graphql.clone(),
        headers,
        body: Some(("application/json", operation::body::<O>(variables)?)),
        repeatable: O::REPEATABLE,
    };
    let answer = http.send(&out, correlation).await?;
    let result = match answer.status {
        200..=299 => operation::read::<O>(&answer.body),
        401 => Err(Error::Unauthorized),
        429 => Err(Error::RateLimited { after: answer.retry_after }),
        503 if answer.retry_after.is_some() => Err(Error::RateLimited { after: answer.retry_after }),
        status @ 500.. => Err(Error::Server { status }),
        // A GraphQL refusal may come with a 4xx; its issue says more than the status.
        _ => match operation::read::<O>(&answer.body) {
            Err(refused @ Error::Refused { .. }) => Err(refused),
            _ => Err(Error::Unreadable { what: "HTTP status" }),
        },
    };
    match &result {
        Ok(_) => satchel_log::debug!("answered", correlation, operation = word!(O::NAME)),
        Err(error) => satchel_log::info!("failed", correlation, operation = word!(O::NAME), error),
    }
    result
}
