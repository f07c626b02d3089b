//! One line: the only place where an event of ours is made.

use std::fmt;

use crate::Loggable;

/// Tells our events from all others. No module is called that.
pub(crate) const TARGET: &str = "satchel-log";

/// How urgent; made by our macros.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the macro of each name says when")]
pub enum Level {
    Error,
    Warn,
    Info,
    Debug,
}

/// For our macros alone: they see to it that `module`, `message` and the names of the fields are literals.
#[doc(hidden)]
pub fn __write(
    level: Level,
    module: &'static str,
    message: &'static str,
    fields: &[(&'static str, &dyn Loggable)],
) {
    let line = Line { module, message, fields };
    match level {
        Level::Error => tracing::event!(target: TARGET, tracing::Level::ERROR, "{line}"),
        Level::Warn => tracing::event!(target: TARGET, tracing::Level::WARN, "{line}"),
        Level::Info => tracing::event!(target: TARGET, tracing::Level::INFO, "{line}"),
        Level::Debug => tracing::event!(target: TARGET, tracing::Level::DEBUG, "{line}"),
    }
}

struct Line<'a> {
    module: &'static str,
    message: &'static str,
    fields: &'a [(&'static str, &'a dyn Loggable)],
}

impl fmt::Display for Line<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.module, self.message)?;
        for (name, value) in self.fields {
            write!(f, " {name}=")?;
            value.write(f)?;
        }
        Ok(())
    }
}
