//! A kiosk as a test has it: its supervisor, the visits under it, a person with a phone, and whoever pulls the plug.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use tests::driver::{Driver, Target};
use tests::page::Page;
use tests::patient::{Answer, visit};
use tests::picture::read_qr;
use tests::play::Control;
use tokio::process::{Child, Command};
use url::Url;

use crate::canary::{below, finds};
use crate::edges::kill;
use crate::surroundings::Surroundings;
use crate::{ONE_AT_A_TIME, app};

/// The demo's own organisation, with its kiosk, as a settings file for a separate sandbox.
const ORGANISATION: &str = include_str!("../../../src-tauri/src/demo.toml");
/// As long a slow machine may take until a window stands.
pub(super) const PATIENCE: Duration = Duration::from_mins(1);
/// How long a window may take for an answer before it is taken for one that is going.
pub(super) const ATTACHING: Duration = Duration::from_secs(5);
/// A touch is heard within this time, or not at all.
const HEARD_WITHIN: Duration = Duration::from_secs(15);
/// Nobody touches more often than that.
pub(super) const TOUCHES: u32 = 3;
/// What may stand between a sign-in and Home.
const WAYS_ON: [&str; 3] = ["kiosk-terms-accept", "kiosk-permission-yes", "kiosk-begun-stay"];

/// A clinic's kiosk before a sandbox of its own.
pub(super) struct Kiosk {
    pub(super) around: Surroundings,
    config: PathBuf,
    pub(super) supervisor: Child,
    target: Target,
    pub(super) sandbox: sandbox::Sandbox,
    _alone: tokio::sync::MutexGuard<'static, ()>,
}

/// One visit's window.
pub(super) struct Visit {
    pub(super) page: Page,
    pub(super) pid: u32,
    _driver: Driver,
}

/// Starts a kiosk's supervisor.
fn started(around: &Surroundings, config: &Path, target: &Target) -> Result<Child> {
    let output = || std::fs::File::options().create(true).append(true).open(around.output());
    Ok(Command::new(app()?)
        .arg("--kiosk")
        .arg(format!("--config={}", config.display()))
        .arg(format!("--data-dir={}", around.copies().display()))
        .envs(around.environment()?)
        .envs(target.environment())
        .stdin(Stdio::null())
        .stdout(output()?)
        .stderr(output()?)
        .kill_on_drop(true)
        .spawn()?)
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
    pub(super) async fn open(change: impl FnOnce(String) -> String) -> Result<Self> {
        let alone = ONE_AT_A_TIME.lock().await;
        let sandbox = sandbox::spawn(sandbox::Options { speed: 60.0, ..Default::default() }).await?;
        let origin = sandbox.base_url().trim_end_matches('/').to_owned();
        let config = ORGANISATION
            .replace("http://127.0.0.1:1\"", &format!("{origin}\""))
            .replace("http://127.0.0.1:1/", &format!("{origin}/"));
        let around = Surroundings::new().await?;
        let file = around.home().join("organisation.toml");
        std::fs::write(&file, change(config))?;
        let target = Target::new()?;
        let supervisor = started(&around, &file, &target)?;
        Ok(Self { around, config: file, supervisor, target, sandbox, _alone: alone })
    }

    /// Everything ends at once and nothing is told, as when the plug is pulled; then the computer starts again.
    pub(super) async fn loses_power(&mut self) -> Result<()> {
        let visits = self.visits()?;
        self.supervisor.kill().await?;
        for pid in visits {
            kill("-9", pid).await?;
            gone(pid).await?;
        }
        self.target = Target::new()?;
        self.supervisor = started(&self.around, &self.config, &self.target)?;
        Ok(())
    }

    /// How the sandbox is steered.
    pub(super) fn control(&self) -> Result<Control> {
        Control::new(self.sandbox.base_url(), self.sandbox.control_token())
    }

    /// Finds none of these in any file below the kiosk's home.
    pub(super) fn leaves_none_of(&self, marks: &[String]) -> Result<()> {
        let mut files = Vec::new();
        below(self.around.home(), &mut files)?;
        for file in files {
            let found = finds(&std::fs::read(&file).unwrap_or_default(), marks);
            ensure!(found.is_none(), "{found:?} is in {}", file.display());
        }
        Ok(())
    }

    /// The process of a visit that is not `before`.
    pub(super) async fn process(&self, before: Option<u32>) -> Result<u32> {
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
    pub(super) fn visits(&self) -> Result<Vec<u32>> {
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
    pub(super) async fn visit(&self, before: Option<&Visit>) -> Result<Visit> {
        let pid = self.process(before.map(|visit| visit.pid)).await?;
        let begun = Instant::now();
        // The window listens a moment after its process is there. A driver that comes before that waits for ever, and the
        // checks of the visit before would be over when the next driver comes.
        while !self.target.listens().await {
            ensure!(begun.elapsed() < PATIENCE, "the window does not listen\n{}", self.said());
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        loop {
            match self.target.attach().await {
                Ok((window, driver)) => return Ok(Visit { page: Page(window), pid, _driver: driver }),
                Err(_) if begun.elapsed() < PATIENCE => tokio::time::sleep(Duration::from_millis(200)).await,
                Err(error) => bail!("{error:#}\n{}", self.said()),
            }
        }
    }

    /// What the supervisor and its visits wrote.
    pub(super) fn said(&self) -> String {
        std::fs::read_to_string(self.around.output()).unwrap_or_default()
    }

    pub(super) fn folders_of_visits(&self) -> Result<Vec<PathBuf>> {
        let entries = std::fs::read_dir(self.around.home().join("run"))?.flatten().map(|entry| entry.path());
        Ok(entries.filter(|path| path.to_string_lossy().contains("satchel-visit-")).collect())
    }

    /// The numbers that are kept.
    pub(super) fn log(&self) -> String {
        std::fs::read_to_string(self.around.copies().join("kiosk/visits.log")).unwrap_or_default()
    }
}

impl Visit {
    /// Presses what ends the visit. The window may be gone before it has said that it was pressed.
    pub(super) async fn end_by(&self, id: &str) -> Result<()> {
        self.page.find(id).await?;
        let _ = tokio::time::timeout(ATTACHING, self.page.press(id)).await;
        Ok(())
    }

    /// Touches the first screen until it goes away, as a person does; gives back how many touches came to nothing. The
    /// window takes the screen's size just then, and a touch may land beside the button.
    pub(super) async fn begin(&self) -> Result<u32> {
        for unheard in 0..TOUCHES {
            self.page.press("kiosk-start-en").await?;
            if self.page.find_within("kiosk-done", HEARD_WITHIN).await.is_ok() {
                return Ok(unheard);
            }
        }
        anyhow::bail!("nobody can begin: {} is on the screen", self.page.screen().await?)
    }

    /// Signs in on a phone whose camera sees the screen.
    pub(super) async fn sign_in(&self, person: &str) -> Result<()> {
        self.begin().await?;
        self.page.press("kiosk-show-my-records").await?;
        self.sign_in_on_the_phone(person).await
    }

    pub(super) async fn sign_in_on_the_phone(&self, person: &str) -> Result<()> {
        self.page.find("kiosk-qr").await?;
        let address = read_qr(&self.page.picture().await?)?;
        visit(&Url::parse(&address)?, Answer::Approve, &[("person", person)]).await?;
        Ok(())
    }

    /// From a sign-in to Home, over what is asked on the way.
    pub(super) async fn goes_home(&self, press: impl AsyncFn(&'static str) -> Result<()>) -> Result<()> {
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
    pub(super) async fn share(&self) -> Result<String> {
        self.goes_home(async |id| self.page.press(id).await).await?;
        self.page.press("kiosk-share").await?;
        self.page.find("share-qr").await?;
        read_qr(&self.page.picture().await?)
    }
}
