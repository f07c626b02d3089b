//! What staff want to know of this computer before they open it for patients. `satchel --kiosk-selftest` says the same
//! without a window.

use std::time::Instant;

use jiff::Timestamp;
use networks::{CorrelationId, Http};
use satchel_http::Outgoing;
use settings::Settings;
use url::Url;
use workflow::view::{
    CountersView, SelfCheck, SelfCheckState, SelfCheckView, SelfTestView, WipeCheck, WipeView,
};

use super::{folder, proof};

/// A clock that is off by more breaks QR codes and sign-ins.
const TOLERANCE: i64 = 30;

/// What the supervisor knows and a look at the computer does not show.
pub(super) struct Known {
    pub(super) counters: CountersView,
    pub(super) last: Option<WipeView>,
    /// A supervisor restarts what crashes.
    pub(super) supervised: bool,
    pub(super) has_pin: bool,
}

/// Looks at everything. The network is asked once.
pub(super) async fn look(
    settings: &Settings,
    http: &Http,
    identifier: &str,
    now: fn() -> Timestamp,
    known: Known,
) -> SelfTestView {
    let (network, clock) = network_and_clock(settings, http, now).await;
    let line = |check, found: Option<bool>, value| SelfCheckView {
        check,
        state: match found {
            Some(true) => SelfCheckState::Good,
            Some(false) => SelfCheckState::NeedsYou,
            None => SelfCheckState::Unknown,
        },
        value,
    };
    let of_last = |check: WipeCheck| {
        let last = known.last.as_ref()?;
        (last.passed.contains(&check) || last.failed.contains(&check)).then(|| !last.failed.contains(&check))
    };
    let disk = [of_last(WipeCheck::FolderGone), of_last(WipeCheck::NoFile), Some(folder::left() == 0)];
    let checks = vec![
        line(SelfCheck::ScreenLock, screen_lock(), None),
        line(SelfCheck::Network, Some(network.is_some()), network),
        line(SelfCheck::Clock, clock.map(|off| off.abs() <= TOLERANCE), clock),
        line(SelfCheck::Safe, proof::safe_unused(identifier), None),
        line(SelfCheck::Disk, Some(disk.iter().flatten().all(|good| *good)), None),
        line(SelfCheck::Clipboard, of_last(WipeCheck::ClipboardEmpty), None),
        line(SelfCheck::StaffPin, Some(known.has_pin), None),
        line(SelfCheck::Restart, known.supervised.then_some(true), None),
        line(
            SelfCheck::LastWipe,
            known.last.as_ref().map(|last| last.failed.is_empty()),
            known.last.as_ref().and_then(|last| i64::try_from(last.passed.len()).ok()),
        ),
    ];
    SelfTestView {
        at: now(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        checks,
        counters: known.counters,
    }
}

/// Milliseconds until the organisation's identity provider answered, and how many seconds this computer's clock is
/// behind its `Date`.
async fn network_and_clock(
    settings: &Settings,
    http: &Http,
    now: fn() -> Timestamp,
) -> (Option<i64>, Option<i64>) {
    let issuer = settings.sign_in.issuer.trim_end_matches('/');
    let Ok(url) = Url::parse(&format!("{issuer}/.well-known/openid-configuration")) else {
        return (None, None);
    };
    let begun = Instant::now();
    let asked = Outgoing { url, headers: Vec::new(), body: None, repeatable: true };
    let Ok(answer) = http.send(&asked, &CorrelationId::new()).await else { return (None, None) };
    let reached =
        (answer.status == 200).then(|| i64::try_from(begun.elapsed().as_millis()).unwrap_or(i64::MAX));
    let theirs = answer.header("date").and_then(|date| jiff::fmt::rfc2822::parse(date).ok());
    (reached, theirs.map(|theirs| theirs.timestamp().duration_since(now()).as_secs()))
}

/// Is this computer locked to this program by its system? `None` where this program cannot tell.
fn screen_lock() -> Option<bool> {
    cfg!(target_os = "linux").then(is_in_cage)
}

/// Linux: the compositor `cage`, which shows one program and nothing else, started us.
fn is_in_cage() -> bool {
    let mut pid = std::process::id();
    for _ in 0..32 {
        let Ok(stat) = std::fs::read_to_string(format!("/proc/{pid}/stat")) else { break };
        let Some((name, rest)) = stat.rsplit_once(") ") else { break };
        if name.split_once('(').is_some_and(|(_, name)| name == "cage") {
            return true;
        }
        match rest.split(' ').nth(1).and_then(|parent| parent.parse().ok()) {
            Some(parent) if parent > 0 => pid = parent,
            _ => break,
        }
    }
    false
}
