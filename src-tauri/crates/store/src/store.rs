//! The handle: closures sent to the one thread that owns the connection.

use std::collections::HashSet;
use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::thread::{self, JoinHandle};

use jiff::Timestamp;
use rusqlite::Connection;
use tokio::sync::oneshot;
use uuid::Uuid;

use crate::audit::{AuditCheck, AuditEvent, NewEvent};
use crate::changes::Changes;
use crate::file::{self, Opened};
use crate::rows::{
    Counts, LastKnown, RecordFilter, RecordSource, StoredAside, StoredConnection, StoredDocument,
    StoredReceipt, StoredRecord, StoredTask,
};
use crate::{Error, Key, tables};

/// One person's store. Clones share one connection; dropping the last closes it, and waits for that: a thread that still
/// works while the process ends would meet OpenSSL's own clearing up.
///
/// A call that is dropped half-way is carried out all the same: it was already on its way to the thread.
#[derive(Clone)]
pub struct Store {
    thread: Arc<Thread>,
}

/// The way to the thread that owns the connection, and the thread.
struct Thread {
    /// `None` only while it is dropped.
    jobs: Option<mpsc::Sender<Job>>,
    running: Mutex<Option<JoinHandle<()>>>,
}

impl Thread {
    fn send(&self, job: Job) -> Result<(), Error> {
        self.jobs.as_ref().ok_or(Error::Closed)?.send(job).map_err(|_| Error::Closed)
    }

    /// Waits until the thread has ended. It ends when it was told to close, or when nobody can send any more.
    fn join(&self) {
        let running = self.running.lock().unwrap_or_else(PoisonError::into_inner).take();
        // A handle that is dropped on the thread itself (inside a job) cannot wait for it.
        if let Some(running) = running.filter(|running| running.thread().id() != thread::current().id()) {
            // A job that panicked has told its caller already.
            let _ = running.join();
        }
    }
}

impl Drop for Thread {
    fn drop(&mut self) {
        self.jobs = None;
        self.join();
    }
}

enum Job {
    Run(Box<dyn FnOnce(&mut Connection) + Send>),
    Close(oneshot::Sender<Result<(), Error>>),
}

impl Store {
    /// Opens the file, and makes it where there is none; its folder must be there. Nobody else may have it open.
    ///
    /// A file that cannot be read is left as it is, whatever is wrong with it.
    pub async fn open(path: &Path, key: &Key) -> Result<Self, Error> {
        let (path, key) = (path.to_owned(), key.twin());
        Self::start(move || file::open(&path, &key)).await
    }

    /// The same schema and the same rules, in memory alone.
    pub async fn in_memory() -> Result<Self, Error> {
        Self::start(file::in_memory).await
    }

    async fn start(open: impl FnOnce() -> Result<Opened, Error> + Send + 'static) -> Result<Self, Error> {
        let (jobs, inbox) = mpsc::channel();
        let (tell, told) = oneshot::channel();
        let running = thread::Builder::new().name("store".to_owned()).spawn(move || match open() {
            Ok(opened) => {
                // What a run that was killed left half-written goes now; nobody can see it either way, so a full
                // disk is no reason not to open.
                let _ = tables::documents::sweep(&opened.connection);
                if tell.send(Ok(())).is_ok() {
                    work(&inbox, opened);
                }
            }
            Err(error) => {
                let _ = tell.send(Err(error));
            }
        })?;
        let thread = Arc::new(Thread { jobs: Some(jobs), running: Mutex::new(Some(running)) });
        told.await.map_err(|_| Error::Unexpected("the store's thread ended"))??;
        Ok(Self { thread })
    }

    /// Runs on the store's thread, after what was asked before.
    pub(crate) async fn run<T: Send + 'static>(
        &self,
        job: impl FnOnce(&mut Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let (tell, told) = oneshot::channel();
        let job = Job::Run(Box::new(move |connection| {
            let _ = tell.send(job(connection));
        }));
        self.thread.send(job)?;
        told.await.map_err(|_| Error::Closed)?
    }

    /// Sends a job that nobody waits for.
    pub(crate) fn send(&self, job: impl FnOnce(&mut Connection) + Send + 'static) {
        let _ = self.thread.send(Job::Run(Box::new(job)));
    }

    /// Carries out changes and writes the event that tells of them, in one transaction: all of it or nothing.
    pub async fn commit(&self, changes: Changes, event: Option<NewEvent>) -> Result<(), Error> {
        let event = event.map(NewEvent::checked).transpose()?;
        self.run(move |connection| tables::commit(connection, &changes, event.as_ref())).await
    }

    /// Every connection, by network and id.
    pub async fn connections(&self) -> Result<Vec<StoredConnection>, Error> {
        self.run(|connection| tables::connections(connection)).await
    }

    /// Every task, oldest first.
    pub async fn tasks(&self) -> Result<Vec<StoredTask>, Error> {
        self.run(|connection| tables::tasks(connection)).await
    }

    /// Every receipt, oldest first.
    pub async fn receipts(&self) -> Result<Vec<StoredReceipt>, Error> {
        self.run(|connection| tables::receipts(connection)).await
    }

    /// One record.
    pub async fn record(&self, id: Uuid) -> Result<Option<StoredRecord>, Error> {
        self.run(move |connection| tables::records::one(connection, id)).await
    }

    /// The records that the filter lets through, in the order of their ids.
    pub async fn records(&self, filter: RecordFilter) -> Result<Vec<StoredRecord>, Error> {
        self.run(move |connection| tables::records::filtered(connection, &filter)).await
    }

    /// How many records the filter lets through; its limit does not count.
    pub async fn count_records(&self, filter: RecordFilter) -> Result<u64, Error> {
        self.run(move |connection| tables::records::count(connection, &filter)).await
    }

    /// Where every record came from, in the order of their ids.
    pub async fn record_sources(&self) -> Result<Vec<RecordSource>, Error> {
        self.run(|connection| tables::records::sources(connection)).await
    }

    /// Did the person delete this here: a record by its id, or what [`Changes::keep_deleted`] was told? Whoever brings
    /// records in asks, and leaves it out.
    pub async fn is_deleted(&self, id: Uuid) -> Result<bool, Error> {
        self.run(move |connection| tables::records::is_deleted(connection, id)).await
    }

    /// Those among a network's entries that need not be fetched: here, deleted here, or set aside. An entry is our id of
    /// its record and the network's own id.
    pub async fn known_entries(
        &self,
        network: &str,
        entries: Vec<(Uuid, String)>,
    ) -> Result<HashSet<Uuid>, Error> {
        let network = network.to_owned();
        self.run(move |connection| tables::records::known(connection, &network, &entries)).await
    }

    /// How many records came, or came anew, after an instant.
    pub async fn count_records_since(&self, instant: Timestamp) -> Result<u64, Error> {
        self.run(move |connection| tables::records::count_since(connection, instant)).await
    }

    /// The documents that belong to a record, without their bytes, in the order of their ids.
    pub async fn documents_of(&self, record: Uuid) -> Result<Vec<StoredDocument>, Error> {
        self.run(move |connection| tables::documents::of_record(connection, record)).await
    }

    /// A document with these bytes, by their SHA-256 ([`crate::content_hash`]), that may have several sources; none that
    /// was set aside, and none that belongs to one record and goes with it.
    pub async fn document_with(&self, sha256: [u8; 32]) -> Result<Option<StoredDocument>, Error> {
        self.run(move |connection| tables::documents::with_hash(connection, &sha256, false)).await
    }

    /// The ids of everything that the person deleted here: what [`Store::is_deleted`] says of each.
    pub async fn deleted(&self) -> Result<HashSet<Uuid>, Error> {
        self.run(|connection| tables::records::deleted(connection)).await
    }

    /// The SHA-256 of every document, set aside or not.
    pub async fn document_hashes(&self) -> Result<HashSet<[u8; 32]>, Error> {
        self.run(|connection| tables::documents::hashes(connection)).await
    }

    /// A document with these bytes among those that were set aside.
    pub async fn aside_with(&self, sha256: [u8; 32]) -> Result<Option<StoredDocument>, Error> {
        self.run(move |connection| tables::documents::with_hash(connection, &sha256, true)).await
    }

    /// Every document with these bytes, whichever record it belongs to, in the order of their ids; none that was set aside.
    pub async fn documents_with(&self, sha256: [u8; 32]) -> Result<Vec<StoredDocument>, Error> {
        self.run(move |connection| tables::documents::all_with_hash(connection, &sha256)).await
    }

    /// How many documents no record points to, were not set aside, or are not whole: none, but while one is written.
    pub async fn count_strays(&self) -> Result<u64, Error> {
        self.run(|connection| tables::documents::strays(connection)).await
    }

    /// Documents whose words are not in the index yet, at most so many.
    pub async fn words_wanted(&self, most: u32) -> Result<Vec<Uuid>, Error> {
        self.run(move |connection| tables::documents::words_wanted(connection, most)).await
    }

    /// What places are called that records came from and that are no connections: id and name.
    pub async fn place_names(&self) -> Result<Vec<(String, String)>, Error> {
        self.run(|connection| tables::place_names(connection)).await
    }

    /// The records that point to a document, in the order of their ids.
    pub async fn records_of(&self, document: Uuid) -> Result<Vec<Uuid>, Error> {
        self.run(move |connection| tables::documents::sources(connection, document)).await
    }

    /// The documents that seem to be about somebody else, in the order of their ids.
    pub async fn documents_aside(&self) -> Result<Vec<StoredAside>, Error> {
        self.run(|connection| tables::aside::all(connection)).await
    }

    /// Was what a network calls by this id set aside?
    pub async fn is_aside(&self, network: &str, resource_id: &str) -> Result<bool, Error> {
        let (network, resource_id) = (network.to_owned(), resource_id.to_owned());
        self.run(move |connection| tables::aside::has(connection, &network, &resource_id)).await
    }

    /// Every document, without its bytes, in the order of their ids.
    pub async fn documents(&self) -> Result<Vec<StoredDocument>, Error> {
        self.run(|connection| tables::documents::all(connection)).await
    }

    /// How many connections there are, whatever their state.
    pub async fn count_places(&self) -> Result<u64, Error> {
        Ok(self.counts().await?.places)
    }

    /// How much there is of everything.
    pub async fn counts(&self) -> Result<Counts, Error> {
        self.run(|connection| tables::counts(connection)).await
    }

    /// What a person chose under this name.
    pub async fn setting(&self, key: &str) -> Result<Option<String>, Error> {
        let key = key.to_owned();
        self.run(move |connection| tables::setting(connection, &key)).await
    }

    /// What a network last told about a topic, if it ever did.
    pub async fn last_known(&self, topic: &str) -> Result<Option<LastKnown>, Error> {
        let topic = topic.to_owned();
        self.run(move |connection| tables::last_known(connection, &topic)).await
    }

    /// The newest events, newest first, at most that many.
    pub async fn audit(&self, newest: usize) -> Result<Vec<AuditEvent>, Error> {
        self.run(move |connection| tables::audit::newest(connection, newest)).await
    }

    /// Walks the whole trail and checks every hash.
    pub async fn verify_audit(&self) -> Result<AuditCheck, Error> {
        self.run(|connection| tables::audit::verify(connection)).await
    }

    /// Reads every page of the file; [`Error::Damaged`] if one is not what was written. Seconds for a large file.
    pub async fn verify_file(&self) -> Result<(), Error> {
        self.run(|connection| file::quick_check(connection)).await
    }

    /// Closes now, whoever else has a handle: they get [`Error::Closed`]. What was asked before is carried out first.
    /// When this returns the file is closed and may be opened, moved or removed.
    pub async fn close(self) -> Result<(), Error> {
        let (tell, told) = oneshot::channel();
        self.thread.send(Job::Close(tell))?;
        let closed = told.await.map_err(|_| Error::Closed)?;
        self.thread.join();
        closed
    }
}

fn work(inbox: &mpsc::Receiver<Job>, mut opened: Opened) {
    // Ends when the last handle is dropped; connection and lock are dropped then, in that order.
    for job in inbox {
        match job {
            Job::Run(job) => job(&mut opened.connection),
            Job::Close(tell) => {
                let _ = tell.send(opened.close());
                return;
            }
        }
    }
}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Store")
    }
}
