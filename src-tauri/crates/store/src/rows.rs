//! What is stored, row by row. Bodies are opaque; the other fields are what a row is found by.

use jiff::Timestamp;
use uuid::Uuid;

/// A place that is, was or could be connected, as a network tells it. One row for each network and id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredConnection {
    /// Which network says so, such as `bwell`.
    pub network: String,
    /// The network's id of the connection.
    pub id: String,
    /// The place, where its identifier is another.
    pub place_id: Option<String>,
    /// The state as the network spells it.
    pub state: String,
    /// When this was learned; kept to the microsecond, like every instant here.
    pub updated_at: Timestamp,
    /// JSON text.
    pub body: String,
}

/// Work that outlives a restart.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredTask {
    /// Ours; version 7 keeps them in order.
    pub id: Uuid,
    /// What kind of work, such as `search`.
    pub kind: String,
    /// How far it is.
    pub state: String,
    /// The place that it is about.
    pub place_id: Option<String>,
    /// What the audit knows it by.
    pub correlation: Uuid,
    /// When it began.
    pub created_at: Timestamp,
    /// When it last moved.
    pub updated_at: Timestamp,
    /// JSON text.
    pub body: String,
}

/// What a person may want to prove later: a permission given, a summary shared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredReceipt {
    /// Ours; version 7 keeps them in order.
    pub id: Uuid,
    /// Of what, such as `consent`.
    pub kind: String,
    /// The place that it is about.
    pub place_id: Option<String>,
    /// What the audit knows it by.
    pub correlation: Uuid,
    /// When.
    pub created_at: Timestamp,
    /// JSON text.
    pub body: String,
}

/// What a network last told about a topic.
#[derive(Clone, PartialEq, Eq)]
pub struct LastKnown {
    /// When it was told.
    pub told_at: Timestamp,
    /// JSON text.
    pub body: String,
}

impl std::fmt::Debug for LastKnown {
    /// It may name a person's places: only when it came is printed.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("LastKnown").field("told_at", &self.told_at).finish_non_exhaustive()
    }
}

/// One piece of a health record, byte for byte as it came, and where it came from.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredRecord {
    /// Ours; version 7 keeps them in the order of arrival.
    pub id: Uuid,
    /// Which network brought it.
    pub network: String,
    /// Which place holds it: the id of its connection, the first where a record names several, an empty text where
    /// none is stated. All of them are in its listing.
    pub place_id: String,
    /// Its kind, as the place spells it.
    pub resource_type: String,
    /// Its id at the place.
    pub resource_id: String,
    /// The date it is about, with the precision it has (`2019`, `2019-03`, …): sorts as text.
    pub dated: Option<String>,
    /// The retrieval that brought it.
    pub retrieval: Uuid,
    /// When.
    pub retrieved_at: Timestamp,
    /// JSON text: who wrote it, by which way it came.
    pub provenance: String,
    /// The bytes.
    pub body: Vec<u8>,
}

/// Where a record came from, without what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RecordSource {
    /// Ours.
    pub id: Uuid,
    /// Which network brought it.
    pub network: String,
    /// Its kind, as the place spells it.
    pub resource_type: String,
    /// Its id at the place.
    pub resource_id: String,
    /// When it came.
    pub retrieved_at: Timestamp,
    /// The place it came from; empty where none is stated.
    pub place_id: String,
    /// JSON text.
    pub provenance: String,
}

/// Which records. An absent field means any; an empty filter means all.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordFilter {
    /// Of this network.
    pub network: Option<String>,
    /// Of this place.
    pub place_id: Option<String>,
    /// Of this kind.
    pub resource_type: Option<String>,
    /// With this id at its place.
    pub resource_id: Option<String>,
    /// Brought by this retrieval.
    pub retrieval: Option<Uuid>,
    /// Only those after this one, in the order of ids: the last of the page before.
    pub after: Option<Uuid>,
    /// At most this many.
    pub limit: Option<u32>,
}

/// A file to be stored in pieces.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewDocument {
    /// Ours.
    pub id: Uuid,
    /// The record that it belongs to; it goes when that goes.
    pub record_id: Option<Uuid>,
    /// Which place holds it.
    pub place_id: String,
    /// Its media type, as the place says.
    pub media_type: String,
    /// When it was fetched.
    pub retrieved_at: Timestamp,
    /// JSON text.
    pub provenance: String,
}

/// A document that seems to be about somebody else. It is kept apart from the records.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredAside {
    /// The file.
    pub document_id: Uuid,
    /// Which network brought it.
    pub network: String,
    /// Which place holds it.
    pub place_id: String,
    /// The entry's id at the network.
    pub resource_id: String,
    /// The retrieval that brought it.
    pub retrieval: Uuid,
    /// When.
    pub set_aside_at: Timestamp,
    /// JSON text: why.
    pub reasons: String,
    /// The entry, byte for byte.
    pub body: Vec<u8>,
}

/// A file that is stored whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredDocument {
    /// What was said when it was begun.
    pub about: NewDocument,
    /// Its length, in bytes.
    pub length: u64,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
}

/// How much a store holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Pieces of health records.
    pub records: u64,
    /// Files that came with them.
    pub documents: u64,
    /// Connections, whatever their state.
    pub places: u64,
    /// Events of the trail.
    pub events: u64,
}

impl std::fmt::Debug for StoredAside {
    /// As with a record: only what names the row.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StoredAside").field("document_id", &self.document_id).finish_non_exhaustive()
    }
}

impl std::fmt::Debug for StoredRecord {
    /// A record is health data: only what names the row is printed.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("StoredRecord").field("id", &self.id).finish_non_exhaustive()
    }
}
