//! Three stories of the sandbox in the real window, on a sandbox of their own: the whole line, a repair, the front desk.

use anyhow::Result;
use tests::line::Report;
use tests::play::{Control, Manner, play};

use crate::{Window, pictures};

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
