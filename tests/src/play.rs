//! Plays a story of the sandbox: the world by its control API, the person by the page, the clinic by its scanner. What
//! plays here in a test is what `cargo demo --play` shows to an audience.

use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use sandbox::story::{Clinic, Deed, Portal, Step, Story, Text, Turn};
use serde_json::{Value, json};
use url::Url;

use crate::clinic::{self, Opened};
use crate::line::{Report, passcode};
use crate::page::Page;
use crate::patient::{Answer, visit};
use crate::picture::read_qr;
use crate::tour;

/// Where a sandbox is steered.
#[derive(Clone, Debug)]
pub struct Control {
    base: Url,
    token: String,
    http: reqwest::Client,
}

impl Control {
    /// Of the sandbox at `base`.
    pub fn new(base: &str, token: &str) -> Result<Self> {
        let http = reqwest::Client::builder().no_proxy().build()?;
        Ok(Self { base: Url::parse(base)?.join("/control/")?, token: token.to_owned(), http })
    }

    /// What there is to tell: the stories' ids, in order.
    pub async fn stories(&self) -> Result<Vec<String>> {
        let list: Vec<Value> = self.ask(reqwest::Method::GET, "stories", None).await?;
        list.iter().map(|one| Ok(one["id"].as_str().context("a story without an id")?.to_owned())).collect()
    }

    /// One of them.
    pub async fn story(&self, id: &str) -> Result<Story> {
        self.ask(reqwest::Method::GET, &format!("stories/{id}"), None)
            .await
            .with_context(|| format!("there is no story {id}"))
    }

    /// What the world does.
    pub async fn turn(&self, turn: &Turn) -> Result<()> {
        let (method, to, body) = match turn {
            Turn::Post { to, with } => (reqwest::Method::POST, to, Some(json!(with))),
            Turn::Delete { to } => (reqwest::Method::DELETE, to, None),
        };
        let _: Value = self.ask(method, to, body).await?;
        Ok(())
    }

    async fn ask<T: serde::de::DeserializeOwned>(
        &self,
        method: reqwest::Method,
        path: &str,
        body: Option<Value>,
    ) -> Result<T> {
        let mut asked = self.http.request(method, self.base.join(path)?).bearer_auth(&self.token);
        if let Some(body) = body {
            asked = asked.json(&body);
        }
        let answer = asked.send().await?;
        let status = answer.status();
        let text = answer.text().await?;
        ensure!(status.is_success(), "the sandbox answered {status} to {path}: {text}");
        Ok(serde_json::from_str(&text)?)
    }
}

/// The browser that the app opens addresses in.
pub trait Browser {
    /// The next address that the app opens.
    fn next(&self) -> impl Future<Output = Result<Url>>;
}

/// How a story is shown.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// How long a caption can be read before the next step begins.
    pub pace: Duration,
    /// The captions' language.
    pub spanish: bool,
}

impl Manner {
    /// For a test: nobody reads along.
    pub const AT_ONCE: Self = Self { pace: Duration::ZERO, spanish: false };

    fn words(self, text: &Text) -> &str {
        if self.spanish { &text.es } else { &text.en }
    }
}

/// Plays `story` from the welcome screen to its end.
pub async fn play(
    story: &Story,
    page: &Page,
    control: &Control,
    browser: &impl Browser,
    manner: Manner,
    report: &mut Report,
) -> Result<()> {
    let mut stage = Stage { page, control, browser, link: None };
    control.turn(&Turn::Post { to: "clock".to_owned(), with: object(json!({ "speed": 1.0 })) }).await?;
    enter(page, &story.person).await?;
    for (number, step) in story.steps.iter().enumerate() {
        let caption = manner.words(&step.caption);
        show(page, caption).await?;
        if let Err(error) = stage.step(step).await {
            // What was on the screen when it did not go on, for whoever looks why.
            let _ = report.step(page, &format!("step-{}-stopped", number + 1), caption).await;
            return Err(error.context(format!("{}, step {}: {caption}", story.id, number + 1)));
        }
        report.step(page, &format!("step-{}", number + 1), caption).await?;
        tokio::time::sleep(manner.pace).await;
    }
    show(page, "").await
}

fn object(value: Value) -> serde_json::Map<String, Value> {
    match value {
        Value::Object(map) => map,
        _ => serde_json::Map::new(),
    }
}

/// Signs in as somebody; where copies stay a PIN is offered, and not taken.
async fn enter(page: &Page, person: &str) -> Result<()> {
    page.press(&format!("person-{person}")).await?;
    let asked = async || {
        Ok(page.shown("pin-not-now").await?
            || page.shown("permission-yes").await?
            || page.shown("terms-accept").await?)
    };
    page.until("nothing is asked after the sign-in", asked).await?;
    if page.shown("pin-not-now").await? {
        page.press("pin-not-now").await?;
        page.gone("pin-not-now").await?;
    }
    Ok(())
}

/// Puts a caption into the demo's banner; an empty one takes it away.
async fn show(page: &Page, caption: &str) -> Result<()> {
    let script = "window.dispatchEvent(new CustomEvent('satchel-caption', { detail: arguments[0] }));";
    page.0.execute(script, vec![json!(caption)]).await?;
    Ok(())
}

struct Stage<'a, B> {
    page: &'a Page,
    control: &'a Control,
    browser: &'a B,
    /// What the clinic has scanned.
    link: Option<String>,
}

impl<B: Browser> Stage<'_, B> {
    async fn step(&mut self, step: &Step) -> Result<()> {
        for turn in &step.world {
            self.control.turn(turn).await?;
        }
        for deed in &step.page {
            self.act(deed).await.with_context(|| format!("{deed:?}"))?;
        }
        Ok(())
    }

    async fn act(&mut self, deed: &Deed) -> Result<()> {
        let page = self.page;
        match deed {
            Deed::Press(id) => page.press(id).await,
            Deed::Tick(id) => page.tick(id, true).await,
            Deed::Untick(id) => page.tick(id, false).await,
            Deed::Type { into, text } => page.type_into(into, text).await,
            Deed::Go(place) => tour::go(page, place).await,
            Deed::See(id) => page.find(id).await.map(drop),
            Deed::Unseen(id) => page.gone(id).await,
            Deed::Place { id, is } => {
                let row = format!("place-{id}");
                page.until(&format!("the place is not {is:?}"), async || {
                    let state = page.attribute(&row, "data-state").await?.unwrap_or_default();
                    Ok(is.contains(&state))
                })
                .await
            }
            Deed::Portal(answer) => self.at_the_portal(answer).await,
            Deed::Clinic(what) => self.at_the_clinic(what).await,
        }
    }

    async fn at_the_portal(&self, answer: &Portal) -> Result<()> {
        let address = self.browser.next().await?;
        let (answer, choices): (_, &[(&str, &str)]) = match answer {
            Portal::Allow => (Answer::Approve, &[]),
            Portal::Deny => (Answer::Deny, &[]),
            Portal::Match => (Answer::Approve, &[("result", "match")]),
            Portal::Differ => (Answer::Approve, &[("result", "differ")]),
        };
        visit(&address, answer, choices).await.map(drop)
    }

    async fn at_the_clinic(&mut self, what: &Clinic) -> Result<()> {
        let scanned = || self.link.clone().context("no code was scanned before");
        match what {
            Clinic::Scan => {
                self.page.find("share-qr").await?.scroll_into_view().await?;
                self.link = Some(read_qr(&self.page.picture().await?)?);
            }
            Clinic::MistypesIt => match clinic::open(&scanned()?, "111112").await? {
                Opened::WrongPasscode(_) => {}
                other => bail!("a wrong passcode got {other:?}"),
            },
            Clinic::Opens => match clinic::open(&scanned()?, &passcode(self.page).await?).await? {
                Opened::Records(records) => ensure!(!records.is_empty(), "the clinic got nothing"),
                other => bail!("the right passcode got {other:?}"),
            },
            Clinic::Late => match clinic::open(&scanned()?, "111112").await? {
                Opened::NotActive => {}
                other => bail!("a link that has ended got {other:?}"),
            },
        }
        Ok(())
    }
}
