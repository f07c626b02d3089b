//! Who may ask what (checklist 1 and 2).

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{CLIENT_KEY, World, claims};

/// One root field each, valid against the schema, that needs a session.
const GUARDED: [&str; 10] = [
    "{ userProfile { id } }",
    "{ tasks { id } }",
    "{ careTeams { id } }",
    "{ consents { id } }",
    "{ getMemberConnections { id } }",
    "{ subscriptions { id } }",
    "{ healthLinks { id } }",
    "{ getOauthUrl(connectionId: \"x\") { redirectUrl } }",
    "mutation { disconnectConnection(connectionId: \"x\") { status } }",
    "{ __schema { queryType { name } } }",
];

async fn status(world: &World, document: &str, authorization: Option<&str>) -> StatusCode {
    let mut request = world.http.post(world.url("/v1/graphql")).json(&json!({ "query": document }));
    if let Some(authorization) = authorization {
        request = request.header("authorization", authorization);
    }
    request.send().await.unwrap().status()
}

#[tokio::test]
async fn without_a_good_token_everything_but_the_session_operations_is_401() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let mut forged = rosa.access.clone();
    forged.replace_range(forged.len() - 3.., "AAA");
    let none = rosa.access.split('.').nth(1).unwrap();
    // {"alg":"none"}
    let none = format!("eyJhbGciOiJub25lIn0.{none}.");
    let bad = [
        None,
        Some(String::new()),
        Some("Bearer nonsense".to_owned()),
        Some(format!("Bearer {forged}")),
        Some(format!("Bearer {none}")),
        Some(format!("Bearer {}", rosa.identity)),
        Some(rosa.access.clone()),
    ];
    for document in GUARDED {
        for authorization in &bad {
            let status = status(&world, document, authorization.as_deref()).await;
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{document} {authorization:?}");
        }
        let good = status(&world, document, Some(&format!("Bearer {}", rosa.access))).await;
        assert_eq!(good, StatusCode::OK, "{document}");
    }
}

#[tokio::test]
async fn an_access_token_ends_when_its_exp_has_come() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let claims = claims(&rosa.access);
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 3600);
    world.advance(3599).await;
    assert_eq!(rosa.ask("{ tasks { id } }", json!({})).await.status, StatusCode::OK);
    world.advance(1).await;
    assert_eq!(rosa.ask("{ tasks { id } }", json!({})).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_session_operations_need_none() {
    let world = World::start().await;
    let documents = [
        format!("{{ initSdk(clientKey: \"{CLIENT_KEY}\") {{ logLevel }} }}"),
        "{ getToken { accessToken { jwtToken } } }".to_owned(),
        "{ login(email: \"x\", password: \"y\") { accessToken { jwtToken } } }".to_owned(),
        "mutation { exchangeAuthCode(authCode: \"x\") { accessToken { jwtToken } } }".to_owned(),
        format!("mutation {{ createGuestAccessToken(clientKey: \"{CLIENT_KEY}\") {{ accessToken }} }}"),
    ];
    for document in documents {
        assert_eq!(status(&world, &document, None).await, StatusCode::OK, "{document}");
    }
    // One guarded field beside an open one guards the document, through fragments too.
    let mixed = format!(
        "{{ initSdk(clientKey: \"{CLIENT_KEY}\") {{ logLevel }} ...F }} fragment F on Query {{ tasks {{ id }} }}"
    );
    assert_eq!(status(&world, &mixed, None).await, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn the_body_is_json_whatever_the_content_type_says() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let body = json!({ "query": "{ userProfile { gender } }" }).to_string();
    for kind in ["text/plain;charset=UTF-8", "application/json", "application/octet-stream"] {
        let request = world.http.post(world.url("/v1/graphql")).bearer_auth(&rosa.access);
        let answer = request.header("content-type", kind).body(body.clone()).send().await.unwrap();
        assert_eq!(
            answer.json::<Value>().await.unwrap()["data"]["userProfile"]["gender"],
            "female",
            "{kind}"
        );
    }
    let broken =
        world.http.post(world.url("/v1/graphql")).bearer_auth(&rosa.access).body("{").send().await.unwrap();
    assert_eq!(broken.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn answers_carry_the_worlds_date_and_a_request_id() {
    let world = World::start().await;
    world.advance(14).await;
    let answer = world.http.post(world.url("/v1/graphql")).body("{}").send().await.unwrap();
    assert_eq!(answer.headers()["date"], "Wed, 19 Aug 2026 12:08:00 GMT");
    assert_eq!(answer.headers()["x-request-id"].len(), 36);
}

#[tokio::test]
async fn a_foreign_host_name_is_turned_away() {
    let world = World::start().await;
    let foreign = world
        .http
        .get(world.url("/oauth/complete"))
        .header("host", "elsewhere.invalid")
        .send()
        .await
        .unwrap();
    assert_eq!(foreign.status(), StatusCode::MISDIRECTED_REQUEST);
    let local = world.url("/oauth/complete").replace("127.0.0.1", "localhost");
    let local = local.replace("http://localhost", "");
    let port = local.split('/').next().unwrap().to_owned();
    let host = format!("localhost{port}");
    let answer = world.http.get(world.url("/oauth/complete")).header("host", host).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
}
