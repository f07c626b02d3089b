//! A clinic's kiosk in its real window, with its supervisor: visits to their end, a process that is killed, and what is
//! looked for afterwards.

use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use tests::driver::{Driver, free_port};
use tests::page::Page;
use tests::patient::{Answer, visit};
use tests::picture::read_qr;
use tokio::process::{Child, Command};
use url::Url;

use crate::canary::{below, finds};
use crate::surroundings::Surroundings;
use crate::{ONE_AT_A_TIME, app, pictures};

/// The demo's own organisation, with its kiosk, as a settings file for a separate sandbox.
const ORGANISATION: &str = include_str!("../../src-tauri/src/demo.toml");
/// As long a slow machine may take until a window stands.
const PATIENCE: Duration = Duration::from_mins(1);
/// How long a driver may take to find the window before another one is sent.
const ATTACHING: Duration = Duration::from_secs(5);
/// The staff's PIN of the demo's clinic.
const STAFF_PIN: &str = "2468";

/// Keeps a picture, if somebody wants to look at it.
async fn look(page: &Page, name: &str) -> Result<()> {
    if let Some(folder) = pictures("kiosk") {
        std::fs::create_dir_all(&folder)?;
        std::fs::write(folder.join(format!("{name}.png")), page.picture().await?)?;
    }
    Ok(())
}

struct Kiosk {
    around: Surroundings,
    supervisor: Child,
    target: String,
    sandbox: sandbox::Sandbox,
    _alone: tokio::sync::MutexGuard<'static, ()>,
}

/// One visit's window.
struct Visit {
    page: Page,
    pid: u32,
    _driver: Driver,
}

impl Kiosk {
    /// `change`: what the settings file says otherwise.
    async fn open(change: impl FnOnce(String) -> String) -> Result<Self> {
        let alone = ONE_AT_A_TIME.lock().await;
        let sandbox = sandbox::spawn(sandbox::Options { speed: 60.0, ..Default::default() }).await?;
        let origin = sandbox.base_url().trim_end_matches('/').to_owned();
        let config = ORGANISATION
            .replace("http://127.0.0.1:1\"", &format!("{origin}\""))
            .replace("http://127.0.0.1:1/", &format!("{origin}/"));
        let around = Surroundings::new().await?;
        let file = around.home().join("organisation.toml");
        std::fs::write(&file, change(config))?;
        let target = format!("127.0.0.1:{}", free_port()?);
        let output = || std::fs::File::options().create(true).append(true).open(around.output());
        let supervisor = Command::new(app()?)
            .arg("--kiosk")
            .arg(format!("--config={}", file.display()))
            .arg(format!("--data-dir={}", around.copies().display()))
            .envs(around.environment()?)
            .env("WEBKIT_INSPECTOR_SERVER", &target)
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdin(Stdio::null())
            .stdout(output()?)
            .stderr(output()?)
            .kill_on_drop(true)
            .spawn()?;
        Ok(Self { around, supervisor, target, sandbox, _alone: alone })
    }

    /// The process of a visit that is not `before`.
    async fn process(&self, before: Option<u32>) -> Result<u32> {
        let begun = Instant::now();
        loop {
            if let Some(pid) = self.visits()?.into_iter().find(|pid| Some(*pid) != before) {
                return Ok(pid);
            }
            ensure!(begun.elapsed() < PATIENCE, "no visit began:\n{}", self.said());
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
    }

    /// Processes that are a visit's.
    fn visits(&self) -> Result<Vec<u32>> {
        let own = self.supervisor.id().context("the supervisor is gone")?;
        let mut found = Vec::new();
        for entry in std::fs::read_dir("/proc")?.flatten() {
            let Ok(pid) = entry.file_name().to_string_lossy().parse::<u32>() else { continue };
            let arguments = std::fs::read(entry.path().join("cmdline")).unwrap_or_default();
            let stat = std::fs::read_to_string(entry.path().join("stat")).unwrap_or_default();
            let parent = stat.rsplit_once(") ").and_then(|(_, rest)| rest.split(' ').nth(1)?.parse().ok());
            let is_visit = arguments.split(|byte| *byte == 0).any(|one| one == b"--kiosk-visit");
            if is_visit && parent == Some(own) {
                found.push(pid);
            }
        }
        Ok(found)
    }

    /// Drives the window of the next visit.
    async fn visit(&self, before: Option<&Visit>) -> Result<Visit> {
        let pid = self.process(before.map(|visit| visit.pid)).await?;
        let begun = Instant::now();
        loop {
            // The window listens a moment after its process is there.
            let driver = Driver::webkit_at(&self.target).await?;
            match tokio::time::timeout(ATTACHING, driver.attach()).await {
                Ok(Ok(window)) => {
                    // The window goes with its visit, and whoever says goodbye to it waits for an answer.
                    window.clone().leak()?;
                    return Ok(Visit { page: Page(window), pid, _driver: driver });
                }
                // A driver that came before the window waits for ever.
                Ok(Err(_)) | Err(_) if begun.elapsed() < PATIENCE => {
                    tokio::time::sleep(Duration::from_millis(200)).await;
                }
                Ok(Err(error)) => bail!("{error:#}\n{}", self.said()),
                Err(_) => bail!("the window is not there\n{}", self.said()),
            }
        }
    }

    /// What the supervisor and its visits wrote.
    fn said(&self) -> String {
        std::fs::read_to_string(self.around.output()).unwrap_or_default()
    }

    fn folders_of_visits(&self) -> Result<Vec<PathBuf>> {
        let entries = std::fs::read_dir(self.around.home().join("run"))?.flatten().map(|entry| entry.path());
        Ok(entries.filter(|path| path.to_string_lossy().contains("satchel-visit-")).collect())
    }

    /// The numbers that are kept.
    fn log(&self) -> String {
        std::fs::read_to_string(self.around.copies().join("kiosk/visits.log")).unwrap_or_default()
    }
}

impl Visit {
    /// Presses what ends the visit. The window may be gone before it has said that it was pressed.
    async fn end_by(&self, id: &str) -> Result<()> {
        self.page.find(id).await?;
        let _ = tokio::time::timeout(ATTACHING, self.page.press(id)).await;
        Ok(())
    }

    /// Signs in on a phone whose camera sees the screen.
    async fn sign_in(&self, person: &str) -> Result<()> {
        self.page.press("kiosk-start-en").await?;
        self.page.press("kiosk-show-my-records").await?;
        self.page.find("kiosk-qr").await?;
        let address = read_qr(&self.page.picture().await?)?;
        visit(&Url::parse(&address)?, Answer::Approve, &[("person", person)]).await?;
        Ok(())
    }
}

#[tokio::test]
async fn a_visit_goes_from_the_first_touch_to_checks_that_passed_and_leaves_nothing() -> Result<()> {
    let kiosk = Kiosk::open(|config| config).await?;
    let one = kiosk.visit(None).await?;
    one.page.on_screen("attract").await?;
    look(&one.page, "kiosk-attract").await?;
    one.sign_in("rosa").await?;
    one.page
        .until("it is neither Home nor a question", async || {
            Ok(["home", "permission", "terms"].contains(&one.page.screen().await?.as_str()))
        })
        .await?;
    if one.page.screen().await? == "permission" {
        one.page.press("kiosk-permission-yes").await?;
        one.page.press("kiosk-begun-stay").await?;
    }
    one.page.on_screen("home").await?;
    ensure!(one.page.text("kiosk-who").await? == "R. D.", "not the initials alone");
    look(&one.page, "kiosk-home").await?;
    one.page.press("kiosk-share").await?;
    one.page.on_screen("share").await?;
    one.page.find("share-qr").await?;
    let link = read_qr(&one.page.picture().await?)?;
    look(&one.page, "kiosk-share").await?;
    one.page.press("kiosk-scanned").await?;
    one.page.press("kiosk-show-passcode").await?;
    one.page.find("kiosk-cover").await?;
    look(&one.page, "kiosk-passcode").await?;
    one.end_by("kiosk-done").await?;
    let two = kiosk.visit(Some(&one)).await?;
    two.page.on_screen("proof").await?;
    look(&two.page, "kiosk-proof").await?;
    let checks = two.page.text("kiosk-checks").await?;
    for check in ["Signed out", "Page closed", "Folder gone", "No file found", "Safe not used"] {
        ensure!(checks.contains(check), "{check} is not in\n{checks}");
    }
    ensure!(kiosk.folders_of_visits()?.len() == 1, "another visit's folder is there");
    let log = kiosk.log();
    ensure!(log.contains("\"end\":\"done\"") && log.contains("\"failed\":0"), "{log}");
    for mark in ["Delgado", "Rosa", &link[link.len() - 40..]] {
        ensure!(!log.contains(mark) && !kiosk.said().contains(mark), "{mark} is written somewhere");
    }
    two.page.press("kiosk-over-now").await?;
    two.page.on_screen("attract").await
}

#[tokio::test]
async fn a_visit_that_is_killed_makes_room_for_the_next() -> Result<()> {
    let kiosk = Kiosk::open(|config| config).await?;
    let one = kiosk.visit(None).await?;
    one.sign_in("rosa").await?;
    one.page.find("kiosk-who").await?;
    let killed = Instant::now();
    ensure!(Command::new("kill").args(["-9", &one.pid.to_string()]).status().await?.success(), "not killed");
    let two = kiosk.visit(Some(&one)).await?;
    two.page.on_screen("attract").await?;
    // A figure for whoever looks (`--nocapture`); how fast a busy machine is proves nothing.
    println!("the next visit stood {:?} after the kill, its driver included", killed.elapsed());
    ensure!(!two.page.has("kiosk-who").await?, "somebody is still there");
    ensure!(kiosk.log().contains("\"end\":\"crashed\""), "{}", kiosk.log());
    Ok(())
}

#[tokio::test]
async fn a_file_that_a_visit_leaves_locks_the_kiosk_until_staff_open_it() -> Result<()> {
    let kiosk = Kiosk::open(|config| config).await?;
    let one = kiosk.visit(None).await?;
    one.page.press("kiosk-start-es").await?;
    one.page.find("kiosk-done").await?;
    let left = kiosk.around.home().join("tmp/satchel-left-behind");
    std::fs::write(&left, "a picture")?;
    one.end_by("kiosk-done").await?;
    let two = kiosk.visit(Some(&one)).await?;
    two.page.on_screen("locked").await?;
    look(&two.page, "kiosk-locked").await?;
    ensure!(!two.page.has("kiosk-start-en").await?, "somebody could begin");
    std::fs::remove_file(&left)?;
    two.page.press("kiosk-staff").await?;
    for digit in STAFF_PIN.chars() {
        two.page.press(&format!("kiosk-digit-{digit}")).await?;
    }
    two.page.press("kiosk-pin-enter").await?;
    two.page.on_screen("staff").await?;
    two.page.find("kiosk-self-network").await?;
    look(&two.page, "kiosk-staff").await?;
    ensure!(two.page.attribute("kiosk-self-last-wipe", "data-state").await?.as_deref() == Some("needs-you"));
    two.end_by("kiosk-open").await?;
    let three = kiosk.visit(Some(&two)).await?;
    three.page.on_screen("attract").await
}

#[tokio::test]
async fn without_a_staff_pin_there_is_no_kiosk_and_a_sentence_says_so() -> Result<()> {
    let mut kiosk = Kiosk::open(|config| {
        let (before, _) = config.split_once("staff_pin").unwrap_or((&config, ""));
        format!("{before}staff_pin = \"YOUR-PIN-HASH\"\n")
    })
    .await?;
    let ended = tokio::time::timeout(PATIENCE, kiosk.supervisor.wait()).await??;
    ensure!(!ended.success(), "it started");
    ensure!(kiosk.said().contains("does not start without a staff PIN"), "{}", kiosk.said());
    drop(kiosk.sandbox);
    Ok(())
}

/// Marked patients, one after the other; `SATCHEL_KIOSK_WINDOWS` says how many visits, 3 unless said. After each, what the
/// visit before left is looked for: in every file, in what was said, and in the supervisor's memory.
#[tokio::test]
async fn visit_after_visit_leaves_no_mark() -> Result<()> {
    let visits: u32 =
        std::env::var("SATCHEL_KIOSK_WINDOWS").ok().and_then(|count| count.parse().ok()).unwrap_or(3);
    let kiosk = Kiosk::open(|config| config).await?;
    let supervisor = kiosk.supervisor.id().context("the supervisor is gone")?;
    let mut before: Option<Visit> = None;
    let (mut first, mut last) = (0, 0);
    for number in 0..visits {
        let visit = kiosk.visit(before.as_ref()).await?;
        // The proof of the visit before goes by itself: it may be over when this looks.
        if number > 0 && visit.page.screen().await? == "proof" {
            let _ = tokio::time::timeout(ATTACHING, visit.page.press("kiosk-over-now")).await;
        }
        visit.page.on_screen("attract").await?;
        let (person, name) = if number.is_multiple_of(2) { ("rosa", "Delgado") } else { ("mateo", "Quispe") };
        visit.sign_in(person).await?;
        visit.page.find("kiosk-who").await?;
        for way_on in ["kiosk-terms-accept", "kiosk-permission-yes", "kiosk-begun-stay"] {
            if visit.page.find_within(way_on, Duration::from_secs(2)).await.is_ok() {
                visit.page.press(way_on).await?;
            }
        }
        visit.page.press("kiosk-share").await?;
        visit.page.find("share-qr").await?;
        let link = read_qr(&visit.page.picture().await?)?;
        visit.end_by("kiosk-done").await?;
        let next = kiosk.process(Some(visit.pid)).await?;
        let marks = [name.to_owned(), link[link.len() - 48..].to_owned()];
        let mut files = Vec::new();
        below(kiosk.around.home(), &mut files)?;
        for file in files {
            let found = finds(&std::fs::read(&file).unwrap_or_default(), &marks);
            ensure!(found.is_none(), "visit {number}: {found:?} in {}", file.display());
        }
        let held = finds(&memory(supervisor)?, &marks);
        ensure!(held.is_none(), "visit {number}: the supervisor's memory holds {held:?}");
        last = resident(supervisor)?;
        if number == 0 {
            first = last;
        }
        ensure!(next != visit.pid, "the same process");
        before = Some(visit);
    }
    println!(
        "{visits} visits in the window, 0 findings; the supervisor held {first} KiB after the first, {last} KiB after the last"
    );
    // Most of what it holds is there from its start; nothing grows with visits.
    ensure!(last * 100 <= first * 110, "it grew from {first} to {last} KiB");
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
