//! One retrieval as it is kept in the `tasks` table: everything that is needed to go on after a restart, and nothing of
//! the proof of identity.

use jiff::Timestamp;
use networks::CorrelationId;
use networks::health_gorilla::{Ended, PlaceOutcome};
use serde::{Deserialize, Serialize};
use store::{Changes, NewEvent, Store, StoredTask};
use url::Url;
use uuid::Uuid;

use crate::Error;
use crate::view::{
    MissingDocumentView, PersonField, PlaceAskedOutcome, PlacesAnswered, RetrievalFailure, RetrievalNote,
    RetrievalNoteKind, RetrievalOutcome, RetrievalStage,
};

/// The kind of the task.
pub(super) const KIND: &str = "retrieval";
/// Diary lines that are kept.
const MOST_NOTES: usize = 100;
/// Missing documents that are named.
const MOST_MISSING: usize = 100;

/// One retrieval.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Run {
    #[serde(skip)]
    pub(super) id: Uuid,
    #[serde(skip)]
    pub(super) correlation: Uuid,
    /// The correlation of the one before, which this one is to make good.
    pub(super) follows: Option<Uuid>,
    /// The idempotency key of the kick-off.
    pub(super) key: Uuid,
    pub(super) stage: RetrievalStage,
    pub(super) asked_at: Timestamp,
    pub(super) ended_at: Option<Timestamp>,
    /// At the network.
    pub(super) patient: Option<String>,
    pub(super) request: Option<String>,
    pub(super) status: Option<Url>,
    /// Looks at the status that failed in a row.
    pub(super) failed_looks: u32,
    pub(super) last_asked_at: Option<Timestamp>,
    pub(super) next_ask_at: Option<Timestamp>,
    pub(super) told_when: bool,
    pub(super) answered: Option<PlacesAnswered>,
    pub(super) diary: Vec<RetrievalNote>,
    pub(super) finished: Option<Finished>,
    pub(super) places: Vec<Place>,
    pub(super) tally: Tally,
    pub(super) outcome: Option<RetrievalOutcome>,
    pub(super) failure: Option<RetrievalFailure>,
    pub(super) differs: Vec<PersonField>,
}

/// What the network said at the end.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Finished {
    /// `completed`, `partial`, `failed`, or what nobody knows.
    pub(super) status: String,
    pub(super) result: Option<String>,
    /// In the network's own words.
    pub(super) words: Option<String>,
    pub(super) found: Option<u32>,
}

/// A place that was asked.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Place {
    pub(super) id: String,
    pub(super) name: Option<String>,
    pub(super) outcome: PlaceAskedOutcome,
    #[serde(default)]
    pub(super) came: u32,
    #[serde(default)]
    pub(super) had: u32,
}

/// What came, counted anew with each walk along the results.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Tally {
    pub(super) came: u32,
    pub(super) had: u32,
    pub(super) twice: u32,
    pub(super) listed: u32,
    pub(super) aside: u32,
    pub(super) missing: Vec<MissingDocumentView>,
    pub(super) missing_count: u32,
    pub(super) records: u32,
    pub(super) list_incomplete: bool,
}

impl Tally {
    pub(super) fn misses(&mut self, document: MissingDocumentView) {
        self.missing_count += 1;
        if self.missing.len() < MOST_MISSING {
            self.missing.push(document);
        }
    }

    /// Everything that was listed is here.
    pub(super) fn is_whole(&self) -> bool {
        self.missing_count == 0 && !self.list_incomplete
    }
}

impl Run {
    pub(super) fn new(correlation: CorrelationId, follows: Option<Uuid>, now: Timestamp) -> Self {
        let mut run = Self {
            id: Uuid::now_v7(),
            correlation: correlation.uuid(),
            follows,
            key: Uuid::new_v4(),
            stage: RetrievalStage::Asking,
            asked_at: now,
            ended_at: None,
            patient: None,
            request: None,
            status: None,
            failed_looks: 0,
            last_asked_at: None,
            next_ask_at: None,
            told_when: false,
            answered: None,
            diary: Vec::new(),
            finished: None,
            places: Vec::new(),
            tally: Tally::default(),
            outcome: None,
            failure: None,
            differs: Vec::new(),
        };
        run.note(now, RetrievalNoteKind::ProofPassed, None);
        run
    }

    pub(super) fn correlation(&self) -> CorrelationId {
        CorrelationId::from_uuid(self.correlation)
    }

    pub(super) fn is_over(&self) -> bool {
        self.stage == RetrievalStage::Over
    }

    pub(super) fn note(&mut self, at: Timestamp, kind: RetrievalNoteKind, answered: Option<PlacesAnswered>) {
        if self.diary.len() < MOST_NOTES {
            self.diary.push(RetrievalNote { at, kind, answered });
        }
    }

    /// It ends here.
    pub(super) fn end(
        &mut self,
        now: Timestamp,
        outcome: RetrievalOutcome,
        failure: Option<RetrievalFailure>,
    ) {
        self.stage = RetrievalStage::Over;
        self.ended_at = Some(now);
        self.next_ask_at = None;
        self.outcome = Some(outcome);
        self.failure = failure;
    }

    pub(super) fn finish(&mut self, ended: &Ended) {
        self.finished = Some(Finished {
            status: ended.status.as_str().to_owned(),
            result: ended.result.clone(),
            words: ended.issues.iter().find_map(|issue| issue.text.clone()),
            found: ended.found,
        });
    }

    fn row(&self, now: Timestamp) -> Result<StoredTask, Error> {
        let body = serde_json::to_string(self).map_err(|_| Error::Unexpected("a retrieval is no JSON"))?;
        let state = serde_json::to_value(self.stage).ok();
        Ok(StoredTask {
            id: self.id,
            kind: KIND.to_owned(),
            state: state.as_ref().and_then(|state| state.as_str()).unwrap_or_default().to_owned(),
            place_id: None,
            correlation: self.correlation,
            created_at: self.asked_at,
            updated_at: now,
            body,
        })
    }

    /// Where it stands, as part of a commit.
    pub(super) fn within(&self, changes: Changes, now: Timestamp) -> Result<Changes, Error> {
        Ok(changes.put_task(self.row(now)?))
    }

    /// Keeps where it stands, and what happened.
    pub(super) async fn keep(
        &self,
        store: &Store,
        now: Timestamp,
        event: Option<NewEvent>,
    ) -> Result<(), Error> {
        Ok(store.commit(self.within(Changes::new(), now)?, event).await?)
    }

    /// The newest one.
    pub(super) async fn newest(store: &Store) -> Result<Option<Self>, Error> {
        let tasks = store.tasks().await?;
        let task = tasks.into_iter().rev().find(|task| task.kind == KIND);
        task.map(|task| {
            let run: Self = serde_json::from_str(&task.body).map_err(|_| store::Error::Damaged)?;
            Ok(Self { id: task.id, correlation: task.correlation, ..run })
        })
        .transpose()
    }
}

impl From<&PlaceOutcome> for PlaceAskedOutcome {
    fn from(outcome: &PlaceOutcome) -> Self {
        match outcome {
            PlaceOutcome::Completed => Self::Answered,
            PlaceOutcome::Timeout => Self::TooSlow,
            PlaceOutcome::Transient => Self::Down,
            PlaceOutcome::Unknown(_) => Self::Unknown,
        }
    }
}
