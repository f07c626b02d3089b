//! Everything for another app: all records as one FHIR Bundle, and beside it every file as it came.
//!
//! One record or one piece of a file is in memory at a time, however much there is.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::io::{self, BufWriter, Write};

use networks::CorrelationId;
use records::collection::{Collection, Source, Target};
use store::{RecordFilter, RecordSource, Store, StoredDocument};
use uuid::Uuid;

use crate::activity::{Deed, note};
use crate::listing::{places_in, record_id};
use crate::record::{inside, kept_title, name_of_bytes, own_title};
use crate::record_list::PlaceNames;
use crate::view::{ActivityKind, SavedFilesView, SavedView};
use crate::{Core, Error, FileName, HostError, NewFolder, Saved};

/// Records that are read at a time.
const PAGE: u32 = 50;

/// Saves all records and all files into one new folder.
pub async fn save_files(core: &Core, correlation: CorrelationId) -> Result<SavedFilesView, Error> {
    let copy = core.some_copy()?;
    let store = copy.store()?;
    let saved = write(core, &store).await;
    let failed = saved.as_ref().err().map(Error::code);
    let deed = Deed::by_person(ActivityKind::RecordsTaken);
    let deed = if let Ok((_, records, _)) = &saved { deed.counting(*records) } else { deed };
    note(core, &copy, correlation, deed, failed).await;
    let (saved, records, files) = saved?;
    let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
    Ok(SavedFilesView {
        saved: SavedView { name: saved.name, folder: saved.folder },
        records: count(records),
        files: count(files),
    })
}

async fn write(core: &Core, store: &Store) -> Result<(Saved, usize, usize), Error> {
    let host = &core.parts.host;
    let mut folder = host.begin_folder(&host.file_name(FileName::Records, core.language()))?;
    let bundle = BufWriter::new(folder.file(&core.file_name(FileName::Bundle, "json"))?);
    let sources = store.record_sources().await?;
    let as_of = sources.iter().map(|source| source.retrieved_at).max();
    let mut bundle = Collection::begin(bundle, as_of).map_err(disk)?;
    let untitled = host.file_name(FileName::Record, core.language());
    let mut files = Files { folder, count: 0, untitled };
    // One that seems to be about somebody else is none of the person's records.
    let aside: BTreeSet<Uuid> = store.documents_aside().await?.iter().map(|row| row.document_id).collect();
    let mut documents = store.documents().await?;
    documents.retain(|document| !aside.contains(&document.about.id));
    let with_files: std::collections::HashSet<Uuid> =
        documents.iter().filter_map(|one| one.about.record_id).collect();
    let mut after = None;
    loop {
        let filter = RecordFilter { after, limit: Some(PAGE), ..RecordFilter::default() };
        let page = store.records(filter).await?;
        let Some(last) = page.last() else { break };
        after = Some(last.id);
        for record in &page {
            bundle.record(record.id, &record.resource_type, &record.body).map_err(disk)?;
            if !with_files.contains(&record.id) {
                for (title, _, bytes) in inside(&record.body) {
                    let mut file = files.begin(title.as_deref(), record.dated.as_deref(), &bytes)?;
                    file.write_all(&bytes).and_then(|()| file.flush()).map_err(disk)?;
                }
            }
        }
    }
    for document in &documents {
        write_document(store, document, &mut bundle, &mut files).await?;
    }
    write_provenance(core, store, &sources, &documents, &mut bundle).await?;
    bundle.end().and_then(|mut bundle| bundle.flush()).map_err(disk)?;
    Ok((files.folder.keep()?, sources.len(), files.count))
}

async fn write_document<W: Write>(
    store: &Store,
    document: &StoredDocument,
    bundle: &mut Collection<W>,
    files: &mut Files,
) -> Result<(), Error> {
    let about = &document.about;
    // Removed since the list was made: then it is not taken away.
    let Some(mut reader) = store.document(about.id).await? else { return Ok(()) };
    bundle.begin_file(about.id, &about.media_type).map_err(disk)?;
    let (mut rest, mut file) = (Vec::new(), None);
    while let Some(chunk) = reader.next_chunk().await? {
        if file.is_none() {
            let record = match about.record_id {
                Some(record) => Some(record),
                None => store.records_of(about.id).await?.first().copied(),
            };
            let record = match record {
                Some(record) => store.record(record).await?,
                None => None,
            };
            let own = || record.as_ref().and_then(|record| own_title(&record.body));
            let title = kept_title(&about.provenance).or_else(own);
            let dated = record.as_ref().and_then(|record| record.dated.as_deref());
            file = Some(files.begin(title.as_deref(), dated, &chunk)?);
        }
        if let Some(file) = &mut file {
            file.write_all(&chunk).map_err(disk)?;
        }
        bundle.file_chunk(&mut rest, &chunk).map_err(disk)?;
    }
    bundle.last_of_file(&rest).map_err(disk)?;
    if let Some(mut file) = file {
        file.flush().map_err(disk)?;
    }
    Ok(())
}

/// One for each way that records came: the same network, the same places.
async fn write_provenance<W: Write>(
    core: &Core,
    store: &Store,
    sources: &[RecordSource],
    documents: &[StoredDocument],
    bundle: &mut Collection<W>,
) -> Result<(), Error> {
    let names = PlaceNames::of(store).await?;
    let mut files: HashMap<Uuid, Vec<Uuid>> = HashMap::new();
    for document in documents {
        let id = document.about.id;
        for record in store.records_of(id).await? {
            files.entry(record).or_default().push(id);
        }
    }
    let mut ways: BTreeMap<(&str, Vec<String>), Vec<&RecordSource>> = BTreeMap::new();
    for source in sources {
        ways.entry((&source.network, places_in(&source.provenance, &source.place_id)))
            .or_default()
            .push(source);
    }
    for ((network, places), brought) in ways {
        let doors: Vec<(&str, Option<String>)> =
            places.iter().map(|id| (id.as_str(), names.name(id))).collect();
        let Some(recorded) = brought.iter().map(|source| source.retrieved_at).max() else { continue };
        let source = Source {
            network,
            places: doors.iter().map(|(id, name)| (*id, name.as_deref())).collect(),
            recorded,
            app_version: &core.parts.version,
        };
        let mut targets = Vec::new();
        for one in &brought {
            let known_as = Some(format!("{}/{}", one.resource_type, one.resource_id));
            targets.push(Target { id: one.id, known_as });
            let of_record = files.get(&one.id).into_iter().flatten();
            targets.extend(of_record.map(|id| Target { id: *id, known_as: None }));
        }
        let id = record_id(network, "Provenance", &places.join("\n"));
        bundle.provenance(id, &source, &targets).map_err(disk)?;
    }
    Ok(())
}

/// The files of a folder: each has a name of its own, by its number.
struct Files {
    folder: Box<dyn NewFolder>,
    count: usize,
    /// What one is called that has no title.
    untitled: String,
}

impl Files {
    /// `beginning`: its first bytes, which say what it is.
    fn begin(
        &mut self,
        title: Option<&str>,
        dated: Option<&str>,
        beginning: &[u8],
    ) -> Result<BufWriter<Box<dyn Write + Send>>, Error> {
        self.count += 1;
        let day: String = dated
            .unwrap_or_default()
            .chars()
            .take_while(|letter| letter.is_ascii_digit() || *letter == '-')
            .take(10)
            .collect();
        let space = if day.is_empty() { "" } else { " " };
        let name =
            format!("{:04} {day}{space}{}", self.count, name_of_bytes(title, beginning, &self.untitled));
        Ok(BufWriter::new(self.folder.file(&name)?))
    }
}

/// Why a file could not be written. A disk that is full is told as such.
#[expect(clippy::needless_pass_by_value, reason = "what `map_err` gives")]
fn disk(error: io::Error) -> Error {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => store::Error::DiskFull.into(),
        _ => HostError::NotSaved.into(),
    }
}
