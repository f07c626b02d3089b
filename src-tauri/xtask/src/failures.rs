//! Which single tests failed, and the first lines of why: what `cargo test` says before its list of names. A long run
//! ends with these, so that whoever sees only its last lines knows where to look.

/// More lines of one failure than these are in the log.
const LINES: usize = 6;

/// One line for each failed test, and its reason set in below.
pub(crate) fn failures(output: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut lines = output.lines().peekable();
    while let Some(line) = lines.next() {
        let Some(name) = line.strip_prefix("---- ").and_then(|rest| rest.strip_suffix(" stdout ----")) else {
            continue;
        };
        let mut text = name.to_owned();
        let mut taken = 0;
        while let Some(why) = lines.next_if(|next| !is_end(next)) {
            if taken < LINES && !why.trim().is_empty() {
                taken += 1;
                text.push_str("\n    ");
                text.push_str(why.trim());
            }
        }
        found.push(text);
    }
    found
}

/// What follows says nothing about the reason: the frames, the next failure, or the list of names.
fn is_end(line: &str) -> bool {
    line.starts_with("---- ") || line == "failures:" || line.eq_ignore_ascii_case("stack backtrace:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_failure_is_named_with_its_reason_and_without_its_frames() {
        let output = "\
test lock::a_pin_is_set ... FAILED

failures:

---- lock::a_pin_is_set stdout ----
Error: `people-list` is not on the screen

Caused by:
    no such element

Stack backtrace:
   0: <anyhow::Error>::msg
             at /somewhere/error.rs:1:1

---- places::a_place stdout ----

thread 'places::a_place' panicked at tests/desktop/places.rs:1:1:
one
note: run with `RUST_BACKTRACE=1`

failures:
    lock::a_pin_is_set
    places::a_place

test result: FAILED. 18 passed; 2 failed; 0 ignored
";
        assert_eq!(
            failures(output),
            [
                "lock::a_pin_is_set\n    Error: `people-list` is not on the screen\n    Caused by:\n    \
                 no such element",
                "places::a_place\n    thread 'places::a_place' panicked at tests/desktop/places.rs:1:1:\n    \
                 one\n    note: run with `RUST_BACKTRACE=1`",
            ]
        );
        assert!(failures("test result: ok. 3 passed").is_empty());
    }

    #[test]
    fn a_long_reason_is_cut() {
        let long = ["one", "two", "three", "four", "five", "six", "seven", "eight"].join("\n");
        let found = failures(&format!("---- one stdout ----\n{long}\nfailures:\n"));
        assert!(found[0].ends_with("six"), "{found:?}");
    }
}
