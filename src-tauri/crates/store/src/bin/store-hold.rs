//! Kills a store at every fail point and at 200 random moments of mixed writes, and a locker at every step of its changes,
//! and says how often they survived. `cargo xtask hold --only store` runs it. With `--store PATH` or `--locker PATH` it is
//! the one that is killed.

use std::env;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, ExitCode};

use store::hold::{self, Life};

const RANDOM: u32 = 200;
const SEED: u64 = 20_261_121;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> io::Result<ExitCode> {
    let mut args = env::args_os().skip(1);
    let life = args.next().and_then(|word| match word.to_str() {
        Some("--store") => Some(Life::Store),
        Some("--locker") => Some(Life::Locker),
        _ => None,
    });
    if let Some(life) = life {
        let path = args.next().ok_or_else(|| io::Error::other("a life wants a path"))?;
        life.lead(Path::new(&path)).map_err(io::Error::other)?;
        return Ok(ExitCode::SUCCESS);
    }
    let this = env::current_exe()?;
    let child = |life: Life, path: &Path| {
        let mut command = Command::new(&this);
        command.arg(if life == Life::Locker { "--locker" } else { "--store" }).arg(path);
        command
    };
    let mut out = io::stdout();
    let result = hold::kill(&child, RANDOM, SEED, &mut |failure| {
        let _ = writeln!(io::stderr(), "{failure}");
    })?;
    writeln!(out, "survived {} of {}", result.survived, result.of)?;
    Ok(if result.survived == result.of { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
