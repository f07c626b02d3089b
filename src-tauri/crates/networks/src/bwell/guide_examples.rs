//! The guides' own examples: what we send equals what they print, and what they print parses without loss.

use graphql_parser::parse_query;
use secrecy::SecretString;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::operation::Operation;
use super::wire::ByConnection;
use super::{
    ConnectionStatus, ConsentSubject, HealthLinkOrder, Provision, ShareType, TaskStatus,
    activate_direct_connection, care_teams, create_consent, create_health_link, get_oauth_url, tasks,
};

macro_rules! guide {
    ($path:literal) => {
        include_str!(concat!("../../../../../tests/fixtures/guides/", $path))
    };
}

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// Two documents are equal when they parse to the same printed form.
fn assert_same_document(ours: &str, theirs: &str) {
    let printed = |text: &str| parse_query::<String>(text).unwrap().to_string();
    assert_eq!(printed(ours), printed(theirs));
}

/// Parses the example response, and checks that writing it again loses and adds nothing.
fn parsed<O: Operation>(response: &str) -> O::Data
where
    O::Data: Serialize + DeserializeOwned,
{
    let example = json(response)["data"].clone();
    let data: O::Data = serde_json::from_value(example.clone()).unwrap();
    assert_eq!(serde_json::to_value(&data).unwrap(), example);
    super::operation::read::<O>(response.as_bytes()).unwrap()
}

fn assert_variables(ours: &impl Serialize, theirs: &str) {
    assert_eq!(serde_json::to_value(ours).unwrap(), json(theirs));
}

fn decision(permit: bool) -> impl Serialize {
    create_consent::variables(&ConsentSubject::RecordFinding, permit)
}

#[test]
fn create_consent_is_the_guides() {
    assert_same_document(create_consent::CreateConsent::DOCUMENT, guide!("000/create_consent.graphql"));
    assert_same_document(create_consent::CreateConsent::DOCUMENT, guide!("000/create_consent.again.graphql"));
    assert_variables(&decision(true), guide!("000/create_consent.permit.variables.json"));
    assert_variables(&decision(false), guide!("000/create_consent.deny.variables.json"));
    let permit = parsed::<create_consent::CreateConsent>(guide!("000/create_consent.permit.response.json"));
    assert_eq!(permit.recorded().unwrap().provision, Provision::Permit);
    let deny = parsed::<create_consent::CreateConsent>(guide!("000/create_consent.deny.response.json"));
    assert_eq!(deny.recorded().unwrap().provision, Provision::Deny);
}

#[test]
fn tasks_is_the_guides() {
    assert_same_document(tasks::Tasks::DOCUMENT, guide!("000/tasks.graphql"));
    assert_variables(&tasks::variables(), guide!("000/tasks.variables.json"));
    assert_variables(&tasks::variables(), guide!("001/tasks.arguments.json"));
    let search = parsed::<tasks::Tasks>(guide!("000/tasks.response.json")).newest().unwrap();
    assert_eq!(search.status, TaskStatus::Completed);
    assert_eq!(search.started_at, Some("2025-11-27T12:07:56.635100Z".parse().unwrap()));
    assert_eq!(search.ended_at, Some("2025-11-27T12:19:56.871151Z".parse().unwrap()));
}

#[test]
fn the_five_task_words_are_known() {
    for word in json(guide!("001/task_statuses.json")).as_array().unwrap() {
        let status = TaskStatus::parse(word.as_str().unwrap());
        assert!(!matches!(status, TaskStatus::Unknown(_)), "{word}");
    }
}

#[test]
fn care_teams_is_the_guides() {
    assert_same_document(care_teams::CareTeams::DOCUMENT, guide!("000/care_teams.graphql"));
    let variables = care_teams::variables("tefca-ias-recommendations");
    assert_variables(&variables, guide!("000/care_teams.variables.json"));
    let places = parsed::<care_teams::CareTeams>(guide!("000/care_teams.response.json")).recommended();
    assert_eq!(places.len(), 1);
    assert_eq!(places[0].connection_id, "c5296ea5-c1f3-5a75-8e41-21a760fb08bf");
    assert_eq!(places[0].name, "FHIR Sandbox");
}

/// Seed 001 prints the SDK's arguments; a page asks the same of the wire.
#[test]
fn a_page_of_care_teams_is_the_sdk_guides() {
    let theirs = json(guide!("001/care_teams.arguments.json"));
    let ours = serde_json::to_value(care_teams::page_variables("recommended-connections", 0)).unwrap();
    for (ours_at, theirs_at) in [("categoryCode", "code"), ("page", "page"), ("pageSize", "pageSize")] {
        assert_eq!(ours[ours_at], theirs[theirs_at]);
    }
}

#[test]
fn get_oauth_url_is_the_guides() {
    assert_same_document(get_oauth_url::GetOauthUrl::DOCUMENT, guide!("000/get_oauth_url.graphql"));
    let variables = ByConnection::new("c5296ea5-c1f3-5a75-8e41-21a760fb08bf");
    assert_variables(&variables, guide!("000/get_oauth_url.variables.json"));
    // The guide prints a placeholder, which is no address: it parses, and is then refused as one.
    assert!(
        parsed::<get_oauth_url::GetOauthUrl>(guide!("000/get_oauth_url.response.json")).address().is_err()
    );
}

#[test]
fn activate_direct_connection_is_the_guides() {
    assert_same_document(
        activate_direct_connection::ActivateDirectConnection::DOCUMENT,
        guide!("000/activate_direct_connection.graphql"),
    );
    let variables = ByConnection::new("2.16.840.1.113883.3.9504.1.1");
    assert_variables(&variables, guide!("000/activate_direct_connection.variables.json"));
    let data = parsed::<activate_direct_connection::ActivateDirectConnection>(guide!(
        "000/activate_direct_connection.response.json"
    ));
    assert_eq!(data.status().unwrap(), ConnectionStatus::Connected);
}

const ALL_TYPES: [ShareType; 9] = [
    ShareType::Patient,
    ShareType::CarePlan,
    ShareType::Condition,
    ShareType::AllergyIntolerance,
    ShareType::MedicationStatement,
    ShareType::Immunization,
    ShareType::Procedure,
    ShareType::Observation,
    ShareType::Coverage,
];

fn order(types: Option<Vec<ShareType>>) -> HealthLinkOrder {
    HealthLinkOrder { label: "Health Records".to_owned(), types, passcode: SecretString::from("743730") }
}

#[test]
fn create_health_link_is_the_guides() {
    assert_same_document(
        create_health_link::CreateHealthLink::DOCUMENT,
        guide!("002/create_health_link.graphql"),
    );
    let variables = create_health_link::variables(&order(Some(ALL_TYPES.to_vec())));
    assert_variables(&variables, guide!("002/create_health_link.variables.json"));
    let sent = serde_json::to_value(&variables).unwrap();
    assert_eq!(sent["input"]["resources"], json(guide!("002/share_types.json")));

    let link = parsed::<create_health_link::CreateHealthLink>(guide!("002/create_health_link.response.json"));
    let link = link.issued().unwrap();
    assert_eq!(link.id, "e55843b5-131f-5a3a-892e-b2bd4dd17761");
    assert_eq!(link.ends_at, Some("2025-12-19T19:47:02.887Z".parse().unwrap()));
}

#[test]
fn the_whole_summary_sends_no_list() {
    let sent = serde_json::to_value(create_health_link::variables(&order(None))).unwrap();
    assert!(sent["input"].get("resources").is_none());
}

/// Seed 001 writes its consent in lower case for the SDK; on the wire it is the same decision.
#[test]
fn the_sdk_guides_consent_is_the_same_decision() {
    for (arguments, permit) in [
        (guide!("001/create_consent.permit.arguments.json"), true),
        (guide!("001/create_consent.deny.arguments.json"), false),
    ] {
        let theirs = json(arguments);
        let ours = serde_json::to_value(decision(permit)).unwrap()["consentInput"].clone();
        let lower = |value: &Value| value.as_str().unwrap().to_lowercase();
        assert_eq!(lower(&ours["status"]), theirs["status"]);
        assert_eq!(lower(&ours["provision"]["type"]), theirs["provision"]);
        assert_eq!(ours["category"][0]["coding"][0]["code"], theirs["category"]);
    }
}
