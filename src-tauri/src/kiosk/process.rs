//! The process of one visit: started, listened to, and gone with all that it started.

use std::ffi::OsString;
use std::io::{BufRead as _, BufReader};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::time::{Duration, Instant};

use serde::Serialize;

use super::folder::{Folder, MARK};
use super::wire::{self, Start, Word};

/// How long the processes that a web view started may take to end by themselves.
const PATIENCE: Duration = Duration::from_secs(2);

/// What the supervisor waits for.
pub(super) enum Event {
    /// A visit said something.
    Said(Word),
    /// Its output is closed: it ends.
    Silent,
    /// Somebody asks the supervisor to leave.
    Leave,
}

/// Where answers to a visit go.
#[derive(Clone)]
pub(super) struct Ear(Arc<Mutex<Option<ChildStdin>>>);

impl Ear {
    pub(super) fn tell(&self, what: &impl Serialize) {
        let mut input = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // A visit that is gone hears nothing.
        if input.as_mut().is_some_and(|input| wire::write(input, what).is_err()) {
            *input = None;
        }
    }
}

pub(super) struct Process {
    child: Child,
    pub(super) ear: Ear,
    mark: String,
}

impl Process {
    /// Starts this program once more, for one visit.
    pub(super) fn start(
        arguments: &[OsString],
        folder: &Folder,
        start: &Start,
        events: mpsc::Sender<Event>,
    ) -> std::io::Result<Self> {
        let mut child = Command::new(std::env::current_exe()?)
            .args(arguments)
            .envs(folder.environment())
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()?;
        let ear = Ear(Arc::new(Mutex::new(child.stdin.take())));
        ear.tell(start);
        if let Some(output) = child.stdout.take() {
            std::thread::spawn(move || {
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    if let Ok(word) = serde_json::from_str(&line)
                        && events.send(Event::Said(word)).is_err()
                    {
                        return;
                    }
                }
                let _ = events.send(Event::Silent);
            });
        }
        Ok(Self { child, ear, mark: folder.mark() })
    }

    /// Ends it at once.
    pub(super) fn kill(&mut self) {
        let _ = self.child.kill();
    }

    /// Waits until it is gone, with all that it started. False where something of it runs on; `None` of it where this
    /// system does not tell who was started by whom.
    pub(super) fn gone(mut self, patience: Duration) -> bool {
        let begun = Instant::now();
        while matches!(self.child.try_wait(), Ok(None)) {
            if begun.elapsed() > patience {
                self.kill();
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        let begun = Instant::now();
        loop {
            let left = of_visit(&self.mark);
            if left.is_empty() {
                return true;
            }
            if begun.elapsed() > PATIENCE + PATIENCE {
                return false;
            }
            if begun.elapsed() > PATIENCE {
                left.into_iter().for_each(end);
            }
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

/// The processes that inherited the mark of a visit.
#[cfg(target_os = "linux")]
fn of_visit(mark: &str) -> Vec<i32> {
    let wanted = format!("{MARK}={mark}");
    let own = std::process::id();
    let entries = std::fs::read_dir("/proc").into_iter().flatten().flatten();
    entries
        .filter_map(|entry| entry.file_name().to_string_lossy().parse::<u32>().ok())
        .filter(|pid| *pid != own)
        .filter(|pid| {
            let environment = std::fs::read(format!("/proc/{pid}/environ")).unwrap_or_default();
            environment.split(|byte| *byte == 0).any(|one| one == wanted.as_bytes())
        })
        .filter_map(|pid| i32::try_from(pid).ok())
        .collect()
}

#[cfg(not(target_os = "linux"))]
fn of_visit(mark: &str) -> Vec<i32> {
    let _ = (mark, MARK);
    Vec::new()
}

#[cfg(unix)]
fn end(pid: i32) {
    let _ = nix::sys::signal::kill(nix::unistd::Pid::from_raw(pid), nix::sys::signal::Signal::SIGKILL);
}

#[cfg(not(unix))]
fn end(_pid: i32) {}

#[cfg(all(test, target_os = "linux"))]
mod tests {
    use super::*;

    #[test]
    fn what_a_visit_started_is_found_by_its_mark() {
        let mark = format!("satchel-visit-test-{}", std::process::id());
        let mut started = Command::new("sleep").arg("60").env(MARK, &mark).spawn().unwrap();
        let found = || of_visit(&mark).iter().any(|pid| u32::try_from(*pid) == Ok(started.id()));
        let begun = Instant::now();
        while !found() {
            assert!(begun.elapsed() < Duration::from_secs(10), "it is not found");
            std::thread::sleep(Duration::from_millis(10));
        }
        of_visit(&mark).into_iter().for_each(end);
        started.wait().unwrap();
        assert!(of_visit(&mark).is_empty());
    }
}
