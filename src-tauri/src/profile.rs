//! Where and how we run, as data. Read by `boot.rs` and the window; nobody else sees it.

use std::path::PathBuf;

use clap::Parser;

use crate::version;

/// Satchel: find your health records, connect the places that hold them, share them at the desk.
#[derive(Debug, Parser)]
#[command(version = version::LINE)]
pub(crate) struct Arguments {
    /// Play on the built-in sandbox with invented people (also what happens without a settings file)
    #[arg(long)]
    demo: bool,
    /// Sign in as this invented person at the start
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
    /// How many times faster the demo's clock runs while a network is waited for
    #[arg(long, value_name = "N", default_value_t = 60.0, value_parser = speed)]
    speed: f64,
    /// How many seconds a QR code of the demo lives; the network's five minutes without it
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(10..=300))]
    code_seconds: Option<u32>,
    /// Keep the copies in this folder, so that they are there at the next start; without it a demo forgets them
    #[arg(long, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Check every trail in the folder of `--data-dir`, without a window: was anything changed that Satchel wrote down?
    #[arg(long, requires = "data_dir")]
    verify_audit: bool,
    /// The address of a sign-in that came back; the system passes it
    #[arg(value_name = "ADDRESS", hide = true)]
    callback: Option<String>,
}

fn speed(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|speed| (1.0..=1000.0).contains(speed))
        .ok_or("a number from 1 to 1000".to_owned())
}

/// The choice, made once.
#[derive(Clone, Debug)]
pub(crate) struct Profile {
    /// Names this app to the system.
    pub(crate) identifier: &'static str,
    /// The scheme of addresses that come back to us.
    pub(crate) scheme: &'static str,
    /// The window's title; the demo's is another.
    pub(crate) title: &'static str,
    /// Whom to sign in as at the start.
    pub(crate) person: Option<String>,
    /// The demo clock's time-lapse.
    pub(crate) speed: f64,
    /// How long a QR code lives in the demo, if not five minutes.
    pub(crate) code_seconds: Option<u32>,
    /// Where copies are kept; `None` is a folder that is gone when the demo is left.
    pub(crate) data_dir: Option<PathBuf>,
    /// Look at the trails, and open no window.
    pub(crate) verify_audit: bool,
}

impl From<Arguments> for Profile {
    /// There is no settings file yet that could name an organisation, so every start is a demo, with or without
    /// `--demo`.
    fn from(arguments: Arguments) -> Self {
        Self {
            identifier: "health.satchel.demo",
            scheme: "health.satchel.demo",
            title: "Satchel demo",
            person: arguments.person,
            speed: arguments.speed,
            code_seconds: arguments.code_seconds,
            data_dir: arguments.data_dir,
            verify_audit: arguments.verify_audit,
        }
    }
}

impl Profile {
    /// Where log files go: beside the copies. A demo that forgets its copies writes none.
    pub(crate) fn log_folder(&self) -> Option<PathBuf> {
        self.data_dir.as_ref().map(|folder| folder.join("logs"))
    }
}
