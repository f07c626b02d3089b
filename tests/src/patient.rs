//! A patient who signs in at the sandbox's portal, by its own forms, as a browser without scripts would.

use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use futures::FutureExt as _;
use futures::future::BoxFuture;
use reqwest::header::LOCATION;
use scraper::{ElementRef, Html, Selector};
use url::Url;
use workflow::view::Language;
use workflow::{FileName, Host, HostError, Landing, NewFile, NewFolder, Notice, Saved};

/// What the patient presses on the page that asks for the permission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// "Allow".
    Approve,
    /// "Do not allow".
    Deny,
}

/// Goes through the portal at `address` with its prefilled account, and answers the last page's address.
pub async fn sign_in_at_portal(address: &Url, answer: Answer) -> Result<Url> {
    visit(address, answer, &[]).await
}

/// Goes through any of the sandbox's pages, and answers the last one's address, or the app's own where it leads there.
/// `choices`: which of a page's radio buttons are pressed, by name and value; else what is chosen beforehand.
pub async fn visit(address: &Url, answer: Answer, choices: &[(&str, &str)]) -> Result<Url> {
    let browser =
        reqwest::Client::builder().redirect(reqwest::redirect::Policy::none()).no_proxy().build()?;
    let mut at = address.clone();
    let mut page = browser.get(at.clone()).send().await?;
    for _ in 0..8 {
        if page.status().is_redirection() {
            let location =
                page.headers().get(LOCATION).context("a redirect without a place to go")?.to_str()?;
            at = at.join(location)?;
            if !matches!(at.scheme(), "http" | "https") {
                return Ok(at);
            }
            page = browser.get(at.clone()).send().await?;
            continue;
        }
        if !page.status().is_success() {
            bail!("the portal answered {}", page.status());
        }
        let html = page.text().await?;
        let Some((action, fields)) = form(&html, answer, choices)? else {
            return Ok(way_back(&html)?.unwrap_or(at));
        };
        at = at.join(&action)?;
        page = browser.post(at.clone()).form(&fields).send().await?;
    }
    bail!("the portal never came to an end")
}

/// The link to an app's own scheme at the end of a visit.
fn way_back(html: &str) -> Result<Option<Url>> {
    let page = Html::parse_document(html);
    let links = selector("a[href]")?;
    let mut addresses = page.select(&links).filter_map(|link| Url::parse(link.value().attr("href")?).ok());
    Ok(addresses.find(|address| !matches!(address.scheme(), "http" | "https")))
}

/// A form's target and what it sends.
type Form = (String, Vec<(String, String)>);

/// The form that the patient fills in next: with its prefilled values, and the button that fits the answer.
fn form(html: &str, answer: Answer, choices: &[(&str, &str)]) -> Result<Option<Form>> {
    let page = Html::parse_document(html);
    let (forms, inputs, buttons) =
        (selector("form")?, selector("input[name]")?, selector("button, input[type=submit]")?);
    let mut chosen: Option<(ElementRef<'_>, Option<ElementRef<'_>>)> = None;
    for form in page.select(&forms) {
        let pressed: Vec<ElementRef<'_>> = form.select(&buttons).collect();
        let fits = pressed.iter().copied().find(|button| says_no(*button) == (answer == Answer::Deny));
        if chosen.is_none() || fits.is_some_and(|button| says_no(button)) {
            chosen = Some((form, fits.or_else(|| pressed.first().copied())));
        }
    }
    let Some((form, button)) = chosen else { return Ok(None) };
    let value = |e: ElementRef<'_>, name: &str| e.value().attr(name).unwrap_or_default().to_owned();
    let chosen = |radio: ElementRef<'_>| match choices.iter().find(|(name, _)| *name == value(radio, "name"))
    {
        Some((_, wanted)) => *wanted == value(radio, "value"),
        None => radio.value().attr("checked").is_some(),
    };
    let mut fields: Vec<(String, String)> = form
        .select(&inputs)
        .filter(|input| match input.value().attr("type") {
            Some("radio") => chosen(*input),
            kind => !matches!(kind, Some("submit" | "checkbox")),
        })
        .map(|input| {
            let kept = value(input, "value");
            let made_up = kept.is_empty() && input.value().attr("type") != Some("hidden");
            (value(input, "name"), if made_up { "made-up".to_owned() } else { kept })
        })
        .collect();
    if let Some(button) = button.filter(|button| button.value().attr("name").is_some()) {
        fields.push((value(button, "name"), value(button, "value")));
    }
    Ok(Some((value(form, "action"), fields)))
}

/// Is this the button that refuses?
fn says_no(button: ElementRef<'_>) -> bool {
    let value = button.value().attr("value").unwrap_or_default();
    matches!(value, "deny" | "no" | "refuse") || button.value().attr("name") == Some("stop")
}

fn selector(text: &str) -> Result<Selector> {
    Selector::parse(text).map_err(|_| anyhow::anyhow!("not a selector: {text}"))
}

/// A [`Host`] whose browser is this patient: signs in at once, or is told to later.
#[derive(Default)]
pub struct PatientHost {
    /// Answers at once; without one the address is only kept.
    pub answer: Option<Answer>,
    /// Which radio buttons are pressed, by name and value.
    pub choices: Mutex<Vec<(&'static str, &'static str)>>,
    /// The addresses that were opened, oldest first.
    pub opened: Mutex<Vec<Url>>,
    /// The files that were saved; those of a folder with its name and a slash before theirs.
    pub saved: Files,
    /// There is room for so many bytes in files and folders that are begun; without one there is enough.
    pub room: Option<usize>,
    /// What is in the clipboard.
    pub clipboard: Mutex<Option<String>>,
    /// What the system was asked to tell.
    pub told: Mutex<Vec<(Notice, Language)>>,
}

impl PatientHost {
    /// A patient who signs in as soon as a portal opens.
    #[must_use]
    pub fn who_signs_in() -> Self {
        Self { answer: Some(Answer::Approve), ..Self::default() }
    }

    /// The same, who signs in at the organisation as this person.
    #[must_use]
    pub fn who_signs_in_as(person: &'static str) -> Self {
        Self { choices: Mutex::new(vec![("person", person)]), ..Self::who_signs_in() }
    }
}

/// A browser in which this patient answers each address when a story says so.
pub struct Addresses {
    host: Arc<PatientHost>,
    seen: AtomicUsize,
}

impl Addresses {
    /// Those that `host` is asked to open from now on.
    #[must_use]
    pub fn of(host: Arc<PatientHost>) -> Self {
        let seen = AtomicUsize::new(locked(&host.opened).len());
        Self { host, seen }
    }
}

impl crate::play::Browser for Addresses {
    async fn next(&self) -> Result<Url> {
        for _ in 0..2400 {
            let next = locked(&self.host.opened).get(self.seen.load(Ordering::Relaxed)).cloned();
            if let Some(address) = next {
                self.seen.fetch_add(1, Ordering::Relaxed);
                return Ok(address);
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        bail!("no page was opened in the browser")
    }
}

/// Files by name, as they were saved.
pub type Files = Arc<Mutex<Vec<(String, Vec<u8>)>>>;

/// A file that is not there before it is kept.
struct Begun {
    name: String,
    bytes: Vec<u8>,
    room: Option<usize>,
    saved: Files,
}

impl Write for Begun {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.room.is_some_and(|room| self.bytes.len() + bytes.len() > room) {
            return Err(io::ErrorKind::StorageFull.into());
        }
        self.bytes.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl NewFile for Begun {
    fn keep(self: Box<Self>) -> Result<Saved, HostError> {
        let saved = Saved { name: self.name.clone(), folder: "Downloads".to_owned() };
        locked(&self.saved).push((self.name, self.bytes));
        Ok(saved)
    }
}

/// A folder likewise.
struct BegunFolder {
    name: String,
    room: Option<usize>,
    inside: Files,
    saved: Files,
}

/// Puts itself into its folder when it is closed.
struct Inside(Option<Begun>);

impl Write for Inside {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.as_mut().map_or(Ok(0), |file| file.write(bytes))
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        if let Some(file) = self.0.take() {
            locked(&file.saved).push((file.name, file.bytes));
        }
    }
}

impl NewFolder for BegunFolder {
    fn file(&mut self, name: &str) -> Result<Box<dyn Write + Send>, HostError> {
        let name = format!("{}/{name}", self.name);
        let (room, saved) = (self.room, Arc::clone(&self.inside));
        Ok(Box::new(Inside(Some(Begun { name, bytes: Vec::new(), room, saved }))))
    }

    fn keep(self: Box<Self>) -> Result<Saved, HostError> {
        locked(&self.saved).append(&mut locked(&self.inside));
        Ok(Saved { name: self.name, folder: "Downloads".to_owned() })
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

impl Host for PatientHost {
    fn open_portal<'a>(&'a self, address: &'a Url) -> BoxFuture<'a, Result<(), HostError>> {
        async move {
            locked(&self.opened).push(address.clone());
            if let Some(answer) = self.answer {
                let choices = locked(&self.choices).clone();
                visit(address, answer, &choices).await.map_err(|_| HostError::NoBrowser)?;
            }
            Ok(())
        }
        .boxed()
    }

    fn save<'a>(&'a self, name: &'a str, bytes: &'a [u8]) -> BoxFuture<'a, Result<Saved, HostError>> {
        locked(&self.saved).push((name.to_owned(), bytes.to_vec()));
        let saved = Saved { name: name.to_owned(), folder: "Downloads".to_owned() };
        async move { Ok(saved) }.boxed()
    }

    fn begin_file(&self, name: &str) -> Result<Box<dyn NewFile>, HostError> {
        let (room, saved) = (self.room, Arc::clone(&self.saved));
        Ok(Box::new(Begun { name: name.to_owned(), bytes: Vec::new(), room, saved }))
    }

    fn begin_folder(&self, name: &str) -> Result<Box<dyn NewFolder>, HostError> {
        let (room, saved) = (self.room, Arc::clone(&self.saved));
        Ok(Box::new(BegunFolder { name: name.to_owned(), room, inside: Files::default(), saved }))
    }

    fn file_name(&self, what: FileName, language: Language) -> String {
        match language {
            Language::English => what.in_english().to_owned(),
            Language::Spanish => format!("{} en español", what.in_english()),
        }
    }

    fn landing(&self, _language: Language) -> Landing {
        Landing { title: "Back".to_owned(), body: "Go back to <Satchel>.".to_owned() }
    }

    fn copy<'a>(&'a self, text: &'a str) -> BoxFuture<'a, Result<(), HostError>> {
        *locked(&self.clipboard) = Some(text.to_owned());
        async { Ok(()) }.boxed()
    }

    fn forget_copy(&self, text: &str) {
        locked(&self.clipboard).take_if(|copied| copied == text);
    }

    fn notify(&self, notice: Notice, language: Language) {
        locked(&self.told).push((notice, language));
    }
}
