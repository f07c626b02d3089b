//! Node and the modules of npm's.

use std::fs;
use std::path::Path;

use anyhow::Result;

use super::Step;
use crate::context::Context;
use crate::process::{self, Output};
use crate::say;
use crate::stop::Stop;

/// The oldest Node that the page's tools run on.
const OLDEST: (u32, u32) = (20, 19);

/// Stops with a clear sentence when Node or npm is missing or too old.
pub(crate) fn check_node(context: &Context) -> Result<()> {
    let (major, minor) = OLDEST;
    let wanted = format!("The page needs Node {major}.{minor} or newer, with npm");
    let answer = context.program("node").args(["--version"]).answer();
    let Some(answer) = answer else {
        return Err(Stop::first(format!(
            "{wanted}; there is no `node` here. Install it, then run this again."
        ))
        .into());
    };
    let answer = answer.trim();
    if version(answer).is_none_or(|found| found < OLDEST) {
        let sentence =
            format!("{wanted}; this machine has {answer}. Install a newer one, then run this again.");
        return Err(Stop::first(sentence).into());
    }
    if context.npm(["--version"]).answer().is_none() {
        return Err(Stop::first(format!(
            "{wanted}; there is no `npm` here. Install it, then run this again."
        ))
        .into());
    }
    Ok(())
}

/// `v20.20.2` is 20.20.
fn version(answer: &str) -> Option<(u32, u32)> {
    let mut parts = answer.strip_prefix('v')?.split('.');
    Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
}

/// A folder with modules of npm's.
pub(crate) struct Modules {
    folder: &'static str,
    what: &'static str,
}

/// What the page is built with.
pub(crate) const PAGE: Modules = Modules { folder: "ui", what: "the page's modules" };

/// A certified provider that tests sign in at.
pub(crate) const PROVIDER: Modules = Modules {
    folder: "src-tauri/crates/identity/tests/oidc-provider",
    what: "a certified sign-in provider for tests",
};

/// Puts packages together.
pub(crate) const BUNDLER: Modules =
    Modules { folder: super::BUNDLER_FOLDER, what: "Tauri's command line for packages" };

/// `npm ci`, when the modules are not those of the lock file.
pub(crate) fn step<'a>(context: &'a Context, modules: &'static Modules) -> Option<Step<'a>> {
    let Modules { folder, what } = modules;
    if modules_are_fresh(&context.root().join(folder)) {
        return None;
    }
    Some(Step {
        what: format!("{what}, into {folder}/node_modules"),
        lines: vec![format!("cd {folder} && npm ci --no-audit --no-fund")],
        short: (*what).to_owned(),
        install: Box::new(move || install(context, folder)),
    })
}

/// npm leaves its own copy of the lock file inside `node_modules` as the last thing it does: that is our
/// stamp.
fn modules_are_fresh(ui: &Path) -> bool {
    let changed = |path: &str| fs::metadata(ui.join(path)).and_then(|data| data.modified()).ok();
    match (changed("node_modules/.package-lock.json"), changed("package-lock.json")) {
        (Some(stamp), Some(lock)) => stamp >= lock,
        _ => false,
    }
}

fn install(context: &Context, folder: &str) -> Result<()> {
    let log = context.folder("setup").join("npm.log");
    let command = context.npm_in(folder, ["ci", "--no-audit", "--no-fund"]);
    if process::run(&command, &Output::File { path: log.clone(), echo: false }, "npm ci")? {
        return Ok(());
    }
    say::error(process::tail(&log, 30));
    Err(Stop::first(format!("npm ci failed; all it said is in {}", log.display())).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nodes_version_is_read() {
        assert_eq!(version("v20.20.2"), Some((20, 20)));
        assert_eq!(version("v24.0.0-nightly"), Some((24, 0)));
        assert_eq!(version("20.1"), None);
        assert_eq!(version("version"), None);
    }

    #[test]
    fn versions_compare_as_numbers() {
        assert!(version("v20.9.0").unwrap() < OLDEST);
        assert!(version("v18.20.0").unwrap() < OLDEST);
        assert!(version("v20.19.0").unwrap() >= OLDEST);
        assert!(version("v22.0.0").unwrap() >= OLDEST);
    }

    #[test]
    fn modules_older_than_the_lock_file_are_installed_again() {
        let ui = std::env::temp_dir().join(format!("xtask-modules-{}", std::process::id()));
        fs::create_dir_all(ui.join("node_modules")).unwrap();
        fs::write(ui.join("package-lock.json"), "{}").unwrap();
        assert!(!modules_are_fresh(&ui), "nothing is installed");
        let stamp = ui.join("node_modules/.package-lock.json");
        fs::write(&stamp, "{}").unwrap();
        assert!(modules_are_fresh(&ui));
        let hour_ago = fs::metadata(&stamp).unwrap().modified().unwrap() - std::time::Duration::from_hours(1);
        fs::File::options().write(true).open(&stamp).unwrap().set_modified(hour_ago).unwrap();
        assert!(!modules_are_fresh(&ui));
        fs::remove_dir_all(ui).unwrap();
    }
}
