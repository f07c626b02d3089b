//! The lock before a copy: a PIN beside the computer's safe, or a passphrase. Locking drops the database key; the
//! session's token stays, so that a running search still ends with its word to the system.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use networks::CorrelationId;
use secrecy::SecretString;
use store::{Lock, LockerError};

use crate::activity::{Deed, note};
use crate::local_copy::{seconds, wish};
use crate::passcode::birth_date_digits;
use crate::share::forget_copied;
use crate::view::{ActivityKind, SecretOutcome};
use crate::{Core, Error, connect};

/// The choices of the settings, in minutes.
const LOCK_AFTER_CHOICES: [u8; 3] = [1, 5, 15];

/// How often we look whether somebody is still there. A lock comes at most this much late.
const LOOK: Duration = Duration::from_secs(10);

/// A look that comes this much later than planned: the machine slept.
const SLEPT: Duration = Duration::from_secs(30);

/// Locks now, because the person says so.
pub async fn lock(core: &Core, correlation: CorrelationId) -> Result<(), Error> {
    lock_by(core, Deed::by_person(ActivityKind::CopyLocked), correlation).await
}

/// Locks because the machine goes to sleep; nothing happens where there is no lock.
pub async fn lock_for_sleep(core: &Core) {
    lock_by_itself(core).await;
}

async fn lock_by_itself(core: &Core) {
    let locked =
        lock_by(core, Deed::by_app(ActivityKind::CopyLocked), core.correlation("watch_the_lock")).await;
    match locked {
        // Nobody's copy is in use, or no lock stands before it.
        Ok(()) | Err(Error::SignedOut | Error::BadRequest(_)) => {}
        Err(error) => satchel_log::warn!("a copy was locked and did not close as it should", error),
    }
}

async fn lock_by(core: &Core, deed: Deed, correlation: CorrelationId) -> Result<(), Error> {
    let _door = core.door.lock().await;
    let locked = core.some_copy()?.lock(deed.event(core, correlation, None)).await;
    if let Some(session) = core.session_behind_the_lock().filter(|_| !core.is_unlocked()) {
        forget_copied(core, &session);
        // What somebody's link gave is health data, in memory alone: it does not wait behind the lock.
        session.state().link = None;
    }
    core.door_moved();
    locked
}

/// Opens the lock, if the answer is right.
pub async fn unlock(
    core: &Arc<Core>,
    secret: SecretString,
    correlation: CorrelationId,
) -> Result<SecretOutcome, Error> {
    let _door = core.door.lock().await;
    let copy = core.some_copy()?;
    let outcome = outcome(copy.unlock(&secret, core.parts.machine.now()).await)?;
    if let Some(kind) = match outcome {
        SecretOutcome::Done if copy.is_open() => Some(ActivityKind::CopyUnlocked),
        SecretOutcome::Wrong { .. } => Some(ActivityKind::WrongPin),
        _ => None,
    } {
        note(core, &copy, correlation, Deed::by_person(kind), None).await;
    }
    core.door_moved();
    if outcome == SecretOutcome::Done {
        connect::take_up(core).await;
    }
    Ok(outcome)
}

/// Sets a PIN, or changes the PIN or the passphrase. `current` where there is one.
pub async fn change_lock(
    core: &Core,
    current: Option<SecretString>,
    new: SecretString,
    correlation: CorrelationId,
) -> Result<SecretOutcome, Error> {
    let _door = core.door.lock().await;
    let copy = core.some_copy()?;
    let before = copy.open()?.lock;
    let birth_date = core.session_behind_the_lock().and_then(|session| session.person.birth_date.clone());
    let easy = birth_date_digits(birth_date.as_deref());
    let easy: Vec<&str> = easy.iter().map(String::as_str).collect();
    let now = core.parts.machine.now();
    let changed = copy.locker()?.change_lock(current.as_ref(), &new, &easy, now).await;
    let outcome = outcome(changed)?;
    if outcome == SecretOutcome::Done {
        let kind = if before == Lock::None { ActivityKind::PinSet } else { ActivityKind::PinChanged };
        lock_is(core, copy.locker()?.lock().await?).await?;
        note(core, &copy, correlation, Deed::by_person(kind), None).await;
    }
    Ok(outcome)
}

/// Takes the PIN away: from then on the computer's own sign-in is the lock.
pub async fn remove_pin(
    core: &Core,
    pin: SecretString,
    correlation: CorrelationId,
) -> Result<SecretOutcome, Error> {
    let _door = core.door.lock().await;
    let copy = core.some_copy()?;
    copy.open()?;
    let outcome = outcome(copy.locker()?.remove_pin(&pin, core.parts.machine.now()).await)?;
    if outcome == SecretOutcome::Done {
        lock_is(core, copy.locker()?.lock().await?).await?;
        note(core, &copy, correlation, Deed::by_person(ActivityKind::PinRemoved), None).await;
    }
    Ok(outcome)
}

/// The lock is another from now on, and the question about it is answered.
async fn lock_is(core: &Core, lock: Lock) -> Result<(), Error> {
    let copy = core.some_copy()?;
    copy.amend(|open| open.lock = lock);
    copy.wish(wish::PIN_ANSWERED, "yes").await?;
    core.door_moved();
    Ok(())
}

/// No PIN: the question is answered, and asked no more. The settings still have it.
pub async fn decline_pin(core: &Core) -> Result<(), Error> {
    core.some_copy()?.wish(wish::PIN_ANSWERED, "no").await?;
    core.door_moved();
    Ok(())
}

/// After how many minutes without a key or a pointer the copy locks by itself.
pub(crate) async fn wish_lock_after(core: &Core, minutes: u8) -> Result<(), Error> {
    if !LOCK_AFTER_CHOICES.contains(&minutes) {
        return Err(Error::BadRequest("not one of the choices"));
    }
    core.some_copy()?.wish(wish::LOCK_AFTER, &minutes.to_string()).await?;
    core.door_moved();
    Ok(())
}

/// What came of an answer to a lock; an error where it was not about the answer.
pub(crate) fn outcome(result: Result<(), LockerError>) -> Result<SecretOutcome, Error> {
    match result {
        Ok(()) => Ok(SecretOutcome::Done),
        Err(LockerError::Wrong(tries)) => Ok(SecretOutcome::Wrong {
            tries_left: tries.left,
            wait_seconds: seconds(tries.wait.unwrap_or_default()),
        }),
        Err(LockerError::Wait(wait)) => Ok(SecretOutcome::Wait { wait_seconds: seconds(wait) }),
        Err(LockerError::WrongLength) => Ok(SecretOutcome::WrongLength),
        Err(LockerError::TooEasy) => Ok(SecretOutcome::TooEasy),
        Err(error) => Err(error.into()),
    }
}

/// Locks by itself: when nobody was at the screen for a while, and when the machine slept. Runs as long as the app.
pub async fn watch_the_lock(core: Arc<Core>) {
    let machine = core.parts.machine.clone();
    let mut doors = core.doors();
    loop {
        let Some(patience) = patience(&core) else {
            // Nothing to lock: the next move at the door may change that.
            if doors.changed().await.is_err() {
                return;
            }
            continue;
        };
        let planned = machine.now().saturating_add(LOOK).unwrap_or(Timestamp::MAX);
        tokio::select! {
            () = machine.sleep_until(planned) => {}
            _ = doors.changed() => continue,
        }
        if is_due(planned, machine.now(), core.last_seen(), patience) {
            lock_by_itself(&core).await;
        }
    }
}

/// How long nobody may be at the screen; `None` where there is nothing to lock.
fn patience(core: &Core) -> Option<Duration> {
    let open = core.copy()?.open().ok()?;
    (open.lock != Lock::None).then(|| Duration::from_mins(u64::from(open.wishes.lock_after)))
}

/// Is it time to lock? The look was planned for one instant and came at another.
fn is_due(planned: Timestamp, now: Timestamp, last_seen: Timestamp, patience: Duration) -> bool {
    let slept = planned.saturating_add(SLEPT).is_ok_and(|late| now > late);
    let nobody = last_seen.saturating_add(patience).is_ok_and(|until| now >= until);
    slept || nobody
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case::just_looked(10, 10, 5, false)]
    #[case::a_little_late(10, 25, 20, false)]
    #[case::at_the_end_of_the_patience(300, 300, 0, true)]
    #[case::just_before(299, 299, 0, false)]
    #[case::a_machine_that_slept(20, 51, 19, true)]
    #[case::a_clock_set_back(20, 5, 19, false)]
    fn it_locks_when_nobody_is_there_or_the_machine_slept(
        #[case] planned: i64,
        #[case] now: i64,
        #[case] last_seen: i64,
        #[case] due: bool,
    ) {
        let at = |second| Timestamp::from_second(second).unwrap();
        assert_eq!(is_due(at(planned), at(now), at(last_seen), Duration::from_mins(5)), due);
    }
}
