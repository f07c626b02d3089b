//! The guide's own example response of `createHealthLink` (seed 002) on the share screen: whatever the theme and the
//! scaling, an independent decoder reads the exact text from what is drawn.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use serde_json::{Value, json};
use tests::bridge::Bridge;
use tests::driver::Driver;
use tests::page::Page;
use tests::patient::PatientHost;
use tests::picture::read_qr;
use tests::world::World;

const ORIGINS: [&str; 2] =
    ["https://api-gateway.client-sandbox.icanbwell.com", "https://api-gateway.dev.icanbwell.com"];

#[tokio::test(flavor = "multi_thread")]
async fn the_guides_example_is_shown_and_read_back_at_every_scaling_and_in_every_theme() -> Result<()> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let example = root.join("tests/fixtures/guides/002/create_health_link.response.json");
    let example: Value = serde_json::from_str(&std::fs::read_to_string(example)?)?;
    let link = &example["data"]["createHealthLink"];
    let text = link["content"][0]["attachment"]["url"].as_str().context("no address")?;
    let period = &link["context"]["period"];
    let start = period["start"].as_str().context("no beginning")?;

    let driver = Driver::chromium().await?;
    for (scale, theme) in [(1.0, "light"), (2.0, "dark"), (1.25, "light"), (1.0, "contrast"), (1.5, "dark")] {
        let world = World::stepped_at(Arc::new(PatientHost::default()), start, &ORIGINS).await?;
        world.ask("sign_in", json!({"personId": "rosa"})).await.map_err(|e| anyhow::anyhow!("{e:?}"))?;
        let overwrite = json!({"url": text, "start": start, "end": period["end"]});
        world.control("faults", json!({"field": "createHealthLink", "overwrite": overwrite})).await?;
        let bridge =
            Bridge::spawn(Arc::clone(&world.core), world.changed.clone(), &root.join("ui/dist-bridge"))
                .await?;
        let profile = tempfile::tempdir()?;
        let browser = driver.browser_scaled(profile.path(), 1280, 800, scale).await?;
        let shown = shown(&Page(browser.clone()), &bridge.base, theme, text).await;
        browser.quit().await?;
        shown.with_context(|| format!("{theme} at {scale}"))?;
    }
    Ok(())
}

async fn shown(page: &Page, base: &str, theme: &str, text: &str) -> Result<()> {
    page.0.goto(base).await?;
    page.0.execute(format!("localStorage.setItem('satchel.theme', '{theme}')"), Vec::new()).await?;
    page.0.refresh().await?;
    page.press("permission-yes").await?;
    page.press("nav-share").await?;
    page.type_into("share-title", "Health Records").await?;
    page.press("share-make").await?;
    page.find("share-qr").await?.scroll_into_view().await?;
    ensure!(read_qr(&page.picture().await?)? == text, "the code on the screen is another");
    // Whole pixels of the screen a module, at least four of the page's.
    let script = "const box = document.querySelector('[data-testid=share-qr]').getBoundingClientRect();
        return [box.width / 85 * devicePixelRatio, box.width / 85];";
    let sizes: Vec<f64> = page.0.execute(script, Vec::new()).await?.convert()?;
    ensure!((sizes[0] - sizes[0].round()).abs() < 0.01, "a module has {} pixels of the screen", sizes[0]);
    ensure!(sizes[1] >= 4.0, "a module has {} pixels", sizes[1]);
    page.press("share-full-open").await?;
    page.find("share-qr-full").await?;
    ensure!(read_qr(&page.picture().await?)? == text, "the code in full is another");
    page.press("share-full-close").await?;
    page.gone("share-full").await
}
