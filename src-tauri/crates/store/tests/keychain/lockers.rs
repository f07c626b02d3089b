//! A locker in every situation of a Secret Service: which error it gives, that nothing is lost, and that it goes on
//! afterwards.

use std::path::Path;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use secrecy::SecretString;
use store::{
    Error, Keep, Label, Lock, Locker, LockerError, Lockers, Removal, Rung, Tries, Vault, VaultError,
};

use crate::{DAEMON, LIMIT, NO_COLLECTION, NOBODY, begin, end, inside, lock, on_a_bus, signal};

const SERVICE: &str = "health.satchel.test";
const PIN: &str = "582931";
const GONE: Removal = Removal { key: true, file: true, put_aside: true };

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_795_000_000 + minutes * 60).unwrap()
}

fn words(text: &str) -> SecretString {
    SecretString::from(text)
}

fn label() -> Label {
    Label { name: "Rosa Delgado".to_owned(), given_name: "Rosa".to_owned(), initials: "RD".to_owned() }
}

fn lockers(folder: &Path) -> Lockers {
    Lockers::lasting(&folder.join("lockers"), SERVICE, LIMIT)
}

/// Rosa's, with her label, and a setting to know it by.
async fn made(lockers: &Lockers) -> Locker {
    let locker = lockers.of("rosa");
    let store = locker.create(Keep::Safe, at(0)).await.unwrap();
    store.commit(store::Changes::new().put_setting("whose", "Rosa's"), None).await.unwrap();
    store.close().await.unwrap();
    locker.put_label(&label(), at(0)).await.unwrap();
    locker
}

/// It is hers, with nothing lost.
async fn opens(locker: &Locker, secret: Option<&str>) {
    let store = locker.open(secret.map(words).as_ref(), at(0)).await.unwrap();
    assert_eq!(store.setting("whose").await.unwrap().as_deref(), Some("Rosa's"));
    store.close().await.unwrap();
}

async fn refusal(locker: &Locker, secret: Option<&str>) -> LockerError {
    locker.open(secret.map(words).as_ref(), at(0)).await.unwrap_err()
}

/// Whatever is asked of it, the answer is this error; the list says who it does not know.
async fn refuses(lockers: &Lockers, secret: Option<&str>, error: VaultError) {
    let (locker, error) = (lockers.of("rosa"), LockerError::from(error));
    assert_eq!(refusal(&locker, secret).await, error);
    assert_eq!(locker.check().await.unwrap_err(), error);
    assert_eq!(locker.put_label(&label(), at(0)).await.unwrap_err(), error);
    let current = secret.map(words);
    let changed = locker.change_lock(current.as_ref(), &words("40718265"), &[], at(0)).await;
    assert_eq!(changed.unwrap_err(), error);
    let cards = lockers.list().await.unwrap();
    assert_eq!((cards.len(), &cards[0].label), (1, &None));
    assert_eq!(cards[0].lock, if secret.is_some() { Lock::Pin } else { Lock::None });
    assert_eq!(locker.tries(at(0)).await.unwrap(), Tries { left: 5, wait: None }, "no guess is used up");
}

/// An entry of the keychain, apart from the locker that it belongs to.
async fn entry(account: &str) -> Vault {
    Vault::probe(SERVICE, account, LIMIT).await.unwrap()
}

#[test]
fn a_locker_is_made_locked_opened_and_removed() {
    on_a_bus(DAEMON, "lockers::whole_life");
}

#[tokio::test]
#[ignore = "the child of another test"]
async fn whole_life() {
    if !inside() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let lockers = lockers(folder.path());
    let locker = made(&lockers).await;
    opens(&locker, None).await;
    assert_eq!(locker.check().await.unwrap(), Rung::Keychain);
    locker.change_lock(None, &words(PIN), &[], at(0)).await.unwrap();
    assert_eq!(entry(locker.id()).await.get().await.unwrap_err(), VaultError::Missing, "the plain key");
    // Another start of the app.
    let again = crate::lockers::lockers(folder.path());
    let card = again.list().await.unwrap().remove(0);
    assert!(card.label == Some(label()) && card.lock == Lock::Pin && card.last_used_at == Some(at(0)));
    let locker = again.by_id(&card.id).unwrap();
    let wrong = LockerError::Wrong(Tries { left: 4, wait: None });
    assert_eq!(refusal(&locker, Some("40718265")).await, wrong);
    opens(&locker, Some(PIN)).await;
    locker.change_lock(Some(&words(PIN)), &words("40718265"), &[], at(0)).await.unwrap();
    locker.remove_pin(&words("40718265"), at(0)).await.unwrap();
    opens(&locker, None).await;
    assert_eq!(locker.remove().await.unwrap(), GONE);
    for account in [locker.id().to_owned(), format!("{}.pin", locker.id())] {
        assert_eq!(entry(&account).await.get().await.unwrap_err(), VaultError::Missing);
    }
    assert_eq!(again.list().await.unwrap(), []);
}

#[test]
fn behind_a_locked_keychain_nothing_opens_and_nothing_is_lost() {
    on_a_bus(DAEMON, "lockers::locked");
}

#[tokio::test]
#[ignore = "the child of another test"]
async fn locked() {
    if !inside() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let lockers = lockers(folder.path());
    let locker = made(&lockers).await;
    lock();
    refuses(&lockers, None, VaultError::Locked).await;
    let other = lockers.of("mateo").create(Keep::Safe, at(0)).await.unwrap_err();
    assert_eq!(other, VaultError::Locked.into());
    assert!(!lockers.of("mateo").exists().await.unwrap());
    unlock().await;
    opens(&locker, None).await;
    locker.change_lock(None, &words(PIN), &[], at(0)).await.unwrap();
    lock();
    refuses(&lockers, Some(PIN), VaultError::Locked).await;
    assert_eq!(locker.remove_pin(&words(PIN), at(0)).await.unwrap_err(), VaultError::Locked.into());
    unlock().await;
    opens(&locker, Some(PIN)).await;
}

/// A new sign-in to the computer, which opens the collection.
async fn unlock() {
    end().await;
    begin().await;
}

#[test]
fn a_keychain_that_does_not_answer_costs_the_limit_and_nothing_else() {
    on_a_bus(DAEMON, "lockers::silent");
}

#[tokio::test]
#[ignore = "the child of another test"]
async fn silent() {
    if !inside() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    made(&lockers(folder.path())).await.change_lock(None, &words(PIN), &[], at(0)).await.unwrap();
    let short = Lockers::lasting(&folder.path().join("lockers"), SERVICE, Duration::from_millis(500));
    signal("-STOP");
    let start = Instant::now();
    refuses(&short, Some(PIN), VaultError::TimedOut).await;
    assert_eq!(short.of("mateo").create(Keep::Safe, at(0)).await.unwrap_err(), VaultError::TimedOut.into());
    assert!(start.elapsed() < LIMIT);
    signal("-CONT");
    let locker = lockers(folder.path()).of("rosa");
    // Those that nobody waited for are answered first.
    let until = Instant::now() + LIMIT;
    while locker.check().await.is_err_and(|error| error == VaultError::TimedOut.into()) {
        assert!(Instant::now() < until, "it does not answer again");
    }
    opens(&locker, Some(PIN)).await;
    assert!(lockers(folder.path()).list().await.unwrap()[0].label == Some(label()));
}

#[test]
fn without_a_keychain_a_passphrase_is_the_next_rung() {
    on_a_bus(NOBODY, "lockers::no_keychain");
}

#[tokio::test]
#[ignore = "the child of another test"]
async fn no_keychain() {
    if !inside() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let lockers = lockers(folder.path());
    let locker = lockers.of("rosa");
    let refused = locker.create(Keep::Safe, at(0)).await.unwrap_err();
    assert_eq!(refused, VaultError::NoKeychain.into());
    assert!(!locker.exists().await.unwrap());
    let keep = Keep::Passphrase(words("correct horse"));
    locker.create(keep, at(0)).await.unwrap().close().await.unwrap();
    assert_eq!(locker.check().await.unwrap(), Rung::Passphrase);
    locker.open(Some(&words("correct horse")), at(0)).await.unwrap().close().await.unwrap();
    locker.set_aside(at(0)).await.unwrap();
    assert!(!locker.exists().await.unwrap());
    assert_eq!(locker.remove().await.unwrap(), Removal { key: false, ..GONE }, "nobody can look");
    locker.create(Keep::Session, at(0)).await.unwrap().close().await.unwrap();
    assert_eq!(locker.check().await.unwrap(), Rung::SessionOnly);
    assert_eq!(locker.remove().await.unwrap(), GONE);
}

#[test]
fn a_keychain_that_is_gone_for_a_while_loses_nothing() {
    on_a_bus(DAEMON, "lockers::gone_for_a_while");
}

#[tokio::test]
#[ignore = "the child of another test"]
async fn gone_for_a_while() {
    if !inside() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let lockers = lockers(folder.path());
    let locker = made(&lockers).await;
    end().await;
    refuses(&lockers, None, VaultError::NoKeychain).await;
    begin().await;
    opens(&locker, None).await;
    locker.change_lock(None, &words(PIN), &[], at(0)).await.unwrap();
    end().await;
    refuses(&lockers, Some(PIN), VaultError::NoKeychain).await;
    begin().await;
    opens(&locker, Some(PIN)).await;
    // Files go without it as well; that keys are left is said, and they go later.
    locker.set_aside(at(0)).await.unwrap();
    made(&lockers).await;
    end().await;
    assert_eq!(locker.remove().await.unwrap(), Removal { key: false, file: true, put_aside: false });
    begin().await;
    let aside = entry(&format!("{}.damaged-20261118T110640Z.pin", locker.id())).await;
    assert!(aside.get().await.is_ok(), "the key of what was put aside");
    assert_eq!(locker.remove().await.unwrap(), GONE);
    assert_eq!(aside.get().await.unwrap_err(), VaultError::Missing);
}

#[test]
fn a_keychain_without_a_collection_is_told_before_anything_is_made() {
    on_a_bus(NO_COLLECTION, "lockers::no_collection");
}

#[tokio::test]
#[ignore = "the child of another test"]
async fn no_collection() {
    if !inside() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let lockers = lockers(folder.path());
    let refused = lockers.of("rosa").create(Keep::Safe, at(0)).await.unwrap_err();
    assert_eq!(refused, VaultError::NoCollection.into());
    assert!(!lockers.of("rosa").exists().await.unwrap());
    // The person sets it up.
    unlock().await;
    opens(&made(&lockers).await, None).await;
}

#[test]
fn a_wiped_entry_is_said_and_never_answered_with_a_new_key() {
    on_a_bus(DAEMON, "lockers::wiped");
}

#[tokio::test]
#[ignore = "the child of another test"]
async fn wiped() {
    if !inside() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let lockers = lockers(folder.path());
    let locker = made(&lockers).await;
    for secret in [None, Some(PIN)] {
        let account = if secret.is_some() { format!("{}.pin", locker.id()) } else { locker.id().to_owned() };
        if let Some(pin) = secret {
            locker.change_lock(None, &words(pin), &[], at(0)).await.unwrap();
        }
        let vault = entry(&account).await;
        let key = vault.get().await.unwrap();
        vault.delete().await.unwrap();
        assert_eq!(refusal(&locker, secret).await, VaultError::Missing.into());
        assert_eq!(locker.check().await.unwrap_err(), VaultError::Missing.into());
        let refused = locker.create(Keep::Safe, at(0)).await.unwrap_err();
        assert_eq!(refused, Error::Refused("there is a file already").into());
        // Out of the person's own backup of their keychain.
        vault.set(&key).await.unwrap();
        opens(&locker, secret).await;
    }
}
