//! Refusals as the exchange writes them: `OperationOutcome` with an issue code, often with a code of its own in
//! `details.coding` (ias-wire 4 and 12.3).

use axum::Json;
use axum::http::{HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value, json};

/// A refusal.
#[derive(Debug, Clone)]
pub(super) struct Refusal {
    status: u16,
    issue: &'static str,
    detail: Option<&'static str>,
    text: String,
    /// Names of fields, never their values.
    expression: Vec<&'static str>,
    headers: Vec<(HeaderName, String)>,
    is_empty: bool,
}

impl Refusal {
    pub(super) fn new(status: u16, issue: &'static str, text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            status,
            issue,
            detail: None,
            text,
            expression: Vec::new(),
            headers: Vec::new(),
            is_empty: false,
        }
    }

    /// Nothing but a status.
    pub(super) fn empty(status: u16) -> Self {
        Self { is_empty: true, ..Self::new(status, "", "") }
    }

    /// With a code in `details.coding`.
    pub(super) fn detail(self, code: &'static str) -> Self {
        Self { detail: Some(code), ..self }
    }

    pub(super) fn expression(self, expression: Vec<&'static str>) -> Self {
        Self { expression, ..self }
    }

    pub(super) fn header(mut self, name: HeaderName, value: impl Into<String>) -> Self {
        self.headers.push((name, value.into()));
        self
    }

    pub(super) fn retry_after(self, seconds: u32) -> Self {
        self.header(header::RETRY_AFTER, seconds.to_string())
    }

    /// A resource that is not there.
    pub(super) fn not_found(reference: &str) -> Self {
        Self::new(404, "not-found", format!("{reference} could not be resolved."))
    }

    fn body(&self) -> Value {
        let coding =
            self.detail.map(|code| json!([{ "system": "https://sandbox.invalid/ias", "code": code }]));
        let mut issue = json!({ "severity": "error", "code": self.issue, "details": { "text": self.text } });
        if let Some(coding) = coding {
            issue["details"]["coding"] = coding;
        }
        if !self.expression.is_empty() {
            issue["expression"] = json!(self.expression);
        }
        json!({ "resourceType": "OperationOutcome", "issue": [issue] })
    }
}

impl IntoResponse for Refusal {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if self.is_empty {
            return status.into_response();
        }
        let mut response = (status, Json(self.body())).into_response();
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                response.headers_mut().insert(name, value);
            }
        }
        response
    }
}
