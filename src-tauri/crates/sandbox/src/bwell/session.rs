//! Session operations (bwell-wire 2): configuration, the ways to sign in, refresh.

use async_graphql::{Context, Object, Result, SimpleObject};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use super::{SessionHeaders, server};
use crate::refusal::{Issue, Refusal};
use crate::tokens::ACCESS_SECONDS;

/// The password of every invented person at `login`.
const DEMO_PASSWORD: &str = "demo";
/// `exchangeAuthCode` takes this, followed by a person's id.
const DEMO_CODE: &str = "demo-code-";

#[derive(SimpleObject)]
struct SdkConfiguration {
    http_client: Option<HttpClientConfiguration>,
    #[graphql(name = "graphQLClient")]
    graphql_client: Option<GraphQlClientConfiguration>,
    log_level: Option<String>,
    telemetry: Option<TelemetryConfiguration>,
}

#[derive(SimpleObject)]
struct HttpClientConfiguration {
    /// Milliseconds.
    request_timeout: Option<i32>,
    retry: Option<RetryConfiguration>,
}

#[derive(SimpleObject)]
struct RetryConfiguration {
    /// Milliseconds.
    interval: Option<i32>,
    attempts: Option<i32>,
}

#[derive(SimpleObject)]
struct GraphQlClientConfiguration {
    api_url: Option<String>,
    /// The 1.x SDK's name for the address without a session.
    url: Option<String>,
    /// The 1.x SDK's name for the address with a session.
    auth_url: Option<String>,
    fetch_policy: Option<String>,
    cache: Option<CacheConfiguration>,
}

#[derive(SimpleObject)]
struct CacheConfiguration {
    max_size_bytes: Option<i32>,
}

#[derive(SimpleObject)]
struct TelemetryConfiguration {
    enabled: Option<bool>,
    collector_url: Option<String>,
}

#[derive(SimpleObject)]
#[expect(clippy::struct_field_names, reason = "the wire's names")]
struct AuthTokens {
    access_token: Option<JwtToken>,
    id_token: Option<JwtToken>,
    refresh_token: Option<OpaqueToken>,
}

#[derive(SimpleObject)]
struct JwtToken {
    jwt_token: Option<String>,
}

#[derive(SimpleObject)]
struct OpaqueToken {
    token: Option<String>,
}

#[derive(SimpleObject)]
#[expect(clippy::struct_field_names, reason = "the wire's names")]
struct RefreshToken {
    access_token: String,
    id_token: String,
    refresh_token: Option<String>,
}

#[derive(SimpleObject)]
struct GuestAccessToken {
    access_token: String,
    refresh_token: String,
    identity_token: String,
    token_type: String,
    /// Seconds since 1970.
    issued_at: f64,
    /// Seconds.
    expires_in: f64,
}

#[derive(Default)]
pub(crate) struct SessionQuery;

#[Object]
impl SessionQuery {
    /// The configuration that the SDK asks for before anything else (2.2).
    async fn init_sdk(&self, ctx: &Context<'_>, client_key: String) -> Result<SdkConfiguration> {
        check_client_key(Some(&client_key))?;
        let url = format!("{}/v1/graphql", server(ctx).base_url);
        Ok(SdkConfiguration {
            http_client: Some(HttpClientConfiguration {
                request_timeout: Some(30_000),
                retry: Some(RetryConfiguration { interval: Some(1000), attempts: Some(3) }),
            }),
            graphql_client: Some(GraphQlClientConfiguration {
                api_url: Some(url.clone()),
                url: Some(url.clone()),
                auth_url: Some(url),
                fetch_policy: Some("no-cache".into()),
                cache: Some(CacheConfiguration { max_size_bytes: Some(10_000_000) }),
            }),
            log_level: Some("ERROR".into()),
            telemetry: Some(TelemetryConfiguration { enabled: Some(false), collector_url: None }),
        })
    }

    /// Signs in with a client's ID token, which comes in `Authorization` without `Bearer` (2.3).
    async fn get_token(&self, ctx: &Context<'_>) -> Result<AuthTokens> {
        let headers = headers(ctx);
        check_client_key(headers.client_key.as_deref())?;
        let token = headers.authorization.as_deref().unwrap_or_default().trim();
        if token.is_empty() || token.contains(' ') {
            let text = "Authorization must be the ID token itself, without Bearer.";
            return Err(Refusal::value(text).into());
        }
        let server = server(ctx);
        let claims = server.client_identity(token).map_err(Refusal::value)?;
        sign_in(ctx, &claims)
    }

    /// Signs in with e-mail and password.
    async fn login(&self, ctx: &Context<'_>, email: String, password: String) -> Result<AuthTokens> {
        check_client_key(headers(ctx).client_key.as_deref())?;
        let known = server(ctx).world(|world, _| {
            let found = world.scenarios.iter().find(|scenario| scenario.person.email == email);
            found.map(|scenario| claims_of(scenario))
        });
        let claims = known.filter(|_| password == DEMO_PASSWORD);
        sign_in(ctx, &claims.ok_or_else(|| failed("The e-mail address or the password is wrong."))?)
    }

    /// New tokens for a refresh token (2.4). A bad one is a bad token: HTTP 401.
    async fn refresh(&self, ctx: &Context<'_>) -> Result<RefreshToken> {
        let headers = headers(ctx);
        check_client_key(headers.client_key.as_deref())?;
        let server = server(ctx);
        let token = headers.refresh_token.as_deref().unwrap_or_default();
        let tokens = server.world(|world, now| {
            let (session, refresh) = world.refresh(token, &server.ids)?;
            let user = world.users.get(world.subject_of(&session)?)?;
            let access = server.tokens.access(user, &session, now).ok()?;
            Some(RefreshToken {
                access_token: access,
                id_token: server.tokens.identity(user, now).ok()?,
                refresh_token: Some(refresh),
            })
        });
        let refused = || Refusal::new(Issue::Security, crate::graphql::UNAUTHENTICATED, "No session.");
        Ok(tokens.ok_or_else(refused)?)
    }
}

#[derive(Default)]
pub(crate) struct SessionMutation;

#[Object]
impl SessionMutation {
    /// Signs in with an authorization code; no headers (2.3).
    async fn exchange_auth_code(&self, ctx: &Context<'_>, auth_code: String) -> Result<AuthTokens> {
        let person = auth_code.strip_prefix(DEMO_CODE).unwrap_or_default();
        let claims = server(ctx).world(|world, _| world.person(person).map(|scenario| claims_of(scenario)));
        sign_in(ctx, &claims.ok_or_else(|| failed("The code is not known."))?)
    }

    /// A session without a person behind it.
    async fn create_guest_access_token(
        &self,
        ctx: &Context<'_>,
        client_key: String,
    ) -> Result<GuestAccessToken> {
        check_client_key(Some(&client_key))?;
        let server = server(ctx);
        let subject = server.world(|world, now| world.sign_in_guest(&server.ids, now));
        let tokens = open_session(ctx, subject)?;
        Ok(GuestAccessToken {
            access_token: tokens.access,
            refresh_token: tokens.refresh,
            identity_token: tokens.identity,
            token_type: "Bearer".into(),
            issued_at: server.clock.now().as_duration().as_secs_f64().floor(),
            expires_in: f64::from(ACCESS_SECONDS),
        })
    }
}

fn headers<'a>(ctx: &Context<'a>) -> &'a SessionHeaders {
    ctx.data_unchecked::<SessionHeaders>()
}

/// Any client key that decodes will do (2.1).
fn check_client_key(key: Option<&str>) -> Result<(), Refusal> {
    let key = key.filter(|key| !key.is_empty());
    let key = key.ok_or_else(|| Refusal::new(Issue::Required, "400", "The client key is missing."))?;
    let json = STANDARD.decode(key).ok().and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
    match json {
        Some(Value::Object(_)) => Ok(()),
        _ => Err(Refusal::value("The client key does not decode.")),
    }
}

/// Claims for a person who signs in without an ID token.
fn claims_of(scenario: &crate::scenario::Scenario) -> Value {
    let mut claims = crate::profile::claims_of(&scenario.person);
    claims["sub"] = json!(scenario.id.get_ref());
    claims
}

fn failed(text: &str) -> Refusal {
    Refusal::new(Issue::Security, "400", text)
}

fn sign_in(ctx: &Context<'_>, claims: &Value) -> Result<AuthTokens> {
    let server = server(ctx);
    let subject = server.world(|world, now| world.sign_in(claims, &server.ids, now));
    let tokens = open_session(ctx, subject)?;
    Ok(AuthTokens {
        access_token: Some(JwtToken { jwt_token: Some(tokens.access) }),
        id_token: Some(JwtToken { jwt_token: Some(tokens.identity) }),
        refresh_token: Some(OpaqueToken { token: Some(tokens.refresh) }),
    })
}

fn open_session(ctx: &Context<'_>, subject: Option<String>) -> Result<crate::server::SessionTokens, Refusal> {
    let subject = subject.ok_or_else(|| Refusal::value("The ID token names nobody."))?;
    let tokens = server(ctx).open_session(&subject);
    tokens.ok_or_else(|| Refusal::new(Issue::Exception, "500", "The tokens could not be made."))
}
