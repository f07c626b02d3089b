//! What a person at the terminal reads. The one place that writes to it.
//!
//! Written with `writeln!` and not with `println!`: a closed pipe (`cargo verify | head`) must not end a run.

use std::fmt::{self, Display};
use std::io::{self, Write};
use std::time::Duration;

/// One line to standard output.
pub(crate) fn line(text: impl Display) {
    let mut out = io::stdout().lock();
    let _ = writeln!(out, "{text}");
    let _ = out.flush();
}

/// One line to standard error.
pub(crate) fn error(text: impl Display) {
    let _ = writeln!(io::stderr().lock(), "{text}");
}

/// What a program wrote, passed on as it is.
pub(crate) fn raw(bytes: &[u8]) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(bytes);
    let _ = out.flush();
}

/// A duration as people say it: `0.3 s`, `12 s`, `8 min 3 s`.
pub(crate) struct Took(pub(crate) Duration);

impl Display for Took {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let seconds = self.0.as_secs_f64();
        let text = if seconds < 9.95 {
            format!("{seconds:.1} s")
        } else {
            let whole = self.0.saturating_add(Duration::from_millis(500)).as_secs();
            if whole < 60 { format!("{whole} s") } else { format!("{} min {} s", whole / 60, whole % 60) }
        };
        out.pad(&text)
    }
}

/// `1 package`, `2 packages`.
pub(crate) fn counted(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_people_say_them() {
        let said = |millis| Took(Duration::from_millis(millis)).to_string();
        assert_eq!(said(312), "0.3 s");
        assert_eq!(said(9_949), "9.9 s");
        assert_eq!(said(9_960), "10 s");
        assert_eq!(said(59_400), "59 s");
        assert_eq!(said(59_600), "1 min 0 s");
        assert_eq!(said(483_000), "8 min 3 s");
    }

    #[test]
    fn a_single_thing_has_no_plural() {
        assert_eq!(counted(1, "package"), "1 package");
        assert_eq!(counted(12, "package"), "12 packages");
    }
}
