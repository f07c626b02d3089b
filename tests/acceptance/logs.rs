//! Invariant 5: no log line holds a name, a date of birth, a token, a passcode, a place or an address.

use std::io;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tests::patient::{Answer, PatientHost};
use tests::picture::read_qr;
use tests::world::World;
use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::layer::{Layer as _, SubscriberExt as _};

use crate::{id_of, searched};

/// Everything that is logged, kept in memory.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Vec<u8>>>);

impl io::Write for Kept {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Kept {
    type Writer = Self;

    fn make_writer(&self) -> Self {
        self.clone()
    }
}

/// What every line of ours has for its target; nothing else is written anywhere (`satchel-log`).
const OURS: &str = "satchel-log";

/// Hears all that is logged on this thread: the runtime of a test here has no other.
fn hearing() -> (Kept, tracing::subscriber::DefaultGuard) {
    let kept = Kept::default();
    let everything = Targets::new().with_target(OURS, LevelFilter::TRACE);
    let lines = tracing_subscriber::fmt::layer().with_writer(kept.clone()).with_filter(everything);
    let logging = tracing::subscriber::set_default(tracing_subscriber::registry().with(lines));
    (kept, logging)
}

#[tokio::test]
async fn the_whole_line_and_its_failures_log_nothing_private() {
    let (kept, _logging) = hearing();

    let (world, host) =
        searched("rosa", PatientHost { answer: Some(Answer::Approve), ..PatientHost::default() }).await;
    let place = id_of(&world.ask("places", Value::Null).await.unwrap(), "needs-sign-in");
    let (core, request) = (Arc::clone(&world.core), json!({ "placeId": place }));
    let connecting =
        tokio::spawn(async move { commands::dispatch(&core, "connect", request, &|_| {}).await });
    while !connecting.is_finished() {
        world.ask("connect_look", json!({ "placeId": place })).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let share =
        world.ask("create_share", json!({"label": "For Doctor Canary", "kinds": null})).await.unwrap();
    let id = json!({"shareId": share["id"]});
    let digits = world.ask("show_passcode", id.clone()).await.unwrap()["digits"].as_str().unwrap().to_owned();
    world.ask("save_share_picture", id).await.unwrap();
    let link = read_qr(&host.saved.lock().unwrap()[0].1).unwrap();
    world.ask("sign_in_at_provider", json!({"on": "this-computer"})).await.unwrap();
    world.ask("sign_out", json!({"copy": "keep"})).await.unwrap();
    for at in ["token", "openid-configuration"] {
        world.control("faults", json!({"at": "idp", "field": at, "status": 503, "times": 0})).await.unwrap();
        world.ask("sign_in_at_provider", json!({"on": "this-computer"})).await.unwrap_err();
        world.without_faults().await.unwrap();
    }
    world.ask("sign_in", json!({"personId": "rosa"})).await.unwrap();
    // Failures log more than successes.
    world.ask("connect", json!({"placeId": "Canary Clinic"})).await.unwrap_err();
    world.ask("show_passcode", json!({"shareId": "canary-share"})).await.unwrap_err();
    world.ask("sign_in", json!({"personId": "canary-person"})).await.unwrap_err();

    let log = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
    assert!(log.lines().count() >= 10, "the test hears what is logged:\n{log}");
    let portal = host.opened.lock().unwrap()[0].clone();
    let secret = portal.query_pairs().next().unwrap().1.into_owned();
    let private = [
        "Rosa",
        "Delgado",
        "1968-04-06",
        "Canary",
        "canary",
        "Quillback",
        "Fernhill",
        "Juniper",
        "Bearer",
        "eyJ",
        "shlink:",
        digits.as_str(),
        secret.as_str(),
        link.as_str(),
        place.as_str(),
    ];
    for word in private {
        let told = log.lines().find(|told| told.contains(word));
        assert_eq!(told, None, "{word} is in the log");
    }
}

#[tokio::test]
async fn a_retrieval_and_its_failures_log_no_token_and_nobody() {
    let (kept, _logging) = hearing();
    let world = World::tapped(Arc::new(PatientHost::default())).await.unwrap();
    world.ask("sign_in", json!({"personId": "rosa"})).await.unwrap();
    let settings = [
        json!({ "play": "throttled" }),
        json!({ "play": "foreign-next" }),
        json!({ "play": "foreign-attachment" }),
        json!({ "play": "another-person" }),
        json!({ "reject": "ias-token-signature" }),
        json!({ "reject": "demographic-mismatch" }),
        json!({ "play": "status-454" }),
    ];
    for settings in settings {
        world.plays(settings).await.unwrap();
        world.get_documents("rosa").await.unwrap();
        world.documents_over().await.unwrap();
    }
    let log = String::from_utf8(kept.0.lock().unwrap().clone()).unwrap();
    assert!(log.lines().count() >= 2, "the test hears what is logged:\n{log}");
    let secrets = world.wire_secrets();
    assert!(secrets.iter().any(|secret| secret.starts_with("eyJ")), "tokens were seen");
    let private = ["Rosa", "Delgado", "1968-04-06", "Juniper", "Alder", "Visit note", "Bearer", "eyJ"];
    for word in private.into_iter().chain(secrets.iter().map(String::as_str)) {
        let told = log.lines().find(|told| told.contains(word));
        assert_eq!(told, None, "{word} is in the log");
    }
}
