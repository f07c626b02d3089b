//! One check while it runs: its log, its verdict, its tests.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;

use crate::context::Context;
use crate::counts::{self, Counts};
use crate::failures::failures;
use crate::process::{self, Cmd, Output};

/// No step of a check takes this long, unless it hangs.
const LIMIT: Duration = Duration::from_mins(40);
/// How much of a failed step's output is shown.
const TAIL: usize = 60;

/// How a check ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// Everything was right.
    Passed,
    /// Something was not.
    Failed,
    /// It cannot run on this machine, for this reason.
    Skipped(String),
}

/// What a check runs its programs with.
pub(crate) struct Session<'a> {
    context: &'a Context,
    name: &'static str,
    log: PathBuf,
    verbose: bool,
    verdict: Verdict,
    counts: Counts,
    wrong: Vec<String>,
    failures: Vec<String>,
}

impl<'a> Session<'a> {
    /// A session that has done nothing yet.
    pub(crate) fn new(context: &'a Context, name: &'static str, log: PathBuf, verbose: bool) -> Self {
        Self {
            context,
            name,
            log,
            verbose,
            verdict: Verdict::Passed,
            counts: Counts::default(),
            wrong: Vec::new(),
            failures: Vec::new(),
        }
    }

    /// The repository and its tools.
    pub(crate) fn context(&self) -> &'a Context {
        self.context
    }

    /// Where its programs write.
    pub(crate) fn output(&self) -> Output {
        Output::File { path: self.log.clone(), echo: self.verbose }
    }

    /// How it has gone so far.
    pub(crate) fn verdict(&self) -> Verdict {
        self.verdict.clone()
    }

    /// The single tests that ran so far.
    pub(crate) fn counts(&self) -> Counts {
        self.counts
    }

    /// Runs one program, adds up the tests that it reports, and says whether it succeeded. The check goes on
    /// either way, so that one run shows everything that is wrong.
    pub(crate) fn run(&mut self, cmd: &Cmd) -> Result<bool> {
        let (success, said) = self.ran(cmd)?;
        self.judge(cmd, success, &said)
    }

    /// For tests in the app's window. Where the process that draws the page died under a test (the machine's own
    /// libraries: Mesa's software renderer was seen to crash), nobody can drive that window any more. If nothing else went
    /// wrong, those tests run once more, and the log says so. `only` names tests; without names, all are meant.
    pub(crate) fn run_windows(&mut self, only: impl Fn(&[&str]) -> Cmd) -> Result<bool> {
        let cmd = only(&[]);
        let (success, said) = self.ran(&cmd)?;
        let lost = lost_windows(&failures(&said));
        let counted = counts::count(&said);
        if success || lost.is_empty() || u64::try_from(lost.len())? != counted.failed {
            return self.judge(&cmd, success, &said);
        }
        self.note(&format!("the page's process died under {}; once more", lost.join(", ")))?;
        self.counts += Counts { failed: 0, ..counted };
        let names: Vec<&str> = lost.iter().map(String::as_str).collect();
        self.run(&only(&names))
    }

    /// Whether it succeeded, and what it wrote.
    fn ran(&self, cmd: &Cmd) -> Result<(bool, String)> {
        let before = fs::metadata(&self.log).map_or(0, |data| data.len());
        let success = process::run_within(cmd, &self.output(), self.name, Some(LIMIT))? == 0;
        let written = fs::read(&self.log).unwrap_or_default();
        let since = written.get(usize::try_from(before)?..).unwrap_or_default();
        Ok((success, String::from_utf8_lossy(since).into_owned()))
    }

    fn judge(&mut self, cmd: &Cmd, success: bool, said: &str) -> Result<bool> {
        self.counts += counts::count(said);
        if !success {
            self.wrong.push(process::last_lines(said, TAIL));
            self.failures.extend(failures(said));
            self.fail(&format!("failed: {}", cmd.line()))?;
        }
        Ok(success)
    }

    /// `cargo …`.
    pub(crate) fn cargo(&mut self, args: &[&str]) -> Result<bool> {
        self.run(&self.context.cargo(args))
    }

    /// `npm run …`.
    pub(crate) fn npm(&mut self, script: &str) -> Result<bool> {
        self.run(&self.context.npm(["run", script]))
    }

    /// Something is wrong, for a reason that goes to the log.
    pub(crate) fn fail(&mut self, why: &str) -> Result<()> {
        self.verdict = Verdict::Failed;
        self.wrong.push(format!("    {why}\n"));
        process::note(&self.log, why)
    }

    /// A line for whoever reads the log.
    pub(crate) fn note(&self, text: &str) -> Result<()> {
        process::note(&self.log, text)
    }

    /// For each step that failed, the last lines that it wrote.
    pub(crate) fn wrong(&self) -> &[String] {
        &self.wrong
    }

    /// The single tests that failed, each with the first lines of why.
    pub(crate) fn failures(&self) -> &[String] {
        &self.failures
    }

    /// This cannot run here.
    pub(crate) fn skip(&mut self, why: &str) {
        if self.verdict == Verdict::Passed {
            self.verdict = Verdict::Skipped(why.to_owned());
        }
    }
}

/// What a driver says of a window whose page is gone.
const LOST_WINDOW: &str = "The WebDriver session id is invalid";

/// The names of these failed tests, if each of them lost its window. Otherwise none: something else is wrong, too.
fn lost_windows(failures: &[String]) -> Vec<String> {
    if !failures.iter().all(|failure| failure.contains(LOST_WINDOW)) {
        return Vec::new();
    }
    failures.iter().filter_map(|failure| Some(failure.lines().next()?.to_owned())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_tests_that_lost_their_window_and_nothing_else_run_once_more() {
        let lost = "lock::a_pin\n    Error: `back` cannot be pressed\n    Caused by:\n    \
                    The WebDriver session id is invalid:";
        let wrong = "lock::idle\n    Error: the copy is open";
        let all =
            |failures: &[&str]| lost_windows(&failures.iter().map(|&f| f.to_owned()).collect::<Vec<_>>());
        assert_eq!(all(&[lost]), ["lock::a_pin"]);
        assert!(all(&[lost, wrong]).is_empty());
        assert!(all(&[]).is_empty());
    }
}
