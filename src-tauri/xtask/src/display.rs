//! A screen that nobody sees, and a desktop session around the programs on it.
//!
//! Each [`Screen`] is one Xvfb; each program started [`inside`](Screen::inside) it has a D-Bus session of its
//! own, an unlocked Secret Service where GNOME's is installed, and folders of its own for settings and data.

use std::env;
use std::ffi::OsStr;
use std::fs;
use std::io::{BufRead as _, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{self, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};

use crate::context::{self, Context};
use crate::process::{Cmd, Group};

/// Large enough for the kiosk's layout at twice the size.
const SIZE: &str = "1600x1200x24";
/// How long Xvfb may take to say its number.
const START: Duration = Duration::from_secs(20);

/// Starts a session bus around the script `$1`. What the bus and its services say goes to the log `$0`; the
/// script finds the real output as 3 and 4.
const BUS: &str = "\
script=$1; shift
exec dbus-run-session -- sh -c \"$script\" sh \"$@\" 3>&1 4>&2 >>\"$0\" 2>&1";

/// Unlocks a keyring with a password of no worth (it guards test data on a bus of its own), then runs the
/// rest.
const SESSION: &str = "\
if command -v gnome-keyring-daemon >/dev/null; then
  printf %s test | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1
fi
exec \"$@\" >&3 2>&4 3>&- 4>&-";

/// Brings up loopback in an empty network, then runs the rest.
const LOOPBACK: &str = "ip link set lo up && exec \"$@\"";

/// A running Xvfb; ended, with its folders removed, when this goes away.
#[derive(Debug)]
pub(crate) struct Screen {
    number: u32,
    folder: PathBuf,
    log: PathBuf,
    _xvfb: Group,
}

impl Screen {
    /// Starts one. What it and the sessions on it have to say goes to a log.
    pub(crate) fn start(context: &Context, log: &Path) -> Result<Self> {
        fs::write(log, "").with_context(|| format!("cannot write {}", log.display()))?;
        let errors = fs::File::options().append(true).open(log)?;
        let mut command = context
            .program("Xvfb")
            .args(["-displayfd", "1", "-screen", "0", SIZE, "-nolisten", "tcp", "-noreset"])
            .command();
        let mut xvfb = Group::spawn(command.stdout(Stdio::piped()).stderr(errors))?;
        let pipe = xvfb.child().stdout.take().context("Xvfb has no output")?;
        let number = first_number(pipe)?;
        Ok(Self { number, folder: private_folder()?, log: log.to_path_buf(), _xvfb: xvfb })
    }

    /// The program on this screen, in a desktop session of its own.
    pub(crate) fn inside(&self, cmd: Cmd) -> Cmd {
        let folder = |name: &str| self.folder.join(name);
        cmd.within(
            ["sh", "-c", BUS].map(OsStr::new).into_iter().chain([self.log.as_os_str(), SESSION.as_ref()]),
        )
        .env("DISPLAY", format!(":{}", self.number))
        .without_env("WAYLAND_DISPLAY")
        .without_env("DBUS_SESSION_BUS_ADDRESS")
        .env("XDG_RUNTIME_DIR", folder("run"))
        .env("XDG_DATA_HOME", folder("data"))
        .env("XDG_CONFIG_HOME", folder("config"))
        .env("XDG_CACHE_HOME", folder("cache"))
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Reads the display's number. The pipe stays open as long as Xvfb runs: it dies when it is closed early.
fn first_number(pipe: impl Read + Send + 'static) -> Result<u32> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(pipe).lines().map_while(Result::ok) {
            let _ = sender.send(line);
        }
    });
    match receiver.recv_timeout(START) {
        Ok(line) => display_number(&line),
        Err(_) => bail!("Xvfb did not say which display it serves"),
    }
}

fn display_number(line: &str) -> Result<u32> {
    line.trim().parse().with_context(|| format!("Xvfb said `{}` and not a number", line.trim()))
}

/// A folder that only we can read, with short paths: sockets are made in it.
fn private_folder() -> Result<PathBuf> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    let next = NEXT.fetch_add(1, Ordering::Relaxed);
    let folder = env::temp_dir().join(format!("satchel-screen-{}-{next}", process::id()));
    for name in ["run", "data", "config", "cache"] {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder.join(name)).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    Ok(folder)
}

/// Whether a window would be seen: macOS and Windows always have a display, elsewhere the environment tells.
pub(crate) fn is_there() -> bool {
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    cfg!(any(target_os = "macos", windows)) || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// What to start a program behind, so that its network is loopback and nothing else. `None` where that cannot
/// be had.
pub(crate) fn loopback_only(context: &Context) -> Option<Vec<String>> {
    if !cfg!(target_os = "linux") || context::find_program(&["ip"]).is_none() {
        return None;
    }
    // As root directly; else as root of a user namespace, where the system allows it.
    let ways: [&[&str]; 2] = [&["unshare", "-n"], &["unshare", "-r", "-n"]];
    ways.into_iter()
        .map(|way| {
            way.iter().chain(&["sh", "-c", LOOPBACK, "sh"]).map(|&word| word.to_owned()).collect::<Vec<_>>()
        })
        .find(|before| context.program("true").behind(before).answer().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_display_is_a_line() {
        assert_eq!(display_number("99\n").unwrap(), 99);
        assert!(display_number("(EE) no screens found").is_err());
        assert_eq!(first_number(&b"7\n"[..]).unwrap(), 7);
    }

    #[test]
    fn silence_is_an_error() {
        assert!(first_number(&b""[..]).is_err());
    }

    #[test]
    fn folders_differ_and_are_private() {
        let (one, other) = (private_folder().unwrap(), private_folder().unwrap());
        assert_ne!(one, other);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            assert_eq!(fs::metadata(one.join("run")).unwrap().permissions().mode() & 0o777, 0o700);
        }
        fs::remove_dir_all(one).unwrap();
        fs::remove_dir_all(other).unwrap();
    }
}
