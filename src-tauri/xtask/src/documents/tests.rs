use super::markdown::Document;
use super::tree::Tree;
use super::{Report, check, look};
use crate::context::Context;
use crate::verify;

/// A small repository.
fn tree() -> Tree {
    let file = |path: &str, text: &str| (path.to_owned(), text.to_owned());
    Tree::of(&[
        file("README.md", ""),
        file("Cargo.toml", "[package]\nname = \"satchel\"\n"),
        file("src-tauri/src/profile.rs", "#[arg(long)]\ndata_dir: Option<PathBuf>,"),
        file("src-tauri/crates/workflow/Cargo.toml", "[package]\nname = \"workflow\"\n"),
        file("src-tauri/crates/workflow/src/share.rs", "fn a_share_ends() {}"),
        file("src-tauri/crates/sandbox/Cargo.toml", "[package]\nname = \"sandbox\"\n"),
        file("src-tauri/crates/sandbox/src/main.rs", "#[arg(long)]\nport: u16,"),
        file("src-tauri/crates/sandbox/scenarios/rosa.toml", ""),
        file("tests/Cargo.toml", "[package]\nname = \"tests\"\n[[test]]\nname = \"acceptance\"\n"),
        file("ui/package.json", r#"{"scripts":{"test":"vitest","lint":"eslint"}}"#),
        file("ui/scripts/size.mjs", ""),
        file("docs/other.md", ""),
    ])
    .unwrap()
}

fn report(text: &str) -> Report {
    let documents = [Document::parse("README.md", text), Document::parse("docs/other.md", "# A heading\n")];
    look(&tree(), &documents)
}

/// What is found in a text, without its place.
fn wrong(text: &str) -> Vec<String> {
    report(text).findings.into_iter().map(|finding| finding.what).collect()
}

#[test]
fn what_is_there_is_found() {
    let text = "\
[a](docs/other.md) [b](docs/other.md#a-heading) [c](#here) [d](https://example.com/gone.md)
# Here
`share.rs` `workflow/src/share.rs` `a_share_ends` `crates/workflow/` `NAME.toml` `/etc/satchel/organisation.toml`
`cargo demo --person rosa --speed N` `cargo verify --only tests,clippy` `npm run lint` `cargo test -p workflow`
`cargo run -p sandbox -- --port 8787` `target/debug/satchel --data-dir DIR` `cargo xtask setup --dry-run`
```sh
cd ui && npm test && node scripts/size.mjs
cargo test -p tests --test acceptance a_share_ends
```
";
    let report = report(text);
    assert_eq!(report.findings, []);
    assert_eq!((report.documents, report.links), (2, 3));
    assert_eq!(report.cheap, [["setup", "--dry-run"]]);
    assert!(report.names >= 5 && report.commands >= 11, "{report:?}");
}

#[test]
fn a_link_that_leads_nowhere_is_told_with_its_line() {
    let found = report("One.\n\n[gone](docs/gone.md)\n").findings;
    assert_eq!((found[0].file.as_str(), found[0].line), ("README.md", 3));
    assert_eq!(found[0].what, "the link to `docs/gone.md` leads to no file");
    assert_eq!(wrong("[a](docs/other.md#nope)"), ["the link to `docs/other.md#nope` leads to no heading"]);
    assert_eq!(wrong("[a](#nope)"), ["the link to `#nope` leads to no heading"]);
}

#[test]
fn a_file_or_a_name_that_is_gone_is_told() {
    assert_eq!(wrong("`workflow/src/gone.rs`"), ["there is no file or folder `workflow/src/gone.rs`"]);
    assert_eq!(
        wrong("```\nworkflow/src/gone.rs   x\n```\n"),
        ["there is no file or folder `workflow/src/gone.rs`"]
    );
    assert_eq!(wrong("`crates/gone/`"), ["there is no file or folder `crates/gone/`"]);
    assert_eq!(wrong("`a_share_is_gone`"), ["`a_share_is_gone` stands nowhere in the sources"]);
}

#[test]
fn a_command_that_would_fail_is_told() {
    let cases = [
        ("cargo xtask dance", "there is no command `dance`"),
        ("cargo demo --fast", "invalid option '--fast'"),
        ("cargo demo --person nobody", "there is no demo person `nobody`"),
        ("cargo verify --only tests,sing", "`cargo verify` knows no `sing`"),
        ("cargo xtask bench --only sing", "`cargo xtask bench` knows no `sing`"),
        ("cargo dance", "there is no `cargo dance` here"),
        ("cargo test -p gone", "there is no package `gone`"),
        ("cargo test -p tests --test gone", "there is no test `gone`"),
        ("cargo test -p workflow a_gone_test", "no test has `a_gone_test` in its name"),
        ("cargo run -p sandbox -- --harbour 1", "it takes no `--harbour`"),
        ("npm run gone", "`ui/package.json` has no script `gone`"),
        ("satchel --gone", "it takes no `--gone`"),
        ("target/debug/satchel --gone", "it takes no `--gone`"),
        ("SATCHEL_GONE=1 cargo demo", "nothing reads the variable `SATCHEL_GONE`"),
    ];
    for (command, what) in cases {
        let typed = command.strip_prefix("SATCHEL_GONE=1 ").unwrap_or(command);
        let expected = format!("{what}: {typed}");
        assert_eq!(wrong(&format!("`{command}`")), std::slice::from_ref(&expected), "in the text");
        assert_eq!(wrong(&format!("```sh\n{command}\n```\n")), [expected], "in a block");
    }
    assert_eq!(
        wrong("```sh\nnode scripts/gone.mjs\n```\n"),
        ["there is no file `scripts/gone.mjs`: node scripts/gone.mjs"]
    );
    assert_eq!(wrong("```sh\ncd gone\n```\n"), ["there is no folder `gone`: cd gone"]);
}

#[test]
fn the_guide_for_contributors_names_every_check() {
    let all: Vec<String> = verify::names().map(|name| format!("`{name}`")).collect();
    let found = |text: &str| look(&tree(), &[Document::parse("CONTRIBUTING.md", text)]).findings;
    assert_eq!(found(&all.join(" ")), []);
    assert_eq!(found(&all[1..].join(" "))[0].what, format!("the check {} is not named", all[0]));
}

#[test]
fn this_repositorys_documents_are_read() {
    let Some(report) = check(&Context::from_environment().unwrap()).unwrap() else { return };
    assert!(report.documents >= 8 && report.links > 10 && report.commands > 30, "{report:?}");
}
