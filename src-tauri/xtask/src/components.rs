//! The work of others that the app is made of: crates from Cargo, the page's modules from npm's lock file, and the C
//! libraries inside some crates. For the list that the app shows, the notices in a package, and the bill of
//! materials (SBOM).

mod notices;
mod sbom;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};

use crate::context::Context;
use crate::demo::APP;
use crate::say;

pub(crate) use self::notices::notices;

/// What the app shows; the page loads it when somebody asks.
pub(crate) const LIST: &str = "ui/src/features/about/components.json";

/// What npm calls a tool for development, and is compiled into the page all the same.
const COMPILED_IN: &[&str] = &["clsx", "devalue", "esm-env", "pdfjs-dist", "svelte"];

/// C libraries that a crate carries inside: crate, name, licence, where its text lies in the crate.
const INSIDE: &[(&str, &str, &str, &str)] = &[
    ("libsqlite3-sys", "SQLCipher", "BSD-3-Clause", "sqlcipher/LICENSE"),
    ("openssl-src", "OpenSSL", "Apache-2.0", "openssl/LICENSE.txt"),
    ("aws-lc-sys", "AWS-LC", "Apache-2.0 OR ISC", "aws-lc/LICENSE"),
];

/// One work of others.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Component {
    /// As its registry calls it.
    pub(crate) name: String,
    /// The version in the lock file.
    pub(crate) version: String,
    /// An SPDX expression.
    pub(crate) licence: String,
    /// Where it comes from, as a package URL (purl).
    pub(crate) purl: String,
    /// Where its sources lie here, and with them the texts of its licences.
    pub(crate) folder: PathBuf,
    /// A text below the folder that is the licence; none: whatever looks like one at its top.
    pub(crate) text: Option<&'static str>,
}

/// `cargo xtask licences`: writes the list that the app shows.
pub(crate) fn write(context: &Context) -> Result<ExitCode> {
    fs::write(context.root().join(LIST), list(&all(context)?))
        .with_context(|| format!("cannot write {LIST}"))?;
    say::line(format_args!("licences: {LIST} is up to date"));
    Ok(ExitCode::SUCCESS)
}

/// `cargo xtask sbom`: writes the bill of materials.
pub(crate) fn write_sbom(context: &Context) -> Result<ExitCode> {
    let folder = context.folder("package");
    fs::create_dir_all(&folder)?;
    let path = folder.join("satchel.cdx.json");
    let all = all(context)?;
    fs::write(&path, sbom::cyclone_dx(&version(context)?, &all))?;
    say::line(format_args!("sbom: {} components in {}", all.len(), path.display()));
    Ok(ExitCode::SUCCESS)
}

/// Whether the list that the app shows is the one that the lock files make.
pub(crate) fn is_fresh(context: &Context) -> Result<bool> {
    let there = fs::read_to_string(context.root().join(LIST)).unwrap_or_default();
    Ok(there == list(&all(context)?))
}

/// The one version of everything that is ours.
pub(crate) fn version(context: &Context) -> Result<String> {
    let manifest = fs::read_to_string(context.root().join("Cargo.toml"))?;
    let table =
        manifest.split("[workspace.package]").nth(1).context("Cargo.toml has no [workspace.package]")?;
    let line = table.lines().find(|line| line.starts_with("version")).context("there is no version")?;
    Ok(line.split('"').nth(1).context("the version is no text")?.to_owned())
}

/// Everything, by name and version.
pub(crate) fn all(context: &Context) -> Result<Vec<Component>> {
    let answer = context.cargo(["metadata", "--format-version", "1", "--locked"]).answer();
    let metadata: Value = serde_json::from_str(&answer.context("cargo metadata fails")?)?;
    let mut all = crates(&metadata)?;
    let lock: Value = serde_json::from_str(&fs::read_to_string(context.ui().join("package-lock.json"))?)?;
    all.extend(modules(&lock, &context.ui())?);
    all.sort();
    Ok(all)
}

/// The crates that the app is built from: what its own package needs to be and to be built, on any system.
fn crates(metadata: &Value) -> Result<Vec<Component>> {
    let rows = |value: &Value| value.as_array().cloned().unwrap_or_default();
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let packages: BTreeMap<String, Value> =
        rows(&metadata["packages"]).into_iter().map(|package| (text(&package["id"]), package)).collect();
    let nodes: BTreeMap<String, Value> =
        rows(&metadata["resolve"]["nodes"]).into_iter().map(|node| (text(&node["id"]), node)).collect();
    let app = packages.iter().find(|(_, package)| package["name"] == APP && package["source"].is_null());
    let mut open = vec![app.context("cargo metadata does not know the app")?.0.clone()];
    let mut seen = BTreeSet::new();
    while let Some(id) = open.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        for dependency in rows(&nodes[&id]["deps"]) {
            if rows(&dependency["dep_kinds"]).iter().any(|kind| kind["kind"] != "dev") {
                open.push(text(&dependency["pkg"]));
            }
        }
    }
    let mut found = Vec::new();
    for package in
        seen.iter().filter_map(|id| packages.get(id)).filter(|package| !package["source"].is_null())
    {
        let (name, version) = (text(&package["name"]), text(&package["version"]));
        let folder =
            Path::new(&text(&package["manifest_path"])).parent().map(Path::to_path_buf).unwrap_or_default();
        let Some(licence) = package["license"].as_str() else { bail!("{name} {version} names no licence") };
        let purl = format!("pkg:cargo/{name}@{version}");
        for (_, inside, licence, text) in INSIDE.iter().filter(|row| row.0 == name) {
            found.push(Component {
                name: (*inside).to_owned(),
                version: version.clone(),
                licence: (*licence).to_owned(),
                purl: format!("{purl}#{}", text.split('/').next().unwrap_or_default()),
                folder: folder.clone(),
                text: Some(text),
            });
        }
        // An old way of writing "or".
        let licence = licence.replace(" / ", " OR ").replace('/', " OR ");
        found.push(Component { name, version, licence, purl, folder, text: None });
    }
    Ok(found)
}

/// The page's modules that end up in it.
fn modules(lock: &Value, ui: &Path) -> Result<Vec<Component>> {
    let mut found = Vec::new();
    for (path, package) in lock["packages"].as_object().context("the page's lock file has no packages")? {
        let Some(name) = path.strip_prefix("node_modules/").filter(|name| !name.contains("node_modules/"))
        else {
            continue;
        };
        if package["dev"] == true && !COMPILED_IN.contains(&name) {
            continue;
        }
        let version = package["version"].as_str().unwrap_or_default().to_owned();
        let Some(licence) = package["license"].as_str() else { bail!("{name} {version} names no licence") };
        found.push(Component {
            name: name.to_owned(),
            licence: licence.to_owned(),
            purl: format!("pkg:npm/{}@{version}", name.replace('@', "%40")),
            folder: ui.join(path),
            version,
            text: None,
        });
    }
    Ok(found)
}

/// Name and licence of each, once; versions would make a new list of every update.
fn list(all: &[Component]) -> String {
    let rows: BTreeSet<(&str, &str)> =
        all.iter().map(|one| (one.name.as_str(), one.licence.as_str())).collect();
    let lines: Vec<String> =
        rows.iter().map(|(name, licence)| format!("  [{}, {}]", json!(name), json!(licence))).collect();
    format!("[\n{}\n]\n", lines.join(",\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn metadata() -> Value {
        let package = |name: &str, source: Value, licence: &str| {
            json!({ "id": name, "name": name, "version": "1.0.0", "source": source, "license": licence,
                    "manifest_path": format!("/r/{name}/Cargo.toml") })
        };
        let dep = |name: &str, kind: Value| json!({ "pkg": name, "dep_kinds": [{ "kind": kind }] });
        json!({
            "packages": [
                package("satchel", Value::Null, "MIT"), package("ours", Value::Null, "MIT"),
                package("libsqlite3-sys", json!("registry"), "MIT"),
                package("made-with", json!("registry"), "MIT/Apache-2.0"),
                package("tested-with", json!("registry"), "GPL-3.0"),
            ],
            "resolve": { "nodes": [
                { "id": "satchel", "deps": [dep("ours", Value::Null), dep("tested-with", json!("dev"))] },
                { "id": "ours", "deps": [dep("libsqlite3-sys", Value::Null), dep("made-with", json!("build"))] },
                { "id": "libsqlite3-sys", "deps": [] }, { "id": "made-with", "deps": [] },
                { "id": "tested-with", "deps": [] },
            ] },
        })
    }

    #[test]
    fn what_the_app_is_made_of_is_found_and_what_tests_need_is_not() {
        let found = crates(&metadata()).unwrap();
        let rows: Vec<(&str, &str)> =
            found.iter().map(|one| (one.name.as_str(), one.licence.as_str())).collect();
        assert_eq!(
            rows,
            [("SQLCipher", "BSD-3-Clause"), ("libsqlite3-sys", "MIT"), ("made-with", "MIT OR Apache-2.0")]
        );
        assert_eq!(found[2].purl, "pkg:cargo/made-with@1.0.0");
    }

    #[test]
    fn a_component_without_a_licence_is_an_error() {
        let mut metadata = metadata();
        metadata["packages"][2]["license"] = Value::Null;
        assert!(crates(&metadata).unwrap_err().to_string().contains("names no licence"));
    }

    #[test]
    fn modules_of_the_page_are_those_that_end_up_in_it() {
        let lock = json!({ "packages": {
            "": { "name": "page" },
            "node_modules/@fluent/bundle": { "version": "0.19.1", "license": "Apache-2.0" },
            "node_modules/svelte": { "version": "5.0.0", "license": "MIT", "dev": true },
            "node_modules/vite": { "version": "8.0.0", "license": "MIT", "dev": true },
        } });
        let found = modules(&lock, Path::new("/ui")).unwrap();
        let purls: Vec<&str> = found.iter().map(|one| one.purl.as_str()).collect();
        assert_eq!(purls, ["pkg:npm/%40fluent/bundle@0.19.1", "pkg:npm/svelte@5.0.0"]);
    }

    #[test]
    fn the_list_has_each_name_once_in_its_order() {
        let all = crates(&metadata()).unwrap();
        let twice: Vec<Component> = all.iter().chain(&all).cloned().collect();
        assert_eq!(
            list(&twice),
            "[\n  [\"SQLCipher\", \"BSD-3-Clause\"],\n  [\"libsqlite3-sys\", \"MIT\"],\n  [\"made-with\", \"MIT OR Apache-2.0\"]\n]\n"
        );
    }
}
