//! Profile, proof of identity, account.

use reqwest::StatusCode;
use serde_json::{Value, json};

use crate::support::{ACTIVATE, ALDER_BAY, User, World, form, location};

const STATUS: &str = "{ verificationStatus { resourceType id status statusDate lastPerformed errorCode } }";

async fn address(user: &User, matching: bool) -> String {
    let document = "mutation CreateVerificationUrl($callbackURL: String, $check: Boolean) { createVerificationUrl(callbackURL: $callbackURL, includeAttributeMatchingCheck: $check) }";
    let variables = json!({ "callbackURL": "myapp://callback?x=1", "check": matching });
    user.get(document, variables).await.as_str().unwrap().to_owned()
}

/// Answers the check; gives back the last page.
async fn check(world: &World, user: &User, matching: bool, result: &str) -> String {
    let address = address(user, matching).await;
    let page = world.http.get(&address).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("Trueleaf ID") && page.contains("Rosa Delgado"));
    let (action, mut fields) = form(&page, &[]);
    for field in fields.iter_mut().filter(|field| field.0 == "result") {
        field.1 = result.to_owned();
    }
    let answer = world.http.post(world.url(&action)).form(&fields).send().await.unwrap();
    let end = world.http.get(world.url(&location(&answer))).send().await.unwrap();
    assert_eq!(end.status(), StatusCode::OK);
    assert_eq!(world.http.get(&address).send().await.unwrap().status(), StatusCode::GONE);
    end.text().await.unwrap()
}

#[tokio::test]
async fn the_check_decides_the_status() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let status = async || rosa.get(STATUS, json!({})).await;
    assert_eq!(status().await["status"], "validated");

    world.advance(5).await;
    let end = check(&world, &rosa, true, "differ").await;
    assert!(end.contains("myapp://callback?x=1&amp;status=failure"));
    let failed = status().await;
    assert_eq!((&failed["status"], &failed["errorCode"]), (&json!("val-fail"), &json!("PERSON_MATCH_ERROR")));
    assert_eq!(failed["statusDate"], "2026-08-19T12:07:51.000000Z");
    // Without a proof the networks are not asked.
    let document =
        "mutation m($consentInput: ConsentInput!) { createConsent(consentInput: $consentInput) { id } }";
    let variables: Value = serde_json::from_str(include_str!(
        "../../../../../tests/fixtures/guides/000/create_consent.permit.variables.json"
    ))
    .unwrap();
    assert_eq!(rosa.ask(document, variables).await.rule(), "IDENTITY_NOT_VERIFIED");

    // Without the matching check a difference does not matter.
    let end = check(&world, &rosa, false, "differ").await;
    assert!(end.contains("myapp://callback?x=1&amp;status=success"));
    assert_eq!(status().await["status"], "validated");
    for result in ["fail", "weak"] {
        check(&world, &rosa, false, result).await;
        assert_eq!(status().await["status"], "val-fail");
    }
    check(&world, &rosa, true, "match").await;
    assert_eq!(status().await["status"], "validated");
}

#[tokio::test]
async fn a_fresh_proof_lets_an_expired_direct_connection_come_back() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let path = format!("/control/people/rosa/connections/{ALDER_BAY}");
    world.control(reqwest::Method::POST, &path, Some(json!({ "status": "EXPIRED" }))).await;
    assert_eq!(rosa.ask(ACTIVATE, json!({ "connectionId": ALDER_BAY })).await.rule(), "IDENTITY_EXPIRED");
    world.advance(30).await;
    check(&world, &rosa, true, "match").await;
    assert_eq!(rosa.get(ACTIVATE, json!({ "connectionId": ALDER_BAY })).await["status"], "CONNECTED");
}

#[tokio::test]
async fn a_profile_changes_where_it_is_told_to() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let document = "mutation updateUserProfile($person: FHIRPersonInput) { updateUserProfile(input: $person) { id resourceType birthDate gender name { family given } telecom { system value use } address { line city } } }";
    let person = json!({
        "resourceType": "Person", "gender": "other", "birthDate": null, "name": null,
        "telecom": [{ "system": "phone", "use": "home", "value": "555-0100" }],
    });
    let changed = rosa.get(document, json!({ "person": person })).await;
    assert_eq!((&changed["gender"], &changed["birthDate"]), (&json!("other"), &json!("1968-04-06")));
    assert_eq!(changed["telecom"], json!([{ "system": "phone", "value": "555-0100", "use": "home" }]));
    assert_eq!(changed["address"][0]["city"], "Alder Bay");
    let refused =
        rosa.ask(document, json!({ "person": { "resourceType": "Person", "birthDate": "April" } })).await;
    assert_eq!(refused.refusal().1, "value");
    let nameless = world.sign_in_with("somebody").await;
    let refused = nameless.ask(document, json!({ "person": { "resourceType": "Person" } })).await;
    assert_eq!(refused.refusal().1, "required");
    let wrong = rosa.ask(document, json!({ "person": { "resourceType": "Patient" } })).await;
    assert_eq!(wrong.body["errors"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED");
}

#[tokio::test]
async fn a_deleted_account_is_gone() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let document = "mutation delete { updateUserAccountStatus(operation: IMMEDIATE_EXECUTION) { resourceType issue { code severity details { text } } } }";
    assert_eq!(rosa.get(document, json!({})).await["issue"][0]["severity"], "information");
    assert_eq!(rosa.ask("{ tasks { id } }", json!({})).await.status, StatusCode::UNAUTHORIZED);
    assert!(world.sign_in("rosa").await.connections().await.is_empty());
}
