//! The credential service provider of ias-wire 6, 7 and 12.1.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::app::{CHECKER, query, redeeming, refused, request, verified};
use crate::support::{World, claims, location};

const AUDIENCE: &str = "urn:oid:2.16.840.1.113883.3.9504.9";

async fn set(world: &World, settings: Value) -> Value {
    world.control(Method::POST, "/control/csp", Some(settings)).await
}

/// A token of Rosa's without any page.
async fn minted(world: &World, wanted: Value) -> String {
    let answer = world.control(Method::POST, "/control/people/rosa/csp-token", Some(wanted)).await;
    answer["idToken"].as_str().unwrap().to_owned()
}

/// Walks through the page; answers with the address that the browser goes back to.
async fn check(world: &World, choice: &[(&str, &str)]) -> String {
    let scope = [("scope", Some("openid offline_access"))];
    let first = world.authorize(CHECKER, &request(&scope)).await;
    location(&world.submit(&world.page(&first).await, choice).await)
}

async fn checked(world: &World, choice: &[(&str, &str)]) -> Value {
    let back = query(&check(world, choice).await);
    let (status, tokens) = world.redeem(CHECKER, back["code"].as_str().unwrap()).await;
    assert_eq!(status, StatusCode::OK);
    tokens
}

async fn published(world: &World) -> Vec<Value> {
    let answer = world.http.get(world.url("/csp/.well-known/jwks.json")).send().await.unwrap();
    assert_eq!(answer.headers()["cache-control"], "max-age=300");
    let set: Value = answer.json().await.unwrap();
    set["keys"].as_array().unwrap().clone()
}

#[tokio::test]
async fn discovery_is_that_of_the_reference() {
    let world = World::start().await;
    let url = world.url("/csp/.well-known/openid-configuration");
    let found: Value = world.http.get(url).send().await.unwrap().json().await.unwrap();
    assert_eq!(found["issuer"], world.url("/csp"));
    assert_eq!(found["authorization_endpoint"], world.url("/csp/oauth2/auth"));
    assert_eq!(found["token_endpoint"], world.url("/csp/oauth2/token"));
    assert_eq!(found["jwks_uri"], world.url("/csp/.well-known/jwks.json"));
    assert_eq!(found["response_types_supported"], json!(["code"]));
    assert_eq!(found["subject_types_supported"], json!(["pairwise"]));
    let algorithms = &found["id_token_signing_alg_values_supported"];
    assert_eq!(algorithms, &json!(["RS256", "ES256", "PS256", "EdDSA"]));
    assert_eq!(found["code_challenge_methods_supported"], json!(["S256"]));
    assert_eq!(found["scopes_supported"], json!(["openid", "offline_access"]));
    assert_eq!(found["acr_values_supported"], json!(["http://udap.org/code/id/ial2"]));
}

#[tokio::test]
async fn a_check_that_goes_well_ends_in_a_token_with_ial2() {
    let world = World::start().await;
    let back = check(&world, &[]).await;
    let answer = query(&back);
    assert_eq!(
        (&answer["state"], &answer["iss"]),
        (&json!("a state/with & things"), &json!(world.url("/csp")))
    );
    world.advance(30).await;
    let (_, tokens) = world.redeem(CHECKER, answer["code"].as_str().unwrap()).await;
    let (header, mut claims) = verified(&world, CHECKER, tokens["id_token"].as_str().unwrap()).await.unwrap();
    assert_eq!((&header["alg"], &header["typ"]), (&json!("RS256"), &json!("JWT")));
    for varying in ["sub", "jti", "verification_id", "at_hash"] {
        assert!(claims[varying].as_str().unwrap().len() >= 22, "{varying}");
        claims.as_object_mut().unwrap().remove(varying);
    }
    let checked_at = 1_787_141_266;
    let expected = json!({
        "iss": world.url("/csp"), "aud": AUDIENCE, "iat": checked_at + 30, "exp": checked_at + 930,
        "auth_time": checked_at, "nonce": "n-0S6_WzA2Mj", "purpose_of_use": "T-IAS",
        "acr": "http://udap.org/code/id/ial2", "identity_assurance_level": 2,
        "given_name": "Rosa", "family_name": "Delgado", "birthdate": "1968-04-06", "gender": "female",
        "email": "rosa.delgado@example.com", "email_verified": true,
        "phone_number": "555-0142", "phone_number_verified": true,
        "address": {
            "street_address": "12 Juniper Street", "locality": "Alder Bay", "region": "WA",
            "postal_code": "98201", "country": "US",
        },
    });
    assert_eq!(claims, expected);
}

#[tokio::test]
async fn the_page_decides_what_the_app_hears() {
    let world = World::start().await;
    let first = world.authorize(CHECKER, &request(&[("login_hint", Some("rosa"))])).await;
    let page = world.page(&first).await;
    for words in ["Trueleaf ID", "Yes, this is Rosa Delgado", "No, the check failed", "Go on", "Stop"] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("<script") && !page.contains("Mateo"));

    for (choice, error) in
        [([("result", "fail")], "unmet_authentication_requirements"), ([("stop", "yes")], "access_denied")]
    {
        let answer = query(&check(&world, &choice).await);
        assert_eq!((&answer["error"], &answer["state"]), (&json!(error), &json!("a state/with & things")));
        assert!(answer["code"].is_null());
    }
    let about =
        async |choice: &[(&str, &str)]| claims(checked(&world, choice).await["id_token"].as_str().unwrap());
    let differs = about(&[("result", "differ")]).await;
    assert_ne!(differs["family_name"], "Delgado");
    assert_ne!(differs["address"]["street_address"], "12 Juniper Street");
    assert_eq!(differs["identity_assurance_level"], 2);
    let weak = about(&[("result", "weak")]).await;
    assert_eq!(
        (&weak["identity_assurance_level"], &weak["acr"]),
        (&json!(1), &json!("http://udap.org/code/id/ial1"))
    );
    let mateo = about(&[("person", "mateo")]).await;
    assert_eq!((&mateo["given_name"], &mateo["middle_name"]), (&json!("Mateo"), &json!("Andrés")));
    assert_eq!(mateo["address"]["street_address"], "408 Marigold Avenue\nApt 3");
    assert_ne!(mateo["sub"], weak["sub"]);
    assert_eq!(differs["sub"], weak["sub"], "the same person to this checker");

    let used = world.http.get(world.url(&first)).send().await.unwrap();
    assert_eq!(used.status(), StatusCode::OK, "not answered yet");
    world.submit(&page, &[]).await;
    let used = world.http.get(world.url(&first)).send().await.unwrap();
    assert_eq!(used.status(), StatusCode::GONE);
}

#[tokio::test]
async fn codes_and_refresh_tokens_are_as_strict_as_the_organisations() {
    let world = World::start().await;
    let plain = request(&[("code_challenge_method", Some("plain"))]);
    assert_eq!(query(&world.authorize(CHECKER, &plain).await)["error"], "invalid_request");
    let elsewhere = request(&[("redirect_uri", Some("https://evil.invalid/"))]);
    assert_eq!(world.ask_authorization(CHECKER, &elsewhere).await.status(), StatusCode::BAD_REQUEST);

    let back = query(&check(&world, &[]).await);
    let code = back["code"].as_str().unwrap();
    let mut stolen = redeeming(code);
    stolen[4].1 = "another-verifier-of-more-than-forty-three-characters-012345";
    assert_eq!(refused(&world.token(CHECKER, &stolen).await), "invalid_grant");
    // A code of one provider is none of the other's.
    assert_eq!(refused(&world.redeem(crate::app::ORGANISATION, code).await), "invalid_grant");
    let (_, first) = world.redeem(CHECKER, code).await;
    assert_eq!((&first["token_type"], &first["expires_in"]), (&json!("Bearer"), &json!(3600)));
    world.advance(86_400).await;
    let (status, second) = world.renew(CHECKER, &first["refresh_token"]).await;
    assert_eq!(status, StatusCode::OK);
    let (old, new) =
        (claims(first["id_token"].as_str().unwrap()), claims(second["id_token"].as_str().unwrap()));
    assert_eq!(
        (&new["sub"], &new["auth_time"], &new["nonce"]),
        (&old["sub"], &old["auth_time"], &Value::Null)
    );
    assert_ne!(new["jti"], old["jti"]);
    assert_eq!(refused(&world.renew(CHECKER, &first["refresh_token"]).await), "invalid_grant");
    assert_eq!(refused(&world.renew(CHECKER, &second["refresh_token"]).await), "invalid_grant");

    let tokens = checked(&world, &[]).await;
    let userinfo = world.http.get(world.url("/csp/userinfo"));
    let userinfo = userinfo.bearer_auth(tokens["access_token"].as_str().unwrap()).send().await.unwrap();
    let userinfo: Value = userinfo.json().await.unwrap();
    assert_eq!((&userinfo["sub"], &userinfo["given_name"]), (&old["sub"], &json!("Rosa")));
}

#[tokio::test]
async fn keys_rotate_in_three_phases_and_every_algorithm_verifies() {
    let world = World::start().await;
    let kid =
        async |token: &str| verified(&world, CHECKER, token).await.map(|(header, _)| header["kid"].clone());
    let both = published(&world).await;
    assert_eq!(both.len(), 2);
    assert!(both.iter().all(|key| key["use"] == "sig" && key["alg"] == "RS256" && key["d"].is_null()));

    set(&world, json!({ "publishes": ["a"], "signsWith": "a" })).await;
    let signed_by_a = minted(&world, json!({})).await;
    assert_eq!(kid(&signed_by_a).await.unwrap(), both[0]["kid"]);
    set(&world, json!({ "publishes": ["a", "b"], "signsWith": "b" })).await;
    let signed_by_b = minted(&world, json!({})).await;
    assert_eq!(kid(&signed_by_b).await.unwrap(), both[1]["kid"]);
    assert!(kid(&signed_by_a).await.is_some());
    set(&world, json!({ "publishes": ["b"], "signsWith": "b" })).await;
    assert_eq!(published(&world).await, both[1..]);
    assert!(kid(&signed_by_b).await.is_some());
    assert!(kid(&signed_by_a).await.is_none(), "A is gone");

    for (algorithm, kind) in [("ES256", "EC"), ("PS256", "RSA"), ("EdDSA", "OKP")] {
        set(&world, json!({ "algorithm": algorithm })).await;
        let (header, _) = verified(&world, CHECKER, &minted(&world, json!({})).await).await.unwrap();
        assert_eq!((&header["alg"], &published(&world).await[0]["kty"]), (&json!(algorithm), &json!(kind)));
    }
    let unknown = world.steer(Method::POST, "/control/csp", Some(json!({ "algorithm": "HS256" }))).await;
    assert_eq!(unknown.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn tokens_come_in_three_shapes() {
    let world = World::start().await;
    set(&world, json!({ "shape": "flat-cms-shape" })).await;
    let (_, cms) = verified(&world, CHECKER, &minted(&world, json!({})).await).await.unwrap();
    let names =
        ["name_first", "name_last", "birth_date", "address_line1", "city", "state", "postal_code", "country"];
    let values = ["Rosa", "Delgado", "1968-04-06", "12 Juniper Street", "Alder Bay", "WA", "98201", "US"];
    for (name, value) in names.into_iter().zip(values) {
        assert_eq!(cms[name], value, "{name}");
    }
    assert_eq!(cms["identity_assurance_level"], 2);
    assert!(cms["given_name"].is_null() && cms["address"].is_null());

    set(&world, json!({ "shape": "oidc4ida-shape" })).await;
    let (_, ida) = verified(&world, CHECKER, &minted(&world, json!({})).await).await.unwrap();
    let verification = &ida["verified_claims"]["verification"];
    assert_eq!(
        (&verification["trust_framework"], &verification["assurance_level"]),
        (&json!("nist_800_63A"), &json!("ial2"))
    );
    assert_eq!(verification["time"], "2026-08-19T12:07:46Z");
    let person = &ida["verified_claims"]["claims"];
    assert_eq!((&person["birthdate"], &person["address"]["region"]), (&json!("1968-04-06"), &json!("WA")));
    assert!(ida["given_name"].is_null() && ida["identity_assurance_level"].is_null());
    // Defects come in every shape.
    let weak = claims(&minted(&world, json!({ "defect": "ial1" })).await);
    assert_eq!(weak["verified_claims"]["verification"]["assurance_level"], "ial1");
}

#[tokio::test]
async fn lifetime_and_audience_are_settings_that_go_back_when_left_out() {
    let world = World::start().await;
    let set_to = set(&world, json!({ "lifetimeSeconds": 60, "audience": "satchel-desktop" })).await;
    assert_eq!((&set_to["lifetimeSeconds"], &set_to["signsWith"]), (&json!(60), &json!("a")));
    let short = claims(&minted(&world, json!({ "nonce": "n" })).await);
    assert_eq!(short["exp"].as_i64().unwrap() - short["iat"].as_i64().unwrap(), 60);
    assert_eq!((&short["aud"], &short["nonce"]), (&json!("satchel-desktop"), &json!("n")));
    set(&world, json!({})).await;
    assert_eq!(claims(&minted(&world, json!({})).await)["aud"], AUDIENCE);
    let unknown = world.steer(Method::POST, "/control/people/nobody/csp-token", None).await;
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
}

/// Head of a token, unchecked.
fn head(token: &str) -> Value {
    claims(&format!(".{token}"))
}

/// All names of ias-wire 12.1 but the two shapes.
#[tokio::test]
async fn every_defect_of_the_reference_is_what_it_says() {
    let world = World::start().await;
    let good = claims(&minted(&world, json!({})).await);
    let now = good["iat"].as_i64().unwrap();
    let defective = async |name: &str| {
        let token = minted(&world, json!({ "defect": name, "nonce": "n" })).await;
        let signed = verified(&world, CHECKER, &token).await.is_some();
        (signed, claims(&token), token)
    };
    // Wrong in what they say, signed well.
    let (signed, expired, _) = defective("expired").await;
    assert!(
        signed && expired["exp"].as_i64().unwrap() < now && expired["exp"].as_i64() > expired["iat"].as_i64()
    );
    let (signed, future, _) = defective("future-iat").await;
    assert!(signed && future["iat"].as_i64().unwrap() > now + 300);
    for (name, claim, expected) in [
        ("wrong-iss", "/iss", json!("https://elsewhere.invalid/csp")),
        ("wrong-aud", "/aud", json!("urn:oid:1.2.3.4.5")),
        ("aud-array", "/aud", json!([AUDIENCE, "urn:oid:1.2.3.4.5"])),
        ("no-purpose", "/purpose_of_use", Value::Null),
        ("wrong-purpose", "/purpose_of_use", json!("T-TREAT")),
        ("ial1", "/identity_assurance_level", json!(1)),
        ("ial1", "/acr", json!("http://udap.org/code/id/ial1")),
        ("missing-birthdate", "/birthdate", Value::Null),
        ("mdy-birthdate", "/birthdate", json!("04/06/1968")),
        ("regionality", "/address/regionality", json!("WA")),
        ("regionality", "/address/region", Value::Null),
        ("nonce-mismatch", "/nonce", json!("another-nonce")),
    ] {
        let (signed, claims, _) = defective(name).await;
        assert!(signed, "{name}");
        assert_eq!(claims.pointer(claim).cloned().unwrap_or_default(), expected, "{name}");
    }
    let before = claims(&minted(&world, json!({})).await);
    let (signed, replayed, _) = defective("replayed-jti").await;
    assert!(signed && replayed["jti"] == before["jti"]);

    // Wrong in how they are signed, right in what they say.
    for name in ["alg-none", "hs256-confusion", "bad-signature", "unknown-kid", "embedded-jwk"] {
        let (signed, claims, _) = defective(name).await;
        assert!(!signed, "{name}");
        assert_eq!(
            (&claims["aud"], &claims["purpose_of_use"]),
            (&good["aud"], &good["purpose_of_use"]),
            "{name}"
        );
    }
    let kids: Vec<_> = published(&world).await.iter().map(|key| key["kid"].clone()).collect();
    let (_, _, none) = defective("alg-none").await;
    assert_eq!((&head(&none)["alg"], none.ends_with('.')), (&json!("none"), true));
    let (_, _, confused) = defective("hs256-confusion").await;
    assert_eq!((&head(&confused)["alg"], &head(&confused)["kid"]), (&json!("HS256"), &kids[0]));
    let (_, _, bad) = defective("bad-signature").await;
    assert_eq!((&head(&bad)["alg"], &head(&bad)["kid"]), (&json!("RS256"), &kids[0]));
    let (_, _, unknown) = defective("unknown-kid").await;
    assert!(!kids.contains(&head(&unknown)["kid"]));
    // It verifies with the key that it brings along, which proves nothing.
    let (_, _, embedded) = defective("embedded-jwk").await;
    let own: jsonwebtoken::jwk::Jwk = serde_json::from_value(head(&embedded)["jwk"].clone()).unwrap();
    let key = jsonwebtoken::DecodingKey::from_jwk(&own).unwrap();
    let mut validation = jsonwebtoken::Validation::new(jsonwebtoken::Algorithm::RS256);
    (validation.validate_exp, validation.validate_aud) = (false, false);
    assert!(jsonwebtoken::decode::<Value>(&embedded, &key, &validation).is_ok());
    let (_, _, critical) = defective("crit").await;
    let critical = head(&critical);
    assert!(critical[critical["crit"][0].as_str().unwrap()] == json!(true));

    let unknown = json!({ "defect": "all-is-well" });
    let unknown = world.steer(Method::POST, "/control/people/rosa/csp-token", Some(unknown)).await;
    assert_eq!(unknown.status(), StatusCode::BAD_REQUEST);
}

#[tokio::test]
async fn a_defect_in_the_settings_reaches_the_code_flow() {
    let world = World::start().await;
    set(&world, json!({ "defect": "nonce-mismatch" })).await;
    let token = checked(&world, &[]).await;
    assert_eq!(claims(token["id_token"].as_str().unwrap())["nonce"], "another-nonce");
    set(&world, json!({ "defect": "at-hash-mismatch" })).await;
    let token = checked(&world, &[]).await;
    assert_eq!(claims(token["id_token"].as_str().unwrap())["at_hash"], "AAAAAAAAAAAAAAAAAAAAAA");
    // Reset signs people out; the settings stay.
    world.control(Method::POST, "/control/reset", None).await;
    assert_eq!(refused(&world.renew(CHECKER, &token["refresh_token"]).await), "invalid_grant");
    let settings = world.control(Method::GET, "/control/csp", None).await;
    assert_eq!(settings["defect"], "at-hash-mismatch");
}

#[tokio::test]
async fn the_checker_has_faults_of_its_own() {
    let world = World::start().await;
    let fault = json!({ "at": "csp", "field": "jwks.json", "status": 500 });
    world.control(Method::POST, "/control/faults", Some(fault)).await;
    let jwks = world.url("/csp/.well-known/jwks.json");
    assert_eq!(world.http.get(&jwks).send().await.unwrap().status(), StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(published(&world).await.len(), 2);
}
