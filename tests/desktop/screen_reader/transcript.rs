//! What is told of one story, step by step.

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use sandbox::story::Turn;
use serde_json::{Value, json};
use tests::line::Inbox;
use tests::page::Page;
use tests::play::Control;
use tests::reader::{Node, Reader};
use tests::world::BEGIN;

use crate::surroundings::Surroundings;
use crate::{ONE_AT_A_TIME, Window};

/// Makes what the sandbox and the app draw come again.
const SEED: u64 = 7;

/// How late the focus may come on a slow machine.
const LATE: Duration = Duration::from_secs(5);

/// What is said where something takes a moment, and is over on a fast machine before anybody hears it: the first sentence
/// of Home, that records come, and that it is being counted.
const PASSING: [&str; 3] =
    ["You’re in line.", "Records are coming in.", "Counting what this does. We’re asking the network…"];

/// One story in one window, on a clock that stands but where the story moves it.
pub(super) struct Told {
    name: &'static str,
    window: Window,
    reader: Reader,
    control: Control,
    sandbox: sandbox::Sandbox,
    text: String,
    faults: Vec<String>,
}

impl Told {
    /// Opens the window, with a screen reader beside it.
    pub(super) async fn begin(name: &'static str, arguments: &[&str]) -> Result<Self> {
        let alone = ONE_AT_A_TIME.lock().await;
        let options = sandbox::Options {
            stepped: true,
            seed: Some(SEED),
            start: Some(BEGIN.parse()?),
            ..Default::default()
        };
        let sandbox = sandbox::spawn(options).await?;
        let control = Control::new(sandbox.base_url(), sandbox.control_token())?;
        let around = Surroundings::new().await?.steering(sandbox.control_token()).with("TZ", "UTC");
        let reader = Reader::on(&around.bus, &around.home().join("run")).await?;
        let (base, seed) = (format!("--sandbox={}", sandbox.base_url()), format!("--seed={SEED}"));
        let arguments = [&[base.as_str(), seed.as_str()], arguments].concat();
        let window = Window::open_in(around, &arguments, alone).await?;
        // As a screen reader does: WebKit tells of changes where somebody has looked.
        reader.page().await?;
        Ok(Self { name, window, reader, control, sandbox, text: String::new(), faults: Vec::new() })
    }

    pub(super) fn page(&self) -> Page {
        self.window.page.clone()
    }

    /// The system's browser.
    pub(super) fn browser(&self) -> &Inbox {
        &self.window.around.inbox
    }

    /// What was announced on the way to where the story begins is not part of it.
    pub(super) async fn skip(&self, announced: &[&str]) -> Result<()> {
        self.settled(announced).await?;
        self.reader.said();
        Ok(())
    }

    /// The world goes on by so many seconds.
    pub(super) async fn later(&self, seconds: u32) -> Result<()> {
        self.turn("clock", json!({ "advanceSeconds": seconds })).await
    }

    /// Tells the sandbox something.
    pub(super) async fn turn(&self, to: &str, with: Value) -> Result<()> {
        self.control.quiet().await?;
        let with = with.as_object().context("not an object")?.clone();
        self.control.turn(&Turn::Post { to: to.to_owned(), with }).await
    }

    /// Writes down where the focus is after a step, what was announced on the way, and what there is to read: the dialog
    /// that is open, or the main part.
    pub(super) async fn step(&mut self, what: &str, announced: &[&str]) -> Result<()> {
        self.write(what, announced, false).await
    }

    /// The same with what stands around the main part.
    pub(super) async fn whole(&mut self, what: &str, announced: &[&str]) -> Result<()> {
        self.write(what, announced, true).await
    }

    /// These were announced, and nothing is left under way.
    async fn settled(&self, announced: &[&str]) -> Result<()> {
        for words in announced {
            self.reader.hears(words).await?;
        }
        tokio::try_join!(self.control.quiet(), self.reader.still())?;
        Ok(())
    }

    async fn write(&mut self, what: &str, announced: &[&str], whole: bool) -> Result<()> {
        self.settled(announced).await.with_context(|| format!("{}: {what}", self.name))?;
        let mut page = self.reader.page().await?;
        // A focus that comes late is not lost.
        let begun = Instant::now();
        while page.focus().is_none() && begun.elapsed() < LATE {
            self.reader.still().await?;
            page = self.reader.page().await?;
        }
        let Some(main) = page.first("dialog").or_else(|| page.first("main")) else {
            bail!("{}: {what}: there is no main part in {:#?}", self.name, page.lines());
        };
        let focus = page.focus().map(Node::line);
        if focus.is_none() {
            self.faults.push(format!("{what}: nothing has the focus"));
        }
        self.faults.extend(page.nameless().into_iter().map(|fault| format!("{what}: no name: {fault}")));

        let mut lines = vec![format!("# {what}")];
        lines.push(format!("focus: {}", focus.as_deref().unwrap_or("nowhere")));
        let said = self.reader.said().into_iter().filter(|sentence| !PASSING.contains(&sentence.as_str()));
        lines.extend(said.map(|sentence| format!("said: {sentence}")));
        let mut read = if whole { page.lines() } else { main.lines() };
        // What was announced before stands in the page's last region, and was written down when it was.
        if whole && let Some(region) = read.iter().rposition(|line| line == "  status") {
            read.truncate(region + 1);
        }
        lines.extend(read.into_iter().map(|line| format!("  {line}")));
        self.text.push_str(&self.masked(&lines.join("\n")));
        self.text.push_str("\n\n");
        Ok(())
    }

    /// What is another in each run.
    fn masked(&self, text: &str) -> String {
        // The seconds until a passcode covers itself are the machine's own.
        let covers = |line: &str| match line.split_once("Covers again in ") {
            Some((before, _)) => format!("{before}Covers again in N seconds.\""),
            None => line.to_owned(),
        };
        let text = text.replace(self.sandbox.base_url(), "http://sandbox");
        text.lines().map(covers).collect::<Vec<_>>().join("\n")
    }

    /// Closes the window; nothing was wrong, and what was told is what is kept.
    pub(super) async fn end(self) -> Result<()> {
        let kept = Path::new(env!("CARGO_MANIFEST_DIR")).join("desktop/transcripts");
        let file = kept.join(format!("{}.txt", self.name));
        let text = format!("{}\n", self.text.trim_end());
        let (name, faults) = (self.name, self.faults);
        self.window.close().await?;
        if std::env::var_os("SATCHEL_WRITE_TRANSCRIPTS").is_some() {
            std::fs::create_dir_all(&kept)?;
            std::fs::write(&file, &text)?;
        }
        ensure!(faults.is_empty(), "{name}:\n{}", faults.join("\n"));
        let before = std::fs::read_to_string(&file).with_context(|| {
            format!("there is no {}: SATCHEL_WRITE_TRANSCRIPTS=1 writes it", file.display())
        })?;
        if let Some(differs) = difference(&spoken_last(&before), &spoken_last(&text)) {
            let told = told_instead(name, &text)?;
            bail!("{name} is told otherwise (whole: {}):\n{differs}", told.display());
        }
        Ok(())
    }
}

/// Where what was told instead can be read.
fn told_instead(name: &str, text: &str) -> Result<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/transcripts");
    std::fs::create_dir_all(&folder)?;
    let file = folder.join(format!("{name}.txt"));
    std::fs::write(&file, text)?;
    Ok(file)
}

/// The transcript with all that was announced behind its steps. What is announced and in which order is always the same; on
/// a busy machine it may be heard a step later.
fn spoken_last(text: &str) -> String {
    let (said, steps): (Vec<&str>, Vec<&str>) = text.lines().partition(|line| line.starts_with("said: "));
    [steps, vec!["# announced, one after the other"], said].concat().join("\n")
}

/// What differs, line by line, with the step in which it does: `-` what is kept, `+` what was told.
fn difference(kept: &str, told: &str) -> Option<String> {
    let (kept, told): (Vec<&str>, Vec<&str>) = (kept.lines().collect(), told.lines().collect());
    let mut lines = Vec::new();
    let mut step = "";
    // Length of the longest common part from here on.
    let mut common = vec![vec![0_usize; told.len() + 1]; kept.len() + 1];
    for (k, one) in kept.iter().enumerate().rev() {
        for (t, other) in told.iter().enumerate().rev() {
            common[k][t] =
                if one == other { common[k + 1][t + 1] + 1 } else { common[k + 1][t].max(common[k][t + 1]) };
        }
    }
    let (mut k, mut t) = (0, 0);
    let mut said = "";
    while k < kept.len() || t < told.len() {
        if k < kept.len() && t < told.len() && kept[k] == told[t] {
            if kept[k].starts_with("# ") {
                step = kept[k];
            }
            (k, t) = (k + 1, t + 1);
            continue;
        }
        if said != step {
            lines.push(step.to_owned());
            said = step;
        }
        if t == told.len() || (k < kept.len() && common[k + 1][t] >= common[k][t + 1]) {
            lines.push(format!("- {}", kept[k]));
            k += 1;
        } else {
            lines.push(format!("+ {}", told[t]));
            t += 1;
        }
    }
    Some(lines.join("\n")).filter(|lines| !lines.is_empty())
}

#[test]
fn what_is_heard_a_step_later_is_no_difference_and_what_is_not_heard_is_one() {
    let [kept, later, less] = [
        "# one\nfocus: A\nsaid: Hello.\n# two\nfocus: B",
        "# one\nfocus: A\n# two\nfocus: B\nsaid: Hello.",
        "# one\nfocus: A\n# two\nfocus: B",
    ]
    .map(spoken_last);
    assert_eq!(difference(&kept, &later), None);
    assert_eq!(difference(&kept, &less).as_deref(), Some("# announced, one after the other\n- said: Hello."));
}

#[test]
fn a_difference_names_the_step_and_both_lines() {
    let kept = "# one\nfocus: button \"A\"\n# two\nfocus: button \"B\"\n";
    assert_eq!(difference(kept, kept), None);
    let told = "# one\nfocus: button \"A\"\n# two\nfocus: nowhere\nsaid: Hello.\n";
    assert_eq!(
        difference(kept, told).unwrap(),
        "# two\n- focus: button \"B\"\n+ focus: nowhere\n+ said: Hello."
    );
}
