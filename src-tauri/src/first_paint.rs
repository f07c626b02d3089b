//! A window that stays blank. On some Linux machines nothing of what the web view draws with DMA-BUF reaches the screen; then
//! the app is started once more without it, and remembers that for this version.
//!
//! Linux only, and only where the environment says nothing about it: who has set the variable has decided. Sources:
//! the reports named in `product.md` section 4, row 25.

use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use tauri::{AppHandle, Manager as _};

use crate::window::MAIN;

/// `WebKit` reads it when it starts.
const VARIABLE: &str = "WEBKIT_DISABLE_DMABUF_RENDERER";
/// Window tests drive the page from outside, on machines that may be slow.
const AUTOMATION: &str = "TAURI_WEBVIEW_AUTOMATION";
/// How long a window may stay blank: a cold start on a slow disk takes a few seconds.
const PATIENCE: Duration = Duration::from_secs(20);
/// How often the page is asked.
const PAUSE: Duration = Duration::from_millis(500);
/// True as soon as anything of the page was painted (the W3C's Paint Timing).
const PAINTED: &str = "performance.getEntriesByType('paint').length > 0";

/// Somebody saw a blank window: on leaving, the app starts once more.
static START_AGAIN: AtomicBool = AtomicBool::new(false);

/// The file that remembers it, beside the user's other settings of this app.
fn mark(identifier: &str) -> Option<PathBuf> {
    let config = std::env::var_os("XDG_CONFIG_HOME").filter(|folder| !folder.is_empty()).map(PathBuf::from);
    let config = config.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".config")))?;
    Some(config.join(identifier).join("blank-window"))
}

/// Whether this run is one that may look and start again.
fn applies() -> bool {
    cfg!(target_os = "linux")
        && std::env::var_os(VARIABLE).is_none()
        && std::env::var_os(AUTOMATION).is_none()
}

/// Before there is a window: if this version's window stayed blank before, starts without what made it so. Comes back
/// where there is nothing to do.
pub(crate) fn remember(identifier: &str) {
    let remembered = mark(identifier).and_then(|mark| std::fs::read_to_string(mark).ok());
    if applies() && remembered.as_deref() == Some(env!("CARGO_PKG_VERSION")) {
        start_again();
    }
}

/// Watches until the window has shown something. If it never does, leaves, to be started again.
pub(crate) fn watch(app: &AppHandle, identifier: &'static str) {
    if !applies() {
        return;
    }
    let app = app.clone();
    std::thread::spawn(move || {
        let begun = Instant::now();
        let (told, hears) = std::sync::mpsc::channel();
        while begun.elapsed() < PATIENCE {
            let Some(window) = app.get_webview_window(MAIN) else { return };
            // A window that nobody can see need not be painted.
            if window.is_minimized().unwrap_or(true) {
                return;
            }
            let told = told.clone();
            let asked = window.eval_with_callback(PAINTED, move |answer| {
                // Whoever listened has seen enough.
                let _ = told.send(answer == "true");
            });
            if asked.is_err() || hears.recv_timeout(PAUSE) == Ok(true) {
                return;
            }
            std::thread::sleep(PAUSE);
        }
        satchel_log::warn!("the window stayed blank; starting once more without DMA-BUF");
        exit_to_start_again(&app, identifier);
    });
}

/// Leaves, to be started again without DMA-BUF, now and from now on.
fn exit_to_start_again(app: &AppHandle, identifier: &str) {
    if let Some(mark) = mark(identifier) {
        let folder = mark.parent().map(std::fs::create_dir_all);
        // Without the mark the next start is as slow as this one.
        let _ = folder.map(|_| std::fs::write(&mark, env!("CARGO_PKG_VERSION")));
    }
    START_AGAIN.store(true, Ordering::SeqCst);
    app.exit(0);
}

/// The page is lost again and again: DMA-BUF may be what it dies of. Where that was tried, only a sentence is left.
#[cfg(target_os = "linux")]
pub(crate) fn page_keeps_dying(app: &AppHandle, identifier: &str) {
    if applies() {
        return exit_to_start_again(app, identifier);
    }
    crate::terminal::say("outside-page-lost");
    app.exit(1);
}

/// The last thing on leaving: takes this process's place, if a blank window asked for it.
pub(crate) fn leave() {
    if START_AGAIN.load(Ordering::SeqCst) {
        start_again();
    }
}

/// The same program with the same words, without DMA-BUF. Comes back only if the system refuses.
fn start_again() {
    #[cfg(target_os = "linux")]
    if let Ok(program) = std::env::current_exe() {
        use std::os::unix::process::CommandExt as _;
        let _ =
            std::process::Command::new(program).args(std::env::args_os().skip(1)).env(VARIABLE, "1").exec();
        satchel_log::warn!("it could not be started once more");
    }
}
