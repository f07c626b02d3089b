//! Numbers that the project promises. A row each; `cargo xtask hold` checks that they hold.

use anyhow::{Result, ensure};

use crate::context::Context;
use crate::entries::Entry;
use crate::process::{self, Output};

/// What there is.
pub(crate) const ENTRIES: &[Entry] = &[
    Entry { name: "store", about: "the store survives a kill at any moment", run: store },
    Entry {
        name: "links",
        about: "no link, file or picture breaks the receiver, or fills the memory",
        run: links,
    },
];

fn store(context: &Context) -> Result<()> {
    let program = ["run", "--quiet", "-p", "store", "--features", "failpoints", "--bin", "store-hold"];
    ensure!(
        process::run(&context.cargo(program), &Output::Terminal, "hold")?,
        "it did not survive every time"
    );
    Ok(())
}

/// A minute, or as many as `SATCHEL_HOLD_MINUTES` says.
fn links(context: &Context) -> Result<()> {
    let program = ["run", "--quiet", "-p", "tests", "--bin", "hold-links"];
    ensure!(process::run(&context.cargo(program), &Output::Terminal, "hold")?, "the receiver did not hold");
    Ok(())
}
