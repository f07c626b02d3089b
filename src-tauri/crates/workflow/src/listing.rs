//! What a list shows of a record, and the words it is found by: made here for every network alike, kept by the store in
//! the same transaction as the record.
//!
//! Whoever brings records in writes [`Brought::changes`]. Files that belong to a record (`documents` of the store) are
//! written with its id, its place and the media type that the place stated; the record is then written once more with
//! the words of its files, so that it is found by them.

use aws_lc_rs::digest::{Context, SHA256};
use jiff::Timestamp;
use records::content;
use records::outline::Label;
use records::resource::{Kind, Measurement, Resource, Row};
use records::word::Word;
use serde::Deserialize;
use serde_json::Value;
use store::{Changes, Listing, StoredRecord};
use uuid::Uuid;

use crate::view::ListKind;

/// Words of one record that are kept for searching, in bytes: some hundred pages.
const MOST_WORDS: usize = 512 * 1024;

/// One record as a network brought it.
pub(crate) struct Brought<'a> {
    /// Which network, as the store names it.
    pub(crate) network: &'a str,
    /// Its kind in lists, where the network said it; else it is read out of the record.
    pub(crate) kind: Option<ListKind>,
    /// FHIR's name of the resource.
    pub(crate) resource_type: &'a str,
    /// The network's id.
    pub(crate) resource_id: &'a str,
    /// The places it came from, by id: none where none is stated. Never guessed.
    pub(crate) places: Vec<String>,
    /// The retrieval that brought it.
    pub(crate) retrieval: Uuid,
    /// When it came.
    pub(crate) at: Timestamp,
    /// The bytes, as they came.
    pub(crate) body: &'a [u8],
    /// Words of the files that belong to it.
    pub(crate) words_of_files: &'a str,
    /// The hash of its one file, where it is nothing but that: records of the same file are the same thing.
    pub(crate) content: Option<[u8; 32]>,
    /// How it came here as FHIR `Provenance`, where that is known; it says one place at most.
    pub(crate) provenance: Option<String>,
}

impl Brought<'_> {
    /// Ours for it: the same resource of the same network has the same in every copy.
    pub(crate) fn id(&self) -> Uuid {
        record_id(self.network, self.resource_type, self.resource_id)
    }

    /// The record and its line, to be written together.
    pub(crate) fn changes(self, changes: Changes) -> Changes {
        let listing = self.listing();
        let provenance = self.provenance.unwrap_or_else(|| provenance(&self.places));
        let record = StoredRecord {
            id: listing.record,
            network: self.network.to_owned(),
            place_id: self.places.first().cloned().unwrap_or_default(),
            resource_type: self.resource_type.to_owned(),
            resource_id: self.resource_id.to_owned(),
            dated: listing.dated.clone(),
            retrieval: self.retrieval,
            retrieved_at: self.at,
            provenance,
            body: self.body.to_vec(),
        };
        changes.put_record(record).put_listing(listing)
    }

    fn listing(&self) -> Listing {
        let json: Option<Value> = serde_json::from_slice(self.body).ok();
        let resource = json.as_ref().and_then(Resource::new);
        let row = resource.as_ref().map_or_else(unreadable, Resource::row);
        let kind = self.kind.or_else(|| Some(kind_of(resource.as_ref()?))).unwrap_or(ListKind::Other);
        let text = found_by(resource.as_ref(), self.words_of_files);
        Listing {
            record: self.id(),
            places: self.places.clone(),
            kind: kind.word(),
            dated: row.date.as_ref().and_then(|when| when.date()).map(|date| date.as_str().to_owned()),
            same: self.content.as_ref().map(same_file).or_else(|| resource.as_ref()?.sameness()),
            series: resource.as_ref().map(series).unwrap_or_default(),
            hidden: resource.as_ref().is_some_and(Resource::entered_in_error),
            first_seen_at: self.at,
            title: match &row.title {
                Label::Text(text) | Label::Unknown(text) => text.clone(),
                Label::Word(_) => String::new(),
            },
            row: serde_json::to_string(&row).unwrap_or_else(|_| "{}".to_owned()),
            text,
        }
    }
}

/// The id of a network's resource in every copy.
pub(crate) fn record_id(network: &str, resource_type: &str, resource_id: &str) -> Uuid {
    id_of(&[network, resource_type, resource_id])
}

/// The id of the file at this place of a record.
pub(crate) fn file_id(record: Uuid, number: usize) -> Uuid {
    id_of(&["file", &record.to_string(), &number.to_string()])
}

/// What a record with this file deleted would have again: the same bytes in the same record.
pub(crate) fn file_again_in(record: Uuid, sha256: &[u8; 32]) -> Uuid {
    id_of(&["deleted file of a record", &record.to_string(), &hex(sha256)])
}

/// What a place may send again under another id: the same bytes, from there.
pub(crate) fn file_again_from(network: &str, place_id: &str, sha256: &[u8; 32]) -> Uuid {
    id_of(&["deleted file from a place", network, place_id, &hex(sha256)])
}

/// Some file of this record was deleted here.
pub(crate) fn without_file(record: Uuid) -> Uuid {
    id_of(&["a file was deleted", &record.to_string()])
}

fn id_of(parts: &[&str]) -> Uuid {
    let mut hash = Context::new(&SHA256);
    for part in parts {
        // With their lengths, so that no two lists of parts run into the same bytes.
        hash.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash.finish().as_ref()[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid()
}

/// What is kept of where a record came from.
pub(crate) fn provenance(places: &[String]) -> String {
    serde_json::json!({ "places": places }).to_string()
}

/// What records of the same bytes share.
fn same_file(sha256: &[u8; 32]) -> String {
    format!("file|{}", hex(sha256))
}

fn hex(sha256: &[u8; 32]) -> String {
    sha256.iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

/// The places that a record came from.
pub(crate) fn places_of(record: &StoredRecord) -> Vec<String> {
    places_in(&record.provenance, &record.place_id)
}

/// The same, from what is kept of its way and of its place.
pub(crate) fn places_in(provenance: &str, place_id: &str) -> Vec<String> {
    #[derive(Deserialize)]
    struct Kept {
        places: Vec<String>,
    }
    let stated = serde_json::from_str::<Kept>(provenance).map(|kept| kept.places);
    let one = || Some(place_id.to_owned()).filter(|place| !place.is_empty());
    stated.unwrap_or_else(|_| one().into_iter().collect())
}

/// The words of a file, for searching: nothing for one that is looked at or only saved.
pub(crate) fn words_of(bytes: &[u8], declared: Option<&str>) -> String {
    let Ok(reading) = content::read(bytes, declared) else { return String::new() };
    let mut words = reading.outline.map(|outline| outline.plain_text()).unwrap_or_default();
    words.truncate(words.floor_char_boundary(MOST_WORDS));
    words
}

/// The words that a record is found by, besides its title: its own, then those of its files.
pub(crate) fn words_found_by(body: &[u8], words_of_files: &str) -> String {
    let json: Option<Value> = serde_json::from_slice(body).ok();
    found_by(json.as_ref().and_then(Resource::new).as_ref(), words_of_files)
}

fn found_by(resource: Option<&Resource<'_>>, words_of_files: &str) -> String {
    let mut text = resource.map(|resource| resource.outline().plain_text()).unwrap_or_default();
    text.push('\n');
    text.push_str(words_of_files);
    text.truncate(text.floor_char_boundary(MOST_WORDS));
    text
}

/// What a record measured, by code and unit, so that numbers of different units never share a line.
fn series(resource: &Resource<'_>) -> Vec<String> {
    resource.measurements().iter().filter_map(series_key).collect()
}

pub(crate) fn series_key(measured: &Measurement) -> Option<String> {
    let code = measured.codes.iter().find(|code| code.system.as_deref() == Some("http://loinc.org"));
    let code = code.or(measured.codes.first())?;
    let system = code.system.as_deref().unwrap_or_default();
    Some(format!("{system}|{}|{}", code.code, measured.unit.as_deref().unwrap_or_default()))
}

fn unreadable() -> Row {
    Row { kind: Word::OtherRecord, title: Label::Word(Word::OtherRecord), detail: Vec::new(), date: None }
}

fn kind_of(resource: &Resource<'_>) -> ListKind {
    match resource.kind() {
        Kind::Encounter => ListKind::Visit,
        Kind::DocumentReference | Kind::Composition | Kind::Binary => ListKind::Document,
        Kind::DiagnosticReport => ListKind::Report,
        Kind::Observation => observation(resource.json()),
        Kind::MedicationStatement | Kind::MedicationRequest | Kind::Medication => ListKind::Medicine,
        Kind::Condition => ListKind::Condition,
        Kind::AllergyIntolerance => ListKind::Allergy,
        Kind::Immunization => ListKind::Vaccine,
        Kind::Procedure => ListKind::Procedure,
        Kind::CarePlan => ListKind::CarePlan,
        Kind::Coverage => ListKind::Insurance,
        Kind::Patient
        | Kind::Practitioner
        | Kind::Organization
        | Kind::Provenance
        | Kind::Bundle
        | Kind::Other(_) => ListKind::Other,
    }
}

fn observation(json: &Value) -> ListKind {
    let categories = json["category"].as_array().into_iter().flatten();
    let codings = categories.flat_map(|category| category["coding"].as_array().into_iter().flatten());
    let codes: Vec<&str> = codings.filter_map(|coding| coding["code"].as_str()).collect();
    if codes.contains(&"laboratory") {
        ListKind::Lab
    } else if codes.contains(&"vital-signs") {
        ListKind::VitalSign
    } else {
        ListKind::Other
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn brought(body: &Value) -> Listing {
        let body = body.to_string();
        let brought = Brought {
            network: "bwell",
            kind: None,
            resource_type: "Observation",
            resource_id: "1",
            places: vec!["juniper".to_owned()],
            retrieval: Uuid::nil(),
            at: Timestamp::UNIX_EPOCH,
            body: body.as_bytes(),
            words_of_files: "and a letter",
            content: None,
            provenance: None,
        };
        brought.listing()
    }

    #[test]
    fn a_result_is_listed_with_its_words_its_date_and_its_series() {
        let listing = brought(&json!({
            "resourceType": "Observation", "id": "1", "effectiveDateTime": "2026-07-14",
            "category": [{ "coding": [{ "code": "laboratory" }] }],
            "code": { "text": "Hemoglobin A1c", "coding": [{ "system": "http://loinc.org", "code": "4548-4" }] },
            "valueQuantity": { "value": 7.1, "unit": "%" },
        }));
        assert_eq!((listing.kind.as_str(), listing.dated.as_deref()), ("lab", Some("2026-07-14")));
        assert_eq!(listing.title, "Hemoglobin A1c");
        assert_eq!(listing.series, ["http://loinc.org|4548-4|%"]);
        assert!(listing.text.contains("7.1") && listing.text.ends_with("and a letter"));
        assert!(listing.same.is_some() && !listing.hidden);
    }

    #[test]
    fn what_cannot_be_read_is_listed_all_the_same() {
        for odd in [json!([]), json!({}), json!("text"), json!({ "resourceType": 3 })] {
            let listing = brought(&odd);
            assert_eq!((listing.kind.as_str(), listing.same, listing.dated), ("other", None, None), "{odd}");
        }
        let taken_back = json!({ "resourceType": "Observation", "status": "entered-in-error" });
        assert!(brought(&taken_back).hidden);
    }

    #[test]
    fn a_record_says_its_places_in_either_form_of_what_is_kept_of_its_way() {
        let record = |provenance: Value| StoredRecord {
            id: Uuid::nil(),
            network: "bwell".to_owned(),
            place_id: "first".to_owned(),
            resource_type: "Condition".to_owned(),
            resource_id: "1".to_owned(),
            dated: None,
            retrieval: Uuid::nil(),
            retrieved_at: Timestamp::UNIX_EPOCH,
            provenance: provenance.to_string(),
            body: Vec::new(),
        };
        assert_eq!(places_of(&record(json!({ "places": ["first", "second"] }))), ["first", "second"]);
        assert_eq!(places_of(&record(json!({ "resourceType": "Provenance" }))), ["first"]);
        let nowhere = StoredRecord { place_id: String::new(), ..record(json!({})) };
        assert_eq!(places_of(&nowhere), Vec::<String>::new());
    }

    #[test]
    fn ids_are_the_same_in_every_copy_and_differ_for_whatever_differs() {
        let id = record_id("bwell", "Condition", "1");
        assert_eq!(id, record_id("bwell", "Condition", "1"));
        for other in [("bwell", "Condition", "11"), ("bwell", "Condition1", ""), ("hg", "Condition", "1")] {
            assert_ne!(id, record_id(other.0, other.1, other.2));
        }
        assert_ne!(file_id(id, 0), file_id(id, 1));
        let (one, two) = ([1; 32], [2; 32]);
        assert_ne!(file_again_in(id, &one), file_again_in(id, &two));
        assert_ne!(file_again_from("hg", "a", &one), file_again_from("hg", "b", &one));
    }
}
