//! Hostile files, endlessly: files that are right are cut, joined, doubled and bent, and every reader must end with
//! something within bounds. `cargo xtask hold --only documents`, for as many seconds each as `SATCHEL_HOLD_SECONDS` says
//! (20). Ends with 1, and says how to see it again, when a reader panics, takes long or gives too much.
#![expect(clippy::print_stdout, reason = "it prints what it found")]

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use records::bundle::Bundle;
use records::content::{read, recognise};
use records::resource::Resource;
use records::{LONGEST_FILE, ccda, json};

const SEEDS: [&[u8]; 9] = [
    include_bytes!("../../sandbox/scenarios/documents/rosa-visit-summary.xml"),
    include_bytes!("../../sandbox/scenarios/documents/rosa-care-summary.xml"),
    include_bytes!("../../sandbox/scenarios/documents/rosa-discharge.pdf"),
    include_bytes!("../../sandbox/scenarios/documents/rosa-heart-letter.rtf"),
    include_bytes!("../../sandbox/scenarios/documents/rosa-bone-health.html"),
    include_bytes!("../../sandbox/scenarios/documents/rosa-referral.txt"),
    br#"{"resourceType":"Observation","id":"1","status":"final","code":{"text":"A1C","coding":[{"system":"http://loinc.org","code":"4548-4"}]},"effectiveDateTime":"2026-07-14","valueQuantity":{"value":7.10,"unit":"%"},"referenceRange":[{"low":{"value":4},"high":{"value":5.6}}],"component":[{"code":{"text":"x"},"valueString":"y"}],"text":{"div":"<div><p>A<b>B</b></p></div>"}}"#,
    br#"{"resourceType":"Bundle","type":"document","entry":[{"fullUrl":"urn:uuid:1","resource":{"resourceType":"Composition","title":"T","section":[{"title":"S","text":{"div":"<div>x</div>"},"entry":[{"reference":"urn:uuid:2"}]}]}},{"fullUrl":"urn:uuid:2","resource":{"resourceType":"MedicationStatement","medicationReference":{"reference":"urn:uuid:2"},"dosage":[{"timing":{"repeat":{"frequency":2,"period":1,"periodUnit":"d"}}}]}}]}"#,
    br#"{"resourceType":"DocumentReference","content":[{"attachment":{"contentType":"text/plain","data":"RGVhciBSb3NhLA=="}}],"contained":[{"resourceType":"Patient","name":[{"given":["R"],"family":"D"}]}]}"#,
];

/// What a hostile hand writes into a file.
const BITS: [&[u8]; 18] = [
    b"<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]>",
    b"<!ENTITY x SYSTEM \"file:///etc/passwd\">",
    b"&b;&lt;script&gt;",
    b"<script>alert(1)</script>",
    b"<text>",
    b"</text>",
    b"<table><tbody><tr><td colspan=\"4000000000\">",
    b"<list><item>",
    b"\xff\xfe<\0",
    b"\xef\xbb\xbf",
    b"{\"resourceType\":\"",
    b"[[[[[[[[",
    b"\"value\":1e999999999,",
    b"{\\rtf1{\\*\\bin4000000000 ",
    b"\\u-1?",
    b"\\'zz{{{{{{",
    b"xsi:type=\"PQ\" value=\"-0\"",
    b"%PDF-",
];

/// A fixed row of numbers that look random (`SplitMix64`).
struct Draw(u64);

impl Draw {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap_or(1)).unwrap_or(0)
    }
}

/// A file that was right, after one to eight accidents.
fn bent(draw: &mut Draw) -> Vec<u8> {
    let mut bytes = SEEDS[draw.below(SEEDS.len())].to_vec();
    for _ in 0..=draw.below(8) {
        let at = draw.below(bytes.len() + 1);
        let end = at + draw.below((bytes.len() - at).min(200) + 1);
        match draw.below(9) {
            0 => bytes.truncate(at),
            1 => drop(bytes.drain(at..end)),
            2 => drop(bytes.splice(at..at, BITS[draw.below(BITS.len())].to_vec())),
            3 if at < bytes.len() => bytes[at] = u8::try_from(draw.below(256)).unwrap_or(0),
            4 => {
                let piece = bytes[at..end].to_vec();
                let times = draw.below(64);
                let repeated: Vec<u8> = piece.iter().copied().cycle().take(piece.len() * times).collect();
                drop(bytes.splice(at..at, repeated));
            }
            5 => {
                let other = SEEDS[draw.below(SEEDS.len())];
                let from = draw.below(other.len());
                drop(bytes.splice(at..end, other[from..].iter().take(400).copied()));
            }
            6 => {
                // Deep: the same opening again and again.
                let bit = BITS[draw.below(BITS.len())];
                let times = draw.below(3000);
                drop(bytes.splice(at..at, bit.iter().copied().cycle().take(bit.len() * times)));
            }
            7 => bytes = bytes.iter().flat_map(|byte| [*byte, 0]).collect(),
            _ => bytes[at..end].reverse(),
        }
    }
    bytes
}

/// The longest that one file may take: it has at most some hundred kilobytes.
const LONGEST: Duration = Duration::from_secs(5);

fn hold(name: &str, seconds: u64, run: impl Fn(&[u8])) -> bool {
    let begun = Instant::now();
    let (mut files, mut longest) = (0_u64, Duration::ZERO);
    let first = u64::try_from(name.len()).unwrap_or(0) << 48;
    while begun.elapsed() < Duration::from_secs(seconds) {
        let bytes = bent(&mut Draw(first + files));
        let at = Instant::now();
        if catch_unwind(AssertUnwindSafe(|| run(&bytes))).is_err() {
            println!("{name}: file {files} ({} bytes) was not read to its end", bytes.len());
            return false;
        }
        longest = longest.max(at.elapsed());
        if longest > LONGEST {
            println!("{name}: file {files} ({} bytes) took {longest:.1?}", bytes.len());
            return false;
        }
        files += 1;
    }
    println!("{name}: {files} files in {seconds} s, the longest took {longest:.1?}");
    true
}

fn main() -> ExitCode {
    let seconds = std::env::var("SATCHEL_HOLD_SECONDS").ok().and_then(|text| text.parse().ok()).unwrap_or(20);
    let held = [
        hold("C-CDA", seconds, |bytes| {
            if let Ok(document) = ccda::read(bytes) {
                assert!(document.outline.plain_text().len() <= LONGEST_FILE, "more came out than may");
            }
        }),
        hold("FHIR outline", seconds, |bytes| {
            let Ok(json) = json::parse(bytes) else { return };
            let outline = Bundle::new(&json).map(|bundle| bundle.outline());
            let record = Resource::new(&json);
            let outline = outline.or_else(|| record.map(|record| record.outline()));
            if let Some(record) = record {
                let _ = (record.row(), record.sameness(), record.measurements(), record.attachments());
            }
            assert!(outline.is_none_or(|it| it.plain_text().len() <= LONGEST_FILE), "more came out than may");
        }),
        hold("what a file is", seconds, |bytes| {
            let _ = recognise(bytes);
            let _ = read(bytes, Some("text/xml; charset=utf-16"));
            let _ = read(bytes, None);
        }),
    ];
    if held == [true; 3] { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
