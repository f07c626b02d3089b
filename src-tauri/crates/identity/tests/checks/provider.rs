//! A small provider on loopback: one-time codes bound to PKCE, rotating refresh tokens, the device grant, revocation.
//! It keeps the rules itself, so that a client that breaks one is refused.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};

use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use identity::{Client, Provider, RelyingParty};
use satchel_http::{CorrelationId, Http, Limits, Origin, Policy};
use serde_json::{Value, json};
use url::Url;

pub(crate) type Fields = HashMap<String, String>;

/// What the provider knows, and what a test tells it to do.
#[derive(Default)]
pub(crate) struct Book {
    pub(crate) origin: String,
    /// Put over the discovery document.
    pub(crate) discovery: Value,
    /// Codes that were issued: challenge and redirect address.
    codes: HashMap<String, (String, String)>,
    /// The refresh token that is good now.
    pub(crate) refresh: Option<String>,
    issued: u32,
    /// Every form that came, by path.
    pub(crate) forms: Vec<(&'static str, Fields)>,
    /// Answers that come before the usual one, first first.
    pub(crate) instead: Vec<(StatusCode, Value)>,
    /// Put over a good answer of the token endpoint.
    pub(crate) answer: Value,
    pub(crate) rotates: bool,
}

#[derive(Clone)]
pub(crate) struct TestProvider {
    book: Arc<Mutex<Book>>,
    pub(crate) http: Http,
    pub(crate) client: Client,
}

impl TestProvider {
    pub(crate) async fn start() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let policy = Policy::default().with_loopback(Origin::parse(&origin).unwrap());
        let book = Book { origin, rotates: true, discovery: json!({}), answer: json!({}), ..Book::default() };
        let provider = Self {
            book: Arc::new(Mutex::new(book)),
            http: Http::new(policy, Limits::default()).unwrap(),
            client: Client {
                id: "satchel-test".to_owned(),
                scopes: vec!["openid".to_owned(), "offline_access".to_owned()],
            },
        };
        let router = Router::new()
            .route("/.well-known/openid-configuration", get(discovery))
            .route("/token", post(token))
            .route("/device", post(device))
            .route("/revoke", post(revoke))
            .with_state(provider.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        provider
    }

    pub(crate) fn book(&self) -> MutexGuard<'_, Book> {
        self.book.lock().unwrap()
    }

    pub(crate) async fn discover(&self) -> Result<Provider, identity::Error> {
        let issuer = self.book().origin.clone();
        Provider::discover(&issuer, &self.http, &CorrelationId::new()).await
    }

    pub(crate) fn party<'a>(&'a self, provider: &'a Provider) -> RelyingParty<'a> {
        let correlation = CorrelationId::new();
        RelyingParty { provider, client: &self.client, http: &self.http, correlation }
    }

    /// The person signs in: what the browser would be redirected to.
    pub(crate) fn sign_in(&self, address: &Url) -> Url {
        let asked: Fields = address.query_pairs().into_owned().collect();
        let mut book = self.book();
        assert_eq!(address.as_str().split('?').next(), Some(format!("{}/auth", book.origin).as_str()));
        assert_eq!(asked["response_type"], "code");
        assert_eq!(asked["client_id"], "satchel-test");
        assert_eq!(asked["code_challenge_method"], "S256");
        let code = format!("code-{}", book.codes.len() + 1);
        let bound = (asked["code_challenge"].clone(), asked["redirect_uri"].clone());
        book.codes.insert(code.clone(), bound);
        let mut back = Url::parse(&asked["redirect_uri"]).unwrap();
        back.query_pairs_mut().append_pair("code", &code).append_pair("state", &asked["state"]);
        back
    }
}

async fn discovery(State(provider): State<TestProvider>) -> Response {
    let book = provider.book();
    let origin = &book.origin;
    let mut document = json!({
        "issuer": origin,
        "authorization_endpoint": format!("{origin}/auth"),
        "token_endpoint": format!("{origin}/token"),
        "device_authorization_endpoint": format!("{origin}/device"),
        "revocation_endpoint": format!("{origin}/revoke"),
        "jwks_uri": format!("{origin}/jwks"),
    });
    document.as_object_mut().unwrap().extend(book.discovery.as_object().unwrap().clone());
    Json(document).into_response()
}

fn refused(code: &str) -> Response {
    let body = json!({"error": code, "error_description": "Zzyzx"});
    (StatusCode::BAD_REQUEST, Json(body)).into_response()
}

impl Book {
    fn next_instead(&mut self) -> Option<Response> {
        if self.instead.is_empty() {
            return None;
        }
        let (status, body) = self.instead.remove(0);
        Some((status, [("retry-after", "7")], Json(body)).into_response())
    }

    fn issue(&mut self) -> Response {
        self.issued += 1;
        if self.rotates || self.refresh.is_none() {
            self.refresh = Some(format!("refresh-{}", self.issued));
        }
        let mut answer = json!({
            "access_token": format!("access-{}", self.issued), "token_type": "Bearer", "expires_in": 300,
            "id_token": format!("identity-{}", self.issued), "scope": "openid"
        });
        if self.rotates || self.issued == 1 {
            answer["refresh_token"] = json!(self.refresh);
        }
        answer.as_object_mut().unwrap().extend(self.answer.as_object().unwrap().clone());
        Json(answer).into_response()
    }
}

async fn token(State(provider): State<TestProvider>, Form(form): Form<Fields>) -> Response {
    let mut book = provider.book();
    book.forms.push(("/token", form.clone()));
    if let Some(answer) = book.next_instead() {
        return answer;
    }
    if form.get("client_id").map(String::as_str) != Some("satchel-test") {
        return refused("invalid_client");
    }
    match form["grant_type"].as_str() {
        "authorization_code" => {
            let Some((challenge, redirect)) = book.codes.remove(&form["code"]) else {
                return refused("invalid_grant");
            };
            let hash =
                aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, form["code_verifier"].as_bytes());
            if URL_SAFE_NO_PAD.encode(hash.as_ref()) != challenge || form["redirect_uri"] != redirect {
                return refused("invalid_grant");
            }
            book.issue()
        }
        "refresh_token" if Some(&form["refresh_token"]) == book.refresh.as_ref() => book.issue(),
        "urn:ietf:params:oauth:grant-type:device_code" if form["device_code"] == "device-1" => book.issue(),
        _ => refused("invalid_grant"),
    }
}

async fn device(State(provider): State<TestProvider>, Form(form): Form<Fields>) -> Response {
    let mut book = provider.book();
    book.forms.push(("/device", form));
    if let Some(answer) = book.next_instead() {
        return answer;
    }
    let mut answer = json!({
        "device_code": "device-1", "user_code": "WDJB-MJHT", "expires_in": 600, "interval": 5,
        "verification_uri": format!("{}/go", book.origin),
        "verification_uri_complete": format!("{}/go?user_code=WDJB-MJHT", book.origin)
    });
    answer.as_object_mut().unwrap().extend(book.answer.as_object().unwrap().clone());
    Json(answer).into_response()
}

async fn revoke(State(provider): State<TestProvider>, Form(form): Form<Fields>) -> Response {
    let mut book = provider.book();
    book.forms.push(("/revoke", form.clone()));
    if let Some(answer) = book.next_instead() {
        return answer;
    }
    if book.refresh.as_ref() == form.get("token") {
        book.refresh = None;
    }
    StatusCode::OK.into_response()
}
