//! Where a document or a record came from, as FHIR R4 `Provenance` after US Core: the last hop at least, who wrote it,
//! who passed it on, and who fetched it (`spec/ias-wire.md`, section 10; seed 003, step 6).

use std::fmt::Write as _;

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

const AGENTS: &str = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";
const LIFECYCLE: &str = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle";
const OID: &str = "urn:ietf:rfc:3986";
/// SHA-256 of the bytes, in hexadecimal digits.
const CONTENT_HASH: &str = "urn:satchel:content-sha256";
/// A request at the network that brought it.
const REQUEST: &str = "urn:satchel:retrieval-request";
/// A document by the identifier that it has everywhere.
const DOCUMENT: &str = "urn:satchel:document-identifier";

/// What is known of one thing's way here.
#[derive(Clone, Copy, Debug)]
pub struct Origin<'a> {
    /// Type and id of the resource that it is about, at the network.
    pub target: (&'a str, &'a str),
    /// When it was fetched.
    pub retrieved_at: Timestamp,
    /// The organisation that has it: OID, and what it is called.
    pub source: (Option<&'a str>, Option<&'a str>),
    /// The network that passed it on.
    pub network: &'a str,
    /// The network's id of the request.
    pub request: &'a str,
    /// What the retrieval is called here and on the wire.
    pub correlation: Uuid,
    /// The document's own identifier.
    pub document: Option<&'a str>,
    /// SHA-256 of the bytes that came.
    pub sha256: Option<&'a [u8; 32]>,
    /// What the bytes are said to be, and what they are.
    pub types: Option<(Option<&'a str>, &'a str)>,
    /// A hash that the network gave was compared, and is right.
    pub hash_checked: bool,
    /// Our version.
    pub app_version: &'a str,
    /// The network's own `Provenance`, as it came.
    pub theirs: Option<&'a Value>,
}

/// The resource.
#[must_use]
pub fn provenance(origin: &Origin<'_>) -> Value {
    let (kind, id) = origin.target;
    let mut entities = vec![
        entity("source", REQUEST, origin.request),
        entity("source", OID, &origin.correlation.urn().to_string()),
    ];
    entities.extend(origin.document.map(|document| entity("source", DOCUMENT, document)));
    if let Some(hash) = origin.sha256 {
        entities.push(entity("derivation", CONTENT_HASH, &hex(hash)));
    }
    let mut resource = json!({
        "resourceType": "Provenance",
        "target": [{ "reference": format!("{kind}/{id}") }],
        "recorded": origin.retrieved_at,
        "activity": { "coding": [{
            "system": LIFECYCLE, "code": "receive", "display": "Receive/Retain Record Lifecycle Event",
        }] },
        "agent": [
            author(origin.source),
            agent("transmitter", "Transmitter", &json!({ "display": origin.network })),
            agent("assembler", "Assembler", &json!({
                "type": "Device", "display": format!("Satchel {}", origin.app_version),
            })),
        ],
        "entity": entities,
    });
    if let Some((declared, found)) = origin.types {
        let text = |url: &str, value: &str| json!({ "url": url, "valueString": value });
        let mut extensions = vec![text("urn:satchel:type-found", found)];
        extensions.extend(declared.map(|declared| text("urn:satchel:type-declared", declared)));
        extensions.push(json!({ "url": "urn:satchel:hash-checked", "valueBoolean": origin.hash_checked }));
        resource["extension"] = json!(extensions);
    }
    if let Some(theirs) = origin.theirs {
        let mut contained = theirs.clone();
        contained["id"] = json!("network");
        resource["contained"] = json!([contained]);
    }
    resource
}

fn author((oid, name): (Option<&str>, Option<&str>)) -> Value {
    let mut who = json!({ "type": "Organization" });
    if let Some(oid) = oid {
        who["identifier"] = json!({ "system": OID, "value": format!("urn:oid:{oid}") });
    }
    who["display"] = json!(name.unwrap_or("An organisation that was not named"));
    agent("author", "Author", &who)
}

fn agent(code: &str, display: &str, who: &Value) -> Value {
    json!({ "type": { "coding": [{ "system": AGENTS, "code": code, "display": display }] }, "who": who })
}

fn entity(role: &str, system: &str, value: &str) -> Value {
    json!({ "role": role, "what": { "identifier": { "system": system, "value": value } } })
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn origin<'a>(theirs: Option<&'a Value>, hash: &'a [u8; 32]) -> Origin<'a> {
        Origin {
            target: ("DocumentReference", "73227b65649e308d91c98824"),
            retrieved_at: "2026-08-19T18:58:00Z".parse().unwrap(),
            source: (Some("2.16.840.1.113883.3.9504.1.2"), Some("Alder Bay Medical Center")),
            network: "Health Gorilla",
            request: "65a1",
            correlation: Uuid::from_u128(7),
            document: Some("urn:oid:1.2.3"),
            sha256: Some(hash),
            types: Some((Some("text/xml"), "application/pdf")),
            hash_checked: true,
            app_version: "0.1.0",
            theirs,
        }
    }

    #[test]
    fn it_says_who_wrote_who_passed_on_and_who_fetched() {
        let made = provenance(&origin(None, &[0xab; 32]));
        let codes: Vec<_> = (0..3).map(|at| made["agent"][at]["type"]["coding"][0]["code"].clone()).collect();
        assert_eq!(codes, ["author", "transmitter", "assembler"]);
        assert_eq!(made["agent"][0]["who"]["identifier"]["value"], "urn:oid:2.16.840.1.113883.3.9504.1.2");
        assert_eq!(made["agent"][2]["who"]["display"], "Satchel 0.1.0");
        assert_eq!(made["recorded"], "2026-08-19T18:58:00Z");
        assert_eq!(made["entity"][0]["what"]["identifier"]["value"], "65a1");
        assert_eq!(made["entity"][3]["what"]["identifier"]["value"], "ab".repeat(32));
        // Required by R4: target, recorded, and an agent with `who`; an entity with `role` and `what`.
        assert_eq!(made["target"][0]["reference"], "DocumentReference/73227b65649e308d91c98824");
        let entities = made["entity"].as_array().unwrap();
        assert!(entities.iter().all(|one| ["source", "derivation"].contains(&one["role"].as_str().unwrap())));
    }

    #[test]
    fn what_the_network_says_itself_is_kept_inside() {
        let theirs = json!({ "resourceType": "Provenance", "id": "p-1", "recorded": "2026-08-19T18:50:00Z" });
        let made = provenance(&origin(Some(&theirs), &[0; 32]));
        assert_eq!(made["contained"][0]["recorded"], "2026-08-19T18:50:00Z");
        let unnamed =
            provenance(&Origin { source: (None, None), sha256: None, types: None, ..origin(None, &[0; 32]) });
        assert_eq!(unnamed["agent"][0]["who"]["display"], "An organisation that was not named");
        assert!(unnamed.get("extension").is_none() && unnamed.get("contained").is_none());
    }
}
