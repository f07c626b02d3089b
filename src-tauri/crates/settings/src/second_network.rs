//! The second network: Health Gorilla, reached at a gateway of the organisation's or not at all.

use url::Url;

use crate::rule::{endpoint, flag, number, origin, token};
use crate::section::Section;

/// The vendor: not a place for a patient's app to call.
const VENDOR: &str = "healthgorilla.com";

/// The gateway and what it offers (`spec/ias-wire.md`, sections 1 to 3). The tenant's own credential stays there: a
/// patient's app gets a patient's token by exchanging the one of the sign-in (RFC 8693).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecondNetwork {
    /// The FHIR R4 base at the gateway.
    pub fhir: Url,
    /// Where the sign-in's token is exchanged.
    pub token: Url,
    /// The tenant, as the gateway calls it: the `audience` of the exchange.
    pub tenant: Option<String>,
    /// What the exchange asks for.
    pub scopes: Vec<String>,
    /// Origins beside the gateway from which documents come; the patient's token goes there too.
    pub document_hosts: Vec<Url>,
    /// Documents are imported into the tenant, so that structured resources can be read.
    pub document_import: bool,
    /// The largest document that is kept, in megabytes.
    pub largest_document: u32,
}

impl SecondNetwork {
    pub(crate) fn read(section: &mut Section<'_, '_>, loopback: Option<&Url>) -> Option<Self> {
        let gateway = |key: &'static str, section: &mut Section<'_, '_>| {
            let url = section.required(key, &endpoint(loopback))?;
            if url.domain().is_some_and(|host| host == VENDOR || host.ends_with(&format!(".{VENDOR}"))) {
                let wrong = "the vendor's own host: its tenant credential must not live in a patient's app";
                section.refuse(key, wrong, "the organisation's gateway");
            }
            Some(url)
        };
        let fhir = gateway("fhir", section);
        let exchange = gateway("token", section);
        let tenant = section.optional("tenant", &token());
        let scopes = section.list_or("scopes", Vec::new(), 0..=20, &token());
        let document_hosts = section.list_or("document_hosts", Vec::new(), 0..=8, &origin(loopback));
        let document_import = section.or("document_import", false, &flag());
        let largest_document = section.or("largest_document", 50, &number(1..=500, "megabytes"));
        Some(Self {
            fhir: fhir?,
            token: exchange?,
            tenant,
            scopes,
            document_hosts,
            document_import,
            largest_document,
        })
    }
}
