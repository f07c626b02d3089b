//! Medicines: what, how to take it, since when.

use crate::outline::Inline;
use crate::word::Word;

use super::element::Element;
use super::facts::Facts;
use super::{timing, types};

/// The medicine's name: its code, or that of the `Medication` that it refers to.
pub(super) fn name(element: Element<'_>, steps: u8) -> Option<String> {
    let concept = element.get("medicationCodeableConcept").and_then(types::concept_text);
    concept.or_else(|| types::reference_at(element.get("medicationReference")?, steps))
}

pub(super) fn statement(facts: &mut Facts<'_>) {
    facts.states(Word::Status, "status");
    dosages(facts, "dosage");
    facts.time(Word::Taken, "effective");
    facts.concepts(Word::Reason, "reasonCode");
    facts.references(Word::Reason, "reasonReference");
    facts.references(Word::StatedBy, "informationSource");
    facts.time(Word::Recorded, "dateAsserted");
    facts.references(Word::DerivedFrom, "derivedFrom");
    facts.notes();
}

pub(super) fn request(facts: &mut Facts<'_>) {
    facts.states(Word::Status, "status");
    facts.lines(Word::HowToTake, not_to_be_done(facts.element));
    dosages(facts, "dosageInstruction");
    facts.time(Word::Ordered, "authoredOn");
    facts.references(Word::OrderedBy, "requester");
    facts.concepts(Word::Reason, "reasonCode");
    facts.references(Word::Reason, "reasonReference");
    facts.notes();
}

fn dosages(facts: &mut Facts<'_>, name: &str) {
    facts
        .lines(Word::HowToTake, facts.element.list(name).map(timing::dosage).filter(|line| !line.is_empty()));
}

/// How it stands and how to take it. That it is taken now is what a reader takes for granted.
pub(super) fn detail(element: Element<'_>) -> Vec<Inline> {
    let mut dosages = element.list("dosage").chain(element.list("dosageInstruction")).map(timing::dosage);
    let dosage = dosages.find(|line| !line.is_empty());
    let status = element.text("status").filter(|code| *code != "active" || dosage.is_none());
    let status = status.map(|code| vec![crate::word::status(code)]);
    not_to_be_done(element)
        .into_iter()
        .chain(status)
        .chain(dosage)
        .collect::<Vec<_>>()
        .join(&Inline::text(", "))
}

/// A prescription can forbid. That must never be lost.
pub(super) fn not_to_be_done(element: Element<'_>) -> Option<Vec<Inline>> {
    (element.boolean("doNotPerform") == Some(true)).then(|| vec![Inline::Word(Word::NotToBeDone)])
}
