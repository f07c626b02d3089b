//! The shell: windows, plugins, the handler list, and the one choice of profile.
//!
//! Knows windows, commands, plugins and profiles. Must never decide: an `if` about health is in the wrong place here.

mod boot;
mod callback;
mod check_config;
mod first_paint;
mod handlers;
mod host;
mod kiosk;
mod live_check;
mod managed;
mod organisation;
#[cfg(target_os = "linux")]
mod page_lost;
#[cfg(test)]
mod permissions;
mod private;
mod profile;
mod sleep;
#[cfg(target_os = "linux")]
mod start_again;
mod terminal;
mod verify;
mod version;
mod window;
mod words;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::process::ExitCode;

use clap::Parser;
use tauri::Manager as _;

use crate::profile::{Arguments, Profile};

/// Starts the app and stays until its window is closed.
#[must_use]
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    if let Some(file) = arguments.check_config.as_deref() {
        return check_config::check(file);
    }
    if arguments.check_policy {
        return check_config::check_policy();
    }
    if let Some(file) = arguments.live_check.as_deref() {
        return live_check::check(file);
    }
    if arguments.kiosk_pin {
        return kiosk::make_pin();
    }
    let (kiosk, visit) = (arguments.kiosk, arguments.kiosk_visit);
    let (self_test, json) = (arguments.kiosk_selftest, arguments.json);
    let profile = Profile::choose(arguments);
    boot::log(&profile);
    boot::keep_panics_quiet();
    if let Some(folder) = profile.data_dir.as_deref().filter(|_| profile.verify_audit) {
        return verify::audit(folder, profile.identity.identifier, boot::now());
    }

    if self_test {
        return kiosk::self_test(&profile, json);
    }
    if kiosk {
        return kiosk::supervise(&profile);
    }
    if visit {
        return open_visit(profile);
    }

    if !terminal::has_display() {
        terminal::say("outside-no-display");
        return ExitCode::FAILURE;
    }
    first_paint::remember(profile.identity.identifier);
    if profile.data_dir.is_some() {
        terminal::look_for_a_keychain();
    }
    open(profile)
}

/// Opens the window and stays until it is closed.
fn open(profile: Profile) -> ExitCode {
    let identifier = profile.identity.identifier;
    let mut context = tauri::generate_context!();
    // A demo never meets the real app: single instance, deep links and folders all hang on the identifier.
    identifier.clone_into(&mut context.config_mut().identifier);

    // Where the display cannot be reached, the window's library ends in a panic: a sentence is better.
    let built = catch_unwind(AssertUnwindSafe(|| build(profile, context)));
    #[cfg(target_os = "linux")]
    if let Ok(Err(error)) = &built {
        start_again::after(error);
    }
    let Ok(Ok(app)) = built else {
        terminal::say("outside-no-window");
        satchel_log::error!("Satchel could not start");
        return ExitCode::FAILURE;
    };
    first_paint::watch(app.handle(), identifier);
    app.run(|app, event| {
        if let tauri::RunEvent::Exit = event {
            callback::leave(app);
            boot::leave(app);
            first_paint::leave();
        }
    });
    ExitCode::SUCCESS
}

/// Opens the window of one visit at a kiosk, and stays until the visit is over.
fn open_visit(profile: Profile) -> ExitCode {
    let Some(begun) = kiosk::begun() else { return ExitCode::FAILURE };
    let mut context = tauri::generate_context!();
    profile.identity.identifier.clone_into(&mut context.config_mut().identifier);
    let built = catch_unwind(AssertUnwindSafe(|| {
        tauri::Builder::default()
            .invoke_handler(handlers::all())
            .setup(move |app| {
                let core = boot::kiosk(app.handle(), &profile, begun)?;
                app.manage(core);
                kiosk::open_window(app.handle(), profile.identity.title)?;
                Ok(())
            })
            .build(context)
    }));
    let Ok(Ok(app)) = built else {
        satchel_log::error!("a visit could not start");
        return ExitCode::FAILURE;
    };
    app.run(|_, _| {});
    ExitCode::SUCCESS
}

fn build(profile: Profile, context: tauri::Context) -> tauri::Result<tauri::App> {
    tauri::Builder::default()
        // Must be the first plugin; it hands the arguments of a second start to the running app.
        .plugin(tauri_plugin_single_instance::init(|app, _arguments, _folder| callback::second_start(app)))
        .plugin(tauri_plugin_deep_link::init())
        .invoke_handler(handlers::all())
        .setup(move |app| {
            boot::leave_with_parent(app.handle());
            boot::leave_when_asked(app.handle());
            let core = boot::core(app.handle(), &profile)?;
            app.manage(core);
            callback::listen(app.handle(), &profile);
            window::open_main(app.handle(), &profile)?;
            Ok(())
        })
        .build(context)
}
