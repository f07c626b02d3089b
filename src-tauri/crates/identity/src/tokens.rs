//! What a provider gave us: kept in memory, renewed, given back.

use std::fmt;

use jiff::{SignedDuration, Timestamp};
use oauth2::basic::BasicTokenType;
use oauth2::{RefreshToken, TokenResponse as _};
use secrecy::{ExposeSecret as _, SecretString};
use url::form_urlencoded;

use crate::oauth::{RefusedBecause, TokenAnswer};
use crate::{Error, RelyingParty};

/// The tokens of one session. Never printed, never written.
pub struct Tokens {
    access: SecretString,
    refresh: Option<SecretString>,
    identity: Option<SecretString>,
    expires_at: Option<Timestamp>,
}

impl fmt::Debug for Tokens {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Tokens").field("expires_at", &self.expires_at).finish_non_exhaustive()
    }
}

impl Tokens {
    /// For the provider's resources.
    #[must_use]
    pub fn access(&self) -> &SecretString {
        &self.access
    }

    /// For a longer memory than ours: whoever keeps it keeps it in the keychain.
    #[must_use]
    pub fn refresh_token(&self) -> Option<&SecretString> {
        self.refresh.as_ref()
    }

    /// The ID token of the last answer, unchecked. Taken, because it is checked and used once.
    pub fn take_identity(&mut self) -> Option<SecretString> {
        self.identity.take()
    }

    /// When the access token ends, where the provider says so.
    #[must_use]
    pub fn expires_at(&self) -> Option<Timestamp> {
        self.expires_at
    }

    pub(crate) fn read(answer: &TokenAnswer, now: Timestamp) -> Result<Self, Error> {
        if *answer.token_type() != BasicTokenType::Bearer || answer.access_token().secret().is_empty() {
            return Err(Error::Unreadable);
        }
        let secret = |text: &String| SecretString::from(text.as_str());
        let lasts = answer.expires_in().and_then(|lasts| SignedDuration::try_from(lasts).ok());
        Ok(Self {
            access: secret(answer.access_token().secret()),
            refresh: answer.refresh_token().map(|token| secret(token.secret())),
            identity: answer.extra_fields().id_token.as_ref().map(|token| secret(token.secret())),
            expires_at: lasts.and_then(|lasts| now.checked_add(lasts).ok()),
        })
    }
}

impl RelyingParty<'_> {
    /// Takes a kept refresh token back into use: the first step after a restart.
    pub async fn resume(&self, refresh: &SecretString, now: Timestamp) -> Result<Tokens, Error> {
        let refresh_token = RefreshToken::new(refresh.expose_secret().to_owned());
        let library = self.library();
        let answer: TokenAnswer =
            library.exchange_refresh_token(&refresh_token).request_async(&self.wire()).await?;
        let mut tokens = Tokens::read(&answer, now)?;
        // A provider that does not rotate sends none, and the old one stays good (RFC 6749, section 6).
        tokens.refresh.get_or_insert_with(|| refresh.clone());
        Ok(tokens)
    }

    /// Renews. On success the new refresh token is in place of the old one, which a rotating provider refuses from
    /// now on; on failure everything stays as it was.
    pub async fn renew(&self, tokens: &mut Tokens, now: Timestamp) -> Result<(), Error> {
        let refresh = tokens.refresh.as_ref().ok_or(Error::InvalidGrant)?;
        *tokens = self.resume(refresh, now).await?;
        Ok(())
    }

    /// Gives the session back (RFC 7009): the refresh token, with which the provider ends the access token too, or
    /// the access token where there is no other. A token that the provider no longer knows is as good as revoked.
    pub async fn revoke(&self, tokens: &Tokens) -> Result<(), Error> {
        let endpoint = self.provider.revocation_endpoint.clone().ok_or(Error::NotOffered("revocation"))?;
        let (token, kind) = match &tokens.refresh {
            Some(refresh) => (refresh, "refresh_token"),
            None => (&tokens.access, "access_token"),
        };
        let form = form_urlencoded::Serializer::new(String::new())
            .append_pair("token", token.expose_secret())
            .append_pair("token_type_hint", kind)
            .append_pair("client_id", &self.client.id)
            .finish();
        let answer = self.post(endpoint, form.into_bytes()).await?;
        match answer.status {
            200 | 204 => Ok(()),
            _ => Err(Error::Refused(error_code(&answer.body))),
        }
    }
}

/// The `error` of a JSON answer.
fn error_code(body: &[u8]) -> RefusedBecause {
    let answer: Option<serde_json::Value> = serde_json::from_slice(body).ok();
    let code = answer.as_ref().and_then(|answer| answer.get("error")?.as_str());
    code.map_or(RefusedBecause::Unknown, RefusedBecause::parse)
}
