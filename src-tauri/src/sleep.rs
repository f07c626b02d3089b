//! The machine goes to sleep: what can be locked is locked before it does.
//!
//! Linux says so beforehand (logind, over the system bus), and waits for us a moment. Elsewhere, and where nobody says
//! it, [`workflow::watch_the_lock`] sees by the clock that the machine slept, and locks when it wakes.

use std::sync::Arc;

use workflow::Core;

/// Locks whenever the system says that it goes to sleep.
#[cfg(target_os = "linux")]
pub(crate) fn lock_before(core: &Arc<Core>) {
    let core = Arc::clone(core);
    let listening = std::thread::Builder::new().name("sleep".to_owned()).spawn(move || {
        if linux::listen(&core).is_err() {
            satchel_log::info!("nobody tells when the machine goes to sleep; the clock will");
        }
    });
    if listening.is_err() {
        satchel_log::warn!("nobody listens for sleep; the clock will tell");
    }
}

/// Nobody says so here; the clock tells afterwards.
#[cfg(not(target_os = "linux"))]
pub(crate) fn lock_before(_: &Arc<Core>) {}

#[cfg(target_os = "linux")]
mod linux {
    use std::sync::Arc;

    use workflow::Core;
    use zbus::blocking::{Connection, Proxy};
    use zbus::zvariant::OwnedFd;

    /// Waits for logind's word, as long as there is a system bus.
    pub(super) fn listen(core: &Arc<Core>) -> zbus::Result<()> {
        let bus = Connection::system()?;
        let logind = Proxy::new(
            &bus,
            "org.freedesktop.login1",
            "/org/freedesktop/login1",
            "org.freedesktop.login1.Manager",
        )?;
        let mut delay = hold(&logind);
        for signal in logind.receive_signal("PrepareForSleep")? {
            let Ok(before) = signal.body().deserialize::<bool>() else { continue };
            if before {
                tauri::async_runtime::block_on(workflow::lock_for_sleep(core));
                // Letting go of it lets the machine sleep.
                delay = None;
            } else if delay.is_none() {
                delay = hold(&logind);
            }
        }
        Ok(())
    }

    /// Asks logind to wait for us before it sleeps (some seconds at most, by its own settings). Without that the lock
    /// is a matter of luck, and still tried.
    fn hold(logind: &Proxy<'_>) -> Option<OwnedFd> {
        let what = ("sleep", "Satchel", "locks the records", "delay");
        logind.call("Inhibit", &what).ok()
    }
}
