//! The same line without a mouse: every step is reached by Tab and done by Enter or Space.

use anyhow::{Result, bail, ensure};
use thirtyfour::prelude::*;

use tests::clinic::{self, Opened};
use tests::line::{Portal as _, places};
use tests::page::Page;
use tests::picture::read_qr;

use crate::Window;

pub(crate) async fn press_key(page: &Page, key: impl Into<char>) -> Result<()> {
    Ok(page.0.action_chain().send_keys(key.into().to_string()).perform().await?)
}

/// What has the focus: its test id, or its tag.
async fn focused(page: &Page) -> Result<String> {
    let script = "const e = document.activeElement; return e?.closest('[data-testid]')?.dataset.testid ?? e?.tagName ?? '';";
    Ok(page.0.execute(script, Vec::new()).await?.json().as_str().unwrap_or_default().to_owned())
}

/// Goes on by Tab until `id` has the focus, as a person would who sees where the ring is.
pub(crate) async fn tab_to(page: &Page, id: &str) -> Result<()> {
    page.until(&format!("`{id}` is not there"), async || page.has(id).await).await?;
    let mut seen = Vec::new();
    for _ in 0..80 {
        let at = focused(page).await?;
        if at == id {
            let ring = "const s = getComputedStyle(document.activeElement.matches('input') ? \
                        document.activeElement.closest('label') ?? document.activeElement : document.activeElement); \
                        return s.outlineStyle !== 'none' || s.boxShadow !== 'none';";
            let visible = page.0.execute(ring, Vec::new()).await?.json().as_bool().unwrap_or(false);
            ensure!(visible, "`{id}` has the focus and does not show it");
            return Ok(());
        }
        seen.push(at);
        press_key(page, Key::Tab).await?;
    }
    bail!("Tab never reaches `{id}`; it went through {seen:?}")
}

pub(crate) async fn enter(page: &Page, id: &str) -> Result<()> {
    tab_to(page, id).await?;
    page.rested(id).await?;
    press_key(page, Key::Enter).await
}

#[tokio::test]
async fn the_whole_line_is_gone_by_keyboard_alone() -> Result<()> {
    let window = Window::open(&["--speed", "60"]).await?;
    let page = &window.page;
    enter(page, "person-mateo").await?;
    enter(page, "permission-yes").await?;
    enter(page, "nav-places").await?;
    let asking = async || Ok(places(page).await?.iter().any(|(_, state)| state == "needs-sign-in"));
    page.until("no place asks for a sign-in", asking).await?;
    let all = places(page).await?;
    let Some((id, _)) = all.iter().find(|(_, state)| state == "needs-sign-in") else {
        bail!("it is gone again")
    };
    enter(page, &format!("place-action-{id}")).await?;
    page.find("connect-finished").await?;
    window.around.inbox.sign_in().await?;
    let place = format!("place-{id}");
    page.until("the place did not become connected", async || {
        let state = page.attribute(&place, "data-state").await?.unwrap_or_default();
        Ok(matches!(state.as_str(), "connected" | "records-coming"))
    })
    .await?;

    enter(page, "nav-share").await?;
    enter(page, "share-make").await?;
    page.find("share-qr").await?;
    let link = read_qr(&page.picture().await?)?;
    enter(page, "share-scanned").await?;
    let digits = tests::line::passcode(page).await?;
    ensure!(matches!(clinic::open(&link, &digits).await?, Opened::Records(_)), "the link did not open");
    enter(page, "passcode-heard").await?;
    page.gone("passcode-digits").await?;
    window.close().await
}
