//! The results, page after page, by the network's own `next`: opaque, and never believed beyond what is safe
//! (`spec/ias-wire.md`, section 3.5).

use std::collections::{HashMap, HashSet};

use serde_json::Value;
use url::Url;

use super::document_reference::DocumentReference;
use super::error::Error;
use super::gateway::HealthGorilla;
use super::page::Page;
use crate::CorrelationId;

/// Entries that are asked for at once.
const COUNT: &str = "50";
/// More pages than anybody has.
const MOST_PAGES: usize = 5000;

/// How the pages ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// As many as the network said.
    Whole,
    /// Fewer than the network said.
    Short {
        /// How many are missing.
        missing: u64,
    },
    /// A page leads back to one before it.
    Loop,
    /// A page leads to a host that the settings do not name. It was not followed.
    ForeignHost,
    /// There was no end.
    TooMany,
}

/// One entry, as it came and read.
pub struct Entry {
    /// The resource's text, byte for byte.
    pub text: String,
    /// The same, read.
    pub reference: DocumentReference,
    /// The network's own `Provenance` of it, byte for byte, where it sends one.
    pub provenance: Option<String>,
}

/// Pages under way.
pub struct Pages {
    next: Option<Url>,
    asked: HashSet<Url>,
    ids: HashSet<String>,
    total: Option<u64>,
    end: Option<End>,
}

impl Pages {
    /// From the beginning. `result`: where the network says that they are; otherwise by patient and request.
    pub fn of(network: &HealthGorilla, result: Option<&str>, patient: &str) -> Result<Self, Error> {
        let gateway = network.gateway();
        let mut url = match result {
            Some(result) => gateway.resolve(result)?,
            None => gateway.below(&format!("DocumentReference?patient=Patient/{patient}"))?,
        };
        for (key, value) in [("_count", COUNT), ("_revinclude", "Provenance:target")] {
            if !url.query_pairs().any(|(known, _)| known == key) {
                url.query_pairs_mut().append_pair(key, value);
            }
        }
        Ok(Self { next: Some(url), asked: HashSet::new(), ids: HashSet::new(), total: None, end: None })
    }

    /// How they ended, once there are no more.
    #[must_use]
    pub fn end(&self) -> Option<End> {
        self.end
    }

    /// The entries of the next page that no page before had; `None` after the last.
    pub async fn next(
        &mut self,
        network: &HealthGorilla,
        correlation: &CorrelationId,
    ) -> Result<Option<Vec<Entry>>, Error> {
        let Some(url) = self.next.clone() else { return Ok(None) };
        let answer = network.read(url.clone(), correlation).await?;
        let page = Page::read(&answer.body)?;
        self.asked.insert(url);
        self.total = page.total.or(self.total);
        let next = page.next().map(|next| network.gateway().resolve(next));
        let entries = self.entries(page);
        self.next = None;
        match next {
            None => self.end = Some(self.compare()),
            Some(Err(_)) => self.end = Some(End::ForeignHost),
            Some(Ok(url)) if self.asked.contains(&url) => self.end = Some(End::Loop),
            Some(Ok(_)) if self.asked.len() >= MOST_PAGES => self.end = Some(End::TooMany),
            Some(Ok(url)) => self.next = Some(url),
        }
        // A loop that came after all that there is to come lost nothing.
        if self.end == Some(End::Loop) && self.total.is_some() && self.compare() == End::Whole {
            self.end = Some(End::Whole);
        }
        Ok(Some(entries))
    }

    fn compare(&self) -> End {
        let seen = u64::try_from(self.ids.len()).unwrap_or(u64::MAX);
        match self.total {
            Some(total) if total > seen => End::Short { missing: total - seen },
            _ => End::Whole,
        }
    }

    fn entries(&mut self, page: Page) -> Vec<Entry> {
        let mut entries = Vec::new();
        let mut provenances: HashMap<String, String> = HashMap::new();
        for resource in page.resources() {
            if resource.json["resourceType"] == "Provenance" {
                if let Some(target) = target(&resource.json) {
                    provenances.insert(target, resource.text);
                }
            } else if resource.matches
                && let Some(reference) = DocumentReference::read(&resource.json)
                && self.ids.insert(reference.id.clone())
            {
                entries.push(Entry { text: resource.text, reference, provenance: None });
            }
        }
        for entry in &mut entries {
            entry.provenance = provenances.remove(&entry.reference.id);
        }
        entries
    }
}

/// The id of the document that a `Provenance` is about; the version does not count.
fn target(provenance: &Value) -> Option<String> {
    let reference = provenance.pointer("/target/0/reference")?.as_str()?;
    let (_, id) = reference.rsplit_once("DocumentReference/")?;
    id.split('/').next().map(str::to_owned)
}
