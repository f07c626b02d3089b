//! The app as a clinic's kiosk, in its real windows: a supervisor on a sandbox that runs elsewhere, and a window a visit.

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use tokio::process::{Child, Command};
use tokio::sync::Mutex;

use crate::driver::{Bus, Driver, Target};
use crate::page::Page;
use crate::play::Browser;

/// As long a slow machine may take until a window stands.
const PATIENCE: Duration = Duration::from_mins(1);
/// How long a window may take for an answer before it is taken for one that is going.
const ATTACHING: Duration = Duration::from_secs(5);
/// Marks the window of a visit that was left.
const LEFT: &str = "window.satchelVisitLeft = true;";

/// A running kiosk.
pub struct KioskWindow {
    supervisor: Child,
    target: Target,
    driver: Mutex<Option<Driver>>,
    home: tempfile::TempDir,
    _bus: Bus,
}

impl KioskWindow {
    /// Starts the supervisor, in a home of its own.
    pub async fn open(app: &Path, sandbox: &sandbox::Sandbox) -> Result<Self> {
        let home = tempfile::tempdir()?;
        for name in ["run", "tmp", "copies"] {
            std::fs::create_dir(home.path().join(name))?;
            #[cfg(unix)]
            {
                let mode = std::os::unix::fs::PermissionsExt::from_mode(0o700);
                std::fs::set_permissions(home.path().join(name), mode)?;
            }
        }
        let at = |name: &str| home.path().join(name);
        let bus = Bus::start(home.path()).await?;
        let target = Target::new()?;
        let output = || std::fs::File::options().create(true).append(true).open(at("output"));
        let supervisor = Command::new(app)
            .args(["--kiosk".to_owned(), format!("--sandbox={}", sandbox.base_url())])
            .arg(format!("--data-dir={}", at("copies").display()))
            .env("SATCHEL_CONTROL_TOKEN", sandbox.control_token())
            .env("DBUS_SESSION_BUS_ADDRESS", &bus.address)
            .env("DBUS_SYSTEM_BUS_ADDRESS", &bus.address)
            .env("HOME", home.path())
            .env("TMPDIR", at("tmp"))
            .env("XDG_RUNTIME_DIR", at("run"))
            .env("XDG_DATA_HOME", at("data"))
            .env("XDG_CONFIG_HOME", at("config"))
            .env("XDG_CACHE_HOME", at("cache"))
            .envs(target.environment())
            .stdin(Stdio::null())
            .stdout(output()?)
            .stderr(output()?)
            .kill_on_drop(true)
            .spawn()
            .context("the app could not be started")?;
        Ok(Self { supervisor, target, driver: Mutex::default(), home, _bus: bus })
    }

    /// Asks the supervisor to leave, with the visit that goes on.
    pub async fn close(mut self) -> Result<()> {
        let pid = self.supervisor.id().context("the supervisor is gone")?;
        ensure!(Command::new("kill").arg(pid.to_string()).status().await?.success(), "it cannot be asked");
        tokio::time::timeout(PATIENCE, self.supervisor.wait())
            .await
            .context("the kiosk does not leave")??;
        Ok(())
    }

    fn said(&self) -> String {
        std::fs::read_to_string(self.home.path().join("output")).unwrap_or_default()
    }
}

impl Browser for KioskWindow {
    async fn next(&self) -> Result<url::Url> {
        bail!("a kiosk opens no browser")
    }

    async fn window(&self) -> Result<Page> {
        let mut driver = self.driver.lock().await;
        let begun = Instant::now();
        loop {
            // One driver at a time: the window answers a single one.
            drop(driver.take());
            if let Ok((window, sent)) = self.target.attach().await {
                let looked = window.execute("return !window.satchelVisitLeft;", Vec::new());
                let is_next = tokio::time::timeout(ATTACHING, looked).await;
                if let Ok(Ok(answer)) = is_next
                    && answer.convert::<bool>().unwrap_or(false)
                {
                    *driver = Some(sent);
                    return Ok(Page(window));
                }
            }
            ensure!(begun.elapsed() < PATIENCE, "no visit has a window:\n{}", self.said());
            tokio::time::sleep(Duration::from_millis(200)).await;
        }
    }
}

/// Presses what ends a visit. The window may be gone before it has said that it was pressed.
pub async fn leave(page: &Page, id: &str) -> Result<()> {
    page.find(id).await?;
    page.0.execute(LEFT, Vec::new()).await?;
    let _ = tokio::time::timeout(ATTACHING, page.press(id)).await;
    Ok(())
}
