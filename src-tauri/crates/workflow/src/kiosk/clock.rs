//! When a visit blurs, asks and ends. Pure: the time comes in as an argument.
//!
//! Sources: `product.md`, K2, K4 and K6; WCAG 2.2, success criterion 2.2.1.

use jiff::{SignedDuration, Timestamp};

use crate::view::VisitEnd;

/// The times of a visit.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Without a touch until the screen blurs.
    pub blur: SignedDuration,
    /// Without a touch until "Still there?".
    pub still_there: SignedDuration,
    /// To answer it.
    pub countdown: SignedDuration,
    /// A whole visit.
    pub session: SignedDuration,
    /// As long the idle timer waits at most for somebody who signs in on a phone.
    pub hand_off: SignedDuration,
}

/// Where a visit stands by the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Stage {
    Attract,
    Going,
    Blurred,
    StillThere { ends_at: Timestamp },
    Over(VisitEnd),
}

/// A visit that somebody began.
#[derive(Clone, Copy, Debug)]
pub(crate) struct VisitClock {
    limits: Limits,
    /// The longest time is over then.
    pub(crate) until: Timestamp,
    /// Somebody was last known to sign in on a phone.
    last_away: Option<Timestamp>,
}

impl VisitClock {
    pub(crate) fn begin(limits: Limits, now: Timestamp) -> Self {
        Self { limits, until: later(now, limits.session), last_away: None }
    }

    /// Staff: as long again, from now on.
    pub(crate) fn extend(&mut self, now: Timestamp) {
        self.until = later(now, self.limits.session);
    }

    /// Looks at the visit. `touched`: the last touch; `away`: somebody signs in on a phone now.
    pub(crate) fn stage(&mut self, touched: Timestamp, away: bool, now: Timestamp) -> Stage {
        if now >= self.until {
            return Stage::Over(VisitEnd::TimeIsUp);
        }
        let quiet_since = if away {
            // Not before the cap. A person touched the screen to begin it.
            self.last_away = Some(now.min(self.waits_until(touched)));
            self.waits_until(touched)
        } else {
            self.last_away.map_or(touched, |away| away.max(touched))
        };
        let due = |after: SignedDuration| now >= later(quiet_since, after);
        let asked = self.limits.still_there;
        let ends_at = later(later(quiet_since, asked), self.limits.countdown);
        if now >= ends_at {
            Stage::Over(VisitEnd::NobodyThere)
        } else if due(asked) {
            Stage::StillThere { ends_at }
        } else if due(self.limits.blur) {
            Stage::Blurred
        } else {
            Stage::Going
        }
    }

    /// As long the screen waits for a phone.
    pub(crate) fn waits_until(&self, touched: Timestamp) -> Timestamp {
        later(touched, self.limits.hand_off)
    }
}

fn later(than: Timestamp, by: SignedDuration) -> Timestamp {
    than.saturating_add(by).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    const LIMITS: Limits = Limits {
        blur: SignedDuration::from_secs(30),
        still_there: SignedDuration::from_secs(60),
        countdown: SignedDuration::from_secs(30),
        session: SignedDuration::from_mins(15),
        hand_off: SignedDuration::from_mins(10),
    };

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[rstest]
    #[case(29, Stage::Going)]
    #[case(30, Stage::Blurred)]
    #[case(59, Stage::Blurred)]
    #[case(60, Stage::StillThere { ends_at: at(90) })]
    #[case(89, Stage::StillThere { ends_at: at(90) })]
    #[case(90, Stage::Over(VisitEnd::NobodyThere))]
    fn nobody_touches_the_screen(#[case] second: i64, #[case] stage: Stage) {
        assert_eq!(VisitClock::begin(LIMITS, at(0)).stage(at(0), false, at(second)), stage);
    }

    /// WCAG 2.2.1 asks for ten; nothing here counts them.
    #[test]
    fn an_answer_extends_as_often_as_somebody_gives_it_until_the_longest_time() {
        let mut visit = VisitClock::begin(LIMITS, at(0));
        for touch in 0..10 {
            let touched = at(touch * 85);
            assert!(matches!(visit.stage(touched, false, at(touch * 85 + 80)), Stage::StillThere { .. }));
            assert_eq!(visit.stage(at(touch * 85 + 80), false, at(touch * 85 + 80)), Stage::Going);
        }
        assert_eq!(visit.stage(at(899), false, at(899)), Stage::Going);
        assert_eq!(visit.stage(at(899), false, at(900)), Stage::Over(VisitEnd::TimeIsUp));
    }

    #[test]
    fn a_phone_is_waited_for_up_to_the_cap() {
        let mut visit = VisitClock::begin(LIMITS, at(0));
        assert_eq!(visit.stage(at(0), true, at(599)), Stage::Going);
        assert_eq!(visit.stage(at(0), true, at(630)), Stage::Blurred);
        assert_eq!(visit.stage(at(0), true, at(690)), Stage::Over(VisitEnd::NobodyThere));
        assert_eq!(visit.waits_until(at(0)), at(600));
    }

    #[test]
    fn after_a_phone_the_quiet_time_begins_anew() {
        let mut visit = VisitClock::begin(LIMITS, at(0));
        assert_eq!(visit.stage(at(0), true, at(300)), Stage::Going);
        assert_eq!(visit.stage(at(0), false, at(320)), Stage::Going);
        assert_eq!(visit.stage(at(0), false, at(330)), Stage::Blurred);
        assert_eq!(visit.stage(at(0), false, at(390)), Stage::Over(VisitEnd::NobodyThere));
    }

    #[test]
    fn staff_give_as_long_again() {
        let mut visit = VisitClock::begin(LIMITS, at(0));
        visit.extend(at(890));
        assert_eq!(visit.stage(at(1700), false, at(1700)), Stage::Going);
        assert_eq!(visit.stage(at(1789), false, at(1790)), Stage::Over(VisitEnd::TimeIsUp));
    }
}
