//! The example file keeps its promises.

use rstest::rstest;

use crate::settings::read;
use crate::{EXAMPLE, Settings};

/// With the keys that the example only shows.
fn uncommented() -> String {
    let shown = |line: &&str| line.strip_prefix("# ").is_some_and(|rest| key_of(rest).is_some());
    EXAMPLE.lines().map(|line| if shown(&line) { &line[2..] } else { line }).collect::<Vec<_>>().join("\n")
}

/// The key of a line that sets one.
fn key_of(line: &str) -> Option<&str> {
    let (key, _) = line.split_once(" = ")?;
    let bare = key.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_' || byte.is_ascii_digit());
    bare.then_some(key)
}

/// The comment above a line, as one text.
fn comment_above(lines: &[&str], index: usize) -> String {
    let above = lines[..index].iter().rev().take_while(|line| line.starts_with('#'));
    let mut comment: Vec<&str> = above.copied().collect();
    comment.reverse();
    comment.join(" ")
}

#[rstest]
#[case::as_it_is(EXAMPLE.to_owned())]
#[case::with_all_it_shows(uncommented())]
fn the_example_is_valid(#[case] text: String) {
    Settings::parse(&text).unwrap_or_else(|problems| panic!("{problems}"));
}

#[test]
fn every_key_stands_in_the_example() {
    // Every field is filled from a key that was asked for; none of them was absent.
    assert_eq!(read(&uncommented()).absent, Vec::<String>::new());
}

#[test]
fn an_absent_key_would_be_noticed() {
    let without = uncommented().replace("skew = 60", "");
    assert_eq!(read(&without).absent, ["identity_check.csp.skew"]);
}

#[test]
fn every_key_of_the_example_is_explained_as_required_optional_or_with_its_default() {
    let text = uncommented();
    let lines: Vec<&str> = text.lines().collect();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| key_of(line).is_some()) {
        let comment = comment_above(&lines, index);
        let marks =
            ["Required", "Optional", "Default: "].iter().filter(|mark| comment.contains(**mark)).count();
        assert!(marks >= 1, "{line}: {comment}");
    }
}

/// Leaving the line out is the same as leaving it in.
#[test]
fn the_defaults_of_the_example_are_the_defaults() {
    let lines: Vec<&str> = EXAMPLE.lines().collect();
    let whole = format!("{:?}", read(EXAMPLE).settings.unwrap());
    let mut checked = 0;
    for index in 0..lines.len() {
        if key_of(lines[index]).is_none() || !comment_above(&lines, index).contains("Default: ") {
            continue;
        }
        let mut without = lines.clone();
        without.remove(index);
        let settings = read(&without.join("\n")).settings.unwrap();
        assert_eq!(format!("{settings:?}"), whole, "{}", lines[index]);
        checked += 1;
    }
    assert!(checked >= 40, "{checked} keys with a default");
}

/// And leaving out a required one is not.
#[test]
fn what_the_example_calls_required_is_required() {
    let lines: Vec<&str> = EXAMPLE.lines().collect();
    let mut checked = 0;
    for index in 0..lines.len() {
        let comment = comment_above(&lines, index);
        if key_of(lines[index]).is_none() || !comment.contains("Required.") {
            continue;
        }
        let mut without = lines.clone();
        without.remove(index);
        let missing = read(&without.join("\n")).problems;
        assert!(missing.iter().any(|problem| problem.wrong == "missing"), "{}", lines[index]);
        checked += 1;
    }
    assert!(checked >= 12, "{checked} required keys");
}
