//! Record finding on and off.

use std::sync::Arc;

use serde::Deserialize;
use ts_rs::TS;
use workflow::Core;
use workflow::view::ConsentView;

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

/// Gives or takes back the permission.
pub async fn set_consent(core: &Arc<Core>, request: ConsentRequest) -> Result<ConsentView, CommandError> {
    verb(core, |correlation| workflow::set_consent(core, request.provision == Decision::Permit, correlation))
        .await
}
