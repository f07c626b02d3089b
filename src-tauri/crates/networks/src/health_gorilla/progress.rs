//! How far a retrieval is, and how it ended (`spec/ias-wire.md`, sections 3.4 and 12.2).

use std::time::Duration;

use jiff::Timestamp;
use satchel_http::{Outgoing, Verb};
use serde_json::Value;
use url::Url;

use super::error::Error;
use super::gateway::{HealthGorilla, failed};
use super::parameters::{count, text, value};
use crate::CorrelationId;
use crate::lenient::{instant, lenient_enum};

lenient_enum! {
    /// The terminal states of seed 003. What is none of them is no success.
    TerminalStatus {
        /// Everything that was there.
        Completed = "completed",
        /// What was available; some processing failed.
        Partial = "partial",
        /// It did not complete.
        Failed = "failed",
    }
}

/// One look.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// It goes on.
    Running {
        /// How many places have answered, where the network says so.
        answered: Option<u32>,
        /// Of how many.
        total: Option<u32>,
        /// When to look again, where the network says so.
        wait: Option<Duration>,
    },
    /// It has ended.
    Ended(Box<Ended>),
}

/// The end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ended {
    /// How, by the network.
    pub status: TerminalStatus,
    /// When it began.
    pub started: Option<Timestamp>,
    /// When it ended.
    pub finished: Option<Timestamp>,
    /// How many places were asked.
    pub places: Option<u32>,
    /// How many documents there are.
    pub found: Option<u32>,
    /// Where they are listed, as the network gave it: whole or below the base.
    pub result: Option<String>,
    /// What went wrong on the way.
    pub issues: Vec<Issue>,
}

/// One thing that went wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issue {
    /// FHIR's issue code.
    pub code: String,
    /// In the network's words.
    pub text: Option<String>,
}

/// The longest text that is taken over from a network.
const LONGEST: usize = 200;
/// The most things that went wrong of which anybody is told.
const MOST_ISSUES: usize = 50;

impl HealthGorilla {
    /// Looks how far it is.
    pub async fn progress(&self, status: &Url, correlation: &CorrelationId) -> Result<Progress, Error> {
        let headers = vec![("accept", "application/fhir+json".to_owned())];
        let out = Outgoing { url: status.clone(), headers, body: None, repeatable: false };
        let answer = self.ask(Verb::Get, out, correlation).await?;
        let body: Value = serde_json::from_slice(&answer.body).unwrap_or_default();
        match answer.status {
            202 => {
                let told = self.gateway().counts_places;
                let number = |name: &str| count(&body, name).filter(|_| told);
                Ok(Progress::Running {
                    answered: number("organizationsResponded"),
                    total: number("organizationsTotal"),
                    wait: answer.retry_after,
                })
            }
            200 => Ok(Progress::Ended(Box::new(ended(&body)))),
            // The vendor's own sample takes it for the end (section 3.4).
            454 => Ok(Progress::Ended(Box::new(Ended {
                issues: vec![Issue { code: "exception".to_owned(), text: None }],
                status: TerminalStatus::Failed,
                ..ended(&Value::Null)
            }))),
            _ => Err(failed(&answer)),
        }
    }

    /// Asks the network to stop. What it does not know any more has stopped.
    pub async fn cancel(&self, status: &Url, correlation: &CorrelationId) -> Result<(), Error> {
        let out = Outgoing { url: status.clone(), headers: Vec::new(), body: None, repeatable: true };
        let answer = self.ask(Verb::Delete, out, correlation).await?;
        match answer.status {
            200..=299 | 404 | 409 | 410 => Ok(()),
            _ => Err(failed(&answer)),
        }
    }
}

fn ended(body: &Value) -> Ended {
    let issues = value(body, "outcome").and_then(|outcome| outcome["issue"].as_array());
    let issues = issues
        .into_iter()
        .flatten()
        .filter(|issue| matches!(issue["severity"].as_str(), Some("warning" | "error" | "fatal") | None));
    Ended {
        status: TerminalStatus::parse_option(text(body, "status")),
        started: instant(text(body, "started")),
        finished: instant(text(body, "finished")),
        places: count(body, "organizationsTotal"),
        found: count(body, "documentsFound"),
        result: text(body, "result").map(str::to_owned),
        issues: issues.take(MOST_ISSUES).map(issue).collect(),
    }
}

fn issue(issue: &Value) -> Issue {
    let text = issue.pointer("/details/text").and_then(Value::as_str);
    Issue {
        code: issue["code"].as_str().unwrap_or_default().chars().take(LONGEST).collect(),
        text: text.map(|text| text.chars().take(LONGEST).collect()),
    }
}
