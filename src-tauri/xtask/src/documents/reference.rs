//! The reference of an organisation's settings, written from the documented example. A test of the `settings` crate holds
//! the example to the code: every key stands in it, with its default, and what is required is.

use std::fmt::Write as _;
use std::fs;
use std::process::ExitCode;

use anyhow::{Context as _, Result};

use super::policy;
use crate::context::Context;
use crate::say;

/// What it is written from.
pub(super) const EXAMPLE: &str = "src-tauri/crates/settings/organisation.example.toml";
/// What is written, beside the policies.
const REFERENCE: &str = "docs/organisations/settings.md";

const HEAD: &str = "\
<!-- Written by `cargo xtask reference` from organisation.example.toml. Do not edit; `cargo verify` fails when it is stale. -->

# Settings of an organisation

Every key of `organisation.toml`, the file in which an organisation says who it is and which networks it uses. Begin with the
[example](../../src-tauri/crates/settings/organisation.example.toml), which says the same as a file that can be filled in.
A key that is not listed here is refused, with its line.

";

/// One key.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Key {
    pub(super) name: String,
    pub(super) example: String,
    pub(super) means: String,
    /// Of a list over several lines: what stands on each.
    pub(super) items: Vec<String>,
}

/// One table of the file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) name: String,
    pub(super) means: String,
    pub(super) keys: Vec<Key>,
}

/// `cargo xtask reference`: writes it, and the policies with it.
pub(crate) fn write(context: &Context) -> Result<ExitCode> {
    for (path, text) in current(context)? {
        fs::write(context.root().join(path), text).with_context(|| format!("cannot write {path}"))?;
        say::line(format_args!("reference: {path} is up to date"));
    }
    Ok(ExitCode::SUCCESS)
}

/// Each file, as it should be.
pub(crate) fn current(context: &Context) -> Result<[(&'static str, String); 4]> {
    let example =
        fs::read_to_string(context.root().join(EXAMPLE)).with_context(|| format!("cannot read {EXAMPLE}"))?;
    let sections = sections(&example);
    Ok([
        (REFERENCE, written(&sections)),
        (policy::ADMX, policy::admx(&sections)),
        (policy::ADML, policy::adml(&sections)),
        (policy::PROFILE, policy::profile(&sections)),
    ])
}

/// Reads the example: comments stand above what they are about, and a blank line or a ruler parts them.
pub(super) fn sections(example: &str) -> Vec<Section> {
    let mut sections = vec![Section::default()];
    let mut above: Vec<&str> = Vec::new();
    // A list over several lines is shown by its first.
    let mut inside = false;
    for line in example.lines().map(str::trim_end) {
        if inside {
            inside = !line.starts_with(']');
            let last = sections.last_mut().and_then(|section| section.keys.last_mut());
            if let Some(key) = last.filter(|_| inside) {
                key.items.push(line.trim().trim_end_matches(',').to_owned());
            }
            continue;
        }
        let comment = line.strip_prefix('#').map(str::trim_start);
        if let Some(text) = comment.filter(|text| key_of(text).is_none()) {
            if text.starts_with("---") { above.clear() } else { above.push(text) }
        } else if line.is_empty() {
            above.clear();
        } else if let Some(name) = line.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            let means = above.join(" ");
            above.clear();
            sections.push(Section { name: name.to_owned(), means, keys: Vec::new() });
        } else if let Some((name, value)) = key_of(comment.unwrap_or(line)) {
            inside = value == "[";
            let example = if inside { "[ … ]" } else { value };
            let key = Key {
                name: name.to_owned(),
                example: example.to_owned(),
                means: above.join(" "),
                items: Vec::new(),
            };
            above.clear();
            if let Some(section) = sections.last_mut() {
                section.keys.push(key);
            }
        }
    }
    sections.retain(|section| !section.keys.is_empty() || !section.means.is_empty());
    sections
}

fn key_of(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(" = ")?;
    let bare = key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit());
    bare.then_some((key, value))
}

fn written(sections: &[Section]) -> String {
    let mut out = HEAD.to_owned();
    for section in sections {
        let title =
            if section.name.is_empty() { "At the top".to_owned() } else { format!("`[{}]`", section.name) };
        let _ = writeln!(out, "## {title}\n");
        if !section.means.is_empty() {
            let _ = writeln!(out, "{}\n", section.means);
        }
        if section.keys.is_empty() {
            continue;
        }
        out.push_str("| key | for example | |\n| --- | --- | --- |\n");
        for key in &section.keys {
            let cell = |text: &str| text.replace('|', "\\|");
            let _ = writeln!(out, "| `{}` | `{}` | {} |", key.name, cell(&key.example), cell(&key.means));
        }
        out.push('\n');
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXAMPLE: &str = "\
# A preface.

# The preset. Optional.
preset = \"one\"

# -----
# Who offers it.
[organisation]
# The name. Required.
name = \"Lakeshore\"
# Only shown. Optional.
# hidden = 5
# Steps. Optional.
steps = [
  { en = \"a\" },
]
";

    #[test]
    fn sections_keys_and_what_they_mean_are_read() {
        let read = sections(EXAMPLE);
        let names: Vec<&str> = read.iter().map(|section| section.name.as_str()).collect();
        assert_eq!(names, ["", "organisation"]);
        assert_eq!(read[1].means, "Who offers it.");
        let keys: Vec<(&str, &str, &str)> = read[1]
            .keys
            .iter()
            .map(|key| (key.name.as_str(), key.example.as_str(), key.means.as_str()))
            .collect();
        let wanted = [
            ("name", "\"Lakeshore\"", "The name. Required."),
            ("hidden", "5", "Only shown. Optional."),
            ("steps", "[ … ]", "Steps. Optional."),
        ];
        assert_eq!(keys, wanted);
        assert_eq!(read[1].keys[2].items, ["{ en = \"a\" }"]);
    }

    #[test]
    fn each_key_is_a_row() {
        let text = written(&sections(EXAMPLE));
        assert!(text.contains("## `[organisation]`\n\nWho offers it.\n"), "{text}");
        assert!(text.contains("| `name` | `\"Lakeshore\"` | The name. Required. |\n"), "{text}");
    }
}
