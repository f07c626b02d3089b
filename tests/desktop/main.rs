//! The app in its real window, driven as a person would. Linux with WebKitGTK; needs a display, a session bus and the
//! built app (`SATCHEL_APP`); `cargo verify` sees to all three.
#![cfg(target_os = "linux")]

mod edges;
mod keyboard;
mod line;

use std::path::PathBuf;

use anyhow::{Context as _, Result};
use tests::driver::{Bus, Driver};
use tests::line::Inbox;
use tests::page::Page;
use tokio::sync::{Mutex, MutexGuard};

/// One window at a time: two cores have enough to do with one, and the app's process is found by its program.
static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

/// The app's window, and the browser it opens portals in.
struct Window {
    page: Page,
    inbox: Inbox,
    bus: Bus,
    _driver: Driver,
    _alone: MutexGuard<'static, ()>,
}

fn app() -> Result<PathBuf> {
    std::env::var_os("SATCHEL_APP")
        .map(PathBuf::from)
        .context("SATCHEL_APP names the built app; run `cargo verify`")
}

impl Window {
    async fn open(arguments: &[&str]) -> Result<Self> {
        let alone = ONE_AT_A_TIME.lock().await;
        let inbox = Inbox::new()?;
        let bus = Bus::start().await?;
        let driver = Driver::webkit_with_browser(inbox.folder(), &bus).await?;
        let arguments: Vec<String> = ["--demo"].iter().chain(arguments).map(|a| (*a).to_owned()).collect();
        let window = driver.window(&app()?, &arguments).await?;
        Ok(Self { page: Page(window), inbox, bus, _driver: driver, _alone: alone })
    }

    async fn close(self) -> Result<()> {
        Ok(self.page.0.clone().quit().await?)
    }
}

/// The folder in which the app keeps its files, while it runs.
fn private_folder() -> Result<Option<PathBuf>> {
    let mut folders = std::fs::read_dir(std::env::temp_dir())?.flatten().map(|entry| entry.path());
    let prefix = format!("satchel-demo-{}-", edges::pid_of(&app()?)?);
    Ok(folders.find(|path| path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(&prefix))))
}
