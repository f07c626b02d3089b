//! Programs that never outlive us.
//!
//! Every program runs in a process group of its own and the group is ended when its handle goes away: on
//! success, on an error, on Ctrl-C. Should this process be killed outright, a guard ends the group: a small
//! shell that waits for the end of a pipe which only we hold open. (The kernel's own way, `PR_SET_PDEATHSIG`,
//! needs unsafe code.)

use std::path::Path;
#[cfg(unix)]
use std::process::Stdio;
use std::process::{Child, Command, ExitStatus};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

use crate::stop::{self, Stop};

/// How long a program has to end itself after it was asked to.
const GRACE: Duration = Duration::from_secs(3);
/// A pause between two looks at a running program.
const LOOK: Duration = Duration::from_millis(40);

/// A running program with everything it started, in a process group of its own.
#[derive(Debug)]
pub(crate) struct Group {
    child: Child,
    guard: Option<Child>,
    ended: bool,
}

impl Group {
    /// Starts it.
    pub(crate) fn spawn(command: &mut Command) -> Result<Self> {
        let name = Path::new(command.get_program()).to_string_lossy().into_owned();
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        let child = command.spawn().with_context(|| format!("cannot start {name}"))?;
        let guard = guard(child.id());
        Ok(Self { child, guard, ended: false })
    }

    /// The program itself, for its pipes.
    pub(crate) fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// How it ended, if it has.
    pub(crate) fn finished(&mut self) -> Result<Option<ExitStatus>> {
        self.child.try_wait().context("cannot look after a program")
    }

    /// Waits for it; a request to stop ends the group and is an error. `each` is called between two looks.
    pub(crate) fn wait(&mut self, mut each: impl FnMut() -> Result<()>) -> Result<ExitStatus> {
        loop {
            if stop::requested() {
                self.end();
                return Err(Stop::interrupted().into());
            }
            if let Some(status) = self.finished()? {
                return Ok(status);
            }
            each()?;
            thread::sleep(LOOK);
        }
    }

    /// Ends whatever is left of the group.
    pub(crate) fn end(&mut self) {
        if self.ended {
            return;
        }
        self.ended = true;
        if matches!(self.child.try_wait(), Ok(None)) {
            ask_to_end(&mut self.child);
            let deadline = Instant::now() + GRACE;
            while matches!(self.child.try_wait(), Ok(None)) && Instant::now() < deadline {
                thread::sleep(LOOK);
            }
        }
        kill(&mut self.child);
        let _ = self.child.wait();
        if let Some(guard) = &mut self.guard {
            let _ = guard.kill();
            let _ = guard.wait();
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.end();
    }
}

/// A shell that ends the group when we are gone: its `read` returns at the end of the pipe that we hold.
#[cfg(unix)]
fn guard(group: u32) -> Option<Child> {
    use std::os::unix::process::CommandExt as _;
    const SCRIPT: &str = r#"read -r _; kill -s TERM -- "-$1"; sleep 3; kill -s KILL -- "-$1""#;
    Command::new("sh")
        .args(["-c", SCRIPT, "sh", &group.to_string()])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .process_group(0)
        .spawn()
        .ok()
}

#[cfg(not(unix))]
fn guard(_group: u32) -> Option<Child> {
    None
}

#[cfg(unix)]
fn ask_to_end(child: &mut Child) {
    signal(child, nix::sys::signal::Signal::SIGTERM);
}

#[cfg(not(unix))]
fn ask_to_end(child: &mut Child) {
    // Closing its standard input is the only polite way there is.
    drop(child.stdin.take());
}

#[cfg(unix)]
fn kill(child: &mut Child) {
    signal(child, nix::sys::signal::Signal::SIGKILL);
}

#[cfg(not(unix))]
fn kill(child: &mut Child) {
    let _ = child.kill();
}

#[cfg(unix)]
fn signal(child: &Child, signal: nix::sys::signal::Signal) {
    if let Ok(group) = i32::try_from(child.id()) {
        // An error says that nobody is left in the group.
        let _ = nix::sys::signal::killpg(nix::unistd::Pid::from_raw(group), signal);
    }
}

#[cfg(all(test, unix))]
mod tests {
    use std::io::Read as _;

    use super::*;
    use crate::process::Cmd;

    fn here(program: &str) -> Cmd {
        Cmd::new(program, env!("CARGO_MANIFEST_DIR"))
    }

    #[test]
    fn a_group_ends_with_everything_it_started() {
        let mut command = here("sh").args(["-c", "sleep 60 & echo $!; wait"]).command();
        let mut group = Group::spawn(command.stdout(Stdio::piped())).unwrap();
        let mut first = [0_u8; 16];
        let read = group.child().stdout.as_mut().unwrap().read(&mut first).unwrap();
        let sleeper = String::from_utf8_lossy(&first[..read]).trim().to_owned();
        drop(group);
        let deadline = Instant::now() + Duration::from_secs(5);
        while running(&sleeper) && Instant::now() < deadline {
            thread::sleep(LOOK);
        }
        assert!(!running(&sleeper), "process {sleeper} is still there");
    }

    /// Whether a process runs; one that is dead and not yet collected does not.
    fn running(pid: &str) -> bool {
        let state = here("ps").args(["-o", "stat=", "-p", pid]).answer();
        state.is_some_and(|state| !state.trim().is_empty() && !state.trim().starts_with('Z'))
    }
}
