//! One person's copy on this computer, as the core holds it: open, locked, or not to be opened.
//!
//! What a verb wants to read needs an open copy. What happened while it was locked (a search that ended, a wrong PIN)
//! waits in memory and is written down when it opens.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use jiff::Timestamp;
use secrecy::SecretString;
use store::{Changes, Keep, Label, Lock, Locker, LockerError, NewEvent, Rung, Store, VaultError};

use crate::Error;
use crate::view::{CopyTrouble, CopyView, HolderView, KeyPlace, LockKind, SafeTrouble};

/// Events that wait for a locked copy. A run that is locked for days asks the networks little.
const MOST_WAITING: usize = 200;

/// Minutes without a key or a pointer after which a copy locks, unless the person chose others.
const LOCK_AFTER: u8 = 5;

/// A person's copy.
pub(crate) struct LocalCopy {
    inside: Mutex<Inside>,
}

struct Inside {
    /// `None` where nothing is written to disk.
    locker: Option<Locker>,
    state: State,
    holder: Option<Label>,
    waiting: Vec<NewEvent>,
    notifies: bool,
}

/// Where the copy stands.
pub(crate) enum State {
    /// Open.
    Open(Open),
    /// The key is not in memory.
    Locked(Lock),
    /// The computer's safe cannot be used.
    NoSafe {
        /// Why.
        why: SafeTrouble,
        /// A file is here, and its key is in that safe.
        has_copy: bool,
    },
    /// The file cannot be opened.
    Trouble(CopyTrouble),
    /// Left for good.
    Closed,
}

/// An open copy.
#[derive(Clone)]
pub(crate) struct Open {
    pub(crate) store: Store,
    pub(crate) lock: Lock,
    pub(crate) rung: Rung,
    /// When the key was had from where it is kept.
    pub(crate) checked_at: Timestamp,
    pub(crate) wishes: Wishes,
}

/// What the person chose for this copy; kept inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wishes {
    pub(crate) lock_after: u8,
    pub(crate) notifies: bool,
    /// The question about a PIN was answered.
    pub(crate) pin_answered: bool,
}

/// The names of the wishes in the store.
pub(crate) mod wish {
    pub(crate) const LOCK_AFTER: &str = "lock-after-minutes";
    pub(crate) const NOTIFIES: &str = "notifies";
    pub(crate) const PIN_ANSWERED: &str = "pin-answered";
    /// Whom the sandbox plays for this person, so that they can sign in again.
    pub(crate) const DEMO_PERSON: &str = "demo-person";
}

impl Wishes {
    async fn read(store: &Store) -> Result<Self, store::Error> {
        let minutes = store.setting(wish::LOCK_AFTER).await?;
        Ok(Self {
            lock_after: minutes.and_then(|text| text.parse().ok()).unwrap_or(LOCK_AFTER),
            notifies: store.setting(wish::NOTIFIES).await?.is_none_or(|text| text == "yes"),
            pin_answered: store.setting(wish::PIN_ANSWERED).await?.is_some(),
        })
    }
}

impl LocalCopy {
    /// The copy behind a locker: opens it where no lock stands before it, and makes it where there is none.
    pub(crate) async fn enter(locker: Locker, holder: Option<Label>, now: Timestamp) -> Arc<Self> {
        let copy = Self::new(Some(locker), holder, State::Closed);
        copy.try_again(now).await;
        Arc::new(copy)
    }

    /// One that is never written to disk.
    pub(crate) async fn in_memory(now: Timestamp) -> Result<Arc<Self>, Error> {
        let store = Store::in_memory().await?;
        let wishes = Wishes::read(&store).await?;
        let open = Open { store, lock: Lock::None, rung: Rung::SessionOnly, checked_at: now, wishes };
        Ok(Arc::new(Self::new(None, None, State::Open(open))))
    }

    fn new(locker: Option<Locker>, holder: Option<Label>, state: State) -> Self {
        Self { inside: Mutex::new(Inside { locker, state, holder, waiting: Vec::new(), notifies: true }) }
    }

    /// A panic elsewhere has left it whole: every change is one assignment.
    fn inside(&self) -> MutexGuard<'_, Inside> {
        self.inside.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The locker, where there is one.
    pub(crate) fn locker(&self) -> Result<Locker, Error> {
        self.inside().locker.clone().ok_or(Error::BadRequest("nothing is kept on this computer"))
    }

    /// Does the person want a word from the system? What was asked last counts while it is locked.
    pub(crate) fn notifies(&self) -> bool {
        self.inside().notifies
    }

    /// Is it the copy behind this locker?
    pub(crate) fn is(&self, locker_id: &str) -> bool {
        self.inside().locker.as_ref().is_some_and(|locker| locker.id() == locker_id)
    }

    /// What is inside, if it is open.
    pub(crate) fn open(&self) -> Result<Open, Error> {
        match &self.inside().state {
            State::Open(open) => Ok(open.clone()),
            _ => Err(Error::Locked),
        }
    }

    /// The store, if the copy is open.
    pub(crate) fn store(&self) -> Result<Store, Error> {
        Ok(self.open()?.store)
    }

    pub(crate) fn is_open(&self) -> bool {
        matches!(self.inside().state, State::Open(_))
    }

    /// Opens what can be opened without asking, or says what stands in the way. An open copy stays as it is.
    pub(crate) async fn try_again(&self, now: Timestamp) {
        let Ok(locker) = self.locker() else { return };
        if self.is_open() {
            return;
        }
        let exists = match locker.exists().await {
            Ok(exists) => exists,
            Err(error) => return self.set(State::Trouble(trouble(error))),
        };
        let lock = match locker.lock().await {
            Ok(lock) => lock,
            Err(error) => return self.set(State::Trouble(trouble(error))),
        };
        let opened = match (exists, lock) {
            (false, _) => locker.create(Keep::Safe, now).await,
            (true, Lock::None) => locker.open(None, now).await,
            (true, lock) => return self.set(State::Locked(lock)),
        };
        self.take(opened, exists, now).await;
    }

    /// Opens a locked copy with what somebody typed. Who is wrong is told so; whatever else goes wrong shows in the
    /// state.
    pub(crate) async fn unlock(&self, secret: &SecretString, now: Timestamp) -> Result<(), LockerError> {
        let Ok(locker) = self.locker() else { return Ok(()) };
        if !matches!(self.inside().state, State::Locked(_)) {
            return Ok(());
        }
        match locker.open(Some(secret), now).await {
            Err(wrong @ (LockerError::Wrong(_) | LockerError::Wait(_))) => Err(wrong),
            opened => {
                self.take(opened, true, now).await;
                Ok(())
            }
        }
    }

    /// Goes on with another locker, for this session; the one that did not open stays untouched.
    pub(crate) async fn go_on_with(&self, locker: Locker, now: Timestamp) {
        if !self.is_open() {
            self.inside().locker = Some(locker);
            self.try_again(now).await;
        }
    }

    /// Makes a new copy behind a passphrase.
    pub(crate) async fn create_behind(
        &self,
        passphrase: SecretString,
        now: Timestamp,
    ) -> Result<(), LockerError> {
        let Ok(locker) = self.locker() else { return Ok(()) };
        match locker.create(Keep::Passphrase(passphrase), now).await {
            Err(wrong @ (LockerError::WrongLength | LockerError::TooEasy)) => Err(wrong),
            made => {
                self.take(made, false, now).await;
                Ok(())
            }
        }
    }

    /// Takes in what opening came to. `had_file`: there was a file before.
    async fn take(&self, opened: Result<Store, LockerError>, had_file: bool, now: Timestamp) {
        let state = match opened {
            Ok(store) => match self.opened(store, now).await {
                Ok(open) => State::Open(open),
                Err(LockerError::Store(error)) => State::Trouble(trouble(error)),
                Err(LockerError::Vault(error)) => no_safe(error, had_file),
                Err(_) => State::Trouble(CopyTrouble::Disk),
            },
            Err(LockerError::Store(error)) => State::Trouble(trouble(error)),
            Err(LockerError::Vault(error)) => no_safe(error, had_file),
            // A lock that came between the look and the opening.
            Err(_) => State::Locked(Lock::Pin),
        };
        self.set(state);
        self.write_waiting().await;
    }

    async fn opened(&self, store: Store, now: Timestamp) -> Result<Open, LockerError> {
        let Ok(locker) = self.locker() else { return Err(LockerError::SecretNeeded) };
        let wishes = Wishes::read(&store).await?;
        let lock = locker.lock().await?;
        // When it was last used is a help for who chooses among people; a copy opens without it.
        let _ = locker.touch(now).await;
        Ok(Open { store, lock, rung: locker.check().await?, checked_at: now, wishes })
    }

    fn set(&self, state: State) {
        let mut inside = self.inside();
        if let State::Open(open) = &state {
            inside.notifies = open.wishes.notifies;
        }
        inside.state = state;
    }

    /// Changes what is known of an open copy.
    pub(crate) fn amend(&self, change: impl FnOnce(&mut Open)) {
        if let State::Open(open) = &mut self.inside().state {
            change(open);
        }
    }

    /// Keeps a wish, and knows it from now on.
    pub(crate) async fn wish(&self, key: &str, value: &str) -> Result<(), Error> {
        let store = self.store()?;
        store.commit(Changes::new().put_setting(key, value), None).await?;
        let wishes = Wishes::read(&store).await?;
        self.inside().notifies = wishes.notifies;
        self.amend(|open| open.wishes = wishes);
        Ok(())
    }

    /// Locks: from here on nobody reads. The last event is written, and the file closed; with it the key leaves memory.
    pub(crate) async fn lock(&self, event: NewEvent) -> Result<(), Error> {
        let open = {
            let mut inside = self.inside();
            let State::Open(open) = &inside.state else { return Ok(()) };
            if open.lock == Lock::None {
                return Err(Error::BadRequest("there is no lock"));
            }
            let open = open.clone();
            inside.state = State::Locked(open.lock);
            open
        };
        // Locking matters more than the line that tells of it.
        let _ = open.store.commit(Changes::new(), Some(event)).await;
        Ok(open.store.close().await?)
    }

    /// What was read from the open file is not what was written: nobody works with it any more.
    pub(crate) fn is_damaged(&self) {
        let mut inside = self.inside();
        if matches!(inside.state, State::Open(_)) {
            // The last handle closes the file.
            inside.state = State::Trouble(CopyTrouble::Damaged);
        }
    }

    /// Leaves it: the file is closed, and stays as it is.
    pub(crate) async fn close(&self) {
        let state = std::mem::replace(&mut self.inside().state, State::Closed);
        if let State::Open(open) = state {
            // A store that somebody closed before is closed.
            let _ = open.store.close().await;
        }
    }

    /// Writes an event down, now or when the copy opens.
    pub(crate) async fn write(&self, event: NewEvent) -> Result<(), Error> {
        if let Ok(store) = self.store() {
            return Ok(store.commit(Changes::new(), Some(event)).await?);
        }
        let waiting = &mut self.inside().waiting;
        if waiting.len() < MOST_WAITING {
            waiting.push(event);
        }
        Ok(())
    }

    /// The events that wait.
    pub(crate) fn waiting(&self) -> Vec<NewEvent> {
        self.inside().waiting.clone()
    }

    async fn write_waiting(&self) {
        let Ok(store) = self.store() else { return };
        let waiting = std::mem::take(&mut self.inside().waiting);
        for event in waiting {
            if let Err(error) = store.commit(Changes::new(), Some(event)).await {
                satchel_log::warn!("what happened meanwhile could not be written down", error);
            }
        }
    }

    /// Whose copy it is, for a greeting before its lock; the computer's safe keeps it.
    pub(crate) async fn label(&self, label: Label, now: Timestamp) {
        let Ok(locker) = self.locker() else { return };
        if self.is_open()
            && let Err(error) = locker.put_label(&label, now).await
        {
            satchel_log::info!("whose copy it is could not be kept before its lock", error);
        }
        self.inside().holder = Some(label);
    }

    /// What somebody may see of a copy in this state.
    pub(crate) async fn view(&self, now: Timestamp) -> Result<CopyView, Error> {
        let holder = self.holder();
        let lock = match &self.inside().state {
            State::Open(open) => return Ok(CopyView::Open { holder, lock: kind(open.lock) }),
            State::NoSafe { why, has_copy } => {
                return Ok(CopyView::NoSafe { why: *why, has_copy: *has_copy });
            }
            State::Trouble(why) => return Ok(CopyView::Trouble { why: *why }),
            State::Closed => return Ok(CopyView::None),
            State::Locked(lock) => *lock,
        };
        let tries = self.locker()?.tries(now).await?;
        Ok(CopyView::Locked {
            holder,
            by: kind(lock),
            tries_left: tries.left,
            wait_seconds: seconds(tries.wait.unwrap_or_default()),
        })
    }

    /// Whose it is, for a backup.
    pub(crate) fn label_kept(&self) -> Option<Label> {
        self.inside().holder.clone()
    }

    fn holder(&self) -> Option<HolderView> {
        let inside = self.inside();
        inside.holder.as_ref().map(|label| HolderView {
            given_name: label.given_name.clone(),
            initials: label.initials.clone(),
        })
    }

    /// Does something other than a lock keep it shut, and would a new file help?
    pub(crate) fn wants_a_fresh_start(&self) -> bool {
        matches!(
            self.inside().state,
            State::Trouble(CopyTrouble::Damaged | CopyTrouble::WrongKey | CopyTrouble::Newer)
                | State::NoSafe { why: SafeTrouble::KeyGone, has_copy: true }
        )
    }

    /// Is there no file yet, and no safe to keep a key in?
    pub(crate) fn wants_a_key_place(&self) -> bool {
        matches!(self.inside().state, State::NoSafe { has_copy: false, .. })
    }
}

/// Whole seconds, a begun one counted.
pub(crate) fn seconds(wait: std::time::Duration) -> u32 {
    u32::try_from(wait.as_millis().div_ceil(1000)).unwrap_or(u32::MAX)
}

/// The lock as the page knows it.
pub(crate) const fn kind(lock: Lock) -> LockKind {
    match lock {
        Lock::None => LockKind::None,
        Lock::Pin => LockKind::Pin,
        Lock::Passphrase => LockKind::Passphrase,
    }
}

/// The place of the key as the page knows it.
pub(crate) const fn key_place(rung: Rung) -> KeyPlace {
    match rung {
        Rung::Keychain => KeyPlace::Safe,
        Rung::Passphrase => KeyPlace::Passphrase,
        Rung::SessionOnly => KeyPlace::Session,
    }
}

/// Why a file cannot be opened.
fn trouble(error: store::Error) -> CopyTrouble {
    use store::Error as Store;
    match error {
        Store::Damaged => CopyTrouble::Damaged,
        Store::WrongKey => CopyTrouble::WrongKey,
        Store::NewerSchema { .. } => CopyTrouble::Newer,
        Store::InUse => CopyTrouble::InUse,
        Store::ReadOnly => CopyTrouble::ReadOnly,
        Store::DiskFull => CopyTrouble::DiskFull,
        Store::Io | Store::Refused(_) | Store::Closed | Store::Unexpected(_) => CopyTrouble::Disk,
    }
}

/// Why the safe cannot be used; or, behind a passphrase, why its file cannot.
fn no_safe(error: VaultError, has_copy: bool) -> State {
    let why = match error {
        VaultError::NoKeychain => SafeTrouble::NotThere,
        VaultError::NoCollection => SafeTrouble::NotSetUp,
        VaultError::Locked => SafeTrouble::Locked,
        VaultError::TimedOut => SafeTrouble::Silent,
        VaultError::Missing | VaultError::NotAKey => SafeTrouble::KeyGone,
        VaultError::Failed | VaultError::WrongPassphrase | VaultError::TooShort => SafeTrouble::Failed,
        VaultError::Damaged => return State::Trouble(CopyTrouble::Damaged),
        VaultError::NewerFormat { .. } => return State::Trouble(CopyTrouble::Newer),
        VaultError::File(error) => return State::Trouble(trouble(error)),
    };
    State::NoSafe { why, has_copy }
}

impl fmt::Debug for LocalCopy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LocalCopy")
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(store::Error::Damaged, CopyTrouble::Damaged)]
    #[case(store::Error::WrongKey, CopyTrouble::WrongKey)]
    #[case(store::Error::NewerSchema { found: 9 }, CopyTrouble::Newer)]
    #[case(store::Error::InUse, CopyTrouble::InUse)]
    #[case(store::Error::ReadOnly, CopyTrouble::ReadOnly)]
    #[case(store::Error::DiskFull, CopyTrouble::DiskFull)]
    #[case(store::Error::Io, CopyTrouble::Disk)]
    #[case(store::Error::Closed, CopyTrouble::Disk)]
    fn every_error_of_a_file_is_one_trouble(#[case] error: store::Error, #[case] expected: CopyTrouble) {
        assert_eq!(trouble(error), expected);
    }

    #[rstest]
    #[case(VaultError::NoKeychain, SafeTrouble::NotThere)]
    #[case(VaultError::NoCollection, SafeTrouble::NotSetUp)]
    #[case(VaultError::Locked, SafeTrouble::Locked)]
    #[case(VaultError::TimedOut, SafeTrouble::Silent)]
    #[case(VaultError::Missing, SafeTrouble::KeyGone)]
    #[case(VaultError::NotAKey, SafeTrouble::KeyGone)]
    #[case(VaultError::Failed, SafeTrouble::Failed)]
    fn every_answer_of_a_keychain_has_its_sentence(#[case] error: VaultError, #[case] expected: SafeTrouble) {
        assert!(matches!(no_safe(error, true), State::NoSafe { why, has_copy: true } if why == expected));
    }

    #[rstest]
    #[case(VaultError::Damaged, CopyTrouble::Damaged)]
    #[case(VaultError::NewerFormat { found: 3 }, CopyTrouble::Newer)]
    #[case(VaultError::File(store::Error::ReadOnly), CopyTrouble::ReadOnly)]
    fn a_key_file_in_trouble_is_the_copys_trouble(#[case] error: VaultError, #[case] expected: CopyTrouble) {
        assert!(matches!(no_safe(error, true), State::Trouble(why) if why == expected));
    }

    #[test]
    fn a_begun_second_of_a_wait_counts() {
        use std::time::Duration;
        assert_eq!(seconds(Duration::ZERO), 0);
        assert_eq!(seconds(Duration::from_millis(59_001)), 60);
    }
}
