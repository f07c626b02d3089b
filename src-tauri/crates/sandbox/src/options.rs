//! How a sandbox is started.

use std::path::PathBuf;

use jiff::Timestamp;

pub use crate::clock::Lapse;

/// What one sandbox is like. The default: a free port, real time, random ids, the built-in people.
#[derive(Debug, Clone)]
pub struct Options {
    /// TCP port on 127.0.0.1; 0 takes a free one.
    pub port: u16,
    /// Sandbox seconds per real second while the time-lapse runs; from 0.1 to 100 000.
    pub speed: f64,
    /// When the time-lapse runs.
    pub lapse: Lapse,
    /// The clock stands still until the control API moves it.
    pub stepped: bool,
    /// Makes ids, tokens and keys repeat from run to run. They can then be guessed: for tests and pictures.
    pub seed: Option<u64>,
    /// The world's time at the beginning; the machine's time when left out.
    pub start: Option<Timestamp>,
    /// Where the browser is sent after a portal sign-in, such as `satchel://signed-in`; `status_code` is added.
    pub app_redirect: Option<String>,
    /// The address that this sandbox names in its answers, such as `http://127.0.0.1:9000`, where something stands
    /// before it; its own when left out.
    pub known_as: Option<String>,
    /// How long a health link lives, in sandbox seconds; five minutes when left out.
    pub link_seconds: Option<u32>,
    /// A folder of scenarios that takes the place of the built-in ones.
    pub scenario_dir: Option<PathBuf>,
    /// Whose places and records somebody gets who is of no scenario; the first person's when left out.
    pub scenario: Option<String>,
    /// The page at `/` that shows what the world is like, to everybody on this computer.
    pub overview: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 0,
            speed: 1.0,
            lapse: Lapse::Waiting,
            stepped: false,
            seed: None,
            start: None,
            app_redirect: None,
            known_as: None,
            link_seconds: None,
            scenario_dir: None,
            scenario: None,
            overview: false,
        }
    }
}
