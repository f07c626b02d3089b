//! Reading aloud on Linux: `spd-say`, which comes with speech-dispatcher, reads what it gets on its standard input, so
//! that no text stands in a list of processes.

use std::io::Write as _;
use std::process::{Command, Stdio};

use workflow::view::Language;

const PROGRAM: &str = "spd-say";

/// A voice of this computer.
pub(super) struct Voice;

impl Voice {
    /// One that speaks; `None` where there is none.
    pub(super) fn find() -> Option<Self> {
        if !cfg!(target_os = "linux") {
            return None;
        }
        // Lists the voices of the synthesizer in use; fails where nothing speaks.
        let listed = Command::new(PROGRAM)
            .arg("--list-synthesis-voices")
            .stdin(Stdio::null())
            .stderr(Stdio::null())
            .output()
            .ok()?;
        let voices = String::from_utf8_lossy(&listed.stdout).lines().count();
        (listed.status.success() && voices > 1).then_some(Self)
    }

    /// In place of what is being read, at `volume` percent.
    pub(super) fn say(&self, text: &str, language: Language, volume: u8) {
        self.hush();
        let language = match language {
            Language::English => "en",
            Language::Spanish => "es",
        };
        let started = Command::new(PROGRAM)
            .args(["--pipe-mode", "--language", language, "--volume", &loudness(volume).to_string()])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn();
        let Ok(mut reader) = started else { return };
        let text = text.to_owned();
        std::thread::spawn(move || {
            if let Some(mut input) = reader.stdin.take() {
                let _ = input.write_all(text.as_bytes());
            }
            let _ = reader.wait();
        });
    }

    #[expect(clippy::unused_self, reason = "who has a voice can be hushed")]
    pub(super) fn hush(&self) {
        let cancelled =
            Command::new(PROGRAM).arg("--cancel").stdin(Stdio::null()).stderr(Stdio::null()).spawn();
        if let Ok(mut cancelled) = cancelled {
            std::thread::spawn(move || cancelled.wait());
        }
    }
}

/// What `spd-say` counts from -100 to 100.
fn loudness(percent: u8) -> i32 {
    i32::from(percent.min(100)) * 2 - 100
}

#[cfg(test)]
mod tests {
    use super::loudness;

    #[test]
    fn percent_are_said_as_the_program_counts() {
        assert_eq!([0, 40, 60, 100, 255].map(loudness), [-100, -20, 20, 100, 100]);
    }
}
