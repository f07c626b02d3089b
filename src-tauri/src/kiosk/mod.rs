//! A shared computer in a clinic: `satchel --kiosk`. A supervisor without a window starts one process for each visit
//! (`--kiosk-visit`, which nobody types), and looks at what is left when it is gone.

mod counters;
mod folder;
mod pin;
mod process;
mod proof;
mod self_test;
mod supervisor;
mod visit;
mod voice;
mod wire;

use std::ffi::OsString;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use networks::Http;
use secrecy::{ExposeSecret as _, SecretString};
use settings::Settings;
use tokio::runtime::Runtime;
use url::Url;

pub(crate) use visit::{Begun, Nothing, kiosk, open_window};

use crate::profile::{Profile, World};
use crate::{boot, organisation, terminal};
use counters::Counters;
use pin::StaffPin;
use proof::Watched;
use supervisor::Supervisor;
use wire::DemoAt;

pub(crate) const SUPERVISE: &str = "--kiosk";
pub(crate) const VISIT: &str = "--kiosk-visit";

/// What went wrong, as a sentence of the catalogue.
type Sentence = &'static str;

/// A kiosk's parts, with the demo's networks where this is a demo.
struct Parts {
    runtime: Runtime,
    settings: Box<Settings>,
    http: Http,
    demo: Option<DemoAt>,
    pin: SecretString,
}

fn parts(profile: &Profile) -> Result<Parts, Sentence> {
    let runtime = Runtime::new().map_err(|_| "outside-kiosk-failed")?;
    let (settings, demo) = match &profile.world {
        World::Live(settings) => (settings.clone(), None),
        World::NotSetUp => return Err("outside-kiosk-settings"),
        World::Demo { elsewhere: Some(base), .. } => {
            let token = std::env::var("SATCHEL_CONTROL_TOKEN").map_err(|_| "outside-kiosk-failed")?;
            let settings = organisation::demo(base).map_err(|_| "outside-kiosk-failed")?;
            let base = base.as_str().trim_end_matches('/').to_owned();
            (Box::new(settings), Some(DemoAt { base, token }))
        }
        World::Demo { speed, .. } => {
            let options = sandbox::Options { speed: *speed, ..sandbox::Options::default() };
            let world = runtime.block_on(sandbox::spawn(options)).map_err(|_| "outside-kiosk-failed")?;
            let at = DemoAt { base: world.base_url().to_owned(), token: world.control_token().to_owned() };
            // The world lives as long as the kiosk.
            std::mem::forget(world);
            let base = Url::parse(&at.base).map_err(|_| "outside-kiosk-failed")?;
            let settings = organisation::demo(&base).map_err(|_| "outside-kiosk-failed")?;
            (Box::new(settings), Some(at))
        }
    };
    let kiosk = settings.kiosk.as_ref().ok_or("outside-kiosk-not-set-up")?;
    let pin = kiosk.staff_pin.clone().ok_or("outside-kiosk-no-pin")?;
    let http = organisation::way_out(&settings).map_err(|_| "outside-kiosk-failed")?;
    Ok(Parts { runtime, settings, http, demo, pin })
}

fn refused(sentence: Sentence) -> ExitCode {
    terminal::say(sentence);
    ExitCode::FAILURE
}

/// `satchel --kiosk`: visit after visit.
pub(crate) fn supervise(profile: &Profile) -> ExitCode {
    let Parts { runtime, settings, http, demo, pin } = match parts(profile) {
        Ok(parts) => parts,
        Err(sentence) => return refused(sentence),
    };
    if !terminal::has_display() {
        return refused("outside-no-display");
    }
    leave_no_dump();
    let identifier = profile.identity.identifier;
    let folder = profile.data_dir.as_ref().map(|folder| folder.join("kiosk"));
    let supervisor = Supervisor {
        runtime,
        settings,
        http,
        identifier,
        now: boot::now,
        demo,
        arguments: arguments_of_a_visit(std::env::args_os().skip(1), profile.file.as_deref()),
        pin: StaffPin::new(pin),
        counters: Counters::new(boot::now(), folder.clone()),
        watched: Watched::of(identifier, folder),
        last: None,
    };
    supervisor.run()
}

/// The same as ours, for one visit. It has another home, so it is told where the settings file is.
fn arguments_of_a_visit(ours: impl Iterator<Item = OsString>, file: Option<&Path>) -> Vec<OsString> {
    let mut arguments: Vec<OsString> =
        ours.map(|one| if one == SUPERVISE { VISIT.into() } else { one }).collect();
    let is_told = arguments.iter().any(|one| one.to_string_lossy().starts_with("--config"));
    if let Some(file) = file.filter(|_| !is_told) {
        arguments.extend(["--config".into(), file.as_os_str().to_owned()]);
    }
    arguments
}

/// `--kiosk-visit`: what the supervisor says first. `None` where nobody does: it is not for typing.
pub(crate) fn begun() -> Option<Begun> {
    leave_no_dump();
    Begun::read()
}

impl Begun {
    /// Where the demo's networks are, and the token of their control API.
    pub(crate) fn demo(&self) -> Option<(&str, &str)> {
        self.start.demo.as_ref().map(|demo| (demo.base.as_str(), demo.token.as_str()))
    }
}

/// A process that crashes leaves no picture of its memory, and other programs of this account cannot read it while it
/// lives.
fn leave_no_dump() {
    #[cfg(unix)]
    {
        use nix::sys::resource::{Resource, setrlimit};
        let limited = setrlimit(Resource::RLIMIT_CORE, 0, 0).is_ok();
        #[cfg(target_os = "linux")]
        let limited = nix::sys::prctl::set_dumpable(false).is_ok() && limited;
        if !limited {
            satchel_log::warn!("this system may keep the memory of a process that crashes");
        }
    }
}

/// `satchel --kiosk-selftest`: a line a check, or all as JSON; fails where somebody has to do something.
pub(crate) fn self_test(profile: &Profile, json: bool) -> ExitCode {
    use workflow::view::SelfCheckState;
    // Without a PIN the other checks still say something.
    let parts = match parts(profile) {
        Ok(parts) => parts,
        Err(sentence) => return refused(sentence),
    };
    let identifier = profile.identity.identifier;
    let known = self_test::Known {
        counters: Counters::new(boot::now(), None).view,
        last: None,
        supervised: false,
        has_pin: true,
    };
    let looked = self_test::look(&parts.settings, &parts.http, identifier, boot::now, known);
    let view = parts.runtime.block_on(looked);
    let good = view.checks.iter().all(|line| line.state != SelfCheckState::NeedsYou);
    let text = if json {
        serde_json::to_string_pretty(&view).unwrap_or_default()
    } else {
        let line = |line: &workflow::view::SelfCheckView| {
            let key = match line.state {
                SelfCheckState::Good => "good",
                SelfCheckState::NeedsYou => "needs-you",
                SelfCheckState::Unknown => "unknown",
            };
            format!("{:12} {key}", name(line.check))
        };
        view.checks.iter().map(line).collect::<Vec<_>>().join("\n")
    };
    let _ = writeln!(std::io::stdout(), "{text}");
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// A check's name in the JSON and in the guide.
fn name(check: workflow::view::SelfCheck) -> String {
    serde_json::to_value(check).ok().and_then(|name| name.as_str().map(str::to_owned)).unwrap_or_default()
}

/// `satchel --kiosk-pin`: asks for a PIN, and prints its hash for the settings file.
pub(crate) fn make_pin() -> ExitCode {
    let ask = |key| rpassword::prompt_password(format!("{} ", terminal::words(key))).map(SecretString::from);
    let (Ok(pin), Ok(again)) = (ask("outside-kiosk-pin-new"), ask("outside-kiosk-pin-again")) else {
        return refused("outside-kiosk-failed");
    };
    let digits = pin.expose_secret();
    if !(4..=12).contains(&digits.len()) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return refused("outside-kiosk-pin-shape");
    }
    if digits != again.expose_secret() {
        return refused("outside-kiosk-pin-differs");
    }
    match store::hash_of_pin(&pin) {
        Ok(hash) => {
            let _ = writeln!(std::io::stdout(), "staff_pin = \"{hash}\"");
            ExitCode::SUCCESS
        }
        Err(_) => refused("outside-kiosk-failed"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_visit_is_started_with_the_kiosks_own_arguments() {
        let ours = ["--kiosk", "--config=/etc/satchel/organisation.toml"].map(OsString::from);
        let expected = ["--kiosk-visit", "--config=/etc/satchel/organisation.toml"].map(OsString::from);
        assert_eq!(arguments_of_a_visit(ours.into_iter(), Some(Path::new("/etc/other"))), expected);
        let found =
            arguments_of_a_visit(["--kiosk"].map(OsString::from).into_iter(), Some(Path::new("/etc/a")));
        assert_eq!(found, ["--kiosk-visit", "--config", "/etc/a"].map(OsString::from));
    }
}
