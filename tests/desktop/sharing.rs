//! Sharing and opening in the real window, without a mouse: a code, what a clinic sees, the passcode, the end, a new code,
//! and somebody's link.

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::Value;
use thirtyfour::prelude::*;

use tests::clinic::{self, Opened};
use tests::line::{Report, passcode};
use tests::page::Page;
use tests::picture::read_qr;

use crate::keyboard::{enter, press_key, tab_to};
use crate::{Window, pictures};

/// How long a code of these windows lives, in real seconds: time enough to use it, and to see it end.
const LIFE: u64 = 60;

/// Whatever can be reached by Tab, or is a picture or a timer, and says nothing to a screen reader.
async fn nameless(page: &Page) -> Result<Vec<String>> {
    let script = "
        const named = (e) => {
          const by = (e.getAttribute('aria-labelledby') ?? '').split(/\\s+/).filter(Boolean)
            .map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
          const label = e.labels ? [...e.labels].map((l) => l.textContent).join(' ') : '';
          return (e.getAttribute('aria-label') ?? '') + by + label + (e.textContent ?? '');
        };
        const all = document.querySelectorAll('button, a[href], input, summary, dialog, [role=img], [role=timer], [role=group]');
        return [...all].filter((e) => e.offsetParent !== null && !e.closest('[aria-hidden=true]') && named(e).trim() === '').map((e) => e.outerHTML.slice(0, 120));";
    let found = page.0.execute(script, Vec::new()).await?;
    let Value::Array(lines) = found.json() else { bail!("the page says nothing about its names") };
    Ok(lines.iter().filter_map(Value::as_str).map(str::to_owned).collect())
}

async fn told(page: &Page) -> Result<String> {
    let script = "return [...document.querySelectorAll('[aria-live], [role=status]')].map((e) => e.textContent).join(' ');";
    Ok(page.0.execute(script, Vec::new()).await?.json().as_str().unwrap_or_default().to_owned())
}

async fn step(report: &mut Report, page: &Page, name: &str) -> Result<()> {
    let nameless = nameless(page).await?;
    ensure!(nameless.is_empty(), "{name}: without a name: {nameless:?}");
    report.step(page, name, name).await
}

#[tokio::test]
async fn a_code_is_made_looked_at_told_ends_and_is_made_anew_by_keyboard_alone() -> Result<()> {
    let life = LIFE.to_string();
    let window = Window::open(&["--speed", "60", "--person", "rosa", "--code-seconds", &life]).await?;
    let page = &window.page;
    let mut report = Report::new(pictures("sharing"), |_| {})?;
    enter(page, "permission-yes").await?;
    page.on_screen("home").await?;

    // A person who is signed in has a code after two actions.
    enter(page, "nav-share").await?;
    step(&mut report, page, "choose").await?;
    enter(page, "share-make").await?;
    page.find("share-qr").await?;
    let first = read_qr(&page.picture().await?)?;
    step(&mut report, page, "live").await?;
    let shut = page.find("share-full-open").await?;
    ensure!(shut.is_displayed().await?, "there is no way to the full screen");
    enter(page, "share-full-open").await?;
    page.find("share-qr-full").await?;
    ensure!(read_qr(&page.picture().await?)? == first, "the full screen has another code");
    step(&mut report, page, "full").await?;
    press_key(page, Key::Escape).await?;
    page.gone("share-full").await?;

    enter(page, "share-look").await?;
    page.find("received").await?;
    ensure!(page.attribute("received", "data-whose").await?.as_deref() == Some("mine"), "whose is it?");
    step(&mut report, page, "seen").await?;
    enter(page, "share-back-to-qr").await?;

    enter(page, "share-scanned").await?;
    let digits = passcode(page).await?;
    ensure!(!page.has("share-qr").await?, "the QR code stands beside the passcode");
    step(&mut report, page, "passcode").await?;
    if page.has("passcode-hear").await? {
        enter(page, "passcode-hear").await?;
        page.find("passcode-hear-warning").await?;
        step(&mut report, page, "hear").await?;
        enter(page, "passcode-say-not").await?;
    }
    ensure!(matches!(clinic::open(&first, &digits).await?, Opened::Records(_)), "the link did not open");

    page.patiently("the code never ended", async || page.has("share-new").await).await?;
    page.patiently("the end is not shown", async || Ok(page.screen().await? == "share-ended")).await?;
    ensure!(!page.has("share-qr").await? && !page.has("passcode-digits").await?, "something of it is left");
    page.until("nobody hears that it ended", async || Ok(told(page).await?.contains("ended"))).await?;
    ensure!(clinic::open(&first, &digits).await? == Opened::NotActive, "it opens after its end");
    step(&mut report, page, "ended").await?;

    enter(page, "share-new").await?;
    page.find("share-qr").await?;
    let second = read_qr(&page.picture().await?)?;
    ensure!(second != first, "the new code is the old one");
    enter(page, "share-scanned").await?;
    let digits = passcode(page).await?;

    // The person's own link, as if somebody had given it to them.
    enter(page, "passcode-heard").await?;
    page.on_screen("home").await?;
    enter(page, "nav-share").await?;
    page.find("share-past").await?;
    enter(page, "open-link-go").await?;
    tab_to(page, "open-link-text").await?;
    page.0.action_chain().send_keys(&second).perform().await?;
    page.find("open-link-facts").await?;
    step(&mut report, page, "link").await?;
    tab_to(page, "open-link-passcode").await?;
    page.0.action_chain().send_keys("000000").perform().await?;
    enter(page, "open-link-open").await?;
    page.find("open-link-tries").await?;
    step(&mut report, page, "wrong").await?;
    page.type_into("open-link-passcode", &digits).await?;
    enter(page, "open-link-open").await?;
    page.find("received").await?;
    step(&mut report, page, "received").await?;
    enter(page, "open-link-keep").await?;
    page.gone("open-link-keep").await?;
    step(&mut report, page, "kept").await?;
    enter(page, "open-link-close").await?;
    page.on_screen("share").await?;
    window.close().await
}

#[tokio::test]
async fn a_link_in_a_picture_is_read_from_the_picture() -> Result<()> {
    let window = Window::open(&["--speed", "60", "--person", "mateo"]).await?;
    let page = &window.page;
    page.press("permission-yes").await?;
    page.press("nav-share").await?;
    page.press("share-make").await?;
    page.find("share-qr").await?;
    let picture = window.around.home().join("from-a-friend.png");
    std::fs::write(&picture, page.picture().await?).context("the picture of the screen")?;
    page.press("share-done").await?;
    page.press("nav-share").await?;
    page.press("open-link-go").await?;
    let file = page.0.find(By::Css("input[data-testid='open-link-file']")).await?;
    file.send_keys(&*picture.to_string_lossy()).await?;
    page.find("open-link-facts").await?;
    ensure!(page.text("open-link-host").await? == "127.0.0.1", "it leads elsewhere");
    page.press("open-link-open").await?;
    page.find("open-link-tries").await?;
    window.close().await
}
