//! The log: only what was declared safe can be written.
//!
//! Knows lines, levels, files of a day. Must never know what happened, or to whom: it depends on no crate of ours, and
//! a value gets into a line only if its type says, where it is defined, that what it writes is free of names, birth
//! dates, tokens, passcodes and addresses ([`Loggable`]). `String` and `&str` do not say so, and never will.
//!
//! ```
//! # use std::time::Duration;
//! # use satchel_log::word;
//! let waited = Duration::from_millis(250);
//! satchel_log::info!("asked again", waited, operation = word!("tasks"), times = 3);
//! ```
//!
//! Underneath is `tracing`. Its own macros are refused by Clippy (`clippy.toml`): they would write anything. Events that
//! did not come through ours, those of dependencies, reach neither file nor screen.

// For the whole crate, because the lint sees it nowhere nearer.
#![expect(clippy::disallowed_macros, reason = "one module makes the events, and tests play a dependency")]

mod line;
mod loggable;
mod macros;
mod recent;
mod subscriber;

pub use loggable::{Loggable, Word};
pub use recent::recent;
pub use subscriber::{Error, to_folder, to_stderr};

#[doc(hidden)]
pub use line::{__write, Level as __Level};
