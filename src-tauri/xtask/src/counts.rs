//! How many tests ran: read off what test runners print at their end.

use std::ops::AddAssign;

/// Single tests.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    /// Ran, and were right.
    pub(crate) passed: u64,
    /// Ran, and were not.
    pub(crate) failed: u64,
    /// Were there and did not run.
    pub(crate) skipped: u64,
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// Adds up what one command's output says: `cargo test`, nextest, Vitest, Node's own runner, the gallery.
pub(crate) fn count(output: &str) -> Counts {
    let lines: Vec<String> = output.lines().map(|line| plain(line).trim().to_owned()).collect();
    let mut counts = Counts::default();
    // nextest shows what a failing test printed, the closing line of its own runner included: count its
    // summary alone.
    let nextest: Vec<&String> = lines.iter().filter(|line| is_nextest_summary(line)).collect();
    if !nextest.is_empty() {
        for line in nextest {
            let results = line.split_once(" run:").map_or("", |(_, results)| results);
            results.split(',').for_each(|part| add(&mut counts, part));
        }
        // It calls those that a filter leaves out skipped, too.
        counts.skipped = 0;
        return counts;
    }
    for line in &lines {
        if let Some(results) = line.strip_prefix("test result:") {
            results.split(['.', ';']).for_each(|part| add(&mut counts, part));
        } else if let Some(results) = line.strip_prefix("looks: ") {
            results.split(',').for_each(|part| add(&mut counts, part));
        } else if let Some(results) = line.strip_prefix("Tests ") {
            let results = results.split('(').next().unwrap_or_default();
            results.split('|').for_each(|part| add(&mut counts, part));
        } else if let Some((kind, number)) = node_line(line) {
            add(&mut counts, &format!("{number} {kind}"));
        }
    }
    counts
}

fn is_nextest_summary(line: &str) -> bool {
    line.starts_with("Summary [") && line.contains(" run:")
}

/// `# pass 3` or `ℹ pass 3`.
fn node_line(line: &str) -> Option<(&str, u64)> {
    let rest = line.strip_prefix("# ").or_else(|| line.strip_prefix("ℹ "))?;
    let (kind, number) = rest.split_once(' ')?;
    Some((kind, number.parse().ok()?))
}

/// Adds `12 passed`, `1 failed`, `2 ignored`, `1 timed out`, … to the counts.
fn add(counts: &mut Counts, part: &str) {
    let mut words = part.split_whitespace();
    let (Some(number), Some(word)) = (words.next(), words.next()) else { return };
    let Ok(number) = number.parse::<u64>() else { return };
    match word {
        "passed" | "pass" => counts.passed += number,
        "failed" | "fail" | "timed" | "exec" | "cancelled" => counts.failed += number,
        "skipped" | "ignored" | "todo" => counts.skipped += number,
        _ => {}
    }
}

/// The line without terminal colours.
fn plain(line: &str) -> String {
    let mut text = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        if letter == '\u{1b}' {
            letters.by_ref().find(char::is_ascii_alphabetic);
        } else {
            text.push(letter);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counts(passed: u64, failed: u64, skipped: u64) -> Counts {
        Counts { passed, failed, skipped }
    }

    #[test]
    fn cargo_test_closes_each_binary_with_a_line() {
        let output = "\
running 3 tests
test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s

test result: FAILED. 10 passed; 2 failed; 0 ignored; 0 measured; 7 filtered out; finished in 1.20s
";
        assert_eq!(count(output), counts(13, 2, 1));
    }

    #[test]
    fn nextest_closes_with_a_summary() {
        let fine = "     Summary [   0.012s] 5 tests run: 5 passed, 0 skipped";
        assert_eq!(count(fine), counts(5, 0, 0));
        let one = "     Summary [   0.012s] 1 test run: 1 passed (1 slow), 3 skipped";
        assert_eq!(count(one), counts(1, 0, 0));
        let bad = "Summary [  1.2s] 9/10 tests run: 5 passed (1 slow, 1 flaky), 2 failed, 1 timed out, 1 exec failed, 4 skipped";
        assert_eq!(count(bad), counts(5, 4, 0));
    }

    #[test]
    fn what_nextest_shows_of_a_failing_test_is_not_counted_again() {
        let output = "\
  stdout ───
    running 1 test
    test result: FAILED. 0 passed; 1 failed; 0 ignored; 0 measured; 12 filtered out; finished in 0.00s
     Summary [   0.034s] 3 tests run: 2 passed, 1 failed, 0 skipped
        FAIL [   0.004s] xtask::bin/xtask a_test
";
        assert_eq!(count(output), counts(2, 1, 0));
    }

    #[test]
    fn vitest_counts_tests_and_not_files() {
        let output = "\
 Test Files  1 failed | 2 passed (3)
      Tests  1 failed | 11 passed | 2 skipped (14)
   Start at  10:00:00
";
        assert_eq!(count(output), counts(11, 1, 2));
        assert_eq!(count("      Tests  12 passed (12)"), counts(12, 0, 0));
    }

    #[test]
    fn the_gallery_counts_looks() {
        let output = "276 screens, 552 combinations, 4 violations, 1 min 20 s\nlooks: 549 passed, 3 failed\n";
        assert_eq!(count(output), counts(549, 3, 0));
    }

    #[test]
    fn colours_do_not_matter() {
        let line = "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[1m\u{1b}[32m12 passed\u{1b}[39m\u{1b}[22m\u{1b}[90m (12)\u{1b}[39m";
        assert_eq!(count(line), counts(12, 0, 0));
    }

    #[test]
    fn nodes_own_runner_is_read_in_both_its_spellings() {
        assert_eq!(count("# tests 5\n# pass 3\n# fail 1\n# skipped 1\n# duration_ms 12.5"), counts(3, 1, 1));
        assert_eq!(count("ℹ tests 2\nℹ pass 2\nℹ fail 0"), counts(2, 0, 0));
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(count("Compiling tests v0.1.0\nTests are sentences\n3 passed\n"), Counts::default());
    }
}
