//! One person's session with b.well.

use std::sync::Arc;

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use tokio::sync::Mutex;
use url::Url;

use super::operation::{self, Operation};
use super::session::{GetToken, NoVariables, Refresh, Tokens};
use super::{
    Connection, ConnectionStatus, Consent, HealthLinkOrder, IssuedHealthLink, NetworkSearch, Person,
    PortalAddress, Provision, RecommendedConnection,
};
use super::{
    activate_direct_connection, care_teams, consents, create_consent, create_health_link,
    get_member_connections, get_oauth_url, tasks, user_profile,
};
use crate::{CorrelationId, Error, Http};

/// Tells what time it is; made where the profile is chosen.
pub type Now = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// Where b.well is reached, and as whose app.
#[derive(Clone, Debug)]
pub struct Endpoint {
    /// The GraphQL address (`spec/bwell-wire.md`, section 1).
    pub graphql: Url,
    /// The client key: base64 of a JSON object (section 2.1). Not a secret; it ships with the app.
    pub client_key: String,
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

    /// Whose account this is.
    pub async fn person(&self, correlation: &CorrelationId) -> Result<Person, Error> {
        self.call::<user_profile::GetProfile>(&(), correlation).await?.person()
    }

    /// The decision in force about record finding; `None` where none was ever made.
    pub async fn consent(&self, correlation: &CorrelationId) -> Result<Option<Consent>, Error> {
        Ok(self.call::<consents::SearchConsent>(&consents::variables(), correlation).await?.current())
    }

    /// Turns record finding on or off, and answers the decision that the network recorded.
    pub async fn set_consent(&self, permit: bool, correlation: &CorrelationId) -> Result<Provision, Error> {
        self.call::<create_consent::CreateConsent>(&create_consent::variables(permit), correlation)
            .await?
            .provision()
    }

    /// The newest search, if there ever was one.
    pub async fn network_search(&self, correlation: &CorrelationId) -> Result<Option<NetworkSearch>, Error> {
        Ok(self.call::<tasks::Tasks>(&tasks::variables(), correlation).await?.newest())
    }

    /// Places found that ask for a sign-in.
    pub async fn recommended(
        &self,
        correlation: &CorrelationId,
    ) -> Result<Vec<RecommendedConnection>, Error> {
        Ok(self.call::<care_teams::CareTeams>(&care_teams::variables(), correlation).await?.recommended())
    }

    /// What is connected.
    pub async fn connections(&self, correlation: &CorrelationId) -> Result<Vec<Connection>, Error> {
        Ok(self.call::<get_member_connections::GetMemberConnections>(&(), correlation).await?.connections())
    }

    /// A fresh address where the person signs in at a place.
    pub async fn portal_address(
        &self,
        connection_id: &str,
        correlation: &CorrelationId,
    ) -> Result<PortalAddress, Error> {
        let variables = get_oauth_url::Variables { connection_id: connection_id.to_owned() };
        self.call::<get_oauth_url::GetOauthUrl>(&variables, correlation).await?.address()
    }

    /// Brings a direct connection back without a sign-in.
    pub async fn activate(
        &self,
        connection_id: &str,
        correlation: &CorrelationId,
    ) -> Result<ConnectionStatus, Error> {
        let variables = activate_direct_connection::Variables { connection_id: connection_id.to_owned() };
        self.call::<activate_direct_connection::ActivateDirectConnection>(&variables, correlation)
            .await?
            .status()
    }

    /// Orders a SMART Health Link.
    pub async fn create_health_link(
        &self,
        order: &HealthLinkOrder,
        correlation: &CorrelationId,
    ) -> Result<IssuedHealthLink, Error> {
        let variables = create_health_link::variables(order);
        self.call::<create_health_link::CreateHealthLink>(&variables, correlation).await?.issued()
    }

    /// One operation in the session: renews ahead of expiry, and after a 401 renews once and repeats once.
    async fn call<O: Operation>(
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

    /// The header to send. Whoever holds the lock renews; the others wait for it and find the new token: one flight.
    async fn bearer(
        &self,
        refused: Option<u64>,
        correlation: &CorrelationId,
    ) -> Result<(String, u64), Error> {
        let mut tokens = self.inner.tokens.lock().await;
        if tokens.is_stale((self.inner.now)()) || refused == Some(tokens.generation) {
            *tokens = self.renewed(&tokens, correlation).await?;
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
        Ok(_) => tracing::debug!(%correlation, operation = O::NAME, "answered"),
        Err(error) => tracing::info!(%correlation, operation = O::NAME, %error, "failed"),
    }
    result
}
