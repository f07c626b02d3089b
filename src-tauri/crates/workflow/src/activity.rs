//! What happened, written down as it happens: append-only, chained, free of health data (seed 003, step 7).

use std::collections::{HashMap, HashSet};

use jiff::Timestamp;
use networks::CorrelationId;
use serde::Deserialize;
use serde::de::IntoDeserializer as _;
use serde::de::value::Error as WordError;
use store::{Actor, AuditCheck, AuditEvent, NewEvent, Outcome};
use uuid::Uuid;

use crate::local_copy::LocalCopy;
use crate::session::Session;
use crate::view::{ActivityEntry, ActivityKind, ActivityView, Topic};
use crate::{Core, Error, ErrorCode};

/// How far back the list goes.
const NEWEST: usize = 500;

/// One thing that was done, or tried.
pub(crate) struct Deed {
    kind: ActivityKind,
    actor: Actor,
    place: Option<String>,
    ids: Vec<String>,
    count: Option<u32>,
}

impl Deed {
    /// Something that the person did.
    pub(crate) fn by_person(kind: ActivityKind) -> Self {
        Self { kind, actor: Actor::Person, place: None, ids: Vec::new(), count: None }
    }

    /// Something that the app did by itself.
    pub(crate) fn by_app(kind: ActivityKind) -> Self {
        Self { actor: Actor::App, ..Self::by_person(kind) }
    }

    /// Something that a network told us.
    pub(crate) fn by_network(kind: ActivityKind) -> Self {
        Self { actor: Actor::Network, ..Self::by_person(kind) }
    }

    /// About this place.
    pub(crate) fn at_place(self, id: &str) -> Self {
        Self { place: Some(id.to_owned()), ..self }
    }

    /// Under this identifier of the network's.
    pub(crate) fn under(mut self, id: &str) -> Self {
        self.ids.push(id.to_owned());
        self
    }

    /// So many of them.
    pub(crate) fn counting(self, count: usize) -> Self {
        Self { count: u32::try_from(count).ok(), ..self }
    }

    /// As the store keeps it; `failed`: why it did not work.
    pub(crate) fn event(
        self,
        core: &Core,
        correlation: CorrelationId,
        failed: Option<ErrorCode>,
    ) -> NewEvent {
        NewEvent {
            at: core.parts.clock.now(),
            correlation: correlation.uuid(),
            action: word(self.kind),
            actor: self.actor,
            outcome: if failed.is_some() { Outcome::Failed } else { Outcome::Done },
            error_code: failed.map(word),
            place_id: self.place,
            network_ids: self.ids,
            count: self.count,
        }
    }

    fn is(&self, event: &NewEvent) -> bool {
        event.action == word(self.kind) && event.place_id == self.place && event.network_ids == self.ids
    }
}

/// Everything that happened, newest first.
pub async fn activity(core: &Core) -> Result<ActivityView, Error> {
    let store = core.some_copy()?.store()?;
    let names: HashMap<String, String> =
        store.connections().await?.into_iter().filter_map(|row| Some((row.id, name(&row.body)?))).collect();
    let receipts: HashSet<Uuid> = store.receipts().await?.into_iter().map(|receipt| receipt.id).collect();
    let events = store.audit(NEWEST).await?.into_iter();
    let entries = events.filter_map(|event| entry(event, &names, &receipts)).collect();
    let whole = matches!(store.verify_audit().await?, AuditCheck::Whole { .. });
    Ok(ActivityView { entries, whole })
}

/// Writes down what a verb came to, and hands its result on.
pub(crate) async fn noted<T>(
    core: &Core,
    session: &Session,
    correlation: CorrelationId,
    deed: Deed,
    result: Result<T, Error>,
) -> Result<T, Error> {
    note(core, &session.copy, correlation, deed, result.as_ref().err().map(Error::code)).await;
    result
}

/// Writes down what a network told us, unless it was written since `told`; says whether it was news.
pub(crate) async fn noted_once(
    core: &Core,
    session: &Session,
    correlation: CorrelationId,
    deed: Deed,
    told: Timestamp,
) -> bool {
    let _one_at_a_time = session.writing.lock().await;
    let written = match session.copy.store() {
        Ok(store) => store.audit(NEWEST).await.unwrap_or_default(),
        Err(_) => Vec::new(),
    };
    let waiting = session.copy.waiting();
    let mut known = written.iter().map(|event| &event.event).chain(&waiting);
    let is_news = !known.any(|known| known.at >= told && deed.is(known));
    if is_news {
        note(core, &session.copy, correlation, deed, None).await;
    }
    is_news
}

/// Writes down what happened; `failed`: why it did not work.
pub(crate) async fn note(
    core: &Core,
    copy: &LocalCopy,
    correlation: CorrelationId,
    deed: Deed,
    failed: Option<ErrorCode>,
) {
    match copy.write(deed.event(core, correlation, failed)).await {
        Ok(()) => core.changed(&[Topic::Activity]),
        // What was done is done; that it could not be written down is for the log.
        Err(error) => {
            core.heed(&error);
            satchel_log::warn!("what happened could not be written down", correlation, error);
        }
    }
}

fn entry(
    event: AuditEvent,
    names: &HashMap<String, String>,
    receipts: &HashSet<Uuid>,
) -> Option<ActivityEntry> {
    let NewEvent { at, correlation, action, outcome, error_code, place_id, count, .. } = event.event;
    // A word of a newer version is not shown as something else.
    let kind = from_word(&action)?;
    let code = error_code.as_deref().and_then(from_word).unwrap_or(ErrorCode::Unexpected);
    Some(ActivityEntry {
        at,
        kind,
        place: place_id.and_then(|id| names.get(&id).cloned()),
        count,
        // Why documents did not come is on their own screen, in words of its own.
        failed: (outcome == Outcome::Failed && kind != ActivityKind::DocumentsFailed).then_some(code),
        reference: CorrelationId::from_uuid(correlation).reference(),
        // The decision itself has its receipt, not what else the same command set off.
        receipt: (has_receipt(kind) && receipts.contains(&correlation)).then(|| correlation.to_string()),
    })
}

/// Is it a decision that a receipt is kept of?
const fn has_receipt(kind: ActivityKind) -> bool {
    matches!(kind, ActivityKind::FindingTurnedOn | ActivityKind::FindingTurnedOff)
}

/// The name on the door, out of a stored row.
fn name(body: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Named {
        name: String,
    }
    Some(serde_json::from_str::<Named>(body).ok()?.name)
}

/// A kind or a code as one word.
fn word(kind: impl serde::Serialize) -> String {
    serde_json::to_value(kind).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}

fn from_word<'a, T: Deserialize<'a>>(word: &'a str) -> Option<T> {
    let deserializer: serde::de::value::StrDeserializer<'a, WordError> = word.into_deserializer();
    T::deserialize(deserializer).ok()
}
