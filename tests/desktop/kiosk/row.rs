//! Visits in a row under one supervisor: what each leaves, and what the supervisor holds after all of them.

use anyhow::{Context as _, Result, ensure};

use super::rig::{ATTACHING, Kiosk, Visit};
use crate::canary::finds;

/// A number that the environment names, for longer runs.
fn from_environment(name: &str) -> Option<u32> {
    std::env::var(name).ok()?.parse().ok()
}

/// Marked patients, one after the other, under one supervisor. `SATCHEL_KIOSK_VISITS` says how many visits, 3 unless said;
/// `SATCHEL_KIOSK_WINDOWS`, how many of them sign in and make a code, all unless said; the others begin and leave. After
/// each, what it left is looked for in every file and in what was said; after each that signed in, and after the last, in
/// the supervisor's memory too.
#[tokio::test]
async fn visit_after_visit_leaves_no_mark() -> Result<()> {
    let visits = from_environment("SATCHEL_KIOSK_VISITS").unwrap_or(3);
    let whole = from_environment("SATCHEL_KIOSK_WINDOWS").unwrap_or(visits).clamp(1, visits);
    let kiosk = Kiosk::open(|config| config).await?;
    let supervisor = kiosk.supervisor.id().context("the supervisor is gone")?;
    // Until here everything that it ever needs has been there once.
    let settled = (visits / 10).min(50);
    let mut marks = Vec::new();
    let mut before: Option<Visit> = None;
    let (mut then, mut last, mut unheard) = (0, 0, 0);
    for number in 0..visits {
        let visit = kiosk.visit(before.as_ref()).await?;
        // The proof of the visit before goes by itself: it may be over when this looks.
        if number > 0 && visit.page.screen().await? == "proof" {
            let _ = tokio::time::timeout(ATTACHING, visit.page.press("kiosk-over-now")).await;
        }
        visit.page.on_screen("attract").await?;
        let signs_in = number.is_multiple_of(visits / whole);
        if signs_in {
            let (person, name) =
                if number.is_multiple_of(2) { ("rosa", "Delgado") } else { ("mateo", "Quispe") };
            visit.sign_in(person).await?;
            let link = visit.share().await?;
            marks.extend([name.to_owned(), link[link.len() - 48..].to_owned()]);
        } else {
            unheard += visit.begin().await?;
        }
        visit.end_by("kiosk-done").await?;
        let next = kiosk.process(Some(visit.pid)).await?;
        ensure!(next != visit.pid, "the same process");
        kiosk.leaves_none_of(&marks).with_context(|| format!("visit {number}"))?;
        if signs_in || number + 1 == visits {
            let held = finds(&memory(supervisor)?, &marks);
            ensure!(held.is_none(), "visit {number}: the supervisor's memory holds {held:?}");
        }
        last = resident(supervisor)?;
        if number <= settled {
            then = last;
        }
        // A long row says where it is.
        if (number + 1).is_multiple_of(25) {
            println!("visit {} of {visits}: {last} KiB, {unheard} touches unheard", number + 1);
        }
        before = Some(visit);
    }
    println!(
        "{visits} visits in the window, {} signed in, 0 findings, {unheard} touches unheard; the supervisor held {then} KiB after visit {} and {last} KiB after the last",
        marks.len() / 2,
        settled + 1
    );
    // Most of what it holds is there from its start; nothing grows with visits.
    ensure!(last * 100 <= then * 105, "it grew from {then} to {last} KiB");
    Ok(())
}

/// Kibibytes that a process holds in memory.
fn resident(pid: u32) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status"))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:")).context("no VmRSS")?;
    Ok(line.split_whitespace().nth(1).context("no number")?.parse()?)
}

/// Everything that a process may write to in its memory, where this account may read it.
fn memory(pid: u32) -> Result<Vec<u8>> {
    use std::io::{Read as _, Seek as _, SeekFrom};
    let Ok(mut memory) = std::fs::File::open(format!("/proc/{pid}/mem")) else { return Ok(Vec::new()) };
    let mut all = Vec::new();
    for line in std::fs::read_to_string(format!("/proc/{pid}/maps"))?.lines() {
        let mut parts = line.split_whitespace();
        let (Some(range), Some(rights)) = (parts.next(), parts.next()) else { continue };
        let Some((from, to)) = range.split_once('-') else { continue };
        if !rights.starts_with("rw") {
            continue;
        }
        let (from, to) = (u64::from_str_radix(from, 16)?, u64::from_str_radix(to, 16)?);
        // What was only set aside holds nothing.
        let mut part = vec![0; usize::try_from(to - from)?.min(64 << 20)];
        if memory.seek(SeekFrom::Start(from)).is_ok() && memory.read_exact(&mut part).is_ok() {
            all.extend_from_slice(&part);
        }
    }
    Ok(all)
}
