//! "Get my documents" in the real window: the ID check, places that do not answer, asking again, what came, and what is too
//! large.

use anyhow::{Context as _, Result, ensure};
use sandbox::story::Turn;
use serde_json::{Value, json};
use tests::line::Report;
use tests::page::Page;
use tests::patient::{Answer, visit};
use tests::play::Control;
use tests::tour::go;

use crate::records::{open, open_found, says, searched};
use crate::{Window, memory, pictures};

/// Tells the sandbox something.
async fn told(control: &Control, to: &str, with: Value) -> Result<()> {
    let with = with.as_object().context("not an object")?.clone();
    control.turn(&Turn::Post { to: to.to_owned(), with }).await
}

/// Asks for the documents and passes the ID check in the browser.
async fn ask(window: &Window) -> Result<()> {
    let page = &window.page;
    page.press("documents-start").await?;
    let address = window.around.inbox.next().await?;
    visit(&address, Answer::Approve, &[("person", "rosa"), ("result", "match")]).await?;
    page.until("the check does not end", async || {
        Ok(page.has("documents-diary").await? || page.has("documents-places").await?)
    })
    .await
}

async fn ended(page: &Page) -> Result<()> {
    page.patiently("the documents did not come", async || page.has("documents-places").await).await
}

#[tokio::test]
async fn documents_come_from_the_second_network_and_who_was_silent_is_asked_again() -> Result<()> {
    let sandbox = sandbox::spawn(sandbox::Options { speed: 60.0, ..Default::default() }).await?;
    let window = Window::open_on(&sandbox, &["--person", "rosa"]).await?;
    let control = Control::new(sandbox.base_url(), sandbox.control_token())?;
    let page = &window.page;
    let mut report = Report::new(pictures("documents"), |_| {})?;
    searched(&window).await?;
    told(&control, "exchange", json!({ "play": "partial-timeouts" })).await?;
    go(page, "home").await?;
    page.press("home-documents").await?;
    page.find("documents-start").await?;
    report.step(page, "start", "what it takes is said before").await?;
    ask(&window).await?;
    report.step(page, "working", "the network asks its places").await?;
    ended(page).await?;
    let places = page.text("documents-places").await?;
    for silent in ["Portage Hill Hospital", "Stillwater Clinic"] {
        ensure!(places.contains(silent), "{silent} is not named: {places}");
    }
    report.step(page, "partial", "most came; who was silent is named").await?;

    // Asked again, with a check of its own.
    told(&control, "exchange", json!({})).await?;
    ask(&window).await?;
    ended(page).await?;
    let missing =
        "return document.querySelectorAll('[data-testid=documents-places] [data-voice=need]').length;";
    page.patiently("somebody is silent still", async || Ok(says(page, missing).await? == 0)).await?;
    report.step(page, "whole", "all came").await?;
    page.press("documents-records").await?;
    open(page, "Discharge summary").await?;
    page.find("record-file").await?;
    report.step(page, "papers", "one of them, opened").await?;
    page.press("file-delete").await?;
    page.press("delete-confirm").await?;
    page.find("record-file-deleted").await?;

    // 50 megabytes are kept as they come, and not loaded into the page.
    let bulk = json!({ "bulk": { "count": 1, "bytes": 50_000_000 } });
    told(&control, "people/rosa/papers", bulk).await?;
    go(page, "home").await?;
    page.press("home-documents").await?;
    ask(&window).await?;
    page.patiently("the large one did not come", async || {
        Ok(page.has("documents-places").await? && page.text("documents-places").await?.contains("Larkmoor"))
    })
    .await?;
    page.press("documents-records").await?;
    open_found(page, "Paper 1", "Summary of episode note").await?;
    page.patiently("nothing is said of the large one", async || page.has("file-problem").await).await?;
    ensure!(
        page.attribute("file-problem", "data-problem").await?.as_deref() == Some("too-long"),
        "another problem"
    );
    report.step(page, "large", "too large to show, and saved all the same").await?;
    memory::is_bounded()?;
    window.close().await
}
