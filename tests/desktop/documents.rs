//! "Get my documents" in the real window: the ID check, places that do not answer, asking again, what came, and what is too
//! large.

use anyhow::{Result, ensure};
use serde_json::json;
use tests::line::Report;
use tests::page::Page;
use tests::patient::{Answer, visit};
use tests::tour::go;

use crate::live::{Live, live};
use crate::memory;
use crate::pictures;
use crate::records::{open, open_found, patiently, says};

/// Asks for the documents and passes the ID check in the browser.
async fn ask(live: &Live) -> Result<()> {
    let page = &live.window.page;
    page.press("documents-start").await?;
    let address = live.window.around.inbox.next().await?;
    visit(&address, Answer::Approve, &[("person", "rosa"), ("result", "match")]).await?;
    page.until("the check does not end", async || {
        Ok(page.has("documents-diary").await? || page.has("documents-places").await?)
    })
    .await
}

async fn ended(page: &Page) -> Result<()> {
    patiently(page, "the documents did not come", async || page.has("documents-places").await).await
}

#[tokio::test]
async fn documents_come_from_the_second_network_and_who_was_silent_is_asked_again() -> Result<()> {
    let live = live("loopback", sandbox::Options::default()).await?;
    let page = &live.window.page;
    let mut report = Report::new(pictures("documents"), |_| {})?;
    live.sign_in("rosa").await?;
    live.control("exchange", &json!({ "play": "partial-timeouts" })).await?;
    page.press("home-documents").await?;
    page.find("documents-start").await?;
    report.step(page, "start", "what it takes is said before").await?;
    ask(&live).await?;
    report.step(page, "working", "the network asks its places").await?;
    ended(page).await?;
    let places = page.text("documents-places").await?;
    for silent in ["Portage Hill Hospital", "Stillwater Clinic"] {
        ensure!(places.contains(silent), "{silent} is not named: {places}");
    }
    report.step(page, "partial", "most came; who was silent is named").await?;

    // Asked again, with a check of its own.
    live.control("exchange", &json!({})).await?;
    ask(&live).await?;
    ended(page).await?;
    let missing =
        "return document.querySelectorAll('[data-testid=documents-places] [data-voice=need]').length;";
    patiently(page, "somebody is silent still", async || Ok(says(page, missing).await? == 0)).await?;
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
    live.control("people/rosa/papers", &bulk).await?;
    go(page, "home").await?;
    page.press("home-documents").await?;
    ask(&live).await?;
    patiently(page, "the large one did not come", async || {
        Ok(page.has("documents-places").await? && page.text("documents-places").await?.contains("Larkmoor"))
    })
    .await?;
    page.press("documents-records").await?;
    open_found(page, "Paper 1", "Summary of episode note").await?;
    patiently(page, "nothing is said of the large one", async || page.has("file-problem").await).await?;
    ensure!(
        page.attribute("file-problem", "data-problem").await?.as_deref() == Some("too-long"),
        "another problem"
    );
    report.step(page, "large", "too large to show, and saved all the same").await?;
    memory::is_bounded()?;
    live.window.close().await
}
