//! Signing in at the organisation: in the browser by either way back, on a phone, again, and out.

use std::sync::{Arc, Mutex};

use serde_json::{Value, json};
use tests::patient::{Answer, PatientHost, visit};
use tests::world::World;
use tokio::task::JoinHandle;
use url::Url;

use crate::done;

/// A world, and a patient in it.
async fn world(host: PatientHost) -> (Arc<World>, Arc<PatientHost>) {
    let host = Arc::new(host);
    let world = World::stepped(Arc::clone(&host) as _).await.unwrap();
    (Arc::new(world), host)
}

type Steps = Arc<Mutex<Vec<Value>>>;

/// Begins a sign-in, and remembers its steps.
fn signing_in(world: &Arc<World>, on: &str) -> (JoinHandle<Result<Value, commands::CommandError>>, Steps) {
    let (core, request) = (Arc::clone(&world.core), json!({ "on": on }));
    let steps = Steps::default();
    let told = Arc::clone(&steps);
    let work = tokio::spawn(async move {
        let report = move |step: Value| told.lock().unwrap().push(step);
        commands::dispatch(&core, "sign_in_at_provider", request, &report).await
    });
    (work, steps)
}

/// The step of this name, as soon as it is told.
async fn step(steps: &Steps, name: &str) -> Value {
    for _ in 0..12_000 {
        let found = steps.lock().unwrap().iter().rfind(|step| step["step"] == name).cloned();
        if let Some(step) = found {
            return step;
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    panic!("no step {name}: {:?}", steps.lock().unwrap());
}

/// The address that the browser was sent to, the `count`th.
async fn opened(host: &PatientHost, count: usize) -> Url {
    for _ in 0..12_000 {
        if let Some(address) = host.opened.lock().unwrap().get(count) {
            return address.clone();
        }
        tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    }
    panic!("no page was opened")
}

fn parameter(address: &Url, name: &str) -> String {
    address.query_pairs().find(|(known, _)| known == name).unwrap().1.into_owned()
}

#[tokio::test]
async fn a_person_signs_in_in_the_browser_and_comes_back_by_loopback() {
    let (world, host) = world(PatientHost::who_signs_in_as("mateo")).await;
    let (work, steps) = signing_in(&world, "this-computer");
    let outcome = work.await.unwrap().unwrap();
    assert_eq!(outcome["result"], "signed-in");
    assert_eq!(outcome["app"]["session"]["givenName"], "Mateo");
    let asked = opened(&host, 0).await;
    let redirect = Url::parse(&parameter(&asked, "redirect_uri")).unwrap();
    assert_eq!((redirect.host_str(), redirect.path()), (Some("127.0.0.1"), "/oauth/callback"));
    assert!(parameter(&asked, "nonce").len() >= 22 && parameter(&asked, "state").len() >= 22);
    assert_eq!(parameter(&asked, "code_challenge_method"), "S256");
    let steps: Vec<_> = steps.lock().unwrap().iter().map(|step| step["step"].clone()).collect();
    assert_eq!(steps, ["opening", "in-browser", "confirming"]);
    // Nobody listens any more.
    assert!(tokio::net::TcpStream::connect(("127.0.0.1", redirect.port().unwrap())).await.is_err());
    assert_eq!(done(&world, "consent", Value::Null).await["provision"], "none");
}

#[tokio::test]
async fn a_page_that_is_opened_again_comes_back_by_the_other_way_and_strangers_are_not_believed() {
    let (world, host) = world(PatientHost::default()).await;
    let (work, steps) = signing_in(&world, "this-computer");
    step(&steps, "in-browser").await;
    let first = opened(&host, 0).await;
    done(&world, "errand_reopen", json!({"errand": "sign-in"})).await;
    let second = opened(&host, 1).await;
    assert_eq!(parameter(&second, "redirect_uri"), tests::world::DEEP_LINK);
    assert_ne!(parameter(&first, "state"), parameter(&second, "state"));
    for stranger in [
        format!("{}?code=stolen&state=guessed", tests::world::DEEP_LINK),
        format!("{}?code=stolen", tests::world::DEEP_LINK),
        format!("{}?error=access_denied", tests::world::DEEP_LINK),
        format!("health.satchel.demo:/elsewhere?code=a&state={}", parameter(&second, "state")),
    ] {
        world.core.called(&Url::parse(&stranger).unwrap());
    }
    let back = visit(&second, Answer::Approve, &[("person", "rosa")]).await.unwrap();
    assert_eq!(back.scheme(), "health.satchel.demo");
    assert!(!work.is_finished());
    world.core.called(&back);
    assert_eq!(work.await.unwrap().unwrap()["app"]["session"]["givenName"], "Rosa");
    // Good for one answer: the same address again changes nothing.
    world.core.called(&back);
    assert_eq!(done(&world, "app", Value::Null).await["session"]["givenName"], "Rosa");
}

#[tokio::test]
async fn a_no_a_stop_and_a_long_silence_are_no_errors() {
    let (world, host) = world(PatientHost::default()).await;
    let (work, steps) = signing_in(&world, "this-computer");
    step(&steps, "in-browser").await;
    visit(&opened(&host, 0).await, Answer::Deny, &[]).await.unwrap();
    assert_eq!(work.await.unwrap().unwrap(), json!({"result": "declined"}));

    let (work, steps) = signing_in(&world, "this-computer");
    step(&steps, "in-browser").await;
    done(&world, "errand_stop", json!({"errand": "sign-in"})).await;
    assert_eq!(work.await.unwrap().unwrap(), json!({"result": "stopped"}));
    // A code that comes after the stop is for nobody.
    visit(&opened(&host, 1).await, Answer::Approve, &[("person", "rosa")]).await.unwrap_err();

    let (work, steps) = signing_in(&world, "this-computer");
    step(&steps, "in-browser").await;
    world.advance(601).await.unwrap();
    assert_eq!(work.await.unwrap().unwrap(), json!({"result": "time-is-up"}));
    assert!(done(&world, "app", Value::Null).await["session"].is_null());
}

#[tokio::test]
async fn a_code_is_shown_for_a_phone_and_the_provider_is_asked_at_its_pace() {
    let (world, _) = world(PatientHost::default()).await;
    let (work, steps) = signing_in(&world, "phone");
    let shown = step(&steps, "show-code").await;
    let code = shown["code"].as_str().unwrap();
    assert!(code.len() == 9 && shown["qr"]["modules"].as_u64().unwrap() >= 21, "{shown}");
    let page = Url::parse(&format!("{}?user_code={code}", shown["address"].as_str().unwrap())).unwrap();
    visit(&page, Answer::Approve, &[("person", "mateo")]).await.unwrap();
    let mut waited = 0;
    while !work.is_finished() {
        world.advance(5).await.unwrap();
        waited += 5;
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        assert!(waited < 600, "the phone was never heard");
    }
    assert_eq!(work.await.unwrap().unwrap()["app"]["session"]["givenName"], "Mateo");
}

#[tokio::test]
async fn a_phone_that_says_no_and_a_code_that_ends_are_no_errors_either() {
    let (world, _) = world(PatientHost::default()).await;
    let (work, steps) = signing_in(&world, "phone");
    let shown = step(&steps, "show-code").await;
    let address =
        format!("{}?user_code={}", shown["address"].as_str().unwrap(), shown["code"].as_str().unwrap());
    visit(&Url::parse(&address).unwrap(), Answer::Deny, &[]).await.unwrap();
    while !work.is_finished() {
        world.advance(5).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert_eq!(work.await.unwrap().unwrap(), json!({"result": "declined"}));

    let (work, steps) = signing_in(&world, "phone");
    step(&steps, "show-code").await;
    world.advance(601).await.unwrap();
    assert_eq!(work.await.unwrap().unwrap(), json!({"result": "time-is-up"}));
}

#[tokio::test]
async fn a_session_that_the_network_ended_comes_back_without_a_browser() {
    let (world, host) = world(PatientHost::who_signs_in_as("rosa")).await;
    let (work, _) = signing_in(&world, "this-computer");
    work.await.unwrap().unwrap();
    for round in 0..3 {
        let ends = json!({"at": "graphql", "status": 401, "times": 0});
        world.control("faults", ends).await.unwrap();
        assert_eq!(crate::refused(&world, "consent", Value::Null).await, "signed-out", "{round}");
        world.without_faults().await.unwrap();
        let (work, _) = signing_in(&world, "this-computer");
        assert_eq!(work.await.unwrap().unwrap()["result"], "signed-in");
        done(&world, "consent", Value::Null).await;
    }
    // Each time the provider gave another refresh token, and only the first time the browser was opened.
    assert_eq!(host.opened.lock().unwrap().len(), 1);
}

#[tokio::test]
async fn a_sign_out_gives_the_tokens_back_and_the_next_sign_in_asks_the_person() {
    let (world, host) = world(PatientHost::who_signs_in_as("rosa")).await;
    let (work, _) = signing_in(&world, "this-computer");
    work.await.unwrap().unwrap();
    // The provider hears of it before the person is told that they are out.
    world
        .control("faults", json!({"at": "idp", "field": "revoke", "times": 1, "status": 503}))
        .await
        .unwrap();
    done(&world, "sign_out", json!({"copy": "keep"})).await;
    let left = world.faults().await.unwrap();
    assert_eq!(left.as_array().unwrap().len(), 0, "nobody called the revocation: {left}");
    let (work, _) = signing_in(&world, "this-computer");
    work.await.unwrap().unwrap();
    assert_eq!(host.opened.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn a_provider_in_trouble_and_a_network_that_refuses_are_told_apart() {
    let (world, _) = world(PatientHost::who_signs_in_as("rosa")).await;
    for (fault, code) in [
        (json!({"at": "idp", "field": "openid-configuration", "times": 9, "status": 503}), "network-trouble"),
        (json!({"at": "idp", "field": "token", "times": 1, "status": 429}), "asked-too-often"),
        (json!({"at": "idp", "field": "jwks.json", "times": 9, "status": 503}), "network-trouble"),
        (json!({"at": "graphql", "field": "getToken", "times": 1, "status": 401}), "sign-in-refused"),
    ] {
        world.control("faults", fault.clone()).await.unwrap();
        let (work, _) = signing_in(&world, "this-computer");
        let error = work.await.unwrap().unwrap_err();
        assert_eq!(serde_json::to_value(error.code).unwrap(), code, "{fault}");
        world.without_faults().await.unwrap();
        assert!(done(&world, "app", Value::Null).await["session"].is_null());
        // A set of keys that did not come is not asked for again at once.
        world.advance(600).await.unwrap();
    }
}
