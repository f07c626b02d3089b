//! Commands in documents: the program, its subcommand, each flag and each name after it are there.

use super::Report;
use super::markdown::Document;
use super::shell::{self, Command};
use super::tree::{Package, Tree};
use crate::args::{self, Task};
use crate::verify;
use crate::{bench, hold};

/// Blocks in these languages hold commands.
const SHELLS: &[&str] = &["sh", "bash", "console"];

/// Cargo's own commands that documents use, and tools that the repository's set-up brings.
const CARGO: &[&str] = &[
    "build", "check", "clippy", "deny", "doc", "fetch", "fmt", "install", "metadata", "nextest", "run",
    "test", "tree",
];

/// Where a line stands: the folder that a `cd` before it led to.
type Folder = String;

/// Looks at blocks for a shell, and at code in the text that begins with a program of ours.
pub(super) fn look(document: &Document, tree: &Tree, report: &mut Report) {
    for (line, span) in &document.spans {
        let ours = |command: &Command| {
            command.words.len() > 1 && program(command).is_some_and(|name| name != "cd" && name != "node")
        };
        let mut folder = Folder::new();
        for command in shell::commands(span).iter().filter(|command| ours(command)) {
            one(document, *line, command, &mut folder, tree, report);
        }
    }
    for (first, language, content) in &document.blocks {
        if !SHELLS.contains(&language.as_str()) {
            continue;
        }
        for (at, text) in content.lines().enumerate() {
            // A session shows what was typed behind a prompt, and what came of it without one.
            let typed = if language == "console" { text.strip_prefix("$ ") } else { Some(text) };
            let mut folder = Folder::new();
            for command in typed.map(shell::commands).unwrap_or_default() {
                one(document, first + at, &command, &mut folder, tree, report);
            }
        }
    }
}

/// Which of our programs a command starts.
fn program(command: &Command) -> Option<&str> {
    let first = command.words.first()?.as_str();
    let name = first.rsplit('/').next().unwrap_or(first).trim_end_matches(".exe");
    ["cargo", "npm", "node", "satchel", "satchel-sandbox", "cd", "bash"].contains(&name).then_some(name)
}

fn one(
    document: &Document,
    line: usize,
    command: &Command,
    folder: &mut Folder,
    tree: &Tree,
    report: &mut Report,
) {
    let Some(program) = program(command) else { return };
    report.commands += 1;
    let words: Vec<&str> = command.words.iter().skip(1).map(String::as_str).collect();
    let mut wrong: Vec<String> = command
        .variables
        .iter()
        .filter(|name| name.starts_with("SATCHEL_") && !tree.has_word(name))
        .map(|name| format!("nothing reads the variable `{name}`"))
        .collect();
    let outcome = match program {
        "cd" => enter(&words, folder, tree),
        "cargo" => cargo(&words, tree, &mut report.cheap),
        "npm" => npm(&words, folder, tree),
        "node" | "bash" => script(&words, folder, tree),
        "satchel" => flags(&words, tree.package("satchel")),
        _ => flags(&words, tree.package("sandbox")),
    };
    wrong.extend(outcome.err());
    for what in wrong {
        report.wrong(document, line, format!("{what}: {}", command.words.join(" ")));
    }
}

/// What is wrong with a command.
type Outcome = Result<(), String>;

fn enter(words: &[&str], folder: &mut Folder, tree: &Tree) -> Outcome {
    let Some(to) = words.first().filter(|to| !to.starts_with(['$', '/', '~'])) else { return Ok(()) };
    let full = if folder.is_empty() { (*to).to_owned() } else { format!("{folder}/{to}") };
    if !tree.has(&full) && !is_placeholder(to) {
        return Err(format!("there is no folder `{full}`"));
    }
    *folder = full;
    Ok(())
}

/// Words in capitals are for the reader to fill in.
fn is_placeholder(word: &str) -> bool {
    word.chars().any(|letter| letter.is_ascii_uppercase())
        && !word.chars().any(|letter| letter.is_ascii_lowercase())
}

fn cargo(words: &[&str], tree: &Tree, cheap: &mut Vec<Vec<String>>) -> Outcome {
    match words.first() {
        Some(&"demo" | &"verify") => ours(words, tree, cheap),
        Some(&"xtask") => ours(&words[1..], tree, cheap),
        Some(first) if CARGO.contains(first) => cargos_own(words, tree),
        Some(first) if first.starts_with('-') => Ok(()),
        Some(first) => Err(format!("there is no `cargo {first}` here")),
        None => Ok(()),
    }
}

/// `cargo demo`, `cargo verify`, `cargo xtask …`: read by the very code that will read them.
fn ours(words: &[&str], tree: &Tree, cheap: &mut Vec<Vec<String>>) -> Outcome {
    let filled: Vec<String> = words.iter().map(|word| fill_in(word)).collect();
    let task = args::parse(lexopt::Parser::from_args(&filled)).map_err(|error| {
        let text = error.to_string();
        text.lines().next().unwrap_or_default().to_owned()
    })?;
    let known = |table: &str, asked: &[String], names: Vec<&str>| {
        let gone = asked.iter().find(|name| !is_placeholder(name) && !names.contains(&name.as_str()));
        gone.map_or(Ok(()), |name| Err(format!("`cargo {table}` knows no `{name}`")))
    };
    let costs_nothing = match task {
        Task::Help(_) | Task::Setup { dry_run: true } => true,
        Task::Demo(demo) => {
            let file = |name: &str| format!("src-tauri/crates/sandbox/scenarios/{name}.toml");
            if let Some(gone) = demo.person.filter(|name| !is_placeholder(name) && !tree.has(&file(name))) {
                return Err(format!("there is no demo person `{gone}`"));
            }
            false
        }
        Task::Verify(chosen) => {
            known("verify", &chosen.only, verify::names().collect())?;
            chosen.list
        }
        Task::Bench(choice) => {
            known("xtask bench", &choice.only, bench::ENTRIES.iter().map(|entry| entry.name).collect())?;
            choice.list
        }
        Task::Hold(choice) => {
            known("xtask hold", &choice.only, hold::ENTRIES.iter().map(|entry| entry.name).collect())?;
            choice.list
        }
        _ => false,
    };
    if costs_nothing && !cheap.contains(&filled) {
        cheap.push(filled);
    }
    Ok(())
}

/// A number where one belongs; `[--flag]` and `NAME,…` as one would type them.
fn fill_in(word: &str) -> String {
    let word = word.trim_matches(['[', ']']).trim_end_matches(['…', ',']);
    if word == "N" { "1".to_owned() } else { word.to_owned() }
}

fn cargos_own(words: &[&str], tree: &Tree) -> Outcome {
    let own = words.iter().position(|word| *word == "--").unwrap_or(words.len());
    let (cargos, programs) = words.split_at(own);
    let mut package: Option<&Package> = None;
    let mut rest = cargos.iter().skip(1).peekable();
    let mut filter = None;
    while let Some(word) = rest.next() {
        let mut value = || rest.next().copied().unwrap_or_default();
        match *word {
            "-p" | "--package" | "--exclude" => {
                let name = value();
                let found = tree.package(name);
                if found.is_none() && !is_placeholder(name) {
                    return Err(format!("there is no package `{name}`"));
                }
                package = package.or(found);
            }
            "--test" | "--example" | "--bin" => {
                let (kind, name) = (word.trim_start_matches('-'), value());
                let there = match package {
                    Some(package) => package.has_target(kind, name, tree) || tree.package(name).is_some(),
                    None => ["tests", "satchel"]
                        .iter()
                        .filter_map(|package| tree.package(package))
                        .any(|package| package.has_target(kind, name, tree)),
                };
                if !there && !is_placeholder(name) {
                    return Err(format!("there is no {kind} `{name}`"));
                }
            }
            "--features" | "--target" | "--version" | "-E" | "--target-dir" => {
                value();
            }
            word if word.starts_with('-') => {}
            word if words[0] == "test" => filter = Some(word),
            _ => {}
        }
    }
    if let Some(name) = filter.filter(|name| !is_placeholder(name) && !tree.has_word(name)) {
        return Err(format!("no test has `{name}` in its name"));
    }
    if words[0] == "run" { flags(programs.get(1..).unwrap_or_default(), package) } else { Ok(()) }
}

fn npm(words: &[&str], folder: &str, tree: &Tree) -> Outcome {
    let mut words = words.to_vec();
    // The page's folder is where npm is at home here.
    let mut folder = if tree.scripts(folder).is_some() { folder } else { "ui" };
    if words.first() == Some(&"--prefix") {
        folder = words.get(1).copied().unwrap_or_default();
        words.drain(..2.min(words.len()));
    }
    let Some(scripts) = tree.scripts(folder) else {
        return Err(format!("there is no `{folder}/package.json`"));
    };
    let script = match words.as_slice() {
        ["run", name, ..] => name,
        ["test", ..] => "test",
        ["ci" | "install" | "audit" | "sbom", ..] => return Ok(()),
        _ => return Err("npm has no such command".to_owned()),
    };
    if is_placeholder(script) || scripts.contains(script) {
        Ok(())
    } else {
        Err(format!("`{folder}/package.json` has no script `{script}`"))
    }
}

fn script(words: &[&str], folder: &str, tree: &Tree) -> Outcome {
    let Some(file) = words.iter().find(|word| !word.starts_with('-')) else { return Ok(()) };
    let there = |folder: &str| tree.has(&super::tree::joined(&format!("{folder}/x"), file));
    if there(folder) || tree.has(file) { Ok(()) } else { Err(format!("there is no file `{file}`")) }
}

/// A program's own flags, as its clap definition has them.
fn flags(words: &[&str], package: Option<&Package>) -> Outcome {
    let Some(package) = package else { return Ok(()) };
    let long = words.iter().filter_map(|word| word.trim_start_matches('[').strip_prefix("--"));
    for flag in long.map(|flag| flag.trim_end_matches(']').split('=').next().unwrap_or_default()) {
        if !flag.is_empty() && !["help", "version"].contains(&flag) && !package.flags.contains(flag) {
            return Err(format!("it takes no `--{flag}`"));
        }
    }
    Ok(())
}
