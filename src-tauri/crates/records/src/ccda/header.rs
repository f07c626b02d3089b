//! The header: whom the document is about, who wrote it, who keeps it, when.

use crate::outline::{Fact, Inline, Label, Outline, Person};
use crate::when::{Date, When};
use crate::word::Word;

use super::DocumentKind;
use super::element::{Element, attribute, child, children, path, text};
use super::values::{interval, person_name};

/// The outline without its sections.
pub(super) fn outline(root: Element<'_>) -> Outline {
    let kind = kind(root).and_then(|kind| kind.name);
    let title = child(root, "title").and_then(text).or_else(|| kind.clone());
    let mut outline = Outline::titled(Label::text_or(title.clone(), Word::Document));
    outline.date = child(root, "effectiveTime").and_then(|time| attribute(time, "value")).map(When::hl7);
    outline.person = path(root, &["recordTarget", "patientRole"]).map(person);
    for author in
        children(root, "author").filter_map(|author| child(author, "assignedAuthor")).filter_map(author_name)
    {
        if !outline.authors.contains(&author) {
            outline.authors.push(author);
        }
    }
    let custodian = ["custodian", "assignedCustodian", "representedCustodianOrganization", "name"];
    outline.custodian = path(root, &custodian).and_then(text);
    let mut fact = |word, value: Option<Inline>| {
        outline.facts.extend(value.map(|value| Fact { label: Label::Word(word), value: vec![value] }));
    };
    fact(Word::Kind, kind.filter(|kind| Some(kind) != title.as_ref()).map(Inline::text));
    if let Some(visit) = path(root, &["componentOf", "encompassingEncounter"]) {
        fact(Word::Visit, child(visit, "effectiveTime").and_then(interval).map(Inline::When));
        let facility = path(visit, &["location", "healthCareFacility"]);
        let name = facility.and_then(|facility| {
            path(facility, &["location", "name"])
                .or_else(|| path(facility, &["serviceProviderOrganization", "name"]))
        });
        fact(Word::Place, name.and_then(text).map(Inline::text));
        let seen_by: Vec<String> = seen_by(visit).collect();
        fact(Word::SeenBy, (!seen_by.is_empty()).then(|| Inline::text(seen_by.join(", "))));
    }
    let covers = path(root, &["documentationOf", "serviceEvent", "effectiveTime"]).and_then(interval);
    fact(Word::Covers, covers.map(Inline::When));
    outline
}

/// What kind of document it says it is.
pub(super) fn kind(root: Element<'_>) -> Option<DocumentKind> {
    let code = child(root, "code")?;
    let name = attribute(code, "displayName").map(str::to_owned);
    Some(DocumentKind { code: attribute(code, "code")?.to_owned(), name })
}

fn person(role: Element<'_>) -> Person {
    let patient = child(role, "patient");
    let birth = patient.and_then(|patient| child(patient, "birthTime"));
    Person {
        name: patient.and_then(person_name),
        birth_date: birth.and_then(|birth| attribute(birth, "value")).and_then(Date::hl7),
    }
}

/// A person, else the program that wrote it, else an organisation.
fn author_name(author: Element<'_>) -> Option<String> {
    let device = child(author, "assignedAuthoringDevice");
    child(author, "assignedPerson")
        .and_then(person_name)
        .or_else(|| path(author, &["representedOrganization", "name"]).and_then(text))
        .or_else(|| device.and_then(|device| child(device, "softwareName")).and_then(text))
        .or_else(|| device.and_then(|device| child(device, "manufacturerModelName")).and_then(text))
}

fn seen_by(visit: Element<'_>) -> impl Iterator<Item = String> {
    let responsible = child(visit, "responsibleParty").into_iter();
    responsible
        .chain(children(visit, "encounterParticipant"))
        .filter_map(|party| path(party, &["assignedEntity", "assignedPerson"]))
        .filter_map(person_name)
}
