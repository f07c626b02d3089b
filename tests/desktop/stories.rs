//! Stories of the sandbox in the real window, on a sandbox of their own: the whole line, a repair, the front desk, and a
//! kiosk, whose window no other test of stories has.

use anyhow::Result;
use tests::kiosk_window::KioskWindow;
use tests::line::Report;
use tests::play::{Browser as _, Control, Manner, play};

use crate::{ONE_AT_A_TIME, Window, app, pictures};

async fn plays(id: &str) -> Result<()> {
    let sandbox = sandbox::spawn(sandbox::Options::default()).await?;
    let window = Window::open_on(&sandbox, &[]).await?;
    let control = Control::new(sandbox.base_url(), sandbox.control_token())?;
    let mut report = Report::new(pictures(id), |_| {})?;
    let story = control.story(id).await?;
    play(&story, &window.page, &control, &window.around.inbox, Manner::AT_ONCE, &mut report).await?;
    window.close().await
}

#[tokio::test]
async fn the_story_of_the_whole_line_plays_in_the_window() -> Result<()> {
    plays("happy-path").await
}

#[tokio::test]
async fn the_story_of_a_repair_plays_in_the_window() -> Result<()> {
    plays("repaired-places").await
}

#[tokio::test]
async fn the_story_of_the_front_desk_plays_in_the_window() -> Result<()> {
    plays("front-desk").await
}

#[tokio::test]
async fn the_story_of_a_visit_at_a_kiosk_plays_in_its_windows() -> Result<()> {
    let _alone = ONE_AT_A_TIME.lock().await;
    let sandbox = sandbox::spawn(sandbox::Options::default()).await?;
    let kiosk = KioskWindow::open(&app()?, &sandbox).await?;
    let control = Control::new(sandbox.base_url(), sandbox.control_token())?;
    let mut report = Report::new(pictures("kiosk-visit"), |_| {})?;
    let story = control.story("kiosk-visit").await?;
    let first = kiosk.window().await?;
    play(&story, &first, &control, &kiosk, Manner::AT_ONCE, &mut report).await?;
    kiosk.close().await
}
