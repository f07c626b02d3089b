//! A clinic's kiosk in its real window, with its supervisor: visits to their end, with touches and with keys alone; a
//! process that is killed, a plug that is pulled, a network and a page that hang; and what is looked for afterwards.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use tests::driver::{Driver, free_port};
use tests::page::Page;
use tests::patient::{Answer, visit};
use tests::picture::read_qr;
use tests::play::Control;
use thirtyfour::Key;
use tokio::process::{Child, Command};
use url::Url;

use sandbox::story::Turn;

use crate::canary::{below, finds};
use crate::keyboard::{enter, press_key, tab_to};
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
/// What may stand between a sign-in and Home.
const WAYS_ON: [&str; 3] = ["kiosk-terms-accept", "kiosk-permission-yes", "kiosk-begun-stay"];

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
    config: PathBuf,
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

/// Starts a kiosk's supervisor.
fn started(around: &Surroundings, config: &Path, target: &str) -> Result<Child> {
    let output = || std::fs::File::options().create(true).append(true).open(around.output());
    Ok(Command::new(app()?)
        .arg("--kiosk")
        .arg(format!("--config={}", config.display()))
        .arg(format!("--data-dir={}", around.copies().display()))
        .envs(around.environment()?)
        .env("WEBKIT_INSPECTOR_SERVER", target)
        .env("TAURI_WEBVIEW_AUTOMATION", "true")
        .stdin(Stdio::null())
        .stdout(output()?)
        .stderr(output()?)
        .kill_on_drop(true)
        .spawn()?)
}

async fn kill(signal: &str, pid: u32) -> Result<()> {
    ensure!(
        Command::new("kill").args([signal, &pid.to_string()]).status().await?.success(),
        "{pid} got no {signal}"
    );
    Ok(())
}

/// Waits until there is no such process.
async fn gone(pid: u32) -> Result<()> {
    let begun = Instant::now();
    while Path::new(&format!("/proc/{pid}")).exists() {
        ensure!(begun.elapsed() < PATIENCE, "process {pid} runs on");
        tokio::time::sleep(Duration::from_millis(25)).await;
    }
    Ok(())
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
        let supervisor = started(&around, &file, &target)?;
        Ok(Self { around, config: file, supervisor, target, sandbox, _alone: alone })
    }

    /// Everything ends at once and nothing is told, as when the plug is pulled; then the computer starts again.
    async fn loses_power(&mut self) -> Result<()> {
        let visits = self.visits()?;
        self.supervisor.kill().await?;
        for pid in visits {
            kill("-9", pid).await?;
            gone(pid).await?;
        }
        self.target = format!("127.0.0.1:{}", free_port()?);
        self.supervisor = started(&self.around, &self.config, &self.target)?;
        Ok(())
    }

    /// How the sandbox is steered.
    fn control(&self) -> Result<Control> {
        Control::new(self.sandbox.base_url(), self.sandbox.control_token())
    }

    /// Finds none of these in any file below the kiosk's home.
    fn leaves_none_of(&self, marks: &[String]) -> Result<()> {
        let mut files = Vec::new();
        below(self.around.home(), &mut files)?;
        for file in files {
            let found = finds(&std::fs::read(&file).unwrap_or_default(), marks);
            ensure!(found.is_none(), "{found:?} is in {}", file.display());
        }
        Ok(())
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
        self.sign_in_on_the_phone(person).await
    }

    async fn sign_in_on_the_phone(&self, person: &str) -> Result<()> {
        self.page.find("kiosk-qr").await?;
        let address = read_qr(&self.page.picture().await?)?;
        visit(&Url::parse(&address)?, Answer::Approve, &[("person", person)]).await?;
        Ok(())
    }

    /// From a sign-in to Home, over what is asked on the way.
    async fn goes_home(&self, press: impl AsyncFn(&'static str) -> Result<()>) -> Result<()> {
        self.page.find("kiosk-who").await?;
        let begun = Instant::now();
        while self.page.screen().await? != "home" {
            ensure!(begun.elapsed() < PATIENCE, "Home never comes; {} is there", self.page.screen().await?);
            for way_on in WAYS_ON {
                if self.page.has(way_on).await? {
                    press(way_on).await?;
                    self.page.gone(way_on).await?;
                }
            }
        }
        Ok(())
    }

    /// From a sign-in to a code for the desk; gives back what a scanner reads.
    async fn share(&self) -> Result<String> {
        self.goes_home(async |id| self.page.press(id).await).await?;
        self.page.press("kiosk-share").await?;
        self.page.find("share-qr").await?;
        read_qr(&self.page.picture().await?)
    }
}

#[tokio::test]
async fn a_visit_goes_from_the_first_touch_to_checks_that_passed_and_leaves_nothing() -> Result<()> {
    let kiosk = Kiosk::open(|config| config).await?;
    let one = kiosk.visit(None).await?;
    one.page.on_screen("attract").await?;
    look(&one.page, "kiosk-attract").await?;
    one.sign_in("rosa").await?;
    one.goes_home(async |id| one.page.press(id).await).await?;
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
    kill("-9", one.pid).await?;
    let two = kiosk.visit(Some(&one)).await?;
    two.page.on_screen("attract").await?;
    // A figure for whoever looks (`--nocapture`); how fast a busy machine is proves nothing.
    println!("the next visit stood {:?} after the kill, its driver included", killed.elapsed());
    ensure!(!two.page.has("kiosk-who").await?, "somebody is still there");
    ensure!(kiosk.log().contains("\"end\":\"crashed\""), "{}", kiosk.log());
    Ok(())
}

/// What only a visit of Rosa's can have written, and her code.
fn marks_of(link: &str) -> [String; 2] {
    ["Delgado".to_owned(), link[link.len() - 48..].to_owned()]
}

#[tokio::test]
async fn a_plug_that_is_pulled_in_mid_visit_leads_to_the_first_screen_and_leaves_nothing() -> Result<()> {
    let mut kiosk = Kiosk::open(|config| config).await?;
    let one = kiosk.visit(None).await?;
    one.sign_in("rosa").await?;
    let link = one.share().await?;
    kiosk.loses_power().await?;
    let two = kiosk.visit(Some(&one)).await?;
    two.page.on_screen("attract").await?;
    ensure!(!two.page.has("kiosk-who").await?, "somebody is still there");
    ensure!(kiosk.folders_of_visits()?.len() == 1, "the folder of the visit before is there");
    kiosk.leaves_none_of(&marks_of(&link))
}

#[tokio::test]
async fn a_network_that_hangs_holds_up_neither_the_end_of_a_visit_nor_the_next() -> Result<()> {
    let kiosk = Kiosk::open(|config| config).await?;
    let one = kiosk.visit(None).await?;
    one.sign_in("rosa").await?;
    let link = one.share().await?;
    let control = kiosk.control()?;
    for at in ["graphql", "idp", "manifest", "exchange"] {
        let with = serde_json::json!({"at": at, "times": 0, "noAnswer": true});
        control.turn(&Turn::Post { to: "faults".to_owned(), with: serde_json::from_value(with)? }).await?;
    }
    let ended = Instant::now();
    one.end_by("kiosk-done").await?;
    let two = kiosk.visit(Some(&one)).await?;
    two.page.on_screen("proof").await?;
    println!("the checks stood {:?} after the end, the driver included", ended.elapsed());
    two.page.press("kiosk-over-now").await?;
    two.page.on_screen("attract").await?;
    ensure!(
        kiosk.log().contains("\"end\":\"done\"") && kiosk.log().contains("\"failed\":0"),
        "{}",
        kiosk.log()
    );
    kiosk.leaves_none_of(&marks_of(&link))
}

#[tokio::test]
async fn a_page_that_hangs_is_ended_by_the_watchdog() -> Result<()> {
    let kiosk = Kiosk::open(|config| config).await?;
    let one = kiosk.visit(None).await?;
    one.sign_in("rosa").await?;
    one.page.find("kiosk-who").await?;
    // The process lives; nothing in it goes on.
    kill("-STOP", one.pid).await?;
    let two = kiosk.visit(Some(&one)).await?;
    two.page.on_screen("attract").await?;
    ensure!(!two.page.has("kiosk-who").await?, "somebody is still there");
    ensure!(kiosk.log().contains("\"end\":\"crashed\""), "{}", kiosk.log());
    Ok(())
}

/// What a page, a pointer or a key could try: another window, another address, a file, less than the whole screen, a dump.
#[tokio::test]
async fn the_window_of_a_visit_lets_nothing_out() -> Result<()> {
    let kiosk = Kiosk::open(|config| config).await?;
    let one = kiosk.visit(None).await?;
    let page = &one.page;
    page.on_screen("attract").await?;
    let run =
        async |script: &str| Ok::<_, anyhow::Error>(page.0.execute(script, Vec::new()).await?.json().clone());
    let elsewhere = kiosk.sandbox.base_url();

    ensure!(run(&format!("return window.open('{elsewhere}')")).await?.is_null(), "another window opened");
    ensure!(page.0.windows().await?.len() == 1, "there is another window");
    run(&format!("location.assign('{elsewhere}')")).await?;
    page.find("kiosk-start-en").await?;
    ensure!(!run("return location.href").await?.to_string().contains(elsewhere), "the page went elsewhere");
    let file = "const a = document.createElement('a'); a.download = 'left.txt'; \
        a.href = URL.createObjectURL(new Blob(['left-by-a-download'])); document.body.append(a); a.click(); a.remove();";
    run(file).await?;
    let menu = "return document.body.dispatchEvent(new MouseEvent('contextmenu', {bubbles: true, cancelable: true}))";
    ensure!(run(menu).await? == false, "there is a menu");
    run("document.exitFullscreen?.().catch(() => undefined)").await?;
    let whole = "return innerWidth >= screen.width && innerHeight >= screen.height";
    page.until("it is not the whole screen", async || Ok(run(whole).await? == true)).await?;

    let limits = std::fs::read_to_string(format!("/proc/{}/limits", one.pid))?;
    let dumps =
        limits.lines().find(|line| line.starts_with("Max core file size")).context("no limit of dumps")?;
    ensure!(dumps.split_whitespace().nth(4) == Some("0"), "a crash would write memory to the disk: {dumps}");
    page.press("kiosk-start-en").await?;
    one.end_by("kiosk-done").await?;
    kiosk.process(Some(one.pid)).await?;
    kiosk.leaves_none_of(&["left-by-a-download".to_owned()])
}

/// From the first screen to the end by Tab and Enter; the phone is the person's own.
#[tokio::test]
async fn a_visit_is_gone_through_with_keys_alone() -> Result<()> {
    let kiosk = Kiosk::open(|config| config).await?;
    let one = kiosk.visit(None).await?;
    let page = &one.page;
    // Once round: larger, and as it was.
    for _ in 0..4 {
        enter(page, "kiosk-text").await?;
    }
    enter(page, "kiosk-start-es").await?;
    enter(page, "kiosk-show-my-records").await?;
    one.sign_in_on_the_phone("rosa").await?;
    one.goes_home(async |id| enter(page, id).await).await?;
    enter(page, "kiosk-share").await?;
    page.find("share-qr").await?;
    let link = read_qr(&page.picture().await?)?;
    enter(page, "kiosk-scanned").await?;
    enter(page, "kiosk-show-passcode").await?;
    page.find("kiosk-cover").await?;
    look(page, "kiosk-keys-passcode").await?;
    tab_to(page, "kiosk-done").await?;
    let _ = tokio::time::timeout(ATTACHING, press_key(page, Key::Enter)).await;
    let two = kiosk.visit(Some(&one)).await?;
    two.page.on_screen("proof").await?;
    enter(&two.page, "kiosk-over-now").await?;
    two.page.on_screen("attract").await?;
    kiosk.leaves_none_of(&marks_of(&link))
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

/// A number that the environment names, for longer runs.
fn from_environment(name: &str) -> Option<u32> {
    std::env::var(name).ok()?.parse().ok()
}

/// Marked patients, one after the other, under one supervisor. `SATCHEL_KIOSK_VISITS` says how many visits, 3 unless said;
/// `SATCHEL_KIOSK_WINDOWS`, how many of them sign in and make a code, all unless said; the others begin and leave. After
/// each, what it left is looked for: in every file, in what was said, and in the supervisor's memory.
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
    let (mut then, mut last) = (0, 0);
    for number in 0..visits {
        let visit = kiosk.visit(before.as_ref()).await?;
        // The proof of the visit before goes by itself: it may be over when this looks.
        if number > 0 && visit.page.screen().await? == "proof" {
            let _ = tokio::time::timeout(ATTACHING, visit.page.press("kiosk-over-now")).await;
        }
        visit.page.on_screen("attract").await?;
        if number.is_multiple_of(visits / whole) {
            let (person, name) =
                if number.is_multiple_of(2) { ("rosa", "Delgado") } else { ("mateo", "Quispe") };
            visit.sign_in(person).await?;
            let link = visit.share().await?;
            marks.extend([name.to_owned(), link[link.len() - 48..].to_owned()]);
        } else {
            visit.page.press("kiosk-start-en").await?;
        }
        visit.end_by("kiosk-done").await?;
        let next = kiosk.process(Some(visit.pid)).await?;
        ensure!(next != visit.pid, "the same process");
        kiosk.leaves_none_of(&marks).with_context(|| format!("visit {number}"))?;
        let held = finds(&memory(supervisor)?, &marks);
        ensure!(held.is_none(), "visit {number}: the supervisor's memory holds {held:?}");
        last = resident(supervisor)?;
        if number <= settled {
            then = last;
        }
        before = Some(visit);
    }
    println!(
        "{visits} visits in the window, {} signed in, 0 findings; the supervisor held {then} KiB after visit {} and {last} KiB after the last",
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
