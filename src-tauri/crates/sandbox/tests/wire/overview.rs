//! The page at `/` that shows what the world is like.

use reqwest::Method;
use sandbox::{Error, Options};
use serde_json::json;

use crate::support::{World, stepped};

async fn page(world: &World, language: &str) -> String {
    let answer = world.http.get(world.url("/")).header("accept-language", language).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    let page = answer.text().await.unwrap();
    assert!(!page.contains("<script"), "a page without scripts");
    page
}

async fn world() -> World {
    World::with(Options { overview: true, ..stepped() }).await
}

#[tokio::test]
async fn it_shows_people_their_connections_the_clock_and_faults() {
    let world = world().await;
    let before = page(&world, "en").await;
    assert!(before.contains("Rosa Delgado</b> <code>rosa</code>: has not signed in yet"), "{before}");
    assert!(before.contains("<time>2026-08-19T12:07:46Z</time></b> It stands still until it is moved."));
    assert!(before.contains("None: everything answers as it should."));

    world.rosa_searched().await;
    world.control(Method::POST, "/control/faults", Some(json!({ "field": "<i>", "status": 503 }))).await;
    let after = page(&world, "en").await;
    assert!(after.contains("<table data-user=\"rosa\">"), "{after}");
    assert!(after.contains("permission: <b>yes</b> · search: <b>completed</b> · identity: <b>validated</b>"));
    assert!(after.contains("<td>direct</td><td>CONNECTED</td><td>RETRIEVED</td>"), "{after}");
    assert!(after.contains("<td>asks for a sign-in</td>"));
    assert!(after.contains("&quot;field&quot;:&quot;&lt;i&gt;&quot;") && !after.contains("<i>"), "{after}");
    assert!(after.contains("<time>2026-08-19T12:22:46Z</time>"));

    let spanish = page(&world, "es").await;
    assert!(spanish.contains("<html lang=\"es\">") && spanish.contains("pide iniciar sesión"));
}

#[tokio::test]
async fn it_shows_the_wire_without_secrets_and_does_not_count_itself() {
    let world = world().await;
    let rosa = world.sign_in("rosa").await;
    rosa.consent("PERMIT").await;
    let (first, second) = (page(&world, "en").await, page(&world, "en").await);
    assert_eq!(first, second, "looking changes nothing");
    assert!(first.contains("createConsent") && first.contains("authorization ••••••••"), "{first}");
    for secret in [rosa.access.as_str(), &rosa.identity, &rosa.refresh, world.sandbox.control_token()] {
        assert!(!first.contains(secret), "a secret is shown");
    }
}

/// Inside the app's demo nobody but the app looks.
#[tokio::test]
async fn it_is_there_only_where_it_was_asked_for() {
    let world = World::start().await;
    let answer = world.http.get(world.url("/")).send().await.unwrap();
    let nowhere = world.http.get(world.url("/nothing-is-here")).send().await.unwrap();
    assert!(!answer.status().is_success());
    assert_eq!(answer.status(), nowhere.status());
}

#[tokio::test]
async fn a_user_of_ones_own_gets_the_places_of_the_scenario_that_was_named() {
    let world = World::with(Options { scenario: Some("mateo".into()), overview: true, ..stepped() }).await;
    let own = world.sign_in_with("somebody-of-ours").await;
    own.consent("PERMIT").await;
    world.advance(900).await;
    let shown = page(&world, "en").await;
    let own = shown.split("data-user=\"somebody-of-ours\"").nth(1).unwrap().split("</table>").next().unwrap();
    assert!(own.contains("Lirio") && !own.contains("Juniper"), "{own}");

    let nobody = sandbox::spawn(Options { scenario: Some("nobody".into()), ..stepped() }).await;
    assert!(matches!(nobody, Err(Error::Option(_))));
}
