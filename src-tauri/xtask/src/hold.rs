//! Numbers that the project promises. A row each; `cargo xtask hold` checks that they hold.

use anyhow::{Result, ensure};

use crate::context::Context;
use crate::demo;
use crate::display::Screen;
use crate::entries::Entry;
use crate::process::{self, Output};
use crate::say;
use crate::setup::{self, Need};

/// How many visits at a kiosk.
const VISITS: &str = "SATCHEL_KIOSK_VISITS";
/// How many of those in its window go from sign-in to code.
const WINDOWS: &str = "SATCHEL_KIOSK_WINDOWS";

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
    Entry {
        name: "kiosk",
        about: "500 visits at a kiosk leave nothing: without a window, and in it, 20 of those from sign-in to code",
        run: kiosk,
    },
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

/// `SATCHEL_KIOSK_VISITS` says how many, 500 unless said; `SATCHEL_KIOSK_WINDOWS` how many of the window's sign in.
fn kiosk(context: &Context) -> Result<()> {
    let from = |name: &str, usual: &str| std::env::var(name).unwrap_or_else(|_| usual.to_owned());
    let (visits, whole) = (from(VISITS, "500"), from(WINDOWS, "20"));
    let program = ["run", "--quiet", "--bin", "kiosk-hold", "--", "--visits", &visits];
    ensure!(process::run(&context.cargo(program), &Output::Terminal, "hold")?, "a visit left something");
    if !cfg!(target_os = "linux") {
        say::line("    the window is driven on Linux only");
        return Ok(());
    }
    setup::prepare(context, &[Need::Build, Need::Page, Need::Screen, Need::Desktop], false)?;
    demo::build_page(context)?;
    let build = context.whole(&["build"]).args(["--bin", demo::APP, "--test", "desktop"]);
    ensure!(process::run(&build, &Output::Terminal, "hold")?, "the app does not build");
    let screen = Screen::start(context, &demo::fresh_log(context, "hold", "screen.log")?)?;
    let story = context
        .whole(&["test", "--quiet", "--test", "desktop"])
        .args(["visit_after_visit", "--", "--nocapture"])
        .env(demo::APP_VARIABLE, context.built(demo::APP, false))
        .env(VISITS, visits)
        .env(WINDOWS, whole);
    ensure!(
        process::run(&screen.inside(story), &Output::Terminal, "hold")?,
        "a visit in the window left something"
    );
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
