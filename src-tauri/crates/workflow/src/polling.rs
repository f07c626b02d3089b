//! How often we ask: politely, and in one place. A pause grows, is spread so that a million clients do not ask in step,
//! is longer while nobody can see the answer, and is never shorter than a network asked for.

use std::time::Duration;

/// How long a portal sign-in is waited for.
pub(crate) const SIGN_IN_PATIENCE: Duration = Duration::from_mins(10);

/// How long a decision may take to show itself in the network's lists before we say that it does not. The guides name no
/// time ("effects may take time").
pub(crate) const EFFECT_PATIENCE: jiff::SignedDuration = jiff::SignedDuration::from_mins(10);

/// The places are asked for in every so many polls of a search, and at its end: the task alone tells that it goes on.
pub const PLACES_EVERY: u32 = 4;

/// How much of a pause is spread: it lasts between four fifths and the whole of it, never longer.
const SPREAD: f64 = 0.2;

/// Draws a number from 0 to 1, evenly: where in the spread a pause ends. Chosen with the other parts; a test draws what
/// it likes.
pub type Draw = fn() -> f64;

/// Can somebody see the window?
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Yes, for all we know.
    Visible,
    /// It is minimised, or behind others.
    Hidden,
}

/// A growing pause between polls.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    next: Duration,
    longest: Duration,
    longest_hidden: Duration,
}

impl Pace {
    /// No network is asked more often, whatever it says.
    const SHORTEST: Duration = Duration::from_secs(1);

    /// A network search takes minutes to an hour: from five seconds up to thirty, or to a minute while hidden.
    #[must_use]
    pub const fn search() -> Self {
        Self {
            next: Duration::from_secs(5),
            longest: Duration::from_secs(30),
            longest_hidden: Duration::from_mins(1),
        }
    }

    /// A person signs in at a portal, in front of another window: from two seconds up to twelve, hidden or not. So
    /// asking alone notices the end within fifteen seconds, the network's own time to answer included.
    #[must_use]
    pub const fn sign_in() -> Self {
        let longest = Duration::from_secs(12);
        Self { next: Duration::from_secs(2), longest, longest_hidden: longest }
    }

    /// Before the first look at a retrieval, where the network does not say when.
    pub(crate) const FIRST_LOOK: Duration = Duration::from_secs(2);

    /// A retrieval takes minutes: from two seconds up to thirty, hidden or not (`spec/ias-wire.md`, 12.4).
    #[must_use]
    pub const fn retrieval() -> Self {
        let longest = Duration::from_secs(30);
        Self { next: Duration::from_secs(2), longest, longest_hidden: longest }
    }

    /// The pause to make now, and at least as long as the network asked for.
    pub(crate) fn pause_for(&mut self, retry: networks::Retry, sight: Sight, draw: Draw) -> Duration {
        let pause = self.pause(sight, draw);
        match retry {
            networks::Retry::After(wait) => wait.max(Self::SHORTEST),
            _ => pause,
        }
    }

    /// The pause to make now; the following one is half as long again.
    pub fn pause(&mut self, sight: Sight, draw: Draw) -> Duration {
        let longest = match sight {
            Sight::Visible => self.longest,
            Sight::Hidden => self.longest_hidden,
        };
        let pause = self.next.min(longest);
        self.next = (self.next * 3 / 2).min(self.longest_hidden);
        pause.mul_f64(1.0 - SPREAD * draw().clamp(0.0, 1.0))
    }

    /// The pause to make now, and at least as long as the network asked for.
    pub(crate) fn pause_after(&mut self, error: &networks::Error, sight: Sight, draw: Draw) -> Duration {
        let pause = self.pause(sight, draw);
        match error.retry() {
            networks::Retry::After(wait) => pause.max(wait),
            _ => pause,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn whole() -> f64 {
        0.0
    }

    fn shortest() -> f64 {
        1.0
    }

    fn pauses(mut pace: Pace, sight: Sight, draw: Draw) -> Vec<u64> {
        (0..9).map(|_| u64::try_from(pace.pause(sight, draw).as_millis()).unwrap()).collect()
    }

    #[test]
    fn the_pause_grows_and_stops_growing() {
        let seen = pauses(Pace::sign_in(), Sight::Visible, whole);
        assert_eq!(seen, [2000, 3000, 4500, 6750, 10125, 12000, 12000, 12000, 12000]);
        let seen = pauses(Pace::search(), Sight::Visible, whole);
        assert_eq!(seen, [5000, 7500, 11250, 16875, 25312, 30000, 30000, 30000, 30000]);
    }

    /// Whenever the portal ends within the ten minutes, and whatever is drawn: the next look is at most twelve seconds
    /// away, and three are left for the network to answer in.
    #[test]
    fn asking_alone_notices_the_end_of_a_sign_in_in_time() {
        for draw in [whole, shortest] {
            let mut pace = Pace::sign_in();
            let (mut looks, mut at) = (Vec::new(), Duration::ZERO);
            while at < SIGN_IN_PATIENCE {
                at += pace.pause(Sight::Hidden, draw);
                looks.push(at.min(SIGN_IN_PATIENCE));
            }
            let next = |end: &Duration| looks.iter().find(|look| *look >= end).unwrap().saturating_sub(*end);
            let waits = (0..SIGN_IN_PATIENCE.as_secs()).map(Duration::from_secs).map(|end| next(&end));
            let worst = waits.max().unwrap();
            assert!(worst <= Duration::from_secs(12), "{worst:?}");
        }
    }

    /// After a knock it is asked at once, and where the network needs a moment, again within two seconds.
    #[test]
    fn after_a_knock_the_second_look_comes_within_two_seconds() {
        assert_eq!(Pace::sign_in().pause(Sight::Hidden, whole), Duration::from_secs(2));
    }

    #[test]
    fn nobody_who_can_see_it_makes_a_search_ask_half_as_often() {
        let seen = pauses(Pace::search(), Sight::Hidden, whole);
        assert_eq!(seen[5..], [37968, 56953, 60000, 60000]);
        // Whoever comes back is not asked to be patient for longer.
        let mut pace = Pace::search();
        for _ in 0..9 {
            pace.pause(Sight::Hidden, whole);
        }
        assert_eq!(pace.pause(Sight::Visible, whole), Duration::from_secs(30));
    }

    #[test]
    fn a_pause_is_spread_over_its_last_fifth() {
        assert_eq!(pauses(Pace::search(), Sight::Visible, shortest)[..2], [4000, 6000]);
    }

    #[test]
    fn a_wait_that_the_network_asks_for_is_kept() {
        let limited = networks::Error::RateLimited { after: Some(Duration::from_secs(90)) };
        let after = |error| Pace::search().pause_after(error, Sight::Visible, shortest);
        assert_eq!(after(&limited), Duration::from_secs(90));
        assert_eq!(after(&networks::Error::Server { status: 500 }), Duration::from_secs(4));
    }

    proptest! {
        #[test]
        fn no_pause_is_longer_than_what_a_screen_promises(hidden: bool, polls in 1_usize..100) {
            let (sight, most) = if hidden { (Sight::Hidden, 60) } else { (Sight::Visible, 30) };
            let mut pace = Pace::search();
            for _ in 0..polls {
                prop_assert!(pace.pause(sight, whole) <= Duration::from_secs(most));
            }
        }
    }
}
