//! Session operations (bwell-wire 2).

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{CLIENT_KEY, World, claims};

async fn post(world: &World, headers: &[(&str, &str)], document: &str) -> (StatusCode, Value) {
    let mut request = world.http.post(world.url("/v1/graphql"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let body = json!({ "query": document, "variables": {} });
    let answer = request.json(&body).send().await.unwrap();
    (answer.status(), answer.json().await.unwrap())
}

fn issue(answer: &Value) -> (&str, &str) {
    let extensions = &answer["errors"][0]["extensions"];
    let code = extensions["resource"]["issue"][0]["code"].as_str().unwrap();
    (extensions["code"].as_str().unwrap(), code)
}

const TOKENS: &str = "accessToken { jwtToken } idToken { jwtToken } refreshToken { token }";

#[tokio::test]
async fn the_configuration_names_this_sandbox() {
    let world = World::start().await;
    let document = format!(
        "query initialize {{ initSdk(clientKey: \"{CLIENT_KEY}\") {{ httpClient {{ requestTimeout retry {{ interval attempts }} }} \
         graphQLClient {{ apiUrl url authUrl fetchPolicy cache {{ maxSizeBytes }} }} logLevel telemetry {{ enabled collectorUrl }} }} }}"
    );
    let (_, answer) = post(&world, &[], &document).await;
    let configuration = &answer["data"]["initSdk"];
    let url = world.url("/v1/graphql");
    for name in ["apiUrl", "url", "authUrl"] {
        assert_eq!(configuration["graphQLClient"][name], url);
    }
    assert_eq!(configuration["logLevel"], "ERROR");
    assert_eq!(configuration["telemetry"]["enabled"], false);
}

#[tokio::test]
async fn client_keys_must_decode() {
    let world = World::start().await;
    let (_, answer) =
        post(&world, &[("authorization", "anybody")], &format!("{{ getToken {{ {TOKENS} }} }}")).await;
    assert_eq!(issue(&answer), ("400", "required"));
    for key in ["!!", "bm90IEpTT04=", "WzFd"] {
        let document = format!("{{ initSdk(clientKey: \"{key}\") {{ logLevel }} }}");
        let (status, answer) = post(&world, &[], &document).await;
        assert_eq!((status, issue(&answer)), (StatusCode::OK, ("400", "value")));
    }
}

#[tokio::test]
async fn an_id_token_signs_in_and_tells_who_it_is() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let identity = claims(&rosa.identity);
    let person = rosa.get("{ userProfile { id birthDate name { family given } telecom { system value use } address { line city state postalCode } } }", json!({})).await;
    assert_eq!(identity["custom:clientFhirPersonId"], person["id"]);
    assert!(identity["custom:bwellFhirPatientId"].is_string());
    assert_eq!(person["name"], json!([{ "family": "Delgado", "given": ["Rosa"] }]));
    assert_eq!(person["birthDate"], "1968-04-06");
    assert_eq!(person["address"][0]["city"], "Alder Bay");
}

#[tokio::test]
async fn what_is_no_good_id_token_is_refused() {
    let world = World::start().await;
    let token = world.id_token("rosa").await;
    let document = format!("{{ getToken {{ {TOKENS} }} }}");
    let mut forged = token.clone();
    forged.replace_range(forged.len() - 3.., "AAA");
    let bearer = format!("Bearer {token}");
    for bad in ["", bearer.as_str(), forged.as_str()] {
        let headers = [("authorization", bad), ("clientkey", CLIENT_KEY)];
        let (status, answer) = post(&world, &headers, &document).await;
        assert_eq!((status, issue(&answer)), (StatusCode::OK, ("400", "value")));
        assert!(answer["data"].is_null());
    }
    world.advance(600).await;
    let headers = [("authorization", token.as_str()), ("clientkey", CLIENT_KEY)];
    assert_eq!(issue(&post(&world, &headers, &document).await.1), ("400", "value"));
}

#[tokio::test]
async fn anybody_else_gets_a_fresh_user_of_their_own() {
    let world = World::start().await;
    let one = world.sign_in_with("any-opaque-string").await;
    let two = world.sign_in_with("another").await;
    one.consent("PERMIT").await;
    assert_eq!(one.task_status().await, "ready");
    assert_eq!(two.task_status().await, Value::Null);
    // The same token names the same user.
    assert_eq!(world.sign_in_with("any-opaque-string").await.task_status().await, "ready");
    // A foreign JWT: {"alg":"HS256"} . {"sub":"u1","family_name":"Ito"}
    let jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ1MSIsImZhbWlseV9uYW1lIjoiSXRvIn0.AAAA";
    let three = world.sign_in_with(jwt).await;
    assert_eq!(three.get("{ userProfile { name { family } } }", json!({})).await["name"][0]["family"], "Ito");
}

#[tokio::test]
async fn other_ways_to_sign_in() {
    let world = World::start().await;
    let key = [("clientkey", CLIENT_KEY)];
    let login = |password: &str| {
        format!("{{ login(email: \"rosa.delgado@example.com\", password: \"{password}\") {{ {TOKENS} }} }}")
    };
    let (_, answer) = post(&world, &key, &login("demo")).await;
    let rosa = world.user(&answer["data"]["login"]);
    assert_eq!(rosa.get("{ userProfile { gender } }", json!({})).await["gender"], "female");
    assert_eq!(issue(&post(&world, &key, &login("wrong")).await.1).1, "security");

    let exchange =
        |code: &str| format!("mutation {{ exchangeAuthCode(authCode: \"{code}\") {{ {TOKENS} }} }}");
    let (_, answer) = post(&world, &[], &exchange("demo-code-rosa")).await;
    assert_eq!(
        claims(&world.user(&answer["data"]["exchangeAuthCode"]).identity)["sub"],
        claims(&rosa.identity)["sub"]
    );
    assert_eq!(issue(&post(&world, &[], &exchange("demo-code-nobody")).await.1).1, "security");

    let guest = format!(
        "mutation {{ createGuestAccessToken(clientKey: \"{CLIENT_KEY}\") {{ accessToken refreshToken identityToken tokenType issuedAt expiresIn }} }}"
    );
    let (_, answer) = post(&world, &[], &guest).await;
    let guest = &answer["data"]["createGuestAccessToken"];
    assert!(claims(guest["identityToken"].as_str().unwrap()).get("custom:clientFhirPersonId").is_none());
    assert_eq!((&guest["tokenType"], &guest["expiresIn"]), (&json!("Bearer"), &json!(3600.0)));
}

#[tokio::test]
async fn refresh_rotates_and_forgives_a_client_that_keeps_the_old_token() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    world.advance(3600).await;
    assert_eq!(rosa.ask("{ tasks { id } }", json!({})).await.status, StatusCode::UNAUTHORIZED);
    let refresh = async |token: &str| {
        let headers = [("refresh_token", token), ("clientkey", CLIENT_KEY)];
        post(&world, &headers, "query refreshTokens { refresh { accessToken idToken refreshToken } }").await
    };
    let (_, answer) = refresh(&rosa.refresh).await;
    let mut renewed = rosa.clone();
    renewed.access = answer["data"]["refresh"]["accessToken"].as_str().unwrap().to_owned();
    assert_eq!(renewed.ask("{ tasks { id } }", json!({})).await.status, StatusCode::OK);
    let next = answer["data"]["refresh"]["refreshToken"].as_str().unwrap();
    // The SDK keeps the old one; it works until the new one has been used.
    assert_eq!(refresh(&rosa.refresh).await.0, StatusCode::OK);
    assert_eq!(refresh(next).await.0, StatusCode::UNAUTHORIZED, "superseded by the second answer");
    let (_, answer) = refresh(&rosa.refresh).await;
    let next = answer["data"]["refresh"]["refreshToken"].as_str().unwrap();
    assert_eq!(refresh(next).await.0, StatusCode::OK);
    assert_eq!(refresh(&rosa.refresh).await.0, StatusCode::UNAUTHORIZED);
    assert_eq!(refresh("").await.0, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn an_id_token_can_be_exchanged_over_rest() {
    let world = World::start().await;
    let token = world.id_token("rosa").await;
    let grant = "urn:ietf:params:oauth:grant-type:token-exchange";
    let exchange = async |path: &str, grant: &str, token: &str| {
        let form = [
            ("grant_type", grant),
            ("subject_token", token),
            ("subject_token_type", "urn:ietf:params:oauth:token-type:jwt"),
            ("requested_token_type", "urn:ietf:params:oauth:token-type:access_token"),
        ];
        let answer = world.http.post(world.url(path)).form(&form).send().await.unwrap();
        (answer.status(), answer.json::<Value>().await.unwrap())
    };
    for path in ["/identity/oauth/token", "/v1/identity/oauth/token"] {
        let (status, tokens) = exchange(path, grant, &token).await;
        assert_eq!(
            (status, &tokens["token_type"], &tokens["expires_in"]),
            (StatusCode::OK, &json!("Bearer"), &json!(3600))
        );
        let mut rosa = world.sign_in("rosa").await;
        rosa.access = tokens["access_token"].as_str().unwrap().to_owned();
        assert_eq!(rosa.get("{ userProfile { gender } }", json!({})).await["gender"], "female");
    }
    let refused = exchange("/identity/oauth/token", "password", &token).await;
    assert_eq!(refused, (StatusCode::BAD_REQUEST, json!({ "error": "unsupported_grant_type" })));
    let forged = format!("{}AAA", &token[..token.len() - 3]);
    let refused = exchange("/identity/oauth/token", grant, &forged).await;
    assert_eq!(refused, (StatusCode::BAD_REQUEST, json!({ "error": "invalid_grant" })));
}
