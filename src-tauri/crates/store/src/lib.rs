//! What stays on this computer: one encrypted file a person, and where its key is kept.
//!
//! Knows tables, keys, the format of the audit trail, documents in pieces, and what a disk or a keychain can do wrong.
//! Must never know networks, sign-ins or what a health record means: a row is opaque JSON text with columns to find
//! it by. The clock and every id are parameters.
//!
//! A person's file, its key and the lock before it are a [`Locker`]; [`Lockers`] are all of one computer.
//!
//! ```no_run
//! # async fn example(key: store::Key, event: store::NewEvent, place: store::StoredConnection) -> Result<(), store::Error> {
//! let store = store::Store::open(std::path::Path::new("rosa.satchel"), &key).await?;
//! // A change and the event that tells of it: both or neither.
//! store.commit(store::Changes::new().put_connection(place), Some(event)).await?;
//! # Ok(()) }
//! ```

mod aside;
mod audit;
pub mod backup;
mod changes;
mod document;
mod error;
mod fail;
mod file;
#[cfg(any(test, feature = "failpoints"))]
#[doc(hidden)]
pub mod hold;
mod key;
mod listing;
mod locker;
mod phc;
mod rows;
mod schema;
mod small;
mod store;
mod tables;
pub mod vault;

pub use audit::{Actor, AuditCheck, AuditEvent, NewEvent, Outcome};
pub use changes::{Changes, content_hash};
pub use document::{CHUNK, DocumentReader, DocumentWriter};
pub use error::Error;
pub use key::Key;
pub use listing::{CountBy, HIT_BEGINS, HIT_ENDS, ListFilter, Listed, Listing, PlaceCount};
pub use locker::{Keep, Label, Lock, Locker, LockerCard, LockerError, Lockers, Removal, Tries};
pub use phc::{hash_of_pin, is_pin_of};
pub use rows::{
    Counts, LastKnown, NewDocument, RecordFilter, RecordSource, StoredAside, StoredConnection,
    StoredDocument, StoredReceipt, StoredRecord, StoredTask,
};
pub use store::Store;
pub use vault::{Rung, Vault, VaultError};
