//! A page as a person meets it: what is on it, what can be pressed, what it looks like.

use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use thirtyfour::prelude::*;

/// How long something may take on a slow machine with much else to do. Who waits less loses nothing by it.
const PATIENCE: Duration = Duration::from_mins(1);

/// How long one element is waited for before it is looked for again.
const READY: Duration = Duration::from_secs(2);

/// How often is looked.
const GLANCE: Duration = Duration::from_millis(50);

/// A driven page. Elements are found by the `data-testid` that the page gives to what a person acts on.
#[derive(Clone)]
pub struct Page(pub WebDriver);

impl Page {
    /// The element, once it is shown.
    pub async fn find(&self, id: &str) -> Result<WebElement> {
        self.find_within(id, PATIENCE).await
    }

    /// The element, once it is shown, or an error after `patience`.
    pub async fn find_within(&self, id: &str, patience: Duration) -> Result<WebElement> {
        let css = format!("[data-testid='{id}']");
        let look = async || {
            let query = self.0.query(By::Css(css.as_str())).wait(patience, GLANCE).and_displayed();
            Ok(query.first().await?)
        };
        again(patience, is_stale, look).await.with_context(|| format!("`{id}` is not on the screen"))
    }

    /// Its field, shown or not: a radio button lies under its label.
    async fn field(&self, id: &str) -> Result<WebElement> {
        let css = format!("input[data-testid='{id}']");
        let found = self.0.query(By::Css(css.as_str())).wait(PATIENCE, GLANCE).first().await;
        found.with_context(|| format!("there is no field `{id}`"))
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
        let press = async || {
            let input = self.field(id).await?;
            if input.is_selected().await? != ticked {
                let label = input.find(By::XPath("./ancestor::label")).await?;
                label.scroll_into_view().await?;
                label.click().await?;
            }
            Ok(())
        };
        again(PATIENCE, is_stale, press).await.with_context(|| format!("`{id}` cannot be ticked"))?;
        let changed = async || Ok(self.field(id).await?.is_selected().await? == ticked);
        self.until(&format!("`{id}` did not change"), changed).await
    }

    /// Presses it, once it is shown and can be pressed.
    pub async fn press(&self, id: &str) -> Result<()> {
        let press = async || {
            let element = self.find(id).await?;
            // One that was drawn anew never becomes ready: the wait for it ends, and it is looked for again.
            element.wait_until().wait(READY, GLANCE).clickable().await?;
            self.rested(id).await?;
            element.scroll_into_view().await?;
            Ok(element.click().await?)
        };
        again(PATIENCE, is_passing, press).await.with_context(|| format!("`{id}` cannot be pressed"))
    }

    /// Waits until it does not rest any more. A button that cannot be pressed yet keeps the focus, so it is not
    /// `disabled` but `aria-disabled`: a person sees it grey and waits, a driver would press it for nothing.
    pub async fn rested(&self, id: &str) -> Result<()> {
        self.until(&format!("`{id}` still rests"), async || {
            Ok(self.attribute(id, "aria-disabled").await?.as_deref() != Some("true"))
        })
        .await
    }

    /// Types into its field, in place of what was there.
    pub async fn type_into(&self, id: &str, text: &str) -> Result<()> {
        let write = async || {
            let field = self.field(id).await?;
            field.wait_until().wait(READY, GLANCE).enabled().await?;
            field.clear().await?;
            Ok(field.send_keys(text).await?)
        };
        again(PATIENCE, is_passing, write).await.with_context(|| format!("nothing can be typed into `{id}`"))
    }

    /// Its text.
    pub async fn text(&self, id: &str) -> Result<String> {
        again(PATIENCE, is_stale, async || Ok(self.find(id).await?.text().await?)).await
    }

    /// The text of a part of it.
    pub async fn text_within(&self, id: &str, css: &str) -> Result<String> {
        let read = async || Ok(self.find(id).await?.find(By::Css(css)).await?.text().await?);
        again(PATIENCE, is_stale, read).await
    }

    /// Waits until its text has this in it.
    pub async fn says(&self, id: &str, part: &str) -> Result<()> {
        let said = self.until("", async || Ok(self.text(id).await?.contains(part))).await;
        if said.is_err() {
            bail!("`{id}` does not say {part:?} but {:?}", self.text(id).await?);
        }
        Ok(())
    }

    /// An attribute of it.
    pub async fn attribute(&self, id: &str, name: &str) -> Result<Option<String>> {
        again(PATIENCE, is_stale, async || Ok(self.find(id).await?.attr(name).await?)).await
    }

    /// The screen that is shown.
    pub async fn screen(&self) -> Result<String> {
        let look = async || {
            let main = self.0.query(By::Css("main[data-screen]")).wait(PATIENCE, GLANCE).first().await?;
            Ok(main.attr("data-screen").await?.unwrap_or_default())
        };
        again(PATIENCE, is_stale, look).await
    }

    /// Waits for a screen.
    pub async fn on_screen(&self, name: &str) -> Result<()> {
        self.until(&format!("the screen is not `{name}`"), async || Ok(self.screen().await? == name)).await
    }

    /// Waits until something holds.
    pub async fn until(&self, what: &str, holds: impl AsyncFn() -> Result<bool>) -> Result<()> {
        self.within(PATIENCE, what, holds).await
    }

    /// Waits longer than a person waits for a button: for what a network does, or a large file.
    pub async fn patiently(&self, what: &str, holds: impl AsyncFn() -> Result<bool>) -> Result<()> {
        self.within(8 * PATIENCE, what, holds).await
    }

    async fn within(
        &self,
        patience: Duration,
        what: &str,
        holds: impl AsyncFn() -> Result<bool>,
    ) -> Result<()> {
        let begun = std::time::Instant::now();
        loop {
            match holds().await {
                Ok(true) => return Ok(()),
                Err(error) if is_lost(&error) => return Err(error.context(what.to_owned())),
                // An element that went away between two calls is looked for again.
                Ok(false) | Err(_) => {}
            }
            if begun.elapsed() > patience {
                let screen = self.screen().await.unwrap_or_default();
                bail!("{what} (screen `{screen}`)");
            }
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// What the window shows, as a PNG. Two frames are let pass first: right after a press it shows the one before.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        let script = "const done = arguments[arguments.length - 1]; \
                      requestAnimationFrame(() => requestAnimationFrame(() => done(true)));";
        self.0.execute_async(script, Vec::new()).await?;
        Ok(self.0.screenshot_as_png().await?)
    }

    /// The same once it does not change any more.
    pub async fn still_picture(&self) -> Result<Vec<u8>> {
        let begun = std::time::Instant::now();
        let mut last = self.picture().await?;
        loop {
            let next = self.picture().await?;
            if next == last {
                return Ok(next);
            }
            if begun.elapsed() > PATIENCE {
                bail!("the page never stands still");
            }
            last = next;
        }
    }
}

/// Does it until it works, as long as what is in the way is of a kind that passes: the page drew something anew between
/// two calls, say.
async fn again<T>(
    patience: Duration,
    passes: fn(&anyhow::Error) -> bool,
    act: impl AsyncFn() -> Result<T>,
) -> Result<T> {
    let begun = std::time::Instant::now();
    loop {
        match act().await {
            Err(error) if passes(&error) && begun.elapsed() < patience => {}
            ended => return ended,
        }
    }
}

/// The process that draws the page died, and the driver's session with it: the machine's own libraries, or too little
/// memory. The app loads the page again, but nobody can drive it any more.
#[must_use]
pub fn is_lost(error: &anyhow::Error) -> bool {
    error
        .chain()
        .filter_map(|cause| cause.downcast_ref::<WebDriverError>())
        .any(|cause| matches!(cause.as_inner(), thirtyfour::error::WebDriverErrorInner::InvalidSessionId(_)))
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
