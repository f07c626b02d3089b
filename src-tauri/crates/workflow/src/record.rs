//! One record, to be read: what it says, its files, all that tell of the same thing, and the same test over time.

use std::path::Path;

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use networks::CorrelationId;
use records::attachment::Content;
use records::content::{self, FileKind, Reading};
use records::outline::{Label, Outline};
use records::resource::Resource;
use records::word::Word;
use serde::Deserialize;
use serde_json::Value;
use store::{Store, StoredRecord};
use uuid::Uuid;

use crate::activity::{Deed, note};
use crate::listing::{places_of, series_key, without_file};
use crate::record_list::{PlaceNames, line_view};
use crate::view::{
    ActivityKind, ChartView, FileContentView, FileProblem, FileShown, PartialDate, PointView, RecordCopyView,
    RecordFileView, RecordView, SavedView, When,
};
use crate::{Core, Error, FileName};

/// Numbers of one line over time.
const MOST_POINTS: u32 = 60;
/// Bytes of pages or of a picture that are handed to the page: more is saved, not shown.
const LARGEST_SHOWN: usize = 24 << 20;
/// Files inside a file that are opened with it.
const MOST_INSIDE: usize = 8;

/// One record.
pub async fn record(core: &Core, id: &str) -> Result<RecordView, Error> {
    let store = core.some_copy()?.store()?;
    let names = PlaceNames::of(&store).await?;
    let id = known(id)?;
    let (Some(stored), Some(line)) = (store.record(id).await?, store.listed(id).await?) else {
        return Err(Error::RecordNotKnown);
    };
    let mut copies = Vec::new();
    for same in store.same_as(id).await? {
        if let Some(other) = store.record(same).await? {
            copies.push(RecordCopyView {
                id: same.to_string(),
                places: names.named(&places_of(&other)),
                came_at: other.retrieved_at,
            });
        }
    }
    let files = files(&store, &stored).await?;
    let file_deleted = store.is_deleted(without_file(id)).await?;
    let charts = charts(&store, id, &names).await?;
    let outline = on_a_thread(move || outline(&stored.body)).await?;
    Ok(RecordView { line: line_view(line, &names), outline, files, file_deleted, copies, charts })
}

fn known(id: &str) -> Result<Uuid, Error> {
    id.parse().map_err(|_| Error::RecordNotKnown)
}

/// Runs what may take its time on a hostile file, where nobody waits for the thread.
async fn on_a_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Error> {
    tokio::task::spawn_blocking(work).await.map_err(|_| Error::Unexpected("a file could not be read"))
}

fn outline(body: &[u8]) -> Outline {
    let json: Option<Value> = serde_json::from_slice(body).ok();
    json.as_ref()
        .and_then(Resource::new)
        .map_or_else(|| Outline::titled(Label::Word(Word::OtherRecord)), |resource| resource.outline())
}

/// Files that came apart, else those inside the record.
async fn files(store: &Store, record: &StoredRecord) -> Result<Vec<RecordFileView>, Error> {
    let stored = store.documents_of(record.id).await?;
    if !stored.is_empty() {
        let apart = inside(&record.body).is_empty();
        let view = |file: &store::StoredDocument| RecordFileView {
            id: file.about.id.to_string(),
            title: kept_title(&file.about.provenance).or_else(|| own_title(&record.body)),
            length: file.length,
            apart,
        };
        return Ok(stored.iter().map(view).collect());
    }
    let inside = inside(&record.body).into_iter().enumerate();
    Ok(inside
        .map(|(number, (title, _, bytes))| RecordFileView {
            id: format!("{}.{number}", record.id),
            title,
            length: u64::try_from(bytes.len()).unwrap_or(u64::MAX),
            apart: false,
        })
        .collect())
}

/// What the network called a file, where that is kept beside it.
pub(crate) fn kept_title(provenance: &str) -> Option<String> {
    #[derive(Deserialize)]
    struct Kept {
        title: Option<String>,
    }
    serde_json::from_str::<Kept>(provenance).ok().and_then(|kept| kept.title)
}

/// What a record calls its file, else itself.
pub(crate) fn own_title(body: &[u8]) -> Option<String> {
    let json: Value = serde_json::from_slice(body).ok()?;
    let resource = Resource::new(&json)?;
    let mut titles = resource.attachments().into_iter().filter_map(|file| file.title);
    titles.next().or_else(|| match resource.row().title {
        Label::Text(text) => Some(text),
        _ => None,
    })
}

pub(crate) type Inside = (Option<String>, Option<String>, Vec<u8>);

/// Files whose bytes stand in the record itself: title, media type, bytes.
pub(crate) fn inside(body: &[u8]) -> Vec<Inside> {
    let json: Option<Value> = serde_json::from_slice(body).ok();
    let Some(resource) = json.as_ref().and_then(Resource::new) else { return Vec::new() };
    let bytes = |content| if let Content::Bytes(bytes) = content { Some(bytes) } else { None };
    let files = resource.attachments().into_iter();
    files.filter_map(|file| Some((file.title, file.content_type, bytes(file.content)?))).collect()
}

/// A file as it is kept.
struct File {
    title: Option<String>,
    declared: Option<String>,
    bytes: Vec<u8>,
}

async fn file(store: &Store, id: &str) -> Result<File, Error> {
    if let Some((record, number)) = id.split_once('.') {
        let record = store.record(known(record)?).await?.ok_or(Error::RecordNotKnown)?;
        let number: usize = number.parse().map_err(|_| Error::RecordNotKnown)?;
        let found = inside(&record.body).into_iter().nth(number).ok_or(Error::RecordNotKnown)?;
        let (title, declared, bytes) = found;
        return Ok(File { title, declared, bytes });
    }
    let mut reader = store.document(known(id)?).await?.ok_or(Error::RecordNotKnown)?;
    let about = reader.about().about.clone();
    let mut bytes = Vec::with_capacity(usize::try_from(reader.about().length).unwrap_or_default());
    while let Some(chunk) = reader.next_chunk().await? {
        bytes.extend_from_slice(&chunk);
    }
    let mut title = kept_title(&about.provenance);
    if title.is_none()
        && let Some(record) = store.records_of(about.id).await?.first()
    {
        title = store.record(*record).await?.and_then(|record| own_title(&record.body));
    }
    Ok(File { title, declared: Some(about.media_type), bytes })
}

/// A file, opened: its text, its pages, a picture, or why it is not shown.
pub async fn record_file(core: &Core, id: &str) -> Result<FileContentView, Error> {
    let store = core.some_copy()?.store()?;
    let file = file(&store, id).await?;
    on_a_thread(move || opened(&file.bytes, file.declared.as_deref(), true)).await
}

fn opened(bytes: &[u8], declared: Option<&str>, with_inside: bool) -> FileContentView {
    let mut view = FileContentView {
        shown: FileShown::Nothing,
        media_type: None,
        outline: None,
        data: None,
        problem: None,
        mislabelled: false,
        inside: Vec::new(),
    };
    let reading = match content::read(bytes, declared) {
        Ok(reading) => reading,
        Err(content::Error::TooLong) => {
            return FileContentView { problem: Some(FileProblem::TooLong), ..view };
        }
        Err(_) => return FileContentView { problem: Some(FileProblem::Damaged), ..view },
    };
    view.mislabelled = reading.mislabelled;
    let unwrapped = content::unwrap(bytes);
    match (reading.kind, &reading.outline) {
        (_, Some(_)) => view.shown = FileShown::Text,
        (FileKind::Pdf | FileKind::Picture, None) if unwrapped.len() > LARGEST_SHOWN => {
            view.problem = Some(FileProblem::TooLong);
        }
        (FileKind::Pdf, None) => {
            view.shown = FileShown::Pdf;
            view.data = Some(STANDARD.encode(&unwrapped));
        }
        (FileKind::Picture, None) => {
            view.shown = FileShown::Picture;
            view.media_type = Some(picture(&unwrapped).to_owned());
            view.data = Some(STANDARD.encode(&unwrapped));
        }
        _ => view.problem = Some(FileProblem::NotShown),
    }
    let Reading { outline, attachments, .. } = reading;
    view.outline = outline;
    if with_inside {
        for file in attachments.into_iter().take(MOST_INSIDE) {
            if let Content::Bytes(bytes) = file.content {
                view.inside.push(opened(&bytes, file.content_type.as_deref(), false));
            }
        }
    }
    view
}

fn picture(bytes: &[u8]) -> &'static str {
    match bytes {
        [0x89, b'P', ..] => "image/png",
        [0xff, 0xd8, ..] => "image/jpeg",
        [b'G', b'I', ..] => "image/gif",
        [b'R', b'I', ..] => "image/webp",
        _ => "image/bmp",
    }
}

/// Saves a file as it came, or, of a record without one, its own bytes.
pub async fn save_record(
    core: &Core,
    id: &str,
    file_id: Option<&str>,
    correlation: CorrelationId,
) -> Result<SavedView, Error> {
    let copy = core.some_copy()?;
    let store = copy.store()?;
    let file = if let Some(file_id) = file_id {
        file(&store, file_id).await?
    } else {
        let record = store.record(known(id)?).await?.ok_or(Error::RecordNotKnown)?;
        let declared = Some("application/fhir+json".to_owned());
        File { title: None, declared, bytes: record.body }
    };
    let untitled = core.parts.host.file_name(FileName::Record, core.language());
    let saved = core.parts.host.save(&name_of(&file, &untitled), &file.bytes).await.map_err(Error::from);
    let failed = saved.as_ref().err().map(Error::code);
    note(core, &copy, correlation, Deed::by_person(ActivityKind::RecordSaved), failed).await;
    let saved = saved?;
    Ok(SavedView { name: saved.name, folder: saved.folder })
}

/// A name that no system minds, by what is in the file: never a path, never a name that hides what it is.
fn name_of(file: &File, untitled: &str) -> String {
    name_of_bytes(file.title.as_deref(), &file.bytes, untitled)
}

/// The same by a title and the first bytes.
pub(crate) fn name_of_bytes(title: Option<&str>, bytes: &[u8], untitled: &str) -> String {
    let stem = title.and_then(|title| Path::new(title).file_stem()?.to_str());
    let letters = |c: &char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_');
    let stem: String = stem.unwrap_or_default().chars().filter(letters).take(60).collect();
    let stem = stem.trim();
    let short = || {
        let hash = digest(&SHA256, bytes);
        let first = hash.as_ref().first_chunk::<4>().copied().unwrap_or_default();
        format!("{:08x}", u32::from_be_bytes(first))
    };
    let stem = if stem.is_empty() { format!("{untitled} {}", short()) } else { stem.to_owned() };
    format!("{stem}.{}", ending(bytes))
}

fn ending(bytes: &[u8]) -> &'static str {
    match content::recognise(bytes) {
        FileKind::ClinicalDocument | FileKind::Xml => "xml",
        FileKind::Fhir | FileKind::Json => "json",
        FileKind::Pdf => "pdf",
        FileKind::Rtf => "rtf",
        // Not a name that a double click would run.
        FileKind::Html | FileKind::Text => "txt",
        FileKind::Picture => picture(bytes).trim_start_matches("image/"),
        FileKind::OtherPicture => "tiff",
        FileKind::Dicom => "dcm",
        FileKind::Zip => "zip",
        FileKind::Gzip => "gz",
        FileKind::Unknown => "bin",
    }
}

/// The same tests over time: one for each number of the record that was measured more than once.
async fn charts(store: &Store, id: Uuid, names: &PlaceNames) -> Result<Vec<ChartView>, Error> {
    let mut charts = Vec::new();
    for key in store.series_of(id).await? {
        let mut points = Vec::new();
        let (mut name, mut unit) = (None, None);
        for record in store.series(key.clone(), MOST_POINTS).await? {
            let Some(stored) = store.record(record).await? else { continue };
            let places = store.listed(record).await?.map(|line| line.places).unwrap_or_default();
            for (date, measured) in measured(&stored.body, &key) {
                // The newest name counts.
                name = name.or(measured.name);
                unit = unit.or(measured.unit);
                points.push(PointView {
                    id: record.to_string(),
                    date,
                    value: measured.value,
                    low: measured.low,
                    high: measured.high,
                    places: names.named(&places),
                });
            }
        }
        points.reverse();
        if points.len() > 1 {
            charts.push(ChartView { name, unit, points });
        }
    }
    Ok(charts)
}

/// The numbers of a record that belong to this series. What has no date has no place in a chart.
fn measured(body: &[u8], key: &str) -> Vec<(PartialDate, records::resource::Measurement)> {
    let json: Option<Value> = serde_json::from_slice(body).ok();
    let Some(resource) = json.as_ref().and_then(Resource::new) else { return Vec::new() };
    let Some(date) = resource.date().as_ref().and_then(When::date).cloned() else { return Vec::new() };
    let measurements = resource.measurements().into_iter();
    measurements
        .filter(|measured| series_key(measured).as_deref() == Some(key))
        .map(|measured| (date.clone(), measured))
        .collect()
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn named(title: Option<&str>, bytes: &[u8]) -> String {
        name_of(&File { title: title.map(str::to_owned), declared: None, bytes: bytes.to_vec() }, "Record")
    }

    #[rstest]
    #[case(Some("Discharge papers"), b"%PDF-1.4", "Discharge papers.pdf")]
    #[case(Some("../../etc/passwd"), b"text", "passwd.txt")]
    #[case(Some("invoice.pdf.exe"), b"%PDF-1.4", "invoicepdf.pdf")]
    #[case(Some("a\u{202e}fdp.exe"), b"<html></html>", "afdp.txt")]
    #[case(None, b"{\"resourceType\":\"Patient\"}", "Record b6cd92f2.json")]
    fn a_saved_file_is_named_by_what_is_in_it(
        #[case] title: Option<&str>,
        #[case] bytes: &[u8],
        #[case] name: &str,
    ) {
        let given = named(title, bytes);
        assert_eq!(given, name);
    }

    #[test]
    fn a_file_is_opened_as_what_it_is() {
        assert_eq!(opened(b"%PDF-1.4 ...", Some("text/plain"), true).shown, FileShown::Pdf);
        assert!(opened(b"%PDF-1.4 ...", Some("text/plain"), true).mislabelled);
        let picture = opened(b"\x89PNG\r\n\x1a\n...", None, true);
        assert_eq!((picture.shown, picture.media_type.as_deref()), (FileShown::Picture, Some("image/png")));
        let letter = opened(b"Dear Rosa,", Some("text/plain"), true);
        assert!(letter.shown == FileShown::Text && letter.outline.is_some() && letter.data.is_none());
        let mut large = b"%PDF-1.4 ...".to_vec();
        large.resize(LARGEST_SHOWN + 1, b' ');
        let large = opened(&large, None, true);
        assert_eq!((large.problem, large.data), (Some(FileProblem::TooLong), None));
        assert_eq!(opened(b"PK\x03\x04...", None, true).problem, Some(FileProblem::NotShown));
        let cut = b"<ClinicalDocument xmlns=\"urn:hl7-org:v3\"><title>Cut";
        assert_eq!(opened(cut, None, true).problem, Some(FileProblem::Damaged));
    }
}
