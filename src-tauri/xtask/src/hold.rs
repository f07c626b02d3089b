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
    Entry {
        name: "documents",
        about: "hostile files end in text or an error (SATCHEL_HOLD_SECONDS a reader, 20 unless said)",
        run: documents,
    },
    Entry { name: "kiosk", about: "500 visits at a kiosk, without a window, leave nothing", run: kiosk },
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

/// `SATCHEL_KIOSK_VISITS` says how many without a window, 500 unless said. The window's are a window test.
fn kiosk(context: &Context) -> Result<()> {
    let visits = std::env::var("SATCHEL_KIOSK_VISITS").unwrap_or_else(|_| "500".to_owned());
    let program = ["run", "--quiet", "--bin", "kiosk-hold", "--", "--visits", &visits];
    ensure!(process::run(&context.cargo(program), &Output::Terminal, "hold")?, "a visit left something");
    Ok(())
}

fn documents(context: &Context) -> Result<()> {
    let program = ["run", "--quiet", "--release", "-p", "records", "--example", "hold_documents"];
    ensure!(process::run(&context.cargo(program), &Output::Terminal, "hold")?, "a file was too much");
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

/// A minute, or as many as `SATCHEL_HOLD_MINUTES` says.
fn links(context: &Context) -> Result<()> {
    let program = ["run", "--quiet", "--bin", "hold-links"];
    ensure!(process::run(&context.cargo(program), &Output::Terminal, "hold")?, "the receiver did not hold");
    Ok(())
}
