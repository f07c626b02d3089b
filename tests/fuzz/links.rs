//! What comes from outside as a link is bent, cut and stuffed without end: nothing of it may panic, open what was not
//! sealed, or fill the memory. `cargo xtask hold --only links` runs it a minute, `SATCHEL_HOLD_MINUTES` as long as it
//! says. A failure names the case; the same seed (`SATCHEL_HOLD_SEED`) makes the same cases.
#![expect(clippy::print_stdout, reason = "a program for a terminal")]

use std::io::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use flate2::Compression;
use flate2::write::DeflateEncoder;
use health_link::manifest::{Manifest, remaining_attempts};
use health_link::{Payload, content, jwe, scan};
use secrecy::ExposeSecret as _;

/// Resident memory that a receiver may reach, in KiB (`spec/shl-wire.md`, section 13: a careful one).
const MOST_MEMORY: u64 = 100 * 1024;

const PAYLOADS: [&str; 4] = [
    r#"{"url":"https://links.example.org/m/AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","key":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","exp":1766173622,"flag":"LP","label":"Health Records","v":1}"#,
    r#"{"url":"https://[::1]/m","key":"AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8","flag":"U"}"#,
    r#"{"v":2,"label":"\u202eLater"}"#,
    r#"{"url":"http://a@b/#c","key":"","exp":1e300,"label":"é😀"}"#,
];
const HEADERS: [&str; 3] = [
    r#"{"alg":"dir","enc":"A256GCM","cty":"application/fhir+json"}"#,
    r#"{"alg":"dir","enc":"A256GCM","zip":"DEF","kid":"x"}"#,
    r#"{"alg":"dir","enc":"A256GCM","crit":["zip"],"zip":"GZ"}"#,
];
const CONTENTS: [&str; 5] = [
    r#"{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","id":"1"}},{"resource":null}]}"#,
    r#"{"verifiableCredential":["eyJ","eyK"]}"#,
    r#"{"access_token":"x","aud":["https://fhir.example.org"]}"#,
    r#"{"status":"can-change","files":[{"contentType":"application/fhir+json","embedded":"a.b.c.d.e"},{"location":"https://a/b"}]}"#,
    r#"{"remainingAttempts":4}"#,
];
/// What breaks readers: brackets, escapes, ends, and the words that they look for.
const WORDS: [&str; 20] = [
    "[[[[[[[[",
    "{\"a\":",
    "}}}}",
    "\"",
    "\\",
    "\\ud800",
    "null",
    "1e999",
    "-0",
    "shlink:/",
    "shc:/",
    "..",
    ".",
    "=",
    "\u{0}",
    "\u{202e}",
    "\"resourceType\":\"Bundle\"",
    "\"files\":",
    "\"zip\":\"DEF\"",
    "https://",
];

fn main() -> Result<()> {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse::<u64>().ok());
    let minutes = number("SATCHEL_HOLD_MINUTES").unwrap_or(1);
    let seed = number("SATCHEL_HOLD_SEED").unwrap_or(20_261_126);
    let (begun, length) = (Instant::now(), Duration::from_secs(minutes * 60));
    bomb()?;
    let before = memory()?;
    let mut cases = 0_u64;
    while begun.elapsed() < length {
        let mut random = Random(seed ^ cases.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
        let outcome = catch_unwind(AssertUnwindSafe(|| case(&mut random)));
        match outcome {
            Ok(held) => held.with_context(|| format!("case {cases} of seed {seed}"))?,
            Err(_) => anyhow::bail!("a panic in case {cases} of seed {seed}"),
        }
        cases += 1;
    }
    let after = memory()?;
    println!("{cases} cases in {minutes} min, none broke it (seed {seed})");
    println!(
        "memory at its highest: {} MiB after a file that unpacks to 512 MiB, {} MiB at the end",
        before / 1024,
        after / 1024
    );
    ensure!(after <= MOST_MEMORY, "more than {} MiB of memory", MOST_MEMORY / 1024);
    Ok(())
}

fn case(random: &mut Random) -> Result<()> {
    match random.below(5) {
        0 => payload(random),
        1 => changed_file(random),
        2 => own_file(random),
        3 => answer(random),
        _ => picture(random),
    }
}

/// The text of a link: whatever it is, what is read of it keeps to the rules.
fn payload(random: &mut Random) -> Result<()> {
    let json = random.pick(&PAYLOADS).as_bytes();
    let json = random.bent(json);
    let mut text =
        format!("https://viewer.example.org/#shlink:/{}", URL_SAFE_NO_PAD.encode(json)).into_bytes();
    if random.below(3) == 0 {
        text = random.bent(&text);
    }
    let text = String::from_utf8_lossy(&text).into_owned();
    if let Ok(payload) = Payload::parse(&text) {
        ensure!(payload.url.as_str().len() < 1024, "an address without end");
        ensure!(payload.label.chars().count() <= 80, "a label without end");
        ensure!(!payload.label.chars().any(char::is_control), "a label that steers");
        ensure!(!(payload.flags.direct && payload.flags.passcode), "a direct link with a passcode");
        ensure!(payload.key.expose_secret().len() == 32, "a key of another length");
    }
    let _ = Payload::label_of(&text);
    Ok(())
}

/// A sealed file that was changed on the way: it opens to what was sealed, or not at all.
fn changed_file(random: &mut Random) -> Result<()> {
    let plaintext = random.pick(&CONTENTS).as_bytes();
    let header = HEADERS[random.below(2)];
    let sealed = seal(header, &packed(header, plaintext), &[random.byte(); 12]);
    let changed = String::from_utf8_lossy(&random.bent(sealed.as_bytes())).into_owned();
    if let Ok(opened) = jwe::open(&changed, &KEY, jwe::LARGEST_FILE) {
        ensure!(opened.plaintext == plaintext, "a changed file opened to something else");
    }
    Ok(())
}

/// A file that a hostile sender sealed himself: header, content and packing as he likes.
fn own_file(random: &mut Random) -> Result<()> {
    let plain = random.pick(&CONTENTS).as_bytes();
    let plain = random.bent(plain);
    let header = HEADERS[random.below(3)];
    let mut bytes = packed(header, &plain);
    if random.below(2) == 0 {
        bytes = random.bent(&bytes);
    }
    let header =
        if random.below(3) == 0 { random.bent(header.as_bytes()) } else { header.as_bytes().to_vec() };
    let sealed = seal(&String::from_utf8_lossy(&header), &bytes, &[random.byte(); 12]);
    let largest = 64 << random.below(8);
    if let Ok(opened) = jwe::open(&sealed, &KEY, largest) {
        ensure!(opened.plaintext.len() as u64 <= largest, "more than the limit");
        let _ = content::look(&opened.plaintext);
    }
    Ok(())
}

/// What a host answers.
fn answer(random: &mut Random) -> Result<()> {
    let body = random.pick(&CONTENTS).as_bytes();
    let body = random.bent(body);
    if let Ok(manifest) = Manifest::parse(&body) {
        ensure!(manifest.files.len() <= 100, "more files than allowed");
        let filled = manifest.files.iter().all(|file| file.embedded.is_some() || file.location.is_some());
        ensure!(filled, "a file that is nowhere");
    }
    let _ = remaining_attempts(&body);
    let _ = content::look(&body);
    Ok(())
}

/// A picture that somebody chose. Few: each takes long.
fn picture(random: &mut Random) -> Result<()> {
    if random.below(40) != 0 {
        return Ok(());
    }
    let qr = health_link::qr::Qr::encode("shlink:/e30")?;
    let png = random.bent(&qr.png(2)?);
    let _ = scan::read(&png);
    Ok(())
}

/// A small file that would unpack to 512 MiB.
fn bomb() -> Result<()> {
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::fast());
    let zeros = vec![b' '; 1024 * 1024];
    for _ in 0..512 {
        packer.write_all(&zeros)?;
    }
    let sealed = seal(HEADERS[1], &packer.finish()?, &[1; 12]);
    let opened = jwe::open(&sealed, &KEY, jwe::LARGEST_FILE);
    ensure!(opened == Err(jwe::JweError::TooLarge), "a file of 512 MiB was opened");
    Ok(())
}

const KEY: [u8; 32] = [7; 32];

fn packed(header: &str, plaintext: &[u8]) -> Vec<u8> {
    if !header.contains("DEF") {
        return plaintext.to_vec();
    }
    let mut packer = DeflateEncoder::new(Vec::new(), Compression::fast());
    // Writing into memory cannot fail.
    let _ = packer.write_all(plaintext);
    packer.finish().unwrap_or_default()
}

fn seal(header: &str, plaintext: &[u8], iv: &[u8; 12]) -> String {
    let header = URL_SAFE_NO_PAD.encode(header);
    let mut bytes = plaintext.to_vec();
    let tag = UnboundKey::new(&AES_256_GCM, &KEY).and_then(|key| {
        let nonce = Nonce::assume_unique_for_key(*iv);
        LessSafeKey::new(key).seal_in_place_separate_tag(nonce, Aad::from(header.as_bytes()), &mut bytes)
    });
    let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let tag = tag.map(|tag| part(tag.as_ref())).unwrap_or_default();
    format!("{header}..{}.{}.{tag}", part(iv), part(&bytes))
}

/// The most memory that this process ever had resident, in KiB.
fn memory() -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status").context("memory is read on Linux alone")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).context("no VmHWM")?;
    Ok(line.trim().trim_end_matches(" kB").parse()?)
}

/// A small generator: the same seed gives the same cases on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() >> 16).unwrap_or(0) % end.max(1)
    }

    fn byte(&mut self) -> u8 {
        self.next().to_le_bytes()[3]
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    /// A few changes, anywhere.
    fn bent(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut bytes = bytes.to_vec();
        for _ in 0..=self.below(5) {
            let at = self.below(bytes.len() + 1);
            match self.below(6) {
                0 if at < bytes.len() => bytes[at] ^= 1 << self.below(8),
                1 if at < bytes.len() => bytes[at] = self.byte(),
                2 => bytes.truncate(at),
                3 if at < bytes.len() => {
                    let end = (at + 1 + self.below(20)).min(bytes.len());
                    bytes.drain(at..end);
                }
                4 => {
                    let word = self.pick(&WORDS).repeat(1 + self.below(4));
                    bytes.splice(at..at, word.into_bytes());
                }
                _ => {
                    let from = self.below(bytes.len() + 1);
                    let again = bytes[from..(from + self.below(40)).min(bytes.len())].to_vec();
                    bytes.splice(at..at, again);
                }
            }
        }
        bytes
    }
}
