//! What a person takes away or hands to support: every line is seen before it is saved.

mod deleting;
mod paper;
mod there_and_back;

use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::world::World;

use crate::{done, kept, refused};

/// Words that stand for what is private in these worlds.
const PRIVATE: [&str; 9] =
    ["Rosa", "Delgado", "1968", "Juniper", "Quillback", "Fernhill", "Tamarack", "Alder", "Bearer"];

async fn after_a_search() -> (World, std::sync::Arc<PatientHost>) {
    let (world, host) = kept("rosa", PatientHost::default()).await;
    done(&world, "set_consent", json!({"provision": "permit"})).await;
    world.advance_until(30, "search", |search| search["status"] == "completed").await.unwrap();
    // That it ended is seen before it is written down, and records are read beside it.
    crate::records::read(&world).await;
    let ended = |activity: &Value| activity.to_string().contains("\"search-ended\"");
    world.heard_until("activity", Value::Null, ended).await.unwrap();
    (world, host)
}

#[tokio::test]
async fn a_report_is_saved_line_for_line_as_it_was_shown() {
    let (world, host) = after_a_search().await;
    refused(&world, "show_passcode", json!({"shareId": "canary"})).await;
    let report = done(&world, "report", Value::Null).await;
    let lines: Vec<&str> =
        report["lines"].as_array().unwrap().iter().map(|line| line.as_str().unwrap()).collect();
    let failed = lines.iter().find(|line| line.contains("passcode-shown")).unwrap();
    assert!(failed.contains("link-is-over") && failed.contains(" SH-"), "{failed}");
    assert!(lines.iter().any(|line| line.contains("search-ended done count 5")), "{lines:?}");
    for word in PRIVATE.iter().chain(&["canary"]) {
        assert!(!lines.iter().any(|line| line.contains(word)), "{word}: {lines:?}");
    }
    // What happens after it was shown is not in what is saved.
    done(&world, "set_notifications", json!({"on": false})).await;
    done(&world, "save_report", json!({"id": report["id"]})).await;
    let saved = host.saved.lock().unwrap().clone();
    assert_eq!(saved[0].0, "Satchel report.txt");
    assert_eq!(String::from_utf8(saved[0].1.clone()).unwrap(), lines.join("\n") + "\n");
    assert_eq!(refused(&world, "save_report", json!({"id": "another"})).await, "bad-request");
}

#[tokio::test]
async fn what_happened_is_taken_away_as_fhir_audit_events() {
    // Nothing goes on any more that could write a line between the two looks.
    let (world, host) = there_and_back::with_records(PatientHost::default()).await;
    let entries = done(&world, "activity", Value::Null).await["entries"].as_array().unwrap().len();
    done(&world, "save_activity", Value::Null).await;
    let saved = host.saved.lock().unwrap().clone();
    let text = String::from_utf8(saved[0].1.clone()).unwrap();
    let events: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(events.len(), entries, "each line of the screen, and no other");
    assert!(events.iter().all(|event| event["resourceType"] == "AuditEvent"));
    let recorded: Vec<&str> = events.iter().map(|event| event["recorded"].as_str().unwrap()).collect();
    assert!(recorded.is_sorted(), "oldest first");
    for word in PRIVATE {
        assert!(!text.contains(word), "{word}");
    }
    // A second export tells the same events under the same ids, and the first export itself.
    done(&world, "save_activity", Value::Null).await;
    let again = String::from_utf8(host.saved.lock().unwrap()[1].1.clone()).unwrap();
    assert!(again.starts_with(&text));
    assert_eq!(again.lines().count(), entries + 1);
}
