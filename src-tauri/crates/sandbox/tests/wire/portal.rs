//! A clinic's portal, walked by forms alone.

use reqwest::{Method, StatusCode};
use serde_json::json;

use crate::support::{QUILLBACK, World, form, location, stepped};

#[tokio::test]
async fn pages_are_plain_and_say_that_they_are_made_up() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let address = rosa.oauth_url(QUILLBACK).await;
    let secret = address.rsplit('=').next().unwrap();
    assert_eq!(secret.len(), 43);
    assert!(address.starts_with(&world.url("/portal/quillback/sign-in?request=")));
    for (language, words) in
        [("en-US", ["MADE-UP CLINIC", "Password"]), ("es-MX,es;q=0.9", ["CLÍNICA INVENTADA", "Contraseña"])]
    {
        let page = world.http.get(&address).header("accept-language", language).send().await.unwrap();
        let headers = page.headers().clone();
        assert_eq!(headers["cache-control"], "no-store");
        assert_eq!(headers["referrer-policy"], "no-referrer");
        let policy = headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'unsafe-inline'; form-action 'self'"));
        let page = page.text().await.unwrap();
        for word in words {
            assert!(page.contains(word), "{word}");
        }
        assert!(page.contains(&format!("<html lang=\"{}\">", &language[..2])));
        assert!(
            page.contains("<h1>Quillback Heart Clinic</h1>")
                && page.contains("MyQuill")
                && page.contains("<title>")
        );
        assert!(!page.contains("<script") && !page.contains("href="));
        // Every field is labelled, and filled in for a quick demo.
        assert_eq!(page.matches("<label").count(), 2);
        assert_eq!(form(&page, &[]).1[1], ("username".to_owned(), "rosa".to_owned()));
    }
}

#[tokio::test]
async fn refusing_connects_nothing() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let address = rosa.oauth_url(QUILLBACK).await;
    assert_eq!(world.walk_portal(&address, "deny").await, "/oauth/complete?status_code=access_denied");
    assert!(rosa.connection(QUILLBACK).await.is_null());
    assert!(rosa.recommended().await.contains(&QUILLBACK.to_owned()));
}

#[tokio::test]
async fn nobody_gets_past_an_empty_sign_in() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let address = rosa.oauth_url(QUILLBACK).await;
    let request = address.rsplit('=').next().unwrap();
    let empty = world
        .http
        .post(&address)
        .form(&[("request", request), ("username", " "), ("password", "")])
        .send()
        .await
        .unwrap();
    assert!(empty.text().await.unwrap().contains("role=\"alert\""));
    // The second page leads back to the first one, and its form does nothing.
    let allow = world.url("/portal/quillback/allow");
    let skipped = world.http.get(format!("{allow}?request={request}")).send().await.unwrap();
    assert!(location(&skipped).starts_with("/portal/quillback/sign-in"));
    let skipped =
        world.http.post(&allow).form(&[("request", request), ("decision", "allow")]).send().await.unwrap();
    assert!(location(&skipped).starts_with("/portal/quillback/sign-in"));
    assert!(rosa.connection(QUILLBACK).await.is_null());
}

#[tokio::test]
async fn an_address_works_for_one_answer_and_ten_minutes() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let used = rosa.oauth_url(QUILLBACK).await;
    world.walk_portal(&used, "allow").await;
    let again = world.http.get(&used).send().await.unwrap();
    assert_eq!(again.status(), StatusCode::GONE);
    assert!(again.text().await.unwrap().contains("<h1>This page has ended</h1>"));

    let old = rosa.oauth_url(QUILLBACK).await;
    world.advance(599).await;
    assert_eq!(world.http.get(&old).send().await.unwrap().status(), StatusCode::OK);
    world.advance(1).await;
    assert_eq!(world.http.get(&old).send().await.unwrap().status(), StatusCode::GONE);

    let unknown =
        world.http.get(world.url("/portal/quillback/sign-in?request=nothing")).send().await.unwrap();
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
    // An address belongs to its place.
    let fresh = rosa.oauth_url(QUILLBACK).await.replace("quillback", "fernhill");
    assert_eq!(world.http.get(&fresh).send().await.unwrap().status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_consent_that_goes_meanwhile_ends_the_sign_in() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let address = rosa.oauth_url(QUILLBACK).await;
    rosa.consent("DENY").await;
    assert_eq!(world.walk_portal(&address, "allow").await, "/oauth/complete?status_code=access_ended");
    assert!(rosa.connection(QUILLBACK).await.is_null());
}

#[tokio::test]
async fn the_completion_page_leads_back_to_the_app() {
    let options = sandbox::Options { app_redirect: Some("satchel://signed-in".into()), ..stepped() };
    let world = World::with(options).await;
    let page = async |code: &str| {
        let answer =
            world.http.get(world.url(&format!("/oauth/complete?status_code={code}"))).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        answer.text().await.unwrap()
    };
    let done = page("success").await;
    assert!(
        done.contains(
            "<meta http-equiv=\"refresh\" content=\"0;url=satchel://signed-in?status_code=success\">"
        )
    );
    assert!(done.contains("<a href=\"satchel://signed-in?status_code=success\">Back to Satchel</a>"));
    assert!(page("access_denied").await.contains("status_code=access_denied\">Back"));
    // Nothing of the query gets into the page.
    let foreign = page("%22%3E%3Cb%3Ex").await;
    assert!(!foreign.contains("<b>x") && foreign.contains("status_code=error\""));
    // Without an app redirect the page stands for itself.
    world.control(Method::POST, "/control/app-redirect", Some(json!({ "url": null }))).await;
    let plain = page("success").await;
    assert!(!plain.contains("refresh") && plain.contains("You can close this page."));
    let refused = world
        .steer(Method::POST, "/control/app-redirect", Some(json!({ "url": "javascript:alert(1)" })))
        .await;
    assert_eq!(refused.status(), StatusCode::BAD_REQUEST);
}
