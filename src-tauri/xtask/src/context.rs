//! Where we are: the repository, the target directory, and how programs are started from there.

use std::env;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::process::Cmd;

/// The repository and its tools.
#[derive(Debug, Clone)]
pub(crate) struct Context {
    root: PathBuf,
    target: PathBuf,
    cargo: OsString,
}

impl Context {
    /// Finds the repository from what Cargo says about this package.
    pub(crate) fn from_environment() -> Result<Self> {
        let package = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = package.ancestors().nth(2).context("xtask has left src-tauri/xtask")?.to_path_buf();
        let target = match env::var_os("CARGO_TARGET_DIR").filter(|dir| !dir.is_empty()) {
            Some(dir) => env::current_dir().context("there is no current directory")?.join(dir),
            None => env::current_exe()
                .ok()
                .and_then(|exe| tagged_ancestor(&exe))
                .unwrap_or_else(|| root.join("target")),
        };
        let cargo = env::var_os("CARGO").unwrap_or_else(|| OsString::from("cargo"));
        Ok(Self { root, target, cargo })
    }

    /// The repository's folder.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// The page's folder.
    pub(crate) fn ui(&self) -> PathBuf {
        self.root.join("ui")
    }

    /// A folder of our own beside what Cargo builds (`demo`, `verify`, `setup`).
    pub(crate) fn folder(&self, name: &str) -> PathBuf {
        self.target.join(name)
    }

    /// A program that Cargo built.
    pub(crate) fn built(&self, name: &str, release: bool) -> PathBuf {
        let profile = if release { "release" } else { "debug" };
        self.target.join(profile).join(format!("{name}{}", env::consts::EXE_SUFFIX))
    }

    /// `cargo …` in the repository's folder. An error says what went wrong and why, not through which frames it came:
    /// those push the reason out of sight, and each of them costs time where an error is only looked at and left.
    pub(crate) fn cargo<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Cmd {
        Cmd::new(&self.cargo, &self.root)
            .args(args)
            .env("CARGO_TARGET_DIR", &self.target)
            .env("RUST_LIB_BACKTRACE", "0")
    }

    /// Cargo's `command` for the whole workspace, the app with its page inside: the one set of packages, and so of features,
    /// that all checks and holds share.
    pub(crate) fn whole(&self, command: &[&str]) -> Cmd {
        self.cargo(command).args(["--workspace", "--features", "satchel/custom-protocol"])
    }

    /// `npm …` in the page's folder.
    pub(crate) fn npm<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Cmd {
        self.npm_in("ui", args)
    }

    /// `npm …` in a folder of the repository.
    pub(crate) fn npm_in<A: AsRef<OsStr>>(&self, folder: &str, args: impl IntoIterator<Item = A>) -> Cmd {
        Cmd::new(if cfg!(windows) { "npm.cmd" } else { "npm" }, self.root.join(folder)).args(args)
    }

    /// `node …` in the page's folder.
    pub(crate) fn node<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Cmd {
        Cmd::new("node", self.ui()).args(args)
    }

    /// Any other program, in the repository's folder.
    pub(crate) fn program(&self, program: impl AsRef<OsStr>) -> Cmd {
        Cmd::new(program, &self.root)
    }
}

/// Cargo marks its target directory with a tag file, wherever its configuration puts it.
fn tagged_ancestor(exe: &Path) -> Option<PathBuf> {
    exe.ancestors().skip(1).find(|dir| dir.join("CACHEDIR.TAG").is_file()).map(Path::to_path_buf)
}

/// The first of these programs that is in the search path, or in the folders of system tools.
pub(crate) fn find_program(names: &[&str]) -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> =
        env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default();
    if cfg!(unix) {
        folders.extend(["/usr/sbin", "/sbin"].map(PathBuf::from));
    }
    find_in(&folders, names)
}

fn find_in(folders: &[PathBuf], names: &[&str]) -> Option<PathBuf> {
    let suffixes: &[&str] = if cfg!(windows) { &[".exe", ".cmd", ".bat"] } else { &[""] };
    names
        .iter()
        .flat_map(|name| suffixes.iter().map(move |suffix| format!("{name}{suffix}")))
        .find_map(|file| folders.iter().map(|folder| folder.join(&file)).find(|path| path.is_file()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_where_it_lies_and_nowhere_else() {
        let package = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        let folders = [package.join("nowhere"), package.join("src")];
        if cfg!(unix) {
            assert_eq!(find_in(&folders, &["nothing.rs", "main.rs"]), Some(package.join("src/main.rs")));
        }
        assert_eq!(find_in(&folders, &["nothing.rs"]), None);
    }

    #[test]
    fn this_repository_is_found() {
        let context = Context::from_environment().unwrap();
        assert!(context.root().join("Cargo.toml").is_file());
        assert!(context.ui().ends_with("ui"));
    }
}
