//! Measurements. A row each; `cargo xtask bench` runs them.

use crate::entries::Entry;

/// What there is.
pub(crate) const ENTRIES: &[Entry] = &[];
