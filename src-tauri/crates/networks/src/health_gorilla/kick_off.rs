//! The kick-off (`spec/ias-wire.md`, section 12.2). The identity token travels in the body alone: never in an address, a
//! header or a log.

use std::time::Duration;

use satchel_http::{Answer, Outgoing, Verb};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;
use url::Url;
use uuid::Uuid;

use super::error::Error;
use super::gateway::{HealthGorilla, failed};
use super::rejection::{Detail, Rejection};
use crate::CorrelationId;

/// The code system of purposes of use, and Individual Access Services in it (section 5).
const PURPOSES: &str = "urn:oid:2.16.840.1.113883.3.7204.1.5.2.1";
const T_IAS: &str = "T-IAS";

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// Documents.
    Retrieve,
    /// Documents, imported into the tenant as well.
    Import,
}

/// One kick-off.
pub struct Order<'a> {
    /// The tenant's patient.
    pub patient: &'a str,
    /// The proof of identity, for this one request.
    pub token: &'a SecretString,
    /// The same for every try of one retrieval.
    pub key: Uuid,
}

/// It runs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KickedOff {
    /// Where to look how far it is.
    pub status: Url,
    /// The `RequestResult` id.
    pub id: String,
    /// The server's id of the request.
    pub request_id: Option<String>,
    /// How long to wait before the first look.
    pub wait: Option<Duration>,
}

/// What came of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KickOff {
    /// A new retrieval.
    Begun(KickedOff),
    /// One was running for this patient already. **Assumption**: the refusal's `Content-Location` names it.
    Running(KickedOff),
}

impl HealthGorilla {
    /// Starts a retrieval. May be repeated with the same key.
    pub async fn kick_off(&self, order: &Order<'_>, correlation: &CorrelationId) -> Result<KickOff, Error> {
        let gateway = self.gateway();
        let mode = if gateway.imports { "import" } else { "retrieve" };
        let body = json!({
            "resourceType": "Parameters",
            "parameter": [
                { "name": "patient", "valueReference": { "reference": format!("Patient/{}", order.patient) } },
                { "name": gateway.purpose_parameter, "valueCoding": { "system": PURPOSES, "code": T_IAS } },
                { "name": gateway.token_parameter, "valueString": order.token.expose_secret() },
                { "name": "mode", "valueCode": mode },
            ],
        });
        let out = Outgoing {
            url: gateway.below(&gateway.operation)?,
            headers: vec![
                ("accept", "application/fhir+json".to_owned()),
                ("prefer", "respond-async".to_owned()),
                ("hg-idempotency-key", order.key.hyphenated().to_string()),
            ],
            body: Some(("application/fhir+json", body.to_string().into_bytes())),
            // The key makes a second arrival the same as the first (section 3.6).
            repeatable: true,
        };
        let answer = self.ask(Verb::Post, out, correlation).await?;
        match answer.status {
            201 | 202 => Ok(KickOff::Begun(self.kicked_off(&answer)?)),
            409 => {
                let told = Rejection::read(409, &answer.body, None);
                match self.kicked_off(&answer) {
                    Ok(running) if told.detail == Detail::InProgress => Ok(KickOff::Running(running)),
                    _ => Err(failed(&answer)),
                }
            }
            _ => Err(failed(&answer)),
        }
    }

    /// Where the status is: `Content-Location` or `Location`, whole or a path (section 3.4).
    fn kicked_off(&self, answer: &Answer) -> Result<KickedOff, Error> {
        let address = answer.header("content-location").or_else(|| answer.header("location"));
        let status = self.gateway().resolve(address.ok_or(Error::unreadable("status address"))?)?;
        let id =
            status.path_segments().and_then(|mut parts| parts.next_back()).unwrap_or_default().to_owned();
        if id.is_empty() || id.len() > 128 {
            return Err(Error::unreadable("status address"));
        }
        Ok(KickedOff {
            id,
            status,
            request_id: answer.header("x-hg-request-id").map(str::to_owned),
            wait: answer.retry_after,
        })
    }
}
