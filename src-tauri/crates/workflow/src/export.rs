//! Taking it away: what happened, as FHIR `AuditEvent`, one a line.

use networks::CorrelationId;
use records::audit_event::{Actor, AuditEntry, ndjson};
use store::AuditEvent;
use uuid::Uuid;

use crate::activity::{Deed, note};
use crate::view::{ActivityKind, SavedView};
use crate::{Core, Error, FileName};

/// Saves the whole trail of the copy in use.
pub async fn save_activity(core: &Core, correlation: CorrelationId) -> Result<SavedView, Error> {
    let copy = core.some_copy()?;
    let mut events = copy.store()?.audit(usize::MAX).await?;
    events.reverse();
    let lines = ndjson(events.iter().map(|event| entry(event, &core.parts.version)));
    let name = core.file_name(FileName::Activity, "ndjson");
    let saved = core.parts.host.save(&name, lines.as_bytes()).await.map_err(Error::from);
    let failed = saved.as_ref().err().map(Error::code);
    note(core, &copy, correlation, Deed::by_person(ActivityKind::ActivitySaved), failed).await;
    let saved = saved?;
    Ok(SavedView { name: saved.name, folder: saved.folder })
}

fn entry<'a>(event: &'a AuditEvent, app_version: &'a str) -> AuditEntry<'a> {
    let told = &event.event;
    AuditEntry {
        id: id(event),
        recorded: told.at,
        action: &told.action,
        actor: match told.actor {
            store::Actor::Person => Actor::Person,
            store::Actor::App => Actor::App,
            store::Actor::Network => Actor::Network,
        },
        failed: told.outcome == store::Outcome::Failed,
        error_code: told.error_code.as_deref(),
        correlation: told.correlation,
        network_ids: &told.network_ids,
        place_id: told.place_id.as_deref(),
        count: told.count,
        app_version,
    }
}

/// The same event has the same id in every export: made of its hash, which no other event has.
fn id(event: &AuditEvent) -> Uuid {
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&event.hash[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}
