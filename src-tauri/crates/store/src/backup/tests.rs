//! There and back, and everything that is refused on the way.

use std::io::{Read, Write as _};
use std::sync::{Arc, Mutex};

use rstest::rstest;
use secrecy::SecretString;
use uuid::Uuid;

use super::*;
use crate::audit::tests::event;
use crate::{
    AuditCheck, CHUNK, Changes, Keep, Key, LastKnown, Listing, Lockers, NewDocument, Store, StoredConnection,
    StoredReceipt, StoredRecord, StoredTask, file,
};

const WORDS: &str = "three small boats";

fn now() -> Timestamp {
    "2026-11-21T10:00:00Z".parse().unwrap()
}

fn about(lockers: &Lockers) -> About {
    let label =
        Label { name: "Zoë Quinn".to_owned(), given_name: "Zoë".to_owned(), initials: "ZQ".to_owned() };
    About {
        made_at: now(),
        app: "0.0.0".to_owned(),
        locker: lockers.of("zoe").id().to_owned(),
        label: Some(label),
    }
}

/// A file's bytes: more than two pieces, none like the next.
fn scan() -> Vec<u8> {
    (0..CHUNK * 2 + 77).map(|at| u8::try_from(at * 31 % 251).unwrap()).collect()
}

/// A row in every table.
async fn fill(store: &Store) {
    let record = Uuid::from_u128(7);
    let body = b"{ \"resourceType\": \"Condition\",  \"unknown\": 1.50 }".to_vec();
    let changes = Changes::new()
        .put_connection(StoredConnection {
            network: "bwell".to_owned(),
            id: "juniper".to_owned(),
            place_id: None,
            state: "CONNECTED".to_owned(),
            updated_at: now(),
            body: "{\"name\":\"Juniper\"}".to_owned(),
        })
        .put_task(StoredTask {
            id: Uuid::from_u128(1),
            kind: "search".to_owned(),
            state: "done".to_owned(),
            place_id: None,
            correlation: Uuid::from_u128(2),
            created_at: now(),
            updated_at: now(),
            body: "{}".to_owned(),
        })
        .put_receipt(StoredReceipt {
            id: Uuid::from_u128(3),
            kind: "consent".to_owned(),
            place_id: Some("juniper".to_owned()),
            correlation: Uuid::from_u128(2),
            created_at: now(),
            body: "{}".to_owned(),
        })
        .put_record(StoredRecord {
            id: record,
            network: "bwell".to_owned(),
            place_id: "juniper".to_owned(),
            resource_type: "Condition".to_owned(),
            resource_id: "c-1".to_owned(),
            dated: Some("2019-03".to_owned()),
            retrieval: Uuid::from_u128(9),
            retrieved_at: now(),
            provenance: "{\"places\":[\"juniper\"]}".to_owned(),
            body,
        })
        .put_listing(Listing {
            record,
            places: vec!["juniper".to_owned()],
            kind: "condition".to_owned(),
            dated: Some("2019-03".to_owned()),
            same: None,
            series: vec!["loinc|4548-4|%".to_owned()],
            hidden: false,
            first_seen_at: now(),
            title: "Asthma".to_owned(),
            row: "{}".to_owned(),
            text: "wheezing at night".to_owned(),
        })
        .delete_record(Uuid::from_u128(70), now())
        .put_setting("lock-after-minutes", "15")
        .put_last_known("places", LastKnown { told_at: now(), body: "{}".to_owned() });
    store.commit(changes, Some(event())).await.unwrap();
    let new = NewDocument {
        id: Uuid::from_u128(8),
        record_id: Some(record),
        place_id: "juniper".to_owned(),
        media_type: "application/pdf".to_owned(),
        retrieved_at: now(),
        provenance: "{}".to_owned(),
    };
    let mut writer = store.write_document(new).await.unwrap();
    writer.write(&scan()).await.unwrap();
    writer.finish(Changes::new(), Some(event())).await.unwrap();
}

async fn sealed(store: &Store, lockers: &Lockers) -> Vec<u8> {
    let words = SecretString::from(WORDS);
    store.back_up(about(lockers), words, Vec::new()).await.unwrap().0
}

fn open_bytes(bytes: Vec<u8>, words: &str) -> Result<OpenBackup, RestoreError> {
    open(Box::new(std::io::Cursor::new(bytes)), &SecretString::from(words))
}

fn unpacked(bytes: Vec<u8>, lockers: &Lockers) -> Result<Restored, RestoreError> {
    let opened = open_bytes(bytes, WORDS)?;
    let locker = opened.locker(lockers).unwrap();
    opened.unpack(&locker)
}

/// What is inside, in the open; and the way to seal something else.
fn plain(bytes: &[u8]) -> Vec<u8> {
    let opened = age::Decryptor::new_buffered(bytes).unwrap();
    let identity = age::scrypt::Identity::new(age::secrecy::SecretString::from(WORDS));
    let mut plain = Vec::new();
    let mut reader = opened.decrypt(std::iter::once(&identity as &dyn age::Identity)).unwrap();
    reader.read_to_end(&mut plain).unwrap();
    plain
}

fn seal_anew(plain: &[u8]) -> Vec<u8> {
    let mut recipient = age::scrypt::Recipient::new(age::secrecy::SecretString::from(WORDS));
    recipient.set_work_factor(10);
    let sealer = age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient)).unwrap();
    let mut writer = sealer.wrap_output(Vec::new()).unwrap();
    writer.write_all(plain).unwrap();
    writer.finish().unwrap()
}

/// A filled store in a folder, and its backup.
async fn made() -> (tempfile::TempDir, Lockers, Store, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let lockers = Lockers::session(folder.path());
    let store = lockers.of("zoe").create(Keep::Safe, now()).await.unwrap();
    fill(&store).await;
    let bytes = sealed(&store, &lockers).await;
    (folder, lockers, store, bytes)
}

fn rows(bytes: &[u8]) -> Vec<u8> {
    let plain = plain(bytes);
    let length = u32::from_be_bytes(plain[15..19].try_into().unwrap());
    plain[19 + usize::try_from(length).unwrap()..].to_vec()
}

#[tokio::test]
async fn every_row_of_every_table_comes_back_in_another_place_under_another_key() {
    let (_folder, lockers, _store, bytes) = made().await;
    let elsewhere = tempfile::tempdir().unwrap();
    let others = Lockers::session(elsewhere.path());
    let restored = unpacked(bytes.clone(), &others).unwrap();
    assert!(restored.about() == &about(&lockers));
    assert_eq!(restored.amount(), Amount { records: 1, documents: 1 });
    let locker = others.of("zoe");
    assert!(!locker.exists().await.unwrap(), "nothing is in place before it is whole");
    let store = locker.take_in(restored, now()).await.unwrap();
    // A backup of the restored copy says, row by row, what the first one said.
    assert!(rows(&sealed(&store, &others).await) == rows(&bytes));
    assert_eq!(store.verify_audit().await.unwrap(), AuditCheck::Whole { events: 2 });
    let mut reader = store.document(Uuid::from_u128(8)).await.unwrap().unwrap();
    let mut file = Vec::new();
    while let Some(chunk) = reader.next_chunk().await.unwrap() {
        file.extend(chunk);
    }
    assert!(file == scan());
    let found = crate::ListFilter { words: Some("wheezing".to_owned()), ..Default::default() };
    assert_eq!(store.list(found, 0, 10).await.unwrap().len(), 1, "it is found by its words");
    assert_eq!(others.list().await.unwrap()[0].label.as_ref().unwrap().given_name, "Zoë");
    let left: Vec<_> =
        std::fs::read_dir(elsewhere.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert!(!left.iter().any(|name| name.to_string_lossy().contains("restoring")), "{left:?}");
}

#[tokio::test]
async fn every_table_of_the_schema_goes_or_is_known_to_stay() {
    let connection = file::in_memory().unwrap().connection;
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    let mut statement = connection.prepare(sql).unwrap();
    let tables: Vec<String> =
        statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    for table in &tables {
        let goes = tables::GOES.iter().find(|(name, ..)| name == table);
        assert!(goes.is_some() != tables::STAYS.contains(&table.as_str()), "{table}: goes, or stays");
        let Some((_, known, _)) = goes else { continue };
        let mut columns =
            connection.prepare(&format!("SELECT name FROM pragma_table_info('{table}')")).unwrap();
        let columns: Vec<String> =
            columns.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
        // The number of a line of words is no column of its own.
        let named: Vec<&str> = known.iter().copied().filter(|name| *name != "rowid").collect();
        for column in &columns {
            assert!(named.contains(&column.as_str()), "{table}.{column} would be lost");
        }
        assert_eq!(columns.len(), named.len(), "{table}");
    }
}

#[tokio::test]
async fn no_key_is_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let (path, key) = (folder.path().join("x.satchel"), Key::from_bytes([0xa7; 32]));
    let store = Store::open(&path, &key).await.unwrap();
    fill(&store).await;
    let plain = plain(&sealed(&store, &Lockers::session(folder.path())).await);
    assert!(!plain.windows(8).any(|bytes| bytes == [0xa7; 8]));
    assert!(plain.windows(6).any(|bytes| bytes == b"Asthma"), "the look itself finds what is there");
}

#[tokio::test]
async fn what_is_no_backup_of_ours_is_told_apart() {
    let (_folder, lockers, _store, bytes) = made().await;
    assert_eq!(open_bytes(bytes.clone(), "three small boat").unwrap_err(), RestoreError::WrongPassphrase);
    for odd in [&b""[..], b"PK\x03\x04", b"age-encryption.org/v1\n", &bytes[..40]] {
        assert_eq!(open_bytes(odd.to_vec(), WORDS).unwrap_err(), RestoreError::NotABackup);
    }
    assert_eq!(open_bytes(seal_anew(b"a letter to a friend"), WORDS).unwrap_err(), RestoreError::NotABackup);
    let mut newer = plain(&bytes);
    newer[14] = 2;
    assert_eq!(open_bytes(seal_anew(&newer), WORDS).unwrap_err(), RestoreError::Newer);
    let text = String::from_utf8_lossy(&plain(&bytes)[19..400]).into_owned();
    assert!(text.contains(&format!("\"schema\":{}", schema_now())));
    let newer = replaced(&plain(&bytes), &format!("\"schema\":{}", schema_now()), "\"schema\":9");
    assert_eq!(open_bytes(seal_anew(&newer), WORDS).unwrap_err(), RestoreError::Newer);
    assert!(open_bytes(bytes, " three small boats").is_err(), "a space counts");
    assert_eq!(lockers.list().await.unwrap().len(), 1);
}

fn schema_now() -> u32 {
    crate::schema::NEWEST
}

fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let at = bytes.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
    let mut bytes = bytes.to_vec();
    bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
    bytes
}

/// Whatever byte is missing or changed: it is refused, and no file is left.
#[tokio::test]
async fn what_is_damaged_is_refused_and_leaves_nothing() {
    let (_folder, _, _store, bytes) = made().await;
    let elsewhere = tempfile::tempdir().unwrap();
    let others = Lockers::session(elsewhere.path());
    let refused = |bytes: Vec<u8>| unpacked(bytes, &others).unwrap_err();
    let light = seal_anew(&plain(&bytes));
    for cut in [light.len() - 1, light.len() - 17, light.len() / 2] {
        assert_eq!(refused(light[..cut].to_vec()), RestoreError::Damaged, "cut at {cut}");
    }
    for at in [light.len() - 1, light.len() / 2, light.len() - CHUNK] {
        let mut changed = light.clone();
        changed[at] ^= 1;
        assert_eq!(refused(changed), RestoreError::Damaged, "changed at {at}");
    }
    // Sealed anew, so that nothing but what was written down tells.
    for (from, to) in [
        ("\"unknown\": 1.50", "\"unknown\": 1.51"),
        ("place-connected", "place-CONNECTED"),
        ("Treceipts", "Treceiptz"),
    ] {
        let from_bytes = if let Some(name) = from.strip_prefix('T') { name } else { from };
        let to_bytes = if let Some(name) = to.strip_prefix('T') { name } else { to };
        let changed = replaced(&plain(&bytes), from_bytes, to_bytes);
        assert_eq!(refused(seal_anew(&changed)), RestoreError::Damaged, "{from}");
    }
    let mut longer = plain(&bytes);
    longer.push(b'R');
    assert_eq!(refused(seal_anew(&longer)), RestoreError::Damaged, "something after the end");
    let mut file = plain(&bytes);
    let needle = &scan()[CHUNK + 5..CHUNK + 45];
    let at = file.windows(40).position(|window| window == needle).unwrap();
    file[at] ^= 1;
    assert_eq!(refused(seal_anew(&file)), RestoreError::Damaged, "one bit of a scan");
    assert_eq!(std::fs::read_dir(elsewhere.path()).unwrap().count(), 0, "nothing is left");
}

#[tokio::test]
async fn a_copy_that_is_there_is_never_overwritten() {
    let (_folder, lockers, store, bytes) = made().await;
    let locker = lockers.of("zoe");
    let restored = unpacked(bytes.clone(), &lockers).unwrap();
    let refused = locker.take_in(restored, now()).await.unwrap_err();
    assert_eq!(refused, crate::Error::Refused("there is a file already").into());
    assert_eq!(store.counts().await.unwrap().records, 1, "and it goes on");
    store.close().await.unwrap();
    // Set aside first, both are there afterwards.
    let restored = unpacked(bytes, &lockers).unwrap();
    locker.set_aside(now()).await.unwrap();
    locker.take_in(restored, now()).await.unwrap();
    let names: Vec<String> = std::fs::read_dir(lockers.folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".satchel"))
        .collect();
    assert_eq!(names.len(), 2, "{names:?}");
}

#[rstest]
#[case(1)]
#[case(2)]
#[case(3)]
#[case(4)]
#[tokio::test]
async fn a_backup_of_an_older_schema_is_brought_up_to_date(#[case] schema: u32) {
    let elsewhere = tempfile::tempdir().unwrap();
    let others = Lockers::session(elsewhere.path());
    let mut plain = BEGINNING.to_vec();
    plain.push(FORMAT);
    let json = about(&others).json(schema);
    plain.extend(u32::try_from(json.len()).unwrap().to_be_bytes());
    plain.extend(json);
    frames::write_table(&mut plain, "tasks", tables::GOES[1].1).unwrap();
    plain.push(frames::END);
    plain.extend(0_u64.to_be_bytes());
    let restored = unpacked(seal_anew(&plain), &others).unwrap();
    let store = others.of("zoe").take_in(restored, now()).await.unwrap();
    fill(&store).await;
    assert_eq!(store.counts().await.unwrap().records, 1, "it has every table of today");
}

#[tokio::test]
async fn a_trail_is_kept_alone_in_a_new_file_and_a_changed_one_is_not_taken() {
    let (_folder, lockers, store, _) = made().await;
    let mut trail = store.audit(10).await.unwrap();
    trail.reverse();
    store.close().await.unwrap();
    let locker = lockers.of("zoe");
    assert!(locker.keep_trail(trail.clone(), now()).await.is_err(), "never over a file that is there");
    locker.remove().await.unwrap();
    let mut changed = trail.clone();
    changed[0].event.count = Some(4);
    assert_eq!(locker.keep_trail(changed, now()).await.unwrap_err(), crate::Error::Damaged.into());
    assert!(!locker.exists().await.unwrap());
    locker.keep_trail(trail.clone(), now()).await.unwrap();
    let store = locker.open(None, now()).await.unwrap();
    assert_eq!(store.counts().await.unwrap(), crate::Counts { events: 2, ..Default::default() });
    assert_eq!(store.verify_audit().await.unwrap(), AuditCheck::Whole { events: 2 });
    assert_eq!(store.audit(10).await.unwrap().iter().rev().cloned().collect::<Vec<_>>(), trail);
}

#[tokio::test]
async fn a_short_passphrase_is_refused() {
    let store = Store::in_memory().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let about = about(&Lockers::session(folder.path()));
    let refused = store.back_up(about, SecretString::from("boat"), Vec::new()).await.unwrap_err();
    assert_eq!(refused, crate::LockerError::WrongLength);
}

/// A disk that fills up while a backup is written.
#[tokio::test]
async fn a_disk_that_is_full_is_said() {
    struct Full(Arc<Mutex<usize>>);
    impl std::io::Write for Full {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            let mut room = self.0.lock().unwrap();
            if *room < bytes.len() {
                return Err(std::io::ErrorKind::StorageFull.into());
            }
            *room -= bytes.len();
            Ok(bytes.len())
        }
        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }
    let (_folder, lockers, store, _) = made().await;
    let full = Full(Arc::new(Mutex::new(CHUNK)));
    let refused = store.back_up(about(&lockers), SecretString::from(WORDS), full).await.err().unwrap();
    assert_eq!(refused, crate::Error::DiskFull.into());
}
