//! An organisation's app in its real window, on a sandbox that is not in it and that a story steers.

use anyhow::Result;
use tests::page::Page;
use tests::patient::{Answer, visit};

use crate::Window;

/// The demo's own organisation, as a settings file for a separate sandbox.
const ORGANISATION: &str = include_str!("../../src-tauri/src/demo.toml");

/// The window, and the world it lives in.
pub(crate) struct Live {
    pub(crate) window: Window,
    /// It lives as long as this does.
    pub(crate) world: sandbox::Sandbox,
}

/// A sandbox of its own, and an organisation's settings for it.
pub(crate) async fn world(redirect: &str, options: sandbox::Options) -> Result<(sandbox::Sandbox, String)> {
    let world = sandbox::spawn(sandbox::Options { speed: 60.0, ..options }).await?;
    let origin = world.base_url().trim_end_matches('/').to_owned();
    let config = ORGANISATION
        .replace("http://127.0.0.1:1\"", &format!("{origin}\""))
        .replace("http://127.0.0.1:1/", &format!("{origin}/"))
        .replace("redirects = [\"loopback\"]", &format!("redirects = [\"{redirect}\"]"));
    Ok((world, config))
}

/// The app before such a sandbox; `redirect`: how a browser comes back to it.
pub(crate) async fn live(redirect: &str, options: sandbox::Options) -> Result<Live> {
    let (world, config) = world(redirect, options).await?;
    Ok(Live { window: Window::open_live(&config).await?, world })
}

/// Past the question about a PIN.
pub(crate) async fn without_pin(page: &Page) -> Result<()> {
    page.press("pin-not-now").await
}

impl Live {
    /// Signs in at the organisation, and gives the permission.
    pub(crate) async fn sign_in(&self, person: &str) -> Result<()> {
        let page = &self.window.page;
        page.press("welcome-sign-in").await?;
        let address = self.window.around.inbox.next().await?;
        visit(&address, Answer::Approve, &[("person", person)]).await?;
        without_pin(page).await?;
        page.press("permission-yes").await?;
        page.on_screen("home").await
    }
}
