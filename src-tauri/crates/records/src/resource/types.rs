//! FHIR data types in words.

use crate::number::{readable, readable_unit};
use crate::outline::{Inline, Label};
use crate::when::{Date, When};
use crate::word::{Word, category as category_word, known_status};

use super::element::Element;
use super::kind;

/// References that are followed from one to the next for a name.
const MOST_STEPS: u8 = 3;

/// A `CodeableConcept` in the source's words: its text, else the first name of a coding.
pub(super) fn concept_text(concept: Element<'_>) -> Option<String> {
    let display = || concept.list("coding").find_map(|coding| coding.text("display"));
    concept.text("text").or_else(display).map(str::to_owned)
}

/// A `CodeableConcept`: a bare code is unknown.
pub(super) fn label(concept: Element<'_>) -> Option<Label> {
    let code = || first_code(concept).map(|code| Label::Unknown(code.to_owned()));
    concept_text(concept).map(Label::Text).or_else(code)
}

/// A `CodeableConcept` as a line.
pub(super) fn concept(concept: Element<'_>) -> Option<Vec<Inline>> {
    label(concept).map(|label| vec![label.into()])
}

/// A category: the source's words for it, else ours, else its code as unknown.
pub(super) fn category(concept: Element<'_>) -> Option<Vec<Inline>> {
    let known = || first_code(concept).and_then(category_word).map(Inline::Word);
    let label = match label(concept)? {
        unknown @ Label::Unknown(_) => known().unwrap_or_else(|| unknown.into()),
        label => label.into(),
    };
    Some(vec![label])
}

/// A `CodeableConcept` whose codes are a closed set: our word for it comes first.
pub(super) fn state(state: Element<'_>) -> Option<Vec<Inline>> {
    match first_code(state).and_then(known_status) {
        Some(word) => Some(vec![Inline::Word(word)]),
        None => concept(state),
    }
}

pub(super) fn first_code(concept: Element<'_>) -> Option<&str> {
    concept.list("coding").find_map(|coding| coding.text("code"))
}

/// A `Coding` as a line: a bare code is unknown.
pub(super) fn coding(coding: Element<'_>) -> Option<Vec<Inline>> {
    let code = || coding.text("code").map(|code| Inline::Unknown(code.to_owned()));
    coding.text("display").map(Inline::text).or_else(code).map(|inline| vec![inline])
}

/// `6.4 %`, `< 5 mg/dL`.
pub(super) fn quantity(quantity: Element<'_>) -> Option<String> {
    let number = readable(&quantity.number("value")?);
    let comparator =
        quantity.text("comparator").map(|comparator| format!("{comparator} ")).unwrap_or_default();
    Some(format!("{comparator}{}", with_unit(&number, unit(quantity))))
}

/// The unit `1` is that of a bare number.
pub(super) fn unit(quantity: Element<'_>) -> Option<&str> {
    quantity.text("unit").or_else(|| quantity.text("code")).filter(|unit| *unit != "1")
}

fn with_unit(number: &str, unit: Option<&str>) -> String {
    unit.map_or_else(|| number.to_owned(), |unit| format!("{number} {}", readable_unit(unit)))
}

/// `4 – 5.6 %`, `≥ 4 %`, `≤ 5.6 %`.
pub(super) fn range(range: Element<'_>) -> Option<String> {
    let bound = |name| {
        let bound = range.get(name)?;
        Some((readable(&bound.number("value")?), unit(bound)))
    };
    Some(match (bound("low"), bound("high")) {
        (Some((low, low_unit)), Some((high, high_unit))) if low_unit.is_none() || low_unit == high_unit => {
            with_unit(&format!("{low} – {high}"), high_unit)
        }
        (Some((low, low_unit)), Some((high, high_unit))) => {
            format!("{} – {}", with_unit(&low, low_unit), with_unit(&high, high_unit))
        }
        (Some((low, unit)), None) => with_unit(&format!("≥ {low}"), unit),
        (None, Some((high, unit))) => with_unit(&format!("≤ {high}"), unit),
        (None, None) => return None,
    })
}

/// `1 mg / 2 mL`.
pub(super) fn ratio(ratio: Element<'_>) -> Option<String> {
    let part = |name| ratio.get(name).and_then(quantity);
    match (part("numerator")?, part("denominator")) {
        (numerator, Some(denominator)) => Some(format!("{numerator} / {denominator}")),
        (numerator, None) => Some(numerator),
    }
}

/// A `Period`.
pub(super) fn period(period: Element<'_>) -> Option<When> {
    let (start, end) = (period.text("start"), period.text("end"));
    When::period(start, end, Date::fhir)
}

/// A time under this name, of any type that FHIR has for times: `onsetDateTime`, `onsetPeriod`, `onsetAge`, …
pub(super) fn time(element: Element<'_>, name: &str) -> Option<When> {
    let choice = |suffix: &str| element.get(&format!("{name}{suffix}"));
    let point = ["", "DateTime", "Instant", "Date"].iter().find_map(|suffix| choice(suffix)?.as_text());
    point
        .map(When::fhir)
        .or_else(|| ["Period", ""].iter().find_map(|suffix| choice(suffix).and_then(period)))
        .or_else(|| {
            choice("Timing")
                .and_then(|timing| timing.list("event").find_map(|event| event.as_text()))
                .map(When::fhir)
        })
        .or_else(|| choice("String").and_then(|text| text.as_text()).map(|text| When::Text(text.to_owned())))
        .or_else(|| choice("Age").and_then(quantity).map(When::Text))
        .or_else(|| choice("Range").and_then(range).map(When::Text))
}

/// A value under this name, of whatever type: `valueQuantity`, `valueString`, …
pub(super) fn value(element: Element<'_>, name: &str) -> Option<Vec<Inline>> {
    let choice = |suffix: &str| element.get(&format!("{name}{suffix}"));
    let words = |words: Option<String>| words.map(|words| vec![Inline::text(words)]);
    let text = ["String", "Integer", "Decimal", "Time", "Code", "Markdown"].iter().find_map(|suffix| {
        let member = format!("{name}{suffix}");
        element
            .text(&member)
            .map(str::to_owned)
            .or_else(|| element.number(&member).map(|number| readable(&number)))
    });
    words(choice("Quantity").and_then(quantity))
        .or_else(|| choice("CodeableConcept").and_then(concept))
        .or_else(|| words(text))
        .or_else(|| {
            element
                .boolean(&format!("{name}Boolean"))
                .map(|yes| vec![Inline::Word(if yes { Word::Yes } else { Word::No })])
        })
        .or_else(|| words(choice("Range").and_then(range)))
        .or_else(|| words(choice("Ratio").and_then(ratio)))
        .or_else(|| choice("Coding").and_then(coding))
        .or_else(|| words(choice("Reference").and_then(reference)))
        .or_else(|| time(element, name).map(|time| vec![Inline::When(time)]))
        // Curves and files are values too; they are said, not shown.
        .or_else(|| {
            choice("SampledData")
                .or_else(|| choice("Attachment"))
                .map(|_| vec![Inline::Word(Word::PictureNotShown)])
        })
}

/// What a reference calls what it leads to, or what that calls itself. Never an address.
pub(super) fn reference(reference: Element<'_>) -> Option<String> {
    reference_at(reference, 0)
}

pub(super) fn reference_at(reference: Element<'_>, steps: u8) -> Option<String> {
    let display = reference.text("display").map(str::to_owned);
    display.or_else(|| if steps < MOST_STEPS { kind::name(reference.resolve()?, steps + 1) } else { None })
}

/// What an `Annotation` says; some servers send bare text.
pub(super) fn note(note: Element<'_>) -> Option<String> {
    note.text("text").or_else(|| note.as_text()).map(str::to_owned)
}
