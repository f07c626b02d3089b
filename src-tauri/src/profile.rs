//! The command line, and where and how we run, as data. Read by `boot.rs` and the window; nobody else sees it.

use std::io;
use std::path::{Path, PathBuf};

use clap::Parser;
use settings::{Candidate, Folders, Platform, Settings, candidates, read_first};
use url::{Host, Url};

use crate::{managed, version};

/// Satchel: find your health records, connect the places that hold them, share them at the desk.
#[expect(clippy::struct_excessive_bools, reason = "each is one switch of the command line")]
#[derive(Debug, Default, Parser)]
#[command(version = version::LINE)]
pub(crate) struct Arguments {
    /// Play on the built-in sandbox with invented people (also what happens without a settings file)
    #[arg(long, conflicts_with = "config")]
    demo: bool,
    /// The organisation's settings file; without it, the one of this computer's administrator, else the user's own
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Demo: sign in as this invented person at the start
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
    /// Demo: how many times faster the clock runs while a network is waited for
    #[arg(long, value_name = "N", default_value_t = 60.0, value_parser = speed)]
    speed: f64,
    /// Demo: play on this sandbox instead of the built-in one; its control token is in `SATCHEL_CONTROL_TOKEN`
    #[arg(long, value_name = "URL", value_parser = on_this_computer, conflicts_with_all = ["config", "code_seconds"])]
    sandbox: Option<Url>,
    /// How many seconds a QR code of the demo lives; the network's five minutes without it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(10..=300))]
    code_seconds: Option<u32>,
    /// Demo: ids, passcodes and the day are the same in each run; they can then be guessed
    #[arg(long, value_name = "N", conflicts_with_all = ["config", "kiosk", "kiosk_visit"])]
    seed: Option<u64>,
    /// Keep the copies in this folder; a demo forgets them without it
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Check every trail in the folder of `--data-dir`, without a window: was anything changed that Satchel wrote down?
    #[arg(long, requires = "data_dir")]
    verify_audit: bool,
    /// A shared computer in a clinic: one visit after the other, by the settings file's `[kiosk]`
    #[arg(long, conflicts_with_all = ["person", "verify_audit"])]
    pub(crate) kiosk: bool,
    /// One visit; `--kiosk` starts it
    #[arg(long, hide = true)]
    pub(crate) kiosk_visit: bool,
    /// Look whether this computer can be a kiosk, without a window
    #[arg(long)]
    pub(crate) kiosk_selftest: bool,
    /// With `--kiosk-selftest`: say it as JSON
    #[arg(long, requires = "kiosk_selftest")]
    pub(crate) json: bool,
    /// Make the hash of a staff PIN for the settings file
    #[arg(long)]
    pub(crate) kiosk_pin: bool,
    /// Say what a settings file would do, or what to mend in it, and ask its identity provider what it offers
    #[arg(long, value_name = "FILE")]
    pub(crate) check_config: Option<PathBuf>,
    /// The same for the settings that this computer's administrator gave by a policy of the system
    #[arg(long)]
    pub(crate) check_policy: bool,
    /// Go through the networks' published sequence with the credentials of a settings file, and compare what comes back
    /// with what Satchel assumes; asks before it changes anything
    #[arg(long, value_name = "FILE")]
    pub(crate) live_check: Option<PathBuf>,
    /// The address of a sign-in that came back; the system passes it
    #[arg(value_name = "ADDRESS", hide = true)]
    callback: Option<String>,
}

fn speed(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|speed| (1.0..=1000.0).contains(speed))
        .ok_or("a number from 1 to 1000".to_owned())
}

/// The pretend networks are never anywhere else.
fn on_this_computer(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|_| "an address such as http://127.0.0.1:8787")?;
    let here = url.scheme() == "http"
        && match url.host() {
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            _ => false,
        };
    if here { Ok(url) } else { Err("a sandbox is on this computer: http://127.0.0.1:PORT".to_owned()) }
}

/// Names an app to the system: single instance, deep links and folders all hang on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Identity {
    /// Also the scheme of addresses that come back to us.
    pub(crate) identifier: &'static str,
    /// The window's title.
    pub(crate) title: &'static str,
}

/// The app of an organisation.
pub(crate) const LIVE: Identity = Identity { identifier: "health.satchel.desktop", title: "Satchel" };
/// A demo never meets it.
const DEMO: Identity = Identity { identifier: "health.satchel.demo", title: "Satchel demo" };

/// The choice, made once.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    pub(crate) identity: Identity,
    /// Which networks there are.
    pub(crate) world: World,
    /// How long a QR code lives in the demo, if not five minutes.
    pub(crate) code_seconds: Option<u32>,
    /// Where copies are kept; `None` is a folder that is gone when the app is left.
    pub(crate) data_dir: Option<PathBuf>,
    /// Look at the trails, and open no window.
    pub(crate) verify_audit: bool,
    /// The settings file that was read.
    pub(crate) file: Option<PathBuf>,
    /// This process is one visit at a kiosk, or watches over them: it writes no log file.
    pub(crate) is_kiosk: bool,
}

/// Which networks there are.
#[derive(Clone, Debug)]
pub(crate) enum World {
    /// The sandbox.
    Demo {
        /// Whom to sign in as at the start.
        person: Option<String>,
        /// The clock's time-lapse.
        speed: f64,
        /// One that runs elsewhere on this computer, in place of the built-in one.
        elsewhere: Option<Url>,
        /// Makes runs alike. There is no such thing outside a demo.
        seed: Option<u64>,
    },
    /// An organisation's.
    Live(Box<Settings>),
    /// There is a settings file, and it cannot be used: no sign-in is offered, and nothing else takes its place.
    NotSetUp,
}

impl Profile {
    /// The demo, the organisation that is named, or the first that this computer has.
    pub(crate) fn choose(arguments: Arguments) -> Self {
        let folders = folders();
        let named = arguments.config.as_deref();
        let plays = arguments.demo || arguments.sandbox.is_some();
        let places = if plays { Vec::new() } else { candidates(named, &folders) };
        let policy = if plays || named.is_some() { None } else { managed::policy() };
        Self::among(arguments, policy, &places, dirs::data_dir().as_deref())
    }

    fn among(
        arguments: Arguments,
        policy: Option<io::Result<String>>,
        places: &[Candidate],
        data: Option<&Path>,
    ) -> Self {
        let (world, file) = world(&arguments, policy, places);
        let is_kiosk = arguments.kiosk || arguments.kiosk_visit;
        let identity = match (&world, arguments.callback.as_deref()) {
            // A browser that comes back starts us without the arguments of the one who waits: the address says whose it
            // is.
            (_, Some(address)) if is_of(address, LIVE) => LIVE,
            (_, Some(address)) if is_of(address, DEMO) => DEMO,
            (World::Demo { .. }, _) => DEMO,
            (World::Live(_) | World::NotSetUp, _) => LIVE,
        };
        let own = data.filter(|_| matches!(world, World::Live(_))).map(|data| data.join(identity.identifier));
        Self {
            identity,
            world,
            code_seconds: arguments.code_seconds,
            // Nothing of a visit stays; the numbers of all of them are the supervisor's.
            data_dir: arguments.data_dir.or(own).filter(|_| !arguments.kiosk_visit),
            verify_audit: arguments.verify_audit,
            file,
            is_kiosk,
        }
    }

    /// Where log files go: beside the copies. A demo that forgets its copies writes none.
    pub(crate) fn log_folder(&self) -> Option<PathBuf> {
        self.data_dir.as_ref().filter(|_| !self.is_kiosk).map(|folder| folder.join("logs"))
    }
}

fn is_of(address: &str, identity: Identity) -> bool {
    address.strip_prefix(identity.identifier).is_some_and(|rest| rest.starts_with(':'))
}

/// A policy of the system stands before every file, like the administrator's own before the user's. With the file that was
/// read, where that was one.
fn world(
    arguments: &Arguments,
    policy: Option<io::Result<String>>,
    places: &[Candidate],
) -> (World, Option<PathBuf>) {
    let (mut path, found) = match (policy, read_first(places)) {
        (Some(text), _) => (None, text.map(Some).map_err(|_| ())),
        (None, Ok(Some(found))) => (Some(found.candidate.path), Ok(Some(found.text))),
        (None, Ok(None)) => (None, Ok(None)),
        (None, Err(_)) => (None, Err(())),
    };
    let world = match found {
        Ok(None) => World::Demo {
            person: arguments.person.clone(),
            speed: arguments.speed,
            elsewhere: arguments.sandbox.clone(),
            seed: arguments.seed,
        },
        Ok(Some(text)) => match Settings::parse(&text) {
            Ok(parsed) => World::Live(Box::new(parsed.settings)),
            Err(problems) => {
                satchel_log::error!(
                    "the settings have problems; `--check-config` or `--check-policy` says which",
                    count = problems.len()
                );
                World::NotSetUp
            }
        },
        Err(()) => {
            satchel_log::error!("the settings cannot be read");
            World::NotSetUp
        }
    };
    if !matches!(world, World::Live(_)) {
        path = None;
    }
    (world, path)
}

/// Where this computer may have a settings file.
fn folders() -> Folders {
    let platform = if cfg!(windows) {
        Platform::Windows
    } else if cfg!(target_os = "macos") {
        Platform::MacOs
    } else {
        Platform::Linux
    };
    let programs = std::env::var_os("ProgramFiles").map(PathBuf::from);
    let user = dirs::config_dir().map(|folder| folder.join(LIVE.identifier));
    Folders::new(platform, programs.as_deref(), user)
}

#[cfg(test)]
mod tests {
    use settings::{EXAMPLE, Source};

    use super::*;

    fn chosen(arguments: &[&str], file: Option<&str>) -> Profile {
        chosen_beside(arguments, None, file)
    }

    fn chosen_beside(arguments: &[&str], policy: Option<io::Result<String>>, file: Option<&str>) -> Profile {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("organisation.toml");
        if let Some(text) = file {
            std::fs::write(&path, text).unwrap();
        }
        let arguments = Arguments::parse_from(std::iter::once("satchel").chain(arguments.iter().copied()));
        let places = if arguments.demo { Vec::new() } else { vec![Candidate { path, source: Source::User }] };
        Profile::among(arguments, policy, &places, Some(Path::new("/data")))
    }

    #[test]
    fn a_policy_stands_before_every_file_and_one_with_a_slip_is_not_passed_over() {
        let policy = |text: &str| chosen_beside(&[], Some(Ok(text.to_owned())), Some(EXAMPLE)).world;
        let World::Live(settings) = policy(&EXAMPLE.replace("Lakeshore Health", "Alder Bay")) else {
            panic!("no settings");
        };
        assert_eq!(settings.organisation.name, "Alder Bay");
        assert!(matches!(policy("organisation = 7"), World::NotSetUp));
        let unreadable = Some(Err(io::ErrorKind::PermissionDenied.into()));
        assert!(matches!(chosen_beside(&[], unreadable, Some(EXAMPLE)).world, World::NotSetUp));
    }

    #[test]
    fn without_a_settings_file_it_is_a_demo_that_forgets() {
        let profile = chosen(&["--person", "rosa"], None);
        assert!(matches!(profile.world, World::Demo { person: Some(ref person), .. } if person == "rosa"));
        assert_eq!((profile.identity, profile.data_dir), (DEMO, None));
    }

    #[test]
    fn with_one_it_is_the_organisations_app_and_keeps_its_copies() {
        let profile = chosen(&[], Some(EXAMPLE));
        assert!(matches!(profile.world, World::Live(_)));
        assert_eq!(profile.identity, LIVE);
        assert_eq!(profile.data_dir.unwrap(), Path::new("/data/health.satchel.desktop"));
    }

    #[test]
    fn who_asks_for_the_demo_gets_it_and_a_file_with_a_slip_is_not_passed_over() {
        assert!(matches!(chosen(&["--demo"], Some(EXAMPLE)).world, World::Demo { .. }));
        let profile = chosen(&[], Some("organisation = 7"));
        assert!(matches!(profile.world, World::NotSetUp));
        assert_eq!((profile.identity, profile.data_dir), (LIVE, None));
    }

    /// What is drawn for a real organisation can never be guessed: there is no place for a seed there.
    #[test]
    fn a_seed_is_the_demos_alone() {
        assert!(matches!(chosen(&["--demo", "--seed", "7"], None).world, World::Demo { seed: Some(7), .. }));
        assert!(matches!(chosen(&["--demo"], None).world, World::Demo { seed: None, .. }));
        assert!(matches!(chosen(&["--seed", "7"], Some(EXAMPLE)).world, World::Live(_)));
        for refused in
            [&["satchel", "--config", "f.toml", "--seed", "7"][..], &["satchel", "--kiosk", "--seed", "7"]]
        {
            assert!(Arguments::try_parse_from(refused).is_err(), "{refused:?}");
        }
    }

    #[test]
    fn a_sandbox_is_on_this_computer_and_nowhere_else() {
        assert!(on_this_computer("http://127.0.0.1:8787").is_ok());
        assert!(on_this_computer("http://[::1]:8787").is_ok());
        for elsewhere in
            ["https://127.0.0.1:8787", "http://sandbox.example", "http://10.0.0.1", "127.0.0.1:8787"]
        {
            assert!(on_this_computer(elsewhere).is_err(), "{elsewhere}");
        }
    }

    #[test]
    fn an_address_that_comes_back_finds_the_app_that_waits() {
        let back = |address: &str| chosen(&[address], None).identity;
        assert_eq!(back("health.satchel.desktop:/oauth/callback?state=1"), LIVE);
        assert_eq!(back("health.satchel.demo:/oauth/callback?state=1"), DEMO);
        assert_eq!(back("health.satchel.desktopish:/oauth/callback"), DEMO);
    }
}
