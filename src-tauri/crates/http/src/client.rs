//! The client itself: one request out, one bounded answer back.

use std::sync::Arc;
use std::time::Duration;

use backon::{ExponentialBuilder, Retryable};
use reqwest::header::{CACHE_CONTROL, HeaderMap, HeaderName, HeaderValue, RETRY_AFTER};
use url::Url;

use crate::address::PublicOnly;
use crate::{CorrelationId, Error, Incoming, Policy, Proxies, Retry};

/// How long and how much. The defaults fit a JSON answer of a health network.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Time to make a connection.
    pub connect: Duration,
    /// Time for the whole exchange.
    pub total: Duration,
    /// Largest body we read, in bytes.
    pub body: usize,
    /// First pause before a repeat; it doubles.
    pub first_pause: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            total: Duration::from_secs(30),
            body: 8 * 1024 * 1024,
            first_pause: Duration::from_millis(250),
        }
    }
}

/// One request. Secrets in `headers` are marked sensitive and never printed.
#[derive(Debug)]
pub struct Outgoing {
    /// `GET` without a body, `POST` with one.
    pub url: Url,
    /// Names in lower case, values as they go out.
    pub headers: Vec<(&'static str, String)>,
    /// Content type and bytes.
    pub body: Option<(&'static str, Vec<u8>)>,
    /// May the same request be sent twice without harm?
    pub repeatable: bool,
}

/// What is done with an address. [`Http::send`] takes `Get` without a body and `Post` with one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// Read.
    Get,
    /// Send something new.
    Post,
    /// Put in the place of what is there.
    Put,
    /// Take away.
    Delete,
}

impl Verb {
    fn of(out: &Outgoing) -> Self {
        if out.body.is_some() { Self::Post } else { Self::Get }
    }

    fn method(self) -> reqwest::Method {
        match self {
            Self::Get => reqwest::Method::GET,
            Self::Post => reqwest::Method::POST,
            Self::Put => reqwest::Method::PUT,
            Self::Delete => reqwest::Method::DELETE,
        }
    }
}

/// What came back, whole and within the cap.
#[derive(Debug)]
pub struct Answer {
    /// HTTP status.
    pub status: u16,
    /// The body's bytes.
    pub body: Vec<u8>,
    /// The wait that a `Retry-After` in seconds asks for.
    pub retry_after: Option<Duration>,
    /// How long `Cache-Control` says that the answer may be kept; zero where it says not at all.
    pub max_age: Option<Duration>,
    headers: HeaderMap,
}

impl Answer {
    /// A header's text, by its name in lower case.
    #[must_use]
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// When the status itself says that another try makes sense.
    #[must_use]
    pub fn retry(&self) -> Retry {
        match self.status {
            429 | 503 => self.retry_after.map_or(Retry::Now, Retry::After),
            408 | 500 | 502 | 504 => Retry::Now,
            401 => Retry::AfterSignIn,
            _ => Retry::Never,
        }
    }
}

/// The one way out.
#[derive(Clone, Debug)]
pub struct Http {
    direct: reqwest::Client,
    by_proxy: Option<ByProxy>,
    policy: Arc<Policy>,
    limits: Limits,
}

/// The client that goes through the system's proxies, and when.
#[derive(Clone, Debug)]
struct ByProxy {
    client: reqwest::Client,
    proxies: Arc<Proxies>,
}

/// What every client of ours does, whichever way it goes out.
fn builder(limits: Limits) -> reqwest::ClientBuilder {
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .connect_timeout(limits.connect)
        .timeout(limits.total)
        .user_agent(concat!("Satchel/", env!("CARGO_PKG_VERSION")))
}

/// A wait longer than this is the caller's business, not a pause inside one request.
const LONGEST_PAUSE: Duration = Duration::from_secs(2);

impl Http {
    /// A client that keeps to `policy` and `limits`: no redirects, no proxy, no cookies.
    pub fn new(policy: Policy, limits: Limits) -> Result<Self, Error> {
        let direct = builder(limits).no_proxy().dns_resolver(Arc::new(PublicOnly)).build();
        let direct = direct.map_err(|_| Error::Setup)?;
        Ok(Self { direct, by_proxy: None, policy: Arc::new(policy), limits })
    }

    /// The same client, whose requests to listed hosts go through a proxy where there is one for them. The proxy itself
    /// may lie in a private network; all others are reached directly, as before.
    pub fn with_proxies(self, proxies: Proxies) -> Result<Self, Error> {
        let client = proxies.of(builder(self.limits)).build().map_err(|_| Error::Setup)?;
        Ok(Self { by_proxy: Some(ByProxy { client, proxies: Arc::new(proxies) }), ..self })
    }

    /// Does a request there go out directly, although the system has a proxy for it? Then that may be why it fails.
    #[must_use]
    pub fn goes_past_a_proxy(&self, url: &Url) -> bool {
        !self.policy.lists(url) && self.by_proxy.as_ref().is_some_and(|by| by.proxies.lead_to(url))
    }

    fn way_to(&self, url: &Url) -> &reqwest::Client {
        match &self.by_proxy {
            Some(by) if url.scheme() == "https" && self.policy.lists(url) && by.proxies.lead_to(url) => {
                &by.client
            }
            _ => &self.direct,
        }
    }

    /// The same client, for answers that are smaller or must come sooner. The time to connect stays.
    #[must_use]
    pub fn within(&self, limits: Limits) -> Self {
        Self { limits, ..self.clone() }
    }

    /// The same client for a receiver of links, who goes where a link leads.
    #[must_use]
    pub fn for_links(&self, limits: Limits) -> Self {
        Self { policy: Arc::new(self.policy.for_links()), limits, ..self.clone() }
    }

    /// The origins that this client keeps to.
    #[must_use]
    pub fn policy(&self) -> &Policy {
        &self.policy
    }

    /// Sends, and for a repeatable request tries up to three times over passing faults. A status is an answer,
    /// not an error: the caller reads it.
    pub async fn send(&self, out: &Outgoing, correlation: &CorrelationId) -> Result<Answer, Error> {
        self.send_as(Verb::of(out), out, correlation).await
    }

    /// Sends with a verb of the caller's choice.
    pub async fn send_as(
        &self,
        verb: Verb,
        out: &Outgoing,
        correlation: &CorrelationId,
    ) -> Result<Answer, Error> {
        self.check(out, correlation)?;
        let pauses = ExponentialBuilder::default()
            .with_min_delay(self.limits.first_pause)
            .with_max_delay(LONGEST_PAUSE)
            .with_max_times(2);
        let outcome = (|| async {
            match self.once(verb, out, correlation).await {
                Ok(answer) if worth_repeating(&answer) => Err(Passing::Status(answer)),
                Ok(answer) => Ok(answer),
                Err(error) => Err(Passing::Fault(error)),
            }
        })
        .retry(pauses)
        .when(|passing| match passing {
            Passing::Status(_) => out.repeatable,
            Passing::Fault(error) => {
                error.retry() == Retry::Now && (out.repeatable || error.nothing_was_sent())
            }
        })
        .await;
        match outcome {
            Ok(answer) | Err(Passing::Status(answer)) => Ok(answer),
            Err(Passing::Fault(error)) => {
                satchel_log::info!("a request got no answer", correlation, error);
                Err(error)
            }
        }
    }

    /// Sends once, and hands the body out as it arrives.
    pub async fn stream(&self, out: &Outgoing, correlation: &CorrelationId) -> Result<Incoming, Error> {
        self.check(out, correlation)?;
        let response = self.respond(Verb::of(out), out, correlation).await?;
        Ok(Incoming::new(response, self.limits))
    }

    fn check(&self, out: &Outgoing, correlation: &CorrelationId) -> Result<(), Error> {
        if self.policy.allows(&out.url) {
            return Ok(());
        }
        satchel_log::warn!("a request to an address that is not allowed was stopped", correlation);
        Err(Error::NotAllowed)
    }

    async fn respond(
        &self,
        verb: Verb,
        out: &Outgoing,
        correlation: &CorrelationId,
    ) -> Result<reqwest::Response, Error> {
        let mut headers = HeaderMap::new();
        for (name, value) in &out.headers {
            let mut value = HeaderValue::from_str(value).map_err(|_| Error::NotAllowed)?;
            value.set_sensitive(true);
            headers.insert(HeaderName::from_static(name), value);
        }
        headers.insert(
            HeaderName::from_static("x-correlation-id"),
            HeaderValue::from_str(&correlation.to_string()).map_err(|_| Error::NotAllowed)?,
        );
        let mut request = self.way_to(&out.url).request(verb.method(), out.url.clone());
        if let Some((content_type, bytes)) = &out.body {
            request = request.header(reqwest::header::CONTENT_TYPE, *content_type).body(bytes.clone());
        }
        let request = request.timeout(self.limits.total);
        request.headers(headers).send().await.map_err(|e| classify(&e))
    }

    async fn once(&self, verb: Verb, out: &Outgoing, correlation: &CorrelationId) -> Result<Answer, Error> {
        let response = self.respond(verb, out, correlation).await?;
        let status = response.status().as_u16();
        let retry_after = response
            .headers()
            .get(RETRY_AFTER)
            .and_then(|v| v.to_str().ok())
            .and_then(|v| v.trim().parse().ok())
            .map(Duration::from_secs);
        let max_age = response.headers().get(CACHE_CONTROL).and_then(|v| v.to_str().ok()).and_then(max_age);
        let headers = response.headers().clone();
        let body = self.read(response).await?;
        Ok(Answer { status, body, retry_after, max_age, headers })
    }

    /// Counts while reading, whatever `Content-Length` says.
    async fn read(&self, mut response: reqwest::Response) -> Result<Vec<u8>, Error> {
        let limit = self.limits.body;
        let mut body = Vec::new();
        while let Some(chunk) = response.chunk().await.map_err(|e| classify(&e))? {
            if body.len() + chunk.len() > limit {
                return Err(Error::TooLarge { limit });
            }
            body.extend_from_slice(&chunk);
        }
        Ok(body)
    }
}

enum Passing {
    Status(Answer),
    Fault(Error),
}

/// A gateway's hiccup is worth a second try at once; a 429 or a 503 with a wait is for the caller to respect.
fn worth_repeating(answer: &Answer) -> bool {
    matches!(answer.status, 502 | 504) || (answer.status == 503 && answer.retry_after.is_none())
}

/// RFC 9111, section 5.2.2, as far as a client that keeps few things needs it.
fn max_age(cache_control: &str) -> Option<Duration> {
    let directives = || cache_control.split(',').map(|directive| directive.trim().to_ascii_lowercase());
    if directives().any(|directive| matches!(directive.as_str(), "no-store" | "no-cache")) {
        return Some(Duration::ZERO);
    }
    directives()
        .find_map(|directive| directive.strip_prefix("max-age=")?.parse().ok())
        .map(Duration::from_secs)
}

pub(crate) fn classify(error: &reqwest::Error) -> Error {
    // A time-out while connecting counts as both; nothing was sent, and that is what matters.
    if error.is_connect() {
        Error::Offline
    } else if error.is_timeout() {
        Error::TimedOut
    } else {
        Error::Broken
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("max-age=300", Some(300))]
    #[case("public, Max-Age=86400, must-revalidate", Some(86_400))]
    #[case("max-age=300, no-store", Some(0))]
    #[case("no-cache", Some(0))]
    #[case("max-age=soon", None)]
    #[case("private", None)]
    fn the_time_to_keep_an_answer_is_read(#[case] header: &str, #[case] seconds: Option<u64>) {
        assert_eq!(max_age(header), seconds.map(Duration::from_secs), "{header}");
    }

    /// Answers every connection with 2 KiB, on a port of its own.
    async fn server() -> Url {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
        let answer = ([("cache-control", "max-age=60")], "x".repeat(2048));
        let router = axum::Router::new().route("/", axum::routing::get(|| async move { answer }));
        tokio::spawn(async move { axum::serve(listener, router).await });
        url
    }

    /// A proxy that refuses, and tells what it was asked for.
    async fn proxy() -> (Url, tokio::sync::mpsc::UnboundedReceiver<String>) {
        use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = Url::parse(&format!("http://{}/", listener.local_addr().unwrap())).unwrap();
        let (tell, told) = tokio::sync::mpsc::unbounded_channel();
        tokio::spawn(async move {
            while let Ok((mut stream, _)) = listener.accept().await {
                let mut asked = vec![0; 4096];
                let length = stream.read(&mut asked).await.unwrap();
                let asked = String::from_utf8_lossy(&asked[..length]).into_owned();
                tell.send(asked.lines().next().unwrap_or_default().to_owned()).unwrap();
                stream.write_all(b"HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n").await.unwrap();
            }
        });
        (url, told)
    }

    #[tokio::test]
    async fn listed_hosts_go_through_the_proxy_and_nothing_else_does() {
        let (proxy, mut told) = proxy().await;
        let own = server().await;
        let listed = crate::Origin::parse("https://records.lakeshore.internal").unwrap();
        let policy = Policy::new(vec![listed]).with_loopback(crate::Origin::of(&own).unwrap());
        let limits = Limits { first_pause: Duration::ZERO, ..Limits::default() };
        let direct = Http::new(policy, limits).unwrap();
        let http = direct.clone().with_proxies(Proxies::at(&proxy).unwrap()).unwrap();
        let out = |url: &str| Outgoing {
            url: Url::parse(url).unwrap(),
            headers: Vec::new(),
            body: None,
            repeatable: false,
        };

        let answer = http.send(&out("https://records.lakeshore.internal/a?b"), &CorrelationId::new()).await;
        assert_eq!(answer.unwrap_err(), Error::Offline);
        assert!(http.send(&out(own.as_str()), &CorrelationId::new()).await.is_ok());
        // What was never connected is tried once more.
        let asked: Vec<String> = std::iter::from_fn(|| told.try_recv().ok()).collect();
        assert!(!asked.is_empty());
        for line in asked {
            assert_eq!(line, "CONNECT records.lakeshore.internal:443 HTTP/1.1");
        }

        let link = Url::parse("https://links.lakeshore.internal/m").unwrap();
        let receiver = http.for_links(limits);
        assert!(receiver.goes_past_a_proxy(&link));
        assert!(!receiver.goes_past_a_proxy(&out("https://records.lakeshore.internal/m").url));
        assert!(!receiver.goes_past_a_proxy(&own));
        assert!(!direct.for_links(limits).goes_past_a_proxy(&link));
    }

    #[tokio::test]
    async fn a_narrower_cap_holds_for_the_narrower_client_alone() {
        let url = server().await;
        let policy = Policy::default().with_loopback(crate::Origin::of(&url).unwrap());
        let http = Http::new(policy, Limits::default()).unwrap();
        let out = Outgoing { url, headers: Vec::new(), body: None, repeatable: true };
        let correlation = CorrelationId::new();

        let narrow = http.within(Limits { body: 2047, ..Limits::default() });
        assert_eq!(narrow.send(&out, &correlation).await.unwrap_err(), Error::TooLarge { limit: 2047 });
        let answer = http.send(&out, &correlation).await.unwrap();
        assert_eq!(answer.body.len(), 2048);
        assert_eq!(answer.max_age, Some(Duration::from_mins(1)));
    }
}
