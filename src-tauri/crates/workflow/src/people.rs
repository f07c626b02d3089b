//! Several people on one computer: separate files, separate keys. Opening one closes the other.

use std::sync::Arc;

use networks::CorrelationId;

use crate::activity::{Deed, note};
use crate::local_copy::{LocalCopy, kind};
use crate::view::{ActivityKind, AppView, PersonHereView};
use crate::{Core, Error, app};

/// Who has a copy on this computer.
pub async fn people(core: &Core) -> Result<Vec<PersonHereView>, Error> {
    let Some(lockers) = core.parts.keeping.lockers() else { return Ok(Vec::new()) };
    let in_use = core.copy().filter(|copy| copy.is_open());
    let cards = lockers.list().await?;
    Ok(cards
        .into_iter()
        .map(|card| PersonHereView {
            open: in_use.as_ref().is_some_and(|copy| copy.is(&card.id)),
            id: card.id,
            name: card.label.as_ref().map(|label| label.name.clone()),
            initials: card.label.map(|label| label.initials),
            lock: kind(card.lock),
            last_used_at: card.last_used_at,
        })
        .collect())
}

/// Opens another person's copy, or shows its lock; the one before closes, and its session ends.
pub async fn open_copy(core: &Arc<Core>, id: &str, correlation: CorrelationId) -> Result<AppView, Error> {
    let door = core.door.lock().await;
    let lockers =
        core.parts.keeping.lockers().ok_or(Error::BadRequest("nothing is kept on this computer"))?;
    let cards = lockers.list().await?;
    let card = cards.into_iter().find(|card| card.id == id).ok_or(Error::BadRequest("nobody of that id"))?;
    let locker = lockers.by_id(&card.id).ok_or(Error::BadRequest("nobody of that id"))?;
    if core.copy().is_none_or(|copy| !copy.is(locker.id())) {
        // The one before is closed first: two copies are never open at once.
        if let Some(before) = core.copy() {
            note(core, &before, correlation, Deed::by_person(ActivityKind::SignedOut), None).await;
        }
        core.take_copy(None).await;
        let copy = LocalCopy::enter(locker, card.label, core.parts.machine.now()).await;
        core.take_copy(Some(copy)).await;
    }
    drop(door);
    app(core).await
}
