//! Does a retrieval survive being killed? A child process retrieves and imports; this one kills it, lets another go on,
//! and compares what is kept with what an undisturbed one keeps.

use std::collections::BTreeSet;
use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::{Value, json};
use store::{AuditCheck, RecordFilter};

use crate::apart::{Apart, Elsewhere};

/// Where a child of the store's own test ends (`store::hold`).
const STOP: &str = "SATCHEL_STORE_STOP";
/// The store's places, on the way of a retrieval.
const POINTS: [&str; 8] = [
    "commit-began",
    "commit-changed",
    "commit-audited",
    "commit-committed",
    "document-began",
    "document-chunk",
    "document-finishing",
    "document-finished",
];
/// A child that has not come to its point, or to its end, after this long never will.
const PATIENCE: Duration = Duration::from_mins(2);

/// How much is tried.
#[derive(Clone, Copy, Debug)]
pub struct Trial {
    /// Documents that are retrieved, beside the odd ones.
    pub documents: usize,
    /// Kills at random moments.
    pub random: u32,
    /// The store's places are tried at every so many of their passings; 1: at every one; 0: not at all, where the store
    /// is built without them.
    pub every: usize,
    /// The same of the place behind each single change, which is passed by the hundred.
    pub every_change: usize,
}

/// What came of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Survived {
    /// How often everything was as it should be.
    pub survived: u32,
    /// How often it was killed.
    pub of: u32,
}

/// The child: retrieves until all is here, says `passed POINT` … and at the end `kept …`.
pub async fn lead(elsewhere: &Elsewhere, folder: &Path) -> Result<()> {
    let apart = Apart::new(elsewhere, folder).await?;
    apart.enter().await?;
    apart.documents().await?;
    apart.words().await?;
    let kept = kept(&apart).await?;
    workflow::Core::leave(&apart.core).await;
    let mut out = std::io::stdout().lock();
    Ok(writeln!(out, "kept {kept}").and_then(|()| out.flush())?)
}

/// What is kept, as one line: every document with its provenance, and whether the trail is whole.
async fn kept(apart: &Apart) -> Result<String> {
    let store = workflow::store_of(&apart.core)?;
    let mut lines = BTreeSet::new();
    let theirs = RecordFilter { network: Some("health-gorilla".to_owned()), ..RecordFilter::default() };
    for record in store.records(theirs).await? {
        let provenance: Value = serde_json::from_str(&record.provenance)?;
        let documents = store.documents_of(record.id).await?;
        ensure!(documents.len() <= 1, "a record has two documents");
        let document = documents.first();
        if let Some(document) = document {
            let mut reader = store.document(document.about.id).await?.context("a document that is gone")?;
            while reader.next_chunk().await?.is_some() {}
        }
        let what = (
            &record.resource_type,
            &record.resource_id,
            &record.place_id,
            provenance["target"][0]["reference"].as_str(),
            provenance["agent"][0]["who"]["identifier"]["value"].as_str(),
            // The hash of the content, where there is one.
            provenance["entity"][3]["what"]["identifier"]["value"].as_str(),
            document.map(|document| (document.length, document.sha256)),
            store.listed(record.id).await?.map(|line| (line.kind, line.copies, line.places, line.row)),
        );
        ensure!(lines.insert(format!("{what:?}")), "a document is kept twice: {}", record.resource_id);
    }
    for aside in store.documents_aside().await? {
        ensure!(lines.insert(format!("aside {}", aside.resource_id)), "one is set aside twice");
    }
    for words in ["letter", "seen well"] {
        let words = store::ListFilter { words: Some(words.to_owned()), ..store::ListFilter::default() };
        lines.insert(format!("found {}", store.count_list(words, u32::MAX).await?));
    }
    let strays = store.count_strays().await?;
    ensure!(strays == 0, "{strays} documents belong to nothing");
    ensure!(matches!(store.verify_audit().await?, AuditCheck::Whole { .. }), "the trail is broken");
    store.verify_file().await?;
    let text = lines.into_iter().collect::<Vec<_>>().join("\n");
    let hash = store::content_hash(text.as_bytes());
    Ok(format!("{} {:?}", text.lines().count(), hash))
}

/// Kills and compares. `child` makes the command that calls [`lead`].
pub fn kill(
    elsewhere: &Elsewhere,
    child: &dyn Fn(&Path) -> Command,
    trial: Trial,
    tell: &mut dyn FnMut(&str),
) -> Result<Survived> {
    put(elsewhere, trial.documents)?;
    let folder = tempfile::tempdir()?;
    let began = Instant::now();
    let whole = undisturbed(&mut child(folder.path()))?;
    let length = began.elapsed();
    tell(&format!("undisturbed: {} in {length:.1?}", whole.split(' ').next().unwrap_or_default()));

    let mut result = Survived::default();
    let mut note = |what: &str, outcome: Result<()>, result: &mut Survived| {
        result.of += 1;
        match outcome {
            Ok(()) => result.survived += 1,
            Err(why) => tell(&format!("killed at {what}: {why:#}")),
        }
    };
    for point in POINTS.into_iter().filter(|_| trial.every > 0) {
        let step = if point == "commit-changed" { trial.every_change } else { trial.every };
        for passing in (1..).step_by(step) {
            let folder = tempfile::tempdir()?;
            let place = format!("{point}:{passing}");
            match kill_at(child(folder.path()).env(STOP, &place), point)? {
                // Passed so often, it came to its own end.
                End::Over => break,
                End::Killed => {}
            }
            note(&place, goes_on(&mut child(folder.path()), &whole), &mut result);
        }
    }
    let mut dice = Dice(20_261_126);
    for number in 0..trial.random {
        let folder = tempfile::tempdir()?;
        let most = u64::try_from(length.as_micros()).unwrap_or(u64::MAX);
        // Twice in a row, so that a life that was killed is killed again.
        for _ in 0..=number % 2 {
            kill_after(&mut child(folder.path()), Duration::from_micros(dice.below(most)))?;
        }
        note(&format!("random {number}"), goes_on(&mut child(folder.path()), &whole), &mut result);
    }
    Ok(result)
}

/// Puts documents there: many of a kind, two that are the same, one of somebody else, one that is large.
fn put(elsewhere: &Elsewhere, documents: usize) -> Result<()> {
    use base64::Engine as _;
    let paper = |title: &str, content_type: &str, bytes: &[u8]| {
        let base64 = base64::engine::general_purpose::STANDARD.encode(bytes);
        json!({ "title": title, "contentType": content_type, "base64": base64 })
    };
    let strange = "<?xml version=\"1.0\"?><ClinicalDocument xmlns=\"urn:hl7-org:v3\"><recordTarget><patientRole><patient>\
        <name><given>Winifred</given><family>Ashgrove</family></name><birthTime value=\"19510202\"/>\
        </patient></patientRole></recordTarget></ClinicalDocument>";
    let large = vec![7; 1_300_000];
    let papers = json!({
        "papers": [
            paper("A letter", "text/plain", b"Seen and well."),
            paper("The same letter", "text/plain", b"Seen and well."),
            paper("Not hers", "text/xml", strange.as_bytes()),
            paper("A scan", "image/tiff", &large),
        ],
        "bulk": { "count": documents, "bytes": 3000 },
        "sources": 7,
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let client = reqwest::Client::builder().no_proxy().build()?;
        let url = format!("{}/control/people/rosa/papers", elsewhere.base);
        let told = client.post(url).bearer_auth(&elsewhere.control).json(&papers).send().await?;
        told.error_for_status()?;
        Ok(())
    })
}

fn goes_on(command: &mut Command, whole: &str) -> Result<()> {
    let kept = undisturbed(command)?;
    ensure!(kept == whole, "it ended with something else");
    Ok(())
}

/// Lets a child come to its end; answers what it keeps.
fn undisturbed(command: &mut Command) -> Result<String> {
    let (mut child, lines) = start(command)?;
    let until = Instant::now() + PATIENCE;
    let mut kept = None;
    loop {
        match lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(line) => kept = line.split_once("kept ").map(|(_, kept)| kept.to_owned()).or(kept),
            Err(mpsc::RecvTimeoutError::Disconnected) => break,
            Err(mpsc::RecvTimeoutError::Timeout) => {
                end(&mut child)?;
                bail!("it never came to its end");
            }
        }
    }
    child.wait()?;
    kept.context("it ended and kept nothing")
}

enum End {
    Killed,
    Over,
}

fn kill_at(command: &mut Command, point: &str) -> Result<End> {
    let (mut child, lines) = start(command)?;
    let until = Instant::now() + PATIENCE;
    let here = format!("at {point}");
    let ended = loop {
        match lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
            Ok(line) if line.ends_with(&here) => break Ok(End::Killed),
            Ok(_) => {}
            Err(mpsc::RecvTimeoutError::Disconnected) => break Ok(End::Over),
            Err(mpsc::RecvTimeoutError::Timeout) => break Err(anyhow::anyhow!("it never came there")),
        }
    };
    end(&mut child)?;
    ended
}

fn kill_after(command: &mut Command, after: Duration) -> Result<()> {
    let (mut child, _lines) = start(command)?;
    std::thread::sleep(after);
    end(&mut child)
}

fn start(command: &mut Command) -> Result<(Child, mpsc::Receiver<String>)> {
    let command = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
    // Nobody's keychain: the copy is behind a passphrase.
    let command = command.env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent");
    let mut child = command.spawn()?;
    let out = child.stdout.take().context("standard output")?;
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            if tell.send(line).is_err() {
                break;
            }
        }
    });
    Ok((child, told))
}

/// On Unix this is SIGKILL.
fn end(child: &mut Child) -> Result<()> {
    child.kill()?;
    child.wait()?;
    Ok(())
}

/// `SplitMix64`: repeatable, and random enough for moments.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end.max(1)
    }
}
