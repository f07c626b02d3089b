//! The whole line as a person goes it: permission, search, a place that asks for a sign-in, a code at the desk.
//! The window tests, the browser tests and `cargo demo` without a display all go this one way.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use thirtyfour::prelude::*;
use url::Url;

use crate::axe;
use crate::clinic::{self, Opened};
use crate::film::Film;
use crate::page::Page;
use crate::picture::read_qr;
use crate::tour;

/// How the page's portal address reaches the patient of this run.
pub trait Portal {
    /// Signs in at the portal that the app has just opened.
    fn sign_in(&self) -> impl Future<Output = Result<()>>;
}

/// Pictures and lines of one walk, and what is wrong with its screens.
pub struct Report {
    folder: Option<PathBuf>,
    step: usize,
    say: fn(&str),
    checker: Option<String>,
    still: bool,
    /// Pictures for a film, if one is made.
    pub film: Option<Film>,
    /// A line for each fault of a screen, where screens are checked.
    pub faults: Vec<String>,
}

impl Report {
    /// Lines to `say`; pictures to `folder`, if there is one.
    pub fn new(folder: Option<PathBuf>, say: fn(&str)) -> Result<Self> {
        if let Some(folder) = &folder {
            std::fs::create_dir_all(folder)?;
        }
        Ok(Self { folder, step: 0, say, checker: None, still: false, film: None, faults: Vec::new() })
    }

    /// Checks each screen with axe and for sideways scrolling too.
    pub fn checking(mut self) -> Result<Self> {
        self.checker = Some(axe::source()?);
        Ok(self)
    }

    /// Takes pictures of a page that stands still, to compare them.
    #[must_use]
    pub fn still(self) -> Self {
        Self { still: true, ..self }
    }

    /// How many steps were gone so far.
    #[must_use]
    pub fn steps(&self) -> usize {
        self.step
    }

    /// Lets a film see the page as it is now.
    pub async fn glance(&mut self, page: &Page) -> Result<()> {
        match &mut self.film {
            Some(film) => film.catch(page).await,
            None => Ok(()),
        }
    }

    /// Lets a caption be read.
    pub async fn pause(&mut self, page: &Page, length: Duration) -> Result<()> {
        if let Some(film) = &mut self.film {
            return film.watch(page, length).await;
        }
        tokio::time::sleep(length).await;
        Ok(())
    }

    /// Says a line and keeps a picture of the page as it is now.
    pub async fn step(&mut self, page: &Page, name: &str, line: &str) -> Result<()> {
        self.step += 1;
        (self.say)(&format!("{:>2}  {line}", self.step));
        if let Some(folder) = &self.folder {
            let picture = if self.still { page.still_picture().await? } else { page.picture().await? };
            std::fs::write(folder.join(format!("{:02}-{name}.png", self.step)), picture)?;
        }
        if let Some(source) = &self.checker {
            let found = axe::findings(page, source).await?;
            self.faults.extend(found.into_iter().map(|fault| format!("{name}: {fault}")));
            if axe::scrolls_sideways(page).await? {
                self.faults.push(format!("{name}: scrolls sideways"));
            }
        }
        Ok(())
    }
}

/// What the walk found out, for whoever checks it further.
#[derive(Debug)]
pub struct Walked {
    /// The text of the QR code, as read from the screen.
    pub link: String,
    /// What the clinic got with the right passcode.
    pub opened: BTreeMap<String, usize>,
}

/// The kinds that the walk shares, by the page's name and FHIR's.
pub const SHARED: [(&str, &str); 3] = [
    ("patient", "Patient"),
    ("allergy-intolerance", "AllergyIntolerance"),
    ("medication-statement", "MedicationStatement"),
];

/// Goes the whole line as `person`, who is not signed in yet.
pub async fn walk(page: &Page, portal: &impl Portal, person: &str, report: &mut Report) -> Result<Walked> {
    page.find(&format!("person-{person}")).await?;
    report.step(page, "welcome", "Satchel is open. You choose whom to play.").await?;
    page.press(&format!("person-{person}")).await?;

    // Where copies stay, a PIN is offered first.
    let either = async || Ok(page.shown("pin-not-now").await? || page.shown("permission-yes").await?);
    page.until("neither a PIN nor the permission is asked for", either).await?;
    if page.shown("pin-not-now").await? {
        page.press("pin-not-now").await?;
    }
    page.find("permission-yes").await?;
    report.step(page, "permission", "It asks for the permission, and says what that means.").await?;
    page.press("permission-yes").await?;

    search(page, report).await?;
    let place = connect(page, portal, report).await?;
    report.step(page, "connected", &format!("{place} is connected: the network says so.")).await?;
    share(page, report).await
}

async fn search(page: &Page, report: &mut Report) -> Result<()> {
    page.press("nav-places").await?;
    page.until("no place was found", async || Ok(!places(page).await?.is_empty())).await?;
    report.step(page, "searching", "The search is under way; places come in one by one.").await?;
    let needs = |state: &str| state == "needs-sign-in";
    let settled = async || {
        let states = places(page).await?;
        let connected = states.iter().filter(|(_, state)| state == "connected").count();
        Ok(connected >= 1 && states.iter().any(|(_, state)| needs(state)))
    };
    page.patiently("the search never ended with a place connected and one that asks for a sign-in", settled)
        .await?;
    page.press("nav-home").await?;
    report.step(page, "found", "Some places connected by themselves. One asks you to sign in.").await
}

async fn connect(page: &Page, portal: &impl Portal, report: &mut Report) -> Result<String> {
    page.press("nav-places").await?;
    page.until("no place asks for a sign-in", async || Ok(asking(page).await?.is_some())).await?;
    let id = asking(page).await?.context("no place asks for a sign-in")?;
    let name = page.text_within(&format!("place-{id}"), "h3").await?;
    report.step(page, "places", &format!("{name} needs your sign-in.")).await?;
    page.press(&format!("place-action-{id}")).await?;
    page.find("connect-finished").await?;
    report
        .step(page, "waiting", "Its sign-in page opens in the browser; Satchel waits and asks the network.")
        .await?;
    portal.sign_in().await?;
    // Whichever comes first: the network's answer to our own asking, or to "I finished signing in". In one look, and
    // pressed in the same: the button may be gone between two.
    let script =
        "document.querySelector(\"[data-testid='connect-finished']:not([aria-disabled='true'])\")?.click()";
    page.0.execute(script, Vec::new()).await?;
    let connected = async || {
        let state = places(page).await?.into_iter().find(|(place, _)| *place == id).map(|(_, state)| state);
        Ok(matches!(state.as_deref(), Some("connected" | "records-coming")))
    };
    page.patiently("the place did not become connected", connected).await?;
    Ok(name)
}

async fn share(page: &Page, report: &mut Report) -> Result<Walked> {
    page.press("nav-share").await?;
    page.tick("share-choose", true).await?;
    choose_exactly(page, &SHARED.map(|(kind, _)| kind)).await?;
    report.step(page, "choose", "You choose what to share.").await?;
    page.press("share-make").await?;
    // With large text a person scrolls until the whole code is in view.
    page.find("share-qr").await?.scroll_into_view().await?;
    ensure!(!page.has("passcode-digits").await?, "the passcode stands beside the QR code");
    report.step(page, "qr-code", "The QR code. It works for about five minutes.").await?;
    let link = read_qr(&page.picture().await?)?;
    page.press("share-look").await?;
    page.find("received").await?;
    report.step(page, "seen", "What the clinic will see, opened as a clinic would.").await?;
    page.press("share-back-to-qr").await?;
    page.press("share-scanned").await?;
    let digits = passcode(page).await?;
    ensure!(!page.has("share-qr").await?, "the QR code stands beside the passcode");
    report.step(page, "passcode", "They scanned it. Now you say the passcode.").await?;

    let wrong = if digits == "111111" { "222222" } else { "111111" };
    let refused = clinic::open(&link, wrong).await?;
    ensure!(matches!(refused, Opened::WrongPasscode(_)), "a wrong passcode opened the link: {refused:?}");
    let Opened::Records(opened) = clinic::open(&link, &digits).await? else {
        anyhow::bail!("the right passcode did not open the link");
    };
    let kinds: Vec<String> = opened.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    report
        .step(page, "opened", &format!("A clinic opens it with the passcode: {}.", kinds.join(", ")))
        .await?;
    page.press("passcode-heard").await?;
    open_link(page, &link, &digits, report).await?;
    tour::go(page, "activity").await?;
    page.find("activity-list").await?;
    report.step(page, "activity", "What you and Satchel did, each with a reference to read aloud.").await?;
    Ok(Walked { link, opened })
}

/// Their own link, as if somebody had given it to them: read first, then opened.
async fn open_link(page: &Page, link: &str, digits: &str, report: &mut Report) -> Result<()> {
    tour::go(page, "share").await?;
    page.press("open-link-go").await?;
    page.type_into("open-link-text", link).await?;
    page.find("open-link-facts").await?;
    report.step(page, "open-link", "A link that somebody gave is checked before it is opened.").await?;
    page.type_into("open-link-passcode", digits).await?;
    page.press("open-link-open").await?;
    page.find("received").await?;
    report.step(page, "opened-link", "It is looked at first; keeping it is another press.").await?;
    page.press("open-link-close").await?;
    page.find("share-make").await.map(drop)
}

/// The six digits, from their boxes.
pub async fn passcode(page: &Page) -> Result<String> {
    let read = async || -> Result<String> {
        let mut digits = String::new();
        for digit in page.0.find_all(By::Css("[data-testid='passcode-digits'] b")).await? {
            digits.push_str(digit.text().await?.trim());
        }
        Ok(digits)
    };
    let whole = |digits: &str| digits.len() == 6 && digits.bytes().all(|digit| digit.is_ascii_digit());
    page.until("the passcode has no six digits", async || Ok(whole(&read().await?))).await?;
    read().await
}

/// Ticks these kinds and no others.
async fn choose_exactly(page: &Page, wanted: &[&str]) -> Result<()> {
    const KINDS: [&str; 9] = [
        "patient",
        "care-plan",
        "condition",
        "allergy-intolerance",
        "medication-statement",
        "immunization",
        "procedure",
        "observation",
        "coverage",
    ];
    for kind in KINDS {
        page.tick(&format!("share-kind-{kind}"), wanted.contains(&kind)).await?;
    }
    Ok(())
}

/// Every place on the screen: its id and its state.
pub async fn places(page: &Page) -> Result<Vec<(String, String)>> {
    // In one look: the list may be drawn anew between two.
    let script = "return [...document.querySelectorAll(\"[data-testid^='place-'][data-state]\")] \
                  .map((row) => [row.dataset.testid, row.dataset.state]);";
    let rows: Vec<(String, String)> = page.0.execute(script, Vec::new()).await?.convert()?;
    Ok(rows.into_iter().map(|(id, state)| (id.trim_start_matches("place-").to_owned(), state)).collect())
}

async fn asking(page: &Page) -> Result<Option<String>> {
    Ok(places(page).await?.into_iter().find(|(_, state)| state == "needs-sign-in").map(|(id, _)| id))
}

/// A folder with a program named like the system's browser opener, first in the PATH of the app: it hands the address
/// to whoever reads [`Inbox::next`]. So the app opens "the browser" as it always does.
pub struct Inbox {
    folder: tempfile::TempDir,
}

impl Inbox {
    /// Makes the folder.
    pub fn new() -> Result<Self> {
        let folder = tempfile::tempdir()?;
        let opener = folder.path().join("xdg-open");
        let script = format!(
            "#!/bin/sh\nprintf '%s' \"$1\" > '{0}/new' && mv '{0}/new' '{0}/address'\n",
            folder.path().display()
        );
        std::fs::write(&opener, script)?;
        #[cfg(unix)]
        std::fs::set_permissions(&opener, std::os::unix::fs::PermissionsExt::from_mode(0o755))?;
        Ok(Self { folder })
    }

    /// Where the program lies.
    #[must_use]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// A `PATH` in which the program is found first.
    pub fn path(&self) -> Result<OsString> {
        let ours = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(self.folder().to_owned()).chain(std::env::split_paths(&ours));
        Ok(std::env::join_paths(folders)?)
    }

    /// The next address that was opened.
    pub async fn next(&self) -> Result<Url> {
        let file = self.folder.path().join("address");
        for _ in 0..2400 {
            if let Ok(address) = std::fs::read_to_string(&file) {
                std::fs::remove_file(&file)?;
                return Ok(Url::parse(&address)?);
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        anyhow::bail!("no page was opened in the browser")
    }
}

impl crate::play::Browser for Inbox {
    async fn next(&self) -> Result<Url> {
        self.next().await
    }
}

impl Portal for Inbox {
    async fn sign_in(&self) -> Result<()> {
        let address = self.next().await?;
        crate::patient::sign_in_at_portal(&address, crate::patient::Answer::Approve).await?;
        Ok(())
    }
}
