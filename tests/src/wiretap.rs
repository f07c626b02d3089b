//! Between the core and the sandbox: passes everything on, and remembers what must reach nobody else. For the canary.

use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use anyhow::{Context as _, Result};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, Method, Response, StatusCode, Uri, header};
use serde_json::Value;
use url::Url;

/// A value shorter than this is found anywhere by chance.
const LONG_ENOUGH: usize = 16;

/// Members of a provider's answers, fields of its forms and parameters of its addresses that must reach nobody else.
const SECRET_NAMES: [&str; 9] = [
    "access_token",
    "refresh_token",
    "id_token",
    "token",
    "code",
    "code_verifier",
    "device_code",
    "state",
    "nonce",
];

/// What of an answer's head goes on.
const PASSED_BACK: [&str; 8] = [
    "content-type",
    "content-encoding",
    "content-location",
    "location",
    "retry-after",
    "www-authenticate",
    "x-hg-request-id",
    "x-progress",
];

/// A running wiretap. Dropping it stops it.
pub struct Wiretap {
    /// `http://127.0.0.1:PORT/`: whoever talks to it talks to the sandbox.
    pub base: Url,
    shared: Arc<Shared>,
    server: tokio::task::JoinHandle<()>,
}

impl Drop for Wiretap {
    fn drop(&mut self) {
        self.server.abort();
    }
}

struct Shared {
    target: OnceLock<String>,
    client: reqwest::Client,
    secrets: Mutex<BTreeSet<String>>,
    /// The next request with this word in it is passed on, and its answer is lost.
    swallow: Mutex<Option<&'static str>>,
}

impl Wiretap {
    /// Listens on a free port. Nothing is passed on before [`before`](Self::before) says to whom.
    pub async fn spawn() -> Result<Self> {
        let shared = Arc::new(Shared {
            target: OnceLock::new(),
            client: reqwest::Client::builder()
                .no_proxy()
                .redirect(reqwest::redirect::Policy::none())
                .build()?,
            secrets: Mutex::default(),
            swallow: Mutex::default(),
        });
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let base = Url::parse(&format!("http://{}", listener.local_addr()?))?;
        let app = Router::new().fallback(pass).with_state(Arc::clone(&shared));
        let server = tokio::spawn(async move {
            // Ends with the test.
            let _ = axum::serve(listener, app).await;
        });
        Ok(Self { base, shared, server })
    }

    /// From now on everything goes to the sandbox at `target`.
    pub fn before(&self, target: &str) {
        // Who stands before one sandbox stays there.
        let _ = self.shared.target.set(target.trim_end_matches('/').to_owned());
    }

    /// The next request with this word in it reaches the sandbox, and its answer nobody: a 502 comes instead.
    pub fn swallow(&self, word: &'static str) {
        *held(&self.shared.swallow) = Some(word);
    }

    /// Tokens, and the secret parts of addresses, that went over the wire so far.
    #[must_use]
    pub fn secrets(&self) -> BTreeSet<String> {
        held(&self.shared.secrets).clone()
    }
}

fn held<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn pass(
    State(shared): State<Arc<Shared>>,
    method: Method,
    uri: Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Response<Body> {
    forward(&shared, method, &uri, headers, body).await.unwrap_or_else(|_| {
        let mut broken = Response::new(Body::empty());
        *broken.status_mut() = StatusCode::BAD_GATEWAY;
        broken
    })
}

async fn forward(
    shared: &Shared,
    method: Method,
    uri: &Uri,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response<Body>> {
    for value in headers.get_all(header::AUTHORIZATION) {
        let value = value.to_str().unwrap_or_default();
        shared.note(value.strip_prefix("Bearer ").unwrap_or(value));
    }
    shared.note_json(&body);
    shared.note_pairs(&body);
    shared.note_pairs(uri.query().unwrap_or_default().as_bytes());
    let swallowed = {
        let sent = String::from_utf8_lossy(&body);
        held(&shared.swallow).take_if(|word| sent.contains(*word)).is_some()
    };
    let path = uri.path_and_query().map_or("/", |path| path.as_str());
    let target = shared.target.get().context("nobody stands behind the wiretap")?;
    let request = shared.client.request(method, format!("{target}{path}"));
    let answer = request.headers(headers).body(body).send().await?;
    let mut passed = Response::builder().status(answer.status());
    for name in PASSED_BACK {
        if let Some(value) = answer.headers().get(name) {
            passed = passed.header(name, value);
        }
    }
    if let Some(back) =
        answer.headers().get(header::LOCATION).and_then(|back| Url::parse(back.to_str().ok()?).ok())
    {
        shared.note_pairs(back.query().unwrap_or_default().as_bytes());
    }
    let bytes = answer.bytes().await?;
    anyhow::ensure!(!swallowed, "the answer is lost");
    shared.note_json(&bytes);
    Ok(passed.body(Body::from(bytes))?)
}

impl Shared {
    fn note(&self, secret: &str) {
        if secret.len() >= LONG_ENOUGH {
            held(&self.secrets).insert(secret.to_owned());
        }
    }

    /// A form or a query.
    fn note_pairs(&self, text: &[u8]) {
        for (name, value) in url::form_urlencoded::parse(text) {
            if SECRET_NAMES.contains(&&*name) {
                self.note(&value);
            }
        }
    }

    fn note_json(&self, bytes: &[u8]) {
        if let Ok(value) = serde_json::from_slice(bytes) {
            self.note_value(&value);
        }
    }

    fn note_value(&self, value: &Value) {
        match value {
            Value::String(text) => self.note_text(text),
            Value::Array(list) => list.iter().for_each(|one| self.note_value(one)),
            Value::Object(map) => {
                // A code of a code system, as records have them, opens nothing.
                let coded = map.contains_key("system");
                for (name, one) in map {
                    if coded && name == "code" {
                        continue;
                    }
                    if let (true, Some(secret)) = (SECRET_NAMES.contains(&name.as_str()), one.as_str()) {
                        self.note(secret);
                    }
                    self.note_value(one);
                }
            }
            Value::Null | Value::Bool(_) | Value::Number(_) => {}
        }
    }

    /// A token, or an address: its path, its query and its fragment lead to a person.
    fn note_text(&self, text: &str) {
        if text.starts_with("eyJ") {
            self.note(text);
        }
        let Ok(address) = Url::parse(text) else { return };
        if !matches!(address.scheme(), "http" | "https") {
            return;
        }
        // Whose records a search is for is no secret of the person's own records.
        for (_, value) in address.query_pairs().filter(|(name, _)| name != "patient") {
            self.note(&value);
        }
        if let Some(fragment) = address.fragment() {
            self.note(fragment);
            self.note(fragment.strip_prefix("shlink:/").unwrap_or(fragment));
        }
    }
}
