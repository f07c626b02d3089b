//! Whole stories in the real window as a screen reader tells them: where the focus is, what is announced, and what there is
//! to read, over AT-SPI. Each leaves a transcript, which is compared with the one in `transcripts`.
//!
//! `SATCHEL_WRITE_TRANSCRIPTS=1` writes them anew; then they are read.

mod transcript;

use anyhow::Result;
use serde_json::json;
use tests::line::{Portal as _, passcode, places};
use tests::page::Page;
use tests::patient::{Answer, visit};
use thirtyfour::prelude::*;

use crate::keyboard::{enter, press_key, tab_to};
use transcript::Told;

const QUILLBACK: &str = "6f0d2f6e-52a5-5c0b-9a53-0d5a1c3b7e21";

/// Waits until the place is in one of these states.
async fn place_is(page: &Page, id: &str, states: &[&str]) -> Result<()> {
    page.until(&format!("the place is not {states:?}"), async || {
        Ok(places(page).await?.iter().any(|(place, state)| place == id && states.contains(&state.as_str())))
    })
    .await
}

/// Waits until what the places sent is read, and the list has so many lines.
async fn listed(page: &Page, holds: fn(u64) -> bool) -> Result<()> {
    page.until("the list has other records", async || {
        let reading = page.attribute("records-found", "data-reading").await?;
        let total = page.attribute("records-found", "data-total").await?;
        let total = total.and_then(|total| total.parse().ok());
        Ok(reading.as_deref() == Some("false") && total.is_some_and(holds))
    })
    .await
}

/// The permission is given, and the search has ended.
async fn found(told: &Told) -> Result<()> {
    let page = told.page();
    enter(&page, "permission-yes").await?;
    page.find("home-diary").await?;
    told.later(1000).await?;
    page.find("home-clasp").await.map(drop)
}

#[tokio::test]
async fn a_first_run_is_told_from_the_welcome_to_the_places_that_were_found() -> Result<()> {
    let mut told = Told::begin("first-run", &[]).await?;
    let page = told.page();
    page.find("person-nia").await?;
    told.whole("Satchel is opened", &[]).await?;

    enter(&page, "person-nia").await?;
    page.find("terms-accept").await?;
    told.step("Enter on Nia, who is new here", &[]).await?;
    enter(&page, "terms-accept").await?;
    told.step("Enter on going on, before the terms are agreed to", &[]).await?;
    page.tick("terms-agree", true).await?;
    told.step("a press on the agreement", &[]).await?;
    enter(&page, "terms-accept").await?;
    page.find("identity-start").await?;
    told.step("Enter on going on", &[]).await?;

    enter(&page, "identity-start").await?;
    let address = told.browser().next().await?;
    told.step("the ID check opens in the browser", &[]).await?;
    visit(&address, Answer::Approve, &[("person", "nia"), ("result", "match")]).await?;
    told.later(15).await?;
    page.find("permission-yes").await?;
    told.step("the ID check is passed", &[]).await?;

    enter(&page, "permission-yes").await?;
    page.find("home-diary").await?;
    told.whole("Enter on yes", &["Finding your records is on."]).await?;

    told.later(60).await?;
    told.step("the search goes on", &[]).await?;
    told.later(600).await?;
    told.step("the search ends", &[]).await?;
    enter(&page, "nav-places").await?;
    page.on_screen("places").await?;
    told.step("Enter on Places", &[]).await?;
    told.end().await
}

#[tokio::test]
async fn a_place_whose_permission_ended_is_told_until_it_is_back() -> Result<()> {
    let mut told = Told::begin("a-place-again", &["--person", "rosa"]).await?;
    let page = told.page();
    found(&told).await?;
    enter(&page, "nav-places").await?;
    place_is(&page, QUILLBACK, &["needs-sign-in"]).await?;
    enter(&page, &format!("place-action-{QUILLBACK}")).await?;
    page.find("connect-finished").await?;
    told.browser().sign_in().await?;
    told.later(15).await?;
    place_is(&page, QUILLBACK, &["connected", "records-coming"]).await?;
    told.skip(&["Quillback Heart Clinic is connected."]).await?;

    let path = format!("people/rosa/connections/{QUILLBACK}");
    told.turn(&path, json!({ "status": "EXPIRED" })).await?;
    told.later(86_400).await?;
    place_is(&page, QUILLBACK, &["needs-sign-in-again"]).await?;
    told.step("the next day, the permission has ended", &[]).await?;
    enter(&page, "nav-home").await?;
    page.find("home-clasp").await?;
    told.step("Enter on Home", &[]).await?;
    enter(&page, "nav-places").await?;
    page.on_screen("places").await?;
    told.step("Enter on Places", &[]).await?;

    enter(&page, &format!("place-action-{QUILLBACK}")).await?;
    page.find("connect-finished").await?;
    told.step("Enter on the sign-in", &[]).await?;
    enter(&page, "connect-finished").await?;
    told.step("Enter on having finished, too early", &["not"]).await?;
    told.browser().sign_in().await?;
    told.later(15).await?;
    place_is(&page, QUILLBACK, &["connected", "records-coming"]).await?;
    told.step("the sign-in is done", &["Quillback Heart Clinic is connected."]).await?;
    told.end().await
}

#[tokio::test]
async fn finding_is_told_while_it_is_turned_off_and_on_again() -> Result<()> {
    let mut told = Told::begin("finding-off-and-on", &["--person", "rosa"]).await?;
    let page = told.page();
    found(&told).await?;
    enter(&page, "nav-places").await?;
    page.on_screen("places").await?;
    told.skip(&[]).await?;

    enter(&page, "finding-switch").await?;
    page.find("turn-off-counted").await?;
    told.step("Enter on the switch", &[]).await?;
    press_key(&page, Key::Escape).await?;
    page.gone("turn-off-dialog").await?;
    told.step("Escape", &[]).await?;
    enter(&page, "finding-switch").await?;
    page.find("turn-off-counted").await?;
    enter(&page, "turn-off-confirm").await?;
    page.gone("turn-off-dialog").await?;
    told.step(
        "Enter on the switch, and on turning off",
        &["The network said yes.", "Finding your records is off."],
    )
    .await?;
    page.find("notice").await?;

    enter(&page, "finding-switch").await?;
    told.step("Enter on the switch again", &["Finding your records is on."]).await?;
    told.end().await
}

#[tokio::test]
async fn sharing_is_told_from_the_choice_to_the_end_of_the_code() -> Result<()> {
    let mut told = Told::begin("sharing", &["--person", "rosa"]).await?;
    let page = told.page();
    found(&told).await?;
    enter(&page, "nav-share").await?;
    page.find("share-make").await?;
    told.skip(&[]).await?;
    told.step("Enter on Share", &[]).await?;

    enter(&page, "share-make").await?;
    page.find("share-qr").await?;
    told.step("Enter on making a QR code", &[]).await?;
    enter(&page, "share-look").await?;
    page.find("received").await?;
    told.step("Enter on what the clinic will see", &[]).await?;
    enter(&page, "share-back-to-qr").await?;
    page.find("share-qr").await?;
    told.step("Enter on the way back", &[]).await?;
    enter(&page, "share-scanned").await?;
    passcode(&page).await?;
    told.step("Enter on having been scanned", &[]).await?;

    told.later(185).await?;
    told.step("three minutes later", &["2 minutes left"]).await?;
    told.later(60).await?;
    told.step("a minute later", &["1 minute left"]).await?;
    told.later(30).await?;
    told.step("half a minute later", &["30 seconds left"]).await?;
    told.later(40).await?;
    page.find("share-new").await?;
    told.step("at the end", &["The QR code has ended."]).await?;
    enter(&page, "share-new").await?;
    page.find("share-qr").await?;
    told.step("Enter on a new one", &[]).await?;
    told.end().await
}

#[tokio::test]
async fn records_are_told_in_their_list_and_one_by_one() -> Result<()> {
    let mut told = Told::begin("records", &["--person", "rosa"]).await?;
    let page = told.page();
    found(&told).await?;
    enter(&page, "nav-records").await?;
    listed(&page, |total| total > 20).await?;
    told.skip(&[]).await?;
    told.step("Enter on Records", &[]).await?;

    tab_to(&page, "records-search").await?;
    page.0.action_chain().send_keys("x").perform().await?;
    listed(&page, |total| total < 10).await?;
    told.step("a letter is typed into the search", &["Found"]).await?;
    enter(&page, "record-row").await?;
    page.find("outline").await?;
    told.step("Enter on the first", &[]).await?;
    press_key(&page, Key::Escape).await?;
    page.gone("outline").await?;
    told.step("Escape", &[]).await?;
    enter(&page, "records-complete").await?;
    page.find("complete-table").await?;
    told.step("Enter on what came", &[]).await?;
    told.end().await
}
