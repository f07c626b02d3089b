//! Visits at a kiosk, one after the other, and after each a look for what it left: in files, in the log, and in this
//! process's own references. Without a window; the window's visits are the story
//! `visit_after_visit_leaves_no_mark` of the window tests. `cargo xtask hold --only kiosk` runs this.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use clap::Parser;
use serde_json::{Value, json};
use tests::attendant::{Recorded, kiosk};
use tests::clinic::{self, Opened};
use tests::patient::{Answer, visit};
use tests::picture::read_drawing;
use tests::world::World;
use url::Url;
use workflow::view::VisitEnd;

/// Visits at a kiosk, and what they leave.
#[derive(Parser)]
struct Arguments {
    /// How many
    #[arg(long, default_value_t = 500)]
    visits: u32,
    /// Leave a mark on purpose after the first, to see that it is found
    #[arg(long)]
    leave: bool,
}

/// Marked patients: what only a visit of theirs can have written.
const PATIENTS: [(&str, [&str; 2]); 3] = [
    ("rosa", ["Delgado", "1968-04-06"]),
    ("mateo", ["Quispe", "1991-11"]),
    ("vera", ["Lindqvist", "1979-05-02"]),
];

#[tokio::main]
async fn main() -> ExitCode {
    let Arguments { visits, leave } = Arguments::parse();
    match hold(visits, leave).await {
        Ok(findings) => {
            let _ = writeln!(std::io::stdout(), "{visits} visits, {} findings", findings.len());
            for finding in &findings {
                let _ = writeln!(std::io::stdout(), "  {finding}");
            }
            if findings.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn hold(visits: u32, leave: bool) -> Result<Vec<String>> {
    let before = left_in(&std::env::temp_dir());
    let mut findings = Vec::new();
    let mut world: Option<World> = None;
    for number in 0..visits {
        let (person, marks) = PATIENTS[usize::try_from(number)? % PATIENTS.len()];
        let attendant = Arc::new(Recorded::default());
        let fresh = match world.take() {
            Some(world) => world.next_visit(kiosk(&attendant)).await?,
            None => World::kiosk(kiosk(&attendant)).await?,
        };
        let fresh = Arc::new(fresh);
        let link =
            one(&fresh, &attendant, person, number).await.with_context(|| format!("visit {number}"))?;
        let alone = Arc::into_inner(fresh).context("a visit's world is still held")?;
        let mut marks: Vec<&str> = marks.to_vec();
        marks.push(&link);
        if leave && number == 0 {
            std::fs::write(std::env::temp_dir().join("satchel-left-on-purpose"), marks[0])?;
        }
        for (path, text) in new_in(&std::env::temp_dir(), &before) {
            if let Some(mark) = marks.iter().find(|mark| text.contains(**mark)) {
                findings.push(format!("visit {number}: `{mark}` in {}", path.display()));
            }
        }
        // The page of the next visit asks, and finds nobody.
        for question in ["consent", "places", "search"] {
            if alone.ask(question, Value::Null).await.is_ok() {
                findings.push(format!("visit {number}: {question} was answered after its end"));
            }
        }
        // Whoever still holds the core of an ended visit holds what was in it.
        let core = Arc::downgrade(&alone.core);
        let mut held = true;
        for _ in 0..200 {
            held = core.strong_count() > 2;
            if !held {
                break;
            }
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        if held {
            findings.push(format!("visit {number}: its core is held {} times", core.strong_count()));
        }
        world = Some(alone);
        if (number + 1) % 100 == 0 {
            let _ = writeln!(std::io::stdout(), "{} visits", number + 1);
        }
    }
    Ok(findings)
}

/// One visit, and the part of its link that nobody else has. Every fourth ends by nobody being there.
async fn one(world: &Arc<World>, attendant: &Recorded, person: &str, number: u32) -> Result<String> {
    let ask = async |name: &str, request: Value| {
        world.ask(name, request).await.map_err(|error| anyhow::anyhow!("{name}: {error:?}"))
    };
    ask("begin_visit", json!({"kind": "show-my-records"})).await?;
    sign_in(world, person).await?;
    let app = ask("app", Value::Null).await?;
    ensure!(!app["session"].is_null(), "nobody is signed in");
    let share = ask("create_share", json!({"label": "Health records", "kinds": null})).await?;
    let passcode = ask("show_passcode", json!({"shareId": share["id"]})).await?;
    let link = read_drawing(&share["qr"])?;
    if number.is_multiple_of(50) {
        let opened = clinic::open(&link, passcode["digits"].as_str().unwrap_or_default()).await?;
        ensure!(matches!(opened, Opened::Records(_)), "the clinic got nothing");
    }
    let end = if number % 4 == 3 {
        world.pass(90);
        VisitEnd::NobodyThere
    } else {
        ask("end_visit", Value::Null).await?;
        VisitEnd::Done
    };
    for _ in 0..2_000 {
        if let Some((how, signed_out)) = attendant.over() {
            ensure!(how == end && signed_out, "it ended as {how:?}, signed out: {signed_out}");
            return Ok(link[link.len() - 48..].to_owned());
        }
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    bail!("the visit did not end")
}

async fn sign_in(world: &Arc<World>, person: &str) -> Result<()> {
    let steps = Arc::new(Mutex::new(Vec::<Value>::new()));
    let (core, told) = (Arc::clone(&world.core), Arc::clone(&steps));
    let work = tokio::spawn(async move {
        let report = move |step: Value| {
            if let Ok(mut told) = told.lock() {
                told.push(step);
            }
        };
        commands::dispatch(&core, "sign_in_at_provider", json!({"on": "phone"}), &report).await
    });
    let mut shown = None;
    for _ in 0..2_000 {
        shown = {
            let steps = steps.lock().map_err(|_| anyhow::anyhow!("poisoned"))?;
            steps.iter().find(|step| step["step"] == "show-code").cloned()
        };
        if shown.is_some() {
            break;
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let shown = shown.context("no code was shown")?;
    let address = read_drawing(&shown["qr"])?;
    visit(&Url::parse(&address)?, Answer::Approve, &[("person", person)]).await?;
    for _ in 0..2_000 {
        if work.is_finished() {
            let outcome = work.await?.map_err(|error| anyhow::anyhow!("{error:?}"))?;
            ensure!(outcome["result"] == "signed-in", "it came to {}", outcome["result"]);
            return Ok(());
        }
        world.advance(5).await?;
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    bail!("the phone was never heard")
}

fn left_in(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
            match entry.file_type() {
                Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                Ok(kind) if kind.is_file() => files.push(entry.path()),
                _ => {}
            }
        }
    }
    files
}

fn new_in(folder: &Path, before: &[PathBuf]) -> Vec<(PathBuf, String)> {
    let new = left_in(folder).into_iter().filter(|path| !before.contains(path));
    new.filter_map(|path| {
        let bytes = std::fs::read(&path).ok()?;
        Some((path, String::from_utf8_lossy(&bytes).into_owned()))
    })
    .collect()
}
