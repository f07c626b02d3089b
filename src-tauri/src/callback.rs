//! Addresses that come back to us: checked for our scheme, then a mere knock. Nothing in them is read.

use std::sync::Arc;

use tauri::{AppHandle, Manager as _};
use tauri_plugin_deep_link::DeepLinkExt as _;
use url::Url;
use workflow::Core;

use crate::window;

/// Listens for addresses of our scheme while we run, and takes the one we were started with.
pub(crate) fn listen(app: &AppHandle, scheme: &'static str) {
    let deep_link = app.deep_link();
    let handle = app.clone();
    deep_link.on_open_url(move |event| received(&handle, scheme, &event.urls()));
    if let Ok(Some(urls)) = deep_link.get_current() {
        received(app, scheme, &urls);
    }
    // An installed app is registered by its package, and what a package did is not ours to take back. What runs from a
    // folder registers itself while it runs.
    #[cfg(any(target_os = "linux", target_os = "windows"))]
    {
        if is_packaged(app, scheme) {
            return;
        }
        if deep_link.register(scheme).is_err() {
            satchel_log::info!("addresses of our scheme will not reach us; the network is asked anyway");
        }
    }
    app.manage(Registered(scheme));
}

/// Whether a package has registered the scheme for this very program. Linux: packages install where only they write
/// (`/app` is a Flatpak's). Windows: an installer has written our path.
#[cfg(any(target_os = "linux", target_os = "windows"))]
fn is_packaged(app: &AppHandle, scheme: &str) -> bool {
    if cfg!(target_os = "linux") {
        std::env::current_exe()
            .is_ok_and(|program| program.starts_with("/usr") || program.starts_with("/app"))
    } else {
        app.deep_link().is_registered(scheme).unwrap_or(false)
    }
}

/// The scheme this run registered.
struct Registered(&'static str);

/// Takes the registration back.
pub(crate) fn leave(app: &AppHandle) {
    #[cfg(any(target_os = "linux", target_os = "windows"))]
    if let Some(registered) = app.try_state::<Registered>() {
        let _ = app.deep_link().unregister(registered.0);
    }
    #[cfg(not(any(target_os = "linux", target_os = "windows")))]
    let _ = app.try_state::<Registered>().map(|registered| registered.0);
}

/// Somebody started the app a second time: the window comes forward. An address among the arguments arrives by
/// [`listen`].
pub(crate) fn second_start(app: &AppHandle) {
    window::bring_forward(app);
}

fn received(app: &AppHandle, scheme: &str, urls: &[Url]) {
    if urls.iter().any(|url| url.scheme() == scheme) {
        satchel_log::info!("an address of ours came back");
        // The core is there once the setup is done; a knock before that has nobody to wake.
        if let Some(core) = app.try_state::<Arc<Core>>() {
            core.knock();
        }
        window::bring_forward(app);
    }
}
