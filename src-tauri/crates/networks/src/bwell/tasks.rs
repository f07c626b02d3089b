//! `tasks`: how the network search goes. Source: seed 000, step 2.
//!
//! Asked without a performer filter: the SDK's default hides exactly this task (`spec/bwell-wire.md`, section 5.5).

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::client::Bwell;
use super::operation::Operation;
use super::wire::{Bundle, Concept, Period, SearchToken};
use crate::lenient::{instant, lenient_enum};
use crate::{CorrelationId, Error};

lenient_enum! {
    /// The five words of seed 000, as FHIR codes on the wire.
    TaskStatus {
        /// Permission is given, the search has not started.
        Ready = "ready",
        /// Searching.
        InProgress = "in-progress",
        /// The search ended well.
        Completed = "completed",
        /// The search met a problem.
        Failed = "failed",
        /// Permission was taken back; no further searches.
        Rejected = "rejected",
    }
}

impl TaskStatus {
    /// Will the network change this by itself?
    #[must_use]
    pub fn is_terminal(&self) -> bool {
        matches!(self, Self::Completed | Self::Failed | Self::Rejected)
    }
}

/// One run of the record locator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NetworkSearch {
    /// The network's id of the task.
    pub id: String,
    /// Where it stands.
    pub status: TaskStatus,
    /// When it began.
    pub started_at: Option<Timestamp>,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

pub(super) struct Tasks;

impl Operation for Tasks {
    const NAME: &'static str = "tasks";
    const DOCUMENT: &'static str = include_str!("tasks.graphql");
    const REPEATABLE: bool = true;
    type Variables = Variables;
    type Data = Data;
}

#[derive(Serialize)]
pub(super) struct Variables {
    code: SearchToken,
}

const NETWORK_SEARCH: &str = "network-data-retrieval";

pub(super) fn variables() -> Variables {
    Variables { code: SearchToken::code(NETWORK_SEARCH) }
}

impl Bwell {
    /// The newest search, if there ever was one.
    pub async fn network_search(&self, correlation: &CorrelationId) -> Result<Option<NetworkSearch>, Error> {
        Ok(self.call::<Tasks>(&variables(), correlation).await?.newest())
    }
}

#[derive(Serialize, Deserialize)]
pub(super) struct Data {
    tasks: Option<Bundle<WireTask>>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireTask {
    resource_type: Option<String>,
    id: String,
    code: Option<Concept>,
    status: Option<String>,
    execution_period: Option<Period>,
}

impl Data {
    /// The newest search: the one that began last, where several are kept; one that has not begun yet is newer
    /// than any that has.
    pub(super) fn newest(self) -> Option<NetworkSearch> {
        let tasks = self.tasks?.into_resources().filter(|task| {
            task.code.as_ref().and_then(Concept::code).is_none_or(|code| code == NETWORK_SEARCH)
        });
        tasks
            .map(|task| NetworkSearch {
                id: task.id,
                status: TaskStatus::parse_option(task.status.as_deref()),
                started_at: instant(task.execution_period.as_ref().and_then(|p| p.start.as_deref())),
                ended_at: instant(task.execution_period.as_ref().and_then(|p| p.end.as_deref())),
            })
            .max_by_key(|search| (search.started_at.is_none(), search.started_at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("ready", TaskStatus::Ready, false)]
    #[case("In Progress", TaskStatus::InProgress, false)]
    #[case("IN_PROGRESS", TaskStatus::InProgress, false)]
    #[case("completed", TaskStatus::Completed, true)]
    #[case("failed", TaskStatus::Failed, true)]
    #[case("rejected", TaskStatus::Rejected, true)]
    #[case("on-hold", TaskStatus::Unknown("on-hold".into()), false)]
    fn every_word_of_the_guide_is_known_and_the_rest_is_unknown(
        #[case] text: &str,
        #[case] status: TaskStatus,
        #[case] terminal: bool,
    ) {
        assert_eq!(TaskStatus::parse(text), status);
        assert_eq!(TaskStatus::parse(text).is_terminal(), terminal);
    }

    #[test]
    fn a_search_that_waits_to_begin_is_newer_than_one_that_ended() {
        let data: Data = serde_json::from_value(serde_json::json!({"tasks": {"entry": [
            {"resource": {"id": "old", "status": "rejected", "executionPeriod": {"start": "2026-01-01T00:00:00Z"}}},
            {"resource": {"id": "new", "status": "ready", "executionPeriod": null}},
        ]}}))
        .unwrap();
        assert_eq!(data.newest().unwrap().id, "new");
    }
}
