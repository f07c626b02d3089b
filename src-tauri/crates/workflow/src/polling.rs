//! How often we ask: politely, and in one place.

use std::time::Duration;

/// A growing pause between polls.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pace {
    next: Duration,
    longest: Duration,
}

/// How long a portal sign-in is waited for.
pub(crate) const SIGN_IN_PATIENCE: Duration = Duration::from_mins(10);

impl Pace {
    /// A network search takes minutes to an hour: from five seconds up to thirty.
    pub(crate) const fn search() -> Self {
        Self { next: Duration::from_secs(5), longest: Duration::from_secs(30) }
    }

    /// A person signs in at a portal: from two seconds up to fifteen.
    pub(crate) const fn sign_in() -> Self {
        Self { next: Duration::from_secs(2), longest: Duration::from_secs(15) }
    }

    /// The pause to make now; the following one is half as long again.
    pub(crate) fn pause(&mut self) -> Duration {
        let pause = self.next;
        self.next = (self.next * 3 / 2).min(self.longest);
        pause
    }

    /// The pause to make now, and at least as long as the network asked for.
    pub(crate) fn pause_after(&mut self, error: &networks::Error) -> Duration {
        let pause = self.pause();
        match error.retry() {
            networks::Retry::After(wait) => pause.max(wait),
            _ => pause,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_grows_and_stops_growing() {
        let mut pace = Pace::sign_in();
        let pauses: Vec<u64> = (0..8).map(|_| u64::try_from(pace.pause().as_millis()).unwrap()).collect();
        assert_eq!(pauses, [2000, 3000, 4500, 6750, 10125, 15000, 15000, 15000]);
    }

    #[test]
    fn a_wait_that_the_network_asks_for_is_kept() {
        let limited = networks::Error::RateLimited { after: Some(Duration::from_secs(90)) };
        assert_eq!(Pace::search().pause_after(&limited), Duration::from_secs(90));
        assert_eq!(
            Pace::search().pause_after(&networks::Error::Server { status: 500 }),
            Duration::from_secs(5)
        );
    }
}
