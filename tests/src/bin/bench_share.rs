//! How long a person waits at the desk: from "Make my QR code" to the code, checked and drawn, and how much of its five
//! minutes is left; and how long a receiver takes for a large link. The core and the sandbox are real, over loopback;
//! what a real network adds comes on top.
#![expect(clippy::print_stdout, reason = "a program for a terminal")]

use std::io::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, anyhow, ensure};
use health_link::{content, jwe};
use jiff::Timestamp;
use serde_json::{Value, json};
use tests::patient::PatientHost;
use tests::world::World;

/// How often each is measured.
const TIMES: usize = 25;
/// What is promised.
const LONGEST_WAIT: Duration = Duration::from_millis(1500);
const LEAST_LEFT: i64 = 290;

#[tokio::main]
async fn main() -> Result<()> {
    let world = World::running(Arc::new(PatientHost::who_signs_in()), 60.0).await?;
    let ask = async |command: &str, request: Value| {
        world.ask(command, request).await.map_err(|error| anyhow!("{command}: {error:?}"))
    };
    ask("sign_in", json!({"personId": "rosa"})).await?;
    ask("set_consent", json!({"provision": "permit"})).await?;
    while ask("search", Value::Null).await?["status"] != "completed" {
        tokio::time::sleep(Duration::from_millis(250)).await;
    }
    let (mut waits, mut left, mut seen) = (Vec::new(), i64::MAX, Vec::new());
    for _ in 0..TIMES {
        let begun = Instant::now();
        let share = ask("create_share", json!({"label": "Health records", "kinds": null})).await?;
        waits.push(begun.elapsed());
        let now: Timestamp = text(&ask("clock", Value::Null).await?["now"])?.parse()?;
        let ends: Timestamp = text(&share["endsAt"])?.parse()?;
        left = left.min(ends.duration_since(now).as_secs());
        let begun = Instant::now();
        let asked = json!({"shareId": share["id"], "recipient": "Bench"});
        let preview = ask("preview_share", asked).await?;
        ensure!(preview["result"] == "opened", "the code did not open");
        seen.push(begun.elapsed());
    }
    let slowest = report("from the press to the checked code", &mut waits);
    report("from the press to what the clinic will see", &mut seen);
    println!("least time left of a code: {}:{:02}", left / 60, left % 60);
    large();
    ensure!(slowest <= LONGEST_WAIT, "slower than {LONGEST_WAIT:?}");
    ensure!(left >= LEAST_LEFT, "less than {LEAST_LEFT} s left");
    Ok(())
}

fn text(value: &Value) -> Result<&str> {
    value.as_str().context("not a text")
}

/// Prints median and slowest, and answers the slowest.
fn report(what: &str, times: &mut [Duration]) -> Duration {
    times.sort_unstable();
    let (median, slowest) = (times[times.len() / 2], times[times.len() - 1]);
    println!("{what}: median {median:.1?}, slowest {slowest:.1?} of {}", times.len());
    slowest
}

/// Opens and looks at 5 MiB of Observations, packed and not.
fn large() {
    let entry = r#"{"resource":{"resourceType":"Observation","status":"final","code":{"text":"Blood glucose"},"valueQuantity":{"value":101.5,"unit":"mg/dL"}}}"#;
    let count = 5 * 1024 * 1024 / entry.len();
    let bundle = format!(r#"{{"resourceType":"Bundle","entry":[{}]}}"#, vec![entry; count].join(","));
    for (name, header) in [
        ("5 MiB packed", r#"{"alg":"dir","enc":"A256GCM","zip":"DEF"}"#),
        ("5 MiB plain", r#"{"alg":"dir","enc":"A256GCM"}"#),
    ] {
        let sealed = seal(header, bundle.as_bytes());
        let (mut opens, mut looks) = (Vec::new(), Vec::new());
        for _ in 0..TIMES {
            let begun = Instant::now();
            let opened = jwe::open(&sealed, &[7; 32], jwe::LARGEST_FILE);
            opens.push(begun.elapsed());
            let begun = Instant::now();
            let looked = opened.ok().and_then(|opened| content::look(&opened.plaintext).ok());
            looks.push(begun.elapsed());
            assert!(looked.is_some(), "it did not open");
        }
        report(&format!("{name}, opened"), &mut opens);
        report(&format!("{name}, counted"), &mut looks);
    }
}

fn seal(header: &str, plaintext: &[u8]) -> String {
    use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let mut bytes = plaintext.to_vec();
    if header.contains("DEF") {
        let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::default());
        // Writing into memory cannot fail.
        let _ = packer.write_all(plaintext);
        bytes = packer.finish().unwrap_or_default();
    }
    let header = URL_SAFE_NO_PAD.encode(header);
    let tag = UnboundKey::new(&AES_256_GCM, &[7; 32]).and_then(|key| {
        let nonce = Nonce::assume_unique_for_key([1; 12]);
        LessSafeKey::new(key).seal_in_place_separate_tag(nonce, Aad::from(header.as_bytes()), &mut bytes)
    });
    let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let tag = tag.map(|tag| part(tag.as_ref())).unwrap_or_default();
    format!("{header}..{}.{}.{tag}", part(&[1; 12]), part(&bytes))
}
