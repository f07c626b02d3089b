//! A visit at a clinic's kiosk, and what a kiosk offers at all.

use std::sync::Arc;

use secrecy::SecretString;
use serde::Deserialize;
use ts_rs::TS;
use workflow::Core;
use workflow::view::{SelfTestView, StaffAct, StaffOutcome, VisitEnd, VisitKind, VisitView};

use crate::CommandError;
use crate::dispatch::at_the_door;

/// What a kiosk offers. Everything else is refused there: no files, no clipboard, no documents, no records to read, no
/// lock, no other people, no password.
pub const AT_KIOSK: &[&str] = &[
    "app",
    "clock",
    "organisation",
    "set_up",
    "open_page",
    "accept_terms",
    "check_identity",
    "errand_look",
    "errand_reopen",
    "errand_stop",
    "sign_in_at_provider",
    "consent",
    "set_consent",
    "search",
    "places",
    "connect",
    "connect_look",
    "connect_reopen",
    "connect_stop",
    "share",
    "create_share",
    "show_passcode",
    "end_share",
    "set_language",
    "set_visible",
    "still_here",
    "visit",
    "begin_visit",
    "end_visit",
    "call_staff",
    "staff_pin",
    "staff",
    "self_test",
    "say",
    "hush",
];

/// Whose commands exist at a kiosk alone.
pub const OF_KIOSK: &[&str] =
    &["visit", "begin_visit", "end_visit", "call_staff", "staff_pin", "staff", "self_test", "say", "hush"];

/// Is this command offered here? The window's permissions say the same; each would do alone.
pub fn offered(core: &Core, name: &str) -> Result<(), CommandError> {
    let here = if core.is_kiosk() { AT_KIOSK.contains(&name) } else { !OF_KIOSK.contains(&name) };
    if here { Ok(()) } else { Err(CommandError::bad_request("this is not offered here")) }
}

/// Which visit.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct VisitRequest {
    /// One of those that are offered.
    pub kind: VisitKind,
}

/// What staff do.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StaffRequest {
    /// What.
    pub act: StaffAct,
}

/// The staff's PIN, as it was typed. It prints nothing.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct StaffPinRequest {
    /// Digits.
    #[ts(type = "string")]
    pub pin: SecretString,
}

/// What is read aloud. It prints nothing.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SayRequest {
    /// A text of the screen.
    pub text: String,
    /// How loud, in percent.
    pub volume: u8,
}

impl std::fmt::Debug for SayRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("SayRequest(…)")
    }
}

/// The visit as it stands.
pub async fn visit(core: &Arc<Core>) -> Result<VisitView, CommandError> {
    at_the_door(core, async |_| workflow::visit(core)).await
}

/// Somebody begins a visit.
pub async fn begin_visit(core: &Arc<Core>, request: VisitRequest) -> Result<(), CommandError> {
    at_the_door(core, async |_| workflow::begin_visit(core, request.kind)).await
}

/// "I'm done".
pub async fn end_visit(core: &Arc<Core>) -> Result<(), CommandError> {
    at_the_door(core, |correlation| workflow::end_visit(core, VisitEnd::Done, correlation)).await
}

/// "Get help from staff".
pub async fn call_staff(core: &Arc<Core>) -> Result<bool, CommandError> {
    at_the_door(core, |_| workflow::call_staff(core)).await
}

/// Somebody of the staff shows who they are.
pub async fn staff_pin(core: &Arc<Core>, request: StaffPinRequest) -> Result<StaffOutcome, CommandError> {
    at_the_door(core, |_| workflow::staff_pin(core, request.pin)).await
}

/// Something that only staff may do.
pub async fn staff(core: &Arc<Core>, request: StaffRequest) -> Result<(), CommandError> {
    at_the_door(core, |correlation| workflow::staff(core, request.act, correlation)).await
}

/// Looks at this computer, for staff.
pub async fn self_test(core: &Arc<Core>) -> Result<SelfTestView, CommandError> {
    at_the_door(core, |_| workflow::self_test(core)).await
}

/// Reads a text aloud.
pub async fn say(core: &Arc<Core>, request: SayRequest) -> Result<(), CommandError> {
    at_the_door(core, async |_| workflow::say(core, &request.text, request.volume)).await
}

/// Stops reading aloud.
pub async fn hush(core: &Arc<Core>) -> Result<(), CommandError> {
    at_the_door(core, async |_| workflow::hush(core)).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::NAMES;

    #[test]
    fn what_a_kiosk_offers_is_a_command_each() {
        for name in AT_KIOSK.iter().chain(OF_KIOSK) {
            assert!(NAMES.contains(name), "{name}");
        }
        for name in OF_KIOSK {
            assert!(AT_KIOSK.contains(name), "{name}");
        }
    }
}
