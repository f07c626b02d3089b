//! Deleting here what came: one record with its files, or all of one place. Looked at afterwards, and said. What the
//! network keeps stays there; what was deleted here does not come back with the next look.

use std::collections::BTreeSet;

use networks::CorrelationId;
use store::{Changes, Store};
use uuid::Uuid;

use crate::activity::{Deed, note};
use crate::listing::places_in;
use crate::view::{ActivityKind, DeletedView, Topic};
use crate::{Core, Error};

/// Deletes in one transaction, in pieces where there are very many.
const AT_ONCE: usize = 500;

/// Deletes a record, its files, and its copies from other places: all that one line of the list stands for.
pub async fn delete_record(core: &Core, id: &str, correlation: CorrelationId) -> Result<DeletedView, Error> {
    let store = core.some_copy()?.store()?;
    let id: Uuid = id.parse().map_err(|_| Error::RecordNotKnown)?;
    if store.record(id).await?.is_none() {
        return Err(Error::RecordNotKnown);
    }
    let mut all: BTreeSet<Uuid> = store.same_as(id).await?.into_iter().collect();
    all.insert(id);
    let deed = Deed::by_person(ActivityKind::RecordDeleted);
    delete(core, &store, all, 0, deed, correlation).await
}

/// Deletes what came from a place and from no other; an empty id: what came from no stated place. What several places
/// report as one record stays.
pub async fn delete_place_records(
    core: &Core,
    place_id: &str,
    correlation: CorrelationId,
) -> Result<DeletedView, Error> {
    let store = core.some_copy()?.store()?;
    let (mut all, mut kept) = (BTreeSet::new(), 0);
    for source in store.record_sources().await? {
        let places = places_in(&source.provenance, &source.place_id);
        match places.as_slice() {
            [] if place_id.is_empty() => drop(all.insert(source.id)),
            [only] if only == place_id => drop(all.insert(source.id)),
            several if several.iter().any(|place| place == place_id) => kept += 1,
            _ => {}
        }
    }
    let deed = Deed::by_person(ActivityKind::PlaceRecordsDeleted);
    let deed = if place_id.is_empty() { deed } else { deed.at_place(place_id) };
    delete(core, &store, all, kept, deed, correlation).await
}

async fn delete(
    core: &Core,
    store: &Store,
    all: BTreeSet<Uuid>,
    kept: u64,
    deed: Deed,
    correlation: CorrelationId,
) -> Result<DeletedView, Error> {
    let copy = core.some_copy()?;
    let mut files = Vec::new();
    for id in &all {
        files.extend(store.documents_of(*id).await?.into_iter().map(|file| file.about.id));
    }
    let now = core.parts.clock.now();
    let ids: Vec<Uuid> = all.into_iter().collect();
    let mut deleted = Ok(());
    for piece in ids.chunks(AT_ONCE) {
        let changes = piece.iter().fold(Changes::new(), |changes, id| changes.delete_record(*id, now));
        deleted = store.commit(changes, None).await;
        if deleted.is_err() {
            break;
        }
    }
    let failed = deleted.as_ref().err().map(|error| Error::from(*error).code());
    note(core, &copy, correlation, deed.counting(ids.len()), failed).await;
    core.changed(&[Topic::Records]);
    deleted?;
    Ok(DeletedView {
        records: u64::try_from(ids.len()).unwrap_or(u64::MAX),
        files: u64::try_from(files.len()).unwrap_or(u64::MAX),
        kept,
        all_gone: are_gone(store, &ids, &files).await?,
    })
}

/// Looks for each: as a record, in the list, in the search, and as a file.
async fn are_gone(store: &Store, ids: &[Uuid], files: &[Uuid]) -> Result<bool, Error> {
    for id in ids {
        if store.record(*id).await?.is_some() || store.listed(*id).await?.is_some() {
            return Ok(false);
        }
    }
    for file in files {
        // The same file from elsewhere stays with the other record.
        if store.document(*file).await?.is_some() && store.records_of(*file).await?.is_empty() {
            return Ok(false);
        }
    }
    Ok(true)
}
