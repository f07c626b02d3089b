//! The search and the last decision, as the copy keeps them: work that outlives a restart.

use jiff::Timestamp;
use networks::CorrelationId;
use serde::Serialize;
use store::{Changes, Store, StoredTask};
use uuid::Uuid;

use super::progress::{Kept, SearchProgress};
use crate::Error;
use crate::finding_change::FindingChange;
use crate::session::Session;
use crate::view::{Effect, SearchView};

const SEARCH: &str = "search";
const CHANGE: &str = "finding-change";

/// A copy has one row of each kind, so that two who write at once write the same one.
const SEARCH_ROW: Uuid = Uuid::from_u128(1);
const CHANGE_ROW: Uuid = Uuid::from_u128(2);

/// The search as it stood when somebody last looked.
pub(crate) async fn last_known(store: &Store) -> Result<Option<SearchView>, Error> {
    let tasks = store.tasks().await?;
    Ok(row(&tasks, SEARCH).and_then(|task| serde_json::from_str::<Kept>(&task.body).ok()).map(|kept| {
        let mut search = SearchProgress::default();
        search.recall(kept);
        search.view()
    }))
}

/// Takes in what the copy has, once it is open.
pub(super) async fn recall(session: &Session) {
    if session.state().search.recalled {
        return;
    }
    let Ok(store) = session.copy.store() else { return };
    let tasks = store.tasks().await.unwrap_or_default();
    let kept = row(&tasks, SEARCH).and_then(|task| serde_json::from_str::<Kept>(&task.body).ok());
    let change = row(&tasks, CHANGE).and_then(|task| serde_json::from_str::<FindingChange>(&task.body).ok());
    let state = &mut *session.state();
    // Somebody else may have been faster, or a decision was made meanwhile.
    if !state.search.recalled {
        state.search.recalled = true;
        if let Some(kept) = kept {
            state.search.recall(kept);
        }
        if state.change.is_none() {
            state.change = change;
        }
    }
}

/// Keeps the search and the decision as they stand. Behind a lock they stay in memory until a look after it.
pub(super) async fn keep(session: &Session, now: Timestamp, correlation: CorrelationId) {
    let Ok(store) = session.copy.store() else { return };
    let (search, change) = {
        let state = session.state();
        let search = task(SEARCH_ROW, SEARCH, &state.search.status(), &state.search.kept(), now, correlation);
        let open = state.change.as_ref().filter(|change| change.effect != Effect::Shown);
        let change =
            open.map(|change| task(CHANGE_ROW, CHANGE, &change.effect, change, change.at, correlation));
        (search, change)
    };
    let changes = match change {
        Some(Some(change)) => Changes::new().put_task(change),
        // What is shown is over.
        Some(None) | None => Changes::new().remove_task(CHANGE_ROW),
    };
    let changes = search.into_iter().fold(changes, Changes::put_task);
    if let Err(error) = store.commit(changes, None).await {
        satchel_log::warn!("the search could not be kept", correlation, error);
    }
}

fn row<'a>(tasks: &'a [StoredTask], kind: &str) -> Option<&'a StoredTask> {
    tasks.iter().find(|task| task.kind == kind)
}

fn task(
    id: Uuid,
    kind: &str,
    state: &impl Serialize,
    body: &impl Serialize,
    now: Timestamp,
    correlation: CorrelationId,
) -> Option<StoredTask> {
    let state = serde_json::to_value(state).ok()?.as_str()?.to_owned();
    Some(StoredTask {
        id,
        kind: kind.to_owned(),
        state,
        place_id: None,
        correlation: correlation.uuid(),
        created_at: now,
        updated_at: now,
        body: serde_json::to_string(body).ok()?,
    })
}
