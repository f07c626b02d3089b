//! Everything that requests may go to. Most of it follows from the other sections.

use std::collections::BTreeMap;

use url::Url;

use crate::Settings;
use crate::rule::{loopback_origin, origin};
use crate::section::Section;

/// What does not follow from the other sections.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hosts {
    /// Further https origins, such as a token endpoint or keys away from their issuer's host.
    pub also: Vec<Url>,
    /// The one origin that may be plain http, for tests against a separate sandbox.
    pub loopback_origin: Option<Url>,
}

/// An origin that Satchel may send requests to, and what for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// `https://host` or `https://host:port`.
    pub origin: String,
    /// The keys that name it.
    pub because: Vec<&'static str>,
}

impl Hosts {
    /// Read before the others: the loopback origin decides about their addresses.
    pub(crate) fn read(section: &mut Section<'_, '_>) -> Self {
        let loopback_origin = section.optional("loopback_origin", &loopback_origin());
        if loopback_origin.is_some() {
            let right = "left out, outside of tests against a separate sandbox";
            section.warn("loopback_origin", "plain http on this computer is allowed", right);
        }
        let also = section.list_or("also", Vec::new(), 0..=16, &origin(loopback_origin.as_ref()));
        Self { also, loopback_origin }
    }
}

impl Settings {
    /// Every origin that requests may go to, each once, in alphabetical order. Pages that only the browser opens,
    /// and the viewers of links, are not among them.
    #[must_use]
    pub fn contacts(&self) -> Vec<Contact> {
        let issuer = |text: &str| Url::parse(text).ok();
        let mut named: Vec<(&'static str, Url)> = vec![("bwell.graphql", self.bwell.graphql.clone())];
        named.extend(issuer(&self.sign_in.issuer).map(|url| ("sign_in.issuer", url)));
        if let Some(csp) = &self.identity_check.csp {
            named.extend(issuer(&csp.profile.issuer).map(|url| ("identity_check.csp.issuer", url)));
        }
        if let Some(network) = &self.second_network {
            named.push(("second_network.fhir", network.fhir.clone()));
            named.push(("second_network.token", network.token.clone()));
            named.extend(
                network.document_hosts.iter().cloned().map(|url| ("second_network.document_hosts", url)),
            );
        }
        let manifests = self.health_links.manifest_hosts.iter().cloned();
        named.extend(manifests.map(|url| ("health_links.manifest_hosts", url)));
        named.extend(
            self.kiosk.iter().filter_map(|kiosk| Some(("kiosk.call_staff", kiosk.call_staff.clone()?))),
        );
        named.extend(self.hosts.also.iter().cloned().map(|url| ("hosts.also", url)));
        named.extend(self.hosts.loopback_origin.iter().cloned().map(|url| ("hosts.loopback_origin", url)));

        let mut contacts: BTreeMap<String, Vec<&'static str>> = BTreeMap::new();
        for (key, url) in named {
            let because = contacts.entry(url.origin().ascii_serialization()).or_default();
            if !because.contains(&key) {
                because.push(key);
            }
        }
        contacts.into_iter().map(|(origin, because)| Contact { origin, because }).collect()
    }
}
