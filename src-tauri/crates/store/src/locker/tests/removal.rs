//! What goes, and what stays.

use super::*;
use crate::aside;

#[tokio::test]
async fn what_was_for_one_session_is_noise_in_the_next_and_goes() {
    let computer = Computer::new();
    let lockers = computer.start();
    let locker = made(&lockers, "patient-1", Keep::Session).await;
    made(&lockers, "patient-2", Keep::Safe).await;
    assert_eq!(locker.check().await.unwrap(), Rung::SessionOnly);
    opens(&locker, None).await;
    assert_eq!(lockers.list().await.unwrap().len(), 2);
    // Another process that looks while it is open leaves it alone.
    let store = locker.open(None, at(0)).await.unwrap();
    assert_eq!(computer.start().list().await.unwrap().len(), 2);
    store.close().await.unwrap();
    let cards = computer.start().list().await.unwrap();
    assert_eq!(cards.len(), 1);
    assert!(computer.names("lockers").iter().all(|name| name.starts_with(&cards[0].id)));
}

#[tokio::test]
async fn the_lockers_of_two_people_have_nothing_in_common() {
    let computer = Computer::new();
    let lockers = computer.start();
    let (rosa, mateo) = (made(&lockers, "rosa", Keep::Safe).await, made(&lockers, "mateo", Keep::Safe).await);
    let key = |id: &str| fs::read(computer.0.path().join("keychain").join(id)).unwrap();
    assert_ne!(key(rosa.id()), key(mateo.id()));
    rosa.change_lock(None, &words(PIN), &[], at(0)).await.unwrap();
    opens(&mateo, None).await;
    assert_eq!(rosa.remove().await.unwrap(), Removal { key: true, file: true, put_aside: true });
    opens(&mateo, None).await;
    let others =
        |names: BTreeSet<String>| names.into_iter().filter(|name| !name.starts_with(mateo.id())).count();
    assert_eq!(others(computer.names("lockers")) + others(computer.names("keychain")), 0);
}

#[tokio::test]
async fn a_removal_while_it_is_open_is_refused_before_anything_is_touched() {
    let computer = Computer::new();
    let locker = made(&computer.start(), "patient-1", Keep::Safe).await;
    let store = locker.open(None, at(0)).await.unwrap();
    assert_eq!(locker.remove().await.unwrap_err(), Error::InUse.into());
    assert_eq!(locker.set_aside(at(1)).await.unwrap_err(), Error::InUse.into());
    store.close().await.unwrap();
    opens(&locker, None).await;
}

#[rstest::rstest]
#[case::without_a_lock(Keep::Safe, None)]
#[case::with_a_pin(Keep::Safe, Some(PIN))]
#[case::with_a_passphrase(Keep::Passphrase(SecretString::from("correct horse")), Some("correct horse"))]
#[tokio::test]
async fn what_is_put_aside_is_whole_makes_room_and_goes_with_everything_else(
    #[case] keep: Keep,
    #[case] secret: Option<&str>,
) {
    let computer = Computer::new();
    let locker = made(&computer.start(), "patient-1", keep.clone()).await;
    if let (Keep::Safe, Some(pin)) = (&keep, secret) {
        locker.change_lock(None, &words(pin), &[], at(0)).await.unwrap();
    }
    locker.set_aside(at(1)).await.unwrap();
    assert!(!locker.exists().await.unwrap());
    assert_eq!(locker.lock().await.unwrap(), Lock::None);
    assert_eq!(computer.start().list().await.unwrap(), []);
    assert!(matches!(locker.set_aside(at(1)).await, Err(LockerError::Store(Error::Refused(_)))));
    made(&computer.start(), "patient-1", Keep::Safe).await;
    opens(&locker, None).await;

    // By hand, on another computer: files and keys under the first name again.
    let copy = Computer::new();
    copy.safe();
    fs::create_dir(copy.files()).unwrap();
    for folder in ["lockers", "keychain"] {
        for name in computer.names(folder) {
            if let Some((id, rest)) = name.split_once(aside::MARK) {
                let ending = rest.split_once('.').map(|(_, ending)| format!(".{ending}")).unwrap_or_default();
                let to = copy.0.path().join(folder).join(format!("{id}{ending}"));
                fs::copy(computer.0.path().join(folder).join(&name), to).unwrap();
            }
        }
    }
    opens(&copy.start().of("patient-1"), secret).await;

    assert_eq!(locker.remove().await.unwrap(), Removal { key: true, file: true, put_aside: true });
    assert_eq!(computer.names("lockers").len() + computer.names("keychain").len(), 0);
}

#[tokio::test]
async fn what_cannot_be_removed_is_told_and_the_rest_goes() {
    let computer = Computer::new();
    let locker = made(&computer.start(), "patient-1", Keep::Safe).await;
    // A folder in the place of a file stands for what a disk does not give away.
    let stays = locker.path("card");
    fs::create_dir(&stays).unwrap();
    assert_eq!(locker.remove().await.unwrap(), Removal { key: true, file: false, put_aside: true });
    assert!(!locker.exists().await.unwrap() && computer.names("keychain").is_empty());
    fs::remove_dir(stays).unwrap();
    assert_eq!(locker.remove().await.unwrap(), Removal { key: true, file: true, put_aside: true });
}
