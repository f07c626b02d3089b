//! The codes that were made on this computer: when, what, until when. Neither key nor passcode is written anywhere.

use networks::CorrelationId;
use store::{Changes, StoredReceipt};
use uuid::Uuid;

use crate::activity::Deed;
use crate::session::Session;
use crate::view::{PastShareView, ShareView, Topic};
use crate::{Core, Error};

/// The kind of such a receipt.
const KIND: &str = "share";
/// How many are listed.
const NEWEST: usize = 50;

/// The newest first.
pub async fn past_shares(core: &Core) -> Result<Vec<PastShareView>, Error> {
    let receipts = core.some_copy()?.store()?.receipts().await?;
    let shares = receipts.iter().rev().filter(|receipt| receipt.kind == KIND);
    // A row of a newer version that cannot be read is left out of the list; it stays in the store.
    Ok(shares.filter_map(|receipt| serde_json::from_str(&receipt.body).ok()).take(NEWEST).collect())
}

/// Writes a share down, together with the event that tells of it. The code is there whether this works or not.
pub(super) async fn written(
    core: &Core,
    session: &Session,
    correlation: CorrelationId,
    deed: Deed,
    view: ShareView,
) -> ShareView {
    let past = PastShareView {
        id: view.id.clone(),
        label: view.label.clone(),
        kinds: view.kinds.clone(),
        starts_at: view.starts_at,
        ends_at: view.ends_at,
    };
    let event = deed.event(core, correlation, None);
    let receipt = serde_json::to_string(&past).map(|body| StoredReceipt {
        id: Uuid::now_v7(),
        kind: KIND.to_owned(),
        place_id: None,
        correlation: correlation.uuid(),
        created_at: view.starts_at,
        body,
    });
    let committed = match (session.copy.store(), receipt) {
        (Ok(store), Ok(receipt)) => {
            let changes = Changes::new().put_receipt(receipt);
            store.commit(changes, Some(event.clone())).await.map_err(Error::from)
        }
        // Locked in this very moment: the event waits, the receipt has no place to wait.
        _ => session.copy.write(event).await,
    };
    match committed {
        Ok(()) => core.changed(&[Topic::Activity]),
        Err(error) => {
            core.heed(&error);
            satchel_log::warn!("a share could not be written down", correlation, error);
        }
    }
    view
}
