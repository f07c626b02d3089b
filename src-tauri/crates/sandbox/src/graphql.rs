//! The HTTP edge of the GraphQL API: who may ask, documents with repeated fragments, faults. What a field answers is
//! in `bwell`.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use async_graphql::Variables;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse as _, Response};
use graphql_parser::query::{Definition, Document, OperationDefinition, Selection, SelectionSet};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::bwell::{BwellSchema, SESSION_FIELDS, SessionHeaders};
use crate::faults::{At, Partial};
use crate::respond::{self, Struck};
use crate::server::{Caller, Server};

/// `extensions.code` of an error that makes the whole answer HTTP 401.
pub(crate) const UNAUTHENTICATED: &str = "401";

/// What the GraphQL edge needs.
#[derive(Clone)]
pub(crate) struct Edge {
    pub(crate) server: Arc<Server>,
    pub(crate) schema: BwellSchema,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    query: String,
    operation_name: Option<String>,
    variables: Option<Value>,
}

/// Answers `POST /v1/graphql`. The body is JSON whatever the content type says (section 3).
pub(crate) async fn post(State(edge): State<Edge>, headers: HeaderMap, body: Bytes) -> Response {
    let server = &edge.server;
    let body = serde_json::from_slice::<Body>(&body);
    let prepared = body.as_ref().ok().and_then(|body| prepare(&body.query, body.operation_name.as_deref()));
    let fields = prepared.as_ref().map(|prepared| prepared.root_fields.clone()).unwrap_or_default();

    let fault = server.faults.strike(At::Graphql, &fields).unwrap_or_default();
    if let Struck::Answer(answer) = respond::struck(server, &fault).await {
        return answer;
    }

    let caller = bearer(&headers).and_then(|token| server.caller(token));
    let open = !fields.is_empty() && fields.iter().all(|field| SESSION_FIELDS.contains(&field.as_str()));
    if caller.is_none() && !open {
        return unauthorized();
    }
    let Ok(body) = body else {
        return failure(StatusCode::BAD_REQUEST, "The body is not a GraphQL request in JSON.");
    };
    let document = prepared.map_or(body.query, |prepared| prepared.document);
    let variables = Variables::from_json(body.variables.unwrap_or_default());
    let mut request = async_graphql::Request::new(document)
        .variables(variables)
        .data(Arc::clone(server))
        .data(session_headers(&headers));
    request.operation_name = body.operation_name;
    if let Some(caller) = caller {
        request = request.data::<Caller>(caller);
    }
    let mut response = edge.schema.execute(request).await;
    overwrite(&mut response.data, &fault.overwrite);
    finish(&response, fault.partial)
}

/// The token of `Authorization: Bearer …`.
pub(crate) fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

fn session_headers(headers: &HeaderMap) -> SessionHeaders {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    SessionHeaders {
        authorization: text("authorization"),
        client_key: text("clientkey"),
        refresh_token: text("refresh_token"),
    }
}

/// The body of an answer; members stay in the order of the selection.
#[derive(Serialize)]
struct Answer<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a async_graphql::Value>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    errors: Vec<Value>,
}

/// Turns an execution's result into an answer.
fn finish(response: &async_graphql::Response, partial: Option<Partial>) -> Response {
    let mut errors: Vec<Value> =
        response.errors.iter().filter_map(|error| serde_json::to_value(error).ok()).collect();
    if errors.iter().any(|error| error["extensions"]["code"] == UNAUTHENTICATED) {
        return unauthorized();
    }
    // A document that is not valid was never executed: no `data` at all, and a code that says so.
    let invalid = !errors.is_empty() && response.errors.iter().all(|error| error.path.is_empty());
    if invalid {
        for error in errors.iter_mut().filter(|error| error.get("extensions").is_none()) {
            error["extensions"] = json!({ "code": "GRAPHQL_VALIDATION_FAILED" });
        }
    }
    errors.extend(partial.map(partial_error));
    let data = (!invalid).then_some(&response.data);
    axum::Json(Answer { data, errors }).into_response()
}

/// Gives members of an answer the values that a fault wants.
fn overwrite(data: &mut async_graphql::Value, members: &BTreeMap<String, Value>) {
    match data {
        async_graphql::Value::Object(object) => {
            for (name, value) in object {
                match members.get(name.as_str()) {
                    Some(wanted) => {
                        *value = async_graphql::Value::from_json(wanted.clone()).unwrap_or_default();
                    }
                    None => overwrite(value, members),
                }
            }
        }
        async_graphql::Value::List(list) => {
            for value in list {
                overwrite(value, members);
            }
        }
        _ => {}
    }
}

/// The error that a fault puts beside the data.
fn partial_error(partial: Partial) -> Value {
    let text = "Part of the answer is missing.";
    let mut error = json!({ "message": text });
    if partial == Partial::Complete {
        let issue = json!({ "severity": "error", "code": "exception", "details": { "text": text } });
        error["extensions"] = json!({
            "code": "500", "resource": { "resourceType": "OperationOutcome", "issue": [issue] },
        });
    }
    error
}

fn unauthorized() -> Response {
    let mut response = failure(StatusCode::UNAUTHORIZED, "Unauthorized");
    let challenge = axum::http::HeaderValue::from_static("Bearer");
    response.headers_mut().insert(header::WWW_AUTHENTICATE, challenge);
    response
}

fn failure(status: StatusCode, message: &str) -> Response {
    (status, axum::Json(json!({ "errors": [{ "message": message }] }))).into_response()
}

/// A document ready for execution.
struct Prepared {
    document: String,
    /// Root fields of the operation that will run, by their schema names.
    root_fields: Vec<String>,
}

/// Reads a document, drops repeated identical fragments (the SDK sends them, the specification forbids them) and
/// finds the root fields. Fragments of one name that differ stay, so that execution refuses them. `None`: not
/// GraphQL at all; execution will say what is wrong with it.
fn prepare(query: &str, operation_name: Option<&str>) -> Option<Prepared> {
    let mut document = graphql_parser::parse_query::<&str>(query).ok()?;
    let mut texts: HashMap<&str, String> = HashMap::new();
    let before = document.definitions.len();
    document.definitions.retain(|definition| match definition {
        Definition::Operation(_) => true,
        Definition::Fragment(fragment) => {
            let text = fragment.to_string();
            let repeats = texts.get(fragment.name).is_some_and(|first| *first == text);
            texts.entry(fragment.name).or_insert(text);
            !repeats
        }
    });
    let root_fields = root_fields(&document, operation_name);
    let unchanged = document.definitions.len() == before;
    let text = if unchanged { query.to_owned() } else { document.to_string() };
    Some(Prepared { document: text, root_fields })
}

/// Root fields of the operation of that name, or of the only one; `__typename` does not count.
fn root_fields<'a>(document: &Document<'a, &'a str>, operation_name: Option<&str>) -> Vec<String> {
    let operations = document.definitions.iter().filter_map(|definition| match definition {
        Definition::Operation(operation) => Some(match operation {
            OperationDefinition::SelectionSet(set) => (None, set),
            OperationDefinition::Query(query) => (query.name, &query.selection_set),
            OperationDefinition::Mutation(mutation) => (mutation.name, &mutation.selection_set),
            OperationDefinition::Subscription(subscription) => {
                (subscription.name, &subscription.selection_set)
            }
        }),
        Definition::Fragment(_) => None,
    });
    let mut operations = operations.filter(|(name, _)| operation_name.is_none() || *name == operation_name);
    let mut fields = Vec::new();
    if let (Some((_, set)), None) = (operations.next(), operations.next()) {
        collect(document, set, &mut Vec::new(), &mut fields);
    }
    fields
}

fn collect<'a>(
    document: &Document<'a, &'a str>,
    set: &SelectionSet<'a, &'a str>,
    within: &mut Vec<&'a str>,
    fields: &mut Vec<String>,
) {
    for selection in &set.items {
        match selection {
            Selection::Field(field) if field.name == "__typename" => {}
            Selection::Field(field) => fields.push(field.name.to_owned()),
            Selection::InlineFragment(fragment) => {
                collect(document, &fragment.selection_set, within, fields);
            }
            Selection::FragmentSpread(spread) if within.contains(&spread.fragment_name) => {}
            Selection::FragmentSpread(spread) => {
                let named = document.definitions.iter().find_map(|definition| match definition {
                    Definition::Fragment(fragment) if fragment.name == spread.fragment_name => Some(fragment),
                    _ => None,
                });
                if let Some(fragment) = named {
                    within.push(spread.fragment_name);
                    collect(document, &fragment.selection_set, within, fields);
                    within.pop();
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_fields_are_found_through_fragments_and_aliases() {
        let query =
            "query Q { __typename mine: tasks { id } ...F } fragment F on Query { ... { consents { id } } }";
        let prepared = prepare(query, None).unwrap();
        assert_eq!(prepared.root_fields, ["tasks", "consents"]);
        assert_eq!(prepared.document, query);
    }

    #[test]
    fn the_named_operation_decides() {
        let query = "query A { tasks { id } } query B { login { id } }";
        assert_eq!(prepare(query, Some("B")).unwrap().root_fields, ["login"]);
        assert!(prepare(query, None).unwrap().root_fields.is_empty());
    }

    #[test]
    fn only_identical_repeats_are_dropped() {
        let same = "{ tasks { ...F } } fragment F on TaskBundle { id } fragment F on TaskBundle {\n  id\n}";
        assert_eq!(prepare(same, None).unwrap().document.matches("fragment").count(), 1);
        let other = "{ tasks { ...F } } fragment F on TaskBundle { id } fragment F on TaskBundle { total }";
        assert_eq!(prepare(other, None).unwrap().document.matches("fragment").count(), 2);
    }

    #[test]
    fn fragments_in_a_circle_end() {
        let circle = "{ ...A } fragment A on Query { ...B } fragment B on Query { ...A tasks { id } }";
        assert_eq!(prepare(circle, None).unwrap().root_fields, ["tasks"]);
    }
}
