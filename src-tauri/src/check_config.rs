//! `satchel --check-config FILE`: what a settings file would do, or what to mend in it; and what its providers offer.
//! `satchel --check-policy`: the same for what the administrator set by a policy of the system.

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::Path;
use std::process::ExitCode;

use identity::Provider;
use networks::{CorrelationId, Http};
use settings::{Folders, Settings, candidates, read_first, report};

use crate::{managed, organisation};

/// Success if the app could start with the file, and no provider contradicts it.
pub(crate) fn check(file: &Path) -> ExitCode {
    said(async |said| checked(file, said).await)
}

/// Success if there is a policy, and the app could start with it.
pub(crate) fn check_policy() -> ExitCode {
    said(async |said| match managed::policy() {
        Some(Ok(text)) => judged(&text, said).await,
        Some(Err(error)) => {
            let _ = writeln!(said, "the policy of this computer cannot be read: {error}");
            false
        }
        None => {
            said.push_str("no policy of this computer gives settings for Satchel\n");
            false
        }
    })
}

fn said(check: impl AsyncFnOnce(&mut String) -> bool) -> ExitCode {
    let mut said = String::new();
    let good = tauri::async_runtime::block_on(check(&mut said));
    // Nobody reads it: then there is nobody to tell.
    let _ = std::io::stdout().lock().write_all(said.as_bytes());
    if good { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

async fn checked(file: &Path, said: &mut String) -> bool {
    let text = match read_first(&candidates(Some(file), &Folders::default())) {
        Ok(Some(found)) => found.text,
        Ok(None) => return false,
        Err(error) => {
            let _ = writeln!(said, "{error}");
            return false;
        }
    };
    judged(&text, said).await
}

async fn judged(text: &str, said: &mut String) -> bool {
    let report = report(text);
    said.push_str(&report.to_string());
    match &report.settings {
        Some(settings) => providers(settings, said).await,
        None => false,
    }
}

/// Asks each provider for its description. One that does not answer contradicts nothing.
async fn providers(settings: &Settings, said: &mut String) -> bool {
    let Ok(http) = organisation::way_out(settings) else { return false };
    said.push_str("\nand the providers say\n");
    let sign_in = described("sign-in", &settings.sign_in.issuer, &http, said).await;
    let mut good = !matches!(sign_in, Described::Unsound);
    if let Described::Sound(provider) = sign_in {
        let device = provider.device_authorization_endpoint.is_some();
        let word = |offered| if offered { "offered" } else { "not offered" };
        let _ = writeln!(said, "    signing in on another device: {}", word(device));
        let revocation = provider.revocation_endpoint.is_some();
        let _ = writeln!(said, "    giving tokens back at the sign-out: {}", word(revocation));
        if settings.sign_in.device_flow && !device {
            said.push_str("    to mend: sign_in.device_flow = false, or a provider that offers it\n");
            good &= settings.kiosk.is_none() && !settings.sign_in.redirects.is_empty();
        }
        if provider.jwks_uri.is_none() {
            said.push_str("    to mend: the description names no keys, so no sign-in could be checked\n");
            good = false;
        }
    }
    if let Some(csp) = &settings.identity_check.csp {
        let csp = described("identity check", &csp.profile.issuer, &http, said).await;
        good &= !matches!(csp, Described::Unsound);
    }
    good
}

enum Described {
    Sound(Box<Provider>),
    Unsound,
    Silent,
}

async fn described(what: &str, issuer: &str, http: &Http, said: &mut String) -> Described {
    let (word, described) = match Provider::discover(issuer, http, &CorrelationId::new()).await {
        Ok(provider) => ("the description is sound".to_owned(), Described::Sound(Box::new(provider))),
        Err(error @ (identity::Error::Http(_) | identity::Error::Server { .. })) => {
            (format!("could not be asked: {error}"), Described::Silent)
        }
        Err(error) => (format!("to mend: {error}"), Described::Unsound),
    };
    let _ = writeln!(said, "  {what}: {word}");
    described
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn looked_at(text: &str) -> (bool, String) {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("organisation.toml");
        std::fs::write(&file, text).unwrap();
        let mut said = String::new();
        let good = checked(&file, &mut said).await;
        (good, said)
    }

    #[tokio::test]
    async fn a_file_and_its_providers_are_looked_at_together() {
        let world = sandbox::spawn(sandbox::Options::default()).await.unwrap();
        let text = organisation::demo_text(&world.base_url().parse().unwrap());
        let (good, said) = looked_at(&text).await;
        assert!(good, "{said}");
        assert!(said.contains("signing in on another device: offered"), "{said}");
        assert!(said.contains("identity check: the description is sound"), "{said}");

        // A kiosk signs people in on their phones alone; a computer of one's own has other ways.
        let no_phone = text.replace("/organisation\"", "/csp\"");
        let (good, said) = looked_at(&no_phone).await;
        assert!(!good && said.contains("signing in on another device: not offered"), "{said}");
        let (no_kiosk, _) = no_phone.split_once("[kiosk]").unwrap();
        let (good, said) = looked_at(no_kiosk).await;
        assert!(good && said.contains("signing in on another device: not offered"), "{said}");
        let elsewhere = text.replace("/organisation\"", "/organisations\"");
        let (good, said) = looked_at(&elsewhere).await;
        assert!(!good && said.contains("to mend: the provider's description"), "{said}");
        world.stop().await;
        let (good, said) = looked_at(&text).await;
        assert!(good && said.contains("could not be asked"), "{said}");
    }

    #[tokio::test]
    async fn a_slip_is_told_by_its_line() {
        let (good, said) = looked_at("[organisation]\nname = 7\n").await;
        assert!(!good && said.contains("line 2, column 8: organisation.name"), "{said}");
        let mut nothing = String::new();
        assert!(!checked(Path::new("/nowhere/organisation.toml"), &mut nothing).await);
        assert!(nothing.contains("cannot be read") && !nothing.contains("nowhere"), "{nothing}");
    }
}
