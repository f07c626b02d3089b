//! The three requests of a receiver. None is repeated by itself: each may cost a try, or use up a link.

use std::time::Duration;

use health_link::manifest::{ManifestRequest, remaining_attempts};
use satchel_http::{Answer, CorrelationId, Http, Outgoing};
use secrecy::{ExposeSecret, SecretString};
use url::Url;

use super::{LARGEST_BODY, Refusal};

/// How we go out.
pub(super) struct Fetcher<'a> {
    pub(super) http: &'a Http,
    pub(super) correlation: &'a CorrelationId,
}

/// A manifest as it came.
pub(super) struct Served {
    pub(super) body: Vec<u8>,
    /// The least wait before the next look.
    pub(super) retry_after: Option<Duration>,
}

impl Fetcher<'_> {
    /// May we send a request there? No address of a link has a part after `#`.
    pub(super) fn may_go(&self, url: &Url) -> bool {
        url.fragment().is_none() && self.http.policy().allows(url)
    }

    /// The address of a file, if we may go there.
    pub(super) fn location(&self, text: &str) -> Result<Url, Refusal> {
        Url::parse(text).ok().filter(|url| self.may_go(url)).ok_or(Refusal::Blocked)
    }

    /// Asks for the manifest (section 4.1).
    pub(super) async fn manifest(
        &self,
        url: &Url,
        recipient: &str,
        passcode: Option<&SecretString>,
    ) -> Result<Served, Refusal> {
        let request = ManifestRequest {
            recipient,
            passcode: passcode.map(ExposeSecret::expose_secret),
            embedded_length_max: u64::try_from(LARGEST_BODY / 2).ok(),
        };
        let body = serde_json::to_vec(&request).map_err(|_| Refusal::Format("request"))?;
        let answer = self.send(url.clone(), Some(("application/json", body))).await?;
        match answer.status {
            200 => Ok(Served { body: answer.body, retry_after: answer.retry_after }),
            401 => Err(Refusal::wrong_passcode(remaining_attempts(&answer.body), passcode.is_some())),
            _ => Err(refused(&answer)),
        }
    }

    /// Fetches the one file of a direct link (section 4.5).
    pub(super) async fn direct(&self, url: &Url, recipient: &str) -> Result<String, Refusal> {
        let mut url = url.clone();
        url.query_pairs_mut().append_pair("recipient", recipient);
        self.file(&url).await
    }

    /// Fetches a file (section 4.3). Its media type is not looked at: servers send all kinds.
    pub(super) async fn file(&self, url: &Url) -> Result<String, Refusal> {
        let answer = self.send(url.clone(), None).await?;
        if answer.status != 200 {
            return Err(refused(&answer));
        }
        String::from_utf8(answer.body).map_err(|_| Refusal::Format("file"))
    }

    async fn send(&self, url: Url, body: Option<(&'static str, Vec<u8>)>) -> Result<Answer, Refusal> {
        let out = Outgoing { url, headers: Vec::new(), body, repeatable: false };
        Ok(self.http.send(&out, self.correlation).await?)
    }
}

/// What an answer means that is neither a file nor a wrong passcode (section 4.4).
fn refused(answer: &Answer) -> Refusal {
    match answer.status {
        // We follow nobody: a passcode could be carried along.
        300..=399 => Refusal::Blocked,
        404 | 410 => Refusal::NotFound,
        429 => Refusal::RateLimited { wait: answer.retry_after },
        _ => Refusal::Server,
    }
}
