//! A page as a person meets it: what is on it, what can be pressed, what it looks like.

use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use thirtyfour::prelude::*;

/// How long a person waits before they think that it hangs.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long one element is waited for before it is looked for again.
const READY: Duration = Duration::from_secs(2);

/// A driven page. Elements are found by the `data-testid` that the page gives to what a person acts on.
#[derive(Clone)]
pub struct Page(pub WebDriver);

impl Page {
    /// The element, once it is shown.
    pub async fn find(&self, id: &str) -> Result<WebElement> {
        self.find_within(id, PATIENCE).await
    }

    /// The element, once it is shown, or an error after `patience`. What the page draws anew meanwhile is looked for
    /// again.
    pub async fn find_within(&self, id: &str, patience: Duration) -> Result<WebElement> {
        let begun = std::time::Instant::now();
        loop {
            let shown = self
                .0
                .query(By::Css(format!("[data-testid='{id}']")))
                .wait(patience, Duration::from_millis(50))
                .and_displayed()
                .first()
                .await;
            match shown.map_err(anyhow::Error::from) {
                Err(error) if is_stale(&error) && begun.elapsed() < patience => {}
                shown => return shown.with_context(|| format!("`{id}` is not on the screen")),
            }
        }
    }

    /// Is it in the page at all?
    pub async fn has(&self, id: &str) -> Result<bool> {
        Ok(!self.0.find_all(By::Css(format!("[data-testid='{id}']"))).await?.is_empty())
    }

    /// Is it shown now?
    pub async fn shown(&self, id: &str) -> Result<bool> {
        for element in self.0.find_all(By::Css(format!("[data-testid='{id}']"))).await? {
            if element.is_displayed().await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Waits until it is gone.
    pub async fn gone(&self, id: &str) -> Result<()> {
        self.until(&format!("`{id}` is still on the screen"), async || Ok(!self.has(id).await?)).await
    }

    /// A radio button or a checkbox: what a person presses is its label.
    pub async fn tick(&self, id: &str, ticked: bool) -> Result<()> {
        let css = By::Css(format!("input[data-testid='{id}']"));
        let input = self.0.query(css).wait(PATIENCE, Duration::from_millis(50)).first().await?;
        if input.is_selected().await? != ticked {
            let label = input.find(By::XPath("./ancestor::label")).await?;
            label.scroll_into_view().await?;
            label.click().await.with_context(|| format!("`{id}` cannot be ticked"))?;
        }
        self.until(&format!("`{id}` did not change"), async || Ok(input.is_selected().await? == ticked)).await
    }

    /// Presses it, once it is shown and can be pressed. What the page draws anew meanwhile is looked for again.
    pub async fn press(&self, id: &str) -> Result<()> {
        let begun = std::time::Instant::now();
        loop {
            match self.press_now(id).await {
                // One that was drawn anew never becomes ready: the wait for it ends, and it is looked for again.
                Err(error) if is_passing(&error) && begun.elapsed() < PATIENCE => {}
                pressed => return pressed.with_context(|| format!("`{id}` cannot be pressed")),
            }
        }
    }

    async fn press_now(&self, id: &str) -> Result<()> {
        let element = self.find(id).await?;
        element.wait_until().wait(READY, Duration::from_millis(50)).clickable().await?;
        element.scroll_into_view().await?;
        Ok(element.click().await?)
    }

    /// Types into its field, in place of what was there.
    pub async fn type_into(&self, id: &str, text: &str) -> Result<()> {
        let css = By::Css(format!("input[data-testid='{id}']"));
        let field = self.0.query(css).wait(PATIENCE, Duration::from_millis(50)).first().await?;
        field.clear().await?;
        Ok(field.send_keys(text).await?)
    }

    /// Its text.
    pub async fn text(&self, id: &str) -> Result<String> {
        Ok(self.find(id).await?.text().await?)
    }

    /// An attribute of it.
    pub async fn attribute(&self, id: &str, name: &str) -> Result<Option<String>> {
        Ok(self.find(id).await?.attr(name).await?)
    }

    /// The screen that is shown.
    pub async fn screen(&self) -> Result<String> {
        let main = self
            .0
            .query(By::Css("main[data-screen]"))
            .wait(PATIENCE, Duration::from_millis(50))
            .first()
            .await?;
        Ok(main.attr("data-screen").await?.unwrap_or_default())
    }

    /// Waits for a screen.
    pub async fn on_screen(&self, name: &str) -> Result<()> {
        self.until(&format!("the screen is not `{name}`"), async || Ok(self.screen().await? == name)).await
    }

    /// Waits until something holds.
    pub async fn until(&self, what: &str, holds: impl AsyncFn() -> Result<bool>) -> Result<()> {
        let begun = std::time::Instant::now();
        loop {
            // An element that went away between two calls is looked for again.
            if holds().await.unwrap_or(false) {
                return Ok(());
            }
            if begun.elapsed() > PATIENCE {
                let screen = self.screen().await.unwrap_or_default();
                bail!("{what} (screen `{screen}`)");
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }

    /// What the window shows, as a PNG. Two frames are let pass first: right after a press it shows the one before.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        let script = "const done = arguments[arguments.length - 1]; \
                      requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";
        self.0.execute_async(script, Vec::new()).await?;
        Ok(self.0.screenshot_as_png().await?)
    }
}

/// May be gone with another try.
fn is_passing(error: &anyhow::Error) -> bool {
    let inner = error.downcast_ref::<WebDriverError>().map(WebDriverError::as_inner);
    is_stale(error) || matches!(inner, Some(thirtyfour::error::WebDriverErrorInner::Timeout(_)))
}

fn is_stale(error: &anyhow::Error) -> bool {
    let inner = error.downcast_ref::<WebDriverError>().map(WebDriverError::as_inner);
    matches!(inner, Some(thirtyfour::error::WebDriverErrorInner::StaleElementReference(_)))
}
