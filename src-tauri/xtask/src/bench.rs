//! Measurements. A row each; `cargo xtask bench` runs them.

use anyhow::{Result, ensure};

use crate::context::Context;
use crate::entries::Entry;
use crate::process::{self, Output};

/// What there is.
pub(crate) const ENTRIES: &[Entry] = &[
    Entry {
        name: "politeness",
        about: "how often a search asks, how late its end is noticed, how even a million clients are",
        run: politeness,
    },
    Entry {
        name: "retrieval",
        about: "10,000 documents from the second network: time, memory, and a bare insert beside it",
        run: retrieval,
    },
];

fn retrieval(context: &Context) -> Result<()> {
    let program = [
        "run",
        "--quiet",
        "--release",
        "-p",
        "tests",
        "--features",
        "failpoints",
        "--bin",
        "retrieval-bench",
    ];
    ensure!(
        process::run(&context.cargo(program), &Output::Terminal, "bench")?,
        "a number is not what was promised"
    );
    Ok(())
}

fn politeness(context: &Context) -> Result<()> {
    let program = ["run", "--quiet", "-p", "workflow", "--example", "politeness"];
    ensure!(
        process::run(&context.cargo(program), &Output::Terminal, "bench")?,
        "a number is not what was promised"
    );
    Ok(())
}
