//! One coded statement in words: what, its value, when, and how it stands.

use crate::outline::Inline;
use crate::word::{Word, status};

use super::element::{Element, attribute, child, children, path, text};
use super::values::{coded, interpretations, interval, nothing, value};

/// A statement, each part a line.
pub(super) struct Statement {
    what: Vec<Inline>,
    result: Vec<Inline>,
    when: Vec<Inline>,
    status: Vec<Inline>,
}

impl Statement {
    /// A statement, and the concern that it is part of.
    pub(super) fn read(statement: Element<'_>, concern: Option<Element<'_>>) -> Self {
        let mut values: Vec<Vec<Inline>> = children(statement, "value").filter_map(value).collect();
        let mut what = agent(statement).or_else(|| product(statement));
        if what.is_none() && is_assertion(statement) && !values.is_empty() {
            what = Some(values.remove(0));
        }
        let what = what.or_else(|| child(statement, "code").and_then(coded));
        let what =
            what.or_else(|| child(statement, "text").and_then(text).map(|text| vec![Inline::text(text)]));
        let mut result = joined(values);
        for more in [dose(statement), interpretations(statement), reference_range(statement)] {
            append(&mut result, more);
        }
        let when = children(statement, "effectiveTime").find_map(interval);
        Self {
            what: what.unwrap_or_else(|| vec![Inline::Word(Word::Unknown)]),
            result,
            when: when.into_iter().map(Inline::When).collect(),
            status: standing(statement, concern),
        }
    }

    pub(super) fn lines(self) -> [Vec<Inline>; 4] {
        [self.what, self.result, self.when, self.status]
    }
}

/// How it stands. A denial comes first: "not" must never be lost. Of a problem or an allergy the concern says how it
/// stands; its observation says "completed" of the observing.
fn standing(statement: Element<'_>, concern: Option<Element<'_>>) -> Vec<Inline> {
    let mut line = Vec::new();
    if matches!(attribute(statement, "negationInd"), Some("true" | "1")) {
        line.push(Inline::Word(Word::StatedAsNot));
    }
    if let Some(word) = nothing(statement) {
        append(&mut line, vec![Inline::Word(word)]);
    }
    if let Some(code) =
        child(concern.unwrap_or(statement), "statusCode").and_then(|code| attribute(code, "code"))
    {
        append(&mut line, vec![status(code)]);
    }
    line
}

/// An observation whose code says no more than that its value is so.
fn is_assertion(statement: Element<'_>) -> bool {
    let code = child(statement, "code").and_then(|code| attribute(code, "code"));
    statement.tag_name().name() == "observation" && matches!(code, None | Some("ASSERTION"))
}

/// What an allergy is to.
fn agent(statement: Element<'_>) -> Option<Vec<Inline>> {
    children(statement, "participant")
        .filter(|participant| attribute(*participant, "typeCode") == Some("CSM"))
        .filter_map(|participant| path(participant, &["participantRole", "playingEntity"]))
        .find_map(named)
}

/// The medicine, vaccine or device.
fn product(statement: Element<'_>) -> Option<Vec<Inline>> {
    let holder = child(statement, "consumable").or_else(|| child(statement, "product"))?;
    let product = child(holder, "manufacturedProduct")?;
    child(product, "manufacturedMaterial")
        .or_else(|| child(product, "manufacturedLabeledDrug"))
        .and_then(named)
}

fn named(entity: Element<'_>) -> Option<Vec<Inline>> {
    let name = || child(entity, "name").and_then(text).map(|name| vec![Inline::text(name)]);
    child(entity, "code").and_then(coded).or_else(name)
}

/// How much, and how it is taken.
fn dose(statement: Element<'_>) -> Vec<Inline> {
    let parts = ["doseQuantity", "rateQuantity"].map(|name| child(statement, name).and_then(value));
    let route = child(statement, "routeCode").and_then(coded);
    joined(parts.into_iter().chain([route]).flatten().collect())
}

fn reference_range(statement: Element<'_>) -> Vec<Inline> {
    let range = path(statement, &["referenceRange", "observationRange"]);
    let words = |range| child(range, "text").and_then(text).map(|text| vec![Inline::text(text)]);
    let range = range.and_then(|range| child(range, "value").and_then(value).or_else(|| words(range)));
    range
        .map(|range| [vec![Inline::Word(Word::ReferenceRange), Inline::text(" ")], range].concat())
        .unwrap_or_default()
}

fn joined(lines: Vec<Vec<Inline>>) -> Vec<Inline> {
    lines.into_iter().fold(Vec::new(), |mut all, line| {
        append(&mut all, line);
        all
    })
}

fn append(line: &mut Vec<Inline>, more: Vec<Inline>) {
    if !line.is_empty() && !more.is_empty() {
        line.push(Inline::text(", "));
    }
    line.extend(more);
}
