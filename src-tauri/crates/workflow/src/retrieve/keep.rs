//! What arrives is kept: judged, recognised by the network's id and by its bytes, and written in batches, each in one
//! transaction with its line in the trail. While a batch is written the next one gathers.

use std::collections::HashSet;
use std::task::Poll;

use futures::FutureExt as _;
use futures::future::BoxFuture;
use networks::health_gorilla::Entry;
use serde_json::Value;
use store::{Changes, NewDocument, RecordFilter, StoredAside, StoredDocument, StoredRecord};
use tokio::sync::mpsc;
use uuid::Uuid;

use super::arrive::{Arrival, New, bring};
use super::entry::place;
use super::fetch::{Bytes, Fetched, Lost};
use super::import::{ENTRY, Halt, Import, MOST_NAMED, NETWORK};
use super::reasons::of_fault;
use super::run::{Place, Run};
use crate::listing::{file_again_from, record_id, without_file};
use crate::view::{MissingDocumentView, PersonField, PlaceAskedOutcome};

/// Bytes of small documents that are held before they are committed together.
const BATCH: usize = 4 << 20;

/// Keeps what arrives.
pub(super) struct Keeper<'a> {
    import: &'a Import<'a>,
    run: &'a mut Run,
    batch: Batch,
    /// Of every document that may be here: what is not among them is new, and the store need not be asked.
    hashes: HashSet<[u8; 32]>,
    /// What the person had deleted here when this began.
    deleted: HashSet<Uuid>,
    /// A commit under way.
    committing: Option<BoxFuture<'static, Result<(), store::Error>>>,
}

/// Changes that wait to be committed together.
#[derive(Default)]
struct Batch {
    changes: Changes,
    bytes: usize,
    /// The network's ids of the documents in it.
    ids: Vec<String>,
    /// Of the documents in it.
    hashes: HashSet<[u8; 32]>,
}

impl<'a> Keeper<'a> {
    pub(super) async fn new(import: &'a Import<'a>, run: &'a mut Run) -> Result<Self, Halt> {
        let hashes = import.store.document_hashes().await?;
        let deleted = import.store.deleted().await?;
        Ok(Self { import, run, batch: Batch::default(), hashes, deleted, committing: None })
    }

    /// Takes everything that arrives. When this returns it is written, also what came before something went wrong.
    pub(super) async fn take_all(mut self, mut arrivals: mpsc::Receiver<Arrival>) -> Result<(), Halt> {
        let taken = self.take_each(&mut arrivals).await;
        self.commit().await?;
        self.committed().await?;
        taken
    }

    async fn take_each(&mut self, arrivals: &mut mpsc::Receiver<Arrival>) -> Result<(), Halt> {
        while let Some(arrival) = arrivals.recv().await {
            match arrival {
                Arrival::Known(entry) => self.recognise(*entry).await?,
                Arrival::New(new) => self.take(*new).await?,
                // However slowly they come, a page is here when it is.
                Arrival::PageEnd => self.commit().await?,
            }
            if self.batch.bytes >= BATCH || self.batch.ids.len() >= MOST_NAMED {
                self.commit().await?;
            }
        }
        Ok(())
    }

    async fn take(&mut self, new: New) -> Result<(), Halt> {
        let New { entry, about, came } = new;
        match came {
            None => self.list(&entry).await,
            Some(Ok(document)) => self.judge(&entry, about, document).await,
            Some(Err(Lost::Fault(networks::health_gorilla::DocumentFault::Network(error))))
                if error.is_signed_out() =>
            {
                Err(Halt::Network(error))
            }
            Some(Err(Lost::Fault(fault))) => {
                self.run.tally.misses(MissingDocumentView {
                    title: entry.reference.title.clone(),
                    place: entry.reference.source.name.clone(),
                    why: of_fault(&fault),
                });
                Ok(())
            }
            Some(Err(Lost::Stop(error))) => Err(Halt::Stop(error)),
        }
    }

    /// Known by the network's id: kept, or set aside, by this retrieval or one before.
    async fn recognise(&mut self, entry: Entry) -> Result<(), Halt> {
        let store = self.import.store;
        let id = record_id(NETWORK, ENTRY, &entry.reference.id);
        if let Some(record) = store.record(id).await? {
            let documents = store.documents_of(record.id).await?;
            if let Some(document) = documents.first() {
                return self.count_again(&entry, &record, document).await;
            }
            if store.is_deleted(without_file(record.id)).await? {
                // What the person deleted here stays deleted.
                self.count(&entry, false);
                return Ok(());
            }
            if !entry.reference.attachments.iter().any(networks::health_gorilla::Attachment::has_content) {
                self.run.tally.listed += 1;
                return Ok(());
            }
            // It was listed without content before, and has some now.
        } else if store.is_deleted(id).await? {
            // What the person deleted here stays deleted.
            self.count(&entry, false);
            return Ok(());
        } else if store.is_aside(NETWORK, &entry.reference.id).await? {
            self.run.tally.aside += 1;
            return Ok(());
        }
        let fetching = self.import.fetching(self.run);
        let new = bring(&fetching, entry).await;
        self.take(new).await
    }

    async fn count_again(
        &mut self,
        entry: &Entry,
        record: &StoredRecord,
        document: &StoredDocument,
    ) -> Result<(), Halt> {
        let new = record.retrieval == self.run.id;
        if new {
            self.settle(&document.sha256).await?;
            if self.import.is_another_of(record, document.about.id).await? {
                self.run.tally.twice += 1;
            }
        }
        self.count(entry, new);
        Ok(())
    }

    /// Only what is committed can be asked who points to it.
    async fn settle(&mut self, hash: &[u8; 32]) -> Result<(), Halt> {
        if self.batch.hashes.contains(hash) { self.commit().await } else { Ok(()) }
    }

    /// One that has no content: visible as such.
    async fn list(&mut self, entry: &Entry) -> Result<(), Halt> {
        self.run.tally.listed += 1;
        if self.import.same_entry(entry).await?.is_some() {
            return Ok(());
        }
        let way = self.import.way(self.run);
        let provenance = way.of_entry(entry, None);
        let changes = std::mem::take(&mut self.batch.changes);
        self.batch.changes = way.entry(changes, entry, None, provenance);
        self.batch.ids.push(entry.reference.id.clone());
        Ok(())
    }

    /// One that came: judged, folded into the same from elsewhere, or kept.
    async fn judge(&mut self, entry: &Entry, about: NewDocument, document: Fetched) -> Result<(), Halt> {
        let hash = document.seen.checked.sha256;
        if self.was_deleted(entry, &hash).await? {
            // The same place sends what was deleted here under another id.
            self.count(entry, false);
            return Ok(());
        }
        let doubts = self.import.owner.doubts(document.beginning(), document.is_short());
        if !doubts.is_empty() {
            return self.set_aside(entry, about, document, &doubts).await;
        }
        if self.hashes.insert(hash) {
            return self.keep(entry, about, document).await;
        }
        self.settle(&hash).await?;
        match self.import.store.document_with(hash).await? {
            Some(known) => self.fold(entry, known.about.id, &document).await,
            // It was set aside, or it belongs to a record of the other network, or it was deleted meanwhile.
            None => self.keep(entry, about, document).await,
        }
    }

    /// The person deleted this file of this place: before this began, or since, and then it was here.
    async fn was_deleted(&mut self, entry: &Entry, hash: &[u8; 32]) -> Result<bool, Halt> {
        let again = file_again_from(NETWORK, &place(entry), hash);
        let before = self.deleted.contains(&again);
        Ok(before || (self.hashes.contains(hash) && self.import.store.is_deleted(again).await?))
    }

    /// The same bytes are here.
    async fn fold(&mut self, entry: &Entry, known: Uuid, document: &Fetched) -> Result<(), Halt> {
        let place = place(entry);
        for record in self.import.store.records_of(known).await? {
            if let Some(record) = self.import.store.record(record).await?
                && record.network == NETWORK
                && record.place_id == place
            {
                // The same place sent it under another id: before, or a moment ago.
                if record.retrieval == self.run.id {
                    self.run.tally.twice += 1;
                } else {
                    self.count(entry, false);
                }
                return Ok(());
            }
        }
        let way = self.import.way(self.run);
        let provenance = way.of_entry(entry, Some(document.seen));
        let changes = std::mem::take(&mut self.batch.changes);
        self.batch.changes = way.entry(changes, entry, Some((known, document.seen)), provenance);
        self.batch.ids.push(entry.reference.id.clone());
        self.run.tally.twice += 1;
        self.count(entry, true);
        self.commit().await
    }

    async fn keep(&mut self, entry: &Entry, about: NewDocument, document: Fetched) -> Result<(), Halt> {
        self.count(entry, true);
        let Fetched { bytes, seen } = document;
        let way = self.import.way(self.run);
        let provenance = way.of_entry(entry, Some(seen));
        let about = NewDocument { provenance: provenance.clone(), ..about };
        let id = about.id;
        match bytes {
            Bytes::Small(bytes) => {
                let batch = &mut self.batch;
                batch.bytes += bytes.len();
                batch.ids.push(entry.reference.id.clone());
                batch.hashes.insert(seen.checked.sha256);
                let changes = std::mem::take(&mut batch.changes);
                let changes = changes.put_document(about, bytes, seen.checked.sha256);
                batch.changes = way.entry(changes, entry, Some((id, seen)), provenance);
            }
            Bytes::Large { writer, .. } => {
                let changes = way.entry(Changes::new(), entry, Some((id, seen)), provenance);
                let ids = vec![entry.reference.id.clone()];
                let event = self.import.event(self.run, "documents-kept", ids);
                self.commit().await?;
                writer.finish(changes, Some(event)).await?;
            }
        }
        Ok(())
    }

    async fn set_aside(
        &mut self,
        entry: &Entry,
        about: NewDocument,
        document: Fetched,
        doubts: &[PersonField],
    ) -> Result<(), Halt> {
        self.run.tally.aside += 1;
        let Fetched { bytes, seen } = document;
        if self.import.store.aside_with(seen.checked.sha256).await?.is_some() {
            return Ok(());
        }
        let provenance = self.import.way(self.run).of_entry(entry, Some(seen));
        let about = NewDocument { provenance, ..about };
        let row = StoredAside {
            document_id: about.id,
            network: NETWORK.to_owned(),
            place_id: place(entry),
            resource_id: entry.reference.id.clone(),
            retrieval: self.run.id,
            set_aside_at: self.import.clock.now(),
            reasons: serde_json::to_string(doubts).unwrap_or_else(|_| "[]".to_owned()),
            body: entry.text.clone().into_bytes(),
        };
        self.commit().await?;
        let ids = vec![entry.reference.id.clone()];
        let event = Some(self.import.event(self.run, "document-set-aside", ids));
        match bytes {
            Bytes::Small(bytes) => {
                let changes = Changes::new().put_document(about, bytes, seen.checked.sha256).put_aside(row);
                self.import.store.commit(changes, event).await?;
            }
            Bytes::Large { writer, .. } => {
                writer.finish(Changes::new().put_aside(row), event).await?;
            }
        }
        Ok(())
    }

    /// Hands the batch to the store, which does one thing after the other: whoever asks it anything from now on is
    /// answered with the batch in it.
    async fn commit(&mut self) -> Result<(), Halt> {
        let batch = std::mem::take(&mut self.batch);
        if batch.ids.is_empty() {
            return Ok(());
        }
        self.committed().await?;
        let event = self.import.event(self.run, "documents-kept", batch.ids);
        let store = self.import.store.clone();
        let mut commit = async move { store.commit(batch.changes, Some(event)).await }.boxed();
        match futures::poll!(&mut commit) {
            Poll::Ready(done) => done?,
            Poll::Pending => self.committing = Some(commit),
        }
        Ok(())
    }

    /// Waits until the batch before is written.
    async fn committed(&mut self) -> Result<(), Halt> {
        if let Some(before) = self.committing.take() {
            before.await?;
        }
        Ok(())
    }

    /// Counts one that is here, for its place too.
    fn count(&mut self, entry: &Entry, new: bool) {
        let run = &mut *self.run;
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
}

/// What is asked of what is committed.
impl Import<'_> {
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
}
