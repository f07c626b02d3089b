//! Kills a retrieval at every commit boundary of the store and at 200 random moments, and says how often it survived.
//! `cargo xtask hold --only retrieval` runs it. With `--life BASE CONTROL FOLDER` it is the one that is killed.

use std::env;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result};
use tests::apart::Elsewhere;
use tests::hold::{Trial, kill, lead};

const TRIAL: Trial = Trial { documents: 500, random: 200, every: 1, every_change: 37 };
/// How much faster the sandbox's time runs.
const SPEED: f64 = 200.0;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    let mut args = env::args().skip(1);
    if args.next().as_deref() == Some("--life") {
        let mut next = || args.next().context("a life wants a base, a control token and a folder");
        let elsewhere = Elsewhere { base: next()?, control: next()? };
        let folder = next()?;
        runtime.block_on(lead(&elsewhere, Path::new(&folder)))?;
        return Ok(ExitCode::SUCCESS);
    }
    let options =
        sandbox::Options { speed: SPEED, lapse: sandbox::Lapse::Always, ..sandbox::Options::default() };
    let world = runtime.block_on(sandbox::spawn(options))?;
    let elsewhere =
        Elsewhere { base: world.base_url().to_owned(), control: world.control_token().to_owned() };
    let this = env::current_exe()?;
    let child = |folder: &Path| {
        let mut command = Command::new(&this);
        command.arg("--life").arg(&elsewhere.base).arg(&elsewhere.control).arg(folder);
        command
    };
    let result = kill(&elsewhere, &child, TRIAL, &mut |line| {
        let _ = writeln!(io::stderr(), "{line}");
    })?;
    writeln!(io::stdout(), "survived {} of {}", result.survived, result.of)?;
    Ok(if result.survived == result.of { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
