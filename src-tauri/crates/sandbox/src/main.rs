//! `satchel-sandbox`: the pretend world as a program. Its base URL is the first line of standard output.

use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;
use sandbox::{Lapse, Options};

/// A pretend b.well world on the loopback address: made-up people, clinics and records.
#[derive(Debug, Parser)]
#[command(name = "satchel-sandbox", version)]
struct Arguments {
    /// TCP port; 0 takes a free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// Sandbox seconds per real second while the time-lapse runs.
    #[arg(long, default_value_t = 1.0)]
    speed: f64,
    /// When the time-lapse runs: only while somebody waits for a network, or always.
    #[arg(long, value_enum, default_value_t = Lapse::Waiting)]
    lapse: Lapse,
    /// The clock stands still until the control API moves it.
    #[arg(long)]
    stepped: bool,
    /// Makes ids, tokens and keys repeat from run to run.
    #[arg(long)]
    seed: Option<u64>,
    /// Whose places and records a user of your own gets: rosa, mateo, nia or vera.
    #[arg(long, value_name = "PERSON")]
    scenario: Option<String>,
    /// The world's time at the beginning, such as 2026-08-19T12:00:00Z.
    #[arg(long)]
    start: Option<jiff::Timestamp>,
    /// Where the browser is sent after a portal sign-in.
    #[arg(long)]
    app_redirect: Option<String>,
    /// A folder of scenarios in place of the built-in ones.
    #[arg(long)]
    scenarios: Option<PathBuf>,
}

#[tokio::main]
async fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let options = Options {
        port: arguments.port,
        speed: arguments.speed,
        lapse: arguments.lapse,
        stepped: arguments.stepped,
        seed: arguments.seed,
        start: arguments.start,
        app_redirect: arguments.app_redirect,
        known_as: None,
        link_seconds: None,
        scenario_dir: arguments.scenarios,
        scenario: arguments.scenario,
        overview: true,
    };
    // Ready for signals before anybody knows the address.
    let signal = wanted_to_stop();
    let sandbox = match sandbox::spawn(options).await {
        Ok(sandbox) => sandbox,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "satchel-sandbox: {error}");
            return ExitCode::FAILURE;
        }
    };
    let mut out = std::io::stdout().lock();
    let said = writeln!(out, "{}\ncontrol token: {}", sandbox.base_url(), sandbox.control_token());
    // Nobody may be listening; the sandbox runs all the same.
    let _ = said.and_then(|()| out.flush());
    drop(out);
    signal.await;
    sandbox.stop().await;
    ExitCode::SUCCESS
}

/// Ends at Ctrl-C or SIGTERM. Listening begins with the call, not with the first wait.
#[cfg(unix)]
fn wanted_to_stop() -> impl Future<Output = ()> {
    use tokio::signal::unix::{SignalKind, signal};
    let interrupt = signal(SignalKind::interrupt());
    let terminate = signal(SignalKind::terminate());
    async move {
        let (Ok(mut interrupt), Ok(mut terminate)) = (interrupt, terminate) else {
            // Without handlers the system ends the process by itself.
            return std::future::pending().await;
        };
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    }
}

/// Ends at Ctrl-C.
#[cfg(not(unix))]
async fn wanted_to_stop() {
    if tokio::signal::ctrl_c().await.is_err() {
        std::future::pending::<()>().await;
    }
}
