//! PINs, passphrases, wrong answers.

use super::*;

#[tokio::test]
async fn a_pin_needs_the_keychain_and_the_keychain_needs_the_pin() {
    let computer = Computer::new();
    let locker = made(&computer.start(), "patient-1", Keep::Safe).await;
    locker.put_label(&label("Rosa"), at(0)).await.unwrap();
    locker.change_lock(None, &words(PIN), &[], at(0)).await.unwrap();
    assert_eq!(computer.names("keychain"), BTreeSet::from([format!("{}.pin", locker.id())]));

    let locker = computer.start().of("patient-1");
    assert_eq!(locker.lock().await.unwrap(), Lock::Pin);
    assert_eq!(locker.check().await.unwrap(), Rung::Keychain);
    assert_eq!(refusal(&locker, None, at(0)).await, LockerError::SecretNeeded);
    assert_eq!(refusal(&locker, Some(OTHER), at(0)).await, wrong(4));
    opens(&locker, Some(PIN)).await;
    assert!(computer.start().list().await.unwrap()[0].label == Some(label("Rosa")));

    // The keychain is wiped: the PIN alone opens nothing, and no guess is used up.
    fs::remove_file(computer.0.path().join("keychain").join(format!("{}.pin", locker.id()))).unwrap();
    assert_eq!(refusal(&locker, Some(PIN), at(0)).await, VaultError::Missing.into());
    assert_eq!(locker.check().await.unwrap_err(), VaultError::Missing.into());
    assert_eq!(locker.tries(at(0)).await.unwrap().left, 5);
}

#[tokio::test]
async fn a_pin_is_changed_and_taken_away_by_who_knows_it() {
    let computer = Computer::new();
    let locker = made(&computer.start(), "patient-1", Keep::Safe).await;
    locker.change_lock(None, &words(PIN), &[], at(0)).await.unwrap();
    let refused = locker.change_lock(None, &words(OTHER), &[], at(0)).await.unwrap_err();
    assert_eq!(refused, LockerError::SecretNeeded);
    let refused = locker.change_lock(Some(&words(OTHER)), &words(OTHER), &[], at(0)).await.unwrap_err();
    assert_eq!(refused, wrong(4));
    locker.change_lock(Some(&words(PIN)), &words(OTHER), &[], at(0)).await.unwrap();
    assert_eq!(refusal(&locker, Some(PIN), at(0)).await, wrong(4));
    assert_eq!(locker.remove_pin(&words(PIN), at(0)).await.unwrap_err(), wrong(3));
    opens(&locker, Some(OTHER)).await;
    locker.remove_pin(&words(OTHER), at(0)).await.unwrap();
    assert_eq!(locker.lock().await.unwrap(), Lock::None);
    assert_eq!(computer.names("keychain"), BTreeSet::from([locker.id().to_owned()]));
    opens(&computer.start().of("patient-1"), None).await;
    let refused = locker.remove_pin(&words(OTHER), at(0)).await.unwrap_err();
    assert_eq!(refused, Error::Refused("there is no PIN").into());
}

#[tokio::test]
async fn a_lock_changes_while_the_store_is_open() {
    let computer = Computer::new();
    let locker = computer.start().of("patient-1");
    let store = locker.create(Keep::Safe, at(0)).await.unwrap();
    locker.change_lock(None, &words(PIN), &[], at(0)).await.unwrap();
    locker.change_lock(Some(&words(PIN)), &words(OTHER), &[], at(0)).await.unwrap();
    store.commit(Changes::new(), Some(crate::audit::tests::event())).await.unwrap();
    store.close().await.unwrap();
    opens(&locker, Some(OTHER)).await;
}

#[tokio::test]
async fn a_new_pin_that_is_refused_uses_up_no_guess_and_changes_nothing() {
    let computer = Computer::new();
    let locker = made(&computer.start(), "patient-1", Keep::Safe).await;
    for (new, error) in [("123", LockerError::WrongLength), ("150387", LockerError::TooEasy)] {
        assert_eq!(locker.change_lock(None, &words(new), &["150387"], at(0)).await.unwrap_err(), error);
    }
    assert_eq!(locker.lock().await.unwrap(), Lock::None);
    locker.change_lock(None, &words(PIN), &[], at(0)).await.unwrap();
    let refused = locker.change_lock(Some(&words(OTHER)), &words("111111"), &[], at(0)).await.unwrap_err();
    assert_eq!(refused, LockerError::TooEasy);
    assert_eq!(locker.tries(at(0)).await.unwrap(), Tries { left: 5, wait: None });
}

#[tokio::test]
async fn after_five_wrong_pins_even_the_right_one_waits() {
    let computer = Computer::new();
    let locker = made(&computer.start(), "patient-1", Keep::Safe).await;
    locker.change_lock(None, &words(PIN), &[], at(0)).await.unwrap();
    for left in (1..=4).rev() {
        assert_eq!(refusal(&locker, Some(OTHER), at(0)).await, wrong(left));
    }
    assert_eq!(refusal(&locker, Some(OTHER), at(0)).await, wrong_and_wait(1));
    // At the next start too, and wherever a PIN is asked for.
    let locker = computer.start().of("patient-1");
    let wait = LockerError::Wait(Duration::from_mins(1));
    assert_eq!(refusal(&locker, Some(PIN), at(0)).await, wait);
    assert_eq!(locker.remove_pin(&words(PIN), at(0)).await.unwrap_err(), wait);
    assert_eq!(locker.change_lock(Some(&words(PIN)), &words(OTHER), &[], at(0)).await.unwrap_err(), wait);
    assert_eq!(refusal(&locker, Some(OTHER), at(1)).await, wrong_and_wait(5));
    assert_eq!(refusal(&locker, Some(PIN), at(5)).await, LockerError::Wait(Duration::from_mins(1)));
    let store = locker.open(Some(&words(PIN)), at(6)).await.unwrap();
    store.close().await.unwrap();
    assert_eq!(locker.tries(at(6)).await.unwrap(), Tries { left: 5, wait: None });
}

#[tokio::test]
async fn a_passphrase_needs_no_keychain_and_is_counted_and_changed_like_a_pin() {
    let computer = Computer::new();
    let keep = |text: &str| Keep::Passphrase(words(text));
    let locker = computer.start().of("patient-1");
    assert_eq!(locker.create(keep("short"), at(0)).await.unwrap_err(), LockerError::WrongLength);
    assert!(!locker.exists().await.unwrap());
    let locker = made(&computer.start(), "patient-1", keep("correct horse")).await;
    locker.put_label(&label("Rosa"), at(0)).await.unwrap();
    assert_eq!(locker.lock().await.unwrap(), Lock::Passphrase);
    assert_eq!(locker.check().await.unwrap(), Rung::Passphrase);
    assert_eq!(refusal(&locker, Some("wrong horse"), at(0)).await, wrong(4));
    opens(&locker, Some("correct horse")).await;
    let (old, new) = (words("correct horse"), words("battery staple"));
    assert_eq!(
        locker.change_lock(Some(&old), &words("seven77"), &[], at(0)).await.unwrap_err(),
        LockerError::WrongLength
    );
    locker.change_lock(Some(&old), &new, &[], at(0)).await.unwrap();
    assert_eq!(refusal(&locker, Some("correct horse"), at(0)).await, wrong(4));
    opens(&computer.start().of("patient-1"), Some("battery staple")).await;
    assert!(computer.names("keychain").is_empty());
    assert_eq!(computer.start().list().await.unwrap()[0].label, None);
    assert_eq!(locker.remove().await.unwrap(), Removal { key: true, file: true, put_aside: true });
}

#[tokio::test]
async fn an_old_pin_file_without_its_secret_promises_nothing_and_loses_nothing() {
    let computer = Computer::new();
    let locker = made(&computer.start(), "patient-1", Keep::Safe).await;
    locker.change_lock(None, &words(PIN), &[], at(0)).await.unwrap();
    let old = fs::read(locker.path("pin")).unwrap();
    locker.remove_pin(&words(PIN), at(0)).await.unwrap();
    // Out of a backup of the folder.
    fs::write(locker.path("pin"), old).unwrap();
    assert_eq!(computer.start().list().await.unwrap()[0].lock, Lock::None);
    opens(&locker, None).await;
}

#[tokio::test]
async fn a_change_is_carried_out_when_nobody_waits_for_it_any_more() {
    let computer = Computer::new();
    let locker = made(&computer.start(), "patient-1", Keep::Safe).await;
    let pin = words(PIN);
    let mut change = Box::pin(locker.change_lock(None, &pin, &[], at(0)));
    // Begun, and dropped.
    assert!(poll_once(&mut change).await.is_none());
    drop(change);
    // The next one waits its turn.
    assert_eq!(locker.check().await.unwrap(), Rung::Keychain);
    opens(&locker, Some(PIN)).await;
}

async fn poll_once<F: Future + Unpin>(future: &mut F) -> Option<F::Output> {
    std::future::poll_fn(|context| {
        std::task::Poll::Ready(match std::pin::Pin::new(&mut *future).poll(context) {
            std::task::Poll::Ready(output) => Some(output),
            std::task::Poll::Pending => None,
        })
    })
    .await
}
