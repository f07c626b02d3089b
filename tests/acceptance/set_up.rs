//! What must be in place before records can be found: terms, proof of identity, details; and what is missing.

use std::sync::{Arc, Mutex};

use rstest::rstest;
use serde_json::{Value, json};
use tests::patient::{Answer, PatientHost, visit};
use tests::world::World;

use crate::{done, refused, signed_in};

/// A check at the network's checker, asked for until it is told.
async fn check(world: &World) -> Value {
    let core = Arc::clone(&world.core);
    let work =
        tokio::spawn(async move { commands::dispatch(&core, "check_identity", json!({}), &|_| {}).await });
    while !work.is_finished() {
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
        world.advance(2).await.unwrap();
    }
    work.await.unwrap().unwrap()
}

#[tokio::test]
async fn a_new_person_goes_through_terms_identity_and_details_to_the_permission() {
    let (world, host) = signed_in("nia", PatientHost::who_signs_in()).await;
    let set_up = done(&world, "set_up", Value::Null).await;
    assert_eq!((&set_up["next"], &set_up["proof"]["state"]), (&json!("terms"), &json!("not-yet")));

    let organisation = done(&world, "organisation", Value::Null).await;
    done(&world, "open_page", json!({"page": "terms"})).await;
    assert!(host.opened.lock().unwrap()[0].path().ends_with("/organisation/terms"));
    assert_eq!(refused(&world, "accept_terms", json!({"version": "0.9"})).await, "bad-request");
    let version = organisation["terms"]["version"].clone();
    assert_eq!(done(&world, "accept_terms", json!({ "version": version })).await["next"], "identity");

    let told = check(&world).await;
    assert_eq!((&told["result"], &told["proof"]["state"]), (&json!("told"), &json!("proved")));
    assert_eq!(done(&world, "set_up", Value::Null).await["next"], "done");

    let details = done(&world, "details", Value::Null).await;
    assert_eq!((&details["given"], &details["postalCode"]), (&json!("Nia"), &json!("98244")));
    let consent = done(&world, "set_consent", json!({"provision": "permit"})).await;
    assert_eq!(consent["provision"], "permit");
    let entries = done(&world, "activity", Value::Null).await["entries"].clone();
    let kinds: Vec<&str> =
        entries.as_array().unwrap().iter().map(|one| one["kind"].as_str().unwrap()).collect();
    for kind in ["terms-accepted", "identity-check-began", "identity-proved"] {
        assert!(kinds.contains(&kind), "{kinds:?}");
    }
}

#[tokio::test]
async fn who_is_in_place_already_is_asked_nothing() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    let set_up = done(&world, "set_up", Value::Null).await;
    assert_eq!((&set_up["next"], &set_up["termsAccepted"]), (&json!("done"), &json!(true)));
}

#[rstest]
#[case("differ", "differs", "details")]
#[case("fail", "failed", "identity")]
#[case("weak", "failed", "identity")]
#[tokio::test]
async fn a_check_that_fails_leads_to_what_helps(
    #[case] result: &'static str,
    #[case] state: &str,
    #[case] next: &str,
) {
    let host = PatientHost::who_signs_in();
    host.choices.lock().unwrap().push(("result", result));
    let (world, host) = signed_in("nia", host).await;
    done(&world, "accept_terms", json!({"version": "1.0"})).await;
    assert_eq!(check(&world).await["proof"]["state"], state);
    assert_eq!(done(&world, "set_up", Value::Null).await["next"], next);
    // Once more, and it goes well.
    host.choices.lock().unwrap().clear();
    world.advance(60).await.unwrap();
    assert_eq!(check(&world).await["proof"]["state"], "proved");
    assert_eq!(done(&world, "set_up", Value::Null).await["next"], "done");
}

#[rstest]
#[case("attested", Value::Null, "not-yet")]
#[case("validated", Value::Null, "proved")]
#[case("in-process", Value::Null, "under-way")]
#[case("req-revalid", Value::Null, "again")]
#[case("val-fail", Value::Null, "failed")]
#[case("reval-fail", Value::Null, "failed")]
#[case("val-fail", json!("PERSON_MATCH_ERROR"), "differs")]
#[case("val-fail", json!("SERVER_ERROR"), "checker-trouble")]
#[tokio::test]
async fn every_status_of_the_network_is_shown_as_it_is(
    #[case] status: &str,
    #[case] error: Value,
    #[case] state: &str,
) {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    let forced = json!({ "status": status, "errorCode": error });
    world.control("people/rosa/verification", forced).await.unwrap();
    assert_eq!(done(&world, "set_up", Value::Null).await["proof"]["state"], state);
}

#[tokio::test]
async fn a_word_that_nobody_knows_is_no_proof() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    let odd = json!({"at": "graphql", "field": "verificationStatus", "times": 0, "overwrite": {"status": "validated-soon"}});
    world.control("faults", odd).await.unwrap();
    let set_up = done(&world, "set_up", Value::Null).await;
    assert_eq!((&set_up["proof"]["state"], &set_up["next"]), (&json!("unknown"), &json!("identity")));
}

#[tokio::test]
async fn a_check_can_be_opened_again_stopped_and_runs_out_and_a_return_is_a_knock() {
    let (world, host) = signed_in("nia", PatientHost::default()).await;
    let world = Arc::new(world);
    let begin = || {
        let core = Arc::clone(&world.core);
        let steps: Arc<Mutex<Vec<Value>>> = Arc::default();
        let told = Arc::clone(&steps);
        let work = tokio::spawn(async move {
            let report = move |step: Value| told.lock().unwrap().push(step);
            commands::dispatch(&core, "check_identity", json!({}), &report).await
        });
        (work, steps)
    };
    let opened = async |count: usize| {
        while host.opened.lock().unwrap().len() <= count {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        host.opened.lock().unwrap()[count].clone()
    };
    let (work, _) = begin();
    let first = opened(0).await;
    assert!(first.path().ends_with("/identity/check"), "{first}");
    done(&world, "errand_reopen", json!({"errand": "identity-check"})).await;
    let second = opened(1).await;
    let back = visit(&second, Answer::Approve, &[("result", "match")]).await.unwrap();
    assert_eq!((back.scheme(), back.path()), ("health.satchel.demo", "/verified"));
    // What it carries is not read: the network says that it went well.
    world.core.called(&"health.satchel.demo:/verified?status=failure".parse().unwrap());
    assert_eq!(work.await.unwrap().unwrap()["proof"]["state"], "proved");

    world.control("people/nia/verification", json!({"status": "req-revalid"})).await.unwrap();
    let (work, _) = begin();
    opened(2).await;
    done(&world, "errand_stop", json!({"errand": "identity-check"})).await;
    assert_eq!(work.await.unwrap().unwrap(), json!({"result": "stopped"}));

    let (work, _) = begin();
    opened(3).await;
    while !work.is_finished() {
        world.advance(30).await.unwrap();
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    assert_eq!(work.await.unwrap().unwrap(), json!({"result": "time-is-up"}));
}

#[tokio::test]
async fn details_are_saved_at_the_network_as_a_whole() {
    let (world, _) = signed_in("mateo", PatientHost::default()).await;
    let mut details = done(&world, "details", Value::Null).await;
    assert_eq!((&details["given"], &details["unit"]), (&json!("Mateo Andrés"), &json!("Apt 3")));
    details["family"] = json!("Quispe");
    details["unit"] = json!("");
    details["phone"] = json!("(360) 555-0199");
    let saved = done(&world, "save_details", json!({ "details": details.clone() })).await;
    assert_eq!(saved, json!({"result": "saved", "details": details}));
    assert_eq!(done(&world, "details", Value::Null).await, details);

    details["birthDate"] = json!("yesterday");
    details["state"] = json!("Washington");
    let slips = done(&world, "save_details", json!({ "details": details })).await;
    assert_eq!(slips, json!({"result": "not-right", "fields": ["birth-date", "state"]}));
    assert_eq!(done(&world, "details", Value::Null).await["state"], "WA");
}

#[tokio::test]
async fn a_network_that_is_not_enabled_says_whom_to_ask() {
    let (world, _) = signed_in("rosa", PatientHost::default()).await;
    world.control("answers", json!({"network": "off"})).await.unwrap();
    let permit = json!({"provision": "permit"});
    assert_eq!(refused(&world, "set_consent", permit.clone()).await, "network-not-enabled");
    let organisation = done(&world, "organisation", Value::Null).await;
    assert_eq!(organisation["help"]["phone"], "555 0199");
    world.control("answers", json!({})).await.unwrap();
    done(&world, "set_consent", permit).await;
}

#[tokio::test]
async fn the_live_check_reads_asks_before_it_changes_and_names_nobody() {
    struct Told(Mutex<String>, bool);
    impl workflow::Terminal for Told {
        fn say(&self, line: &str) {
            let mut said = self.0.lock().unwrap();
            said.push_str(line);
            said.push('\n');
        }
        fn agrees(&self, question: &str) -> bool {
            self.say(question);
            self.1
        }
    }
    let on = workflow::view::SignInOn::ThisComputer;
    for agrees in [false, true] {
        let (world, _) = signed_in("rosa", PatientHost::who_signs_in_as("rosa")).await;
        let told = Told(Mutex::default(), agrees);
        let whole = workflow::live_check(&world.core, on, &told).await.unwrap();
        let said = told.0.into_inner().unwrap();
        assert!(whole, "{said}");
        for step in [
            "userProfile",
            "verificationStatus: validated",
            "consents TOS: 1 decisions",
            "careTeams",
            "getMemberConnections",
            "getHealthSummary",
        ] {
            assert!(said.contains(step), "{step} is not in\n{said}");
        }
        assert_eq!(said.contains("createHealthLink: lasts 300 s"), agrees, "{said}");
        assert_eq!(
            done(&world, "consent", Value::Null).await["provision"],
            if agrees { "deny" } else { "none" }
        );
        for private in ["Rosa", "Delgado", "1968", "eyJ", "Juniper", "98201", "request="] {
            assert!(!said.contains(private), "{private} is in\n{said}");
        }
    }
}
