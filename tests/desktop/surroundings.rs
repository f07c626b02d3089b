//! What stands around one window: a home of its own, a session bus of its own, and, where it is wanted, a real keychain.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use tests::driver::Bus;
use tests::line::Inbox;
use tests::logind::Logind;
use tests::notifications::Notifications;
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

/// A home, a bus and a browser. Gone when dropped.
pub(crate) struct Surroundings {
    pub(crate) inbox: Inbox,
    pub(crate) bus: Bus,
    home: tempfile::TempDir,
    system: Bus,
    logind: Logind,
    more: Vec<(&'static str, OsString)>,
    /// What the system was asked to tell.
    pub(crate) notifications: Notifications,
}

impl Surroundings {
    /// Without a keychain.
    pub(crate) async fn new() -> Result<Self> {
        let home = tempfile::tempdir()?;
        for (name, mode) in [("run", 0o700), ("tmp", 0o700), ("copies", 0o700)] {
            std::fs::create_dir(home.path().join(name))?;
            let mode = std::os::unix::fs::PermissionsExt::from_mode(mode);
            std::fs::set_permissions(home.path().join(name), mode)?;
        }
        let (bus, system) = (Bus::start(home.path()).await?, Bus::start(home.path()).await?);
        let (logind, notifications) = (Logind::on(&system).await?, Notifications::on(&bus).await?);
        Ok(Self { inbox: Inbox::new()?, bus, home, system, logind, more: Vec::new(), notifications })
    }

    /// With the system's own keychain, open, as after signing in to the computer.
    pub(crate) async fn with_keychain() -> Result<Self> {
        let around = Self::new().await?;
        let mut daemon = Command::new("gnome-keyring-daemon")
            .args(["--unlock", "--components=secrets"])
            .envs(around.environment()?)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("gnome-keyring-daemon could not be started; `cargo verify` installs it")?;
        let mut password = daemon.stdin.take().context("no input")?;
        password.write_all(b"pw").await?;
        drop(password);
        ensure!(daemon.wait().await?.success(), "the keychain did not open");
        for _ in 0..200 {
            if around.somebody_is("org.freedesktop.secrets").await? {
                return Ok(around);
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        anyhow::bail!("the keychain is not on the bus")
    }

    async fn somebody_is(&self, name: &str) -> Result<bool> {
        let answer = self
            .on_the_bus("dbus-send")
            .args(["--session", "--print-reply=literal"])
            .args(["--dest=org.freedesktop.DBus", "/org/freedesktop/DBus"])
            .args(["org.freedesktop.DBus.NameHasOwner", &format!("string:{name}")])
            .output()
            .await
            .context("dbus-send could not be started")?;
        Ok(String::from_utf8_lossy(&answer.stdout).contains("true"))
    }

    /// A program on this bus.
    pub(crate) fn on_the_bus(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("DBUS_SESSION_BUS_ADDRESS", &self.bus.address).kill_on_drop(true);
        command
    }

    /// What the app and its driver see around them.
    pub(crate) fn environment(&self) -> Result<Vec<(&'static str, OsString)>> {
        let at = |name: &str| self.home.path().join(name).into_os_string();
        let mut all = vec![
            ("PATH", self.inbox.path()?),
            ("DBUS_SESSION_BUS_ADDRESS", self.bus.address.clone().into()),
            ("DBUS_SYSTEM_BUS_ADDRESS", self.system.address.clone().into()),
            ("HOME", self.home.path().as_os_str().to_owned()),
            ("TMPDIR", at("tmp")),
            ("XDG_RUNTIME_DIR", at("run")),
            ("XDG_DATA_HOME", at("data")),
            ("XDG_CONFIG_HOME", at("config")),
            ("XDG_CACHE_HOME", at("cache")),
            ("SATCHEL_LOG", "debug".into()),
        ];
        all.extend(self.more.iter().cloned());
        Ok(all)
    }

    /// The same, with the token of a sandbox that runs elsewhere.
    pub(crate) fn steering(self, token: &str) -> Self {
        self.with("SATCHEL_CONTROL_TOKEN", token)
    }

    /// The same, with one more variable for the app.
    pub(crate) fn with(mut self, name: &'static str, value: &str) -> Self {
        self.more.push((name, value.into()));
        self
    }

    /// Who says when the machine sleeps.
    pub(crate) fn logind(&self) -> &Logind {
        &self.logind
    }

    /// Everything the app can write is somewhere in here.
    pub(crate) fn home(&self) -> &Path {
        self.home.path()
    }

    /// For `--data-dir`.
    pub(crate) fn copies(&self) -> PathBuf {
        self.home.path().join("copies")
    }

    /// What the app and its driver said.
    pub(crate) fn output(&self) -> PathBuf {
        self.home.path().join("output")
    }
}
