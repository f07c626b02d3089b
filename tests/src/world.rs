//! A sandbox and a core on top of it, over loopback sockets, with a clock that a test moves.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use anyhow::Result;
use commands::view::{Capabilities, System, Topic};
use networks::bwell::Endpoint;
use networks::demo::{ClockReading, DemoControl};
use networks::{CorrelationId, Http, Limits, Origin, Policy};
use secrecy::SecretString;
use serde_json::Value;
use store::Lockers;
use tempfile::TempDir;
use tokio::sync::{broadcast, watch};
use url::Url;
use workflow::{Clock, Core, Host, Keeping, Parts, Reading};

use crate::wiretap::Wiretap;

/// When every test world begins.
pub const BEGIN: &str = "2026-08-19T16:00:00Z";

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
    driver: Arc<watch::Sender<Reading>>,
    machine: watch::Sender<Reading>,
    copies: Option<TempDir>,
    wiretap: Option<Wiretap>,
    base: Url,
}

impl World {
    /// A world whose clock stands still until a test moves it.
    pub async fn stepped(host: Arc<dyn Host>) -> Result<Self> {
        Self::upon(sandbox::spawn(stepped()?).await?, host, None, None).await
    }

    /// The same, with the copies in files: in a folder of this world's own, their keys in this process's memory.
    pub async fn stepped_with_files(host: Arc<dyn Host>) -> Result<Self> {
        Self::upon(sandbox::spawn(stepped()?).await?, host, Some(tempfile::tempdir()?), None).await
    }

    /// The same, with a wiretap between the core and the sandbox.
    pub async fn tapped(host: Arc<dyn Host>) -> Result<Self> {
        let wiretap = Wiretap::spawn().await?;
        let known_as = Some(wiretap.base.as_str().trim_end_matches('/').to_owned());
        let sandbox = sandbox::spawn(sandbox::Options { known_as, ..stepped()? }).await?;
        wiretap.before(sandbox.base_url());
        Self::upon(sandbox, host, Some(tempfile::tempdir()?), Some(wiretap)).await
    }

    /// The tokens and secret parts of addresses that went over the wire; none without a wiretap.
    #[must_use]
    pub fn wire_secrets(&self) -> BTreeSet<String> {
        self.wiretap.as_ref().map(Wiretap::secrets).unwrap_or_default()
    }

    /// A world whose clock runs, `speed` times faster while a network is waited for.
    pub async fn running(host: Arc<dyn Host>, speed: f64) -> Result<Self> {
        let options = sandbox::Options { speed, ..Default::default() };
        let copies = Some(tempfile::tempdir()?);
        let world = Self::upon(sandbox::spawn(options).await?, host, copies, None).await?;
        let (core, control, driver) =
            (Arc::clone(&world.core), world.control.clone(), Arc::clone(&world.driver));
        tokio::spawn(async move {
            let mut version = None;
            while let Ok(next) = control.clock(version, &CorrelationId::new()).await {
                version = Some(next.version);
                driver.send_replace(reading(next));
                core.changed(&[Topic::Clock]);
            }
        });
        Ok(world)
    }

    async fn upon(
        sandbox: sandbox::Sandbox,
        host: Arc<dyn Host>,
        copies: Option<TempDir>,
        wiretap: Option<Wiretap>,
    ) -> Result<Self> {
        let base = match &wiretap {
            Some(wiretap) => wiretap.base.clone(),
            None => Url::parse(sandbox.base_url())?,
        };
        let http = Http::new(Policy::default().with_loopback(Origin::of(&base)?), Limits::default())?;
        let control =
            DemoControl::new(http.clone(), base.clone(), SecretString::from(sandbox.control_token()));
        let first = control.clock(None, &CorrelationId::new()).await?;
        let (driver, clock) = watch::channel(reading(first));
        let begin = Reading { now: BEGIN.parse()?, at: Instant::now(), speed: 0.0 };
        let (machine, machines) = watch::channel(begin);
        let keeping = copies.as_ref().map_or(Keeping::Memory, |folder| {
            let lockers = Lockers::session(folder.path());
            Keeping::Files { lockers: lockers.clone(), for_session: lockers }
        });
        let (changed, announced) = (broadcast::Sender::new(256), Arc::new(Mutex::new(Vec::new())));
        let (sender, kept) = (changed.clone(), Arc::clone(&announced));
        let core = Core::new(Parts {
            version: "0.0.0-test".to_owned(),
            capabilities: Capabilities {
                shows_demo_people: true,
                shows_demo_banner: true,
                can_save_picture: true,
                keeps_copies: false,
            },
            http,
            bwell: Endpoint {
                graphql: base.join("v1/graphql")?,
                client_key: "eyJlbnYiOiJzYW5kYm94In0=".to_owned(),
            },
            demo: Some(control.clone()),
            clock: Clock::Driven(clock),
            host,
            machine: Clock::Driven(machines),
            draw: || 0.0,
            system: System::Linux,
            log_folder: None,
            keeping,
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
            driver: Arc::new(driver),
            machine,
            copies,
            wiretap,
            base,
        })
    }

    /// Runs a command as the page would, by name and JSON.
    pub async fn ask(&self, command: &str, request: Value) -> Result<Value, commands::CommandError> {
        commands::dispatch(&self.core, command, request, &|_| {}).await
    }

    /// Moves the sandbox's clock and then the core's, which follows it.
    pub async fn advance(&self, seconds: i64) -> Result<()> {
        self.control("clock", serde_json::json!({ "advanceSeconds": seconds })).await?;
        let next = self.control.clock(None, &CorrelationId::new()).await?;
        self.driver.send_replace(reading(next));
        Ok(())
    }

    /// Where the files of the copies are, if they are in files.
    #[must_use]
    pub fn folder(&self) -> Option<&Path> {
        self.copies.as_ref().map(TempDir::path)
    }

    /// Moves the machine's clock: the time of who sits at the screen.
    pub fn pass(&self, seconds: i64) {
        self.machine.send_modify(|reading| {
            let later = reading.now.saturating_add(jiff::SignedDuration::from_secs(seconds));
            reading.now = later.unwrap_or(reading.now);
            reading.at = Instant::now();
        });
    }

    /// Tells the sandbox's control API something, such as a fault of the network.
    pub async fn control(&self, path: &str, body: Value) -> Result<()> {
        let url = self.base.join(&format!("control/{path}"))?;
        let client = reqwest::Client::builder().no_proxy().build()?;
        let told = client.post(url).bearer_auth(self.sandbox.control_token()).json(&body).send().await?;
        told.error_for_status()?;
        Ok(())
    }

    /// Takes every fault of the network back.
    pub async fn without_faults(&self) -> Result<()> {
        let url = self.base.join("control/faults")?;
        let client = reqwest::Client::builder().no_proxy().build()?;
        let told = client.delete(url).bearer_auth(self.sandbox.control_token()).send().await?;
        told.error_for_status()?;
        Ok(())
    }

    /// Moves the clock in steps of a poll until what is asked holds, and answers it; at most `minutes` of the clock.
    pub async fn advance_until(
        &self,
        minutes: i64,
        command: &str,
        holds: impl Fn(&Value) -> bool,
    ) -> Result<Value> {
        for _ in 0..=minutes * 2 {
            let answer = self.ask(command, Value::Null).await.map_err(|e| anyhow::anyhow!("{e:?}"))?;
            if holds(&answer) {
                return Ok(answer);
            }
            let mut news = self.changed.subscribe();
            self.advance(30).await?;
            // The follower wakes by the clock and announces what it saw; a command that looks itself needs no news.
            let _ = tokio::time::timeout(std::time::Duration::from_millis(500), news.recv()).await;
        }
        anyhow::bail!("{command} did not come to that within {minutes} minutes")
    }
}

/// A sandbox whose clock stands still until it is moved, and that draws the same numbers each time.
fn stepped() -> Result<sandbox::Options> {
    Ok(sandbox::Options { stepped: true, seed: Some(7), start: Some(BEGIN.parse()?), ..Default::default() })
}

fn reading(clock: ClockReading) -> Reading {
    Reading { now: clock.now, at: Instant::now(), speed: clock.speed }
}
