//! The sandbox's control API: what a demo needs besides the networks themselves.
//!
//! HTTP with a token, so that an embedded and a separate sandbox act alike (architecture, section 11). Nothing here
//! exists at a real network.

use std::collections::BTreeMap;
use std::time::Duration;

use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use url::Url;

use crate::health_gorilla::Gateway;
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

/// A story that the sandbox has, without its steps.
#[derive(Clone, Debug, Deserialize)]
pub struct DemoStory {
    /// Names it.
    pub id: String,
    /// One text per language code.
    pub title: BTreeMap<String, String>,
    /// One sentence per language code.
    pub about: BTreeMap<String, String>,
    /// Whom one plays in it.
    pub person: String,
    /// It is told at a clinic's kiosk.
    #[serde(default)]
    pub kiosk: bool,
}

/// A story's steps.
#[derive(Clone, Debug, Deserialize)]
pub struct DemoSteps {
    /// In order.
    pub steps: Vec<DemoStep>,
}

/// One step of a story.
#[derive(Clone, Debug, Deserialize)]
pub struct DemoStep {
    /// What happens, per language code.
    pub caption: BTreeMap<String, String>,
    /// What the presenter points at, per language code.
    #[serde(default)]
    pub notice: BTreeMap<String, String>,
    /// What the world does.
    pub world: Vec<DemoTurn>,
}

/// One call of the control API, as a story asks for it.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DemoTurn {
    /// `POST`.
    Post {
        /// What follows `control/`.
        to: String,
        /// The body.
        with: serde_json::Map<String, Value>,
    },
    /// `DELETE`.
    Delete {
        /// What follows `control/`.
        to: String,
    },
}

/// A request that reached the sandbox, and its answer; secrets are masked there.
#[derive(Clone, Debug, Deserialize)]
pub struct DemoExchange {
    /// Grows by one.
    pub number: u64,
    /// The sandbox's time.
    pub at: Timestamp,
    /// `POST`
    pub method: String,
    /// Without query.
    pub path: String,
    /// It came with a token or a key.
    pub authorized: bool,
    /// What is shown of the body.
    pub request: String,
    /// HTTP.
    pub status: u16,
    /// What is shown of the body.
    pub answer: String,
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

/// The second network as the sandbox plays it, at `base`: gateway and exchange at one address.
pub fn gateway(base: &Url) -> Result<Gateway, Error> {
    let at = |path: &str| base.join(path).map_err(|_| ADDRESS);
    Ok(Gateway {
        fhir: at("fhir/R4")?,
        token: at("oauth/token")?,
        tenant: Some("lakeshore-health".to_owned()),
        scopes: ["patient/*.*", "patient360"].map(str::to_owned).to_vec(),
        document_hosts: Vec::new(),
        imports: false,
        largest_document: 50 << 20,
        operation: "DocumentReference/$p360-retrieve".to_owned(),
        token_parameter: "iasToken".to_owned(),
        purpose_parameter: "purposeOfUse".to_owned(),
        can_cancel: true,
        counts_places: true,
        patience: Duration::from_mins(15),
        tells_who_was_asked: true,
        updates_patients: true,
    })
}

/// A client of the control API. Cheap to clone.
#[derive(Clone)]
pub struct DemoControl {
    http: Http,
    base: Url,
    token: std::sync::Arc<SecretString>,
    seed: Option<u64>,
}

impl DemoControl {
    /// For the sandbox at `base`.
    #[must_use]
    pub fn new(http: Http, base: Url, token: SecretString) -> Self {
        Self { http, base, token: std::sync::Arc::new(token), seed: None }
    }

    /// The same for a demo whose ids and passcodes come again in each run. They can then be guessed.
    #[must_use]
    pub fn seeded(self, seed: Option<u64>) -> Self {
        Self { seed, ..self }
    }

    /// The demo's seed, if it has one.
    #[must_use]
    pub fn seed(&self) -> Option<u64> {
        self.seed
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
        self.token(person_id, "id-token", correlation).await
    }

    async fn token(
        &self,
        person_id: &str,
        which: &str,
        correlation: &CorrelationId,
    ) -> Result<SecretString, Error> {
        #[derive(Deserialize)]
        #[serde(rename_all = "camelCase")]
        struct Issued {
            id_token: String,
        }
        let mut url = self.url("control/people")?;
        url.path_segments_mut().map_err(|()| ADDRESS)?.push(person_id).push(which);
        let issued: Issued = self.ask(url, Some(Vec::new()), correlation).await?;
        Ok(SecretString::from(issued.id_token))
    }

    /// What the credential service provider would give this person after a check.
    pub async fn csp_token(
        &self,
        person_id: &str,
        correlation: &CorrelationId,
    ) -> Result<SecretString, Error> {
        self.token(person_id, "csp-token", correlation).await
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

    /// Where the sandbox's portals send the browser from now on.
    pub async fn lead_back_to(&self, address: &str, correlation: &CorrelationId) -> Result<(), Error> {
        let body = serde_json::json!({ "url": address }).to_string().into_bytes();
        let _: serde::de::IgnoredAny =
            self.ask(self.url("control/app-redirect")?, Some(body), correlation).await?;
        Ok(())
    }

    /// What there is to tell.
    pub async fn stories(&self, correlation: &CorrelationId) -> Result<Vec<DemoStory>, Error> {
        self.get("control/stories", correlation).await
    }

    /// The steps of one of them.
    pub async fn steps(&self, story: &str, correlation: &CorrelationId) -> Result<DemoSteps, Error> {
        let mut url = self.url("control/stories")?;
        url.path_segments_mut().map_err(|()| ADDRESS)?.push(story);
        self.ask(url, None, correlation).await
    }

    /// Lets the world do something.
    pub async fn turn(&self, turn: &DemoTurn, correlation: &CorrelationId) -> Result<(), Error> {
        let (to, body) = match turn {
            DemoTurn::Post { to, with } => (to, serde_json::to_vec(with).map_err(|_| ADDRESS)?),
            // Our client of the networks sends no DELETE; the control API takes this for it.
            DemoTurn::Delete { to } => (&format!("{to}/clear"), Vec::new()),
        };
        let _: serde::de::IgnoredAny =
            self.ask(self.url(&format!("control/{to}"))?, Some(body), correlation).await?;
        Ok(())
    }

    /// The faults that strike now, as the control API has them.
    pub async fn faults(&self, correlation: &CorrelationId) -> Result<Vec<Value>, Error> {
        self.get("control/faults", correlation).await
    }

    /// What went over the wire since a number.
    pub async fn wire(&self, after: u64, correlation: &CorrelationId) -> Result<Vec<DemoExchange>, Error> {
        let mut url = self.url("control/wire")?;
        url.query_pairs_mut().append_pair("after", &after.to_string());
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
