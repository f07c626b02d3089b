//! Refusals as bwell-wire 3.1 shows them: `extensions.code` and `extensions.resource.issue[]`, always both,
//! because the SDK takes an error without them for a success.

use async_graphql::{ErrorExtensions as _, Value, value};

/// FHIR issue types in use.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Issue {
    Required,
    Value,
    Security,
    NotFound,
    NotSupported,
    BusinessRule,
    Exception,
}

impl Issue {
    /// The code on the wire.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Required => "required",
            Self::Value => "value",
            Self::Security => "security",
            Self::NotFound => "not-found",
            Self::NotSupported => "not-supported",
            Self::BusinessRule => "business-rule",
            Self::Exception => "exception",
        }
    }
}

/// Why an operation was refused by a rule.
#[derive(Debug, Clone)]
pub(crate) struct Refusal {
    issue: Issue,
    /// `extensions.code`, written like an HTTP status.
    code: &'static str,
    text: String,
    /// The machine code of a business rule.
    rule: Option<&'static str>,
}

impl Refusal {
    pub(crate) fn new(issue: Issue, code: &'static str, text: impl Into<String>) -> Self {
        Self { issue, code, text: text.into(), rule: None }
    }

    /// A value that the operation does not take.
    pub(crate) fn value(text: impl Into<String>) -> Self {
        Self::new(Issue::Value, "400", text)
    }

    /// A business rule with its machine code.
    pub(crate) fn rule(rule: &'static str, text: impl Into<String>) -> Self {
        Self { rule: Some(rule), ..Self::new(Issue::BusinessRule, "400", text) }
    }
}

impl From<Refusal> for async_graphql::Error {
    fn from(refusal: Refusal) -> Self {
        let system = "https://sandbox.invalid/rules";
        let coding = refusal.rule.map(|rule| value!([{ "system": system, "code": rule }]));
        let text = refusal.text;
        let resource = value!({
            "resourceType": "OperationOutcome",
            "issue": [{
                "severity": "error",
                "code": refusal.issue.code(),
                "details": { "text": (text.clone()), "coding": (coding.unwrap_or(Value::Null)) },
            }],
        });
        async_graphql::Error::new(text).extend_with(|_, extensions| {
            extensions.set("code", refusal.code);
            extensions.set("resource", resource);
        })
    }
}
