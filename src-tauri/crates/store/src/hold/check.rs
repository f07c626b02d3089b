//! The look afterwards: exactly the steps up to the last event are there, whole, and nothing of the next.

use std::path::Path;

use super::life::{
    bytes, connection, document, event, has_document, key, record, removes_task, runtime, task,
};
use crate::{AuditCheck, Error, RecordFilter, Store};

/// Opens what is left and compares. `acknowledged` is the last step that the child said was done.
pub(super) fn look(path: &Path, acknowledged: Option<u32>) -> Result<(), String> {
    runtime()
        .map(|runtime| runtime.block_on(compare(path, acknowledged.unwrap_or(0))))
        .map_err(|error| error.to_string())?
}

async fn compare(path: &Path, acknowledged: u32) -> Result<(), String> {
    let said = |what: &'static str| move |error: Error| format!("{what}: {error}");
    let store = Store::open(path, &key()).await.map_err(said("it does not open"))?;
    let check = store.verify_audit().await.map_err(said("the audit cannot be read"))?;
    let AuditCheck::Whole { events } = check else { return Err(format!("the audit: {check:?}")) };
    let last = u32::try_from(events).map_err(|_| "too many events".to_owned())?;
    same(&(last >= acknowledged), &true, "what was acknowledged is there")?;

    let mut trail = store.audit(usize::MAX).await.map_err(said("events"))?;
    trail.reverse();
    let trail: Vec<_> = trail.into_iter().map(|found| found.event).collect();
    same(&trail, &(1..=last).map(event).collect(), "events")?;
    let connections = store.connections().await.map_err(said("connections"))?;
    same(&connections, &(1..=last).map(connection).collect(), "connections")?;
    let tasks = store.tasks().await.map_err(said("tasks"))?;
    let kept = |number: &u32| *number == last || !removes_task(number + 1);
    same(&tasks, &(1..=last).filter(kept).map(task).collect(), "tasks")?;
    let records = store.records(RecordFilter::default()).await.map_err(said("records"))?;
    same(&records, &(1..=last).map(record).collect(), "records")?;
    for number in 1..=last + 10 {
        let found = store.document(document(number).id).await.map_err(said("a document"))?;
        same(&found.is_some(), &(number <= last && has_document(number)), "a document is there")?;
        if let Some(mut reader) = found {
            let mut all = Vec::new();
            while let Some(chunk) = reader.next_chunk().await.map_err(said("a piece of a document"))? {
                all.extend(chunk);
            }
            same(&all, &bytes(number), "a document's bytes")?;
        }
    }
    let strays = "SELECT (SELECT count(*) FROM documents WHERE length IS NULL)
                       + (SELECT count(*) FROM document_chunks WHERE document_id NOT IN (SELECT id FROM documents))";
    let strays: u64 = store
        .run(move |connection| Ok(connection.query_row(strays, [], |row| row.get(0))?))
        .await
        .map_err(said("strays"))?;
    same(&strays, &0, "nothing half-written is left")?;
    store.verify_file().await.map_err(said("the file"))?;
    store.close().await.map_err(said("it does not close"))?;

    let mut new = path.as_os_str().to_owned();
    new.push(".new");
    same(&Path::new(&new).exists(), &false, "a half-made file is left")
}

fn same<T: PartialEq>(found: &T, expected: &T, what: &str) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{what}: not as it should be")) }
}
