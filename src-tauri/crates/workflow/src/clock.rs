//! What time it is, and how to wait. The clock is always a parameter, so a demo can hurry and a test can stand still.

use std::time::{Duration, Instant};

use jiff::Timestamp;
use tokio::sync::watch;

/// A clock. Made where the profile is chosen; nobody else reads the machine's.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's own.
    Real(fn() -> Timestamp),
    /// One that somebody else drives: the sandbox's, or a test's.
    Driven(watch::Receiver<Reading>),
}

/// A driven clock at one moment.
#[derive(Clone, Copy, Debug)]
pub struct Reading {
    /// The time there …
    pub now: Timestamp,
    /// … at this moment here.
    pub at: Instant,
    /// Seconds there per second here; 0 stands still.
    pub speed: f64,
}

impl Reading {
    fn time(&self) -> Timestamp {
        let passed = self.at.elapsed().mul_f64(self.speed.max(0.0));
        self.now.saturating_add(passed).unwrap_or(self.now)
    }
}

/// A real wait is cut into pieces, so that a machine that slept notices soon after it wakes.
const LONGEST_NAP: Duration = Duration::from_secs(30);

impl Clock {
    /// What time it is.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        match self {
            Self::Real(now) => now(),
            Self::Driven(reading) => reading.borrow().time(),
        }
    }

    /// Seconds of this clock per real second.
    #[must_use]
    pub fn speed(&self) -> f64 {
        match self {
            Self::Real(_) => 1.0,
            Self::Driven(reading) => reading.borrow().speed,
        }
    }

    /// Waits until this clock shows `until`, whatever happens to its speed meanwhile.
    pub async fn sleep_until(&self, until: Timestamp) {
        match self {
            Self::Real(now) => {
                while let Some(left) = left(now(), until) {
                    tokio::time::sleep(left.min(LONGEST_NAP)).await;
                }
            }
            Self::Driven(reading) => {
                let mut reading = reading.clone();
                loop {
                    let current = *reading.borrow_and_update();
                    let Some(left) = left(current.time(), until) else { return };
                    let nap = if current.speed > 0.0 { left.div_f64(current.speed) } else { Duration::MAX };
                    tokio::select! {
                        () = tokio::time::sleep(nap.min(LONGEST_NAP)) => {}
                        // The driver is gone: the clock stands at its last reading, and so do we.
                        changed = reading.changed() => if changed.is_err() && current.speed <= 0.0 {
                            std::future::pending::<()>().await;
                        },
                    }
                }
            }
        }
    }

    /// Waits for `length` of this clock's time.
    pub async fn sleep(&self, length: Duration) {
        let until = self.now().saturating_add(length).unwrap_or(Timestamp::MAX);
        self.sleep_until(until).await;
    }
}

fn left(now: Timestamp, until: Timestamp) -> Option<Duration> {
    Duration::try_from(until.duration_since(now)).ok().filter(|left| !left.is_zero())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[tokio::test]
    async fn a_standing_clock_wakes_nobody_until_it_is_moved() {
        let (driver, reading) = watch::channel(Reading { now: at(0), at: Instant::now(), speed: 0.0 });
        let clock = Clock::Driven(reading);
        let waiter = tokio::spawn({
            let clock = clock.clone();
            async move { clock.sleep_until(at(60)).await }
        });
        tokio::task::yield_now().await;
        assert!(!waiter.is_finished());
        driver.send_replace(Reading { now: at(60), at: Instant::now(), speed: 0.0 });
        waiter.await.unwrap();
        assert_eq!(clock.now(), at(60));
    }

    #[tokio::test]
    async fn a_hurried_clock_is_waited_for_in_its_own_time() {
        let (_driver, reading) =
            watch::channel(Reading { now: at(0), at: Instant::now(), speed: 1_000_000.0 });
        let clock = Clock::Driven(reading);
        clock.sleep(Duration::from_hours(1)).await;
        assert!(clock.now() >= at(3600));
    }
}
