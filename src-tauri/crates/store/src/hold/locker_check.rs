//! The look afterwards: the locker is as before the step that was ended, or as after it, and opens.

use std::fs;
use std::path::Path;

use super::life::runtime;
use super::locker_life::{LAST, PERSON, State, after, lockers, now, words};
use crate::vault::safe::Safe;
use crate::{AuditCheck, Keep, Lock, Locker, LockerError, Lockers, Removal, Store, VaultError};

/// Looks at what is left in the folder. `acknowledged` is the last step that the child said was done.
pub(super) fn look(path: &Path, acknowledged: u32) -> Result<(), String> {
    let runtime = runtime().map_err(|error| error.to_string())?;
    runtime.block_on(async {
        let (lockers, safe) = lockers(path).map_err(|error| error.to_string())?;
        if acknowledged + 1 == LAST {
            return removes(path, &lockers).await;
        }
        let before = compare(&lockers, &safe, &after(acknowledged)).await;
        match before {
            Ok(()) => Ok(()),
            Err(before) => compare(&lockers, &safe, &after(acknowledged + 1)).await.map_err(|after| {
                format!("not as before step {}: {before}; nor after: {after}", acknowledged + 1)
            }),
        }
    })
}

/// An interrupted removal is done again, and then nothing is left.
async fn removes(path: &Path, lockers: &Lockers) -> Result<(), String> {
    lockers.list().await.map_err(said("the list"))?;
    let removal = lockers.of(PERSON).remove().await.map_err(said("it is not removed"))?;
    same(&removal, &Removal { key: true, file: true, put_aside: true }, "the second removal")?;
    for folder in ["lockers", "keychain"] {
        let left = fs::read_dir(path.join(folder)).map_err(|error| error.to_string())?.count();
        // What had been put aside in the safe is known by the names of its files alone; those are gone last.
        same(&left, &0, folder)?;
    }
    Ok(())
}

async fn compare(lockers: &Lockers, safe: &Safe, state: &State) -> Result<(), String> {
    let locker = lockers.of(PERSON);
    let cards = lockers.list().await.map_err(said("the list"))?;
    same(&locker.exists().await.map_err(said("exists"))?, &state.exists, "it exists")?;
    same(&cards.len(), &usize::from(state.exists), "it is listed")?;
    put_aside(lockers, safe, state.put_aside).await?;
    if !state.exists {
        let made = locker.create(Keep::Safe, now()).await.map_err(said("a fresh start"))?;
        return made.close().await.map_err(said("it does not close"));
    }
    let lock = if state.pin.is_some() { Lock::Pin } else { Lock::None };
    for card in cards {
        same(&card.lock, &lock, "the lock")?;
        same(&card.label, &state.label, "the label")?;
    }
    let plain = safe.find(locker.id()).await.map_err(said("the plain key"))?.is_some();
    let secret = safe.find(&format!("{}.pin", locker.id())).await.map_err(said("the secret"))?.is_some();
    same(&(plain, secret), &(lock == Lock::None, lock == Lock::Pin), "one of two keys")?;
    opens(&locker, state).await
}

async fn opens(locker: &Locker, state: &State) -> Result<(), String> {
    let pin = state.pin.map(words);
    if pin.is_some() {
        match locker.open(Some(&words("111112")), now()).await {
            Err(LockerError::Wrong(_)) => {}
            _ => return Err("a wrong PIN is not said to be wrong".to_owned()),
        }
    }
    let store = locker.open(pin.as_ref(), now()).await.map_err(said("it does not open"))?;
    let check = store.verify_audit().await.map_err(said("the audit"))?;
    same(&check, &AuditCheck::Whole { events: state.events }, "the events")?;
    store.verify_file().await.map_err(said("the file"))?;
    store.close().await.map_err(said("it does not close"))?;
    let tries = locker.tries(now()).await.map_err(said("the tries"))?;
    same(&tries.left, &5, "the tries after a right answer")
}

/// What was put aside opens with the key that the safe keeps under its name.
async fn put_aside(lockers: &Lockers, safe: &Safe, expected: bool) -> Result<(), String> {
    let entries = match fs::read_dir(lockers.folder()) {
        // Ended before the folder was made.
        Err(_) if !expected => return Ok(()),
        entries => entries.map_err(|error| error.to_string())?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| error.to_string())?.path();
        let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
        if path.extension().is_some_and(|ending| ending == "satchel") && stem.contains(crate::aside::MARK) {
            found.push((path, stem));
        }
    }
    same(&found.len(), &usize::from(expected), "one is put aside")?;
    for (path, stem) in found {
        let key = safe.find(&stem).await.and_then(|key| key.ok_or(VaultError::Missing));
        let key = key.map_err(said("the key of what was put aside"))?;
        let store = Store::open(&path, &key).await.map_err(said("what was put aside"))?;
        let events = store.audit(9).await.map_err(said("its events"))?.len();
        same(&events, &2, "its events")?;
        store.close().await.map_err(said("it does not close"))?;
        let _ = fs::remove_file(crate::file::beside(&path, ".lock"));
    }
    Ok(())
}

fn said<E: std::fmt::Display>(what: &'static str) -> impl FnOnce(E) -> String {
    move |error| format!("{what}: {error}")
}

fn same<T: PartialEq + std::fmt::Debug>(found: &T, expected: &T, what: &str) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what}: {found:?}, not {expected:?}")) }
}
