//! What protects the copy in use, and what the person chose about it.

use crate::local_copy::{key_place, kind, wish};
use crate::lock::wish_lock_after;
use crate::view::{Language, PrivacyView};
use crate::wipe::keeps_trail;
use crate::{Core, Error};

/// What protects the copy in use.
pub async fn privacy(core: &Core) -> Result<PrivacyView, Error> {
    let copy = core.some_copy()?;
    let open = copy.open()?;
    let counts = open.store.counts().await?;
    let people = match core.parts.keeping.lockers() {
        Some(lockers) => lockers.list().await?.len(),
        None => 1,
    };
    Ok(PrivacyView {
        key_place: key_place(open.rung),
        system: core.parts.system,
        checked_at: open.checked_at,
        lock: kind(open.lock),
        lock_after_minutes: open.wishes.lock_after,
        records: counts.records,
        places: counts.places,
        people: u64::try_from(people).unwrap_or(u64::MAX),
        notifies: open.wishes.notifies,
        keeps_trail: keeps_trail(core),
    })
}

/// After how many minutes the copy locks by itself: 1, 5 or 15.
pub async fn set_lock_after(core: &Core, minutes: u8) -> Result<PrivacyView, Error> {
    wish_lock_after(core, minutes).await?;
    privacy(core).await
}

/// Whether the system is told when a search ends.
pub async fn set_notifications(core: &Core, on: bool) -> Result<PrivacyView, Error> {
    core.some_copy()?.wish(wish::NOTIFIES, if on { "yes" } else { "no" }).await?;
    privacy(core).await
}

/// The language of the few sentences outside the page.
pub fn set_language(core: &Core, language: Language) {
    core.speak(language);
}
