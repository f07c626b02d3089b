//! Deleting here what came: one file by itself, one record with its files, or all of one place. Looked at afterwards, and
//! said. What the network keeps stays there; what was deleted here does not come back with the next look.

use std::collections::BTreeSet;

use jiff::Timestamp;
use networks::CorrelationId;
use store::{Changes, Store, StoredDocument, StoredRecord, content_hash};
use uuid::Uuid;

use crate::activity::{Deed, note};
use crate::listing::{file_again_from, file_again_in, places_in, without_file, words_found_by, words_of};
use crate::record::inside;
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

/// Deletes one file, and with it every copy of the same bytes, whichever records here hold one. The records stay, and are
/// not found by its words any more. What stands in a record itself goes with that record alone.
pub async fn delete_file(core: &Core, id: &str, correlation: CorrelationId) -> Result<DeletedView, Error> {
    let copy = core.some_copy()?;
    let store = copy.store()?;
    let id: Uuid = id.parse().map_err(|_| Error::RecordNotKnown)?;
    let Some(sha256) = store.document(id).await?.map(|file| file.about().sha256) else {
        return Err(Error::RecordNotKnown);
    };
    let files = store.documents_with(sha256).await?;
    if !files.iter().any(|file| file.about.id == id) {
        return Err(Error::RecordNotKnown);
    }
    let now = core.parts.clock.now();
    let mut changes = Changes::new();
    for file in &files {
        changes = changes.remove_document(file.about.id);
    }
    let holders = holders(&store, &files).await?;
    for record in &holders {
        if inside(&record.body).iter().any(|(_, _, bytes)| content_hash(bytes) == sha256) {
            return Err(Error::BadRequest("the file stands in a record itself"));
        }
        let words = words_without(&store, record, &sha256).await?;
        changes = stay_gone(changes, record, &sha256, now)
            .keep_deleted(without_file(record.id), now)
            .put_words(record.id, words_found_by(&record.body, &words));
    }
    let deleted = store.commit(changes, None).await;
    let failed = deleted.as_ref().err().map(|error| Error::from(*error).code());
    let deed = Deed::by_person(ActivityKind::FileDeleted).counting(files.len());
    note(core, &copy, correlation, deed, failed).await;
    core.changed(&[Topic::Records]);
    deleted?;
    Ok(DeletedView {
        records: 0,
        files: u64::try_from(files.len()).unwrap_or(u64::MAX),
        kept: 0,
        all_gone: store.documents_with(sha256).await?.is_empty() && store.document(id).await?.is_none(),
    })
}

/// The records that hold one of these files.
async fn holders(store: &Store, files: &[StoredDocument]) -> Result<Vec<StoredRecord>, Error> {
    let mut ids = BTreeSet::new();
    for file in files {
        ids.extend(store.records_of(file.about.id).await?);
    }
    let mut holders = Vec::new();
    for id in ids {
        holders.extend(store.record(id).await?);
    }
    Ok(holders)
}

/// The words of a record's other files.
async fn words_without(store: &Store, record: &StoredRecord, sha256: &[u8; 32]) -> Result<String, Error> {
    let mut words = String::new();
    for file in store.documents_of(record.id).await?.into_iter().filter(|file| file.sha256 != *sha256) {
        let Some(mut reader) = store.document(file.about.id).await? else { continue };
        let mut bytes = Vec::new();
        while let Some(chunk) = reader.next_chunk().await? {
            bytes.extend_from_slice(&chunk);
        }
        // A hostile file may take its time, and one that breaks its reader has no words.
        let read = tokio::task::spawn_blocking(move || words_of(&bytes, Some(&file.about.media_type))).await;
        words.push_str(&read.unwrap_or_default());
        words.push('\n');
    }
    Ok(words)
}

/// The same bytes do not come again: in this record, or from its place under another id.
fn stay_gone(changes: Changes, record: &StoredRecord, sha256: &[u8; 32], now: Timestamp) -> Changes {
    changes
        .keep_deleted(file_again_in(record.id, sha256), now)
        .keep_deleted(file_again_from(&record.network, &record.place_id, sha256), now)
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
    let now = core.parts.clock.now();
    let (mut files, mut again) = (BTreeSet::new(), BTreeSet::new());
    for id in &all {
        for file in store.documents_of(*id).await? {
            files.insert(file.about.id);
            // One that several entries may point to: a place may send it again under an id that was never kept.
            if file.about.record_id.is_none()
                && let Some(record) = store.record(*id).await?
            {
                again.insert(file_again_from(&record.network, &record.place_id, &file.sha256));
            }
        }
    }
    let (ids, files) = (Vec::from_iter(all), Vec::from_iter(files));
    let mut deleted = Ok(());
    for piece in ids.chunks(AT_ONCE) {
        let again = std::mem::take(&mut again);
        let changes = again.into_iter().fold(Changes::new(), |changes, id| changes.keep_deleted(id, now));
        let changes = piece.iter().fold(changes, |changes, id| changes.delete_record(*id, now));
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
