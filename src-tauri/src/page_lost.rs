//! A page that is lost while its window stays. Its process can die (a graphics driver, no memory left); the window is
//! empty then, and the core beside it has lost nothing. The page is loaded again, and says that it was.
//!
//! Linux only: on macOS Tauri does it by itself, and on Windows `WebView2` offers it. A kiosk needs none of it: whoever
//! no longer hears from a visit's page ends the visit.

use std::time::{Duration, Instant};

/// So many pages may be lost within [`WHILE`], and are loaded again.
const OFTEN: usize = 3;
/// A page that is lost again and again would only flicker.
const WHILE: Duration = Duration::from_mins(5);

/// By this the page knows of it (`wasLoadedAgain` in `ui/src/frame/presence.ts`).
const LOADED_AGAIN: &str = "#loaded-again";

/// When pages of this window were lost.
#[derive(Default)]
struct Losses(Vec<Instant>);

impl Losses {
    /// Whether loading it again is worth a try.
    fn is_worth_a_try(&mut self, now: Instant) -> bool {
        self.0.retain(|lost| now.saturating_duration_since(*lost) < WHILE);
        self.0.push(now);
        self.0.len() <= OFTEN
    }
}

/// Loads the page of this window again when its process dies. If that goes on, `give_up` is called once a loss.
pub(crate) fn load_again(
    window: &tauri::WebviewWindow,
    give_up: impl Fn() + Send + 'static,
) -> tauri::Result<()> {
    use satchel_log::word;
    use webkit2gtk::{WebProcessTerminationReason as Reason, WebViewExt as _};

    window.with_webview(move |webview| {
        let losses = std::cell::RefCell::new(Losses::default());
        webview.inner().connect_web_process_terminated(move |view, reason| {
            let why = match reason {
                Reason::Crashed => word!("crashed"),
                Reason::ExceededMemoryLimit => word!("needed too much memory"),
                _ => word!("ended"),
            };
            if losses.borrow_mut().is_worth_a_try(Instant::now()) {
                satchel_log::warn!("the page was lost; it is loaded again", why);
                let address = view.uri().unwrap_or_default();
                let page = address.split('#').next().unwrap_or_default();
                view.load_uri(&format!("{page}{LOADED_AGAIN}"));
            } else {
                satchel_log::error!("the page was lost too often", why);
                give_up();
            }
        });
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_losses_in_five_minutes_are_mended_and_the_fourth_is_not() {
        let begun = Instant::now();
        let at = |minutes| begun + Duration::from_mins(minutes);
        let mut losses = Losses::default();
        let answers = [0, 1, 2, 3].map(|minute| losses.is_worth_a_try(at(minute)));
        assert_eq!(answers, [true, true, true, false]);
        assert!(losses.is_worth_a_try(at(60)), "an hour later it is a page like any other");
    }
}
