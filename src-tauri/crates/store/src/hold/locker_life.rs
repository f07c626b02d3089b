//! The life of a locker that is ended: every change that it knows, and how it stands after each.

use std::path::Path;

use jiff::Timestamp;
use secrecy::SecretString;

use super::life::{done, event, runtime};
use crate::vault::passphrase::CHEAP;
use crate::vault::safe::Safe;
use crate::{Changes, Error, Keep, Label, Locker, LockerError, Lockers, Store};

/// The last step; nothing of the locker is left after it.
pub(super) const LAST: u32 = 15;

const FIRST_PIN: &str = "582931";
const SECOND_PIN: &str = "40718265";
const THIRD_PIN: &str = "907361";

/// How a locker stands after a step.
pub(super) struct State {
    /// Is there one?
    pub(super) exists: bool,
    /// The PIN before it.
    pub(super) pin: Option<&'static str>,
    /// Whose it says it is.
    pub(super) label: Option<Label>,
    /// How many events its store holds.
    pub(super) events: u64,
    /// Was one put aside, with two events?
    pub(super) put_aside: bool,
}

/// The files of the life are here.
pub(super) fn lockers(path: &Path) -> Result<(Lockers, Safe), Error> {
    let keychain = path.join("keychain");
    crate::file::make_folder(&keychain)?;
    let safe = Safe::Folder(keychain);
    Ok((Lockers::new(&path.join("lockers"), safe.clone(), CHEAP), safe))
}

/// Whose the locker of the life is.
pub(super) const PERSON: &str = "rosa";

/// Takes all steps, one after the other, in an empty folder.
pub(super) fn lead(path: &Path) -> Result<(), LockerError> {
    runtime()?.block_on(async {
        let locker = lockers(path)?.0.of(PERSON);
        for number in 1..=LAST {
            step(&locker, number).await?;
            done(number)?;
        }
        Ok(())
    })
}

async fn step(locker: &Locker, number: u32) -> Result<(), LockerError> {
    let now = now();
    match number {
        1 | 11 => locker.create(Keep::Safe, now).await?.close().await?,
        2 | 12 => add(locker.open(None, now).await?, 1).await?,
        3 | 13 => locker.put_label(&label("Rosa"), now).await?,
        4 => locker.change_lock(None, &words(FIRST_PIN), &[], now).await?,
        5 => locker.put_label(&label("Rosalía"), now).await?,
        6 => add(locker.open(Some(&words(FIRST_PIN)), now).await?, 2).await?,
        7 => locker.change_lock(Some(&words(FIRST_PIN)), &words(SECOND_PIN), &[], now).await?,
        8 => locker.remove_pin(&words(SECOND_PIN), now).await?,
        9 => locker.touch(now).await?,
        10 => locker.set_aside(now).await?,
        14 => locker.change_lock(None, &words(THIRD_PIN), &[], now).await?,
        _ => drop(locker.remove().await?),
    }
    Ok(())
}

async fn add(store: Store, number: u32) -> Result<(), LockerError> {
    store.commit(Changes::new(), Some(event(number))).await?;
    Ok(store.close().await?)
}

/// How it stands after a step.
pub(super) fn after(number: u32) -> State {
    let pin = match number {
        4..=6 => Some(FIRST_PIN),
        7 => Some(SECOND_PIN),
        14 => Some(THIRD_PIN),
        _ => None,
    };
    let name = match number {
        3 | 4 | 13 | 14 => Some("Rosa"),
        5..=9 => Some("Rosalía"),
        _ => None,
    };
    State {
        exists: !matches!(number, 0 | 10 | LAST),
        pin,
        label: name.map(label),
        events: match number {
            2..=5 | 12..=14 => 1,
            6..=9 => 2,
            _ => 0,
        },
        put_aside: (10..LAST).contains(&number),
    }
}

fn label(name: &str) -> Label {
    Label { name: format!("{name} Delgado"), given_name: name.to_owned(), initials: "RD".to_owned() }
}

pub(super) fn words(text: &str) -> SecretString {
    SecretString::from(text)
}

pub(super) fn now() -> Timestamp {
    Timestamp::from_second(1_795_000_000).unwrap_or(Timestamp::UNIX_EPOCH)
}
