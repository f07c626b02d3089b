//! Pieces of the wire that several operations share: FHIR's data types and bundles, search arguments, outcomes.
//! Source: `spec/bwell-wire.md`, sections 3.1, 4 and 7.

use std::ops::Deref;

use serde::{Deserialize, Deserializer, Serialize};

use crate::lenient::normal;
use crate::{Error, IssueCode};

/// A list as GraphQL gives it: it may be null, and so may each element. What is null is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub(super) struct List<T>(Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let list = Option::<Vec<Option<T>>>::deserialize(deserializer)?;
        Ok(list.into_iter().flatten().flatten().collect())
    }
}

impl<T> FromIterator<T> for List<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<T> Deref for List<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.0
    }
}

/// A bundle as every list of this API comes: `entry` may be null, and so may a `resource`.
#[derive(Serialize, Deserialize)]
pub(super) struct Bundle<R> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    /// How many there are on all pages, where the document asks for it and the server counts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) total: Option<i64>,
    entry: Option<Vec<Option<Entry<R>>>>,
}

#[derive(Serialize, Deserialize)]
struct Entry<R> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<String>,
    resource: Option<R>,
}

impl<R> Bundle<R> {
    /// How many entries came, those without a resource included: what tells a full page.
    pub(super) fn entries(&self) -> usize {
        self.entry.as_ref().map_or(0, Vec::len)
    }

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
    #[serde(default)]
    pub(super) coding: List<Coding>,
}

impl Concept {
    /// The first code.
    pub(super) fn code(&self) -> Option<&str> {
        self.coding.iter().find_map(|coding| coding.code.as_deref())
    }
}

/// A span of time, as texts.
#[derive(Serialize, Deserialize)]
pub(super) struct Period {
    pub(super) start: Option<String>,
    pub(super) end: Option<String>,
}

/// What a server has to say about a request, in errors and as some mutations' answer.
#[derive(Serialize, Deserialize)]
pub(super) struct OperationOutcome {
    #[serde(default)]
    issue: List<Issue>,
}

#[derive(Serialize, Deserialize)]
struct Issue {
    severity: Option<String>,
    code: Option<String>,
}

impl OperationOutcome {
    /// The code of the first issue.
    pub(super) fn first_code(&self) -> Option<&str> {
        self.issue.first()?.code.as_deref()
    }

    /// An outcome that names an error is a refusal, also where it comes as data.
    pub(super) fn accepted(&self) -> Result<(), Error> {
        let is_bad = |issue: &&Issue| {
            issue.severity.as_deref().is_some_and(|severity| matches!(&*normal(severity), "error" | "fatal"))
        };
        match self.issue.iter().find(is_bad) {
            Some(issue) => Err(Error::Refused { issue: IssueCode::parse_option(issue.code.as_deref()) }),
            None => Ok(()),
        }
    }
}

/// The variables of an operation about one connection, or one place.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct ByConnection {
    connection_id: String,
}

impl ByConnection {
    pub(super) fn new(connection_id: &str) -> Self {
        Self { connection_id: connection_id.to_owned() }
    }
}

/// The search argument that the guides use: `{"value": {"code": …}}`.
#[derive(Serialize)]
pub(super) struct SearchToken {
    value: SearchTokenValue,
}

#[derive(Default, Serialize)]
struct SearchTokenValue {
    #[serde(skip_serializing_if = "Option::is_none")]
    system: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    code: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    value: Option<String>,
}

impl SearchToken {
    /// Searches by code.
    pub(super) fn code(code: &str) -> Self {
        Self { value: SearchTokenValue { code: Some(code.to_owned()), ..Default::default() } }
    }

    /// Searches by value, as the consent search does.
    pub(super) fn value(value: &str) -> Self {
        Self { value: SearchTokenValue { value: Some(value.to_owned()), ..Default::default() } }
    }

    /// Searches by a code of one system.
    pub(super) fn tag(system: &str, code: &str) -> Self {
        let value = SearchTokenValue {
            system: Some(system.to_owned()),
            code: Some(code.to_owned()),
            ..Default::default()
        };
        Self { value }
    }
}
