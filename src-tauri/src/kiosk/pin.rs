//! The staff's PIN: a hash in the managed file, and a delay that grows with every wrong try. The supervisor counts, so
//! that a new visit is no new try.

use jiff::{SignedDuration, Timestamp};
use secrecy::{ExposeSecret as _, SecretString};
use workflow::view::StaffOutcome;

/// So many slips cost nothing.
const FREE: u32 = 2;
const FIRST_WAIT: SignedDuration = SignedDuration::from_secs(30);
const LONGEST_WAIT: SignedDuration = SignedDuration::from_mins(15);

pub(super) struct StaffPin {
    hash: SecretString,
    wrong: u32,
    not_before: Option<Timestamp>,
}

impl StaffPin {
    pub(super) fn new(hash: SecretString) -> Self {
        Self { hash, wrong: 0, not_before: None }
    }

    pub(super) fn check(&mut self, pin: &SecretString, now: Timestamp) -> StaffOutcome {
        if let Some(left) =
            self.not_before.map(|at| at.duration_since(now)).filter(jiff::SignedDuration::is_positive)
        {
            return StaffOutcome::Wait { wait_seconds: seconds(left) };
        }
        // Counted before it is looked at.
        self.wrong = self.wrong.saturating_add(1);
        if store::is_pin_of(self.hash.expose_secret(), pin) {
            (self.wrong, self.not_before) = (0, None);
            return StaffOutcome::In;
        }
        let wait = wait_after(self.wrong);
        self.not_before = now.saturating_add(wait).ok();
        StaffOutcome::Wrong { wait_seconds: seconds(wait) }
    }
}

/// How long nobody may try after so many wrong ones in a row: twice as long each time.
fn wait_after(wrong: u32) -> SignedDuration {
    let Some(doubled) = wrong.checked_sub(FREE + 1) else { return SignedDuration::ZERO };
    let times = 1_i32.checked_shl(doubled.min(16)).unwrap_or(i32::MAX);
    FIRST_WAIT.checked_mul(times).unwrap_or(LONGEST_WAIT).min(LONGEST_WAIT)
}

fn seconds(wait: SignedDuration) -> u32 {
    u32::try_from(wait.as_millis().max(0).unsigned_abs().div_ceil(1000)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_delay_grows_and_a_right_pin_ends_it() {
        let hash = store::hash_of_pin(&SecretString::from("2468")).unwrap();
        let mut pin = StaffPin::new(SecretString::from(hash));
        let (wrong, right) = (SecretString::from("0000"), SecretString::from("2468"));
        assert_eq!(pin.check(&wrong, at(0)), StaffOutcome::Wrong { wait_seconds: 0 });
        assert_eq!(pin.check(&wrong, at(0)), StaffOutcome::Wrong { wait_seconds: 0 });
        assert_eq!(pin.check(&wrong, at(0)), StaffOutcome::Wrong { wait_seconds: 30 });
        // Not even the right one is looked at.
        assert_eq!(pin.check(&right, at(1)), StaffOutcome::Wait { wait_seconds: 29 });
        assert_eq!(pin.check(&wrong, at(30)), StaffOutcome::Wrong { wait_seconds: 60 });
        assert_eq!(pin.check(&right, at(90)), StaffOutcome::In);
        assert_eq!(pin.check(&wrong, at(91)), StaffOutcome::Wrong { wait_seconds: 0 });
    }

    #[test]
    fn nobody_waits_longer_than_a_quarter_of_an_hour() {
        assert_eq!(wait_after(7), SignedDuration::from_mins(8));
        for wrong in [8, 12, 40, u32::MAX] {
            assert_eq!(wait_after(wrong), LONGEST_WAIT);
        }
    }
}
