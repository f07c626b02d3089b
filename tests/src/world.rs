//! A sandbox and a core on top of it, over loopback sockets, with a clock that a test moves.

mod clock;
mod network;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::Result;
use commands::view::{AboutView, Capabilities, System, Topic};
use networks::bwell::Endpoint;
use networks::demo::{ClockReading, DemoControl};
use networks::health_gorilla::Gateway;
use networks::{CorrelationId, Http, Limits, Origin, Policy};
use secrecy::SecretString;
use serde_json::Value;
use store::Lockers;
use tempfile::TempDir;
use tokio::sync::{broadcast, watch};
use url::Url;
use workflow::{
    Assumed, Checker, Client, Clock, Core, CredentialProvider, Host, IdentityProvider, IssuerProfile,
    Keeping, Kiosk, Organisation, Parts, Reading, ReturnWay, Terms, Words,
};

use crate::patient::PatientHost;
use crate::wiretap::Wiretap;

/// When every test world begins.
pub const BEGIN: &str = "2026-08-19T16:00:00Z";

/// Makes what the sandbox draws come again.
const SEED: u64 = 7;

/// A running world. Dropping it ends the sandbox.
pub struct World {
    /// The pretend networks.
    pub sandbox: sandbox::Sandbox,
    /// The app's core.
    pub core: Arc<Core>,
    /// The topics that were announced, as they come.
    pub changed: broadcast::Sender<Vec<Topic>>,
    /// Every topic announced so far.
    pub announced: Arc<Mutex<Vec<Topic>>>,
    control: DemoControl,
    clock: Clock,
    driver: Arc<watch::Sender<Reading>>,
    machine: watch::Sender<Reading>,
    copies: Option<TempDir>,
    lockers: Option<Lockers>,
    wiretap: Option<Wiretap>,
    base: Url,
}

impl World {
    /// A world whose clock stands still until a test moves it.
    pub async fn stepped(host: Arc<dyn Host>) -> Result<Self> {
        Self::upon(sandbox::spawn(stepped()?).await?, host, Inside::default()).await
    }

    /// The same, with a core that waits for an answer for `patience` alone, in real time.
    pub async fn impatient(host: Arc<dyn Host>, patience: Duration) -> Result<Self> {
        let inside = Inside { patience: Some(patience), ..Inside::default() };
        Self::upon(sandbox::spawn(stepped()?).await?, host, inside).await
    }

    /// A world that begins at another time, and whose core may go to these https origins too.
    pub async fn stepped_at(host: Arc<dyn Host>, start: &str, origins: &[&str]) -> Result<Self> {
        let options = sandbox::Options { start: Some(start.parse()?), ..stepped()? };
        let allowed = origins.iter().map(|origin| Origin::parse(origin)).collect::<Result<_, _>>()?;
        let inside = Inside { allowed, ..Inside::default() };
        Self::upon(sandbox::spawn(options).await?, host, inside).await
    }

    /// The same, with scenarios of a folder in place of the built-in ones.
    pub async fn stepped_among(host: Arc<dyn Host>, scenarios: &Path) -> Result<Self> {
        let options = sandbox::Options { scenario_dir: Some(scenarios.to_owned()), ..stepped()? };
        Self::upon(sandbox::spawn(options).await?, host, Inside::default()).await
    }

    /// The same, at an organisation whose tenant imports documents.
    pub async fn importing(host: Arc<dyn Host>) -> Result<Self> {
        let inside = Inside { imports: true, ..Inside::default() };
        Self::upon(sandbox::spawn(stepped()?).await?, host, inside).await
    }

    /// The same, with the copies in files: in a folder of this world's own, their keys in this process's memory.
    pub async fn stepped_with_files(host: Arc<dyn Host>) -> Result<Self> {
        Self::upon(sandbox::spawn(stepped()?).await?, host, Inside::with_files()?).await
    }

    /// The same, where the organisation must keep the trail of what happened.
    pub async fn stepped_where_trails_stay(host: Arc<dyn Host>) -> Result<Self> {
        let inside = Inside { keeps_trail: true, ..Inside::with_files()? };
        Self::upon(sandbox::spawn(stepped()?).await?, host, inside).await
    }

    /// The same, for an organisation that assumes otherwise of the networks.
    pub async fn assuming(host: Arc<dyn Host>, assumed: Assumed) -> Result<Self> {
        let inside = Inside { assumed, ..Inside::with_files()? };
        Self::upon(sandbox::spawn(stepped()?).await?, host, inside).await
    }

    /// The same, with a wiretap between the core and the sandbox.
    pub async fn tapped(host: Arc<dyn Host>) -> Result<Self> {
        let wiretap = Wiretap::spawn().await?;
        let known_as = Some(wiretap.base.as_str().trim_end_matches('/').to_owned());
        let sandbox = sandbox::spawn(sandbox::Options { known_as, ..stepped()? }).await?;
        wiretap.before(sandbox.base_url());
        Self::upon(sandbox, host, Inside { wiretap: Some(wiretap), ..Inside::with_files()? }).await
    }

    /// A world whose clock runs, `speed` times faster while a network is waited for.
    pub async fn running(host: Arc<dyn Host>, speed: f64) -> Result<Self> {
        let options = sandbox::Options { speed, ..Default::default() };
        let world = Self::upon(sandbox::spawn(options).await?, host, Inside::with_files()?).await?;
        world.follow_the_clock();
        Ok(world)
    }

    fn follow_the_clock(&self) {
        let (core, control, driver) =
            (Arc::clone(&self.core), self.control.clone(), Arc::clone(&self.driver));
        tokio::spawn(async move {
            let mut version = None;
            while let Ok(next) = control.clock(version, &CorrelationId::new()).await {
                version = Some(next.version);
                driver.send_replace(reading(next));
                core.changed(&[Topic::Clock]);
            }
        });
    }

    /// A demo whose runs are alike: its clock stands until a story moves it, its ids and passcodes come from a seed, and
    /// its sandbox is at this port (0: at any), which stands in every code.
    pub async fn alike(host: Arc<dyn Host>, port: u16) -> Result<Self> {
        let sandbox = sandbox::spawn(sandbox::Options { port, ..stepped()? }).await?;
        let world = Self::upon(sandbox, host, Inside { seed: Some(SEED), ..Inside::with_files()? }).await?;
        world.follow_the_clock();
        Ok(world)
    }

    /// A clinic's kiosk, with its clock watched over.
    pub async fn kiosk(kiosk: Kiosk) -> Result<Self> {
        Self::visit(sandbox::spawn(stepped()?).await?, kiosk).await
    }

    /// The next visit at a kiosk: another process in the app, another core here, before the same networks.
    pub async fn next_visit(self, kiosk: Kiosk) -> Result<Self> {
        self.core.leave().await;
        Self::visit(self.sandbox, kiosk).await
    }

    async fn visit(sandbox: sandbox::Sandbox, kiosk: Kiosk) -> Result<Self> {
        let inside = Inside { kiosk: Some(kiosk), ..Inside::default() };
        let world = Self::upon(sandbox, Arc::new(PatientHost::default()), inside).await?;
        tokio::spawn(workflow::watch_the_visit(Arc::clone(&world.core)));
        Ok(world)
    }

    /// The app is left and started again, over the same files and before the same networks.
    pub async fn restarted(self, host: Arc<dyn Host>) -> Result<Self> {
        self.core.leave().await;
        let Self { sandbox, copies, lockers, wiretap, .. } = self;
        Self::upon(sandbox, host, Inside { copies, lockers, wiretap, ..Inside::default() }).await
    }

    async fn upon(sandbox: sandbox::Sandbox, host: Arc<dyn Host>, inside: Inside) -> Result<Self> {
        let Inside {
            copies,
            lockers,
            wiretap,
            patience,
            allowed,
            imports,
            keeps_trail,
            assumed,
            kiosk,
            seed,
        } = inside;
        let is_kiosk = kiosk.is_some();
        let base = match &wiretap {
            Some(wiretap) => wiretap.base.clone(),
            None => Url::parse(sandbox.base_url())?,
        };
        let limits = Limits { total: patience.unwrap_or(Limits::default().total), ..Limits::default() };
        let http = Http::new(Policy::new(allowed).with_loopback(Origin::of(&base)?), limits)?;
        let control =
            DemoControl::new(http.clone(), base.clone(), SecretString::from(sandbox.control_token()))
                .seeded(seed);
        let first = control.clock(None, &CorrelationId::new()).await?;
        let (driver, clock) = watch::channel(reading(first));
        let clock = Clock::Driven(clock);
        let begin = Reading { now: BEGIN.parse()?, at: Instant::now(), speed: 0.0 };
        let (machine, machines) = watch::channel(begin);
        let keeping = lockers.as_ref().map_or(Keeping::Memory, |lockers| Keeping::Files {
            lockers: lockers.clone(),
            for_session: lockers.clone(),
        });
        let (changed, announced) = (broadcast::Sender::new(256), Arc::new(Mutex::new(Vec::new())));
        let (sender, kept) = (changed.clone(), Arc::clone(&announced));
        let core = Core::new(Parts {
            version: "0.0.0-test".to_owned(),
            about: AboutView {
                version: "0.0.0-test".to_owned(),
                build: None,
                organisation: None,
                contacts: Vec::new(),
            },
            capabilities: Capabilities {
                shows_demo_people: true,
                can_sign_in: true,
                can_sign_in_on_phone: true,
                settings_need_help: false,
                shows_demo_banner: true,
                can_save_picture: true,
                keeps_copies: false,
                gets_documents: true,
            },
            http,
            bwell: endpoint(&base)?,
            organisation: Some(Organisation { keeps_trail, ..lakeshore(&base)? }),
            assumed,
            sign_in: Some(identity_provider(&base)),
            csp: Some(credential_provider(&base)),
            returns: if is_kiosk {
                Vec::new()
            } else {
                vec![ReturnWay::Loopback, ReturnWay::DeepLink(DEEP_LINK.parse()?)]
            },
            second_network: (!is_kiosk)
                .then(|| networks::demo::gateway(&base).map(|gateway| Gateway { imports, ..gateway }))
                .transpose()?,
            demo: Some(control.clone()),
            clock: clock.clone(),
            host,
            machine: Clock::Driven(machines),
            draw: || 0.0,
            system: System::Linux,
            log_folder: None,
            keeping,
            kiosk,
            changed: Arc::new(move |topics| {
                kept.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(topics);
                // Nobody may be listening, and that is fine.
                let _ = sender.send(topics.to_vec());
            }),
        });
        Ok(Self {
            sandbox,
            core,
            changed,
            announced,
            control,
            clock,
            driver: Arc::new(driver),
            machine,
            copies,
            lockers,
            wiretap,
            base,
        })
    }

    /// Runs a command as the page would, by name and JSON.
    pub async fn ask(&self, command: &str, request: Value) -> Result<Value, commands::CommandError> {
        commands::dispatch(&self.core, command, request, &|_| {}).await
    }

    /// Where the files of the copies are, if they are in files.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.copies.as_ref().map(TempDir::path)
    }

    /// Where the sandbox is reached.
    #[must_use]
    pub fn base(&self) -> &Url {
        &self.base
    }
}

/// What a world outlives a restart with.
#[derive(Default)]
struct Inside {
    copies: Option<TempDir>,
    /// With the keys of the copies, in this process's memory.
    lockers: Option<Lockers>,
    wiretap: Option<Wiretap>,
    /// How long the core waits for an answer, where that is not the app's own time.
    patience: Option<Duration>,
    /// The organisation must keep the trail.
    keeps_trail: bool,
    assumed: Assumed,
    /// Origins that the core may go to besides the sandbox's.
    allowed: Vec<Origin>,
    /// The organisation's tenant imports documents.
    imports: bool,
    /// It is a clinic's kiosk.
    kiosk: Option<Kiosk>,
    /// The app's own ids and passcodes come from it.
    seed: Option<u64>,
}

impl Inside {
    fn with_files() -> Result<Self> {
        let copies = tempfile::tempdir()?;
        let lockers = Some(Lockers::session(copies.path()));
        Ok(Self { copies: Some(copies), lockers, ..Self::default() })
    }
}

/// The app's own address in a world.
pub const DEEP_LINK: &str = "health.satchel.demo:/oauth/callback";

fn client(scopes: &[&str]) -> Client {
    Client {
        id: "satchel-desktop".to_owned(),
        scopes: scopes.iter().map(|&scope| scope.to_owned()).collect(),
    }
}

/// The sandbox's organisation.
fn identity_provider(base: &Url) -> IdentityProvider {
    IdentityProvider {
        issuer: format!("{base}organisation"),
        client: client(&["openid", "profile", "offline_access"]),
        audience: "satchel-desktop".to_owned(),
        device_flow: true,
    }
}

/// The sandbox's organisation, in its own words.
fn lakeshore(base: &Url) -> Result<Organisation> {
    let words = |en: &str, es: &str| Words { en: en.to_owned(), es: Some(es.to_owned()) };
    let page = |path: &str| base.join(&format!("organisation/{path}"));
    Ok(Organisation {
        name: "Lakeshore Health".to_owned(),
        help_phone: Some("555 0199".to_owned()),
        help_email: None,
        help_page: Some(page("help")?),
        help_hours: None,
        terms: Terms {
            version: "1.0".to_owned(),
            date: "2026-06-01".parse()?,
            page: page("terms")?,
            title: words("Terms of use", "Condiciones de uso"),
        },
        privacy_page: Some(page("privacy")?),
        keeps_trail: false,
        checker: Checker {
            name: Some("Trueleaf ID".to_owned()),
            through_bwell: true,
            attribute_matching: true,
            steps: vec![words("Take a picture of your ID", "Tome una foto de su identificación")],
            promises: vec![words("It is not a credit check.", "No es una consulta de crédito.")],
        },
    })
}

/// The sandbox's checker of identities.
fn credential_provider(base: &Url) -> CredentialProvider {
    let home_community = "urn:oid:2.16.840.1.113883.3.9504.9";
    CredentialProvider {
        client: client(&["openid"]),
        profile: IssuerProfile::new(format!("{base}csp"), home_community),
    }
}

/// A sandbox whose clock stands still until it is moved, and that draws the same numbers each time.
fn stepped() -> Result<sandbox::Options> {
    Ok(sandbox::Options {
        stepped: true,
        seed: Some(SEED),
        start: Some(BEGIN.parse()?),
        ..Default::default()
    })
}

fn endpoint(base: &Url) -> Result<Endpoint> {
    let client_key = "eyJlbnYiOiJzYW5kYm94In0=".to_owned();
    Ok(Endpoint::new(base.join("v1/graphql")?, client_key))
}

fn reading(clock: ClockReading) -> Reading {
    Reading { now: clock.now, at: Instant::now(), speed: clock.speed }
}
