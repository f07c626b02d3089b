//! Cargo's helpers.

use anyhow::Result;

use super::Step;
use crate::context::Context;
use crate::process::{self, Output};
use crate::say;
use crate::stop::Stop;

const INSTALL: [&str; 5] = ["install", "cargo-deny", "--locked", "--version", "^0.20"];

/// `cargo install cargo-deny`, when there is none.
pub(crate) fn step(context: &Context) -> Option<Step<'_>> {
    if context.cargo(["deny", "--version"]).answer().is_some() {
        return None;
    }
    Some(Step {
        what: "cargo-deny, which checks licences and sources (builds for about 2 minutes)".to_owned(),
        lines: vec![context.cargo(INSTALL).line()],
        short: "cargo-deny".to_owned(),
        install: Box::new(move || install(context)),
    })
}

fn install(context: &Context) -> Result<()> {
    let log = context.folder("setup").join("cargo-deny.log");
    // Its own target directory is thrown away afterwards; ours would keep several hundred megabytes of it.
    let command = context.cargo(INSTALL).without_env("CARGO_TARGET_DIR");
    if process::run(&command, &Output::File { path: log.clone(), echo: false }, "cargo install cargo-deny")? {
        return Ok(());
    }
    say::error(process::tail(&log, 30));
    Err(Stop::first(format!("cargo-deny could not be installed; all Cargo said is in {}", log.display()))
        .into())
}
