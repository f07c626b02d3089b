//! Health Gorilla, the second network, at an organisation's gateway: Individual Access Services after seed 003. Source of
//! the wire: `spec/ias-wire.md`, sections 1 to 4 and 12.
//!
//! The vendor has not published its own IAS call. What stands here follows the reference's recommendations; each
//! assumption is a member of [`Gateway`], filled from one named setting.

mod asked;
mod attachment;
mod document_reference;
mod download;
mod error;
mod gateway;
mod imported;
mod kick_off;
mod page;
mod pages;
mod parameters;
mod progress;
mod rejection;
mod tenant_patient;
mod unpack;
#[cfg(test)]
mod wire_tests;

pub use asked::{AskedPlace, PlaceOutcome};
pub use attachment::Attachment;
pub use document_reference::{DocumentReference, Source};
pub use download::{Checked, Download};
pub use error::{DocumentFault, Error};
pub use gateway::{Gateway, HealthGorilla, SignInToken};
pub use imported::{IMPORTED, ImportedRecord};
pub use kick_off::{KickOff, KickedOff, Mode, Order};
pub use pages::{End, Entry, Pages};
pub use progress::{Ended, Issue, Progress, TerminalStatus};
pub use rejection::{Detail, Rejection};
pub use tenant_patient::{Details, TenantPatient};
