//! All records as one FHIR R4 Bundle of type `collection`, written as it goes.
//!
//! A record is written as it was kept: its members in their order, its numbers digit for digit, what nobody knows too.
//! Only what says nothing is left out (`null`, and empty texts, lists and objects: a network that answers by GraphQL
//! fills every member that it was asked for, and R4 allows none of them). Where a record does not say its kind, that is
//! added. What is no FHIR at all goes in whole, as a `Binary`.
//!
//! The same records in the same order give the same bytes: every id comes in, and so does the time.

mod plain;

use std::io::{self, Write};

use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

pub use plain::plain;

/// Places, by the identifiers that their network gives them.
const PLACES: &str = "urn:satchel:place";
/// Networks, by our names for them.
const NETWORKS: &str = "urn:satchel:network";
/// Records, by kind and id at their network.
const RECORDS: &str = "urn:satchel:record";
const AGENT_TYPES: &str = "http://terminology.hl7.org/CodeSystem/provenance-participant-type";

/// Bytes that base64 writes at a time: a multiple of three, so that no filling stands in between.
const STEP: usize = 48 * 1024;

/// Writes a Bundle, an entry after the other.
pub struct Collection<W> {
    to: W,
    has_entries: bool,
}

/// Where some of the records came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source<'a> {
    /// Our name for the network.
    pub network: &'a str,
    /// The places, by id and, where it is known, name; none where none is stated.
    pub places: Vec<(&'a str, Option<&'a str>)>,
    /// When the newest of them came.
    pub recorded: Timestamp,
    /// The version of the app that exports.
    pub app_version: &'a str,
}

/// What a source is told of: an entry of the Bundle, and what its network calls it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// The entry.
    pub id: Uuid,
    /// Its kind and id at the network; `None` for a file that belongs to a record.
    pub known_as: Option<String>,
}

impl<W: Write> Collection<W> {
    /// Begins. `as_of`: when the newest record came.
    pub fn begin(mut to: W, as_of: Option<Timestamp>) -> io::Result<Self> {
        to.write_all(br#"{"resourceType":"Bundle","type":"collection""#)?;
        if let Some(as_of) = as_of {
            write!(to, r#","timestamp":"{as_of}""#)?;
        }
        to.write_all(br#","entry":["#)?;
        Ok(Self { to, has_entries: false })
    }

    fn entry(&mut self, id: Uuid) -> io::Result<()> {
        self.to.write_all(if self.has_entries { b",\n" } else { b"\n" })?;
        self.has_entries = true;
        write!(self.to, r#"{{"fullUrl":"{}","resource":"#, id.urn())
    }

    /// One record.
    pub fn record(&mut self, id: Uuid, resource_type: &str, body: &[u8]) -> io::Result<()> {
        if let Some(resource) = plain(body, resource_type) {
            self.entry(id)?;
            self.to.write_all(resource.as_bytes())?;
            return self.to.write_all(b"}");
        }
        self.begin_file(id, "application/octet-stream")?;
        self.file_bytes(body)?;
        self.end_file()
    }

    /// Begins a file that belongs to a record, as a `Binary`; its bytes follow.
    pub fn begin_file(&mut self, id: Uuid, media_type: &str) -> io::Result<()> {
        self.entry(id)?;
        let media_type = if is_media_type(media_type) { media_type } else { "application/octet-stream" };
        let head = json!({ "resourceType": "Binary", "id": id, "contentType": media_type }).to_string();
        // Everything but the end of the object.
        self.to.write_all(head.as_bytes().split_last().map_or(&[][..], |(_, head)| head))?;
        self.to.write_all(br#","data":""#)
    }

    /// Bytes of the file: a multiple of three each time but the last.
    fn file_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        use base64::Engine as _;
        for step in bytes.chunks(STEP) {
            let text = base64::engine::general_purpose::STANDARD.encode(step);
            self.to.write_all(text.as_bytes())?;
        }
        Ok(())
    }

    /// More bytes of the file, as they come; what does not fill three bytes waits in `rest`.
    pub fn file_chunk(&mut self, rest: &mut Vec<u8>, chunk: &[u8]) -> io::Result<()> {
        rest.extend_from_slice(chunk);
        let whole = rest.len() - rest.len() % 3;
        let after = rest.split_off(whole);
        self.file_bytes(rest)?;
        *rest = after;
        Ok(())
    }

    /// The rest of the file, and its end.
    pub fn last_of_file(&mut self, rest: &[u8]) -> io::Result<()> {
        self.file_bytes(rest)?;
        self.end_file()
    }

    fn end_file(&mut self) -> io::Result<()> {
        self.to.write_all(br#""}}"#)
    }

    /// Where records came from: one `Provenance` for all that came the same way.
    pub fn provenance(&mut self, id: Uuid, source: &Source<'_>, targets: &[Target]) -> io::Result<()> {
        self.entry(id)?;
        write!(self.to, r#"{{"resourceType":"Provenance","id":"{id}","target":["#)?;
        for (at, target) in targets.iter().enumerate() {
            let comma = if at == 0 { "" } else { "," };
            write!(self.to, r#"{comma}{{"reference":"{}"}}"#, target.id.urn())?;
        }
        write!(self.to, r#"],"recorded":"{}","agent":{}"#, source.recorded, agents(source))?;
        let mut before = r#","entity":["#;
        for known_as in targets.iter().filter_map(|target| target.known_as.as_deref()) {
            let what = json!({
                "role": "source",
                "what": { "identifier": { "system": format!("{RECORDS}:{}", source.network), "value": known_as } },
            });
            write!(self.to, "{before}{what}")?;
            before = ",";
        }
        self.to.write_all(if before == "," { b"]}}" } else { b"}}" })
    }

    /// Ends the Bundle.
    pub fn end(mut self) -> io::Result<W> {
        self.to.write_all(if self.has_entries { b"\n]}\n" } else { b"]}\n" })?;
        Ok(self.to)
    }
}

/// The places wrote it or had it written; the network handed it on; this app put it together.
fn agents(source: &Source<'_>) -> String {
    let agent = |role: &str, who: serde_json::Value| json!({ "type": { "coding": [{ "system": AGENT_TYPES, "code": role }] }, "who": who });
    let mut agents: Vec<_> = source
        .places
        .iter()
        .map(|(id, name)| {
            let mut who = json!({ "type": "Organization", "identifier": { "system": PLACES, "value": id } });
            if let Some(name) = name.filter(|name| !name.trim().is_empty()) {
                who["display"] = json!(name);
            }
            agent("author", who)
        })
        .collect();
    let network =
        json!({ "type": "Organization", "identifier": { "system": NETWORKS, "value": source.network } });
    agents.push(agent("transmitter", network));
    let app = json!({ "type": "Device", "display": format!("Satchel {}", source.app_version) });
    agents.push(agent("assembler", app));
    serde_json::Value::from(agents).to_string()
}

/// Two words with a slash between them, and parameters: R4's `contentType` is a code.
fn is_media_type(text: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty()
            && word.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$&-^_.+".contains(&byte))
    };
    text.split_once('/').is_some_and(|(kind, rest)| {
        let mut parts = rest.split(';');
        word(kind)
            && parts.next().is_some_and(word)
            && parts.all(|part| {
                part.trim_start_matches(' ')
                    .split_once('=')
                    .is_some_and(|(name, value)| word(name) && word(value))
            })
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;
    use serde_json::Value;

    use super::*;

    #[test]
    fn a_record_is_written_as_it_was_kept_and_what_is_no_fhir_goes_in_whole() {
        let kept = r#"{"resourceType":"Observation", "id":"1","valueQuantity":{"value":7.10},"acme:new":[{"x":1e2}]}"#;
        let mut bundle =
            Collection::begin(Vec::new(), Some("2026-08-19T16:00:00Z".parse().unwrap())).unwrap();
        bundle.record(Uuid::from_u128(1), "Observation", kept.as_bytes()).unwrap();
        bundle.record(Uuid::from_u128(2), "Observation", b"not JSON").unwrap();
        let text = String::from_utf8(bundle.end().unwrap()).unwrap();
        assert!(text.contains(kept), "byte for byte");
        let json: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(json["timestamp"], "2026-08-19T16:00:00Z");
        assert_eq!(json["entry"][1]["resource"]["resourceType"], "Binary");
        assert_eq!(json["entry"][1]["resource"]["data"], "bm90IEpTT04=");
    }

    #[test]
    fn a_file_comes_through_in_pieces_of_any_size() {
        use base64::Engine as _;
        let file: Vec<u8> = (0..200_001_u32).map(|at| u8::try_from(at * 7 % 253).unwrap()).collect();
        for size in [1, 2, 1000, 65_536, 300_000] {
            let mut bundle = Collection::begin(Vec::new(), None).unwrap();
            bundle.begin_file(Uuid::from_u128(3), "application/pdf").unwrap();
            let mut rest = Vec::new();
            for chunk in file.chunks(size) {
                bundle.file_chunk(&mut rest, chunk).unwrap();
                assert!(rest.len() < 3);
            }
            bundle.last_of_file(&rest).unwrap();
            let json: Value = serde_json::from_slice(&bundle.end().unwrap()).unwrap();
            let data = json["entry"][0]["resource"]["data"].as_str().unwrap();
            assert!(base64::engine::general_purpose::STANDARD.decode(data).unwrap() == file, "{size}");
        }
    }

    #[rstest]
    #[case("application/pdf", true)]
    #[case("text/plain; charset=utf-8", true)]
    #[case("pdf", false)]
    #[case("", false)]
    #[case("text/plain\"", false)]
    #[case("a b/c", false)]
    fn only_a_media_type_is_one(#[case] text: &str, #[case] is_one: bool) {
        assert_eq!(is_media_type(text), is_one);
    }
}
