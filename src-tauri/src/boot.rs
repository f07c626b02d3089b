//! Turns the profile into concrete parts. The only place that looks at it, and the only one that reads the machine's
//! clock.

use std::error::Error;
use std::io::Read as _;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use commands::view::{AboutView, Capabilities, System, Topic};
use jiff::Timestamp;
use networks::bwell::Endpoint;
use networks::demo::{ClockReading, DemoControl};
use networks::{CorrelationId, Http, Limits, Policy};
use secrecy::SecretString;
use settings::Settings;
use store::Lockers;
use tauri::{AppHandle, Emitter as _, Manager as _};
use tempfile::TempDir;
use tokio::sync::watch;
use url::Url;
use workflow::{Changed, Clock, Core, Host, Keeping, Kiosk, Parts, Reading};

use crate::host::Desktop;
use crate::profile::{Profile, World};
use crate::window::{KIOSK, MAIN, NOTES};
use crate::{kiosk, organisation, private, sleep, version};

type Anything = Box<dyn Error>;

/// How long a locked keychain may ask the person for its password.
pub(crate) const KEYCHAIN_PATIENCE: Duration = Duration::from_mins(1);

pub(crate) const SYSTEM: System = if cfg!(target_os = "linux") {
    System::Linux
} else if cfg!(target_os = "macos") {
    System::Macos
} else if cfg!(windows) {
    System::Windows
} else {
    System::Other
};

/// When a demo begins whose runs are alike.
const BEGIN: &str = "2026-08-19T16:00:00Z";

/// What time it is on this machine.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
pub(crate) fn now() -> Timestamp {
    Timestamp::now()
}

/// A number from 0 to 1 from the system's random source; without one, the middle.
pub(crate) fn draw() -> f64 {
    let mut bytes = [0; 4];
    let drawn = aws_lc_rs::rand::fill(&mut bytes).is_ok();
    if drawn { f64::from(u32::from_le_bytes(bytes)) / f64::from(u32::MAX) } else { 0.5 }
}

/// The concrete parts of a world that are not the same everywhere.
struct Surroundings {
    settings: Option<Box<Settings>>,
    http: Http,
    clock: Clock,
    demo: Option<DemoControl>,
    kiosk: Option<Kiosk>,
}

/// A core for this profile. In a demo there is a sandbox first.
pub(crate) fn core(app: &AppHandle, profile: &Profile) -> Result<Arc<Core>, Anything> {
    match &profile.world {
        World::Demo { person, speed, elsewhere, seed } => {
            let stage = match elsewhere {
                Some(base) => sandbox_at(base, profile)?,
                None => own_sandbox(profile, *speed, *seed)?,
            };
            demo(app, profile, person.as_deref(), stage.seeded(*seed))
        }
        World::Live(settings) => {
            let http = organisation::way_out(settings)?;
            let settings = Some(settings.clone());
            started(
                app,
                profile,
                Surroundings { settings, http, clock: Clock::Real(now), demo: None, kiosk: None },
            )
        }
        World::NotSetUp => {
            let http = Http::new(Policy::default(), Limits::default())?;
            let clock = Clock::Real(now);
            started(app, profile, Surroundings { settings: None, http, clock, demo: None, kiosk: None })
        }
    }
}

/// Where the demo's networks are, and the way to steer them.
struct Stage {
    settings: Settings,
    http: Http,
    control: DemoControl,
}

impl Stage {
    fn new(base: Url, token: SecretString) -> Result<Self, Anything> {
        let settings = organisation::demo(&base)?;
        let http = Http::new(organisation::policy(&settings)?, Limits::default())?;
        let control = DemoControl::new(http.clone(), base, token);
        Ok(Self { settings, http, control })
    }

    fn seeded(self, seed: Option<u64>) -> Self {
        Self { control: self.control.seeded(seed), ..self }
    }
}

/// Where the sandbox's portals send the browser.
fn way_back(profile: &Profile) -> String {
    format!("{}:/connected", profile.identity.identifier)
}

/// Starts a sandbox in this process.
fn own_sandbox(profile: &Profile, speed: f64, alike: Option<u64>) -> Result<Stage, Anything> {
    let options = sandbox::Options {
        speed,
        seed: alike,
        start: alike.map(|_| BEGIN.parse()).transpose()?,
        link_seconds: profile.code_seconds,
        app_redirect: Some(way_back(profile)),
        ..sandbox::Options::default()
    };
    let world = tauri::async_runtime::block_on(sandbox::spawn(options))?;
    let stage = Stage::new(Url::parse(world.base_url())?, world.control_token().to_owned().into())?;
    // The world lives as long as the app.
    std::mem::forget(world);
    Ok(stage)
}

/// A sandbox that somebody else has started. Its token is never an argument: those can be read by everybody.
fn sandbox_at(base: &Url, profile: &Profile) -> Result<Stage, Anything> {
    let token = std::env::var("SATCHEL_CONTROL_TOKEN")
        .map_err(|_| "put the sandbox's control token into SATCHEL_CONTROL_TOKEN")?;
    let stage = Stage::new(base.clone(), token.into())?;
    let leads = async { stage.control.lead_back_to(&way_back(profile), &CorrelationId::new()).await };
    tauri::async_runtime::block_on(leads)
        .map_err(|_| "the sandbox does not answer, or wants another token")?;
    Ok(stage)
}

/// A core on a sandbox, with somebody signed in where that was asked for.
fn demo(
    app: &AppHandle,
    profile: &Profile,
    person: Option<&str>,
    stage: Stage,
) -> Result<Arc<Core>, Anything> {
    let core = in_demo(app, profile, stage, None)?;
    if let Some(person) = person {
        let signing_in = Arc::clone(&core);
        tauri::async_runtime::block_on(workflow::sign_in(&signing_in, person, CorrelationId::new()))
            .map_err(|_| format!("there is no demo person called {person}"))?;
    }
    Ok(core)
}

/// A core on a sandbox, to which it talks over sockets alone, and whose clock it follows.
fn in_demo(
    app: &AppHandle,
    profile: &Profile,
    stage: Stage,
    kiosk: Option<Kiosk>,
) -> Result<Arc<Core>, Anything> {
    let Stage { settings, http, control } = stage;
    let first = tauri::async_runtime::block_on(control.clock(None, &CorrelationId::new()))?;
    let (driver, reading) = watch::channel(reading(first));
    let around = Surroundings {
        settings: Some(Box::new(settings)),
        http,
        clock: Clock::Driven(reading),
        demo: Some(control.clone()),
        kiosk,
    };
    let core = started(app, profile, around)?;
    tauri::async_runtime::spawn(follow_clock(Arc::clone(&core), control, driver, first.version));
    Ok(core)
}

/// A core for one visit at a kiosk. The demo's networks are the supervisor's: they outlive a visit, as real ones do.
pub(crate) fn kiosk(app: &AppHandle, profile: &Profile, begun: kiosk::Begun) -> Result<Arc<Core>, Anything> {
    let core = match &profile.world {
        World::Demo { .. } => {
            let (base, token) = begun.demo().ok_or("there is no world for this demo")?;
            let stage = Stage::new(Url::parse(base)?, SecretString::from(token))?;
            let kiosk = kiosk::kiosk(app, begun, &stage.settings);
            in_demo(app, profile, stage, kiosk)?
        }
        World::Live(settings) => {
            let http = organisation::way_out(settings)?;
            let kiosk = kiosk::kiosk(app, begun, settings);
            let (settings, clock) = (Some(settings.clone()), Clock::Real(now));
            started(app, profile, Surroundings { settings, http, clock, demo: None, kiosk })?
        }
        World::NotSetUp => return Err("there are no settings".into()),
    };
    if !core.is_kiosk() {
        return Err("the settings have no kiosk".into());
    }
    tauri::async_runtime::spawn(workflow::watch_the_visit(Arc::clone(&core)));
    tauri::async_runtime::spawn(workflow::watch_the_network(Arc::clone(&core)));
    Ok(core)
}

fn started(app: &AppHandle, profile: &Profile, around: Surroundings) -> Result<Arc<Core>, Anything> {
    let Surroundings { settings, http, clock, demo, kiosk } = around;
    let (keeping, host): (Keeping, Arc<dyn Host>) = match &kiosk {
        Some(_) => (Keeping::Memory, Arc::new(kiosk::Nothing)),
        None => (files(app, profile)?, Arc::new(Desktop::new(app.clone()))),
    };
    let settings = settings.as_deref();
    let is_seeded = demo.as_ref().and_then(DemoControl::seed).is_some();
    let (is_demo, is_kiosk) = (demo.is_some(), kiosk.is_some());
    let can_sign_in =
        !is_demo && !is_kiosk && settings.is_some_and(|settings| !settings.sign_in.redirects.is_empty());
    let parts = Parts {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        about: AboutView {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            build: version::build(),
            organisation: settings.filter(|_| !is_demo).map(|settings| settings.organisation.name.clone()),
            contacts: settings.filter(|_| !is_demo).map(organisation::contacts).unwrap_or_default(),
        },
        capabilities: Capabilities {
            shows_demo_people: is_demo && !is_kiosk,
            can_sign_in,
            can_sign_in_on_phone: (!is_demo || is_kiosk)
                && settings.is_some_and(|settings| settings.sign_in.device_flow),
            settings_need_help: matches!(profile.world, World::NotSetUp),
            shows_demo_banner: is_demo,
            can_save_picture: !is_kiosk,
            keeps_copies: profile.data_dir.is_some(),
            gets_documents: !is_kiosk && settings.is_some_and(|settings| settings.second_network.is_some()),
        },
        bwell: settings.map_or_else(nowhere, |settings| Ok(organisation::endpoint(settings)))?,
        http,
        organisation: settings.map(organisation::words),
        assumed: settings.map(organisation::assumed).unwrap_or_default(),
        sign_in: settings.map(organisation::sign_in),
        // No documents come to a kiosk, and no browser comes back to it.
        csp: settings.filter(|_| !is_kiosk).and_then(organisation::csp),
        returns: settings
            .filter(|_| !is_kiosk)
            .map(|settings| organisation::returns(settings, profile.identity.identifier))
            .unwrap_or_default(),
        demo,
        clock,
        second_network: settings
            .filter(|_| !is_kiosk)
            .map(organisation::second_network)
            .transpose()?
            .flatten(),
        host,
        machine: Clock::Real(now),
        draw: if is_seeded { || 0.5 } else { draw },
        system: SYSTEM,
        log_folder: profile.log_folder(),
        keeping,
        kiosk,
        changed: changed(app.clone(), if is_kiosk { KIOSK } else { MAIN }),
    };
    let core = Core::new(parts);
    if is_kiosk {
        return Ok(core);
    }
    tauri::async_runtime::spawn(workflow::watch_the_lock(Arc::clone(&core)));
    sleep::lock_before(&core);
    Ok(core)
}

/// Encrypted files: in the profile's folder, or in one of this run's own, which only this user can open, whose keys are
/// in memory, and which is gone on leaving.
fn files(app: &AppHandle, profile: &Profile) -> Result<Keeping, Anything> {
    private::sweep();
    let private = private::folder()?;
    let for_session = Lockers::session(private.path());
    app.manage(Mutex::new(Some(private)));
    let lockers = match &profile.data_dir {
        Some(folder) => Lockers::lasting(folder, profile.identity.identifier, KEYCHAIN_PATIENCE),
        None => for_session.clone(),
    };
    Ok(Keeping::Files { lockers, for_session })
}

/// Where nobody is set up there is no network either: the policy allows no address.
fn nowhere() -> Result<Endpoint, url::ParseError> {
    Ok(Endpoint::new(Url::parse("https://not-set-up.invalid/")?, String::new()))
}

/// Tells the page what may have changed: topics, never data.
fn changed(app: AppHandle, window: &'static str) -> Changed {
    Arc::new(move |topics: &[Topic]| {
        if app.emit_to(window, "changed", topics).is_err() {
            satchel_log::warn!("the page could not be told of a change");
        }
        if topics.contains(&Topic::Notes) {
            // There may be no such window.
            let _ = app.emit_to(NOTES, "changed", topics);
        }
    })
}

/// Keeps our clock at the sandbox's: asks, and waits until it changes.
async fn follow_clock(
    core: Arc<Core>,
    control: DemoControl,
    driver: watch::Sender<Reading>,
    mut version: u64,
) {
    let correlation = CorrelationId::new();
    loop {
        match control.clock(Some(version), &correlation).await {
            Ok(next) => {
                let moved = next.version != version;
                version = next.version;
                driver.send_replace(reading(next));
                if moved {
                    core.changed(&[Topic::Clock]);
                }
            }
            // The sandbox is in this process; a failure passes, or we are leaving.
            Err(_) => tokio::time::sleep(Duration::from_secs(1)).await,
        }
    }
}

fn reading(clock: ClockReading) -> Reading {
    Reading { now: clock.now, at: Instant::now(), speed: clock.speed }
}

/// Log lines go to a folder beside the copies, where there is one, and to standard error. By construction they hold no
/// name, no date of birth, no token, no address.
pub(crate) fn log(profile: &Profile) {
    match profile.log_folder() {
        Some(folder) => {
            if let Err(error) = satchel_log::to_folder(&folder, now) {
                satchel_log::to_stderr();
                satchel_log::warn!("there is no log file", error);
            }
        }
        None => satchel_log::to_stderr(),
    }
}

/// A panic of ours is logged by its place alone: its message could hold data.
pub(crate) fn keep_panics_quiet() {
    std::panic::set_hook(Box::new(|panic| match panic.location() {
        Some(place) => satchel_log::error!("a panic", place),
        None => satchel_log::error!("a panic"),
    }));
}

/// Being asked to end (a closed terminal, Ctrl-C, a shutdown) is leaving like any other: the demo's folder goes too.
pub(crate) fn leave_when_asked(app: &AppHandle) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        for kind in [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::hangup()] {
            let app = app.clone();
            tauri::async_runtime::spawn(async move {
                if let Ok(mut asked) = signal(kind) {
                    asked.recv().await;
                    app.exit(0);
                }
            });
        }
    }
    #[cfg(not(unix))]
    let _ = app;
}

/// The session ends, and the demo's folder goes.
pub(crate) fn leave(app: &AppHandle) {
    if let Some(core) = app.try_state::<Arc<Core>>() {
        tauri::async_runtime::block_on(core.leave());
    }
    if let Some(folder) = app.try_state::<Mutex<Option<TempDir>>>() {
        drop(folder.lock().unwrap_or_else(PoisonError::into_inner).take());
    }
}

/// Whoever started us with `SATCHEL_EXIT_WITH_STDIN=1` holds our standard input open as long as we should live:
/// however it ends, no window stays behind.
pub(crate) fn leave_with_parent(app: &AppHandle) {
    if std::env::var_os("SATCHEL_EXIT_WITH_STDIN").is_none() {
        return;
    }
    let app = app.clone();
    std::thread::spawn(move || {
        let mut nothing = [0; 64];
        while matches!(std::io::stdin().read(&mut nothing), Ok(1..)) {}
        app.exit(0);
    });
}
