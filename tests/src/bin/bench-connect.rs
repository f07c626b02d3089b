//! How long it takes from a portal's end to "connected": with the deep link, and by asking alone. Each sample is a
//! sandbox, a core and a patient of its own, in real time; the portal ends at moments spread evenly over the waits.
#![expect(clippy::print_stdout, reason = "a program whose work is to say what it measured")]

use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail, ensure};
use futures::StreamExt as _;
use serde_json::{Value, json};
use tests::patient::{Answer, PatientHost, sign_in_at_portal};
use tests::world::World;

/// How many sign-ins of each kind.
const SAMPLES: u32 = 40;
/// So many at a time: what they wait for is the clock, not the machine.
const AT_A_TIME: usize = 10;
/// The portal ends within so many seconds after it opened: some pauses of every length lie in it.
const SPREAD: Duration = Duration::from_secs(40);

/// How the app learns that the portal has ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    DeepLink,
    AskingAlone,
}

#[tokio::main]
async fn main() -> Result<ExitCode> {
    let held = [
        measured("deep link", Way::DeepLink, Duration::from_secs(3)).await?,
        measured("asking alone", Way::AskingAlone, Duration::from_secs(15)).await?,
    ];
    Ok(if held.iter().all(|held| *held) { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Measures, prints, and says whether the 95th percentile is within what is promised.
async fn measured(name: &str, way: Way, promised: Duration) -> Result<bool> {
    let samples = futures::stream::iter(0..SAMPLES).map(|n| sample(way, SPREAD * n / SAMPLES));
    let results: Vec<Result<Duration>> = samples.buffer_unordered(AT_A_TIME).collect().await;
    let mut waits = results.into_iter().collect::<Result<Vec<_>>>()?;
    waits.sort_unstable();
    let at = |percent: usize| waits[(waits.len() * percent).div_ceil(100).max(1) - 1];
    let (median, p95, worst) = (at(50), at(95), at(100));
    let holds = p95 <= promised;
    println!(
        "connect, {name}: n={} p50={median:.1?} p95={p95:.1?} worst={worst:.1?} (p95 promised: {promised:?}) {}",
        waits.len(),
        if holds { "holds" } else { "DOES NOT HOLD" },
    );
    Ok(holds)
}

/// One sign-in whose portal ends `after` it was opened: from its end until the network's yes is there.
async fn sample(way: Way, after: Duration) -> Result<Duration> {
    let host = Arc::new(PatientHost::default());
    // The search hurries; while somebody is at a portal a second is a second.
    let world = World::running(Arc::clone(&host) as _, 60.0).await?;
    let place = asking_place(&world).await?;
    let steps = Arc::new(Mutex::new(Vec::new()));
    let (kept, core) = (Arc::clone(&steps), Arc::clone(&world.core));
    let work = tokio::spawn(async move {
        let report = move |step: Value| kept.lock().unwrap_or_else(PoisonError::into_inner).push(step);
        commands::dispatch(&core, "connect", json!({ "placeId": place }), &report).await
    });
    let address = loop {
        ensure!(!work.is_finished(), "the sign-in ended before it began");
        if let Some(address) = host.opened.lock().unwrap_or_else(PoisonError::into_inner).first() {
            break address.clone();
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    };
    // The person is at the page from its opening on.
    reqwest::Client::builder().no_proxy().build()?.get(address.clone()).send().await?;
    tokio::time::sleep(after).await;
    // With the portal's end the records come, and the demo's clock would hurry: here a second stays a second.
    world.control("clock", json!({ "speed": 1.0 })).await?;
    sign_in_at_portal(&address, Answer::Approve).await?;
    let ended = Instant::now();
    if way == Way::DeepLink {
        world.core.knock();
    }
    let outcome = work.await?.map_err(|error| anyhow::anyhow!("{error:?}"))?;
    let took = ended.elapsed();
    ensure!(outcome["result"] == "connected", "it ended as {outcome}");
    Ok(took)
}

/// Signs in, gives the permission, and waits for a place that asks for a sign-in and for the end of the search.
async fn asking_place(world: &World) -> Result<String> {
    let ask = async |command: &str, request: Value| {
        world.ask(command, request).await.map_err(|error| anyhow::anyhow!("{error:?}"))
    };
    ask("sign_in", json!({"personId": "mateo"})).await?;
    ask("set_consent", json!({"provision": "permit"})).await?;
    for _ in 0..600 {
        let (search, places) = (ask("search", Value::Null).await?, ask("places", Value::Null).await?);
        let list = places["places"].as_array().context("places")?;
        let asking = list.iter().find(|place| place["state"] == "needs-sign-in");
        let is_settled =
            search["status"] == "completed" && list.iter().all(|place| place["state"] != "records-coming");
        if let (true, Some(asking)) = (is_settled, asking) {
            return Ok(asking["id"].as_str().context("an id")?.to_owned());
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    bail!("no place asks for a sign-in")
}
