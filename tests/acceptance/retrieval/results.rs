//! What comes, in whatever form the network sends it: each document whole and once, found among the records.

use std::collections::BTreeMap;

use rstest::rstest;
use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::world::World;

use super::{ALL, ENTRIES, asked, kept, number, retrieved, rosa, theirs, words_read};
use crate::{done, records, signed_in};

/// What every form of the same results must come to.
#[rstest]
#[case::pages("three-pages")]
#[case::relative_location("relative-location")]
#[case::content_location("content-location-only")]
#[case::flaps("status-flaps")]
#[case::page_loop("page-loop")]
#[case::duplicates("duplicate-entries")]
#[case::empty_last_page("empty-last-page")]
#[case::outcome_entry("outcome-entry")]
#[case::json("binary-json")]
#[case::raw("binary-raw")]
#[case::base64("binary-base64-text")]
#[case::gzip("binary-gzip")]
#[case::octet_stream("xml-labelled-octet-stream")]
#[case::wrong_size("wrong-size")]
#[case::throttled("throttled")]
#[case::maintenance("maintenance")]
#[tokio::test]
async fn whatever_the_form_the_same_documents_come(#[case] play: &str) {
    let world = rosa().await;
    let run = retrieved(&world, json!({ "play": play })).await;
    assert_eq!((&run["outcome"], &run["failure"]), (&json!("completed"), &Value::Null), "{run}");
    assert_eq!((number(&run, "came"), number(&run, "missingCount")), (ALL, 0), "{run}");
    let here = kept(&world).await;
    let plain = rosa().await;
    retrieved(&plain, json!({})).await;
    assert_eq!(here, kept(&plain).await);
}

/// The first document is odd: it comes as it is.
#[rstest]
#[case::zip("binary-zip", "PK\u{3}\u{4}")]
#[case::pdf("pdf-labelled-xml", "%PDF")]
#[case::utf16("utf16-xml", "")]
#[case::bomb("entity-bomb", "<?xml version=\"1.0\"?><!DOCTYPE")]
#[case::large("large-ccda", "<?xml")]
#[tokio::test]
async fn an_odd_document_is_kept_byte_for_byte(#[case] play: &str, #[case] begins: &str) {
    let world = rosa().await;
    let run = retrieved(&world, json!({ "play": play })).await;
    assert_eq!((&run["outcome"], number(&run, "came")), (&json!("completed"), ALL), "{run}");
    let store = workflow::store_of(&world.core).unwrap();
    // The odd one is the first of the list: the visit note of that day.
    let mut records = store.records(theirs()).await.unwrap();
    records.retain(|record| record.dated.as_deref().is_some_and(|date| date.starts_with("2022-01-03")));
    assert_eq!(records.len(), 1);
    let first = records.remove(0);
    let entry: Value = serde_json::from_slice(&first.body).unwrap();
    let document = store.documents_of(first.id).await.unwrap().pop().unwrap();
    assert_eq!(entry["content"][0]["attachment"]["size"], document.length);
    let mut reader = store.document(document.about.id).await.unwrap().unwrap();
    let chunk = reader.next_chunk().await.unwrap().unwrap();
    assert!(chunk.starts_with(begins.as_bytes()), "{play}");
    if play == "large-ccda" {
        assert!(document.length > 12_000_000);
    }
}

/// One document does not come; the others do, it is named, and asking again brings it once it is there.
#[rstest]
#[case::cut_short("truncated-body", "damaged")]
#[case::wrong_hash("wrong-sha1", "damaged")]
#[case::not_there("binary-404", "not-there")]
#[case::gone("binary-410", "not-there")]
#[case::foreign("foreign-attachment", "elsewhere")]
#[tokio::test]
async fn a_document_that_does_not_come_is_named_and_comes_the_next_time(
    #[case] play: &str,
    #[case] why: &str,
) {
    let world = rosa().await;
    let run = retrieved(&world, json!({ "play": play })).await;
    assert_eq!(
        (&run["outcome"], number(&run, "came"), number(&run, "missingCount")),
        (&json!("partial"), ALL - 1, 1)
    );
    let missing = &run["missing"][0];
    assert_eq!((&missing["why"], &missing["place"]), (&json!(why), &json!("Juniper Street Family Practice")));
    assert_eq!(missing["title"], "Visit note");
    assert_eq!(kept(&world).await.len(), ENTRIES - 1);

    let again = retrieved(&world, json!({})).await;
    assert_eq!(
        (&again["outcome"], number(&again, "came"), number(&again, "had")),
        (&json!("completed"), 1, ALL)
    );
    assert_eq!(again["follows"], run["reference"], "the new one is tied to the old one");
    assert_ne!(again["reference"], run["reference"]);
    assert_eq!(kept(&world).await.len(), ENTRIES);
}

#[tokio::test]
async fn the_same_document_from_two_places_is_kept_once_with_both() {
    let world = rosa().await;
    let run = retrieved(&world, json!({ "play": "same-document-twice" })).await;
    assert_eq!(
        (&run["outcome"], number(&run, "came"), number(&run, "twice")),
        (&json!("completed"), ALL + 1, 2),
        "{run}"
    );
    let store = workflow::store_of(&world.core).unwrap();
    let mut sources = Vec::new();
    for record in store.records(theirs()).await.unwrap() {
        for document in store.documents_of(record.id).await.unwrap() {
            let records = store.records_of(document.about.id).await.unwrap();
            if records.len() == 2 && !sources.contains(&records) {
                sources.push(records);
            }
        }
    }
    assert_eq!(sources.len(), 1, "one document has two sources");
    let again = retrieved(&world, json!({ "play": "same-document-twice", "stableIds": false })).await;
    assert_eq!((number(&again, "came"), number(&again, "twice")), (0, 0), "{again}");
}

#[tokio::test]
async fn what_came_is_among_the_records_and_found_by_its_words() {
    let (world, host) = signed_in("rosa", PatientHost::default()).await;
    retrieved(&world, json!({ "play": "same-document-twice" })).await;
    words_read(&world).await;

    // One line for each; the one that two places sent is one line with both.
    let lines = records::lines(&world, asked(Some("document"), None, None)).await;
    assert_eq!(lines.len(), ENTRIES);
    let folded: Vec<_> = lines.iter().filter(|line| line["copies"] != 1).collect();
    assert_eq!((folded.len(), folded[0]["places"].as_array().unwrap().len()), (1, 2), "{folded:?}");
    for line in &lines {
        assert!(line["places"][0]["name"].is_string(), "{line}");
    }

    let found = records::lines(&world, asked(None, None, Some("apixaban discharge"))).await;
    assert!(found.len() > 2);
    for line in &found {
        assert!(line["textHit"].as_array().unwrap().iter().any(|piece| piece["hit"] == true), "{line}");
    }
    let is_alder = |line: &&Value| line["places"][0]["name"] == "Alder Bay Medical Center";
    let papers = found.iter().find(is_alder).unwrap();
    let alder = papers["places"][0]["id"].as_str().unwrap();
    let there = records::lines(&world, asked(None, Some(alder), None)).await;
    assert_eq!(there.len(), 19, "its own, and the one that another place sent too");

    let complete = done(&world, "completeness", Value::Null).await;
    let place = complete["places"].as_array().unwrap().iter().find(|place| place["id"] == alder).unwrap();
    assert_eq!(
        (&place["name"], &place["total"], &place["kinds"]),
        (&json!("Alder Bay Medical Center"), &json!(19), &json!([{ "kind": "document", "count": 19 }]))
    );

    let record = done(&world, "record", json!({ "id": papers["id"] })).await;
    let file = &record["files"][0];
    assert_eq!(file["title"], "Discharge papers");
    let opened = done(&world, "record_file", json!({ "fileId": file["id"] })).await;
    assert_eq!(opened["shown"], "text");
    assert!(opened["outline"].to_string().contains("Medicines at discharge"), "{opened}");
    done(&world, "save_record", json!({ "id": papers["id"], "fileId": file["id"] })).await;
    let (name, bytes) = host.saved.lock().unwrap().last().unwrap().clone();
    assert_eq!(
        (name.as_str(), bytes.len()),
        ("Discharge papers.xml", usize::try_from(file["length"].as_u64().unwrap()).unwrap())
    );
    let store = workflow::store_of(&world.core).unwrap();
    let kept = store.document(file["id"].as_str().unwrap().parse().unwrap()).await.unwrap();
    assert!(whole(kept).await == bytes, "it is saved as it came");
}

#[tokio::test]
async fn a_set_aside_document_is_not_among_the_records() {
    let world = rosa().await;
    retrieved(&world, json!({ "play": "another-person" })).await;
    words_read(&world).await;
    let lines = records::lines(&world, asked(Some("document"), None, None)).await;
    assert_eq!(lines.len(), ENTRIES - 1);
}

#[tokio::test]
async fn another_persons_document_is_set_aside_and_never_mixed_in() {
    let world = rosa().await;
    let run = retrieved(&world, json!({ "play": "another-person" })).await;
    assert_eq!(
        (&run["outcome"], number(&run, "came"), number(&run, "aside")),
        (&json!("completed"), ALL - 1, 1)
    );
    let view = done(&world, "documents", Value::Null).await;
    let aside = &view["setAside"][0];
    assert_eq!(
        (&aside["title"], &aside["place"]),
        (&json!("Visit note"), &json!("Juniper Street Family Practice"))
    );
    assert_eq!(aside["differs"], json!(["birth-date", "last-name"]));
    assert_eq!((&view["kept"], kept(&world).await.len()), (&json!(ENTRIES - 1), ENTRIES - 1));
    retrieved(&world, json!({ "play": "another-person", "stableIds": false })).await;
    assert_eq!(done(&world, "documents", Value::Null).await["setAside"].as_array().unwrap().len(), 1);
}

/// A list that ends too early, or leads elsewhere, is not taken for whole; what was on it is kept.
#[rstest]
#[case("missing-next", 16)]
#[case("foreign-next", 16)]
#[tokio::test]
async fn a_list_that_is_not_whole_says_so(#[case] play: &str, #[case] came: u64) {
    let world = rosa().await;
    let run = retrieved(&world, json!({ "play": play })).await;
    assert_eq!(
        (&run["outcome"], &run["listIncomplete"], number(&run, "came")),
        (&json!("partial"), &json!(true), came)
    );
    let again = retrieved(&world, json!({})).await;
    assert_eq!((number(&again, "came"), number(&again, "had")), (ALL - came, came));
}

#[tokio::test]
async fn structured_records_come_where_the_tenant_imports() {
    let world = World::importing(std::sync::Arc::new(PatientHost::default())).await.unwrap();
    world.ask("sign_in", json!({ "personId": "rosa" })).await.unwrap();
    let run = retrieved(&world, json!({})).await;
    assert_eq!((&run["outcome"], number(&run, "came")), (&json!("completed"), ALL));
    let records = number(&run, "records");
    assert!(records > 10, "{records}");
    let store = workflow::store_of(&world.core).unwrap();
    let count = async || store.count_records(theirs()).await.unwrap();
    assert_eq!(count().await, 45 + records);
    retrieved(&world, json!({})).await;
    assert_eq!(count().await, 45 + records, "once each");
}

async fn whole(reader: Option<store::DocumentReader>) -> Vec<u8> {
    let (mut reader, mut bytes) = (reader.unwrap(), Vec::new());
    while let Some(piece) = reader.next_chunk().await.unwrap() {
        bytes.extend_from_slice(&piece);
    }
    bytes
}

/// The documents that the format's own authors and others published as examples, where they are at hand.
#[tokio::test]
async fn real_examples_come_out_byte_for_byte() {
    use base64::Engine as _;
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/samples");
    let Ok(listed) = std::fs::read_dir(&folder) else { return };
    let mut files = BTreeMap::new();
    for file in listed {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        files.insert(name, std::fs::read(path).unwrap());
    }
    let papers: Vec<_> = files
        .iter()
        .map(|(name, bytes)| {
            let kind = match name.rsplit('.').next().unwrap().to_ascii_lowercase().as_str() {
                "json" => "application/fhir+json",
                "xml" => "application/xml",
                _ => "text/plain",
            };
            json!({
                "title": name,
                "contentType": kind,
                "base64": base64::engine::general_purpose::STANDARD.encode(bytes),
            })
        })
        .collect();
    let world = rosa().await;
    world.control("people/rosa/papers", json!({ "papers": papers, "sources": 2 })).await.unwrap();
    let run = retrieved(&world, json!({})).await;
    assert_eq!(run["outcome"], "completed", "{run}");
    let store = workflow::store_of(&world.core).unwrap();
    let mut out = Vec::new();
    for record in store.records(theirs()).await.unwrap() {
        for document in store.documents_of(record.id).await.unwrap() {
            out.push(whole(store.document(document.about.id).await.unwrap()).await);
        }
    }
    for aside in store.documents_aside().await.unwrap() {
        out.push(whole(store.document(aside.document_id).await.unwrap()).await);
    }
    out.sort();
    let mut sent: Vec<_> = files.into_values().collect();
    sent.sort();
    assert!(out == sent, "{} of {} came out as they were", out.len(), sent.len());
}
