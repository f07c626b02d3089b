//! Shapes of health data, and what a reader shows of them.
//!
//! Knows FHIR R4 and C-CDA, and the files that come with them. Must never know sockets, files, clocks, or who sent it:
//! what goes in is a value, and what comes out is one. Whatever goes in, it comes back within bounds (`budget`), or with
//! an error that holds nothing of it.

pub mod attachment;
pub mod audit_event;
mod budget;
pub mod bundle;
pub mod ccda;
pub mod collection;
mod composer;
pub mod content;
mod decode;
pub mod html;
pub mod json;
mod number;
pub mod outline;
pub mod plain;
pub mod provenance;
pub mod resource;
pub mod rtf;
pub mod when;
pub mod whose;
pub mod word;

pub use budget::LONGEST_FILE;
