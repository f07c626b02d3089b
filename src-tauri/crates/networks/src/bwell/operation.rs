//! What an operation is, and how an answer to one is read.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::wire::OperationOutcome;
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

/// Every document this client can send, by operation name, but for those of the records
/// ([`RECORD_DOCUMENTS`](super::RECORD_DOCUMENTS)): for the test that runs each through the sandbox's schema.
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
    ("careTeamsPage", include_str!("care_teams_page.graphql")),
    ("disconnectConnection", include_str!("disconnect_connection.graphql")),
    ("deleteConnection", include_str!("delete_connection.graphql")),
    ("getDataSource", include_str!("get_data_source.graphql")),
    ("getDataSourcePlain", include_str!("get_data_source_plain.graphql")),
    ("SearchHealthResources", include_str!("search_health_resources.graphql")),
    ("requestConnection", include_str!("request_connection.graphql")),
    ("healthLinks", include_str!("health_links.graphql")),
    ("VerificationStatus", include_str!("verification_status.graphql")),
    ("CreateVerificationUrl", include_str!("create_verification_url.graphql")),
    ("updateUserProfile", include_str!("update_user_profile.graphql")),
    ("GetHealthSummary", include_str!("records/get_health_summary.graphql")),
    ("delete", include_str!("update_user_account_status.graphql")),
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

/// `data` stays text until the operation reads it, so that what is kept of it is kept as it came.
#[derive(Deserialize)]
struct Envelope<'a> {
    #[serde(borrow)]
    data: Option<&'a RawValue>,
    errors: Option<Vec<GraphqlError>>,
}

#[derive(Deserialize, Default)]
struct GraphqlError {
    extensions: Option<Extensions>,
}

#[derive(Deserialize, Default)]
struct Extensions {
    code: Option<serde_json::Value>,
    resource: Option<OperationOutcome>,
}

/// Reads an answer. Any entry in `errors` is a failure, whatever stands beside it
/// (`spec/bwell-wire.md`, section 10: the SDK reports such a mutation as a success).
pub(super) fn read<O: Operation>(body: &[u8]) -> Result<O::Data, Error> {
    let envelope: Envelope<'_> =
        serde_json::from_slice(body).map_err(|_| Error::Unreadable { what: "GraphQL envelope" })?;
    if let Some(error) = envelope.errors.unwrap_or_default().first() {
        return Err(refusal(error));
    }
    let data = envelope.data.ok_or(Error::Unreadable { what: "data" })?;
    serde_json::from_str(data.get()).map_err(|_| Error::Unreadable { what: O::NAME })
}

fn refusal(error: &GraphqlError) -> Error {
    let extensions = error.extensions.as_ref();
    let issue = extensions.and_then(|e| e.resource.as_ref()).and_then(OperationOutcome::first_code);
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use graphql_parser::query::{Definition, Document, OperationDefinition};

    use super::*;
    use crate::bwell::RECORD_DOCUMENTS;

    fn all() -> impl Iterator<Item = &'static (&'static str, &'static str)> {
        DOCUMENTS.iter().chain(RECORD_DOCUMENTS)
    }

    fn parsed(document: &'static str) -> Document<'static, String> {
        graphql_parser::parse_query(document).unwrap()
    }

    fn operation_names(document: &Document<'static, String>) -> Vec<String> {
        let name = |definition: &Definition<'static, String>| match definition {
            Definition::Operation(OperationDefinition::Query(query)) => query.name.clone(),
            Definition::Operation(OperationDefinition::Mutation(mutation)) => mutation.name.clone(),
            _ => None,
        };
        document.definitions.iter().filter_map(name).collect()
    }

    #[test]
    fn every_document_is_listed_by_the_one_operation_that_it_defines() {
        for (name, document) in all() {
            assert_eq!(operation_names(&parsed(document)), [*name]);
        }
        let names: BTreeSet<_> = all().map(|(name, _)| name).collect();
        assert_eq!(names.len(), all().count());
    }

    /// The SDK repeats its fragments; the specification of GraphQL forbids it (`spec/bwell-wire.md`, section 3).
    #[test]
    fn no_document_defines_a_fragment_twice() {
        for (name, document) in all() {
            let mut seen = BTreeSet::new();
            for definition in parsed(document).definitions {
                if let Definition::Fragment(fragment) = definition {
                    assert!(seen.insert(fragment.name), "{name}");
                }
            }
        }
    }
}
