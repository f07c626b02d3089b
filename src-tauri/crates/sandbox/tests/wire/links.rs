//! Health links: the answer's fields, the payload, the manifest host in the order of the contract.

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use crate::support::{Answer, CREATE_HEALTH_LINK, User, World};

/// What a QR code tells.
pub(crate) struct Shared {
    pub(crate) url: String,
    pub(crate) key: String,
    pub(crate) payload: Value,
    /// The payload as text, for the order of its members.
    pub(crate) text: String,
}

/// Reads the link out of `createHealthLink`'s answer.
pub(crate) fn shared(link: &Value) -> Shared {
    let url = link["content"][0]["attachment"]["url"].as_str().unwrap();
    let (_, payload) = url.split_once("#shlink:/").unwrap();
    let text = String::from_utf8(URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap();
    let payload: Value = serde_json::from_str(&text).unwrap();
    let member = |name: &str| payload[name].as_str().unwrap().to_owned();
    Shared { url: member("url"), key: member("key"), payload: payload.clone(), text }
}

/// Opens a file with the link's key.
pub(crate) fn open(key: &str, jwe: &str) -> Value {
    serde_json::from_slice(&decrypt(key, jwe).1).unwrap()
}

fn decrypt(key: &str, jwe: &str) -> (Value, Vec<u8>) {
    let parts: Vec<_> = jwe.split('.').collect();
    assert_eq!((parts.len(), parts[1]), (5, ""));
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
    let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &bytes(key)).unwrap());
    let nonce = Nonce::try_assume_unique_for_key(&bytes(parts[2])).unwrap();
    let mut sealed = bytes(parts[3]);
    sealed.extend(bytes(parts[4]));
    let plain = key.open_in_place(nonce, Aad::from(parts[0].as_bytes()), &mut sealed).unwrap().to_vec();
    (serde_json::from_slice(&bytes(parts[0])).unwrap(), plain)
}

async fn create(user: &User, input: Value) -> Answer {
    user.ask(CREATE_HEALTH_LINK, json!({ "input": input })).await
}

/// A link to everything, with the seed's passcode.
async fn link(user: &User) -> Value {
    let variables = serde_json::from_str(include_str!(
        "../../../../../tests/fixtures/guides/002/create_health_link.variables.json"
    ))
    .unwrap();
    user.get(CREATE_HEALTH_LINK, variables).await
}

async fn knock(world: &World, url: &str, body: Value) -> Response {
    world.http.post(url).json(&body).send().await.unwrap()
}

#[tokio::test]
async fn the_answer_has_the_fields_of_the_seed() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let link = link(&rosa).await;
    let id = link["id"].as_str().unwrap();
    let shared = shared(&link);
    let manifest_id = shared.url.rsplit('/').next().unwrap();
    assert_eq!(manifest_id.len(), 43);
    assert!(shared.url.starts_with(&world.url("/v1/health-link/manifests/")) && shared.url.len() <= 128);
    assert_eq!(
        link["identifier"],
        json!([
            { "system": "http://icanbwell.com/smart-health-links", "value": manifest_id },
            { "system": "https://www.icanbwell.com/sourceId", "value": id },
            { "system": "https://www.icanbwell.com/uuid", "value": id },
        ])
    );
    assert_eq!(link["description"], "Patient Summary");
    assert_eq!(link["resourceType"], "DocumentReference");
    assert_eq!(link["status"], "current");
    assert_eq!(link["date"], "2026-08-19T12:07:46.000Z");
    assert_eq!(
        link["context"]["period"],
        json!({ "start": "2026-08-19T12:07:46.000Z", "end": "2026-08-19T12:12:46.000Z" })
    );
    let person = rosa.get("{ userProfile { id } }", json!({})).await;
    assert_eq!(link["subject"]["reference"], format!("Patient/person.{}", person["id"].as_str().unwrap()));
    let attachment = &link["content"][0]["attachment"];
    assert_eq!(attachment["contentType"], "application/smart-health-link+json");
    assert_eq!(attachment["title"], "SMART Health Link Payload");
    assert_eq!(
        link["category"],
        json!([{ "coding": [{
            "system": "http://hl7.org/fhir/uv/smart-health-cards-and-links/StructureDefinition/ShlPayload",
            "code": "smart-health-link",
        }] }])
    );
    // The payload: the members of the seed in their order, `exp` the second of the period's end.
    assert_eq!(shared.payload["exp"], 1_787_141_566);
    assert_eq!((&shared.payload["flag"], &shared.payload["label"]), (&json!("P"), &json!("Health Records")));
    assert_eq!(URL_SAFE_NO_PAD.decode(&shared.key).unwrap().len(), 32);
    let order: Vec<_> = ["url", "key", "exp", "flag", "label"]
        .iter()
        .map(|name| shared.text.find(&format!("\"{name}\":")))
        .collect();
    assert!(order.is_sorted() && order[0] == Some(1));
    // Listed afterwards, for its owner only.
    let list =
        "query l($ids: [ID!]) { healthLinks(input: { id: $ids }) { id content { attachment { url } } } }";
    assert_eq!(
        rosa.get(list, json!({ "ids": [id] })).await[0]["content"][0]["attachment"]["url"],
        attachment["url"]
    );
    let mateo = world.sign_in("mateo").await;
    assert_eq!(mateo.get(list, json!({ "ids": null })).await, json!([]));
}

#[tokio::test]
async fn bad_requests_for_a_link_are_refused() {
    let world = World::start().await;
    let rosa = world.sign_in("rosa").await;
    let config = json!({ "passcode": "743730" });
    let bad = [
        json!({ "securityConfig": { "passcode": "12345" } }),
        json!({ "securityConfig": { "passcode": "12345a" } }),
        json!({ "securityConfig": { "passcode": "１２３４５６" } }),
        json!({ "label": "x".repeat(81), "securityConfig": config }),
        json!({ "resources": [{ "resourceType": "Encounter" }], "securityConfig": config }),
    ];
    for input in bad {
        assert_eq!(create(&rosa, input).await.refusal(), ("400".into(), "value".into()));
    }
    // Without `securityConfig` the document's variables do not fit the schema.
    let answer = create(&rosa, json!({ "label": "x" })).await;
    assert_eq!(answer.body["errors"][0]["extensions"]["code"], "GRAPHQL_VALIDATION_FAILED");
    // No label, no types: everything, and no `label` in the payload.
    let answer = create(&rosa, json!({ "securityConfig": config })).await;
    assert!(shared(&answer.body["data"]["createHealthLink"]).payload.get("label").is_none());
}

#[tokio::test]
async fn the_manifest_opens_with_the_passcode_and_the_file_with_the_key() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let shared = shared(&link(&rosa).await);
    let wrong = knock(&world, &shared.url, json!({ "recipient": "Desk", "passcode": "000000" })).await;
    assert_eq!(wrong.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(wrong.json::<Value>().await.unwrap(), json!({ "remainingAttempts": 4 }));

    let right =
        knock(&world, &shared.url, json!({ "recipient": "Desk", "passcode": "743730", "more": 1 })).await;
    assert_eq!(right.status(), StatusCode::OK);
    assert_eq!(right.headers()["cache-control"], "no-store");
    assert_eq!(right.headers()["referrer-policy"], "no-referrer");
    assert_eq!(right.headers()["access-control-allow-origin"], "*");
    let manifest: Value = right.json().await.unwrap();
    assert_eq!(manifest["status"], "finalized");
    let file = &manifest["files"][0];
    assert_eq!(file["contentType"], "application/fhir+json");
    let (header, plain) = decrypt(&shared.key, file["embedded"].as_str().unwrap());
    assert_eq!(header, json!({ "alg": "dir", "enc": "A256GCM", "cty": "application/fhir+json" }));
    let bundle: Value = serde_json::from_slice(&plain).unwrap();
    assert_eq!((&bundle["resourceType"], &bundle["type"]), (&json!("Bundle"), &json!("collection")));
    // Every entry has a `fullUrl`, says which place it came from, and points at the patient in the bundle.
    let entries = bundle["entry"].as_array().unwrap();
    let patient = entries[0]["fullUrl"].as_str().unwrap();
    for entry in &entries[1..] {
        assert_eq!(entry["fullUrl"], format!("urn:uuid:{}", entry["resource"]["id"].as_str().unwrap()));
        let reference =
            ["subject", "patient", "beneficiary"].iter().find_map(|role| entry["resource"].get(role));
        assert_eq!(reference.unwrap()["reference"], patient);
        assert_eq!(entry["resource"]["meta"]["security"][1]["system"], "https://www.icanbwell.com/owner");
    }
    // Who asked is told to the director, without any secret.
    let log = world.control(Method::GET, "/control/people/rosa/links", None).await;
    let opened: Vec<_> = log[0]["accesses"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| (&one["recipient"], &one["opened"]))
        .collect();
    assert_eq!(opened, [(&json!("Desk"), &json!(false)), (&json!("Desk"), &json!(true))]);
}

#[tokio::test]
async fn a_request_that_is_no_request_costs_no_attempt() {
    let world = World::start().await;
    let shared = shared(&link(&world.sign_in("rosa").await).await);
    for body in
        [json!({}), json!({ "recipient": "" }), json!({ "recipient": 7, "passcode": "743730" }), json!([])]
    {
        assert_eq!(knock(&world, &shared.url, body).await.status(), StatusCode::BAD_REQUEST);
    }
    let text = world.http.post(&shared.url).body("not JSON").send().await.unwrap();
    assert_eq!(text.status(), StatusCode::BAD_REQUEST);
    // A missing passcode and one of another type do cost one each.
    for (body, left) in
        [(json!({ "recipient": "x" }), 4), (json!({ "recipient": "x", "passcode": 743_730 }), 3)]
    {
        let answer = knock(&world, &shared.url, body).await;
        assert_eq!(answer.json::<Value>().await.unwrap()["remainingAttempts"], left);
    }
    // GET gives no files.
    let read = world.http.get(&shared.url).send().await.unwrap();
    assert_eq!(read.status(), StatusCode::METHOD_NOT_ALLOWED);
    let large = world.http.post(&shared.url).body("x".repeat(65 * 1024)).send().await.unwrap();
    assert_eq!(large.status(), StatusCode::PAYLOAD_TOO_LARGE);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn twenty_wrong_passcodes_at_once_give_five_counts_and_then_nothing() {
    let world = World::start().await;
    let shared = shared(&link(&world.sign_in("rosa").await).await);
    let mut knocks = tokio::task::JoinSet::new();
    for number in 0..20 {
        let (http, url) = (world.http.clone(), shared.url.clone());
        knocks.spawn(async move {
            let body = json!({ "recipient": "x", "passcode": format!("{number:06}") });
            let answer = http.post(url).json(&body).send().await.unwrap();
            let status = answer.status();
            let count = answer.json::<Value>().await.ok().map(|body| body["remainingAttempts"].as_u64());
            (status, count.flatten())
        });
    }
    let answers = knocks.join_all().await;
    let mut counts: Vec<_> = answers.iter().filter_map(|(_, count)| *count).collect();
    counts.sort_unstable();
    assert_eq!(counts, [0, 1, 2, 3, 4]);
    let gone = answers.iter().filter(|(status, count)| *status == StatusCode::NOT_FOUND && count.is_none());
    assert_eq!(gone.count(), 15);
    // The right one comes too late.
    let late = knock(&world, &shared.url, json!({ "recipient": "x", "passcode": "743730" })).await;
    assert_eq!((late.status(), late.text().await.unwrap().as_str()), (StatusCode::NOT_FOUND, ""));
}

#[tokio::test]
async fn a_link_ends_after_five_minutes() {
    let world = World::start().await;
    let shared = shared(&link(&world.sign_in("rosa").await).await);
    let right = json!({ "recipient": "x", "passcode": "743730" });
    world.advance(299).await;
    assert_eq!(knock(&world, &shared.url, right.clone()).await.status(), StatusCode::OK);
    world.advance(1).await;
    assert_eq!(knock(&world, &shared.url, right.clone()).await.status(), StatusCode::NOT_FOUND);
    let unknown = world.url(&format!("/v1/health-link/manifests/{}", "A".repeat(43)));
    assert_eq!(knock(&world, &unknown, right).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_file_too_long_to_embed_has_an_address_that_works_once() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let shared = shared(&link(&rosa).await);
    let body = json!({ "recipient": "x", "passcode": "743730", "embeddedLengthMax": 100 });
    let manifest: Value = knock(&world, &shared.url, body.clone()).await.json().await.unwrap();
    assert!(manifest["files"][0].get("embedded").is_none());
    let address = manifest["files"][0]["location"].as_str().unwrap();
    let file = world.http.get(address).send().await.unwrap();
    assert_eq!(file.headers()["content-type"], "application/jose");
    assert_eq!(open(&shared.key, &file.text().await.unwrap())["resourceType"], "Bundle");
    assert_eq!(world.http.get(address).send().await.unwrap().status(), StatusCode::NOT_FOUND);
    // A fresh manifest gives a fresh address; it lasts five minutes at most.
    let manifest: Value = knock(&world, &shared.url, body).await.json().await.unwrap();
    world.advance(300).await;
    let late = world.http.get(manifest["files"][0]["location"].as_str().unwrap()).send().await.unwrap();
    assert_eq!(late.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn browsers_of_any_origin_may_ask() {
    let world = World::start().await;
    let shared = shared(&link(&world.sign_in("rosa").await).await);
    let answer = world.http.request(Method::OPTIONS, &shared.url).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::NO_CONTENT);
    let headers = answer.headers();
    assert_eq!(headers["access-control-allow-origin"], "*");
    assert!(headers["access-control-allow-methods"].to_str().unwrap().contains("POST"));
    assert_eq!(headers["access-control-allow-headers"], "content-type");
    let unknown = world.http.post(format!("{}x", shared.url)).send().await.unwrap();
    assert_eq!(unknown.headers()["access-control-allow-origin"], "*");
    assert_eq!(unknown.headers()["access-control-expose-headers"], "retry-after");
}

#[tokio::test]
async fn files_can_be_sealed_in_the_harder_ways() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let shape = json!({ "zip": true, "cty": false });
    world.control(Method::POST, "/control/answers", Some(shape)).await;
    let shared = shared(&link(&rosa).await);
    let body = json!({ "recipient": "x", "passcode": "743730" });
    let manifest: Value = knock(&world, &shared.url, body).await.json().await.unwrap();
    let (header, packed) = decrypt(&shared.key, manifest["files"][0]["embedded"].as_str().unwrap());
    assert_eq!(header, json!({ "alg": "dir", "enc": "A256GCM", "zip": "DEF" }));
    let mut plain = String::new();
    std::io::Read::read_to_string(&mut flate2::read::DeflateDecoder::new(&packed[..]), &mut plain).unwrap();
    assert!(plain.starts_with('{') && plain.contains("\"Bundle\""));
}

#[tokio::test]
async fn links_can_have_two_files_and_another_life() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let shape = json!({ "linkFiles": 2, "linkSeconds": 60 });
    world.control(Method::POST, "/control/answers", Some(shape)).await;
    let shared = shared(&link(&rosa).await);
    let body = json!({ "recipient": "x", "passcode": "743730" });
    let manifest: Value = knock(&world, &shared.url, body.clone()).await.json().await.unwrap();
    let files = manifest["files"].as_array().unwrap();
    let sizes: Vec<_> = files
        .iter()
        .map(|file| open(&shared.key, file["embedded"].as_str().unwrap())["entry"].as_array().unwrap().len())
        .collect();
    assert_eq!(sizes, [1, 33]);
    world.advance(60).await;
    assert_eq!(knock(&world, &shared.url, body).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_viewer_explains_itself() {
    let world = World::start().await;
    let page = world
        .http
        .get(world.url("/v1/health-link/viewer.html"))
        .header("accept-language", "es")
        .send()
        .await
        .unwrap();
    assert_eq!(page.status(), StatusCode::OK);
    let page = page.text().await.unwrap();
    assert!(page.contains("lang=\"es\"") && page.contains("SMART Health Link") && !page.contains("<script"));
}

#[tokio::test]
async fn a_direct_link_gives_its_one_file_to_whoever_says_a_name() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let shape = json!({ "linkFlag": "U", "linkFiles": 2, "healthCard": true });
    world.control(Method::POST, "/control/answers", Some(shape)).await;
    let shared = shared(&link(&rosa).await);
    assert_eq!(shared.payload["flag"], "U");
    let (_, id) = shared.url.split_once("/v1/health-link/u/").unwrap();
    assert_eq!(id.len(), 43);
    let asked = async |url: &str| world.http.get(url).send().await.unwrap();
    assert_eq!(asked(&shared.url).await.status(), StatusCode::BAD_REQUEST);
    assert_eq!(asked(&format!("{}?recipient=", shared.url)).await.status(), StatusCode::BAD_REQUEST);
    let file = asked(&format!("{}?recipient=Valley%20Clinic", shared.url)).await;
    assert_eq!(file.headers()["content-type"], "application/jose");
    assert_eq!(file.headers()["access-control-allow-origin"], "*");
    assert_eq!(file.headers()["cache-control"], "no-store");
    assert_eq!(open(&shared.key, &file.text().await.unwrap())["entry"].as_array().unwrap().len(), 34);
    // There is no manifest to it, and none of its kind at another link's address.
    let manifest = world.url(&format!("/v1/health-link/manifests/{id}"));
    let body = json!({ "recipient": "x", "passcode": "743730" });
    assert_eq!(knock(&world, &manifest, body).await.status(), StatusCode::NOT_FOUND);
    world.advance(300).await;
    assert_eq!(asked(&format!("{}?recipient=x", shared.url)).await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_link_with_a_manifest_is_no_direct_one() {
    let world = World::start().await;
    let shared = shared(&link(&world.sign_in("rosa").await).await);
    let direct = shared.url.replace("/manifests/", "/u/");
    let answer = world.http.get(format!("{direct}?recipient=x")).send().await.unwrap();
    assert_eq!(answer.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_link_that_may_change_says_when_to_look_again() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    world.control(Method::POST, "/control/answers", Some(json!({ "linkFlag": "L" }))).await;
    let shared = shared(&link(&rosa).await);
    // It asks for no passcode.
    let answer = knock(&world, &shared.url, json!({ "recipient": "x" })).await;
    assert_eq!(answer.headers()["retry-after"], "10");
    assert_eq!(answer.json::<Value>().await.unwrap()["status"], "can-change");
}

#[tokio::test]
async fn a_health_card_and_a_credential_can_lie_beside_the_summary() {
    let world = World::start().await;
    let rosa = world.rosa_searched().await;
    let shape = json!({ "healthCard": true, "apiAccess": true });
    world.control(Method::POST, "/control/answers", Some(shape)).await;
    let shared = shared(&link(&rosa).await);
    let body = json!({ "recipient": "x", "passcode": "743730" });
    let manifest: Value = knock(&world, &shared.url, body).await.json().await.unwrap();
    let file = |at: usize| open(&shared.key, manifest["files"][at]["embedded"].as_str().unwrap());
    let kinds: Vec<_> = manifest["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["contentType"].as_str().unwrap())
        .collect();
    assert_eq!(
        kinds,
        ["application/fhir+json", "application/smart-health-card", "application/smart-api-access"]
    );
    let card = file(1);
    let jws: Vec<&str> = card["verifiableCredential"][0].as_str().unwrap().split('.').collect();
    let header: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(jws[0]).unwrap()).unwrap();
    assert_eq!((header["alg"].as_str(), header["zip"].as_str()), (Some("ES256"), Some("DEF")));
    let packed = URL_SAFE_NO_PAD.decode(jws[1]).unwrap();
    let mut plain = String::new();
    std::io::Read::read_to_string(&mut flate2::read::DeflateDecoder::new(&packed[..]), &mut plain).unwrap();
    assert!(plain.contains("#health-card"));
    assert_eq!(URL_SAFE_NO_PAD.decode(jws[2]).unwrap().len(), 64);
    assert_eq!(file(2)["aud"], "https://fhir.nobody.example");
}
