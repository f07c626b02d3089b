//! What is there: files, folders, every word of the sources, packages with their flags, npm's scripts.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::Stdio;

use anyhow::{Context as _, Result};

use super::is_markdown;
use crate::context::Context;

/// A source larger than this is data, and has no names.
const LARGEST: u64 = 1024 * 1024;

/// One Cargo package.
#[derive(Debug, Default)]
pub(super) struct Package {
    /// Its folder, from the root; empty for the app.
    pub(super) folder: String,
    /// Its manifest.
    pub(super) manifest: String,
    /// The long flags that its programs take by clap.
    pub(super) flags: BTreeSet<String>,
}

/// The repository as documents see it.
#[derive(Debug, Default)]
pub(super) struct Tree {
    files: BTreeSet<String>,
    folders: BTreeSet<String>,
    words: HashSet<String>,
    packages: BTreeMap<String, Package>,
    scripts: BTreeMap<String, BTreeSet<String>>,
}

impl Tree {
    /// Reads these files.
    pub(super) fn read(root: &Path, files: Vec<String>) -> Result<Self> {
        let mut texts = Vec::new();
        for path in files {
            let full = root.join(&path);
            // A file that git tracks and somebody has just removed is not there.
            let Ok(data) = fs::metadata(&full) else { continue };
            let bytes =
                if data.len() > LARGEST || is_markdown(&path) { Vec::new() } else { fs::read(&full)? };
            texts.push((path, String::from_utf8(bytes).unwrap_or_default()));
        }
        Self::of(&texts)
    }

    /// A tree of these paths and texts.
    pub(super) fn of(texts: &[(String, String)]) -> Result<Self> {
        let mut tree = Self::default();
        for (path, text) in texts {
            let mut folder = path.as_str();
            while let Some((parent, _)) = folder.rsplit_once('/') {
                tree.folders.insert(parent.to_owned());
                folder = parent;
            }
            tree.words.extend(words(text).map(str::to_owned));
            if path == "Cargo.toml" || path.ends_with("/Cargo.toml") {
                tree.add_package(path, text);
            } else if path == "package.json" || path.ends_with("/package.json") {
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
                tree.scripts.insert(folder.to_owned(), scripts(path, text)?);
            }
        }
        for (path, text) in texts {
            if path.rsplit_once('.').is_some_and(|(_, ending)| ending == "rs") {
                tree.add_flags(path, text);
            }
            tree.files.insert(path.clone());
        }
        Ok(tree)
    }

    fn add_package(&mut self, path: &str, manifest: &str) {
        let Some(name) = manifest.split("[package]").nth(1).and_then(|rest| {
            let line = rest.lines().map(str::trim).find(|line| line.starts_with("name"))?;
            Some(line.split_once('=')?.1.trim().trim_matches('"').to_owned())
        }) else {
            return;
        };
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        self.packages.insert(name, Package { folder, manifest: manifest.to_owned(), ..Package::default() });
    }

    /// The flags go to the package in whose folder the source is; what is in no crate's folder is the app's.
    fn add_flags(&mut self, path: &str, text: &str) {
        let owner = self
            .packages
            .values_mut()
            .filter(|package| package.folder.is_empty() || path.starts_with(&format!("{}/", package.folder)))
            .max_by_key(|package| package.folder.len());
        if let Some(package) = owner {
            package.flags.extend(clap_flags(text));
        }
    }

    /// All files.
    pub(super) fn files(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(String::as_str)
    }

    /// Whether a file or folder of exactly this path is there.
    pub(super) fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        path.is_empty() || self.files.contains(path) || self.folders.contains(path)
    }

    /// Whether a file or folder's path ends in these parts. `*` stands for any part of a name.
    pub(super) fn has_ending(&self, path: &str) -> bool {
        let wanted: Vec<&str> = path.trim_end_matches('/').split('/').collect();
        self.files.iter().chain(&self.folders).any(|there| {
            let mut parts = there.rsplit('/');
            wanted.iter().rev().all(|part| parts.next().is_some_and(|name| fits(part, name)))
        })
    }

    /// Whether some folder has this name.
    pub(super) fn has_folder_named(&self, name: &str) -> bool {
        self.folders.iter().any(|folder| folder.rsplit('/').next() == Some(name))
    }

    /// Whether the sources have this word.
    pub(super) fn has_word(&self, word: &str) -> bool {
        self.words.contains(word)
    }

    /// The package of this name.
    pub(super) fn package(&self, name: &str) -> Option<&Package> {
        self.packages.get(name)
    }

    /// npm's scripts in this folder, if it has a `package.json`.
    pub(super) fn scripts(&self, folder: &str) -> Option<&BTreeSet<String>> {
        self.scripts.get(folder)
    }
}

impl Package {
    /// Whether it has a test, example or program of this name: in its manifest, or as a file.
    pub(super) fn has_target(&self, kind: &str, name: &str, tree: &Tree) -> bool {
        let head = format!("[[{kind}]]");
        let mut tables = self.manifest.split(&head).skip(1);
        let named = |table: &str| {
            table.lines().take_while(|line| !line.starts_with('[')).any(|line| {
                line.split_once('=').is_some_and(|(key, value)| {
                    key.trim() == "name" && value.trim().trim_matches('"') == name
                })
            })
        };
        let under = match kind {
            "test" => "tests",
            "example" => "examples",
            _ => "src/bin",
        };
        tables.any(named)
            || tree.has(&joined(&self.manifest_path(), &format!("{under}/{name}.rs")))
            || tree.has(&joined(&self.manifest_path(), &format!("{under}/{name}/main.rs")))
    }

    fn manifest_path(&self) -> String {
        if self.folder.is_empty() { "Cargo.toml".to_owned() } else { format!("{}/Cargo.toml", self.folder) }
    }
}

/// The files that git tracks, and those that it would: a document may name what is about to be committed.
pub(super) fn tracked(context: &Context) -> Option<Vec<String>> {
    let list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let answer = context.program("git").args(list).answer()?;
    Some(answer.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect())
}

/// Which of these paths git ignores.
pub(super) fn ignored(context: &Context, paths: &[String]) -> BTreeSet<String> {
    let list: String = paths.iter().flat_map(|path| [path.as_str(), "\0"]).collect();
    let mut command = context.program("git").args(["check-ignore", "--no-index", "-z", "--stdin"]).command();
    let mut answer = || -> Result<String> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
        child.stdin.take().context("git has no input")?.write_all(list.as_bytes())?;
        Ok(String::from_utf8_lossy(&child.wait_with_output()?.stdout).into_owned())
    };
    answer().unwrap_or_default().split('\0').map(str::to_owned).collect()
}

/// `path` as it reads in the document `from`.
pub(super) fn joined(from: &str, path: &str) -> String {
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            name => parts.push(name),
        }
    }
    parts.join("/")
}

fn fits(pattern: &str, name: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return pattern == name };
    name.strip_prefix(start).is_some_and(|tail| match rest.split_once('*') {
        None => tail.ends_with(rest),
        Some(_) => (0..=tail.len()).filter(|&at| tail.is_char_boundary(at)).any(|at| fits(rest, &tail[at..])),
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').filter(|word| !word.is_empty())
}

fn scripts(path: &str, text: &str) -> Result<BTreeSet<String>> {
    let json: serde_json::Value =
        serde_json::from_str(text).with_context(|| format!("{path} is not JSON"))?;
    let scripts = json.get("scripts").and_then(serde_json::Value::as_object);
    Ok(scripts.map(|scripts| scripts.keys().cloned().collect()).unwrap_or_default())
}

/// The long flags of clap's derive: `#[arg(long)] data_dir: …` is `data-dir`, `long = "x"` is `x`.
fn clap_flags(text: &str) -> Vec<String> {
    let mut flags = Vec::new();
    for piece in text.split("#[arg(").skip(1) {
        let Some((attribute, rest)) = piece.split_once(")]") else { continue };
        for option in attribute.split(',').map(str::trim) {
            if let Some(name) = option.strip_prefix("long = ") {
                flags.push(name.trim_matches('"').to_owned());
            } else if option == "long" {
                let field = rest
                    .lines()
                    .map(str::trim)
                    .find(|line| !line.is_empty() && !line.starts_with(['#', '/']));
                let name = field.and_then(|line| line.split(':').next()?.split_whitespace().last());
                flags.extend(name.map(|name| name.replace('_', "-")));
            }
        }
    }
    flags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn flags_are_read_from_claps_attributes() {
        let text = "
            #[arg(long, value_name = \"DIR\")]
            data_dir: Option<PathBuf>,
            #[arg(long = \"speed\", default_value_t = 1.0)]
            pub(crate) factor: f64,
            #[arg(value_name = \"ADDRESS\", hide = true)]
            callback: Option<String>,
            #[arg(long, requires = \"data_dir\")]
            /// Looks.
            verify_audit: bool,";
        assert_eq!(clap_flags(text), ["data-dir", "speed", "verify-audit"]);
    }

    #[test]
    fn a_path_is_found_by_its_end_and_by_whole_parts() {
        let file = |path: &str| (path.to_owned(), String::new());
        let tree =
            Tree::of(&[file("src-tauri/crates/workflow/src/share.rs"), file("ui/icons/32x32.png")]).unwrap();
        for there in ["share.rs", "workflow/src/share.rs", "crates/workflow/", "*.png", "workflow/*/*.rs"] {
            assert!(tree.has_ending(there), "{there}");
        }
        for gone in ["hare.rs", "workflow/share.rs", "*.svg", "flow/src/share.rs"] {
            assert!(!tree.has_ending(gone), "{gone}");
        }
    }

    #[test]
    fn paths_are_joined_as_links_are() {
        assert_eq!(joined("docs/a.md", "../README.md"), "README.md");
        assert_eq!(joined("README.md", "docs/a.md"), "docs/a.md");
        assert_eq!(joined("docs/x/a.md", "./b.md"), "docs/x/b.md");
    }
}
