//! The rules of R4 (4.0.1) for an `AuditEvent`, as far as ours uses it: elements, cardinalities, types, codes.
//!
//! Written from the specification and not from what we write, so that a test can hold one against the other.

use serde_json::{Map, Value};

/// How often an element may be there.
#[derive(Clone, Copy, PartialEq)]
enum Card {
    Optional,
    One,
    Any,
    Some,
}
use Card::{Any, One, Optional, Some as AtLeastOne};

type Element = (&'static str, Card, &'static str);

fn elements(kind: &str) -> Option<&'static [Element]> {
    Option::Some(match kind {
        "AuditEvent" => &[
            ("resourceType", One, "AuditEvent-name"),
            ("id", Optional, "id"),
            ("type", One, "Coding:event-type"),
            ("subtype", Any, "Coding:event-subtype"),
            ("action", Optional, "code:action"),
            ("period", Optional, "Period"),
            ("recorded", One, "instant"),
            ("outcome", Optional, "code:outcome"),
            ("outcomeDesc", Optional, "string"),
            ("purposeOfEvent", Any, "CodeableConcept"),
            ("agent", AtLeastOne, "agent"),
            ("source", One, "source"),
            ("entity", Any, "entity"),
        ],
        "agent" => &[
            ("type", Optional, "CodeableConcept:participant"),
            ("role", Any, "CodeableConcept"),
            ("who", Optional, "Reference"),
            ("altId", Optional, "string"),
            ("name", Optional, "string"),
            ("requestor", One, "boolean"),
            ("location", Optional, "Reference"),
            ("policy", Any, "uri"),
            ("media", Optional, "Coding"),
            ("purposeOfUse", Any, "CodeableConcept"),
        ],
        "source" => &[
            ("site", Optional, "string"),
            ("observer", One, "Reference"),
            ("type", Any, "Coding:source-type"),
        ],
        "entity" => &[
            ("what", Optional, "Reference"),
            ("type", Optional, "Coding:entity-type"),
            ("role", Optional, "Coding:entity-role"),
            ("lifecycle", Optional, "Coding"),
            ("securityLabel", Any, "Coding"),
            ("name", Optional, "string"),
            ("description", Optional, "string"),
            ("query", Optional, "base64Binary"),
            ("detail", Any, "detail"),
        ],
        "detail" => &[
            ("type", One, "string"),
            ("valueString", Optional, "string"),
            ("valueBase64Binary", Optional, "base64Binary"),
        ],
        "Reference" => &[
            ("reference", Optional, "string"),
            ("type", Optional, "uri"),
            ("identifier", Optional, "Identifier"),
            ("display", Optional, "string"),
        ],
        "Identifier" => &[("system", Optional, "uri"), ("value", Optional, "string")],
        "CodeableConcept" => &[("coding", Any, "Coding"), ("text", Optional, "string")],
        "CodeableConcept:participant" => {
            &[("coding", Any, "Coding:participant"), ("text", Optional, "string")]
        }
        coding if coding == "Coding" || coding.starts_with("Coding:") => &[
            ("system", Optional, "uri"),
            ("version", Optional, "string"),
            ("code", Optional, "code"),
            ("display", Optional, "string"),
            ("userSelected", Optional, "boolean"),
        ],
        _ => return None,
    })
}

/// Every code of a standard that may stand in a place that is bound to a value set. A system of ours may stand in each:
/// the bindings are extensible.
fn bound(binding: &str) -> &'static [(&'static str, &'static [&'static str])] {
    match binding {
        "event-type" => &[
            (
                "http://dicom.nema.org/resources/ontology/DCM",
                &[
                    "110100", "110101", "110102", "110103", "110104", "110105", "110106", "110107", "110108",
                    "110109", "110110", "110111", "110112", "110113", "110114",
                ],
            ),
            ("http://terminology.hl7.org/CodeSystem/audit-event-type", &["rest"]),
            ("http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle", LIFECYCLE),
        ],
        "event-subtype" => &[
            (
                "http://dicom.nema.org/resources/ontology/DCM",
                &[
                    "110120", "110121", "110122", "110123", "110124", "110125", "110126", "110127", "110128",
                    "110129", "110130", "110131", "110132", "110133", "110134", "110135", "110136", "110137",
                    "110138", "110139", "110140", "110141", "110142",
                ],
            ),
            // Where IHE's Basic Audit Log Patterns put it.
            ("http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle", &["disclose"]),
        ],
        "participant" => &[
            (
                "http://dicom.nema.org/resources/ontology/DCM",
                &["110150", "110151", "110152", "110153", "110154", "110155"],
            ),
            ("http://terminology.hl7.org/CodeSystem/v3-ParticipationType", &["AUT", "INF", "IRCP", "CST"]),
        ],
        "source-type" => &[(
            "http://terminology.hl7.org/CodeSystem/security-source-type",
            &["1", "2", "3", "4", "5", "6", "7", "8", "9"],
        )],
        "entity-type" => &[
            ("http://terminology.hl7.org/CodeSystem/audit-entity-type", &["1", "2", "3", "4"]),
            ("https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType", &["XrequestId"]),
        ],
        "entity-role" => &[(
            "http://terminology.hl7.org/CodeSystem/object-role",
            &[
                "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12", "13", "14", "15", "16", "17",
                "18", "19", "20", "21", "22", "23", "24",
            ],
        )],
        _ => &[],
    }
}

const LIFECYCLE: &[&str] = &[
    "access",
    "amend",
    "archive",
    "attest",
    "decrypt",
    "deidentify",
    "deprecate",
    "destroy",
    "disclose",
    "encrypt",
    "extract",
    "hold",
    "link",
    "merge",
    "originate",
    "pseudonymize",
    "reactivate",
    "receive",
    "reidentify",
    "report",
    "restore",
    "transform",
    "transmit",
    "unhold",
    "unlink",
    "unmerge",
    "verify",
];

/// Every rule that the resource breaks, by where.
pub(super) fn broken_rules(resource: &Value) -> Vec<String> {
    let mut broken = Vec::new();
    check("AuditEvent", resource, "AuditEvent", &mut broken);
    broken
}

fn check(kind: &str, value: &Value, path: &str, broken: &mut Vec<String>) {
    let Option::Some(elements) = elements(kind) else {
        if !is_primitive(kind, value) {
            broken.push(format!("{path}: no {kind}"));
        }
        return;
    };
    let Option::Some(object) = value.as_object().filter(|object| !object.is_empty()) else {
        return broken.push(format!("{path}: no {kind}, or an empty one"));
    };
    for name in object.keys().filter(|name| !elements.iter().any(|(known, ..)| known == name)) {
        broken.push(format!("{path}.{name}: not in R4"));
    }
    for (name, card, kind) in elements {
        let path = format!("{path}.{name}");
        match (object.get(*name), card) {
            (None, One | AtLeastOne) => broken.push(format!("{path}: required")),
            (None, Optional | Any) => {}
            (Option::Some(value), One | Optional) => check(kind, value, &path, broken),
            (Option::Some(value), Any | AtLeastOne) => match value.as_array() {
                Option::Some(list) if !list.is_empty() => {
                    list.iter()
                        .enumerate()
                        .for_each(|(i, one)| check(kind, one, &format!("{path}[{i}]"), broken));
                }
                _ => broken.push(format!("{path}: no list, or an empty one")),
            },
        }
    }
    if !holds(kind, object) {
        broken.push(format!("{path}: breaks a rule of {kind}"));
    }
}

/// Rules between elements.
fn holds(kind: &str, object: &Map<String, Value>) -> bool {
    let has = |name: &str| object.contains_key(name);
    match kind.split_once(':') {
        None if kind == "entity" => !(has("name") && has("query")), // sev-1
        None if kind == "detail" => has("valueString") != has("valueBase64Binary"), // value[x] 1..1
        Option::Some(("Coding", binding)) => {
            let text = |name: &str| object.get(name).and_then(Value::as_str).unwrap_or_default();
            text("system").starts_with("urn:satchel:")
                || bound(binding)
                    .iter()
                    .any(|(system, codes)| *system == text("system") && codes.contains(&text("code")))
        }
        _ => true,
    }
}

fn is_primitive(kind: &str, value: &Value) -> bool {
    if kind == "boolean" {
        return value.is_boolean();
    }
    let Option::Some(text) = value.as_str().filter(|text| !text.is_empty()) else { return false };
    match kind {
        "AuditEvent-name" => text == "AuditEvent",
        "string" => text.chars().all(|c| c >= ' ' || "\t\r\n".contains(c)),
        "uri" => !text.contains(char::is_whitespace),
        "code" => text.split(' ').all(|word| !word.is_empty() && !word.contains(char::is_whitespace)),
        "id" => text.len() <= 64 && text.chars().all(|c| c.is_ascii_alphanumeric() || "-.".contains(c)),
        "code:action" => ["C", "R", "U", "D", "E"].contains(&text),
        "code:outcome" => ["0", "4", "8", "12"].contains(&text),
        // Down to the second at least, with a zone.
        "instant" => text.len() >= "2026-11-21T12:00:00Z".len() && text.parse::<jiff::Timestamp>().is_ok(),
        _ => false,
    }
}
