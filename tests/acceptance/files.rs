//! Files of every kind, as places send them: published samples that no one here wrote, and what a hostile hand makes.
//! Each goes the whole way: from a place through the network into the copy, and out as an outline or a clear word.

use std::sync::Arc;

use serde_json::{Value, json};
use tests::files::{SENT_BY, Sent, hostile, published, samples, scenario};
use tests::patient::PatientHost;
use tests::world::World;

use crate::done;
use crate::records::{lines, named, page, read};

async fn kept(files: &[Sent]) -> (World, Vec<Value>) {
    let folder = tempfile::tempdir().unwrap();
    scenario(folder.path(), files).unwrap();
    let world = World::stepped_among(Arc::new(PatientHost::default()), folder.path()).await.unwrap();
    done(&world, "sign_in", json!({ "personId": "rosa" })).await;
    done(&world, "set_consent", json!({ "provision": "permit" })).await;
    world.advance_until(30, "search", |search| search["status"] == "completed").await.unwrap();
    let coming = |place: &Value| place["state"] == "records-coming";
    world.advance_until(30, "places", |places| !crate::list(places).iter().any(coming)).await.unwrap();
    read(&world).await;
    let lines = lines(&world, page(None)).await;
    (world, lines)
}

/// The record and its file, opened.
async fn opened(world: &World, lines: &[Value], name: &str) -> (Value, Value) {
    let record = done(world, "record", json!({ "id": named(lines, name)["id"] })).await;
    let file = done(world, "record_file", json!({ "fileId": record["files"][0]["id"] })).await;
    (record, file)
}

#[tokio::test]
async fn every_published_sample_opens_with_what_it_says_and_where_it_is_from() {
    let Some(samples) = samples() else { return };
    let files = published(&samples).unwrap();
    assert!(files.len() >= 7, "some are missing");
    let (world, lines) = kept(&files).await;
    for Sent { name, .. } in &files {
        let (record, file) = opened(&world, &lines, name).await;
        assert_eq!(record["line"]["places"][0]["name"], SENT_BY, "{name}");
        assert_eq!((&file["shown"], &file["problem"]), (&json!("text"), &Value::Null), "{name}");
        let outline = &file["outline"];
        assert!(!outline["title"].is_null(), "{name} has no title");
        let says = outline["sections"].as_array().unwrap().len() + outline["facts"].as_array().unwrap().len();
        assert!(says + file["inside"].as_array().unwrap().len() > 0, "{name} says nothing");
    }
    let (_, ccd) = opened(&world, &lines, "CCD_1.XML").await;
    assert_eq!(ccd["outline"]["person"]["name"], "Eve Betterhalf");
    assert_eq!(ccd["outline"]["date"]["at"], "2013-08-15T10:30-08:00");
    assert!(ccd["outline"]["sections"].as_array().unwrap().len() > 10);
    // A document that is a picture of paper: the file inside it is shown.
    let (_, paper) = opened(&world, &lines, "Unstructured_Document_embed.xml").await;
    assert_eq!(paper["inside"][0]["shown"], "pdf");
    // What stands in them is found.
    assert!(!crate::records::lines(&world, page(Some("pneumonia"))).await.is_empty());
}

#[tokio::test]
async fn hostile_files_end_in_safe_text_or_a_clear_word() {
    let files = hostile();
    let (world, lines) = kept(&files).await;
    assert_eq!(lines.len(), files.len(), "each is listed, whatever is in it");
    let problem = async |name: &str| opened(&world, &lines, name).await.1["problem"].clone();
    for name in ["bomb.xml", "outside.xml", "truncated.xml"] {
        assert_eq!(problem(name).await, "damaged", "{name}");
    }
    for name in ["archive.bin", "random.bin"] {
        assert_eq!(problem(name).await, "not-shown", "{name}");
    }
    let (_, mislabelled) = opened(&world, &lines, "mislabelled.txt").await;
    assert_eq!((&mislabelled["shown"], &mislabelled["mislabelled"]), (&json!("pdf"), &json!(true)));
    let (_, script) = opened(&world, &lines, "script.html").await;
    let text = script["outline"].to_string();
    assert!(text.contains("Hello") && text.contains("press"), "{text}");
    for bad in ["alert", "javascript", "onerror", "example.com", "<"] {
        assert!(!text.contains(bad), "{bad}: {text}");
    }
    let (_, deep) = opened(&world, &lines, "deep.html").await;
    assert!(deep["shown"] == "text" && deep.to_string().len() < 1_000_000);
    // The huge one did not come: that is said, and its record is there.
    let huge = done(&world, "record", json!({ "id": named(&lines, "huge.txt")["id"] })).await;
    assert_eq!(huge["files"], json!([]));
    assert_eq!(done(&world, "completeness", Value::Null).await["filesMissing"], 1);
}
