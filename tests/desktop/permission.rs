//! Finding off and on again, in the real window and without a mouse: counted before, true after, with a receipt.

use anyhow::{Result, ensure};
use tests::line::{Report, places};
use tests::page::Page;

use crate::keyboard::enter;
use crate::{Window, pictures};

/// Until every place on the screen is in one of these states, and there is one.
async fn all_are(page: &Page, states: &[&str]) -> Result<()> {
    let holds = async || {
        let places = places(page).await?;
        Ok(!places.is_empty() && places.iter().all(|(_, state)| states.contains(&state.as_str())))
    };
    page.until(&format!("the places are not {states:?}"), holds).await
}

#[tokio::test]
async fn finding_is_turned_off_and_on_again_by_keyboard_alone() -> Result<()> {
    let window = Window::open(&["--speed", "60", "--person", "mateo"]).await?;
    let page = &window.page;
    let mut report = Report::new(pictures("permission"), |_| {})?;
    enter(page, "permission-yes").await?;
    enter(page, "nav-places").await?;
    let ended = async || {
        let places = places(page).await?;
        Ok(places.iter().any(|(_, state)| state == "connected") && page.has("finding-switch").await?)
    };
    // A search of three minutes, sixty times faster.
    page.until("no place is connected", ended).await?;

    enter(page, "finding-switch").await?;
    page.find("turn-off-counted").await?;
    report.step(page, "counted", "What turning off does, counted.").await?;
    enter(page, "turn-off-confirm").await?;
    page.gone("turn-off-dialog").await?;
    // Only what the network's own list shows is told as done.
    page.until("it is not told", async || page.shown("notice").await).await?;
    all_are(page, &["paused"]).await?;
    report.step(page, "off", "Finding is off, and the network shows it.").await?;

    enter(page, "nav-activity").await?;
    enter(page, "activity-receipt").await?;
    page.find("receipt-effects").await?;
    ensure!(
        page.attribute("receipt", "data-on").await?.as_deref() == Some("false"),
        "not the receipt of the off"
    );
    report.step(page, "receipt", "The dated receipt of it.").await?;
    enter(page, "back").await?;

    enter(page, "nav-places").await?;
    enter(page, "finding-switch").await?;
    page.until("no place came back", async || {
        Ok(places(page).await?.iter().any(|(_, state)| state == "connected"))
    })
    .await?;
    page.until("it is not told", async || page.shown("notice").await).await?;
    report.step(page, "on", "Finding is on again, and the places are back.").await?;
    window.close().await
}
