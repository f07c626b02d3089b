//! What an operation is, and how an answer to one is read.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::{Error, IssueCode};

/// One GraphQL operation: a document, what goes in, what comes out.
pub trait Operation {
    /// The operation name inside the document.
    const NAME: &'static str;
    /// The document as sent.
    const DOCUMENT: &'static str;
    /// May it be sent twice without harm? Queries yes; a mutation only where its effect is the same.
    const REPEATABLE: bool;
    /// Variables; a value that serialises to `null` sends none.
    type Variables: Serialize;
    /// The `data` of the answer, with exactly the fields the document selects.
    type Data: DeserializeOwned;
}

/// Every document this client can send, by operation name: for the test that runs each through the sandbox's schema.
pub const DOCUMENTS: &[(&str, &str)] = &[
    ("authenticate", include_str!("get_token.graphql")),
    ("refreshTokens", include_str!("refresh.graphql")),
    ("getProfile", include_str!("user_profile.graphql")),
    ("createConsent", include_str!("create_consent.graphql")),
    ("searchConsent", include_str!("consents.graphql")),
    ("tasks", include_str!("tasks.graphql")),
    ("careTeams", include_str!("care_teams.graphql")),
    ("getOauthUrl", include_str!("get_oauth_url.graphql")),
    ("getMemberConnections", include_str!("get_member_connections.graphql")),
    ("activateDirectConnection", include_str!("activate_direct_connection.graphql")),
    ("CreateHealthLink", include_str!("create_health_link.graphql")),
];

/// The body of a request.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Body<'a> {
    query: &'a str,
    operation_name: &'a str,
    #[serde(skip_serializing_if = "serde_json::Value::is_null")]
    variables: serde_json::Value,
}

/// The bytes to send for an operation.
pub(super) fn body<O: Operation>(variables: &O::Variables) -> Result<Vec<u8>, Error> {
    let variables = serde_json::to_value(variables).map_err(|_| Error::Unreadable { what: "variables" })?;
    let body = Body { query: O::DOCUMENT, operation_name: O::NAME, variables };
    serde_json::to_vec(&body).map_err(|_| Error::Unreadable { what: "variables" })
}

#[derive(Deserialize)]
struct Envelope {
    data: Option<serde_json::Value>,
    errors: Option<Vec<GraphqlError>>,
}

#[derive(Deserialize, Default)]
struct GraphqlError {
    extensions: Option<Extensions>,
}

#[derive(Deserialize, Default)]
struct Extensions {
    code: Option<serde_json::Value>,
    resource: Option<Outcome>,
}

#[derive(Deserialize)]
struct Outcome {
    issue: Option<Vec<Issue>>,
}

#[derive(Deserialize)]
struct Issue {
    code: Option<String>,
}

/// Reads an answer. Any entry in `errors` is a failure, whatever stands beside it
/// (`spec/bwell-wire.md`, section 10: the SDK reports such a mutation as a success).
pub(super) fn read<O: Operation>(body: &[u8]) -> Result<O::Data, Error> {
    let envelope: Envelope =
        serde_json::from_slice(body).map_err(|_| Error::Unreadable { what: "GraphQL envelope" })?;
    if let Some(error) = envelope.errors.unwrap_or_default().first() {
        return Err(refusal(error));
    }
    let data = envelope.data.ok_or(Error::Unreadable { what: "data" })?;
    serde_json::from_value(data).map_err(|_| Error::Unreadable { what: O::NAME })
}

fn refusal(error: &GraphqlError) -> Error {
    let extensions = error.extensions.as_ref();
    let issue = extensions
        .and_then(|e| e.resource.as_ref())
        .and_then(|r| r.issue.as_ref())
        .and_then(|i| i.first())
        .and_then(|i| i.code.as_deref());
    let code = extensions
        .and_then(|e| e.code.as_ref())
        .map(|c| c.as_str().map_or_else(|| c.to_string(), str::to_owned));
    match (IssueCode::parse_option(issue), code.as_deref()) {
        (IssueCode::Exception, _) => Error::Server { status: 200 },
        (IssueCode::Unknown(_), Some("500")) => Error::Server { status: 500 },
        (IssueCode::Unknown(_), Some("401")) => Error::Unauthorized,
        (issue, _) => Error::Refused { issue },
    }
}

/// A bundle as every list of this API comes: `entry` may be null, and so may a `resource`.
#[derive(Serialize, Deserialize)]
pub(super) struct Bundle<R> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    entry: Option<Vec<Option<Entry<R>>>>,
}

#[derive(Serialize, Deserialize)]
struct Entry<R> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    resource: Option<R>,
}

impl<R> Bundle<R> {
    /// The resources that are there, in the order of the wire.
    pub(super) fn into_resources(self) -> impl Iterator<Item = R> {
        self.entry.unwrap_or_default().into_iter().flatten().filter_map(|entry| entry.resource)
    }
}

/// `{ "code": … }` with more where the document asks for it.
#[derive(Serialize, Deserialize)]
pub(super) struct Coding {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) system: Option<String>,
    pub(super) code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) display: Option<String>,
}

/// A concept by its codings.
#[derive(Serialize, Deserialize)]
pub(super) struct Concept {
    pub(super) coding: Option<Vec<Coding>>,
}

impl Concept {
    /// The first code.
    pub(super) fn code(&self) -> Option<&str> {
        self.coding.as_ref()?.iter().find_map(|coding| coding.code.as_deref())
    }
}

/// A span of time, as texts.
#[derive(Serialize, Deserialize)]
pub(super) struct Period {
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
}

/// The search argument that the guides use: `{"value": {"code": …}}`.
#[derive(Serialize)]
pub(super) struct SearchToken {
    value: SearchTokenValue,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
enum SearchTokenValue {
    Code(&'static str),
    Value(&'static str),
}

impl SearchToken {
    /// Searches by code.
    pub(super) const fn code(code: &'static str) -> Self {
        Self { value: SearchTokenValue::Code(code) }
    }

    /// Searches by value, as the consent search does.
    pub(super) const fn value(value: &'static str) -> Self {
        Self { value: SearchTokenValue::Value(value) }
    }
}
