//! What came, as a person reads it: by kind, with what did not come beside it.

use std::collections::BTreeMap;

use health_link::Payload;
use health_link::content::Content;
use jiff::Timestamp;
use records::bundle::Bundle;
use records::outline::Person;
use records::resource::{Kind, Resource};

use crate::receive::Received;
use crate::view::{ReceivedGroup, ReceivedKind, ReceivedView, ShareKind, Whose};

/// Lines of one kind that are shown. What was received has them all.
const MOST_ROWS: usize = 200;

/// The nine kinds of a summary, in the order people think of them.
const SUMMARY: [(ShareKind, ReceivedKind); 9] = [
    (ShareKind::Patient, ReceivedKind::Patient),
    (ShareKind::MedicationStatement, ReceivedKind::MedicationStatement),
    (ShareKind::AllergyIntolerance, ReceivedKind::AllergyIntolerance),
    (ShareKind::Condition, ReceivedKind::Condition),
    (ShareKind::Immunization, ReceivedKind::Immunization),
    (ShareKind::Observation, ReceivedKind::Observation),
    (ShareKind::Procedure, ReceivedKind::Procedure),
    (ShareKind::CarePlan, ReceivedKind::CarePlan),
    (ShareKind::Coverage, ReceivedKind::Coverage),
];

/// Somebody's link.
pub(super) fn of_somebody(
    received: &Received,
    payload: &Payload,
    id: &str,
    reader: &networks::bwell::Person,
    now: Timestamp,
) -> ReceivedView {
    summary(received, payload, id, None, reader, now)
}

/// The person's own code, compared with what they chose.
pub(super) fn of_own(
    received: &Received,
    payload: &Payload,
    id: &str,
    chosen: Option<&[ShareKind]>,
    reader: &networks::bwell::Person,
    now: Timestamp,
) -> ReceivedView {
    let mut view = summary(received, payload, id, chosen, reader, now);
    if let Some(chosen) = chosen {
        let asked = |kind: ReceivedKind| {
            SUMMARY.iter().any(|(share, received)| *received == kind && chosen.contains(share))
        };
        view.unasked = view.groups.iter().map(|group| group.kind).filter(|kind| !asked(*kind)).collect();
    }
    view
}

fn summary(
    received: &Received,
    payload: &Payload,
    id: &str,
    chosen: Option<&[ShareKind]>,
    reader: &networks::bwell::Person,
    now: Timestamp,
) -> ReceivedView {
    let mut came = Came::default();
    for file in &received.files {
        match &file.content {
            Content::Records(_) => came.file(&file.plaintext),
            Content::HealthCards(count) => came.cards += count,
            Content::ApiAccess { audience } => came.credentials.push(audience.clone().unwrap_or_default()),
        }
    }
    let missing = SUMMARY
        .iter()
        .filter(|(share, _)| chosen.is_none_or(|chosen| chosen.contains(share)))
        .filter(|(_, kind)| !came.groups.contains_key(kind))
        .map(|(share, _)| *share)
        .collect();
    let (person, whose) = came.person(reader);
    let count = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
    ReceivedView {
        id: id.to_owned(),
        label: payload.label.clone(),
        host: payload.url.host_str().unwrap_or_default().to_owned(),
        opened_at: now,
        person,
        whose,
        missing,
        unasked: Vec::new(),
        health_cards: count(came.cards),
        credentials: came.credentials,
        unread: count(received.unread + came.unread),
        groups: came.groups.into_values().collect(),
        may_change: received.may_change,
        look_after: received.look_after.and_then(|wait| now.saturating_add(wait).ok()),
        kept: None,
    }
}

/// What came so far.
#[derive(Default)]
struct Came {
    groups: BTreeMap<ReceivedKind, ReceivedGroup>,
    people: Vec<Person>,
    cards: usize,
    credentials: Vec<String>,
    unread: usize,
}

impl Came {
    fn file(&mut self, plaintext: &[u8]) {
        // Its own bounds are narrower than a link's; what is beyond them counts as not read.
        let Ok(json) = records::json::parse(plaintext) else {
            self.unread += 1;
            return;
        };
        match Bundle::new(&json) {
            Some(bundle) => bundle.records().for_each(|resource| self.resource(&resource)),
            None => {
                if let Some(resource) = Resource::new(&json) {
                    self.resource(&resource);
                }
            }
        }
    }

    fn resource(&mut self, resource: &Resource<'_>) {
        let kind = kind(&resource.kind());
        if kind == ReceivedKind::Patient
            && let Some(person) = resource.person()
            && !self.people.contains(&person)
        {
            self.people.push(person);
        }
        let group =
            self.groups.entry(kind).or_insert_with(|| ReceivedGroup { kind, count: 0, rows: Vec::new() });
        group.count = group.count.saturating_add(1);
        if group.rows.len() < MOST_ROWS {
            group.rows.push(resource.row());
        }
    }

    /// The one person whom it is about, and whether that is the reader.
    fn person(&self, reader: &networks::bwell::Person) -> (Option<Person>, Whose) {
        let [person] = &self.people[..] else { return (None, Whose::Unknown) };
        (Some(person.clone()), whose(person, reader))
    }
}

fn kind(kind: &Kind) -> ReceivedKind {
    match kind {
        Kind::Patient => ReceivedKind::Patient,
        Kind::CarePlan => ReceivedKind::CarePlan,
        Kind::Condition => ReceivedKind::Condition,
        Kind::AllergyIntolerance => ReceivedKind::AllergyIntolerance,
        Kind::MedicationStatement | Kind::MedicationRequest => ReceivedKind::MedicationStatement,
        Kind::Immunization => ReceivedKind::Immunization,
        Kind::Procedure => ReceivedKind::Procedure,
        Kind::Observation => ReceivedKind::Observation,
        Kind::Coverage => ReceivedKind::Coverage,
        Kind::DiagnosticReport => ReceivedKind::Report,
        Kind::Encounter => ReceivedKind::Visit,
        Kind::DocumentReference | Kind::Composition | Kind::Binary => ReceivedKind::Document,
        _ => ReceivedKind::Other,
    }
}

/// A birth date that is the same, and a family name that stands in the other name. Without both nobody can tell.
fn whose(person: &Person, reader: &networks::bwell::Person) -> Whose {
    let (Some(name), Some(born), Some(own)) = (&person.name, &person.birth_date, &reader.birth_date) else {
        return Whose::Unknown;
    };
    let words = |text: &str| -> Vec<String> {
        text.split(|letter: char| !letter.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_lowercase)
            .collect()
    };
    let (name, family) = (words(name), words(&reader.family));
    let given = reader.given.iter().flat_map(|given| words(given)).collect::<Vec<_>>();
    let same = born.day() == own
        && !family.is_empty()
        && family.iter().all(|word| name.contains(word))
        && (given.is_empty() || given.iter().any(|word| name.contains(word)));
    if same { Whose::Mine } else { Whose::SomebodyElse }
}
