//! Closing the account at the network: a step of its own, never a part of removing what is on this computer.
//!
//! The network takes the request and deletes later (`spec/bwell-wire.md`, 5.12); it has no call that says how far that
//! is. So what is shown is when the person asked, and nothing more. Its word for deleting at once is not used: what was
//! asked for can be taken back.

use networks::CorrelationId;
use networks::bwell::AccountRequest;
use store::Changes;

use crate::activity::{Deed, noted};
use crate::view::{AccountView, ActivityKind};
use crate::{Core, Error};

/// Where the store keeps when the person asked.
const ASKED: &str = "account-closing-asked-at";

/// Did the person ask to close it?
pub async fn account(core: &Core) -> Result<AccountView, Error> {
    let asked = core.some_copy()?.store()?.setting(ASKED).await?;
    Ok(AccountView { closing_asked_at: asked.and_then(|text| text.parse().ok()) })
}

/// Asks the network to delete the account and all that it keeps in it.
pub async fn close_account(core: &Core, correlation: CorrelationId) -> Result<AccountView, Error> {
    let now = core.parts.clock.now().to_string();
    let changes = Changes::new().put_setting(ASKED, &now);
    ask(core, AccountRequest::RequestDelete, ActivityKind::AccountClosing, changes, correlation).await
}

/// Takes that back.
pub async fn keep_account(core: &Core, correlation: CorrelationId) -> Result<AccountView, Error> {
    let changes = Changes::new().remove_setting(ASKED);
    ask(core, AccountRequest::CancelDelete, ActivityKind::AccountKept, changes, correlation).await
}

async fn ask(
    core: &Core,
    request: AccountRequest,
    kind: ActivityKind,
    changes: Changes,
    correlation: CorrelationId,
) -> Result<AccountView, Error> {
    let session = core.session()?;
    let store = session.copy.store()?;
    let told = core.noticing(correlation, session.bwell.update_account(request, &correlation).await);
    noted(core, &session, correlation, Deed::by_person(kind), told).await?;
    store.commit(changes, None).await?;
    account(core).await
}
