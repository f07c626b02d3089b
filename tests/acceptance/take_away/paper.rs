//! A paper for a visit.

use serde_json::{Value, json};
use tests::patient::PatientHost;

use super::there_and_back::take;
use crate::{done, kept, refused};

fn order(lines: &Value) -> Value {
    json!({
        "language": "es",
        "title": "Resumen de salud de Zoë Ñandú",
        "notes": ["Es posible que esto no sea todo."],
        "sections": [{ "heading": "Alergias", "note": null, "lines": lines }],
        "foot": "Página {page} de {pages}",
    })
}

#[tokio::test]
async fn a_paper_is_saved_with_its_fonts_in_it() {
    let (world, host) = kept("rosa", PatientHost::default()).await;
    let lines = json!([{ "text": "Penicilina", "detail": "3 de marzo de 2019 · Clínica Núñez" }]);
    let saved = done(&world, "save_summary", order(&lines)).await;
    assert_eq!((&saved["pages"], &saved["lettersMissing"]), (&json!(1), &json!(false)));
    let (name, pdf) = take(&host).remove(0);
    assert_eq!(name, "Satchel summary.pdf");
    assert!(pdf.starts_with(b"%PDF-"));
    let text = String::from_utf8_lossy(&pdf);
    assert_eq!(text.matches("/FontFile").count(), 2);
    let saved = done(&world, "save_summary", order(&json!([{ "text": "健康", "detail": "" }]))).await;
    assert_eq!(saved["lettersMissing"], true);
    let kinds = done(&world, "activity", Value::Null).await["entries"].clone();
    assert_eq!(kinds[0]["kind"], "summary-saved");
}

#[tokio::test]
async fn what_is_saved_is_named_in_the_persons_language() {
    let (world, host) = kept("rosa", PatientHost::default()).await;
    let names = async || {
        done(&world, "save_summary", order(&json!([]))).await;
        done(&world, "save_files", Value::Null).await;
        done(&world, "back_up", json!({ "password": "three small boats" })).await;
        done(&world, "save_activity", Value::Null).await;
        take(&host).into_iter().map(|(name, _)| name).collect::<Vec<_>>()
    };
    let english = [
        "Satchel summary.pdf",
        "Satchel records/All records for other apps.json",
        "Satchel backup.age",
        "Satchel activity.ndjson",
    ];
    assert_eq!(names().await, english);
    done(&world, "set_language", json!({ "language": "es" })).await;
    let spanish = [
        "Satchel summary en español.pdf",
        "Satchel records en español/All records for other apps en español.json",
        "Satchel backup en español.age",
        "Satchel activity en español.ndjson",
    ];
    assert_eq!(names().await, spanish);
}

#[tokio::test]
async fn what_no_paper_can_mean_is_refused_and_nothing_is_printed_behind_the_lock() {
    let (world, _) = kept("rosa", PatientHost::default()).await;
    let long = json!([{ "text": "x".repeat(601), "detail": "" }]);
    assert_eq!(refused(&world, "save_summary", order(&long)).await, "bad-request");
    let many = Value::from(vec![json!({ "text": "x", "detail": "" }); 4001]);
    assert_eq!(refused(&world, "save_summary", order(&many)).await, "bad-request");
    let mut odd = order(&json!([]));
    odd["language"] = json!("fr");
    assert_eq!(refused(&world, "save_summary", odd).await, "bad-request");
    done(&world, "change_lock", json!({ "secret": "481903", "current": null })).await;
    done(&world, "lock", Value::Null).await;
    for (command, request) in [
        ("save_summary", order(&json!([]))),
        ("save_files", Value::Null),
        ("take_away", Value::Null),
        ("back_up", json!({ "password": "three small boats" })),
        ("delete_file", json!({ "fileId": "x" })),
        ("delete_record", json!({ "id": "x" })),
        ("delete_place_records", json!({ "placeId": "x" })),
        ("account", Value::Null),
        ("close_account", Value::Null),
    ] {
        assert_eq!(refused(&world, command, request).await, "locked", "{command}");
    }
}
