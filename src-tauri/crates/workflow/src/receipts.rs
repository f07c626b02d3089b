//! Dated receipts of decisions about finding: what, when, and what it did. Kept in this copy alone, never sent.

use jiff::Timestamp;
use networks::CorrelationId;
use serde::{Deserialize, Serialize};
use store::{Changes, Store, StoredReceipt};
use uuid::Uuid;

use crate::local_copy::LocalCopy;
use crate::view::{ConsequenceView, ReceiptSearch, ReceiptView};
use crate::{Core, Error};

const FINDING_ON: &str = "finding-on";
const FINDING_OFF: &str = "finding-off";

/// A receipt as it is kept.
#[derive(Serialize, Deserialize)]
struct Body {
    network_id: String,
    places: Option<Vec<ConsequenceView>>,
    #[serde(default)]
    shown_at: Option<Timestamp>,
    #[serde(default)]
    search: Option<ReceiptSearch>,
}

/// A decision that the network has recorded.
pub(crate) struct Decision {
    pub(crate) on: bool,
    pub(crate) at: Timestamp,
    /// The network's own id of it.
    pub(crate) network_id: String,
    /// What it does to each place, where they were asked just before.
    pub(crate) places: Option<Vec<ConsequenceView>>,
}

/// Every receipt of a decision about finding, newest first.
pub async fn receipts(core: &Core) -> Result<Vec<ReceiptView>, Error> {
    let rows = core.some_copy()?.store()?.receipts().await?;
    Ok(rows.iter().rev().filter_map(view).collect())
}

/// Writes the receipt of a decision; its id is the decision's correlation, which what happened is found by too.
pub(crate) async fn keep(
    copy: &LocalCopy,
    decision: Decision,
    correlation: CorrelationId,
) -> Result<(), Error> {
    let Decision { on, at, network_id, places } = decision;
    let body = Body { network_id, places, shown_at: None, search: None };
    let row = StoredReceipt {
        id: correlation.uuid(),
        kind: if on { FINDING_ON } else { FINDING_OFF }.to_owned(),
        place_id: None,
        correlation: correlation.uuid(),
        created_at: at,
        body: text(&body)?,
    };
    Ok(copy.store()?.commit(Changes::new().put_receipt(row), None).await?)
}

/// The network's lists show the decision from now on.
pub(crate) async fn shown(copy: &LocalCopy, receipt: Uuid, at: Timestamp) {
    complete(copy, receipt, |body| body.shown_at = body.shown_at.or(Some(at))).await;
}

/// The search that the newest permission started has ended.
pub(crate) async fn searched(copy: &LocalCopy, search: ReceiptSearch) {
    let Ok(store) = copy.store() else { return };
    // Other things leave receipts too: a QR code that was made meanwhile changes nothing here.
    let decision = |row: &StoredReceipt| matches!(row.kind.as_str(), FINDING_ON | FINDING_OFF);
    let newest = store.receipts().await.unwrap_or_default().into_iter().rev().find(decision);
    // After an off the end of a search is not the doing of the permission before.
    if let Some(row) = newest.filter(|row| row.kind == FINDING_ON && row.created_at <= search.at) {
        complete(copy, row.id, |body| body.search = body.search.or(Some(search))).await;
    }
}

/// Was the decision of this id made here?
pub(crate) async fn has(store: &Store, network_id: &str) -> bool {
    let rows = store.receipts().await.unwrap_or_default();
    rows.iter().filter_map(read).any(|body| body.network_id == network_id)
}

async fn complete(copy: &LocalCopy, receipt: Uuid, change: impl FnOnce(&mut Body)) {
    // Behind a lock it stays as it is: the trail has the rest.
    let Ok(store) = copy.store() else { return };
    let rows = store.receipts().await.unwrap_or_default();
    let Some(mut row) = rows.into_iter().find(|row| row.id == receipt) else { return };
    let Some(mut body) = read(&row) else { return };
    change(&mut body);
    let written = match text(&body) {
        Ok(text) => {
            row.body = text;
            store.commit(Changes::new().put_receipt(row), None).await.map_err(Error::from)
        }
        Err(error) => Err(error),
    };
    if let Err(error) = written {
        satchel_log::warn!("a receipt could not be completed", error);
    }
}

fn read(row: &StoredReceipt) -> Option<Body> {
    matches!(row.kind.as_str(), FINDING_ON | FINDING_OFF).then(|| serde_json::from_str(&row.body).ok())?
}

fn text(body: &Body) -> Result<String, Error> {
    serde_json::to_string(body).map_err(|_| Error::Unexpected("a receipt could not be written"))
}

fn view(row: &StoredReceipt) -> Option<ReceiptView> {
    let Body { network_id, places, shown_at, search } = read(row)?;
    Some(ReceiptView {
        id: row.id.to_string(),
        on: row.kind == FINDING_ON,
        at: row.created_at,
        reference: CorrelationId::from_uuid(row.correlation).reference(),
        network_id,
        places,
        shown_at,
        search,
    })
}
