//! Sharing at the desk.

use std::sync::Arc;

use serde::Deserialize;
use ts_rs::TS;
use workflow::view::{PasscodeView, PastShareView, SavedView, ShareKind, ShareView};
use workflow::{Core, PageWords, ShareOrder};

use crate::CommandError;
use crate::dispatch::{at_once, verb};

/// What to share.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ShareRequest {
    /// 1 to 80 characters that the clinic sees.
    pub label: String,
    /// The chosen kinds; null is everything in the summary (no list is sent).
    pub kinds: Option<Vec<ShareKind>>,
}

/// Which share.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ShareIdRequest {
    /// From `create_share` or `share`.
    pub share_id: String,
}

/// Which share, and the words of the page to print.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct SharePageRequest {
    /// From `create_share` or `share`.
    pub share_id: String,
    /// The largest line: when it stops working.
    pub stops: String,
    /// Up to four sentences below the code.
    pub notes: Vec<String>,
}

/// The share that works now.
pub async fn share(core: &Arc<Core>) -> Result<Option<ShareView>, CommandError> {
    at_once(core, workflow::share(core))
}

/// Makes a QR code.
pub async fn create_share(core: &Arc<Core>, request: ShareRequest) -> Result<ShareView, CommandError> {
    let order = ShareOrder { label: request.label, kinds: request.kinds };
    verb(core, |correlation| workflow::create_share(core, order, correlation)).await
}

/// The six digits.
pub async fn show_passcode(core: &Arc<Core>, request: ShareIdRequest) -> Result<PasscodeView, CommandError> {
    verb(core, |correlation| workflow::show_passcode(core, &request.share_id, correlation)).await
}

/// Forgets the share here.
pub async fn end_share(core: &Arc<Core>, request: ShareIdRequest) -> Result<(), CommandError> {
    verb(core, |correlation| workflow::end_share(core, &request.share_id, correlation)).await
}

/// Saves the QR code as a picture.
pub async fn save_share_picture(
    core: &Arc<Core>,
    request: ShareIdRequest,
) -> Result<SavedView, CommandError> {
    verb(core, |correlation| workflow::save_share_picture(core, &request.share_id, correlation)).await
}

/// Saves the QR code as a drawing that is sharp at every size.
pub async fn save_share_drawing(
    core: &Arc<Core>,
    request: ShareIdRequest,
) -> Result<SavedView, CommandError> {
    verb(core, |correlation| workflow::save_share_drawing(core, &request.share_id, correlation)).await
}

/// Saves the QR code as a page to print.
pub async fn save_share_page(core: &Arc<Core>, request: SharePageRequest) -> Result<SavedView, CommandError> {
    let words = PageWords { stops: request.stops, notes: request.notes };
    verb(core, |correlation| workflow::save_share_page(core, &request.share_id, words, correlation)).await
}

/// Puts the link into the clipboard, for 30 seconds.
pub async fn copy_share_link(core: &Arc<Core>, request: ShareIdRequest) -> Result<(), CommandError> {
    verb(core, |correlation| workflow::copy_share_link(core, &request.share_id, correlation)).await
}

/// The codes that were made here.
pub async fn past_shares(core: &Arc<Core>) -> Result<Vec<PastShareView>, CommandError> {
    verb(core, |_| workflow::past_shares(core)).await
}
