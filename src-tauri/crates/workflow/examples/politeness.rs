//! How politely a search asks, on a simulated clock: what one search costs, how late its end is noticed, and how even a
//! million clients are. `cargo xtask bench --only politeness`. Ends with 1 where a promised number does not hold.
#![expect(clippy::print_stdout, reason = "it prints what it measured")]

use std::process::ExitCode;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use workflow::{PLACES_EVERY, Pace, Sight};

/// The guide's own example.
const SEARCH: Duration = Duration::from_mins(12);
const CLIENTS: u32 = 1_000_000;
/// All of them begin within it.
const HOUR: Duration = Duration::from_hours(1);

/// A fixed row of numbers that look random (`SplitMix64`), so that two runs print the same.
static STATE: AtomicU64 = AtomicU64::new(7);

fn draw() -> f64 {
    let state = STATE.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::Relaxed);
    let mut mixed = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    f64::from(u32::try_from((mixed ^ (mixed >> 31)) >> 32).unwrap_or(u32::MAX)) / f64::from(u32::MAX)
}

/// What is asked for beside the task, each fourth poll and at the end: both lists of places, and the decision in force.
const BESIDE: u32 = 3;

/// When one search that begins at 0 asks for its task: the first poll at once, the last after its end.
fn polls(sight: Sight) -> Vec<Duration> {
    let mut pace = Pace::search();
    let mut polls = vec![Duration::ZERO];
    let mut at = Duration::ZERO;
    while at < SEARCH {
        at += pace.pause(sight, draw);
        polls.push(at);
    }
    polls
}

/// The most polls of many searches, and the latest that an end was noticed.
fn worst(sight: Sight) -> (usize, Duration) {
    (0..10_000).map(|_| polls(sight)).fold((0, Duration::ZERO), |(most, latest), polls| {
        let late = polls.last().copied().unwrap_or_default().saturating_sub(SEARCH);
        (most.max(polls.len()), latest.max(late))
    })
}

/// Requests a second of all clients while as many end as begin: the peak and the mean.
fn crowd() -> (f64, f64) {
    let seconds = usize::try_from((HOUR + SEARCH).as_secs()).unwrap_or_default() + 120;
    let mut counts = vec![0_u32; seconds];
    for _ in 0..CLIENTS {
        let begun = HOUR.mul_f64(draw());
        let polls = polls(Sight::Visible);
        let last = polls.len() - 1;
        for (nth, poll) in (0_u32..).zip(&polls) {
            let second = usize::try_from((begun + *poll).as_secs()).unwrap_or_default();
            let whole = nth % PLACES_EVERY == 0 || nth == u32::try_from(last).unwrap_or_default();
            if let Some(count) = counts.get_mut(second) {
                *count += 1 + if whole { BESIDE } else { 0 };
            }
        }
    }
    let from = usize::try_from(SEARCH.as_secs()).unwrap_or_default() + 60;
    let until = usize::try_from(HOUR.as_secs()).unwrap_or_default();
    let steady = &counts[from..until];
    let peak = f64::from(steady.iter().copied().max().unwrap_or_default());
    let sum: f64 = steady.iter().map(|count| f64::from(*count)).sum();
    (peak, sum / f64::from(u32::try_from(steady.len()).unwrap_or(1)))
}

fn main() -> ExitCode {
    let (visible, late_visible) = worst(Sight::Visible);
    let (hidden, late_hidden) = worst(Sight::Hidden);
    println!("a search of twelve minutes: at most {visible} polls of the task, {hidden} while hidden (40)");
    println!(
        "its end is noticed at most {:.1} s late (30), {:.1} s while hidden (60)",
        late_visible.as_secs_f64(),
        late_hidden.as_secs_f64()
    );
    let (peak, mean) = crowd();
    println!(
        "{CLIENTS} clients within an hour: peak {peak:.0}, mean {mean:.0} requests a second, peak / mean {:.3} (1.5)",
        peak / mean
    );
    let holds = visible <= 40
        && late_visible <= Duration::from_secs(30)
        && late_hidden <= Duration::from_mins(1)
        && peak / mean <= 1.5;
    if holds { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
