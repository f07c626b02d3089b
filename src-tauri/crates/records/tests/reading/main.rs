//! What a reader shows of whole files: of a few typed in here, of published samples that no one here wrote, and of
//! hostile ones.

#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "tests, and what they stand on; one says that it skips"
)]

mod documents;
mod files;
mod hostile;
mod render;
mod resources;
mod samples;
