//! Tables of named things to run: measurements (`bench`) and promised numbers (`hold`).

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;

use crate::args::Choice;
use crate::context::Context;
use crate::say;
use crate::stop::Stop;

/// One row of a table.
pub(crate) struct Entry {
    /// What it is called on the command line.
    pub(crate) name: &'static str,
    /// One line about it.
    pub(crate) about: &'static str,
    /// Does it; an error is a failure.
    pub(crate) run: fn(&Context) -> Result<()>,
}

/// Lists or runs the entries that were asked for. Exit code 1 when one of them failed, 2 for an unknown name.
pub(crate) fn run(context: &Context, table: &str, entries: &[Entry], choice: &Choice) -> Result<ExitCode> {
    let chosen = choose(table, entries, &choice.only)?;
    if entries.is_empty() {
        say::line(format_args!("{table}: nothing is registered yet"));
        return Ok(ExitCode::SUCCESS);
    }
    if choice.list {
        for entry in chosen {
            say::line(format_args!("{:<16} {}", entry.name, entry.about));
        }
        return Ok(ExitCode::SUCCESS);
    }
    let mut failed = 0_usize;
    for entry in chosen {
        say::line(format_args!("{}: {}", entry.name, entry.about));
        let start = Instant::now();
        let outcome = (entry.run)(context);
        let took = say::Took(start.elapsed());
        match outcome {
            Ok(()) => say::line(format_args!("{}: ok ({took})", entry.name)),
            Err(error) if error.is::<Stop>() => return Err(error),
            Err(error) => {
                failed += 1;
                say::line(format_args!("{}: FAILED ({took}): {error:#}", entry.name));
            }
        }
    }
    Ok(if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn choose<'a>(table: &str, entries: &'a [Entry], only: &[String]) -> Result<Vec<&'a Entry>, Stop> {
    if let Some(unknown) = only.iter().find(|name| entries.iter().all(|entry| entry.name != name.as_str())) {
        let known: Vec<&str> = entries.iter().map(|entry| entry.name).collect();
        let known = if known.is_empty() { "none yet".to_owned() } else { known.join(", ") };
        return Err(Stop::usage(format!("{table} knows no `{unknown}`; it knows: {known}")));
    }
    Ok(entries.iter().filter(|entry| only.is_empty() || only.iter().any(|name| name == entry.name)).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &[Entry] = &[
        Entry { name: "start", about: "cold start of the app", run: |_| Ok(()) },
        Entry { name: "search", about: "one search", run: |_| Ok(()) },
    ];

    fn names(only: &[&str]) -> Result<Vec<&'static str>, Stop> {
        let only: Vec<String> = only.iter().map(|&name| name.to_owned()).collect();
        choose("bench", TABLE, &only).map(|chosen| chosen.iter().map(|entry| entry.name).collect())
    }

    #[test]
    fn without_a_choice_everything_runs() {
        assert_eq!(names(&[]).unwrap(), ["start", "search"]);
    }

    #[test]
    fn a_choice_keeps_the_order_of_the_table() {
        assert_eq!(names(&["search", "start"]).unwrap(), ["start", "search"]);
    }

    #[test]
    fn an_unknown_name_ends_with_two_and_says_the_names_known() {
        let stop = names(&["sing"]).unwrap_err();
        assert_eq!(stop.code(), 2);
        assert_eq!(stop.to_string(), "bench knows no `sing`; it knows: start, search");
    }
}
