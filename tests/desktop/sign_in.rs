//! An organisation's app in its real window, against a sandbox that is not in it: sign-in by both ways back, and what a
//! new person goes through first.

use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use tests::page::Page;
use tests::patient::{Answer, visit};
use tokio::process::Command;

use crate::{Window, app};

/// The demo's own organisation, as a settings file for a separate sandbox.
const ORGANISATION: &str = include_str!("../../src-tauri/src/demo.toml");

struct Live {
    window: Window,
    _world: sandbox::Sandbox,
}

async fn live(redirect: &str) -> Result<Live> {
    let world = sandbox::spawn(sandbox::Options { speed: 60.0, ..Default::default() }).await?;
    let origin = world.base_url().trim_end_matches('/').to_owned();
    let config = ORGANISATION
        .replace("http://127.0.0.1:1\"", &format!("{origin}\""))
        .replace("http://127.0.0.1:1/", &format!("{origin}/"))
        .replacen("\n\n[identity_check]", &format!("\nredirects = [\"{redirect}\"]\n\n[identity_check]"), 1);
    Ok(Live { window: Window::open_live(&config).await?, _world: world })
}

/// Past the question about a PIN.
async fn without_pin(page: &Page) -> Result<()> {
    page.press("pin-not-now").await
}

/// Starts the app a second time with an address, as a browser that comes back does.
async fn second_start(window: &Window, address: &str) -> Result<()> {
    let second =
        Command::new(app()?).arg(address).envs(window.around.environment()?).kill_on_drop(true).status();
    let ended =
        tokio::time::timeout(Duration::from_secs(20), second).await.context("the second start stayed")??;
    ensure!(ended.success(), "the second start ended with {ended}");
    Ok(())
}

#[tokio::test]
async fn a_sign_in_comes_back_by_a_second_start_and_a_new_person_is_led_to_the_permission() -> Result<()> {
    let Live { window, _world } = live("deep-link").await?;
    let page = &window.page;
    page.press("welcome-sign-in").await?;
    let address = window.around.inbox.next().await?;
    let back = visit(&address, Answer::Approve, &[("person", "nia")]).await?;
    ensure!(back.scheme() == "health.satchel.desktop", "the browser ended elsewhere");
    // Somebody else's address signs nobody in; the app waits on.
    second_start(&window, "health.satchel.desktop:/oauth/callback?code=stolen&state=guessed").await?;
    ensure!(page.shown("sign-in-stop").await?, "it does not wait any more");
    second_start(&window, back.as_str()).await?;
    without_pin(page).await?;

    page.press("terms-agree").await?;
    page.press("terms-accept").await?;
    page.press("identity-start").await?;
    let address = window.around.inbox.next().await?;
    let back = visit(&address, Answer::Approve, &[("result", "match")]).await?;
    ensure!(back.path() == "/verified", "the checker led elsewhere");
    second_start(&window, back.as_str()).await?;
    page.find("permission-yes").await?;
    page.press("permission-yes").await?;
    page.on_screen("home").await?;
    window.close().await
}

#[tokio::test]
async fn a_sign_in_comes_back_by_loopback_and_the_sign_out_leads_to_the_beginning() -> Result<()> {
    let Live { window, _world } = live("loopback").await?;
    let page = &window.page;
    ensure!(!page.shown("demo-banner").await?, "an organisation's app is no demo");
    page.press("welcome-sign-in").await?;
    let address = window.around.inbox.next().await?;
    let back = visit(&address, Answer::Approve, &[("person", "rosa")]).await?;
    ensure!(back.host_str() == Some("127.0.0.1") && back.path() == "/oauth/callback", "another way back");
    without_pin(page).await?;
    page.find("permission-yes").await?;
    page.press("permission-not-now").await?;
    tests::tour::go(page, "settings").await?;
    page.press("settings-sign-out").await?;
    page.press("sign-out-keep").await?;
    page.find("welcome-sign-in").await?;
    window.close().await
}
