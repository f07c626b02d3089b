//! What one commit changes: a list, carried out in its order, all of it or nothing.

use std::sync::Arc;

use aws_lc_rs::digest::{SHA256, digest};
use jiff::Timestamp;
use uuid::Uuid;

use crate::listing::Listing;
use crate::rows::{
    LastKnown, NewDocument, StoredAside, StoredConnection, StoredReceipt, StoredRecord, StoredTask,
};

/// Changes for [`crate::Store::commit`]. `put` writes a row or replaces the one with the same id.
#[derive(Clone, Default)]
pub struct Changes(pub(crate) Vec<Change>);

/// One of them.
#[derive(Clone)]
pub(crate) enum Change {
    PutConnection(StoredConnection),
    RemoveConnection { network: String, id: String },
    PutTask(StoredTask),
    RemoveTask(Uuid),
    PutReceipt(StoredReceipt),
    PutRecord(StoredRecord),
    PutListing(Box<Listing>),
    GoneUnless { network: String, kind: String, retrieval: Uuid },
    RemoveRecord(Uuid),
    DeleteRecord { id: Uuid, at: Timestamp },
    KeepDeleted { id: Uuid, at: Timestamp },
    PutWords { record: Uuid, text: String },
    RemovePlace { network: String, place_id: String },
    RemoveDocument(Uuid),
    PutDocument { about: NewDocument, bytes: Arc<Vec<u8>>, sha256: [u8; 32] },
    LinkDocument { document: Uuid, record: Uuid },
    PutAside(StoredAside),
    WantWords(Uuid),
    HaveWords(Uuid),
    NamePlace { place_id: String, name: String },
    PutSetting { key: String, value: String },
    PutLastKnown { topic: String, row: LastKnown },
    RemoveSetting(String),
}

impl Changes {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Is there none? Then a commit writes the event alone.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn and(mut self, change: Change) -> Self {
        self.0.push(change);
        self
    }

    /// What a network says of a place.
    #[must_use]
    pub fn put_connection(self, row: StoredConnection) -> Self {
        self.and(Change::PutConnection(row))
    }

    /// A connection is gone from the network's list.
    #[must_use]
    pub fn remove_connection(self, network: &str, id: &str) -> Self {
        self.and(Change::RemoveConnection { network: network.to_owned(), id: id.to_owned() })
    }

    /// Where a piece of work stands.
    #[must_use]
    pub fn put_task(self, row: StoredTask) -> Self {
        self.and(Change::PutTask(row))
    }

    /// A piece of work is over.
    #[must_use]
    pub fn remove_task(self, id: Uuid) -> Self {
        self.and(Change::RemoveTask(id))
    }

    /// A receipt. There is no way to take one back.
    #[must_use]
    pub fn put_receipt(self, row: StoredReceipt) -> Self {
        self.and(Change::PutReceipt(row))
    }

    /// A record, byte for byte.
    #[must_use]
    pub fn put_record(self, row: StoredRecord) -> Self {
        self.and(Change::PutRecord(row))
    }

    /// The line of a record, after the record itself.
    #[must_use]
    pub fn put_listing(self, listing: Listing) -> Self {
        self.and(Change::PutListing(Box::new(listing)))
    }

    /// What this network brought earlier under this kind, and did not bring in this retrieval, is marked as no longer
    /// listed there. It stays.
    #[must_use]
    pub fn mark_gone_unless(self, network: &str, kind: &str, retrieval: Uuid) -> Self {
        self.and(Change::GoneUnless { network: network.to_owned(), kind: kind.to_owned(), retrieval })
    }

    /// A record and its documents go.
    #[must_use]
    pub fn remove_record(self, id: Uuid) -> Self {
        self.and(Change::RemoveRecord(id))
    }

    /// The person deletes a record: it and its documents go, and [`crate::Store::is_deleted`] says so from then on.
    #[must_use]
    pub fn delete_record(self, id: Uuid, at: Timestamp) -> Self {
        self.and(Change::DeleteRecord { id, at })
    }

    /// The person deleted something that is no record of its own: [`crate::Store::is_deleted`] says so from then on. The id
    /// is one that the same thing would have again.
    #[must_use]
    pub fn keep_deleted(self, id: Uuid, at: Timestamp) -> Self {
        self.and(Change::KeepDeleted { id, at })
    }

    /// The words, other than its title's, that the line of a record is found by from now on. Of the old ones nothing stays.
    #[must_use]
    pub fn put_words(self, record: Uuid, text: String) -> Self {
        self.and(Change::PutWords { record, text })
    }

    /// All records that a network brought from a place go, and the documents that belong to them.
    #[must_use]
    pub fn remove_records_of_place(self, network: &str, place_id: &str) -> Self {
        self.and(Change::RemovePlace { network: network.to_owned(), place_id: place_id.to_owned() })
    }

    /// A document goes.
    #[must_use]
    pub fn remove_document(self, id: Uuid) -> Self {
        self.and(Change::RemoveDocument(id))
    }

    /// A small document, whole, with the [`content_hash`] of its bytes, which whoever fetched it has made already. What
    /// is large is written piece by piece: [`crate::Store::write_document`].
    #[must_use]
    pub fn put_document(self, about: NewDocument, bytes: Vec<u8>, sha256: [u8; 32]) -> Self {
        self.and(Change::PutDocument { about, bytes: Arc::new(bytes), sha256 })
    }

    /// A record points to a document, beside those that do already. The document goes with the last of them.
    #[must_use]
    pub fn link_document(self, document: Uuid, record: Uuid) -> Self {
        self.and(Change::LinkDocument { document, record })
    }

    /// A document that seems to be about somebody else.
    #[must_use]
    pub fn put_aside(self, row: StoredAside) -> Self {
        self.and(Change::PutAside(row))
    }

    /// The words of a document are to be read for the index: [`crate::Store::words_wanted`].
    #[must_use]
    pub fn want_words(self, document: Uuid) -> Self {
        self.and(Change::WantWords(document))
    }

    /// They are in the index.
    #[must_use]
    pub fn have_words(self, document: Uuid) -> Self {
        self.and(Change::HaveWords(document))
    }

    /// What a place is called that is no connection.
    #[must_use]
    pub fn name_place(self, place_id: &str, name: &str) -> Self {
        self.and(Change::NamePlace { place_id: place_id.to_owned(), name: name.to_owned() })
    }

    /// What a person chose, by name. The value is opaque.
    #[must_use]
    pub fn put_setting(self, key: &str, value: &str) -> Self {
        self.and(Change::PutSetting { key: key.to_owned(), value: value.to_owned() })
    }

    /// What a network just told about a topic, in place of what it told before.
    #[must_use]
    pub fn put_last_known(self, topic: &str, row: LastKnown) -> Self {
        self.and(Change::PutLastKnown { topic: topic.to_owned(), row })
    }

    /// Back to what holds where nobody chose.
    #[must_use]
    pub fn remove_setting(self, key: &str) -> Self {
        self.and(Change::RemoveSetting(key.to_owned()))
    }
}

/// SHA-256 of a document's bytes, as the store keeps it.
#[must_use]
pub fn content_hash(bytes: &[u8]) -> [u8; 32] {
    let mut sha256 = [0; 32];
    sha256.copy_from_slice(digest(&SHA256, bytes).as_ref());
    sha256
}

impl std::fmt::Debug for Changes {
    /// How many, and nothing of what.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Changes({})", self.0.len())
    }
}
