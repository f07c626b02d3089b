//! Health records: how many there are, what is kept of them, looking through, finding, reading.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::patient::{Answer, PatientHost, sign_in_at_portal};
use tests::world::World;

use crate::{done, kept, refused, searched, signed_in};

async fn summary(world: &World) -> Value {
    done(world, "health_summary", Value::Null).await
}

fn count(summary: &Value, kind: &str) -> Value {
    let kinds = summary["kinds"].as_array().unwrap();
    kinds.iter().find(|one| one["kind"] == kind).unwrap_or_else(|| panic!("{kind}"))["count"].clone()
}

/// Takes `field` out of the network's answers.
async fn without(world: &World, field: &str) {
    let fault = json!({ "field": field, "status": 500, "times": 0 });
    world.control("faults", fault).await.unwrap();
}

#[tokio::test]
async fn before_anything_came_every_kind_is_counted_and_none() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    let summary = summary(&world).await;
    let kinds = summary["kinds"].as_array().unwrap();
    assert_eq!(kinds.len(), 9);
    assert_eq!(count(&summary, "patient"), 1);
    assert!(kinds.iter().filter(|one| one["kind"] != "patient").all(|one| one["count"] == 0));
    assert_eq!((&summary["total"], &summary["atLeast"]), (&json!(0), &json!(false)));
}

#[tokio::test]
async fn the_nine_kinds_are_counted_as_the_lists_count_them() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    let summary = summary(&world).await;
    for (kind, expected) in
        [("condition", 4), ("allergy-intolerance", 2), ("immunization", 4), ("coverage", 2), ("care-plan", 1)]
    {
        assert_eq!(count(&summary, kind), expected, "{kind}");
    }
    // More than results and vital signs: an answer about smoking is an observation too.
    assert_eq!(count(&summary, "observation"), 14);
    assert!(summary["asOf"].is_string());
    let shared: u64 =
        summary["kinds"].as_array().unwrap()[1..].iter().map(|one| one["count"].as_u64().unwrap()).sum();
    assert!(summary["total"].as_u64().unwrap() > shared, "visits, reports and documents count too");
}

#[tokio::test]
async fn what_the_network_does_not_count_is_not_said_to_be_none() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    without(&world, "coverages").await;
    let summary = summary(&world).await;
    assert_eq!(count(&summary, "coverage"), Value::Null);
    assert_eq!(count(&summary, "observation"), Value::Null);
    assert_eq!(count(&summary, "condition"), 4);
    assert_eq!(summary["atLeast"], true);
}

#[tokio::test]
async fn without_a_summary_there_is_an_error_and_no_count() {
    let (world, _) = searched("rosa", PatientHost::default()).await;
    without(&world, "getHealthSummary").await;
    assert_eq!(refused(&world, "health_summary", Value::Null).await, "network-trouble");
}

fn list(by: &str) -> Value {
    json!({ "by": by, "kind": null, "place": null, "words": null })
}

pub(crate) fn page(words: Option<&str>) -> Value {
    json!({ "kind": null, "place": null, "words": words, "offset": 0, "limit": 200 })
}

pub(crate) async fn lines(world: &World, request: Value) -> Vec<Value> {
    done(world, "record_page", request).await["lines"].as_array().unwrap().clone()
}

pub(crate) fn title(line: &Value) -> &str {
    line["row"]["title"]["text"].as_str().unwrap_or_default()
}

pub(crate) fn named<'a>(lines: &'a [Value], wanted: &str) -> &'a Value {
    lines.iter().find(|line| title(line) == wanted).unwrap_or_else(|| panic!("{wanted}: {lines:?}"))
}

/// Waits until everything that a place has sent is kept.
pub(crate) async fn read(world: &World) -> Value {
    world
        .heard_until("record_list", list("kind"), |list| {
            list["readAt"].is_string() && list["reading"] == false
        })
        .await
        .expect("records that were read")
}

/// Rosa's records, kept.
async fn with_records() -> (World, Arc<PatientHost>) {
    let (world, host) = searched("rosa", PatientHost::default()).await;
    read(&world).await;
    (world, host)
}

#[tokio::test]
async fn what_the_places_sent_is_kept_with_the_place_it_came_from() {
    let (world, _) = with_records().await;
    let by_place = done(&world, "record_list", list("place")).await;
    let places: Vec<&str> =
        by_place["places"].as_array().unwrap().iter().map(|place| place["name"].as_str().unwrap()).collect();
    assert_eq!(
        places,
        ["Alder Bay Medical Center", "Juniper Street Family Practice", "Tamarack Falls Hospital"]
    );
    let kinds = done(&world, "record_list", list("kind")).await;
    let shown: u64 =
        kinds["parts"].as_array().unwrap().iter().map(|part| part["count"].as_u64().unwrap()).sum();
    assert_eq!(kinds["total"], shown);
    let all = lines(&world, page(None)).await;
    assert_eq!(all.len() as u64, shown);
    assert!(
        all.iter().all(|line| !line["places"].as_array().unwrap().is_empty()),
        "each came from somewhere"
    );
    let summary = summary(&world).await;
    let copies: u64 = all.iter().map(|line| line["copies"].as_u64().unwrap()).sum();
    assert_eq!(summary["total"], copies, "kept is what the network counts");
}

#[tokio::test]
async fn who_looks_at_records_before_the_places_were_asked_for_sees_where_each_came_from() {
    let (world, host) = searched("rosa", PatientHost::default()).await;
    // Another computer: nothing is kept here, and the network has it all. What places it recommends, it does not say:
    // so the places are not known yet.
    let world = world.restarted(host).await.unwrap();
    without(&world, "tasks").await;
    done(&world, "sign_in", json!({ "personId": "rosa" })).await;
    done(&world, "read_records", Value::Null).await;
    let read = read(&world).await;
    let all = lines(&world, page(None)).await;
    assert!(read["total"].as_u64() > Some(0), "{read}");
    let nowhere: Vec<&str> = all.iter().filter(|line| line["places"] == json!([])).map(title).collect();
    assert!(nowhere.is_empty(), "{nowhere:?}");
    assert!(all.iter().all(|line| line["places"][0]["name"].is_string()), "{all:?}");
}

#[tokio::test]
async fn what_two_places_report_alike_is_one_line_with_both_places() {
    let (world, _) = with_records().await;
    let all = lines(&world, page(None)).await;
    let diabetes = named(&all, "Type 2 diabetes mellitus");
    assert_eq!(diabetes["copies"], 2);
    let record = done(&world, "record", json!({ "id": diabetes["id"] })).await;
    let sources: Vec<&str> = record["copies"]
        .as_array()
        .unwrap()
        .iter()
        .map(|copy| copy["places"][0]["name"].as_str().unwrap())
        .collect();
    assert_eq!(sources.len(), 2);
    assert!(sources.contains(&"Juniper Street Family Practice"));
    assert!(sources.contains(&"Alder Bay Medical Center"));
}

#[tokio::test]
async fn words_are_found_in_titles_and_inside_documents() {
    let (world, _) = with_records().await;
    let found = lines(&world, page(Some("a1c"))).await;
    let titles: Vec<&str> = found.iter().map(title).collect();
    assert!(titles.contains(&"Hemoglobin A1c") && titles.contains(&"Visit summary"), "{titles:?}");
    let visit = named(&found, "Visit summary");
    let hits = visit["textHit"].as_array().unwrap();
    assert!(hits.iter().any(|piece| piece["hit"] == true && piece["text"] == "A1C"), "{hits:?}");
    // A word that stands in a PDF's neighbour, a letter, alone.
    assert_eq!(lines(&world, page(Some("uneven"))).await.len(), 1);
    assert_eq!(lines(&world, page(Some("zebra"))).await.len(), 0);
    let list = json!({ "by": "date", "kind": "lab", "place": null, "words": "hemoglobin" });
    assert_eq!(done(&world, "record_list", list).await["total"], 4);
}

#[tokio::test]
async fn a_result_shows_its_numbers_over_time_from_every_place() {
    let (world, _) = with_records().await;
    let all = lines(&world, page(None)).await;
    let record = done(&world, "record", json!({ "id": named(&all, "Hemoglobin A1c")["id"] })).await;
    let chart = &record["charts"][0];
    let values: Vec<f64> =
        chart["points"].as_array().unwrap().iter().map(|point| point["value"].as_f64().unwrap()).collect();
    // The same result of two places is one number.
    assert_eq!(values, [7.9, 7.7, 7.6, 7.1]);
    assert_eq!((&chart["unit"], &chart["points"][0]["high"]), (&json!("%"), &json!(5.6)));
    let pressure = done(&world, "record", json!({ "id": named(&all, "Blood pressure")["id"] })).await;
    assert_eq!(pressure["charts"].as_array().unwrap().len(), 2, "both numbers of a blood pressure");
}

#[tokio::test]
async fn documents_are_kept_byte_for_byte_and_read_as_text_never_markup() {
    let (world, host) = with_records().await;
    let all = lines(&world, page(None)).await;
    let record = done(&world, "record", json!({ "id": named(&all, "Visit summary")["id"] })).await;
    let file = &record["files"][0];
    let opened = done(&world, "record_file", json!({ "fileId": file["id"] })).await;
    assert_eq!((&opened["shown"], &opened["mislabelled"]), (&json!("text"), &json!(false)));
    let outline = &opened["outline"];
    assert_eq!(outline["person"]["name"], "Rosa Delgado");
    assert_eq!(outline["custodian"], "Juniper Street Family Practice");
    assert_eq!(outline["sections"].as_array().unwrap().len(), 6);
    assert!(!outline.to_string().contains('<'), "{outline}");
    done(&world, "save_record", json!({ "id": record["line"]["id"], "fileId": file["id"] })).await;
    let (name, bytes) = host.saved.lock().unwrap().last().unwrap().clone();
    let sent = include_bytes!("../../src-tauri/crates/sandbox/scenarios/documents/rosa-visit-summary.xml");
    assert_eq!((name.as_str(), bytes.as_slice()), ("Visit summary.xml", sent.as_slice()));

    let papers = done(&world, "record", json!({ "id": named(&all, "Discharge summary")["id"] })).await;
    let pdf = done(&world, "record_file", json!({ "fileId": papers["files"][0]["id"] })).await;
    assert!(pdf["shown"] == "pdf" && pdf["data"].as_str().unwrap().starts_with("JVBERi0"));
    for id in ["not an id", "00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000000.7"]
    {
        assert_eq!(refused(&world, "record_file", json!({ "fileId": id })).await, "record-not-known");
    }
}

#[tokio::test]
async fn records_are_read_again_when_a_place_has_new_ones_and_nothing_is_lost() {
    let (world, host) = with_records().await;
    let before = read(&world).await["total"].as_u64().unwrap();
    // A place that asks for a sign-in gets one: its records come by themselves.
    let places = done(&world, "places", Value::Null).await;
    let quillback = crate::id_of(&places, "needs-sign-in");
    let (core, request) = (Arc::clone(&world.core), json!({ "placeId": quillback }));
    let connecting =
        tokio::spawn(async move { commands::dispatch(&core, "connect", request, &|_| {}).await });
    while host.opened.lock().unwrap().is_empty() {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    let address = host.opened.lock().unwrap()[0].clone();
    sign_in_at_portal(&address, Answer::Approve).await.unwrap();
    done(&world, "connect_look", json!({ "placeId": quillback })).await;
    connecting.await.unwrap().unwrap();
    world
        .advance_until(10, "places", |places| {
            crate::list(places)
                .iter()
                .any(|place| place["id"] == quillback.as_str() && place["state"] == "connected")
        })
        .await
        .unwrap();
    for _ in 0..600 {
        if read(&world).await["total"].as_u64().unwrap() > before {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("no new records");
}

#[tokio::test]
async fn what_failed_is_said_and_comes_with_the_next_look() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    without(&world, "carePlans").await;
    done(&world, "set_consent", json!({ "provision": "permit" })).await;
    world.advance_until(30, "search", |search| search["status"] == "completed").await.unwrap();
    let coming = |place: &Value| place["state"] == "records-coming";
    world.advance_until(30, "places", |places| !crate::list(places).iter().any(coming)).await.unwrap();
    let kinds = read(&world).await["kinds"].clone();
    assert!(kinds.as_array().unwrap().contains(&json!("lab")), "the others came: {kinds}");
    let failed = done(&world, "completeness", Value::Null).await["failed"].clone();
    assert_eq!(failed, json!([{ "kind": "care-plan", "code": "network-trouble" }]));

    world.without_faults().await.unwrap();
    world.advance(60).await.unwrap();
    done(&world, "read_records", Value::Null).await;
    for _ in 0..600 {
        if done(&world, "completeness", Value::Null).await["failed"] == json!([]) {
            let kinds = read(&world).await["kinds"].clone();
            assert!(kinds.as_array().unwrap().contains(&json!("care-plan")));
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
    }
    panic!("the care plans did not come");
}

#[tokio::test]
async fn nothing_is_told_behind_the_lock() {
    let (world, _) = kept("rosa", PatientHost::default()).await;
    done(&world, "change_lock", json!({ "secret": "481903", "current": null })).await;
    done(&world, "lock", Value::Null).await;
    for (command, request) in [
        ("record_list", list("date")),
        ("record_page", page(None)),
        ("record", json!({ "id": "x" })),
        ("record_file", json!({ "fileId": "x" })),
        ("completeness", Value::Null),
        ("health_summary", Value::Null),
    ] {
        assert_eq!(refused(&world, command, request).await, "locked", "{command}");
    }
}

#[tokio::test]
async fn what_a_page_cannot_mean_is_refused() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    let long = page(Some(&"x".repeat(201)));
    assert_eq!(refused(&world, "record_page", long).await, "bad-request");
    let odd = json!({ "by": "colour", "kind": null, "place": null, "words": null });
    assert_eq!(refused(&world, "record_list", odd).await, "bad-request");
    assert_eq!(done(&world, "record_list", list("date")).await["total"], 0);
}
