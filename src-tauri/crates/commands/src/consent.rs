//! Record finding on and off.

use std::sync::Arc;

use serde::Deserialize;
use ts_rs::TS;
use workflow::Core;
use workflow::view::{ConsentView, LastKnownView, ReceiptView, TurningOffView};

use crate::CommandError;
use crate::dispatch::verb;

/// What a person decides.
#[derive(Debug, Deserialize, TS)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ConsentRequest {
    /// On or off.
    pub provision: Decision,
}

/// On or off.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
pub enum Decision {
    /// Look for my records.
    Permit,
    /// Stop looking.
    Deny,
}

/// The decision in force.
pub async fn consent(core: &Arc<Core>) -> Result<ConsentView, CommandError> {
    verb(core, |correlation| workflow::consent(core, correlation)).await
}

/// What turning it off would do now.
pub async fn turning_off(core: &Arc<Core>) -> Result<TurningOffView, CommandError> {
    verb(core, |correlation| workflow::turning_off(core, correlation)).await
}

/// The dated receipts of every decision that was made here.
pub async fn receipts(core: &Arc<Core>) -> Result<Vec<ReceiptView>, CommandError> {
    verb(core, |_| workflow::receipts(core)).await
}

/// What the network last told, out of this copy.
pub async fn last_known(core: &Arc<Core>) -> Result<LastKnownView, CommandError> {
    verb(core, |_| workflow::last_known(core)).await
}

/// Gives or takes back the permission.
pub async fn set_consent(core: &Arc<Core>, request: ConsentRequest) -> Result<ConsentView, CommandError> {
    verb(core, |correlation| workflow::set_consent(core, request.provision == Decision::Permit, correlation))
        .await
}
