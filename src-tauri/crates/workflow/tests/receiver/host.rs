//! A host that answers as a test says, and remembers who asked for what.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use axum::Router;
use axum::body::Bytes;
use axum::http::{Method, StatusCode, Uri};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use health_link::Payload;
use jiff::Timestamp;
use satchel_http::{CorrelationId, Http, Limits, Origin, Policy};
use secrecy::SecretString;
use serde_json::{Value, json};
use workflow::{RECEIVER_LIMITS, Received, Refusal, Visitor, receive};

pub(crate) const KEY: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";
pub(crate) const PATIENT: &str = r#"{"resourceType":"Patient","name":[{"text":"Robin Testcase"}]}"#;
/// A moment at which the links of these tests work.
pub(crate) const NOW: i64 = 1_766_173_500;

/// One request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Asked {
    pub(crate) method: Method,
    /// Path and query.
    pub(crate) path: String,
    pub(crate) body: Value,
    /// Where the host is.
    pub(crate) base: String,
}

type Script = dyn Fn(&Asked, usize) -> Response + Send + Sync;

pub(crate) struct Host {
    pub(crate) base: String,
    asked: Arc<Mutex<Vec<Asked>>>,
    http: Http,
}

impl Host {
    /// A host with this script; it gets each request and how many came before it.
    pub(crate) async fn with(script: impl Fn(&Asked, usize) -> Response + Send + Sync + 'static) -> Self {
        let (asked, script): (_, Arc<Script>) = (Arc::new(Mutex::new(Vec::new())), Arc::new(script));
        let heard: Arc<Mutex<Vec<Asked>>> = Arc::clone(&asked);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let own = base.clone();
        let app = Router::new().fallback(move |method: Method, uri: Uri, body: Bytes| {
            let (heard, script, base) = (Arc::clone(&heard), Arc::clone(&script), own.clone());
            async move {
                let body = serde_json::from_slice(&body).unwrap_or(Value::Null);
                let one = Asked { method, path: uri.to_string(), body, base };
                let before = {
                    let mut heard = heard.lock().unwrap();
                    heard.push(one.clone());
                    heard.len() - 1
                };
                script(&one, before)
            }
        });
        tokio::spawn(async move { axum::serve(listener, app).await });
        let http = http(&base, RECEIVER_LIMITS);
        Self { base, asked, http }
    }

    /// A host that gives this text, whoever asks.
    pub(crate) async fn giving(status: u16, text: impl Into<String>) -> Self {
        let text = text.into();
        Self::with(move |_, _| (StatusCode::from_u16(status).unwrap(), text.clone()).into_response()).await
    }

    /// A host whose manifest has these files.
    pub(crate) async fn manifest(files: Value) -> Self {
        Self::giving(200, json!({ "files": files }).to_string()).await
    }

    pub(crate) fn asked(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// A link to this host's `/m`, with more members or others.
    pub(crate) fn link(&self, more: &Value) -> Payload {
        let mut json = json!({ "url": format!("{}/m", self.base), "key": KEY, "label": "Health Records" });
        json.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        Payload::parse(&format!("shlink:/{}", URL_SAFE_NO_PAD.encode(json.to_string()))).unwrap()
    }

    /// Opens a link to this host.
    pub(crate) async fn open(&self, more: Value, passcode: Option<&str>) -> Result<Received, Refusal> {
        self.within(RECEIVER_LIMITS, more, passcode).await
    }

    pub(crate) async fn within(
        &self,
        limits: Limits,
        more: Value,
        passcode: Option<&str>,
    ) -> Result<Received, Refusal> {
        visit(&self.http.within(limits), &self.link(&more), passcode).await
    }
}

pub(crate) async fn visit(http: &Http, link: &Payload, passcode: Option<&str>) -> Result<Received, Refusal> {
    let visitor = Visitor {
        recipient: "Valley Clinic front desk".to_owned(),
        passcode: passcode.map(SecretString::from),
    };
    receive(http, link, &visitor, Timestamp::from_second(NOW).unwrap(), &CorrelationId::new()).await
}

/// A client that may go to the public internet and to this one loopback origin.
pub(crate) fn http(base: &str, limits: Limits) -> Http {
    Http::new(Policy::public().with_loopback(Origin::parse(base).unwrap()), limits).unwrap()
}

/// Limits that a test can wait for.
pub(crate) fn short() -> Limits {
    Limits { total: Duration::from_millis(600), body: 1024 * 1024, ..RECEIVER_LIMITS }
}

/// A sealed file with a plain header.
pub(crate) fn sealed(plaintext: &str) -> String {
    seal(r#"{"alg":"dir","enc":"A256GCM","cty":"application/fhir+json"}"#, plaintext.as_bytes(), &[7; 12])
}

/// Seals as any sender might, whatever the header says. The tag has 16 bytes, the IV as many as are given.
pub(crate) fn seal(header: &str, plaintext: &[u8], iv: &[u8]) -> String {
    let key: [u8; 32] = std::array::from_fn(|i| u8::try_from(i).unwrap());
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &key).unwrap());
    let header = URL_SAFE_NO_PAD.encode(header);
    let mut bytes = plaintext.to_vec();
    let nonce = Nonce::try_assume_unique_for_key(&iv[..12]).unwrap();
    let tag = key.seal_in_place_separate_tag(nonce, Aad::from(header.as_bytes()), &mut bytes).unwrap();
    let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    format!("{header}..{}.{}.{}", part(iv), part(&bytes), part(tag.as_ref()))
}

pub(crate) fn embedded(jwe: &str) -> Value {
    json!([{ "contentType": "application/fhir+json", "embedded": jwe }])
}
