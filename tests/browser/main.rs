//! The page in Chromium, on the real core, through the loopback bridge: the whole line in several looks, each screen
//! checked with axe. Needs `npm run build:bridge`, Chromium and its driver; `cargo verify` sees to all three.

mod guide;
mod stories;
mod twice;

use std::path::Path;
use std::sync::Arc;

use anyhow::{Result, ensure};
use tests::bridge::Bridge;
use tests::driver::Driver;
use tests::line::{Portal, Report, SHARED, walk};
use tests::page::Page;
use tests::patient::PatientHost;
use tests::tour::{set_up, tour};
use tests::world::World;
use thirtyfour::prelude::*;

/// The core's host is a patient who has signed in by the time the page waits.
struct AlreadySignedIn;

impl Portal for AlreadySignedIn {
    async fn sign_in(&self) -> Result<()> {
        Ok(())
    }
}

/// One look of the page.
struct Look {
    name: &'static str,
    person: &'static str,
    width: u32,
    height: u32,
    preferences: &'static [(&'static str, &'static str)],
}

const LOOKS: [Look; 4] = [
    Look { name: "light", person: "rosa", width: 1280, height: 800, preferences: &[("theme", "light")] },
    Look {
        name: "dark-spanish",
        person: "mateo",
        width: 1280,
        height: 800,
        preferences: &[("theme", "dark"), ("language", "es")],
    },
    Look {
        name: "narrow-spanish",
        person: "mateo",
        width: 500,
        height: 900,
        preferences: &[("language", "es")],
    },
    Look {
        name: "large-contrast",
        person: "mateo",
        width: 1280,
        height: 800,
        preferences: &[("text", "200"), ("theme", "contrast")],
    },
];

#[tokio::test(flavor = "multi_thread")]
async fn the_whole_line_in_every_look_without_an_accessibility_fault() -> Result<()> {
    let driver = Driver::chromium().await?;
    let mut faults = Vec::new();
    for look in &LOOKS {
        let found = walked(&driver, look).await.map_err(|error| error.context(look.name))?;
        faults.extend(found.into_iter().map(|fault| format!("{}: {fault}", look.name)));
    }
    ensure!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
    Ok(())
}

async fn walked(driver: &Driver, look: &Look) -> Result<Vec<String>> {
    let world = World::running(Arc::new(PatientHost::who_signs_in()), 60.0).await?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let bridge =
        Bridge::spawn(Arc::clone(&world.core), world.changed.clone(), &root.join("ui/dist-bridge")).await?;
    let profile = tempfile::tempdir()?;
    let browser = driver.browser(profile.path(), look.width, look.height).await?;
    let found = through(&browser, &bridge, look, &root).await;
    browser.quit().await?;
    found
}

async fn through(browser: &WebDriver, bridge: &Bridge, look: &Look, root: &Path) -> Result<Vec<String>> {
    browser.goto(&bridge.base).await?;
    for (name, value) in look.preferences {
        browser.execute(format!("localStorage.setItem('satchel.{name}', '{value}')"), Vec::new()).await?;
    }
    browser.refresh().await?;
    let page = Page(browser.clone());
    let pictures = root.join("target/browser").join(look.name);
    let mut report = Report::new(Some(pictures), |_| {})?.checking()?;
    let walked = walk(&page, &AlreadySignedIn, look.person, &mut report).await?;
    let types: Vec<&str> = walked.opened.keys().map(String::as_str).collect();
    let mut chosen = SHARED.map(|(_, kind)| kind);
    chosen.sort_unstable();
    ensure!(types == chosen, "the clinic got {types:?}");
    tour(&page, &mut report).await?;
    set_up(&page, &mut report).await?;
    Ok(report.faults)
}
