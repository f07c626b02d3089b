//! Lines of records: their order, what stands for several, what is found, what goes.

use store::{Changes, CountBy, HIT_BEGINS, HIT_ENDS, ListFilter, Listing, PlaceCount, Store};
use uuid::Uuid;

use crate::{at, folder, key, record};

fn line(number: u128, kind: &str, dated: Option<&str>, title: &str) -> Listing {
    Listing {
        record: Uuid::from_u128(number),
        places: vec!["quillback".to_owned()],
        kind: kind.to_owned(),
        dated: dated.map(str::to_owned),
        same: None,
        series: Vec::new(),
        hidden: false,
        first_seen_at: at(1),
        row: format!(r#"{{"title":"{title}"}}"#),
        title: title.to_owned(),
        text: String::new(),
    }
}

async fn write(store: &Store, lines: impl IntoIterator<Item = Listing>) {
    let mut changes = Changes::new();
    for line in lines {
        let (id, place) = (line.record.as_u128(), line.places.first().cloned().unwrap_or_default());
        changes = changes.put_record(record(id, &place, &line.kind)).put_listing(line);
    }
    store.commit(changes, None).await.unwrap();
}

async fn titles(store: &Store, filter: ListFilter) -> Vec<String> {
    let lines = store.list(filter, 0, 100).await.unwrap();
    lines.iter().map(|line| line.row.split('"').nth(3).unwrap().to_owned()).collect()
}

fn everything() -> ListFilter {
    ListFilter::default()
}

fn kind(kind: &str) -> ListFilter {
    ListFilter { kind: Some(kind.to_owned()), ..everything() }
}

fn place(place: &str) -> ListFilter {
    ListFilter { place: Some(place.to_owned()), ..everything() }
}

fn words(words: &str) -> ListFilter {
    ListFilter { words: Some(words.to_owned()), ..everything() }
}

#[tokio::test]
async fn lines_come_newest_first_and_those_without_a_date_last() {
    let store = Store::in_memory().await.unwrap();
    let lines = [
        line(1, "lab", None, "undated"),
        line(2, "lab", Some("2019"), "a year"),
        line(3, "visit", Some("2026-07-14"), "July"),
        line(4, "lab", Some("2026-07-14T10:00:00Z"), "July, later"),
        line(5, "lab", Some("2026-07-14"), "July too"),
    ];
    write(&store, lines).await;
    let expected = ["July, later", "July too", "July", "a year", "undated"];
    assert_eq!(titles(&store, everything()).await, expected);
    assert_eq!(titles(&store, kind("visit")).await, ["July"]);
    let second = store.list(everything(), 1, 2).await.unwrap();
    assert_eq!(second.iter().map(|line| line.record.as_u128()).collect::<Vec<_>>(), [5, 3]);
    let years = store.count_list_by(CountBy::Year, everything()).await.unwrap();
    assert_eq!(years, [("2026".to_owned(), 3), ("2019".to_owned(), 1), ("0".to_owned(), 1)]);
    let kinds = store.count_list_by(CountBy::Kind, everything()).await.unwrap();
    assert_eq!(kinds, [("lab".to_owned(), 4), ("visit".to_owned(), 1)]);
    assert_eq!(store.count_list(everything(), 1000).await.unwrap(), 5);
    assert_eq!(store.count_list(everything(), 3).await.unwrap(), 3);
}

#[tokio::test]
async fn one_line_stands_for_all_that_tell_of_the_same_and_another_takes_over() {
    let store = Store::in_memory().await.unwrap();
    let same = |number, at: &str| Listing {
        same: Some("diabetes".to_owned()),
        places: vec![at.to_owned()],
        ..line(number, "condition", Some("2014-06-17"), at)
    };
    write(&store, [same(1, "juniper"), same(2, "alder"), line(3, "condition", Some("2011"), "other")]).await;
    let shown = store.list(everything(), 0, 10).await.unwrap();
    assert_eq!(shown.len(), 2);
    assert_eq!((shown[0].record.as_u128(), shown[0].copies), (1, 2));
    assert_eq!(shown[0].places, ["alder", "juniper"]);
    assert_eq!((shown[1].copies, shown[1].places.as_slice()), (1, ["quillback".to_owned()].as_slice()));
    // Each place has its own.
    assert_eq!(titles(&store, place("alder")).await, ["alder"]);
    let both = store.same_as(Uuid::from_u128(2)).await.unwrap();
    assert_eq!(both.iter().map(Uuid::as_u128).collect::<Vec<_>>(), [2, 1]);

    store.commit(Changes::new().remove_record(Uuid::from_u128(1)), None).await.unwrap();
    assert_eq!(titles(&store, everything()).await, ["alder", "other"]);
    assert_eq!(titles(&store, words("juniper")).await, Vec::<String>::new());
    store.commit(Changes::new().remove_records_of_place("bwell", "alder"), None).await.unwrap();
    assert_eq!(titles(&store, everything()).await, ["other"]);
}

#[tokio::test]
async fn words_are_found_wherever_they_stand_by_their_beginning_and_without_accents() {
    let store = Store::in_memory().await.unwrap();
    let visit = Listing {
        text: "Your A1C is better than in January. Motivación: niño.".to_owned(),
        ..line(1, "document", Some("2026-07-14"), "Visit summary")
    };
    write(&store, [visit, line(2, "lab", Some("2026-01-12"), "Hemoglobin A1c")]).await;
    assert_eq!(titles(&store, words("a1c")).await, ["Visit summary", "Hemoglobin A1c"]);
    assert_eq!(titles(&store, words("hemo A1")).await, ["Hemoglobin A1c"]);
    assert_eq!(titles(&store, words("motivacion nino")).await, ["Visit summary"]);
    assert_eq!(titles(&store, words("a1c nothing")).await, Vec::<String>::new());
    for odd in ["\"", "*", "title:", "a1c OR", "NEAR(", "'; DROP TABLE listings; --", "", "\u{0}"] {
        // Whatever is typed is words; some of them are found.
        store.list(words(odd), 0, 10).await.unwrap();
        store.count_list(words(odd), 10).await.unwrap();
    }
    let filtered = ListFilter { kind: Some("lab".to_owned()), ..words("a1c") };
    assert_eq!(titles(&store, filtered).await, ["Hemoglobin A1c"]);
    let elsewhere = ListFilter { place: Some("elsewhere".to_owned()), ..words("a1c") };
    assert_eq!(store.count_list(elsewhere, 10).await.unwrap(), 0);

    let found = store.list(words("a1c"), 0, 10).await.unwrap();
    let marked = |text: &str| format!("{HIT_BEGINS}{text}{HIT_ENDS}");
    assert_eq!(found[0].title_hit, None);
    assert!(found[0].text_hit.as_ref().unwrap().contains(&marked("A1C")));
    assert_eq!(found[1].title_hit.as_deref(), Some(format!("Hemoglobin {}", marked("A1c")).as_str()));
}

#[tokio::test]
async fn writing_a_line_again_replaces_it_and_keeps_when_it_first_came() {
    let store = Store::in_memory().await.unwrap();
    write(&store, [line(1, "lab", Some("2019"), "before")]).await;
    let again = Listing { first_seen_at: at(50), ..line(1, "vital-sign", Some("2020-02-03"), "after") };
    write(&store, [again]).await;
    let lines = store.list(everything(), 0, 10).await.unwrap();
    assert_eq!((lines.len(), lines[0].kind.as_str(), lines[0].first_seen_at), (1, "vital-sign", at(1)));
    assert_eq!(titles(&store, words("before")).await, Vec::<String>::new());
    assert_eq!(titles(&store, words("after")).await, ["after"]);
}

#[tokio::test]
async fn what_was_taken_back_is_kept_and_neither_listed_nor_found() {
    let store = Store::in_memory().await.unwrap();
    write(&store, [Listing { hidden: true, ..line(1, "lab", Some("2019"), "mistake") }]).await;
    assert_eq!(titles(&store, everything()).await, Vec::<String>::new());
    assert_eq!(titles(&store, words("mistake")).await, Vec::<String>::new());
    assert_eq!(store.count_hidden().await.unwrap(), 1);
    assert!(store.record(Uuid::from_u128(1)).await.unwrap().is_some());
}

#[tokio::test]
async fn places_are_counted_by_kind_and_none_is_guessed() {
    let store = Store::in_memory().await.unwrap();
    let merged = Listing {
        places: vec!["juniper".to_owned(), "alder".to_owned()],
        ..line(2, "medicine", None, "merged")
    };
    let unknown = Listing { places: Vec::new(), ..line(3, "lab", None, "unknown") };
    write(&store, [line(1, "lab", None, "known"), merged, unknown]).await;
    let count =
        |place: &str, kind: &str| PlaceCount { place: place.to_owned(), kind: kind.to_owned(), count: 1 };
    let expected = [
        count("", "lab"),
        count("alder", "medicine"),
        count("juniper", "medicine"),
        count("quillback", "lab"),
    ];
    assert_eq!(store.count_places_by_kind().await.unwrap(), expected);
    assert_eq!(titles(&store, place("")).await, ["unknown"]);
    let by_place = store.count_list_by(CountBy::Place, kind("medicine")).await.unwrap();
    assert_eq!(by_place, [("alder".to_owned(), 1), ("juniper".to_owned(), 1)]);
    let listed = store.listed(Uuid::from_u128(3)).await.unwrap().unwrap();
    assert!(listed.places.is_empty());
}

#[tokio::test]
async fn results_of_the_same_test_are_a_series_and_what_is_not_listed_any_more_stays() {
    let (_folder, path) = folder();
    let store = Store::open(&path, &key()).await.unwrap();
    let a1c =
        |number, dated| Listing { series: vec!["a1c".to_owned()], ..line(number, "lab", Some(dated), "A1C") };
    write(&store, [a1c(1, "2025-01-13"), a1c(2, "2026-07-14"), line(3, "lab", None, "other")]).await;
    let series = store.series("a1c".to_owned(), 10).await.unwrap();
    assert_eq!(series.iter().map(Uuid::as_u128).collect::<Vec<_>>(), [2, 1]);
    assert_eq!(store.series_of(Uuid::from_u128(2)).await.unwrap(), ["a1c"]);

    store.commit(Changes::new().mark_gone_unless("bwell", "lab", Uuid::from_u128(98)), None).await.unwrap();
    store.close().await.unwrap();
    let store = Store::open(&path, &key()).await.unwrap();
    let lines = store.list(everything(), 0, 10).await.unwrap();
    assert!(lines.len() == 3 && lines.iter().all(|line| line.gone));
    store.verify_file().await.unwrap();
}
