//! Addresses that come to us: those of our own scheme come back from a browser and go to whoever waits; a health link goes
//! to the core as it is. Nothing in them is read here.

use std::sync::Arc;

use tauri::{AppHandle, Manager as _};
use tauri_plugin_deep_link::DeepLinkExt as _;
use url::Url;
use workflow::Core;

use crate::profile::Profile;
use crate::window;

/// Listens for addresses of our scheme while we run, and takes the one we were started with.
pub(crate) fn listen(app: &AppHandle, profile: &Profile) {
    let scheme = profile.identity.identifier;
    let deep_link = app.deep_link();
    let handle = app.clone();
    deep_link.on_open_url(move |event| received(&handle, scheme, &event.urls()));
    if let Ok(Some(urls)) = deep_link.get_current() {
        received(app, scheme, &urls);
    }
    // An installed app is registered by its package, and what a package did is not ours to take back. What runs from a
    // folder registers itself while it runs.
    #[cfg(any(target_os = "linux", target_os = "windows"))]
    if !is_packaged(app, scheme) {
        match deep_link.register(scheme) {
            Ok(()) => drop(app.manage(Registered(scheme))),
            Err(_) => {
                satchel_log::info!("addresses of our scheme will not reach us; the network is asked anyway");
            }
        }
    }
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
#[cfg(any(target_os = "linux", target_os = "windows"))]
struct Registered(&'static str);

/// Takes the registration back, if this run made it.
pub(crate) fn leave(app: &AppHandle) {
    #[cfg(any(target_os = "linux", target_os = "windows"))]
    if let Some(registered) = app.try_state::<Registered>() {
        let _ = app.deep_link().unregister(registered.0);
    }
    #[cfg(not(any(target_os = "linux", target_os = "windows")))]
    let _ = app;
}

/// Somebody started the app a second time: the window comes forward. An address among the arguments arrives by
/// [`listen`].
pub(crate) fn second_start(app: &AppHandle) {
    window::bring_forward(app);
}

/// The scheme of SMART Health Links.
const HEALTH_LINK: &str = "shlink";

fn received(app: &AppHandle, scheme: &str, urls: &[Url]) {
    for url in urls {
        if url.scheme() == HEALTH_LINK {
            satchel_log::info!("the system handed a link over");
            if let Some(core) = app.try_state::<Arc<Core>>() {
                core.given(url);
            }
            window::bring_forward(app);
            continue;
        }
        if url.scheme() != scheme {
            continue;
        }
        satchel_log::info!("an address of ours came back");
        // The core is there once the setup is done; before that nobody waits.
        if let Some(core) = app.try_state::<Arc<Core>>() {
            core.called(url);
        }
        window::bring_forward(app);
    }
}
