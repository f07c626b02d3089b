//! What one commit changes: a list, carried out in its order, all of it or nothing.

use jiff::Timestamp;
use uuid::Uuid;

use crate::listing::Listing;
use crate::rows::{LastKnown, StoredConnection, StoredReceipt, StoredRecord, StoredTask};

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
    RemovePlace { network: String, place_id: String },
    RemoveDocument(Uuid),
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

impl std::fmt::Debug for Changes {
    /// How many, and nothing of what.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Changes({})", self.0.len())
    }
}
