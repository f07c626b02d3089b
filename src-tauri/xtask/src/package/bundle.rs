//! Puts packages together from what was built, by Tauri's command line.

use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result};
use serde_json::json;

use super::Plan;
use crate::context::Context;
use crate::demo::{built, fresh_log};
use crate::process::{Cmd, Output};
use crate::setup;

/// Makes the plan's packages.
pub(super) fn make(context: &Context, plan: &Plan) -> Result<String> {
    let log = fresh_log(context, "package", "bundle.log")?;
    let notices = context.folder("package").join("third-party-licences.txt");
    fs::write(&notices, crate::components::notices(context)?)
        .with_context(|| format!("cannot write {}", notices.display()))?;
    let overlay = context.folder("package").join("bundle.json");
    fs::write(&overlay, overlay_of(&notices.to_string_lossy()).to_string())?;
    let tauri = context.root().join(setup::BUNDLER_FOLDER).join("node_modules/@tauri-apps/cli/tauri.js");
    // The kind of a package is patched into the app for Tauri's updater alone, and there is none.
    let mut command = context
        .program("node")
        .args([tauri.as_os_str()])
        .args(["bundle", "--ci", "--no-binary-patching", "--bundles", &plan.bundles.join(",")])
        .args(["--config"])
        .args([&overlay])
        .env("CARGO_TARGET_DIR", context.folder(""));
    if plan.debug {
        command = command.args(["--debug"]);
    }
    if let Some(target) = &plan.target {
        command = command.args(["--target", target]);
    }
    built(&command, &Output::File { path: log.clone(), echo: false }, "bundle", &log)?;
    if plan.bundles.iter().any(|kind| kind == "deb") {
        press(context, &plan.newest(context, "deb")?, &log)?;
    }
    Ok(plan.bundles.join(", "))
}

/// Packs the `.deb` anew with xz, which every Debian reads: Tauri packs with gzip, a third larger. Where there is no
/// `dpkg-deb`, it stays as it is.
fn press(context: &Context, deb: &Path, log: &Path) -> Result<()> {
    let dpkg = || context.program("dpkg-deb");
    if dpkg().args(["--version"]).answer().is_none() {
        return Ok(());
    }
    let open = context.folder("package").join("pressed");
    let _ = fs::remove_dir_all(&open);
    let step = |command: Cmd| {
        built(&command, &Output::File { path: log.to_owned(), echo: false }, "dpkg-deb", log).map(drop)
    };
    step(dpkg().args(["--raw-extract"]).args([deb, &open]))?;
    step(dpkg().args(["--root-owner-group", "-Zxz", "--build"]).args([&open, &deb.to_owned()]))
}

/// The licences of others are written anew for each package, so `tauri.conf.json` cannot name their file.
fn overlay_of(notices: &str) -> serde_json::Value {
    let files = json!({ "files": { "/usr/share/doc/satchel/third-party-licences.txt": notices } });
    let mut bundle = json!({ "linux": { "deb": files, "rpm": files } });
    if !cfg!(target_os = "linux") {
        bundle["resources"] = json!({ notices: "third-party-licences.txt" });
    }
    json!({ "bundle": bundle })
}
