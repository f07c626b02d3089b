//! Says whether two descriptions are one person, by the gate that a retrieval has to pass.
//!
//! ```text
//! cargo run -p identity --example match_person -- A.json B.json [--today YYYY-MM-DD]
//! ```
//!
//! Each file is a FHIR `Patient` or a flat set of claims. The first takes the token's part, the second the record's;
//! where only one is a `Patient`, that one is the record. One line of JSON:
//! `{"match": bool, "differs": ["field", …]}`; names of fields, never values.
//! Exit code 0: one person; 1: not; 2: not called as above.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use identity::demographics::{Verdict, compare};
use identity::{Person, person_from_claims};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::{Map, Value, json};

fn main() -> ExitCode {
    let verdict = match verdict() {
        Ok(verdict) => verdict,
        Err(problem) => {
            let _ = writeln!(std::io::stderr(), "match_person: {problem}");
            return ExitCode::from(2);
        }
    };
    let differs: Vec<&str> = verdict.differs().iter().map(|field| field.as_str()).collect();
    let line = json!({"match": verdict.is_match(), "differs": differs});
    if writeln!(std::io::stdout(), "{line}").is_err() {
        return ExitCode::from(2);
    }
    if verdict.is_match() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn verdict() -> Result<Verdict, Box<dyn std::error::Error>> {
    use lexopt::prelude::*;
    let (mut files, mut today): (Vec<PathBuf>, Option<Date>) = (Vec::new(), None);
    let mut parser = lexopt::Parser::from_env();
    while let Some(argument) = parser.next()? {
        match argument {
            Value(file) => files.push(file.into()),
            Long("today") => today = Some(parser.value()?.parse()?),
            other => return Err(other.unexpected().into()),
        }
    }
    let [first, second] = &files[..] else { return Err("two files are needed".into()) };
    let (first, second) = (read(first)?, read(second)?);
    let today = today.unwrap_or_else(today_here);
    let (token, record) =
        if is_patient(&first) && !is_patient(&second) { (second, first) } else { (first, second) };
    Ok(compare(&person(&token, today), &person(&record, today), today, false))
}

#[expect(clippy::disallowed_methods, reason = "a program of its own has the machine's clock")]
fn today_here() -> Date {
    Timestamp::now().to_zoned(TimeZone::UTC).date()
}

fn read(file: &Path) -> Result<Map<String, Value>, Box<dyn std::error::Error>> {
    Ok(serde_json::from_slice(&std::fs::read(file)?)?)
}

fn is_patient(object: &Map<String, Value>) -> bool {
    object.get("resourceType").is_some_and(|kind| kind == "Patient")
}

fn person(object: &Map<String, Value>, today: Date) -> Person {
    if is_patient(object) {
        Person::from_fhir(object, today)
    } else {
        person_from_claims(object, false, today)
    }
}
