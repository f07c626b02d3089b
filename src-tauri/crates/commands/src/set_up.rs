//! Who offers the app, and what must be in place before records can be found.

use std::sync::Arc;

use serde::Deserialize;
use ts_rs::TS;
use workflow::Core;
use workflow::view::{
    Details, DetailsOutcome, IdentityOutcome, InBrowser, OrganisationPage, OrganisationView, QrView,
    SetUpView,
};

use crate::CommandError;
use crate::dispatch::{at_the_door, verb};

/// A page of the organisation's.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct PageRequest {
    /// Which.
    pub page: OrganisationPage,
}

/// The terms that were shown.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct TermsRequest {
    /// Their version.
    pub version: String,
}

/// What a person typed about themselves.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct DetailsRequest {
    /// All lines of the form.
    pub details: Details,
}

/// Where a check begins.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct IdentityCheckRequest {}

/// Who offers the app; null where nobody is set up.
pub async fn organisation(core: &Arc<Core>) -> Result<Option<OrganisationView>, CommandError> {
    Ok(workflow::organisation(core))
}

/// Shows one of the organisation's pages in the browser; at a kiosk it is a QR code for a phone.
pub async fn open_page(core: &Arc<Core>, request: PageRequest) -> Result<Option<QrView>, CommandError> {
    at_the_door(core, |_| workflow::open_page(core, request.page)).await
}

/// What is in place and what is missing.
pub async fn set_up(core: &Arc<Core>) -> Result<SetUpView, CommandError> {
    verb(core, |correlation| workflow::set_up(core, correlation)).await
}

/// Accepts the terms.
pub async fn accept_terms(core: &Arc<Core>, request: TermsRequest) -> Result<SetUpView, CommandError> {
    verb(core, |correlation| async move { workflow::accept_terms(core, &request.version, correlation).await })
        .await
}

/// Opens the check of the identity in the browser, and waits for what the network says.
pub async fn check_identity(
    core: &Arc<Core>,
    _request: IdentityCheckRequest,
    progress: &(dyn Fn(InBrowser) + Send + Sync),
) -> Result<IdentityOutcome, CommandError> {
    verb(core, |correlation| workflow::check_identity(core, progress, correlation)).await
}

/// The person's details as the network keeps them.
pub async fn details(core: &Arc<Core>) -> Result<Details, CommandError> {
    verb(core, |correlation| workflow::details(core, correlation)).await
}

/// Saves them at the network.
pub async fn save_details(core: &Arc<Core>, request: DetailsRequest) -> Result<DetailsOutcome, CommandError> {
    verb(core, |correlation| async move { workflow::save_details(core, &request.details, correlation).await })
        .await
}
