//! What happened, written down as it happens: append-only, chained, free of health data (seed 003, step 7).

use std::collections::HashMap;

use jiff::Timestamp;
use networks::CorrelationId;
use serde::Deserialize;
use serde::de::IntoDeserializer as _;
use serde::de::value::Error as WordError;
use store::{Actor, AuditCheck, AuditEvent, NewEvent, Outcome};

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

    fn is(&self, event: &NewEvent) -> bool {
        event.action == word(self.kind) && event.place_id == self.place && event.network_ids == self.ids
    }
}

/// Everything that happened, newest first.
pub async fn activity(core: &Core) -> Result<ActivityView, Error> {
    let session = core.session()?;
    let names: HashMap<String, String> = session
        .store
        .connections()
        .await?
        .into_iter()
        .filter_map(|row| Some((row.id, name(&row.body)?)))
        .collect();
    let entries =
        session.store.audit(NEWEST).await?.into_iter().filter_map(|event| entry(event, &names)).collect();
    let whole = matches!(session.store.verify_audit().await?, AuditCheck::Whole { .. });
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
    write(core, session, correlation, deed, result.as_ref().err().map(Error::code)).await;
    result
}

/// Writes down what a network told us, unless it was written since `told`.
pub(crate) async fn noted_once(
    core: &Core,
    session: &Session,
    correlation: CorrelationId,
    deed: Deed,
    told: Timestamp,
) {
    let _one_at_a_time = session.writing.lock().await;
    let known = session.store.audit(NEWEST).await.unwrap_or_default();
    if !known.iter().any(|known| known.event.at >= told && deed.is(&known.event)) {
        write(core, session, correlation, deed, None).await;
    }
}

async fn write(
    core: &Core,
    session: &Session,
    correlation: CorrelationId,
    deed: Deed,
    failed: Option<ErrorCode>,
) {
    let event = NewEvent {
        at: core.parts.clock.now(),
        correlation: correlation.uuid(),
        action: word(deed.kind),
        actor: deed.actor,
        outcome: if failed.is_some() { Outcome::Failed } else { Outcome::Done },
        error_code: failed.map(word),
        place_id: deed.place,
        network_ids: deed.ids,
        count: deed.count,
    };
    match session.store.commit(store::Changes::new(), Some(event)).await {
        Ok(()) => core.changed(&[Topic::Activity]),
        // What was done is done; that it could not be written down is for the log.
        Err(error) => tracing::warn!(%correlation, %error, "what happened could not be written down"),
    }
}

fn entry(event: AuditEvent, names: &HashMap<String, String>) -> Option<ActivityEntry> {
    let NewEvent { at, correlation, action, outcome, error_code, place_id, count, .. } = event.event;
    // A word of a newer version is not shown as something else.
    let kind = from_word(&action)?;
    let code = error_code.as_deref().and_then(from_word).unwrap_or(ErrorCode::Unexpected);
    Some(ActivityEntry {
        at,
        kind,
        place: place_id.and_then(|id| names.get(&id).cloned()),
        count,
        failed: (outcome == Outcome::Failed).then_some(code),
        reference: CorrelationId::from_uuid(correlation).reference(),
    })
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
