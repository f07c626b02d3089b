//! `cargo demo`: from a fresh clone to the app's main job, on the embedded sandbox.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{ExitCode, Stdio};
use std::time::Duration;

use anyhow::{Context as _, Result};

use crate::args;
use crate::context::Context;
use crate::display::{self, Screen};
use crate::phases::Phases;
use crate::process::{self, Cmd, Group, Output};
use crate::say;
use crate::setup;
use crate::stop::Stop;

/// The app package; its binary has the same name.
pub(crate) const APP: &str = "satchel";
/// Serves the page from inside the binary instead of from a development server.
pub(crate) const APP_FEATURES: &str = "custom-protocol";
/// The program of package `tests` that walks through a story in the real window.
pub(crate) const WALK: &str = "walk";

/// Where the walk finds the app.
pub(crate) const APP_VARIABLE: &str = "SATCHEL_APP";
/// Where the walk leaves its pictures.
const OUT_VARIABLE: &str = "SATCHEL_WALK_OUT";
/// Makes the app exit when its standard input ends: it cannot outlive this command, however that ends.
const EXIT_VARIABLE: &str = "SATCHEL_EXIT_WITH_STDIN";

/// How many seconds a caption can be read where somebody sees it.
const PACE: &str = "3";

/// No walk takes this long, unless it hangs.
const LIMIT: Duration = Duration::from_mins(30);

/// Sets up, builds, shows.
pub(crate) fn run(context: &Context, options: &args::Demo) -> Result<ExitCode> {
    let hidden = is_hidden(options);
    let walks = hidden || options.play.is_some();
    if walks && !cfg!(target_os = "linux") {
        return Err(Stop::usage("--headless and --play work on Linux only: they drive WebKitGTK").into());
    }
    let mut phases = Phases::new(if options.no_build { 1 } else { 4 });
    if !options.no_build {
        let needs = if walks { setup::DEMO_HEADLESS } else { setup::DEMO };
        phases.run("set-up", || setup::prepare(context, needs, false))?;
        phases.run("page", || build_page(context))?;
        say::line("    building the app now; the first time takes several minutes");
        phases.run("app", || build_app(context, options.release, walks))?;
    }
    let app = context.built(APP, options.release);
    if !app.is_file() {
        return Err(Stop::first("The app is not built yet: run `cargo demo` without --no-build.").into());
    }
    let out = match env::var_os(OUT_VARIABLE) {
        Some(out) => env::current_dir()?.join(out),
        None => context.folder("demo"),
    };
    let mut code = 0;
    phases.run("demo", || {
        code = if walks {
            let how = if hidden { "no window: " } else { "" };
            say::line(format_args!("    {how}it walks by itself; pictures go to {}", out.display()));
            walk(context, options, &out, &[], &Output::Terminal)?
        } else {
            say::line("    the app's window is open; close it or press Ctrl-C to end");
            show(context, &app, options)?
        };
        Ok(if code == 0 { "done".to_owned() } else { format!("FAILED with exit code {code}") })
    })?;
    Ok(ExitCode::from(code))
}

/// Nobody sees the window.
fn is_hidden(options: &args::Demo) -> bool {
    options.headless || !display::is_there()
}

pub(crate) fn build_page(context: &Context) -> Result<String> {
    let log = fresh_log(context, "demo", "page.log")?;
    built(&context.npm(["run", "build"]), &Output::File { path: log.clone(), echo: false }, "page", &log)
}

/// The app and, when it walks by itself, the program that does so. In one build: what both
/// are made of is then compiled once.
pub(crate) fn build_app(context: &Context, release: bool, walks: bool) -> Result<String> {
    let log = fresh_log(context, "demo", "app.log")?;
    let output = Output::terminal_or_file(log.clone());
    let features = format!("{APP}/{APP_FEATURES}");
    let mut app = context.cargo(["build", "-p", APP, "--bin", APP, "--features", features.as_str()]);
    if release {
        if walks {
            built(&context.cargo(["build", "-p", "tests", "--bin", WALK]), &output, "walk", &log)?;
        }
        app = app.args(["--release"]);
    } else if walks {
        app = app.args(["-p", "tests", "--bin", WALK]);
    }
    built(&app, &output, "app", &log)
}

/// Runs one step of a build; a failure shows the end of what it said.
pub(crate) fn built(command: &Cmd, output: &Output, label: &str, log: &Path) -> Result<String> {
    if process::run(command, output, label)? {
        return Ok("built".to_owned());
    }
    if matches!(output, Output::File { .. }) {
        say::error(process::tail(log, 40));
    }
    Err(Stop::first(format!("This failed: {}", command.line())).into())
}

/// An empty log in a folder of ours.
pub(crate) fn fresh_log(context: &Context, folder: &str, name: &str) -> Result<PathBuf> {
    let folder = context.folder(folder);
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let log = folder.join(name);
    fs::write(&log, "").with_context(|| format!("cannot write {}", log.display()))?;
    Ok(log)
}

/// Starts the app, stays until its window is closed, and gives back its exit code.
fn show(context: &Context, app: &Path, options: &args::Demo) -> Result<u8> {
    let cmd = context.program(app).args(["--demo"]).args(story(options)).env(EXIT_VARIABLE, "1");
    let mut group = Group::spawn(cmd.command().stdin(Stdio::piped()))?;
    Ok(process::exit_code(group.wait(|| Ok(()))?))
}

/// Walks through the app's real window, on a screen that nobody sees where there is no other. `before` may put it all
/// behind another program. Gives back the walk's exit code.
pub(crate) fn walk(
    context: &Context,
    options: &args::Demo,
    out: &Path,
    before: &[String],
    output: &Output,
) -> Result<u8> {
    let walker = context.built(WALK, false);
    if !walker.is_file() {
        return Err(Stop::first(
            "The walk is not built yet: run `cargo demo --headless` without --no-build.",
        )
        .into());
    }
    fs::create_dir_all(out).with_context(|| format!("cannot make {}", out.display()))?;
    let mut cmd = context
        .program(&walker)
        .args(story(options))
        .env(APP_VARIABLE, context.built(APP, options.release))
        .env(OUT_VARIABLE, out);
    if let Some(frames) = options.frames {
        cmd = cmd.args(["--frames".to_owned(), frames.to_string()]);
    }
    // Somebody reads the captions: before the window, or in the film.
    if !is_hidden(options) || options.frames.is_some() {
        cmd = cmd.args(["--pace", PACE]);
    }
    if !is_hidden(options) {
        return process::run_within(&cmd.within(before), output, "walk", Some(LIMIT));
    }
    let screen = Screen::start(context, &out.join("screen.log"))?;
    process::run_within(&screen.inside(cmd).within(before), output, "walk", Some(LIMIT))
}

/// The part of the command line that the app and the walk have in common.
fn story(options: &args::Demo) -> Vec<String> {
    let mut words = Vec::new();
    if let Some(person) = &options.person {
        words.extend(["--person".to_owned(), person.clone()]);
    }
    words.extend(["--speed".to_owned(), options.speed.to_string()]);
    if let Some(name) = &options.play {
        words.extend(["--play".to_owned(), name.clone()]);
    }
    if let Some(seed) = options.seed {
        words.extend(["--seed".to_owned(), seed.to_string()]);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_story_is_told_in_plain_numbers() {
        assert_eq!(story(&args::Demo::default()), ["--speed", "60"]);
        let options = args::Demo { person: Some("maria".to_owned()), speed: 7.5, ..args::Demo::default() };
        assert_eq!(story(&options), ["--person", "maria", "--speed", "7.5"]);
    }
}
