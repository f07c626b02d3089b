//! `satchel --verify-audit`: looks through the trails on this computer, without a window.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::Path;
use std::process::ExitCode;

use jiff::Timestamp;
use secrecy::SecretString;
use store::{AuditCheck, Lock, Lockers};

use crate::boot::KEYCHAIN_PATIENCE;

/// Prints a line for each copy; success only if every trail is whole.
pub(crate) fn audit(folder: &Path, identifier: &str, now: Timestamp) -> ExitCode {
    let lockers = Lockers::lasting(folder, identifier, KEYCHAIN_PATIENCE);
    let looked = tauri::async_runtime::block_on(workflow::verify_trails(&lockers, now, &ask));
    let mut out = std::io::stdout().lock();
    let mut whole = true;
    match looked {
        Ok(trails) => {
            for trail in &trails {
                let said = match &trail.check {
                    Ok(AuditCheck::Whole { events }) => format!("whole, {events} events"),
                    Ok(AuditCheck::BrokenAt { sequence }) => {
                        format!("broken at event {sequence}: somebody changed what Satchel wrote down")
                    }
                    Err(error) => format!("not checked: {error}"),
                };
                whole &= matches!(trail.check, Ok(AuditCheck::Whole { .. }));
                // Nobody reads it: then there is nobody to tell.
                let _ = writeln!(out, "{}  {said}", trail.id);
            }
            let _ = writeln!(out, "{} copies", trails.len());
        }
        Err(error) => {
            let _ = writeln!(out, "The folder could not be read: {error}");
            whole = false;
        }
    }
    if whole { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Asks at the terminal, without showing what is typed; else takes a line of standard input. An empty one leaves the
/// copy out.
fn ask(id: &str, lock: Lock) -> Option<SecretString> {
    let what = if lock == Lock::Pin { "PIN" } else { "Passphrase" };
    let typed = if std::io::stdin().is_terminal() {
        rpassword::prompt_password(format!("{what} for {id}: ")).ok()?
    } else {
        let mut line = String::new();
        std::io::stdin().lock().read_line(&mut line).ok()?;
        line.trim_end_matches(['\r', '\n']).to_owned()
    };
    (!typed.is_empty()).then(|| SecretString::from(typed))
}
