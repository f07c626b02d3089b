//! The `.deb` in a clean system: installed, used, upgraded and removed, with no network but loopback.
//!
//! The system is a fresh Debian of this machine's release, with what every desktop has and with what the package
//! itself asks for, and nothing else. It is made once and kept; each trial runs on a layer above it that is thrown
//! away.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, ensure};

use crate::context::Context;
use crate::demo::fresh_log;
use crate::process::{self, Cmd, Output};
use crate::say;
use crate::setup;
use crate::stop::Stop;

/// What every desktop has: a screen, a session bus, a keychain, a way to open addresses. Beside them `xwininfo`,
/// which tells whether there is a window, and `pgrep`.
const DESKTOP: &[&str] = &[
    "xvfb",
    "dbus",
    "gnome-keyring",
    "xdg-utils",
    "desktop-file-utils",
    "libglib2.0-bin",
    "fonts-dejavu-core",
    "x11-utils",
    "procps",
];

/// Makes the clean system: `$1` folder, `$2` release, then packages.
const MAKE: &str = include_str!("root.sh");
/// Mounts a layer above it and goes in: `$1` clean system, `$2` a folder for the layer, `$3` packages, `$4` script.
const ENTER: &str = include_str!("enter.sh");
/// What is tried inside.
const TRIAL: &str = include_str!("trial.sh");

/// Tries it, and says each thing that holds.
pub(super) fn run(context: &Context, deb: &Path) -> Result<String> {
    let root = context.program("id").args(["-u"]).answer().is_some_and(|id| id.trim() == "0");
    if !root {
        return Err(Stop::first("A clean system can only be made as root: run this as root.").into());
    }
    let work = context.folder("package").join("trial");
    let _ = fs::remove_dir_all(&work);
    fs::create_dir_all(work.join("layer"))?;
    fs::create_dir_all(work.join("packages"))?;
    fs::copy(deb, work.join("packages/satchel.deb"))?;
    next_version(context, deb, &work)?;
    let script = work.join("packages/trial.sh");
    fs::write(&script, TRIAL)?;

    let base = clean_system(context, deb)?;
    let log = fresh_log(context, "package", "trial.log")?;
    let enter = context
        .program("unshare")
        .args(["--mount", "--net", "--pid", "--fork", "--kill-child", "sh", "-c", ENTER, "sh"])
        .args([&base, &work.join("layer"), &work.join("packages")]);
    let passed = process::run(&enter, &Output::File { path: log.clone(), echo: false }, "trial")?;
    let said = fs::read_to_string(&log).unwrap_or_default();
    let held: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("ok      ")).collect();
    for line in &held {
        say::line(format_args!("    ok {line}"));
    }
    if !passed {
        say::error(process::tail(&log, 60));
        return Err(
            Stop::first(format!("the package failed its trial; all of it is in {}", log.display())).into()
        );
    }
    ensure!(!held.is_empty(), "the trial tried nothing");
    Ok(format!("{} things hold", held.len()))
}

/// The same package under a later version, to upgrade to.
fn next_version(context: &Context, deb: &Path, work: &Path) -> Result<()> {
    let open = work.join("next");
    let step = |cmd: Cmd| -> Result<()> {
        ensure!(cmd.answer().is_some(), "this failed: {}", cmd.line());
        Ok(())
    };
    step(context.program("dpkg-deb").args(["--raw-extract"]).args([deb, &open]))?;
    let control = open.join("DEBIAN/control");
    let text = fs::read_to_string(&control)?;
    let line = text.lines().find(|line| line.starts_with("Version: ")).context("the .deb has no version")?;
    fs::write(&control, text.replace(line, &format!("{line}+next")))?;
    let made = work.join("packages/next.deb");
    step(context.program("dpkg-deb").args(["--root-owner-group", "-Zgzip", "--build"]).args([&open, &made]))
}

/// The clean system, made when there is none that fits.
fn clean_system(context: &Context, deb: &Path) -> Result<PathBuf> {
    let depends = context.program("dpkg-deb").args(["--field"]).args([deb]).args(["Depends"]).answer();
    let depends = depends.context("the .deb says not what it depends on")?;
    let mut packages: Vec<&str> =
        depends.split(',').map(first_name).filter(|name| !name.is_empty()).collect();
    packages.extend(DESKTOP);
    let release = setup::debian_release().ok_or_else(|| Stop::first("A trial needs Debian or Ubuntu."))?;
    let stamp = format!("{release} {}", packages.join(" "));

    let base = context.folder("package").join("clean-system");
    let stamped = context.folder("package").join("clean-system.stamp");
    if fs::read_to_string(&stamped).is_ok_and(|there| there == stamp) {
        return Ok(base);
    }
    say::line(format_args!(
        "    making a clean system ({release}, {}): some minutes, once",
        say::counted(packages.len(), "package")
    ));
    let log = fresh_log(context, "package", "clean-system.log")?;
    let _ = fs::remove_file(&stamped);
    let make = context
        .program("unshare")
        .args(["--mount", "--pid", "--fork", "--kill-child", "sh", "-c", MAKE, "sh"])
        .args([base.as_os_str(), release.as_ref()])
        .args(&packages);
    if !process::run(&make, &Output::File { path: log.clone(), echo: false }, "clean system")? {
        say::error(process::tail(&log, 30));
        return Err(
            Stop::first(format!("no clean system could be made; all of it is in {}", log.display())).into()
        );
    }
    fs::write(&stamped, stamp)?;
    Ok(base)
}

/// `libgtk-3-0 (>= 3.24) | other` is `libgtk-3-0`.
fn first_name(dependency: &str) -> &str {
    dependency.split('|').next().unwrap_or_default().split_whitespace().next().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_dependency_stands_first() {
        assert_eq!(first_name(" libgtk-3-0 (>= 3.24) | libgtk-3-0t64"), "libgtk-3-0");
        assert_eq!(first_name("libwebkit2gtk-4.1-0"), "libwebkit2gtk-4.1-0");
    }
}
