//! Dosages. The prescriber's own words come first; without them, the parts in a notation that needs no words:
//! `1 tablet, 2 × / d`.

use crate::outline::Inline;
use crate::word::Word;

use super::element::Element;
use super::types;

/// One dosage as a line.
pub(super) fn dosage(dosage: Element<'_>) -> Vec<Inline> {
    if let Some(text) = dosage.text("text").or_else(|| dosage.text("patientInstruction")) {
        return vec![Inline::text(text)];
    }
    let mut parts: Vec<Vec<Inline>> = Vec::new();
    let amount = |dose: Element<'_>| {
        let dose = |name: &str| {
            let quantity = dose.get(&format!("{name}Quantity")).and_then(types::quantity);
            quantity.or_else(|| dose.get(&format!("{name}Range")).and_then(types::range))
        };
        dose("dose").or_else(|| dose("rate"))
    };
    parts.extend(dosage.list("doseAndRate").filter_map(amount).map(|text| vec![Inline::text(text)]));
    parts.extend(dosage.get("timing").and_then(timing));
    parts.extend(dosage.get("route").and_then(types::concept));
    if dosage.boolean("asNeededBoolean") == Some(true) {
        parts.push(vec![Inline::Word(Word::AsNeeded)]);
    }
    if let Some(reason) = dosage.get("asNeededCodeableConcept").and_then(types::concept) {
        parts.push([vec![Inline::Word(Word::AsNeeded), Inline::text(": ")], reason].concat());
    }
    parts.extend(dosage.list("additionalInstruction").filter_map(types::concept));
    parts.join(&Inline::text(", "))
}

/// A code such as `BID`, else `2 × / d`.
fn timing(timing: Element<'_>) -> Option<Vec<Inline>> {
    if let Some(code) = timing.get("code").and_then(types::concept) {
        return Some(code);
    }
    let repeat = timing.get("repeat")?;
    let frequency = span(repeat, "frequency", "frequencyMax")?;
    let unit = repeat.text("periodUnit")?;
    let period = match span(repeat, "period", "periodMax")?.as_str() {
        "1" => unit.to_owned(),
        period => format!("{period} {unit}"),
    };
    Some(vec![Inline::text(format!("{frequency} × / {period}"))])
}

/// `2`, or `2 – 3`.
fn span(element: Element<'_>, name: &str, most: &str) -> Option<String> {
    let number = |name| element.number(name).map(|number| number.trim_end_matches(".0").to_owned());
    let low = number(name)?;
    Some(match number(most) {
        Some(high) if high != low => format!("{low} – {high}"),
        _ => low,
    })
}
