//! Who was asked, and what came of it: the retrieval's own audit (`spec/ias-wire.md`, sections 3.1 and 12.2).

use serde_json::Value;
use url::Url;

use super::error::Error;
use super::gateway::HealthGorilla;
use super::parameters::{all, count, text};
use crate::CorrelationId;
use crate::lenient::lenient_enum;

lenient_enum! {
    /// What came of asking one place.
    PlaceOutcome {
        /// It answered.
        Completed = "completed",
        /// It took too long.
        Timeout = "timeout",
        /// Its system was down.
        Transient = "transient",
    }
}

/// One place that was asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskedPlace {
    /// Its OID, without `urn:oid:`.
    pub id: String,
    /// What it is called.
    pub name: Option<String>,
    /// What came of it.
    pub outcome: PlaceOutcome,
    /// How many documents it has, by the network.
    pub documents: Option<u32>,
}

/// The most places of which anybody is told.
const MOST: usize = 1000;

impl HealthGorilla {
    /// Who was asked. **Assumption** `retrieval_audit`; nobody where it is not offered.
    pub async fn asked(&self, status: &Url, correlation: &CorrelationId) -> Result<Vec<AskedPlace>, Error> {
        if !self.gateway().tells_who_was_asked {
            return Ok(Vec::new());
        }
        let mut url = status.clone();
        url.set_path(&format!("{}/$audit", status.path().trim_end_matches('/')));
        let answer = match self.read(url, correlation).await {
            Err(Error::Rejected(told)) if matches!(told.status, 404 | 410) => return Ok(Vec::new()),
            answer => answer?,
        };
        let body: Value = serde_json::from_slice(&answer.body).map_err(|_| Error::unreadable("audit"))?;
        Ok(all(&body, "organization").filter_map(place).take(MOST).collect())
    }
}

fn place(part: &Value) -> Option<AskedPlace> {
    let id = text(part, "id")?.trim_start_matches("urn:oid:");
    let fine = (1..=128).contains(&id.len()) && !id.contains(|c: char| c.is_whitespace() || c.is_control());
    fine.then(|| AskedPlace {
        id: id.to_owned(),
        name: text(part, "name").map(|name| name.chars().take(200).collect()),
        outcome: PlaceOutcome::parse_option(text(part, "outcome")),
        documents: count(part, "documents"),
    })
}
