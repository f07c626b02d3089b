//! The texts of the licences, as they come with each component, each text once.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use anyhow::Result;

use super::{Component, all};
use crate::context::Context;

/// How a file with a licence begins, in small letters.
const NAMES: &[&str] = &["license", "licence", "copying", "notice", "unlicense", "copyright"];
/// A larger file is something else.
const LARGEST: u64 = 256 * 1024;

/// One file for a package: what is in the app, under which licence, and every text.
pub(crate) fn notices(context: &Context) -> Result<String> {
    Ok(written(&all(context)?, texts))
}

fn written(all: &[Component], texts: impl Fn(&Component) -> Vec<String>) -> String {
    let mut out = String::from(
        "Satchel is made with the work of others. Each component is listed with its licence (SPDX); the texts follow as\n\
         they came with the components.\n\n",
    );
    let mut by_text: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for component in all {
        let _ = writeln!(out, "{} {}: {}", component.name, component.version, component.licence);
        for text in texts(component) {
            let users = by_text.entry(text).or_default();
            if !users.contains(&component.name.as_str()) {
                users.push(&component.name);
            }
        }
    }
    let mut by_text: Vec<(String, Vec<&str>)> = by_text.into_iter().collect();
    by_text.sort_by_key(|(_, users)| std::cmp::Reverse(users.len()));
    for (text, users) in by_text {
        let _ = write!(out, "\n{}\n{}\n\n{text}\n", "=".repeat(100), users.join(", "));
    }
    out
}

/// The texts beside a component's sources, without white space at the ends of lines.
fn texts(component: &Component) -> Vec<String> {
    if let Some(path) = component.text {
        return read(&component.folder.join(path)).into_iter().collect();
    }
    let Ok(folder) = fs::read_dir(&component.folder) else { return Vec::new() };
    let mut paths: Vec<_> = folder.filter_map(|entry| Some(entry.ok()?.path())).collect();
    paths.sort();
    let is_licence = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        NAMES.iter().any(|start| name.starts_with(start))
            && fs::metadata(path).is_ok_and(|data| data.is_file())
    };
    paths.iter().filter(|path| is_licence(path)).filter_map(|path| read(path)).collect()
}

fn read(path: &Path) -> Option<String> {
    if fs::metadata(path).ok()?.len() > LARGEST {
        return None;
    }
    let text = fs::read_to_string(path).ok()?;
    let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
    Some(lines.join("\n").trim_matches('\n').to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_text_stands_once_under_all_who_use_it() {
        let component = |name: &str| Component {
            name: name.to_owned(),
            version: "1.0.0".to_owned(),
            licence: "MIT".to_owned(),
            purl: String::new(),
            folder: Path::new("/nowhere").to_owned(),
            text: None,
        };
        let text =
            written(&[component("one"), component("two")], |_| vec!["Permission is granted.".to_owned()]);
        assert!(text.contains("one 1.0.0: MIT\ntwo 1.0.0: MIT\n"), "{text}");
        assert_eq!(text.matches("Permission is granted.").count(), 1);
        assert!(text.contains("\none, two\n"), "{text}");
    }
}
