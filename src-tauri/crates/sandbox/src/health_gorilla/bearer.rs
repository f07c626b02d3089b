//! Access tokens of the exchange, and who may do what with one.

use axum::http::{HeaderMap, header};
use jiff::Timestamp;

use super::State;
use super::outcome::Refusal;
use crate::graphql::bearer;

/// What the kick-off asks of a token.
pub(super) const RETRIEVE: &str = "patient360";

/// An access token.
#[derive(Debug, Clone)]
pub(super) struct Bearer {
    /// The person whose it is; `None` for the tenant's own.
    pub(super) person: Option<String>,
    pub(super) scopes: Vec<String>,
    pub(super) expires: Timestamp,
}

impl Bearer {
    /// A patient's token reaches that patient's resources and nobody else's.
    pub(super) fn may_see(&self, person: &str) -> bool {
        self.person.as_deref().is_none_or(|own| own == person)
    }
}

impl State {
    /// Whose request it is.
    pub(super) fn bearer(&self, headers: &HeaderMap, now: Timestamp) -> Result<Bearer, Refusal> {
        let token = bearer(headers).unwrap_or_default();
        let found = self.bearers.get(token).filter(|bearer| now < bearer.expires);
        found.cloned().ok_or_else(|| {
            Refusal::new(401, "login", "The access token is missing or has expired.")
                .header(header::WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")
        })
    }
}
