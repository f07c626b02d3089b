//! What the identity provider and the credential service provider have in common as OAuth 2.0 servers (RFC 6749,
//! 7636, 8252, 9207): one registered public client, its addresses, codes, refresh tokens and errors.
//!
//! It knows nothing of people: who signed in, and what is said about them, is the affair of `idp` and `csp`.

pub(crate) mod authorize;
pub(crate) mod grants;

use aws_lc_rs::digest::{SHA256, SHA512, digest};
use axum::extract::rejection::FormRejection;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Form, Json};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::Algorithm;
use serde_json::json;
use url::Url;

use self::authorize::Rejected;
use crate::pages::{Language, ending, escape, page};

/// The one registered client: public, without a secret.
pub(crate) const CLIENT: &str = "satchel-desktop";

/// The app's own schemes, taken as they stand.
const SCHEMES: [&str; 2] = ["health.satchel.desktop:/oauth/callback", "health.satchel.demo:/oauth/callback"];

/// Loopback addresses are registered without a port: any will do (RFC 8252 7.3). `localhost` is none of them (8.3).
const LOOPBACK: [&str; 2] = ["http://127.0.0.1", "http://[::1]"];
const LOOPBACK_PATH: &str = "/oauth/callback";

/// An error as RFC 6749 5.2 shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) code: &'static str,
    pub(crate) text: &'static str,
}

impl Problem {
    pub(crate) const fn new(code: &'static str, text: &'static str) -> Self {
        Self { code, text }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = match self.code {
            "invalid_client" | "invalid_token" => StatusCode::UNAUTHORIZED,
            "server_error" => StatusCode::INTERNAL_SERVER_ERROR,
            _ => StatusCode::BAD_REQUEST,
        };
        let body = Json(json!({ "error": self.code, "error_description": self.text }));
        if self.code == "invalid_token" {
            return (status, [(header::WWW_AUTHENTICATE, "Bearer error=\"invalid_token\"")], body)
                .into_response();
        }
        (status, body).into_response()
    }
}

impl From<crate::keys::KeyError> for Problem {
    fn from(_: crate::keys::KeyError) -> Self {
        Self::new("server_error", "The token could not be signed.")
    }
}

/// A form, or `invalid_request` when it cannot be read or says something twice.
pub(crate) fn read<T>(form: Result<Form<T>, FormRejection>) -> Result<T, Problem> {
    let unread = |_| Problem::new("invalid_request", "The form cannot be read.");
    form.map(|Form(form)| form).map_err(unread)
}

/// Refuses every client but the registered one.
pub(crate) fn check_client(client: Option<&str>) -> Result<(), Problem> {
    let unknown = Problem::new("invalid_client", "This client is not registered.");
    (client == Some(CLIENT)).then_some(()).ok_or(unknown)
}

/// Whether the client may be answered at this address: one of its own, to the letter.
fn is_registered(address: &str) -> bool {
    let port = |rest: &str| match rest.strip_prefix(':') {
        Some(port) => {
            port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse::<u16>().is_ok_and(|port| port > 0)
        }
        None => rest.is_empty(),
    };
    let loopback = |origin: &str| {
        let rest = address.strip_prefix(origin).and_then(|rest| rest.strip_suffix(LOOPBACK_PATH));
        rest.is_some_and(port)
    };
    SCHEMES.contains(&address) || LOOPBACK.into_iter().any(loopback)
}

/// Whether a verifier belongs to the challenge sent before (RFC 7636 4.6, `S256`).
fn challenge_fits(challenge: &str, verifier: &str) -> bool {
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
    (43..=128).contains(&verifier.len())
        && verifier.bytes().all(allowed)
        && URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes())) == challenge
}

/// `at_hash` of an access token under the algorithm of the ID token beside it (OIDC Core 3.1.3.6).
pub(crate) fn at_hash(access: &str, algorithm: Algorithm) -> String {
    let hash = digest(if algorithm == Algorithm::EdDSA { &SHA512 } else { &SHA256 }, access.as_bytes());
    let half = &hash.as_ref()[..hash.as_ref().len() / 2];
    URL_SAFE_NO_PAD.encode(half)
}

/// Sends the browser back to the client: straight to a loopback address, through a page with a link to an app's own
/// scheme, which browsers follow from a click or a refresh only.
pub(crate) fn send_back(language: Language, address: &Url, title: &str, text: &str) -> Response {
    if address.scheme() == "http" {
        Redirect::to(address.as_str()).into_response()
    } else {
        ending(language, title, text, Some(address.as_str()))
    }
}

/// Tells the client, or only the person when the client is not known.
pub(crate) fn refuse(language: Language, issuer: &str, rejected: Rejected) -> Response {
    let title = language.pick("The app did not ask properly", "La aplicación no preguntó bien");
    match rejected {
        Rejected::Back(back, problem) => {
            send_back(language, &back.refused(issuer, problem), title, &escape(problem.text))
        }
        Rejected::Here => {
            let text = language.pick(
                "We don’t know the app, or the address it wants to return to.",
                "No conocemos la aplicación o la dirección a la que quiere volver.",
            );
            page(language, StatusCode::BAD_REQUEST, title, "", &format!("<h1>{title}</h1><p>{text}</p>"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_fit_to_the_letter_but_for_the_loopback_port() {
        for good in [
            "http://127.0.0.1:49152/oauth/callback",
            "http://127.0.0.1/oauth/callback",
            "http://[::1]:7/oauth/callback",
            "health.satchel.desktop:/oauth/callback",
            "health.satchel.demo:/oauth/callback",
        ] {
            assert!(is_registered(good), "{good}");
        }
        for bad in [
            "",
            "http://localhost:49152/oauth/callback",
            "https://127.0.0.1:49152/oauth/callback",
            "http://127.0.0.1:49152/oauth/callback/",
            "http://127.0.0.1:49152/oauth/callback?x=1",
            "http://127.0.0.1:0/oauth/callback",
            "http://127.0.0.1:65536/oauth/callback",
            "http://127.0.0.1:+80/oauth/callback",
            "http://127.0.0.1:80@evil.invalid/oauth/callback",
            "http://127.0.0.1.evil.invalid/oauth/callback",
            "http://127.0.0.2:80/oauth/callback",
            "HTTP://127.0.0.1:80/oauth/callback",
            "health.satchel.desktop://oauth/callback",
            "health.satchel.desktop:/oauth/callback#x",
        ] {
            assert!(!is_registered(bad), "{bad}");
        }
    }

    /// The example of RFC 7636 appendix B.
    #[test]
    fn the_published_verifier_fits_its_challenge() {
        let challenge = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
        assert!(challenge_fits(challenge, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"));
        assert!(!challenge_fits(challenge, "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXl"));
        assert!(!challenge_fits(challenge, "short"));
    }

    /// The example of OIDC Core A.3.
    #[test]
    fn the_published_access_token_has_its_hash() {
        let hash = at_hash("jHkWEdUXMU1BwAsC4vtUsZwnNvTIxEl0z9K3vx5KF0Y", Algorithm::RS256);
        assert_eq!(hash, "77QmUPtjPfzWtF2AnpK9RQ");
    }
}
