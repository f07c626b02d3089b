//! `cargo xtask package`: from the sources to packages, and a trial of them in a clean system.

mod bundle;
mod contents;
pub(crate) mod metadata;
mod trial;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result};

use crate::args;
use crate::context::Context;
use crate::demo::{APP, APP_FEATURES, built, fresh_log};
use crate::phases::Phases;
use crate::process::Output;
use crate::say;
use crate::setup;
use crate::stop::Stop;

/// The largest `.deb` that we want, in bytes.
const AIM: u64 = 12 * 1024 * 1024;
/// Two builds in one, put together by `lipo`.
const UNIVERSAL: &str = "universal-apple-darwin";

/// Sets up, builds, packages; with `--test` tries what came of it.
pub(crate) fn run(context: &Context, options: &args::Package) -> Result<ExitCode> {
    let plan = Plan::new(options)?;
    if options.test && !cfg!(target_os = "linux") {
        return Err(Stop::usage("--test works on Linux only").into());
    }
    let mut phases = Phases::new(2 + if options.no_build { 0 } else { 2 } + if options.test { 2 } else { 0 });
    let needs = if options.test { setup::PACKAGE_TEST } else { setup::PACKAGE };
    phases.run("set-up", || setup::prepare(context, needs, false))?;
    if !options.no_build {
        phases.run("page", || {
            let log = fresh_log(context, "package", "page.log")?;
            built(
                &context.npm(["run", "build"]),
                &Output::File { path: log.clone(), echo: false },
                "page",
                &log,
            )
        })?;
        say::line("    building the app now; a release build takes several minutes");
        phases.run("app", || plan.build(context))?;
    }
    phases.run("packages", || bundle::make(context, &plan))?;
    sizes(context, &plan)?;
    if options.test {
        let deb = plan.newest(context, "deb")?;
        phases.run("contents", || {
            contents::check(context, &deb, plan.newest(context, "rpm").ok().as_deref())
        })?;
        phases.run("trial", || trial::run(context, &deb))?;
    }
    Ok(ExitCode::SUCCESS)
}

/// What is built, for what, and what comes of it.
struct Plan {
    bundles: Vec<String>,
    target: Option<String>,
    debug: bool,
}

impl Plan {
    fn new(options: &args::Package) -> Result<Self, Stop> {
        const KNOWN: &[&str] = &["deb", "rpm", "appimage", "nsis", "msi", "dmg", "app"];
        if let Some(unknown) = options.bundles.iter().find(|name| !KNOWN.contains(&name.as_str())) {
            return Err(Stop::usage(format!(
                "There is no package `{unknown}`; there are: {}",
                KNOWN.join(", ")
            )));
        }
        let usual: &[&str] = if cfg!(windows) {
            &["nsis", "msi"]
        } else if cfg!(target_os = "macos") {
            &["dmg"]
        } else {
            &["deb", "rpm"]
        };
        let bundles = if options.bundles.is_empty() {
            usual.iter().map(|&name| name.to_owned()).collect()
        } else {
            options.bundles.clone()
        };
        Ok(Self { bundles, target: options.target.clone(), debug: options.debug })
    }

    fn profile(&self) -> &'static str {
        if self.debug { "debug" } else { "release" }
    }

    /// Where the app and its packages come to lie.
    fn folder(&self, context: &Context) -> PathBuf {
        let target = context.folder(self.target.as_deref().unwrap_or_default());
        target.join(self.profile())
    }

    fn app(&self, context: &Context) -> PathBuf {
        self.folder(context).join(format!("{APP}{}", std::env::consts::EXE_SUFFIX))
    }

    fn build(&self, context: &Context) -> Result<String> {
        let log = fresh_log(context, "package", "app.log")?;
        let output = Output::terminal_or_file(log.clone());
        let one = |target: Option<&str>| {
            let mut command = context.cargo(["build", "-p", APP, "--bin", APP, "--features", APP_FEATURES]);
            if !self.debug {
                command = command.args(["--release"]);
            }
            if let Some(target) = target {
                command = command.args(["--target", target]);
            }
            built(&command, &output, "app", &log)
        };
        if self.target.as_deref() != Some(UNIVERSAL) {
            return one(self.target.as_deref());
        }
        let halves = ["aarch64-apple-darwin", "x86_64-apple-darwin"];
        for half in halves {
            one(Some(half))?;
        }
        let app = self.app(context);
        fs::create_dir_all(self.folder(context))?;
        let halves = halves.map(|half| context.folder(half).join(self.profile()).join(APP));
        let lipo = context.program("lipo").args(["-create", "-output"]).args([&app]).args(halves);
        built(&lipo, &output, "lipo", &log)
    }

    /// The package of this kind that was made last.
    fn newest(&self, context: &Context, kind: &str) -> Result<PathBuf> {
        let folder = self.folder(context).join("bundle").join(kind);
        let mut found: Vec<PathBuf> = fs::read_dir(&folder)
            .with_context(|| format!("there is no {}", folder.display()))?
            .filter_map(|entry| Some(entry.ok()?.path()))
            .filter(|path| path.extension().is_some_and(|ending| ending == kind))
            .collect();
        found.sort_by_key(|path| fs::metadata(path).and_then(|data| data.modified()).ok());
        found.pop().with_context(|| format!("there is no .{kind} in {}", folder.display()))
    }
}

/// Says how large everything came out.
fn sizes(context: &Context, plan: &Plan) -> Result<()> {
    let size = |path: &Path| -> Result<u64> {
        Ok(fs::metadata(path).with_context(|| format!("there is no {}", path.display()))?.len())
    };
    say::line(format_args!(
        "    {:<28} {}",
        format!("{} ({})", APP, plan.profile()),
        Mib(size(&plan.app(context))?)
    ));
    for bundle in &plan.bundles {
        let Ok(path) = plan.newest(context, bundle) else { continue };
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let bytes = size(&path)?;
        let aim = match bundle.as_str() {
            "deb" if bytes <= AIM => " (aim: at most 12 MiB)",
            "deb" => " (MORE than the 12 MiB we aim at)",
            _ => "",
        };
        say::line(format_args!("    {name:<28} {}{aim}", Mib(bytes)));
    }
    Ok(())
}

/// A size as people say it.
struct Mib(u64);

impl std::fmt::Display for Mib {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let tenths = self.0 * 10 / (1024 * 1024);
        write!(out, "{}.{} MiB", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_read_as_people_say_them() {
        assert_eq!(Mib(12 * 1024 * 1024).to_string(), "12.0 MiB");
        assert_eq!(Mib(1_600_000).to_string(), "1.5 MiB");
    }

    #[test]
    fn a_package_that_nobody_can_make_is_refused() {
        let options = args::Package { bundles: vec!["floppy".to_owned()], ..args::Package::default() };
        assert_eq!(Plan::new(&options).err().map(|stop| stop.code()), Some(2));
    }
}
