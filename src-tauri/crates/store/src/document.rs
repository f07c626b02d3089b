//! Files in pieces: written as they arrive and read as they are needed, never whole in memory.

use aws_lc_rs::digest::{Context, SHA256};
use uuid::Uuid;

use crate::audit::NewEvent;
use crate::changes::Changes;
use crate::rows::{NewDocument, StoredDocument};
use crate::tables::{self, documents};
use crate::{Error, Store, fail};

/// Bytes of a piece: all have this many but the last.
pub const CHUNK: usize = 64 * 1024;

impl Store {
    /// Begins a document. Nobody sees it until [`DocumentWriter::finish`]; a writer that is dropped leaves nothing.
    pub async fn write_document(&self, new: NewDocument) -> Result<DocumentWriter, Error> {
        let about = new.clone();
        self.run(move |connection| documents::begin(connection, &new)).await?;
        fail::at("document-began");
        Ok(DocumentWriter {
            store: self.clone(),
            about,
            rest: Vec::with_capacity(CHUNK),
            chunks: 0,
            length: 0,
            hash: Context::new(&SHA256),
            finished: false,
        })
    }

    /// A document that is whole, to be read piece by piece.
    pub async fn document(&self, id: Uuid) -> Result<Option<DocumentReader>, Error> {
        let found = self.run(move |connection| documents::one(connection, id)).await?;
        Ok(found.map(|about| DocumentReader {
            store: self.clone(),
            about,
            next: 0,
            length: 0,
            hash: Some(Context::new(&SHA256)),
        }))
    }
}

/// Takes bytes as they arrive and keeps at most one piece of them in memory.
pub struct DocumentWriter {
    store: Store,
    about: NewDocument,
    rest: Vec<u8>,
    chunks: u32,
    length: u64,
    hash: Context,
    finished: bool,
}

impl DocumentWriter {
    /// The next bytes, as many as there are. After an error the writer is of no more use: drop it.
    pub async fn write(&mut self, mut bytes: &[u8]) -> Result<(), Error> {
        self.hash.update(bytes);
        self.length += u64::try_from(bytes.len()).map_err(|_| Error::Refused("the document is too large"))?;
        while !bytes.is_empty() {
            let (now, later) = bytes.split_at(bytes.len().min(CHUNK - self.rest.len()));
            self.rest.extend_from_slice(now);
            bytes = later;
            if self.rest.len() == CHUNK {
                self.send().await?;
            }
        }
        Ok(())
    }

    async fn send(&mut self) -> Result<(), Error> {
        let (id, sequence) = (self.about.id, self.chunks);
        let chunk = std::mem::replace(&mut self.rest, Vec::with_capacity(CHUNK));
        self.store.run(move |connection| documents::add(connection, id, sequence, &chunk)).await?;
        fail::at("document-chunk");
        self.chunks = sequence.checked_add(1).ok_or(Error::Refused("the document is too large"))?;
        Ok(())
    }

    /// SHA-256 of what was written so far.
    #[must_use]
    pub fn sha256(&self) -> [u8; 32] {
        let mut sha256 = [0; 32];
        sha256.copy_from_slice(self.hash.clone().finish().as_ref());
        sha256
    }

    /// Makes it whole, in one transaction with other changes and the event that tells of them.
    pub async fn finish(
        mut self,
        changes: Changes,
        event: Option<NewEvent>,
    ) -> Result<StoredDocument, Error> {
        let event = event.map(NewEvent::checked).transpose()?;
        if !self.rest.is_empty() {
            self.send().await?;
        }
        fail::at("document-finishing");
        let sha256 = self.sha256();
        let (id, length) = (self.about.id, self.length);
        self.store
            .run(move |connection| {
                tables::within(connection, |transaction| {
                    documents::finish(transaction, id, length, &sha256)?;
                    tables::apply(transaction, &changes, event.as_ref())
                })
            })
            .await?;
        self.finished = true;
        fail::at("document-finished");
        Ok(StoredDocument { about: self.about.clone(), length, sha256 })
    }
}

impl Drop for DocumentWriter {
    fn drop(&mut self) {
        if !self.finished {
            let id = self.about.id;
            self.store.send(move |connection| {
                // If this fails, the next opening sweeps.
                let _ = documents::give_up(connection, id);
            });
        }
    }
}

impl std::fmt::Debug for DocumentWriter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DocumentWriter").field("id", &self.about.id).finish_non_exhaustive()
    }
}

/// Gives the bytes of a document, a piece at a time.
pub struct DocumentReader {
    store: Store,
    about: StoredDocument,
    next: u32,
    length: u64,
    hash: Option<Context>,
}

impl DocumentReader {
    /// What it is, how long, and its hash.
    #[must_use]
    pub fn about(&self) -> &StoredDocument {
        &self.about
    }

    /// The next piece; `None` after the last. Before that `None`, length and hash are compared: [`Error::Damaged`]
    /// then, or when the document was removed meanwhile.
    pub async fn next_chunk(&mut self) -> Result<Option<Vec<u8>>, Error> {
        if self.hash.is_none() {
            return Ok(None);
        }
        let (id, sequence) = (self.about.about.id, self.next);
        let chunk = self.store.run(move |connection| documents::chunk(connection, id, sequence)).await?;
        if let (Some(chunk), Some(hash)) = (&chunk, &mut self.hash) {
            hash.update(chunk);
            self.length += u64::try_from(chunk.len()).unwrap_or(u64::MAX);
            self.next = sequence.checked_add(1).ok_or(Error::Damaged)?;
            return Ok(Some(chunk.clone()));
        }
        let whole = self.hash.take().is_some_and(|hash| hash.finish().as_ref() == self.about.sha256);
        if whole && self.length == self.about.length { Ok(None) } else { Err(Error::Damaged) }
    }
}

impl std::fmt::Debug for DocumentReader {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("DocumentReader").field("id", &self.about.about.id).finish_non_exhaustive()
    }
}
