//! The places in the real window, by keyboard alone: connect, turn off with an undo, reconnect, finding off and on again.

use anyhow::{Context as _, Result, ensure};

use tests::line::{Portal as _, places};
use tests::page::Page;

use crate::keyboard::enter;
use crate::{Window, pictures};

/// A picture of the window, where somebody wants to look at the story.
async fn picture(page: &Page, name: &str) -> Result<()> {
    let Some(folder) = pictures("places") else { return Ok(()) };
    std::fs::create_dir_all(&folder)?;
    std::fs::write(folder.join(format!("{name}.png")), page.picture().await?)?;
    Ok(())
}

async fn until_state(page: &Page, place: &str, states: &[&str]) -> Result<()> {
    page.patiently(&format!("the place did not become {states:?}"), async || {
        let state = page.attribute(place, "data-state").await?.unwrap_or_default();
        Ok(states.contains(&state.as_str()))
    })
    .await
}

#[tokio::test]
async fn a_place_is_connected_turned_off_kept_brought_back_paused_and_brought_back_by_keyboard() -> Result<()>
{
    let window = Window::open(&["--speed", "60"]).await?;
    let page = &window.page;
    enter(page, "person-mateo").await?;
    enter(page, "permission-yes").await?;
    enter(page, "nav-places").await?;
    let asking = async || Ok(places(page).await?.iter().any(|(_, state)| state == "needs-sign-in"));
    page.until("no place asks for a sign-in", asking).await?;
    let all = places(page).await?;
    let (id, _) = all.iter().find(|(_, state)| state == "needs-sign-in").context("it is gone again")?;
    let place = format!("place-{id}");
    picture(page, "1-needs-sign-in").await?;

    // Connect.
    enter(page, &format!("place-action-{id}")).await?;
    page.find("connect-finished").await?;
    picture(page, "2-waiting").await?;
    window.around.inbox.sign_in().await?;
    until_state(page, &place, &["connected", "records-coming"]).await?;
    until_state(page, &place, &["connected"]).await?;
    picture(page, "3-connected").await?;

    // Turn off, and undo: the focus is on Undo, and nothing was sent.
    enter(page, &format!("place-open-{id}")).await?;
    page.on_screen("place").await?;
    picture(page, "4-place").await?;
    enter(page, "place-off").await?;
    picture(page, "5-turn-off-dialog").await?;
    enter(page, "place-off-confirm").await?;
    page.find("undo-bar").await?;
    picture(page, "6-undo").await?;
    enter(page, "undo").await?;
    page.gone("undo-bar").await?;
    // What came of it is told, and the focus comes back: before that nobody begins anew.
    page.find("notice").await?;
    page.find("place-off").await?;

    // Turn off, and let the ten seconds go by.
    enter(page, "place-off").await?;
    enter(page, "place-off-confirm").await?;
    page.find("undo-bar").await?;
    page.gone("undo-bar").await?;
    enter(page, "back").await?;
    until_state(page, &place, &["turned-off"]).await?;
    picture(page, "7-turned-off").await?;

    // Bring it back by a sign-in.
    enter(page, &format!("place-action-{id}")).await?;
    page.find("connect-finished").await?;
    window.around.inbox.sign_in().await?;
    until_state(page, &place, &["connected", "records-coming"]).await?;
    until_state(page, &place, &["connected"]).await?;
    picture(page, "8-back-again").await?;

    // Finding off pauses it, and on brings it back.
    enter(page, "finding-switch").await?;
    picture(page, "9-finding-off-dialog").await?;
    enter(page, "turn-off-confirm").await?;
    until_state(page, &place, &["paused"]).await?;
    picture(page, "10-paused").await?;
    enter(page, "finding-switch").await?;
    until_state(page, &place, &["connected", "records-coming"]).await?;
    picture(page, "11-finding-on-again").await?;

    // Add a place by name.
    enter(page, "places-add").await?;
    page.type_into("add-words", "Estrella").await?;
    enter(page, "add-search").await?;
    page.find("add-mine-estrella_vision_center").await?;
    picture(page, "12-add-place").await?;
    enter(page, "add-mine-estrella_vision_center").await?;
    enter(page, "vouch-yes").await?;
    page.find("connect-finished").await?;
    window.around.inbox.sign_in().await?;
    until_state(page, "place-estrella_vision_center", &["connected", "records-coming"]).await?;
    picture(page, "13-added").await?;
    ensure!(page.screen().await? == "places", "the list is where it ends");
    window.close().await
}
