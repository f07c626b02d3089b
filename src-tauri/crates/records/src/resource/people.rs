//! People, organisations, insurance.

use crate::outline::{Inline, Person};
use crate::when::{Date, When};
use crate::word::Word;

use super::element::Element;
use super::facts::Facts;
use super::types;

/// The usual or official name, else the first; one that is no longer used comes last.
pub(super) fn name(element: Element<'_>) -> Option<String> {
    let rank = |name: &Element<'_>| match name.text("use") {
        Some("official") => 0,
        Some("usual") => 1,
        Some("old") => 3,
        _ => 2,
    };
    let mut names: Vec<Element<'_>> = element.list("name").collect();
    names.sort_by_key(rank);
    names.into_iter().find_map(whole_name)
}

/// A `HumanName` as one line.
fn whole_name(name: Element<'_>) -> Option<String> {
    if let Some(text) = name.text("text") {
        return Some(text.to_owned());
    }
    let parts = ["prefix", "given", "family", "suffix"].into_iter().flat_map(|part| name.list(part));
    let parts: Vec<&str> = parts.filter_map(|part| part.as_text()).collect();
    (!parts.is_empty()).then(|| parts.join(" "))
}

/// The person a record is about: the patient itself, or the one it refers to.
pub(super) fn person(element: Element<'_>) -> Option<Person> {
    let patient = if element.text("resourceType") == Some("Patient") {
        Some(element)
    } else {
        let subject = ["subject", "patient", "beneficiary"].iter().find_map(|name| element.get(name))?;
        if let (Some(name), None) = (subject.text("display"), subject.resolve()) {
            return Some(Person { name: Some(name.to_owned()), birth_date: None });
        }
        subject.resolve()
    }?;
    let person = Person { name: name(patient), birth_date: patient.text("birthDate").and_then(Date::fhir) };
    (person != Person::default()).then_some(person)
}

pub(super) fn patient(facts: &mut Facts<'_>) {
    let element = facts.element;
    facts.words(Word::Name, name(element));
    facts.when(Word::Born, element.text("birthDate").map(When::fhir));
    facts.states(Word::Gender, "gender");
    facts.time(Word::Died, "deceased");
    if element.boolean("deceasedBoolean") == Some(true) {
        facts.add(Word::Died, [Inline::Word(Word::Yes)]);
    }
    contacts(facts);
    let language = |item: Element<'_>| item.get("language").and_then(types::concept);
    facts.lines(Word::Language, element.list("communication").filter_map(language));
}

pub(super) fn practitioner(facts: &mut Facts<'_>) {
    facts.words(Word::Name, name(facts.element));
    let qualification = |item: Element<'_>| item.get("code").and_then(types::concept);
    facts.lines(Word::Qualification, facts.element.list("qualification").filter_map(qualification));
    contacts(facts);
}

pub(super) fn organization(facts: &mut Facts<'_>) {
    facts.text(Word::Name, "name");
    facts.concepts(Word::Kind, "type");
    contacts(facts);
}

fn contacts(facts: &mut Facts<'_>) {
    facts.words(Word::Address, facts.element.list("address").filter_map(address));
    let contact = |telecom: Element<'_>| telecom.text("value").map(str::to_owned);
    facts.words(Word::Contact, facts.element.list("telecom").filter_map(contact));
}

/// `30 Locust Street, Northampton, MA 01060, US`.
fn address(address: Element<'_>) -> Option<String> {
    if let Some(text) = address.text("text") {
        return Some(text.to_owned());
    }
    let region = [address.text("state"), address.text("postalCode")]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join(" ");
    let lines = address.list("line").filter_map(|line| line.as_text());
    let parts =
        lines.chain(address.text("city")).chain(Some(region.as_str()).filter(|text| !text.is_empty()));
    let parts: Vec<&str> = parts.chain(address.text("country")).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Who pays, else what kind of insurance it is.
pub(super) fn plan(coverage: Element<'_>, steps: u8) -> Option<String> {
    let kind = || coverage.get("type").and_then(types::concept_text);
    coverage.list("payor").find_map(|payor| types::reference_at(payor, steps)).or_else(kind)
}

pub(super) fn coverage(facts: &mut Facts<'_>) {
    facts.states(Word::Status, "status");
    facts.concepts(Word::Kind, "type");
    facts.references(Word::Payer, "payor");
    facts.text(Word::Subscriber, "subscriberId");
    facts.concepts(Word::Relationship, "relationship");
    facts.time(Word::Period, "period");
    for class in facts.element.list("class") {
        let name = class.get("type").and_then(types::label);
        let value =
            [class.text("name"), class.text("value")].into_iter().flatten().collect::<Vec<_>>().join(", ");
        let value = if value.is_empty() { Vec::new() } else { vec![Inline::text(value)] };
        facts.part(name, value);
    }
}
