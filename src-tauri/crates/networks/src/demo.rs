//! The sandbox's control API: what a demo needs besides the networks themselves.
//!
//! HTTP with a token, so that an embedded and a separate sandbox act alike (architecture, section 11). Nothing here
//! exists at a real network.

use std::collections::BTreeMap;

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use url::Url;

use crate::{CorrelationId, Error, Http};

/// Someone a demo can be played as. Invented.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DemoPerson {
    /// Names the person in requests.
    pub id: String,
    /// The whole name.
    pub name: String,
    /// `YYYY-MM-DD`.
    pub birth_date: String,
    /// One sentence per language code, from the scenario file.
    pub about: BTreeMap<String, String>,
}

/// The sandbox's clock at one moment.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct ClockReading {
    /// Grows whenever the speed changes or the clock is moved.
    pub version: u64,
    /// The time there.
    pub now: Timestamp,
    /// Seconds there per real second; 0 stands still.
    pub speed: f64,
}

/// A client of the control API. Cheap to clone.
#[derive(Clone)]
pub struct DemoControl {
    http: Http,
    base: Url,
    token: std::sync::Arc<SecretString>,
}

impl DemoControl {
    /// For the sandbox at `base`.
    #[must_use]
    pub fn new(http: Http, base: Url, token: SecretString) -> Self {
        Self { http, base, token: std::sync::Arc::new(token) }
    }

    /// Who there is to play.
    pub async fn people(&self, correlation: &CorrelationId) -> Result<Vec<DemoPerson>, Error> {
        self.get("control/people", correlation).await
    }

    /// What the organisation's identity provider would give this person on sign-in.
    pub async fn id_token(
        &self,
        person_id: &str,
        correlation: &CorrelationId,
    ) -> Result<SecretString, Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Issued {
            id_token: String,
        }
        let mut url = self.url("control/people")?;
        url.path_segments_mut().map_err(|()| ADDRESS)?.push(person_id).push("id-token");
        let issued: Issued = self.ask(url, Some(Vec::new()), correlation).await?;
        Ok(SecretString::from(issued.id_token))
    }

    /// The clock; with `after`, waits until it has changed since that version (at most 25 seconds).
    pub async fn clock(
        &self,
        after: Option<u64>,
        correlation: &CorrelationId,
    ) -> Result<ClockReading, Error> {
        let mut url = self.url("control/clock")?;
        if let Some(version) = after {
            url.query_pairs_mut().append_pair("after", &version.to_string());
        }
        self.ask(url, None, correlation).await
    }

    async fn get<T: DeserializeOwned>(&self, path: &str, correlation: &CorrelationId) -> Result<T, Error> {
        self.ask(self.url(path)?, None, correlation).await
    }

    fn url(&self, path: &str) -> Result<Url, Error> {
        self.base.join(path).map_err(|_| ADDRESS)
    }

    async fn ask<T: DeserializeOwned>(
        &self,
        url: Url,
        body: Option<Vec<u8>>,
        correlation: &CorrelationId,
    ) -> Result<T, Error> {
        let out = satchel_http::Outgoing {
            url,
            headers: vec![("authorization", format!("Bearer {}", self.token.expose_secret()))],
            body: body.map(|bytes| ("application/json", bytes)),
            repeatable: true,
        };
        let answer = self.http.send(&out, correlation).await?;
        match answer.status {
            200..=299 => {
                serde_json::from_slice(&answer.body).map_err(|_| Error::Unreadable { what: "control answer" })
            }
            401 => Err(Error::Unauthorized),
            404 => Err(Error::Refused { issue: crate::IssueCode::NotFound }),
            status => Err(Error::Server { status }),
        }
    }
}

const ADDRESS: Error = Error::Unreadable { what: "control address" };
