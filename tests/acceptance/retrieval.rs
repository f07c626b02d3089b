//! "Get my documents": every rejection and every scenario of the second network, over HTTP, with what a person is told
//! and what is kept. None loses or doubles a document.

mod deleting;
mod lock;
mod rejections;
mod results;

use std::collections::BTreeMap;

use rstest::rstest;
use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::world::World;

use crate::{done, signed_in};

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
async fn nothing_found_is_an_end_and_no_failure() {
    let world = rosa().await;
    let run = retrieved(&world, json!({ "play": "no-documents" })).await;
    assert_eq!(
        (&run["outcome"], &run["failure"], number(&run, "came")),
        (&json!("completed"), &Value::Null, 0)
    );
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
