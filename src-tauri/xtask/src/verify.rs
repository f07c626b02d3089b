//! `cargo verify`: set this machine up, then every check, one after another. It is what CI runs.

mod checks;
mod session;

use std::fs;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

use self::checks::{CHECKS, Check};
use self::session::{Session, Verdict};
use crate::args;
use crate::context::Context;
use crate::counts::Counts;
use crate::say::{self, Took};
use crate::setup::{self, Need};
use crate::stop::Stop;

/// One check that ran.
struct Outcome {
    name: &'static str,
    verdict: Verdict,
    counts: Counts,
    failures: Vec<String>,
    took: Duration,
}

/// Runs the checks that were asked for. Exit code 1 when one of them failed.
pub(crate) fn run(context: &Context, options: &args::Verify) -> Result<ExitCode> {
    let chosen = choose(&options.only)?;
    if options.list {
        for check in chosen {
            say::line(format_args!("{:<14} {}", check.name, check.about));
        }
        return Ok(ExitCode::SUCCESS);
    }
    let start = Instant::now();
    let done = setup::prepare(context, &needs(&chosen), false)?;
    let set_up = start.elapsed();
    say::line(format_args!("set-up: {done} ({})", Took(set_up)));

    let start = Instant::now();
    let mut outcomes = Vec::new();
    for check in &chosen {
        let outcome = run_one(context, check, options.verbose)?;
        say::line(line(&outcome));
        outcomes.push(outcome);
    }
    Ok(conclude(context, &outcomes, set_up, start.elapsed()))
}

/// The names of all checks.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    CHECKS.iter().map(|check| check.name)
}

fn choose(only: &[String]) -> Result<Vec<&'static Check>, Stop> {
    if let Some(unknown) = only.iter().find(|name| CHECKS.iter().all(|check| check.name != name.as_str())) {
        let known: Vec<&str> = CHECKS.iter().map(|check| check.name).collect();
        return Err(Stop::usage(format!("There is no check `{unknown}`; there are: {}", known.join(", "))));
    }
    Ok(CHECKS.iter().filter(|check| only.is_empty() || only.iter().any(|name| name == check.name)).collect())
}

/// What the chosen checks need, in the order of [`setup::VERIFY`].
fn needs(chosen: &[&Check]) -> Vec<Need> {
    setup::VERIFY
        .iter()
        .copied()
        .filter(|need| chosen.iter().any(|check| check.needs.contains(need)))
        .collect()
}

fn run_one(context: &Context, check: &Check, verbose: bool) -> Result<Outcome> {
    let folder = context.folder("verify");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let log = folder.join(format!("{}.log", check.name));
    fs::write(&log, "").with_context(|| format!("cannot write {}", log.display()))?;

    let start = Instant::now();
    let mut session = Session::new(context, check.name, log.clone(), verbose);
    let verdict = match (check.run)(&mut session) {
        Ok(()) => session.verdict(),
        Err(error) if error.downcast_ref::<Stop>().is_some_and(|stop| stop.code() == 130) => {
            return Err(error);
        }
        Err(error) => {
            session.fail(&format!("{error:#}"))?;
            session.verdict()
        }
    };
    if verdict == Verdict::Failed {
        say::line(format_args!("---- {}: all of it is in {} ----", check.name, log.display()));
        for text in session.wrong() {
            say::line(text.trim_end());
        }
        say::line("----");
    }
    let failures = session.failures().to_vec();
    Ok(Outcome { name: check.name, verdict, counts: session.counts(), failures, took: start.elapsed() })
}

fn line(outcome: &Outcome) -> String {
    let (word, why) = match &outcome.verdict {
        Verdict::Passed => ("ok", String::new()),
        Verdict::Failed => ("FAILED", String::new()),
        Verdict::Skipped(why) => ("skipped", format!("  {why}")),
    };
    let counts = match outcome.counts {
        Counts { passed: 0, failed: 0, .. } => String::new(),
        Counts { passed, failed: 0, .. } => format!("{passed} passed"),
        Counts { passed, failed, .. } => format!("{passed} passed, {failed} failed"),
    };
    format!("{word:<8}{:<14} {:>12}  {counts}{why}", outcome.name, Took(outcome.took)).trim_end().to_owned()
}

/// Single tests and checks, added up.
fn total(outcomes: &[Outcome]) -> Counts {
    let mut total = Counts::default();
    for outcome in outcomes {
        total += outcome.counts;
        match outcome.verdict {
            Verdict::Passed => total.passed += 1,
            Verdict::Failed => total.failed += 1,
            Verdict::Skipped(_) => total.skipped += 1,
        }
    }
    total
}

fn conclude(context: &Context, outcomes: &[Outcome], set_up: Duration, tests: Duration) -> ExitCode {
    say::line("");
    for outcome in outcomes {
        say::line(line(outcome));
    }
    say::line("");
    let script = context.ui().join("scripts/bundle-size.mjs");
    if script.is_file()
        && context.ui().join("dist").is_dir()
        && let Some(size) = context.node([script]).answer()
    {
        size.lines().filter(|line| !line.trim().is_empty()).for_each(say::line);
    }
    if outcomes.iter().any(|outcome| outcome.name == "licences") {
        say::line(
            "advisories: not looked at here, their database needs a network; the repository's workflow does",
        );
    }
    say::line(format_args!("set-up {}, tests {}", Took(set_up), Took(tests)));
    for outcome in outcomes {
        for failure in &outcome.failures {
            say::line(format_args!("FAILED  {}: {failure}", outcome.name));
        }
    }
    let total = total(outcomes);
    if total.skipped > 0 {
        say::line(format_args!("{} skipped", total.skipped));
    }
    say::line(format_args!("{} passed, {} failed", total.passed, total.failed));
    if total.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(verdict: Verdict, passed: u64, failed: u64) -> Outcome {
        let counts = Counts { passed, failed, skipped: 0 };
        Outcome { name: "tests", verdict, counts, failures: Vec::new(), took: Duration::from_secs(123) }
    }

    #[test]
    fn every_check_has_its_own_name_and_says_what_it_is() {
        for (at, check) in CHECKS.iter().enumerate() {
            assert!(!check.about.is_empty());
            assert!(CHECKS.iter().skip(at + 1).all(|other| other.name != check.name), "{} twice", check.name);
            assert!(
                check.name.chars().all(|letter| letter.is_ascii_lowercase() || letter == '-'),
                "{}",
                check.name
            );
        }
    }

    #[test]
    fn every_need_is_part_of_the_whole() {
        for check in CHECKS {
            assert!(check.needs.iter().all(|need| setup::VERIFY.contains(need)), "{}", check.name);
        }
        assert_eq!(needs(&CHECKS.iter().collect::<Vec<_>>()), setup::VERIFY);
    }

    #[test]
    fn only_what_was_named_runs_in_the_order_of_the_table() {
        let names = |only: &[&str]| {
            let only: Vec<String> = only.iter().map(|&name| name.to_owned()).collect();
            choose(&only).map(|chosen| chosen.iter().map(|check| check.name).collect::<Vec<_>>())
        };
        assert_eq!(names(&["tests", "format"]).unwrap(), ["format", "tests"]);
        assert_eq!(names(&[]).unwrap().len(), CHECKS.len());
        assert_eq!(names(&["test"]).unwrap_err().code(), 2);
    }

    #[test]
    fn the_total_counts_tests_and_checks() {
        let outcomes = [
            outcome(Verdict::Passed, 40, 0),
            outcome(Verdict::Failed, 3, 2),
            outcome(Verdict::Skipped("no screen".to_owned()), 0, 0),
        ];
        assert_eq!(total(&outcomes), Counts { passed: 44, failed: 3, skipped: 1 });
    }

    #[test]
    fn a_line_tells_result_time_and_tests() {
        assert_eq!(line(&outcome(Verdict::Passed, 40, 0)), "ok      tests             2 min 3 s  40 passed");
        assert_eq!(
            line(&outcome(Verdict::Failed, 3, 2)),
            "FAILED  tests             2 min 3 s  3 passed, 2 failed"
        );
        let skipped = outcome(Verdict::Skipped("Linux only".to_owned()), 0, 0);
        assert_eq!(line(&skipped), "skipped tests             2 min 3 s    Linux only");
    }
}
