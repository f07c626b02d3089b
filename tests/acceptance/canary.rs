//! The canary: a whole run, and then a look for what must not have got out. Tokens, keys and secret addresses never go
//! to the page; names, birth dates and passcodes go nowhere but to the page and into encrypted files.

use std::fs;
use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tests::patient::{Answer, PatientHost};
use tests::picture::read_qr;
use tests::world::World;
use workflow::IdentityChecked;

use crate::{done, id_of};

const PIN: &str = "482615";

/// Everything that went to the page: answers, errors and steps.
#[derive(Clone, Default)]
struct Page(Arc<Mutex<Vec<String>>>);

impl Page {
    fn hears(&self, value: &Value) {
        self.0.lock().unwrap().push(value.to_string());
    }

    async fn ask(&self, world: &World, command: &str, request: Value) -> Value {
        let steps = self.clone();
        match commands::dispatch(&world.core, command, request, &move |step| steps.hears(&step)).await {
            Ok(answer) => {
                self.hears(&answer);
                answer
            }
            Err(error) => {
                self.hears(&json!(error));
                Value::Null
            }
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_secret_reaches_the_page_and_nothing_private_the_disk() {
    let host = Arc::new(PatientHost { answer: Some(Answer::Approve), ..PatientHost::default() });
    let world = World::tapped(Arc::clone(&host) as _).await.unwrap();
    let page = Page::default();
    let ask = |command: &'static str, request: Value| page.ask(&world, command, request);

    ask("demo_people", Value::Null).await;
    ask("sign_in", json!({"personId": "rosa"})).await;
    ask("change_lock", json!({"secret": PIN, "current": null})).await;
    ask("set_consent", json!({"provision": "permit"})).await;
    world.advance_until(30, "search", |search| search["status"] == "completed").await.unwrap();
    let place = id_of(&done(&world, "places", Value::Null).await, "needs-sign-in");
    let connecting = {
        let (page, core, place) = (page.clone(), Arc::clone(&world.core), place.clone());
        tokio::spawn(async move {
            let steps = page.clone();
            let report = move |step| steps.hears(&step);
            let ended = commands::dispatch(&core, "connect", json!({ "placeId": place }), &report).await;
            page.hears(&ended.unwrap());
        })
    };
    while !connecting.is_finished() {
        ask("connect_look", json!({ "placeId": place })).await;
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    let share = ask("create_share", json!({"label": "For Doctor Canary", "kinds": null})).await;
    let id = json!({"shareId": share["id"]});
    let digits = ask("show_passcode", id.clone()).await["digits"].as_str().unwrap().to_owned();
    ask("save_share_picture", id).await;
    for command in ["app", "consent", "search", "places", "activity", "privacy", "people", "share"] {
        ask(command, Value::Null).await;
    }
    let report = ask("report", Value::Null).await;
    ask("save_report", json!({"id": report["id"]})).await;
    ask("save_activity", Value::Null).await;
    ask("lock", Value::Null).await;
    ask("unlock", json!({"secret": "000111"})).await;
    ask("unlock", json!({"secret": PIN})).await;
    // What fails says more than what works.
    world.control("faults", json!({"status": 401, "times": 0})).await.unwrap();
    ask("places", Value::Null).await;

    let link = read_qr(&host.saved.lock().unwrap()[0].1).unwrap();
    let payload = link.split("shlink:/").nth(1).unwrap().to_owned();
    let secrets = world.wire_secrets();
    assert!(secrets.iter().filter(|secret| secret.starts_with("eyJ")).count() >= 3, "tokens were seen");
    assert!(secrets.contains(&payload), "the link was seen");
    let heard = page.0.lock().unwrap().join("\n");
    for secret in secrets.iter().filter(|secret| **secret != place) {
        assert!(!heard.contains(secret.as_str()), "the page heard {secret}");
    }

    // Who has the files has nothing: not a name, not a place, not a word of the trail.
    let private =
        ["Rosa", "Delgado", "1968-", "Quillback", "Canary", PIN, &digits, "signed-in", "SQLite format"];
    let mut looked = 0;
    for file in fs::read_dir(world.folder().unwrap()).unwrap() {
        let file = file.unwrap();
        let bytes = fs::read(file.path()).unwrap();
        let has = |word: &str| bytes.windows(word.len()).any(|part| part == word.as_bytes());
        for word in private.iter().copied().chain(secrets.iter().map(String::as_str)) {
            assert!(!has(word), "{word} is in {}", file.path().display());
            assert!(!file.file_name().to_string_lossy().contains(word));
        }
        looked += 1;
    }
    assert!(looked >= 3, "store, PIN and card: {looked} files");
    // What was saved on purpose holds no more than it says.
    for (name, bytes) in &host.saved.lock().unwrap()[1..] {
        let text = String::from_utf8_lossy(bytes);
        for word in ["Rosa", "Delgado", "1968-", "Quillback", "Canary", PIN] {
            assert!(!text.contains(word), "{word} is in {name}");
        }
        assert!(!secrets.iter().any(|secret| text.contains(secret.as_str()) && *secret != place), "{name}");
    }
}

/// A sign-in at the organisation, a check of the identity, and what fails of both.
#[tokio::test(flavor = "multi_thread")]
async fn the_tokens_of_a_sign_in_and_of_an_identity_check_reach_neither_the_page_nor_the_disk() {
    let host = Arc::new(PatientHost::who_signs_in_as("rosa"));
    let world = World::tapped(Arc::clone(&host) as _).await.unwrap();
    let page = Page::default();
    let ask = |command: &'static str, request: Value| page.ask(&world, command, request);
    let signed_in = ask("sign_in_at_provider", json!({"on": "this-computer"})).await;
    assert_eq!(signed_in["result"], "signed-in");
    let record = crate::identity::record(&json!({}));
    let steps = page.clone();
    let tell = move |step| steps.hears(&json!(step));
    let checked =
        workflow::verify_identity(&world.core, &record, &tell, networks::CorrelationId::new()).await.unwrap();
    let IdentityChecked::Proved(proof) = checked else { panic!("{checked:?}") };
    drop(proof);
    for command in ["app", "set_up", "details", "activity", "report"] {
        ask(command, Value::Null).await;
    }
    // Once more, by the refresh token; and what fails says more than what works.
    ask("sign_in_at_provider", json!({"on": "this-computer"})).await;
    world.control("faults", json!({"at": "idp", "status": 500, "times": 0})).await.unwrap();
    ask("sign_in_at_provider", json!({"on": "phone"})).await;
    world.without_faults().await.unwrap();
    ask("sign_out", json!({"copy": "keep"})).await;

    let secrets = world.wire_secrets();
    assert!(secrets.iter().filter(|secret| secret.starts_with("eyJ")).count() >= 4, "tokens were seen");
    assert!(secrets.len() >= 14, "codes, states, nonces and opaque tokens were seen: {}", secrets.len());
    let heard = page.0.lock().unwrap().join("\n");
    for secret in &secrets {
        assert!(!heard.contains(secret.as_str()), "the page heard {secret}");
    }
    let mut looked = 0;
    for file in fs::read_dir(world.folder().unwrap()).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        for secret in secrets.iter().map(String::as_str).chain(["Rosa", "Delgado"]) {
            assert!(
                !bytes.windows(secret.len()).any(|part| part == secret.as_bytes()),
                "{secret} is on the disk"
            );
        }
        looked += 1;
    }
    assert!(looked >= 1);
}

/// Documents of the second network, and addresses of theirs that lead to another host.
#[tokio::test(flavor = "multi_thread")]
async fn the_proof_and_the_bearer_of_a_retrieval_reach_neither_page_nor_disk_nor_another_host() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let elsewhere = format!("http://{}", listener.local_addr().unwrap());
    let calls = Arc::new(Mutex::new(0));
    let counted = Arc::clone(&calls);
    let foreign = tokio::spawn(async move {
        while listener.accept().await.is_ok() {
            *counted.lock().unwrap() += 1;
        }
    });
    let host = Arc::new(PatientHost::who_signs_in_as("rosa"));
    let world = World::tapped(Arc::clone(&host) as _).await.unwrap();
    let page = Page::default();
    let ask = |command: &'static str, request: Value| page.ask(&world, command, request);
    ask("sign_in", json!({"personId": "rosa"})).await;
    for play in ["completed", "foreign-next", "foreign-attachment", "token-expires-on-the-way"] {
        world.plays(json!({ "play": play, "foreignOrigin": elsewhere })).await.unwrap();
        let asked = ask("get_documents", json!({})).await;
        assert_eq!(asked["result"], "asked", "{play}");
        let run = world.documents_over().await.unwrap();
        let failed = play == "token-expires-on-the-way";
        assert_eq!(run["outcome"] == "failed", failed, "{play}: {run}");
        ask("documents", Value::Null).await;
    }
    for reject in ["ias-token-signature", "demographic-mismatch"] {
        world.plays(json!({ "reject": reject })).await.unwrap();
        ask("get_documents", json!({})).await;
        world.documents_over().await.unwrap();
    }
    ask("documents", Value::Null).await;
    ask("activity", Value::Null).await;
    let report = ask("report", Value::Null).await;
    ask("save_report", json!({"id": report["id"]})).await;
    ask("save_activity", Value::Null).await;
    foreign.abort();
    assert_eq!(*calls.lock().unwrap(), 0, "nobody went to {elsewhere}");

    let secrets = world.wire_secrets();
    assert!(secrets.iter().filter(|secret| secret.starts_with("eyJ")).count() >= 6, "proofs were seen");
    let heard = page.0.lock().unwrap().join("\n");
    let store = workflow::store_of(&world.core).unwrap();
    let mut trail = String::new();
    for (name, bytes) in host.saved.lock().unwrap().iter() {
        trail.push_str(name);
        trail.push_str(&String::from_utf8_lossy(bytes));
    }
    for record in store.records(store::RecordFilter::default()).await.unwrap() {
        trail.push_str(&record.provenance);
        trail.push_str(&String::from_utf8_lossy(&record.body));
    }
    for secret in &secrets {
        assert!(!heard.contains(secret.as_str()), "the page heard {secret}");
        assert!(!trail.contains(secret.as_str()), "{secret} was kept or saved");
    }
    for file in fs::read_dir(world.folder().unwrap()).unwrap() {
        let bytes = fs::read(file.unwrap().path()).unwrap();
        for secret in secrets.iter().map(String::as_str).chain(["Rosa", "Delgado"]) {
            let has = bytes.windows(secret.len()).any(|part| part == secret.as_bytes());
            assert!(!has, "{secret} is on the disk");
        }
    }
}
