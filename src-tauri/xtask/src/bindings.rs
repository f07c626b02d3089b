//! `cargo xtask bindings`: the page's TypeScript types, written by a test of the `commands` crate.

use std::process::ExitCode;

use anyhow::Result;

use crate::context::Context;
use crate::process::{self, Output};
use crate::say;

/// With this in its environment the test writes the file; without, it fails when the file is stale.
const WRITE: &str = "SATCHEL_WRITE_BINDINGS";

/// Writes `ui/src/ipc/generated.ts` again.
pub(crate) fn write(context: &Context) -> Result<ExitCode> {
    let command = context.cargo(["test", "--quiet", "--lib", "bindings"]).env(WRITE, "1");
    if process::run(&command, &Output::Terminal, "bindings")? {
        say::line("bindings: ui/src/ipc/generated.ts is up to date");
        Ok(ExitCode::SUCCESS)
    } else {
        Ok(ExitCode::FAILURE)
    }
}
