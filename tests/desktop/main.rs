//! The app in its real window, driven as a person would. Linux with WebKitGTK; needs a display, a session bus and the
//! built app (`SATCHEL_APP`); `cargo verify` sees to all three.
#![cfg(target_os = "linux")]

mod canary;
mod documents;
mod edges;
mod files;
mod keyboard;
mod kiosk;
mod line;
mod live;
mod lock;
mod memory;
mod permission;
mod places;
mod records;
mod screen_reader;
mod sharing;
mod sign_in;
mod stories;
mod surroundings;
mod take_away;

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use tests::driver::Driver;
use tests::page::Page;
use tokio::sync::{Mutex, MutexGuard};

use crate::surroundings::Surroundings;

/// One window at a time: two cores have enough to do with one, and the app's process is found by its program.
static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

/// The app's window, and what stands around it.
struct Window {
    page: Page,
    around: Surroundings,
    _driver: Driver,
    _alone: MutexGuard<'static, ()>,
}

/// What is left when a window was closed.
struct Closed {
    around: Surroundings,
    alone: MutexGuard<'static, ()>,
}

impl Closed {
    async fn opened(self, arguments: &[&str]) -> Result<Window> {
        Window::open_in(self.around, arguments, self.alone).await
    }
}

/// Where pictures of a story go, if somebody wants to look at them (`SATCHEL_PICTURES`).
fn pictures(story: &str) -> Option<PathBuf> {
    Some(PathBuf::from(std::env::var_os("SATCHEL_PICTURES")?).join(story))
}

fn app() -> Result<PathBuf> {
    std::env::var_os("SATCHEL_APP")
        .map(PathBuf::from)
        .context("SATCHEL_APP names the built app; run `cargo verify`")
}

impl Window {
    /// A demo that forgets its copies.
    async fn open(arguments: &[&str]) -> Result<Self> {
        let alone = ONE_AT_A_TIME.lock().await;
        Self::open_in(Surroundings::new().await?, arguments, alone).await
    }

    /// One that keeps its copies, with a keychain.
    async fn open_keeping(arguments: &[&str]) -> Result<Self> {
        let alone = ONE_AT_A_TIME.lock().await;
        let around = Surroundings::with_keychain().await?;
        Self::open_in(around, &[&["--data-dir"], arguments].concat(), alone).await
    }

    /// `--data-dir` among the arguments gets its folder.
    async fn open_in(
        around: Surroundings,
        arguments: &[&str],
        alone: MutexGuard<'static, ()>,
    ) -> Result<Self> {
        let arguments = [&["--demo"], arguments].concat();
        Self::open_as(around, &arguments, alone).await
    }

    /// A demo on a sandbox that runs elsewhere.
    async fn open_on(sandbox: &sandbox::Sandbox, arguments: &[&str]) -> Result<Self> {
        let alone = ONE_AT_A_TIME.lock().await;
        let around = Surroundings::new().await?.steering(sandbox.control_token());
        let base = format!("--sandbox={}", sandbox.base_url());
        Self::open_in(around, &[&[base.as_str()], arguments].concat(), alone).await
    }

    /// An organisation's app, by its settings file, with a keychain.
    async fn open_live(config: &str) -> Result<Self> {
        let alone = ONE_AT_A_TIME.lock().await;
        let around = Surroundings::with_keychain().await?;
        let file = around.home().join("organisation.toml");
        std::fs::write(&file, config)?;
        let file = format!("--config={}", file.display());
        Self::open_as(around, &[&file, "--data-dir"], alone).await
    }

    async fn open_as(
        around: Surroundings,
        arguments: &[&str],
        alone: MutexGuard<'static, ()>,
    ) -> Result<Self> {
        let copies = around.copies();
        let arguments: Vec<String> = arguments
            .iter()
            .map(|argument| match *argument {
                "--data-dir" => format!("--data-dir={}", copies.display()),
                other => other.to_owned(),
            })
            .collect();
        let driver = Driver::webkit(&around.environment()?, &around.output()).await?;
        let window = driver.window(&app()?, &arguments).await?;
        Ok(Self { page: Page(window), around, _driver: driver, _alone: alone })
    }

    /// Closes the window; what stood around it stays.
    async fn closed(self) -> Result<Closed> {
        let Self { page, around, _driver: driver, _alone: alone } = self;
        page.0.quit().await?;
        // The driver answers first and ends the app then: it must live that long. And a second start would hand over to
        // an app that is not gone yet.
        for _ in 0..2400 {
            if edges::pid_of(&app()?).is_err() {
                drop(driver);
                return Ok(Closed { around, alone });
            }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        anyhow::bail!("the app is still there")
    }

    /// Closes the window and opens it again: the same home, the same keychain.
    async fn restarted(self, arguments: &[&str]) -> Result<Self> {
        self.closed().await?.opened(arguments).await
    }

    async fn close(self) -> Result<()> {
        self.closed().await.map(drop)
    }
}

/// The folder in which the app keeps its files, while it runs.
fn private_folder(temporary: &Path) -> Result<Option<PathBuf>> {
    let mut folders = std::fs::read_dir(temporary)?.flatten().map(|entry| entry.path());
    let prefix = format!("satchel-demo-{}-", edges::pid_of(&app()?)?);
    Ok(folders.find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&prefix))))
}
