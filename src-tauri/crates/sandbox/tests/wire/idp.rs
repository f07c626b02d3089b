//! The organisation's identity provider: discovery, the code flow, refresh, revocation.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::app::{LOOPBACK, ORGANISATION, query, redeeming, refused, request, verified};
use crate::support::{World, attribute, claims, location};

#[tokio::test]
async fn discovery_tells_what_is_there() {
    let world = World::start().await;
    let url = world.url("/organisation/.well-known/openid-configuration");
    let found: Value = world.http.get(url).send().await.unwrap().json().await.unwrap();
    assert_eq!(found["issuer"], world.url("/organisation"));
    assert_eq!(found["code_challenge_methods_supported"], json!(["S256"]));
    assert_eq!(found["token_endpoint_auth_methods_supported"], json!(["none"]));
    let device = "urn:ietf:params:oauth:grant-type:device_code";
    assert_eq!(found["grant_types_supported"], json!(["authorization_code", "refresh_token", device]));
    // Every endpoint named is there: it refuses, but it is not unknown.
    for name in ["authorization", "token", "device_authorization", "revocation", "userinfo"] {
        let endpoint = found[format!("{name}_endpoint")].as_str().unwrap();
        let status = world.http.post(endpoint).send().await.unwrap().status();
        assert!([StatusCode::BAD_REQUEST, StatusCode::UNAUTHORIZED].contains(&status), "{name}: {status}");
    }
    let keys: Value =
        world.http.get(found["jwks_uri"].as_str().unwrap()).send().await.unwrap().json().await.unwrap();
    let key = &keys["keys"][0];
    assert_eq!(
        (&key["kty"], &key["crv"], &key["alg"], &key["use"]),
        (&json!("EC"), &json!("P-256"), &json!("ES256"), &json!("sig"))
    );
    assert!(key["d"].is_null(), "the private half stays here");
}

#[tokio::test]
async fn a_sign_in_gives_tokens_that_b_well_takes_for_the_same_person() {
    let world = World::start().await;
    let first = world.authorize(ORGANISATION, &request(&[])).await;
    let back = location(&world.walk_sign_in(&first, "rosa", "allow").await);
    assert!(back.starts_with(&format!("{LOOPBACK}?")));
    let answer = query(&back);
    assert_eq!(answer["state"], "a state/with & things");
    assert_eq!(answer["iss"], world.url("/organisation"));

    let (status, tokens) = world.redeem(ORGANISATION, answer["code"].as_str().unwrap()).await;
    assert_eq!(
        (status, &tokens["token_type"], &tokens["expires_in"]),
        (StatusCode::OK, &json!("Bearer"), &json!(3600))
    );
    let token = tokens["id_token"].as_str().unwrap();
    let (header, claims) = verified(&world, ORGANISATION, token).await.unwrap();
    assert_eq!((&header["alg"], &header["typ"]), (&json!("ES256"), &json!("JWT")));
    assert_eq!(
        (&claims["iss"], &claims["aud"]),
        (&json!(world.url("/organisation")), &json!("satchel-desktop"))
    );
    assert_eq!((&claims["sub"], &claims["nonce"]), (&json!("rosa"), &json!("n-0S6_WzA2Mj")));
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 600);
    assert_eq!(claims["auth_time"], claims["iat"]);
    assert_eq!(claims["at_hash"].as_str().unwrap().len(), 22);
    assert_eq!((&claims["birthdate"], &claims["family_name"]), (&json!("1968-04-06"), &json!("Delgado")));

    let (by_sign_in, by_control) = (world.sign_in_with(token).await, world.sign_in("rosa").await);
    let person = |identity: &str| crate::support::claims(identity)["custom:clientFhirPersonId"].clone();
    assert_eq!(person(&by_sign_in.identity), person(&by_control.identity));
    let exchange = [
        ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
        ("subject_token", token),
        ("subject_token_type", "urn:ietf:params:oauth:token-type:jwt"),
    ];
    let exchanged = world.http.post(world.url("/identity/oauth/token")).form(&exchange).send().await.unwrap();
    let exchanged: Value = exchanged.json().await.unwrap();
    assert_eq!(person(exchanged["id_token"].as_str().unwrap()), person(&by_control.identity));
    by_sign_in.consent("PERMIT").await;
    assert_eq!(by_control.task_status().await, "ready", "one user");

    let userinfo = world.http.get(world.url("/organisation/userinfo"));
    let known = userinfo.bearer_auth(tokens["access_token"].as_str().unwrap()).send().await.unwrap();
    let known: Value = known.json().await.unwrap();
    assert_eq!((&known["sub"], &known["given_name"]), (&json!("rosa"), &json!("Rosa")));
}

#[tokio::test]
async fn what_is_asked_badly_is_refused_to_the_app() {
    let world = World::start().await;
    let cases = [
        ("response_type", Some("token"), "unsupported_response_type"),
        ("response_type", None, "unsupported_response_type"),
        ("scope", Some("profile"), "invalid_scope"),
        ("code_challenge", None, "invalid_request"),
        ("code_challenge", Some("short"), "invalid_request"),
        ("code_challenge_method", None, "invalid_request"),
        ("code_challenge_method", Some("plain"), "invalid_request"),
        ("prompt", Some("none"), "login_required"),
    ];
    for (name, value, error) in cases {
        let answer = query(&world.authorize(ORGANISATION, &request(&[(name, value)])).await);
        assert_eq!(answer["error"], error, "{name} {value:?}");
        assert_eq!(answer["state"], "a state/with & things");
        assert!(answer["code"].is_null());
    }
}

#[tokio::test]
async fn nobody_is_sent_to_an_address_that_is_not_registered() {
    let world = World::start().await;
    let cases: [(&str, Option<&str>); 6] = [
        ("redirect_uri", Some("http://127.0.0.1:49152/oauth/callback/more")),
        ("redirect_uri", Some("http://localhost:49152/oauth/callback")),
        ("redirect_uri", Some("https://evil.invalid/oauth/callback")),
        ("redirect_uri", None),
        ("client_id", Some("somebody-else")),
        ("client_id", None),
    ];
    for change in cases {
        let answer = world.ask_authorization(ORGANISATION, &request(&[change])).await;
        assert_eq!(answer.status(), StatusCode::BAD_REQUEST, "{change:?}");
        assert!(answer.headers().get("location").is_none());
        assert!(!answer.text().await.unwrap().contains("evil.invalid"));
    }
    // A parameter that comes twice (RFC 6749 3.1).
    let mut doubled = request(&[]);
    doubled.push(("redirect_uri".into(), "https://evil.invalid/".into()));
    let answer = world.ask_authorization(ORGANISATION, &doubled).await;
    assert_eq!(answer.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn loopback_ports_are_free_and_the_apps_schemes_are_reached_by_a_link() {
    let world = World::start().await;
    for address in ["http://127.0.0.1:1/oauth/callback", "http://[::1]:65535/oauth/callback"] {
        let first = world.authorize(ORGANISATION, &request(&[("redirect_uri", Some(address))])).await;
        let back = location(&world.walk_sign_in(&first, "rosa", "allow").await);
        assert!(back.starts_with(&format!("{address}?code=")), "{back}");
    }
    for address in ["health.satchel.desktop:/oauth/callback", "health.satchel.demo:/oauth/callback"] {
        let first = world.authorize(ORGANISATION, &request(&[("redirect_uri", Some(address))])).await;
        let end = world.walk_sign_in(&first, "rosa", "allow").await;
        assert_eq!(end.status(), StatusCode::OK);
        let page = end.text().await.unwrap();
        assert!(page.contains("http-equiv=\"refresh\"") && page.contains("Back to Satchel"));
        let back = attribute(&page, "href").unwrap().replace("&amp;", "&").replace("&#39;", "'");
        assert!(back.starts_with(&format!("{address}?code=")), "{back}");
        let mut fields = redeeming("");
        let code = query(&back)["code"].as_str().unwrap().to_owned();
        (fields[2].1, fields[3].1) = (&code, address);
        assert_eq!(world.token(ORGANISATION, &fields).await.0, StatusCode::OK);
    }
}

#[tokio::test]
async fn the_pages_are_plain_and_lead_back_when_the_person_says_no() {
    let world = World::start().await;
    let hint = [("login_hint", Some("mateo.quispe@example.com"))];
    let first = world.authorize(ORGANISATION, &request(&hint)).await;
    let page = world.http.get(world.url(&first)).header("accept-language", "es").send().await.unwrap();
    let page = page.text().await.unwrap();
    for words in ["CLÍNICA INVENTADA", "<h1>Lakeshore Health</h1>", "Contraseña", "Rosa Delgado"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("<script") && page.contains("value=\"mateo\" checked"));
    // The second page wants the first one done.
    let second = first.replace("sign-in", "allow");
    let skipped = world.http.get(world.url(&second)).send().await.unwrap();
    assert_eq!(location(&skipped), first);
    let empty = world.submit(&page, &[("password", "")]).await;
    assert!(empty.text().await.unwrap().contains("role=\"alert\""));
    let stranger = world.submit(&page, &[("person", "somebody")]).await;
    assert!(stranger.text().await.unwrap().contains("role=\"alert\""));

    let signed_in = world.submit(&page, &[]).await;
    let allow = world.http.get(world.url(&location(&signed_in))).send().await.unwrap();
    // Browsers follow the redirect after the form only to where the page says.
    let policy = allow.headers()["content-security-policy"].to_str().unwrap().to_owned();
    assert!(policy.contains("form-action 'self' http://127.0.0.1:49152;"), "{policy}");
    let allow = allow.text().await.unwrap();
    assert!(allow.contains("Mateo Andrés Quispe Robles"));
    let back = query(&location(&world.submit(&allow, &[("decision", "deny")]).await));
    assert_eq!((&back["error"], &back["state"]), (&json!("access_denied"), &json!("a state/with & things")));
    let used = world.http.get(world.url(&first)).send().await.unwrap();
    assert_eq!(used.status(), StatusCode::GONE);
}

#[tokio::test]
async fn a_code_works_once_for_a_minute_with_its_verifier_and_its_address() {
    let world = World::start().await;
    let code = world.code("rosa", &request(&[])).await;
    let other = "another-verifier-of-more-than-forty-three-characters-012345";
    for (index, bad, error) in [
        (0, "implicit", "unsupported_grant_type"),
        (1, "somebody-else", "invalid_client"),
        (2, "nothing", "invalid_grant"),
        (3, "http://127.0.0.1:49153/oauth/callback", "invalid_grant"),
        (4, other, "invalid_grant"),
        (4, "", "invalid_grant"),
    ] {
        let mut fields = redeeming(&code);
        fields[index].1 = bad;
        assert_eq!(refused(&world.token(ORGANISATION, &fields).await), error, "{bad}");
    }
    let (status, tokens) = world.redeem(ORGANISATION, &code).await;
    assert_eq!(status, StatusCode::OK);
    // Again: the code is spent, and what it gave ends.
    assert_eq!(refused(&world.redeem(ORGANISATION, &code).await), "invalid_grant");
    assert_eq!(refused(&world.renew(ORGANISATION, &tokens["refresh_token"]).await), "invalid_grant");

    let late = world.code("rosa", &request(&[])).await;
    world.advance(60).await;
    assert_eq!(refused(&world.redeem(ORGANISATION, &late).await), "invalid_grant");
}

#[tokio::test]
async fn refresh_tokens_rotate_and_a_spent_one_ends_its_family() {
    let world = World::start().await;
    let code = world.code("rosa", &request(&[])).await;
    let (_, first) = world.redeem(ORGANISATION, &code).await;
    world.advance(3600).await;
    let (status, second) = world.renew(ORGANISATION, &first["refresh_token"]).await;
    assert_eq!(status, StatusCode::OK);
    assert_ne!(second["refresh_token"], first["refresh_token"]);
    let renewed = claims(second["id_token"].as_str().unwrap());
    assert!(renewed["nonce"].is_null(), "the nonce belongs to the sign-in");
    assert_eq!(renewed["auth_time"], claims(first["id_token"].as_str().unwrap())["auth_time"]);
    assert_eq!(renewed["sub"], "rosa");

    let (_, third) = world.renew(ORGANISATION, &second["refresh_token"]).await;
    assert_eq!(refused(&world.renew(ORGANISATION, &first["refresh_token"]).await), "invalid_grant");
    assert_eq!(refused(&world.renew(ORGANISATION, &third["refresh_token"]).await), "invalid_grant");
    let userinfo = world.http.get(world.url("/organisation/userinfo"));
    let ended = userinfo.bearer_auth(third["access_token"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(ended.status(), StatusCode::UNAUTHORIZED);
    assert!(ended.headers()["www-authenticate"].to_str().unwrap().contains("invalid_token"));

    // Without `offline_access` there is none to begin with.
    let code = world.code("rosa", &request(&[("scope", Some("openid"))])).await;
    assert!(world.redeem(ORGANISATION, &code).await.1["refresh_token"].is_null());
}

#[tokio::test]
async fn unused_for_ninety_days_a_refresh_token_ends() {
    let world = World::start().await;
    let code = world.code("rosa", &request(&[])).await;
    let (_, first) = world.redeem(ORGANISATION, &code).await;
    world.advance(90 * 24 * 3600 - 1).await;
    let (status, second) = world.renew(ORGANISATION, &first["refresh_token"]).await;
    assert_eq!(status, StatusCode::OK);
    world.advance(90 * 24 * 3600).await;
    assert_eq!(refused(&world.renew(ORGANISATION, &second["refresh_token"]).await), "invalid_grant");
}

#[tokio::test]
async fn revoking_ends_tokens_and_tells_nothing() {
    let world = World::start().await;
    let revoke = async |token: &Value, client: &str| {
        let fields = [("client_id", client), ("token", token.as_str().unwrap())];
        world.http.post(world.url("/organisation/revoke")).form(&fields).send().await.unwrap().status()
    };
    let code = world.code("rosa", &request(&[])).await;
    let (_, tokens) = world.redeem(ORGANISATION, &code).await;
    assert_eq!(revoke(&tokens["refresh_token"], "somebody-else").await, StatusCode::UNAUTHORIZED);
    assert_eq!(revoke(&json!("unknown"), "satchel-desktop").await, StatusCode::OK);
    // An access token ends alone.
    assert_eq!(revoke(&tokens["access_token"], "satchel-desktop").await, StatusCode::OK);
    let userinfo = async |token: &Value| {
        let request = world.http.get(world.url("/organisation/userinfo"));
        request.bearer_auth(token.as_str().unwrap()).send().await.unwrap().status()
    };
    assert_eq!(userinfo(&tokens["access_token"]).await, StatusCode::UNAUTHORIZED);
    let (_, tokens) = world.renew(ORGANISATION, &tokens["refresh_token"]).await;
    assert_eq!(userinfo(&tokens["access_token"]).await, StatusCode::OK);
    // A refresh token takes everything with it.
    assert_eq!(revoke(&tokens["refresh_token"], "satchel-desktop").await, StatusCode::OK);
    assert_eq!(userinfo(&tokens["access_token"]).await, StatusCode::UNAUTHORIZED);
    assert_eq!(refused(&world.renew(ORGANISATION, &tokens["refresh_token"]).await), "invalid_grant");
}

#[tokio::test]
async fn reset_signs_people_out_at_the_provider_too() {
    let world = World::start().await;
    let tokens = async |person: &str| {
        let code = world.code(person, &request(&[])).await;
        world.redeem(ORGANISATION, &code).await.1
    };
    let (rosa, mateo) = (tokens("rosa").await, tokens("mateo").await);
    world.control(reqwest::Method::POST, "/control/reset", Some(json!({ "person": "rosa" }))).await;
    assert_eq!(refused(&world.renew(ORGANISATION, &rosa["refresh_token"]).await), "invalid_grant");
    assert_eq!(world.renew(ORGANISATION, &mateo["refresh_token"]).await.0, StatusCode::OK);
}

#[tokio::test]
async fn the_provider_has_faults_of_its_own() {
    let world = World::start().await;
    let fault = json!({ "at": "idp", "field": "token", "status": 503, "retryAfterSeconds": 2 });
    world.control(reqwest::Method::POST, "/control/faults", Some(fault)).await;
    let code = world.code("rosa", &request(&[])).await;
    let answer =
        world.http.post(world.url("/organisation/token")).form(&redeeming(&code)).send().await.unwrap();
    assert_eq!(
        (answer.status(), &answer.headers()["retry-after"]),
        (StatusCode::SERVICE_UNAVAILABLE, &"2".parse().unwrap())
    );
    assert_eq!(world.redeem(ORGANISATION, &code).await.0, StatusCode::OK);
}
