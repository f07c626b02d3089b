//! Plays a story of the sandbox: the world by its control API, the person by the page, the clinic by its scanner. What
//! plays here in a test is what `cargo demo --play` shows to an audience.

use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use sandbox::story::{Clinic, Deed, Portal, Step, Story, Text, Turn};
use serde_json::{Value, json};
use url::Url;

use crate::clinic::{self, Opened};
use crate::kiosk_window;
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

    /// What went over the wire, a line an exchange, in an order that does not hang on the machine. On a clock that stands,
    /// all that happens in one instant is simultaneous: which of two questions arrives first, and whether a screen asks
    /// once more what it has just asked, is the machine's affair and not the story's. So the lines of an instant are
    /// sorted, and one that comes again is left out. The sandbox's own address is masked.
    pub async fn wire_log(&self) -> Result<Vec<String>> {
        let exchanges = self.exchanges(0).await?;
        ensure!(exchanges.first().is_none_or(|first| first["number"] == 1), "the beginning is forgotten");
        let base = self.base.join("/")?;
        let base = base.as_str().trim_end_matches('/');
        let mut lines: Vec<(String, String)> = exchanges
            .iter()
            .map(|one| {
                let text =
                    |name: &str| one[name].as_str().unwrap_or_default().replace(base, "http://sandbox");
                let (asked, answered) = (text("request"), text("answer"));
                let line =
                    format!("{} {} {asked}\n    {} {answered}", text("method"), text("path"), one["status"]);
                (text("at"), line)
            })
            .collect();
        lines.sort();
        lines.dedup();
        Ok(lines.into_iter().map(|(at, line)| format!("{at} {line}")).collect())
    }

    /// Waits until nobody has asked the sandbox for anything for a while: then a clock that stands can be moved, and what
    /// was asked before stands before it.
    pub async fn quiet(&self) -> Result<()> {
        let mut last = 0;
        loop {
            let more = self.exchanges(last).await?;
            match more.last().and_then(|one| one["number"].as_u64()) {
                Some(newest) => last = newest,
                None => return Ok(()),
            }
            tokio::time::sleep(QUIET).await;
        }
    }

    async fn exchanges(&self, after: u64) -> Result<Vec<Value>> {
        self.ask(reqwest::Method::GET, &format!("wire?after={after}"), None).await
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

    /// The window of a kiosk's next visit.
    fn window(&self) -> impl Future<Output = Result<Page>> {
        async { bail!("only a kiosk has a window a visit") }
    }
}

/// How a story is shown.
#[derive(Clone, Copy, Debug)]
pub struct Manner {
    /// How long a caption can be read before the next step begins.
    pub pace: Duration,
    /// The captions' language.
    pub spanish: bool,
    /// The world's clock stands but where the story moves it; then the next step waits until all is quiet.
    pub stepped: bool,
}

/// How long nobody asks for anything where all is quiet.
const QUIET: Duration = Duration::from_millis(400);

/// How far a standing clock is moved after an answer at a portal: by then the app has asked again, whose pauses are twelve
/// seconds at most.
const PORTAL_SECONDS: u32 = 15;

impl Manner {
    /// For a test: nobody reads along.
    pub const AT_ONCE: Self = Self { pace: Duration::ZERO, spanish: false, stepped: false };

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
    let mut stage = Stage {
        page: page.clone(),
        control,
        browser,
        stepped: manner.stepped,
        person: &story.person,
        caption: "",
        link: None,
    };
    control.turn(&Turn::Post { to: "clock".to_owned(), with: object(json!({ "speed": 1.0 })) }).await?;
    if !story.kiosk {
        enter(page, &story.person).await?;
    }
    for (number, step) in story.steps.iter().enumerate() {
        let caption = manner.words(&step.caption);
        stage.caption = caption;
        show(&stage.page, caption).await?;
        if let Err(error) = stage.step(step, report).await {
            // What was on the screen when it did not go on, for whoever looks why.
            let _ = report.step(&stage.page, &format!("step-{}-stopped", number + 1), caption).await;
            return Err(error.context(format!("{}, step {}: {caption}", story.id, number + 1)));
        }
        report.step(&stage.page, &format!("step-{}", number + 1), caption).await?;
        report.pause(&stage.page, manner.pace).await?;
    }
    show(&stage.page, "").await
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
    page: Page,
    control: &'a Control,
    browser: &'a B,
    stepped: bool,
    person: &'a str,
    /// What stands in the banner now.
    caption: &'a str,
    /// What the clinic has scanned.
    link: Option<String>,
}

impl<B: Browser> Stage<'_, B> {
    async fn step(&mut self, step: &Step, report: &mut Report) -> Result<()> {
        for turn in &step.world {
            self.control.turn(turn).await?;
        }
        self.settle().await?;
        for deed in &step.page {
            self.act(deed).await.with_context(|| format!("{deed:?}"))?;
            self.settle().await?;
            report.glance(&self.page).await?;
        }
        Ok(())
    }

    /// Where the clock stands, nothing is left under way.
    async fn settle(&self) -> Result<()> {
        if self.stepped { self.control.quiet().await } else { Ok(()) }
    }

    async fn act(&mut self, deed: &Deed) -> Result<()> {
        let page = &self.page;
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
            Deed::Phone(answer) => {
                let address = Url::parse(&read_qr(&page.picture().await?)?)?;
                self.answers(&address, answer).await
            }
            Deed::Leave(id) => {
                kiosk_window::leave(page, id).await?;
                self.page = self.browser.window().await?;
                show(&self.page, self.caption).await
            }
            Deed::Clinic(what) => self.at_the_clinic(what).await,
        }
    }

    async fn at_the_portal(&self, answer: &Portal) -> Result<()> {
        let address = self.browser.next().await?;
        self.answers(&address, answer).await
    }

    /// Where it is asked who one is, one is the story's person.
    async fn answers(&self, address: &Url, answer: &Portal) -> Result<()> {
        let (answer, result) = match answer {
            Portal::Allow => (Answer::Approve, None),
            Portal::Deny => (Answer::Deny, None),
            Portal::Match => (Answer::Approve, Some(("result", "match"))),
            Portal::Differ => (Answer::Approve, Some(("result", "differ"))),
        };
        let choices: Vec<_> = result.into_iter().chain([("person", self.person)]).collect();
        visit(address, answer, &choices).await?;
        if self.stepped {
            self.settle().await?;
            let later = object(json!({ "advanceSeconds": PORTAL_SECONDS }));
            self.control.turn(&Turn::Post { to: "clock".to_owned(), with: later }).await?;
        }
        Ok(())
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
            Clinic::Opens => match clinic::open(&scanned()?, &passcode(&self.page).await?).await? {
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
