//! The demo that walks by itself, in the app's own window: the whole line, or the stories of the sandbox. It says a line
//! and keeps a picture for each step. `cargo demo` runs it where there is no display to click on, and for `--play`.
#![expect(clippy::print_stdout, reason = "a program whose work is to say what happens")]

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};
use clap::Parser;
use tests::driver::{Bus, Driver};
use tests::film::{Film, Made};
use tests::kiosk_window::KioskWindow;
use tests::line::{Inbox, Report, walk};
use tests::page::{Page, is_lost};
use tests::play::{Browser as _, Control, Manner, play};

#[derive(Parser)]
struct Arguments {
    /// Whom to play
    #[arg(long, default_value = "rosa")]
    person: String,
    /// How many times faster the demo's clock runs while a network is waited for
    #[arg(long, default_value = "60")]
    speed: String,
    /// A story of the sandbox, or `all`
    #[arg(long)]
    play: Option<String>,
    /// How many seconds a story's caption can be read
    #[arg(long, default_value_t = 0.0)]
    pace: f64,
    /// Makes runs alike: ids, passcodes and times come again, and the clock stands but where the story moves it
    #[arg(long)]
    seed: Option<u64>,
    /// How many pictures a second are taken for a film
    #[arg(long, value_parser = clap::value_parser!(u32).range(1..=30))]
    frames: Option<u32>,
}

/// A machine without a graphics card draws by Mesa's software renderer, which was seen to crash.
const LOST: &str = "The process that draws the window died. It begins again, once.";

/// When a story begins whose runs are alike.
const BEGIN: &str = "2026-08-19T16:00:00Z";
/// Where its sandbox is: the address stands in each code.
const PORT: u16 = 28_787;

/// Where the app is, and where pictures go.
struct Places {
    app: PathBuf,
    out: PathBuf,
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let places = Places {
        app: std::env::var_os("SATCHEL_APP").context("SATCHEL_APP names the app to walk through")?.into(),
        out: std::env::var_os("SATCHEL_WALK_OUT").map_or_else(|| PathBuf::from("target/demo"), PathBuf::from),
    };
    match &arguments.play {
        None => line(&places, &arguments).await,
        Some(wanted) => {
            let pace = Duration::try_from_secs_f64(arguments.pace).context("--pace takes seconds")?;
            let manner = Manner { pace, spanish: false, stepped: arguments.seed.is_some() };
            stories(&places, wanted, manner, &arguments).await
        }
    }
}

/// A window of the app's own, and the browser it opens.
async fn opened(
    app: &Path,
    arguments: &[String],
    more: Option<(&'static str, OsString)>,
) -> Result<(Page, Inbox, Driver, Bus)> {
    let inbox = Inbox::new()?;
    let bus = Bus::start(inbox.folder()).await?;
    let mut environment =
        vec![("PATH", inbox.path()?), ("DBUS_SESSION_BUS_ADDRESS", bus.address.clone().into())];
    environment.extend(more);
    let driver = Driver::webkit(&environment, &inbox.folder().join("output")).await?;
    let window = driver.window(app, arguments).await?;
    Ok((Page(window), inbox, driver, bus))
}

/// The whole line; once more from its beginning where its page was lost.
async fn line(places: &Places, arguments: &Arguments) -> Result<()> {
    match line_once(places, arguments).await {
        Err(error) if is_lost(&error) => {
            println!("{LOST}");
            line_once(places, arguments).await
        }
        ended => ended,
    }
}

async fn line_once(places: &Places, arguments: &Arguments) -> Result<()> {
    let mut words = ["--demo", "--speed", &arguments.speed].map(str::to_owned).to_vec();
    words.extend(arguments.seed.map(|seed| format!("--seed={seed}")));
    let (page, inbox, _driver, _bus) = opened(&places.app, &words, None).await?;
    let mut report = Report::new(Some(places.out.clone()), |line| println!("{line}"))?;
    let walked = walk(&page, &inbox, &arguments.person.to_lowercase(), &mut report).await;
    // The window is closed however the walk went.
    let closed = page.0.quit().await;
    let walked = walked?;
    closed?;
    println!("The whole line works. The link in the QR code has {} characters.", walked.link.len());
    println!("Pictures: {}", places.out.display());
    Ok(())
}

/// One story, or all of them: a line each, and a failure at the end if one failed.
async fn stories(places: &Places, wanted: &str, manner: Manner, arguments: &Arguments) -> Result<()> {
    let first = sandbox::spawn(sandbox::Options::default()).await?;
    let known = Control::new(first.base_url(), first.control_token())?.stories().await?;
    drop(first);
    let chosen: Vec<&String> = known.iter().filter(|id| wanted == "all" || wanted == *id).collect();
    ensure!(!chosen.is_empty(), "there is no story {wanted}; there are: {}", known.join(", "));
    let alone = chosen.len() == 1;
    let mut failed = 0;
    for id in &chosen {
        let mut told = story(places, id, manner, arguments, alone).await;
        if told.as_ref().is_err_and(is_lost) {
            println!("        {LOST}");
            told = story(places, id, manner, arguments, alone).await;
        }
        match told {
            Ok(told) => println!("ok      {id:<20} {told}"),
            Err(error) => {
                failed += 1;
                println!("FAILED  {id:<20} {error:#}");
            }
        }
    }
    println!("Pictures: {}", places.out.display());
    ensure!(failed == 0, "{failed} of {} stories failed", chosen.len());
    Ok(())
}

async fn story(
    places: &Places,
    id: &str,
    manner: Manner,
    arguments: &Arguments,
    aloud: bool,
) -> Result<String> {
    let alike = sandbox::Options {
        port: PORT,
        stepped: true,
        start: Some(BEGIN.parse()?),
        seed: arguments.seed,
        ..sandbox::Options::default()
    };
    let sandbox = sandbox::spawn(if manner.stepped { alike } else { sandbox::Options::default() }).await?;
    let control = Control::new(sandbox.base_url(), sandbox.control_token())?;
    let story = control.story(id).await?;
    let say: fn(&str) = if aloud { |line| println!("{line}") } else { |_| {} };
    let folder = places.out.join(id);
    // Nothing of an earlier run is taken for this one's.
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    let mut report = Report::new(Some(folder.clone()), say)?;
    if manner.stepped {
        report = report.still();
    }
    report.film = arguments.frames.map(|frames| Film::new(folder.join("frames"), frames)).transpose()?;
    if story.kiosk {
        let kiosk = KioskWindow::open(&places.app, &sandbox).await?;
        let first = kiosk.window().await?;
        let played = play(&story, &first, &control, &kiosk, manner, &mut report).await;
        let closed = kiosk.close().await;
        played?;
        closed?;
    } else {
        let mut words = vec![format!("--sandbox={}", sandbox.base_url())];
        words.extend(arguments.seed.map(|seed| format!("--seed={seed}")));
        let token = ("SATCHEL_CONTROL_TOKEN", OsString::from(sandbox.control_token()));
        let (page, inbox, _driver, _bus) = opened(&places.app, &words, Some(token)).await?;
        let played = play(&story, &page, &control, &inbox, manner, &mut report).await;
        let closed = page.0.quit().await;
        played?;
        closed?;
    }
    if manner.stepped {
        std::fs::write(folder.join("wire.log"), control.wire_log().await?.join("\n"))?;
    }
    sandbox.stop().await;
    let steps = format!("{} steps", report.steps());
    let Some(film) = &report.film else { return Ok(steps) };
    Ok(match film.make(&folder.join(format!("{id}.webm")))? {
        Made::Film(made) => format!("{steps}, {}", made.display()),
        Made::NoProgram => format!("{steps}, no {id}.webm: ffmpeg is not installed"),
    })
}
