//! A locker from its making to its removal, on a keychain that outlives the handles.

mod lock;
mod removal;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::time::Duration;

use secrecy::SecretString;

use super::*;
use crate::vault::passphrase::CHEAP;
use crate::{AuditCheck, Changes};

const PIN: &str = "582931";
const OTHER: &str = "40718265";

/// A folder for files and one that stands for the keychain.
struct Computer(tempfile::TempDir);

impl Computer {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn safe(&self) -> Safe {
        let keychain = self.0.path().join("keychain");
        make_folder(&keychain).unwrap();
        Safe::Folder(keychain)
    }

    /// What a start of the app has: nothing of an earlier one's memory.
    fn start(&self) -> Lockers {
        Lockers::new(&self.files(), self.safe(), CHEAP)
    }

    fn files(&self) -> PathBuf {
        self.0.path().join("lockers")
    }

    fn names(&self, folder: &str) -> BTreeSet<String> {
        let entries = fs::read_dir(self.0.path().join(folder)).unwrap();
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
    }
}

fn at(minutes: i64) -> Timestamp {
    Timestamp::from_second(1_795_000_000 + minutes * 60).unwrap()
}

fn words(text: &str) -> SecretString {
    SecretString::from(text)
}

fn label(name: &str) -> Label {
    Label { name: format!("{name} Delgado"), given_name: name.to_owned(), initials: "D".to_owned() }
}

/// A locker with one event in it, closed.
async fn made(lockers: &Lockers, person: &str, keep: Keep) -> Locker {
    let locker = lockers.of(person);
    let store = locker.create(keep, at(0)).await.unwrap();
    store.commit(Changes::new(), Some(crate::audit::tests::event())).await.unwrap();
    store.close().await.unwrap();
    locker
}

/// It opens with everything that [`made`] put in.
async fn opens(locker: &Locker, secret: Option<&str>) {
    let store = locker.open(secret.map(words).as_ref(), at(0)).await.unwrap();
    assert_eq!(store.verify_audit().await.unwrap(), AuditCheck::Whole { events: 1 });
    store.close().await.unwrap();
}

async fn refusal(locker: &Locker, secret: Option<&str>, now: Timestamp) -> LockerError {
    locker.open(secret.map(words).as_ref(), now).await.unwrap_err()
}

const fn wrong(left: u8) -> LockerError {
    LockerError::Wrong(Tries { left, wait: None })
}

const fn wrong_and_wait(minutes: u64) -> LockerError {
    LockerError::Wrong(Tries { left: 0, wait: Some(Duration::from_secs(minutes * 60)) })
}

#[tokio::test]
async fn a_locker_is_made_opened_at_the_next_start_and_refused_a_second_time() {
    let computer = Computer::new();
    let locker = computer.start().of("patient-1");
    assert!(!locker.exists().await.unwrap());
    assert_eq!(refusal(&locker, None, at(0)).await, Error::Refused("there is no file").into());
    made(&computer.start(), "patient-1", Keep::Safe).await;
    let locker = computer.start().of("patient-1");
    assert!(locker.exists().await.unwrap());
    assert_eq!(locker.lock().await.unwrap(), Lock::None);
    assert_eq!(locker.check().await.unwrap(), Rung::Keychain);
    opens(&locker, None).await;
    let again = locker.create(Keep::Safe, at(0)).await.unwrap_err();
    assert_eq!(again, Error::Refused("there is a file already").into());
    opens(&locker, None).await;
}

#[tokio::test]
async fn no_name_of_a_file_and_no_account_tells_whose_it_is() {
    let computer = Computer::new();
    let lockers = computer.start();
    made(&lockers, "rosa.delgado@example.org", Keep::Safe)
        .await
        .put_label(&label("Rosa"), at(0))
        .await
        .unwrap();
    for name in computer.names("lockers").iter().chain(&computer.names("keychain")) {
        assert!(name.starts_with("D7SdUac7AMxj1x9EguxwtA"), "{name}");
    }
    for name in computer.names("lockers") {
        let bytes = fs::read(computer.files().join(name)).unwrap();
        assert!(!bytes.windows(7).any(|window| window == b"Delgado"));
    }
}

#[tokio::test]
async fn an_id_is_an_id_and_never_a_path() {
    let lockers = Computer::new().start();
    let id = lockers.of("patient-1").id().to_owned();
    assert_eq!(lockers.by_id(&id).unwrap().id(), id);
    let longer = format!("{id}AA");
    for id in [
        "",
        ".",
        "..",
        "../../etc/passwd",
        "rosa",
        &id[1..],
        &longer,
        "AAAAAAAAAAAAAAAAAAAA/A",
        "AAAAAAAAAAAAAAAAAAAAA.",
    ] {
        assert!(lockers.by_id(id).is_none(), "{id}");
    }
}

#[tokio::test]
async fn a_session_of_the_whole_place_keeps_its_keys_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let lockers = Lockers::session(folder.path());
    let locker = made(&lockers, "patient-1", Keep::Safe).await;
    locker.put_label(&label("Rosa"), at(0)).await.unwrap();
    assert_eq!(locker.check().await.unwrap(), Rung::SessionOnly);
    opens(&lockers.clone().of("patient-1"), None).await;
    assert!(lockers.list().await.unwrap()[0].label == Some(label("Rosa")));
    locker.change_lock(None, &words(PIN), &[], at(0)).await.unwrap();
    opens(&locker, Some(PIN)).await;
    let elsewhere = Lockers::session(folder.path()).of("patient-1");
    assert_eq!(refusal(&elsewhere, Some(PIN), at(0)).await, VaultError::Missing.into());
}

#[tokio::test]
async fn the_list_tells_who_has_a_locker_the_last_used_first_and_opens_none() {
    let computer = Computer::new();
    assert_eq!(computer.start().list().await.unwrap(), []);
    let lockers = computer.start();
    for (minute, name) in ["Rosa", "Mateo", "Ana"].into_iter().enumerate() {
        let locker = made(&lockers, name, Keep::Safe).await;
        locker.put_label(&label(name), at(i64::try_from(minute).unwrap())).await.unwrap();
    }
    lockers.of("Rosa").change_lock(None, &words(PIN), &[], at(5)).await.unwrap();
    lockers.of("Rosa").touch(at(9)).await.unwrap();
    fs::write(computer.files().join("notes.satchel"), "not ours").unwrap();
    // One of them is in use, and its card cannot be read.
    let _open = lockers.of("Mateo").open(None, at(3)).await.unwrap();
    fs::write(lockers.of("Ana").path("card"), "damaged").unwrap();
    let cards = computer.start().list().await.unwrap();
    let told: Vec<_> = cards.iter().map(|card| (card.label.clone(), card.lock, card.last_used_at)).collect();
    let expected = [
        (Some(label("Rosa")), Lock::Pin, Some(at(9))),
        (None, Lock::None, Some(at(2))),
        (Some(label("Mateo")), Lock::None, Some(at(1))),
    ];
    assert_eq!(told, expected);
}

#[cfg(unix)]
#[tokio::test]
async fn the_folder_and_its_files_are_for_this_user_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let computer = Computer::new();
    let locker = made(&computer.start(), "patient-1", Keep::Safe).await;
    locker.put_label(&label("Rosa"), at(0)).await.unwrap();
    locker.change_lock(None, &words(PIN), &[], at(0)).await.unwrap();
    assert_eq!(refusal(&locker, Some(OTHER), at(0)).await, wrong(4));
    assert_eq!(mode(&computer.files()), 0o700);
    for name in computer.names("lockers") {
        assert_eq!(mode(&computer.files().join(&name)), 0o600, "{name}");
    }
}
