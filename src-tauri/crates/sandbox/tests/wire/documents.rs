//! Documents: those of the seeds and of the SDK, repeated fragments, and what is not valid.

use serde_json::{Value, json};

use crate::support::{ALDER_BAY, JUNIPER, QUILLBACK, TAMARACK, World};

#[tokio::test]
async fn the_seeds_consent_answers_as_the_seed_does() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    for provision in ["PERMIT", "DENY"] {
        let mut consent = rosa.consent(provision).await;
        for id in ["/id", "/patient/resource/id"] {
            assert_eq!(consent.pointer(id).unwrap().as_str().unwrap().len(), 36);
            *consent.pointer_mut(id).unwrap() = json!("…");
        }
        let expected = json!({
            "id": "…", "provision": { "type": provision }, "status": "active",
            "category": [{ "coding": [{ "code": "ias:import:records" }] }],
            "patient": { "resource": { "id": "…" } },
        });
        assert_eq!(consent, expected);
    }
}

#[tokio::test]
async fn the_seeds_tasks_answer_as_the_seed_does() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let variables: Value =
        serde_json::from_str(include_str!("../../../../../tests/fixtures/guides/000/tasks.variables.json"))
            .unwrap();
    let tasks = rosa.get(crate::support::TASKS, variables).await;
    let task = &tasks["entry"][0]["resource"];
    let expected = json!({
        "resourceType": "Task", "id": task["id"],
        "code": { "coding": [{
            "system": "https://www.icanbwell.com/activityType", "code": "network-data-retrieval",
            "display": "Retrieve user data from the network",
        }] },
        "status": "completed",
        "executionPeriod": { "start": "2026-08-19T12:07:56.000000Z", "end": "2026-08-19T12:19:46.000000Z" },
    });
    assert_eq!(task, &expected);
}

#[tokio::test]
async fn the_seeds_care_teams_answer_as_the_seed_does() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let variables: Value = serde_json::from_str(include_str!(
        "../../../../../tests/fixtures/guides/000/care_teams.variables.json"
    ))
    .unwrap();
    let teams = rosa.get(crate::support::CARE_TEAMS, variables).await;
    assert_eq!(teams["id"].as_str().unwrap().len(), 36);
    let resource = &teams["entry"][0]["resource"];
    assert_eq!(resource["category"], json!([{ "coding": [{ "code": "tefca-ias-recommendations" }] }]));
    let expected = json!({
        "id": "2.16.840.1.113883.3.9504.2.1",
        "member": { "resource": { "alias": QUILLBACK, "name": "Quillback Heart Clinic" } },
        "role": [{ "coding": [{ "code": "indirect", "system": "https://www.icanbwell.com/connection-type" }] }],
    });
    assert_eq!(resource["participant"][0], expected);
    // The category of seed 001, no category at all, and one that does not exist.
    let by = |category: Value| json!({ "categoryCode": category });
    let other = rosa
        .get(crate::support::CARE_TEAMS, by(json!({ "value": { "code": "recommended-connections" } })))
        .await;
    let all = rosa.get(crate::support::CARE_TEAMS, by(Value::Null)).await;
    assert_eq!((&other["entry"], &all["entry"]), (&teams["entry"], &teams["entry"]));
    let none = rosa.get(crate::support::CARE_TEAMS, by(json!({ "value": { "code": "cardiology" } }))).await;
    assert_eq!(none["entry"], Value::Null);
    // `alias` as a list, as the SDK's schema has it, on request.
    let shape = json!({ "aliasAsList": true });
    world.control(reqwest::Method::POST, "/control/answers", Some(shape)).await;
    let listed = rosa.get(crate::support::CARE_TEAMS, by(Value::Null)).await;
    assert_eq!(
        listed["entry"][0]["resource"]["participant"][0]["member"]["resource"]["alias"],
        json!([QUILLBACK])
    );
}

#[tokio::test]
async fn connections_carry_the_fields_of_the_wire() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let expected = json!({
        "id": ALDER_BAY, "name": "Alder Bay Medical Center", "category": "IDENTITY",
        "integrationType": "DIRECT_IAS", "type": "CLINICAL", "status": "CONNECTED", "syncStatus": "RETRIEVED",
        "syncErrors": null, "statusUpdated": "2026-08-19T12:12:46.000000",
        "lastSynced": "2026-08-19T12:14:46.000000", "created": "2026-08-19T12:12:46.000000",
    });
    assert_eq!(rosa.connection(ALDER_BAY).await, expected);
    let ids = async |filter: Value| -> Vec<Value> {
        let found = rosa.get(crate::support::CONNECTIONS, filter).await;
        found.as_array().unwrap().iter().map(|one| one["id"].clone()).collect()
    };
    assert_eq!(ids(json!({ "integrationType": ["direct_ias"] })).await, [JUNIPER, ALDER_BAY, TAMARACK]);
    assert!(ids(json!({ "integrationType": ["INDIRECT_IAS", "PROA"] })).await.is_empty());
    assert!(ids(json!({ "status": ["EXPIRED"] })).await.is_empty());
    assert_eq!(
        ids(json!({ "status": ["CONNECTED"], "syncStatus": ["RETRIEVED"], "integrationType": null }))
            .await
            .len(),
        3
    );
}

#[tokio::test]
async fn the_sdks_task_document_with_its_repeats_is_answered() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let document = include_str!("data/sdk_tasks.graphql");
    // All that the caller did not set comes as null; the page is left out.
    let mut variables = json!({
        "id": null, "identifier": null, "code": { "value": { "code": "network-data-retrieval" } }, "tag": null,
        "status": null, "performer": null, "subject": null, "pageSize": 20, "_total": "accurate",
    });
    let tasks = rosa.get(document, variables.clone()).await;
    assert_eq!(tasks["total"], 1);
    let task = &tasks["entry"][0]["resource"];
    assert_eq!((&task["status"], &task["basedOn"]), (&json!("completed"), &Value::Null));
    assert!(task["for"]["reference"].as_str().unwrap().starts_with("Patient/"));

    // The SDK's default filter hides the network task: its performer is the system.
    let system = json!({ "system": "https://www.icanbwell.com/performerType", "code": "system" });
    variables["performer"] = json!({ "notEquals": system });
    assert_eq!(rosa.get(document, variables.clone()).await["entry"], Value::Null);
    variables["performer"] = json!({ "values": [system] });
    assert_eq!(rosa.get(document, variables.clone()).await["total"], 1);
    variables["status"] = json!({ "values": [{ "code": "in-progress" }] });
    assert_eq!(rosa.get(document, variables).await["total"], 0);
}

#[tokio::test]
async fn the_sdks_care_team_document_with_its_repeats_is_answered() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let variables = json!({ "page": 0, "pageSize": 50, "code": null, "status": null, "id": null, "lastUpdated": null, "sort": null, "total": "accurate" });
    let teams = rosa.get(include_str!("data/sdk_care_teams.graphql"), variables.clone()).await;
    let member = &teams["entry"][0]["resource"]["participant"][0]["member"];
    assert_eq!(member["resource"]["__typename"], "Organization");
    assert_eq!(member["resource"]["organizationName"], "Quillback Heart Clinic");
    let mut past_the_end = variables.clone();
    past_the_end["page"] = json!(7);
    assert_eq!(
        rosa.get(include_str!("data/sdk_care_teams.graphql"), past_the_end).await["entry"],
        Value::Null
    );
    let mut too_large = variables;
    too_large["pageSize"] = json!(101);
    assert_eq!(rosa.ask(include_str!("data/sdk_care_teams.graphql"), too_large).await.refusal().1, "value");
}

#[tokio::test]
async fn both_views_of_the_connections_agree() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    rosa.change("disconnectConnection", JUNIPER).await;
    let bundle = rosa.get(include_str!("data/sdk_subscriptions.graphql"), json!({})).await;
    let connections = rosa.connections().await;
    let entries = bundle["entry"].as_array().unwrap();
    assert_eq!(entries.len(), connections.len());
    for (entry, connection) in entries.iter().zip(&connections) {
        assert_eq!(entry["resource"]["meta"]["source"], "https://icanbwell.com/proa");
        let status = &entry["resource"]["subscriptionStatus"][0];
        let extension = |id: &str| {
            let all = status["extension"].as_array().unwrap();
            all.iter().find(|one| one["id"] == id).unwrap()["valueString"].clone()
        };
        let event = |id: &str| {
            let all = status["notificationEvent"].as_array().unwrap();
            all.iter().find(|one| one["id"] == id).unwrap()["timestamp"].clone()
        };
        for (theirs, ours) in [
            ("service_slug", "id"),
            ("connection_name", "name"),
            ("token-status", "status"),
            ("data-connection-status", "syncStatus"),
            ("category", "type"),
        ] {
            assert_eq!(extension(theirs), connection[ours]);
        }
        assert_ne!(extension("connection_type").as_str().unwrap().to_lowercase(), "hapi");
        // The two views write their times differently: with a zone, and without.
        for (theirs, ours) in [(event("created-date"), "created"), (event("data-last-updated"), "lastSynced")]
        {
            let theirs: jiff::Timestamp = theirs.as_str().unwrap().parse().unwrap();
            let ours: jiff::Timestamp = format!("{}Z", connection[ours].as_str().unwrap()).parse().unwrap();
            assert_eq!(theirs, ours);
        }
    }
    let elsewhere = "{ subscriptions(_source: { value: \"https://elsewhere.invalid\" }) { entry { id } } }";
    assert_eq!(rosa.get(elsewhere, json!({})).await["entry"], Value::Null);
}

#[tokio::test]
async fn consents_are_a_history_with_the_last_decision_last() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let search = include_str!("data/sdk_search_consent.graphql");
    // By the request's name, as the SDK does; nothing yet: `entry` is null.
    let by_name = json!({ "category": { "value": { "value": "IAS_IMPORT_RECORDS" } } });
    assert_eq!(rosa.get(search, by_name.clone()).await["entry"], Value::Null);
    for provision in ["PERMIT", "DENY", "PERMIT"] {
        rosa.consent(provision).await;
    }
    let input = json!({
        "status": "ACTIVE", "provision": { "type": "PERMIT" }, "organization": null,
        "category": [{ "coding": [{ "system": "http://www.icanbwell.com/consent-category", "code": "TOS" }] }],
    });
    let terms =
        rosa.get(include_str!("data/sdk_create_consent.graphql"), json!({ "consentInput": input })).await;
    assert_eq!(terms["category"][0]["coding"][0]["code"], "TOS");
    assert_eq!(terms["policy"], Value::Null);
    let kinds = async |variables: Value| -> Vec<Value> {
        let found = rosa.get(search, variables).await;
        found["entry"]
            .as_array()
            .unwrap()
            .iter()
            .map(|one| one["resource"]["provision"]["type"].clone())
            .collect()
    };
    // Lower case here, upper case in the mutation's answer.
    assert_eq!(kinds(by_name).await, ["permit", "deny", "permit"]);
    assert_eq!(kinds(json!({ "category": { "value": { "code": "ias:import:records" } } })).await.len(), 3);
    assert_eq!(kinds(json!({ "category": null })).await.len(), 5);
}

#[tokio::test]
async fn bad_consents_are_refused() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let document =
        "mutation m($consentInput: ConsentInput!) { createConsent(consentInput: $consentInput) { id } }";
    let ask = async |category: Value, provision: Value| {
        let input = json!({ "status": "ACTIVE", "provision": provision, "category": category });
        rosa.ask(document, json!({ "consentInput": input })).await
    };
    let permit = json!({ "type": "PERMIT" });
    let category = |code: &str| json!([{ "coding": [{ "code": code }] }]);
    assert_eq!(ask(category("NO_SUCH"), permit.clone()).await.refusal().1, "value");
    assert_eq!(ask(Value::Null, permit.clone()).await.refusal().1, "required");
    assert_eq!(ask(category("TOS"), json!({})).await.refusal().1, "required");
    assert_eq!(ask(category("PROA_ATTESTATION"), permit).await.refusal().1, "required");
    // Lower case is not in the enum: the variables do not fit the schema.
    let lower = ask(category("TOS"), json!({ "type": "permit" })).await;
    assert_eq!(lower.body["errors"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED");
}

#[tokio::test]
async fn what_is_not_valid_is_refused_without_data() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let invalid = [
        "{ tasks { entri { id } } }",
        "{ tasks }",
        "{ noSuchField }",
        "{ tasks(colour: \"red\") { id } }",
        "query q($code: SearchString) { tasks(code: $code) { id } }",
        "query q($id: String) { getOauthUrl(connectionId: $id) { redirectUrl } }",
        "query q($code: Int) { tasks(code: { values: [{ code: $code }] }) { id } }",
        "query q($status: [String]) { getMemberConnections(status: $status) { id } }",
        "query q($yes: String!) { tasks { id @include(if: $yes) } }",
        "query q($id: Int) { ...F } fragment F on Query { tasks(id: { value: $id }) { id } }",
        "{ careTeams { entry { resource { participant { member { resource { name } } } } } } }",
        "mutation { activateDirectConnection { status } }",
        "{ tasks { ...F } } fragment F on ConsentBundle { id }",
        "{ tasks { ...Missing } }",
        "{ tasks { ",
        "",
    ];
    for document in invalid {
        let answer = rosa.ask(document, json!({})).await;
        assert_eq!(answer.status, 200);
        assert!(answer.body.get("data").is_none(), "{document}: {}", answer.body);
        let error = &answer.body["errors"][0];
        assert_eq!(error["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED", "{document}: {}", answer.body);
        assert!(error["message"].is_string());
    }
}

#[tokio::test]
async fn fragments_may_repeat_but_not_contradict() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let same = "{ consents { ...F } } fragment F on ConsentBundle { id } fragment F on ConsentBundle { id }";
    assert!(rosa.get(same, json!({})).await["id"].is_string());
    let other =
        "{ consents { ...F } } fragment F on ConsentBundle { id } fragment F on ConsentBundle { total }";
    let answer = rosa.ask(other, json!({})).await;
    assert!(answer.body.get("data").is_none() && answer.body["errors"].is_array());
}

#[tokio::test]
async fn several_roots_aliases_and_order_are_kept() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let document =
        "query { z: userProfile { __typename gender } consents { total } a: userProfile { language } }";
    let request = world.http.post(world.url("/v1/graphql")).bearer_auth(&rosa.access);
    let text = request.json(&json!({ "query": document })).send().await.unwrap().text().await.unwrap();
    let expected = "{\"data\":{\"z\":{\"__typename\":\"Person\",\"gender\":\"female\"},\"consents\":{\"total\":1},\"a\":{\"language\":\"en\"}}}";
    assert_eq!(text, expected);
}
