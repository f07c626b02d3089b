//! The kick-off, and every reason not to (ias-wire 12.2 and 12.3). The proof of identity comes in the body alone.

use std::collections::HashMap;
use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{Query, State as Shared};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::bearer::{Bearer, RETRIEVE};
use super::ias_token::{self, Proof};
use super::listing::Item;
use super::outcome::Refusal;
use super::play::Play;
use super::rejections::Rejection;
use super::run::{Asked, Run};
use super::shelf::{Content, Shelf};
use super::{KickedOff, PURPOSES, State, T_IAS, hex_id};
use crate::server::Server;
use crate::world::World;

/// How long an idempotency key is remembered (ias-wire 3.6).
const KEYS: SignedDuration = SignedDuration::from_hours(1);
/// How often the passing refusals of a play strike.
const STRIKES: u32 = 2;

/// What a kick-off says.
struct Order {
    patient: String,
    purpose: Option<String>,
    token: Option<String>,
    imports: bool,
}

impl Order {
    fn read(body: &[u8]) -> Result<Self, Refusal> {
        let malformed = || Refusal::new(400, "invalid", "The body is not a Parameters resource.");
        let body: Value = serde_json::from_slice(body).map_err(|_| malformed())?;
        if body["resourceType"] != "Parameters" {
            return Err(malformed());
        }
        let parameters = body["parameter"].as_array().ok_or_else(malformed)?;
        let find = |name: &str| parameters.iter().find(|parameter| parameter["name"] == name);
        let text = |name: &str, pointer: &str| {
            find(name).and_then(|one| one.pointer(pointer)?.as_str()).map(str::to_owned)
        };
        let coding = find("purposeOfUse").filter(|one| one["valueCoding"]["system"] == PURPOSES);
        let purpose = coding.and_then(|one| one["valueCoding"]["code"].as_str()).map(str::to_owned);
        let patient = text("patient", "/valueReference/reference")
            .ok_or_else(|| Refusal::new(422, "required", "The 'patient' field is required."))?;
        Ok(Self {
            patient: patient.trim_start_matches("Patient/").to_owned(),
            purpose,
            token: text("iasToken", "/valueString"),
            imports: text("mode", "/valueCode").as_deref() == Some("import"),
        })
    }
}

/// The older way: the patient in the address. A proof of identity has no place there.
pub(super) async fn understood(
    Shared(server): Shared<Arc<Server>>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Refusal {
    let checked = server.world(|world, now| may_retrieve(world, &headers, now));
    match checked {
        Err(refusal) => refusal,
        Ok(_) if !query.contains_key("patient") => {
            Refusal::new(422, "required", "The 'patient' field is required.")
        }
        Ok(_) => token_missing(),
    }
}

fn token_missing() -> Refusal {
    Rejection::IasTokenMissing.refusal()
}

fn may_retrieve(world: &World, headers: &HeaderMap, now: Timestamp) -> Result<Bearer, Refusal> {
    let bearer = world.health_gorilla.bearer(headers, now)?;
    if !bearer.scopes.iter().any(|scope| scope == RETRIEVE) {
        return Err(
            Refusal::new(403, "forbidden", "The token may not retrieve.").detail("insufficient_scope")
        );
    }
    let prefers = headers.get("prefer").and_then(|value| value.to_str().ok());
    if prefers.is_none_or(|prefers| !prefers.contains("respond-async")) {
        let text = "This operations can be executed in asynchronous mode only...";
        return Err(Refusal::new(400, "processing", text).detail("async-only"));
    }
    Ok(bearer)
}

pub(super) async fn kick_off(
    Shared(server): Shared<Arc<Server>>,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, Refusal> {
    let key = headers.get("hg-idempotency-key").and_then(|key| key.to_str().ok()).map(str::to_owned);
    let whose = |world: &mut World, now| {
        let bearer = may_retrieve(world, &headers, now)?;
        passing(&mut world.health_gorilla)?;
        Ok(bearer)
    };
    let bearer = server.world(whose)?;
    let order = Order::read(&body)?;
    if let Some(again) =
        server.world(|world, now| again(&server, &world.health_gorilla, key.as_deref(), &body, now))
    {
        return Ok(again);
    }
    server.world(|world, _| patient(world, &bearer, &order))?;
    let token = order.token.as_deref().filter(|token| !token.is_empty()).ok_or_else(token_missing)?;
    let now = server.clock.now();
    let on_the_way =
        server.world(|world, _| world.health_gorilla.settings.play == Play::TokenExpiresOnTheWay);
    let late = SignedDuration::from_hours(if on_the_way { 24 } else { 0 });
    let proof = ias_token::check(&server, token, now.checked_add(late).unwrap_or(now))?;
    if order.purpose.as_deref() != Some(T_IAS) {
        let text = "The purpose of use must be T-IAS.";
        return Err(Refusal::new(403, "forbidden", text).detail("wrong-purpose-of-use"));
    }
    let id = server.world(|world, now| begin(&server, world, &order, proof, now))?;
    server.world(|world, now| {
        if let Some(key) = key {
            let kicked_off = KickedOff { payload: body.to_vec(), run: id.clone(), at: now };
            world.health_gorilla.kicked_off.insert(key, kicked_off);
        }
        Ok(accepted(&server, &world.health_gorilla, &id))
    })
}

/// What goes away by itself, and what somebody wants to see refused.
fn passing(state: &mut State) -> Result<(), Refusal> {
    if let Some(wanted) = state.settings.reject {
        return Err(wanted.refusal());
    }
    if state.settings.struck >= STRIKES {
        return Ok(());
    }
    let refusal = match state.settings.play {
        Play::Throttled => Refusal::new(429, "throttled", "Too many requests.").retry_after(3),
        Play::Maintenance => {
            Refusal::new(503, "transient", "The exchange is being looked after.").retry_after(5)
        }
        _ => return Ok(()),
    };
    state.settings.struck += 1;
    Err(refusal)
}

/// The answer to a kick-off that came before: the same for the same, nothing at all for another.
fn again(server: &Server, state: &State, key: Option<&str>, body: &[u8], now: Timestamp) -> Option<Response> {
    let known = state.kicked_off.get(key?)?;
    if now.duration_since(known.at) >= KEYS {
        return None;
    }
    Some(if known.payload == body {
        accepted(server, state, &known.run)
    } else {
        StatusCode::CONFLICT.into_response()
    })
}

/// The tenant's patient, alive and the caller's own.
fn patient(world: &World, bearer: &Bearer, order: &Order) -> Result<(), Refusal> {
    let state = &world.health_gorilla;
    let found = state.patients.get(&order.patient).filter(|patient| bearer.may_see(&patient.person));
    let Some(patient) = found else {
        let text = format!("Patient/{} could not be resolved.", order.patient);
        return Err(Refusal::new(422, "not-found", text));
    };
    let dead =
        patient.resource["deceasedBoolean"] == true || patient.resource.get("deceasedDateTime").is_some();
    if dead || state.settings.play == Play::PatientDeceased {
        return Err(Refusal::new(422, "business-rule", "The patient is not eligible.").detail("not-eligible"));
    }
    Ok(())
}

/// The last checks, which look at what else goes on; then it runs.
fn begin(
    server: &Server,
    world: &mut World,
    order: &Order,
    proof: Proof,
    now: Timestamp,
) -> Result<String, Refusal> {
    let state = &world.health_gorilla;
    let patient = state
        .patients
        .get(&order.patient)
        .ok_or_else(|| Refusal::new(422, "not-found", "The patient is gone."))?;
    let differs = proof.differs(&patient.resource);
    if !differs.is_empty() {
        let text = "The identity token and the patient are not about the same person.";
        return Err(Refusal::new(422, "business-rule", text)
            .detail("demographic-mismatch")
            .expression(differs));
    }
    if let Some(jti) = &proof.jti
        && state.presented.get(jti).is_some_and(|patient| *patient != order.patient)
    {
        return Err(Refusal::new(409, "duplicate", "The token was used for another patient.")
            .detail("ias-token-replayed"));
    }
    let running = |run: &Run| run.patient == order.patient && !run.cancelled && !run.stage(now).is_terminal();
    if let Some((id, _)) = state.runs.iter().find(|(_, run)| running(run)) {
        // Where the running one is: so that whoever lost its address can go on with it.
        return Err(Refusal::new(409, "conflict", "A retrieval is already running for this patient.")
            .detail("retrieval-in-progress")
            .header(header::CONTENT_LOCATION, format!("{}/fhir/R4/RequestResult/{id}", server.base_url)));
    }
    let person = patient.person.clone();
    let shelf = state.shelves.get(&person).cloned();
    let scenario = world.person(&person).cloned();
    let Some(scenario) = scenario else { return Err(Refusal::not_found("Patient")) };
    let shelf = shelf.unwrap_or_else(|| Arc::new(Shelf::of(&scenario.person, &scenario.papers)));
    let state = &mut world.health_gorilla;
    let settings = &state.settings;
    let id = hex_id(server.ids.fresh("request result"));
    let run = Run {
        person: person.clone(),
        patient: order.patient.clone(),
        started: now,
        imports: order.imports,
        play: settings.play,
        sources: asked(&shelf, settings.play),
        cancelled: false,
        looks: 0,
        kept_seconds: if settings.play == Play::ResultExpired { 0 } else { settings.kept_seconds },
        issuer: proof.issuer,
        jti: proof.jti.clone(),
        items: Vec::new(),
        by_id: HashMap::new(),
        shelf,
    };
    let run = run.with_items(|key| {
        let scope = if settings.stable_ids { String::new() } else { format!("/{id}") };
        hex_id(server.ids.named(&format!("paper {person}/{key}{scope}")))
    });
    if let Some(jti) = proof.jti {
        state.presented.insert(jti, order.patient.clone());
    }
    state.runs.insert(id.clone(), run);
    Ok(id)
}

fn asked(shelf: &Shelf, play: Play) -> Vec<Asked> {
    let nothing = play == Play::NoDocuments;
    let of = |index: usize| shelf.books.iter().filter(|book| book.source == index).count();
    let sources = shelf.sources.iter().enumerate();
    sources
        .map(|(index, source)| Asked {
            oid: source.oid.clone(),
            name: source.name.clone(),
            answers_after: source.answers_after,
            silent: source.silent.filter(|_| play == Play::PartialTimeouts),
            documents: if nothing { 0 } else { of(index) },
        })
        .collect()
}

impl Run {
    /// With the entries that it will give, under ids of `id`.
    fn with_items(mut self, id: impl Fn(&str) -> String) -> Self {
        let books = self.shelf.books.iter().enumerate();
        let sent = |source: usize| {
            self.sources.get(source).is_some_and(|asked| asked.silent.is_none() && asked.documents > 0)
        };
        let mut items: Vec<Item> = books
            .filter(|(_, book)| sent(book.source))
            .map(|(index, book)| Item { id: id(&book.key), book: index, source: book.source })
            .collect();
        if self.play == Play::SameDocumentTwice
            && let Some(first) = items.first()
        {
            let other = (first.source + 1) % self.sources.len().max(1);
            let again = Item { id: id(&format!("{other}/again")), book: first.book, source: other };
            items.push(again);
        }
        // A file within an entry has no address.
        let reachable = |item: &Item| {
            let content = self.shelf.books.get(item.book).map(|book| &book.content);
            !matches!(content, Some(Content::Written(form, _)) if !form.has_address())
        };
        self.by_id = items
            .iter()
            .enumerate()
            .filter(|(_, item)| reachable(item))
            .map(|(at, item)| (item.id.clone(), at))
            .collect();
        self.items = items;
        self
    }
}

fn accepted(server: &Server, state: &State, id: &str) -> Response {
    let path = format!("/fhir/R4/RequestResult/{id}");
    let url = format!("{}{path}", server.base_url);
    let after = [(header::RETRY_AFTER, "2".to_owned())];
    let play = state.runs.get(id).map(|run| run.play).unwrap_or_default();
    match play {
        Play::RelativeLocation => (StatusCode::ACCEPTED, after, [(header::LOCATION, path)]).into_response(),
        Play::ContentLocationOnly => {
            (StatusCode::ACCEPTED, after, [(header::CONTENT_LOCATION, url)]).into_response()
        }
        _ => {
            (StatusCode::ACCEPTED, after, [(header::LOCATION, url.clone()), (header::CONTENT_LOCATION, url)])
                .into_response()
        }
    }
}
