//! What the page sees of it.

use networks::CorrelationId;
use store::{RecordFilter, StoredAside};

use super::import::{ENTRY, NETWORK};
use super::run::{Place, Run};
use crate::session::Session;
use crate::view::{
    DocumentsView, PlaceAskedOutcome, PlaceAskedView, RetrievalPause, RetrievalView, SetAsideView,
};
use crate::{Core, Error};

/// The documents: how the last asking went, and what is kept.
pub async fn documents(core: &Core) -> Result<DocumentsView, Error> {
    // What is kept can be looked at without a sign-in too.
    let store = core.some_copy()?.store()?;
    let session = core.session().ok();
    let kept = RecordFilter {
        network: Some(NETWORK.to_owned()),
        resource_type: Some(ENTRY.to_owned()),
        ..RecordFilter::default()
    };
    let run = Run::newest(&store).await?;
    Ok(DocumentsView {
        run: run.map(|run| view(session.as_deref(), run)),
        kept: u32::try_from(store.count_records(kept).await?).unwrap_or(u32::MAX),
        set_aside: store.documents_aside().await?.iter().map(set_aside).collect(),
    })
}

fn view(session: Option<&Session>, run: Run) -> RetrievalView {
    let is_over = run.is_over();
    let mut places = run.places;
    // Those who sent nothing first, then those who sent most.
    places.sort_by_key(|place| {
        let answered = place.outcome == PlaceAskedOutcome::Answered;
        (answered, std::cmp::Reverse(place.came + place.had))
    });
    let paused = match session {
        Some(session) => session.state().retrieval.pause,
        None => Some(RetrievalPause::SignedOut),
    };
    let can_cancel = session
        .and_then(|session| session.second.as_ref())
        .is_some_and(|network| network.gateway().can_cancel);
    RetrievalView {
        stage: run.stage,
        paused: paused.filter(|_| !is_over),
        outcome: run.outcome,
        failure: run.failure,
        reference: CorrelationId::from_uuid(run.correlation).reference(),
        follows: run.follows.map(|follows| CorrelationId::from_uuid(follows).reference()),
        asked_at: run.asked_at,
        ended_at: run.ended_at,
        last_asked_at: run.last_asked_at,
        next_ask_at: run.next_ask_at,
        told_when: run.told_when,
        answered: run.answered,
        diary: run.diary,
        places: places.into_iter().map(place).collect(),
        came: run.tally.came,
        had: run.tally.had,
        twice: run.tally.twice,
        listed: run.tally.listed,
        aside: run.tally.aside,
        missing: run.tally.missing,
        missing_count: run.tally.missing_count,
        records: run.tally.records,
        list_incomplete: run.tally.list_incomplete,
        their_words: run.finished.and_then(|finished| finished.words),
        differs: run.differs,
        can_cancel,
    }
}

fn place(place: Place) -> PlaceAskedView {
    PlaceAskedView {
        name: place.name,
        outcome: place.outcome,
        documents: place.came + place.had,
        had: place.had,
    }
}

fn set_aside(row: &StoredAside) -> SetAsideView {
    let entry: serde_json::Value = serde_json::from_slice(&row.body).unwrap_or_default();
    let text = |pointer: &str| entry.pointer(pointer).and_then(serde_json::Value::as_str).map(str::to_owned);
    SetAsideView {
        id: row.document_id.to_string(),
        title: text("/content/0/attachment/title").or_else(|| text("/description")),
        place: text("/custodian/display").or_else(|| text("/contained/0/name")),
        at: row.set_aside_at,
        differs: serde_json::from_str(&row.reasons).unwrap_or_default(),
    }
}
