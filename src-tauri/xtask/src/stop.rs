//! Why a run ends early: an interruption, or a sentence and an exit code.

use std::error::Error;
use std::fmt;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context as _, Result};

static REQUESTED: AtomicBool = AtomicBool::new(false);

/// Turns Ctrl-C and a termination signal into [`requested`]; the second one ends this process at once.
///
/// Programs that we started are ended either way: in order, or by their guards (see `process`).
pub(crate) fn listen() -> Result<()> {
    ctrlc::set_handler(|| {
        if REQUESTED.swap(true, Ordering::SeqCst) {
            std::process::exit(130);
        }
    })
    .context("cannot listen for Ctrl-C")
}

/// Whether somebody asked this run to stop.
pub(crate) fn requested() -> bool {
    REQUESTED.load(Ordering::SeqCst)
}

/// An end that carries its exit code.
#[derive(Debug)]
pub(crate) struct Stop {
    code: u8,
    message: String,
}

impl Stop {
    /// The command line asks for something that does not exist: exit code 2.
    pub(crate) fn usage(message: impl Into<String>) -> Self {
        Self { code: 2, message: message.into() }
    }

    /// Something that a person has to do first: exit code 1.
    pub(crate) fn first(message: impl Into<String>) -> Self {
        Self { code: 1, message: message.into() }
    }

    /// Ctrl-C or a termination signal: exit code 130.
    pub(crate) fn interrupted() -> Self {
        Self { code: 130, message: "stopped".to_owned() }
    }

    /// The exit code of the process.
    pub(crate) fn code(&self) -> u8 {
        self.code
    }
}

impl fmt::Display for Stop {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl Error for Stop {}
