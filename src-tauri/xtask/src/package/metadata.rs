//! What describes a package to a system, against what the app is: versions, schemes, files, the rights of the Flatpak.

use std::fs;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::components;
use crate::context::Context;

/// The template of the desktop entry.
const ENTRY: &str = "src-tauri/packaging/linux/satchel.desktop";
/// What software centres show.
pub(crate) const METAINFO: &str = "src-tauri/packaging/linux/health.satchel.desktop.metainfo.xml";
const FLATPAK: &str = "src-tauri/packaging/flatpak/health.satchel.desktop.json";

/// Rights that the Flatpak may have: the network, a window, the keychain, notifications, saved pictures, the news that
/// the machine goes to sleep, and the name of a running demo.
const RIGHTS: &[&str] = &[
    "--share=network",
    "--share=ipc",
    "--socket=wayland",
    "--socket=fallback-x11",
    "--device=dri",
    "--filesystem=xdg-download",
    "--talk-name=org.freedesktop.secrets",
    "--talk-name=org.freedesktop.Notifications",
    "--own-name=health.satchel.demo.SingleInstance",
    "--system-talk-name=org.freedesktop.login1",
];

/// The desktop entry as a package has it.
pub(crate) fn entry(context: &Context) -> Result<String> {
    Ok(read(context, ENTRY)?.replace("{{exec}}", "satchel").replace("{{icon}}", "satchel"))
}

/// What does not agree, a sentence each.
pub(crate) fn look(context: &Context) -> Result<Vec<String>> {
    let config: Value =
        serde_json::from_str(&read(context, "tauri.conf.json")?).context("tauri.conf.json")?;
    let flatpak: Value = serde_json::from_str(&read(context, FLATPAK)?).context(FLATPAK)?;
    let page: Value = serde_json::from_str(&read(context, "ui/package.json")?).context("ui/package.json")?;
    let mut wrong = Vec::new();
    versions(&components::version(context)?, &config, &page, &read(context, METAINFO)?, &mut wrong);
    schemes(&config, &entry(context)?, &read(context, METAINFO)?, &mut wrong);
    files(context, &config, &mut wrong);
    rights(&config, &flatpak, &mut wrong);
    Ok(wrong)
}

fn read(context: &Context, path: &str) -> Result<String> {
    fs::read_to_string(context.root().join(path)).with_context(|| format!("cannot read {path}"))
}

/// `Cargo.toml` alone has a version; the newest release that software centres see is that one.
fn versions(version: &str, config: &Value, page: &Value, metainfo: &str, wrong: &mut Vec<String>) {
    for (name, other) in [("tauri.conf.json", config), ("ui/package.json", page)] {
        if other.get("version").is_some() {
            wrong.push(format!("{name} has a version of its own; it stands in Cargo.toml, once"));
        }
    }
    let newest = metainfo.split("<release version=\"").nth(1).and_then(|rest| rest.split('"').next());
    if newest != Some(version) {
        wrong.push(format!("the newest release in {METAINFO} is {newest:?}, and Cargo.toml says {version}"));
    }
}

/// Each scheme that the app listens to is handed to it by the system, with the address.
fn schemes(config: &Value, entry: &str, metainfo: &str, wrong: &mut Vec<String>) {
    let schemes =
        config["plugins"]["deep-link"]["desktop"]["schemes"].as_array().cloned().unwrap_or_default();
    let schemes: Vec<String> =
        schemes.iter().filter_map(Value::as_str).map(|scheme| format!("x-scheme-handler/{scheme}")).collect();
    let line = |key: &str| entry.lines().find_map(|line| line.strip_prefix(key)).unwrap_or_default();
    let types: Vec<&str> = line("MimeType=").split(';').filter(|name| !name.is_empty()).collect();
    if schemes.is_empty() || !schemes.iter().all(|scheme| types.contains(&scheme.as_str())) {
        wrong.push(format!("{ENTRY} takes {types:?}, and tauri.conf.json says {schemes:?}"));
    }
    if !line("Exec=").ends_with(" %u") {
        wrong.push(format!("{ENTRY} does not hand the address on: its Exec must end in %u"));
    }
    for name in types {
        if !metainfo.contains(&format!("<mediatype>{name}</mediatype>")) {
            wrong.push(format!("{METAINFO} does not name {name}"));
        }
    }
}

/// Every file that a package is made of is there; both kinds of Linux package have the same.
fn files(context: &Context, config: &Value, wrong: &mut Vec<String>) {
    let bundle = &config["bundle"];
    let texts = |value: &Value| -> Vec<String> {
        let list = value.as_array().into_iter().flatten();
        let map = value.as_object().into_iter().flat_map(|map| map.values());
        list.chain(map).filter_map(Value::as_str).map(str::to_owned).collect()
    };
    let (deb, rpm) = (&bundle["linux"]["deb"], &bundle["linux"]["rpm"]);
    let mut paths = texts(&bundle["icon"]);
    for package in [deb, rpm] {
        paths.extend(texts(&package["files"]));
        paths.extend(package["desktopTemplate"].as_str().map(str::to_owned));
    }
    for path in paths.iter().filter(|path| !context.root().join(path).is_file()) {
        wrong.push(format!("tauri.conf.json names {path}, which is not there"));
    }
    if deb["files"] != rpm["files"] {
        wrong.push("the .deb and the .rpm hold other files".to_owned());
    }
}

fn rights(config: &Value, flatpak: &Value, wrong: &mut Vec<String>) {
    if flatpak["id"] != config["identifier"] {
        wrong.push(format!("{FLATPAK} is {}, and the app is {}", flatpak["id"], config["identifier"]));
    }
    for member in ["runtime", "runtime-version", "sdk", "command"] {
        if flatpak[member].as_str().is_none_or(str::is_empty) {
            wrong.push(format!("{FLATPAK} has no {member}"));
        }
    }
    let has: Vec<&str> =
        flatpak["finish-args"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    for right in has.iter().filter(|right| !RIGHTS.contains(right)) {
        wrong.push(format!("{FLATPAK} asks for {right}, which nobody decided"));
    }
    for right in RIGHTS.iter().filter(|right| !has.contains(right)) {
        wrong.push(format!("{FLATPAK} does not ask for {right}, which the app needs"));
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn this_repositorys_packages_agree_with_the_app() {
        assert_eq!(look(&Context::from_environment().unwrap()).unwrap(), Vec::<String>::new());
    }

    #[test]
    fn a_second_version_and_a_stale_one_are_told() {
        let mut wrong = Vec::new();
        let page = json!({ "version": "0.1.0" });
        versions("0.2.0", &json!({}), &page, "<release version=\"0.1.0\" date=\"x\">", &mut wrong);
        assert_eq!(wrong.len(), 2, "{wrong:?}");
    }

    #[test]
    fn an_entry_that_loses_the_address_is_told() {
        let config = json!({ "plugins": { "deep-link": { "desktop": { "schemes": ["a.b", "c.d"] } } } });
        let told = |entry: &str| {
            let mut wrong = Vec::new();
            schemes(&config, entry, "<mediatype>x-scheme-handler/a.b</mediatype>", &mut wrong);
            wrong.len()
        };
        assert_eq!(told("Exec=satchel\nMimeType=x-scheme-handler/a.b;\n"), 2);
        assert_eq!(told("Exec=satchel %u\nMimeType=x-scheme-handler/a.b;x-scheme-handler/c.d;\n"), 1);
    }

    #[test]
    fn a_flatpak_with_more_rights_is_told() {
        let mut wrong = Vec::new();
        let mut args: Vec<&str> = RIGHTS.to_vec();
        args.push("--filesystem=home");
        let flatpak = json!({ "id": "a", "runtime": "r", "runtime-version": "1", "sdk": "s", "command": "satchel", "finish-args": args });
        rights(&json!({ "identifier": "a" }), &flatpak, &mut wrong);
        assert_eq!(wrong.len(), 1, "{wrong:?}");
        assert!(wrong[0].contains("--filesystem=home"));
    }
}
