//! Reading records (bwell-wire 5.10): the SDK's whole selections, paging, filters, groups, files.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::support::{ALDER_BAY, JUNIPER, World};

const LISTS: [(&str, &str); 11] = [
    ("allergies", include_str!("data/sdk_allergies.graphql")),
    ("care plans", include_str!("data/sdk_care_plans.graphql")),
    ("conditions", include_str!("data/sdk_conditions.graphql")),
    ("encounters", include_str!("data/sdk_encounters.graphql")),
    ("immunizations", include_str!("data/sdk_immunizations.graphql")),
    ("labs", include_str!("data/sdk_labs.graphql")),
    ("vital signs", include_str!("data/sdk_vital_signs.graphql")),
    ("medications", include_str!("data/sdk_medications.graphql")),
    ("procedures", include_str!("data/sdk_procedures.graphql")),
    ("coverages", include_str!("data/sdk_coverages.graphql")),
    ("reports", include_str!("data/sdk_reports.graphql")),
];

/// The variables of every list (5.10.2).
fn variables(page: u32, size: u32) -> Value {
    json!({
        "id": null, "page": page, "pageSize": size, "code": null, "lastUpdated": null, "sort": null, "status": null,
        "total": "accurate",
    })
}

fn entries(bundle: &Value) -> Vec<Value> {
    let entries = bundle["entry"].as_array().cloned().unwrap_or_default();
    entries.into_iter().map(|entry| entry["resource"].clone()).collect()
}

#[tokio::test]
async fn the_sdks_whole_selections_are_answered_for_every_kind() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    for (name, document) in LISTS {
        let found = entries(&rosa.get(document, variables(0, 100)).await);
        assert!(!found.is_empty(), "{name}");
        for resource in &found {
            assert!(resource["id"].is_string(), "{name}: {resource}");
            let security = resource["meta"]["security"].as_array().unwrap();
            assert_eq!(security.len(), 4, "{name}");
            assert!(resource["meta"]["lastUpdated"].is_string());
        }
    }
}

#[tokio::test]
async fn lists_and_counts_agree() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let summary = rosa.get("{ getHealthSummary { resources { category total } } }", json!({})).await;
    let counted = |category: &str| {
        let all = summary["resources"].as_array().unwrap();
        all.iter().find(|one| one["category"] == category).unwrap()["total"].as_u64().unwrap()
    };
    for (name, category) in [
        ("allergies", "ALLERGY_INTOLERANCE"),
        ("care plans", "CARE_PLAN"),
        ("conditions", "CONDITION"),
        ("encounters", "ENCOUNTER"),
        ("immunizations", "IMMUNIZATION"),
        ("labs", "LABS"),
        ("vital signs", "VITAL_SIGNS"),
        ("medications", "MEDICATIONS"),
        ("procedures", "PROCEDURE"),
    ] {
        let (_, document) = LISTS.iter().find(|(known, _)| *known == name).unwrap();
        let listed = entries(&rosa.get(document, variables(0, 100)).await).len();
        assert_eq!(listed as u64, counted(category), "{name}");
    }
}

#[tokio::test]
async fn pages_are_numbers_and_one_past_the_end_is_empty() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let document = include_str!("data/sdk_labs.graphql");
    let whole = entries(&rosa.get(document, variables(0, 100)).await);
    let mut paged = Vec::new();
    for page in 0.. {
        let bundle = rosa.get(document, variables(page, 3)).await;
        assert_eq!(bundle["total"], whole.len());
        let next = entries(&bundle);
        if next.is_empty() {
            assert_eq!(bundle["entry"], Value::Null);
            break;
        }
        paged.extend(next);
    }
    assert_eq!(paged, whole);
    assert_eq!(rosa.ask(document, variables(0, 101)).await.refusal().1, "value");
}

#[tokio::test]
async fn lists_are_filtered_as_the_client_asks() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let total = async |arguments: &str| {
        let document = format!("{{ observations({arguments}, _total: accurate) {{ total }} }}");
        rosa.get(&document, json!({})).await["total"].as_u64().unwrap()
    };
    let all = total("_count: 1").await;
    let owner = |id: &str| {
        format!("_security: {{ value: {{ system: \"https://www.icanbwell.com/owner\", code: \"{id}\" }} }}")
    };
    assert_eq!(total(&owner(JUNIPER)).await + total(&owner(ALDER_BAY)).await, all);
    assert_eq!(total("_security: { values: [] }").await, all);
    assert_eq!(total("code: { value: { system: \"http://loinc.org\", code: \"4548-4\" } }").await, 5);
    assert_eq!(total("_lastUpdated: { values: [{ greaterThan: \"2000-01-01T00:00:00.000Z\" }] }").await, all);
    assert_eq!(total("_lastUpdated: { values: [{ greaterThan: \"2030-01-01T00:00:00.000Z\" }] }").await, 0);
    assert_eq!(total("id: { values: [\"nobody\"] }").await, 0);
    let none = rosa.get("{ observations(_count: 1, _total: none) { total } }", json!({})).await;
    assert_eq!(none["total"], Value::Null);
}

#[tokio::test]
async fn groups_name_their_records_and_places() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let document = "query q($request: GroupsRequest) { getConditionGroups(request: $request) {
        paging_info { page_number page_size total_items total_pages }
        resources { id name references source sourceDisplay coding { system code display } recordedDate } } }";
    let groups = rosa.get(document, json!({ "request": { "pageSize": 20, "page": 0 } })).await;
    let rows = groups["resources"].as_array().unwrap();
    assert_eq!(groups["paging_info"]["total_items"], rows.len());
    let diabetes = rows.iter().find(|row| row["coding"]["code"] == "44054006").unwrap();
    assert_eq!(diabetes["references"].as_array().unwrap().len(), 2);
    assert_eq!(
        diabetes["sourceDisplay"],
        json!(["Juniper Street Family Practice", "Alder Bay Medical Center"])
    );
    assert_eq!(diabetes["source"], json!([JUNIPER, ALDER_BAY]));
    let labs = "{ getLabGroups { resources { name effectiveDateTime value { valueQuantity { value unit } }
        referenceRange { low { value } high { value } } component { code { text } value { valueQuantity { value } } } } } }";
    let labs = rosa.get(labs, json!({})).await;
    let a1c =
        labs["resources"].as_array().unwrap().iter().find(|row| row["name"] == "Hemoglobin A1c").unwrap();
    assert_eq!(a1c["value"]["valueQuantity"]["value"], 7.1);
}

#[tokio::test]
async fn a_document_names_its_file_and_brings_it_when_asked() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let document = "{ documentReferences { entry { resource { id description custodian { display }
        author { reference display } content { attachment { contentType title url size data
        resource { id contentType data } } } } } } }";
    let found = entries(&rosa.get(document, json!({})).await);
    let visit = found.iter().find(|one| one["description"] == "Visit summary").unwrap();
    assert_eq!(visit["custodian"]["display"], "Juniper Street Family Practice");
    assert_eq!(visit["author"][0]["display"], "Amara Lindqvist, MD");
    let attachment = &visit["content"][0]["attachment"];
    assert_eq!(attachment["data"], Value::Null);
    let id = attachment["resource"]["id"].as_str().unwrap();
    assert_eq!(attachment["url"], format!("Binary/{id}"));
    let bytes = STANDARD.decode(attachment["resource"]["data"].as_str().unwrap()).unwrap();
    assert_eq!(attachment["size"], bytes.len());
    assert!(bytes.starts_with(b"<?xml"));
}

#[tokio::test]
async fn kinds_that_nobody_has_are_empty_and_no_error() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    for root in ["medicationRequests", "medicationDispenses", "explanationOfBenefits"] {
        let bundle = rosa.get(&format!("{{ {root} {{ total entry {{ id }} }} }}"), json!({})).await;
        assert_eq!(bundle, json!({ "total": 0, "entry": null }), "{root}");
    }
}
