//! Programs that we start: what they are, where their output goes, how they ended.

mod group;

use std::env;
use std::ffi::{OsStr, OsString};
use std::fs::{self, File, OpenOptions};
use std::io::{Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result};

pub(crate) use self::group::Group;
use crate::say;

/// How often a silent run says that it is still there.
const HEARTBEAT: Duration = Duration::from_mins(1);

/// What `cargo run` tells this package about itself; another Cargo or an app has no use for it.
const OWN: [&str; 4] = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "CARGO_PRIMARY_PACKAGE"];

/// A program, its arguments and its surroundings.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Cmd {
    program: OsString,
    args: Vec<OsString>,
    env: Vec<(OsString, Option<OsString>)>,
    folder: PathBuf,
    /// How many words at the front are not worth showing.
    unsaid: usize,
}

impl Cmd {
    /// A program to be started in a folder.
    pub(crate) fn new(program: impl AsRef<OsStr>, folder: impl Into<PathBuf>) -> Self {
        let (args, env) = (Vec::new(), Vec::new());
        Self { program: program.as_ref().to_owned(), args, env, folder: folder.into(), unsaid: 0 }
    }

    /// More arguments.
    pub(crate) fn args<A: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = A>) -> Self {
        self.args.extend(args.into_iter().map(|arg| arg.as_ref().to_owned()));
        self
    }

    /// One more variable of the environment.
    pub(crate) fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.env.push((name.into(), Some(value.as_ref().to_owned())));
        self
    }

    /// A variable that the program shall not see.
    pub(crate) fn without_env(mut self, name: &str) -> Self {
        self.env.push((name.into(), None));
        self
    }

    /// The same, started by another program: `before… program args…`.
    pub(crate) fn behind<A: AsRef<OsStr>>(mut self, before: impl IntoIterator<Item = A>) -> Self {
        let mut words = before.into_iter().map(|word| word.as_ref().to_owned());
        if let Some(first) = words.next() {
            let mut args: Vec<OsString> = words.collect();
            args.push(std::mem::replace(&mut self.program, first));
            args.append(&mut self.args);
            self.args = args;
        }
        self
    }

    /// The same, started by another program that is only its surroundings: [`line`](Self::line) leaves it out.
    pub(crate) fn within<A: AsRef<OsStr>>(self, before: impl IntoIterator<Item = A>) -> Self {
        let words = self.args.len();
        let mut wrapped = self.behind(before);
        wrapped.unsaid += wrapped.args.len() - words;
        wrapped
    }

    /// What one would type.
    pub(crate) fn line(&self) -> String {
        let mut words = std::iter::once(&self.program).chain(&self.args).skip(self.unsaid);
        let program = words.next().map(|program| Path::new(program).file_name().unwrap_or(program));
        let words = program.into_iter().chain(words.map(OsString::as_os_str));
        words.map(|word| quoted(&word.to_string_lossy())).collect::<Vec<_>>().join(" ")
    }

    /// The program for `std`, without the variables that are only about this package.
    pub(crate) fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.args(&self.args).current_dir(&self.folder).stdin(Stdio::null());
        for (name, _) in env::vars_os() {
            if OWN.iter().any(|own| name.to_string_lossy().starts_with(own)) {
                command.env_remove(name);
            }
        }
        for (name, value) in &self.env {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        command
    }

    /// Runs it silently and takes what it wrote to standard output. `None` when it is not there or fails.
    pub(crate) fn answer(&self) -> Option<String> {
        let output = self.command().stderr(Stdio::null()).output().ok()?;
        output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Runs it silently and takes everything it wrote to standard output, whatever its exit code.
    pub(crate) fn answer_anyway(&self) -> Option<String> {
        let output = self.command().stderr(Stdio::null()).output().ok()?;
        Some(String::from_utf8_lossy(&output.stdout).into_owned())
    }
}

fn quoted(word: &str) -> String {
    let plain = |letter: char| letter.is_alphanumeric() || "-_=./:,+@%".contains(letter);
    if !word.is_empty() && word.chars().all(plain) { word.to_owned() } else { format!("'{word}'") }
}

/// Where a program's output goes.
#[derive(Debug, Clone)]
pub(crate) enum Output {
    /// To the terminal, as it comes.
    Terminal,
    /// To the end of a file, and to the terminal too when `echo` is set.
    File {
        /// The file; made when it is not there.
        path: PathBuf,
        /// Whether the terminal sees it as well.
        echo: bool,
    },
}

impl Output {
    /// The terminal when a person looks at it, else a file.
    pub(crate) fn terminal_or_file(path: PathBuf) -> Self {
        use std::io::IsTerminal as _;
        if std::io::stdout().is_terminal() { Self::Terminal } else { Self::File { path, echo: false } }
    }
}

/// Runs a program to its end and says whether it succeeded.
pub(crate) fn run(cmd: &Cmd, output: &Output, label: &str) -> Result<bool> {
    Ok(run_within(cmd, output, label, None)? == 0)
}

/// Runs a program to its end, or to a limit after which it is ended and has failed. Gives back its exit code;
/// 1 for one that has none.
pub(crate) fn run_within(cmd: &Cmd, output: &Output, label: &str, limit: Option<Duration>) -> Result<u8> {
    let mut command = cmd.command();
    let mut follow = None;
    if let Output::File { path, echo } = output {
        let mut file = append(path)?;
        writeln!(file, "$ {}", cmd.line()).with_context(|| format!("cannot write {}", path.display()))?;
        if *echo {
            let mut reader = File::open(path)?;
            reader.seek(SeekFrom::End(0))?;
            follow = Some(reader);
            say::line(format_args!("$ {}", cmd.line()));
        }
        command
            .env("TERM", "dumb")
            .env("NO_COLOR", "1")
            .env("CARGO_TERM_COLOR", "never")
            .env_remove("FORCE_COLOR");
        command.stdout(file.try_clone()?).stderr(file);
    }
    let start = Instant::now();
    let mut said = start;
    let quiet = matches!(output, Output::File { echo: false, .. });
    let mut group = Group::spawn(&mut command)?;
    let mut late = false;
    let status = group.wait(|| {
        if let Some(reader) = &mut follow {
            pass_on(reader)?;
        }
        if quiet && said.elapsed() >= HEARTBEAT {
            said = Instant::now();
            say::line(format_args!("        {label}: still at it after {}", say::Took(start.elapsed())));
        }
        late = limit.is_some_and(|limit| start.elapsed() > limit);
        anyhow::ensure!(!late, "no end after {}: {}", say::Took(start.elapsed()), cmd.line());
        Ok(())
    });
    drop(group);
    if let Some(reader) = &mut follow {
        pass_on(reader)?;
    }
    match status {
        Ok(status) => Ok(exit_code(status)),
        Err(error) if late => {
            if let Output::File { path, .. } = output {
                note(path, &format!("{error:#}"))?;
            }
            Ok(1)
        }
        Err(error) => Err(error),
    }
}

/// The exit code to pass on; 1 for a program that a signal ended.
pub(crate) fn exit_code(status: ExitStatus) -> u8 {
    status.code().map_or(1, |code| u8::try_from(code).unwrap_or(1))
}

fn pass_on(reader: &mut File) -> Result<()> {
    let mut bytes = Vec::new();
    reader.read_to_end(&mut bytes)?;
    if !bytes.is_empty() {
        say::raw(&bytes);
    }
    Ok(())
}

fn append(path: &Path) -> Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    }
    let file = OpenOptions::new().create(true).append(true).open(path);
    file.with_context(|| format!("cannot write {}", path.display()))
}

/// Adds one line of our own to a log.
pub(crate) fn note(path: &Path, text: &str) -> Result<()> {
    writeln!(append(path)?, "{text}").with_context(|| format!("cannot write {}", path.display()))
}

/// The last lines of a log, for a person who wants to know why.
pub(crate) fn tail(path: &Path, lines: usize) -> String {
    let text = fs::read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    last_lines(&text, lines)
}

/// The last lines of a text, each set in a little.
pub(crate) fn last_lines(text: &str, lines: usize) -> String {
    let all: Vec<&str> = text.lines().collect();
    all[all.len().saturating_sub(lines)..].iter().flat_map(|line| ["    ", line, "\n"]).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here(program: &str) -> Cmd {
        Cmd::new(program, env!("CARGO_MANIFEST_DIR"))
    }

    #[test]
    fn a_command_reads_as_one_would_type_it() {
        let cmd = here("/somewhere/bin/cargo").args(["nextest", "run", "-E", "not (binary(desktop))"]);
        assert_eq!(cmd.line(), "cargo nextest run -E 'not (binary(desktop))'");
    }

    #[test]
    fn a_command_can_be_started_by_another() {
        let cmd = here("walk").args(["--speed", "60"]).behind(["unshare", "-n", "--"]);
        assert_eq!(cmd.line(), "unshare -n -- walk --speed 60");
        assert_eq!(here("walk").behind([""; 0]).line(), "walk");
    }

    #[test]
    fn surroundings_are_not_shown() {
        let cmd = here("/here/walk").args(["--speed", "60"]).within(["sh", "-c", "exec"]).within(["unshare"]);
        assert_eq!(cmd.line(), "walk --speed 60");
        assert_eq!(cmd.program, "unshare");
        assert_eq!(cmd.args, ["sh", "-c", "exec", "/here/walk", "--speed", "60"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_limit_ends_what_does_not_end() {
        let folder = env::temp_dir().join(format!("xtask-limit-{}", std::process::id()));
        let path = folder.join("limit.log");
        let output = Output::File { path: path.clone(), echo: false };
        let limit = Some(Duration::from_millis(100));
        assert_eq!(run_within(&here("sleep").args(["60"]), &output, "limit", limit).unwrap(), 1);
        assert!(tail(&path, 5).contains("no end after"));
        fs::remove_dir_all(folder).unwrap();
    }

    #[cfg(unix)]
    #[test]
    fn output_goes_to_the_end_of_the_file() {
        let folder = env::temp_dir().join(format!("xtask-output-{}", std::process::id()));
        let path = folder.join("made/output.log");
        let output = Output::File { path: path.clone(), echo: false };
        assert!(run(&here("sh").args(["-c", "echo one; echo two >&2"]), &output, "test").unwrap());
        assert_eq!(
            run_within(&here("sh").args(["-c", "echo three; exit 3"]), &output, "test", None).unwrap(),
            3
        );
        assert_eq!(tail(&path, 2), "    $ sh -c 'echo three; exit 3'\n    three\n");
        assert!(tail(&path, 50).contains("    one\n    two\n"));
        fs::remove_dir_all(folder).unwrap();
    }
}
