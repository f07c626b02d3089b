//! How much memory the app and its web process ever took.

use anyhow::{Context as _, Result, ensure};

use crate::{app, edges};

/// What no file may make a process take, in bytes.
const MOST: u64 = 900 << 20;

/// The highest that a process ever had in memory.
fn peak(pid: u32) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    Some(line.trim().trim_end_matches(" kB").parse::<u64>().ok()? << 10)
}

/// None of the app's processes ever took more than a bound.
pub(crate) fn is_bounded() -> Result<()> {
    let family = edges::descendants(edges::pid_of(&app()?)?)?;
    let most = family.iter().filter_map(|pid| peak(*pid)).max().context("no process")?;
    ensure!(most < MOST, "a process took {} MiB", most >> 20);
    Ok(())
}
