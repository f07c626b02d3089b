//! A sign-in that the app was closed in the middle of: it is waited for again, quietly, for what is left of its ten
//! minutes. No page is opened; the one in the browser still counts.

use std::sync::Arc;

use jiff::Timestamp;
use networks::CorrelationId;
use serde::{Deserialize, Serialize};
use store::{Changes, StoredTask};
use uuid::Uuid;

use super::waiting::{Begin, Waiting};
use super::{note, place_to_sign_in};
use crate::connections::Found;
use crate::facts::Beside;
use crate::polling::SIGN_IN_PATIENCE;
use crate::session::Session;
use crate::status::unlinked;
use crate::view::{ConnectedHow, PlaceView, Topic};
use crate::{Core, search};

/// The kind of the row in the store.
const SIGN_IN: &str = "sign-in";

#[derive(Serialize, Deserialize)]
struct Body {
    name: String,
}

/// Keeps that this place is being signed in to, and answers by what it is dropped.
pub(super) async fn keep(
    core: &Core,
    session: &Session,
    place: &PlaceView,
    correlation: CorrelationId,
) -> Option<Uuid> {
    let (id, now) = (Uuid::now_v7(), core.parts.clock.now());
    let row = StoredTask {
        id,
        kind: SIGN_IN.to_owned(),
        state: "waiting".to_owned(),
        place_id: Some(place.id.clone()),
        correlation: correlation.uuid(),
        created_at: now,
        updated_at: now,
        body: serde_json::to_string(&Body { name: place.name.clone() }).ok()?,
    };
    let store = session.copy.store().ok()?;
    match store.commit(Changes::new().put_task(row), None).await {
        Ok(()) => Some(id),
        Err(error) => {
            satchel_log::warn!("a sign-in could not be kept for a restart", error);
            None
        }
    }
}

/// It has ended, however it did.
pub(super) async fn drop(session: &Session, row: Option<Uuid>) {
    let (Some(row), Ok(store)) = (row, session.copy.store()) else { return };
    if let Err(error) = store.commit(Changes::new().remove_task(row), None).await {
        satchel_log::warn!("a sign-in that ended could not be forgotten", error);
    }
}

/// Takes up what the last run of the app left unfinished. Called when a session has begun and the copy is open.
pub(crate) async fn take_up(core: &Arc<Core>) {
    let Ok(session) = core.session() else { return };
    let Ok(store) = session.copy.store() else { return };
    let rows = store.tasks().await.unwrap_or_default();
    for row in rows.into_iter().filter(|row| row.kind == SIGN_IN) {
        let (core, session_of) = (Arc::clone(core), Arc::clone(&session));
        session.spawn(async move { wait_again(&core, &session_of, row).await });
    }
}

async fn wait_again(core: &Arc<Core>, session: &Arc<Session>, row: StoredTask) {
    let until = row.created_at.saturating_add(SIGN_IN_PATIENCE).unwrap_or(Timestamp::MAX);
    let is_over = core.parts.clock.now() >= until || wait(core, session, &row).await;
    if is_over {
        drop(session, Some(row.id)).await;
    }
}

/// False where somebody else waits for it, or nobody can.
async fn wait(core: &Arc<Core>, session: &Arc<Session>, row: &StoredTask) -> bool {
    let correlation = CorrelationId::from_uuid(row.correlation);
    let Some(place_id) = &row.place_id else { return true };
    let Ok(before) = Found::ask(&session.bwell, &correlation).await else { return false };
    // A place of the directory that is not connected yet stands in no list.
    let place = place_to_sign_in(core, session, &before, place_id).or_else(|| {
        let Body { name } = serde_json::from_str(&row.body).ok()?;
        Some(unlinked(place_id, &name, ConnectedHow::Apart, &Beside::default()))
    });
    let Some(place) = place else { return true };
    let begin = Begin { place, before, correlation, began: row.created_at, is_quiet: true };
    let Ok(mut waiting) = Waiting::begin(core, session, begin) else { return false };
    // It may have been finished while the app was closed.
    core.knock();
    let outcome = waiting.until_connected(&|_| {}).await;
    if matches!(outcome, Err(crate::Error::SignedOut)) {
        return false;
    }
    note(core, session, waiting.place(), row.created_at, &outcome, correlation).await;
    search::follow(core, session);
    core.changed(&[Topic::Places, Topic::Search]);
    true
}
