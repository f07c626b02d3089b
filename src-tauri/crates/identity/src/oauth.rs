//! Our side of OAuth 2.0 (RFC 6749, 8252): a public client, the answers it accepts, and the one way to the provider.

use std::pin::Pin;
use std::time::Duration;

use oauth2::basic::{BasicErrorResponse, BasicErrorResponseType, BasicRevocationErrorResponse};
use oauth2::basic::{BasicTokenIntrospectionResponse, BasicTokenType};
use oauth2::{
    AsyncHttpClient, AuthUrl, ClientId, EndpointMaybeSet, EndpointNotSet, EndpointSet, HttpRequest,
    HttpResponse, RequestTokenError, StandardRevocableToken, StandardTokenResponse, TokenUrl,
};
use satchel_http::{CorrelationId, Http, Limits, Outgoing, Retry};
use serde::{Deserialize, Serialize};
use url::Url;

use crate::Provider;

/// An answer of a provider is a few kilobytes.
pub(crate) const LIMITS: Limits = Limits {
    connect: Duration::from_secs(10),
    total: Duration::from_secs(20),
    body: 256 * 1024,
    first_pause: Duration::from_millis(250),
};

/// Us, as a provider knows us. Without a secret: one that lies in everybody's computer is none (RFC 8252, 8.5).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Client {
    /// The registered id.
    pub id: String,
    /// What is asked for, in order.
    pub scopes: Vec<String>,
}

/// One client at one provider, with the way there. All of the protocol is a method of this.
#[derive(Clone, Copy, Debug)]
pub struct RelyingParty<'a> {
    /// Whose sign-in it is.
    pub provider: &'a Provider,
    /// Who asks.
    pub client: &'a Client,
    /// The way out.
    pub http: &'a Http,
    /// The action that this belongs to.
    pub correlation: CorrelationId,
}

/// Why there is no session. Holds nothing that a server or a person wrote.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// No usable answer came back.
    #[error("no answer: {0}")]
    Http(#[from] satchel_http::Error),
    /// The provider failed, or asks to wait.
    #[error("the provider answered with status {status}")]
    Server {
        /// HTTP status: 429, or 500 and above.
        status: u16,
        /// When another try makes sense.
        retry: Retry,
    },
    /// The discovery document is not one that we may follow.
    #[error("the provider's description is not acceptable: {0}")]
    Discovery(&'static str),
    /// The provider does not offer this.
    #[error("the provider does not offer {0}")]
    NotOffered(&'static str),
    /// The answer in the redirect address belongs to our request and is malformed.
    #[error("the answer of the sign-in is malformed: {0}")]
    Callback(&'static str),
    /// The answer comes from another provider than the one that was asked (RFC 9207).
    #[error("the answer comes from another provider")]
    MixedUp,
    /// The person said no, at the provider.
    #[error("declined by the person")]
    Declined,
    /// The checker could not verify who the person is (OIDC's `unmet_authentication_requirements`).
    #[error("the identity could not be verified")]
    NotVerified,
    /// The code, the refresh token or the device code is used up, expired or revoked: sign in again.
    #[error("the grant is no longer valid")]
    InvalidGrant,
    /// The person did not enter the device's code in time.
    #[error("the code was not entered in time")]
    DeviceCodeExpired,
    /// The provider understood and refused: a fault of set-up.
    #[error("refused by the provider: {0:?}")]
    Refused(RefusedBecause),
    /// The answer is not what the protocol promises.
    #[error("the provider's answer could not be read")]
    Unreadable,
}

satchel_log::declare_loggable!(
    Error,
    "numbers and words of ours; what a server or a person wrote is not in it"
);

/// The error codes of RFC 6749 that only a change of the settings heals. What we do not know stays unknown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each variant is the code of RFC 6749, sections 4.1.2.1 and 5.2")]
pub enum RefusedBecause {
    InvalidClient,
    InvalidRequest,
    InvalidScope,
    UnauthorizedClient,
    UnsupportedGrantType,
    Unknown,
}

impl RefusedBecause {
    pub(crate) fn parse(code: &str) -> Self {
        match code {
            "invalid_client" => Self::InvalidClient,
            "invalid_request" => Self::InvalidRequest,
            "invalid_scope" => Self::InvalidScope,
            "unauthorized_client" => Self::UnauthorizedClient,
            "unsupported_grant_type" | "unsupported_response_type" => Self::UnsupportedGrantType,
            _ => Self::Unknown,
        }
    }
}

impl Error {
    /// When another try makes sense.
    #[must_use]
    pub fn retry(&self) -> Retry {
        match self {
            Self::Http(error) => error.retry(),
            Self::Server { retry, .. } => *retry,
            Self::InvalidGrant | Self::DeviceCodeExpired | Self::Declined | Self::NotVerified => {
                Retry::AfterSignIn
            }
            Self::Discovery(_)
            | Self::NotOffered(_)
            | Self::Callback(_)
            | Self::MixedUp
            | Self::Refused(_)
            | Self::Unreadable => Retry::Never,
        }
    }

    pub(crate) fn from_code(code: &BasicErrorResponseType) -> Self {
        match code {
            BasicErrorResponseType::InvalidGrant => Self::InvalidGrant,
            BasicErrorResponseType::Extension(code) if code == "access_denied" => Self::Declined,
            other => Self::Refused(RefusedBecause::parse(other.as_ref())),
        }
    }
}

impl From<RequestTokenError<Self, BasicErrorResponse>> for Error {
    fn from(error: RequestTokenError<Self, BasicErrorResponse>) -> Self {
        match error {
            RequestTokenError::Request(error) => error,
            RequestTokenError::ServerResponse(answer) => Self::from_code(answer.error()),
            RequestTokenError::Parse(..) | RequestTokenError::Other(_) => Self::Unreadable,
        }
    }
}

/// The ID token in an answer: a type of the library that does not print what it holds.
#[derive(Debug, Deserialize, Serialize)]
pub(crate) struct IdToken {
    #[serde(skip_serializing)]
    pub(crate) id_token: Option<oauth2::AccessToken>,
}

impl oauth2::ExtraTokenFields for IdToken {}

pub(crate) type TokenAnswer = StandardTokenResponse<IdToken, BasicTokenType>;

/// The library's way out is ours. A type of its own, with a boxed future, because a closure's future would not be
/// known to move between threads.
pub(crate) struct Wire<'a>(&'a RelyingParty<'a>);

impl<'c> AsyncHttpClient<'c> for Wire<'_> {
    type Error = Error;
    type Future = Pin<Box<dyn Future<Output = Result<HttpResponse, Error>> + Send + 'c>>;

    fn call(&'c self, request: HttpRequest) -> Self::Future {
        Box::pin(self.0.send(request))
    }
}

/// The library's client with the endpoints that every provider has.
pub(crate) type Library = oauth2::Client<
    BasicErrorResponse,
    TokenAnswer,
    BasicTokenIntrospectionResponse,
    StandardRevocableToken,
    BasicRevocationErrorResponse,
    EndpointSet,
    EndpointMaybeSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
>;

impl RelyingParty<'_> {
    pub(crate) fn library(&self) -> Library {
        let device = self.provider.device_authorization_endpoint.clone();
        oauth2::Client::new(ClientId::new(self.client.id.clone()))
            .set_auth_uri(AuthUrl::from_url(self.provider.authorization_endpoint.clone()))
            .set_token_uri(TokenUrl::from_url(self.provider.token_endpoint.clone()))
            .set_device_authorization_url_option(device.map(oauth2::DeviceAuthorizationUrl::from_url))
    }

    /// The library's way out.
    pub(crate) fn wire(&self) -> Wire<'_> {
        Wire(self)
    }

    /// Sends one of the library's requests. Never twice: a code or a refresh token is good for one use.
    async fn send(&self, request: HttpRequest) -> Result<HttpResponse, Error> {
        let url = Url::parse(&request.uri().to_string()).map_err(|_| satchel_http::Error::NotAllowed)?;
        let answer = self.post(url, request.into_body()).await?;
        let mut response = HttpResponse::new(answer.body);
        *response.status_mut() = answer.status.try_into().map_err(|_| Error::Unreadable)?;
        Ok(response)
    }

    /// Posts a form. A status by which a server fails or asks to wait is an error.
    pub(crate) async fn post(&self, url: Url, form: Vec<u8>) -> Result<satchel_http::Answer, Error> {
        let out = Outgoing {
            url,
            headers: vec![("accept", "application/json".to_owned())],
            body: Some(("application/x-www-form-urlencoded", form)),
            repeatable: false,
        };
        let answer = self.http.within(LIMITS).send(&out, &self.correlation).await?;
        if answer.status == 429 || answer.status >= 500 {
            return Err(Error::Server { status: answer.status, retry: answer.retry() });
        }
        Ok(answer)
    }
}
