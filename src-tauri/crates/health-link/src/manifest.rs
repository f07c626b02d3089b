//! What a receiver sends to a manifest, and what comes back. Rules: `spec/shl-wire.md`, section 4.

use serde::{Deserialize, Serialize};

/// Most files of a manifest that we look at.
pub const MOST_FILES: usize = 100;

/// The body of the POST.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ManifestRequest<'a> {
    /// Who opens the link, fit for display.
    pub recipient: &'a str,
    /// The passcode, where the link needs one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub passcode: Option<&'a str>,
}

/// The answer.
#[derive(Debug, Deserialize)]
pub struct Manifest {
    /// The files.
    pub files: Vec<File>,
}

/// One encrypted file: in place, or behind a short-lived address.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct File {
    /// Media type, possibly with parameters.
    pub content_type: String,
    /// A compact JWE.
    pub embedded: Option<String>,
    /// Where to fetch one.
    pub location: Option<String>,
}

/// The body of a 401.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct WrongPasscode {
    /// Tries left for the whole life of the link.
    pub remaining_attempts: u32,
}
