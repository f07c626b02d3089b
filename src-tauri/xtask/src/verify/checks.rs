//! The checks, cheap ones first.
//!
//! Cargo builds a crate again when it is asked for with other features, and the features depend on which
//! packages are named. So every step here names one of two sets, the default members or the app, and what the
//! steps share is built once.

use std::fs;

use anyhow::Result;

use super::session::Session;
use crate::args;
use crate::components;
use crate::context::Context;
use crate::demo::{self, APP, APP_FEATURES, APP_VARIABLE, WALK};
use crate::display;
use crate::documents;
use crate::gallery;
use crate::package::metadata;
use crate::process::Cmd;
use crate::setup::Need::{self, Browser, Build, Deny, Desktop, Metadata, Namespace, Page, Provider, Screen};

/// One row of the table.
pub(crate) struct Check {
    /// What it is called on the command line and in the summary.
    pub(crate) name: &'static str,
    /// One line about it.
    pub(crate) about: &'static str,
    /// What it cannot do without.
    pub(crate) needs: &'static [Need],
    /// Does it.
    pub(crate) run: fn(&mut Session<'_>) -> Result<()>,
}

/// Test programs that need a window or a browser, and have checks of their own.
const WINDOW_TESTS: [&str; 2] = ["browser", "desktop"];

/// All of them, in the order in which they run.
pub(crate) const CHECKS: &[Check] = &[
    check("format", "Rust and the page are formatted", &[Page], format),
    check("documents", "links, files, names and commands in the documents", &[], documents),
    check("page-lint", "the page: lint, types, messages, styles", &[Page], page_lint),
    check("page-tests", "the page: unit tests", &[Page], page_tests),
    check("page-build", "the page builds, for the app and for the browser tests", &[Page], page_build),
    check("access", "the page by keyboard, and as a screen reader is told of it", &[Page, Browser], access),
    check(
        "gallery",
        "every screen and state, light and dark: axe, and what does not fit",
        gallery::NEEDS,
        looks,
    ),
    check("packages", "what describes our packages is true of the app", &[Page, Desktop, Metadata], packages),
    check("licences", "licences, bans and sources of what we depend on", &[Deny], licences),
    check("clippy", "Clippy on everything but the app", &[Build], clippy),
    check("tests", "unit tests and acceptance stories", &[Build, Provider], tests),
    check("bindings", "the page's TypeScript types are those of the core", &[Build], bindings),
    check("doc-tests", "examples in the documentation", &[Build], doc_tests),
    check("docs", "the documentation builds without a warning", &[Build], docs),
    check("app-clippy", "Clippy on the app", &[Build, Page], app_clippy),
    check("app-tests", "the app's unit tests", &[Build, Page], app_tests),
    check("app-build", "the app builds", &[Build, Page], app_build),
    check("browser", "the page in Chromium against the real core", &[Build, Page, Browser], browser),
    check("desktop", "the app in its real window", &[Build, Page, Screen, Desktop], desktop),
    check(
        "offline-demo",
        "the demo, with no network but loopback",
        &[Build, Page, Screen, Namespace],
        offline_demo,
    ),
];

type Run = fn(&mut Session<'_>) -> Result<()>;

const fn check(name: &'static str, about: &'static str, needs: &'static [Need], run: Run) -> Check {
    Check { name, about, needs, run }
}

fn format(session: &mut Session<'_>) -> Result<()> {
    session.cargo(&["fmt", "--all", "--check"])?;
    session.npm("format")?;
    Ok(())
}

fn documents(session: &mut Session<'_>) -> Result<()> {
    let context = session.context();
    let Some(report) = documents::check(context)? else {
        session.skip("only git knows which files are ours, and this is not a clone");
        return Ok(());
    };
    for finding in &report.findings {
        session.fail(&format!("{}:{}: {}", finding.file, finding.line, finding.what))?;
    }
    let mut cheap = report.cheap;
    cheap.sort();
    for words in &cheap {
        session.run(&context.program(std::env::current_exe()?).args(words))?;
    }
    session.note(&format!(
        "{} documents: {} links, {} names, {} commands of which {} were run",
        report.documents,
        report.links,
        report.names,
        report.commands,
        cheap.len()
    ))
}

fn page_lint(session: &mut Session<'_>) -> Result<()> {
    for script in ["lint", "lint:test", "check", "messages"] {
        session.npm(script)?;
    }
    session.run(&session.context().node(["scripts/check-styles.mjs"]))?;
    Ok(())
}

fn page_tests(session: &mut Session<'_>) -> Result<()> {
    session.npm("test")?;
    Ok(())
}

fn page_build(session: &mut Session<'_>) -> Result<()> {
    session.npm("build")?;
    session.npm("build:bridge")?;
    Ok(())
}

/// Builds the gallery itself: what it looks at has no core.
fn access(session: &mut Session<'_>) -> Result<()> {
    session.npm("access")?;
    Ok(())
}

fn looks(session: &mut Session<'_>) -> Result<()> {
    let options = args::Gallery { quick: true, ..args::Gallery::default() };
    session.run(&gallery::command(session.context(), &options))?;
    Ok(())
}

fn licences(session: &mut Session<'_>) -> Result<()> {
    // Advisories come from a database on the network: the repository's workflow looks at those, every day.
    session.cargo(&["deny", "--all-features", "check", "licenses", "bans", "sources"])?;
    if !components::is_fresh(session.context())? {
        session.fail(&format!(
            "{} is not what the lock files make: run `cargo xtask licences`",
            components::LIST
        ))?;
    }
    Ok(())
}

fn packages(session: &mut Session<'_>) -> Result<()> {
    let context = session.context();
    for wrong in metadata::look(context)? {
        session.fail(&wrong)?;
    }
    // A workflow that cannot be read runs nowhere, and nobody notices before the day of a release.
    let prettier = "node_modules/prettier/bin/prettier.cjs";
    session.run(&context.node([prettier, "--check", "../.github/workflows/*.yml"]))?;
    if cfg!(target_os = "linux") {
        let entry = context.folder("verify").join("Satchel.desktop");
        fs::write(&entry, metadata::entry(context)?)?;
        session.run(&context.program("desktop-file-validate").args([&entry]))?;
        session.run(&context.program("appstreamcli").args(["validate", "--no-net", metadata::METAINFO]))?;
    }
    Ok(())
}

fn clippy(session: &mut Session<'_>) -> Result<()> {
    session.cargo(&["clippy", "--all-targets", "--", "-D", "warnings"])?;
    Ok(())
}

fn tests(session: &mut Session<'_>) -> Result<()> {
    let context = session.context();
    let manifest = fs::read_to_string(context.root().join("tests/Cargo.toml"))?;
    for cmd in test_commands(context, &manifest, has_nextest(context)) {
        session.run(&cmd)?;
    }
    Ok(())
}

fn has_nextest(context: &Context) -> bool {
    context.cargo(["nextest", "--version"]).answer().is_some()
}

/// Everything but the window tests. Nextest can leave those out; `cargo test` has to name the others.
fn test_commands(context: &Context, manifest: &str, nextest: bool) -> Vec<Cmd> {
    let (window, other): (Vec<&str>, Vec<&str>) =
        test_targets(manifest).partition(|name| WINDOW_TESTS.contains(name));
    if nextest {
        let all = context.cargo(["nextest", "run", "--no-fail-fast", "--failure-output", "final"]);
        // A filter that names what is not there is an error.
        let filter = format!("not binary(/^({})$/)", window.join("|"));
        return vec![if window.is_empty() { all } else { all.args(["-E", filter.as_str()]) }];
    }
    let crates = ["test", "--no-fail-fast", "--workspace", "--exclude", APP, "--exclude", "tests", "--tests"];
    let mut stories = vec!["test", "--no-fail-fast", "-p", "tests", "--bins"];
    if context.root().join("tests/src/lib.rs").is_file() {
        stories.push("--lib");
    }
    stories.extend(other.iter().flat_map(|name| ["--test", *name]));
    vec![context.cargo(crates), context.cargo(stories)]
}

/// The names of the `[[test]]` tables of a manifest.
fn test_targets(manifest: &str) -> impl Iterator<Item = &str> {
    manifest.split("[[test]]").skip(1).filter_map(|table| {
        let table = table.split("\n[").next()?;
        let line = table.lines().map(str::trim).find(|line| line.starts_with("name"))?;
        Some(line.split_once('=')?.1.trim().trim_matches('"'))
    })
}

fn bindings(session: &mut Session<'_>) -> Result<()> {
    let cmd = if has_nextest(session.context()) {
        session.context().cargo(["nextest", "run", "-E", "package(commands) & test(bindings)"])
    } else {
        session.context().cargo(["test", "--tests", "bindings"])
    };
    session.run(&cmd)?;
    if session.counts().passed + session.counts().failed == 0 {
        session.fail("the `commands` crate has no test with `bindings` in its name")?;
    }
    Ok(())
}

fn doc_tests(session: &mut Session<'_>) -> Result<()> {
    session.cargo(&["test", "--doc", "--no-fail-fast"])?;
    Ok(())
}

fn docs(session: &mut Session<'_>) -> Result<()> {
    session.run(&session.context().cargo(["doc", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))?;
    Ok(())
}

/// `cargo … -p satchel … --features custom-protocol`, after making sure that there is a page to embed.
fn app(session: &mut Session<'_>, command: &str, more: &[&str]) -> Result<bool> {
    if !session.context().ui().join("dist").is_dir() {
        session.npm("build")?;
    }
    let args = [command, "-p", APP, "--features", APP_FEATURES];
    session.run(&session.context().cargo(args).args(more))
}

fn app_clippy(session: &mut Session<'_>) -> Result<()> {
    app(session, "clippy", &["--all-targets", "--", "-D", "warnings"])?;
    Ok(())
}

fn app_tests(session: &mut Session<'_>) -> Result<()> {
    app(session, "test", &["--no-fail-fast"])?;
    Ok(())
}

fn app_build(session: &mut Session<'_>) -> Result<()> {
    app(session, "build", &["--bin", APP])?;
    Ok(())
}

fn browser(session: &mut Session<'_>) -> Result<()> {
    if !session.context().ui().join("dist-bridge").is_dir() {
        session.npm("build:bridge")?;
    }
    session.run(&window_test(session.context(), "browser"))?;
    Ok(())
}

/// `cargo test --test NAME`, over the default members: see the head of this file.
fn window_test(context: &Context, name: &str) -> Cmd {
    context.cargo(["test", "--no-fail-fast", "--test", name]).env(APP_VARIABLE, context.built(APP, false))
}

fn desktop(session: &mut Session<'_>) -> Result<()> {
    if !cfg!(target_os = "linux") {
        session.skip("drives WebKitGTK: Linux only");
        return Ok(());
    }
    let folder = session.context().folder("verify");
    if app(session, "build", &["--bin", APP])?
        && session.run(&window_test(session.context(), "desktop").args(["--no-run"]))?
    {
        let screen = display::Screen::start(session.context(), &folder.join("desktop-screen.log"))?;
        session.run(&screen.inside(window_test(session.context(), "desktop")))?;
    }
    Ok(())
}

fn offline_demo(session: &mut Session<'_>) -> Result<()> {
    let context = session.context();
    let Some(before) = display::loopback_only(context) else {
        session.skip("a network of one's own (unshare -n) cannot be had here");
        return Ok(());
    };
    // `--test desktop` makes this a test build, which has its programs with the same features as all the
    // others.
    let walk = context.cargo(["build", "--bin", WALK, "--test", "desktop"]);
    if app(session, "build", &["--bin", APP])? && session.run(&walk)? {
        let out = context.folder("verify").join("offline-demo");
        let hidden = args::Demo { headless: true, ..args::Demo::default() };
        if demo::walk(context, &hidden, &out, &before, &session.output())? != 0 {
            session.fail("the demo failed with no network but loopback")?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const MANIFEST: &str = "\
[package]
name = \"tests\"

[[test]]
name = \"acceptance\"
path = \"acceptance/main.rs\"

[[test]]
path = \"desktop/main.rs\"
name = \"desktop\"

[dependencies]
name = \"no\"
";

    fn lines(manifest: &str, nextest: bool) -> Vec<String> {
        let context = Context::from_environment().unwrap();
        test_commands(&context, manifest, nextest).iter().map(Cmd::line).collect()
    }

    #[test]
    fn nextest_leaves_the_window_tests_out() {
        let start = "cargo nextest run --no-fail-fast --failure-output final";
        assert_eq!(lines(MANIFEST, true), [format!("{start} -E 'not binary(/^(desktop)$/)'")]);
        assert_eq!(lines("", true), [start]);
    }

    #[test]
    fn cargo_test_never_names_the_window_tests() {
        let lines = lines(MANIFEST, false);
        assert!(lines.iter().all(|line| line.starts_with("cargo test --no-fail-fast")), "{lines:?}");
        assert!(lines[1].ends_with("--test acceptance"), "{lines:?}");
    }

    #[test]
    fn test_targets_are_read_from_a_manifest() {
        assert_eq!(test_targets(MANIFEST).collect::<Vec<_>>(), ["acceptance", "desktop"]);
    }
}
