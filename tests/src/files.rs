//! Files of every kind, as places send them: published samples that no one here wrote, and what a hostile hand makes.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::Result;

/// A file and what its place calls it.
pub struct Sent {
    /// Its name and its record's title.
    pub name: String,
    /// What its place says that it is.
    pub media_type: &'static str,
    /// What is in it.
    pub bytes: Vec<u8>,
}

/// A file that a place sends.
pub fn sent(name: &str, media_type: &'static str, bytes: impl Into<Vec<u8>>) -> Sent {
    Sent { name: name.to_owned(), media_type, bytes: bytes.into() }
}

/// The place that sends them.
pub const SENT_BY: &str = "Juniper Street Family Practice";

/// A folder of scenarios with Rosa in it, whose first place has sent these files.
pub fn scenario(folder: &Path, files: &[Sent]) -> Result<()> {
    let person = include_str!("../../src-tauri/crates/sandbox/scenarios/rosa.toml");
    fs::write(folder.join("rosa.toml"), person)?;
    fs::create_dir(folder.join("documents"))?;
    let mut rows = "documents = [\n".to_owned();
    for Sent { name, media_type, bytes } in files {
        fs::write(folder.join("documents").join(name), bytes)?;
        writeln!(
            rows,
            "  {{ place = \"juniper-street\", code = [\"loinc\", \"34133-9\", \"{name}\"], title = \"{name}\", \
             practitioner = \"Amara Lindqvist, MD\", file = \"{name}\", media_type = \"{media_type}\", on = \"2026-07-14\" }},"
        )?;
    }
    Ok(fs::write(folder.join("rosa.records.toml"), rows + "]\n")?)
}

/// The folder of published samples, where one is at hand.
#[must_use]
#[expect(clippy::print_stdout, reason = "says why it skips")]
pub fn samples() -> Option<PathBuf> {
    let reference = std::env::var_os("SATCHEL_REFERENCE_DIR")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared"), PathBuf::from);
    let samples = reference.join("samples");
    if samples.is_dir() {
        return Some(samples);
    }
    println!("skipped: no published samples in {}", samples.display());
    None
}

/// Every published sample, some under a wrong name of its kind.
pub fn published(samples: &Path) -> Result<Vec<Sent>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(samples)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let ending = path.extension().unwrap_or_default().to_ascii_lowercase();
        let media_type = match (name.as_str(), ending.to_str()) {
            ("Cerner_Transition_of_Care_Referral_Summary.xml", _) => "application/octet-stream",
            ("documentreference-discharge-summary.json", _) => "text/plain",
            ("IPS_IG-bundle-01.json", _) => "application/json",
            (_, Some("xml")) => "text/xml",
            (_, Some("json")) => "application/fhir+json",
            _ => continue,
        };
        files.push(sent(&name, media_type, fs::read(&path)?));
    }
    files.sort_by(|one, two| one.name.cmp(&two.name));
    Ok(files)
}

/// What a hostile or broken place sends.
#[must_use]
pub fn hostile() -> Vec<Sent> {
    let bomb = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;\">]>\
                <ClinicalDocument xmlns=\"urn:hl7-org:v3\"><title>&b;</title></ClinicalDocument>";
    let outside = "<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>\
                   <ClinicalDocument xmlns=\"urn:hl7-org:v3\"><title>&f;</title></ClinicalDocument>";
    let whole = include_str!("../../src-tauri/crates/sandbox/scenarios/documents/rosa-visit-summary.xml");
    let deep = format!("<html><body>{}deep</body></html>", "<div><ul><li>".repeat(20_000));
    let script = "<html><body><p>Hello</p><script>alert(1)</script><img src=x onerror=alert(1)>\
                  <a href=\"javascript:alert(1)\">press</a><iframe src=\"https://example.com\"></iframe></body></html>";
    vec![
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
    ]
}
