//! What an entry says of a file.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;

/// A FHIR `Attachment`.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Attachment {
    /// What it is said to be.
    pub content_type: Option<String>,
    /// Where its bytes are, as the network gave it.
    pub url: Option<String>,
    /// Its bytes in base64, inside the entry.
    pub data: Option<String>,
    /// How many bytes, before base64.
    pub size: Option<u64>,
    /// Its SHA-1 (FHIR R4) or SHA-256, told apart by their length.
    pub hash: Option<Vec<u8>>,
    /// What it is called.
    pub title: Option<String>,
}

impl Attachment {
    pub(super) fn read(attachment: &Value) -> Self {
        let text = |key: &str| attachment[key].as_str().filter(|text| !text.is_empty()).map(str::to_owned);
        let hash = text("hash").and_then(|hash| STANDARD.decode(hash.trim()).ok());
        Self {
            content_type: text("contentType"),
            url: text("url"),
            data: text("data"),
            size: attachment["size"].as_u64().or_else(|| attachment["size"].as_str()?.parse().ok()),
            hash: hash.filter(|hash| matches!(hash.len(), 20 | 32)),
            title: text("title"),
        }
    }

    /// There is something to be fetched, or it is here.
    #[must_use]
    pub fn has_content(&self) -> bool {
        self.url.is_some() || self.data.is_some()
    }
}

impl std::fmt::Debug for Attachment {
    /// Titles and addresses are private.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Attachment").field("size", &self.size).finish_non_exhaustive()
    }
}
