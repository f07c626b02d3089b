//! macOS and Windows: look and say, install nothing.

use anyhow::Result;

use super::Need;
use crate::context::Context;
use crate::stop::Stop;

/// The web view's own name in the Windows registry.
const WEB_VIEW: &str = r"Microsoft\EdgeUpdate\Clients\{F3017226-FE2A-4295-8BDF-00C3A9A7E4C5}";
const WEB_VIEW_ROOTS: [&str; 2] = [r"HKLM\SOFTWARE\WOW6432Node", r"HKCU\Software"];

/// Stops with a sentence when something is missing that a build or a window needs.
pub(crate) fn check(context: &Context, needs: &[Need]) -> Result<()> {
    if !needs.contains(&Need::Build) {
        return Ok(());
    }
    let missing = if cfg!(target_os = "macos") {
        on_macos(context)
    } else if cfg!(windows) {
        on_windows(context)
    } else {
        None
    };
    missing.map_or(Ok(()), |sentence| Err(Stop::first(sentence).into()))
}

fn on_macos(context: &Context) -> Option<String> {
    let tools = context.program("xcode-select").args(["-p"]).answer();
    tools.is_none().then(|| {
        "Xcode's command line tools are missing. Run `xcode-select --install`, then run this again."
            .to_owned()
    })
}

fn on_windows(context: &Context) -> Option<String> {
    let registered = |root: &str| {
        let key = format!(r"{root}\{WEB_VIEW}");
        context.program("reg").args(["query", key.as_str(), "/v", "pv"]).answer().is_some()
    };
    if !WEB_VIEW_ROOTS.iter().any(|root| registered(root)) {
        return Some(
            "The WebView2 runtime is missing. Install Microsoft's Evergreen runtime, then run this again."
                .to_owned(),
        );
    }
    context.program("perl").args(["-v"]).answer().is_none().then(|| {
        "Perl is missing; the encrypted database's cryptography is built with it. Install one, then run this again."
            .to_owned()
    })
}
