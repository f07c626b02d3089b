//! What this program is, who offers it, and where it connects.

use serde::Serialize;
use ts_rs::TS;

/// What a build was made from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct BuildView {
    /// The short name of the commit; `+changes` behind it where there were any.
    pub commit: String,
    /// The commit's day, `YYYY-MM-DD`.
    pub day: String,
}

/// What Satchel asks a host for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each says what for")]
pub enum ContactPurpose {
    Network,
    Account,
    IdentityCheck,
    Documents,
    Shares,
    Staff,
    Other,
}

/// A host that requests may go to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ContactView {
    /// `host` or `host:port`.
    pub host: String,
    /// What for, in the order in which they are shown.
    pub purposes: Vec<ContactPurpose>,
}

/// What this program is, and what an organisation's settings make of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct AboutView {
    /// The version a person can read to a help line.
    pub version: String,
    /// Null for a build that is not a release.
    pub build: Option<BuildView>,
    /// The organisation that offers the app here. Null in the demo.
    pub organisation: Option<String>,
    /// Every host that requests may go to; none in the demo, whose networks are on this computer.
    pub contacts: Vec<ContactView>,
}
