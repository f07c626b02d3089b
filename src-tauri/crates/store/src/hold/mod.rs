//! Does the store survive being killed? A child process leads a life of mixed writes, or of a locker's changes; this one
//! kills it, opens what is left and looks.

mod check;
mod life;
mod locker_check;
mod locker_life;

use std::io::{self, BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

use crate::fail;

/// Where [`fail::at`] reads at which point, and at which passing of it, a process ends.
pub(crate) const STOP: &str = "SATCHEL_STORE_STOP";

/// How many times a life may pass a point before it is ended there, for the points that are passed often.
const PASSINGS: [u32; 3] = [1, 2, 9];

/// A child that has not come to its point after this long never will.
const PATIENCE: Duration = Duration::from_secs(30);

/// Which life a child leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Life {
    /// Of a store: without end.
    Store,
    /// Of a locker: from its making to its removal.
    Locker,
}

impl Life {
    /// Leads it on a path, saying `done N` after each step.
    pub fn lead(self, path: &Path) -> Result<(), crate::LockerError> {
        match self {
            Self::Store => Ok(life::lead(path)?),
            Self::Locker => locker_life::lead(path),
        }
    }
}

/// Results of kills.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Survived {
    /// How often the store was as it should be.
    pub survived: u32,
    /// How often it was killed.
    pub of: u32,
}

/// Kills a store at every fail point (first, second and ninth passing) and at `random` random moments, and a locker at
/// every passing of every fail point; tells each failure.
///
/// `child` makes the command that calls [`Life::lead`] on a path.
pub fn kill(
    child: &dyn Fn(Life, &Path) -> Command,
    random: u32,
    seed: u64,
    tell: &mut dyn FnMut(&str),
) -> io::Result<Survived> {
    let mut result = Survived::default();
    kill_stores(&|path| child(Life::Store, path), random, seed, &mut result, tell)?;
    kill_lockers(&|path| child(Life::Locker, path), &mut result, tell)?;
    Ok(result)
}

/// How long it takes to write so many pieces of so many bytes into a file of ours without anything around it, so many of
/// them in one transaction: the measure of what an import costs. Key, log and durability are the store's own.
pub fn bare_insert(
    path: &Path,
    count: usize,
    bytes: usize,
    together: usize,
) -> Result<Duration, crate::Error> {
    let opened = crate::file::open(path, &crate::Key::from_bytes([7; 32]))?;
    let connection = opened.connection;
    connection.execute_batch("CREATE TABLE bare (id INTEGER PRIMARY KEY, bytes BLOB NOT NULL) STRICT;")?;
    let (mut dice, mut body) = (Dice(1), vec![0_u8; bytes]);
    let began = Instant::now();
    for number in 0..count {
        if number % together == 0 {
            connection.execute_batch("BEGIN IMMEDIATE")?;
        }
        for byte in body.iter_mut().step_by(97) {
            *byte = u8::try_from(dice.below(256)).unwrap_or_default();
        }
        connection.prepare_cached("INSERT INTO bare (bytes) VALUES (?1)")?.execute([&body])?;
        if (number + 1) % together == 0 || number + 1 == count {
            connection.execute_batch("COMMIT")?;
        }
    }
    Ok(began.elapsed())
}

fn kill_lockers(
    child: &dyn Fn(&Path) -> Command,
    result: &mut Survived,
    tell: &mut dyn FnMut(&str),
) -> io::Result<()> {
    for point in fail::LOCKER_POINTS {
        for passing in 1.. {
            let folder = tempfile::tempdir()?;
            let end = kill_at(child(folder.path()).env(STOP, format!("{point}:{passing}")), point);
            let outcome = match end {
                // Passed so often, it came to its own end.
                Ok(End::Over) if passing > 1 => break,
                Ok(End::Over) => Err("it never came there".to_owned()),
                Ok(End::Killed(acknowledged)) => locker_check::look(folder.path(), acknowledged.unwrap_or(0)),
                Err(error) => Err(error),
            };
            note(result, &format!("{point}:{passing}"), outcome, tell);
        }
    }
    Ok(())
}

fn kill_stores(
    child: &dyn Fn(&Path) -> Command,
    random: u32,
    seed: u64,
    result: &mut Survived,
    tell: &mut dyn FnMut(&str),
) -> io::Result<()> {
    for point in fail::POINTS {
        for passing in PASSINGS.into_iter().filter(|&passing| passing == 1 || is_passed_often(point)) {
            let folder = tempfile::tempdir()?;
            let path = folder.path().join("person.satchel");
            let end = kill_at(child(&path).env(STOP, format!("{point}:{passing}")), point);
            let outcome = end.and_then(|end| match end {
                End::Killed(acknowledged) => check::look(&path, acknowledged),
                End::Over => Err("it never came there".to_owned()),
            });
            note(result, &format!("{point}:{passing}"), outcome, tell);
        }
    }
    let mut dice = Dice(seed);
    let mut folder = tempfile::tempdir()?;
    for number in 0..random {
        // A file lives through ten kills, so that what one leaves behind is what the next begins with.
        if number % 10 == 0 {
            folder = tempfile::tempdir()?;
        }
        let path = folder.path().join("person.satchel");
        let after = Duration::from_micros(dice.below(250_000));
        let outcome = kill_after(&mut child(&path), after)
            .map_err(|error| error.to_string())
            .and_then(|acknowledged| check::look(&path, acknowledged));
        note(result, &format!("random {number}, after {after:?}, seed {seed}"), outcome, tell);
    }
    Ok(())
}

fn note(result: &mut Survived, what: &str, outcome: Result<(), String>, tell: &mut dyn FnMut(&str)) {
    result.of += 1;
    match outcome {
        Ok(()) => result.survived += 1,
        Err(why) => tell(&format!("killed at {what}: {why}")),
    }
}

/// Once a life: making and opening the file.
fn is_passed_often(point: &str) -> bool {
    !point.starts_with("create-") && !point.starts_with("open-")
}

/// How a child ended.
enum End {
    /// At the point, after the step that it said last was done.
    Killed(Option<u32>),
    /// By itself.
    Over,
}

/// Starts the child, waits until it stands at the point, kills it.
fn kill_at(command: &mut Command, point: &str) -> Result<End, String> {
    let (mut child, lines) = start(command).map_err(|error| error.to_string())?;
    let mut acknowledged = None;
    let until = Instant::now() + PATIENCE;
    let here = format!("at {point}");
    let standing = loop {
        match lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
            // Not the whole line: the test runner begins the first one with the test's name.
            Ok(line) if line.ends_with(&here) => break Ok(End::Killed(acknowledged)),
            Ok(line) => acknowledged = done(&line).or(acknowledged),
            Err(mpsc::RecvTimeoutError::Disconnected) => break Ok(End::Over),
            Err(error) => break Err(format!("it never came there: {error}")),
        }
    };
    end(&mut child).map_err(|error| error.to_string())?;
    standing
}

/// Starts the child and kills it after a while.
fn kill_after(command: &mut Command, after: Duration) -> io::Result<Option<u32>> {
    let (mut child, lines) = start(command)?;
    std::thread::sleep(after);
    end(&mut child)?;
    Ok(lines.iter().filter_map(|line| done(&line)).last())
}

fn start(command: &mut Command) -> io::Result<(Child, mpsc::Receiver<String>)> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let out = child.stdout.take().ok_or_else(|| io::Error::other("no standard output"))?;
    let (tell, told) = mpsc::channel();
    std::thread::spawn(move || {
        for line in BufReader::new(out).lines().map_while(Result::ok) {
            if tell.send(line).is_err() {
                break;
            }
        }
    });
    Ok((child, told))
}

/// On Unix this is SIGKILL.
fn end(child: &mut Child) -> io::Result<()> {
    child.kill()?;
    child.wait().map(drop)
}

fn done(line: &str) -> Option<u32> {
    line.rsplit_once("done ")?.1.parse().ok()
}

/// `SplitMix64`: repeatable, and random enough for moments.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATH: &str = "SATCHEL_STORE_LIFE_PATH";
    const OF_A_LOCKER: &str = "SATCHEL_STORE_LIFE_OF_A_LOCKER";

    /// Not a test: the child of the one below.
    #[test]
    #[ignore = "the child of another test"]
    fn a_life() {
        if let Some(path) = std::env::var_os(PATH) {
            let life = if std::env::var_os(OF_A_LOCKER).is_some() { Life::Locker } else { Life::Store };
            life.lead(Path::new(&path)).unwrap();
        }
    }

    #[test]
    fn it_survives_a_kill_at_every_commit_boundary_and_at_some_random_moments() {
        let this = std::env::current_exe().unwrap();
        let child = |life: Life, path: &Path| {
            let mut command = Command::new(&this);
            command.args(["--exact", "hold::tests::a_life", "--ignored", "--nocapture", "--test-threads=1"]);
            command.env(PATH, path);
            if life == Life::Locker {
                command.env(OF_A_LOCKER, "1");
            }
            command
        };
        let mut failures = Vec::new();
        let result = kill(&child, 10, 1, &mut |failure| failures.push(failure.to_owned())).unwrap();
        assert_eq!(failures, [] as [&str; 0]);
        assert_eq!(result.survived, result.of);
    }
}
