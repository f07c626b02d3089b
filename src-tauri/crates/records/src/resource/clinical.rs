//! Problems, allergies, vaccinations, procedures, care plans, visits.

use crate::outline::Inline;
use crate::word::{Word, criticality};

use super::element::Element;
use super::facts::Facts;
use super::{medication, types};

pub(super) fn condition(facts: &mut Facts<'_>) {
    facts.states(Word::Status, "clinicalStatus");
    facts.states(Word::Confirmed, "verificationStatus");
    facts.concepts(Word::Severity, "severity");
    facts.time(Word::Began, "onset");
    facts.time(Word::Ended, "abatement");
    facts.concepts(Word::BodySite, "bodySite");
    facts.categories();
    facts.time(Word::Recorded, "recordedDate");
    facts.references(Word::RecordedBy, "recorder");
    facts.references(Word::StatedBy, "asserter");
    facts.notes();
}

pub(super) fn allergy(facts: &mut Facts<'_>) {
    facts.states(Word::Status, "clinicalStatus");
    facts.states(Word::Confirmed, "verificationStatus");
    facts.add(Word::Risk, facts.element.text("criticality").map(criticality));
    facts.states(Word::Kind, "type");
    facts.states(Word::Category, "category");
    facts.lines(Word::Reaction, facts.element.list("reaction").map(reaction).filter(|line| !line.is_empty()));
    facts.time(Word::Began, "onset");
    facts.time(Word::LastTime, "lastOccurrence");
    facts.time(Word::Recorded, "recordedDate");
    facts.references(Word::RecordedBy, "recorder");
    facts.references(Word::StatedBy, "asserter");
    facts.notes();
}

/// `Hives, nausea, moderate`.
fn reaction(reaction: Element<'_>) -> Vec<Inline> {
    let severity = reaction.text("severity").map(|code| vec![crate::word::status(code)]);
    let mut parts: Vec<Vec<Inline>> = reaction.list("manifestation").filter_map(types::concept).collect();
    parts.extend(reaction.text("description").map(|text| vec![Inline::text(text)]));
    parts.extend(severity);
    parts.join(&Inline::text(", "))
}

/// How a problem or an allergy stands; an allergy's danger and reactions come first.
pub(super) fn detail(element: Element<'_>) -> Vec<Inline> {
    let danger =
        element.text("criticality").filter(|code| *code != "low").map(|code| vec![criticality(code)]);
    let reactions = element.list("reaction").map(reaction).filter(|line| !line.is_empty());
    let states = ["clinicalStatus", "verificationStatus"].into_iter().filter_map(|name| element.get(name));
    // "Confirmed" is what a reader takes for granted; anything else must be seen.
    let states =
        states.filter(|state| types::first_code(*state) != Some("confirmed")).filter_map(types::state);
    danger.into_iter().chain(reactions).chain(states).collect::<Vec<_>>().join(&Inline::text(", "))
}

pub(super) fn immunization(facts: &mut Facts<'_>) {
    facts.states(Word::Status, "status");
    facts.concepts(Word::Reason, "statusReason");
    facts.time(Word::Given, "occurrence");
    facts.inner_references(Word::GivenBy, "performer", "actor");
    facts.references(Word::Place, "location");
    facts.words(Word::Dose, facts.element.get("doseQuantity").and_then(types::quantity));
    let number = |protocol: Element<'_>| {
        types::value(protocol, "doseNumber")
            .or_else(|| protocol.number("doseNumberPositiveInt").map(|number| vec![Inline::text(number)]))
    };
    facts.lines(Word::DoseNumber, facts.element.list("protocolApplied").filter_map(number));
    facts.concepts(Word::BodySite, "site");
    facts.concepts(Word::Method, "route");
    facts.text(Word::Lot, "lotNumber");
    facts.references(Word::Maker, "manufacturer");
    facts.time(Word::Expires, "expirationDate");
    let detail = |reaction: Element<'_>| reaction.get("detail").and_then(types::reference);
    facts.words(Word::Reaction, facts.element.list("reaction").filter_map(detail));
    facts.notes();
}

pub(super) fn procedure(facts: &mut Facts<'_>) {
    facts.states(Word::Status, "status");
    facts.concepts(Word::Reason, "statusReason");
    facts.time(Word::Done, "performed");
    facts.inner_references(Word::DoneBy, "performer", "actor");
    facts.references(Word::Place, "location");
    facts.concepts(Word::Reason, "reasonCode");
    facts.concepts(Word::BodySite, "bodySite");
    facts.concepts(Word::Outcome, "outcome");
    facts.concepts(Word::Complication, "complication");
    facts.concepts(Word::FollowUp, "followUp");
    facts.references(Word::RecordedBy, "recorder");
    facts.notes();
}

pub(super) fn care_plan(facts: &mut Facts<'_>) {
    facts.states(Word::Status, "status");
    facts.text(Word::Description, "description");
    facts.time(Word::Period, "period");
    facts.categories();
    facts.references(Word::Addresses, "addresses");
    facts.references(Word::Author, "author");
    facts.lines(Word::Activity, facts.element.list("activity").filter_map(activity));
    facts.notes();
}

/// What is planned, and how far it is.
fn activity(activity: Element<'_>) -> Option<Vec<Inline>> {
    let Some(detail) = activity.get("detail") else {
        return activity.get("reference").and_then(types::reference).map(|name| vec![Inline::text(name)]);
    };
    let mut parts: Vec<Vec<Inline>> = medication::not_to_be_done(detail).into_iter().collect();
    parts.extend(detail.get("code").and_then(types::concept));
    parts.extend(detail.text("description").map(|text| vec![Inline::text(text)]));
    parts.extend(detail.text("status").map(|code| vec![crate::word::status(code)]));
    parts.extend(types::time(detail, "scheduled").map(|when| vec![Inline::When(when)]));
    (!parts.is_empty()).then(|| parts.join(&Inline::text(", ")))
}

pub(super) fn encounter(facts: &mut Facts<'_>) {
    facts.states(Word::Status, "status");
    facts.add(Word::Kind, facts.element.get("class").and_then(types::coding).into_iter().flatten());
    facts.time(Word::Period, "period");
    facts.inner_references(Word::SeenBy, "participant", "individual");
    facts.words(Word::Place, place(facts.element));
    facts.concepts(Word::Reason, "reasonCode");
    facts.references(Word::Reason, "reasonReference");
    let discharge = facts.element.get("hospitalization").and_then(|stay| stay.get("dischargeDisposition"));
    facts.add(Word::Discharge, discharge.and_then(types::concept).into_iter().flatten());
}

/// Where a visit was: the organisation, else the first location.
pub(super) fn place(encounter: Element<'_>) -> Option<String> {
    let location =
        || encounter.list("location").find_map(|place| place.get("location").and_then(types::reference));
    encounter.get("serviceProvider").and_then(types::reference).or_else(location)
}
