//! `satchel --live-check FILE`: the networks' sequence with an organisation's real credentials, at a terminal.

use std::io::{BufRead as _, Write as _};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use commands::view::{AboutView, Capabilities, Language, SignInOn};
use settings::{Folders, RedirectKind, Settings, candidates, read_first};
use url::Url;
use workflow::{Clock, Core, Host, HostError, Keeping, Landing, Notice, Parts, ReturnWay, Saved, Terminal};

use crate::boot::{SYSTEM, draw, now};
use crate::{organisation, words};

/// A future as [`Host`] wants it.
type Promise<'a, T> = std::pin::Pin<Box<dyn Future<Output = Result<T, HostError>> + Send + 'a>>;

struct Console;

impl Terminal for Console {
    fn say(&self, line: &str) {
        // Nobody reads it: then there is nobody to tell.
        let _ = writeln!(std::io::stdout().lock(), "{line}");
    }

    fn agrees(&self, question: &str) -> bool {
        let _ = write!(std::io::stdout().lock(), "  {question} [y/N] ");
        let _ = std::io::stdout().lock().flush();
        let mut answer = String::new();
        std::io::stdin().lock().read_line(&mut answer).is_ok()
            && matches!(answer.trim().to_ascii_lowercase().as_str(), "y" | "yes")
    }
}

impl Host for Console {
    fn open_portal<'a>(&'a self, address: &'a Url) -> Promise<'a, ()> {
        Box::pin(async move {
            // Where no browser opens, whoever sits here opens it.
            if tauri_plugin_opener::open_url(address.as_str(), None::<&str>).is_err() {
                self.say(&format!("open this address in a browser: {address}"));
            }
            Ok(())
        })
    }

    fn save<'a>(&'a self, _name: &'a str, _bytes: &'a [u8]) -> Promise<'a, Saved> {
        Box::pin(async { Err(HostError::NotSaved) })
    }

    fn notify(&self, _notice: Notice, _language: Language) {}

    fn landing(&self, language: Language) -> Landing {
        let words = words::landing(language);
        Landing { title: words.title, body: words.body }
    }
}

/// Success if every step was answered.
pub(crate) fn check(file: &Path) -> ExitCode {
    let console = Console;
    let text = match read_first(&candidates(Some(file), &Folders::default())) {
        Ok(found) => found.map(|found| found.text).unwrap_or_default(),
        Err(error) => {
            console.say(&error.to_string());
            return ExitCode::FAILURE;
        }
    };
    let settings = match Settings::parse(&text) {
        Ok(parsed) => parsed.settings,
        Err(problems) => {
            console.say(&format!("{problems}\n`--check-config` says more"));
            return ExitCode::FAILURE;
        }
    };
    let checked = tauri::async_runtime::block_on(async {
        let core = core(&settings)?;
        let loopback = settings.sign_in.redirects.contains(&RedirectKind::Loopback);
        let on = if loopback { SignInOn::ThisComputer } else { SignInOn::Phone };
        let checked = workflow::live_check(&core, on, &console).await;
        core.leave().await;
        checked.map_err(Box::<dyn std::error::Error>::from)
    });
    match checked {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            console.say(&format!("stopped: {error}"));
            ExitCode::FAILURE
        }
    }
}

/// A core without a window and without a disk.
fn core(settings: &Settings) -> Result<Arc<Core>, Box<dyn std::error::Error>> {
    Ok(Core::new(Parts {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        about: AboutView {
            version: env!("CARGO_PKG_VERSION").to_owned(),
            build: None,
            organisation: Some(settings.organisation.name.clone()),
            contacts: organisation::contacts(settings),
        },
        capabilities: Capabilities {
            shows_demo_people: false,
            can_sign_in: true,
            can_sign_in_on_phone: settings.sign_in.device_flow,
            settings_need_help: false,
            shows_demo_banner: false,
            can_save_picture: false,
            keeps_copies: false,
            gets_documents: false,
        },
        http: organisation::way_out(settings)?,
        bwell: organisation::endpoint(settings),
        organisation: Some(organisation::words(settings)),
        assumed: organisation::assumed(settings),
        sign_in: Some(organisation::sign_in(settings)),
        // Nothing is retrieved at a terminal.
        second_network: None,
        csp: organisation::csp(settings),
        // No window of ours runs that a deep link could reach.
        returns: vec![ReturnWay::Loopback],
        demo: None,
        clock: Clock::Real(now),
        machine: Clock::Real(now),
        draw,
        system: SYSTEM,
        log_folder: None,
        host: Arc::new(Console),
        keeping: Keeping::Memory,
        kiosk: None,
        changed: Arc::new(|_| {}),
    }))
}
