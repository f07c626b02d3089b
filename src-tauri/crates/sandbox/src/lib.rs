//! A pretend b.well world: the GraphQL API, a clinic's sign-in portal, an identity check, an identity provider, a
//! credential service provider, the second network behind an organisation's gateway, a host for SMART Health Links, and a
//! control API to steer it all. It talks over loopback sockets only.
//!
//! It knows the other side of every wire that Satchel speaks, from `bwell-wire`, `ias-wire` and `shl-wire` and nothing else. It
//! must know none of the crates it is used to test: a shared type would hide a shared mistake.
//!
//! [`spawn`] starts one; any number may run beside each other, each with its own people, clock and port.

mod bwell;
mod clock;
mod connection;
mod control;
mod csp;
mod exchange;
mod faults;
mod graphql;
mod health_card;
mod health_gorilla;
mod identity;
mod idp;
mod ids;
mod jwe;
mod keys;
mod links;
mod manifest;
mod oauth;
mod options;
mod overview;
mod pages;
mod portal;
mod profile;
mod records;
mod refusal;
mod respond;
mod rows;
mod scenario;
mod server;
pub mod story;
mod tokens;
mod user;
mod verification;
mod wire;
mod world;

use std::net::Ipv4Addr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::middleware::from_fn_with_state;
use axum::routing::post;
use axum::serve::ListenerExt as _;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::graphql::Edge;
use crate::ids::Ids;
pub use crate::options::{Lapse, Options};
pub use crate::scenario::ScenarioError;
use crate::server::Server;
use crate::world::World;

/// How long [`Sandbox::stop`] lets requests under way finish.
const GRACE: Duration = Duration::from_secs(2);

/// Why a sandbox does not start.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The port is taken or may not be used.
    #[error("port {port}: {source}")]
    Port {
        /// The port asked for.
        port: u16,
        /// The system's reason.
        source: std::io::Error,
    },
    /// A scenario cannot be read.
    #[error("scenario {0}")]
    Scenario(#[from] ScenarioError),
    /// An option makes no sense.
    #[error("option {0}")]
    Option(&'static str),
    /// The operating system gives no random bytes.
    #[error("no random bytes")]
    Random(#[from] aws_lc_rs::error::Unspecified),
    /// A signing key could not be made.
    #[error("no signing key")]
    Key,
}

/// A running sandbox. Dropping it stops it.
pub struct Sandbox {
    base_url: String,
    control_token: String,
    stopping: watch::Sender<bool>,
    task: JoinHandle<()>,
}

/// Starts a sandbox on the current Tokio runtime. It answers as soon as this returns.
pub async fn spawn(options: Options) -> Result<Sandbox, Error> {
    if !control::SPEEDS.contains(&options.speed) {
        return Err(Error::Option("speed: it goes from 0.1 to 100000"));
    }
    if options.app_redirect.as_deref().is_some_and(|url| !pages::is_redirect(url)) {
        return Err(Error::Option("app_redirect: it must be an absolute address"));
    }
    let mut scenarios = scenario::load(options.scenario_dir.as_deref())?;
    if let Some(wanted) = &options.scenario {
        let at = scenarios.iter().position(|scenario| scenario.id.get_ref() == wanted);
        let at = at.ok_or(Error::Option("scenario: there is no such person"))?;
        // A stranger gets what the first person has.
        scenarios[..=at].rotate_right(1);
    }
    let people: Vec<&str> = scenarios.iter().map(|scenario| scenario.id.get_ref().as_str()).collect();
    let stories = story::load(options.scenario_dir.as_deref(), &people)?;
    let ids = Ids::new(options.seed)?;
    // The control token never comes from the seed: who can guess it can steer the world.
    let mut token = [0; 32];
    aws_lc_rs::rand::fill(&mut token)?;
    let control_token = URL_SAFE_NO_PAD.encode(token);

    let failed = |source| Error::Port { port: options.port, source };
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).await.map_err(failed)?;
    let port = listener.local_addr().map_err(failed)?.port();
    let base_url = format!("http://{}:{port}", Ipv4Addr::LOCALHOST);
    let known_as = options.known_as.unwrap_or_else(|| base_url.clone());

    let (stopping, mut stopped) = watch::channel(false);
    let clock = Clock::new(options.start, options.speed, options.lapse, options.stepped);
    let world = World::new(scenarios, idp::terms(&known_as), options.app_redirect);
    let server = Server::new(known_as, control_token.clone(), clock, ids, (world, stories), stopped.clone())
        .map_err(|_| Error::Key)?;
    if let Some(link_seconds) = options.link_seconds {
        server.faults.set_shape(faults::Shape { link_seconds, ..faults::Shape::default() });
    }
    let router = router(Arc::new(server), options.overview);
    let task = tokio::spawn(async move {
        // The end of a long answer does not wait until the beginning is acknowledged.
        let listener = listener.tap_io(|connection| {
            let _ = connection.set_nodelay(true);
        });
        let serving = axum::serve(listener, router).with_graceful_shutdown(async move {
            // An error means that the sandbox was dropped.
            let _ = stopped.wait_for(|stopping| *stopping).await;
        });
        // `axum::serve` retries failed accepts for ever; it never returns an error.
        let _ = serving.await;
    });
    Ok(Sandbox { base_url, control_token, stopping, task })
}

impl std::fmt::Debug for Sandbox {
    /// Without the control token.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Sandbox").field("base_url", &self.base_url).finish_non_exhaustive()
    }
}

impl Sandbox {
    /// `http://127.0.0.1:PORT`, without trailing slash.
    #[must_use]
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// The bearer token of the control API.
    #[must_use]
    pub fn control_token(&self) -> &str {
        &self.control_token
    }

    /// Stops: no new requests, those under way may finish within two seconds.
    pub async fn stop(self) {
        self.stopping.send_replace(true);
        let abort = self.task.abort_handle();
        if tokio::time::timeout(GRACE, self.task).await.is_err() {
            abort.abort();
        }
    }
}

fn router(server: Arc<Server>, overview: bool) -> Router {
    let edge = Edge { server: Arc::clone(&server), schema: bwell::schema() };
    let open = if overview { overview::routes() } else { Router::new() };
    open.merge(portal::routes())
        .merge(identity::routes())
        .merge(manifest::routes())
        .merge(exchange::routes())
        .merge(idp::routes(&server))
        .merge(csp::routes(&server))
        .merge(health_gorilla::routes(&server))
        .merge(control::routes(&server))
        .with_state(Arc::clone(&server))
        .route("/v1/graphql", post(graphql::post).with_state(edge))
        .layer(from_fn_with_state(Arc::clone(&server), wire::listen))
        .layer(from_fn_with_state(server, respond::frame))
}
