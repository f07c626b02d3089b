//! Reading what b.well holds, and keeping it. There is no call that makes the network fetch anything
//! (`spec/bwell-wire.md`, 5.10.6): we read again when a place's `lastSynced` moves, and when the person looks.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use futures::StreamExt as _;
use jiff::{SignedDuration, Timestamp};
use networks::CorrelationId;
use networks::bwell::{Attachment, Connection, Record, RecordKind, RecordQuery};
use serde::{Deserialize, Serialize};
use store::{Changes, NewDocument, Store, StoredRecord};
use uuid::Uuid;

use crate::activity::{Deed, note};
use crate::connections::Found;
use crate::listing::{
    Brought, file_again_in, file_id, places_of, provenance, record_id, without_file, words_of,
};
use crate::session::Session;
use crate::view::{ActivityKind, ListKind, Topic};
use crate::{Core, Error, ErrorCode};

/// How the store names this network.
pub(crate) const NETWORK: &str = "bwell";
/// Where the store keeps how the last reading went.
const STATE: &str = "records-read";
/// Section 5.10.4: at most so many requests at a time.
const AT_ONCE: usize = 4;
/// Pages of one list; a network that goes on after that is not believed.
const MOST_PAGES: u32 = 4_000;
/// Pages of groups that are read where records do not say where they came from.
const MOST_GROUP_PAGES: u32 = 40;
/// A look reads what changed since this long before the last reading: clocks differ.
const OVERLAP: SignedDuration = SignedDuration::from_hours(1);
/// Whoever looks again does not make us ask more often than this.
const SOONEST: SignedDuration = SignedDuration::from_secs(30);

/// The lists that are read: observations of every category at once, as no list has only those of the rarer ones.
const LISTS: [RecordKind; 11] = [
    RecordKind::Allergies,
    RecordKind::CarePlans,
    RecordKind::Conditions,
    RecordKind::Encounters,
    RecordKind::Immunizations,
    RecordKind::Coverages,
    RecordKind::Observations,
    RecordKind::Medications,
    RecordKind::Procedures,
    RecordKind::Reports,
    RecordKind::Documents,
];

/// Why to read.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Wanted {
    /// When new data last came, by connection, as the network says.
    synced: BTreeMap<String, Timestamp>,
    /// None as long as the network was not asked.
    connections: Option<Vec<Connection>>,
    /// Counts how often somebody looked.
    looks: u64,
    /// Counts the reasons there were. Where the session has not answered as many, records are being read.
    reasons: u64,
    /// A reading could not be begun, or did not reach its end.
    is_due: bool,
}

/// How the last reading went, kept in the copy.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct ReadState {
    /// When it ended.
    pub(crate) at: Option<Timestamp>,
    /// When new data last had come then, by connection.
    pub(crate) synced: BTreeMap<String, Timestamp>,
    /// Kinds that could not be read to their end, and why.
    pub(crate) failed: BTreeMap<String, ErrorCode>,
    /// Records that are none: they have no id.
    pub(crate) unreadable: u64,
    /// Files that did not come.
    pub(crate) files_missing: u64,
}

impl ReadState {
    pub(crate) async fn of(store: &Store) -> Result<Self, Error> {
        let kept = store.setting(STATE).await?;
        Ok(kept.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    fn text(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }
}

/// Takes in what the network says of its places. What moved is read.
pub(crate) fn saw(session: &Session, connections: &[Connection]) {
    let synced = synced(connections);
    session.wanted.send_if_modified(|wanted| {
        let is_news = wanted.is_due || wanted.synced != synced;
        wanted.reasons += u64::from(is_news);
        wanted.connections = Some(connections.to_vec());
        wanted.synced = synced;
        is_news
    });
}

fn synced(connections: &[Connection]) -> BTreeMap<String, Timestamp> {
    connections.iter().filter_map(|one| Some((one.id.clone(), one.last_synced?))).collect()
}

/// Records are being read, or are about to be.
pub(crate) fn is_reading(session: &Session) -> bool {
    let reasons = session.wanted.borrow().reasons;
    session.state().reasons_read != reasons
}

/// The person looks: what changed is read, in the background. Nothing waits for it.
pub async fn read_records(core: &Core) -> Result<(), Error> {
    let session = core.session()?;
    session.wanted.send_modify(|wanted| {
        wanted.looks += 1;
        wanted.reasons += 1;
    });
    Ok(())
}

/// Reads whenever there is a reason, until the session ends.
pub(crate) fn follow(core: &Arc<Core>, session: &Arc<Session>) {
    let (core, followed) = (Arc::clone(core), Arc::clone(session));
    let mut reasons = session.wanted.subscribe();
    session.spawn(async move {
        let mut looks = 0;
        while reasons.changed().await.is_ok() {
            let wanted = reasons.borrow_and_update().clone();
            let looked = std::mem::replace(&mut looks, wanted.looks) != wanted.looks;
            let correlation = core.correlation("follow the records");
            let result = Reading::begin(&core, &followed, &wanted, looked, correlation).await;
            let is_due = match result {
                Ok(Outcome::NothingToDo) => false,
                Ok(Outcome::Read { failed }) => failed,
                Err(Error::Network(networks::Error::Unauthorized)) => {
                    core.signed_out_by_network(correlation);
                    return;
                }
                // A copy that was locked meanwhile goes on when it is open and somebody looks.
                Err(_) => true,
            };
            followed.wanted.send_if_modified(|wanted| {
                wanted.is_due = is_due;
                false
            });
            followed.state().reasons_read = wanted.reasons;
            core.changed(&[Topic::Records]);
        }
    });
}

enum Outcome {
    NothingToDo,
    Read { failed: bool },
}

/// One reading.
struct Reading<'a> {
    core: &'a Core,
    session: &'a Session,
    store: Store,
    connections: Vec<Connection>,
    correlation: CorrelationId,
    /// Names this reading in the store.
    id: Uuid,
    /// Everything, or only what changed since then.
    since: Option<Timestamp>,
}

/// What came of one kind.
#[derive(Default)]
struct Came {
    new: usize,
    unreadable: u64,
    /// Records whose files are to be fetched.
    with_files: Vec<(RecordKind, String)>,
    failed: Option<ErrorCode>,
}

impl<'a> Reading<'a> {
    async fn begin(
        core: &'a Core,
        session: &'a Session,
        wanted: &'a Wanted,
        looked: bool,
        correlation: CorrelationId,
    ) -> Result<Outcome, Error> {
        let store = session.copy.store()?;
        let before = ReadState::of(&store).await?;
        // Whoever looks before the places were asked for: without them no record would say where it came from.
        let connections = if let Some(connections) = &wanted.connections {
            connections.clone()
        } else {
            let connections = session.bwell.connections(&correlation).await?;
            let found = Found { connections, ..Found::default() };
            found.keep_names(core, session).await;
            found.connections
        };
        let synced = synced(&connections);
        let now = core.parts.clock.now();
        let moved = before.synced != synced || !before.failed.is_empty();
        let recently = before.at.is_some_and(|at| now.duration_since(at) < SOONEST);
        if !moved && (!looked || recently) {
            return Ok(Outcome::NothingToDo);
        }
        let since = before.at.filter(|_| !moved).and_then(|at| at.checked_sub(OVERLAP).ok());
        let id = correlation.uuid();
        let reading = Self { core, session, store, connections, correlation, id, since };
        reading.read(before, synced, now).await
    }

    async fn read(
        &self,
        before: ReadState,
        synced: BTreeMap<String, Timestamp>,
        now: Timestamp,
    ) -> Result<Outcome, Error> {
        let at_once = self.core.chance.at_once(AT_ONCE);
        let kinds = futures::stream::iter(LISTS);
        let mut kinds =
            kinds.map(|kind| async move { (kind, self.kind(kind).await) }).buffer_unordered(at_once);
        let mut state = ReadState { at: Some(now), synced, ..ReadState::default() };
        if self.since.is_some() {
            (state.unreadable, state.files_missing) = (before.unreadable, before.files_missing);
        }
        let (mut new, mut with_files) = (0, Vec::new());
        while let Some((kind, came)) = kinds.next().await {
            let came = came?;
            new += came.new;
            state.unreadable += came.unreadable;
            with_files.extend(came.with_files);
            if let Some(code) = came.failed {
                for kind in shown_as(kind) {
                    state.failed.insert(kind.word(), code);
                }
            }
            self.core.changed(&[Topic::Records]);
        }
        drop(kinds);
        let files = futures::stream::iter(with_files);
        let mut files =
            files.map(|(kind, id)| async move { self.files(kind, &id).await }).buffer_unordered(at_once);
        while let Some(missing) = files.next().await {
            state.files_missing += missing?;
        }
        drop(files);
        let failed = !state.failed.is_empty();
        self.store.commit(Changes::new().put_setting(STATE, &state.text()), None).await?;
        if new > 0 {
            let deed = Deed::by_network(ActivityKind::RecordsCame).counting(new);
            note(self.core, &self.session.copy, self.correlation, deed, None).await;
        }
        Ok(Outcome::Read { failed })
    }

    /// One list, page by page. What could be read before it failed is kept.
    async fn kind(&self, kind: RecordKind) -> Result<Came, Error> {
        let mut came = Came::default();
        let mut seen = HashSet::new();
        let mut groups = None;
        let mut next = Some(0);
        while let Some(page) = next.filter(|page| *page < MOST_PAGES) {
            let query = RecordQuery { page, changed_since: self.since };
            let answer = match self.session.bwell.records(kind, query, &self.correlation).await {
                Ok(answer) => answer,
                Err(networks::Error::Unauthorized) => return Err(networks::Error::Unauthorized.into()),
                Err(error) => {
                    came.failed = Some(Error::from(error).code());
                    return Ok(came);
                }
            };
            came.unreadable += u64::try_from(answer.unreadable).unwrap_or(u64::MAX);
            let before = seen.len();
            let mut changes = Changes::new();
            for mut record in answer.records {
                if !seen.insert(record.id.clone()) {
                    continue;
                }
                if record.attribution.connections(&self.connections).is_empty() {
                    let groups = match &groups {
                        Some(groups) => groups,
                        None => groups.insert(self.groups(kind).await),
                    };
                    let reference = format!("{}/{}", record.resource_type, record.id);
                    record.attribution.groups = groups.get(&reference).cloned().unwrap_or_default();
                }
                changes = self.keep(record, &mut came, changes).await?;
            }
            self.store.commit(changes, None).await?;
            // A server that gives the same page again and again has no more.
            next = answer.next.filter(|_| seen.len() > before);
        }
        if self.since.is_none() {
            let all = shown_as(kind).iter();
            let gone = all.fold(Changes::new(), |changes, kind| {
                changes.mark_gone_unless(NETWORK, &kind.word(), self.id)
            });
            self.store.commit(gone, None).await?;
        }
        Ok(came)
    }

    /// Names and ids of places by record, as groups tell them. Groups are a help: without them the place is not stated.
    async fn groups(&self, kind: RecordKind) -> HashMap<String, Vec<String>> {
        let mut places: HashMap<String, Vec<String>> = HashMap::new();
        let kinds = match kind {
            RecordKind::Observations => vec![RecordKind::Labs, RecordKind::VitalSigns],
            kind => vec![kind],
        };
        for kind in kinds {
            self.groups_of(kind, &mut places).await;
        }
        places
    }

    async fn groups_of(&self, kind: RecordKind, places: &mut HashMap<String, Vec<String>>) {
        let mut next = Some(0);
        while let Some(page) = next.filter(|page| *page < MOST_GROUP_PAGES) {
            let Ok(answer) = self.session.bwell.record_groups(kind, page, &self.correlation).await else {
                break;
            };
            for group in answer.groups {
                // A group of several places does not say which of its records came from which.
                let one_place = group.source_names.len().max(group.sources.len()) == 1;
                for reference in group.references.iter().filter(|_| one_place) {
                    let named = places.entry(reference.clone()).or_default();
                    named.extend(group.source_names.iter().chain(&group.sources).cloned());
                }
            }
            next = answer.next;
        }
    }

    /// Keeps one record, if it is new or another than before.
    async fn keep(&self, record: Record, came: &mut Came, changes: Changes) -> Result<Changes, Error> {
        let from = if self.core.parts.assumed.records_name_their_place {
            record.attribution.connections(&self.connections)
        } else {
            Vec::new()
        };
        let places: Vec<String> = from.into_iter().map(|one| one.id.clone()).collect();
        let id = record_id(NETWORK, &record.resource_type, &record.id);
        let body = record.json.get().as_bytes();
        let before = self.store.record(id).await?;
        if before.is_none() && self.store.is_deleted(id).await? {
            return Ok(changes);
        }
        let has_files = matches!(record.kind, RecordKind::Documents | RecordKind::Reports);
        if let Some(before) = &before {
            let same = before.body == body && before.provenance == provenance(&places);
            let listed = self.store.listed(id).await?;
            // A hidden one has a line too; one that came back is listed anew.
            if same && listed.is_some_and(|line| !line.gone) {
                if has_files
                    && self.store.documents_of(id).await?.is_empty()
                    && !self.store.is_deleted(without_file(id)).await?
                {
                    came.with_files.push((record.kind, record.id));
                }
                return Ok(changes.put_record(StoredRecord { retrieval: self.id, ..before.clone() }));
            }
        }
        came.new += usize::from(before.is_none());
        if has_files {
            came.with_files.push((record.kind, record.id.clone()));
        }
        let brought = Brought {
            network: NETWORK,
            kind: shown_as(record.kind).first().copied().filter(|_| record.kind != RecordKind::Observations),
            resource_type: &record.resource_type,
            resource_id: &record.id,
            places,
            retrieval: self.id,
            at: self.core.parts.clock.now(),
            body,
            words_of_files: "",
            content: None,
            provenance: None,
        };
        Ok(brought.changes(changes))
    }

    /// Fetches the files of a document or a report, keeps them, and makes the record found by their words. Says how
    /// many did not come.
    async fn files(&self, kind: RecordKind, resource_id: &str) -> Result<u64, Error> {
        let bwell = &self.session.bwell;
        let fetched = match kind {
            RecordKind::Documents => bwell.document_content(resource_id, &self.correlation).await,
            _ => bwell.report_content(resource_id, &self.correlation).await,
        };
        let attachments = match fetched {
            Ok(attachments) => attachments,
            Err(networks::Error::Unauthorized) => return Err(networks::Error::Unauthorized.into()),
            Err(_) => return Ok(1),
        };
        let record = record_id(NETWORK, kind.resource_type(), resource_id);
        let Some(stored) = self.store.record(record).await? else { return Ok(0) };
        let before = self.store.documents_of(record).await?;
        let removed =
            before.iter().fold(Changes::new(), |changes, one| changes.remove_document(one.about.id));
        self.store.commit(removed, None).await?;
        let missing = attachments.iter().filter(|one| one.bytes.is_none()).count();
        // A document of one file is that file: the same one from elsewhere is the same thing.
        let only = match &attachments[..] {
            [file] => file.bytes.as_deref().map(store::content_hash),
            _ => None,
        };
        let mut words = String::new();
        for (number, file) in attachments.into_iter().enumerate() {
            if let Some(more) = self.file(&stored, number, file).await? {
                words.push_str(&more);
                words.push('\n');
            }
        }
        let brought = Brought {
            network: NETWORK,
            kind: shown_as(kind).first().copied(),
            resource_type: &stored.resource_type,
            resource_id,
            places: places_of(&stored),
            retrieval: stored.retrieval,
            at: stored.retrieved_at,
            body: &stored.body,
            words_of_files: &words,
            content: only.filter(|_| kind == RecordKind::Documents),
            provenance: None,
        };
        self.store.commit(brought.changes(Changes::new()), None).await?;
        Ok(u64::try_from(missing).unwrap_or(u64::MAX))
    }

    /// Keeps one file, byte for byte, and answers its words.
    async fn file(
        &self,
        record: &StoredRecord,
        number: usize,
        file: Attachment,
    ) -> Result<Option<String>, Error> {
        let Some(bytes) = file.bytes else { return Ok(None) };
        // What the person deleted here stays deleted.
        if self.store.is_deleted(file_again_in(record.id, &store::content_hash(&bytes))).await? {
            return Ok(None);
        }
        let media_type = file.content_type.unwrap_or_else(|| "application/octet-stream".to_owned());
        let new = NewDocument {
            id: file_id(record.id, number),
            record_id: Some(record.id),
            place_id: record.place_id.clone(),
            media_type: media_type.clone(),
            retrieved_at: self.core.parts.clock.now(),
            provenance: serde_json::json!({ "title": file.title }).to_string(),
        };
        let mut writer = self.store.write_document(new).await?;
        writer.write(&bytes).await?;
        writer.finish(Changes::new(), None).await?;
        // A hostile file may take its time: never on a thread that others wait for.
        let words = tokio::task::spawn_blocking(move || words_of(&bytes, Some(&media_type))).await;
        Ok(words.ok())
    }
}

/// Under which kinds a list's records are shown.
fn shown_as(kind: RecordKind) -> &'static [ListKind] {
    match kind {
        RecordKind::Allergies => &[ListKind::Allergy],
        RecordKind::CarePlans => &[ListKind::CarePlan],
        RecordKind::Conditions => &[ListKind::Condition],
        RecordKind::Encounters => &[ListKind::Visit],
        RecordKind::Immunizations => &[ListKind::Vaccine],
        RecordKind::Coverages => &[ListKind::Insurance],
        RecordKind::Labs => &[ListKind::Lab],
        RecordKind::Medications => &[ListKind::Medicine],
        RecordKind::Procedures => &[ListKind::Procedure],
        RecordKind::Reports => &[ListKind::Report],
        RecordKind::VitalSigns => &[ListKind::VitalSign],
        RecordKind::Documents => &[ListKind::Document],
        RecordKind::Observations => &[ListKind::Lab, ListKind::VitalSign, ListKind::Other],
    }
}
