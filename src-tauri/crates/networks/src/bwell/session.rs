//! Tokens: how a session starts, and how it is kept alive. Source: `spec/bwell-wire.md`, sections 2.3 and 2.4.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Serialize};

use super::operation::Operation;
use crate::Error;

/// A token this close to its end is renewed before it is used.
const MARGIN: SignedDuration = SignedDuration::from_secs(60);

/// What a session holds. Has no `Serialize`, no `Clone`, and prints nothing.
pub(super) struct Tokens {
    pub(super) access: SecretString,
    pub(super) refresh: Option<SecretString>,
    expires_at: Timestamp,
    /// Grows with each renewal, so that ten calls that met the same 401 renew once.
    pub(super) generation: u64,
}

impl Tokens {
    fn new(access: String, refresh: Option<SecretString>, generation: u64) -> Result<Self, Error> {
        let expires_at = expiry(&access).ok_or(Error::Unreadable { what: "access token" })?;
        Ok(Self { access: SecretString::from(access), refresh, expires_at, generation })
    }

    /// Is it time to renew?
    pub(super) fn is_stale(&self, now: Timestamp) -> bool {
        self.expires_at.duration_since(now) < MARGIN
    }

    /// Has it ended?
    pub(super) fn is_over(&self, now: Timestamp) -> bool {
        self.expires_at <= now
    }

    /// The value of the `Authorization` header.
    pub(super) fn bearer(&self) -> String {
        format!("Bearer {}", self.access.expose_secret())
    }
}

/// The `exp` of a JWT. Read, not verified: we carry this token, we do not judge it.
fn expiry(token: &str) -> Option<Timestamp> {
    #[derive(Deserialize)]
    struct Claims {
        exp: f64,
    }
    let mut parts = token.split('.');
    let (_, payload, _) = (parts.next()?, parts.next()?, parts.next()?);
    let claims: Claims = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()?;
    // `exp` may carry a fraction; whole seconds are enough for a renewal.
    #[expect(clippy::cast_possible_truncation, reason = "out of range saturates, and Timestamp refuses it")]
    Timestamp::from_second(claims.exp as i64).ok()
}

pub(super) struct GetToken;

impl Operation for GetToken {
    const NAME: &'static str = "authenticate";
    const DOCUMENT: &'static str = include_str!("get_token.graphql");
    const REPEATABLE: bool = true;
    type Variables = NoVariables;
    type Data = TokenData;
}

/// Goes out as `{}`, as the SDK sends it for these two operations.
#[derive(Serialize)]
pub(super) struct NoVariables {}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct TokenData {
    get_token: Option<WireTokens>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the wire's own names")]
struct WireTokens {
    access_token: Option<Jwt>,
    id_token: Option<Jwt>,
    refresh_token: Option<Opaque>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Jwt {
    jwt_token: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Opaque {
    token: Option<String>,
}

impl TokenData {
    pub(super) fn tokens(self) -> Result<Tokens, Error> {
        let tokens = self.get_token.ok_or(Error::Unreadable { what: "getToken" })?;
        let access =
            tokens.access_token.and_then(|t| t.jwt_token).ok_or(Error::Unreadable { what: "accessToken" })?;
        Tokens::new(access, tokens.refresh_token.and_then(|t| t.token).map(SecretString::from), 0)
    }
}

pub(super) struct Refresh;

impl Operation for Refresh {
    const NAME: &'static str = "refreshTokens";
    const DOCUMENT: &'static str = include_str!("refresh.graphql");
    // A rotated refresh token may work once only.
    const REPEATABLE: bool = false;
    type Variables = NoVariables;
    type Data = RefreshData;
}

#[derive(Serialize, Deserialize)]
pub(super) struct RefreshData {
    refresh: Option<WireRefresh>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[expect(clippy::struct_field_names, reason = "the wire's own names")]
struct WireRefresh {
    access_token: Option<String>,
    id_token: Option<String>,
    refresh_token: Option<String>,
}

impl RefreshData {
    /// The next tokens. Where no new refresh token comes, the old one stays.
    pub(super) fn tokens(self, old: &Tokens) -> Result<Tokens, Error> {
        let refreshed = self.refresh.ok_or(Error::Unreadable { what: "refresh" })?;
        let access = refreshed.access_token.ok_or(Error::Unreadable { what: "accessToken" })?;
        let kept = || old.refresh.as_ref().map(|token| SecretString::from(token.expose_secret()));
        let refresh = refreshed.refresh_token.map(SecretString::from).or_else(kept);
        Tokens::new(access, refresh, old.generation + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn jwt(payload: &str) -> String {
        format!("e30.{}.c2ln", URL_SAFE_NO_PAD.encode(payload))
    }

    #[test]
    fn a_token_is_renewed_a_minute_before_its_end() {
        let tokens = Tokens::new(jwt(r#"{"exp":1000}"#), None, 0).unwrap();
        assert!(!tokens.is_stale(Timestamp::from_second(939).unwrap()));
        assert!(tokens.is_stale(Timestamp::from_second(941).unwrap()));
    }

    #[test]
    fn what_is_no_jwt_with_an_end_is_refused() {
        for bad in ["", "a.b", "e30.e30.c2ln", "e30.!!.c2ln"] {
            assert!(Tokens::new(bad.to_owned(), None, 0).is_err(), "{bad}");
        }
    }
}
