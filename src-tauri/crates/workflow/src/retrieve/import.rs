//! The results into the store: page after page, every document once, whatever happened on the way. A walk may be begun
//! again at any point: what is here already is recognised, by the network's id and by its bytes.

use std::collections::HashSet;
use std::sync::Mutex;
use std::task::Poll;

use futures::future::{BoxFuture, join};
use futures::{FutureExt as _, StreamExt as _};
use jiff::Timestamp;
use networks::health_gorilla::{End, Entry, HealthGorilla, IMPORTED, Pages};
use serde_json::Value;
use store::{Actor, Changes, NewDocument, NewEvent, Outcome, RecordFilter, Store, StoredAside, StoredRecord};
use uuid::Uuid;

use super::belongs::Owner;
use super::entry::{Way, about, place};
use super::fetch::{Bytes, Fetched, Fetching, Lost};
use super::reasons::of_fault;
use super::run::{Place, Run, Tally};
use crate::core::held;
use crate::listing::{file_again_from, record_id, without_file};
use crate::view::{MissingDocumentView, PersonField, PlaceAskedOutcome};
use crate::{Clock, Error};

/// The network, as rows name it.
pub(super) const NETWORK: &str = "health-gorilla";
/// The type of an entry.
pub(super) const ENTRY: &str = "DocumentReference";
/// Documents that are under way at once.
const AT_ONCE: usize = 4;
/// Bytes of small documents that are held before they are committed together.
const BATCH: usize = 6 << 20;

/// What an import works with.
pub(super) struct Import<'a> {
    pub(super) network: &'a HealthGorilla,
    pub(super) store: &'a Store,
    pub(super) clock: &'a Clock,
    pub(super) owner: Owner,
    pub(super) app_version: &'a str,
    /// A commit under way: the next documents come meanwhile.
    pub(super) committing: Mutex<Option<BoxFuture<'static, Result<(), store::Error>>>>,
}

/// Why it could not go on.
pub(super) enum Halt {
    /// The network does not go on.
    Network(networks::health_gorilla::Error),
    /// Nothing goes on here.
    Stop(Error),
}

impl<E: Into<Error>> From<E> for Halt {
    fn from(error: E) -> Self {
        Self::Stop(error.into())
    }
}

/// Changes that wait to be committed together.
#[derive(Default)]
struct Batch {
    changes: Changes,
    bytes: usize,
    /// The network's ids of the documents in it.
    ids: Vec<String>,
    /// Bytes that are in it already, by their hash.
    hashes: HashSet<[u8; 32]>,
}

impl Import<'_> {
    /// Walks along all results. The run's tally and places count anew.
    pub(super) async fn walk(&self, run: &mut Run) -> Result<(), Halt> {
        let walked = self.all_pages(run).await;
        self.committed().await?;
        walked
    }

    async fn all_pages(&self, run: &mut Run) -> Result<(), Halt> {
        run.tally = Tally::default();
        for place in &mut run.places {
            (place.came, place.had) = (0, 0);
        }
        let correlation = run.correlation();
        let patient = run.patient.clone().unwrap_or_default();
        let result = run.finished.as_ref().and_then(|finished| finished.result.clone());
        let mut pages = Pages::of(self.network, result.as_deref(), &patient).map_err(Halt::Network)?;
        let mut next = pages.next(self.network, &correlation).await;
        while let Some(entries) = next.map_err(Halt::Network)? {
            // The next page comes while the documents of this one do.
            let (kept, page) = join(self.page(run, entries), pages.next(self.network, &correlation)).await;
            kept?;
            next = page;
        }
        run.tally.list_incomplete = pages.end() != Some(End::Whole);
        if self.network.gateway().imports {
            self.structured(run, &patient).await?;
        }
        Ok(())
    }

    async fn page(&self, run: &mut Run, entries: Vec<Entry>) -> Result<(), Halt> {
        let mut new = Vec::new();
        for entry in entries {
            if !self.is_here(run, &entry).await? {
                new.push(entry);
            }
        }
        let fetching = Fetching {
            network: self.network,
            store: self.store,
            clock: self.clock,
            correlation: run.correlation(),
        };
        let now = self.clock.now();
        let fetched: Vec<BoxFuture<'_, _>> =
            new.into_iter().map(|entry| fetch(&fetching, entry, now).boxed()).collect();
        let mut fetched = futures::stream::iter(fetched).buffered(AT_ONCE);
        let mut batch = Batch::default();
        while let Some((entry, about, came)) = fetched.next().await {
            match came {
                None => self.list(run, &mut batch, &entry).await?,
                Some(Ok(document)) => self.take(run, &mut batch, &entry, about, document).await?,
                Some(Err(Lost::Fault(networks::health_gorilla::DocumentFault::Network(error))))
                    if error.is_signed_out() =>
                {
                    return Err(Halt::Network(error));
                }
                Some(Err(Lost::Fault(fault))) => run.tally.misses(MissingDocumentView {
                    title: entry.reference.title.clone(),
                    place: entry.reference.source.name.clone(),
                    why: of_fault(&fault),
                }),
                Some(Err(Lost::Stop(error))) => return Err(Halt::Stop(error)),
            }
            if batch.bytes >= BATCH {
                self.commit(run, std::mem::take(&mut batch)).await?;
            }
        }
        self.commit(run, batch).await
    }

    /// Known by the network's id: kept, or set aside, by this retrieval or one before.
    async fn is_here(&self, run: &mut Run, entry: &Entry) -> Result<bool, Halt> {
        let id = &entry.reference.id;
        if let Some(record) = self.store.record(record_id(NETWORK, ENTRY, id)).await? {
            let documents = self.store.documents_of(record.id).await?;
            let Some(document) = documents.first() else {
                // What the person deleted here stays deleted.
                if self.store.is_deleted(without_file(record.id)).await? {
                    count(run, entry, false);
                    return Ok(true);
                }
                if entry.reference.attachments.iter().any(networks::health_gorilla::Attachment::has_content) {
                    // It was listed without content before, and has some now.
                    return Ok(false);
                }
                run.tally.listed += 1;
                return Ok(true);
            };
            let new = record.retrieval == run.id;
            if new && self.is_another_of(&record, document.about.id).await? {
                run.tally.twice += 1;
            }
            count(run, entry, new);
            return Ok(true);
        }
        // What the person deleted here stays deleted.
        if self.store.is_deleted(record_id(NETWORK, ENTRY, id)).await? {
            count(run, entry, false);
            return Ok(true);
        }
        let aside = self.store.documents_aside().await?;
        if aside.iter().any(|row| row.network == NETWORK && row.resource_id == *id) {
            run.tally.aside += 1;
            return Ok(true);
        }
        Ok(false)
    }

    /// The same bytes came from elsewhere too: before this retrieval, or in it, where one of them counts as the first.
    async fn is_another_of(&self, record: &StoredRecord, document: Uuid) -> Result<bool, Halt> {
        for other in self.store.records_of(document).await?.into_iter().filter(|id| *id != record.id) {
            let other = self.store.record(other).await?;
            if other.is_some_and(|other| other.retrieval != record.retrieval || other.id < record.id) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn way<'b>(&'b self, run: &'b Run) -> Way<'b> {
        Way { run, now: self.clock.now(), app_version: self.app_version }
    }

    /// One that has no content: visible as such.
    async fn list(&self, run: &mut Run, batch: &mut Batch, entry: &Entry) -> Result<(), Halt> {
        if self.same_entry(entry).await?.is_some() {
            run.tally.listed += 1;
            return Ok(());
        }
        let changes = std::mem::take(&mut batch.changes);
        batch.changes = self.way(run).entry(changes, entry, None);
        batch.ids.push(entry.reference.id.clone());
        run.tally.listed += 1;
        Ok(())
    }

    /// The record of an entry of this place with the same own identifier.
    async fn same_entry(&self, entry: &Entry) -> Result<Option<Uuid>, Halt> {
        let Some(identifier) = &entry.reference.master_identifier else { return Ok(None) };
        let filter = RecordFilter {
            network: Some(NETWORK.to_owned()),
            place_id: Some(place(entry)),
            resource_type: Some(ENTRY.to_owned()),
            ..RecordFilter::default()
        };
        let records = self.store.records(filter).await?;
        let same = |record: &&StoredRecord| {
            let body: Value = serde_json::from_slice(&record.body).unwrap_or_default();
            body.pointer("/masterIdentifier/value").and_then(Value::as_str) == Some(identifier)
        };
        Ok(records.iter().find(same).map(|record| record.id))
    }

    /// One that came: judged, folded into the same from elsewhere, or kept.
    async fn take(
        &self,
        run: &mut Run,
        batch: &mut Batch,
        entry: &Entry,
        about: NewDocument,
        document: Fetched,
    ) -> Result<(), Halt> {
        let again = file_again_from(NETWORK, &place(entry), &document.sha256);
        if self.store.is_deleted(again).await? {
            // The same place sends what was deleted here under another id.
            count(run, entry, false);
            return Ok(());
        }
        let doubts = self.owner.doubts(&document.beginning, document.is_short());
        if !doubts.is_empty() {
            return self.set_aside(run, batch, entry, about, document, &doubts).await;
        }
        if batch.hashes.contains(&document.sha256) {
            // Only what is committed can be asked who points to it.
            self.commit(run, std::mem::take(batch)).await?;
        }
        let Some(known) = self.store.document_with(document.sha256).await? else {
            return self.keep(run, batch, entry, about, document).await;
        };
        let known = known.about.id;
        let place = place(entry);
        for record in self.store.records_of(known).await? {
            if let Some(record) = self.store.record(record).await?
                && record.network == NETWORK
                && record.place_id == place
            {
                // The same place sent it under another id: before, or a moment ago.
                if record.retrieval == run.id {
                    run.tally.twice += 1;
                } else {
                    count(run, entry, false);
                }
                return Ok(());
            }
        }
        let changes = std::mem::take(&mut batch.changes);
        batch.changes = self.way(run).entry(changes, entry, Some((known, &document)));
        batch.ids.push(entry.reference.id.clone());
        run.tally.twice += 1;
        count(run, entry, true);
        self.commit(run, std::mem::take(batch)).await
    }

    async fn keep(
        &self,
        run: &mut Run,
        batch: &mut Batch,
        entry: &Entry,
        about: NewDocument,
        document: Fetched,
    ) -> Result<(), Halt> {
        count(run, entry, true);
        let way = self.way(run);
        let about = NewDocument { provenance: way.of_entry(entry, Some(&document)), ..about };
        let id = about.id;
        match &document.bytes {
            Bytes::Small(bytes) => {
                let changes = std::mem::take(&mut batch.changes).put_document(about, bytes);
                batch.changes = way.entry(changes, entry, Some((id, &document)));
                batch.bytes += bytes.len();
                batch.ids.push(entry.reference.id.clone());
                batch.hashes.insert(document.sha256);
                Ok(())
            }
            Bytes::Large(_) => {
                self.commit(run, std::mem::take(batch)).await?;
                let ids = vec![entry.reference.id.clone()];
                let changes = way.entry(Changes::new(), entry, Some((id, &document)));
                if let Bytes::Large(writer) = document.bytes {
                    writer.finish(changes, Some(self.event(run, "documents-kept", ids))).await?;
                }
                Ok(())
            }
        }
    }

    async fn set_aside(
        &self,
        run: &mut Run,
        batch: &mut Batch,
        entry: &Entry,
        about: NewDocument,
        document: Fetched,
        doubts: &[PersonField],
    ) -> Result<(), Halt> {
        run.tally.aside += 1;
        if self.store.aside_with(document.sha256).await?.is_some() {
            return Ok(());
        }
        let about = NewDocument { provenance: self.way(run).of_entry(entry, Some(&document)), ..about };
        let row = StoredAside {
            document_id: about.id,
            network: NETWORK.to_owned(),
            place_id: place(entry),
            resource_id: entry.reference.id.clone(),
            retrieval: run.id,
            set_aside_at: self.clock.now(),
            reasons: serde_json::to_string(doubts).unwrap_or_else(|_| "[]".to_owned()),
            body: entry.text.clone().into_bytes(),
        };
        self.commit(run, std::mem::take(batch)).await?;
        let event = Some(self.event(run, "document-set-aside", vec![entry.reference.id.clone()]));
        match document.bytes {
            Bytes::Small(bytes) => {
                self.store.commit(Changes::new().put_document(about, &bytes).put_aside(row), event).await?;
            }
            Bytes::Large(writer) => {
                writer.finish(Changes::new().put_aside(row), event).await?;
            }
        }
        Ok(())
    }

    /// Hands a batch to the store, which does one thing after the other: whoever asks it anything from now on is answered
    /// with the batch in it.
    async fn commit(&self, run: &Run, batch: Batch) -> Result<(), Halt> {
        self.committed().await?;
        if batch.ids.is_empty() {
            return Ok(());
        }
        let event = self.event(run, "documents-kept", batch.ids);
        let store = self.store.clone();
        let mut commit = async move { store.commit(batch.changes, Some(event)).await }.boxed();
        match futures::poll!(&mut commit) {
            Poll::Ready(done) => done?,
            Poll::Pending => *held(&self.committing) = Some(commit),
        }
        Ok(())
    }

    /// Waits until the batch before is written.
    async fn committed(&self) -> Result<(), Halt> {
        let before = held(&self.committing).take();
        if let Some(before) = before {
            before.await?;
        }
        Ok(())
    }

    fn event(&self, run: &Run, action: &str, ids: Vec<String>) -> NewEvent {
        NewEvent {
            at: self.clock.now(),
            correlation: run.correlation,
            action: action.to_owned(),
            actor: Actor::App,
            outcome: Outcome::Done,
            error_code: None,
            place_id: None,
            count: u32::try_from(ids.len()).ok(),
            network_ids: ids,
        }
    }

    /// The records that the network made of the documents.
    async fn structured(&self, run: &mut Run, patient: &str) -> Result<(), Halt> {
        let correlation = run.correlation();
        for kind in IMPORTED {
            let records = self.network.imported(kind, patient, &correlation).await.map_err(Halt::Network)?;
            let (mut changes, mut ids) = (Changes::new(), Vec::new());
            for record in records {
                run.tally.records += 1;
                let id = record_id(NETWORK, kind, &record.id);
                let before = self.store.record(id).await?;
                if before.is_some_and(|before| before.body == record.text.as_bytes())
                    || self.store.is_deleted(id).await?
                {
                    continue;
                }
                changes = self.way(run).imported(changes, kind, &record);
                ids.push(record.id);
            }
            if !ids.is_empty() {
                // One event names 256 identifiers at most.
                ids.truncate(256);
                self.store.commit(changes, Some(self.event(run, "records-kept", ids))).await?;
            }
        }
        Ok(())
    }
}

/// Counts one that is here, for its place too.
fn count(run: &mut Run, entry: &Entry, new: bool) {
    let (came, had) = if new { (1, 0) } else { (0, 1) };
    run.tally.came += came;
    run.tally.had += had;
    let (id, name) = (place(entry), entry.reference.source.name.clone());
    let known = run.places.iter().position(|place| place.id == id);
    let at = known.unwrap_or_else(|| {
        let outcome = PlaceAskedOutcome::Answered;
        run.places.push(Place { id, name: name.clone(), outcome, came: 0, had: 0 });
        run.places.len() - 1
    });
    let place = &mut run.places[at];
    place.name = place.name.take().or(name);
    place.came += came;
    place.had += had;
}

/// One entry's document, where it has content.
async fn fetch(
    fetching: &Fetching<'_>,
    entry: Entry,
    now: Timestamp,
) -> (Entry, NewDocument, Option<Result<Fetched, Lost>>) {
    let about = about(&entry, now);
    let came = match entry.reference.attachments.iter().find(|one| one.has_content()) {
        Some(attachment) => Some(fetching.fetch(attachment, &about).await),
        None => None,
    };
    (entry, about, came)
}
