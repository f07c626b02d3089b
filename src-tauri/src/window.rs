//! The main window, and the demo's notes beside it.

use tauri::image::Image;
use tauri::{AppHandle, Manager as _, WebviewUrl, WebviewWindowBuilder, WindowEvent};

use crate::profile::{Profile, World};

/// Its label: capabilities are granted to it by this name.
pub(crate) const MAIN: &str = "main";
/// The label of a kiosk's window: another page, other commands.
pub(crate) const KIOSK: &str = "kiosk";

/// The label of the demo's window of notes.
pub(crate) const NOTES: &str = "notes";

/// What a demo's windows have instead of the app's icon: the same bag on amber, so that nobody takes them for the real
/// app's.
const DEMO_ICON: Image<'static> = tauri::include_image!("icons/demo/64x64.png");

/// Opens it. Only pages of ours load in it.
pub(crate) fn open_main(app: &AppHandle, profile: &Profile) -> tauri::Result<()> {
    let window = WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title(profile.identity.title)
        .inner_size(1280.0, 800.0)
        .min_inner_size(480.0, 600.0)
        .on_navigation(is_ours);
    let window = if matches!(profile.world, World::Demo { .. }) { window.icon(DEMO_ICON)? } else { window };
    let window = window.build()?;
    #[cfg(target_os = "linux")]
    {
        let (app, identifier) = (app.clone(), profile.identity.identifier);
        crate::page_lost::load_again(&window, move || {
            crate::first_paint::page_keeps_dying(&app, identifier);
        })?;
    }
    #[cfg(not(target_os = "linux"))]
    let _ = window;
    Ok(())
}

/// Shows the presenter's notes. They go with the main window: nothing is left that keeps the app running.
pub(crate) fn show_notes(app: &AppHandle) -> tauri::Result<()> {
    if let Some(notes) = app.get_webview_window(NOTES) {
        return notes.set_focus();
    }
    let notes = WebviewWindowBuilder::new(app, NOTES, WebviewUrl::App("notes.html".into()))
        .title("Satchel demo notes")
        .inner_size(560.0, 640.0)
        .min_inner_size(320.0, 320.0)
        .icon(DEMO_ICON)?
        .on_navigation(is_ours)
        .build()?;
    if let Some(main) = app.get_webview_window(MAIN) {
        main.on_window_event(move |event| {
            if let WindowEvent::Destroyed = event {
                // It may be closed already.
                let _ = notes.destroy();
            }
        });
    }
    Ok(())
}

/// The page's own origin, as each system spells it; in a development run also Vite's server.
pub(crate) fn is_ours(url: &tauri::Url) -> bool {
    let bundled = url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost");
    bundled || (cfg!(dev) && url.host_str() == Some("127.0.0.1") && url.port() == Some(1420))
}

/// Shows the window in front of the others.
pub(crate) fn bring_forward(app: &AppHandle) {
    if let Some(window) = app.get_webview_window(MAIN) {
        // Each is a wish to the window system; one that is not granted does no harm.
        let _ = window.unminimize();
        let _ = window.show();
        let _ = window.set_focus();
    }
}
