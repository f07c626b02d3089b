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
        name: "connect",
        about: "how long after a portal's end a place is connected, with the deep link and by asking alone",
        run: connect,
    },
    Entry {
        name: "share",
        about: "from \"Make my QR code\" to the code, and how much of its life is left; opening a large link",
        run: share,
    },
    Entry {
        name: "search",
        about: "how long a search over 100,000 records takes, and the longest frame while their list is scrolled",
        run: search,
    },
    Entry { name: "tour", about: "the longest task of the page on a tour of all its screens", run: tour },
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
    measured(context, &["run", "--quiet", "--example", "politeness"])
}

fn connect(context: &Context) -> Result<()> {
    measured(context, &["run", "--quiet", "--bin", "bench-connect"])
}

fn search(context: &Context) -> Result<()> {
    measured(context, &["run", "--quiet", "--release", "-p", "store", "--example", "search"])?;
    let scroll = context.npm(["run", "--silent", "bench:scroll"]);
    ensure!(process::run(&scroll, &Output::Terminal, "bench")?, "the list could not be scrolled");
    Ok(())
}

fn tour(context: &Context) -> Result<()> {
    let tour = context.npm(["run", "--silent", "bench:tour"]);
    ensure!(process::run(&tour, &Output::Terminal, "bench")?, "a task is longer than was promised");
    Ok(())
}

/// Runs a program that measures, prints, and fails where a number is not what was promised.
fn measured(context: &Context, program: &[&str]) -> Result<()> {
    ensure!(
        process::run(&context.cargo(program), &Output::Terminal, "bench")?,
        "a number is not what was promised"
    );
    Ok(())
}

fn share(context: &Context) -> Result<()> {
    measured(context, &["run", "--quiet", "--bin", "bench-share"])
}
