//! Work in numbered phases: what came of each, and how long it took.

use std::time::Instant;

use anyhow::Result;

use crate::say;

/// Numbered phases, each with its time.
pub(crate) struct Phases {
    total: usize,
    done: usize,
}

impl Phases {
    /// None done yet.
    pub(crate) fn new(total: usize) -> Self {
        Self { total, done: 0 }
    }

    /// One more; what it gives back is said behind its name.
    pub(crate) fn run(&mut self, name: &str, work: impl FnOnce() -> Result<String>) -> Result<()> {
        let start = Instant::now();
        let result = work()?;
        self.done += 1;
        say::line(format_args!(
            "{}/{} {name}: {result} ({})",
            self.done,
            self.total,
            say::Took(start.elapsed())
        ));
        Ok(())
    }
}
