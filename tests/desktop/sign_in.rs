//! An organisation's app in its real window, against a sandbox that is not in it: sign-in by both ways back, and what a
//! new person goes through first.

use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use tests::patient::{Answer, visit};
use tokio::io::AsyncWriteExt as _;
use tokio::process::Command;

use crate::live::{Live, live, without_pin, world};
use crate::surroundings::Surroundings;
use crate::{Window, app};

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
    let Live { window, world: _world } = live("deep-link", sandbox::Options::default()).await?;
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
    let Live { window, world: _world } = live("loopback", sandbox::Options::default()).await?;
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

/// At a terminal, without a window: whoever holds credentials says no to every change.
#[tokio::test]
async fn the_live_check_goes_through_the_sequence_and_changes_nothing_without_a_yes() -> Result<()> {
    let (_world, config) = world("loopback", sandbox::Options::default()).await?;
    let around = Surroundings::new().await?;
    let file = around.home().join("organisation.toml");
    std::fs::write(&file, config)?;
    let mut program = Command::new(app()?)
        .arg("--live-check")
        .arg(&file)
        .envs(around.environment()?)
        .env_remove("DISPLAY")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()?;
    program.stdin.take().context("no input")?.write_all(b"n\n".repeat(20).as_slice()).await?;
    let address = around.inbox.next().await?;
    visit(&address, Answer::Approve, &[("person", "rosa")]).await?;
    let ended = tokio::time::timeout(Duration::from_mins(1), program.wait_with_output());
    let ended = ended.await.context("the check did not end")??;
    let said = String::from_utf8_lossy(&ended.stdout);
    ensure!(ended.status.success(), "it ended with {}:\n{said}", ended.status);
    for step in ["userProfile", "verificationStatus: validated", "careTeams", "getHealthSummary", "[y/N]"] {
        ensure!(said.contains(step), "{step} is not in\n{said}");
    }
    for private in ["Rosa", "Delgado", "1968", "eyJ", "createHealthLink: lasts"] {
        ensure!(!said.contains(private), "{private} is in\n{said}");
    }
    Ok(())
}
