//! The checks, cheap ones first.
//!
//! Cargo builds a crate again when it is asked for with other features, and the features depend on which
//! packages are named. So every step here names the whole workspace ([`Context::whole`]), and each crate is
//! built once; `app-alone` alone looks at what the app gets where nobody else asks for anything.

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
    check("clippy", "Clippy on everything", &[Build, Page], clippy),
    check("app-alone", "the app with the features that it asks for itself", &[Build, Page], app_alone),
    check("tests", "unit tests and acceptance stories", &[Build, Page, Provider], tests),
    check("bindings", "the page's TypeScript types are those of the core", &[Build, Page], bindings),
    check("doc-tests", "examples in the documentation", &[Build, Page], doc_tests),
    check("docs", "the documentation builds without a warning", &[Build, Page], docs),
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

/// Cargo for the whole workspace, after making sure that there is a page to embed.
fn whole(session: &mut Session<'_>, command: &[&str], more: &[&str]) -> Result<bool> {
    page_to_embed(session)?;
    session.run(&session.context().whole(command).args(more))
}

fn page_to_embed(session: &mut Session<'_>) -> Result<()> {
    if !session.context().ui().join("dist").is_dir() {
        session.npm("build")?;
    }
    Ok(())
}

fn clippy(session: &mut Session<'_>) -> Result<()> {
    whole(session, &["clippy"], &["--all-targets", "--", "-D", "warnings"])?;
    // These run only when they are named.
    whole(session, &["clippy"], &["--test", "browser", "--test", "desktop", "--", "-D", "warnings"])?;
    Ok(())
}

/// What is shipped is built like this: what only our tests ask of a dependency is not there.
fn app_alone(session: &mut Session<'_>) -> Result<()> {
    page_to_embed(session)?;
    session.cargo(&["check", "-p", APP, "--features", APP_FEATURES])?;
    Ok(())
}

fn tests(session: &mut Session<'_>) -> Result<()> {
    if has_nextest(session.context()) {
        whole(session, &["nextest", "run"], &["--no-fail-fast", "--failure-output", "final"])?;
    } else {
        whole(session, &["test", "--tests"], &["--no-fail-fast"])?;
    }
    Ok(())
}

fn has_nextest(context: &Context) -> bool {
    context.cargo(["nextest", "--version"]).answer().is_some()
}

fn bindings(session: &mut Session<'_>) -> Result<()> {
    if has_nextest(session.context()) {
        whole(session, &["nextest", "run"], &["-E", "package(commands) & test(bindings)"])?;
    } else {
        whole(session, &["test", "--tests"], &["bindings"])?;
    }
    if session.counts().passed + session.counts().failed == 0 {
        session.fail("the `commands` crate has no test with `bindings` in its name")?;
    }
    Ok(())
}

fn doc_tests(session: &mut Session<'_>) -> Result<()> {
    whole(session, &["test", "--doc"], &["--no-fail-fast"])?;
    Ok(())
}

fn docs(session: &mut Session<'_>) -> Result<()> {
    page_to_embed(session)?;
    session.run(&session.context().whole(&["doc", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))?;
    Ok(())
}

/// `--test desktop` makes it a test build, which has every program with the features of all the others.
fn app_build(session: &mut Session<'_>) -> Result<()> {
    build_app(session)?;
    Ok(())
}

fn build_app(session: &mut Session<'_>) -> Result<bool> {
    whole(session, &["build"], &["--bin", APP, "--bin", WALK, "--test", "desktop"])
}

fn browser(session: &mut Session<'_>) -> Result<()> {
    if !session.context().ui().join("dist-bridge").is_dir() {
        session.npm("build:bridge")?;
    }
    page_to_embed(session)?;
    session.run(&window_test(session.context(), "browser"))?;
    Ok(())
}

fn window_test(context: &Context, name: &str) -> Cmd {
    context
        .whole(&["test", "--test", name])
        .args(["--no-fail-fast"])
        .env(APP_VARIABLE, context.built(APP, false))
}

fn desktop(session: &mut Session<'_>) -> Result<()> {
    if !cfg!(target_os = "linux") {
        session.skip("drives WebKitGTK: Linux only");
        return Ok(());
    }
    let folder = session.context().folder("verify");
    if build_app(session)? && session.run(&window_test(session.context(), "desktop").args(["--no-run"]))? {
        let screen = display::Screen::start(session.context(), &folder.join("desktop-screen.log"))?;
        let context = session.context();
        session.run_windows(|only| {
            let tests = window_test(context, "desktop");
            let tests = if only.is_empty() { tests } else { tests.args(["--", "--exact"]).args(only) };
            screen.inside(tests)
        })?;
    }
    Ok(())
}

fn offline_demo(session: &mut Session<'_>) -> Result<()> {
    let context = session.context();
    let Some(before) = display::loopback_only(context) else {
        session.skip("a network of one's own (unshare -n) cannot be had here");
        return Ok(());
    };
    if build_app(session)? {
        let out = context.folder("verify").join("offline-demo");
        let hidden = args::Demo { headless: true, ..args::Demo::default() };
        if demo::walk(context, &hidden, &out, &before, &session.output())? != 0 {
            session.fail("the demo failed with no network but loopback")?;
        }
    }
    Ok(())
}
