//! Somebody's link: read, opened, kept.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use ts_rs::TS;
use workflow::view::{LinkLook, LinkOutcome, ReceivedView};
use workflow::{Core, Visitor};

use crate::CommandError;
use crate::dispatch::{at_once, verb};

/// What somebody gave: the only address that the page ever hands in, and it is only read.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LinkTextRequest {
    /// A link, or a message with one in it.
    pub text: String,
}

/// A picture with a QR code in it.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LinkPictureRequest {
    /// A PNG or JPEG file, in base64.
    pub picture: String,
}

/// Which link, and who opens it.
#[derive(Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OpenLinkRequest {
    /// From `look_at_link` or `look_at_picture`.
    pub link_id: String,
    /// As it was typed; null where none is needed.
    pub passcode: Option<String>,
    /// For the log of whoever shared.
    pub recipient: String,
}

/// Which link.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct LinkIdRequest {
    /// From `look_at_link` or `look_at_picture`.
    pub link_id: String,
}

/// Which share, and under which name it is looked at.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PreviewRequest {
    /// From `create_share` or `share`.
    pub share_id: String,
    /// For the network's log.
    pub recipient: String,
}

/// Reads a link out of a text. Nothing is sent.
pub async fn look_at_link(core: &Arc<Core>, request: LinkTextRequest) -> Result<LinkLook, CommandError> {
    at_once(core, workflow::look_at_link(core, &request.text))
}

/// Reads the link that the system handed over, if it did. Nothing is sent.
pub async fn look_at_given_link(core: &Arc<Core>) -> Result<Option<LinkLook>, CommandError> {
    at_once(core, workflow::look_at_given_link(core))
}

/// Reads a link out of a picture. Nothing is sent.
pub async fn look_at_picture(
    core: &Arc<Core>,
    request: LinkPictureRequest,
) -> Result<LinkLook, CommandError> {
    let picture = STANDARD.decode(request.picture).unwrap_or_default();
    at_once(core, workflow::look_at_picture(core, &picture))
}

/// Opens it.
pub async fn open_link(core: &Arc<Core>, request: OpenLinkRequest) -> Result<LinkOutcome, CommandError> {
    let passcode = request.passcode.as_deref().and_then(workflow::typed_passcode);
    let visitor = Visitor { recipient: request.recipient, passcode };
    verb(core, |correlation| workflow::open_link(core, &request.link_id, visitor, correlation)).await
}

/// Keeps what came.
pub async fn keep_link(core: &Arc<Core>, request: LinkIdRequest) -> Result<ReceivedView, CommandError> {
    verb(core, |correlation| workflow::keep_link(core, &request.link_id, correlation)).await
}

/// Closes it: what was not kept is gone.
pub async fn close_link(core: &Arc<Core>, request: LinkIdRequest) -> Result<(), CommandError> {
    at_once(core, workflow::close_link(core, &request.link_id))
}

/// Opens one's own code as a clinic would.
pub async fn preview_share(core: &Arc<Core>, request: PreviewRequest) -> Result<LinkOutcome, CommandError> {
    let PreviewRequest { share_id, recipient } = request;
    verb(core, |correlation| workflow::preview_share(core, &share_id, recipient, correlation)).await
}
