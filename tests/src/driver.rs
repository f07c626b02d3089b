//! WebDriver: the app's real window on Linux, and the same page in Chromium.

use std::ffi::OsString;
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use serde_json::{Value, json};
use thirtyfour::{Capabilities, WebDriver};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};

/// A private session bus: what one window registers there, no other window meets. Ended when dropped.
pub struct Bus {
    /// For `DBUS_SESSION_BUS_ADDRESS`.
    pub address: String,
    _daemon: Child,
}

/// A bus on which nothing is started on demand: no keychain and no prompt of this machine's.
const EMPTY_BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><keep_umask/><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy>
</busconfig>"#;

impl Bus {
    /// Starts one, with its settings in `folder`.
    pub async fn start(folder: &Path) -> Result<Self> {
        let settings = folder.join("bus.conf");
        std::fs::write(&settings, EMPTY_BUS)?;
        let mut daemon = Command::new("dbus-daemon")
            .arg(format!("--config-file={}", settings.display()))
            .args(["--nofork", "--nopidfile", "--print-address=1"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("dbus-daemon could not be started; `cargo verify` installs it")?;
        let output = daemon.stdout.take().context("no output of dbus-daemon")?;
        let mut address = String::new();
        BufReader::new(output).read_line(&mut address).await?;
        Ok(Self { address: address.trim().to_owned(), _daemon: daemon })
    }
}

/// What the app finds in its environment when it is driven: without it, a session hangs.
const DRIVEN: (&str, &str) = ("TAURI_WEBVIEW_AUTOMATION", "true");

/// A driver program on a free port. Ended, with what it started, when dropped.
pub struct Driver {
    port: u16,
    _program: Child,
}

impl Driver {
    /// WebKitGTK's driver, which starts the app itself, in these surroundings. What both say goes to `output`.
    pub async fn webkit(environment: &[(&str, OsString)], output: &Path) -> Result<Self> {
        let arguments = |port| vec![format!("--port={port}"), "--host=127.0.0.1".to_owned()];
        Self::start("WebKitWebDriver", environment, Some(output), arguments).await
    }

    /// Chromium's driver.
    pub async fn chromium() -> Result<Self> {
        Self::start("chromedriver", &[], None, |port| vec![format!("--port={port}")]).await
    }

    async fn start(
        program: &str,
        environment: &[(&str, OsString)],
        output: Option<&Path>,
        arguments: impl Fn(u16) -> Vec<String>,
    ) -> Result<Self> {
        let port = free_port()?;
        let said = || {
            Ok::<_, std::io::Error>(match output {
                Some(file) => Stdio::from(std::fs::File::options().create(true).append(true).open(file)?),
                None => Stdio::null(),
            })
        };
        let program_running = Command::new(program)
            .args(arguments(port))
            // The app inherits it.
            .env(DRIVEN.0, DRIVEN.1)
            .envs(environment.iter().cloned())
            .stdin(Stdio::null())
            .stdout(said()?)
            .stderr(said()?)
            .kill_on_drop(true)
            .spawn()
            .with_context(|| format!("{program} could not be started; `cargo verify` installs it"))?;
        let driver = Self { port, _program: program_running };
        for _ in 0..200 {
            if tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_ok() {
                return Ok(driver);
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        bail!("{program} does not listen")
    }

    /// The app's own window, started with these arguments and this environment on top of ours.
    pub async fn window(&self, app: &Path, arguments: &[String]) -> Result<WebDriver> {
        self.session(json!({
            "webkitgtk:browserOptions": { "binary": app, "args": arguments }
        }))
        .await
    }

    /// A fresh Chromium without a window.
    pub async fn browser(&self, profile: &Path, width: u32, height: u32) -> Result<WebDriver> {
        self.browser_scaled(profile, width, height, 1.0).await
    }

    /// The same on a screen with so many of its pixels to one of the page's.
    pub async fn browser_scaled(
        &self,
        profile: &Path,
        width: u32,
        height: u32,
        scale: f64,
    ) -> Result<WebDriver> {
        self.browser_with(profile, width, height, scale, &[]).await
    }

    async fn browser_with(
        &self,
        profile: &Path,
        width: u32,
        height: u32,
        scale: f64,
        more: &[&str],
    ) -> Result<WebDriver> {
        let binary = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
            .iter()
            .find_map(|name| in_path(name))
            .context("no Chromium or Chrome in the PATH; `cargo verify` installs it on Debian")?;
        let mut arguments = vec![
            format!("--force-device-scale-factor={scale}"),
            format!("--window-size={width},{height}"),
            format!("--user-data-dir={}", profile.display()),
        ];
        let always = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
        ];
        arguments.extend(always.iter().chain(more).map(|&argument| argument.to_owned()));
        self.session(json!({ "goog:chromeOptions": { "binary": binary, "args": arguments } })).await
    }

    /// The same for pictures that are compared: nothing moves by itself.
    pub async fn still_browser(&self, profile: &Path, width: u32, height: u32) -> Result<WebDriver> {
        self.browser_with(profile, width, height, 1.0, &["--force-prefers-reduced-motion"]).await
    }

    async fn session(&self, capabilities: Value) -> Result<WebDriver> {
        let Value::Object(map) = capabilities else { bail!("capabilities are an object") };
        let mut wanted = Capabilities::new();
        for (name, value) in map {
            wanted.set(name, value)?;
        }
        Ok(WebDriver::new(format!("http://127.0.0.1:{}", self.port), wanted).await?)
    }
}

/// A window that is started without a driver, and listens for one.
pub struct Target(String);

/// How long a driver may take to find the window before another one is sent.
const ATTACHING: Duration = Duration::from_secs(5);

impl Target {
    /// Where it will listen.
    pub fn new() -> Result<Self> {
        Ok(Self(format!("127.0.0.1:{}", free_port()?)))
    }

    /// What the app must find in its environment.
    #[must_use]
    pub fn environment(&self) -> [(&'static str, &str); 2] {
        [("WEBKIT_INSPECTOR_SERVER", &self.0), DRIVEN]
    }

    /// Whether there is a window.
    pub async fn listens(&self) -> bool {
        tokio::net::TcpStream::connect(&self.0).await.is_ok()
    }

    /// A driver for the window, where there is one: a driver that comes before it would wait for ever. It answers one
    /// driver at a time, and goes without saying goodbye to this one.
    pub async fn attach(&self) -> Result<(WebDriver, Driver)> {
        let arguments = |port| {
            vec![format!("--port={port}"), "--host=127.0.0.1".to_owned(), format!("--target={}", self.0)]
        };
        let driver = Driver::start("WebKitWebDriver", &[], None, arguments).await?;
        let window = tokio::time::timeout(ATTACHING, driver.session(json!({})))
            .await
            .context("the window does not answer")??;
        window.clone().leak()?;
        Ok((window, driver))
    }
}

/// A port that nobody listens on.
pub fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// Where a program lies in the PATH.
#[must_use]
pub fn in_path(name: &str) -> Option<std::path::PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}
