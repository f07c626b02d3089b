//! The second network's wire as ias-wire 12.2 prints it.

use aws_lc_rs::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use reqwest::header::HeaderMap;
use reqwest::{Method, RequestBuilder, Response, StatusCode};
use serde_json::{Value, json};

use crate::support::World;

pub(crate) const PURPOSES: &str = "urn:oid:2.16.840.1.113883.3.7204.1.5.2.1";
const REQUEST_TAG: &str = "https://sandbox.invalid/request-result";

/// Somebody's app at the gateway and the exchange.
pub(crate) struct App<'a> {
    pub(crate) world: &'a World,
    pub(crate) bearer: String,
    pub(crate) patient: String,
}

impl World {
    pub(crate) async fn play(&self, settings: Value) -> Value {
        self.control(Method::POST, "/control/exchange", Some(settings)).await
    }

    pub(crate) async fn ias_token(&self, person: &str, wanted: Value) -> String {
        let path = format!("/control/people/{person}/csp-token");
        let answer = self.control(Method::POST, &path, Some(wanted)).await;
        answer["idToken"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn exchange_token(&self, fields: &[(&str, &str)]) -> (StatusCode, Value) {
        let answer = self.http.post(self.url("/oauth/token")).form(fields).send().await.unwrap();
        (answer.status(), answer.json().await.unwrap())
    }

    pub(crate) async fn bearer(&self, person: &str) -> String {
        let id_token = self.id_token(person).await;
        let (status, body) = self.exchange_token(&exchanging(&id_token)).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        assert_eq!((&body["token_type"], &body["expires_in"]), (&json!("Bearer"), &json!(3600)));
        body["access_token"].as_str().unwrap().to_owned()
    }

    /// Signed in at the gateway, with a tenant patient.
    pub(crate) async fn exchange_app(&self, person: &str) -> App<'_> {
        let bearer = self.bearer(person).await;
        let app = App { world: self, bearer, patient: String::new() };
        let answer = app.post("/Patient", &patient()).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::CREATED);
        let location = answer.headers()["location"].to_str().unwrap().to_owned();
        let patient = location.rsplit('/').next().unwrap().to_owned();
        assert_eq!(patient.len(), 24);
        App { patient, ..app }
    }
}

/// The form of an exchange (RFC 8693).
pub(crate) fn exchanging(id_token: &str) -> [(&'static str, &str); 5] {
    [
        ("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange"),
        ("subject_token", id_token),
        ("subject_token_type", "urn:ietf:params:oauth:token-type:id_token"),
        ("audience", "lakeshore-health"),
        ("scope", "patient/*.* patient360"),
    ]
}

/// Rosa as her clinic has her.
pub(crate) fn patient() -> Value {
    json!({
        "resourceType": "Patient", "name": [{ "use": "official", "family": "Delgado", "given": ["Rosa"] }],
        "birthDate": "1968-04-06", "gender": "female",
        "address": [{
            "line": ["12 Juniper Street"], "city": "Alder Bay", "state": "WA", "postalCode": "98201",
        }],
    })
}

impl App<'_> {
    pub(crate) fn get(&self, path: &str) -> RequestBuilder {
        self.world.http.get(self.world.url(&format!("/fhir/R4{path}"))).bearer_auth(&self.bearer)
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> RequestBuilder {
        let url = self.world.url(&format!("/fhir/R4{path}"));
        let request = self.world.http.post(url).bearer_auth(&self.bearer);
        request.header("content-type", "application/fhir+json").body(body.to_string())
    }

    /// The kick-off as the reference prints it.
    pub(crate) fn order(&self, token: &str) -> Value {
        json!({"resourceType": "Parameters", "parameter": [
            {"name": "patient", "valueReference": {"reference": format!("Patient/{}", self.patient)}},
            {"name": "purposeOfUse", "valueCoding": {"system": PURPOSES, "code": "T-IAS"}},
            {"name": "iasToken", "valueString": token},
            {"name": "mode", "valueCode": "retrieve"}]})
    }

    pub(crate) async fn kick_off(&self, order: Value, key: &str) -> Response {
        self.post("/DocumentReference/$p360-retrieve", &order)
            .header("prefer", "respond-async")
            .header("hg-idempotency-key", key)
            .send()
            .await
            .unwrap()
    }

    /// A retrieval that has begun: its id.
    pub(crate) async fn begin(&self) -> String {
        let token = self.world.ias_token("rosa", json!({})).await;
        let answer = self.kick_off(self.order(&token), "5f0c0000-0000-4000-8000-000000000001").await;
        assert_eq!(answer.status(), StatusCode::ACCEPTED, "{:?}", answer.text().await);
        run_of(answer.headers())
    }

    pub(crate) async fn status(&self, id: &str) -> (StatusCode, HeaderMap, Value) {
        let answer = self.get(&format!("/RequestResult/{id}")).send().await.unwrap();
        let (status, headers) = (answer.status(), answer.headers().clone());
        (status, headers, answer.json().await.unwrap_or_default())
    }

    pub(crate) async fn listing(&self, id: &str, more: &str) -> Value {
        let path = format!(
            "/DocumentReference?patient=Patient/{}&_tag={REQUEST_TAG}|{id}&_count=50{more}",
            self.patient
        );
        let answer = self.get(&path).send().await.unwrap();
        assert_eq!(answer.status(), StatusCode::OK);
        assert_eq!(answer.headers()["content-type"], "application/fhir+json");
        answer.json().await.unwrap()
    }

    /// Every page, by `next`, at most ten.
    pub(crate) async fn pages(&self, id: &str) -> Vec<Value> {
        let mut pages = vec![self.listing(id, "").await];
        while let Some(next) = next(pages.last().unwrap()).filter(|_| pages.len() < 10) {
            let answer = self.world.http.get(next).bearer_auth(&self.bearer).send().await.unwrap();
            pages.push(answer.json().await.unwrap());
        }
        pages
    }

    /// A retrieval that has ended.
    pub(crate) async fn ended(&self) -> String {
        let id = self.begin().await;
        self.world.advance(300).await;
        let (status, _, _) = self.status(&id).await;
        assert_eq!(status, StatusCode::OK);
        id
    }

    pub(crate) async fn binary(&self, url: &str, accept: &str) -> Response {
        let url =
            if url.starts_with("http") { url.to_owned() } else { self.world.url(&format!("/fhir/R4/{url}")) };
        self.world.http.get(url).bearer_auth(&self.bearer).header("accept", accept).send().await.unwrap()
    }
}

pub(crate) fn run_of(headers: &HeaderMap) -> String {
    let location = headers.get("content-location").or_else(|| headers.get("location")).unwrap();
    location.to_str().unwrap().rsplit('/').next().unwrap().to_owned()
}

pub(crate) fn next(page: &Value) -> Option<&str> {
    let links = page["link"].as_array()?;
    links.iter().find(|link| link["relation"] == "next")?["url"].as_str()
}

pub(crate) fn attachments(pages: &[Value]) -> Vec<Value> {
    let entries = pages.iter().flat_map(|page| page["entry"].as_array().unwrap());
    let documents = entries.filter(|entry| entry["resource"]["resourceType"] == "DocumentReference");
    documents.map(|entry| entry["resource"]["content"][0]["attachment"].clone()).collect()
}

/// A parameter of a `Parameters`.
pub(crate) fn parameter<'a>(body: &'a Value, name: &str) -> &'a Value {
    let found = body["parameter"].as_array().unwrap().iter().find(|one| one["name"] == name);
    found.map_or(&Value::Null, |one| {
        one.as_object()
            .unwrap()
            .iter()
            .find(|(key, _)| key.starts_with("value") || *key == "resource")
            .unwrap()
            .1
    })
}

#[tokio::test]
async fn the_gateway_gives_a_token_for_one_patient_and_for_nothing_else_than_a_sign_in() {
    let world = World::start().await;
    let rosa = world.exchange_app("rosa").await;
    let stranger = world.exchange_token(&exchanging("not.a.token")).await;
    assert_eq!((stranger.0, &stranger.1["error"]), (StatusCode::BAD_REQUEST, &json!("invalid_grant")));
    let id_token = world.id_token("rosa").await;
    let mut elsewhere = exchanging(&id_token);
    elsewhere[3].1 = "another-tenant";
    assert_eq!(world.exchange_token(&elsewhere).await.1["error"], "invalid_target");
    world.advance(601).await;
    assert_eq!(world.exchange_token(&exchanging(&id_token)).await.1["error"], "invalid_grant");

    // Mateo's token does not see Rosa.
    let mateo = App { world: &world, bearer: world.bearer("mateo").await, patient: String::new() };
    let path = format!("/Patient/{}", rosa.patient);
    assert_eq!(mateo.get(&path).send().await.unwrap().status(), StatusCode::NOT_FOUND);
    assert_eq!(rosa.get(&path).send().await.unwrap().status(), StatusCode::OK);
    let search = "/Patient?family=Delgado&given=Rosa&birthdate=1968-04-06";
    let total = |answer: Value| answer["total"].clone();
    assert_eq!(total(mateo.get(search).send().await.unwrap().json().await.unwrap()), 0);
    assert_eq!(total(rosa.get(search).send().await.unwrap().json().await.unwrap()), 1);
    world.advance(3000).await;
    let late = rosa.get(&path).send().await.unwrap();
    assert_eq!(late.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(late.headers()["www-authenticate"], "Bearer error=\"invalid_token\"");
}

#[tokio::test]
async fn the_tenants_own_server_signs_in_with_an_assertion() {
    let world = World::start().await;
    let now = crate::support::START.parse::<jiff::Timestamp>().unwrap().as_second();
    let assertion = |audience: &str, subject: &str| {
        let claims = json!({ "iss": subject, "sub": subject, "aud": audience, "iat": now, "exp": now + 300 });
        let key =
            jsonwebtoken::EncodingKey::from_secret(b"a secret of the tenant that never leaves its gateway");
        jsonwebtoken::encode(&jsonwebtoken::Header::default(), &claims, &key).unwrap()
    };
    let url = world.url("/oauth/token");
    let ask = async |assertion: String| {
        let fields = [
            ("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"),
            ("client_id", "lakeshore-tenant"),
            ("assertion", assertion.as_str()),
            ("scope", "user/*.* patient360"),
        ];
        world.exchange_token(&fields).await
    };
    let (status, body) = ask(assertion(&url, "lakeshore-tenant")).await;
    assert_eq!((status, &body["scope"]), (StatusCode::OK, &json!("user/*.* patient360")));
    let (status, body) = ask(assertion(&url, "somebody")).await;
    assert_eq!(
        (status, &body["error_description"]),
        (StatusCode::BAD_REQUEST, &json!("Subject validation failed"))
    );
    assert_eq!(
        ask(assertion("https://elsewhere.invalid", "lakeshore-tenant")).await.1["error"],
        "invalid_grant"
    );
}

#[tokio::test]
async fn a_retrieval_runs_as_the_reference_prints_it() {
    let world = World::start().await;
    world.play(json!({ "keptSeconds": 600 })).await;
    let app = world.exchange_app("rosa").await;
    let token = world.ias_token("rosa", json!({})).await;
    let key = "5f0c0000-0000-4000-8000-000000000001";
    let kicked = app.kick_off(app.order(&token), key).await;
    assert_eq!(kicked.status(), StatusCode::ACCEPTED);
    assert_eq!(kicked.headers()["retry-after"], "2");
    assert!(kicked.headers().contains_key("x-hg-request-id"));
    let id = run_of(kicked.headers());
    assert_eq!(kicked.headers()["location"], world.url(&format!("/fhir/R4/RequestResult/{id}")));

    // The same again is the same; another one under the same key is nothing at all.
    assert_eq!(run_of(app.kick_off(app.order(&token), key).await.headers()), id);
    let mut other = app.order(&token);
    other["parameter"][3]["valueCode"] = json!("import");
    let conflict = app.kick_off(other, key).await;
    assert_eq!(conflict.status(), StatusCode::CONFLICT);
    assert!(conflict.headers().contains_key("x-hg-request-id"));
    assert_eq!(conflict.text().await.unwrap(), "");

    let (status, _, body) = app.status(&id).await;
    assert_eq!((status, parameter(&body, "status")), (StatusCode::ACCEPTED, &json!("queued")));
    world.advance(70).await;
    let (status, headers, body) = app.status(&id).await;
    assert_eq!(status, StatusCode::ACCEPTED);
    assert_eq!(headers["x-progress"], "3 of 7 organizations");
    assert_eq!(headers["retry-after"], "2");
    assert_eq!(parameter(&body, "status"), "in-progress");
    assert_eq!(parameter(&body, "organizationsResponded"), 3);
    // Nothing is read before the end.
    let early = app.get(&format!("/DocumentReference?patient={}&_tag={REQUEST_TAG}|{id}", app.patient));
    assert_eq!(early.send().await.unwrap().status(), StatusCode::CONFLICT);
    world.advance(60).await;
    let (status, headers, body) = app.status(&id).await;
    assert_eq!((status, parameter(&body, "status")), (StatusCode::OK, &json!("completed")));
    assert!(headers.contains_key("expires"));
    assert_eq!(
        (parameter(&body, "documentsFound"), parameter(&body, "organizationsTotal")),
        (&json!(46), &json!(7))
    );

    let page = app.listing(&id, "&_revinclude=Provenance:target").await;
    assert_eq!(page["total"], 46);
    assert_eq!(next(&page), None);
    let modes: Vec<_> =
        page["entry"].as_array().unwrap().iter().map(|entry| &entry["search"]["mode"]).collect();
    assert_eq!(modes.iter().filter(|mode| **mode == "match").count(), 46);
    assert_eq!(modes.iter().filter(|mode| **mode == "include").count(), 46);
    let first = &page["entry"][0]["resource"];
    assert_eq!(first["meta"]["tag"][0], json!({ "system": REQUEST_TAG, "code": id }));
    let attachment = &first["content"][0]["attachment"];
    let raw = app.binary(attachment["url"].as_str().unwrap(), "*/*").await.bytes().await.unwrap();
    assert_eq!(attachment["size"], raw.len());
    assert_eq!(attachment["hash"], STANDARD.encode(digest(&SHA1_FOR_LEGACY_USE_ONLY, &raw)));
    let json: Value =
        app.binary(attachment["url"].as_str().unwrap(), "application/fhir+json").await.json().await.unwrap();
    assert_eq!(STANDARD.decode(json["data"].as_str().unwrap()).unwrap(), raw);
    let path = format!("/Provenance?target=DocumentReference/{}", first["id"].as_str().unwrap());
    let told: Value = app.get(&path).send().await.unwrap().json().await.unwrap();
    assert_eq!(told["entry"][0]["resource"]["agent"][0]["who"]["display"], "Juniper Street Family Practice");

    let audit: Value =
        app.get(&format!("/RequestResult/{id}/$audit")).send().await.unwrap().json().await.unwrap();
    let text = audit.to_string();
    assert!(text.contains("Portage Hill Hospital") && !text.contains(&token) && !text.contains("Delgado"));
    assert_eq!(parameter(&audit, "jti"), &crate::support::claims(&token)["jti"]);
    world.advance(700).await;
    assert_eq!(app.status(&id).await.0, StatusCode::GONE);
}

#[tokio::test]
async fn a_retrieval_is_cancelled_and_then_is_nowhere() {
    let world = World::start().await;
    world.play(json!({ "play": "cancel" })).await;
    let app = world.exchange_app("rosa").await;
    let id = app.begin().await;
    world.advance(3600).await;
    let app = App { world: &world, bearer: world.bearer("rosa").await, patient: app.patient };
    assert_eq!(app.status(&id).await.0, StatusCode::ACCEPTED);
    let url = world.url(&format!("/fhir/R4/RequestResult/{id}"));
    let gone = world.http.delete(url).bearer_auth(&app.bearer).send().await.unwrap();
    assert_eq!(gone.status(), StatusCode::ACCEPTED);
    assert_eq!(app.status(&id).await.0, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn structured_records_are_there_once_documents_were_imported() {
    let world = World::start().await;
    let app = world.exchange_app("rosa").await;
    app.ended().await;
    let conditions = async || -> Value {
        let path = format!("/Condition?patient=Patient/{}", app.patient);
        app.get(&path).send().await.unwrap().json().await.unwrap()
    };
    assert_eq!(conditions().await["total"], 0);
    let token = world.ias_token("rosa", json!({})).await;
    let mut order = app.order(&token);
    order["parameter"][3]["valueCode"] = json!("import");
    let kicked = app.kick_off(order, "5f0c0000-0000-4000-8000-000000000002").await;
    assert_eq!(kicked.status(), StatusCode::ACCEPTED);
    assert_eq!(conditions().await["total"], 0, "not before the end");
    world.advance(300).await;
    let found = conditions().await;
    assert!(found["total"].as_u64().unwrap() > 3);
    assert_eq!(found["entry"][0]["resource"]["resourceType"], "Condition");
}

#[tokio::test]
async fn a_test_puts_its_own_papers_there() {
    let world = World::start().await;
    let papers = json!({
        "papers": [{ "title": "Mine", "contentType": "text/plain", "base64": STANDARD.encode("as it is") }],
        "bulk": { "count": 120, "bytes": 1000 }, "sources": 3,
    });
    assert_eq!(world.control(Method::POST, "/control/people/rosa/papers", Some(papers)).await["papers"], 121);
    let app = world.exchange_app("rosa").await;
    let id = app.ended().await;
    let pages = app.pages(&id).await;
    let found = attachments(&pages);
    assert_eq!((pages.len(), found.len()), (3, 121));
    let mine = app.binary(found[0]["url"].as_str().unwrap(), "*/*").await;
    assert_eq!(mine.headers()["content-type"], "text/plain");
    assert_eq!(mine.text().await.unwrap(), "as it is");
    let bulk = app.binary(found[120]["url"].as_str().unwrap(), "*/*").await.bytes().await.unwrap();
    assert!(bulk.len() == 1000 && bulk.starts_with(b"%PDF-1.7"));
}
