//! A start right after a close. The app that was closed may hold the name by which a second start finds the first for a
//! moment longer, and takes nothing any more: neither of the two would open a window.

use std::os::unix::process::CommandExt as _;
use std::process::Command;
use std::time::Duration;

/// How often, and how long before each try: a close is over long before they are used up.
const TRIES: u32 = 20;
const PAUSE: Duration = Duration::from_millis(250);
/// How many tries there were.
const TRIED: &str = "SATCHEL_STARTS";

/// Begins this process anew if `error` says that the running app took nothing from us. Comes back if it does not.
pub(crate) fn after(error: &tauri::Error) {
    let tried = std::env::var(TRIED).ok().and_then(|tried| tried.parse().ok()).unwrap_or(0_u32);
    if !is_a_leaving_app(error) || tried >= TRIES {
        return;
    }
    satchel_log::info!("the app that ran before is still leaving; starting again");
    std::thread::sleep(PAUSE);
    let Ok(own) = std::env::current_exe() else { return };
    // Only comes back where it failed.
    let _ = Command::new(own).args(std::env::args_os().skip(1)).env(TRIED, (tried + 1).to_string()).exec();
}

fn is_a_leaving_app(error: &tauri::Error) -> bool {
    matches!(error, tauri::Error::PluginInitialization(plugin, _) if plugin == "single-instance")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_second_start_that_nobody_took_is_tried_again() {
        let of = |plugin: &str| tauri::Error::PluginInitialization(plugin.to_owned(), "NoReply".to_owned());
        assert!(is_a_leaving_app(&of("single-instance")));
        assert!(!is_a_leaving_app(&of("deep-link")));
        assert!(!is_a_leaving_app(&tauri::Error::WindowNotFound));
    }
}
