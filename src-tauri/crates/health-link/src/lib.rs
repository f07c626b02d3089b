//! SMART Health Links and their QR codes: the payload, the manifest, the encrypted files, the picture.
//!
//! Pure: text and bytes in, values out. Must never know HTTP, the patient, or storage; the verb that opens a link
//! does the fetching. Facts: `spec/shl-wire.md`; its section 6 sets the limits here.

mod bounds;
mod check;
pub mod content;
pub mod jwe;
pub mod manifest;
mod payload;
pub mod qr;
pub mod scan;
pub mod sheet;

pub use check::{CheckFailure, Expected, check_issued};
pub use payload::{Flags, Payload, PayloadError};
