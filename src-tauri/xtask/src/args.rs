//! The command line, as data.

use std::ffi::OsString;

use anyhow::Result;
use lexopt::prelude::{Long, Short, Value, ValueExt as _};

use crate::stop::Stop;

/// What to do.
#[derive(Debug, PartialEq)]
pub(crate) enum Task {
    /// Say how a command is used.
    Help(&'static str),
    /// Set up, build, show the main job.
    Demo(Demo),
    /// Set up, run every check.
    Verify(Verify),
    /// Set up and do nothing else.
    Setup {
        /// Say what would be installed, install nothing.
        dry_run: bool,
    },
    /// Write the page's TypeScript bindings again.
    Bindings,
    /// Write the reference of an organisation's settings again.
    Reference,
    /// Write the list of what the app is made of again.
    Licences,
    /// Write the bill of materials.
    Sbom,
    /// Build packages, and try them.
    Package(Package),
    /// Look at every screen, and keep pictures of it.
    Gallery(Gallery),
    /// Run measurements.
    Bench(Choice),
    /// Run the checks of promised numbers.
    Hold(Choice),
}

/// `cargo demo`.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Demo {
    /// Build the app for release.
    pub(crate) release: bool,
    /// Whose story to show; the app chooses when there is none.
    pub(crate) person: Option<String>,
    /// How many demo seconds pass in a real one.
    pub(crate) speed: f64,
    /// Walk through the story by itself, on a screen that nobody sees.
    pub(crate) headless: bool,
    /// Take what was built before.
    pub(crate) no_build: bool,
    /// A story of the sandbox to play by itself, or all of them.
    pub(crate) play: Option<String>,
    /// Makes runs alike.
    pub(crate) seed: Option<u64>,
    /// How many pictures a second a story is filmed with.
    pub(crate) frames: Option<u32>,
}

impl Default for Demo {
    fn default() -> Self {
        Self {
            release: false,
            person: None,
            speed: 60.0,
            headless: false,
            no_build: false,
            play: None,
            seed: None,
            frames: None,
        }
    }
}

/// `cargo verify`.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Verify {
    /// Only these checks; all when empty.
    pub(crate) only: Vec<String>,
    /// Name the checks and run none.
    pub(crate) list: bool,
    /// Show what the checks print while they run.
    pub(crate) verbose: bool,
}

/// `cargo xtask package`.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Package {
    /// Which packages; those of this system when empty.
    pub(crate) bundles: Vec<String>,
    /// Built for this target; `universal-apple-darwin` is two of them in one.
    pub(crate) target: Option<String>,
    /// Package a debug build: quick, large, and for trying the packaging alone.
    pub(crate) debug: bool,
    /// Take what was built before.
    pub(crate) no_build: bool,
    /// Install, use, upgrade and remove the `.deb` in a clean system, and look into the `.rpm`.
    pub(crate) test: bool,
}

/// `cargo xtask gallery`.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Gallery {
    /// Only these screens; all when empty.
    pub(crate) only: Vec<String>,
    /// Each screen in two looks, without pictures.
    pub(crate) quick: bool,
}

/// Which entries of a table to run.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Choice {
    /// Only these; all when empty.
    pub(crate) only: Vec<String>,
    /// Name the entries and run none.
    pub(crate) list: bool,
}

const HELP: &str = "\
Satchel's own commands.

  cargo demo             set this machine up, build the app, show its main job
  cargo verify           set this machine up, run every check and every test
  cargo xtask setup      only set this machine up (--dry-run: only say what is missing)
  cargo xtask bindings   write the page's TypeScript bindings again
  cargo xtask reference  write the reference of an organisation's settings again, and its policies
  cargo xtask licences   write the list of what the app is made of again
  cargo xtask sbom       write the bill of materials (CycloneDX)
  cargo xtask package    packages for this system (--test: try them in a clean one)
  cargo xtask gallery    every screen in every look: pictures, and what is wrong with them
  cargo xtask bench      measurements
  cargo xtask hold       checks that promised numbers hold

Each of them knows --help.";

const DEMO_HELP: &str = "\
cargo demo [--release] [--person NAME] [--speed N] [--play NAME|all] [--seed N] [--frames N]
           [--headless] [--no-build]

Sets this machine up (it says what it installs before it does), builds the app and starts it on the
embedded sandbox: no account, no network, nothing kept. Without a display the story is walked through on
a screen that nobody sees; each step is printed, and pictures are left in target/demo.

  --release       build the app for release (slower to build, faster to run)
  --person NAME   whose story to show
  --speed N       how many demo seconds pass in a real one (60)
  --play NAME     play a story by itself, with captions (Linux); `all` plays all of them
  --seed N        make runs alike: ids, passcodes and times come again. With --play the clock stands but where
                  the story moves it, and what went over the wire is left beside the pictures
  --frames N      with --play: N pictures a second too, and a film where ffmpeg is installed
  --headless      walk through the story by itself, even with a display
  --no-build      take what was built before";

const VERIFY_HELP: &str = "\
cargo verify [--only NAME,…] [--list] [--verbose]

Sets this machine up (it says what it installs before it does) and runs every check, one after another.
What a check printed is in target/verify/NAME.log. The last line counts single tests and checks.

  --only NAME,…   only these checks
  --list          name the checks and run none
  --verbose       show what the checks print while they run";

const SETUP_HELP: &str = "\
cargo xtask setup [--dry-run]

Installs what `cargo verify` needs: it says what, and how, before it does.

  --dry-run       only say what is missing";

const BINDINGS_HELP: &str = "\
cargo xtask bindings

Writes ui/src/ipc/generated.ts again, from the types in the `commands` crate.";

const REFERENCE_HELP: &str = "\
cargo xtask reference

Writes docs/organisations/settings.md and the policies beside it again, from the example file of the `settings` crate.";

const LICENCES_HELP: &str = "\
cargo xtask licences

Writes ui/src/features/about/components.json again, from the lock files: what the app shows under \"About\".";

const SBOM_HELP: &str = "\
cargo xtask sbom

Writes package/satchel.cdx.json in the target directory: every component with its version and licence
(CycloneDX 1.5).";

const PACKAGE_HELP: &str = "\
cargo xtask package [--test] [--bundles NAME,…] [--target TRIPLE] [--debug] [--no-build]

Builds the page, the app and its packages (it says what it installs before it does), and prints their sizes.
Without --bundles: deb and rpm on Linux, nsis and msi on Windows, dmg on macOS.

  --test           then install, use, upgrade and remove the .deb in a clean system with no network, and look
                   into the .rpm (Debian and Ubuntu, as root)
  --bundles NAME,… which packages
  --target TRIPLE  built for this; universal-apple-darwin is both kinds of Mac in one
  --debug          package a debug build, to try the packaging alone
  --no-build       take what was built before";

const GALLERY_HELP: &str = "\
cargo xtask gallery [--only NAME,…] [--quick]

Shows every screen and its states with a pretend core, in every theme, language and text size, in a Chromium
that nobody sees. Each is looked at by axe-core (WCAG 2.2 A and AA), for what scrolls sideways and for what is
cut off. Pictures are in gallery/SCREEN/THEME-LANGUAGE-SIZE.png in the target directory, all of a screen side by
side in gallery/sheets. Exit code 1 when something is wrong.

  --only NAME,…   only these screens (home) or states of one (home-need); ui/scripts/gallery/list.mjs names them
  --quick         each in two looks, without pictures: what `cargo verify` does";

const BENCH_HELP: &str = "\
cargo xtask bench [--only NAME,…] [--list]

Runs the project's measurements.";

const HOLD_HELP: &str = "\
cargo xtask hold [--only NAME,…] [--list]

Checks that the numbers which the project promises hold.";

/// Reads the command line; a mistake in it is a [`Stop`] with exit code 2.
pub(crate) fn parse(parser: lexopt::Parser) -> Result<Task> {
    Ok(read(parser).map_err(|error| Stop::usage(format!("{error}\nTry `--help`.")))?)
}

fn read(mut parser: lexopt::Parser) -> Result<Task, lexopt::Error> {
    let Some(first) = parser.next()? else { return Ok(Task::Help(HELP)) };
    let name = match first {
        Short('h') | Long("help") => return Ok(Task::Help(HELP)),
        Value(name) => name.string()?,
        other => return Err(other.unexpected()),
    };
    match name.as_str() {
        "help" => Ok(Task::Help(HELP)),
        "demo" => demo(parser),
        "verify" => verify(parser),
        "setup" => setup(parser),
        "bindings" => nothing_more(parser, BINDINGS_HELP, Task::Bindings),
        "reference" => nothing_more(parser, REFERENCE_HELP, Task::Reference),
        "licences" => nothing_more(parser, LICENCES_HELP, Task::Licences),
        "sbom" => nothing_more(parser, SBOM_HELP, Task::Sbom),
        "package" => package(parser),
        "gallery" => gallery(parser),
        "bench" => choice(parser, BENCH_HELP, Task::Bench),
        "hold" => choice(parser, HOLD_HELP, Task::Hold),
        _ => Err(format!("there is no command `{name}`").into()),
    }
}

fn demo(mut parser: lexopt::Parser) -> Result<Task, lexopt::Error> {
    let mut options = Demo::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Long("release") => options.release = true,
            Long("person") => options.person = Some(parser.value()?.string()?),
            Long("speed") => options.speed = speed(&parser.value()?)?,
            Long("headless") => options.headless = true,
            Long("no-build") => options.no_build = true,
            Long("play") => options.play = Some(parser.value()?.string()?),
            Long("seed") => options.seed = Some(parser.value()?.parse()?),
            Long("frames") => options.frames = Some(parser.value()?.parse()?),
            Short('h') | Long("help") => return Ok(Task::Help(DEMO_HELP)),
            other => return Err(other.unexpected()),
        }
    }
    if options.frames.is_some() && options.play.is_none() {
        return Err("--frames goes with --play".into());
    }
    Ok(Task::Demo(options))
}

fn speed(value: &OsString) -> Result<f64, lexopt::Error> {
    let number: f64 = value.parse()?;
    if number.is_finite() && number > 0.0 {
        Ok(number)
    } else {
        Err("--speed takes a number greater than zero".into())
    }
}

fn verify(mut parser: lexopt::Parser) -> Result<Task, lexopt::Error> {
    let mut options = Verify::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Long("only") => options.only.extend(names(&parser.value()?.string()?)),
            Long("list") => options.list = true,
            Short('v') | Long("verbose") => options.verbose = true,
            Short('h') | Long("help") => return Ok(Task::Help(VERIFY_HELP)),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Task::Verify(options))
}

fn setup(mut parser: lexopt::Parser) -> Result<Task, lexopt::Error> {
    let mut dry_run = false;
    while let Some(arg) = parser.next()? {
        match arg {
            Long("dry-run") => dry_run = true,
            Short('h') | Long("help") => return Ok(Task::Help(SETUP_HELP)),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Task::Setup { dry_run })
}

fn nothing_more(mut parser: lexopt::Parser, help: &'static str, task: Task) -> Result<Task, lexopt::Error> {
    match parser.next()? {
        None => Ok(task),
        Some(Short('h') | Long("help")) => Ok(Task::Help(help)),
        Some(other) => Err(other.unexpected()),
    }
}

fn package(mut parser: lexopt::Parser) -> Result<Task, lexopt::Error> {
    let mut options = Package::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Long("test") => options.test = true,
            Long("bundles") => options.bundles.extend(names(&parser.value()?.string()?)),
            Long("target") => options.target = Some(parser.value()?.string()?),
            Long("debug") => options.debug = true,
            Long("no-build") => options.no_build = true,
            Short('h') | Long("help") => return Ok(Task::Help(PACKAGE_HELP)),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Task::Package(options))
}

fn gallery(mut parser: lexopt::Parser) -> Result<Task, lexopt::Error> {
    let mut options = Gallery::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Long("only") => options.only.extend(names(&parser.value()?.string()?)),
            Long("quick") => options.quick = true,
            Short('h') | Long("help") => return Ok(Task::Help(GALLERY_HELP)),
            other => return Err(other.unexpected()),
        }
    }
    Ok(Task::Gallery(options))
}

fn choice(
    mut parser: lexopt::Parser,
    help: &'static str,
    task: fn(Choice) -> Task,
) -> Result<Task, lexopt::Error> {
    let mut choice = Choice::default();
    while let Some(arg) = parser.next()? {
        match arg {
            Long("only") => choice.only.extend(names(&parser.value()?.string()?)),
            Long("list") => choice.list = true,
            Short('h') | Long("help") => return Ok(Task::Help(help)),
            other => return Err(other.unexpected()),
        }
    }
    Ok(task(choice))
}

fn names(list: &str) -> impl Iterator<Item = String> {
    list.split(',').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Task> {
        parse(lexopt::Parser::from_args(line.split_whitespace()))
    }

    fn code_of(line: &str) -> Option<u8> {
        parsed(line).err().and_then(|error| error.downcast_ref::<Stop>().map(Stop::code))
    }

    #[test]
    fn a_demo_without_flags_runs_sixty_times_as_fast_as_life() {
        let Ok(Task::Demo(options)) = parsed("demo") else { panic!("not a demo") };
        assert_eq!(options, Demo::default());
        assert!((options.speed - 60.0).abs() < f64::EPSILON);
    }

    #[test]
    fn a_demo_takes_a_person_a_speed_and_its_flags() {
        let options = Demo {
            release: true,
            person: Some("maria".to_owned()),
            speed: 7.5,
            headless: true,
            no_build: true,
            play: Some("front-desk".to_owned()),
            seed: Some(7),
            frames: Some(4),
        };
        assert_eq!(
            parsed(
                "demo --release --person maria --speed=7.5 --headless --no-build --play front-desk --seed 7 --frames=4"
            )
            .unwrap(),
            Task::Demo(options)
        );
        assert_eq!(code_of("demo --frames 4"), Some(2));
    }

    #[test]
    fn a_speed_that_is_no_speed_is_refused() {
        for speed in ["0", "-1", "fast", "inf", "nan"] {
            assert_eq!(code_of(&format!("demo --speed={speed}")), Some(2), "{speed}");
        }
    }

    #[test]
    fn verify_takes_names_with_commas_and_more_than_once() {
        let Task::Verify(options) = parsed("verify --only format,tests --only docs --verbose").unwrap()
        else {
            panic!("not a verify")
        };
        assert_eq!(options.only, ["format", "tests", "docs"]);
        assert!(options.verbose && !options.list);
    }

    #[test]
    fn a_mistake_on_the_command_line_ends_with_two() {
        assert_eq!(code_of("dance"), Some(2));
        assert_eq!(code_of("verify --onyl tests"), Some(2));
        assert_eq!(code_of("bindings now"), Some(2));
    }

    #[test]
    fn help_is_there_for_every_command() {
        for line in
            ["", "help", "--help", "demo -h", "verify --help", "setup --help", "bench --help", "hold -h"]
        {
            assert!(matches!(parsed(line), Ok(Task::Help(_))), "{line}");
        }
    }

    #[test]
    fn the_gallery_takes_screens_and_can_be_quick() {
        let options = Gallery { only: vec!["home".to_owned(), "share-live".to_owned()], quick: true };
        assert_eq!(parsed("gallery --only home,share-live --quick").unwrap(), Task::Gallery(options));
        assert_eq!(code_of("gallery home"), Some(2));
    }

    #[test]
    fn tables_take_a_choice() {
        let choice = Choice { only: vec!["start".to_owned()], list: false };
        assert_eq!(parsed("bench --only start").unwrap(), Task::Bench(choice));
        assert_eq!(parsed("hold --list").unwrap(), Task::Hold(Choice { only: vec![], list: true }));
    }
}
