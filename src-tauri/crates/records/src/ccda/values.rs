//! Data types of HL7 version 3, in words: names, codes, quantities, times, and the reasons for which there is nothing.

use crate::number::{readable, readable_unit};
use crate::outline::Inline;
use crate::when::{Date, When};
use crate::word::{Word, interpretation};

use super::element::{Element, attribute, child, children, text};

/// The name of a person who has several: the legal one first.
pub(super) fn person_name(person: Element<'_>) -> Option<String> {
    let legal =
        children(person, "name").find(|name| attribute(*name, "use").is_some_and(|uses| uses.contains('L')));
    let name = legal.or_else(|| child(person, "name"))?;
    let parts: Vec<String> = ["prefix", "given", "family", "suffix"]
        .into_iter()
        .flat_map(|part| children(name, part))
        // What the person is called stands beside the given name, not in it.
        .filter(|part| attribute(*part, "qualifier") != Some("CL"))
        .filter_map(text)
        .collect();
    if parts.is_empty() { text(name) } else { Some(parts.join(" ")) }
}

/// What a code says: the writer's own words, else the name of the code, else the code itself as unknown.
pub(super) fn coded(code: Element<'_>) -> Option<Vec<Inline>> {
    child(code, "originalText")
        .and_then(text)
        .or_else(|| attribute(code, "displayName").map(str::to_owned))
        .or_else(|| {
            children(code, "translation").find_map(|code| attribute(code, "displayName")).map(str::to_owned)
        })
        .map(|name| vec![Inline::text(name)])
        .or_else(|| attribute(code, "code").map(|code| vec![Inline::Unknown(code.to_owned())]))
        .or_else(|| nothing(code).map(|word| vec![Inline::Word(word)]))
}

/// A value of whatever type it is.
pub(super) fn value(value: Element<'_>) -> Option<Vec<Inline>> {
    if let Some(number) = attribute(value, "value") {
        return Some(match When::hl7(number) {
            When::At(date) if value_is_time(value) => vec![Inline::When(When::At(date))],
            _ => vec![Inline::text(with_unit(number, attribute(value, "unit")))],
        });
    }
    if child(value, "low").is_some() || child(value, "high").is_some() {
        return range(value);
    }
    coded(value).or_else(|| text(value).map(|text| vec![Inline::text(text)]))
}

fn value_is_time(value: Element<'_>) -> bool {
    value.attributes().any(|attribute| attribute.name() == "type" && attribute.value().ends_with("TS"))
}

/// `4 – 5.6 %`, `≥ 4`, `≤ 5.6`.
fn range(range: Element<'_>) -> Option<Vec<Inline>> {
    let bound = |name| {
        let bound = child(range, name)?;
        Some((readable(attribute(bound, "value")?), attribute(bound, "unit")))
    };
    let text = match (bound("low"), bound("high")) {
        (Some((low, _)), Some((high, unit))) => with_unit(&format!("{low} – {high}"), unit),
        (Some((low, unit)), None) => with_unit(&format!("≥ {low}"), unit),
        (None, Some((high, unit))) => with_unit(&format!("≤ {high}"), unit),
        (None, None) => return nothing(range).map(|word| vec![Inline::Word(word)]),
    };
    Some(vec![Inline::text(text)])
}

/// The unit `1` is that of a bare number.
fn with_unit(number: &str, unit: Option<&str>) -> String {
    let number = readable(number);
    match unit {
        None | Some("1") => number,
        Some(unit) => format!("{number} {}", readable_unit(unit)),
    }
}

/// A time, or from when to when.
pub(super) fn interval(time: Element<'_>) -> Option<When> {
    if let Some(value) = attribute(time, "value") {
        return Some(When::hl7(value));
    }
    let bound = |name| child(time, name).and_then(|bound| attribute(bound, "value"));
    When::period(bound("low"), bound("high"), Date::hl7).or_else(|| bound("center").map(When::hl7))
}

/// Why there is nothing. It is never "none": what is not said may still be.
pub(super) fn nothing(element: Element<'_>) -> Option<Word> {
    Some(match attribute(element, "nullFlavor")? {
        "NA" => Word::NotApplicable,
        "NASK" => Word::NotAsked,
        "MSK" => Word::Withheld,
        "UNK" | "ASKU" | "NAV" => Word::Unknown,
        _ => Word::NotStated,
    })
}

/// What an observation's interpretation codes mean.
pub(super) fn interpretations(observation: Element<'_>) -> Vec<Inline> {
    children(observation, "interpretationCode")
        .filter_map(|code| match attribute(code, "code").and_then(interpretation) {
            Some(word) => Some(vec![Inline::Word(word)]),
            None => coded(code),
        })
        .flatten()
        .collect()
}
