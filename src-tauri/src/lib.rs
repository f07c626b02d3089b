//! The shell: windows, plugins, the handler list, and the one choice of profile.
//!
//! Knows windows, commands, plugins and profiles. Must never decide: an `if` about health is in the wrong place here.

mod boot;
mod callback;
mod handlers;
mod host;
#[cfg(test)]
mod permissions;
mod private;
mod profile;
mod sleep;
mod verify;
mod window;
mod words;

use std::process::ExitCode;

use clap::Parser;
use tauri::Manager as _;

use crate::profile::{Arguments, Profile};

/// Starts the app and stays until its window is closed.
#[must_use]
pub fn run() -> ExitCode {
    let profile = Profile::from(Arguments::parse());
    boot::log(&profile);
    boot::keep_panics_quiet();
    if let Some(folder) = profile.data_dir.as_deref().filter(|_| profile.verify_audit) {
        return verify::audit(folder, profile.identifier, boot::now());
    }

    let mut context = tauri::generate_context!();
    // A demo never meets the real app: single instance, deep links and folders all hang on the identifier.
    profile.identifier.clone_into(&mut context.config_mut().identifier);

    let app = tauri::Builder::default()
        // Must be the first plugin; it hands the arguments of a second start to the running app.
        .plugin(tauri_plugin_single_instance::init(|app, _arguments, _folder| callback::second_start(app)))
        .plugin(tauri_plugin_deep_link::init())
        .invoke_handler(handlers::all())
        .setup(move |app| {
            boot::leave_with_parent(app.handle());
            boot::leave_when_asked(app.handle());
            let core = boot::core(app.handle(), &profile)?;
            app.manage(core);
            callback::listen(app.handle(), profile.scheme);
            window::open_main(app.handle(), &profile)?;
            Ok(())
        })
        .build(context);
    let Ok(app) = app else {
        satchel_log::error!("Satchel could not start");
        return ExitCode::FAILURE;
    };
    app.run(|app, event| {
        if let tauri::RunEvent::Exit = event {
            callback::leave(app);
            boot::leave(app);
        }
    });
    ExitCode::SUCCESS
}
