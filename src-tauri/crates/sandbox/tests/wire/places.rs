//! Places: what the directory and the data sources tell, places added by hand, care teams in pages, and the switches
//! for what the sources leave open.

use reqwest::Method;
use serde_json::{Value, json};

use crate::support::{ALDER_BAY, CARE_TEAMS, CEDAR_LOOP, FERNHILL, JUNIPER, QUILLBACK, User, World};

const ESTRELLA: &str = "estrella_vision_center";
const SEARCH: &str = "query SearchHealthResources($searchInput: SearchHealthResourcesInput) { searchHealthResources(searchInput: $searchInput) { pagingInfo { pageNumber pageSize totalItems totalPages } results { type id content location { name address { line city state } } organization { name endpoint { name } } endpoint { name } } } }";
const DATA_SOURCE: &str = "query getDataSource($connectionId: String!) { getDataSource(connectionId: $connectionId) { id name category type integrationType consentPolicyUrl consentValidityDuration endpointStatus } }";
const OAUTH: &str = "query q($id: String!) { getOauthUrl(connectionId: $id) { redirectUrl } }";

async fn search(user: &User, text: &str, page: i32, size: i32) -> Value {
    let input = json!({
        "search": text, "searchContext": "DATA_CONNECTIONS",
        "client": [{ "dataSets": ["NPPES", "CONNECTHUB"] }],
        "paging": { "pageNumber": page, "pageSize": size },
    });
    user.get(SEARCH, json!({ "searchInput": input })).await
}

async fn answers(world: &World, shape: Value) {
    world.control(Method::POST, "/control/answers", Some(shape)).await;
}

async fn attest(user: &User, decision: &str, organization: &str) {
    let document =
        "mutation m($consentInput: ConsentInput!) { createConsent(consentInput: $consentInput) { id } }";
    let input = json!({
        "status": "ACTIVE", "provision": { "type": decision },
        "category": [{ "coding": [{ "system": "http://www.icanbwell.com/consent-category", "code": "PROA_ATTESTATION" }] }],
        "organization": [{ "type": "Organization", "reference": format!("Organization/{organization}") }],
    });
    user.get(document, json!({ "consentInput": input })).await;
}

#[tokio::test]
async fn the_directory_tells_where_a_place_is_and_whose_portal_it_has() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let found = search(&rosa, "quillback", 0, 20).await;
    let told: Vec<_> = found["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| {
            let (city, brand) = (&one["location"][0]["address"]["city"], &one["organization"][0]["name"]);
            json!([one["content"], city, brand, one["endpoint"][0]["name"]])
        })
        .collect();
    let expected = json!([
        ["Quillback Heart Clinic", "Tamarack Falls", "MyQuill", QUILLBACK],
        ["Quillback Heart Clinic", "Portage Hill", "MyQuill", "quillback_portage_hill"],
        ["Quillback Eye Care", "Alder Bay", "SeeWell", "quillback_eye_care"],
        // No sign-in, no endpoint: nobody can connect it.
        ["Quillback Family Dental", "Alder Bay", null, null],
    ]);
    assert_eq!(json!(told), expected);
    let expected = json!({
        "type": "PRACTICE", "id": "quillback", "content": "Quillback Heart Clinic",
        "location": [{
            "name": "Quillback Heart Clinic",
            "address": { "line": ["300 Mill Road"], "city": "Tamarack Falls", "state": "WA" },
        }],
        "organization": [{ "name": "MyQuill", "endpoint": [{ "name": QUILLBACK }] }],
        "endpoint": [{ "name": QUILLBACK }],
    });
    assert_eq!(found["results"][0], expected);
    // A place without a sign-in has no brand.
    let direct = search(&rosa, "juniper street", 0, 20).await;
    assert_eq!(direct["results"][0]["organization"], Value::Null);
    for (text, id) in [("myquill", QUILLBACK), ("cedar online", CEDAR_LOOP), ("FERNHILL", FERNHILL)] {
        let found = search(&rosa, text, 0, 20).await;
        assert_eq!(found["results"][0]["endpoint"][0]["name"], id, "{text}");
    }
}

#[tokio::test]
async fn the_directory_comes_in_pages() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let mut all = Vec::new();
    for page in 0..5 {
        let found = search(&rosa, "", page, 2).await;
        let paging = json!({ "pageNumber": page, "pageSize": 2, "totalItems": 9, "totalPages": 5 });
        assert_eq!(found["pagingInfo"], paging);
        all.extend(found["results"].as_array().unwrap().iter().map(|one| one["id"].clone()));
    }
    all.sort_by_key(ToString::to_string);
    all.dedup();
    assert_eq!(all.len(), 9, "each once");
    assert_eq!(search(&rosa, "", 5, 2).await["results"], json!([]));
    for (page, size) in [(-1, 2), (0, 0), (0, 101)] {
        let input = json!({ "paging": { "pageNumber": page, "pageSize": size } });
        let refused = rosa.ask(SEARCH, json!({ "searchInput": input })).await;
        assert_eq!(refused.refusal().1, "value");
    }
}

#[tokio::test]
async fn a_data_source_tells_how_long_permission_lasts_and_how_its_system_is() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let of = async |user: &User, id: &str| user.get(DATA_SOURCE, json!({ "connectionId": id })).await;
    let expected = json!({
        "id": QUILLBACK, "name": "Quillback Heart Clinic", "category": "OAUTH", "type": "CLINICAL",
        "integrationType": "INDIRECT_IAS", "consentPolicyUrl": null, "consentValidityDuration": "P90D",
        "endpointStatus": "ACTIVE",
    });
    assert_eq!(of(&rosa, QUILLBACK).await, expected);
    assert_eq!(of(&rosa, CEDAR_LOOP).await["consentValidityDuration"], Value::Null);
    let mateo = world.sign_in("mateo").await;
    let estrella = of(&mateo, ESTRELLA).await;
    assert_eq!(
        (&estrella["consentValidityDuration"], &estrella["consentPolicyUrl"]),
        (&json!("P180D"), &json!("https://estrella.invalid/consent"))
    );

    // The place's system is down for Rosa; her permission is untouched.
    let path = format!("/control/people/rosa/places/{QUILLBACK}");
    world.control(Method::POST, &path, Some(json!({ "endpointStatus": "OFF" }))).await;
    let down = of(&rosa, QUILLBACK).await;
    assert_eq!((&down["endpointStatus"], &down["consentValidityDuration"]), (&json!("OFF"), &json!("P90D")));
    let unknown = json!({ "endpointStatus": "OFF" });
    let unknown = world.steer(Method::POST, "/control/people/rosa/places/nobody", Some(unknown)).await;
    assert_eq!(unknown.status(), reqwest::StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_place_added_by_hand_can_want_an_attestation_first() {
    let world = World::start().await;
    let mateo = world.sign_in("mateo").await;
    let ask = async || mateo.ask(OAUTH, json!({ "id": ESTRELLA })).await;
    assert_eq!(ask().await.rule(), "PROA_ATTESTATION_REQUIRED");
    attest(&mateo, "PERMIT", "another_place").await;
    assert_eq!(ask().await.rule(), "PROA_ATTESTATION_REQUIRED", "for that place alone");
    attest(&mateo, "PERMIT", ESTRELLA).await;
    let address = mateo.oauth_url(ESTRELLA).await;
    assert!(world.walk_portal(&address, "allow").await.ends_with("=success"));
    let connection = mateo.connection(ESTRELLA).await;
    assert_eq!(
        (&connection["integrationType"], &connection["status"]),
        (&json!("PROA"), &json!("CONNECTED"))
    );
    // It is no part of finding: the IAS consent does not touch it, and no search found it.
    mateo.consent("PERMIT").await;
    mateo.consent("DENY").await;
    assert_eq!(mateo.connection(ESTRELLA).await["status"], "CONNECTED");
    attest(&mateo, "DENY", ESTRELLA).await;
    assert_eq!(ask().await.rule(), "PROA_ATTESTATION_REQUIRED");
}

#[tokio::test]
async fn care_teams_are_found_by_one_category_alone_when_told_so() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let by = async |code: &str| {
        let found = rosa.get(CARE_TEAMS, json!({ "categoryCode": { "value": { "code": code } } })).await;
        found["entry"][0]["resource"]["category"][0]["coding"][0]["code"].clone()
    };
    let (first, second) = ("tefca-ias-recommendations", "recommended-connections");
    assert_eq!((by(first).await, by(second).await), (json!(first), json!(first)));
    answers(&world, json!({ "careTeamCategory": second })).await;
    assert_eq!((by(first).await, by(second).await), (Value::Null, json!(second)));
    answers(&world, json!({ "careTeamCategory": first })).await;
    assert_eq!((by(first).await, by(second).await), (json!(first), Value::Null));
}

#[tokio::test]
async fn participants_can_stand_in_several_teams_over_several_pages() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    answers(&world, json!({ "careTeamSize": 1 })).await;
    let document = "query careTeams($categoryCode: SearchToken, $page: Int, $size: Int) { careTeams(category: $categoryCode, _getpagesoffset: $page, _count: $size, _total: accurate) { total entry { resource { id participant { member { resource { ... on Organization { alias } } } } } } } }";
    let category = json!({ "value": { "code": "tefca-ias-recommendations" } });
    let page = async |number: i32| {
        rosa.get(document, json!({ "categoryCode": category, "page": number, "size": 1 })).await
    };
    let (first, second) = (page(0).await, page(1).await);
    assert_eq!((&first["total"], &second["total"]), (&json!(2), &json!(2)));
    let alias =
        |page: &Value| page["entry"][0]["resource"]["participant"][0]["member"]["resource"]["alias"].clone();
    assert_eq!((alias(&first), alias(&second)), (json!(QUILLBACK), json!(FERNHILL)));
    assert_ne!(first["entry"][0]["resource"]["id"], second["entry"][0]["resource"]["id"]);
    assert_eq!(page(2).await["entry"], Value::Null);
}

#[tokio::test]
async fn an_expired_place_comes_back_with_a_permit_or_does_not() {
    for (switch, expected) in [("connected", "CONNECTED"), ("expired", "EXPIRED")] {
        let world = World::start().await;
        let rosa = world.rosa_searched().await;
        let address = rosa.oauth_url(QUILLBACK).await;
        world.walk_portal(&address, "allow").await;
        // Quillback's permission lasts ninety days.
        world.advance(90 * 24 * 3600).await;
        let rosa = world.sign_in("rosa").await;
        assert_eq!(rosa.state(QUILLBACK).await, "EXPIRED/RETRIEVED");
        answers(&world, json!({ "expiredOnPermit": switch })).await;
        rosa.consent("DENY").await;
        assert_eq!(rosa.state(QUILLBACK).await, "ACCESS_ENDED/RETRIEVED");
        rosa.consent("PERMIT").await;
        assert_eq!(rosa.connection(QUILLBACK).await["status"], expected);
        assert_eq!(rosa.connection(JUNIPER).await["status"], "CONNECTED");
    }
}

#[tokio::test]
async fn a_fetch_can_fail_and_the_next_one_succeeds() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let path = format!("/control/people/rosa/connections/{ALDER_BAY}");
    world.control(Method::POST, &path, Some(json!({ "syncError": "PATIENT_RETRIEVAL_ERROR" }))).await;
    let failed = rosa.connection(ALDER_BAY).await;
    assert_eq!((&failed["status"], &failed["syncStatus"]), (&json!("CONNECTED"), &json!("ERROR")));
    assert_eq!(failed["syncErrors"][0]["coding"][0]["code"], "PATIENT_RETRIEVAL_ERROR");
    rosa.change("disconnectConnection", ALDER_BAY).await;
    rosa.get(crate::support::ACTIVATE, json!({ "connectionId": ALDER_BAY })).await;
    world.advance(120).await;
    let fetched = rosa.connection(ALDER_BAY).await;
    assert_eq!((&fetched["syncStatus"], &fetched["syncErrors"]), (&json!("RETRIEVED"), &Value::Null));
}

#[tokio::test]
async fn values_that_nobody_knows_can_be_sent() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let members = json!({ "syncStatus": "HALTED", "integrationType": "Direct_Ias2", "category": null });
    let fault = json!({ "field": "getMemberConnections", "overwrite": members });
    world.control(Method::POST, "/control/faults", Some(fault)).await;
    assert_eq!(rosa.task_status().await, "completed", "other fields are left alone");
    for connection in rosa.connections().await {
        assert_eq!(
            (&connection["syncStatus"], &connection["integrationType"]),
            (&json!("HALTED"), &json!("Direct_Ias2"))
        );
        assert_eq!((&connection["category"], &connection["status"]), (&Value::Null, &json!("CONNECTED")));
    }
    assert_eq!(rosa.state(JUNIPER).await, "CONNECTED/RETRIEVED", "once");
    let fault = json!({ "field": "tasks", "overwrite": { "status": "pondering" }, "times": 0 });
    world.control(Method::POST, "/control/faults", Some(fault)).await;
    for _ in 0..2 {
        assert_eq!(rosa.task_status().await, "pondering");
    }
}
