//! What is shared with a clinic.

use jiff::Timestamp;
use networks::bwell::ShareType;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The nine kinds of records of seed 002.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the page names each in plain words")]
pub enum ShareKind {
    Patient,
    CarePlan,
    Condition,
    AllergyIntolerance,
    MedicationStatement,
    Immunization,
    Procedure,
    Observation,
    Coverage,
}

impl From<ShareKind> for ShareType {
    fn from(kind: ShareKind) -> Self {
        match kind {
            ShareKind::Patient => Self::Patient,
            ShareKind::CarePlan => Self::CarePlan,
            ShareKind::Condition => Self::Condition,
            ShareKind::AllergyIntolerance => Self::AllergyIntolerance,
            ShareKind::MedicationStatement => Self::MedicationStatement,
            ShareKind::Immunization => Self::Immunization,
            ShareKind::Procedure => Self::Procedure,
            ShareKind::Observation => Self::Observation,
            ShareKind::Coverage => Self::Coverage,
        }
    }
}

/// One SVG path over a square of `modules` × `modules`, without quiet zone (4 modules of white go around it).
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct QrView {
    /// Modules a side.
    pub modules: u32,
    /// The dark modules.
    pub path: String,
}

/// A live share. The passcode is not in it.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct ShareView {
    /// For commands.
    pub id: String,
    /// What the clinic sees as the title.
    pub label: String,
    /// The chosen kinds; null is the whole summary.
    pub kinds: Option<Vec<ShareKind>>,
    /// When it began to work.
    #[ts(type = "Instant")]
    pub starts_at: Timestamp,
    /// When it stops working.
    #[ts(type = "Instant")]
    pub ends_at: Timestamp,
    /// How far this computer's clock is behind the network's; 0 when nobody needs to know. Both times above are the
    /// network's.
    #[ts(type = "number")]
    pub clock_off_seconds: i64,
    /// Which server answers a scan.
    pub manifest_host: String,
    /// The code.
    pub qr: QrView,
}

impl std::fmt::Debug for ShareView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ShareView").field("ends_at", &self.ends_at).finish_non_exhaustive()
    }
}

/// A QR code that was made here. Neither key nor passcode was ever written down.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PastShareView {
    /// For lists.
    pub id: String,
    /// What the clinic saw as the title.
    pub label: String,
    /// The chosen kinds; null is the whole summary.
    pub kinds: Option<Vec<ShareKind>>,
    /// When it began to work.
    #[ts(type = "Instant")]
    pub starts_at: Timestamp,
    /// When it stopped working, or will.
    #[ts(type = "Instant")]
    pub ends_at: Timestamp,
}

impl std::fmt::Debug for PastShareView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PastShareView").field("ends_at", &self.ends_at).finish_non_exhaustive()
    }
}

/// Six digits, shown only when asked for.
#[derive(Clone, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "camelCase")]
pub struct PasscodeView {
    /// The digits, leading zeros included.
    pub digits: String,
}

impl std::fmt::Debug for PasscodeView {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("PasscodeView(…)")
    }
}
