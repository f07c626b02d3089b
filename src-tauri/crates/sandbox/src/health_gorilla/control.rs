//! How the exchange behaves, what lies there, and the control calls that say so.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Path, State as Shared};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::json;

use super::play::Play;
use super::rejections::Rejection;
use super::shelf::{Book, Content, Holder, Shelf};
use crate::control::{problem, read};
use crate::server::Server;

/// What documents a test may put there at once, in bytes of JSON.
const LARGEST: usize = 64 << 20;

/// The exchange's switches.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(super) struct Settings {
    pub(super) play: Play,
    /// The host that a play leads to.
    pub(super) foreign_origin: String,
    /// How long access tokens live.
    pub(super) bearer_seconds: u32,
    /// How long a result can be read.
    pub(super) kept_seconds: u32,
    /// An entry has the same id in every retrieval.
    pub(super) stable_ids: bool,
    /// What `attachment.hash` is; without any there is no `size` either, as in the vendor's samples.
    pub(super) hash: Hash,
    /// A rejection of the kick-off by its name, whatever the kick-off says.
    pub(super) reject: Option<Rejection>,
    /// How often the play's passing refusal has struck.
    #[serde(skip)]
    pub(super) struck: u32,
}

/// What an attachment says of its bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Hash {
    Sha1,
    Sha256,
    None,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            play: Play::default(),
            foreign_origin: "https://documents.elsewhere.invalid".into(),
            bearer_seconds: 3600,
            kept_seconds: 3600,
            stable_ids: true,
            hash: Hash::Sha1,
            reject: None,
            struck: 0,
        }
    }
}

pub(crate) fn control_routes() -> Router<Arc<Server>> {
    Router::new()
        .route("/control/exchange", get(settings).post(set_settings))
        .route("/control/people/{id}/papers", post(put))
        .layer(DefaultBodyLimit::max(LARGEST))
}

async fn settings(Shared(server): Shared<Arc<Server>>) -> Response {
    Json(server.world(|world, _| world.health_gorilla.settings.clone())).into_response()
}

async fn set_settings(Shared(server): Shared<Arc<Server>>, body: Bytes) -> Response {
    match read::<Settings>(&body) {
        Err(problem) => *problem,
        Ok(new) => {
            server.world(|world, _| world.health_gorilla.settings = new);
            settings(Shared(server)).await
        }
    }
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Shelved {
    papers: Vec<Given>,
    /// So many documents of so many bytes.
    bulk: Option<Bulk>,
    /// Sources among which they are dealt out, in turn; each answers a second after the one before.
    sources: Option<usize>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Given {
    title: String,
    content_type: String,
    base64: String,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields)]
struct Bulk {
    count: usize,
    bytes: usize,
}

/// Puts documents in place of the scenario's.
async fn put(Shared(server): Shared<Arc<Server>>, Path(id): Path<String>, body: Bytes) -> Response {
    let papers: Shelved = match read(&body) {
        Ok(papers) => papers,
        Err(problem) => return *problem,
    };
    let Some(scenario) = server.world(|world, _| world.person(&id).cloned()) else {
        return problem(StatusCode::NOT_FOUND, "there is no such person");
    };
    let count = papers.sources.unwrap_or(1).clamp(1, 50);
    let holder = |number: usize| Holder {
        oid: format!("2.16.840.1.113883.3.9504.5.{}", number + 1),
        name: format!("Larkmoor Clinic {}", number + 1),
        answers_after: u32::try_from(number + 1).unwrap_or(u32::MAX),
        silent: None,
    };
    let mut shelf = Shelf {
        person: scenario.person.clone(),
        sources: (0..count).map(holder).collect(),
        books: Vec::new(),
    };
    let mut add = |title: String, content_type: String, content: Content| {
        let number = shelf.books.len();
        shelf.books.push(Book {
            key: format!("put/{number}"),
            source: number % count,
            title,
            kind: ("34133-9".into(), "Summary of episode note".into()),
            on: jiff::civil::date(2026, 1, 2),
            content_type,
            content,
        });
    };
    for given in papers.papers {
        let Ok(bytes) = STANDARD.decode(&given.base64) else {
            return problem(StatusCode::BAD_REQUEST, "base64 of a paper cannot be read");
        };
        add(given.title, given.content_type, Content::Given(bytes.into()));
    }
    if let Some(Bulk { count, bytes }) = papers.bulk {
        for number in 0..count {
            let content = Content::Bulk { number, bytes };
            add(format!("Paper {}", number + 1), "application/pdf".into(), content);
        }
    }
    let books = shelf.books.len();
    server.world(|world, _| world.health_gorilla.shelves.insert(id, Arc::new(shelf)));
    Json(json!({ "papers": books })).into_response()
}
