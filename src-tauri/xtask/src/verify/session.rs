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
        let before = fs::metadata(&self.log).map_or(0, |data| data.len());
        let success = process::run_within(cmd, &self.output(), self.name, Some(LIMIT))? == 0;
        let written = fs::read(&self.log).unwrap_or_default();
        let since = written.get(usize::try_from(before)?..).unwrap_or_default();
        let since = String::from_utf8_lossy(since);
        self.counts += counts::count(&since);
        if !success {
            self.wrong.push(process::last_lines(&since, TAIL));
            self.failures.extend(failures(&since));
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
