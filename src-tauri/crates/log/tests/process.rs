//! A whole process that logs, from outside: it is this test program again.

#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::path::Path;
use std::process::{Command, Output};

use jiff::Timestamp;

const FOLDER: &str = "SATCHEL_LOG_TEST_FOLDER";

/// What the other process does: a part, not a test.
#[test]
#[ignore = "the tests below run it in a process of its own"]
fn a_process_that_logs() {
    let folder = std::env::var_os(FOLDER).unwrap();
    satchel_log::to_folder(Path::new(&folder), || Timestamp::UNIX_EPOCH).unwrap();
    // The first call counts.
    satchel_log::to_stderr();
    satchel_log::warn!("a warning");
    satchel_log::info!("a word");
    satchel_log::debug!("a detail");
}

fn run(folder: &Path, level: Option<&str>) -> Output {
    let mut process = Command::new(std::env::current_exe().unwrap());
    process.args(["--exact", "a_process_that_logs", "--ignored", "--nocapture"]);
    process.env(FOLDER, folder).env_remove("SATCHEL_LOG");
    if let Some(level) = level {
        process.env("SATCHEL_LOG", level);
    }
    let output = process.output().unwrap();
    assert!(output.status.success(), "{output:?}");
    output
}

fn ends(lines: &[String]) -> Vec<&str> {
    lines.iter().filter_map(|line| line.rsplit_once(": ").map(|(_, end)| end)).collect()
}

#[test]
fn the_file_keeps_words_and_warnings_and_standard_error_warnings_alone() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(folder.path(), None);
    let kept = satchel_log::recent(folder.path(), 9);
    assert_eq!(ends(&kept), ["a warning", "a word"]);
    assert!(kept.iter().all(|line| line.starts_with("1970-01-01T00:00:00.000Z ")), "{kept:?}");
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("a warning") && !told.contains("a word"), "{told}");
}

#[test]
fn the_variable_makes_standard_error_say_more_and_leaves_the_file_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let told = String::from_utf8(run(folder.path(), Some("debug")).stderr).unwrap();
    assert!(told.contains("a word") && told.contains("a detail"), "{told}");
    assert_eq!(ends(&satchel_log::recent(folder.path(), 9)), ["a warning", "a word"]);
}

#[test]
fn a_second_run_goes_on_in_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    run(folder.path(), None);
    run(folder.path(), None);
    assert_eq!(satchel_log::recent(folder.path(), 9).len(), 4);
}
