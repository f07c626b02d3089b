//! Numbers that the project promises. A row each; `cargo xtask hold` checks that they hold.

use anyhow::{Result, ensure};

use crate::context::Context;
use crate::entries::Entry;
use crate::process::{self, Output};

/// What there is.
pub(crate) const ENTRIES: &[Entry] = &[
    Entry { name: "store", about: "the store survives a kill at any moment", run: store },
    Entry { name: "retrieval", about: "a retrieval survives a kill at any moment", run: retrieval },
];

fn retrieval(context: &Context) -> Result<()> {
    // Kills come by the hundred: what is killed must be quick.
    let program =
        ["run", "--quiet", "--release", "-p", "tests", "--features", "failpoints", "--bin", "retrieval-hold"];
    ensure!(
        process::run(&context.cargo(program), &Output::Terminal, "hold")?,
        "it did not survive every time"
    );
    Ok(())
}

fn store(context: &Context) -> Result<()> {
    let program = ["run", "--quiet", "-p", "store", "--features", "failpoints", "--bin", "store-hold"];
    ensure!(
        process::run(&context.cargo(program), &Output::Terminal, "hold")?,
        "it did not survive every time"
    );
    Ok(())
}
