//! Results and measurements, and the reports that gather them.

use serde::Serialize;
use ts_rs::TS;

use crate::number::{readable, readable_unit};
use crate::outline::tidy;
use crate::outline::{Inline, Label};
use crate::word::{Word, absent, interpretation, status};

use super::element::Element;
use super::facts::Facts;
use super::types;

/// LOINC: systolic and diastolic blood pressure.
const PRESSURES: [&str; 2] = ["8480-6", "8462-4"];

/// A code and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, TS)]
pub struct Code {
    /// The code system: `http://loinc.org`, without a slash at its end.
    pub system: Option<String>,
    /// The code: `4548-4`.
    pub code: String,
}

/// A number that was measured.
#[derive(Clone, Debug, PartialEq, Serialize, TS)]
pub struct Measurement {
    /// What was measured.
    pub codes: Vec<Code>,
    /// What the source calls it.
    pub name: Option<String>,
    /// The number.
    pub value: f64,
    /// Its unit, as the source writes it.
    pub unit: Option<String>,
    /// The lower end of the range on the report, in the same unit.
    pub low: Option<f64>,
    /// The upper end of the range on the report, in the same unit.
    pub high: Option<f64>,
}

pub(super) fn facts(facts: &mut Facts<'_>) {
    let element = facts.element;
    facts.add(Word::Result, own_value(element));
    facts.lines(Word::ReferenceRange, ranges(element));
    facts.lines(Word::Interpretation, interpretations(element));
    for component in element.list("component") {
        let name = component.get("code").and_then(types::label);
        facts.part(name, result_with_range(component));
    }
    facts.states(Word::Status, "status");
    facts.time(Word::Date, "effective");
    facts.references(Word::DoneBy, "performer");
    facts.concepts(Word::BodySite, "bodySite");
    facts.concepts(Word::Method, "method");
    facts.references(Word::Specimen, "specimen");
    facts.references(Word::Includes, "hasMember");
    facts.categories();
    facts.time(Word::Issued, "issued");
    facts.notes();
}

pub(super) fn report(facts: &mut Facts<'_>) {
    facts.text(Word::Conclusion, "conclusion");
    facts.concepts(Word::Conclusion, "conclusionCode");
    for result in facts.element.list("result") {
        let observation = result.resolve();
        let name = types::reference(result).map(Label::Text);
        facts.part(name, observation.map(result_with_range).unwrap_or_default());
    }
    facts.states(Word::Status, "status");
    facts.categories();
    facts.time(Word::Date, "effective");
    facts.references(Word::DoneBy, "performer");
    facts.time(Word::Issued, "issued");
}

/// The value, or why there is none; nothing for a group of others.
pub(super) fn own_value(element: Element<'_>) -> Vec<Inline> {
    let reason = || {
        let reason = element.get("dataAbsentReason")?;
        Some(match types::first_code(reason) {
            Some(code) => vec![absent(code)],
            None => types::concept(reason)?,
        })
    };
    types::value(element, "value").or_else(reason).unwrap_or_default()
}

/// One line: the value with what the lab says of it. Blood pressure is written as everybody writes it.
pub(super) fn result(element: Element<'_>) -> Vec<Inline> {
    let own = own_value(element);
    let mut parts = if !own.is_empty() {
        vec![own]
    } else if let Some(pressure) = pressure(element) {
        vec![vec![Inline::text(pressure)]]
    } else {
        element.list("component").filter_map(named_part).collect()
    };
    parts.extend(interpretations(element).filter(|line| *line != [Inline::Word(Word::Normal)]));
    if parts.is_empty() {
        return element.text("status").map(status).into_iter().collect();
    }
    parts.join(&Inline::text(", "))
}

fn named_part(component: Element<'_>) -> Option<Vec<Inline>> {
    let value = own_value(component);
    let name = component.get("code").and_then(types::concept)?;
    (!value.is_empty()).then(|| [name, vec![Inline::text(" ")], value].concat())
}

/// `132/88 mmHg`.
fn pressure(element: Element<'_>) -> Option<String> {
    let part = |code: &str| {
        let holds = |part: &Element<'_>| {
            part.get("code")
                .is_some_and(|concept| concept.list("coding").any(|coding| coding.text("code") == Some(code)))
        };
        element.list("component").find(holds)?.get("valueQuantity")
    };
    let [systolic, diastolic] = PRESSURES.map(part);
    let (systolic, diastolic) = (systolic?, diastolic?);
    let number = |quantity: Element<'_>| quantity.number("value").map(|number| readable(&number));
    let unit = types::unit(systolic).filter(|unit| types::unit(diastolic) == Some(*unit))?;
    Some(format!("{}/{} {}", number(systolic)?, number(diastolic)?, readable_unit(unit)))
}

fn result_with_range(element: Element<'_>) -> Vec<Inline> {
    let ranges: Vec<_> = ranges(element).collect();
    let mut line = result(element);
    if !line.is_empty() && !ranges.is_empty() {
        line.extend([Inline::text(" ("), Inline::Word(Word::ReferenceRange), Inline::text(" ")]);
        line.extend(ranges.join(&Inline::text(", ")));
        line.push(Inline::text(")"));
    }
    line
}

fn ranges(element: Element<'_>) -> impl Iterator<Item = Vec<Inline>> {
    let text = |range: Element<'_>| types::range(range).or_else(|| range.text("text").map(str::to_owned));
    element.list("referenceRange").filter_map(text).map(|text| vec![Inline::text(text)])
}

fn interpretations(element: Element<'_>) -> impl Iterator<Item = Vec<Inline>> {
    element.list("interpretation").filter_map(|concept| {
        match types::first_code(concept).and_then(interpretation) {
            Some(word) => Some(vec![Inline::Word(word)]),
            None => types::concept(concept),
        }
    })
}

/// The numbers of a result and of its parts.
pub(super) fn measurements(element: Element<'_>) -> Vec<Measurement> {
    std::iter::once(element).chain(element.list("component")).filter_map(measurement).collect()
}

fn measurement(element: Element<'_>) -> Option<Measurement> {
    let quantity = element.get("valueQuantity")?;
    // "Less than 5" is not 5.
    if quantity.text("comparator").is_some() {
        return None;
    }
    let unit = types::unit(quantity);
    let range = element.list("referenceRange").next();
    let bound = |name: &str| {
        let bound = range?.get(name)?;
        (types::unit(bound).is_none() || types::unit(bound) == unit).then(|| number(bound)).flatten()
    };
    let code = element.get("code")?;
    let codes = code.list("coding").filter_map(|coding| {
        let system = coding.text("system").map(|system| system.trim_end_matches('/').to_owned());
        Some(Code { system, code: coding.text("code")?.to_owned() })
    });
    Some(Measurement {
        codes: codes.collect(),
        name: types::concept_text(code).map(tidy::name),
        value: number(quantity)?,
        unit: unit.map(str::to_owned),
        low: bound("low"),
        high: bound("high"),
    })
}

fn number(quantity: Element<'_>) -> Option<f64> {
    quantity.number("value")?.parse::<f64>().ok().filter(|number| number.is_finite())
}
