//! The entries of a finished retrieval, page by page, and where each came from (ias-wire 3.5 and 12.2).

use std::collections::HashMap;
use std::sync::Arc;

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, SHA256, digest};
use axum::Json;
use axum::extract::{Query, State as Shared};
use axum::http::HeaderMap;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::REQUEST_TAG;
use super::binary::altered;
use super::control::Hash;
use super::outcome::Refusal;
use super::papers::Form;
use super::play::Play;
use super::run::Run;
use super::shelf::Content;
use super::status::own;
use crate::server::Server;

/// One entry: a document under an id, as one source has it.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub(super) id: String,
    /// Index of the book.
    pub(super) book: usize,
    /// Index of the source.
    pub(super) source: usize,
}

/// Entries of a page where nobody asks for another number, and the most there are.
const PAGE: usize = 50;
const LARGEST_PAGE: usize = 200;

pub(super) async fn documents(
    Shared(server): Shared<Arc<Server>>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refusal> {
    server.world(|world, now| {
        let state = &mut world.health_gorilla;
        state.bearer(&headers, now)?;
        let tag = query.get("_tag").and_then(|tag| tag.strip_prefix(REQUEST_TAG)?.strip_prefix('|'));
        let Some(id) = tag.map(str::to_owned) else {
            return Err(Refusal::new(422, "required", "The '_tag' field is required."));
        };
        let (hash, foreign) = (state.settings.hash, state.settings.foreign_origin.clone());
        let run = own(state, &id, &headers, now)?;
        readable(run, now)?;
        if query.get("patient").is_some_and(|patient| patient.trim_start_matches("Patient/") != run.patient) {
            return Err(Refusal::new(403, "forbidden", "The patient is another one."));
        }
        let asked = query.get("_count").and_then(|count| count.parse().ok()).unwrap_or(PAGE);
        let size = run.play.page_size(run.items.len()).unwrap_or(asked.clamp(1, LARGEST_PAGE));
        let cursor = query.get("_cursor").and_then(|cursor| cursor.parse::<usize>().ok()).unwrap_or(0);
        let includes = query.get("_revinclude").is_some_and(|include| include == "Provenance:target");
        let page = Page { server: &server, run, id: &id, size, hash, foreign: &foreign, includes };
        Ok(Json(page.bundle(cursor)))
    })
}

/// Nothing is read before the end, and nothing after its time.
pub(super) fn readable(run: &Run, now: Timestamp) -> Result<(), Refusal> {
    if !run.stage(now).is_terminal() {
        return Err(Refusal::new(409, "conflict", "The retrieval has not ended."));
    }
    if run.is_expired(now) {
        return Err(Refusal::new(410, "not-found", "The result is not kept any more."));
    }
    Ok(())
}

struct Page<'a> {
    server: &'a Server,
    run: &'a Run,
    id: &'a str,
    size: usize,
    hash: Hash,
    foreign: &'a str,
    includes: bool,
}

impl Page<'_> {
    fn bundle(&self, cursor: usize) -> Value {
        let (run, total) = (self.run, self.run.items.len());
        let again = usize::from(run.play == Play::DuplicateEntries && cursor > 0);
        let items = run.items.iter().enumerate().skip(cursor - again.min(cursor)).take(self.size + again);
        let mut entries: Vec<Value> = Vec::new();
        for (at, item) in items {
            let resource = self.resource(at, item);
            entries.push(json!({
                "fullUrl": format!("{}/fhir/R4/DocumentReference/{}", self.server.base_url, item.id),
                "resource": resource, "search": { "mode": "match" },
            }));
            if self.includes {
                let resource = provenance_of(self.server, run, item);
                entries.push(json!({ "resource": resource, "search": { "mode": "include" } }));
            }
        }
        if run.play == Play::OutcomeEntry {
            let resource = json!({ "resourceType": "OperationOutcome", "issue": [{
                "severity": "information", "code": "informational", "details": { "text": "Nothing to worry about." },
            }] });
            entries.push(json!({ "resource": resource, "search": { "mode": "outcome" } }));
        }
        let link = |relation: &str, url: String| json!({ "relation": relation, "url": url });
        let mut links = vec![link("self", self.url(&self.server.base_url, cursor))];
        links.extend(self.next(cursor, total).map(|url| link("next", url)));
        json!({
            "resourceType": "Bundle", "type": "searchset", "total": total, "link": links, "entry": entries,
        })
    }

    fn next(&self, cursor: usize, total: usize) -> Option<String> {
        let own = &self.server.base_url;
        let following = cursor + self.size;
        match self.run.play {
            Play::MissingNext => None,
            Play::PageLoop if following >= total => Some(self.url(own, 0)),
            Play::EmptyLastPage if following >= total && cursor < total => Some(self.url(own, total)),
            _ if following >= total => None,
            Play::ForeignNext => Some(self.url(self.foreign, following)),
            _ => Some(self.url(own, following)),
        }
    }

    fn url(&self, origin: &str, cursor: usize) -> String {
        let mut url = format!(
            "{origin}/fhir/R4/DocumentReference?patient=Patient/{}&_tag={REQUEST_TAG}%7C{}&_count={}&_cursor={cursor}",
            self.run.patient, self.id, self.size
        );
        if self.includes {
            url.push_str("&_revinclude=Provenance:target");
        }
        url
    }

    fn resource(&self, at: usize, item: &Item) -> Value {
        let run = self.run;
        let (Some(book), Some(source)) = (run.shelf.books.get(item.book), run.sources.get(item.source))
        else {
            return Value::Null;
        };
        let (code, display) = &book.kind;
        let organization = json!({
            "resourceType": "Organization", "id": "home", "name": source.name,
            "identifier": [{ "system": "urn:ietf:rfc:3986", "value": format!("urn:oid:{}", source.oid) }],
        });
        let retrieved = format!("{:.3}", run.started);
        json!({
            "resourceType": "DocumentReference", "id": item.id,
            "meta": {
                "versionId": "1", "lastUpdated": retrieved,
                "profile": ["https://healthgorilla.com/fhir/StructureDefinition/hg-cw-document"],
                "tag": [{ "system": REQUEST_TAG, "code": self.id }],
            },
            "contained": [organization],
            "masterIdentifier": { "system": "urn:ietf:rfc:3986", "value": format!("urn:oid:{}.{}", source.oid, item.book + 1) },
            "identifier": [{ "value": format!("urn:uuid:{}", self.server.ids.named(&book.key)) }],
            "status": "current",
            // The trailing slash is in the vendor's own samples.
            "type": { "coding": [{ "system": "http://loinc.org/", "code": code, "display": display }] },
            "category": [{ "coding": [{ "system": "http://loinc.org", "code": code }] }],
            "subject": { "reference": format!("Patient/{}", run.patient) },
            "date": format!("{}T12:00:00Z", book.on),
            "custodian": { "reference": "#home", "display": source.name },
            "description": book.title,
            "content": [{ "attachment": self.attachment(at, item) }],
        })
    }

    fn attachment(&self, at: usize, item: &Item) -> Value {
        let run = self.run;
        let Some(book) = run.shelf.books.get(item.book) else { return Value::Null };
        let bytes = altered(run, at, item);
        let first = at == 0;
        let content_type = match run.play {
            Play::XmlLabelledOctetStream => "application/octet-stream",
            Play::PdfLabelledXml if first => "text/xml",
            Play::BinaryZip if first => "application/zip",
            _ => &book.content_type,
        };
        let mut attachment = json!({
            "contentType": content_type, "title": book.title, "creation": book.on.to_string(),
        });
        let form = match &book.content {
            Content::Written(form, _) => Some(*form),
            _ => None,
        };
        match form {
            Some(Form::Listed) => return attachment,
            Some(Form::Inline) => attachment["data"] = json!(STANDARD.encode(&bytes)),
            _ => {
                let relative = format!("Binary/{}", item.id);
                let absolute = |origin: &str| format!("{origin}/fhir/R4/{relative}");
                attachment["url"] = json!(match run.play {
                    Play::ForeignAttachment if first => absolute(self.foreign),
                    // Both are seen in the field.
                    _ if at % 2 == 1 => relative,
                    _ => absolute(&self.server.base_url),
                });
            }
        }
        let wrong = u8::from(run.play == Play::WrongSha1 && first);
        let hashed = |hash: &'static aws_lc_rs::digest::Algorithm| {
            let mut value = digest(hash, &bytes).as_ref().to_vec();
            value[0] ^= wrong;
            STANDARD.encode(value)
        };
        match self.hash {
            Hash::Sha1 => attachment["hash"] = json!(hashed(&SHA1_FOR_LEGACY_USE_ONLY)),
            Hash::Sha256 => attachment["hash"] = json!(hashed(&SHA256)),
            Hash::None => {}
        }
        let odd = usize::from(run.play == Play::WrongSize && first);
        if self.hash != Hash::None {
            attachment["size"] = json!(bytes.len() + odd);
        }
        attachment
    }
}

pub(super) async fn provenance(
    Shared(server): Shared<Arc<Server>>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Result<Json<Value>, Refusal> {
    server.world(|world, now| {
        let state = &mut world.health_gorilla;
        let bearer = state.bearer(&headers, now)?;
        let target = query.get("target").and_then(|target| target.strip_prefix("DocumentReference/"));
        let Some(target) = target else {
            return Err(Refusal::new(422, "required", "The 'target' field is required."));
        };
        let ready = |run: &&Run| bearer.may_see(&run.person) && !run.cancelled && readable(run, now).is_ok();
        let found = state.runs.values().filter(ready).find_map(|run| {
            let item = run.items.iter().find(|item| item.id == target)?;
            Some(provenance_of(&server, run, item))
        });
        let entries: Vec<_> = found.map(|resource| json!({ "resource": resource })).into_iter().collect();
        Ok(Json(json!({
            "resourceType": "Bundle", "type": "searchset", "total": entries.len(), "entry": entries,
        })))
    })
}

/// The last hop: the source wrote it, the exchange passed it on (ias-wire 10).
fn provenance_of(server: &Server, run: &Run, item: &Item) -> Value {
    let agent = |code: &str, name: &str| {
        json!({
            "type": { "coding": [{
                "system": "http://terminology.hl7.org/CodeSystem/provenance-participant-type", "code": code,
            }] },
            "who": { "display": name },
        })
    };
    let source = run.sources.get(item.source).map_or("", |source| &source.name);
    let id = super::hex_id(server.ids.named(&format!("provenance {}", item.id)));
    let who = "https://healthgorilla.com";
    json!({
        "resourceType": "Provenance", "id": id,
        "target": [{ "reference": format!("DocumentReference/{}/_history/1", item.id) }],
        "recorded": format!("{:.3}", run.started),
        "agent": [agent("author", source), agent("transmitter", who)],
    })
}
