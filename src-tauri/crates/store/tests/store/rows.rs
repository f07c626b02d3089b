//! Rows, transactions, the trail.

use store::{AuditCheck, Changes, Counts, Error, LastKnown, RecordFilter, Store, StoredReceipt, StoredTask};
use uuid::Uuid;

use crate::{at, connection, event, filled, folder, key, record};

fn task(number: u128, state: &str) -> StoredTask {
    StoredTask {
        id: Uuid::from_u128(number),
        kind: "search".to_owned(),
        state: state.to_owned(),
        place_id: Some("quillback".to_owned()),
        correlation: Uuid::from_u128(5),
        created_at: at(0),
        updated_at: at(3),
        body: "{}".to_owned(),
    }
}

fn receipt(number: u128) -> StoredReceipt {
    StoredReceipt {
        id: Uuid::from_u128(number),
        kind: "consent".to_owned(),
        place_id: None,
        correlation: Uuid::from_u128(5),
        created_at: at(4),
        body: r#"{"provision":"permit"}"#.to_owned(),
    }
}

#[tokio::test]
async fn what_goes_in_comes_out_after_a_restart() {
    let (_folder, path) = folder();
    let store = Store::open(&path, &key()).await.unwrap();
    let changes = Changes::new()
        .put_connection(connection("b", "CONNECTED"))
        .put_connection(connection("a", "EXPIRED"))
        .put_task(task(1, "running"))
        .put_receipt(receipt(2))
        .put_record(record(3, "quillback", "Condition"));
    store.commit(changes, Some(event(1))).await.unwrap();
    store.close().await.unwrap();

    let store = Store::open(&path, &key()).await.unwrap();
    assert_eq!(
        store.connections().await.unwrap(),
        [connection("a", "EXPIRED"), connection("b", "CONNECTED")]
    );
    assert_eq!(store.tasks().await.unwrap(), [task(1, "running")]);
    assert_eq!(store.receipts().await.unwrap(), [receipt(2)]);
    let kept = store.record(Uuid::from_u128(3)).await.unwrap().unwrap();
    assert!(kept == record(3, "quillback", "Condition"), "byte for byte");
    let trail = store.audit(10).await.unwrap();
    assert_eq!(trail.len(), 1);
    assert_eq!(trail[0].event, event(1));
    assert_eq!(store.verify_audit().await.unwrap(), AuditCheck::Whole { events: 1 });
    store.verify_file().await.unwrap();
}

#[tokio::test]
async fn memory_has_the_same_schema_and_leaves_no_file() {
    let store = Store::in_memory().await.unwrap();
    store.commit(Changes::new().put_task(task(1, "running")), Some(event(1))).await.unwrap();
    assert_eq!(store.tasks().await.unwrap(), [task(1, "running")]);
    assert_eq!(store.verify_audit().await.unwrap(), AuditCheck::Whole { events: 1 });
}

#[tokio::test]
async fn what_a_network_told_is_known_until_it_tells_something_else() {
    let (_folder, path) = folder();
    let told = |second, body: &str| LastKnown { told_at: at(second), body: body.to_owned() };
    let store = Store::open(&path, &key()).await.unwrap();
    assert_eq!(store.last_known("places").await.unwrap(), None);
    for row in [told(1, "[]"), told(2, "[1]")] {
        store.commit(Changes::new().put_last_known("places", row), None).await.unwrap();
    }
    store.close().await.unwrap();
    let store = Store::open(&path, &key()).await.unwrap();
    assert_eq!(store.last_known("places").await.unwrap(), Some(told(2, "[1]")));
    assert_eq!(store.last_known("consent").await.unwrap(), None);
}

#[tokio::test]
async fn a_second_put_replaces_and_a_removal_removes() {
    let store = Store::in_memory().await.unwrap();
    store.commit(Changes::new().put_connection(connection("a", "EXPIRED")), None).await.unwrap();
    store.commit(Changes::new().put_connection(connection("a", "CONNECTED")), None).await.unwrap();
    assert_eq!(store.connections().await.unwrap(), [connection("a", "CONNECTED")]);
    let gone = Changes::new().remove_connection("bwell", "a").remove_task(Uuid::from_u128(1));
    store.commit(gone, None).await.unwrap();
    assert_eq!(store.connections().await.unwrap(), []);
}

#[tokio::test]
async fn one_bad_row_and_nothing_of_the_commit_stays() {
    let store = Store::in_memory().await.unwrap();
    let mut bad = task(1, "running");
    bad.body = "not JSON".to_owned();
    let changes = Changes::new().put_connection(connection("a", "CONNECTED")).put_task(bad);
    let refused = store.commit(changes, Some(event(1))).await.unwrap_err();
    assert_eq!(refused, Error::Refused("a row breaks a rule of its table"));
    assert_eq!(store.connections().await.unwrap(), []);
    assert_eq!(store.verify_audit().await.unwrap(), AuditCheck::Whole { events: 0 });
}

#[tokio::test]
async fn an_event_that_is_refused_takes_its_changes_with_it() {
    let store = Store::in_memory().await.unwrap();
    let mut sentence = event(1);
    sentence.place_id = Some("Rosa's clinic".to_owned());
    let changes = Changes::new().put_connection(connection("a", "CONNECTED"));
    assert!(matches!(store.commit(changes, Some(sentence)).await, Err(Error::Refused(_))));
    assert_eq!(store.connections().await.unwrap(), []);
}

#[tokio::test]
async fn records_are_found_by_what_they_are_and_read_in_pages() {
    let store = Store::in_memory().await.unwrap();
    let mut changes = Changes::new();
    for number in 1..=6 {
        let place = if number % 2 == 0 { "quillback" } else { "fernhill" };
        let kind = if number <= 3 { "Condition" } else { "Observation" };
        changes = changes.put_record(record(number, place, kind));
    }
    store.commit(changes, None).await.unwrap();
    let ids = |filter: RecordFilter| {
        let store = store.clone();
        async move {
            let found = store.records(filter).await.unwrap();
            found.iter().map(|record| record.id.as_u128()).collect::<Vec<_>>()
        }
    };
    let of = |place: &str| RecordFilter { place_id: Some(place.to_owned()), ..RecordFilter::default() };
    assert_eq!(ids(RecordFilter::default()).await, [1, 2, 3, 4, 5, 6]);
    assert_eq!(ids(of("quillback")).await, [2, 4, 6]);
    let both = RecordFilter { resource_type: Some("Observation".to_owned()), ..of("quillback") };
    assert_eq!(ids(both.clone()).await, [4, 6]);
    assert_eq!(store.count_records(both).await.unwrap(), 2);
    let page = RecordFilter { after: Some(Uuid::from_u128(2)), limit: Some(2), ..RecordFilter::default() };
    assert_eq!(ids(page).await, [3, 4]);
    let one = RecordFilter { resource_id: Some("r-5".to_owned()), ..RecordFilter::default() };
    assert_eq!(ids(one).await, [5]);
    let hostile = of("quillback' OR '1'='1");
    assert_eq!(ids(hostile).await, [] as [u128; 0]);

    store.commit(Changes::new().remove_records_of_place("bwell", "quillback"), None).await.unwrap();
    assert_eq!(ids(RecordFilter::default()).await, [1, 3, 5]);
}

#[tokio::test]
async fn a_setting_is_written_replaced_and_taken_back_with_its_event() {
    let (_folder, path) = folder();
    let store = Store::open(&path, &key()).await.unwrap();
    assert_eq!(store.setting("lock-after").await.unwrap(), None);
    for value in ["5", "10"] {
        let changes = Changes::new().put_setting("lock-after", value).put_setting("language", "es");
        store.commit(changes, Some(event(1))).await.unwrap();
    }
    store.close().await.unwrap();
    let store = Store::open(&path, &key()).await.unwrap();
    assert_eq!(store.setting("lock-after").await.unwrap().as_deref(), Some("10"));
    store.commit(Changes::new().remove_setting("lock-after"), None).await.unwrap();
    assert_eq!(store.setting("lock-after").await.unwrap(), None);
    assert_eq!(store.setting("language").await.unwrap().as_deref(), Some("es"));
    assert_eq!(store.verify_audit().await.unwrap(), AuditCheck::Whole { events: 2 });
}

#[tokio::test]
async fn everything_is_counted() {
    let store = Store::in_memory().await.unwrap();
    assert_eq!(store.counts().await.unwrap(), Counts::default());
    let mut changes = Changes::new().put_record(record(1, "quillback", "Condition"));
    for id in ["a", "b", "c"] {
        changes = changes.put_connection(connection(id, "EXPIRED"));
    }
    store.commit(changes, Some(event(1))).await.unwrap();
    store.commit(Changes::new(), Some(event(2))).await.unwrap();
    assert_eq!(store.counts().await.unwrap(), Counts { records: 1, documents: 0, places: 3, events: 2 });
    assert_eq!(store.count_places().await.unwrap(), 3);
}

#[tokio::test]
async fn clones_share_one_store_and_closing_closes_for_all() {
    let (_folder, path) = folder();
    let store = Store::open(&path, &key()).await.unwrap();
    let other = store.clone();
    store.commit(Changes::new().put_connection(connection("a", "CONNECTED")), None).await.unwrap();
    assert_eq!(other.connections().await.unwrap().len(), 1);
    store.close().await.unwrap();
    assert_eq!(other.connections().await.unwrap_err(), Error::Closed);
    Store::open(&path, &key()).await.unwrap();
}

#[tokio::test]
async fn many_at_once_keep_one_chain() {
    let store = Store::in_memory().await.unwrap();
    let writers = (0..50).map(|number| {
        let store = store.clone();
        tokio::spawn(async move { store.commit(Changes::new(), Some(event(number))).await })
    });
    for writer in writers.collect::<Vec<_>>() {
        writer.await.unwrap().unwrap();
    }
    assert_eq!(store.verify_audit().await.unwrap(), AuditCheck::Whole { events: 50 });
}

#[tokio::test]
async fn the_file_holds_nothing_that_can_be_read() {
    let (folder, path) = folder();
    filled(&path).await;
    let store = Store::open(&path, &key()).await.unwrap();
    store.commit(Changes::new().put_connection(connection("secret", "CONNECTED")), None).await.unwrap();
    // The log is there as long as the store is open: look at everything in the folder.
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for text in ["Quillback", "SQLite", "connections", "place-connected"] {
            assert!(!bytes.windows(text.len()).any(|window| window == text.as_bytes()), "{text}");
        }
    }
}
