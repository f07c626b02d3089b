//! What the exchange says of itself: only what it does here.

use std::sync::Arc;

use axum::Json;
use axum::extract::State as Shared;
use serde_json::{Value, json};

use super::structured;
use crate::server::Server;

/// The `CapabilityStatement`. Nobody needs a token to read it.
pub(super) async fn metadata(Shared(server): Shared<Arc<Server>>) -> Json<Value> {
    let with = |name: &str, interactions: &[&str]| {
        let interactions: Vec<_> = interactions.iter().map(|code| json!({ "code": code })).collect();
        json!({ "type": name, "interaction": interactions })
    };
    let mut resources = vec![
        with("Patient", &["read", "create", "update", "search-type"]),
        with("DocumentReference", &["search-type"]),
        with("Provenance", &["search-type"]),
    ];
    resources.extend(structured::KINDS.iter().map(|kind| with(kind, &["search-type"])));
    Json(json!({
        "resourceType": "CapabilityStatement", "status": "active", "kind": "instance", "fhirVersion": "4.0.1",
        "date": server.clock.now().to_string(), "format": ["application/fhir+json"],
        "implementation": { "description": "A pretend exchange", "url": format!("{}/fhir/R4", server.base_url) },
        "rest": [{
            "mode": "server",
            "security": { "extension": [{
                "url": "http://fhir-registry.smarthealthit.org/StructureDefinition/oauth-uris",
                "extension": [{ "url": "token", "valueUri": format!("{}/oauth/token", server.base_url) }],
            }] },
            "resource": resources,
            "operation": [{ "name": "p360-retrieve", "definition": "https://sandbox.invalid/p360-retrieve" }],
        }],
    }))
}
