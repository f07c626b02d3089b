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

impl Bus {
    /// Starts one.
    pub async fn start() -> Result<Self> {
        let mut daemon = Command::new("dbus-daemon")
            .args(["--session", "--nofork", "--nopidfile", "--print-address=1"])
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

/// A driver program on a free port. Ended, with what it started, when dropped.
pub struct Driver {
    port: u16,
    _program: Child,
}

impl Driver {
    /// WebKitGTK's driver, for an app that finds its browser opener in `folder`, on a bus of its own. It starts the app
    /// itself.
    pub async fn webkit_with_browser(folder: &Path, bus: &Bus) -> Result<Self> {
        let ours = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(folder.to_owned()).chain(std::env::split_paths(&ours));
        let path = std::env::join_paths(folders)?;
        let environment = [("PATH", path), ("DBUS_SESSION_BUS_ADDRESS", bus.address.clone().into())];
        let arguments = |port| vec![format!("--port={port}"), "--host=127.0.0.1".to_owned()];
        Self::start("WebKitWebDriver", &environment, arguments).await
    }

    /// Chromium's driver.
    pub async fn chromium() -> Result<Self> {
        Self::start("chromedriver", &[], |port| vec![format!("--port={port}")]).await
    }

    async fn start(
        program: &str,
        environment: &[(&str, OsString)],
        arguments: impl Fn(u16) -> Vec<String>,
    ) -> Result<Self> {
        let port = free_port()?;
        let program_running = Command::new(program)
            .args(arguments(port))
            .envs(environment.iter().cloned())
            // The app inherits it; without it the session hangs.
            .env("TAURI_WEBVIEW_AUTOMATION", "true")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
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
        let binary = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]
            .iter()
            .find_map(|name| in_path(name))
            .context("no Chromium or Chrome in the PATH; `cargo verify` installs it on Debian")?;
        self.session(json!({
            "goog:chromeOptions": {
                "binary": binary,
                "args": [
                    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                    "--disable-background-networking", "--disable-component-update", "--disable-sync",
                    "--force-device-scale-factor=1", format!("--window-size={width},{height}"),
                    format!("--user-data-dir={}", profile.display()),
                ]
            }
        }))
        .await
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

fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

/// Where a program lies in the PATH.
#[must_use]
pub fn in_path(name: &str) -> Option<std::path::PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}
