//! "Get my documents": every rejection and every scenario of the second network, over HTTP, with what a person is told
//! and what is kept. None loses or doubles a document.

use std::collections::BTreeMap;

use rstest::rstest;
use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::world::World;

use crate::{done, records, signed_in};

/// Rosa's documents at the second network. One place has one of them under two ids; one more is only listed.
const ALL: u64 = 44;
/// Entries that are kept: one for each document, and the one that is only listed.
const ENTRIES: usize = 45;

async fn rosa() -> World {
    signed_in("rosa", PatientHost::default()).await.0
}

/// A whole retrieval under these settings of the sandbox: how it ended.
async fn retrieved(world: &World, settings: Value) -> Value {
    world.plays(settings).await.unwrap();
    world.get_documents("rosa").await.unwrap();
    world.documents_over().await.unwrap()
}

/// All that the second network brought.
fn theirs() -> store::RecordFilter {
    store::RecordFilter { network: Some("health-gorilla".to_owned()), ..store::RecordFilter::default() }
}

/// Every kept document by its entry's own identifier: how long it is, and its hash. One for each entry.
async fn kept(world: &World) -> BTreeMap<String, (u64, [u8; 32])> {
    let store = workflow::store_of(&world.core).unwrap();
    let filter = store::RecordFilter {
        network: Some("health-gorilla".to_owned()),
        resource_type: Some("DocumentReference".to_owned()),
        ..store::RecordFilter::default()
    };
    let mut all = BTreeMap::new();
    for record in store.records(filter).await.unwrap() {
        let entry: Value = serde_json::from_slice(&record.body).unwrap();
        let own = format!("{} at {}", entry["masterIdentifier"]["value"], record.place_id);
        let documents = store.documents_of(record.id).await.unwrap();
        assert!(documents.len() <= 1, "{own} has one document at most");
        let provenance: Value = serde_json::from_str(&record.provenance).unwrap();
        assert_eq!(provenance["resourceType"], "Provenance");
        assert_eq!(provenance["target"][0]["reference"], format!("DocumentReference/{}", record.resource_id));
        assert_eq!(provenance["contained"][0]["agent"][1]["who"]["display"], "https://healthgorilla.com");
        let is = documents.first().map_or((0, [0; 32]), |document| (document.length, document.sha256));
        assert!(all.insert(own.clone(), is).is_none(), "{own} is kept twice");
    }
    assert!(matches!(store.verify_audit().await.unwrap(), store::AuditCheck::Whole { .. }));
    all
}

fn number(run: &Value, name: &str) -> u64 {
    run[name].as_u64().unwrap()
}

#[tokio::test]
async fn documents_come_whole_with_where_they_came_from() {
    let world = rosa().await;
    let begun = world.get_documents("rosa").await.unwrap();
    assert_eq!(begun["run"]["stage"], "asking");
    let waiting = world
        .advance_until(5, "documents", |documents| documents["run"]["answered"]["answered"] == 3)
        .await
        .unwrap();
    let run = &waiting["run"];
    assert_eq!(
        (&run["stage"], &run["answered"]["total"], &run["came"]),
        (&json!("waiting"), &json!(7), &json!(0))
    );
    assert!(run["nextAskAt"].is_string() && run["toldWhen"] == true);
    assert_eq!(waiting["kept"], 0, "nothing is read before the end");

    let run = world.documents_over().await.unwrap();
    assert_eq!((&run["outcome"], &run["failure"]), (&json!("completed"), &Value::Null));
    assert_eq!((number(&run, "came"), number(&run, "had"), number(&run, "listed")), (ALL, 0, 1));
    assert_eq!((number(&run, "twice"), number(&run, "aside"), number(&run, "missingCount")), (1, 0, 0));
    let kinds: Vec<_> = run["diary"].as_array().unwrap().iter().map(|note| note["kind"].clone()).collect();
    assert_eq!((&kinds[0], &kinds[1]), (&json!("proof-passed"), &json!("request-sent")));
    assert!(kinds.contains(&json!("places-answered")) && kinds.last() == Some(&json!("network-finished")));
    let places = run["places"].as_array().unwrap();
    assert_eq!(
        (places.len(), &places[0]["name"], &places[0]["documents"]),
        (7, &json!("Alder Bay Medical Center"), &json!(18))
    );
    let kept = kept(&world).await;
    assert_eq!(kept.len(), ENTRIES);
    assert_eq!(kept.values().filter(|(length, _)| *length == 0).count(), 1, "one is only listed");

    let activity = done(&world, "activity", Value::Null).await;
    let kinds: Vec<_> = activity["entries"].as_array().unwrap().iter().map(|entry| &entry["kind"]).collect();
    assert_eq!(kinds[..4], ["documents-came", "documents-ready", "documents-asked", "documents-wanted"]);
    let came = &activity["entries"][0];
    assert_eq!((&came["count"], &came["reference"]), (&json!(ALL), &run["reference"]));
}

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
async fn a_partial_end_keeps_what_came_names_who_was_silent_and_asking_again_doubles_nothing() {
    let world = rosa().await;
    let run = retrieved(&world, json!({ "play": "partial-timeouts" })).await;
    assert_eq!((&run["outcome"], number(&run, "came")), (&json!("partial"), ALL - 5));
    let silent: Vec<_> = run["places"].as_array().unwrap()[..2]
        .iter()
        .map(|place| (place["name"].as_str().unwrap(), place["outcome"].as_str().unwrap()))
        .collect();
    assert_eq!(silent, [("Portage Hill Hospital", "too-slow"), ("Stillwater Clinic", "down")]);
    assert_eq!(run["theirWords"], "No response");

    // The network names its documents anew each time: what is here is known by its bytes.
    let again = retrieved(&world, json!({ "stableIds": false })).await;
    assert_eq!(
        (&again["outcome"], number(&again, "came"), number(&again, "had")),
        (&json!("completed"), 5, ALL - 4),
        "{again}"
    );
    let all = kept(&world).await;
    assert_eq!(all.len(), ENTRIES);
    let third = retrieved(&world, json!({ "stableIds": false, "hash": "none" })).await;
    assert_eq!((number(&third, "came"), number(&third, "had")), (0, ALL + 1));
    assert_eq!((&third["follows"], kept(&world).await), (&Value::Null, all));
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

/// Waits until every document has been read for its words.
async fn words_read(world: &World) {
    let store = workflow::store_of(&world.core).unwrap();
    for _ in 0..5000 {
        if store.words_wanted(1).await.unwrap().is_empty() {
            return;
        }
        world.settle().await;
    }
    panic!("the words were never read");
}

fn asked(kind: Option<&str>, place: Option<&str>, words: Option<&str>) -> Value {
    json!({ "kind": kind, "place": place, "words": words, "offset": 0, "limit": 200 })
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

#[tokio::test]
async fn nothing_found_is_an_end_and_no_failure() {
    let world = rosa().await;
    let run = retrieved(&world, json!({ "play": "no-documents" })).await;
    assert_eq!(
        (&run["outcome"], &run["failure"], number(&run, "came")),
        (&json!("completed"), &Value::Null, 0)
    );
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

/// Every end without documents has its own reason, and another try afterwards works.
#[rstest]
#[case::at_once(json!({"play": "failed-at-once"}), "network-stopped")]
#[case::later(json!({"play": "failed-later"}), "network-stopped")]
#[case::code_454(json!({"play": "status-454"}), "network-stopped")]
#[case::unknown(json!({"play": "unknown-status"}), "unknown-answer")]
#[case::never(json!({"play": "never-finishes"}), "took-too-long")]
#[case::expired(json!({"play": "result-expired"}), "results-gone")]
#[case::on_the_way(json!({"play": "token-expires-on-the-way"}), "proof-expired")]
#[case::deceased(json!({"play": "patient-deceased"}), "not-eligible")]
#[case::scope(json!({"play": "scope-missing"}), "not-allowed")]
#[tokio::test]
async fn every_end_without_documents_has_its_reason(#[case] settings: Value, #[case] why: &str) {
    let world = rosa().await;
    let run = retrieved(&world, settings.clone()).await;
    assert_eq!((&run["outcome"], &run["failure"]), (&json!("failed"), &json!(why)), "{run}");
    assert_eq!((number(&run, "came"), kept(&world).await.len()), (0, 0));
    let activity = done(&world, "activity", Value::Null).await;
    assert_eq!(
        (&activity["entries"][0]["kind"], &activity["entries"][0]["failed"]),
        (&json!("documents-failed"), &Value::Null)
    );
    if why == "not-allowed" {
        // The gateway's token stays what it is for an hour.
        world.advance(3700).await.unwrap();
    }
    let again = retrieved(&world, json!({})).await;
    assert_eq!((&again["outcome"], &again["follows"]), (&json!("completed"), &run["reference"]), "{again}");
    assert_eq!(kept(&world).await.len(), ENTRIES);
}

/// Every rejection of the kick-off.
#[rstest]
#[case("async-only", "refused")]
#[case("ias-token-missing", "proof-refused")]
#[case("ias-token-malformed", "proof-refused")]
#[case("ias-token-signature", "proof-refused")]
#[case("ias-token-key", "proof-refused")]
#[case("ias-token-alg", "proof-refused")]
#[case("ias-token-issuer", "proof-refused")]
#[case("ias-token-audience", "proof-refused")]
#[case("ias-token-expired", "proof-expired")]
#[case("ias-token-not-yet-valid", "proof-refused")]
#[case("wrong-purpose-of-use", "proof-refused")]
#[case("assurance-too-low", "proof-too-weak")]
#[case("demographic-mismatch", "details-differ")]
#[case("patient-unknown", "refused")]
#[case("not-eligible", "not-eligible")]
#[case("retrieval-in-progress", "already-running")]
#[case("key-with-other-payload", "refused")]
#[case("ias-token-replayed", "proof-refused")]
#[case("insufficient-scope", "not-allowed")]
#[tokio::test]
async fn every_rejection_is_told_apart_and_nothing_is_begun(#[case] reject: &str, #[case] why: &str) {
    let world = rosa().await;
    let run = retrieved(&world, json!({ "reject": reject })).await;
    assert_eq!((&run["outcome"], &run["failure"]), (&json!("failed"), &json!(why)), "{run}");
    assert_eq!(kept(&world).await.len(), 0);
    if reject == "demographic-mismatch" {
        assert_eq!(run["differs"], json!(["last-name", "street"]));
    }
    let activity = done(&world, "activity", Value::Null).await;
    assert_eq!(activity["entries"][0]["kind"], "documents-failed");
}

#[tokio::test]
async fn a_proof_of_somebody_else_starts_nothing() {
    let world = rosa().await;
    let proof = world.proof("mateo", &json!({})).await.unwrap();
    workflow::begin_retrieval(&world.core, proof, workflow::CorrelationId::new()).await.unwrap();
    let run = world.documents_over().await.unwrap();
    assert_eq!((&run["outcome"], &run["failure"]), (&json!("failed"), &json!("details-differ")));
    let differs = run["differs"].as_array().unwrap();
    assert!(differs.contains(&json!("last-name")) && differs.contains(&json!("birth-date")), "{differs:?}");
}

#[tokio::test]
async fn a_token_that_ends_before_it_is_sent_is_not_sent() {
    let world = rosa().await;
    world.plays(json!({ "play": "throttled" })).await.unwrap();
    // It lives for five seconds; the network asks to wait for three, twice.
    let csp = json!({ "lifetimeSeconds": 5, "publishes": ["a", "b"] });
    world.control("csp", csp).await.unwrap();
    let proof = world.proof("rosa", &json!({})).await.unwrap();
    workflow::begin_retrieval(&world.core, proof, workflow::CorrelationId::new()).await.unwrap();
    let run = world.documents_over().await.unwrap();
    assert_eq!(run["failure"], "proof-expired");
}

#[tokio::test]
async fn a_token_of_the_gateway_that_ends_meanwhile_is_exchanged_anew() {
    let world = rosa().await;
    let run = retrieved(&world, json!({ "bearerSeconds": 70 })).await;
    assert_eq!((&run["outcome"], number(&run, "came")), (&json!("completed"), ALL));
}

#[tokio::test]
async fn one_at_a_time_and_it_can_be_stopped() {
    let world = rosa().await;
    world.plays(json!({ "play": "cancel" })).await.unwrap();
    world.get_documents("rosa").await.unwrap();
    world.advance_until(5, "documents", |documents| documents["run"]["stage"] == "waiting").await.unwrap();
    let second = world.get_documents("rosa").await.unwrap_err();
    assert!(second.to_string().contains("under way"));
    let stopped = done(&world, "stop_documents", Value::Null).await;
    assert_eq!((&stopped["run"]["outcome"], &stopped["run"]["stage"]), (&json!("stopped"), &json!("over")));
    assert_eq!(
        done(&world, "stop_documents", Value::Null).await["run"]["outcome"],
        "stopped",
        "twice is once"
    );
    // The network knows it: a new one may begin at once.
    let again = retrieved(&world, json!({})).await;
    assert_eq!((&again["outcome"], number(&again, "came")), (&json!("completed"), ALL));
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

const PIN: &str = "482615";

/// Rosa with her copy in a file.
async fn rosa_kept() -> (World, std::sync::Arc<PatientHost>) {
    crate::kept("rosa", PatientHost::default()).await
}

/// The first documents are here, and more come.
async fn under_way(world: &World) {
    world.plays(json!({ "play": "three-pages" })).await.unwrap();
    world.get_documents("rosa").await.unwrap();
    world.advance_until(5, "documents", |documents| documents["run"]["stage"] == "waiting").await.unwrap();
}

#[tokio::test]
async fn behind_the_lock_it_waits_and_after_it_goes_on_and_ends_whole() {
    let (world, _) = rosa_kept().await;
    let pin = done(&world, "change_lock", json!({"secret": PIN, "current": null})).await;
    assert_eq!(pin["result"], "done");
    under_way(&world).await;
    done(&world, "lock", Value::Null).await;
    assert_eq!(crate::refused(&world, "documents", Value::Null).await, "locked");
    // The network ends meanwhile; nothing of it is read.
    for _ in 0..10 {
        world.advance(30).await.unwrap();
        world.settle().await;
    }
    assert_eq!(done(&world, "unlock", json!({ "secret": PIN })).await["result"], "done");
    let run = world.documents_over().await.unwrap();
    assert_eq!((&run["outcome"], number(&run, "came")), (&json!("completed"), ALL));
    assert_eq!(kept(&world).await.len(), ENTRIES);
}

#[tokio::test]
async fn after_a_restart_it_goes_on_without_the_proof() {
    let (world, host) = rosa_kept().await;
    under_way(&world).await;
    let world = world.restarted(std::sync::Arc::clone(&host) as _).await.unwrap();
    let people = done(&world, "people", Value::Null).await;
    done(&world, "open_copy", json!({"id": people[0]["id"]})).await;
    let documents = done(&world, "documents", Value::Null).await;
    assert_eq!(
        (&documents["run"]["stage"], &documents["run"]["paused"]),
        (&json!("waiting"), &json!("signed-out"))
    );
    world.advance(120).await.unwrap();
    done(&world, "sign_in_again", Value::Null).await;
    let run = world.documents_over().await.unwrap();
    assert_eq!((&run["outcome"], number(&run, "came")), (&json!("completed"), ALL));
    assert_eq!(kept(&world).await.len(), ENTRIES);
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

/// The whole of it by its command, as the page asks: the check of the ID in the browser first.
#[rstest]
#[case("match", "completed", Value::Null)]
#[case("differ", "failed", json!("details-differ"))]
#[tokio::test]
async fn the_check_of_the_id_comes_first(
    #[case] result: &'static str,
    #[case] outcome: &str,
    #[case] why: Value,
) {
    let host = PatientHost::who_signs_in_as("rosa");
    host.choices.lock().unwrap().push(("result", result));
    let (world, host) = signed_in("rosa", host).await;
    let asked = done(&world, "get_documents", json!({})).await;
    assert_eq!(asked["result"], "asked", "{asked}");
    assert!(host.opened.lock().unwrap()[0].path().ends_with("/csp/oauth2/auth"));
    let run = world.documents_over().await.unwrap();
    assert_eq!((&run["outcome"], &run["failure"]), (&json!(outcome), &why));
}
