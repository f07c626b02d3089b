//! Points Tauri at `src-tauri/` although its home is the repository's root, and says from which commit a release is.

use std::process::Command;

fn main() {
    println!("cargo:rerun-if-changed=src-tauri/capabilities");
    println!("cargo:rerun-if-changed=src-tauri/permissions");
    // The page is built into the binary: a new page must lead to a new binary.
    println!("cargo:rerun-if-changed=ui/dist");
    println!("cargo:rustc-env=SATCHEL_BUILT_FROM={}", built_from());
    let attributes = tauri_build::Attributes::new()
        .capabilities_path_pattern("./src-tauri/capabilities/**/*")
        .app_manifest(
            tauri_build::AppManifest::new().permissions_path_pattern("./src-tauri/permissions/**/*"),
        );
    if let Err(error) = tauri_build::try_build(attributes) {
        // A build script speaks to cargo by its standard output and its exit status.
        println!("cargo:warning=Tauri's build step failed: {error:#}");
        std::process::exit(1);
    }
}

/// `c4f19ae, 2026-11-14`: commit and its day. A debug build does not follow each commit, or each would build it again.
/// Whoever builds from sources without git names the commit in `SATCHEL_COMMIT`, as `c4f19ae, 2026-11-14`.
fn built_from() -> String {
    println!("cargo:rerun-if-env-changed=SATCHEL_COMMIT");
    if let Ok(commit) = std::env::var("SATCHEL_COMMIT") {
        return commit;
    }
    if std::env::var("PROFILE").as_deref() != Ok("release") {
        return "a debug build".to_owned();
    }
    let git = |args: &[&str]| {
        let output = Command::new("git").args(args).output().ok().filter(|output| output.status.success())?;
        Some(String::from_utf8_lossy(&output.stdout).trim().to_owned())
    };
    // Each commit, and each change of branch, adds a line here.
    if let Some(log) = git(&["rev-parse", "--git-path", "logs/HEAD"]) {
        println!("cargo:rerun-if-changed={log}");
    }
    let Some(commit) = git(&["log", "-1", "--format=%h, %cs"]) else {
        return "from sources without a commit".to_owned();
    };
    // What was changed since is not that commit.
    let clean =
        git(&["status", "--porcelain", "--untracked-files=no"]).is_some_and(|changed| changed.is_empty());
    if clean { commit } else { commit.replacen(',', "+changes,", 1) }
}
