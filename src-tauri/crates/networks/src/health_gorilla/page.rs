//! One page of a search: its entries, byte for byte, and where the next one is.

use serde::Deserialize;
use serde_json::Value;
use serde_json::value::RawValue;

use super::error::Error;

/// A `Bundle` of the type `searchset`.
#[derive(Deserialize)]
pub(super) struct Page {
    #[serde(default)]
    pub(super) total: Option<u64>,
    #[serde(default)]
    link: Option<Vec<Link>>,
    #[serde(default)]
    entry: Option<Vec<Item>>,
}

#[derive(Deserialize)]
struct Link {
    #[serde(default)]
    relation: Option<String>,
    #[serde(default)]
    url: Option<String>,
}

#[derive(Deserialize)]
struct Item {
    #[serde(default)]
    resource: Option<Box<RawValue>>,
    #[serde(default)]
    search: Option<Search>,
}

#[derive(Deserialize)]
struct Search {
    #[serde(default)]
    mode: Option<String>,
}

/// A resource as it came, and read.
pub(super) struct Resource {
    /// Its text, byte for byte.
    pub(super) text: String,
    pub(super) json: Value,
    /// It answers the search; otherwise it came along.
    pub(super) matches: bool,
}

impl Page {
    pub(super) fn read(body: &[u8]) -> Result<Self, Error> {
        serde_json::from_slice(body).map_err(|_| Error::unreadable("page"))
    }

    /// Where the next page is, as the network gave it.
    pub(super) fn next(&self) -> Option<&str> {
        let links = self.link.iter().flatten();
        let mut next = links.filter(|link| link.relation.as_deref() == Some("next"));
        next.find_map(|link| link.url.as_deref())
    }

    /// The resources, whatever their mode.
    pub(super) fn resources(self) -> impl Iterator<Item = Resource> {
        self.entry.into_iter().flatten().filter_map(|item| {
            let text = item.resource?.get().to_owned();
            let json = serde_json::from_str(&text).ok()?;
            let mode = item.search.and_then(|search| search.mode);
            // Without a mode it is a match.
            let matches = mode.is_none_or(|mode| mode == "match");
            Some(Resource { text, json, matches })
        })
    }
}
