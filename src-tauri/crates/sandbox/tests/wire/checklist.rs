//! The sandbox checklist of bwell-wire 11, item by item, in the reference's own documents. Item 12, health records, is
//! later work.

use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{
    ACTIVATE, ALDER_BAY, CLIENT_KEY, CONNECTIONS, FERNHILL, JUNIPER, QUILLBACK, TAMARACK, World, claims,
    form, location,
};

/// Posts a body as it stands, under any content type.
async fn post(world: &World, bearer: Option<&str>, kind: &str, body: Value) -> (StatusCode, Value) {
    let mut request = world.http.post(world.url("/v1/graphql")).header("content-type", kind);
    if let Some(bearer) = bearer {
        request = request.bearer_auth(bearer);
    }
    let answer = request.body(body.to_string()).send().await.unwrap();
    (answer.status(), answer.json().await.unwrap())
}

#[tokio::test]
async fn item_1_one_address_takes_documents_as_clients_really_send_them() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    // Two root fields under a name that fits neither, an alias, `__typename`, a fragment that comes twice, a union,
    // an explicit null; as `text/plain`, as the 1.x SDK sends it.
    let query = "query nonsense($status: [String!], $none: SearchToken) { places: getMemberConnections(status: $status) { ...C __typename } \
                 careTeams(category: $none) { entry { resource { participant { member { resource { __typename ... on Organization { organizationName: name alias } } } } } } } } \
                 fragment C on Connection { id } fragment C on Connection { id }";
    let body =
        json!({ "operationName": "nonsense", "query": query, "variables": { "status": null, "none": null } });
    let (status, answer) = post(&world, Some(&rosa.access), "text/plain;charset=UTF-8", body).await;
    assert_eq!(status, StatusCode::OK);
    assert_eq!(answer["data"]["places"][0], json!({ "id": JUNIPER, "__typename": "Connection" }));
    let team = &answer["data"]["careTeams"]["entry"][0]["resource"];
    let expected = json!({ "__typename": "Organization", "organizationName": "Quillback Heart Clinic", "alias": QUILLBACK });
    assert_eq!(team["participant"][0]["member"]["resource"], expected);
}

#[tokio::test]
async fn item_2_without_a_session_only_the_ways_in_are_open() {
    let world = World::start().await;
    let open = [
        format!("{{ initSdk(clientKey: \"{CLIENT_KEY}\") {{ logLevel }} }}"),
        "{ getToken { accessToken { jwtToken } } }".to_owned(),
        "{ login(email: \"x\", password: \"y\") { accessToken { jwtToken } } }".to_owned(),
        "mutation { exchangeAuthCode(authCode: \"x\") { accessToken { jwtToken } } }".to_owned(),
        format!("mutation {{ createGuestAccessToken(clientKey: \"{CLIENT_KEY}\") {{ accessToken }} }}"),
    ];
    for query in open {
        let (status, _) = post(&world, None, "application/json", json!({ "query": query })).await;
        assert_eq!(status, StatusCode::OK, "{query}");
    }
    let rosa = world.sign_in("rosa").await;
    let forged = format!("{}AAAA", &rosa.access[..rosa.access.len() - 4]);
    let tasks = json!({ "query": "{ tasks { id } }" });
    for token in [None, Some(forged.as_str()), Some(rosa.identity.as_str())] {
        let (status, _) = post(&world, token, "application/json", tasks.clone()).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "{token:?}");
    }
    world.advance(3600).await;
    let (status, _) = post(&world, Some(&rosa.access), "application/json", tasks).await;
    assert_eq!(status, StatusCode::UNAUTHORIZED, "expired");
}

#[tokio::test]
async fn item_3_any_id_token_signs_in_and_an_unseen_one_makes_a_user_of_its_own() {
    let world = World::start().await;
    // {"alg":"RS256"} . {"sub":"unseen-7","given_name":"Ines","family_name":"Okafor","birthdate":"1990-02-03"}
    let jwt = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1bnNlZW4tNyIsImdpdmVuX25hbWUiOiJJbmVzIiwiZmFtaWx5X25hbWUiOiJPa2Fmb3IiLCJiaXJ0aGRhdGUiOiIxOTkwLTAyLTAzIn0.AAAA";
    let ines = world.sign_in_with(jwt).await;
    let profile = ines.get("{ userProfile { birthDate name { given family } } }", json!({})).await;
    assert_eq!(
        profile,
        json!({ "birthDate": "1990-02-03", "name": [{ "given": ["Ines"], "family": "Okafor" }] })
    );
    let identity = claims(&ines.identity);
    assert!(
        identity["custom:clientFhirPersonId"].is_string()
            && identity["custom:bwellFhirPatientId"].is_string()
    );
    assert!(claims(&ines.access)["exp"].is_i64());
    let rosa = world.sign_in("rosa").await;
    ines.consent("PERMIT").await;
    assert_eq!((ines.task_status().await, rosa.task_status().await), (json!("ready"), Value::Null));
    let login = "query login($email: String!, $password: String!) { login(email: $email, password: $password) { accessToken { jwtToken } idToken { jwtToken } refreshToken { token } } }";
    let variables = json!({ "email": "rosa.delgado@example.com", "password": "demo" });
    let request = world.http.post(world.url("/v1/graphql")).header("clientkey", CLIENT_KEY);
    let answer = request.json(&json!({ "query": login, "variables": variables })).send().await.unwrap();
    let answer: Value = answer.json().await.unwrap();
    let known = world.user(&answer["data"]["login"]);
    assert_eq!(claims(&known.identity)["sub"], claims(&rosa.identity)["sub"]);
}

#[tokio::test]
async fn item_4_refresh_reads_its_two_headers_and_no_bearer() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let body = json!({ "query": "query refreshTokens { refresh { accessToken idToken } }", "variables": {} });
    let ask = async |name: &'static str| {
        let request = world.http.post(world.url("/v1/graphql")).header("clientkey", CLIENT_KEY);
        request.header(name, &rosa.refresh).json(&body).send().await.unwrap()
    };
    let answer: Value = ask("refresh_token").await.json().await.unwrap();
    assert_eq!(answer["data"]["refresh"]["accessToken"].as_str().unwrap().split('.').count(), 3);
    assert_eq!(ask("refresh-token").await.status(), StatusCode::UNAUTHORIZED, "the underscore counts");
}

#[tokio::test]
async fn item_5_every_refusal_has_a_code_and_an_issue() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let oauth = "query q($id: String!) { getOauthUrl(connectionId: $id) { redirectUrl } }";
    let consent = "mutation m($i: ConsentInput!) { createConsent(consentInput: $i) { id } }";
    let of = |code: &str| {
        json!({ "i": { "status": "ACTIVE", "provision": { "type": "PERMIT" },
            "category": [{ "coding": [{ "system": "http://www.icanbwell.com/consent-category", "code": code }] }] } })
    };
    let cases = [
        (oauth, json!({ "id": "nobody" }), "not-found"),
        (ACTIVATE, json!({ "connectionId": "nobody" }), "not-found"),
        (
            "mutation m($id: String!) { disconnectConnection(connectionId: $id) { status } }",
            json!({ "id": JUNIPER }),
            "not-found",
        ),
        (
            "mutation m($id: String!) { deleteConnection(connectionId: $id) { status } }",
            json!({ "id": JUNIPER }),
            "not-found",
        ),
        (
            "query q($id: String!) { getDataSource(connectionId: $id) { id } }",
            json!({ "id": "nobody" }),
            "not-found",
        ),
        (consent, of("NO_SUCH_CATEGORY"), "value"),
        (consent, of("PROA_ATTESTATION"), "required"),
        ("{ tasks(_getpagesoffset: -1) { id } }", json!({}), "value"),
        ("{ careTeams(_count: 101) { id } }", json!({}), "value"),
    ];
    rosa.consent("PERMIT").await;
    world.advance(400).await;
    // Once is fine, twice is not.
    rosa.change("disconnectConnection", JUNIPER).await;
    rosa.change("deleteConnection", JUNIPER).await;
    for (document, variables, code) in cases {
        assert_eq!(rosa.ask(document, variables).await.refusal().1, code, "{document}");
    }
    rosa.consent("DENY").await;
    assert_eq!(rosa.ask(oauth, json!({ "id": QUILLBACK })).await.rule(), "IAS_CONSENT_REQUIRED");
}

#[tokio::test]
async fn item_6_identity_is_proven_from_the_start_or_through_the_page() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let status = async || {
        rosa.get(
            "{ verificationStatus { resourceType id status statusDate lastPerformed errorCode } }",
            json!({}),
        )
        .await
    };
    assert_eq!(status().await["status"], "validated");
    for (name, error) in [
        ("attested", None),
        ("in-process", None),
        ("req-revalid", None),
        ("val-fail", Some("PERSON_MATCH_ERROR")),
        ("reval-fail", Some("SERVER_ERROR")),
    ] {
        let forced = json!({ "status": name, "errorCode": error });
        world.control(Method::POST, "/control/people/rosa/verification", Some(forced)).await;
        let found = status().await;
        assert_eq!((&found["status"], &found["errorCode"]), (&json!(name), &json!(error)));
    }
    let document = "mutation CreateVerificationUrl($callbackURL: String, $includeAttributeMatchingCheck: Boolean) { createVerificationUrl(callbackURL: $callbackURL, includeAttributeMatchingCheck: $includeAttributeMatchingCheck) }";
    let variables = json!({ "callbackURL": "myapp://callback", "includeAttributeMatchingCheck": true });
    let address = rosa.get(document, variables).await.as_str().unwrap().to_owned();
    let page = world.http.get(&address).send().await.unwrap().text().await.unwrap();
    let end = location(&world.submit(&page, &[]).await);
    assert!(world.page(&end).await.contains("href=\"myapp://callback?status=success\""));
    assert_eq!(status().await["status"], "validated");
}

#[tokio::test]
async fn item_7_a_permit_leads_to_direct_and_recommended_connections() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    rosa.consent("PERMIT").await;
    let mut seen = Vec::new();
    for wait in [0, 10, 710] {
        world.advance(wait).await;
        seen.push(rosa.task_status().await);
    }
    assert_eq!(seen, ["ready", "in-progress", "completed"]);
    let direct = rosa.get(CONNECTIONS, json!({ "integrationType": ["DIRECT_IAS"] })).await;
    let connected = direct.as_array().unwrap().iter().filter(|one| one["status"] == "CONNECTED");
    assert_eq!(connected.count(), 3);
    assert_eq!(rosa.recommended().await, [QUILLBACK, FERNHILL]);

    let mateo = world.sign_in("mateo").await;
    mateo.consent("PERMIT").await;
    world.control(Method::POST, "/control/people/mateo/search", Some(json!({ "outcome": "failed" }))).await;
    world.advance(180).await;
    assert_eq!(mateo.task_status().await, "failed");
}

#[tokio::test]
async fn item_8_portals_work_without_scripts_and_end_with_a_status_code() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let back = json!({ "url": "satchel://signed-in" });
    world.control(Method::POST, "/control/app-redirect", Some(back)).await;
    for (decision, code) in [("deny", "access_denied"), ("allow", "success")] {
        let address = rosa.oauth_url(QUILLBACK).await;
        let page = world.http.get(&address).send().await.unwrap().text().await.unwrap();
        assert!(!page.contains("<script"));
        // The fields are filled in; any other words would do as well.
        let (_, fields) = form(&page, &[]);
        assert!(fields.iter().all(|(_, value)| !value.is_empty()));
        let end = world.walk_portal(&address, decision).await;
        assert_eq!(end, format!("/oauth/complete?status_code={code}"));
        let end = world.page(&end).await;
        assert!(end.contains(&format!("href=\"satchel://signed-in?status_code={code}\"")), "{end}");
    }
    assert_eq!(rosa.state(QUILLBACK).await, "CONNECTED/PENDING");
}

#[tokio::test]
async fn item_9_both_views_of_the_connections_come_from_one_state() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    rosa.change("disconnectConnection", JUNIPER).await;
    let forced = json!({ "syncError": "PERSON_MATCHING_ERROR" });
    let path = format!("/control/people/rosa/connections/{ALDER_BAY}");
    world.control(Method::POST, &path, Some(forced)).await;
    let bundle = rosa.get(include_str!("data/sdk_subscriptions.graphql"), json!({})).await;
    let mut views = Vec::new();
    for entry in bundle["entry"].as_array().unwrap() {
        let status = &entry["resource"]["subscriptionStatus"][0];
        let value = |id: &str| {
            let all = status["extension"].as_array().unwrap();
            all.iter().find(|one| one["id"] == id).unwrap()["valueString"].clone()
        };
        views.push(json!({
            "id": value("service_slug"), "name": value("connection_name"), "status": value("token-status"),
            "syncStatus": value("data-connection-status"), "type": value("category"),
            "error": status["error"][0]["coding"][0]["code"],
        }));
    }
    let connections = rosa.connections().await;
    let other = connections.iter().map(|one| {
        json!({
            "id": one["id"], "name": one["name"], "status": one["status"], "syncStatus": one["syncStatus"],
            "type": one["type"], "error": one["syncErrors"][0]["coding"][0]["code"],
        })
    });
    assert_eq!(views, other.collect::<Vec<_>>());
    let ids = async |filter: Value| -> Vec<Value> {
        let found = rosa.get(CONNECTIONS, filter).await;
        found.as_array().unwrap().iter().map(|one| one["id"].clone()).collect()
    };
    assert_eq!(ids(json!({ "status": ["DISCONNECTED"] })).await, [JUNIPER]);
    assert_eq!(ids(json!({ "syncStatus": ["ERROR"] })).await, [ALDER_BAY]);
    assert!(ids(json!({ "integrationType": ["PROA"] })).await.is_empty());
}

#[tokio::test]
async fn item_10_decisions_are_kept_and_the_last_one_counts() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    rosa.change("disconnectConnection", TAMARACK).await;
    rosa.consent("DENY").await;
    assert_eq!(rosa.task_status().await, "rejected");
    assert_eq!(rosa.connection(JUNIPER).await["status"], "ACCESS_ENDED");
    assert_eq!(rosa.connection(TAMARACK).await["status"], "DISCONNECTED");
    let decision = rosa.consent("PERMIT").await;
    assert_eq!(decision["provision"]["type"], "PERMIT", "upper case from the mutation");
    assert_eq!(rosa.connection(JUNIPER).await["status"], "CONNECTED");
    assert_eq!(rosa.connection(TAMARACK).await["status"], "DISCONNECTED");
    let document = "query s($category: SearchToken) { consents(category: $category) { entry { resource { status provision { type } category { coding { code } } } } } }";
    let found =
        rosa.get(document, json!({ "category": { "value": { "value": "IAS_IMPORT_RECORDS" } } })).await;
    let entries = found["entry"].as_array().unwrap().iter();
    let history: Vec<_> = entries.map(|one| one["resource"]["provision"]["type"].clone()).collect();
    assert_eq!(history, ["permit", "deny", "permit"], "lower case from the query, oldest first");
}

#[tokio::test]
async fn item_11_a_health_link_opens_with_its_passcode_until_it_ends() {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let document = "mutation CreateHealthLink($input: CreateHealthLinkInput!) { createHealthLink(input: $input) { context { period { end } } content { attachment { contentType url title } } } }";
    let without = rosa.ask(document, json!({ "input": { "label": "x" } })).await;
    assert_eq!(without.body["errors"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED");
    let input = json!({ "label": "For the desk", "securityConfig": { "passcode": "743730" } });
    let link = rosa.get(document, json!({ "input": input })).await;
    let url = link["content"][0]["attachment"]["url"].as_str().unwrap().to_owned();
    let payload = URL_SAFE_NO_PAD.decode(url.split("shlink:/").nth(1).unwrap()).unwrap();
    let payload: Value = serde_json::from_slice(&payload).unwrap();
    assert_eq!((payload["key"].as_str().unwrap().len(), &payload["flag"]), (43, &json!("P")));
    let manifest = payload["url"].as_str().unwrap();
    assert_eq!(manifest.rsplit('/').next().unwrap().len(), 43);
    let end: jiff::Timestamp = link["context"]["period"]["end"].as_str().unwrap().parse().unwrap();
    assert_eq!(payload["exp"], end.as_second());
    let ask = async |passcode: &str| {
        let body = json!({ "recipient": "Front desk", "passcode": passcode });
        world.http.post(manifest).json(&body).send().await.unwrap()
    };
    let wrong = ask("000000").await;
    assert_eq!(wrong.status(), StatusCode::UNAUTHORIZED);
    assert!(wrong.json::<Value>().await.unwrap()["remainingAttempts"].is_u64());
    let opened: Value = ask("743730").await.json().await.unwrap();
    assert_eq!(opened["files"][0]["embedded"].as_str().unwrap().split('.').count(), 5);
    world.advance(300).await;
    assert_eq!(ask("743730").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn item_13_faults_come_on_demand() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let add = async |fault: Value| world.control(Method::POST, "/control/faults", Some(fault)).await;
    let tasks = json!({ "query": "{ tasks { id } }" });
    let ask = async || post(&world, Some(&rosa.access), "application/json", tasks.clone()).await;
    let raw = async || {
        let request = world.http.post(world.url("/v1/graphql")).bearer_auth(&rosa.access);
        request.json(&tasks).send().await.unwrap()
    };
    for (status, after) in [(401, None), (429, Some(3)), (500, None), (503, Some(1))] {
        add(json!({ "status": status, "retryAfterSeconds": after })).await;
        let struck = raw().await;
        let header = struck.headers().get("retry-after").map(|value| value.to_str().unwrap().to_owned());
        assert_eq!((struck.status().as_u16(), header), (status, after.map(|after: u8| after.to_string())));
        assert_eq!(raw().await.status(), StatusCode::OK, "once");
    }
    add(json!({ "partial": "complete" })).await;
    let (_, partial) = ask().await;
    assert!(
        partial["data"]["tasks"]["id"].is_string() && partial["errors"][0]["extensions"]["code"] == "500"
    );
    add(json!({ "delayMilliseconds": 1 })).await;
    assert_eq!(ask().await.0, StatusCode::OK);
    add(json!({ "noAnswer": true })).await;
    let request = world.http.post(world.url("/v1/graphql")).bearer_auth(&rosa.access).json(&tasks);
    let silent = request.timeout(std::time::Duration::from_millis(100)).send().await;
    assert!(silent.unwrap_err().is_timeout());
    let path = format!("/control/people/rosa/connections/{JUNIPER}");
    world.control(Method::POST, &path, Some(json!({ "status": "EXPIRED" }))).await;
    assert_eq!(rosa.state(JUNIPER).await, "EXPIRED/RETRIEVED");
}
