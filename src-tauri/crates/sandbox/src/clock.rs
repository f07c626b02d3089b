//! The world's one clock. Everything that has a time in the sandbox (states, token ends, link ends, the `Date`
//! header) reads it, and nothing else reads the machine's clock.
//!
//! Time-lapse: with [`Lapse::Waiting`] the clock runs `speed` times faster only while somebody in the world waits
//! for a network and nobody is at work: while somebody signs in at a portal or shows a code, and whenever nobody
//! waits, it runs at ×1, so that a five-minute code lives five real minutes. The world says until which instants
//! that is so; from there on the rate is computed, no timer drives it.

use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use tokio::sync::watch;

/// When the clock runs at the chosen speed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, serde::Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum Lapse {
    /// Only while a search is under way or records are being fetched, and nobody signs in or shows a code; ×1
    /// otherwise.
    #[default]
    Waiting,
    /// Always.
    Always,
}

/// What the control API tells about the clock.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct ClockView {
    /// Grows whenever the speed in force changes or the clock is moved.
    pub(crate) version: u64,
    pub(crate) now: Timestamp,
    /// Sandbox seconds per real second, right now; 0 when the clock is stepped.
    pub(crate) speed: f64,
    pub(crate) stepped: bool,
}

/// The clock; shared by reference.
pub(crate) struct Clock {
    state: Mutex<State>,
    version: watch::Sender<u64>,
}

struct State {
    /// The machine's monotonic clock when `at` was true.
    anchor: Instant,
    /// The world's instant at `anchor`.
    at: Timestamp,
    speed: f64,
    lapse: Lapse,
    stepped: bool,
    /// The last instant at which somebody is known to wait for a network.
    waiting_until: Option<Timestamp>,
    /// The last instant at which somebody is known to be at work, in real time.
    at_work_until: Option<Timestamp>,
    version: u64,
}

impl Clock {
    /// A clock that starts at `start`, or at the machine's time when none is given.
    pub(crate) fn new(start: Option<Timestamp>, speed: f64, lapse: Lapse, stepped: bool) -> Self {
        let at = start.unwrap_or_else(machine_time);
        let state = State {
            anchor: Instant::now(),
            at,
            speed,
            lapse,
            stepped,
            waiting_until: None,
            at_work_until: None,
            version: 1,
        };
        Self { state: Mutex::new(state), version: watch::Sender::new(1) }
    }

    /// The world's time.
    pub(crate) fn now(&self) -> Timestamp {
        self.with(|state| state.at)
    }

    /// The world's time with the speed in force.
    pub(crate) fn view(&self) -> ClockView {
        self.with(|state| ClockView {
            version: state.version,
            now: state.at,
            speed: state.rate(),
            stepped: state.stepped,
        })
    }

    /// The world says until when somebody waits for a network, and until when somebody is at work (`None`: nobody).
    pub(crate) fn wait_until(&self, waiting: Option<Timestamp>, at_work: Option<Timestamp>) {
        self.with(|state| {
            let before = state.rate();
            state.waiting_until = waiting;
            state.at_work_until = at_work;
            state.bump_if_changed(before);
        });
    }

    /// Changes the chosen speed and the rule for it.
    pub(crate) fn set(&self, speed: Option<f64>, lapse: Option<Lapse>) {
        self.with(|state| {
            let before = state.rate();
            state.speed = speed.unwrap_or(state.speed);
            state.lapse = lapse.unwrap_or(state.lapse);
            state.bump_if_changed(before);
        });
    }

    /// Moves the clock forward. Time never goes back: tokens and links would come to life again.
    pub(crate) fn advance(&self, by: Duration) {
        self.with(|state| {
            let by = SignedDuration::try_from(by).unwrap_or(SignedDuration::MAX);
            state.at = state.at.checked_add(by).unwrap_or(Timestamp::MAX);
            state.drop_what_has_passed();
            state.version += 1;
        });
    }

    /// Waits until the version differs from `seen`, for `longest` real time at most.
    pub(crate) async fn changed_since(&self, seen: u64, longest: Duration) -> ClockView {
        let deadline = tokio::time::Instant::now() + longest;
        let mut versions = self.version.subscribe();
        loop {
            versions.borrow_and_update();
            let view = self.view();
            if view.version != seen || tokio::time::Instant::now() >= deadline {
                return view;
            }
            // The next change of speed is known beforehand: wake for it, since nobody else may look at the clock.
            let turns = self.with(|state| state.real_time_to_turn());
            let wake = turns.map_or(deadline, |after| deadline.min(tokio::time::Instant::now() + after));
            tokio::select! {
                () = tokio::time::sleep_until(wake) => {}
                _ = versions.changed() => {}
            }
        }
    }

    fn with<T>(&self, look: impl FnOnce(&mut State) -> T) -> T {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let before = *self.version.borrow();
        state.settle(Instant::now());
        let answer = look(&mut state);
        let version = state.version;
        drop(state);
        if version != before {
            self.version.send_replace(version);
        }
        answer
    }
}

impl State {
    /// Sandbox seconds per real second from `at` on.
    fn rate(&self) -> f64 {
        match (self.stepped, self.lapse) {
            (true, _) => 0.0,
            (false, Lapse::Always) => self.speed,
            (false, Lapse::Waiting) if self.at_work_until.is_none() && self.waiting_until.is_some() => {
                self.speed
            }
            (false, Lapse::Waiting) => 1.0,
        }
    }

    #[expect(clippy::float_cmp, reason = "rates are taken over unchanged, never computed")]
    fn bump_if_changed(&mut self, before: f64) {
        if self.rate() != before {
            self.version += 1;
        }
    }

    /// Brings `at` to the machine's `instant`, through each turn of the time-lapse that lies between.
    fn settle(&mut self, instant: Instant) {
        let mut elapsed = instant.saturating_duration_since(self.anchor);
        self.anchor = instant;
        if self.stepped {
            return;
        }
        while let Some(turn) = self.next_turn() {
            let needed = self.real_time_to(turn);
            if elapsed < needed {
                break;
            }
            let before = self.rate();
            self.at = self.at.max(turn);
            self.drop_what_has_passed();
            self.bump_if_changed(before);
            elapsed -= needed;
        }
        let passed = SignedDuration::try_from_secs_f64(elapsed.as_secs_f64() * self.rate());
        self.at = self.at.checked_add(passed.unwrap_or_default()).unwrap_or(Timestamp::MAX);
    }

    /// The next instant at which the rate may change.
    fn next_turn(&self) -> Option<Timestamp> {
        let lapsing = !self.stepped && self.lapse == Lapse::Waiting;
        self.waiting_until.into_iter().chain(self.at_work_until).filter(|_| lapsing).min()
    }

    fn drop_what_has_passed(&mut self) {
        self.waiting_until = self.waiting_until.filter(|until| *until > self.at);
        self.at_work_until = self.at_work_until.filter(|until| *until > self.at);
    }

    /// How long the machine's clock runs until the world reaches `until` at the present rate.
    fn real_time_to(&self, until: Timestamp) -> Duration {
        let left = until.duration_since(self.at).as_secs_f64().max(0.0);
        Duration::try_from_secs_f64(left / self.rate()).unwrap_or(Duration::MAX)
    }

    fn real_time_to_turn(&self) -> Option<Duration> {
        // A little later than computed, so that rounding cannot make the waiter look too early and spin.
        Some(self.real_time_to(self.next_turn()?).saturating_add(Duration::from_millis(2)))
    }
}

#[expect(clippy::disallowed_methods, reason = "the one place where the sandbox reads the machine's clock")]
fn machine_time() -> Timestamp {
    Timestamp::now()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start() -> Timestamp {
        "2026-08-19T12:00:00Z".parse().unwrap()
    }

    fn state(speed: f64, lapse: Lapse, waiting_until: Option<Timestamp>) -> State {
        let anchor = Instant::now();
        let at = start();
        State { anchor, at, speed, lapse, stepped: false, waiting_until, at_work_until: None, version: 1 }
    }

    #[test]
    fn a_time_lapse_ends_at_the_instant_the_world_named() {
        let until = start() + SignedDuration::from_secs(600);
        let mut state = state(60.0, Lapse::Waiting, Some(until));
        // Ten real seconds bring the world to `until`; the eleventh is an ordinary one.
        state.settle(state.anchor + Duration::from_secs(11));
        assert_eq!(state.at, until + SignedDuration::from_secs(1));
        assert_eq!((state.waiting_until, state.version), (None, 2));
    }

    /// A code that was made in the middle of a search lives five real minutes all the same.
    #[test]
    fn while_somebody_is_at_work_a_second_is_a_second() {
        let mut state = state(60.0, Lapse::Waiting, Some(start() + SignedDuration::from_secs(900)));
        state.at_work_until = Some(start() + SignedDuration::from_secs(300));
        state.settle(state.anchor + Duration::from_secs(200));
        assert_eq!(state.at, start() + SignedDuration::from_secs(200));
        // A hundred more seconds end the work, then ten at ×60 end the wait, then one is one again.
        state.settle(state.anchor + Duration::from_secs(111));
        assert_eq!(state.at, start() + SignedDuration::from_secs(901));
        assert_eq!(state.version, 3);
    }

    #[test]
    fn without_anybody_waiting_a_second_is_a_second() {
        let mut state = state(60.0, Lapse::Waiting, None);
        state.settle(state.anchor + Duration::from_secs(5));
        assert_eq!(state.at, start() + SignedDuration::from_secs(5));
    }

    #[test]
    fn always_is_always() {
        let mut state = state(60.0, Lapse::Always, None);
        state.settle(state.anchor + Duration::from_secs(5));
        assert_eq!(state.at, start() + SignedDuration::from_secs(300));
    }

    #[test]
    fn a_stepped_clock_stands_until_it_is_moved() {
        let clock = Clock::new(Some(start()), 60.0, Lapse::Always, true);
        assert_eq!(clock.now(), start());
        clock.advance(Duration::from_secs(90));
        let view = clock.view();
        assert_eq!(view.now, start() + SignedDuration::from_secs(90));
        assert_eq!(view.version, 2);
        assert!(view.speed < 0.1);
    }

    #[tokio::test]
    async fn whoever_waits_for_a_change_is_woken_by_it() {
        let clock = Clock::new(Some(start()), 60.0, Lapse::Waiting, false);
        let until = clock.now() + SignedDuration::from_secs(6);
        clock.wait_until(Some(until), None);
        let lapsing = clock.view();
        assert!(lapsing.speed > 59.0);
        let after = clock.changed_since(lapsing.version, Duration::from_secs(20)).await;
        assert_eq!(after.version, lapsing.version + 1);
        assert!(after.speed < 2.0);
        assert!(after.now >= until);
    }
}
