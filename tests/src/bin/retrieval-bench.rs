//! How long documents take from the second network into the copy, how much memory that wants, and how it compares with
//! writing the same bytes into a bare SQLCipher file. The pretend network runs on the same processors: what it takes of
//! them is told too. `cargo xtask bench --only retrieval` runs it. Ends with 1 where a
//! promised number does not hold.

use std::env;
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use commands::view::RetrievalStage;
use serde_json::json;
use tests::apart::{Apart, Elsewhere};

/// Documents of each run; the last is what is promised.
const RUNS: [usize; 3] = [2_500, 5_000, 10_000];
/// Bytes of one.
const BYTES: usize = 100_000;
/// The most that memory may grow, in MiB.
const GROWTH: u64 = 64;
/// Documents in one transaction of a bare insert: each by itself, and as many as an import commits together.
const TOGETHER: [usize; 2] = [1, 40];
/// At least so much of a bare insert's throughput is aimed at.
const AIM: f64 = 0.7;
/// How often it is looked whether it is over: the most that a time is too long.
const LOOK: Duration = Duration::from_millis(100);
/// Twice as many documents take at most this many times as long.
const LINEAR: f64 = 2.6;

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            let _ = writeln!(io::stderr(), "{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let args: Vec<String> = env::args().skip(1).collect();
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["--sandbox"] => sandbox().map(|()| ExitCode::SUCCESS),
        ["--measure", base, control, folder] => {
            let elsewhere = Elsewhere { base: base.to_owned(), control: control.to_owned() };
            runtime()?.block_on(measure(&elsewhere, Path::new(folder))).map(|()| ExitCode::SUCCESS)
        }
        _ => compare(),
    }
}

fn runtime() -> Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?)
}

/// A sandbox in a process of its own: its memory is not ours.
fn sandbox() -> Result<()> {
    runtime()?.block_on(async {
        let options =
            sandbox::Options { speed: 50.0, lapse: sandbox::Lapse::Always, ..sandbox::Options::default() };
        let world = sandbox::spawn(options).await?;
        writeln!(io::stdout(), "{} {}", world.base_url(), world.control_token())?;
        io::stdout().flush()?;
        // Until the other end of the pipe is closed.
        let mut line = String::new();
        tokio::task::spawn_blocking(move || io::stdin().read_line(&mut line)).await??;
        Ok(())
    })
}

/// One retrieval: `seconds growth-in-kB seconds-of-processor`.
async fn measure(elsewhere: &Elsewhere, folder: &Path) -> Result<()> {
    let apart = Apart::new(elsewhere, folder).await?;
    apart.enter().await?;
    workflow::begin_retrieval(&apart.core, apart.proof().await?, networks::CorrelationId::new()).await?;
    let stage = async || -> Result<RetrievalStage> {
        let view = workflow::documents(&apart.core).await?;
        Ok(view.run.context("a retrieval")?.stage)
    };
    while !matches!(stage().await?, RetrievalStage::Fetching | RetrievalStage::Over) {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let (began, before, worked) = (Instant::now(), resident()?, processor("self")?);
    let most = Arc::new(AtomicU64::new(before));
    let seen = Arc::clone(&most);
    std::thread::spawn(move || {
        while let Ok(now) = resident() {
            seen.fetch_max(now, Ordering::Relaxed);
            std::thread::sleep(Duration::from_millis(20));
        }
    });
    // Seldom: each look counts what is kept, and what is measured does that work.
    while stage().await? != RetrievalStage::Over {
        tokio::time::sleep(LOOK).await;
    }
    let took = began.elapsed();
    let view = workflow::documents(&apart.core).await?;
    let run = view.run.context("a retrieval")?;
    ensure!(run.missing_count == 0 && run.failure.is_none(), "not everything came: {:?}", run.failure);
    let grown = most.load(Ordering::Relaxed).saturating_sub(before);
    let worked = processor("self")? - worked;
    writeln!(io::stdout(), "{} {grown} {worked}", took.as_secs_f64())?;
    Ok(())
}

/// What this process has in memory, in kB.
fn resident() -> Result<u64> {
    let status = std::fs::read_to_string("/proc/self/status")?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("VmRSS")?;
    Ok(line.trim().trim_end_matches("kB").trim().parse()?)
}

/// Seconds that a process, and all its threads, ran on a processor.
fn processor(process: &str) -> Result<f64> {
    /// Linux counts in hundredths of a second here, whatever its own clock ticks.
    const TICKS: f64 = 100.0;
    let stat = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The second member is the program's name, in brackets, and may hold spaces.
    let (_, rest) = stat.rsplit_once(") ").context("stat")?;
    let ticks = rest.split(' ').skip(11).take(2).map(str::parse::<u32>);
    Ok(ticks.sum::<Result<u32, _>>().map(f64::from)? / TICKS)
}

struct Sandbox(Child);

impl Drop for Sandbox {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start_sandbox() -> Result<(Sandbox, Elsewhere)> {
    let mut command = Command::new(env::current_exe()?);
    let mut child = command.arg("--sandbox").stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let out = child.stdout.take().context("standard output")?;
    let mut line = String::new();
    BufReader::new(out).read_line(&mut line)?;
    let (base, control) = line.trim().split_once(' ').context("where the sandbox is")?;
    let elsewhere = Elsewhere { base: base.to_owned(), control: control.to_owned() };
    Ok((Sandbox(child), elsewhere))
}

fn put(elsewhere: &Elsewhere, count: usize) -> Result<()> {
    runtime()?.block_on(async {
        let client = reqwest::Client::builder().no_proxy().build()?;
        let url = format!("{}/control/people/rosa/papers", elsewhere.base);
        let body = json!({ "bulk": { "count": count, "bytes": BYTES }, "sources": 7 });
        client.post(url).bearer_auth(&elsewhere.control).json(&body).send().await?.error_for_status()?;
        Ok(())
    })
}

fn compare() -> Result<ExitCode> {
    let mut out = io::stdout();
    let mut times = Vec::new();
    let (mut fine, mut last) = (true, 0.0);
    writeln!(out, "documents   bytes      time   MB/s   memory grew   processor: app  pretend network")?;
    for count in RUNS {
        let (sandbox, elsewhere) = start_sandbox()?;
        put(&elsewhere, count)?;
        let played = processor(&sandbox.0.id().to_string())?;
        let folder = tempfile::tempdir()?;
        let told = Command::new(env::current_exe()?)
            .args(["--measure", &elsewhere.base, &elsewhere.control])
            .arg(folder.path())
            // Nobody's keychain: the copy is behind a passphrase.
            .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent")
            .stderr(Stdio::inherit())
            .output()?;
        let played = processor(&sandbox.0.id().to_string())? - played;
        let told = String::from_utf8(told.stdout)?;
        let mut parts = told.split_whitespace();
        let mut next = || parts.next().context("a measurement");
        let (seconds, grown, worked): (f64, u64, f64) =
            (next()?.parse()?, next()?.parse()?, next()?.parse()?);
        let megabytes = megabytes(count);
        last = megabytes / seconds;
        writeln!(
            out,
            "{count:>9} {BYTES:>7} {seconds:>8.1} s {last:>6.1} {:>9} MiB {worked:>14.1} s {played:>12.1} s",
            grown / 1024
        )?;
        fine &= grown / 1024 <= GROWTH;
        times.push(seconds);
    }
    let count = RUNS[RUNS.len() - 1];
    let mut best = 0.0_f64;
    for together in TOGETHER {
        let folder = tempfile::tempdir()?;
        let bare = store::hold::bare_insert(&folder.path().join("bare"), count, BYTES, together)?;
        let rate = megabytes(count) / bare.as_secs_f64();
        best = best.max(rate);
        writeln!(
            out,
            "bare SQLCipher, {together:>2} in a transaction: {:.1} s, {rate:.1} MB/s",
            bare.as_secs_f64()
        )?;
    }
    let ratio = last / best;
    writeln!(out, "ratio to the faster of them: {ratio:.2} (aim: {AIM})")?;
    let grows = times.windows(2).map(|pair| pair[1] / pair[0]).fold(0.0, f64::max);
    writeln!(out, "twice as many documents: {grows:.2} times as long at most")?;
    fine &= grows <= LINEAR;
    Ok(if fine { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn megabytes(count: usize) -> f64 {
    let bytes = u32::try_from(count * BYTES / 1000).unwrap_or(u32::MAX);
    f64::from(bytes) / 1000.0
}
