//! Authorization requests (RFC 6749 4.1.1, OIDC Core 3.1.2): which are sound, and the way back to the client.

use axum::Form;
use axum::extract::rejection::FormRejection;
use serde::Deserialize;
use url::Url;

use super::{Problem, check_client, is_registered};

/// What a client asks, unchecked.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(crate) struct Asked {
    response_type: Option<String>,
    client_id: Option<String>,
    redirect_uri: Option<String>,
    scope: Option<String>,
    state: Option<String>,
    nonce: Option<String>,
    code_challenge: Option<String>,
    code_challenge_method: Option<String>,
    prompt: Option<String>,
    login_hint: Option<String>,
}

/// A sound request; it waits for the person at the browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Authorization {
    pub(crate) back: Return,
    pub(crate) scope: String,
    pub(crate) nonce: Option<String>,
    /// PKCE, always `S256`.
    pub(crate) challenge: String,
    /// Who is expected to sign in.
    pub(crate) hint: Option<String>,
}

/// The way back to the client.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Return {
    /// As the client wrote it; it must come again with the code.
    pub(crate) redirect_uri: String,
    address: Url,
    state: Option<String>,
}

impl Return {
    /// The address of an answer. `state` goes back as it came; `iss` says who answers (RFC 9207).
    pub(crate) fn with(&self, issuer: &str, parameters: &[(&str, &str)]) -> Url {
        let mut address = self.address.clone();
        address
            .query_pairs_mut()
            .extend_pairs(parameters)
            .extend_pairs(self.state.iter().map(|state| ("state", state)))
            .append_pair("iss", issuer);
        address
    }

    /// The address of a refusal.
    pub(crate) fn refused(&self, issuer: &str, problem: Problem) -> Url {
        self.with(issuer, &[("error", problem.code), ("error_description", problem.text)])
    }

    /// Where a form of the page before may lead the browser; `None` for an app's own scheme, reached by a link.
    pub(crate) fn origin(&self) -> Option<String> {
        let origin = self.address.origin();
        origin.is_tuple().then(|| origin.ascii_serialization())
    }
}

/// Why a request is refused.
#[derive(Debug)]
pub(crate) enum Rejected {
    /// Client or address are not registered: the browser must not be sent anywhere.
    Here,
    /// The client is told.
    Back(Return, Problem),
}

impl Authorization {
    /// Reads the parameters of a request and checks them.
    pub(crate) fn of(asked: Result<Form<Asked>, FormRejection>) -> Result<Self, Box<Rejected>> {
        // A parameter that comes twice cannot be read either (RFC 6749 3.1).
        asked.map_err(|_| Box::new(Rejected::Here)).and_then(|Form(asked)| Self::read(asked))
    }

    fn read(asked: Asked) -> Result<Self, Box<Rejected>> {
        check_client(asked.client_id.as_deref()).map_err(|_| Box::new(Rejected::Here))?;
        let redirect_uri =
            asked.redirect_uri.filter(|address| is_registered(address)).ok_or(Box::new(Rejected::Here))?;
        let address = Url::parse(&redirect_uri).map_err(|_| Box::new(Rejected::Here))?;
        let back = Return { redirect_uri, address, state: asked.state };
        let refuse = |code, text| Err(Box::new(Rejected::Back(back.clone(), Problem::new(code, text))));

        if asked.response_type.as_deref() != Some("code") {
            return refuse("unsupported_response_type", "Only the code flow is offered.");
        }
        let scope = asked.scope.unwrap_or_default();
        if !scope.split(' ').any(|one| one == "openid") {
            return refuse("invalid_scope", "The scope must contain openid.");
        }
        let challenge = asked.code_challenge.unwrap_or_default();
        let base64url = |byte: u8| byte.is_ascii_alphanumeric() || b"-_".contains(&byte);
        let sound = challenge.len() == 43 && challenge.bytes().all(base64url);
        if asked.code_challenge_method.as_deref() != Some("S256") || !sound {
            return refuse("invalid_request", "PKCE with S256 is required.");
        }
        // Nobody is ever signed in already: there are no cookies.
        if asked.prompt.is_some_and(|prompt| prompt.split(' ').any(|one| one == "none")) {
            return refuse("login_required", "Somebody must sign in.");
        }
        Ok(Self { back, scope, nonce: asked.nonce, challenge, hint: asked.login_hint })
    }
}
