//! What can be wrong before there is a window: a plain sentence each, for whoever looks at the terminal.

use std::io::Write as _;

use workflow::view::Language;

use crate::words;

/// The language that the system asks programs to speak; English where it says another.
fn language() -> Language {
    let wanted = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty())
        .unwrap_or_default();
    if wanted.starts_with("es") { Language::Spanish } else { Language::English }
}

/// A sentence of the catalogue, in the language of the terminal.
pub(crate) fn words(key: &str) -> String {
    words::sentence(key, language())
}

/// Says it on standard error.
pub(crate) fn say(key: &str) {
    // Nobody may be listening.
    let _ = writeln!(std::io::stderr().lock(), "{}", words::sentence(key, language()));
}

/// Whether a window could be seen. Windows and macOS always have a display.
pub(crate) fn has_display() -> bool {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

/// Linux: says it when nothing here could keep a key (no session bus, or no Secret Service on it). The page says the
/// same with its next step; here it is for whoever set this computer up. In the background: a bus may be slow.
pub(crate) fn look_for_a_keychain() {
    #[cfg(target_os = "linux")]
    std::thread::spawn(|| {
        if !has_secret_service() {
            say("outside-no-keychain");
        }
    });
}

/// Runs already, or would be started by the bus when somebody asks for it.
#[cfg(target_os = "linux")]
fn has_secret_service() -> bool {
    const NAME: &str = "org.freedesktop.secrets";
    let answer = || -> zbus::Result<bool> {
        let bus = zbus::blocking::Connection::session()?;
        let bus = zbus::blocking::fdo::DBusProxy::new(&bus)?;
        let known = |names: Vec<zbus::names::OwnedBusName>| names.iter().any(|name| name.as_str() == NAME);
        Ok(known(bus.list_names()?) || known(bus.list_activatable_names()?))
    };
    answer().unwrap_or(false)
}
