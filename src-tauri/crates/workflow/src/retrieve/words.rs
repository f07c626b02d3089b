//! Words of documents into the index. Documents are kept first, however many come; they are read for their words
//! afterwards, and whatever ends this goes on with the next sign-in or unlock: the store knows which are left.

use store::{Changes, Store};
use uuid::Uuid;

use super::import::NETWORK;
use crate::listing::{Brought, places_of, words_of};
use crate::view::{ListKind, Topic};
use crate::{Core, Error};

/// Documents whose words are written in one commit.
const AT_ONCE: u32 = 16;

/// Reads documents for their words until none is left.
pub(super) async fn read_words(core: &Core, store: &Store) -> Result<(), Error> {
    loop {
        let wanted = store.words_wanted(AT_ONCE).await?;
        if wanted.is_empty() {
            return Ok(());
        }
        let mut changes = Changes::new();
        for document in wanted {
            changes = document_words(store, document, changes).await?;
        }
        store.commit(changes, None).await?;
        core.changed(&[Topic::Records]);
    }
}

async fn document_words(store: &Store, id: Uuid, changes: Changes) -> Result<Changes, Error> {
    let mut changes = changes.have_words(id);
    let Some(mut reader) = store.document(id).await? else { return Ok(changes) };
    let about = reader.about().clone();
    let mut bytes = Vec::with_capacity(usize::try_from(about.length).unwrap_or_default());
    while let Some(chunk) = reader.next_chunk().await? {
        bytes.extend_from_slice(&chunk);
    }
    let declared = about.about.media_type;
    // A hostile file may take its time: never on a thread that others wait for. One that breaks its reader has no words.
    let words = tokio::task::spawn_blocking(move || words_of(&bytes, Some(&declared))).await;
    let words = words.unwrap_or_default();
    for record in store.records_of(id).await? {
        let Some(record) = store.record(record).await?.filter(|record| record.network == NETWORK) else {
            continue;
        };
        let brought = Brought {
            network: NETWORK,
            kind: Some(ListKind::Document),
            resource_type: &record.resource_type,
            resource_id: &record.resource_id,
            places: places_of(&record),
            retrieval: record.retrieval,
            at: record.retrieved_at,
            body: &record.body,
            words_of_files: &words,
            content: Some(about.sha256),
            provenance: Some(record.provenance.clone()),
        };
        changes = brought.changes(changes);
    }
    Ok(changes)
}
