//! People, scenarios, reset.

use reqwest::{Method, StatusCode};
use sandbox::{Error, Options};
use serde_json::{Value, json};

use crate::support::{CREATE_HEALTH_LINK, World, stepped};

#[tokio::test]
async fn people_introduce_themselves_in_plain_words() {
    let world = World::start().await;
    let people = world.control(Method::GET, "/control/people", None).await;
    let people = people.as_array().unwrap();
    let who: Vec<_> =
        people.iter().map(|one| (one["id"].as_str().unwrap(), one["name"].as_str().unwrap())).collect();
    let everybody = [
        ("rosa", "Rosa Delgado"),
        ("mateo", "Mateo Andrés Quispe Robles"),
        ("nia", "Nia Okafor"),
        ("vera", "Vera Lindqvist"),
    ];
    assert_eq!(who, everybody);
    assert_eq!(people[0]["birthDate"], "1968-04-06");
    for person in people {
        for language in ["en", "es"] {
            let words = person["about"][language].as_str().unwrap().split_whitespace().count();
            assert!((1..=12).contains(&words));
        }
    }
    let nobody = world.steer(Method::POST, "/control/people/nobody/id-token", None).await;
    assert_eq!(nobody.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn only_the_control_token_steers() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let paths = ["/control/people", "/control/clock", "/control/faults", "/control/answers"];
    for path in paths {
        for token in ["", "wrong", rosa.access.as_str()] {
            let answer = world.http.get(world.url(path)).bearer_auth(token).send().await.unwrap();
            assert_eq!(answer.status(), StatusCode::UNAUTHORIZED, "{path}");
        }
        assert_eq!(world.http.get(world.url(path)).send().await.unwrap().status(), StatusCode::UNAUTHORIZED);
    }
}

#[tokio::test]
async fn reset_takes_people_back_to_the_beginning() {
    let world = World::start().await;
    let (rosa, mateo) = (world.rosa_searched().await, world.sign_in("mateo").await);
    world.control(Method::POST, "/control/reset", Some(json!({ "person": "rosa" }))).await;
    assert_eq!(rosa.ask("{ tasks { id } }", json!({})).await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(mateo.ask("{ tasks { id } }", json!({})).await.status, StatusCode::OK);
    assert!(world.sign_in("rosa").await.connections().await.is_empty());
    world.control(Method::POST, "/control/reset", None).await;
    assert_eq!(mateo.ask("{ tasks { id } }", json!({})).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_seed_makes_answers_repeat() {
    let tell = async |seed: Option<u64>| {
        let world = World::with(Options { seed, ..stepped() }).await;
        let rosa = world.rosa_searched().await;
        let port = world.sandbox.base_url().to_owned();
        let variables: Value = serde_json::from_str(include_str!(
            "../../../../../tests/fixtures/guides/002/create_health_link.variables.json"
        ))
        .unwrap();
        let link = rosa.get(CREATE_HEALTH_LINK, variables).await;
        (link["id"].clone(), link["identifier"].clone(), rosa.access.split('.').count(), port)
    };
    let (one, two, three) = (tell(Some(7)).await, tell(Some(7)).await, tell(Some(8)).await);
    assert_eq!((&one.0, &one.1), (&two.0, &two.1));
    assert_ne!(one.0, three.0);
    assert_ne!(tell(None).await.0, tell(None).await.0);
}

/// Writes a folder of scenarios from Mateo's, changed by `edit`, and starts a world from it.
async fn start_edited(
    edit: impl Fn(String) -> String,
    edit_records: impl Fn(String) -> String,
) -> Result<sandbox::Sandbox, Error> {
    let folder = tempfile::tempdir().unwrap();
    let scenario = edit(include_str!("../../scenarios/mateo.toml").to_owned());
    let records = edit_records(include_str!("../../scenarios/mateo.records.toml").to_owned());
    std::fs::write(folder.path().join("one.toml"), scenario).unwrap();
    std::fs::write(folder.path().join("one.records.toml"), records).unwrap();
    // The files that the records name.
    let documents = folder.path().join("documents");
    std::fs::create_dir(&documents).unwrap();
    let mateo: [(&str, &[u8]); 2] = [
        ("mateo-resumen.xml", include_bytes!("../../scenarios/documents/mateo-resumen.xml")),
        ("mateo-knee.txt", include_bytes!("../../scenarios/documents/mateo-knee.txt")),
    ];
    for (name, bytes) in mateo {
        std::fs::write(documents.join(name), bytes).unwrap();
    }
    sandbox::spawn(Options { scenario_dir: Some(folder.path().to_owned()), ..stepped() }).await
}

#[tokio::test]
async fn scenarios_can_come_from_a_folder() {
    let keep = |text: String| text;
    assert!(start_edited(keep, keep).await.is_ok());
    let empty = tempfile::tempdir().unwrap();
    let error = sandbox::spawn(Options { scenario_dir: Some(empty.path().to_owned()), ..stepped() }).await;
    assert_eq!(error.unwrap_err().to_string(), "scenario no scenario in that folder");
}

#[tokio::test]
async fn a_bad_scenario_is_told_with_its_line() {
    let line_of = |text: &str, part: &str| text.lines().position(|line| line.contains(part)).unwrap() + 1;
    let scenario = include_str!("../../scenarios/mateo.toml");
    let records = include_str!("../../scenarios/mateo.records.toml");
    let keep = |text: String| text;
    let cases = [
        ("lasts_seconds = 180", "lasts_secconds = 180", "lasts_seconds", "unknown field"),
        ("birth_date = \"1991-11-23\"", "birth_date = \"soon\"", "birth_date", ""),
        ("found_after_seconds = 120", "found_after_seconds = 999", "= 120", "after the search has ended"),
        ("slug = \"saltgrass\"", "slug = \"lirio\"", "\"saltgrass\"", "two places"),
        ("portal = \"MiSaltgrass\"\n", "", "integration = \"indirect\"", "portal"),
        (
            "integration = \"direct\"",
            "integration = \"straight\"",
            "integration = \"direct\"",
            "unknown variant",
        ),
    ];
    for (from, to, marker, words) in cases {
        let error = start_edited(|text| text.replacen(from, to, 1), keep).await.unwrap_err().to_string();
        let expected = format!("scenario one.toml, line {}: ", line_of(scenario, marker));
        assert!(error.starts_with(&expected) && error.contains(words), "{error} (expected {expected})");
    }
    let error =
        start_edited(keep, |text| text.replacen("place = \"saltgrass\"", "place = \"nowhere\"", 1)).await;
    let expected =
        format!("scenario one.records.toml, line {}: no place nowhere", line_of(records, "\"saltgrass\""));
    assert_eq!(error.unwrap_err().to_string(), expected);
}

#[tokio::test]
async fn options_without_sense_are_refused() {
    for options in [
        Options { speed: 0.0, ..stepped() },
        Options { speed: f64::NAN, ..stepped() },
        Options { app_redirect: Some("javascript:x".into()), ..stepped() },
    ] {
        assert!(matches!(sandbox::spawn(options).await, Err(Error::Option(_))));
    }
    let world = World::start().await;
    let port = world.sandbox.base_url().rsplit(':').next().unwrap().parse().unwrap();
    assert!(matches!(sandbox::spawn(Options { port, ..stepped() }).await, Err(Error::Port { .. })));
}

#[tokio::test]
async fn a_dropped_sandbox_stops() {
    let world = World::start().await;
    let url = world.url("/oauth/complete");
    drop(world.sandbox);
    for _ in 0..100 {
        if world.http.get(&url).send().await.is_err() {
            return;
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    panic!("it still answers");
}
