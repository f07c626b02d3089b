//! The clocks of a world, and the news that its core announces: a test moves the one and waits for the other.

use std::time::{Duration, Instant};

use anyhow::Result;
use networks::CorrelationId;
use serde_json::Value;

use super::{World, reading};

impl World {
    /// Moves the sandbox's clock and then the core's, which follows it.
    pub async fn advance(&self, seconds: i64) -> Result<()> {
        self.control("clock", serde_json::json!({ "advanceSeconds": seconds })).await?;
        let next = self.control.clock(None, &CorrelationId::new()).await?;
        self.driver.send_replace(reading(next));
        Ok(())
    }

    /// Moves the machine's clock: the time of who sits at the screen.
    pub fn pass(&self, seconds: i64) {
        self.machine.send_modify(|reading| {
            let later = reading.now.saturating_add(jiff::SignedDuration::from_secs(seconds));
            reading.now = later.unwrap_or(reading.now);
            reading.at = Instant::now();
        });
    }

    /// This computer's clock is so many seconds ahead of the network's from now on, as far as the core sees it.
    pub fn set_clock_off(&self, seconds: i64) {
        self.pass_for_core(seconds);
    }

    /// Time passes for the core's clock alone.
    pub fn pass_for_core(&self, seconds: i64) {
        self.driver.send_modify(|reading| {
            let later = reading.now.saturating_add(jiff::SignedDuration::from_secs(seconds));
            reading.now = later.unwrap_or(reading.now);
            reading.at = Instant::now();
        });
    }

    /// Lets what was woken run as far as it gets.
    pub async fn settle(&self) {
        for _ in 0..50 {
            tokio::task::yield_now().await;
        }
    }

    /// Waits until something holds that no event tells of; a person's patience at most.
    pub async fn until(&self, holds: impl Fn() -> bool) -> Result<()> {
        for _ in 0..2000 {
            if holds() {
                return Ok(());
            }
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        anyhow::bail!("it never came to that")
    }

    /// What time it is for the networks.
    #[must_use]
    pub fn now(&self) -> jiff::Timestamp {
        self.driver.borrow().now
    }

    /// Asks anew at each news until what is asked holds, while the clock stands; answers it.
    pub async fn heard_until(
        &self,
        command: &str,
        request: Value,
        holds: impl Fn(&Value) -> bool,
    ) -> Result<Value> {
        let mut news = self.changed.subscribe();
        let heard = async {
            loop {
                let answer =
                    self.ask(command, request.clone()).await.map_err(|e| anyhow::anyhow!("{e:?}"))?;
                if holds(&answer) {
                    return Ok(answer);
                }
                // News that were missed are news too.
                let _ = news.recv().await;
            }
        };
        let heard = tokio::time::timeout(Duration::from_secs(30), heard).await;
        heard.unwrap_or_else(|_| anyhow::bail!("{command} did not come to that"))
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
            let _ = tokio::time::timeout(Duration::from_millis(500), news.recv()).await;
        }
        anyhow::bail!("{command} did not come to that within {minutes} minutes")
    }
}
