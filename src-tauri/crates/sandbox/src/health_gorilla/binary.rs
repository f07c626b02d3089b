//! The bytes of a document, in every form that was seen (ias-wire 3.5 and 12.4).

use std::io::Write as _;
use std::sync::Arc;

use axum::Json;
use axum::body::{Body, Bytes};
use axum::extract::{Path, State as Shared};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::{IntoResponse as _, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use futures::stream::{self, StreamExt as _};
use serde_json::json;

use super::cda;
use super::listing::{Item, readable};
use super::outcome::Refusal;
use super::play::Play;
use super::run::Run;
use super::shelf::Content;
use super::{FHIR_JSON, papers::Form};
use crate::server::Server;

/// Paragraphs that make a C-CDA of 12 MB.
const LARGE: usize = 12 * 1024 * 1024 / 100;

/// The bytes of an entry as the play has them.
pub(super) fn altered(run: &Run, at: usize, item: &Item) -> Vec<u8> {
    let Some(book) = run.shelf.books.get(item.book) else { return Vec::new() };
    let plain = || run.shelf.bytes(book);
    let holder = run.sources.get(item.source).map_or("", |source| &source.name);
    let text: &[String] = match &book.content {
        Content::Written(_, text) => text,
        _ => &[],
    };
    let written = |text: &[String]| cda::document(&run.shelf.person, holder, book, text);
    if at > 0 {
        return plain();
    }
    match run.play {
        Play::PdfLabelledXml => cda::pdf(&book.title, text),
        Play::BinaryZip => cda::zip("DOCUMENT.XML", &plain()),
        Play::Utf16Xml => cda::utf16(&written(text)),
        Play::EntityBomb => cda::bomb(),
        Play::AnotherPerson => {
            cda::document(&cda::somebody_else(&run.shelf.person), holder, book, text).into_bytes()
        }
        Play::LargeCcda => {
            let line =
                "The heart sounds are regular and there is nothing else that the person should worry about.";
            written(&vec![line.to_owned(); LARGE]).into_bytes()
        }
        _ => plain(),
    }
}

pub(super) async fn binary(
    Shared(server): Shared<Arc<Server>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Refusal> {
    let found = server.world(|world, now| {
        let state = &world.health_gorilla;
        let bearer = state.bearer(&headers, now)?;
        let mut refusal = Refusal::not_found(&format!("Binary/{id}"));
        for run in state.runs.values().rev().filter(|run| bearer.may_see(&run.person) && !run.cancelled) {
            let Some(&at) = run.by_id.get(&id) else { continue };
            match readable(run, now) {
                Ok(()) => return Ok(found(run, at)),
                Err(early) => refusal = early,
            }
        }
        Err(refusal)
    })?;
    let json = headers
        .get(header::ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains(FHIR_JSON));
    answer(found, &id, json)
}

struct Found {
    play: Play,
    first: bool,
    content_type: String,
    bytes: Vec<u8>,
}

fn found(run: &Run, at: usize) -> Found {
    let item = &run.items[at];
    let content_type =
        run.shelf.books.get(item.book).map_or(Form::Text.content_type(), |book| &book.content_type);
    Found {
        play: run.play,
        first: at == 0,
        content_type: content_type.to_owned(),
        bytes: altered(run, at, item),
    }
}

fn answer(found: Found, id: &str, json_wanted: bool) -> Result<Response, Refusal> {
    let Found { play, first, content_type, bytes } = found;
    let typed = |value: &str| {
        [(
            header::CONTENT_TYPE,
            HeaderValue::from_str(value).unwrap_or(HeaderValue::from_static("text/plain")),
        )]
    };
    let json = match play {
        Play::BinaryJson => true,
        Play::BinaryRaw => false,
        _ => json_wanted,
    };
    Ok(match play {
        Play::Binary404 if first => return Err(Refusal::not_found(&format!("Binary/{id}"))),
        Play::Binary410 if first => {
            return Err(Refusal::new(410, "not-found", "The document is not kept any more."));
        }
        Play::TruncatedBody if first => (typed(&content_type), cut_short(bytes)).into_response(),
        Play::BinaryBase64Text => (typed(&content_type), STANDARD.encode(bytes)).into_response(),
        Play::BinaryGzip => {
            let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
            let packed = encoder.write_all(&bytes).and_then(|()| encoder.finish()).unwrap_or_default();
            (typed(&content_type), [(header::CONTENT_ENCODING, "gzip")], packed).into_response()
        }
        Play::XmlLabelledOctetStream => (typed("application/octet-stream"), bytes).into_response(),
        Play::PdfLabelledXml if first => (typed("text/xml"), bytes).into_response(),
        Play::BinaryZip if first => (typed("application/zip"), bytes).into_response(),
        _ if json => {
            let body = json!({
                "resourceType": "Binary", "id": id, "contentType": content_type, "data": STANDARD.encode(bytes),
            });
            (typed(FHIR_JSON), Json(body).into_response().into_body()).into_response()
        }
        _ => (typed(&content_type), bytes).into_response(),
    })
}

/// Half of the bytes, and then the connection breaks.
fn cut_short(mut bytes: Vec<u8>) -> Body {
    bytes.truncate(bytes.len() / 2);
    let broken = async {
        // What was given is sent first.
        tokio::task::yield_now().await;
        Err(std::io::Error::other("cut short"))
    };
    Body::from_stream(stream::once(async { Ok(Bytes::from(bytes)) }).chain(stream::once(broken)))
}
