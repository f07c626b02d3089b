//! Names in the text: files, folders, and things in the code.

use super::Report;
use super::markdown::Document;
use super::tree::Tree;

/// A name with one of these endings is the name of a file.
const ENDINGS: &[&str] = &[
    "admx",
    "css",
    "ftl",
    "graphql",
    "html",
    "icns",
    "ico",
    "js",
    "json",
    "lock",
    "md",
    "mjs",
    "mobileconfig",
    "png",
    "rs",
    "sh",
    "sql",
    "svelte",
    "svg",
    "toml",
    "ts",
    "txt",
    "xml",
    "yaml",
    "yml",
];

/// Files on a user's machine or on the wire that no repository has, and names that show how names are written.
const ELSEWHERE: &[&str] = &["organisation.toml", "jwks.json", "kebab-case.ts", "PascalCase.svelte"];

const NO_FILE: &str = "there is no file or folder `";

/// The file that a finding of ours is about; `dist*/` is asked for as `dist/`.
pub(super) fn subject(what: &str) -> Option<String> {
    Some(what.strip_prefix(NO_FILE)?.split('`').next()?.replace('*', ""))
}

/// Looks at code in the text, and at blocks that have no language (trees, walks through the code).
pub(super) fn look(document: &Document, tree: &Tree, report: &mut Report) {
    for (line, span) in &document.spans {
        if !span.contains(char::is_whitespace) {
            word(document, *line, span, tree, report);
        }
        if is_code_name(span) {
            report.names += 1;
            code_name(document, *line, span, tree, report);
        }
    }
    for (first, language, content) in &document.blocks {
        if !language.is_empty() {
            continue;
        }
        for (at, text) in content.lines().enumerate() {
            for piece in text.split_whitespace() {
                word(
                    document,
                    first + at,
                    piece.trim_matches(|mark: char| ",;:()[]{}".contains(mark)),
                    tree,
                    report,
                );
            }
        }
    }
}

fn word(document: &Document, line: usize, text: &str, tree: &Tree, report: &mut Report) {
    for path in braces(text) {
        // `store.rs:12` names a line.
        let path = path.split_once(':').map_or(path.as_str(), |(path, _)| path);
        if !is_path(path, tree) {
            continue;
        }
        report.names += 1;
        let wanted = path.strip_prefix("./").unwrap_or(path);
        if !tree.has_ending(wanted) && !tree.has_ending(&with_stars(wanted)) {
            report.wrong(document, line, format!("{NO_FILE}{path}`"));
        }
    }
}

/// Whether a word is meant as a file or folder of this repository.
fn is_path(text: &str, tree: &Tree) -> bool {
    let letters = |letter: char| letter.is_alphanumeric() || "-_./*@+".contains(letter);
    if text.is_empty()
        || !text.chars().all(letters)
        || text.starts_with(['/', '-', '@', '+'])
        || text.contains("...")
    {
        return false;
    }
    let name = text.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    if ELSEWHERE.contains(&name) {
        return false;
    }
    let is_file = name
        .rsplit_once('.')
        .is_some_and(|(stem, ending)| !stem.trim_start_matches('*').is_empty() && ENDINGS.contains(&ending));
    let first = text.split('/').next().unwrap_or_default();
    is_file || (text.contains('/') && tree.has_folder_named(first))
}

/// Placeholders in capitals stand for anything: `NAME.toml`, `NNN/`.
fn with_stars(path: &str) -> String {
    let part = |part: &str| {
        let mut out = String::new();
        let mut run = String::new();
        for letter in part.chars().chain(['\0']) {
            if letter.is_ascii_uppercase() {
                run.push(letter);
                continue;
            }
            out.push_str(if run.len() > 1 { "*" } else { &run });
            run.clear();
            if letter != '\0' {
                out.push(letter);
            }
        }
        out
    };
    path.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// `a/{b,c}.rs` is `a/b.rs` and `a/c.rs`.
fn braces(text: &str) -> Vec<String> {
    if let Some((start, rest)) = text.split_once('{')
        && let Some((middle, end)) = rest.split_once('}')
        && middle.contains(',')
    {
        return middle.split(',').flat_map(|part| braces(&format!("{start}{part}{end}"))).collect();
    }
    vec![text.to_owned()]
}

/// `snake_case`, `Type::method`, `A_CONSTANT`: things that a reader will look for.
fn is_code_name(span: &str) -> bool {
    let name = span.strip_suffix("()").unwrap_or(span);
    let part = |part: &str| {
        part.starts_with(|letter: char| letter.is_ascii_alphabetic())
            && part.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
    };
    (name.contains('_') || name.contains("::")) && name.split("::").all(part)
}

fn code_name(document: &Document, line: usize, span: &str, tree: &Tree, report: &mut Report) {
    let name = span.strip_suffix("()").unwrap_or(span);
    if let Some(gone) = name.split("::").find(|part| !tree.has_word(part)) {
        report.wrong(document, line, format!("`{gone}` stands nowhere in the sources"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn braces_are_several_names() {
        assert_eq!(braces("locales/{en,es}/a.ftl"), ["locales/en/a.ftl", "locales/es/a.ftl"]);
        assert_eq!(braces("{base}/csp"), ["{base}/csp"]);
    }

    #[test]
    fn capitals_stand_for_anything() {
        assert_eq!(with_stars("NAME.records.toml"), "*.records.toml");
        assert_eq!(with_stars("guides/NNN/HomeScreen.svelte"), "guides/*/HomeScreen.svelte");
    }

    #[test]
    fn names_in_the_code_are_told_from_words() {
        for name in ["a_knock", "Core::session", "LocalCopy::lock()", "SATCHEL_LOG"] {
            assert!(is_code_name(name), "{name}");
        }
        for word in ["share", "Core", "--data-dir", "a b_c", "_", "x-y_z"] {
            assert!(!is_code_name(word), "{word}");
        }
    }
}
