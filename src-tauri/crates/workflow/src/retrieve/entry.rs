//! What is kept of an entry of the results, and of a record that an import made: the record with its line in the list, and
//! the way it came here.

use jiff::Timestamp;
use networks::health_gorilla::{Entry, ImportedRecord};
use records::content::FileKind;
use records::provenance::{Origin, provenance};
use serde_json::Value;
use store::{Changes, NewDocument};
use uuid::Uuid;

use super::fetch::Seen;
use super::import::{ENTRY, NETWORK};
use super::run::Run;
use crate::listing::Brought;
use crate::view::ListKind;

/// What a person's app calls the network in a provenance.
const NETWORK_NAME: &str = "Health Gorilla";

/// The way by which things come in a retrieval.
pub(super) struct Way<'a> {
    pub(super) run: &'a Run,
    pub(super) now: Timestamp,
    pub(super) app_version: &'a str,
}

impl Way<'_> {
    /// The record of an entry, its line, and its document, where it has one: by this way ([`Self::of_entry`]).
    pub(super) fn entry(
        &self,
        changes: Changes,
        entry: &Entry,
        document: Option<(Uuid, Seen)>,
        provenance: String,
    ) -> Changes {
        let reference = &entry.reference;
        let brought = Brought {
            network: NETWORK,
            kind: Some(ListKind::Document),
            resource_type: ENTRY,
            resource_id: &reference.id,
            places: reference.source.id.iter().cloned().collect(),
            retrieval: self.run.id,
            at: self.now,
            body: entry.text.as_bytes(),
            words_of_files: "",
            content: document.map(|(_, seen)| seen.checked.sha256),
            provenance: Some(provenance),
        };
        let record = brought.id();
        let mut changes = brought.changes(changes);
        if let (Some(id), Some(name)) = (&reference.source.id, &reference.source.name) {
            changes = changes.name_place(id, name);
        }
        let Some((document, seen)) = document else { return changes };
        let changes = changes.link_document(document, record);
        if has_words(seen.kind) { changes.want_words(document) } else { changes }
    }

    /// A record that an import made, and its line.
    pub(super) fn imported(&self, changes: Changes, kind: &str, record: &ImportedRecord) -> Changes {
        let origin = provenance(&Origin { target: (kind, &record.id), ..self.origin() });
        let brought = Brought {
            network: NETWORK,
            kind: None,
            resource_type: kind,
            resource_id: &record.id,
            // The network does not say which document, of which place, it was made of.
            places: Vec::new(),
            retrieval: self.run.id,
            at: self.now,
            body: record.text.as_bytes(),
            words_of_files: "",
            content: None,
            provenance: Some(origin.to_string()),
        };
        brought.changes(changes)
    }

    /// The way of an entry, as FHIR `Provenance`.
    pub(super) fn of_entry(&self, entry: &Entry, document: Option<Seen>) -> String {
        let reference = &entry.reference;
        let theirs: Option<Value> =
            entry.provenance.as_deref().and_then(|text| serde_json::from_str(text).ok());
        let declared = reference.attachments.iter().find_map(|one| one.content_type.as_deref());
        let origin = Origin {
            target: (ENTRY, &reference.id),
            source: (reference.source.id.as_deref(), reference.source.name.as_deref()),
            document: reference.master_identifier.as_deref(),
            sha256: document.as_ref().map(|document| &document.checked.sha256),
            types: document.map(|document| (declared, media_type(document.kind))),
            hash_checked: document.is_some_and(|document| document.checked.hash),
            theirs: theirs.as_ref(),
            ..self.origin()
        };
        provenance(&origin).to_string()
    }

    fn origin(&self) -> Origin<'_> {
        Origin {
            target: ("", ""),
            retrieved_at: self.now,
            source: (None, None),
            network: NETWORK_NAME,
            request: self.run.request.as_deref().unwrap_or_default(),
            correlation: self.run.correlation,
            document: None,
            sha256: None,
            types: None,
            hash_checked: false,
            app_version: self.app_version,
            theirs: None,
        }
    }
}

/// The place that has it; none where the network named none.
pub(super) fn place(entry: &Entry) -> String {
    entry.reference.source.id.clone().unwrap_or_default()
}

/// The document that is to come.
pub(super) fn about(entry: &Entry, now: Timestamp) -> NewDocument {
    let attachment = entry.reference.attachments.iter().find(|one| one.has_content());
    let declared = attachment.and_then(|attachment| attachment.content_type.clone());
    NewDocument {
        id: Uuid::now_v7(),
        record_id: None,
        place_id: place(entry),
        media_type: declared.unwrap_or_else(|| "application/octet-stream".to_owned()),
        retrieved_at: now,
        provenance: "{}".to_owned(),
    }
}

/// Files that can be read for their words.
fn has_words(kind: FileKind) -> bool {
    matches!(
        kind,
        FileKind::ClinicalDocument | FileKind::Fhir | FileKind::Html | FileKind::Rtf | FileKind::Text
    )
}

/// What a file is, by its first bytes.
fn media_type(kind: FileKind) -> &'static str {
    match kind {
        FileKind::ClinicalDocument => "application/cda+xml",
        FileKind::Xml => "application/xml",
        FileKind::Fhir => "application/fhir+json",
        FileKind::Json => "application/json",
        FileKind::Pdf => "application/pdf",
        FileKind::Rtf => "application/rtf",
        FileKind::Html => "text/html",
        FileKind::Text => "text/plain",
        FileKind::Picture => "image/*",
        FileKind::OtherPicture => "image/x-other",
        FileKind::Dicom => "application/dicom",
        FileKind::Zip => "application/zip",
        FileKind::Gzip => "application/gzip",
        FileKind::Unknown => "application/octet-stream",
    }
}
