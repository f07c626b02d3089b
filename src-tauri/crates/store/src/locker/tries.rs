//! Wrong answers in a row, and the waits that follow them.
//!
//! The file holds their number, a space and the instant of the last, such as `3 2026-11-21T10:00:00Z`. It is written
//! before an answer is looked at: who ends the app in between has used it up. It slows down somebody who sits at this
//! computer; who can change its files can remove it, and still needs the safe's secret to go on.

use std::path::Path;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::{Error, small};

/// So many wrong ones are looked at at once.
const AT_ONCE: u32 = 5;

/// Minutes before the next one, after the fifth wrong one, the sixth, …; the last for all that follow.
const WAITS: [u64; 4] = [1, 5, 15, 60];

/// What may be tried now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tries {
    /// How many answers would be looked at one after the other, without a wait. 1 after a wait, 0 during it.
    pub left: u8,
    /// How long nothing is looked at.
    pub wait: Option<Duration>,
}

/// How many there were, and when the last one was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Count {
    wrong: u32,
    last: Timestamp,
}

impl Count {
    pub(super) fn tries(self, now: Timestamp) -> Tries {
        let Some(beyond) = self.wrong.checked_sub(AT_ONCE) else {
            return Tries { left: u8::try_from(AT_ONCE - self.wrong).unwrap_or(0), wait: None };
        };
        let minutes = WAITS[usize::try_from(beyond).unwrap_or(usize::MAX).min(WAITS.len() - 1)];
        let over = self.last.as_duration() + SignedDuration::from_mins(minutes.cast_signed());
        match Duration::try_from(over - now.as_duration()) {
            Ok(wait) if !wait.is_zero() => Tries { left: 0, wait: Some(wait) },
            _ => Tries { left: 1, wait: None },
        }
    }

    /// One more, which is looked at next.
    const fn and_one(self, now: Timestamp) -> Self {
        Self { wrong: self.wrong.saturating_add(1), last: now }
    }

    fn parse(bytes: &[u8]) -> Option<Self> {
        let (wrong, last) = std::str::from_utf8(bytes).ok()?.split_once(' ')?;
        Some(Self { wrong: wrong.parse().ok()?, last: last.parse().ok()? })
    }

    fn write(self, path: &Path) -> Result<(), Error> {
        small::write(path, format!("{} {}", self.wrong, self.last).as_bytes())
    }
}

/// How it stands. A file that makes no sense counts as five wrong ones just now, and is written anew: whoever damaged it
/// waits a minute. A last one in the future was before the clock was set back; it is taken to be now, so that no wait is
/// ever longer than its own length.
pub(super) fn look(path: &Path, now: Timestamp) -> Result<Count, Error> {
    let Some(bytes) = small::read(path)? else { return Ok(Count { wrong: 0, last: now }) };
    let found = Count::parse(&bytes).unwrap_or(Count { wrong: AT_ONCE, last: Timestamp::MAX });
    let count = Count { last: found.last.min(now), ..found };
    if count != found {
        count.write(path)?;
    }
    Ok(count)
}

/// Uses one up, and gives what was before; `Err` of the wait when there is one.
pub(super) fn begin(path: &Path, now: Timestamp) -> Result<Result<Count, Duration>, Error> {
    let before = look(path, now)?;
    if let Some(wait) = before.tries(now).wait {
        return Ok(Err(wait));
    }
    before.and_one(now).write(path)?;
    Ok(Ok(before))
}

/// The answer was right.
pub(super) fn clear(path: &Path) -> Result<(), Error> {
    small::remove(path)
}

/// The answer could not be looked at: it does not count.
pub(super) fn take_back(path: &Path, before: Count) -> Result<(), Error> {
    if before.wrong == 0 { clear(path) } else { before.write(path) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    fn at(minutes: i64) -> Timestamp {
        Timestamp::from_second(1_795_000_000 + minutes * 60).unwrap()
    }

    fn path() -> (tempfile::TempDir, std::path::PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("rosa.tries");
        (folder, path)
    }

    const fn minutes(minutes: u64) -> Duration {
        Duration::from_secs(minutes * 60)
    }

    #[rstest]
    #[case(0, 5, None)]
    #[case(1, 4, None)]
    #[case(4, 1, None)]
    #[case(5, 0, Some(minutes(1)))]
    #[case(6, 0, Some(minutes(5)))]
    #[case(7, 0, Some(minutes(15)))]
    #[case(8, 0, Some(minutes(60)))]
    #[case(9, 0, Some(minutes(60)))]
    #[case(u32::MAX, 0, Some(minutes(60)))]
    fn five_are_looked_at_at_once_and_then_the_waits_grow(
        #[case] wrong: u32,
        #[case] left: u8,
        #[case] wait: Option<Duration>,
    ) {
        assert_eq!(Count { wrong, last: at(0) }.tries(at(0)), Tries { left, wait });
    }

    #[test]
    fn when_a_wait_is_over_one_is_looked_at() {
        let count = Count { wrong: 6, last: at(0) };
        assert_eq!(count.tries(at(4)), Tries { left: 0, wait: Some(minutes(1)) });
        assert_eq!(count.tries(at(5)), Tries { left: 1, wait: None });
        assert_eq!(Count { wrong: 9, last: Timestamp::MAX }.tries(Timestamp::MIN).left, 0);
    }

    #[test]
    fn an_answer_is_counted_before_it_is_looked_at_and_a_right_one_ends_the_row() {
        let (_folder, path) = path();
        for before in 0..5 {
            assert_eq!(begin(&path, at(0)).unwrap().unwrap().wrong, before);
        }
        assert_eq!(begin(&path, at(0)).unwrap(), Err(Duration::from_mins(1)));
        assert_eq!(look(&path, at(0)).unwrap().wrong, 5, "nothing was looked at, nothing is counted");
        assert_eq!(begin(&path, at(1)).unwrap().unwrap().wrong, 5);
        clear(&path).unwrap();
        assert_eq!(look(&path, at(1)).unwrap().wrong, 0);
    }

    #[test]
    fn an_answer_that_could_not_be_looked_at_does_not_count() {
        let (_folder, path) = path();
        let none = begin(&path, at(0)).unwrap().unwrap();
        take_back(&path, none).unwrap();
        assert!(!path.exists());
        begin(&path, at(0)).unwrap().unwrap();
        let one = begin(&path, at(1)).unwrap().unwrap();
        take_back(&path, one).unwrap();
        assert_eq!(look(&path, at(2)).unwrap(), Count { wrong: 1, last: at(0) });
    }

    #[test]
    fn a_clock_that_is_set_back_never_makes_a_wait_longer_than_its_own_length() {
        let (_folder, path) = path();
        Count { wrong: 7, last: at(0) }.write(&path).unwrap();
        let day_before = -24 * 60;
        assert_eq!(look(&path, at(day_before)).unwrap().tries(at(day_before)).wait, Some(minutes(15)));
        // From there on it runs down, though by the first clock it would last for a day.
        assert_eq!(
            look(&path, at(day_before + 10)).unwrap().tries(at(day_before + 10)).wait,
            Some(minutes(5))
        );
        assert_eq!(look(&path, at(day_before + 15)).unwrap().tries(at(day_before + 15)).wait, None);
    }

    #[rstest]
    #[case::empty(b"")]
    #[case::no_number(b"x 2026-11-21T10:00:00Z")]
    #[case::no_instant(b"0 yesterday")]
    #[case::too_large(b"4294967296 2026-11-21T10:00:00Z")]
    #[case::no_text(b"\xff\xfe")]
    fn a_damaged_file_counts_as_five_wrong_ones_just_now(#[case] bytes: &[u8]) {
        let (_folder, path) = path();
        std::fs::write(&path, bytes).unwrap();
        assert_eq!(look(&path, at(0)).unwrap().tries(at(0)), Tries { left: 0, wait: Some(minutes(1)) });
        assert_eq!(look(&path, at(1)).unwrap().tries(at(1)), Tries { left: 1, wait: None });
    }
}
