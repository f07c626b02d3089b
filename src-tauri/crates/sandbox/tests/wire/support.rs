//! A world under test, its users, and the browser of a patient.

use reqwest::{Client, Method, Response, StatusCode, redirect::Policy};
use sandbox::{Options, Sandbox};
use serde_json::{Value, json};

/// A client key that decodes: `{"env":"sandbox"}`.
pub(crate) const CLIENT_KEY: &str = "eyJlbnYiOiJzYW5kYm94In0=";
/// When every test begins: set-up day of the design's story, ten seconds before the seed's search began.
pub(crate) const START: &str = "2026-08-19T12:07:46Z";

/// Rosa's places.
pub(crate) const JUNIPER: &str = "2.16.840.1.113883.3.9504.1.1";
pub(crate) const ALDER_BAY: &str = "2.16.840.1.113883.3.9504.1.2";
pub(crate) const TAMARACK: &str = "2.16.840.1.113883.3.9504.1.3";
pub(crate) const QUILLBACK: &str = "6f0d2f6e-52a5-5c0b-9a53-0d5a1c3b7e21";
pub(crate) const FERNHILL: &str = "b1c9a1d4-7d0e-5b54-8f3c-44e1f0a6d930";
pub(crate) const CEDAR_LOOP: &str = "cedar_loop_eye_care";

pub(crate) const CREATE_CONSENT: &str =
    include_str!("../../../../../tests/fixtures/guides/000/create_consent.graphql");
pub(crate) const TASKS: &str = include_str!("../../../../../tests/fixtures/guides/000/tasks.graphql");
pub(crate) const CARE_TEAMS: &str =
    include_str!("../../../../../tests/fixtures/guides/000/care_teams.graphql");
pub(crate) const CONNECTIONS: &str = include_str!("data/get_member_connections.graphql");
pub(crate) const OAUTH_URL: &str =
    include_str!("../../../../../tests/fixtures/guides/000/get_oauth_url.graphql");
pub(crate) const CREATE_HEALTH_LINK: &str =
    include_str!("../../../../../tests/fixtures/guides/002/create_health_link.graphql");
pub(crate) const ACTIVATE: &str =
    include_str!("../../../../../tests/fixtures/guides/000/activate_direct_connection.graphql");

pub(crate) struct World {
    pub(crate) sandbox: Sandbox,
    pub(crate) http: Client,
}

/// Somebody who has signed in.
#[derive(Clone)]
pub(crate) struct User {
    base: String,
    http: Client,
    pub(crate) access: String,
    pub(crate) identity: String,
    pub(crate) refresh: String,
}

/// The answer to a GraphQL request.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) body: Value,
}

impl World {
    pub(crate) async fn start() -> Self {
        Self::with(stepped()).await
    }

    pub(crate) async fn with(options: Options) -> Self {
        let http = Client::builder().no_proxy().redirect(Policy::none()).build().unwrap();
        Self { sandbox: sandbox::spawn(options).await.unwrap(), http }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}{path}", self.sandbox.base_url())
    }

    /// A call of the control API that must succeed.
    pub(crate) async fn control(&self, method: Method, path: &str, body: Option<Value>) -> Value {
        let answer = self.steer(method, path, body).await;
        assert!(answer.status().is_success(), "{path}: {answer:?}");
        answer.json().await.unwrap()
    }

    pub(crate) async fn steer(&self, method: Method, path: &str, body: Option<Value>) -> Response {
        let mut request = self.http.request(method, self.url(path)).bearer_auth(self.sandbox.control_token());
        if let Some(body) = body {
            request = request.json(&body);
        }
        request.send().await.unwrap()
    }

    pub(crate) async fn advance(&self, seconds: u32) {
        self.control(Method::POST, "/control/clock", Some(json!({ "advanceSeconds": seconds }))).await;
    }

    pub(crate) async fn id_token(&self, person: &str) -> String {
        let answer = self.control(Method::POST, &format!("/control/people/{person}/id-token"), None).await;
        answer["idToken"].as_str().unwrap().to_owned()
    }

    /// Signs in as a person of the scenarios.
    pub(crate) async fn sign_in(&self, person: &str) -> User {
        let token = self.id_token(person).await;
        self.sign_in_with(&token).await
    }

    pub(crate) async fn sign_in_with(&self, token: &str) -> User {
        let body = json!({
            "operationName": "authenticate",
            "variables": {},
            "query": "query authenticate { getToken { accessToken { jwtToken } idToken { jwtToken } refreshToken { token } } }",
        });
        let request = self.http.post(self.url("/v1/graphql")).header("clientkey", CLIENT_KEY);
        let answer = request.header("authorization", token).json(&body).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        self.user(&answer["data"]["getToken"])
    }

    pub(crate) fn user(&self, tokens: &Value) -> User {
        let text = |pointer: &str| tokens.pointer(pointer).unwrap().as_str().unwrap().to_owned();
        User {
            base: self.sandbox.base_url().to_owned(),
            http: self.http.clone(),
            access: text("/accessToken/jwtToken"),
            identity: text("/idToken/jwtToken"),
            refresh: text("/refreshToken/token"),
        }
    }

    /// Rosa, with her search done: three places connected, two that want a sign-in.
    pub(crate) async fn rosa_searched(&self) -> User {
        let rosa = self.sign_in("rosa").await;
        rosa.consent("PERMIT").await;
        self.advance(900).await;
        rosa
    }

    /// Walks through a portal's pages as a person without scripts would; answers with the completion address.
    pub(crate) async fn walk_portal(&self, address: &str, decision: &str) -> String {
        let page = self.http.get(address).send().await.unwrap();
        assert_eq!(page.status(), StatusCode::OK);
        let page = page.text().await.unwrap();
        let sign_in = form(&page, &[]);
        let answer = self.http.post(self.url(&sign_in.0)).form(&sign_in.1).send().await.unwrap();
        let allow = self.http.get(self.url(&location(&answer))).send().await.unwrap().text().await.unwrap();
        let allow = form(&allow, &[("decision", decision)]);
        let answer = self.http.post(self.url(&allow.0)).form(&allow.1).send().await.unwrap();
        location(&answer)
    }
}

impl User {
    pub(crate) async fn ask(&self, document: &str, variables: Value) -> Answer {
        let request = self.http.post(format!("{}/v1/graphql", self.base)).bearer_auth(&self.access);
        let answer =
            request.json(&json!({ "query": document, "variables": variables })).send().await.unwrap();
        Answer { status: answer.status(), body: answer.json().await.unwrap() }
    }

    /// One root field of an answer without errors.
    pub(crate) async fn get(&self, document: &str, variables: Value) -> Value {
        let answer = self.ask(document, variables).await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(answer.body.get("errors").is_none(), "{}", answer.body);
        let data = answer.body["data"].as_object().unwrap();
        assert_eq!(data.len(), 1);
        data.values().next().unwrap().clone()
    }

    pub(crate) async fn consent(&self, provision: &str) -> Value {
        let mut variables: Value = serde_json::from_str(include_str!(
            "../../../../../tests/fixtures/guides/000/create_consent.permit.variables.json"
        ))
        .unwrap();
        variables["consentInput"]["provision"]["type"] = json!(provision);
        self.get(CREATE_CONSENT, variables).await
    }

    pub(crate) async fn task_status(&self) -> Value {
        let variables = serde_json::from_str(include_str!(
            "../../../../../tests/fixtures/guides/000/tasks.variables.json"
        ))
        .unwrap();
        self.get(TASKS, variables).await["entry"][0]["resource"]["status"].clone()
    }

    pub(crate) async fn connections(&self) -> Vec<Value> {
        self.get(CONNECTIONS, json!({})).await.as_array().unwrap().clone()
    }

    pub(crate) async fn connection(&self, id: &str) -> Value {
        let found = self.connections().await.into_iter().find(|connection| connection["id"] == id);
        found.unwrap_or(Value::Null)
    }

    /// `STATUS/SYNC_STATUS` of a connection.
    pub(crate) async fn state(&self, id: &str) -> String {
        let connection = self.connection(id).await;
        format!(
            "{}/{}",
            connection["status"].as_str().unwrap_or("-"),
            connection["syncStatus"].as_str().unwrap_or("-")
        )
    }

    /// Aliases of the recommended connections.
    pub(crate) async fn recommended(&self) -> Vec<String> {
        let variables = serde_json::from_str(include_str!(
            "../../../../../tests/fixtures/guides/000/care_teams.variables.json"
        ))
        .unwrap();
        let teams = self.get(CARE_TEAMS, variables).await;
        let participants = teams["entry"][0]["resource"]["participant"].as_array().cloned();
        let alias = |one: &Value| one["member"]["resource"]["alias"].as_str().unwrap().to_owned();
        participants.unwrap_or_default().iter().map(alias).collect()
    }

    pub(crate) async fn oauth_url(&self, connection: &str) -> String {
        let answer = self.get(OAUTH_URL, json!({ "connectionId": connection })).await;
        answer["redirectUrl"].as_str().unwrap().to_owned()
    }

    pub(crate) async fn change(&self, mutation: &str, connection: &str) -> Answer {
        let document = format!(
            "mutation m($id: String!) {{ {mutation}(connectionId: $id) {{ status statusUpdated }} }}"
        );
        self.ask(&document, json!({ "id": connection })).await
    }
}

impl Answer {
    /// `extensions.code` and the code of a refusal; both must be there, beside no data.
    pub(crate) fn refusal(&self) -> (String, String) {
        assert_eq!(self.status, StatusCode::OK, "{}", self.body);
        let error = &self.body["errors"][0];
        let resource = &error["extensions"]["resource"];
        assert_eq!(resource["resourceType"], "OperationOutcome", "{}", self.body);
        assert!(error["message"].is_string() && resource["issue"][0]["details"]["text"].is_string());
        let data = &self.body["data"];
        assert!(data.is_null() || data.as_object().unwrap().values().all(Value::is_null), "{data}");
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        (text(&error["extensions"]["code"]), text(&resource["issue"][0]["code"]))
    }

    /// The machine code of a business rule.
    pub(crate) fn rule(&self) -> String {
        assert_eq!(self.refusal().1, "business-rule");
        let coding = &self.body["errors"][0]["extensions"]["resource"]["issue"][0]["details"]["coding"][0];
        coding["code"].as_str().unwrap().to_owned()
    }
}

pub(crate) fn stepped() -> Options {
    Options { stepped: true, start: Some(START.parse().unwrap()), ..Options::default() }
}

pub(crate) fn location(answer: &Response) -> String {
    assert_eq!(answer.status(), StatusCode::SEE_OTHER);
    answer.headers()["location"].to_str().unwrap().to_owned()
}

/// The one form of a page: its address, and its fields with the given ones added.
pub(crate) fn form(page: &str, add: &[(&str, &str)]) -> (String, Vec<(String, String)>) {
    let action = attribute(page, "action").unwrap();
    let mut fields = Vec::new();
    for input in page.split("<input").skip(1) {
        let input = input.split('>').next().unwrap();
        let unchosen = input.contains("type=\"radio\"") && !input.contains(" checked");
        if !unchosen {
            fields.push((attribute(input, "name").unwrap(), attribute(input, "value").unwrap()));
        }
    }
    fields.extend(add.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    (action, fields)
}

pub(crate) fn attribute(markup: &str, name: &str) -> Option<String> {
    let (_, rest) = markup.split_once(&format!("{name}=\""))?;
    Some(rest.split_once('"')?.0.to_owned())
}

/// The claims of a JWT, unchecked.
pub(crate) fn claims(token: &str) -> Value {
    use base64::Engine as _;
    let payload = token.split('.').nth(1).unwrap();
    let bytes = base64::engine::general_purpose::URL_SAFE_NO_PAD.decode(payload).unwrap();
    serde_json::from_slice(&bytes).unwrap()
}
