//! Files of every kind, as places send them: published samples that no one here wrote, and what a hostile hand makes.
//! Each goes the whole way: from a place through the network into the copy, and out as an outline or a clear word.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::world::World;

use crate::done;
use crate::records::{lines, named, page, read};

/// A file and what its place calls it.
struct Sent {
    name: &'static str,
    media_type: &'static str,
    bytes: Vec<u8>,
}

fn sent(name: &'static str, media_type: &'static str, bytes: impl Into<Vec<u8>>) -> Sent {
    Sent { name, media_type, bytes: bytes.into() }
}

/// A scenario of one person whose first place has sent these files.
fn scenario(folder: &Path, files: &[Sent]) {
    let person = include_str!("../../src-tauri/crates/sandbox/scenarios/rosa.toml");
    fs::write(folder.join("rosa.toml"), person).unwrap();
    fs::create_dir(folder.join("documents")).unwrap();
    let mut rows = "documents = [\n".to_owned();
    for Sent { name, media_type, bytes } in files {
        fs::write(folder.join("documents").join(name), bytes).unwrap();
        let _ = writeln!(
            rows,
            "  {{ place = \"juniper-street\", code = [\"loinc\", \"34133-9\", \"{name}\"], title = \"{name}\", \
             practitioner = \"Amara Lindqvist, MD\", file = \"{name}\", media_type = \"{media_type}\", on = \"2026-07-14\" }},"
        );
    }
    fs::write(folder.join("rosa.records.toml"), rows + "]\n").unwrap();
}

async fn kept(files: &[Sent]) -> (World, Vec<Value>) {
    let folder = tempfile::tempdir().unwrap();
    scenario(folder.path(), files);
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

#[expect(clippy::print_stdout, reason = "says why it skips")]
fn samples() -> Option<PathBuf> {
    let reference = std::env::var_os("SATCHEL_REFERENCE_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    let samples = reference.join("samples");
    if samples.is_dir() {
        return Some(samples);
    }
    println!("skipped: no published samples in {}", samples.display());
    None
}

#[tokio::test]
async fn every_published_sample_opens_with_what_it_says_and_where_it_is_from() {
    let Some(samples) = samples() else { return };
    let sample =
        |name: &'static str, media_type| sent(name, media_type, fs::read(samples.join(name)).unwrap());
    let files = [
        sample("CCD_1.XML", "text/xml"),
        sample("Cerner_Transition_of_Care_Referral_Summary.xml", "application/octet-stream"),
        sample("Unstructured_Document_embed.xml", "text/xml"),
        sample("Buster_Hoeger_ad2e3fc5.json", "application/fhir+json"),
        sample("IPS_IG-bundle-01.json", "application/json"),
        sample("bundle-docref-example1.json", "application/fhir+json"),
        sample("documentreference-discharge-summary.json", "text/plain"),
    ];
    let (world, lines) = kept(&files).await;
    for Sent { name, .. } in &files {
        let (record, file) = opened(&world, &lines, name).await;
        assert_eq!(record["line"]["places"][0]["name"], "Juniper Street Family Practice", "{name}");
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
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>\
                <ClinicalDocument xmlns=\"urn:hl7-org:v3\"><title>&b;</title></ClinicalDocument>";
    let outside = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>\
                   <ClinicalDocument xmlns=\"urn:hl7-org:v3\"><title>&f;</title></ClinicalDocument>";
    let whole = include_str!("../../src-tauri/crates/sandbox/scenarios/documents/rosa-visit-summary.xml");
    let deep = format!("<html><body>{}deep</body></html>", "<div><ul><li>".repeat(20_000));
    let script = "<html><body><p>Hello</p><script>alert(1)</script><img src=x onerror=alert(1)>\
                  <a href=\"javascript:alert(1)\">press</a><iframe src=\"https://example.com\"></iframe></body></html>";
    let files = [
        sent("bomb.xml", "text/xml", bomb),
        sent("outside.xml", "text/xml", outside),
        sent("truncated.xml", "text/xml", &whole.as_bytes()[..whole.len() / 2]),
        sent("deep.html", "text/html", deep),
        sent("script.html", "text/html", script),
        sent("mislabelled.txt", "text/plain", &b"%PDF-1.4\n%nothing"[..]),
        sent("archive.bin", "application/pdf", &b"PK\x03\x04archive"[..]),
        sent("random.bin", "image/png", (0..=255_u8).cycle().take(4096).collect::<Vec<_>>()),
        // More than an answer of the network may be.
        sent("huge.txt", "text/plain", "word ".repeat(2_000_000)),
    ];
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
