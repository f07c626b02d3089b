//! Every story of the sandbox, played through the real page and the real core. The app's own window plays three of them
//! (`desktop/stories.rs`), and `cargo demo --play all` plays them all there.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use tests::bridge::Bridge;
use tests::driver::Driver;
use tests::line::Report;
use tests::page::Page;
use tests::patient::{Addresses, PatientHost};
use tests::play::{Control, Manner, play};
use tests::world::World;
use thirtyfour::prelude::*;

#[tokio::test(flavor = "multi_thread")]
async fn every_story_plays_to_its_end() -> Result<()> {
    let driver = Driver::chromium().await?;
    let profile = tempfile::tempdir()?;
    let browser = driver.browser(profile.path(), 1280, 800).await?;
    let played = all(&browser).await;
    browser.quit().await?;
    played
}

async fn all(browser: &WebDriver) -> Result<()> {
    let wanted = std::env::var("SATCHEL_STORY").ok();
    let first = World::running(Arc::new(PatientHost::default()), 1.0).await?;
    let stories = Control::new(first.sandbox.base_url(), first.sandbox.control_token())?.stories().await?;
    ensure!(stories.len() >= 10, "there are {} stories", stories.len());
    let mut wrong = Vec::new();
    for id in stories.iter().filter(|id| wanted.as_ref().is_none_or(|wanted| wanted == *id)) {
        // Each story fails by itself.
        if let Err(error) = one(browser, id).await {
            wrong.push(format!("{error:#}"));
        }
    }
    ensure!(wrong.is_empty(), "{} of {} stories failed:\n{}", wrong.len(), stories.len(), wrong.join("\n"));
    Ok(())
}

async fn one(browser: &WebDriver, id: &str) -> Result<()> {
    let host = Arc::new(PatientHost::default());
    let world = World::running(Arc::<PatientHost>::clone(&host), 1.0).await?;
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let bridge =
        Bridge::spawn(Arc::clone(&world.core), world.changed.clone(), &root.join("ui/dist-bridge")).await?;
    browser.goto(&bridge.base).await?;
    let page = Page(browser.clone());
    let control = Control::new(world.sandbox.base_url(), world.sandbox.control_token())?;
    let story = control.story(id).await?;
    // A kiosk's page has no bridge; its window plays it.
    if story.kiosk {
        return Ok(());
    }
    let mut report = Report::new(Some(root.join("target/browser/stories").join(id)), |_| {})?.checking()?;
    play(&story, &page, &control, &Addresses::of(host), Manner::AT_ONCE, &mut report)
        .await
        .with_context(|| format!("{} steps were right", report.steps()))?;
    ensure!(report.faults.is_empty(), "{id}: {} faults:\n{}", report.faults.len(), report.faults.join("\n"));
    Ok(())
}
