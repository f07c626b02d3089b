//! The page in an ordinary browser, on the real core: commands over HTTP on loopback, for tests alone.

use std::convert::Infallible;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{Path as Segment, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use commands::{Core, Topic};
use futures::{Stream, StreamExt as _};
use serde_json::{Value, json};
use tokio::sync::{broadcast, mpsc};
use workflow::CorrelationId;

/// A running bridge. Dropping it stops it.
pub struct Bridge {
    /// `http://127.0.0.1:PORT`
    pub base: String,
    server: tokio::task::JoinHandle<()>,
}

impl Drop for Bridge {
    fn drop(&mut self) {
        self.server.abort();
    }
}

#[derive(Clone)]
struct Shared {
    core: Arc<Core>,
    changed: broadcast::Sender<Vec<Topic>>,
    pages: Arc<PathBuf>,
    token: Arc<str>,
}

/// The same rules for the page as in the app's window, but that it talks to us instead of to Tauri.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; \
                      connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

impl Bridge {
    /// Serves the page built into `pages` (`npm run build:bridge`) on a free port.
    pub async fn spawn(
        core: Arc<Core>,
        changed: broadcast::Sender<Vec<Topic>>,
        pages: &Path,
    ) -> Result<Self> {
        anyhow::ensure!(pages.join("index.html").exists(), "the page is not built: npm run build:bridge");
        let token: Arc<str> = CorrelationId::new().to_string().into();
        let shared = Shared { core, changed, pages: Arc::new(pages.to_owned()), token };
        let app = Router::new()
            .route("/ipc/{command}", post(command))
            .route("/events", get(events))
            .fallback(get(file))
            .with_state(shared);
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await?;
        let base = format!("http://{}", listener.local_addr()?);
        let server = tokio::spawn(async move {
            // Ends with the test.
            let _ = axum::serve(listener, app).await;
        });
        Ok(Self { base, server })
    }
}

async fn command(
    State(shared): State<Shared>,
    Segment(name): Segment<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    if headers.get("x-bridge-token").and_then(|v| v.to_str().ok()) != Some(&*shared.token) {
        return StatusCode::FORBIDDEN.into_response();
    }
    let request = serde_json::from_slice(&body).unwrap_or(Value::Null);
    let (lines, answer) = mpsc::unbounded_channel::<Value>();
    tokio::spawn(async move {
        let progress = lines.clone();
        let report = move |step: Value| drop(progress.send(json!({ "progress": step })));
        let last = match commands::dispatch(&shared.core, &name, request, &report).await {
            Ok(answer) => json!({ "ok": answer }),
            Err(error) => json!({ "error": error }),
        };
        // The page may have gone meanwhile.
        let _ = lines.send(last);
    });
    ([(header::CONTENT_TYPE, "application/x-ndjson")], Body::from_stream(lines_of(answer))).into_response()
}

fn lines_of(answer: mpsc::UnboundedReceiver<Value>) -> impl Stream<Item = Result<String, Infallible>> {
    futures::stream::unfold(answer, |mut answer| async move {
        answer.recv().await.map(|line| (Ok(format!("{line}\n")), answer))
    })
}

async fn events(State(shared): State<Shared>) -> Response {
    let topics = futures::stream::unfold(shared.changed.subscribe(), |mut news| async move {
        loop {
            match news.recv().await {
                Ok(topics) => return Some((topics, news)),
                Err(broadcast::error::RecvError::Lagged(_)) => {}
                Err(broadcast::error::RecvError::Closed) => return None,
            }
        }
    });
    let lines = topics.map(|topics| Ok::<_, Infallible>(format!("data: {}\n\n", json!(topics))));
    ([(header::CONTENT_TYPE, "text/event-stream")], Body::from_stream(lines)).into_response()
}

async fn file(State(shared): State<Shared>, uri: axum::http::Uri) -> Response {
    let name = uri.path().trim_start_matches('/');
    let name = if name.is_empty() { "index.html" } else { name };
    if name.split('/').any(|part| part == "..") {
        return StatusCode::NOT_FOUND.into_response();
    }
    let path = shared.pages.join(name);
    let Ok(bytes) = std::fs::read(&path) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = match path.extension().and_then(|e| e.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript",
        Some("css") => "text/css",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    };
    let bytes = if name == "index.html" {
        let page = String::from_utf8_lossy(&bytes);
        let token = format!("<head><meta name=\"bridge-token\" content=\"{}\">", shared.token);
        page.replacen("<head>", &token, 1).into_bytes()
    } else {
        bytes
    };
    ([(header::CONTENT_TYPE, kind), (header::CONTENT_SECURITY_POLICY, POLICY)], bytes).into_response()
}
