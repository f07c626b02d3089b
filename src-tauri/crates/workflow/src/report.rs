//! A report for support: times, words and references. What is shown is what is saved, line for line.

use networks::CorrelationId;
use store::AuditEvent;
use uuid::Uuid;

use crate::activity::{Deed, note};
use crate::core::held;
use crate::local_copy::{key_place, kind};
use crate::view::{ActivityKind, ReportView, SavedView};
use crate::{Core, Error, FileName};

/// How far back the trail goes in a report.
const NEWEST: usize = 200;

/// How many lines of the log go along.
const LOG_LINES: usize = 200;

/// The report as it would be saved. No name, no place, no identifier of a network: times, words and references.
pub async fn report(core: &Core, correlation: CorrelationId) -> Result<ReportView, Error> {
    let open = core.some_copy()?.open()?;
    let counts = open.store.counts().await?;
    let mut lines = vec![
        format!("report {}", correlation.reference()),
        format!("satchel {}", core.parts.version),
        format!("system {}", word(&core.parts.system)),
        format!("key-place {}", word(&key_place(open.rung))),
        format!("lock {}", word(&kind(open.lock))),
        format!("records {} places {} events {}", counts.records, counts.places, counts.events),
        match open.store.verify_audit().await? {
            store::AuditCheck::Whole { events } => format!("trail whole {events}"),
            store::AuditCheck::BrokenAt { sequence } => format!("trail broken-at {sequence}"),
        },
    ];
    lines.extend(open.store.audit(NEWEST).await?.iter().map(line));
    if let Some(folder) = &core.parts.log_folder {
        lines.extend(satchel_log::recent(folder, LOG_LINES));
    }
    let id = Uuid::now_v7().to_string();
    *held(&core.report) = Some((id.clone(), lines.clone()));
    Ok(ReportView { id, lines })
}

/// Saves the report that was shown.
pub async fn save_report(core: &Core, id: &str, correlation: CorrelationId) -> Result<SavedView, Error> {
    let copy = core.some_copy()?;
    copy.open()?;
    let shown = held(&core.report).clone().filter(|(shown, _)| shown == id);
    let (_, lines) = shown.ok_or(Error::BadRequest("this report was not shown"))?;
    let text = lines.join("\n") + "\n";
    let name = core.file_name(FileName::Report, "txt");
    let saved = core.parts.host.save(&name, text.as_bytes()).await.map_err(Error::from);
    let failed = saved.as_ref().err().map(Error::code);
    note(core, &copy, correlation, Deed::by_person(ActivityKind::ReportSaved), failed).await;
    let saved = saved?;
    Ok(SavedView { name: saved.name, folder: saved.folder })
}

fn line(event: &AuditEvent) -> String {
    let told = &event.event;
    let reference = CorrelationId::from_uuid(told.correlation).reference();
    let outcome = told.error_code.as_deref().unwrap_or("done");
    let count = told.count.map(|count| format!(" count {count}")).unwrap_or_default();
    // To the second: finer tells a stranger nothing, and support neither.
    format!("{} {} {outcome}{count} {reference}", told.at.strftime("%Y-%m-%dT%H:%M:%SZ"), told.action)
}

/// A value as one word, as the page would get it.
fn word(value: &impl serde::Serialize) -> String {
    serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default()
}
