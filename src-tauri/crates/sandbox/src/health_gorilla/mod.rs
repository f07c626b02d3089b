//! The second network (ias-wire 12.2 to 12.4): an organisation's gateway, and behind it Health Gorilla's exchange, both at
//! one address. The gateway keeps the tenant's credential and gives a patient's app a token for that patient; the exchange
//! retrieves documents for whoever brings a proof of identity, asynchronously, and can go wrong in every way by name.
//!
//! It knows people, their papers and the CSP's keys. It must know nothing of b.well.

mod bearer;
mod binary;
mod cda;
mod control;
mod gateway;
mod ias_token;
mod kick_off;
mod listing;
mod outcome;
mod papers;
mod patients;
mod play;
mod rejections;
mod run;
mod shelf;
mod status;
mod structured;
mod tenant;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request, State as Shared};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use jiff::Timestamp;

pub(crate) use self::control::control_routes;
pub(crate) use self::papers::Sources;

use self::bearer::Bearer;
use self::control::Settings;
use self::patients::TenantPatient;
use self::run::Run;
use self::shelf::Shelf;
use crate::faults::At;
use crate::respond::faulty;
use crate::server::Server;

/// The tag under which the results of one retrieval are found.
const REQUEST_TAG: &str = "https://sandbox.invalid/request-result";
/// The code system of purposes of use (ias-wire 5).
const PURPOSES: &str = "urn:oid:2.16.840.1.113883.3.7204.1.5.2.1";
/// The purpose of use of Individual Access Services.
const T_IAS: &str = "T-IAS";
const FHIR_JSON: &str = "application/fhir+json";

/// What the gateway has given out, what the exchange keeps, and how both behave.
#[derive(Default)]
pub(crate) struct State {
    settings: Settings,
    /// By access token.
    bearers: HashMap<String, Bearer>,
    /// The tenant's patients by id.
    patients: BTreeMap<String, TenantPatient>,
    /// Retrievals by `RequestResult` id.
    runs: BTreeMap<String, Run>,
    /// Kick-offs by idempotency key.
    kicked_off: HashMap<String, KickedOff>,
    /// For which tenant patient an IAS token was used, by its `jti`.
    presented: HashMap<String, String>,
    /// What tests have put there in place of the scenario's papers, by person.
    shelves: BTreeMap<String, Arc<Shelf>>,
}

/// A kick-off that was taken.
struct KickedOff {
    payload: Vec<u8>,
    run: String,
    at: Timestamp,
}

impl State {
    /// Forgets one person, or everybody. Settings stay.
    pub(crate) fn forget(&mut self, person: Option<&str>) {
        let keep = |owner: &str| person.is_some_and(|person| person != owner);
        self.bearers.retain(|_, bearer| bearer.person.as_deref().is_some_and(keep));
        self.patients.retain(|_, patient| keep(&patient.person));
        self.runs.retain(|_, run| keep(&run.person));
        self.shelves.retain(|owner, _| keep(owner));
        let (runs, patients) = (&self.runs, &self.patients);
        self.kicked_off.retain(|_, kicked_off| runs.contains_key(&kicked_off.run));
        self.presented.retain(|_, patient| patients.contains_key(patient));
    }

    /// The last instant at which anybody waits for a retrieval that will end by itself.
    pub(crate) fn waiting_until(&self, now: Timestamp) -> Option<Timestamp> {
        self.runs.values().filter_map(Run::ends_at).filter(|end| *end > now).max()
    }
}

pub(crate) fn routes(server: &Arc<Server>) -> Router<Arc<Server>> {
    let fhir = Router::new()
        .route("/metadata", get(tenant::metadata))
        .route("/Patient", get(patients::search).post(patients::create))
        .route("/Patient/{id}", get(patients::read).put(patients::update))
        .route("/DocumentReference/$p360-retrieve", get(kick_off::understood).post(kick_off::kick_off))
        .route("/RequestResult/{id}", get(status::status).delete(status::cancel))
        .route("/RequestResult/{id}/$audit", get(status::audit))
        .route("/DocumentReference", get(listing::documents))
        .route("/Provenance", get(listing::provenance))
        .route("/Binary/{id}", get(binary::binary))
        .route("/{kind}", get(structured::records))
        .layer(from_fn_with_state(Arc::clone(server), request_id));
    Router::new()
        .route("/oauth/token", post(gateway::token))
        .nest("/fhir/R4", fhir)
        .layer(DefaultBodyLimit::max(1 << 20))
        .layer(from_fn_with_state((Arc::clone(server), At::Exchange), faulty))
}

/// The server's own id of a request (ias-wire 3.6), and the type of every FHIR answer that does not say another.
async fn request_id(Shared(server): Shared<Arc<Server>>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if let Ok(id) = HeaderValue::from_str(&server.ids.fresh("exchange request").to_string()) {
        response.headers_mut().insert(HeaderName::from_static("x-hg-request-id"), id);
    }
    if response.headers().get(header::CONTENT_TYPE).is_some_and(|value| value == "application/json") {
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(FHIR_JSON));
    }
    response
}

/// 24 hexadecimal digits, as the exchange writes its ids.
fn hex_id(id: uuid::Uuid) -> String {
    id.simple().to_string().chars().take(24).collect()
}
