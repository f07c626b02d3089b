//! The way back from the system's browser without a scheme of ours: a listener on this machine (RFC 8252, section 7.3).
//!
//! It reads nothing but the address that was called, hands it on, and answers with a page that says where to go. It
//! believes nothing: whoever waits looks whether the address is an answer to its request.

use std::net::Ipv4Addr;
use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use url::Url;

/// The path of every way back.
pub const CALLBACK_PATH: &str = "/oauth/callback";
/// A code and a state are some hundred characters.
const LONGEST_QUERY: usize = 4096;

/// A listener on a port that the system chose. It ends when this is dropped.
#[derive(Debug)]
pub struct Loopback {
    redirect: Url,
    _open: oneshot::Sender<()>,
}

/// What the browser shows at the end of a sign-in. Plain text; it is made safe for the page here.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LandingPage {
    /// `en` or `es`.
    pub language: &'static str,
    /// One sentence.
    pub title: String,
    /// What to do now.
    pub body: String,
}

struct Listening {
    redirect: Url,
    host: String,
    page: String,
    called: Box<dyn Fn(Url) + Send + Sync>,
}

impl Loopback {
    /// Begins to listen. `called` gets every address of ours that somebody calls; it must not block.
    pub async fn listen(
        page: &LandingPage,
        called: impl Fn(Url) + Send + Sync + 'static,
    ) -> std::io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await?;
        let host = listener.local_addr()?.to_string();
        let redirect = Url::parse(&format!("http://{host}{CALLBACK_PATH}")).map_err(std::io::Error::other)?;
        let (open, closed) = oneshot::channel::<()>();
        let listening =
            Listening { redirect: redirect.clone(), host, page: html(page), called: Box::new(called) };
        let router = Router::new().fallback(answer).with_state(Arc::new(listening));
        tokio::spawn(async move {
            // Who is being answered is answered still; then nobody listens.
            let dropped = async move { drop(closed.await) };
            let _ = axum::serve(listener, router).with_graceful_shutdown(dropped).await;
        });
        Ok(Self { redirect, _open: open })
    }

    /// The address to give to the provider.
    #[must_use]
    pub fn redirect(&self) -> &Url {
        &self.redirect
    }
}

async fn answer(State(listening): State<Arc<Listening>>, request: Request) -> Response {
    let uri = request.uri();
    // A page elsewhere that made a name of its own lead here calls us by that name.
    let by_our_name = request.headers().get(header::HOST).is_some_and(|host| host == listening.host.as_str());
    let query = uri.query().filter(|query| query.len() <= LONGEST_QUERY);
    let (true, CALLBACK_PATH, Some(query)) = (by_our_name, uri.path(), query) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    if request.method() != Method::GET {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let mut called = listening.redirect.clone();
    called.set_query(Some(query));
    (listening.called)(called);
    let headers = [
        (header::CONTENT_TYPE, "text/html; charset=utf-8"),
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
        ),
    ]
    .map(|(name, value)| (name, HeaderValue::from_static(value)));
    (headers, listening.page.clone()).into_response()
}

fn html(page: &LandingPage) -> String {
    let LandingPage { language, title, body } = page;
    let (title, body) = (escape(title), escape(body));
    format!(
        "<!doctype html><html lang=\"{language}\"><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\"><meta name=\"color-scheme\" content=\"light dark\">\
         <title>{title}</title><main><h1>{title}</h1><p>{body}</p></main></html>"
    )
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
