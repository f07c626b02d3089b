//! How long a search takes over a hundred thousand records in an encrypted file: `cargo xtask bench --only search`. Ends
//! with 1 where the promised number does not hold. The records are made up of a fixed row of numbers.
#![expect(clippy::print_stdout, reason = "it prints what it measured")]

use std::error::Error;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use store::{Changes, CountBy, Key, ListFilter, Listing, Store, StoredRecord};
use uuid::Uuid;

const RECORDS: u64 = 100_000;
const AT_ONCE: u64 = 500;
/// The 95th percentile of every kind of question.
const PROMISED: Duration = Duration::from_millis(50);

const KINDS: [&str; 5] = ["lab", "visit", "document", "medicine", "vital-sign"];
const COMMON: [&str; 12] = [
    "glucose",
    "visit",
    "hemoglobin",
    "blood",
    "pressure",
    "report",
    "normal",
    "result",
    "metformin",
    "heart",
    "letter",
    "clinic",
];

/// A fixed row of numbers that look random (`SplitMix64`).
struct Draw(u64);

impl Draw {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }

    fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        let at = self.below(u64::try_from(list.len()).unwrap_or(1));
        list[usize::try_from(at).unwrap_or(0)]
    }

    /// A common word, or one of some thousand rarer ones.
    fn word(&mut self) -> String {
        if self.below(3) == 0 { self.one_of(&COMMON).to_owned() } else { format!("w{:04}", self.below(8000)) }
    }

    fn text(&mut self, words: u64) -> String {
        (0..words).map(|_| self.word()).collect::<Vec<_>>().join(" ")
    }
}

fn put(changes: Changes, number: u64, draw: &mut Draw) -> Changes {
    let id = Uuid::from_u128(u128::from(number) + 1);
    let place = format!("place-{}", draw.below(6));
    let dated = format!("{}-{:02}-{:02}", 2000 + draw.below(26), 1 + draw.below(12), 1 + draw.below(28));
    let (title, text) = (draw.text(3), draw.text(60));
    let record = StoredRecord {
        id,
        network: "bwell".to_owned(),
        place_id: place.clone(),
        resource_type: "Observation".to_owned(),
        resource_id: number.to_string(),
        dated: Some(dated.clone()),
        retrieval: Uuid::nil(),
        retrieved_at: Timestamp::UNIX_EPOCH,
        provenance: "{}".to_owned(),
        body: text.clone().into_bytes(),
    };
    let listing = Listing {
        record: id,
        places: vec![place],
        kind: draw.one_of(&KINDS).to_owned(),
        dated: Some(dated),
        same: None,
        series: Vec::new(),
        hidden: false,
        first_seen_at: Timestamp::UNIX_EPOCH,
        row: format!("{{\"title\":\"{title}\"}}"),
        title,
        text,
    };
    changes.put_record(record).put_listing(listing)
}

fn words(words: &str) -> ListFilter {
    ListFilter { words: Some(words.to_owned()), ..ListFilter::default() }
}

/// What somebody types: one common word, its beginning, two words, a rare one, a filter too, a word that is nowhere.
fn question(round: u64, draw: &mut Draw) -> ListFilter {
    let common = draw.one_of(&COMMON);
    match round % 6 {
        0 => words(common),
        1 => words(&common[..2]),
        2 => words(&format!("{common} w{:04}", draw.below(8000))),
        3 => words(&format!("w{:04}", draw.below(8000))),
        4 => ListFilter { kind: Some("lab".to_owned()), ..words(common) },
        _ => words("zebra"),
    }
}

fn told(what: &str, mut times: Vec<Duration>) -> bool {
    times.sort_unstable();
    let at = |part: usize| times.get(times.len() * part / 100).copied().unwrap_or_default();
    let (half, most, worst) = (at(50), at(95), times.last().copied().unwrap_or_default());
    println!(
        "{what}: median {half:.1?}, 95 % within {most:.1?}, longest {worst:.1?} ({} times)",
        times.len()
    );
    most <= PROMISED
}

#[tokio::main]
async fn main() -> Result<ExitCode, Box<dyn Error>> {
    let folder = tempfile::tempdir()?;
    let store = Store::open(&folder.path().join("bench.satchel"), &Key::from_bytes([7; 32])).await?;
    let mut draw = Draw(7);
    let begun = Instant::now();
    for first in (0..RECORDS).step_by(usize::try_from(AT_ONCE)?) {
        let numbers = first..(first + AT_ONCE).min(RECORDS);
        let changes = numbers.fold(Changes::new(), |changes, number| put(changes, number, &mut draw));
        store.commit(changes, None).await?;
    }
    println!("{RECORDS} records written in {:.1?}", begun.elapsed());

    let (mut searches, mut pages) = (Vec::new(), Vec::new());
    for round in 0..300 {
        let filter = question(round, &mut draw);
        let begun = Instant::now();
        store.count_list(filter.clone(), 1001).await?;
        store.list(filter, 0, 100).await?;
        searches.push(begun.elapsed());
    }
    for _ in 0..200 {
        let offset = u32::try_from(draw.below(RECORDS))?;
        let begun = Instant::now();
        store.list(ListFilter::default(), offset, 100).await?;
        pages.push(begun.elapsed());
    }
    let begun = Instant::now();
    for by in [CountBy::Place, CountBy::Kind, CountBy::Year] {
        store.count_list_by(by, ListFilter::default()).await?;
    }
    println!("the three ways to cut the list: {:.1?} together", begun.elapsed());
    let held = [told("search", searches), told("a page of the list", pages)];
    store.close().await?;
    Ok(if held == [true, true] { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
