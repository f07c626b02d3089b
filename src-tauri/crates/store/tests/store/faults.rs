//! Wrong keys, damaged files, two at once: a clear error, and not one byte changed.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use rstest::rstest;
use store::{AuditCheck, Changes, Error, Key, Store};

use crate::{at, connection, event, filled, folder, key};

/// Bytes of a file, printed as their number.
#[derive(Clone, PartialEq)]
struct Bytes(Vec<u8>);

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

/// Every file of the folder with its bytes, the lock aside.
fn bytes(folder: &Path) -> BTreeMap<String, Bytes> {
    fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .filter(|entry| entry.path().extension().is_none_or(|ending| ending != "lock"))
        .map(|entry| (entry.file_name().into_string().unwrap(), Bytes(fs::read(entry.path()).unwrap())))
        .collect()
}

/// A folder as a kill leaves it: with a log that was not folded into the file.
async fn killed(path: &Path) {
    filled(path).await;
    let store = Store::open(path, &key()).await.unwrap();
    store
        .commit(Changes::new().put_connection(connection("late", "CONNECTED")), Some(event(99)))
        .await
        .unwrap();
    let copies: Vec<_> = bytes(path.parent().unwrap()).into_iter().collect();
    store.close().await.unwrap();
    for (name, bytes) in copies {
        fs::write(path.with_file_name(name), bytes.0).unwrap();
    }
    assert!(path.with_file_name("rosa.satchel-wal").exists());
}

#[tokio::test]
async fn a_wrong_key_is_said_and_changes_nothing() {
    let (folder, path) = folder();
    filled(&path).await;
    let before = bytes(folder.path());
    let refused = Store::open(&path, &Key::from_bytes([8; 32])).await.unwrap_err();
    assert_eq!(refused, Error::WrongKey);
    assert_eq!(bytes(folder.path()), before);
    Store::open(&path, &key()).await.unwrap();
}

#[tokio::test]
async fn a_wrong_key_leaves_the_log_of_a_killed_run_alone() {
    let (folder, path) = folder();
    killed(&path).await;
    let before = bytes(folder.path());
    assert_eq!(Store::open(&path, &Key::from_bytes([8; 32])).await.unwrap_err(), Error::WrongKey);
    assert_eq!(bytes(folder.path()), before);
    let store = Store::open(&path, &key()).await.unwrap();
    assert_eq!(store.verify_audit().await.unwrap(), AuditCheck::Whole { events: 21 });
    assert_eq!(store.connections().await.unwrap().len(), 21);
}

#[rstest]
#[case::to_nothing(0)]
#[case::within_the_beginning(10)]
#[case::within_the_first_page(1000)]
#[case::to_one_page(4096)]
#[case::within_a_page(4096 * 3 + 17)]
#[case::by_one_byte(usize::MAX)]
#[tokio::test]
async fn a_truncated_file_is_damaged_and_stays_as_it_is(#[case] length: usize) {
    let (folder, path) = folder();
    filled(&path).await;
    let mut content = fs::read(&path).unwrap();
    content.truncate(length.min(content.len() - 1));
    fs::write(&path, &content).unwrap();
    let before = bytes(folder.path());
    assert_eq!(Store::open(&path, &key()).await.unwrap_err(), Error::Damaged);
    assert_eq!(bytes(folder.path()), before);
}

#[tokio::test]
async fn a_file_truncated_under_the_log_of_a_killed_run_is_damaged_too() {
    let (folder, path) = folder();
    killed(&path).await;
    let content = fs::read(&path).unwrap();
    fs::write(&path, &content[..content.len() / 2]).unwrap();
    let before = bytes(folder.path());
    assert_eq!(Store::open(&path, &key()).await.unwrap_err(), Error::Damaged);
    assert_eq!(bytes(folder.path()), before);
}

#[tokio::test]
async fn a_flipped_bit_is_found_wherever_it_is_and_never_read_as_data() {
    let (folder, path) = folder();
    filled(&path).await;
    let whole = fs::read(&path).unwrap();
    let good = {
        let store = Store::open(&path, &key()).await.unwrap();
        let good = store.connections().await.unwrap();
        store.close().await.unwrap();
        good
    };
    // One bit in each page, at another offset every time; the beginning (its salt) is made from the key and not read.
    for page in 0..whole.len() / 4096 {
        let offset = page * 4096 + 16 + (page * 769) % 4000;
        let mut content = whole.clone();
        content[offset] ^= 1 << (page % 8);
        fs::write(&path, &content).unwrap();
        let before = bytes(folder.path());
        match Store::open(&path, &key()).await {
            Err(error) => assert_eq!(error, Error::Damaged, "page {page}"),
            Ok(store) => {
                assert_eq!(store.verify_file().await.unwrap_err(), Error::Damaged, "page {page}");
                match store.connections().await {
                    Ok(rows) => assert_eq!(rows, good, "page {page}"),
                    Err(error) => assert_eq!(error, Error::Damaged, "page {page}"),
                }
                store.close().await.unwrap();
            }
        }
        assert_eq!(bytes(folder.path())["rosa.satchel"], before["rosa.satchel"], "page {page}");
    }
}

#[tokio::test]
async fn a_damaged_beginning_costs_nothing_because_the_key_knows_it() {
    let (_folder, path) = folder();
    filled(&path).await;
    let mut content = fs::read(&path).unwrap();
    content[3] ^= 0x10;
    fs::write(&path, &content).unwrap();
    let store = Store::open(&path, &key()).await.unwrap();
    assert_eq!(store.connections().await.unwrap().len(), 20);
}

#[tokio::test]
async fn what_is_no_store_at_all_is_refused() {
    let (_folder, path) = folder();
    fs::write(&path, "not a database, but long enough to be looked at ".repeat(200)).unwrap();
    assert_eq!(Store::open(&path, &key()).await.unwrap_err(), Error::WrongKey);
    fs::write(&path, "").unwrap();
    assert_eq!(Store::open(&path, &key()).await.unwrap_err(), Error::Damaged);
}

#[tokio::test]
async fn a_file_of_a_newer_version_of_the_app_is_said_and_stays_as_it_is() {
    let (folder, path) = folder();
    filled(&path).await;
    let connection = rusqlite::Connection::open(&path).unwrap();
    let key = "07".repeat(32);
    connection.execute_batch(&format!("PRAGMA key = \"x'{key}'\"; PRAGMA user_version = 77;")).unwrap();
    connection.close().unwrap();
    let before = bytes(folder.path());
    assert_eq!(Store::open(&path, &crate::key()).await.unwrap_err(), Error::NewerSchema { found: 77 });
    assert_eq!(bytes(folder.path()), before);
}

#[tokio::test]
async fn a_damaged_file_is_kept_aside_and_a_fresh_start_follows() {
    let (folder, path) = folder();
    killed(&path).await;
    let mut content = fs::read(&path).unwrap();
    content[2000] ^= 1;
    fs::write(&path, &content).unwrap();
    let before = bytes(folder.path());
    let kept = Store::set_aside(&path, at(0)).await.unwrap();
    assert_eq!(kept.file_name().unwrap(), "rosa.damaged-20261118T110640Z.satchel");
    let after = bytes(folder.path());
    assert_eq!(after["rosa.damaged-20261118T110640Z.satchel"], before["rosa.satchel"]);
    assert_eq!(after["rosa.damaged-20261118T110640Z.satchel-wal"], before["rosa.satchel-wal"]);
    assert_eq!(after.len(), before.len());

    filled(&path).await;
    let again = Store::set_aside(&path, at(0)).await.unwrap();
    assert_eq!(again.file_name().unwrap(), "rosa.damaged-20261118T110640Z-2.satchel");
    assert!(matches!(Store::set_aside(&path, at(0)).await, Err(Error::Refused(_))));
}

#[tokio::test]
async fn a_log_without_its_file_is_not_read_into_a_new_one() {
    let (_folder, path) = folder();
    killed(&path).await;
    fs::remove_file(&path).unwrap();
    assert_eq!(Store::open(&path, &key()).await.unwrap_err(), Error::Damaged);
    assert!(!path.exists());
    Store::set_aside(&path, at(0)).await.unwrap();
    Store::open(&path, &key()).await.unwrap();
}

#[tokio::test]
async fn a_second_one_is_told_that_the_file_is_in_use() {
    let (_folder, path) = folder();
    let store = Store::open(&path, &key()).await.unwrap();
    assert_eq!(Store::open(&path, &key()).await.unwrap_err(), Error::InUse);
    assert_eq!(Store::set_aside(&path, at(0)).await.unwrap_err(), Error::InUse);
    assert_eq!(Store::remove_file(&path).await.unwrap_err(), Error::InUse);
    store.commit(Changes::new().put_connection(connection("a", "CONNECTED")), None).await.unwrap();
    store.close().await.unwrap();
    assert_eq!(Store::open(&path, &key()).await.unwrap().connections().await.unwrap().len(), 1);
}

#[tokio::test]
async fn forgetting_leaves_an_empty_folder() {
    let (folder, path) = folder();
    killed(&path).await;
    Store::remove_file(&path).await.unwrap();
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    Store::remove_file(&path).await.unwrap();
    assert!(matches!(Store::remove_file(folder.path()).await, Err(Error::Refused(_))));
}

#[tokio::test]
async fn a_folder_that_is_not_there_is_not_made() {
    let (folder, _) = folder();
    let path = folder.path().join("nowhere").join("rosa.satchel");
    assert_eq!(Store::open(&path, &key()).await.unwrap_err(), Error::Io);
}

#[cfg(unix)]
#[tokio::test]
async fn only_this_user_may_read_the_files() {
    use std::os::unix::fs::PermissionsExt as _;
    let (folder, path) = folder();
    let store = Store::open(&path, &key()).await.unwrap();
    store.commit(Changes::new(), Some(event(1))).await.unwrap();
    for file in fs::read_dir(folder.path()).unwrap() {
        let file = file.unwrap();
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{:?}", file.file_name());
    }
}

const ELSEWHERE: &str = "SATCHEL_STORE_ELSEWHERE";

#[tokio::test]
#[ignore = "the child of another test"]
async fn in_another_process() {
    let Some(path) = std::env::var_os(ELSEWHERE) else { return };
    println!("elsewhere: {:?}", Store::open(Path::new(&path), &key()).await.unwrap_err());
    println!(
        "with another key: {:?}",
        Store::open(Path::new(&path), &Key::from_bytes([8; 32])).await.unwrap_err()
    );
}

fn another_process(path: &Path) -> (String, String) {
    let output = std::process::Command::new(std::env::current_exe().unwrap())
        .args(["--exact", "faults::in_another_process", "--ignored", "--nocapture"])
        .env(ELSEWHERE, path)
        .output()
        .unwrap();
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (text(&output.stdout), text(&output.stderr))
}

#[tokio::test]
async fn so_is_another_process_and_nothing_is_lost() {
    let (_folder, path) = folder();
    let store = Store::open(&path, &key()).await.unwrap();
    let (said, _) = another_process(&path);
    assert!(said.contains("elsewhere: InUse") && said.contains("with another key: InUse"), "{said}");
    store.commit(Changes::new(), Some(event(1))).await.unwrap();
    assert_eq!(store.verify_audit().await.unwrap(), AuditCheck::Whole { events: 1 });
}

#[tokio::test]
async fn nothing_is_written_to_standard_error_about_keys_and_damage() {
    let (_folder, path) = folder();
    filled(&path).await;
    let mut content = fs::read(&path).unwrap();
    content[2000] ^= 1;
    fs::write(&path, &content).unwrap();
    let (said, errors) = another_process(&path);
    assert!(said.contains("elsewhere: Damaged") && said.contains("with another key: WrongKey"), "{said}");
    assert_eq!(errors, "");
}
