//! The project's own commands: `cargo demo`, `cargo verify` and `cargo xtask …`.
//!
//! Knows: this repository's layout, the tools it is built with, how to start and end programs. Must not know:
//! Tauri, our crates, anything about health. It is built before everything else on a fresh machine.

mod args;
mod bench;
mod bindings;
mod components;
mod context;
mod counts;
mod demo;
mod display;
mod documents;
mod entries;
mod failures;
mod gallery;
mod hold;
mod package;
mod phases;
mod process;
mod say;
mod setup;
mod stop;
mod verify;

use std::process::ExitCode;

use anyhow::Result;

use crate::args::Task;
use crate::context::Context;
use crate::stop::Stop;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            say::error(format_args!("{error:#}"));
            ExitCode::from(error.downcast_ref::<Stop>().map_or(1, Stop::code))
        }
    }
}

fn run() -> Result<ExitCode> {
    let task = args::parse(lexopt::Parser::from_env())?;
    if let Task::Help(text) = &task {
        say::line(text.trim_end());
        return Ok(ExitCode::SUCCESS);
    }
    stop::listen()?;
    let context = Context::from_environment()?;
    match task {
        Task::Help(_) => Ok(ExitCode::SUCCESS),
        Task::Demo(options) => demo::run(&context, &options),
        Task::Verify(options) => verify::run(&context, &options),
        Task::Setup { dry_run } => {
            say::line(setup::prepare(&context, setup::VERIFY, dry_run)?);
            Ok(ExitCode::SUCCESS)
        }
        Task::Bindings => bindings::write(&context),
        Task::Reference => documents::reference::write(&context),
        Task::Licences => components::write(&context),
        Task::Sbom => components::write_sbom(&context),
        Task::Package(options) => package::run(&context, &options),
        Task::Gallery(options) => gallery::run(&context, &options),
        Task::Bench(choice) => entries::run(&context, "bench", bench::ENTRIES, &choice),
        Task::Hold(choice) => entries::run(&context, "hold", hold::ENTRIES, &choice),
    }
}
