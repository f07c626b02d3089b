//! A sandbox and a core on top of it, over loopback sockets, with a clock that a test moves.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Instant;

use anyhow::Result;
use commands::view::{Capabilities, Topic};
use jiff::Timestamp;
use networks::bwell::Endpoint;
use networks::demo::{ClockReading, DemoControl};
use networks::{CorrelationId, Http, Limits, Origin, Policy};
use secrecy::SecretString;
use serde_json::Value;
use tokio::sync::{broadcast, watch};
use url::Url;
use workflow::{Clock, Core, Host, Keeping, Parts, Reading};

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
}

impl World {
    /// A world whose clock stands still until a test moves it.
    pub async fn stepped(host: Arc<dyn Host>) -> Result<Self> {
        let begin: Timestamp = BEGIN.parse()?;
        Self::begin(
            sandbox::Options { stepped: true, seed: Some(7), start: Some(begin), ..Default::default() },
            host,
        )
        .await
    }

    /// A world whose clock runs, `speed` times faster while a network is waited for.
    pub async fn running(host: Arc<dyn Host>, speed: f64) -> Result<Self> {
        let world = Self::begin(sandbox::Options { speed, ..Default::default() }, host).await?;
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

    async fn begin(options: sandbox::Options, host: Arc<dyn Host>) -> Result<Self> {
        let sandbox = sandbox::spawn(options).await?;
        let base = Url::parse(sandbox.base_url())?;
        let http = Http::new(Policy::default().with_loopback(Origin::of(&base)?), Limits::default())?;
        let control =
            DemoControl::new(http.clone(), base.clone(), SecretString::from(sandbox.control_token()));
        let first = control.clock(None, &CorrelationId::new()).await?;
        let (driver, clock) = watch::channel(reading(first));
        let (changed, announced) = (broadcast::Sender::new(256), Arc::new(Mutex::new(Vec::new())));
        let (sender, kept) = (changed.clone(), Arc::clone(&announced));
        let core = Core::new(Parts {
            version: "0.0.0-test".to_owned(),
            capabilities: Capabilities {
                shows_demo_people: true,
                shows_demo_banner: true,
                can_save_picture: true,
            },
            http,
            bwell: Endpoint {
                graphql: base.join("v1/graphql")?,
                client_key: "eyJlbnYiOiJzYW5kYm94In0=".to_owned(),
            },
            demo: Some(control.clone()),
            clock: Clock::Driven(clock),
            host,
            keeping: Keeping::Memory,
            changed: Arc::new(move |topics| {
                kept.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(topics);
                // Nobody may be listening, and that is fine.
                let _ = sender.send(topics.to_vec());
            }),
        });
        Ok(Self { sandbox, core, changed, announced, control, driver: Arc::new(driver) })
    }

    /// Runs a command as the page would, by name and JSON.
    pub async fn ask(&self, command: &str, request: Value) -> Result<Value, commands::CommandError> {
        commands::dispatch(&self.core, command, request, &|_| {}).await
    }

    /// Moves the sandbox's clock and then the core's, which follows it.
    pub async fn advance(&self, seconds: i64) -> Result<()> {
        let url = format!("{}/control/clock", self.sandbox.base_url());
        reqwest::Client::builder()
            .no_proxy()
            .build()?
            .post(url)
            .bearer_auth(self.sandbox.control_token())
            .json(&serde_json::json!({ "advanceSeconds": seconds }))
            .send()
            .await?
            .error_for_status()?;
        let next = self.control.clock(None, &CorrelationId::new()).await?;
        self.driver.send_replace(reading(next));
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

fn reading(clock: ClockReading) -> Reading {
    Reading { now: clock.now, at: Instant::now(), speed: clock.speed }
}
