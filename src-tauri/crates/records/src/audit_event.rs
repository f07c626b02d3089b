//! The trail as FHIR R4 `AuditEvent`s, one line each (seed 003, step 7; `spec/ias-wire.md`, section 10).
//!
//! Says who did what, when and how it ended, under which identifiers. No health data, no name of a person or a place.

#[cfg(test)]
mod examples;
mod meaning;
#[cfg(test)]
mod r4;
#[cfg(test)]
mod tests;

use jiff::Timestamp;
use serde_json::{Value, json};
use uuid::Uuid;

use meaning::{Coding, Meaning};

/// Kinds of events for which neither DICOM nor ISO 21089 has a code.
const OUR_TYPES: &str = "urn:satchel:audit-event-type";
/// Our words for what was done.
const ACTIVITIES: &str = "urn:satchel:activity";
/// Who can do something: `person`, `network`, `app`.
const ACTORS: &str = "urn:satchel:actor";
/// Places, by the identifiers that their network gives them.
const PLACES: &str = "urn:satchel:place";
/// Whatever a network named in an answer: a search, a link.
const NETWORK_IDENTIFIERS: &str = "urn:satchel:network-identifier";

/// Who did it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// The person at the screen.
    Person,
    /// A network, which told us.
    Network,
    /// The app by itself.
    App,
}

/// One entry of the trail. Texts are words and identifiers; an empty one is left out.
#[derive(Clone, Copy, Debug)]
pub struct AuditEntry<'a> {
    /// Names the entry, the same in every export.
    pub id: Uuid,
    /// When it was written down.
    pub recorded: Timestamp,
    /// What was done: lower-case words joined by hyphens, such as `finding-turned-on`.
    pub action: &'a str,
    /// By whom.
    pub actor: Actor,
    /// It did not work.
    pub failed: bool,
    /// Why not: lower-case words joined by hyphens, such as `no-internet`.
    pub error_code: Option<&'a str>,
    /// What it belongs to: the id that the wire and the log carry too.
    pub correlation: Uuid,
    /// The identifiers that a network gave back, in its order.
    pub network_ids: &'a [String],
    /// The place that it is about, by its identifier.
    pub place_id: Option<&'a str>,
    /// How many of something, where that says it.
    pub count: Option<u32>,
    /// The version of the app that exports.
    pub app_version: &'a str,
}

/// The entry as a resource.
#[must_use]
pub fn audit_event(entry: &AuditEntry<'_>) -> Value {
    let Meaning { kind, detail, action } = meaning::of(entry.action);
    let ours = json!({ "system": ACTIVITIES, "code": entry.action });
    let subtype: Vec<Value> = detail.map(Coding::json).into_iter().chain([ours]).collect();
    let mut event = json!({
        "resourceType": "AuditEvent",
        "id": entry.id,
        "type": kind.json(),
        "subtype": subtype,
        "action": action.code(),
        "recorded": entry.recorded,
        "outcome": meaning::outcome(entry).code(),
        "agent": agents(entry),
        "source": { "observer": app(entry), "type": [meaning::USER_DEVICE.json()] },
        "entity": entities(entry),
    });
    if let Some(code) = present(entry.error_code) {
        event["outcomeDesc"] = json!(code);
    }
    event
}

/// The entries as newline-delimited JSON (`application/fhir+ndjson`): a line each, each with its end.
#[must_use]
pub fn ndjson<'a>(entries: impl IntoIterator<Item = AuditEntry<'a>>) -> String {
    entries.into_iter().flat_map(|entry| [audit_event(&entry).to_string(), "\n".to_owned()]).collect()
}

/// Who asked, and whoever took part; exactly one asked.
fn agents(entry: &AuditEntry<'_>) -> Value {
    let agent = |role: Coding, who: Value, asked: bool| json!({ "type": { "coding": [role.json()] }, "who": who, "requestor": asked });
    match entry.actor {
        Actor::Person => json!([
            agent(meaning::INFORMATION_RECIPIENT, actor("person", "The person at this computer"), true),
            agent(meaning::APPLICATION, app(entry), false),
        ]),
        Actor::Network => json!([
            agent(meaning::SOURCE, actor("network", "A health network"), true),
            agent(meaning::DESTINATION, app(entry), false),
        ]),
        Actor::App => json!([agent(meaning::APPLICATION, app(entry), true)]),
    }
}

fn actor(word: &str, display: &str) -> Value {
    json!({ "identifier": { "system": ACTORS, "value": word }, "display": display })
}

fn app(entry: &AuditEntry<'_>) -> Value {
    let mut app = actor("app", &format!("Satchel {}", entry.app_version));
    app["type"] = json!("Device");
    app
}

/// The transaction first, as IHE's Basic Audit Log Patterns put it, then the place, then what the network named.
fn entities(entry: &AuditEntry<'_>) -> Vec<Value> {
    let mut transaction = json!({
        "what": { "identifier": { "system": "urn:ietf:rfc:3986", "value": entry.correlation.urn().to_string() } },
        "type": meaning::TRANSACTION.json(),
    });
    if let Some(count) = entry.count {
        transaction["detail"] = json!([{ "type": "count", "valueString": count.to_string() }]);
    }
    let place = present(entry.place_id).map(|id| {
        json!({
            "what": { "identifier": { "system": PLACES, "value": id } },
            "type": meaning::ORGANIZATION.json(),
            "role": meaning::DATA_REPOSITORY.json(),
        })
    });
    let named = entry.network_ids.iter().filter_map(|id| present(Some(id))).map(|id| {
        json!({
            "what": { "identifier": { "system": NETWORK_IDENTIFIERS, "value": id } },
            "type": meaning::SYSTEM_OBJECT.json(),
            "role": meaning::DOMAIN_RESOURCE.json(),
        })
    });
    [transaction].into_iter().chain(place).chain(named).collect()
}

/// FHIR has no empty texts.
fn present(text: Option<&str>) -> Option<&str> {
    text.filter(|text| !text.is_empty())
}
