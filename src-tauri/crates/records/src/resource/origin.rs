//! What a record says about the place that it came from (`spec/bwell-wire.md`, 5.10.5). Who treated, wrote or pays is
//! not among it: the place is never guessed from the practitioner.

use super::element::Element;

const OWNER: &str = "https://www.icanbwell.com/owner";
const ASSIGNING_AUTHORITY: &str = "https://www.icanbwell.com/sourceAssigningAuthority";
const VENDOR: &str = "https://www.icanbwell.com/vendor";

/// Evidence of a place, best first. A merged record may name several places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin<'a> {
    /// Connection ids under which the network keeps it: its owners, else the assigning authorities, else the vendors.
    pub connections: Vec<&'a str>,
    /// The last part of `meta.source`. It counts only when it is a connection's id or name.
    pub source: Option<&'a str>,
    /// When the network last stored it; not a clinical date.
    pub last_updated: Option<&'a str>,
}

impl<'a> Origin<'a> {
    pub(super) fn read(element: Element<'a>) -> Self {
        let Some(meta) = element.get("meta") else { return Self::default() };
        let of = |system: &str| -> Vec<&'a str> {
            let tags = meta.list("security").filter(|tag| tag.text("system") == Some(system));
            let mut codes: Vec<&'a str> = tags.filter_map(|tag| tag.text("code")).collect();
            codes.dedup();
            codes
        };
        let connections =
            [OWNER, ASSIGNING_AUTHORITY, VENDOR].into_iter().map(of).find(|codes| !codes.is_empty());
        let source = meta.text("source").map(|source| source.trim_end_matches('/'));
        Self {
            connections: connections.unwrap_or_default(),
            source: source.and_then(|source| source.rsplit(['/', '#']).next()),
            last_updated: meta.text("lastUpdated"),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::resource::{Origin, Resource};
    use serde_json::json;

    #[test]
    fn the_owner_counts_before_the_vendor_and_who_may_read_counts_for_nothing() {
        let tag = |kind: &str, code: &str| json!({ "system": format!("https://www.icanbwell.com/{kind}"), "code": code });
        let record = json!({ "resourceType": "Condition", "meta": {
            "source": "https://sandbox.invalid/juniper/", "lastUpdated": "2026-11-20T14:12:00Z",
            "security": [tag("access", "juniper_app"), tag("vendor", "v"), tag("owner", "juniper"), tag("owner", "alder")],
        }});
        let origin = Origin {
            connections: vec!["juniper", "alder"],
            source: Some("juniper"),
            last_updated: Some("2026-11-20T14:12:00Z"),
        };
        assert_eq!(Resource::new(&record).unwrap().origin(), origin);
    }

    #[test]
    fn a_record_without_evidence_has_no_place() {
        let record = json!({ "resourceType": "Condition", "recorder": { "display": "Dr. Somebody" } });
        assert_eq!(Resource::new(&record).unwrap().origin(), Origin::default());
    }
}
